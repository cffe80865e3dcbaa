use dom_query::NodeRef;

/// The text below `root` as a browser would lay it out: blocks parted by a blank line, `br`, `tr` and `li` on lines of
/// their own, table cells parted by a tab, other blanks folded into one space. Scripts, styles and controls are left
/// out.
pub(crate) fn layout_text(root: &NodeRef<'_>) -> String {
    let mut writer = Writer::default();
    for step in Walk::new(*root) {
        match step {
            Step::Enter(node) if node.is_text() => writer.text(&node.text()),
            Step::Enter(node) => writer.edge(&node, true),
            Step::Leave(node) => writer.edge(&node, false),
        }
    }
    writer.text
}

/// How many elements the deepest node below `root` lies in.
pub(crate) fn depth(root: &NodeRef<'_>) -> usize {
    let (mut depth, mut deepest) = (0, 0);
    for step in Walk::new(*root) {
        match step {
            Step::Enter(_) => depth += 1,
            Step::Leave(_) => depth -= 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(NodeRef<'a>),
}

/// Walks a tree in document order without recursion: a page may nest deeper than the stack is. Does not go into
/// elements whose text is not shown.
struct Walk<'a> {
    root: NodeRef<'a>,
    next: Option<Step<'a>>,
}

impl<'a> Walk<'a> {
    fn new(root: NodeRef<'a>) -> Self {
        Self { root, next: Some(Step::Enter(root)) }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        let step = self.next.take()?;
        self.next = match &step {
            Step::Enter(node) => match node.first_child().filter(|_| !is_hidden(node)) {
                Some(child) => Some(Step::Enter(child)),
                None => Some(Step::Leave(*node)),
            },
            Step::Leave(node) if node.id == self.root.id => None,
            Step::Leave(node) => match node.next_sibling() {
                Some(sibling) => Some(Step::Enter(sibling)),
                None => node.parent().map(Step::Leave),
            },
        };
        Some(step)
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    name_is(node, |name| {
        matches!(
            name,
            "audio"
                | "button"
                | "canvas"
                | "head"
                | "iframe"
                | "noscript"
                | "object"
                | "script"
                | "select"
                | "style"
                | "svg"
                | "template"
                | "textarea"
                | "title"
                | "video"
        )
    })
}

fn name_is(node: &NodeRef<'_>, test: impl Fn(&str) -> bool) -> bool {
    node.qual_name_ref().is_some_and(|name| test(&name.local))
}

/// Gathers words, and between them the widest of the gaps asked for.
#[derive(Default)]
struct Writer {
    text: String,
    /// Line breaks due before the next word: 0, 1, or 2 for a new paragraph.
    lines: u8,
    /// Cell borders due after them.
    tabs: usize,
    space: bool,
    /// Cells that the walk is in and that hold a line of text each.
    in_cells: usize,
    in_pre: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\n' if self.in_pre > 0 => self.break_line(1),
                blank if blank.is_whitespace() => self.space = true,
                character => {
                    self.write_gap();
                    self.text.push(character);
                }
            }
        }
    }

    fn write_gap(&mut self) {
        if !self.text.is_empty() {
            (0..self.lines).for_each(|_| self.text.push('\n'));
            (0..self.tabs).for_each(|_| self.text.push('\t'));
            if self.space && self.lines == 0 && self.tabs == 0 {
                self.text.push(' ');
            }
        }
        (self.lines, self.tabs, self.space) = (0, 0, false);
    }

    fn break_line(&mut self, lines: u8) {
        if self.in_cells > 0 {
            self.space = true;
            return;
        }
        self.lines = self.lines.max(lines);
        self.tabs = 0;
    }

    /// The start or the end of an element.
    fn edge(&mut self, node: &NodeRef<'_>, enters: bool) {
        if name_is(node, |name| matches!(name, "td" | "th")) {
            return self.cell(node, enters);
        }
        if name_is(node, |name| name == "pre") {
            self.in_pre = if enters { self.in_pre + 1 } else { self.in_pre.saturating_sub(1) };
        }
        if name_is(node, is_line) {
            self.break_line(1);
        } else if name_is(node, is_block) {
            self.break_line(2);
        }
    }

    fn cell(&mut self, node: &NodeRef<'_>, enters: bool) {
        let layout = is_layout_cell(node);
        match (enters, layout) {
            (_, true) => self.break_line(2),
            (true, false) => {
                if self.in_cells == 0 && node.prev_element_sibling().is_some() {
                    self.tabs += 1;
                }
                self.in_cells += 1;
            }
            (false, false) => self.in_cells = self.in_cells.saturating_sub(1),
        }
    }
}

/// Old pages lay themselves out in tables. A cell that holds another table, a list, a heading or several paragraphs is
/// a part of the page and no cell of data.
fn is_layout_cell(cell: &NodeRef<'_>) -> bool {
    let mut paragraphs = 0;
    cell.descendants_it().any(|node| {
        paragraphs += usize::from(name_is(&node, |name| name == "p"));
        paragraphs > 1 || name_is(&node, |name| matches!(name, "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4"))
    })
}

fn is_line(name: &str) -> bool {
    matches!(name, "br" | "caption" | "dd" | "dt" | "li" | "option" | "tr")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn check(html: &str, expected: &str) {
        assert_eq!(layout_text(&Document::from(html).root()), expected, "{html}");
    }

    #[test]
    fn blocks_lines_and_blanks() {
        check("<p>One\n  two&nbsp;<b>thr</b>ee.</p><div>Four<br>five</div>", "One two three.\n\nFour\nfive");
        check("<ul><li>a</li><li>b</li></ul>after", "a\nb\n\nafter");
        check("<p>　　据统计，<span>44.1</span>万起。</p>", "据统计，44.1万起。");
        check("<pre>a  b\nc</pre>", "a b\nc");
    }

    #[test]
    fn what_is_not_shown_is_left_out() {
        check("<title>t</title><p>a<script>x()</script><style>p{}</style><!-- c -->b</p>", "ab");
    }

    #[test]
    fn table_cells_are_parted_by_tabs() {
        check(
            "<table><tr><th>Item</th><th>2021</th></tr><tr><td><p>Rev-<br>enue</p></td><td></td><td>3.5</td></tr></table>",
            "Item\t2021\nRev- enue\t\t3.5",
        );
    }

    #[test]
    fn a_table_that_lays_out_the_page_is_no_table() {
        check("<table><tr><td>Menu</td><td><p>One.</p><p>Two.</p></td></tr></table>", "Menu\n\nOne.\n\nTwo.");
    }

    #[test]
    fn depth_counts_elements() {
        let document = Document::from(format!("<body>{}x", "<div>".repeat(10)).as_str());
        // The document, html, body, ten times div, the text.
        assert_eq!(depth(&document.root()), 14);
    }
}
