//! The lists of a segment as they stand in the store, one after the other.

use rusqlite::Rows;

use crate::store::Result;

use super::super::gram::Key;

/// A list and its frequencies, as they stand in the store.
pub struct StoredList {
    /// Its key; odd for frequencies without a list.
    pub key: Key,
    /// How many articles it says it has.
    pub count: u32,
    /// The row of the list.
    pub list: Vec<u8>,
    /// The row of its frequencies, if there is one.
    pub frequencies: Option<Vec<u8>>,
}

/// All lists of a segment, in order of key.
pub struct StoredLists<'a> {
    rows: Rows<'a>,
    row: Option<StoredList>,
}

impl<'a> StoredLists<'a> {
    /// Of rows with key, count and list, in order of key.
    pub fn new(rows: Rows<'a>) -> Result<Self> {
        let mut lists = Self { rows, row: None };
        lists.read_row()?;
        Ok(lists)
    }

    fn read_row(&mut self) -> Result<()> {
        self.row = match self.rows.next()? {
            Some(row) => {
                let key = Key(row.get::<_, i64>(0)?.cast_unsigned());
                Some(StoredList { key, count: row.get(1)?, list: row.get(2)?, frequencies: None })
            }
            None => None,
        };
        Ok(())
    }

    /// The key of the next list.
    pub fn key(&self) -> Option<Key> {
        self.row.as_ref().map(|row| row.key)
    }

    /// The next list.
    pub fn next(&mut self) -> Result<Option<StoredList>> {
        let Some(mut list) = self.row.take() else { return Ok(None) };
        self.read_row()?;
        if list.key != list.key.frequencies() && self.key() == Some(list.key.frequencies()) {
            list.frequencies = self.row.take().map(|row| row.list);
            self.read_row()?;
        }
        Ok(Some(list))
    }
}
