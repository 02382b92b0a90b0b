//! Taking in one page: its source, its items, their photos, people, places and dates, in one transaction.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use crate::import::{NamedPerson, Picture, SourceFile, named_people};
use crate::model::{
    ArticleId, Field, Item, LaidWord, OpenPlace, PageId, PhotoDraft, PlaceCode, PlaceLevel, Remark, SourceId,
    VersionId,
};

use super::rows::Word;
use super::sources::media_type_of;
use super::{Result, Writer};

/// A page, decided in every field.
pub struct NewPage<'a> {
    /// The text as handed in.
    pub source: &'a SourceFile,
    /// Its encoding.
    pub encoding: &'a str,
    /// Which page of the file, from 0.
    pub part: usize,
    /// 报名
    pub paper: &'a str,
    /// 出版日期
    pub date: Date,
    /// 版次
    pub number: &'a str,
    /// 版名
    pub name: Option<&'a str>,
    /// 总第…期
    pub issue: Option<&'a str>,
    /// Its items, in order, places and event dates found.
    pub items: &'a [Item],
    /// What was noted about the page as a whole.
    pub remarks: &'a [Remark],
    /// The pictures that its photos name.
    pub pictures: &'a [NewPicture],
    /// The picture of the printed page.
    pub sheet: Option<NewSheet<'a>>,
    /// Whether the screens show it; a newer version of what is there may have to wait until a person says so.
    pub current: bool,
}

/// The picture of a printed page.
#[derive(Clone, Copy)]
pub struct NewSheet<'a> {
    /// Its file with the media type; none where that is the source of the text itself.
    pub file: Option<(&'a SourceFile, &'a str)>,
    /// Which page of the file, from 0.
    pub page: usize,
    /// Where the words of the text stand on it.
    pub words: &'a [LaidWord],
}

/// A picture for the photos that name its file.
pub struct NewPicture {
    /// Its file.
    pub source: SourceFile,
    /// Its size and thumbnail.
    pub picture: Picture,
}

impl Writer<'_> {
    /// Takes in a page.
    ///
    /// # Errors
    /// SQLite's; nothing of the page is kept then.
    pub fn add_page(&self, page: &NewPage) -> Result<VersionId> {
        let source = self.add_source(page.source, media_type_of(page.source), Some(page.encoding))?;
        let (issue, page_id) = self.page_row(page)?;
        let version = self.add_version(page_id, source, page.part, page.current)?;
        let refused = self.reader().refused()?.remove(page.paper).unwrap_or_default();
        for (ordinal, item) in page.items.iter().enumerate() {
            let item = &{
                let mut item = item.clone();
                refused.take_from(&mut item);
                item
            };
            let id = self.add_article(version, ordinal, item)?;
            for (at, photo) in item.photos.iter().enumerate() {
                let picture =
                    page.pictures.iter().find(|picture| Some(&picture.source.path) == photo.picture.as_ref());
                self.add_photo(id, at, photo, picture)?;
                self.add_named(id, at, &photo.caption)?;
            }
            self.add_people(id, item)?;
            self.add_mentions(id, item)?;
            self.add_open_places(id, item)?;
            self.add_events(id, item)?;
            self.add_remarks(source, Some(id), &item.remarks)?;
        }
        self.add_remarks(source, None, page.remarks)?;
        if let Some(sheet) = &page.sheet {
            self.add_sheet(page_id, version, source, sheet)?;
        }
        self.drop_draft(&page.source.sha256, page.part)?;
        if page.current {
            self.link_continuations(issue)?;
        }
        Ok(version)
    }

    fn add_sheet(&self, page: PageId, version: VersionId, text: SourceId, sheet: &NewSheet) -> Result<()> {
        let source = match sheet.file {
            Some((file, media_type)) => self.add_source(file, media_type, None)?,
            None => text,
        };
        self.set_facsimile_source(page, source, sheet.page)?;
        if sheet.words.is_empty() { Ok(()) } else { self.set_words(version, sheet.words) }
    }

    fn page_row(&self, page: &NewPage) -> Result<(i64, PageId)> {
        let paper = self.row_of("paper", &["name"], &[&page.paper])?;
        let date = page.date.to_string();
        let issue = self.row_of("issue", &["paper_id", "date"], &[&paper, &date])?;
        if let Some(number) = page.issue {
            let mut update = self.0.prepare_cached("UPDATE issue SET number = ?2 WHERE id = ?1")?;
            update.execute(params![issue, number])?;
        }
        let id = self.row_of("page", &["issue_id", "number"], &[&issue, &page.number])?;
        if let Some(name) = page.name {
            let mut update = self.0.prepare_cached("UPDATE page SET name = ?2 WHERE id = ?1")?;
            update.execute(params![id, name])?;
        }
        Ok((issue, PageId(id)))
    }

    /// The row with these values in these columns, made where there is none.
    pub(super) fn row_of(
        &self,
        table: &str,
        columns: &[&str],
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<i64> {
        let wanted: Vec<String> =
            columns.iter().enumerate().map(|(at, name)| format!("{name} = ?{}", at + 1)).collect();
        let select = format!("SELECT id FROM {table} WHERE {}", wanted.join(" AND "));
        if let Some(id) = self.0.prepare_cached(&select)?.query_row(values, |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let marks: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let insert = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), marks.join(", "));
        self.0.prepare_cached(&insert)?.execute(values)?;
        Ok(self.0.last_insert_rowid())
    }

    fn add_article(&self, version: VersionId, ordinal: usize, item: &Item) -> Result<ArticleId> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_article.sql"))?;
        let body = item.paragraphs.join("\n");
        let heads: Vec<String> = item.section_heads.iter().map(usize::to_string).collect();
        insert.execute(params![
            version.0,
            ordinal,
            Word(item.kind),
            item.incomplete,
            item.lines.0,
            item.lines.1,
            item.kicker,
            item.headline,
            item.subtitle,
            body,
            heads.join(","),
            item.continues_on,
            item.continued_from,
            item.reference,
        ])?;
        Ok(ArticleId(self.0.last_insert_rowid()))
    }

    fn add_photo(
        &self,
        id: ArticleId,
        ordinal: usize,
        photo: &PhotoDraft,
        picture: Option<&NewPicture>,
    ) -> Result<()> {
        let source =
            picture.map(|new| self.add_source(&new.source, new.picture.media_type, None)).transpose()?;
        let photographer = (!photo.photographers.is_empty()).then(|| photo.photographers.join(" "));
        let picture = picture.map(|new| &new.picture);
        self.0.prepare_cached(include_str!("sql/insert_photo.sql"))?.execute(params![
            id.0,
            ordinal,
            photo.caption,
            photographer,
            photo.credit,
            source.map(|id| id.0),
            picture.map(|picture| picture.width),
            picture.map(|picture| picture.height),
            picture.map(|picture| picture.thumbnail.as_slice()),
        ])?;
        Ok(())
    }

    /// Keeps whom the caption of a photo names with an office.
    pub(super) fn add_named(&self, id: ArticleId, photo: usize, caption: &str) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_person_mention.sql"))?;
        for person in named_people(caption) {
            let row = self.row_of("person", &["name"], &[&person.name])?;
            let (field, len) = (Word(Field::Photo), person.name.chars().count());
            let NamedPerson { office, position, start, .. } = person;
            insert.execute(params![id.0, row, office, position, field, photo, start, len])?;
        }
        Ok(())
    }

    fn add_people(&self, id: ArticleId, item: &Item) -> Result<()> {
        for (ordinal, person) in item.people.iter().enumerate() {
            let row = self.row_of("person", &["name"], &[&person.name])?;
            self.0.prepare_cached(include_str!("sql/insert_article_person.sql"))?.execute(params![
                id.0,
                ordinal,
                row,
                Word(person.role)
            ])?;
        }
        Ok(())
    }

    /// Keeps where an article names places; a name in no list becomes a place of its own, marked as such.
    pub(super) fn add_mentions(&self, id: ArticleId, item: &Item) -> Result<()> {
        let streets: Vec<PlaceCode> = item
            .places
            .iter()
            .filter_map(|place| place.code)
            .filter(|code| code.level() == PlaceLevel::Street)
            .collect();
        let street = streets.first().copied().filter(|first| streets.iter().all(|street| street == first));
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_place_mention.sql"))?;
        for mention in &item.places {
            let code = match mention.code {
                Some(code) => Some(code),
                None => self.place_read_in_text(&mention.name, street)?,
            };
            let Some(code) = code else { continue };
            let span = mention.span;
            insert.execute(params![
                id.0,
                code.number(),
                Word(span.field),
                span.paragraph,
                span.start,
                span.len
            ])?;
            if mention.decided {
                self.confirm(id, span, code)?;
            }
        }
        Ok(())
    }

    /// Keeps the names of which a person must say what place they mean.
    pub(super) fn add_open_places(&self, id: ArticleId, item: &Item) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_open_place.sql"))?;
        for OpenPlace { span, candidates, .. } in &item.open_places {
            let codes: Vec<String> = candidates.iter().map(|(code, _)| code.to_string()).collect();
            let codes = codes.join(" ");
            insert.execute(params![id.0, Word(span.field), span.paragraph, span.start, span.len, codes])?;
        }
        Ok(())
    }

    fn add_events(&self, id: ArticleId, item: &Item) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_event_date.sql"))?;
        for event in &item.events {
            let span = event.span;
            insert.execute(params![
                id.0,
                event.date.to_string(),
                Word(event.certainty),
                event.words,
                event.reason,
                span.paragraph,
                span.start,
                span.len,
            ])?;
        }
        Ok(())
    }

    pub(super) fn add_remarks(
        &self,
        source: SourceId,
        article: Option<ArticleId>,
        remarks: &[Remark],
    ) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_remark.sql"))?;
        for remark in remarks {
            insert.execute(params![
                source.0,
                article.map(|id| id.0),
                Word(remark.field),
                remark.reason,
                remark.line,
                remark.doubt,
            ])?;
        }
        Ok(())
    }
}
