use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::FieldMapping;
use crate::date::parse_date;
use crate::html_text::{depth, layout_text};
use crate::metadata::{Metadata, not_blank};

/// The text of the main article of a page, and what the page says of itself. A page on which no article stands out
/// gives the text of its whole body.
pub(crate) fn article(html: &str, mapping: &FieldMapping) -> (String, Metadata) {
    let page = Document::from(html);
    let stated = stated_metadata(&page, mapping);
    if depth(&page.root()) > MAX_DEPTH {
        return (layout_text(&page.root()), stated);
    }
    let cfg = Config { char_threshold: MIN_ARTICLE_CHARS, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let found = Readability::with_document(page.clone(), None, Some(cfg)).and_then(|mut reader| reader.parse());
    let Ok(found) = found else {
        return (layout_text(&page.root()), stated);
    };
    let text = layout_text(&Document::fragment(found.content).root());
    let metadata = Metadata {
        title: not_blank(&found.title).map(str::to_owned),
        publisher: found.site_name.as_deref().and_then(not_blank).map(str::to_owned),
        published: found.published_time.as_deref().and_then(parse_date),
        lang: None,
    };
    let text = if text.is_empty() { layout_text(&page.root()) } else { text };
    (text, metadata.or(stated))
}

/// The article finder recurses, so that a deeper page could exhaust the stack. Pages made by people stay far below.
const MAX_DEPTH: usize = 200;

/// The article finder is not linear in all it does; no article has as many elements.
const MAX_ELEMENTS: usize = 200_000;

/// A shorter find makes the article finder try again with laxer rules, which let the furniture of the page in. Its own
/// 500 is more than many a Chinese press note has.
const MIN_ARTICLE_CHARS: usize = 100;

/// What the `meta` and `time` elements say. The `lang` of a page is left out: it is as often that of the site's
/// template as that of the article.
fn stated_metadata(page: &Document, mapping: &FieldMapping) -> Metadata {
    let fields: Vec<(String, String)> = page
        .select("meta[content]")
        .iter()
        .filter_map(|meta| {
            let name = meta.attr("name").or_else(|| meta.attr("property")).or_else(|| meta.attr("itemprop"))?;
            Some((name.to_string(), meta.attr("content")?.to_string()))
        })
        .collect();
    let value =
        |name: &str| fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
    let stated = Metadata { lang: None, ..Metadata::from_fields(mapping, value) };
    let time = page.select("article time[datetime], time[pubdate], time[itemprop=datePublished]");
    let dated = Metadata {
        title: not_blank(&page.select("title").text()).map(str::to_owned),
        published: time.iter().filter_map(|time| time.attr("datetime")).find_map(|date| parse_date(&date)),
        ..Metadata::default()
    };
    stated.or(dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FURNITURE_BEFORE: &str = r#"<header><div class="logo">Morning Post</div></header>
        <nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/law">Law</a></li><li><a href="/world">World</a></li></ul></nav>"#;
    const FURNITURE_AFTER: &str = r#"<div class="comments"><h3>Comments</h3><div class="comment">Great news, 99 percent of us agree!</div></div>
        <footer><p>Copyright 2021 Morning Post, all rights reserved, licence 12345678.</p></footer>"#;

    fn page(head: &str, body: &str) -> String {
        format!(
            "<!doctype html><html lang=en><head>{head}</head><body>{FURNITURE_BEFORE}{body}{FURNITURE_AFTER}</body></html>"
        )
    }

    fn read(html: &str) -> (String, Metadata) {
        article(html, &FieldMapping::default())
    }

    #[test]
    fn the_article_without_the_furniture_of_the_page() {
        let body = r#"<main><article><h1>Fraud cases rise</h1>
            <p>Police across the province cracked 4,410 fraud cases last year, up 28.5 percent, officials said on Friday.</p>
            <p>They stopped payments of 32.9 million yuan, and returned 1.2 million yuan to victims, the officials added.</p>
            <table><tr><th>City</th><th>Cases</th></tr><tr><td>Northport</td><td>1,200</td></tr><tr><td>Southfield</td><td>3,210</td></tr></table>
            </article></main>"#;
        let (text, _) = read(&page("<title>Fraud cases rise</title>", body));
        assert!(text.contains("last year, up 28.5 percent, officials said on Friday.\n\nThey stopped"), "{text}");
        assert!(text.contains("City\tCases\nNorthport\t1,200\nSouthfield\t3,210"), "{text}");
        for furniture in ["World", "Comments", "99 percent", "Copyright", "12345678"] {
            assert!(!text.contains(furniture), "{furniture} in {text}");
        }
    }

    #[test]
    fn a_short_chinese_note_without_the_furniture_of_the_page() {
        let body = r#"<div class="article-content"><p>　　新华网北港4月9日电，记者从市公安局获悉，去年全市共破获电信网络诈骗案件4410起，同比上升28.5%，抓获犯罪嫌疑人1200余名。</p>
            <p>　　全市共紧急止付涉案资金3290万元，为群众挽回经济损失120万元。市公安局表示，今年将继续保持严打高压态势。</p></div>"#;
        let (text, metadata) =
            read(&page("<title>去年破案4410起</title><meta name=PubDate content='2021-04-09 10:00'>", body));
        assert!(text.starts_with("新华网北港4月9日电"), "{text}");
        assert!(text.ends_with("高压态势。"), "{text}");
        assert_eq!(metadata.title.as_deref(), Some("去年破案4410起"));
        assert_eq!(metadata.published.unwrap().to_string(), "2021-04-09");
    }

    const STORY: &str = "<article><p>Police across the province cracked 4,410 fraud cases last year, up 28.5 percent, \
        officials said on Friday, and stopped payments of 32.9 million yuan.</p></article>";

    #[test]
    fn metadata_of_open_graph() {
        let head = r#"<title>Fraud cases rise | Post</title><meta property="og:title" content="Fraud cases rise">
            <meta property="og:site_name" content="Morning Post">
            <meta property="article:published_time" content="2021-04-09T08:00:00+08:00">"#;
        let (_, metadata) = read(&page(head, STORY));
        assert_eq!(metadata.title.as_deref(), Some("Fraud cases rise"));
        assert_eq!(metadata.publisher.as_deref(), Some("Morning Post"));
        assert_eq!(metadata.published.unwrap().to_string(), "2021-04-09");
    }

    #[test]
    fn metadata_of_json_ld() {
        let head = r#"<title>x</title><script type="application/ld+json">{"@context": "https://schema.org",
            "@type": "NewsArticle", "headline": "Fraud cases rise", "datePublished": "2021-04-09T08:00:00Z",
            "publisher": {"@type": "Organization", "name": "Morning Post"}}</script>"#;
        let (_, metadata) = read(&page(head, STORY));
        assert_eq!(metadata.title.as_deref(), Some("Fraud cases rise"));
        assert_eq!(metadata.publisher.as_deref(), Some("Morning Post"));
        assert_eq!(metadata.published.unwrap().to_string(), "2021-04-09");
    }

    #[test]
    fn the_time_element_of_the_article_is_its_date() {
        let body = STORY.replace("<p>", "<time datetime='2021-04-09'>Friday</time><p>");
        assert_eq!(read(&page("", &body)).1.published.unwrap().to_string(), "2021-04-09");
    }

    #[test]
    fn a_page_without_an_article_gives_its_body() {
        assert_eq!(read("<title>t</title><body>Output: 5 tons").0, "Output: 5 tons");
    }

    #[test]
    fn nesting_does_not_exhaust_the_stack() {
        let html = format!("{}deep{}", "<div>".repeat(3_000), "</div>".repeat(3_000));
        assert_eq!(read(&html).0, "deep");
    }
}
