//! One file as handed in, read into pages that wait for a decision.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use crate::import::{
    self, Files, Gazetteer, Habits, Layouts, MAX_PDF_BYTES, MAX_PICTURE_BYTES, MAX_TEXT_BYTES, Packed,
    PagePicture, PlaceFinder, ReadError, ReadPage, Sheet, SheetImage, SourceFile, SourceKind, Surroundings,
};
use crate::model::{Field, Intake, Item, PageReading, PlaceCode, Remark, Status};
use crate::store::{Store, StoreError};

use super::folder::{Beside, Folders};
use super::intake::IntakeError;

/// Height in pixels from which a picture may be the scan of a page: a broadsheet at 50 dots an inch.
const LEAST_SCAN: u32 = 1000;

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
    /// Other files that its text came from, kept with it: ALTO beside METS, texts of a transfer.
    pub texts: Vec<PathBuf>,
    /// What a package brings of it besides.
    pub packed: Option<Packed>,
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
    area: Option<PlaceCode>,
    layouts: Layouts,
    files: Files,
    folders: Folders,
}

impl<'a> ReadingRoom<'a> {
    /// Prepares to read.
    ///
    /// # Errors
    /// The store's, where its places or habits cannot be read.
    pub fn new(store: &'a Store) -> Result<Self, StoreError> {
        let read = store.read(|r| Ok((r.place_finder()?, r.habits()?, r.layouts()?, r.area()?)))?;
        let (finder, habits, layouts, area) = read;
        let (files, folders) = Default::default();
        Ok(Self { store, finder, habits, area, layouts, files, folders })
    }

    /// The files around those that are read.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Looks for the places of another area than the store's own.
    pub fn with_finder(self, finder: PlaceFinder) -> Self {
        Self { finder, ..self }
    }

    /// Reads catalogues with these columns: `题名=B,日期=D`.
    pub fn with_columns(mut self, columns: Option<&str>) -> Self {
        self.layouts.speak(columns.map(str::to_owned));
        self
    }

    /// Looks at a catalogue, for a person to say what its columns mean.
    ///
    /// # Errors
    /// Those of reading it.
    pub fn preview(&self, place: &Path) -> Result<import::Preview, ReadError> {
        import::preview(&self.files.read(place, MAX_TEXT_BYTES)?, &self.around(None))
    }

    /// What the columns of a catalogue mean, by the fingerprint of its head.
    ///
    /// # Errors
    /// Those of reading it.
    pub fn columns_said(&self, place: &Path) -> Result<(String, import::Columns), ReadError> {
        import::columns_said(&self.files.read(place, MAX_TEXT_BYTES)?, &self.around(None))
    }

    fn around(&self, encoding: Option<&'static Encoding>) -> Surroundings<'_> {
        Surroundings { encoding, habits: &self.habits, layouts: &self.layouts, files: &self.files }
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
        let Beside { pictures, namesake } = self.folders.beside(place, &self.files, &self.habits);
        let mut spare = Vec::new();
        let mut parts: Vec<PathBuf> = pictures.iter().map(|picture| picture.path.clone()).collect();
        let outcome = match guarded(place, || self.pages(place, encoding)) {
            Ok(Ok(Ok((mut drafts, others)))) => {
                share_texts(&mut drafts, &others);
                parts.extend(others);
                pair(&mut drafts, &pictures, &mut spare);
                if let Some(picture) = namesake {
                    self.take_namesake(&mut drafts, picture, &mut spare);
                }
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
        let document = import::read_document_in(&source, &self.around(encoding))?;
        let (source, encoding) = (Arc::new(source), document.encoding);
        let page = |(part, page): (usize, ReadPage)| {
            let ReadPage { mut reading, sheet, packed } = page;
            if !packed.as_ref().is_some_and(|packed| self.trusts(packed)) {
                reading.find_places(&self.finder);
            }
            let (source, encoding, part) = match &packed {
                Some(packed) => (Arc::clone(&packed.source), packed.encoding, packed.part),
                None => (Arc::clone(&source), encoding, part),
            };
            PageDraft { source, encoding, part, reading, sheet, packed, texts: Vec::new(), saved: None }
        };
        Ok((document.pages.into_iter().enumerate().map(page).collect(), document.parts))
    }

    /// Whether the places that a package names are those of this store, so that none need be found anew.
    fn trusts(&self, packed: &Packed) -> bool {
        packed.area.is_some() && (self.area.is_none() || self.area == packed.area)
    }

    /// The pages of a source that is in memory, with its pictures.
    pub(super) fn embedded(
        &self,
        source: SourceFile,
        pictures: &[PagePicture],
    ) -> Result<Vec<PageDraft>, ReadError> {
        let (mut drafts, _) = self.pages_of(source, None)?;
        pair(&mut drafts, pictures, &mut Vec::new());
        Ok(drafts)
    }

    /// A picture with the name of a page: its scan where it is as high as one, otherwise its only photo.
    fn take_namesake(&self, drafts: &mut [PageDraft], picture: PathBuf, spare: &mut Vec<Intake>) {
        let [draft] = drafts else {
            let why = "与文字稿同名，但文字稿有好几版，不知道是哪一版的；请改名后再导入".to_owned();
            spare.push(Intake::nothing(picture, Status::Failed, why));
            return;
        };
        let size =
            self.files.read(&picture, MAX_PICTURE_BYTES).and_then(|file| import::picture_size(&file.bytes));
        // What cannot be read is told of where it is taken in.
        let is_scan = size.is_ok_and(|[width, height]| height > width && height >= LEAST_SCAN);
        if !is_scan && draft.photos() == 1 {
            let reason = format!("照片“{}”：与文字稿同名", SourceFile::name_of(&picture));
            let photo = PagePicture { path: picture, number: 1, reason, doubt: false };
            pair(drafts, &[photo], spare);
        } else if draft.sheet.is_none() {
            draft.sheet = Some(Sheet { image: SheetImage::File(picture), words: Vec::new() });
        }
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
        if drafts.is_empty() {
            return Ok(Ok(drafts));
        }
        self.store.read(|r| {
            let (mut left, mut held) = (Vec::new(), None);
            for mut draft in drafts {
                let sha256 = draft.source.sha256;
                match r.source_by_sha256(&sha256)? {
                    Some((source, name)) if r.holds_part(source, draft.part)? => held = Some(name),
                    Some(_) => {
                        draft.saved = r.draft(&sha256, draft.part)?;
                        left.push(draft);
                    }
                    None => left.push(draft),
                }
            }
            Ok(match held {
                Some(name) if left.is_empty() => Err(name),
                _ => Ok(left),
            })
        })
    }
}

/// Gives every page its share of the texts that its document was read from, in order, so that each is kept with one.
fn share_texts(drafts: &mut [PageDraft], parts: &[PathBuf]) {
    // What a package has of texts are the sources themselves.
    if drafts.iter().any(|draft| draft.packed.is_some()) {
        return;
    }
    let texts: Vec<&PathBuf> = parts.iter().filter(|path| is_document(path)).collect();
    let each = texts.len().div_ceil(drafts.len().max(1)).max(1);
    for (draft, texts) in drafts.iter_mut().zip(texts.chunks(each)) {
        draft.texts = texts.iter().copied().cloned().collect();
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
    let room = ReadingRoom::new(store)?;
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

/// Gives the photos of a file, counted over all its pages, the pictures of their numbers, each with its reason.
fn pair(drafts: &mut [PageDraft], pictures: &[PagePicture], spare: &mut Vec<Intake>) {
    let total: usize = drafts.iter().map(PageDraft::photos).sum();
    for picture in pictures {
        let number = picture.number;
        let why = match nth_photo(drafts, number) {
            Some((item, photo)) if item.photos[photo].picture.is_none() => {
                let line = item.photos[photo].line;
                item.photos[photo].picture = Some(picture.path.clone());
                let (reason, doubt) = (picture.reason.clone(), picture.doubt);
                item.remarks.push(Remark { field: Field::Photo, reason, line, doubt });
                continue;
            }
            Some(_) => format!("第 {number} 张照片已经有一个文件，这一个没有存入；请改名后再导入"),
            None => format!("这一版只有 {total} 张照片的图说，没有第 {number} 张"),
        };
        spare.push(Intake::nothing(picture.path.clone(), Status::Failed, why));
    }
}

/// The item of a photo, counted from 1 over all pages, and the photo's place in it from 0.
fn nth_photo(drafts: &mut [PageDraft], number: usize) -> Option<(&mut Item, usize)> {
    let mut left = number.checked_sub(1)?;
    for item in drafts.iter_mut().flat_map(|draft| &mut draft.reading.items) {
        if left < item.photos.len() {
            return Some((item, left));
        }
        left -= item.photos.len();
    }
    None
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
