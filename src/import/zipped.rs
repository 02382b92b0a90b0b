//! Zip archives as they come from other machines: names in GBK, names that lead out of them, entries that unfold to a
//! thousand times their size. Rules: APPNOTE.TXT 6.3.10.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::read::{Config, ZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::ReadError;

/// Most entries of an archive: 25 years of a paper of eight pages a week with its photos. The directory of so many is
/// under 100 MB in memory.
pub const MAX_ENTRIES: usize = 100_000;
/// Deflate makes nothing smaller than a 1032nd: an archive that claims more has entries that share their bytes.
const MOST_TIMES: u64 = 1100;
/// General purpose flag 11: the name is UTF-8.
const UTF8: u16 = 1 << 11;

/// An archive, its directory read.
pub struct Zipped {
    path: PathBuf,
    /// Names as they are in the archive, by the paths they stand for.
    names: HashMap<PathBuf, Box<[u8]>>,
    order: Vec<PathBuf>,
    refused: Vec<(PathBuf, ReadError)>,
    /// Opened archives that nobody reads from at the moment: each reading thread takes one.
    idle: Mutex<Vec<ZipArchive<BufReader<File>>>>,
}

/// What is to be known of an entry before its name is.
struct Entry {
    raw: Vec<u8>,
    is_utf8: bool,
    refusal: Option<ReadError>,
    is_folder: bool,
}

impl Zipped {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// [`ReadError::Io`], [`ReadError::ZipDamaged`], [`ReadError::ZipMethod`]; [`ReadError::ZipEntries`] beyond [`MAX_ENTRIES`], [`ReadError::ZipBomb`].
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let io = |source| ReadError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let mut directory = ZipIterable::try_new(BufReader::new(file), Config::default()).map_err(plain)?;
        if directory.len() > MAX_ENTRIES {
            return Err(ReadError::ZipEntries { entries: directory.len(), limit: MAX_ENTRIES });
        }
        let (mut entries, mut unfolded) = (Vec::with_capacity(directory.len()), 0_u64);
        for entry in directory.files().map_err(plain)? {
            let entry = entry.map_err(plain)?;
            unfolded = unfolded.saturating_add(entry.size());
            entries.push(Entry::of(&entry));
        }
        if unfolded > length.saturating_mul(MOST_TIMES) {
            return Err(ReadError::ZipBomb { times: unfolded / length.max(1) });
        }
        Ok(Self::of_entries(path, entries))
    }

    fn of_entries(path: &Path, entries: Vec<Entry>) -> Self {
        let in_gbk = are_gbk(entries.iter().filter(|entry| !entry.is_utf8).map(|entry| entry.raw.as_slice()));
        let mut zipped = Self {
            path: path.to_owned(),
            names: HashMap::new(),
            order: Vec::new(),
            refused: Vec::new(),
            idle: Mutex::default(),
        };
        for entry in entries.into_iter().filter(|entry| !entry.is_folder) {
            let name = if in_gbk && !entry.is_utf8 {
                GB18030.decode_without_bom_handling(&entry.raw).0.into_owned()
            } else {
                String::from_utf8_lossy(&entry.raw).into_owned()
            };
            let within = path_within(&name);
            let refusal = match (&within, entry.refusal) {
                (None, _) => Some(ReadError::ZipName),
                (Some(_), Some(refusal)) => Some(refusal),
                (Some(within), None) => zipped.names.contains_key(within).then_some(ReadError::ZipTwice),
            };
            match (within, refusal) {
                (Some(within), None) => {
                    zipped.names.insert(within.clone(), entry.raw.into_boxed_slice());
                    zipped.order.push(within);
                }
                // A name that leads out is told of, never used as a path.
                (None, refusal) => zipped.refuse(Path::new(&name.replace(['/', '\\'], "∕")), refusal),
                // Its twin is read under this name: the line of the report needs another.
                (Some(within), refusal) if zipped.names.contains_key(&within) => {
                    let name = within.file_name().unwrap_or_default().to_string_lossy();
                    zipped.refuse(&within.with_file_name(format!("{name}（同名的另一个）")), refusal);
                }
                (Some(within), refusal) => zipped.refuse(&within, refusal),
            }
        }
        zipped.order.sort();
        zipped
    }

    fn refuse(&mut self, name: &Path, refusal: Option<ReadError>) {
        self.refused.extend(refusal.map(|refusal| (self.path.join(name), refusal)));
    }

    /// The files in it, in order of their paths within it.
    pub fn entries(&self) -> &[PathBuf] {
        &self.order
    }

    /// Whether it has such a file.
    pub fn has(&self, within: &Path) -> bool {
        self.names.contains_key(within)
    }

    /// What of it is not read, and why.
    pub fn into_refused(self) -> Vec<(PathBuf, ReadError)> {
        self.refused
    }

    /// Unfolds an entry, but no more than `most` bytes of it.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`], [`ReadError::ZipDamaged`], [`ReadError::Io`].
    pub fn read(&self, within: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        let too_large = |size: u64| ReadError::TooLarge { megabytes: size >> 20, limit: most >> 20 };
        self.unfold(within, |size, entry| {
            if size > most {
                return Err(too_large(size));
            }
            // The directory may lie about the size: it makes room for nothing that has not come.
            let mut bytes = Vec::with_capacity(size.min(1 << 20) as usize);
            entry.take(most + 1).read_to_end(&mut bytes).map_err(|source| self.damaged(within, source))?;
            if bytes.len() as u64 > most { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
        })
    }

    /// The first bytes of an entry, at most `most`.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn head(&self, within: &Path, most: usize) -> Result<Vec<u8>, ReadError> {
        self.unfold(within, |_, entry| {
            let mut bytes = Vec::new();
            let read = entry.take(most as u64).read_to_end(&mut bytes);
            read.map_err(|source| self.damaged(within, source)).map(|_| bytes)
        })
    }

    fn unfold<T>(
        &self,
        within: &Path,
        read: impl FnOnce(u64, &mut dyn Read) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let not_found = || ReadError::Io {
            path: self.path.join(within),
            source: std::io::Error::from(std::io::ErrorKind::NotFound),
        };
        let name = self.names.get(within).ok_or_else(not_found)?;
        let mut archive = self.archive()?;
        let done = {
            let at = archive.index_for_name_raw(name).ok_or_else(not_found)?;
            let mut entry = archive.by_index(at).map_err(plain)?;
            read(entry.size(), &mut entry)
        };
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(archive);
        done
    }

    fn archive(&self) -> Result<ZipArchive<BufReader<File>>, ReadError> {
        if let Some(archive) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(archive);
        }
        let file = File::open(&self.path);
        let file = file.map_err(|source| ReadError::Io { path: self.path.clone(), source })?;
        ZipArchive::new(BufReader::new(file)).map_err(plain)
    }

    fn damaged(&self, within: &Path, source: std::io::Error) -> ReadError {
        tracing::warn!(archive = %self.path.display(), entry = %within.display(), %source, "unfolding");
        ReadError::ZipDamaged
    }
}

impl Entry {
    fn of(entry: &ZipFileEntry) -> Self {
        let raw = entry.name_raw().to_vec();
        let nested = raw.to_ascii_lowercase().ends_with(b".zip");
        let refusal = match () {
            () if entry.encrypted() => Some(ReadError::ZipEncrypted),
            () if entry.is_symlink() => Some(ReadError::Link),
            () if nested => Some(ReadError::ZipNested),
            () => None,
        };
        let is_utf8 = entry.flags().as_u16() & UTF8 != 0;
        Self { raw, is_utf8, refusal, is_folder: entry.is_dir() }
    }
}

/// Whether names without the UTF-8 flag are GBK, as Chinese Windows writes them. Those of a Mac are UTF-8 without the
/// flag; a few words of GBK make letters of UTF-8 too, but never Han.
fn are_gbk<'a>(names: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut are_han = false;
    for name in names {
        match std::str::from_utf8(name) {
            Ok(name) => are_han |= name.chars().any(|letter| ('\u{2E80}'..='\u{9FFF}').contains(&letter)),
            Err(_) => return true,
        }
    }
    !are_han
}

/// The path that a name stands for; none where it leads out of the archive, or is no name at all.
fn path_within(name: &str) -> Option<PathBuf> {
    // Some Windows programs part folders by their own sign.
    let name = name.replace('\\', "/");
    let leads_out = |part: &str| part == ".." || part.contains([':', '\0']);
    let parts: Vec<&str> = name.split('/').filter(|part| *part != ".").collect();
    let sound = !name.starts_with('/') && !parts.iter().any(|part| part.is_empty() || leads_out(part));
    sound.then(|| parts.iter().collect())
}

/// An error of the archive as a whole, in words for the person.
fn plain(error: ZipError) -> ReadError {
    tracing::warn!(%error, "opening a zip archive");
    match error {
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => ReadError::ZipMethod,
        _ => ReadError::ZipDamaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_by_their_bytes() {
        let gbk = |name: &str| GB18030.encode(name).0.into_owned();
        let of = |names: &[Vec<u8>]| are_gbk(names.iter().map(Vec::as_slice));
        assert!(of(&[gbk("晨光社区报_01.txt"), gbk("图1.jpg")]));
        assert!(!of(&["晨光社区报_01.txt".into(), "图1.jpg".into()]));
        // The bytes of this word in GBK are also two letters of UTF-8.
        assert!(of(&[gbk("隆隆")]));
    }

    #[test]
    fn a_name_that_leads_out_is_no_path() {
        for (name, expect) in [
            ("版/1.txt", Some("版/1.txt")),
            ("版\\1.txt", Some("版/1.txt")),
            ("./1.txt", Some("1.txt")),
            ("../1.txt", None),
            ("版/../../1.txt", None),
            ("/etc/1.txt", None),
            ("\\\\server\\1.txt", None),
            ("C:\\1.txt", None),
            ("1.txt:stream", None),
            ("a\0b.txt", None),
            ("", None),
        ] {
            assert_eq!(path_within(name), expect.map(PathBuf::from), "{name}");
        }
    }
}
