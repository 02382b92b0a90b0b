//! 期包: an issue written into a zip with all that is known of it, and taken into another store.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::import::{
    PACKAGE_FILE, PACKAGE_FORMAT, PACKAGE_VERSION, Packed, PackedFacsimile, PackedFile, PackedIssue,
    PackedNotes, PackedPage, PackedVersion, hex,
};
use crate::model::{Date, Item, Person, PhotoDraft, PhotoNote, SourceId, VersionId};
use crate::store::{PageRow, PhotoRow, Reader, Store, StoreError, VersionRow, Writer};

use super::intake::{IntakeError, places_of_area};
use super::reading::PageDraft;

/// Why an issue was not written.
#[derive(Debug, Error)]
pub enum PackageError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such issue.
    #[error("库中没有《{paper}》{date} 这一期。请检查报名和日期。")]
    NoIssue {
        /// 报名
        paper: String,
        /// 出版日期
        date: Date,
    },
    /// The file.
    #[error("写不了期包：{0}。请检查磁盘空间和文件夹权限，换一个位置再试。")]
    Io(#[from] io::Error),
    /// The archive.
    #[error("写不了期包：{0}。请换一个位置再试。")]
    Zip(#[from] zip::result::ZipError),
}

/// Writes an issue into a zip at `path`; what was there before stays until it is whole. Returns how many pages it has.
///
/// # Errors
/// [`PackageError`]; nothing is left at `path` then that was not there before.
pub fn export_issue(store: &Store, paper: &str, date: Date, path: &Path) -> Result<usize, PackageError> {
    let (issue, sources) = store.read(|r| {
        let mut packing = Packing::new(r);
        Ok((packing.issue(paper, date)?, packing.sources))
    })?;
    if issue.pages.is_empty() {
        return Err(PackageError::NoIssue { paper: paper.to_owned(), date });
    }
    let unfinished = path.with_extension("zip.part");
    let written =
        write(store, &issue, &sources, &unfinished).and_then(|()| Ok(std::fs::rename(&unfinished, path)?));
    if written.is_err() {
        // The error itself is told; a leftover that cannot be removed changes nothing of it.
        let _ = std::fs::remove_file(&unfinished);
    }
    written.map(|()| issue.pages.len())
}

fn write(
    store: &Store,
    issue: &PackedIssue,
    sources: &BTreeMap<String, SourceId>,
    path: &Path,
) -> Result<(), PackageError> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    // One issue gives one package, byte for byte, whenever it is written.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file(PACKAGE_FILE, options.compression_method(CompressionMethod::Deflated))?;
    serde_json::to_writer_pretty(&mut zip, issue).map_err(io::Error::other)?;
    for (name, source) in sources {
        let bytes = store.read(|r| r.source_bytes(*source))?;
        // Pictures and PDF files are compressed already.
        let is_text =
            bytes.len() < (64 << 20) && std::str::from_utf8(bytes.get(..1024).unwrap_or(&bytes)).is_ok();
        let method = if is_text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        zip.start_file(
            name.as_str(),
            options.compression_method(method).large_file(bytes.len() > 0xffff_ffff),
        )?;
        zip.write_all(&bytes)?;
    }
    zip.finish()?.flush()?;
    Ok(())
}

/// What of the store goes into a package.
struct Packing<'a> {
    reader: &'a Reader<'a>,
    /// By their paths in the package.
    sources: BTreeMap<String, SourceId>,
    files: HashMap<SourceId, PackedFile>,
    places: BTreeMap<i64, crate::model::Place>,
}

impl<'a> Packing<'a> {
    fn new(reader: &'a Reader<'a>) -> Self {
        let (sources, files, places) = Default::default();
        Self { reader, sources, files, places }
    }

    fn issue(&mut self, paper: &str, date: Date) -> Result<PackedIssue, StoreError> {
        let (number, rows) = self.reader.pages_of_issue(paper, date)?;
        let pages = rows.iter().map(|row| self.page(row)).collect::<Result<_, _>>()?;
        Ok(PackedIssue {
            format: PACKAGE_FORMAT.to_owned(),
            version: PACKAGE_VERSION,
            paper: paper.to_owned(),
            date,
            number,
            area: self.reader.area()?,
            places: std::mem::take(&mut self.places).into_values().collect(),
            pages,
        })
    }

    fn page(&mut self, row: &PageRow) -> Result<PackedPage, StoreError> {
        let facsimile = match self.reader.facsimile_source(row.id)? {
            Some((source, sheet)) => Some(PackedFacsimile { file: self.file(source)?, sheet }),
            None => None,
        };
        let versions = self.reader.versions(row.id)?;
        let versions = versions.iter().map(|version| self.version(version)).collect::<Result<_, _>>()?;
        Ok(PackedPage { number: row.number.clone(), name: row.name.clone(), facsimile, versions })
    }

    fn version(&mut self, row: &VersionRow) -> Result<PackedVersion, StoreError> {
        let (mut items, mut notes, mut encoding) = (Vec::new(), Vec::new(), None);
        for (at, id) in self.reader.articles_of_version(row.id)?.into_iter().enumerate() {
            let article = self.reader.article(id)?;
            encoding = article.source.encoding.clone();
            let photos = self.reader.article_photos(id)?;
            for (photo, row) in photos.iter().enumerate() {
                let set = self.reader.photo_notes(row.id)?;
                if set != crate::store::PhotoNotes::default() {
                    let crate::store::PhotoNotes { turn, points, elements } = set;
                    notes.push(PackedNotes { item: at, photo, turn, points, elements });
                }
            }
            items.push(self.item(article, &photos)?);
        }
        // Other pages of the file may be in other issues: what was noted of it goes with the first.
        let is_first = self.reader.first_part(row.source)? == Some(row.part);
        let remarks = if is_first { self.reader.remarks_of_source(row.source)? } else { Vec::new() };
        Ok(PackedVersion {
            source: self.file(row.source)?,
            encoding,
            part: row.part,
            current: row.current,
            items,
            remarks,
            notes,
            words: self.reader.words_of(row.id)?,
        })
    }

    fn item(&mut self, article: crate::store::ArticleRow, photos: &[PhotoRow]) -> Result<Item, StoreError> {
        let id = article.id;
        let people = self.reader.article_people(id)?;
        let places = self.reader.stored_mentions(id)?;
        for code in places.iter().filter_map(|mention| mention.code) {
            if let Some(place) = self.reader.place_row(code)? {
                self.places.insert(code.number(), place);
            }
        }
        let (section_heads, lines) = (article.section_heads.clone(), article.lines);
        let (continues_on, continued_from) = (article.continues_on.clone(), article.continued_from.clone());
        let mut item = article.item(photos);
        for (draft, row) in item.photos.iter_mut().zip(photos) {
            *draft = self.photo(row, lines.0)?;
        }
        Ok(Item {
            people: people.into_iter().map(|row| Person { role: row.role, name: row.name }).collect(),
            section_heads,
            continues_on,
            continued_from,
            open_places: self.open_places(&item, id)?,
            places,
            remarks: self.reader.article_remarks(id)?,
            ..item
        })
    }

    fn open_places(
        &self,
        item: &Item,
        id: crate::model::ArticleId,
    ) -> Result<Vec<crate::model::OpenPlace>, StoreError> {
        let open = self.reader.open_places(id)?.into_iter().map(|(span, codes)| crate::model::OpenPlace {
            name: item.words(span),
            span,
            candidates: codes.into_iter().map(|code| (code, String::new())).collect(),
        });
        Ok(open.collect())
    }

    fn photo(&mut self, row: &PhotoRow, line: usize) -> Result<PhotoDraft, StoreError> {
        let picture = match row.source {
            Some(source) => Some(self.file(source)?.path.into()),
            None => None,
        };
        // The store keeps several names parted by spaces.
        let photographers =
            row.photographer.iter().flat_map(|names| names.split(' ')).map(str::to_owned).collect();
        Ok(PhotoDraft {
            caption: row.caption.clone(),
            credit: row.credit.clone(),
            photographers,
            line,
            picture,
        })
    }

    /// Where a source lies in the package: under its own name, in a folder named by its bytes.
    fn file(&mut self, source: SourceId) -> Result<PackedFile, StoreError> {
        if let Some(file) = self.files.get(&source) {
            return Ok(file.clone());
        }
        let (name, sha256) = self.reader.source_name(source)?;
        let sha256 = hex(&sha256);
        let safe: String =
            name.chars().map(|c| if c.is_control() || "/\\:".contains(c) { '_' } else { c }).collect();
        let folder = sha256.get(..12).unwrap_or(&sha256);
        let file = PackedFile { path: format!("files/{folder}/{safe}"), name, sha256 };
        self.sources.insert(file.path.clone(), source);
        self.files.insert(source, file.clone());
        Ok(file)
    }
}

/// Makes sure that the store has the places that a package names, and for a store without an area that of the package.
pub(super) fn take_places(w: &Writer, packed: &Packed) -> Result<(), IntakeError> {
    let Some(area) = packed.area else { return Ok(()) };
    match w.reader().area()? {
        None => w.set_area(area, &places_of_area(area)?)?,
        Some(own) if own != area => return Ok(()),
        Some(_) => {}
    }
    w.adopt_places(&packed.places)?;
    Ok(())
}

/// Keeps what persons set down of the photos of a version.
pub(super) fn take_notes(w: &Writer, version: VersionId, packed: &Packed) -> Result<(), StoreError> {
    let articles = w.reader().articles_of_version(version)?;
    for notes in &packed.notes {
        let Some(article) = articles.get(notes.item) else { continue };
        let Some(photo) = w.reader().article_photos(*article)?.get(notes.photo).map(|row| row.id) else {
            continue;
        };
        if notes.turn > 0 {
            w.note_photo(photo, &PhotoNote::Turn(notes.turn))?;
        }
        for point in &notes.points {
            w.note_photo(photo, &PhotoNote::Point(point.name.clone(), Some(point.at)))?;
        }
        for (element, words) in &notes.elements {
            w.note_photo(photo, &PhotoNote::Element(*element, Some(words.clone())))?;
        }
    }
    Ok(())
}

/// Whether a source came in with the package of a page: its versions stand as they did where they come from.
pub(super) fn is_sibling(r: &Reader, draft: &PageDraft, source: SourceId) -> Result<bool, StoreError> {
    let Some(packed) = &draft.packed else { return Ok(false) };
    Ok(packed.siblings.contains(&r.source_name(source)?.1))
}
