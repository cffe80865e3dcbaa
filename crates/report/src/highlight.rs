//! Where figures stand in a text.

use std::ops::Range;
use tallysheet_model::{Claim, Document, Span};

/// A stretch of text that the same claims cover.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    /// The shortest claim that covers it.
    pub(crate) claim: Option<&'a Claim>,
    /// The claims that begin here, whether or not one of them is `claim`.
    pub(crate) begins: Vec<&'a Claim>,
}

/// Whether the span is a stretch of the text: within it, on character boundaries, not empty.
pub(crate) fn fits(text: &str, span: Span) -> bool {
    span.start < span.end && text.get(span.start..span.end).is_some()
}

/// The paragraphs of `text`, parted by blank lines, each cut into pieces. Joined, the pieces of a paragraph are its
/// text. `claims` are in order of their spans; those that do not fit the text are skipped.
pub(crate) fn paragraphs<'a>(text: &'a str, claims: &[&'a Claim]) -> Vec<Vec<Piece<'a>>> {
    let claims: Vec<_> = claims.iter().copied().filter(|claim| fits(text, claim.span)).collect();
    let mut next = 0;
    let mut open = Vec::new();
    blocks(text).into_iter().map(|block| pieces(text, block, &claims, &mut next, &mut open)).collect()
}

/// The sentence of a claim cut into what stands before the figure, the figure, and what follows. Where the sentence
/// does not hold the figure, all of it stands before.
pub(crate) fn in_sentence<'a>(claim: &'a Claim, document: Option<&Document>) -> [&'a str; 3] {
    let sentence = claim.passage.sentence.as_str();
    let mut places = sentence.match_indices(claim.surface.as_str()).map(|(at, _)| at);
    // The same figure may stand twice in the sentence: the right one has the sentence around it in the text.
    let stands = |at: &usize| {
        let around = document.and_then(|d| d.text.get(claim.span.start.checked_sub(*at)?..));
        around.is_some_and(|text| text.starts_with(sentence))
    };
    let at = places.clone().find(stands).or_else(|| places.next());
    match at {
        Some(at) if !claim.surface.is_empty() => {
            let end = at + claim.surface.len();
            [&sentence[..at], &sentence[at..end], &sentence[end..]]
        }
        _ => [sentence, "", ""],
    }
}

/// The stretches of text between blank lines.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut at, mut within) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        let blank = end == at;
        match blocks.last_mut() {
            Some(block) if within && !blank => block.end = end,
            _ if !blank => blocks.push(at..end),
            _ => {}
        }
        within = !blank;
        at += line.len();
    }
    blocks
}

/// Cuts one block. `next` is the first claim that no earlier block has reached; `open` are the claims that still
/// cover the place reached.
fn pieces<'a>(
    text: &'a str,
    block: Range<usize>,
    claims: &[&'a Claim],
    next: &mut usize,
    open: &mut Vec<&'a Claim>,
) -> Vec<Piece<'a>> {
    let reached = claims[*next..].iter().take_while(|claim| claim.span.start < block.end);
    let mut cuts: Vec<usize> = reached
        .chain(open.iter())
        .flat_map(|claim| [claim.span.start, claim.span.end])
        .filter(|cut| block.contains(cut))
        .chain([block.start, block.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let mut begins = Vec::new();
        while let Some(&claim) = claims.get(*next).filter(|claim| claim.span.start <= pair[0]) {
            begins.push(claim);
            *next += 1;
        }
        open.extend(&begins);
        open.retain(|claim| claim.span.end > pair[0]);
        let claim = open.iter().copied().min_by_key(|claim| claim.span.len());
        pieces.push(Piece { text: &text[pair[0]..pair[1]], claim, begins });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::fixture;

    /// Shows the pieces of a text: covered ones in «», each preceded by the number of claims that begin there where
    /// that is not one; paragraphs parted by `|`.
    fn check(text: &str, spans: &[(usize, usize)], expected: &str) {
        let claims: Vec<_> = spans.iter().map(|&(start, end)| fixture::claim_at("d1", Span { start, end })).collect();
        let paragraphs = paragraphs(text, &claims.iter().collect::<Vec<_>>());
        let shown: Vec<String> = paragraphs
            .iter()
            .map(|pieces| {
                let show = |piece: &Piece| match (piece.claim, piece.begins.len()) {
                    (None, _) => piece.text.to_owned(),
                    (Some(_), 1) => format!("«{}»", piece.text),
                    (Some(_), begins) => format!("{begins}«{}»", piece.text),
                };
                pieces.iter().map(show).collect()
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn figures_are_cut_out_of_their_paragraphs() {
        check("a 12 b\n\n  c 34\nd 5", &[(2, 4), (12, 14)], "a «12» b|  c «34»\nd 5");
        check("破案44.1万起", &[(6, 13)], "破案«44.1万»起");
        check("\n\n", &[], "");
        check("a\r\n\r\n\u{3000}\r\nb 7", &[(12, 13)], "a|b «7»");
    }

    #[test]
    fn adjacent_figures_stay_apart() {
        check("1234", &[(0, 2), (2, 4)], "«12»«34»");
    }

    #[test]
    fn overlapping_figures_lose_no_text() {
        check("3 to 5 million", &[(0, 14), (5, 14)], "«3 to »«5 million»");
        check("abcdef", &[(0, 4), (2, 6)], "«ab»«cd»0«ef»");
        check("abcdef", &[(0, 2), (0, 6)], "2«ab»0«cdef»");
        check("ab\n\ncd", &[(1, 5)], "a«b»|0«c»d");
    }

    #[test]
    fn the_shortest_claim_wins() {
        let claims = [(0, 6), (2, 4)].map(|(start, end)| fixture::claim_at("d1", Span { start, end }));
        let paragraphs = paragraphs("abcdef", &claims.iter().collect::<Vec<_>>());
        let lengths: Vec<_> = paragraphs[0].iter().map(|piece| piece.claim.unwrap().span.len()).collect();
        assert_eq!(lengths, [6, 2, 6]);
    }

    #[test]
    fn spans_that_do_not_fit_are_skipped() {
        check("破案", &[(1, 3), (0, 99), (0, 0), (7, 3), (usize::MAX, usize::MAX)], "破案");
        check("破案 5 起", &[(1, 3), (7, 8)], "破案 «5» 起");
        check("a \n\nb 5", &[(1, 3), (2, 4), (6, 7)], "a|b «5»");
    }

    #[test]
    fn the_figure_is_found_in_its_sentence() {
        let text = "Before. Up 5 points, then 5 more.";
        let document = fixture::document("d1", text);
        let mut claim = fixture::claim("d1", text, "5");
        Arc::make_mut(&mut claim.passage).sentence = "Up 5 points, then 5 more.".into();
        assert_eq!(in_sentence(&claim, Some(&document)), ["Up ", "5", " points, then 5 more."]);
        claim.span = Span::new(26, 27);
        assert_eq!(in_sentence(&claim, Some(&document)), ["Up 5 points, then ", "5", " more."]);
        assert_eq!(in_sentence(&claim, None), ["Up ", "5", " points, then 5 more."]);
        claim.surface = "6".into();
        assert_eq!(in_sentence(&claim, Some(&document)), ["Up 5 points, then 5 more.", "", ""]);
        claim.surface = "".into();
        assert_eq!(in_sentence(&claim, Some(&document)), ["Up 5 points, then 5 more.", "", ""]);
    }
}
