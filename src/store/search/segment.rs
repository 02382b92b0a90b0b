//! A part of the index: articles in order of date, numbered from 0.

use roaring::RoaringBitmap;
use rusqlite::{OptionalExtension, Row};

use crate::store::{Reader, Result, StoreError};

use super::column::Columns;
use super::gram::Key;
use super::list::{Entry, Layers, Read};
use super::numbers::Numbers;

/// A part of the index.
#[derive(Debug)]
pub struct Segment {
    /// Its number in the store.
    pub id: i64,
    /// How many articles it numbers.
    pub articles: u32,
    /// Their characters.
    pub characters: u64,
    /// Runs in at least so many articles are common.
    pub common: u32,
    /// The highest id of its articles.
    pub highest_id: i64,
    /// Each day that has articles, and the first of them.
    pub days: Vec<(i32, u32)>,
    /// Of every day from the first to the one behind the last, the first article that is not older.
    first_of_day: Vec<u32>,
    /// Articles that are no longer counted.
    pub gone: Numbers,
    /// One value for each article.
    pub columns: Columns,
    select_list: String,
    select_count: String,
}

/// The days of a segment as they are written.
pub fn day_bytes(days: &[(i32, u32)]) -> Vec<u8> {
    days.iter().flat_map(|(day, first)| [day.to_le_bytes(), first.to_le_bytes()].concat()).collect()
}

fn days(bytes: &[u8]) -> Vec<(i32, u32)> {
    let number = |[a, b, c, d]: [u8; 4]| u32::from_le_bytes([a, b, c, d]);
    let pairs = bytes.as_chunks::<4>().0.as_chunks::<2>().0;
    pairs.iter().map(|[day, first]| (number(*day).cast_signed(), number(*first))).collect()
}

/// Looking days up one by one is what histograms do most.
fn first_of_day(days: &[(i32, u32)], articles: u32) -> Vec<u32> {
    let (Some((begin, _)), Some((end, _))) = (days.first(), days.last()) else { return Vec::new() };
    let mut firsts = Vec::with_capacity(usize::try_from(end - begin).unwrap_or_default() + 2);
    let mut held = days.iter().peekable();
    for day in *begin..=*end {
        let next = held.peek().map_or(articles, |(_, first)| *first);
        firsts.push(next);
        held.next_if(|(held, _)| *held <= day);
    }
    firsts.push(articles);
    firsts
}

/// The bitmap of what is gone as it is written: Roaring (https://roaringbitmap.org), few or many.
pub fn bitmap_bytes(numbers: &Numbers) -> Vec<u8> {
    let bitmap: RoaringBitmap = numbers.iter().collect();
    let mut bytes = Vec::with_capacity(bitmap.serialized_size());
    // Memory takes every byte.
    let _ = bitmap.serialize_into(&mut bytes);
    bytes
}

impl Segment {
    /// All segments that are searched.
    pub fn load_all(reader: &Reader) -> Result<Vec<Self>> {
        let mut select = reader.0.prepare_cached(include_str!("../sql/select_segments.sql"))?;
        let mut rows = select.query([None::<i64>])?;
        let mut segments = Vec::new();
        while let Some(row) = rows.next()? {
            segments.push(Self::read(row)?);
        }
        Ok(segments)
    }

    /// One of them.
    pub fn load(reader: &Reader, id: i64) -> Result<Self> {
        let mut select = reader.0.prepare_cached(include_str!("../sql/select_segments.sql"))?;
        let mut rows = select.query([id])?;
        Self::read(rows.next()?.ok_or(StoreError::IndexDamaged)?)
    }

    fn read(row: &Row) -> Result<Self> {
        let id: i64 = row.get(0)?;
        let gone = row.get_ref(6)?.as_blob().map_err(rusqlite::Error::from)?;
        let gone = RoaringBitmap::deserialize_from(gone).map_err(|_| StoreError::IndexDamaged)?;
        let (articles, days) = (row.get(1)?, days(row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?));
        Ok(Self {
            id,
            articles,
            characters: row.get(2)?,
            common: row.get(3)?,
            highest_id: row.get(4)?,
            first_of_day: first_of_day(&days, articles),
            days,
            gone: gone.iter().collect(),
            columns: Columns::default(),
            select_list: format!("SELECT list, count FROM search_list_{id} WHERE key = ?1"),
            select_count: format!("SELECT count FROM search_list_{id} WHERE key = ?1"),
        })
    }

    /// The id of each article.
    pub fn ids(&self, reader: &Reader) -> Result<&[u32]> {
        self.columns.ids(reader, self.id)
    }

    /// The articles of some days, as a range of numbers.
    pub fn numbers_of(&self, from: i32, to: i32) -> std::ops::Range<u32> {
        let begin = self.days.first().map_or(0, |(day, _)| *day);
        let first = |day: i32| match usize::try_from(i64::from(day) - i64::from(begin)) {
            Ok(at) => self.first_of_day.get(at).copied().unwrap_or(self.articles),
            Err(_) => 0,
        };
        let start = first(from);
        start..to.checked_add(1).map_or(self.articles, first).max(start)
    }

    /// The day of an article.
    pub fn day_of(&self, number: u32) -> i32 {
        let at = self.days.partition_point(|(_, first)| *first <= number);
        at.checked_sub(1).and_then(|at| self.days.get(at)).map_or(0, |(day, _)| *day)
    }

    /// In how many articles a run occurs; none where it has no list.
    pub fn count(&self, reader: &Reader, key: Key) -> Result<Option<u32>> {
        let mut select = reader.0.prepare_cached(&self.select_count)?;
        Ok(select.query_row([key.row()], |row| row.get(0)).optional()?)
    }

    /// Reads a row of a list.
    pub fn list<T>(&self, reader: &Reader, key: Key, read: impl FnOnce(Read) -> T) -> Result<Option<T>> {
        let mut select = reader.0.prepare_cached(&self.select_list)?;
        let mut rows = select.query([key.row()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        Ok(Some(read(Read::new(bytes, row.get(1)?, key.is_hashed()))))
    }

    /// The articles with a label.
    pub fn labelled(&self, reader: &Reader, label: &str) -> Result<Numbers> {
        let read =
            |list: Read| if list.name == label.as_bytes() { list.articles() } else { Numbers::default() };
        Ok(self.list(reader, Key::label(label), read)?.unwrap_or_default())
    }

    /// How often a run with a list of its own occurs.
    pub fn frequencies(&self, reader: &Reader, key: Key) -> Result<Frequencies> {
        if let Some(Some(entries)) = self.list(reader, key, |list| list.entries())? {
            return Ok(Frequencies::Written(entries));
        }
        let mut select = reader.0.prepare_cached(&self.select_list)?;
        let mut rows = select.query([key.frequencies().row()])?;
        let Some(row) = rows.next()? else { return Ok(Frequencies::Written(Vec::new())) };
        let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        Ok(Frequencies::Layers(Layers::new(bytes)))
    }
}

/// How often a run occurs in each article that has it.
#[derive(Debug)]
pub enum Frequencies {
    /// Each by itself.
    Written(Vec<Entry>),
    /// The articles with so many and more, step by step.
    Layers(Layers),
}
