//! The map as a person made it: where blocks stand, and boundaries of the staff's own.

use rusqlite::{OptionalExtension, params};

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

/// What stands in the place of the schematic map, as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// Name of its file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Reader<'_> {
    /// The boundaries that the staff put in, as GeoJSON.
    ///
    /// # Errors
    /// SQLite's.
    pub fn boundaries(&self) -> Result<Option<LayerRow>> {
        let mut select =
            self.0.prepare_cached("SELECT name, bytes FROM map_layer WHERE kind = 'boundaries'")?;
        let row = select.query_row([], |row| Ok(LayerRow { name: row.get(0)?, bytes: row.get(1)? }));
        Ok(row.optional()?)
    }
}

impl Writer<'_> {
    /// Keeps boundaries byte for byte, in the place of those before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_boundaries(&self, name: &str, sha256: &[u8; 32], bytes: &[u8]) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_map_layer.sql"))?;
        let now = jiff::Timestamp::now().to_string();
        insert.execute(params!["boundaries", name, sha256, bytes, now])?;
        Ok(())
    }

    /// Drops the boundaries: the file is the staff's own.
    ///
    /// # Errors
    /// SQLite's.
    pub fn remove_boundaries(&self) -> Result<()> {
        self.0.execute("DELETE FROM map_layer WHERE kind = 'boundaries'", [])?;
        Ok(())
    }
}
