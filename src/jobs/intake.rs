//! Taking a page in: what is decided of it, its pictures, one transaction. The window and the command line use the
//! same steps.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::import::{self, Files, Gazetteer, MAX_PICTURE_BYTES, ReadError, SheetImage, SourceFile};
use crate::model::{Field, Intake, PageReading, Place, PlaceCode, Remark, Status, VersionId};
use crate::store::{NewPage, NewPicture, NewSheet, Reader, Store, StoreError, Writer};
use crate::text::fold;

use super::packages;
use super::reading::{PageDraft, guarded, known};

/// Why a file was not taken in.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// The file.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Boundaries for the map.
    #[error(transparent)]
    Map(#[from] super::mapping::MapError),
    /// Fields that the page does not give and nobody gave, with the options that give them.
    #[error("这一版没有写明{}。{hint}", .0.join("、"), hint = .1)]
    Missing(Vec<&'static str>, String),
    /// Nothing on the page could be read as an article or photo.
    #[error("没有认出任何文章或照片。请确认这是报纸的文字稿。")]
    NoItems,
    /// A reader panicked.
    #[error("读这个文件时程序出错，已跳过，其余文件不受影响。请把文件和日志 jiuwen.log 交给维护人员。")]
    Broken,
    /// A folder without anything to read.
    #[error("没有找到可以导入的文件。请选择 .txt 文字稿，或装有文字稿的文件夹。")]
    NothingFound,
    /// The system gives no thread.
    #[error("系统没有余力开始读取：{0}。请关闭一些程序后再试。")]
    NoThread(#[from] std::io::Error),
}

impl IntakeError {
    /// Whether a person is asked what the columns of a catalogue mean.
    pub fn asks_for_columns(&self) -> bool {
        matches!(self, Self::Read(ReadError::UnknownColumns(_)))
    }
}

/// What a person, or the page itself, says of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// 报名
    pub paper: Option<String>,
    /// 出版日期
    pub date: Option<Date>,
    /// 版次
    pub number: Option<String>,
    /// 版名
    pub name: Option<String>,
    /// Whether a newer version of what the store holds is shown in its place at once.
    pub use_newer: bool,
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
            use_newer: self.use_newer,
        }
    }

    /// Where what was decided is not what the page prints.
    fn against(&self, reading: &PageReading) -> Option<String> {
        let printed = reading.head.date.as_ref().filter(|proposal| proposal.given)?.date;
        let date = self.date.filter(|date| *date != printed)?;
        Some(format!("指定的出版日期 {date} 与原稿写明的 {printed} 不同，已按指定的日期入库"))
    }
}

/// A page, decided in every field.
struct Decided {
    paper: String,
    date: Date,
    number: String,
    name: Option<String>,
    use_newer: bool,
}

/// The line of the report for a picture whose page did not come in with it.
pub fn left_out_with(picture: PathBuf, page: &Path) -> Intake {
    let page = page.file_name().unwrap_or(page.as_os_str()).to_string_lossy();
    let reason = format!("文字稿“{page}”这次没有入库，这张照片也没有存入");
    Intake::nothing(picture, Status::Skipped, reason)
}

/// Writes a page. Every line of the report it makes is in the answer: the page's and its pictures'.
///
/// # Errors
/// [`IntakeError::Missing`] where a field is open; nothing is stored then.
pub fn commit(store: &Store, draft: &PageDraft, decision: &Decision) -> Result<Vec<Intake>, IntakeError> {
    commit_with(store, draft, decision, |path| Files::default().read(path, MAX_PICTURE_BYTES), |_, _| Ok(()))
}

/// As [`commit`], the pictures' bytes coming from `load`; `record` writes the lines in the same transaction.
pub(super) fn commit_with(
    store: &Store,
    draft: &PageDraft,
    decision: &Decision,
    load: impl Fn(&Path) -> Result<SourceFile, ReadError>,
    record: impl FnOnce(&Writer, &[Intake]) -> Result<(), StoreError>,
) -> Result<Vec<Intake>, IntakeError> {
    let loaded = LoadedPictures::load(draft, load);
    // What is refused is an answer, and no failure of the store.
    store.write(|w| match write_page(w, draft, decision, &loaded) {
        Ok(lines) => {
            record(w, &lines)?;
            Ok(Ok(lines))
        }
        Err(IntakeError::Store(error)) => Err(error),
        Err(error) => Ok(Err(error)),
    })?
}

/// The pictures of a page, decoded.
#[derive(Default)]
pub(super) struct LoadedPictures {
    pictures: Vec<NewPicture>,
    /// The picture of the page, where it is another file, with its media type.
    sheet: Option<(SourceFile, &'static str)>,
    /// The other files that its text came from.
    texts: Vec<SourceFile>,
    lines: Vec<Intake>,
}

impl LoadedPictures {
    /// Reads and decodes the pictures that the photos of a page name; a damaged one leaves its photo without.
    pub(super) fn load(draft: &PageDraft, load: impl Fn(&Path) -> Result<SourceFile, ReadError>) -> Self {
        let mut loaded = Self::default();
        let photos = draft.reading.items.iter().flat_map(|item| &item.photos);
        for (at, photo) in photos.enumerate() {
            let Some(path) = &photo.picture else { continue };
            if loaded.lines.iter().any(|line| line.path == *path) {
                continue;
            }
            // A damaged picture may bring the decoder down; the page comes in without it.
            let decode = |bytes: &[u8]| {
                guarded(path, || import::read_picture(bytes))
                    .unwrap_or_else(|_| Err(ReadError::Picture("解码时出错".to_owned())))
            };
            let read = load(path).and_then(|source| {
                let picture = decode(&source.bytes)?;
                Ok(NewPicture { source, picture })
            });
            let nothing = |status, reason| Intake::nothing(path.clone(), status, reason);
            loaded.lines.push(match read {
                Ok(picture) => {
                    loaded.pictures.push(picture);
                    let reason = format!("作为“{}”的第 {} 张照片入库", draft.source.name(), at + 1);
                    Intake { photos: 1, ..nothing(Status::Imported, reason) }
                }
                Err(error) => nothing(Status::Failed, error.to_string()),
            });
        }
        for path in &draft.texts {
            match load(path) {
                Ok(text) => loaded.texts.push(text),
                // It was read a moment ago, and what was read of it is kept.
                Err(error) => tracing::warn!(%error, path = %path.display(), "a text is not kept"),
            }
        }
        if let Some(path) = draft.sheet_file() {
            loaded.load_sheet(draft, path, &load);
        }
        loaded
    }

    fn load_sheet(
        &mut self,
        draft: &PageDraft,
        path: &Path,
        load: impl Fn(&Path) -> Result<SourceFile, ReadError>,
    ) {
        let read = load(path).and_then(|source| {
            let media_type = import::media_type_of_picture(&source.bytes)?;
            Ok((source, media_type))
        });
        let nothing = |status, reason| Intake::nothing(path.to_owned(), status, reason);
        self.lines.push(match read {
            Ok(sheet) => {
                self.sheet = Some(sheet);
                nothing(Status::Imported, format!("作为“{}”的版面图入库", draft.source.name()))
            }
            Err(error) => nothing(Status::Failed, error.to_string()),
        });
    }

    /// The picture of the page as the store keeps it; none where its file could not be read.
    fn new_sheet<'a>(&'a self, draft: &'a PageDraft) -> Option<NewSheet<'a>> {
        let sheet = draft.sheet.as_ref()?;
        let (file, page) = match sheet.image {
            SheetImage::File(_) => {
                let (file, media_type) = self.sheet.as_ref()?;
                (Some((file, *media_type)), 0)
            }
            SheetImage::Page(page) => (None, page),
        };
        Some(NewSheet { file, page, words: &sheet.words })
    }
}

/// Writes a page within a transaction. Nothing of it is kept where this fails.
pub(super) fn write_page(
    w: &Writer,
    draft: &PageDraft,
    decision: &Decision,
    loaded: &LoadedPictures,
) -> Result<Vec<Intake>, IntakeError> {
    // A copy of it may have come in since it was read, from the same batch even.
    if let Some((source, name)) = w.reader().source_by_sha256(&draft.source.sha256)?
        && w.reader().holds_part(source, draft.part)?
    {
        return Ok(vec![Intake::nothing(draft.source.path.clone(), Status::Skipped, known(&name))]);
    }
    let conflict = decision.against(&draft.reading);
    let decided = decide(draft, decision)?;
    let other = other_version(&w.reader(), draft, &decided)?;
    if let Some(packed) = &draft.packed {
        packages::take_places(w, packed)?;
    }
    let mut items = draft.reading.items.clone();
    for item in &mut items {
        item.events = import::event_dates(item, decided.date);
    }
    let remark =
        |reason: &str, doubt| Remark { field: Field::Date, reason: reason.to_owned(), line: 1, doubt };
    let mut remarks = draft.reading.remarks.clone();
    // A package brings what was said of the date when the page was read.
    let proposal = draft.reading.head.date.as_ref().filter(|_| draft.packed.is_none());
    remarks.extend(proposal.map(|proposal| remark(&proposal.reason, false)));
    remarks.extend(conflict.as_ref().map(|reason| remark(reason, true)));
    let version = w.attempt(|w| {
        w.add_page(&NewPage {
            source: &draft.source,
            encoding: draft.encoding,
            part: draft.part,
            paper: &decided.paper,
            date: decided.date,
            number: &decided.number,
            name: decided.name.as_deref(),
            issue: draft.reading.head.issue.as_deref(),
            items: &items,
            remarks: &remarks,
            pictures: &loaded.pictures,
            sheet: loaded.new_sheet(draft),
            current: other.is_none() && draft.packed.as_ref().is_none_or(|packed| packed.current),
        })
    })?;
    if let Some(packed) = &draft.packed {
        packages::take_notes(w, version, packed)?;
    }
    loaded.texts.iter().try_for_each(|text| w.keep_text(text))?;
    let mut reasons: Vec<String> = conflict.clone().into_iter().collect();
    if let Some((_, by)) = other {
        let page = format!("《{}》{} 第 {} 版", decided.paper, decided.date, decided.number);
        reasons.push(if decided.use_newer {
            w.use_version(version)?;
            format!("{page}已由“{by}”入库：这一份作为新版本启用，旧版本保留")
        } else {
            format!("{page}已由“{by}”入库：旧版本保留，新版本待选（版本 {version}）")
        });
    }
    let line = Intake {
        path: draft.source.path.clone(),
        status: Status::Imported,
        reason: (!reasons.is_empty()).then(|| reasons.join("；")),
        articles: items.len(),
        photos: draft.photos(),
        warnings: draft.doubts() + usize::from(conflict.is_some()),
    };
    Ok(std::iter::once(line).chain(loaded.lines.iter().cloned()).collect())
}

/// Whether a page could be taken in as decided, as far as can be told without writing. The name of the file that
/// brought the page already, where it did.
///
/// # Errors
/// As [`commit`].
pub fn check(store: &Store, draft: &PageDraft, decision: &Decision) -> Result<Option<String>, IntakeError> {
    let decided = decide(draft, decision)?;
    Ok(store.read(|r| other_version(r, draft, &decided))?.map(|(_, by)| by))
}

/// Whether nothing about a page asks for a person.
pub(super) fn is_clean(w: &Reader, draft: &PageDraft, decision: &Decision) -> Result<bool, StoreError> {
    // What a person put aside waits for that person.
    Ok(draft.doubts() == 0 && is_new(w, draft, decision)?)
}

/// Whether nothing but doubts in its text asks for a person.
pub(super) fn is_new(w: &Reader, draft: &PageDraft, decision: &Decision) -> Result<bool, StoreError> {
    if draft.saved.is_some() || decision.against(&draft.reading).is_some() {
        return Ok(false);
    }
    match decide(draft, decision) {
        Ok(decided) => Ok(other_version(w, draft, &decided)?.is_none()),
        Err(_) => Ok(false),
    }
}

/// Every field, or the names of those that are open and what the text proposes for the date.
fn decide(draft: &PageDraft, decision: &Decision) -> Result<Decided, IntakeError> {
    if draft.reading.items.is_empty() {
        return Err(IntakeError::NoItems);
    }
    let decision = decision.or_from(&draft.reading);
    let open = [
        (decision.paper.is_none(), "报名（请用 --paper 指定）"),
        (decision.date.is_none(), "出版日期（请用 --date 指定）"),
        (decision.number.is_none(), "版次（请用 --page 指定）"),
    ];
    let proposal = draft.reading.head.date.as_ref().filter(|_| decision.date.is_none());
    if let (Some(paper), Some(date), Some(number)) = (decision.paper, decision.date, decision.number) {
        return Ok(Decided { paper, date, number, name: decision.name, use_newer: decision.use_newer });
    }
    let hint = proposal.map(|p| format!("日期线索 {}：{}。", p.date, p.reason)).unwrap_or_default();
    let open = open.into_iter().filter_map(|(open, words)| open.then_some(words)).collect();
    Err(IntakeError::Missing(open, hint))
}

/// The version of the same page that holds most of this page's headlines and came in otherwise than with it, where the versions of the page hold at
/// least half of them, with the name of its file. A second file is welcome where it brings other items (one article
/// a file), and a version of the first where it brings the same.
fn other_version(
    r: &Reader,
    draft: &PageDraft,
    decided: &Decided,
) -> Result<Option<(VersionId, String)>, StoreError> {
    let Some(page) = r.page(&decided.paper, decided.date, &decided.number)? else { return Ok(None) };
    let headlines = draft.reading.items.iter().map(|item| fold(&item.headline));
    let headlines: Vec<Vec<char>> = headlines.filter(|headline| !headline.is_empty()).collect();
    let mut held = Vec::new();
    let mut best: Option<(usize, VersionId, String)> = None;
    for version in r.versions(page)? {
        if packages::is_sibling(r, draft, version.source)? {
            continue;
        }
        let theirs = r.headlines_of_version(version.id)?;
        let same = headlines.iter().filter(|headline| theirs.contains(headline)).count();
        held.extend(theirs);
        if same > 0 && best.as_ref().is_none_or(|(most, ..)| same > *most) {
            best = Some((same, version.id, version.source_name));
        }
    }
    let same = headlines.iter().filter(|headline| held.contains(headline)).count();
    Ok(best.filter(|_| same * 2 >= headlines.len()).map(|(_, version, by)| (version, by)))
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
