//! Files where they lie: in folders, and in zip archives, whose entries have the path of the archive with their own
//! name behind it.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::zipped::Zipped;
use super::{ReadError, SourceFile};

/// Reads files where they lie.
#[derive(Default)]
pub struct Files {
    /// The archives that something was read from, or that cannot be opened.
    zips: Mutex<HashMap<PathBuf, Option<Arc<Zipped>>>>,
}

impl Files {
    /// Reads a file, refusing by its size before reading it.
    ///
    /// # Errors
    /// As [`SourceFile::read`]; those of the archive it lies in.
    pub fn read(&self, path: &Path, most: u64) -> Result<SourceFile, ReadError> {
        match zip_of(path) {
            Some((zip, within)) => Ok(SourceFile::new(path.to_owned(), self.zip(zip)?.read(within, most)?)),
            None => SourceFile::read(path, most),
        }
    }

    /// The first bytes of a file, at most `most`; none where it cannot be read, which whoever reads it will tell.
    pub fn head(&self, path: &Path, most: usize) -> Vec<u8> {
        if let Some((zip, within)) = zip_of(path) {
            return self.zip(zip).and_then(|zip| zip.head(within, most)).unwrap_or_default();
        }
        let mut head = Vec::new();
        let file = std::fs::File::open(path);
        let read = file.and_then(|file| file.take(most as u64).read_to_end(&mut head));
        if read.is_ok() { head } else { Vec::new() }
    }

    /// The files in a folder, without those of folders within it, in order of path.
    pub fn list(&self, folder: &Path) -> Vec<PathBuf> {
        if let Some((zip, within)) = zip_of(&folder.join("*")) {
            let within = within.parent().unwrap_or(Path::new(""));
            let Ok(archive) = self.zip(zip) else { return Vec::new() };
            let beside = archive.entries().iter().filter(|entry| entry.parent() == Some(within));
            return beside.map(|entry| zip.join(entry)).collect();
        }
        let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let files = std::fs::read_dir(place).into_iter().flatten().flatten();
        // Joined as the folder's own path is written, so that neighbours compare as such.
        let mut files: Vec<PathBuf> = files.map(|entry| folder.join(entry.file_name())).collect();
        files.sort();
        files
    }

    /// The folders in a folder, in order of path; links are none.
    pub fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = if let Some((zip, within)) = zip_of(&folder.join("*")) {
            let within = within.parent().unwrap_or(Path::new(""));
            let Ok(archive) = self.zip(zip) else { return Vec::new() };
            let below = |entry: &PathBuf| {
                let mut rest = entry.strip_prefix(within).ok()?.components();
                let first = rest.next()?;
                rest.next().map(|_| folder.join(first))
            };
            archive.entries().iter().filter_map(below).collect()
        } else {
            let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
            let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            folders.map(|entry| folder.join(entry.file_name())).collect()
        };
        folders.sort();
        folders.dedup();
        folders
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &Path) -> bool {
        match zip_of(path) {
            Some((zip, within)) => self.zip(zip).is_ok_and(|zip| zip.has(within)),
            None => path.is_file(),
        }
    }

    fn zip(&self, path: &Path) -> Result<Arc<Zipped>, ReadError> {
        let mut zips = self.zips.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = zips.get(path) {
            return known.clone().ok_or(ReadError::ZipDamaged);
        }
        let opened = Zipped::open(path).map(Arc::new);
        zips.insert(path.to_owned(), opened.as_ref().ok().cloned());
        opened
    }
}

/// The archive that a path leads into, and the path within it.
fn zip_of(path: &Path) -> Option<(&Path, &Path)> {
    let zip = path.ancestors().skip(1).find(|above| is_zip(above) && above.is_file())?;
    Some((zip, path.strip_prefix(zip).ok()?))
}

/// Whether a path has the name of a zip archive.
pub fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}
