//! Words as a tree of letters.
//!
//! All nodes stand in one list. From the base of a node, as far on as the number of a letter, stands the node that the letter
//! leads to, if it names this one as its parent: one look for each letter of a text.

use std::ops::Range;

use super::super::alphabet::Letter;
use super::super::letters::Sign;

/// How far behind the place found last the search for the next begins. Farther behind few are free, and nearly no branch finds
/// room there.
const BEHIND: usize = 64;

/// The parent of the nodes of first letters. Its base is 0.
const ROOT: u32 = u32::MAX;

/// A tree of words, which are told by their places in a list.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Where words end; the first is for none.
    ends: Vec<End>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The node before it. A node before itself is none.
    parent: u32,
    base: u32,
    /// The place in `ends` of the longest words up to here.
    end: u32,
}

/// Where words end that are alike.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct End {
    /// How many letters they have.
    pub(in super::super) length: usize,
    /// Their places in the list.
    pub(super) words: Range<u32>,
    /// The place of the next shorter ones in `ends`.
    shorter: u32,
}

/// The place of an end in a tree; none has the place 0.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct EndId(u32);

impl EndId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node whose words are still to be parted by their next letters.
#[derive(Clone)]
struct Branch {
    node: u32,
    end: u32,
    length: usize,
    words: Range<usize>,
}

impl Tree {
    /// A tree of words in their order.
    pub(super) fn new(words: &[Vec<Letter>]) -> Self {
        let mut tree = Self { nodes: Vec::new(), ends: vec![End::default()] };
        let mut branches = vec![Branch { node: ROOT, end: 0, length: 0, words: 0..words.len() }];
        let (mut next, mut free) = (0, 1);
        while let Some(branch) = branches.get(next).cloned() {
            next += 1;
            tree.grow(words, branch, &mut free, &mut branches);
        }
        tree
    }

    /// Makes the nodes that the letters of a branch lead to, the first of them at `free` or after: few places are free before.
    fn grow(&mut self, words: &[Vec<Letter>], branch: Branch, free: &mut usize, branches: &mut Vec<Branch>) {
        let Branch { node, length, .. } = branch;
        let parts = words[branch.words.clone()].chunk_by(|one, other| one[length] == other[length]);
        let letters: Vec<usize> = parts.clone().map(|part| part[0][length].index()).collect();
        let base = if node == ROOT { 0 } else { self.base_of(&letters, *free) };
        if node != ROOT {
            *free = (*free).max((base + letters[0]).saturating_sub(BEHIND));
        }
        if let Some(parent) = self.nodes.get_mut(node as usize) {
            parent.base = number(base);
        }
        let mut from = branch.words.start;
        for (part, letter) in parts.zip(letters) {
            let place = base.wrapping_add(letter);
            if self.nodes.len() <= place {
                let fresh = (self.nodes.len()..=place).map(|place| Node { parent: number(place), ..Node::default() });
                self.nodes.extend(fresh);
            }
            let ending = part.iter().take_while(|word| word.len() == length + 1).count();
            let mut end = branch.end;
            if ending > 0 {
                let words = number(from)..number(from + ending);
                end = number(self.ends.len());
                self.ends.push(End { length: length + 1, words, shorter: branch.end });
            }
            self.nodes[place] = Node { parent: node, base: 0, end };
            let words = from + ending..from + part.len();
            from = words.end;
            if !words.is_empty() {
                branches.push(Branch { node: number(place), end, length: length + 1, words });
            }
        }
    }

    /// A base from which the places of all these letters are free, the first of them at `free` or after.
    fn base_of(&self, letters: &[usize], free: usize) -> usize {
        let first = letters.first().copied().unwrap_or_default();
        let bases = (free.max(first)..).map(|place| place - first);
        let mut bases = bases.filter(|base| letters.iter().all(|letter| !self.is_taken(base + letter)));
        bases.next().unwrap_or_default()
    }

    fn is_taken(&self, place: usize) -> bool {
        self.nodes.get(place).is_some_and(|node| node.parent as usize != place)
    }

    /// Where the longest words end that the signs begin with, if any do; capital letters are read as small ones.
    // Most characters begin none: the loop that asks for all keeps its registers.
    #[inline(never)]
    pub(super) fn longest(&self, signs: &[Sign]) -> Option<EndId> {
        let (mut parent, mut base, mut end) = (ROOT, 0, 0);
        for sign in signs {
            let place = base + sign.letter().small().index();
            match self.nodes.get(place) {
                Some(node) if node.parent == parent => {
                    (parent, base, end) = (place as u32, node.base as usize, node.end)
                }
                _ => break,
            }
        }
        (end > 0).then_some(EndId(end))
    }

    /// An end, and those of all shorter words that begin so, longest first.
    #[inline]
    pub(super) fn chain(&self, end: EndId) -> impl Iterator<Item = &End> {
        std::iter::successors(self.ends.get(end.index()), |end| {
            (end.shorter > 0).then(|| &self.ends[end.shorter as usize])
        })
    }

    /// All ends.
    pub(super) fn ends(&self) -> impl Iterator<Item = EndId> {
        (1..number(self.ends.len())).map(EndId)
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer words than a catalog could hold")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::alphabet::Alphabet;
    use super::super::super::letters::Letters;
    use super::*;

    proptest! {
        #[test]
        fn every_word_that_a_text_begins_with_is_found(
            mut words in prop::collection::btree_set("[诈骗案件人a]{1,4}", 0..12),
            text in "[诈骗案件人员a]{1,8}",
        ) {
            let mut alphabet = Alphabet::new();
            let mut spelled = |word: &String| word.chars().map(|c| alphabet.letter(c)).collect::<Vec<Letter>>();
            words.insert("案".to_owned());
            let mut spellings: Vec<Vec<Letter>> = words.iter().map(&mut spelled).collect();
            spellings.sort();
            let tree = Tree::new(&spellings);
            let mut letters = Letters::default();
            letters.take(&alphabet, &text, tallysheet_model::Span::new(0, text.len()));
            let ends = tree.longest(letters.signs()).into_iter().flat_map(|end| tree.chain(end));
            let found: Vec<usize> = ends.map(|end| spellings[end.words.start as usize].len()).collect();
            let mut expected: Vec<usize> =
                words.iter().filter(|word| text.starts_with(word.as_str())).map(|word| word.chars().count()).collect();
            expected.sort_by_key(|length| std::cmp::Reverse(*length));
            prop_assert_eq!(found, expected);
        }
    }
}
