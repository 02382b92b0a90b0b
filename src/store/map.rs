//! The map as a person made it: where blocks stand.

use rusqlite::params;

use crate::model::{Arrangement, PlaceCode, Slot};

use super::{Reader, Result, Writer};

impl Reader<'_> {
    /// Where the blocks of the map stand.
    ///
    /// # Errors
    /// SQLite's.
    pub fn arrangement(&self) -> Result<Arrangement> {
        let mut select = self.0.prepare_cached("SELECT code, grid_column, grid_row FROM map_block")?;
        let mut rows = select.query([])?;
        let mut arrangement = Arrangement::default();
        while let Some(row) = rows.next()? {
            // A code that is none stands for nothing.
            if let Some(code) = PlaceCode::from_number(row.get(0)?) {
                let slot = Slot { column: row.get(1)?, row: row.get(2)? };
                arrangement.0.insert(code, slot);
            }
        }
        Ok(arrangement)
    }
}

impl Writer<'_> {
    /// Puts the blocks of the map where they stand from now on; an empty arrangement is that of the list.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_arrangement(&self, arrangement: &Arrangement) -> Result<()> {
        self.0.execute("DELETE FROM map_block", [])?;
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO map_block (code, grid_column, grid_row) VALUES (?1, ?2, ?3)")?;
        for (code, slot) in &arrangement.0 {
            insert.execute(params![code.number(), slot.column, slot.row])?;
        }
        Ok(())
    }
}
