//! The claims of a corpus, put together by indicator: in memory as long as they are few, else in a file.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    ops::Range,
    path::Path,
    sync::{Mutex, PoisonError},
};

use crate::names::Name;

/// Bytes that wait in memory before they go to the file.
const WAITING: usize = 32 << 20;

/// Takes bytes of any indicator in any order.
#[derive(Debug)]
pub struct Spool {
    sheaves: Vec<Sheaf>,
    waiting: usize,
    most: usize,
    file: Option<File>,
    directory: Box<Path>,
}

/// The bytes of one indicator.
#[derive(Debug, Default)]
struct Sheaf {
    waiting: Vec<u8>,
    /// Where the others stand in the file.
    stored: Vec<Range<u64>>,
}

/// Gives back the bytes of one indicator after another.
#[derive(Debug)]
pub struct Sheaves {
    sheaves: Vec<Sheaf>,
    file: Option<Mutex<File>>,
}

impl Spool {
    /// An empty one, whose file would stand in `directory`.
    pub fn new(directory: &Path) -> Self {
        Self { sheaves: Vec::new(), waiting: 0, most: WAITING, file: None, directory: directory.into() }
    }

    pub fn add(&mut self, indicator: Name, bytes: &[u8]) -> io::Result<()> {
        let at = indicator as usize;
        if at >= self.sheaves.len() {
            self.sheaves.resize_with(at + 1, Sheaf::default);
        }
        self.sheaves[at].waiting.extend_from_slice(bytes);
        self.waiting += bytes.len();
        if self.waiting > self.most { self.store() } else { Ok(()) }
    }

    /// Moves everything to the file.
    fn store(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            // A run that is looked at may stand where nothing can be written.
            None => self.file.insert(tempfile::tempfile_in(&self.directory).or_else(|_| tempfile::tempfile())?),
        };
        let mut end = file.seek(SeekFrom::End(0))?;
        for sheaf in self.sheaves.iter_mut().filter(|sheaf| !sheaf.waiting.is_empty()) {
            file.write_all(&sheaf.waiting)?;
            let start = end;
            end += sheaf.waiting.len() as u64;
            sheaf.stored.push(start..end);
            sheaf.waiting = Vec::new();
        }
        self.waiting = 0;
        Ok(())
    }

    /// No more is added.
    pub fn end(mut self) -> io::Result<Sheaves> {
        // What has a file needs no memory besides.
        if self.file.is_some() {
            self.store()?;
        }
        Ok(Sheaves { sheaves: self.sheaves, file: self.file.map(Mutex::new) })
    }
}

impl Sheaves {
    /// The indicators that there is something of.
    pub fn indicators(&self) -> impl Iterator<Item = Name> {
        (0..).zip(&self.sheaves).filter(|(_, sheaf)| sheaf.size() > 0).map(|(indicator, _)| indicator)
    }

    /// All bytes of an indicator.
    pub fn read(&self, indicator: Name) -> io::Result<Vec<u8>> {
        let sheaf = &self.sheaves[indicator as usize];
        let mut bytes = Vec::with_capacity(sheaf.size() as usize);
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            for range in &sheaf.stored {
                file.seek(SeekFrom::Start(range.start))?;
                let wanted = range.end - range.start;
                if Read::by_ref(&mut *file).take(wanted).read_to_end(&mut bytes)? as u64 != wanted {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
        bytes.extend_from_slice(&sheaf.waiting);
        Ok(bytes)
    }
}

impl Sheaf {
    fn size(&self) -> u64 {
        let stored: u64 = self.stored.iter().map(|range| range.end - range.start).sum();
        stored + self.waiting.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_comes_back_by_indicator() {
        for most in [0, 7, 1000] {
            let directory = tempfile::tempdir().unwrap();
            let mut spool = Spool { most, ..Spool::new(directory.path()) };
            for (indicator, text) in [(3, "one "), (1, "a"), (3, "two "), (3, "three"), (1, "b")] {
                spool.add(indicator, text.as_bytes()).unwrap();
            }
            assert_eq!(spool.file.is_some(), most < 1000);
            let sheaves = spool.end().unwrap();
            // What has a file does not wait in memory.
            let waiting: usize = sheaves.sheaves.iter().map(|sheaf| sheaf.waiting.capacity()).sum();
            assert_eq!(waiting == 0, most < 1000);
            assert_eq!(sheaves.indicators().collect::<Vec<_>>(), [1, 3]);
            assert_eq!(
                (sheaves.read(1).unwrap(), sheaves.read(3).unwrap()),
                (b"ab".to_vec(), b"one two three".to_vec())
            );
            assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn where_nothing_can_be_written_it_finds_another_place() {
        let mut spool = Spool { most: 0, ..Spool::new(Path::new("/no such directory")) };
        spool.add(1, b"a").unwrap();
        assert_eq!(spool.end().unwrap().read(1).unwrap(), b"a");
    }
}
