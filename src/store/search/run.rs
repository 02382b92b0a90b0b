//! Turning articles into lists with bounded memory: postings are gathered, sorted and spilled to a file, and joined by
//! key. Sorting many at once is several times faster than to look the list of each up.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::hash_map::Entry as NameEntry;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

use rustc_hash::FxHashMap;

use super::gram::Key;
use super::list::{self, Entry, put_entry};

/// Postings are spilled when they take about this many bytes.
const MEMORY: usize = 96 << 20;
/// What a name takes beside its letters.
const NAME_OVERHEAD: usize = 64;
/// Bytes read at once of each spilled file.
const READ_AT_ONCE: usize = 1 << 16;

/// An article in the list of a key, as one number: in order of key, then of article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u128);

impl Posting {
    fn new(key: Key, article: u32, frequency: u8) -> Self {
        Self(u128::from(key.0) << 40 | u128::from(article) << 8 | u128::from(frequency))
    }

    fn key(self) -> Key {
        Key((self.0 >> 40) as u64)
    }

    fn entry(self) -> Entry {
        ((self.0 >> 8) as u32, self.0 as u8)
    }
}

/// A list of one key, whole.
pub struct Joined {
    /// Its key.
    pub key: Key,
    /// What a hashed key stands for; empty where two share it, and the list is good for nothing.
    pub name: Option<String>,
    /// Its articles.
    pub entries: Vec<Entry>,
}

impl Joined {
    /// Whether no other run shares the key.
    pub fn is_unique(&self) -> bool {
        self.name.as_ref().is_none_or(|name| !name.is_empty())
    }
}

/// Lists that grow article by article.
#[derive(Default)]
pub struct Lists {
    postings: Vec<Posting>,
    /// What hashed keys stand for; empty once two runs share the key.
    names: FxHashMap<Key, Box<str>>,
    name_bytes: usize,
    spilled: Vec<File>,
}

impl Lists {
    /// Adds an article to a list; articles come in order.
    pub fn add(&mut self, key: Key, article: u32, frequency: u8, name: Option<&str>) {
        if let Some(name) = name {
            match self.names.entry(key) {
                NameEntry::Vacant(entry) => {
                    self.name_bytes += name.len() + NAME_OVERHEAD;
                    entry.insert(name.into());
                }
                NameEntry::Occupied(mut entry) => {
                    if **entry.get() != *name {
                        entry.insert("".into());
                    }
                }
            }
        }
        self.postings.push(Posting::new(key, article, frequency));
    }

    /// Moves the lists to a file where they have become large.
    ///
    /// # Errors
    /// The disk's.
    pub fn spill_if_large(&mut self) -> std::io::Result<()> {
        if self.postings.len() * size_of::<Posting>() + self.name_bytes < MEMORY {
            return Ok(());
        }
        let mut out = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
        self.write(&mut out)?;
        let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.spilled.push(file);
        Ok(())
    }

    fn write(&mut self, out: &mut impl Write) -> std::io::Result<()> {
        self.postings.sort_unstable();
        let (mut head, mut bytes) = (Vec::new(), Vec::new());
        for same in self.postings.chunk_by(|a, b| a.key() == b.key()) {
            let Some(key) = same.first().map(|posting| posting.key()) else { continue };
            head.clear();
            bytes.clear();
            let mut last = 0;
            for (article, frequency) in same.iter().map(|posting| posting.entry()) {
                put_entry(&mut bytes, article - last, frequency);
                last = article;
            }
            let name = self.names.get(&key).map(|name| &**name).unwrap_or_default();
            head.extend_from_slice(&key.0.to_le_bytes());
            list::put(&mut head, name.len() as u32);
            list::put(&mut head, bytes.len() as u32);
            out.write_all(&head)?;
            out.write_all(name.as_bytes())?;
            out.write_all(&bytes)?;
        }
        self.postings.clear();
        self.names.clear();
        self.name_bytes = 0;
        out.flush()
    }

    /// Calls `each` with every list, in order of key, until it answers false; so does this then.
    ///
    /// # Errors
    /// The disk's, those of `each`.
    pub fn join<E: From<std::io::Error>>(
        mut self,
        mut each: impl FnMut(Joined) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let mut memory = Vec::new();
        self.write(&mut memory)?;
        drop((self.postings, self.names));
        let mut sources: Vec<Source> = Vec::new();
        for file in self.spilled {
            sources.push(Source::new(Box::new(BufReader::with_capacity(READ_AT_ONCE, file)))?);
        }
        sources.push(Source::new(Box::new(std::io::Cursor::new(memory)))?);
        // The next key of each; of one key the earlier articles first.
        let key_of =
            |(at, source): (usize, &Source)| source.head.as_ref().map(|head| Reverse((head.key, at)));
        let mut next: BinaryHeap<_> = sources.iter().enumerate().filter_map(key_of).collect();
        while let Some(Reverse((key, _))) = next.peek().copied() {
            let mut joined = Joined { key, name: None, entries: Vec::new() };
            while let Some(Reverse((_, at))) =
                next.peek().copied().filter(|Reverse((other, _))| *other == key)
            {
                next.pop();
                let Some(source) = sources.get_mut(at) else { continue };
                let Some(head) = source.head.take() else { continue };
                list::entries(&head.bytes, 0, |entry| joined.entries.push(entry));
                if key.is_hashed() {
                    let same = joined.name.as_ref().is_none_or(|name| *name == head.name);
                    joined.name = Some(if same { head.name } else { String::new() });
                }
                source.advance()?;
                next.extend(key_of((at, source)));
            }
            if !each(joined)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Spilled lists, read one after the other.
struct Source {
    bytes: Box<dyn Read + Send>,
    head: Option<Head>,
}

struct Head {
    key: Key,
    name: String,
    bytes: Vec<u8>,
}

impl Source {
    fn new(bytes: Box<dyn Read + Send>) -> std::io::Result<Self> {
        let mut source = Self { bytes, head: None };
        source.advance()?;
        Ok(source)
    }

    fn advance(&mut self) -> std::io::Result<()> {
        let mut key = [0; 8];
        match self.bytes.read_exact(&mut key) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                self.head = None;
                return Ok(());
            }
            other => other?,
        }
        let (name, list) = (self.number()?, self.number()?);
        let name = String::from_utf8(self.take(name)?).unwrap_or_default();
        self.head = Some(Head { key: Key(u64::from_le_bytes(key)), name, bytes: self.take(list)? });
        Ok(())
    }

    fn number(&mut self) -> std::io::Result<u32> {
        let mut bytes = Vec::with_capacity(5);
        loop {
            let mut byte = [0];
            self.bytes.read_exact(&mut byte)?;
            bytes.push(byte[0]);
            if byte[0] & 0x80 == 0 {
                return Ok(list::take(&mut bytes.as_slice()));
            }
        }
    }

    fn take(&mut self, len: u32) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; len as usize];
        self.bytes.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::gram::Space;
    use super::*;

    #[test]
    fn lists_are_joined_across_files() {
        let run = |text: &str| Key::run(Space::All, &text.chars().collect::<Vec<_>>());
        let mut lists = Lists::default();
        for article in 0..10 {
            lists.add(run("社区"), article, 1 + (article % 3) as u8, None);
            if article % 2 == 0 {
                lists.add(run("社区大"), article, 1, Some("社区大"));
            }
            if article == 4 {
                lists.name_bytes = MEMORY;
            }
            lists.spill_if_large().expect("a file");
        }
        assert_eq!(lists.spilled.len(), 1);
        // Another run with the same key makes the list useless, in one file or across two.
        lists.add(run("社区大"), 11, 1, Some("他"));
        let mut seen = Vec::new();
        lists
            .join(|list| {
                seen.push((list.key, list.name, list.entries));
                Ok::<bool, std::io::Error>(true)
            })
            .expect("lists");
        let all: Vec<Entry> = (0..10).map(|article| (article, 1 + (article % 3) as u8)).collect();
        assert_eq!(seen.len(), 2);
        assert_eq!((seen[0].0, &seen[0].1, &seen[0].2), (run("社区"), &None, &all));
        assert_eq!(seen[1].1.as_deref(), Some(""));
        assert_eq!(seen[1].2.len(), 6);
    }
}
