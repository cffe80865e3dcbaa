//! The templates, embedded, with HTML escaping on.

use crate::ReportError;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use std::io::Write;

/// Each section of the page, in order, with its source.
const TEMPLATES: &[(&str, &str)] = &[
    ("head.html", include_str!("../templates/head.html")),
    ("series.html", include_str!("../templates/series.html")),
    ("findings.html", include_str!("../templates/findings.html")),
    ("claims.html", include_str!("../templates/claims.html")),
    ("documents.html", include_str!("../templates/documents.html")),
    ("document.html", include_str!("../templates/document.html")),
    ("rejects.html", include_str!("../templates/rejects.html")),
    ("foot.html", include_str!("../templates/foot.html")),
];

/// The templates, ready to be filled in.
pub(crate) struct Page {
    templates: Environment<'static>,
}

impl Page {
    pub(crate) fn new() -> Result<Self, ReportError> {
        let mut templates = Environment::new();
        templates.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .build()
                .map_err(|source| ReportError::Template { name: "syntax", source })?,
        );
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.add_global("style", Value::from_safe_string(include_str!("../templates/page.css").to_owned()));
        templates.add_global("script", Value::from_safe_string(include_str!("../templates/page.js").to_owned()));
        for &(name, source) in TEMPLATES {
            templates.add_template(name, source).map_err(|source| ReportError::Template { name, source })?;
        }
        Ok(Self { templates })
    }

    /// Fills in one template with `view` and writes it.
    pub(crate) fn write(
        &self,
        name: &'static str,
        view: impl Serialize,
        out: &mut impl Write,
    ) -> Result<(), ReportError> {
        let html = self
            .templates
            .get_template(name)
            .and_then(|template| template.render(Serde(view)))
            .map_err(|source| ReportError::Template { name, source })?;
        Ok(out.write_all(html.as_bytes())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_in_text_and_attributes() {
        let mut page = Page::new().unwrap();
        page.templates.add_template("probe", r#"<a title="{{ text }}">{{ text }}</a>"#).unwrap();
        let mut out = Vec::new();
        page.write("probe", std::collections::BTreeMap::from([("text", r#"<b a='1' c="2">&"#)]), &mut out).unwrap();
        let escaped = "&lt;b a=&#x27;1&#x27; c=&quot;2&quot;&gt;&amp;";
        assert_eq!(String::from_utf8(out).unwrap(), format!(r#"<a title="{escaped}">{escaped}</a>"#));
    }

    #[test]
    fn the_inlined_files_cannot_end_their_element() {
        for inlined in [include_str!("../templates/page.css"), include_str!("../templates/page.js")] {
            assert!(!inlined.contains("</") && !inlined.contains("<!--"));
        }
    }

    #[test]
    fn a_missing_name_in_a_template_is_an_error() {
        let mut page = Page::new().unwrap();
        page.templates.add_template("probe", "{{ nowhere }}").unwrap();
        let error = page.write("probe", (), &mut Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "expected the template `probe` to render");
    }
}
