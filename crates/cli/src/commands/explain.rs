//! `tally explain`: one text, its figures underlined, and under each what it was read as and why.

mod card;
mod layout;

use std::io::{self, Write, stdout};

use anyhow::{Context, anyhow};
use console::{StyledObject, style};
use tallysheet_ingest::{Input, discover, read, read_bytes};
use tallysheet_model::{Annotated, Claim, DateSource, Document, Mention, Span};

use self::{
    card::{card, note},
    layout::{Mark, wrap},
};
use crate::{
    args::ExplainArgs,
    config::Config,
    engine::Engine,
    failure::{Failure, OrUsage, Outcome},
    terminal,
};

/// Columns left of the text.
const MARGIN: &str = "  ";
/// Columns left of what is said of a figure, its number included.
const CARD_INDENT: usize = 7;

/// Reads the text and prints it.
///
/// # Errors
///
/// A file that does not exist or holds no text is wrong use.
pub fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let config = Config::load(&args.config)?;
    let engine = Engine::load(config.catalog.as_deref())?;
    let width = args.width.map_or_else(terminal::width, usize::from);
    let mut out = stdout().lock();
    for mut document in documents(args, &config)? {
        if let Some(published) = args.published {
            (document.published, document.published_from) = (Some(published), Some(DateSource::Metadata));
        }
        let page = Page { width, mentions: args.mentions };
        page.print(&engine.annotate(document), &mut out)?;
    }
    Ok(Outcome::Done)
}

fn documents(args: &ExplainArgs, config: &Config) -> Result<Vec<Document>, Failure> {
    if let Some(text) = &args.text {
        return Ok(read_bytes("text", text.as_bytes(), &config.ingest).documents);
    }
    let name = args.file.as_deref().context("expected a file or --text").or_usage()?;
    let (mut documents, mut rejects) = (Vec::new(), Vec::new());
    for source in discover(&[Input::parse(name)]).or_usage()? {
        let mut ingested = read(&source, &config.ingest);
        rejects.append(&mut ingested.rejects);
        documents.append(&mut ingested.documents);
    }
    match rejects.first() {
        Some(reject) if documents.is_empty() => {
            Err(Failure::usage(anyhow!("cannot read {}: {}", reject.source, reject.detail)))
        }
        _ => Ok(documents),
    }
}

/// How a document is printed.
struct Page {
    width: usize,
    mentions: bool,
}

/// A stretch of text: a sentence that reports something, or what stands between such sentences.
#[derive(Debug, PartialEq)]
struct Block<'a> {
    span: Span,
    claims: Vec<&'a Claim>,
    notes: Vec<&'a Mention>,
}

impl Page {
    fn print(&self, annotated: &Annotated, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}\n", header(annotated))?;
        let text = &annotated.document.text;
        let (mut at, mut label) = (0, 0);
        for block in self.blocks(annotated) {
            self.print_plain(&text[at..block.span.start], out)?;
            label = self.print_block(text, &block, label, out)?;
            at = block.span.end;
        }
        self.print_plain(&text[at..], out)
    }

    /// The sentences that report something, in text order.
    fn blocks<'a>(&self, annotated: &'a Annotated) -> Vec<Block<'a>> {
        let mut blocks: Vec<Block<'a>> = Vec::new();
        let mut claims = annotated.claims.iter().peekable();
        for (i, sentence) in annotated.sentences.iter().enumerate() {
            let next = annotated.sentences.get(i + 1).map_or(usize::MAX, |next| next.span.start);
            let mine: Vec<&Claim> = std::iter::from_fn(|| claims.next_if(|claim| claim.span.start < next)).collect();
            let told = |mention: &Mention| mine.iter().any(|claim| claim.span.overlaps(mention.span));
            let notes: Vec<&Mention> = annotated
                .mentions
                .iter()
                .filter(|mention| self.mentions && mention.sentence as usize == i && !told(mention))
                .filter(|mention| note(mention).is_some())
                .collect();
            if !mine.is_empty() || !notes.is_empty() {
                blocks.push(Block { span: sentence.span, claims: mine, notes });
            }
        }
        blocks
    }

    /// Text without a figure, its paragraphs kept apart.
    fn print_plain(&self, text: &str, out: &mut impl Write) -> io::Result<()> {
        let mut paragraph = String::new();
        for line in text.lines().chain([""]) {
            if !line.trim().is_empty() {
                paragraph.push_str(line);
                paragraph.push(' ');
            } else if !paragraph.is_empty() {
                for line in wrap(paragraph.trim(), &[], self.width - self.width.min(MARGIN.len())) {
                    let text: String = line.pieces.into_iter().map(|piece| piece.text).collect();
                    writeln!(out, "{MARGIN}{}", style(text.trim_end()).dim())?;
                }
                writeln!(out)?;
                paragraph.clear();
            }
        }
        Ok(())
    }

    /// A sentence with its cards; gives the number of the last figure.
    fn print_block(&self, text: &str, block: &Block<'_>, first: usize, out: &mut impl Write) -> io::Result<usize> {
        let span = block.span;
        let mark = |(i, claim): (usize, &&Claim)| Mark {
            span: Span::new(claim.span.start.saturating_sub(span.start), claim.span.end.saturating_sub(span.start)),
            label: first + i + 1,
        };
        let marks: Vec<Mark> = block.claims.iter().enumerate().map(mark).collect();
        for line in wrap(span.slice(text), &marks, self.width - self.width.min(MARGIN.len())) {
            let text: String = line.pieces.into_iter().map(|piece| figure(piece.text, piece.figure)).collect();
            writeln!(out, "{MARGIN}{}", text.trim_end())?;
            if !line.rule.is_empty() {
                writeln!(out, "{MARGIN}{}", style(line.rule).cyan())?;
            }
        }
        writeln!(out)?;
        for (claim, mark) in block.claims.iter().zip(&marks) {
            self.print_card(claim, mark.label, out)?;
        }
        for mention in &block.notes {
            let said = terminal::plain(mention.span.slice(text));
            let note = note(mention).unwrap_or_default();
            writeln!(out, "{:>5}  {}", "·", style(format!("“{said}” {note} [{}]", mention.rule)).dim())?;
        }
        writeln!(out)?;
        Ok(first + block.claims.len())
    }

    fn print_card(&self, claim: &Claim, label: usize, out: &mut impl Write) -> io::Result<()> {
        let card = card(claim);
        let indicator = match card.indicator {
            Ok(id) => style(id).green(),
            Err(none) => style(none.to_owned()).dim(),
        };
        let mut pieces = vec![style(card.quantity).bold(), indicator];
        pieces.extend(card.reading.into_iter().map(style));
        self.flow(&format!("{label:>5}  "), pieces, out)?;
        let indent = " ".repeat(CARD_INDENT);
        self.flow(&indent, card.context.into_iter().map(style).collect(), out)?;
        self.flow(&indent, card.reasons.into_iter().map(|reason| style(reason).dim()).collect(), out)
    }

    /// Writes pieces one after the other, with a new line where the next does not fit.
    fn flow(&self, label: &str, pieces: Vec<StyledObject<String>>, out: &mut impl Write) -> io::Result<()> {
        const BETWEEN: &str = " · ";
        let mut used = 0;
        for piece in pieces {
            let wide = terminal::text_width(&console::strip_ansi_codes(&piece.to_string()));
            if used == 0 {
                write!(out, "{}{piece}", style(label).cyan())?;
                used = CARD_INDENT + wide;
            } else if used + BETWEEN.len() + wide <= self.width {
                write!(out, "{}{piece}", style(BETWEEN).dim())?;
                used += BETWEEN.len() + wide;
            } else {
                write!(out, "\n{}{piece}", " ".repeat(CARD_INDENT))?;
                used = CARD_INDENT + wide;
            }
        }
        if used > 0 { writeln!(out) } else { Ok(()) }
    }
}

fn figure(text: String, figure: bool) -> String {
    if figure { style(text).cyan().bold().to_string() } else { text }
}

/// One line on the document: what it is, its date and how many figures it reports.
fn header(annotated: &Annotated) -> String {
    let document = &annotated.document;
    let name = document.title.as_ref().unwrap_or(&document.source);
    let date = match (document.published, document.published_from) {
        (Some(date), Some(from)) => format!("published {date} ({from})"),
        (Some(date), None) => format!("published {date}"),
        (None, _) => "no date".to_owned(),
    };
    let figures = terminal::counted(annotated.claims.len() as u64, "figure");
    format!("{} · {} · {date} · {figures}", style(terminal::plain(name)).bold(), document.lang)
}
