use crate::FieldMapping;
use crate::metadata::Metadata;

/// What a Markdown text says of itself: `key: value` lines of its front matter, and for the title also its first
/// heading. The text itself stays as it is.
pub(crate) fn metadata(text: &str, mapping: &FieldMapping) -> Metadata {
    let (front, body) = split_front_matter(text);
    let fields: Vec<(&str, &str)> = front.lines().filter_map(|line| line.split_once(':')).collect();
    let value = |name: &str| {
        let (_, value) = fields.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        Some(unquoted(value.trim()))
    };
    let heading = Metadata { title: first_heading(body).map(str::to_owned), ..Metadata::default() };
    Metadata::from_fields(mapping, value).or(heading)
}

/// The lines between two `---` at the very start, and the rest.
fn split_front_matter(text: &str) -> (&str, &str) {
    let Some(opened) = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])) else {
        return ("", text);
    };
    let mut at = 0;
    for line in opened.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (&opened[..at], &opened[at + line.len()..]);
        }
        at += line.len();
    }
    ("", text)
}

/// The first `# heading` outside fenced code, where `#` begins a comment.
fn first_heading(body: &str) -> Option<&str> {
    let mut fenced = false;
    for line in body.lines() {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        if let Some(heading) = line.strip_prefix("# ").filter(|_| !fenced) {
            return crate::metadata::not_blank(heading.trim_end().trim_end_matches('#'));
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Metadata {
        metadata(text, &FieldMapping::default())
    }

    #[test]
    fn the_first_heading_is_the_title() {
        assert_eq!(read("Intro\n## Part\n# 全年数据 #\n# Other\n").title.as_deref(), Some("全年数据"));
        assert_eq!(read("```sh\n# comment\n```\n# Real\n").title.as_deref(), Some("Real"));
        assert_eq!(read("#hashtag\n").title, None);
    }

    #[test]
    fn front_matter() {
        let text = "---\r\nTitle: \"Annual: figures\"\r\ndate: 2021-04-09\r\nlang: zh\r\n---\r\n# Heading\r\n";
        let metadata = read(text);
        assert_eq!(metadata.title.as_deref(), Some("Annual: figures"));
        assert_eq!(metadata.published.unwrap().to_string(), "2021-04-09");
        assert_eq!(metadata.lang.unwrap().as_str(), "zh");
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter() {
        assert_eq!(read("---\ntitle: no\n").title, None);
        assert_eq!(read("---- \n").title, None);
    }
}
