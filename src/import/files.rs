//! Files where they lie: in folders, and in zip archives, whose entries have the path of the archive with their own
//! name behind it.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::{ReadError, SourceFile};

/// Reads files where they lie.
#[derive(Default)]
pub struct Files {}

impl Files {
    /// Reads a file, refusing by its size before reading it.
    ///
    /// # Errors
    /// As [`SourceFile::read`].
    pub fn read(&self, path: &Path, most: u64) -> Result<SourceFile, ReadError> {
        SourceFile::read(path, most)
    }

    /// The first bytes of a file, at most `most`; none where it cannot be read, which whoever reads it will tell.
    pub fn head(&self, path: &Path, most: usize) -> Vec<u8> {
        let mut head = Vec::new();
        let file = std::fs::File::open(path);
        let read = file.and_then(|file| file.take(most as u64).read_to_end(&mut head));
        if read.is_ok() { head } else { Vec::new() }
    }

    /// The files in a folder, without those of folders within it, in order of path.
    pub fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let files = std::fs::read_dir(place).into_iter().flatten().flatten();
        // Joined as the folder's own path is written, so that neighbours compare as such.
        let mut files: Vec<PathBuf> = files.map(|entry| folder.join(entry.file_name())).collect();
        files.sort();
        files
    }
}
