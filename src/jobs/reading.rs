//! One file as handed in, read into pages that wait for a decision.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use crate::import::{
    self, Files, Gazetteer, Habits, MAX_PDF_BYTES, MAX_TEXT_BYTES, PlaceFinder, ReadError, ReadPage, Sheet,
    SheetImage, SourceFile, SourceKind, Surroundings,
};
use crate::model::{Intake, PageReading, PlaceCode, Status};
use crate::store::{Store, StoreError};

use super::intake::IntakeError;

/// A page, read and waiting for a decision.
pub struct PageDraft {
    /// The file.
    pub source: Arc<SourceFile>,
    /// Its encoding.
    pub encoding: &'static str,
    /// Which page of the file, from 0.
    pub part: usize,
    /// What was read.
    pub reading: PageReading,
    /// The picture of the printed page.
    pub sheet: Option<Sheet>,
    /// What a person left unfinished of it, as it was saved.
    pub saved: Option<String>,
}

impl PageDraft {
    /// Proposes a county-level area from the text, for a store that has none.
    ///
    /// # Errors
    /// [`ReadError::Gazetteer`].
    pub fn propose_area(&mut self) -> Result<Option<PlaceCode>, ReadError> {
        Ok(self.reading.propose_area(&Gazetteer::national()?))
    }

    /// Number of doubts on the page.
    pub fn doubts(&self) -> usize {
        self.reading.items.iter().map(|item| item.doubts().count()).sum::<usize>()
            + self.reading.remarks.iter().filter(|remark| remark.doubt).count()
    }

    /// The file that has the picture of the page, where that is another one.
    pub fn sheet_file(&self) -> Option<&Path> {
        match &self.sheet.as_ref()?.image {
            SheetImage::File(path) => Some(path),
            SheetImage::Page(_) => None,
        }
    }

    /// Number of photos on the page.
    pub fn photos(&self) -> usize {
        self.reading.items.iter().map(|item| item.photos.len()).sum()
    }
}

/// The pages of a file, and the other files that it speaks of.
type ReadFile = (Vec<PageDraft>, Vec<PathBuf>);

/// One file, prepared.
pub struct Prepared {
    /// Where it lies.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
    /// The files that come in with it: pictures that bear its name, whether a photo of it names them or not, and
    /// what it speaks of itself.
    pub parts: Vec<PathBuf>,
    /// Lines of the report for pictures that no photo of it can have.
    pub spare: Vec<Intake>,
}

/// What became of a file before anybody decided.
pub enum Outcome {
    /// Its pages that are not in the store, waiting for their decisions.
    Ready(Vec<PageDraft>),
    /// Comes in with the file of this path: a picture of its page, a part it speaks of.
    GoesWith(PathBuf),
    /// These bytes are in the store already.
    Known(String),
    /// Cannot be read.
    Failed(IntakeError),
}

/// What reading needs of a store, taken once for many files.
pub struct ReadingRoom<'a> {
    store: &'a Store,
    finder: PlaceFinder,
    habits: Habits,
    files: Files,
    /// Picture files by their folder, in order of name.
    pictures: HashMap<PathBuf, Vec<PathBuf>>,
}

impl<'a> ReadingRoom<'a> {
    /// Prepares to read `files`.
    ///
    /// # Errors
    /// The store's, where its places or habits cannot be read.
    pub fn new(store: &'a Store, files: &[PathBuf]) -> Result<Self, StoreError> {
        let (finder, habits) = store.read(|r| Ok((r.place_finder()?, r.habits()?)))?;
        let lying = Files::default();
        let mut pictures = HashMap::new();
        for folder in files.iter().filter(|path| is_document(path)).filter_map(|path| path.parent()) {
            if !pictures.contains_key(folder) {
                pictures.insert(folder.to_owned(), pictures_in(&lying, folder));
            }
        }
        Ok(Self { store, finder, habits, files: lying, pictures })
    }

    /// Looks for the places of another area than the store's own.
    pub fn with_finder(self, finder: PlaceFinder) -> Self {
        Self { finder, ..self }
    }

    /// Reads one file; `encoding` overrules the detector. A reader that breaks down costs this file only.
    ///
    /// # Errors
    /// The store's.
    pub fn read(&self, path: &Path, encoding: Option<&'static Encoding>) -> Result<Prepared, StoreError> {
        self.read_as(path, path, encoding)
    }

    /// As [`Self::read`], a file that lies at `place` and is told of as `path`.
    ///
    /// # Errors
    /// The store's.
    pub fn read_as(
        &self,
        path: &Path,
        place: &Path,
        encoding: Option<&'static Encoding>,
    ) -> Result<Prepared, StoreError> {
        let pictures = import::pictures_of(place, self.beside(place));
        let mut spare = Vec::new();
        let mut parts: Vec<PathBuf> = pictures.iter().map(|picture| picture.path.clone()).collect();
        let outcome = match guarded(place, || self.pages(place, encoding)) {
            Ok(Ok(Ok((mut drafts, others)))) => {
                parts.extend(others);
                pair(&mut drafts, &pictures, &mut spare);
                match self.drop_known(drafts)? {
                    Ok(drafts) => Outcome::Ready(drafts),
                    Err(name) => Outcome::Known(known(&name)),
                }
            }
            Ok(Ok(Err(error))) => Outcome::Failed(error.into()),
            Ok(Err(error)) => return Err(error),
            Err(error) => Outcome::Failed(error),
        };
        if let Outcome::Ready(drafts) = &outcome {
            let items = drafts.iter().flat_map(|draft| &draft.reading.items);
            let named = items.flat_map(|item| &item.photos).filter_map(|photo| photo.picture.clone());
            let sheets = drafts.iter().filter_map(PageDraft::sheet_file).map(Path::to_owned);
            parts.extend(named.chain(sheets));
            let mut seen = HashSet::new();
            parts.retain(|path| seen.insert(path.clone()));
        }
        Ok(Prepared { path: path.to_owned(), outcome, parts, spare })
    }

    fn pages(
        &self,
        path: &Path,
        encoding: Option<&'static Encoding>,
    ) -> Result<Result<ReadFile, ReadError>, StoreError> {
        let source = match self.files.read(path, most_bytes(path)) {
            Ok(source) => source,
            Err(error) => match self.bytes_of_draft(path)? {
                Some(bytes) => SourceFile::new(path.to_owned(), bytes),
                None => return Ok(Err(error)),
            },
        };
        Ok(self.pages_of(source, encoding))
    }

    fn pages_of(
        &self,
        source: SourceFile,
        encoding: Option<&'static Encoding>,
    ) -> Result<ReadFile, ReadError> {
        let around = Surroundings { encoding, habits: &self.habits, files: &self.files };
        let document = import::read_document_in(&source, &around)?;
        let (source, encoding) = (Arc::new(source), document.encoding);
        let page = |(part, page): (usize, ReadPage)| {
            let ReadPage { mut reading, sheet } = page;
            reading.find_places(&self.finder);
            PageDraft { source: Arc::clone(&source), encoding, part, reading, sheet, saved: None }
        };
        Ok((document.pages.into_iter().enumerate().map(page).collect(), document.parts))
    }

    /// The pages of a source that is in memory, with its pictures.
    pub(super) fn embedded(
        &self,
        source: SourceFile,
        pictures: &[import::PagePicture],
    ) -> Result<Vec<PageDraft>, ReadError> {
        let (mut drafts, _) = self.pages_of(source, None)?;
        pair(&mut drafts, pictures, &mut Vec::new());
        Ok(drafts)
    }

    /// The bytes of a file that is gone, where a draft of it was kept.
    fn bytes_of_draft(&self, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        self.store.read(|r| {
            let draft = r.drafts()?.into_iter().find(|draft| draft.name == name);
            draft.map(|draft| r.source_bytes(draft.source)).transpose()
        })
    }

    /// Leaves out what the store holds; the name under which it does, where nothing else is left.
    fn drop_known(&self, drafts: Vec<PageDraft>) -> Result<Result<Vec<PageDraft>, String>, StoreError> {
        let Some(sha256) = drafts.first().map(|draft| draft.source.sha256) else { return Ok(Ok(drafts)) };
        self.store.read(|r| {
            let Some((source, name)) = r.source_by_sha256(&sha256)? else { return Ok(Ok(drafts)) };
            let mut left = Vec::new();
            for mut draft in drafts {
                if !r.holds_part(source, draft.part)? {
                    draft.saved = r.draft(&sha256, draft.part)?;
                    left.push(draft);
                }
            }
            Ok(if left.is_empty() { Err(name) } else { Ok(left) })
        })
    }

    /// The picture files beside a page whose names begin as its own does.
    fn beside(&self, page: &Path) -> &[PathBuf] {
        let (Some(folder), Some(stem)) = (page.parent(), page.file_stem()) else { return &[] };
        let Some(all) = self.pictures.get(folder) else { return &[] };
        let stem = stem.to_string_lossy();
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let from = all.partition_point(|path| name(path).as_str() < &*stem);
        let count = all[from..].iter().take_while(|path| name(path).starts_with(&*stem)).count();
        &all[from..from + count]
    }
}

/// The largest file of its kind that is read.
fn most_bytes(path: &Path) -> u64 {
    if SourceKind::of(path) == Some(SourceKind::Pdf) { MAX_PDF_BYTES } else { MAX_TEXT_BYTES }
}

/// Whether a file is read for its text.
pub fn is_document(path: &Path) -> bool {
    SourceKind::of(path).is_some_and(|kind| kind != SourceKind::Picture)
}

/// The files of an import in the order in which they are read: documents that may speak of others, other documents,
/// pictures. What one stage has settled is not read in the next.
pub(super) fn stages(paths: Vec<PathBuf>) -> [Vec<PathBuf>; 3] {
    let files = Files::default();
    let mut stages: [Vec<PathBuf>; 3] = Default::default();
    for path in paths {
        let stage = match is_document(&path) {
            true if import::speaks_of_others(&path, &files) => 0,
            true => 1,
            false => 2,
        };
        stages[stage].push(path);
    }
    stages
}

/// Reads files and folders one after the other. `progress` is told how many of how many are done, and returns false
/// to stop.
///
/// # Errors
/// The store's.
pub fn prepare(
    store: &Store,
    paths: &[PathBuf],
    mut progress: impl FnMut(usize, usize) -> bool,
) -> Result<Vec<Prepared>, StoreError> {
    let (files, failed) = import::collect(paths);
    let room = ReadingRoom::new(store, &files)?;
    let alone = |path, outcome| Prepared { path, outcome, parts: Vec::new(), spare: Vec::new() };
    let mut prepared: Vec<Prepared> =
        failed.into_iter().map(|(path, error)| alone(path, Outcome::Failed(error.into()))).collect();
    let [first, then, pictures] = stages(files);
    let total = first.len() + then.len();
    for (done, path) in first.into_iter().chain(then).enumerate() {
        if !progress(done, total) {
            return Ok(prepared);
        }
        prepared.push(match goes_with(&prepared, &path) {
            Some(by) => alone(path, Outcome::GoesWith(by)),
            None => room.read(&path, None)?,
        });
    }
    for path in pictures {
        let outcome =
            goes_with(&prepared, &path).map_or(Outcome::Failed(ReadError::Orphan.into()), Outcome::GoesWith);
        prepared.push(alone(path, outcome));
    }
    Ok(prepared)
}

/// The file by which another comes in.
fn goes_with(prepared: &[Prepared], path: &PathBuf) -> Option<PathBuf> {
    prepared.iter().find(|file| file.parts.contains(path)).map(|file| file.path.clone())
}

/// Gives the photos of a file, counted over all its pages, the pictures of their numbers.
fn pair(drafts: &mut [PageDraft], pictures: &[import::PagePicture], spare: &mut Vec<Intake>) {
    let total: usize = drafts.iter().map(PageDraft::photos).sum();
    let items = drafts.iter_mut().flat_map(|draft| &mut draft.reading.items);
    let mut photos: Vec<_> = items.flat_map(|item| &mut item.photos).collect();
    for import::PagePicture { path, number } in pictures {
        let why = match photos.get_mut(number - 1) {
            Some(photo) if photo.picture.is_none() => {
                photo.picture = Some(path.clone());
                continue;
            }
            Some(_) => format!("第 {number} 张照片已经有一个文件，这一个没有存入；请改名后再导入"),
            None => format!("这一版只有 {total} 张照片的图说，没有第 {number} 张"),
        };
        spare.push(Intake::nothing(path.clone(), Status::Failed, why));
    }
}

/// Picture files in a folder, in order of name.
fn pictures_in(files: &Files, folder: &Path) -> Vec<PathBuf> {
    let mut files = files.list(folder);
    files.retain(|path| SourceKind::of(path) == Some(SourceKind::Picture));
    files
}

pub(super) fn known(name: &str) -> String {
    format!("内容与已入库的“{name}”一字不差，跳过")
}

/// Does the work on one file; where the program breaks down in it, that is told of, and the rest goes on.
///
/// # Errors
/// [`IntakeError::Broken`].
pub(super) fn guarded<T>(path: &Path, work: impl FnOnce() -> T) -> Result<T, IntakeError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
        tracing::error!(path = %path.display(), panic = text, "the program broke down in a file");
        IntakeError::Broken
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breakdown_in_one_file_is_told_in_plain_words() {
        let broken =
            guarded(Path::new("1.txt"), || Vec::<u8>::new()[usize::from(std::env::args().count() > 0)]);
        let message = broken.expect_err("a breakdown").to_string();
        assert!(message.contains("其余文件不受影响"), "{message}");
        assert_eq!(guarded(Path::new("2.txt"), || 2).ok(), Some(2));
    }
}
