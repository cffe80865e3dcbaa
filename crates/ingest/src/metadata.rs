use tallysheet_model::{Date, Lang};

use crate::FieldMapping;
use crate::date::parse_date;

/// What is known of a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<Date>,
    pub lang: Option<Lang>,
}

impl Metadata {
    /// This metadata, its gaps filled from `other`.
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            published: self.published.or(other.published),
            lang: self.lang.or(other.lang),
        }
    }

    /// Reads the fields that `mapping` names; `value` gives the value of a field by its name.
    pub fn from_fields<'a>(mapping: &FieldMapping, value: impl Fn(&str) -> Option<&'a str>) -> Self {
        let publisher = values(&mapping.publisher, &value).next();
        Self {
            title: values(&mapping.title, &value).next().map(str::to_owned),
            publisher: publisher.or_else(|| values(&mapping.url, &value).find_map(host)).map(str::to_owned),
            published: values(&mapping.date, &value).find_map(parse_date),
            lang: values(&mapping.lang, &value).next().map(Lang::from),
        }
    }
}

/// What the fields called `names` hold, blank ones passed over.
fn values<'a>(names: &[String], value: &impl Fn(&str) -> Option<&'a str>) -> impl Iterator<Item = &'a str> {
    names.iter().filter_map(|name| value(name)).filter_map(not_blank)
}

/// `text` without the blanks around it, where anything is left.
pub(crate) fn not_blank(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The host of a web address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    not_blank(host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &'static [(&str, &str)]) -> Metadata {
        Metadata::from_fields(&FieldMapping::default(), |name| {
            fields.iter().find(|(field, _)| *field == name).map(|&(_, value)| value)
        })
    }

    #[test]
    fn the_first_name_with_a_value_decides() {
        let metadata = read(&[("title", "  "), ("headline", " Output up "), ("lang", "zh-CN")]);
        assert_eq!(metadata.title.as_deref(), Some("Output up"));
        assert_eq!(metadata.lang, Some(Lang::Zh));
    }

    #[test]
    fn the_first_date_that_can_be_read_decides() {
        let metadata = read(&[("date", "soon"), ("published_at", "2021-04-09T08:00:00Z")]);
        assert_eq!(metadata.published, Date::new(2021, 4, 9).ok());
    }

    #[test]
    fn the_host_of_the_address_stands_in_for_the_publisher() {
        let publisher = |fields| read(fields).publisher;
        assert_eq!(publisher(&[("url", "https://www.example.org:80/a?b")]).as_deref(), Some("example.org"));
        assert_eq!(publisher(&[("url", "https://example.org"), ("source", "Daily")]).as_deref(), Some("Daily"));
        assert_eq!(publisher(&[("url", "file:///tmp/a")]), None);
        assert_eq!(publisher(&[("url", "https://")]), None);
    }

    #[test]
    fn gaps_are_filled() {
        let side = Metadata { title: Some("side".into()), ..Metadata::default() };
        let inner = Metadata { title: Some("inner".into()), lang: Some(Lang::En), ..Metadata::default() };
        let both = side.or(inner);
        assert_eq!((both.title.as_deref(), both.lang), (Some("side"), Some(Lang::En)));
    }
}
