use serde::Deserialize;

/// What reading can be told. Read from a table of `tallysheet.toml`; every key is optional, unknown keys are errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IngestConfig {
    /// Which fields of a record hold what.
    pub fields: FieldMapping,
    /// The most bytes that one file may have, as stored and uncompressed alike; 1 GiB unless told otherwise. It also
    /// stops a small archive that would unpack without end.
    pub max_bytes: u64,
    /// How similar to an earlier document one must be to count as its near-copy, in percent; 90 unless told otherwise,
    /// and above 100 for none but exact copies.
    pub near_copy_percent: u32,
}

impl Default for IngestConfig {
    fn default() -> Self {
        Self { fields: FieldMapping::default(), max_bytes: 1 << 30, near_copy_percent: 90 }
    }
}

/// For each field of a document, the names that it may have in a record, best first; case does not matter.
///
/// The first name whose value is not blank decides. The same names are looked for in the front matter of Markdown and
/// in the `meta` elements of HTML.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldMapping {
    /// The text, taken as it is.
    pub text: Vec<String>,
    /// The headline.
    pub title: Vec<String>,
    /// The date of publication, in any usual notation; the first that can be read decides.
    pub date: Vec<String>,
    /// The address; its host is the publisher where no field names one.
    pub url: Vec<String>,
    /// Who published it.
    pub publisher: Vec<String>,
    /// The language, a BCP 47 tag.
    pub lang: Vec<String>,
}

impl Default for FieldMapping {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            text: names(&[
                "text",
                "content",
                "body",
                "article",
                "article_text",
                "full_text",
                "fulltext",
                "maintext",
                "story",
                "正文",
                "内容",
            ]),
            title: names(&["title", "headline", "heading", "标题"]),
            date: names(&[
                "date",
                "published",
                "published_at",
                "published_date",
                "publish_date",
                "publication_date",
                "pub_date",
                "pubdate",
                "publishdate",
                "date_published",
                "datepublished",
                "date_publish",
                "发布日期",
                "发布时间",
                "日期",
            ]),
            url: names(&["url", "link", "source_url", "uri", "链接", "网址"]),
            publisher: names(&[
                "publisher",
                "source",
                "site_name",
                "site",
                "source_name",
                "outlet",
                "发布机构",
                "来源",
            ]),
            lang: names(&["lang", "language", "语言"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_table_leaves_the_rest_at_its_default() {
        let cfg: IngestConfig = toml::from_str("max_bytes = 1000\n[fields]\ntext = [\"story_md\"]").unwrap();
        assert_eq!(cfg.max_bytes, 1000);
        assert_eq!(cfg.fields.text, ["story_md"]);
        assert_eq!(cfg.fields.title, FieldMapping::default().title);
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(toml::from_str::<IngestConfig>("maxbytes = 1").is_err());
        assert!(toml::from_str::<IngestConfig>("[fields]\nbody = []").is_err());
    }
}
