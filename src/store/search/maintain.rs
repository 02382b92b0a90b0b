//! Keeping the index: putting what changed into segments, joining small ones, dropping what is left over.

use roaring::RoaringBitmap;
use rusqlite::OptionalExtension;
use rusqlite::params;

use crate::store::{Reader, Result, Store, StoreError, Writer};

use super::article::Order;
use super::build::{Build, IndexProgress, Report};
use super::index::numbers_among;
use super::segment::{Segment, bitmap_bytes};

/// Segments are joined with what is new while they are at most this many times as large.
const JOINED_UP_TO: u64 = 4;
/// Rows of a dropped segment's table that are deleted in one transaction.
const ROWS_DROPPED_AT_ONCE: u32 = 2000;

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
    /// SQLite's, the disk's.
    pub fn index_changed(&self, report: Report) -> Result<bool> {
        self.run_plan(false, report)
    }

    /// Indexes everything anew, into one segment.
    ///
    /// # Errors
    /// SQLite's, the disk's.
    pub fn index_all(&self, report: Report) -> Result<bool> {
        self.run_plan(true, report)
    }

    fn run_plan(&self, all: bool, report: Report) -> Result<bool> {
        let connection = self.another_reader()?;
        let reader = Reader(&connection);
        self.drop_leftovers(all)?;
        let snapshot = connection.unchecked_transaction()?;
        let Some(plan) = plan(&reader, all, report)? else { return Ok(true) };
        drop(snapshot);
        let written = if plan.orders.is_empty() {
            None
        } else {
            // Texts are read as they are now: one that changes meanwhile keeps its place among the changed.
            let build = Build::begin(self, &reader, plan.orders.clone(), report)?;
            let Some(id) = build.write()? else {
                self.drop_leftovers(true)?;
                return Ok(false);
            };
            Some(id)
        };
        self.write(|w| finish(w, &plan, written))?;
        self.drop_leftovers(false)?;
        Ok(true)
    }

    /// Drops segments that were replaced, and those whose builder is dead.
    fn drop_leftovers(&self, all: bool) -> Result<()> {
        loop {
            let next = self.write(|w| {
                let mut select = w.0.prepare_cached(include_str!("../sql/select_leftover_segment.sql"))?;
                let Some(id) = select.query_row([all], |row| row.get::<_, i64>(0)).optional()? else {
                    return Ok(false);
                };
                let some = format!(
                    "DELETE FROM search_list_{id} WHERE key IN (SELECT key FROM search_list_{id} LIMIT ?1)"
                );
                if w.0.execute(&some, [ROWS_DROPPED_AT_ONCE])? == 0 {
                    w.0.execute_batch(&format!("DROP TABLE search_list_{id}"))?;
                    w.0.execute("DELETE FROM search_column WHERE segment_id = ?1", [id])?;
                    w.0.execute("DELETE FROM search_segment WHERE id = ?1", [id])?;
                }
                Ok(true)
            })?;
            if !next {
                return Ok(());
            }
        }
    }
}

/// What is to be done; none where nothing is.
fn plan(reader: &Reader, all: bool, report: Report) -> Result<Option<Plan>> {
    let mut select = reader.0.prepare("SELECT number, article_id FROM search_changed")?;
    let mut rows = select.query([])?;
    let (mut upto, mut changed) = (0, RoaringBitmap::new());
    while let Some(row) = rows.next()? {
        upto = upto.max(row.get(0)?);
        changed.insert(row.get(1)?);
    }
    let mut segments = Segment::load_all(reader)?;
    let one = segments.len() == 1 && segments.iter().all(|segment| segment.gone.is_empty());
    if changed.is_empty() && (!all || segments.is_empty() || one && !all) {
        return Ok(None);
    }
    let mut ids = changed.clone();
    let mut replaced = Vec::new();
    segments.sort_by_key(|segment| u64::from(segment.articles) - segment.gone.len());
    for segment in segments {
        let alive = u64::from(segment.articles) - segment.gone.len();
        if !all && alive > ids.len() * JOINED_UP_TO {
            break;
        }
        let known = (0u32..).zip(segment.ids(reader)?);
        ids.extend(known.filter(|(number, _)| !segment.gone.contains(*number)).map(|(_, id)| *id));
        replaced.push(segment.id);
    }
    let mut orders = Vec::with_capacity(ids.len() as usize);
    for (at, id) in ids.iter().enumerate() {
        if at % 4096 == 0 && !report(IndexProgress { articles: ids.len() as usize, done: 0.0 }) {
            return Ok(None);
        }
        orders.extend(reader.indexed_order(i64::from(id))?);
    }
    Ok(Some(Plan { upto, changed, replaced, orders, generation: generation(reader)? }))
}

/// How often the segments of this store were changed.
fn generation(reader: &Reader) -> Result<i64> {
    let select = "SELECT value FROM meta WHERE key = 'search_generation'";
    let value = reader.0.query_row(select, [], |row| row.get::<_, String>(0)).optional()?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or_default())
}

/// Makes the new segment count and the replaced ones no more, in one transaction.
fn finish(w: &Writer, plan: &Plan, written: Option<i64>) -> Result<()> {
    let reader = w.reader();
    // Another program did the same work first: ours is dropped.
    if generation(&reader)? != plan.generation {
        return match written {
            Some(id) => {
                w.0.execute("UPDATE search_segment SET state = 'old' WHERE id = ?1", [id])?;
                Ok(())
            }
            None => Ok(()),
        };
    }
    for segment in Segment::load_all(&reader)? {
        if plan.replaced.contains(&segment.id) {
            w.0.execute("UPDATE search_segment SET state = 'old' WHERE id = ?1", [segment.id])?;
            continue;
        }
        let gone = numbers_among(&reader, &segment, &plan.changed)?;
        if !gone.is_subset(&segment.gone) {
            let all = bitmap_bytes(&(gone | &segment.gone));
            w.0.execute("UPDATE search_segment SET gone = ?2 WHERE id = ?1", params![segment.id, all])?;
        }
    }
    if let Some(id) = written
        && w.0.execute(include_str!("../sql/update_segment_current.sql"), [id])? != 1
    {
        return Err(StoreError::IndexDamaged);
    }
    w.0.execute("DELETE FROM search_changed WHERE number <= ?1", [plan.upto])?;
    let next = (plan.generation + 1).to_string();
    w.0.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('search_generation', ?1)", [next])?;
    Ok(())
}
