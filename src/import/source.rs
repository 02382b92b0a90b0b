//! Files as they are handed in: bytes, name, fingerprint.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::ReadError;
use super::files::is_zip;
use super::zipped::Zipped;

/// Largest text file read: a page of text is under 100 KB, a year of a daily under 100 MB.
pub const MAX_TEXT_BYTES: u64 = 64 << 20;
/// Reading a text file takes at most this many times its size in memory, beside [`READING_BYTES`]: the bytes, the
/// text, its lines, and its items are in memory together. Held to by [`MAX_LINES`] and [`MAX_PAGE_LINES`].
pub const READING_TIMES: u64 = 12;
/// What reading takes in memory whatever the size of the file: the scores of the longest page.
pub const READING_BYTES: u64 = 64 << 20;
/// Most lines of a text file that are not blank: ten thousand pages.
pub const MAX_LINES: usize = 1_000_000;
/// Most lines of one page: a page in narrow columns has under a thousand printed lines, an issue under ten thousand.
pub const MAX_PAGE_LINES: usize = 20_000;
/// Largest picture file read.
pub const MAX_PICTURE_BYTES: u64 = 256 << 20;

/// The file of a package that says what the others are.
pub const PACKAGE_FILE: &str = "issue.json";

/// What a file is taken for, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// .txt
    Text,
    /// .htm .html
    Html,
    /// .jpg .jpeg .png .tif .tiff .webp
    Picture,
    /// .pdf
    Pdf,
    /// .xml: METS, ALTO, or the catalogue of a transfer.
    Xml,
    /// .csv
    Csv,
    /// .xlsx
    Xlsx,
    /// issue.json: an issue as we hand it over.
    Package,
}

impl SourceKind {
    /// By the ending of the name, in any case; none for what we do not read.
    pub fn of(path: &Path) -> Option<Self> {
        if path.file_name()?.eq_ignore_ascii_case(PACKAGE_FILE) {
            return Some(Self::Package);
        }
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Self::Text),
            "htm" | "html" | "shtml" | "xhtml" => Some(Self::Html),
            "jpg" | "jpeg" | "png" | "tif" | "tiff" | "webp" => Some(Self::Picture),
            "pdf" => Some(Self::Pdf),
            "xml" => Some(Self::Xml),
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// One file as handed in.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lay.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// Its own name, where it lay in a package under another.
    original: Option<String>,
}

impl SourceFile {
    /// Reads a file, refusing by its size before reading it.
    ///
    /// # Errors
    /// [`ReadError::Io`], [`ReadError::TooLarge`].
    pub fn read(path: &Path, most: u64) -> Result<Self, ReadError> {
        let io = |source| ReadError::Io { path: path.to_owned(), source };
        let size = std::fs::metadata(path).map_err(io)?.len();
        if size > most {
            return Err(ReadError::TooLarge { megabytes: size >> 20, limit: most >> 20 });
        }
        Ok(Self::new(path.to_owned(), std::fs::read(path).map_err(io)?))
    }

    /// A source of bytes that are already in memory.
    pub fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).into();
        Self { path, bytes, sha256, original: None }
    }

    /// A source that came in by the file at `path`, and has a name of its own.
    pub fn named(path: PathBuf, name: String, bytes: Vec<u8>) -> Self {
        Self { original: Some(name), ..Self::new(path, bytes) }
    }

    /// The file's own name.
    pub fn name(&self) -> String {
        self.original.clone().unwrap_or_else(|| Self::name_of(&self.path))
    }

    /// The own name of a file at a path.
    pub fn name_of(path: &Path) -> String {
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    }
}

/// A fingerprint as people read it: 64 lower-case hexadecimal digits.
pub fn hex(sha256: &[u8]) -> String {
    use std::fmt::Write;
    sha256.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The files that a list of files, folders and zip archives stands for: folders and archives are searched to the
/// bottom, in order of name; links in them are not followed, files of other kinds passed over.
///
/// # Errors
/// One per path that cannot be read, beside those that can.
pub fn collect(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<(PathBuf, ReadError)>) {
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    for path in paths {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, &mut files, &mut failed),
            Ok(_) if is_zip(path) => unzip(path, &mut files, &mut failed),
            Ok(_) if SourceKind::of(path).is_none() => failed.push((path.clone(), ReadError::UnknownKind)),
            Ok(_) => files.push(path.clone()),
            Err(source) => failed.push((path.clone(), ReadError::Io { path: path.clone(), source })),
        }
    }
    (files, failed)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, failed: &mut Vec<(PathBuf, ReadError)>) {
    let entries = std::fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(source) => {
            failed.push((folder.to_owned(), ReadError::Io { path: folder.to_owned(), source }));
            return;
        }
    };
    entries.sort_by_key(std::fs::DirEntry::file_name);
    // The other files of a package come in by it, or not at all.
    if let Some(package) = entries.iter().find(|entry| is_package(Path::new(&entry.file_name()))) {
        files.push(package.path());
        return;
    }
    for entry in entries {
        let path = entry.path();
        // file_type does not follow links: a link to a folder above would never end, one to a file may lead anywhere.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, files, failed),
            Ok(kind) if kind.is_symlink() && is_wanted(&path) => failed.push((path, ReadError::Link)),
            Ok(kind) if !kind.is_symlink() && is_zip(&path) => unzip(&path, files, failed),
            Ok(kind) if kind.is_file() && is_wanted(&path) => files.push(path),
            _ => {}
        }
    }
}

fn unzip(path: &Path, files: &mut Vec<PathBuf>, failed: &mut Vec<(PathBuf, ReadError)>) {
    match Zipped::open(path) {
        Ok(zip) => {
            let package = zip.entries().iter().find(|entry| is_package(entry));
            let wanted = zip
                .entries()
                .iter()
                .filter(|entry| package.map_or_else(|| is_wanted(entry), |it| it == *entry));
            files.extend(wanted.map(|entry| path.join(entry)));
            failed.extend(zip.into_refused());
        }
        Err(error) => failed.push((path.to_owned(), error)),
    }
}

/// Whether a file, by its path within a folder or archive, makes that a package.
fn is_package(within: &Path) -> bool {
    within.as_os_str().eq_ignore_ascii_case(PACKAGE_FILE)
}

/// Whether a file is read, and nothing that a Mac left beside another: `__MACOSX/._图1.jpg`.
fn is_wanted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    SourceKind::of(path).is_some() && !name.starts_with("._") && !path.starts_with("__MACOSX")
}
