//! Keeping the index: putting what changed into segments, joining small ones, dropping what is left over.

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::store::{Reader, Result, Store, StoreError, Writer};

use super::article::Order;
use super::build::{Build, IndexProgress, Report};
use super::index::numbers_among;
use super::segment::{Segment, bitmap_bytes};

/// Segments are joined with what is new while they are at most this many times as large.
const JOINED_UP_TO: u64 = 4;
/// Rows of a dropped segment's table that are deleted in one transaction.
const ROWS_DROPPED_AT_ONCE: u32 = 2000;

/// How lists are written and what folding makes of a text: with another number every store is indexed anew.
const FORMAT: &str = "5";

/// Gives up an index of another format, or none: until it is made anew, texts are looked through.
pub(in crate::store) fn give_up_other_format(connection: &mut Connection) -> Result<()> {
    let is_ours = |c: &Connection| Ok::<_, StoreError>(meta(c, "search_format")?.as_deref() == Some(FORMAT));
    if is_ours(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another window may have done it while we waited for the lock.
    if !is_ours(&transaction)? {
        transaction.execute_batch(include_str!("../sql/give_up_index.sql"))?;
        let keep = "INSERT OR REPLACE INTO meta (key, value) VALUES ('search_format', ?1)";
        transaction.execute(keep, [FORMAT])?;
    }
    Ok(transaction.commit()?)
}

fn meta(connection: &Connection, key: &str) -> Result<Option<String>> {
    let select = "SELECT value FROM meta WHERE key = ?1";
    Ok(connection.query_row(select, [key], |row| row.get(0)).optional()?)
}

/// What is to be indexed.
struct Plan {
    /// What was changed up to this number.
    upto: i64,
    changed: RoaringBitmap,
    /// Segments whose articles the new one takes over.
    replaced: Vec<i64>,
    orders: Vec<Order>,
    /// How often a plan was carried out before.
    generation: i64,
}

enum Planned {
    Nothing,
    Stopped,
    Work(Plan),
}

/// The report said so.
struct Stopped;

impl Store {
    /// How many articles came, changed or went since they were last indexed.
    ///
    /// # Errors
    /// SQLite's.
    pub fn waiting_for_index(&self) -> Result<usize> {
        self.read(|r| Ok(r.0.query_row("SELECT count(*) FROM search_changed", [], |row| row.get(0))?))
    }

    /// Indexes what changed. Readers and writers go on meanwhile. False where `report` stopped it: nothing is lost,
    /// and the next call begins anew.
    ///
    /// # Errors
    /// SQLite's, the disk's; [`StoreError::IndexDamaged`], which [`Self::index_all`] mends.
    pub fn index_changed(&self, report: Report) -> Result<bool> {
        self.carry_out(false, report)
    }

    /// Indexes everything anew, into one segment, whatever the index says now. False where `report` stopped it.
    ///
    /// # Errors
    /// SQLite's, the disk's.
    pub fn index_all(&self, report: Report) -> Result<bool> {
        self.carry_out(true, report)
    }

    fn carry_out(&self, all: bool, report: Report) -> Result<bool> {
        let connection = self.another_reader()?;
        let reader = Reader(&connection);
        loop {
            if !self.drop_leftovers(report)? {
                return Ok(false);
            }
            let snapshot = connection.unchecked_transaction()?;
            let planned = plan(&reader, all, report)?;
            drop(snapshot);
            let mut plan = match planned {
                Planned::Nothing => return Ok(true),
                Planned::Stopped => return Ok(false),
                Planned::Work(plan) => plan,
            };
            let Ok(written) = self.build(&reader, std::mem::take(&mut plan.orders), report)? else {
                return Ok(false);
            };
            if self.write(|w| finish(w, &plan, written))? {
                self.drop_leftovers(report)?;
                return Ok(true);
            }
        }
    }

    /// Writes a segment of these articles, none of no articles; an error where it was stopped.
    fn build(
        &self,
        reader: &Reader,
        orders: Vec<Order>,
        report: Report,
    ) -> Result<std::result::Result<Option<i64>, Stopped>> {
        if orders.is_empty() {
            return Ok(Ok(None));
        }
        // Texts are read as they are now: one that changes meanwhile keeps its place among the changed.
        let mut build = Build::begin(self, reader, orders, report)?;
        let id = build.id();
        let written = build.write();
        if matches!(written, Ok(true)) {
            return Ok(Ok(Some(id)));
        }
        let left = self.write(|w| drop_later(w, id));
        // The first thing that failed tells more.
        written.and_then(|_| left.map(|()| Err(Stopped)))
    }

    /// Drops segments that were replaced or given up, and those whose builder is dead. False where it was stopped.
    fn drop_leftovers(&self, report: Report) -> Result<bool> {
        loop {
            let next = self.write(|w| {
                let mut select = w.0.prepare_cached(include_str!("../sql/select_leftover_segment.sql"))?;
                let Some(id) = select.query_row([], |row| row.get::<_, i64>(0)).optional()? else {
                    return Ok(false);
                };
                drop_some(w, id)?;
                Ok(true)
            })?;
            if !next {
                return Ok(true);
            }
            if !report(IndexProgress { articles: 0, done: 0.0 }) {
                return Ok(false);
            }
        }
    }
}

/// Drops some rows of a segment, and with the last ones the segment.
fn drop_some(w: &Writer, id: i64) -> Result<()> {
    // A damaged store may lack the table.
    let has_table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    if w.0.prepare_cached(has_table)?.exists([format!("search_list_{id}")])? {
        let some =
            format!("DELETE FROM search_list_{id} WHERE key IN (SELECT key FROM search_list_{id} LIMIT ?1)");
        if w.0.execute(&some, [ROWS_DROPPED_AT_ONCE])? > 0 {
            return Ok(());
        }
        w.0.execute_batch(&format!("DROP TABLE search_list_{id}"))?;
    }
    w.0.execute("DELETE FROM search_column WHERE segment_id = ?1", [id])?;
    w.0.execute("DELETE FROM search_segment WHERE id = ?1", [id])?;
    Ok(())
}

fn drop_later(w: &Writer, segment: i64) -> Result<()> {
    w.0.execute("UPDATE search_segment SET state = 'old' WHERE id = ?1", [segment])?;
    Ok(())
}

/// What is to be done.
fn plan(reader: &Reader, all: bool, report: Report) -> Result<Planned> {
    let mut select = reader.0.prepare("SELECT number, article_id FROM search_changed")?;
    let mut rows = select.query([])?;
    let (mut upto, mut changed) = (0, RoaringBitmap::new());
    while let Some(row) = rows.next()? {
        upto = upto.max(row.get(0)?);
        changed.insert(row.get(1)?);
    }
    if changed.is_empty() && !all {
        return Ok(Planned::Nothing);
    }
    let (ids, replaced) = if all { everything(reader)? } else { with_small_segments(reader, &changed)? };
    let mut orders = Vec::with_capacity(ids.len() as usize);
    for (at, id) in ids.iter().enumerate() {
        if at % 4096 == 0 && !report(IndexProgress { articles: ids.len() as usize, done: 0.0 }) {
            return Ok(Planned::Stopped);
        }
        orders.extend(reader.indexed_order(i64::from(id))?);
    }
    Ok(Planned::Work(Plan { upto, changed, replaced, orders, generation: generation(reader)? }))
}

/// All articles and all segments; no segment is believed.
fn everything(reader: &Reader) -> Result<(RoaringBitmap, Vec<i64>)> {
    let mut ids = reader.0.prepare("SELECT id FROM article")?;
    let ids = ids.query_map([], |row| row.get::<_, u32>(0))?.collect::<rusqlite::Result<_>>()?;
    let mut segments = reader.0.prepare("SELECT id FROM search_segment WHERE state = 'current'")?;
    let segments = segments.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((ids, segments))
}

/// The changed articles with those of the segments that are joined with them.
fn with_small_segments(reader: &Reader, changed: &RoaringBitmap) -> Result<(RoaringBitmap, Vec<i64>)> {
    let (mut ids, mut replaced) = (changed.clone(), Vec::new());
    let mut segments = Segment::load_all(reader)?;
    let alive = |segment: &Segment| u64::from(segment.articles).saturating_sub(segment.gone.len());
    segments.sort_by_key(alive);
    for segment in segments {
        let is_small = alive(&segment) <= ids.len() * JOINED_UP_TO;
        if is_small || segment.gone.len() > alive(&segment) {
            let known = (0u32..).zip(segment.ids(reader)?);
            ids.extend(known.filter(|(number, _)| !segment.gone.contains(*number)).map(|(_, id)| *id));
            replaced.push(segment.id);
        }
    }
    Ok((ids, replaced))
}

/// How often the segments of this store were changed.
fn generation(reader: &Reader) -> Result<i64> {
    let value = meta(reader.0, "search_generation")?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or_default())
}

/// Makes the new segment count and the replaced ones no more, in one transaction. False where another program changed
/// the segments first, and ours is dropped.
fn finish(w: &Writer, plan: &Plan, written: Option<i64>) -> Result<bool> {
    let reader = w.reader();
    if generation(&reader)? != plan.generation {
        written.map(|id| drop_later(w, id)).transpose()?;
        return Ok(false);
    }
    for segment in &plan.replaced {
        drop_later(w, *segment)?;
    }
    for segment in Segment::load_all(&reader)? {
        let gone = numbers_among(&reader, &segment, &plan.changed)?;
        if !gone.is_within(&segment.gone) {
            let all = bitmap_bytes(&gone.or(&segment.gone));
            w.0.execute("UPDATE search_segment SET gone = ?2 WHERE id = ?1", params![segment.id, all])?;
        }
    }
    if let Some(id) = written
        && w.0.execute(include_str!("../sql/update_segment_current.sql"), [id])? != 1
    {
        return Err(StoreError::Busy);
    }
    w.0.execute("DELETE FROM search_changed WHERE number <= ?1", [plan.upto])?;
    let next = (plan.generation + 1).to_string();
    w.0.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('search_generation', ?1)", [next])?;
    Ok(true)
}
