//! The sentences and mentions that are added to a document, in the order that [`crate::Extractor::annotate`] promises.

use std::cmp::Reverse;

use tallysheet_model::{Mention, MentionKind, Rule, Sentence, Span};

/// The layers that are added to a document.
#[derive(Debug)]
pub(crate) struct Layers<'a> {
    pub(crate) mentions: &'a mut Vec<Mention>,
    pub(crate) sentences: &'a mut Vec<Sentence>,
}

impl Layers<'_> {
    /// Makes room for so many mentions more.
    pub(crate) fn reserve(&mut self, mentions: usize) {
        self.mentions.reserve(mentions);
    }

    /// Adds a sentence with the mentions that `find` finds, in their order, if there are any.
    pub(crate) fn add(&mut self, sentence: Sentence, find: impl FnOnce(&mut Mentions<'_>)) {
        let first = self.mentions.len();
        find(&mut Mentions::new(self.mentions, self.sentences.len()));
        let key = |m: &Mention| (m.span.start, Reverse(m.span.end));
        debug_assert!(self.mentions[first..].is_sorted_by(|a, b| (key(a), a.rule) <= (key(b), b.rule)));
        if self.mentions.len() > first {
            self.sentences.push(sentence);
        }
    }
}

/// A value that is made where it stays.
#[inline]
pub(crate) fn boxed<T>(make: impl FnOnce() -> T) -> Box<T> {
    Box::write(Box::new_uninit(), make())
}

/// The mentions of one sentence, behind those of the sentences before it.
#[derive(Debug)]
pub(crate) struct Mentions<'a> {
    mentions: &'a mut Vec<Mention>,
    sentence: u32,
}

impl<'a> Mentions<'a> {
    /// None yet, of the sentence with this index.
    fn new(mentions: &'a mut Vec<Mention>, sentence: usize) -> Self {
        Self { sentence: u32::try_from(sentence).unwrap_or(u32::MAX), mentions }
    }

    /// Adds a mention, which is made where it stays: there are many.
    #[inline]
    pub(crate) fn push<K: Into<MentionKind>>(&mut self, span: Span, rule: Rule, kind: impl FnOnce() -> K) {
        let sentence = self.sentence;
        self.mentions.extend(std::iter::once_with(|| Mention { span, sentence, rule, kind: kind().into() }));
    }
}
