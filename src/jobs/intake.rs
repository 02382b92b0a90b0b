//! Taking files in: read them, ask what they leave open, write each page in one transaction. The window and the
//! command line use the same steps.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use thiserror::Error;

use crate::import::{
    self, Gazetteer, MAX_PICTURE_BYTES, MAX_TEXT_BYTES, PagePicture, ReadError, SourceFile, SourceKind,
};
use crate::model::{Field, PageReading, Place, PlaceCode, Remark};
use crate::store::{NewPage, NewPicture, Store, StoreError};

/// Why a file was not taken in.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// The file.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Fields that the page does not give and nobody gave, with the options that give them.
    #[error("这一版没有写明{}。{hint}", .0.join("、"), hint = .1)]
    Missing(Vec<&'static str>, String),
    /// The page already holds these items from another file.
    #[error("{page}已由“{by}”入库，内容大半相同但文件不同。没有重复入库；原有内容未改动。")]
    OtherVersion {
        /// The page.
        page: String,
        /// The other file.
        by: String,
    },
    /// Nothing on the page could be read as an article or photo.
    #[error("没有认出任何文章或照片。请确认这是报纸的文字稿。")]
    NoItems,
}

/// A page of text, read and waiting for a decision.
pub struct PageDraft {
    /// The file.
    pub source: SourceFile,
    /// Its encoding.
    pub encoding: &'static str,
    /// What was read.
    pub reading: PageReading,
    /// Pictures that lie beside it.
    pub pictures: Vec<PagePicture>,
}

/// One file, prepared.
pub struct Prepared {
    /// Where it lies.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file before anybody decided.
pub enum Outcome {
    /// Waits for its decision.
    Ready(Box<PageDraft>),
    /// A picture that goes with the page of this path.
    GoesWith(PathBuf),
    /// These bytes are in the store already.
    Known(String),
    /// Cannot be read.
    Failed(IntakeError),
}

/// What a person, or the page itself, says of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// 报名
    pub paper: Option<String>,
    /// 出版日期
    pub date: Option<Date>,
    /// 版次
    pub number: Option<String>,
    /// 版名
    pub name: Option<String>,
}

impl Decision {
    /// What the page gives by itself fills what this leaves open.
    pub fn or_from(&self, reading: &PageReading) -> Self {
        let head = &reading.head;
        let given = head.date.as_ref().filter(|proposal| proposal.given).map(|proposal| proposal.date);
        Self {
            paper: self.paper.clone().or_else(|| head.paper.clone()),
            date: self.date.or(given),
            number: self.number.clone().or_else(|| head.number.clone()),
            name: self.name.clone().or_else(|| head.name.clone()),
        }
    }
}

/// The end of a file's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In the store.
    Imported,
    /// Was in the store already, or goes with another file.
    Skipped,
    /// Not in the store, for a reason.
    Failed,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Intake {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub status: Status,
    /// Why, in plain Chinese; none where it was simply taken in.
    pub reason: Option<String>,
    /// Articles and photo stories.
    pub articles: usize,
    /// Photos that got their picture or caption.
    pub photos: usize,
    /// Doubts to look at.
    pub warnings: usize,
}

impl Intake {
    /// A line for a file that brought nothing.
    pub fn nothing(path: PathBuf, status: Status, reason: String) -> Self {
        Self { path, status, reason: Some(reason), articles: 0, photos: 0, warnings: 0 }
    }
}

/// Reads files and folders. `progress` is told how many of how many are done, and returns false to stop.
///
/// # Errors
/// The store's, where its sources or places cannot be read.
pub fn prepare(
    store: &Store,
    paths: &[PathBuf],
    mut progress: impl FnMut(usize, usize) -> bool,
) -> Result<Vec<Prepared>, StoreError> {
    let (files, failed) = import::collect(paths);
    let failed =
        failed.into_iter().map(|(path, error)| Prepared { path, outcome: Outcome::Failed(error.into()) });
    let mut prepared: Vec<Prepared> = failed.collect();
    let finder = store.read(|r| r.place_finder())?;
    let (texts, chosen): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|path| SourceKind::of(path) == Some(SourceKind::Text));
    let total = texts.len();
    let mut claimed: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (done, path) in texts.into_iter().enumerate() {
        if !progress(done, total) {
            return Ok(prepared);
        }
        let mut pictures = beside(&path);
        pictures
            .extend(chosen.iter().filter(|picture| !pictures.contains(picture)).cloned().collect::<Vec<_>>());
        let pictures = import::pictures_of(&path, &pictures);
        claimed.extend(pictures.iter().map(|picture| (picture.path.clone(), path.clone())));
        let outcome = match read_one(store, &path, pictures)? {
            Ok(mut draft) => {
                draft.reading.find_places(&finder);
                Outcome::Ready(Box::new(draft))
            }
            Err(outcome) => outcome,
        };
        prepared.push(Prepared { path, outcome });
    }
    for path in chosen {
        let page = claimed.iter().find(|(picture, _)| *picture == path).map(|(_, page)| page.clone());
        let outcome = page.map_or(Outcome::Failed(ReadError::Orphan.into()), Outcome::GoesWith);
        prepared.push(Prepared { path, outcome });
    }
    Ok(prepared)
}

fn read_one(
    store: &Store,
    path: &Path,
    pictures: Vec<PagePicture>,
) -> Result<Result<PageDraft, Outcome>, StoreError> {
    let failed = |error: ReadError| Ok(Err(Outcome::Failed(error.into())));
    let source = match SourceFile::read(path, MAX_TEXT_BYTES) {
        Ok(source) => source,
        Err(error) => return failed(error),
    };
    if let Some((_, name)) = store.read(|r| r.source_by_sha256(&source.sha256))? {
        return Ok(Err(Outcome::Known(known(&name))));
    }
    let read = import::decode(&source.bytes)
        .and_then(|decoded| Ok((import::read_page(path, &decoded)?, decoded.encoding)));
    match read {
        Ok((reading, _)) if reading.items.is_empty() => Ok(Err(Outcome::Failed(IntakeError::NoItems))),
        Ok((reading, encoding)) => Ok(Ok(PageDraft { source, encoding, reading, pictures })),
        Err(error) => failed(error),
    }
}

fn known(name: &str) -> String {
    format!("内容与已入库的“{name}”一字不差，跳过")
}

/// The line of the report for a picture whose page did not come in with it.
pub fn left_out_with(picture: PathBuf, page: &Path) -> Intake {
    let page = page.file_name().unwrap_or(page.as_os_str()).to_string_lossy();
    let reason = format!("文字稿“{page}”这次没有入库，这张照片也没有存入");
    Intake::nothing(picture, Status::Skipped, reason)
}

/// Picture files in the folder of `page`.
fn beside(page: &Path) -> Vec<PathBuf> {
    let Some(folder) = page.parent() else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    // Joined as the page's own path is written, so that the two compare as neighbours.
    let mut pictures: Vec<PathBuf> = files
        .map(|entry| page.with_file_name(entry.file_name()))
        .filter(|path| {
            import::picture_number(page, path).is_some() && SourceKind::of(path) == Some(SourceKind::Picture)
        })
        .collect();
    pictures.sort();
    pictures
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
}

/// Writes a page. Every line of the report it makes is in the answer: the page's and its pictures'.
///
/// # Errors
/// [`IntakeError::Missing`] where a field is open; nothing is stored then.
pub fn commit(store: &Store, draft: &PageDraft, decision: &Decision) -> Result<Vec<Intake>, IntakeError> {
    commit_with(store, draft, decision, |report| load_pictures(draft, report))
}

/// As [`commit`], the pictures' bytes coming from `load`, which reports those it cannot read.
pub(super) fn commit_with(
    store: &Store,
    draft: &PageDraft,
    decision: &Decision,
    load: impl FnOnce(&mut Vec<Intake>) -> Vec<(usize, SourceFile)>,
) -> Result<Vec<Intake>, IntakeError> {
    // A copy of it may have come in since it was read, from the same batch even.
    if let Some((_, name)) = store.read(|r| r.source_by_sha256(&draft.source.sha256))? {
        return Ok(vec![Intake::nothing(draft.source.path.clone(), Status::Skipped, known(&name))]);
    }
    let decision = decision.or_from(&draft.reading);
    let (Some(paper), Some(date), Some(number)) =
        (decision.paper.as_deref(), decision.date, decision.number.as_deref())
    else {
        return Err(missing(draft, &decision));
    };
    refuse_other_version(store, draft, paper, date, number)?;
    let mut report = Vec::new();
    let loaded = load(&mut report);
    let pictures = read_pictures(draft, loaded, &mut report);
    let mut items = draft.reading.items.clone();
    for item in &mut items {
        item.events = import::event_dates(item, date);
    }
    let mut remarks = draft.reading.remarks.clone();
    remarks.extend(draft.reading.head.date.as_ref().map(|proposal| Remark {
        field: Field::Date,
        reason: proposal.reason.clone(),
        line: 1,
        doubt: false,
    }));
    let page = NewPage {
        source: &draft.source,
        encoding: draft.encoding,
        paper,
        date,
        number,
        name: decision.name.as_deref(),
        items: &items,
        remarks: &remarks,
        pictures: &pictures,
    };
    store.write(|w| w.add_page(&page))?;
    let photos = items.iter().map(|item| item.photos.len()).sum();
    let line = Intake {
        path: draft.source.path.clone(),
        status: Status::Imported,
        reason: None,
        articles: items.len(),
        photos,
        warnings: draft.doubts(),
    };
    report.insert(0, line);
    Ok(report)
}

/// Whether a page could be taken in as decided, as far as can be told without writing.
///
/// # Errors
/// As [`commit`].
pub fn check(store: &Store, draft: &PageDraft, decision: &Decision) -> Result<(), IntakeError> {
    let decision = decision.or_from(&draft.reading);
    match (decision.paper.as_deref(), decision.date, decision.number.as_deref()) {
        (Some(paper), Some(date), Some(number)) => refuse_other_version(store, draft, paper, date, number),
        _ => Err(missing(draft, &decision)),
    }
}

/// Names what is open, and what the text proposes for the date.
fn missing(draft: &PageDraft, decision: &Decision) -> IntakeError {
    let open = [
        (decision.paper.is_none(), "报名（请用 --paper 指定）"),
        (decision.date.is_none(), "出版日期（请用 --date 指定）"),
        (decision.number.is_none(), "版次（请用 --page 指定）"),
    ];
    let proposal = draft.reading.head.date.as_ref().filter(|_| decision.date.is_none());
    let hint = proposal.map(|p| format!("日期线索 {}：{}。", p.date, p.reason)).unwrap_or_default();
    IntakeError::Missing(open.into_iter().filter_map(|(open, words)| open.then_some(words)).collect(), hint)
}

/// A second file for a page is welcome where it brings other items (one article a file), and refused where most of
/// its headlines are there already.
fn refuse_other_version(
    store: &Store,
    draft: &PageDraft,
    paper: &str,
    date: Date,
    number: &str,
) -> Result<(), IntakeError> {
    let held = store.read(|r| r.headlines_of_page(paper, date, number))?;
    let items = &draft.reading.items;
    let same: Vec<&(String, String)> =
        held.iter().filter(|(headline, _)| items.iter().any(|item| item.headline == *headline)).collect();
    match same.first() {
        Some((_, by)) if same.len() * 2 >= items.len() => Err(IntakeError::OtherVersion {
            page: format!("《{paper}》{date} 第 {number} 版"),
            by: by.clone(),
        }),
        _ => Ok(()),
    }
}

/// Reads the picture files of a page.
fn load_pictures(draft: &PageDraft, report: &mut Vec<Intake>) -> Vec<(usize, SourceFile)> {
    let mut loaded = Vec::new();
    for picture in &draft.pictures {
        match SourceFile::read(&picture.path, MAX_PICTURE_BYTES) {
            Ok(source) => loaded.push((picture.number, source)),
            Err(error) => {
                report.push(Intake::nothing(picture.path.clone(), Status::Failed, error.to_string()))
            }
        }
    }
    loaded
}

/// Decodes the pictures of a page; a damaged one is reported and leaves its photo without a picture.
fn read_pictures(
    draft: &PageDraft,
    loaded: Vec<(usize, SourceFile)>,
    report: &mut Vec<Intake>,
) -> Vec<NewPicture> {
    let photos: usize = draft.reading.items.iter().map(|item| item.photos.len()).sum();
    let mut pictures = Vec::new();
    for (number, source) in loaded {
        let path = source.path.clone();
        if number > photos {
            let reason = format!("这一版只有 {photos} 张照片的图说，没有第 {number} 张");
            report.push(Intake::nothing(path, Status::Failed, reason));
            continue;
        }
        if pictures.iter().any(|picture: &NewPicture| picture.number == number) {
            let reason = format!("第 {number} 张照片已经有一个文件，这一个没有存入；请改名后再导入");
            report.push(Intake::nothing(path, Status::Failed, reason));
            continue;
        }
        match import::read_picture(&source.bytes) {
            Ok(picture) => {
                let reason = format!("作为“{}”的第 {number} 张照片入库", draft.source.name());
                report.push(Intake { photos: 1, ..Intake::nothing(path, Status::Imported, reason) });
                pictures.push(NewPicture { number, source, picture });
            }
            Err(error) => report.push(Intake::nothing(path, Status::Failed, error.to_string())),
        }
    }
    pictures
}

/// The places of an area: from the national list.
///
/// # Errors
/// [`StoreError::NoSuchArea`], [`ReadError::Gazetteer`].
pub fn places_of_area(area: PlaceCode) -> Result<Vec<Place>, IntakeError> {
    let places = Gazetteer::national()?.area(area);
    if places.is_empty() {
        return Err(StoreError::NoSuchArea(area.to_string()).into());
    }
    Ok(places)
}
