//! Files where they lie: in folders, and in zip archives, whose entries have the path of the archive with their own
//! name behind it.

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
