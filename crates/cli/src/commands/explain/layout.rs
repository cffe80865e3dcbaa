//! Wraps a text to a width and rules a line under its figures.

use tallysheet_model::Span;

use crate::terminal::{char_width, plain_char};

/// A figure to underline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In bytes of the text that is wrapped.
    pub span: Span,
    /// The number it is shown with.
    pub label: usize,
}

/// One line of the screen.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// The stretches of the text, those of a figure apart.
    pub pieces: Vec<Piece>,
    /// What stands below: the number of each figure and a rule as wide as it. Empty where there is none.
    pub rule: String,
}

/// A stretch of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is a figure.
    pub figure: bool,
}

/// One character with what the layout must know of it.
#[derive(Clone, Copy)]
struct Cell {
    character: char,
    width: usize,
    /// Index into the marks.
    mark: Option<usize>,
    /// Whether the figure starts here.
    starts: bool,
}

const RULE: char = '▔';

/// Breaks `text` into lines of at most `width` columns: at blanks, and between wide characters where East Asian
/// typography allows it. Runs of white space become one blank. A figure is not broken unless it is wider than a line.
pub fn wrap(text: &str, marks: &[Mark], width: usize) -> Vec<Line> {
    let cells = cells(text, marks);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let end = line_end(&cells, start, width.max(2));
        lines.push(line(&cells[start..end], marks));
        start = end + cells[end..].iter().take_while(|cell| cell.character == ' ').count();
    }
    lines
}

fn cells(text: &str, marks: &[Mark]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let mark = marks.iter().position(|mark| mark.span.start <= at && at < mark.span.end);
        let character = if character.is_whitespace() { ' ' } else { plain_char(character) };
        if character == ' ' && cells.last().is_none_or(|last| last.character == ' ') {
            continue;
        }
        let starts = mark.is_some_and(|mark| marks[mark].span.start == at);
        cells.push(Cell { character, width: char_width(character), mark, starts });
    }
    cells
}

/// One past the last cell of the line that starts at `start`.
fn line_end(cells: &[Cell], start: usize, width: usize) -> usize {
    let (mut used, mut end, mut last_break) = (0, start, None);
    while end < cells.len() && used + cells[end].width <= width {
        used += cells[end].width;
        end += 1;
        if end < cells.len() && may_break(cells[end - 1], cells[end]) {
            last_break = Some(end);
        }
    }
    match cells.get(end) {
        None => end,
        Some(next) if next.character == ' ' && next.mark.is_none() => end,
        Some(_) => last_break.unwrap_or(end.max(start + 1)),
    }
}

/// Whether a line may end between two cells.
fn may_break(before: Cell, after: Cell) -> bool {
    const NOT_AT_START: &str = "、。，．；：！？）」』】》〉”’%％";
    const NOT_AT_END: &str = "（「『【《〈“‘";
    if before.mark.is_some() && before.mark == after.mark {
        return false;
    }
    let wide = before.width == 2 || after.width == 2;
    let allowed = !NOT_AT_START.contains(after.character) && !NOT_AT_END.contains(before.character);
    before.character == ' ' || after.character == ' ' || (wide && allowed)
}

fn line(cells: &[Cell], marks: &[Mark]) -> Line {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rule: Vec<char> = Vec::new();
    let mut labels = Vec::new();
    for cell in cells {
        let figure = cell.mark.is_some();
        match pieces.last_mut() {
            Some(piece) if piece.figure == figure => piece.text.push(cell.character),
            _ => pieces.push(Piece { text: cell.character.to_string(), figure }),
        }
        if let Some(mark) = cell.mark.filter(|_| cell.starts) {
            labels.push((rule.len(), marks[mark].label));
        }
        rule.extend(std::iter::repeat_n(if figure { RULE } else { ' ' }, cell.width));
    }
    for (column, label) in labels {
        for (i, digit) in label.to_string().chars().enumerate() {
            match rule.get_mut(column + i) {
                Some(place) => *place = digit,
                None => rule.push(digit),
            }
        }
    }
    let rule: String = rule.into_iter().collect();
    Line { pieces, rule: rule.trim_end().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wraps a text whose figures stand between guillemets, and joins what is seen.
    fn check(marked: &str, width: usize, expected: &[&str]) {
        let (mut text, mut marks) = (String::new(), Vec::new());
        for part in marked.split('»') {
            let (before, figure) = part.split_once('«').unwrap_or((part, ""));
            text.push_str(before);
            let start = text.len();
            text.push_str(figure);
            if !figure.is_empty() {
                marks.push(Mark { span: Span::new(start, text.len()), label: marks.len() + 1 });
            }
        }
        let mut seen = Vec::new();
        for line in wrap(&text, &marks, width) {
            seen.push(line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>().trim_end().to_owned());
            if !line.rule.is_empty() {
                seen.push(line.rule);
            }
        }
        assert_eq!(seen, expected);
    }

    #[test]
    fn figures_are_underlined_where_they_stand() {
        check(
            "Police cracked «441,000» cases and\n  seized «7» vans.",
            24,
            &["Police cracked 441,000", "               1▔▔▔▔▔▔", "cases and seized 7 vans.", "                 2"],
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        check("破获案件«39.4万»起，止付。", 12, &["破获案件", "39.4万起，止", "1▔▔▔▔▔", "付。"]);
        check("全年止付«3291亿元»。", 40, &["全年止付3291亿元。", "        1▔▔▔▔▔▔▔"]);
    }

    #[test]
    fn a_figure_stays_on_one_line_where_it_fits() {
        check("lost about «5.6 million» yuan", 15, &["lost about", "5.6 million", "1▔▔▔▔▔▔▔▔▔▔", "yuan"]);
        check("«1234567890»", 4, &["1234", "1▔▔▔", "5678", "▔▔▔▔", "90", "▔▔"]);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        check("a\u{1b}[31mb", 20, &["a [31mb"]);
    }
}
