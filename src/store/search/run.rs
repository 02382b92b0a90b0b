//! Turning articles into lists with bounded memory: lists grow in memory, spill to a file, and are joined by key.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

use rustc_hash::FxHashMap;

use super::gram::Key;
use super::list::{self, Entry, put_entry};

/// Lists are spilled when they take about this many bytes.
const MEMORY: usize = 96 << 20;
/// What a list takes beside its entries.
const LIST_OVERHEAD: usize = 80;

/// A list while it grows.
struct Growing {
    bytes: Vec<u8>,
    last: u32,
    count: u32,
    /// Of a hashed key: what it stands for; empty once two runs share the key.
    name: Option<Box<str>>,
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
    numbers: FxHashMap<Key, u32>,
    growing: Vec<(Key, Growing)>,
    bytes: usize,
    spilled: Vec<File>,
}

impl Lists {
    /// Adds an article to a list; articles come in order.
    pub fn add(&mut self, key: Key, article: u32, frequency: u8, name: Option<&str>) {
        let next = self.growing.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.growing
                .push((key, Growing { bytes: Vec::new(), last: 0, count: 0, name: name.map(Into::into) }));
            self.bytes += LIST_OVERHEAD;
        }
        let Some((_, list)) = self.growing.get_mut(number as usize) else { return };
        if number != next && list.name.as_deref() != name {
            list.name = Some("".into());
        }
        let before = list.bytes.len();
        put_entry(&mut list.bytes, article - list.last, frequency);
        list.last = article;
        list.count += 1;
        self.bytes += list.bytes.len() - before;
    }

    /// Moves the lists to a file where they have become large.
    ///
    /// # Errors
    /// The disk's.
    pub fn spill_if_large(&mut self) -> std::io::Result<()> {
        if self.bytes < MEMORY {
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
        self.growing.sort_unstable_by_key(|(key, _)| *key);
        let mut head = Vec::new();
        for (key, list) in self.growing.drain(..) {
            head.clear();
            head.extend_from_slice(&key.0.to_le_bytes());
            let name = list.name.as_deref().unwrap_or_default();
            list::put(&mut head, name.len() as u32);
            list::put(&mut head, list.bytes.len() as u32);
            out.write_all(&head)?;
            out.write_all(name.as_bytes())?;
            out.write_all(&list.bytes)?;
        }
        self.numbers.clear();
        self.bytes = 0;
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
        drop((self.numbers, self.growing));
        let mut sources: Vec<Source> = Vec::new();
        for file in self.spilled {
            sources.push(Source::new(Box::new(BufReader::with_capacity(1 << 18, file)))?);
        }
        sources.push(Source::new(Box::new(std::io::Cursor::new(memory)))?);
        loop {
            let next = sources.iter().filter_map(|source| source.head.as_ref()).map(|head| head.key).min();
            let Some(key) = next else { return Ok(true) };
            let mut joined = Joined { key, name: None, entries: Vec::new() };
            for source in &mut sources {
                let Some(head) = source.head.take_if(|head| head.key == key) else { continue };
                list::entries(&head.bytes, 0, |entry| joined.entries.push(entry));
                if key.is_hashed() {
                    let same = joined.name.as_ref().is_none_or(|name| *name == head.name);
                    joined.name = Some(if same { head.name } else { String::new() });
                }
                source.advance()?;
            }
            if !each(joined)? {
                return Ok(false);
            }
        }
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
                lists.bytes = MEMORY;
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
