//! An issue as we hand it over: a zip, or a folder, with `issue.json` and the files it names. The README has its schema.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::edit::encoding_name;
use super::pdf::MAX_PDF_BYTES;
use super::source::hex;
use super::{
    Document, Files, PageReader, ReadError, ReadPage, Sheet, SheetImage, SourceFile, SourceKind, Surroundings,
};
use crate::model::{
    Date, DateProposal, Element, Item, LaidWord, PageHead, PageReading, PhotoPoint, Place, PlaceCode, Remark,
};

/// What `format` says in every package.
pub const PACKAGE_FORMAT: &str = "jiuwen-issue";
/// The version that is written, and the newest that is read.
pub const PACKAGE_VERSION: u32 = 1;

/// Formats that stand in the place of an encoding.
const FORMATS: [&str; 2] = ["PDF", "XLSX"];

/// `issue.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackedIssue {
    /// [`PACKAGE_FORMAT`].
    pub format: String,
    /// [`PACKAGE_VERSION`].
    pub version: u32,
    /// 报名
    pub paper: String,
    /// 出版日期
    pub date: Date,
    /// 总第…期
    #[serde(default)]
    pub number: Option<String>,
    /// The area of the archive that wrote it.
    #[serde(default)]
    pub area: Option<PlaceCode>,
    /// The places that it names.
    #[serde(default)]
    pub places: Vec<Place>,
    /// 版
    pub pages: Vec<PackedPage>,
}

/// A page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackedPage {
    /// 版次
    pub number: String,
    /// 版名
    #[serde(default)]
    pub name: Option<String>,
    /// 版面图
    #[serde(default)]
    pub facsimile: Option<PackedFacsimile>,
    /// What each file says of it, in order of arrival.
    pub versions: Vec<PackedVersion>,
}

/// The picture of a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackedFacsimile {
    /// The file.
    pub file: PackedFile,
    /// Which page of it, from 0.
    #[serde(default)]
    pub sheet: usize,
}

/// A file of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedFile {
    /// Where it lies in the package.
    pub path: String,
    /// Its name as it was handed in.
    pub name: String,
    /// SHA-256 of its bytes, in 64 hexadecimal digits.
    pub sha256: String,
}

/// What one file says of a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackedVersion {
    /// The file.
    pub source: PackedFile,
    /// How it was read: a label of the WHATWG Encoding Standard, or the name of a format.
    #[serde(default)]
    pub encoding: Option<String>,
    /// Which page of the file, from 0.
    #[serde(default)]
    pub part: usize,
    /// Whether the screens show it.
    #[serde(default = "yes")]
    pub current: bool,
    /// Articles and photo stories.
    pub items: Vec<Item>,
    /// What was noted of the page as a whole.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// What persons set down of its photos.
    #[serde(default)]
    pub notes: Vec<PackedNotes>,
    /// Where its words stand on the picture of the page.
    #[serde(default)]
    pub words: Vec<LaidWord>,
}

fn yes() -> bool {
    true
}

/// What persons set down of a photo.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PackedNotes {
    /// Which item of the version, from 0.
    pub item: usize,
    /// Which photo of the item, from 0.
    pub photo: usize,
    /// Quarters clockwise by which it is turned.
    pub turn: u8,
    /// Who stands where.
    pub points: Vec<PhotoPoint>,
    /// 六要素 in their words.
    pub elements: Vec<(Element, String)>,
}

/// What a package brings of a page, besides what is read of any.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The file that the page was read from.
    pub source: Arc<SourceFile>,
    /// How it was read.
    pub encoding: &'static str,
    /// Which page of the file.
    pub part: usize,
    /// Whether the screens show it.
    pub current: bool,
    /// What persons set down of its photos.
    pub notes: Vec<PackedNotes>,
    /// The area of the archive that wrote it, and the places that the issue names.
    pub area: Option<PlaceCode>,
    /// See [`Self::area`].
    pub places: Arc<Vec<Place>>,
    /// Fingerprints of all sources of the package.
    pub siblings: Arc<Vec<[u8; 32]>>,
}

/// Reads packages.
pub struct Package;

impl PageReader for Package {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Package)
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let issue = issue_of(&file.bytes)?;
        let mut unpacking = Unpacking::new(file, around.files);
        let mut versions = Vec::new();
        for page in &issue.pages {
            for version in &page.versions {
                versions.push((page, version, unpacking.source(&version.source)?));
            }
        }
        let siblings = versions.iter().map(|(.., source)| source.sha256).collect();
        let shared = Shared { places: Arc::new(issue.places.clone()), siblings: Arc::new(siblings) };
        let mut pages = Vec::with_capacity(versions.len());
        for (page, version, source) in versions {
            pages.push(unpacking.page(&issue, page, version, source, &shared)?);
        }
        Ok(Document { encoding: "UTF-8", pages, parts: unpacking.parts })
    }
}

/// The name of an encoding, or of a format that has none.
fn read_as(label: &str) -> Option<&'static str> {
    encoding_name(label).or_else(|| FORMATS.into_iter().find(|format| *format == label))
}

struct Shared {
    places: Arc<Vec<Place>>,
    siblings: Arc<Vec<[u8; 32]>>,
}

fn issue_of(json: &[u8]) -> Result<PackedIssue, ReadError> {
    /// What every version has.
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let failed = |error: serde_json::Error| ReadError::Package(format!("第 {} 行：{error}", error.line()));
    let head: Head = serde_json::from_slice(json).map_err(failed)?;
    if head.format != PACKAGE_FORMAT {
        return Err(ReadError::Package(format!("format 应是 {PACKAGE_FORMAT}")));
    }
    if head.version > PACKAGE_VERSION {
        return Err(ReadError::PackageNewer { version: head.version, known: PACKAGE_VERSION });
    }
    serde_json::from_slice(json).map_err(failed)
}

/// The files of a package, each read and checked once.
struct Unpacking<'a> {
    /// The path of `issue.json`.
    path: &'a Path,
    root: &'a Path,
    files: &'a Files,
    sources: HashMap<String, Arc<SourceFile>>,
    parts: Vec<PathBuf>,
}

impl<'a> Unpacking<'a> {
    fn new(file: &'a SourceFile, files: &'a Files) -> Self {
        let root = file.path.parent().unwrap_or(Path::new(""));
        Self { path: &file.path, root, files, sources: HashMap::new(), parts: Vec::new() }
    }

    /// The bytes of a source, which must be those that were packed.
    fn source(&mut self, packed: &PackedFile) -> Result<Arc<SourceFile>, ReadError> {
        if let Some(source) = self.sources.get(&packed.path) {
            return Ok(Arc::clone(source));
        }
        let path = self.within(&packed.path)?;
        let bytes = self.files.read(&path, MAX_PDF_BYTES)?.bytes;
        // Told of under the file that is on the list of the import.
        let source = SourceFile::named(self.path.to_owned(), packed.name.clone(), bytes);
        check(packed, &source)?;
        let source = Arc::new(source);
        self.sources.insert(packed.path.clone(), Arc::clone(&source));
        self.parts.push(path);
        Ok(source)
    }

    /// A path as a package writes it, never one that leads out of it.
    fn within(&self, path: &str) -> Result<PathBuf, ReadError> {
        let relative = Path::new(path);
        let sound = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if !sound || path.is_empty() || path.contains(['\\', ':']) {
            return Err(ReadError::Package(format!("文件“{path}”不在包里")));
        }
        Ok(self.root.join(relative))
    }

    fn page(
        &mut self,
        issue: &PackedIssue,
        page: &PackedPage,
        version: &PackedVersion,
        source: Arc<SourceFile>,
        shared: &Shared,
    ) -> Result<ReadPage, ReadError> {
        let mut items = version.items.clone();
        for photo in items.iter_mut().flat_map(|item| &mut item.photos) {
            if let Some(picture) = &mut photo.picture {
                *picture = self.within(&picture.to_string_lossy())?;
                self.parts.push(picture.clone());
            }
        }
        let date = DateProposal { date: issue.date, given: true, reason: "期包写明的日期".to_owned() };
        let head = PageHead {
            paper: Some(issue.paper.clone()),
            date: Some(date),
            number: Some(page.number.clone()),
            name: page.name.clone(),
            issue: issue.number.clone(),
        };
        let remarks = version.remarks.clone();
        let reading = PageReading { head, area: None, lines: Vec::new(), items, remarks };
        let packed = Packed {
            source,
            encoding: version.encoding.as_deref().and_then(read_as).unwrap_or("UTF-8"),
            part: version.part,
            current: version.current,
            notes: version.notes.clone(),
            area: issue.area,
            places: Arc::clone(&shared.places),
            siblings: Arc::clone(&shared.siblings),
        };
        Ok(ReadPage { reading, sheet: self.sheet(page, version)?, packed: Some(packed) })
    }

    fn sheet(&mut self, page: &PackedPage, version: &PackedVersion) -> Result<Option<Sheet>, ReadError> {
        let Some(facsimile) = &page.facsimile else { return Ok(None) };
        let image = if facsimile.file == version.source {
            SheetImage::Page(facsimile.sheet)
        } else if facsimile.sheet == 0 {
            SheetImage::File(self.within(&facsimile.file.path)?)
        } else {
            // A page of another version's file: that one brings it.
            return Ok(None);
        };
        Ok(Some(Sheet { image, words: version.words.clone() }))
    }
}

/// Whether a file is the one that was packed.
fn check(packed: &PackedFile, source: &SourceFile) -> Result<(), ReadError> {
    if hex(&source.sha256) == packed.sha256.to_ascii_lowercase() {
        return Ok(());
    }
    Err(ReadError::PackageChanged(packed.path.clone()))
}
