//! Reading the places of stored articles anew, after the list of places or what is refused changed.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use crate::import::Refused;
use crate::model::{ArticleId, Item, PlaceCode, PlaceMention, Span, Zone};
use crate::text::{Folding, Pattern};

use super::rows::{Word, code, enumerated};
use super::search::{Label, Search};
use super::{Reader, Result, Store, Writer};

/// Articles that are read anew in one transaction: nobody waits for it longer than for a frame.
const AT_ONCE: usize = 50;
/// Captions that are looked through in one transaction.
const CAPTIONS_AT_ONCE: usize = 200;

/// What notes how far captions are looked through for persons, in a store of a program that did not.
const NAMED: &str = "captions_read";
/// As [`NAMED`], for places.
const PLACED: &str = "captions_placed";

/// How far reading anew is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecheckProgress {
    /// The words whose articles are read.
    pub words: String,
    /// How many of them are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
    /// How many name other places than before.
    pub changed: usize,
}

/// What reading anew did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rechecked {
    /// How many articles name other places than before.
    pub changed: usize,
    /// Whether none waits any more.
    pub complete: bool,
}

/// Words whose articles wait to be read anew.
struct Waiting {
    id: i64,
    words: String,
    paper: Option<String>,
    upto: u32,
}

impl Store {
    /// Whether articles wait to be read anew for their places.
    ///
    /// # Errors
    /// SQLite's.
    pub fn has_rechecks(&self) -> Result<bool> {
        self.read(|r| {
            let captions = r.captions_read(NAMED)?.or(r.captions_read(PLACED)?);
            Ok(r.waiting()?.is_some() || captions.is_some())
        })
    }

    /// Reads the articles anew that edits of places wait for, some at a time, so that other reading and writing goes
    /// on. Where `report` stopped it, the next call goes on.
    ///
    /// # Errors
    /// SQLite's; [`super::StoreError::IndexDamaged`].
    pub fn recheck_places(&self, report: &mut dyn FnMut(&RecheckProgress) -> bool) -> Result<Rechecked> {
        let mut changed = 0;
        let captions = |changed| RecheckProgress { words: String::new(), done: 0, of: 0, changed };
        while self.write(|w| w.read_some_captions())? {
            if !report(&captions(changed)) {
                return Ok(Rechecked { changed, complete: false });
            }
        }
        while let Some(more) = self.write(|w| w.place_some_captions())? {
            changed += more;
            if !report(&captions(changed)) {
                return Ok(Rechecked { changed, complete: false });
            }
        }
        while let Some(waiting) = self.read(|r| r.waiting())? {
            let ids = self.articles_to_recheck(&waiting)?;
            let mut progress = RecheckProgress { words: waiting.words, done: 0, of: ids.len(), changed };
            for some in ids.chunks(AT_ONCE) {
                if !report(&progress) {
                    return Ok(Rechecked { changed: progress.changed, complete: false });
                }
                let upto = some.last().copied().unwrap_or_default();
                progress.changed += self.write(|w| {
                    let update = "UPDATE place_recheck SET upto = ?2 WHERE id = ?1";
                    w.0.prepare_cached(update)?.execute(params![waiting.id, upto])?;
                    w.find_places_in(some.iter().map(|id| ArticleId(i64::from(*id))))
                })?;
                progress.done += some.len();
            }
            changed = progress.changed;
            self.write(|w| {
                w.0.execute("DELETE FROM place_recheck WHERE id = ?1", [waiting.id])?;
                w.drop_unused_places_of_text()
            })?;
        }
        Ok(Rechecked { changed, complete: true })
    }

    fn articles_to_recheck(&self, waiting: &Waiting) -> Result<Vec<u32>> {
        self.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let words = Pattern::literal(&waiting.words);
            // Nobody else wants it, so that it is never given up.
            let Ok(found) = search.find(Zone::All, &words, Folding::ALL)? else { return Ok(Vec::new()) };
            let mut set = found.set;
            if let Some(paper) = &waiting.paper {
                set.keep(&index.labelled(reader, &Label::Paper(paper.clone()))?);
            }
            let ids = index.ids(reader, &set)?;
            Ok(ids.iter().filter(|id| *id > waiting.upto).collect())
        })
    }
}

impl Reader<'_> {
    /// The last photo whose caption was looked through; none where all were.
    fn captions_read(&self, how: &str) -> Result<Option<i64>> {
        let mut select = self.0.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
        let value: Option<String> = select.query_row([how], |row| row.get(0)).optional()?;
        Ok(value.map(|value| value.parse().unwrap_or_default()))
    }

    fn waiting(&self) -> Result<Option<Waiting>> {
        let select = "SELECT id, words, paper, upto FROM place_recheck ORDER BY id LIMIT 1";
        let row = self.0.prepare_cached(select)?.query_row([], |row| {
            Ok(Waiting { id: row.get(0)?, words: row.get(1)?, paper: row.get(2)?, upto: row.get(3)? })
        });
        Ok(row.optional()?)
    }

    /// What is refused, by paper.
    pub(super) fn refused(&self) -> Result<HashMap<String, Refused>> {
        let mut select = self.0.prepare_cached("SELECT paper, words, code FROM place_refused")?;
        let mut rows = select.query([])?;
        let mut refused: HashMap<String, Refused> = HashMap::new();
        while let Some(row) = rows.next()? {
            let words: String = row.get(1)?;
            let (code, of_paper) = (code(row, 2)?, refused.entry(row.get(0)?).or_default());
            of_paper.add(&words, code);
            // What it was merged into is not meant either.
            if let Some((live, _)) = self.live_place(code)?.filter(|(live, _)| *live != code) {
                of_paper.add(&words, live);
            }
        }
        Ok(refused)
    }

    /// The places of an article that a person confirmed.
    pub(super) fn confirmed(&self, id: ArticleId) -> Result<Vec<(Span, PlaceCode)>> {
        let select = "SELECT field, paragraph, start, len, code FROM place_confirmed WHERE article_id = ?1";
        let mut select = self.0.prepare_cached(select)?;
        let rows = select.query_map([id.0], |row| {
            let field = enumerated(row, 0)?;
            let span = Span { field, paragraph: row.get(1)?, start: row.get(2)?, len: row.get(3)? };
            Ok((span, code(row, 4)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Looks some captions through for persons that a program before us stored; false once all are.
    fn read_some_captions(&self) -> Result<bool> {
        let Some(read) = self.reader().captions_read(NAMED)? else { return Ok(false) };
        let mut select = self.0.prepare_cached(include_str!("sql/select_captions_after.sql"))?;
        let rows = select.query_map(params![read, CAPTIONS_AT_ONCE], |row| {
            Ok((row.get(0)?, ArticleId(row.get(1)?), row.get(2)?, row.get(3)?))
        })?;
        let some: Vec<(i64, ArticleId, usize, String)> = rows.collect::<rusqlite::Result<_>>()?;
        for (_, article, photo, caption) in &some {
            self.add_named(*article, *photo, caption)?;
        }
        self.note_captions(NAMED, some.last().map(|(last, ..)| *last))?;
        Ok(!some.is_empty())
    }

    /// Looks the captions of some articles through for places that a program before us stored without; how many
    /// articles name others now, and none once all are done.
    fn place_some_captions(&self) -> Result<Option<usize>> {
        let Some(read) = self.reader().captions_read(PLACED)? else { return Ok(None) };
        let mut select = self.0.prepare_cached(include_str!("sql/select_article_captions_after.sql"))?;
        let rows =
            select.query_map(params![read, AT_ONCE], |row| Ok((row.get(0)?, ArticleId(row.get(1)?))))?;
        let some: Vec<(i64, ArticleId)> = rows.collect::<rusqlite::Result<_>>()?;
        self.note_captions(PLACED, some.last().map(|(last, _)| *last))?;
        let mut articles: Vec<ArticleId> = some.into_iter().map(|(_, article)| article).collect();
        articles.dedup();
        if articles.is_empty() { Ok(None) } else { self.find_places_in(articles).map(Some) }
    }

    fn note_captions(&self, how: &str, last: Option<i64>) -> Result<()> {
        match last {
            Some(last) => {
                let sql = "UPDATE meta SET value = ?2 WHERE key = ?1";
                self.0.execute(sql, params![how, last.to_string()])?
            }
            None => self.0.execute("DELETE FROM meta WHERE key = ?1", [how])?,
        };
        Ok(())
    }

    /// Reads the places of every stored article anew. Returns how many articles name other places than before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn find_places_again(&self) -> Result<usize> {
        let changed = self.find_places_in(self.reader().articles_shown()?)?;
        self.drop_unused_places_of_text()?;
        Ok(changed)
    }

    /// As [`Self::find_places_again`], in some articles only.
    pub(super) fn find_places_in(&self, ids: impl IntoIterator<Item = ArticleId>) -> Result<usize> {
        let reader = self.reader();
        let (finder, refused) = (reader.place_finder()?, reader.refused()?);
        let nothing = Refused::default();
        let mut changed = 0;
        for id in ids {
            let before = reader.stored_mentions(id)?;
            let row = reader.article(id)?;
            let (source, paper) = (row.source.id, row.paper.clone());
            let mut item = row.item(&reader.article_photos(id)?);
            finder.find_without(&mut item, refused.get(&paper).unwrap_or(&nothing));
            self.keep_decisions(id, &mut item)?;
            if is_same(&before, &item.places)
                && reader.open_spans(id)?.iter().eq(item.open_places.iter().map(|open| &open.span))
            {
                continue;
            }
            self.0.prepare_cached("DELETE FROM place_mention WHERE article_id = ?1")?.execute([id.0])?;
            self.0.prepare_cached("DELETE FROM open_place WHERE article_id = ?1")?.execute([id.0])?;
            self.0
                .prepare_cached("DELETE FROM remark WHERE article_id = ?1 AND field = 'place'")?
                .execute([id.0])?;
            self.add_mentions(id, &item)?;
            self.add_open_places(id, &item)?;
            self.add_remarks(source, Some(id), &item.remarks)?;
            changed += 1;
        }
        Ok(changed)
    }

    /// Puts what a person confirmed in the place of what was found there.
    fn keep_decisions(&self, id: ArticleId, item: &mut Item) -> Result<()> {
        for (span, code) in self.reader().confirmed(id)? {
            let name: String = self
                .0
                .prepare_cached("SELECT name FROM place WHERE code = ?1")?
                .query_row([code.number()], |row| row.get(0))?;
            item.open_places.retain(|open| !overlap(open.span, span));
            item.places.retain(|place| !overlap(place.span, span));
            item.places.push(PlaceMention { code: Some(code), name, span, decided: true });
        }
        item.places.sort_by_key(|place| (place.span.field as u8, place.span.paragraph, place.span.start));
        Ok(())
    }

    /// Refuses a recognition for all articles of a paper, or takes it back. False where nothing changes.
    pub(super) fn put_refusal(&self, paper: &str, words: &str, code: PlaceCode, put: bool) -> Result<bool> {
        let sql = match put {
            true => "INSERT OR IGNORE INTO place_refused (paper, words, code) VALUES (?1, ?2, ?3)",
            false => "DELETE FROM place_refused WHERE paper = ?1 AND words = ?2 AND code = ?3",
        };
        let changed = self.0.prepare_cached(sql)?.execute(params![paper, words, code.number()])? > 0;
        if changed {
            self.recheck(words, Some(paper))?;
        }
        Ok(changed)
    }

    /// Makes a place the confirmed one of a span, or leaves the span to the finder. Returns what was confirmed before.
    pub(super) fn put_confirmation(
        &self,
        id: ArticleId,
        span: Span,
        to: Option<PlaceCode>,
    ) -> Result<Option<PlaceCode>> {
        let was = self.reader().confirmed(id)?.into_iter().find(|(other, _)| *other == span);
        let key = params![id.0, Word(span.field), span.paragraph, span.start];
        self.0.prepare_cached(include_str!("sql/delete_place_confirmed.sql"))?.execute(key)?;
        to.map(|code| self.confirm(id, span, code)).transpose()?;
        self.find_places_in([id])?;
        Ok(was.map(|(_, code)| code))
    }

    /// Keeps that a person chose this place.
    pub(super) fn confirm(&self, id: ArticleId, span: Span, code: PlaceCode) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_place_confirmed.sql"))?;
        insert.execute(params![
            id.0,
            Word(span.field),
            span.paragraph,
            span.start,
            span.len,
            code.number()
        ])?;
        Ok(())
    }
}

fn overlap(a: Span, b: Span) -> bool {
    (a.field, a.paragraph) == (b.field, b.paragraph) && a.start < b.start + b.len && b.start < a.start + a.len
}

/// Whether what was found is what is stored.
fn is_same(stored: &[PlaceMention], found: &[PlaceMention]) -> bool {
    let alike = |(stored, found): (&PlaceMention, &PlaceMention)| {
        stored.span == found.span
            && stored.name == found.name
            && (found.code.is_none() || stored.code == found.code)
    };
    stored.len() == found.len() && stored.iter().zip(found).all(alike)
}
