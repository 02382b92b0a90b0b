//! The map as a person made it: where blocks and pins stand, each step of it, and the grounds that the staff put in.

use rusqlite::{OptionalExtension, Row, params};

use crate::model::{Arrangement, MapChange, OwnMap, Pin, Pins, PlaceCode, Slot};

use super::{Reader, Result, StoreError, Writer};

/// A ground of the map that the staff put in, as it was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Boundaries, as GeoJSON.
    Boundaries,
    /// The picture of a plan.
    Plan,
}

impl Layer {
    fn word(self) -> &'static str {
        match self {
            Self::Boundaries => "boundaries",
            Self::Plan => "plan",
        }
    }
}

/// A layer with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// Name of its file.
    pub name: String,
    /// Their SHA-256, as it was when they were handed in.
    pub sha256: [u8; 32],
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What can be taken back on the map, and done again; the last step of each is the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapSteps {
    /// Done.
    pub done: Vec<MapChange>,
    /// Taken back.
    pub undone: Vec<MapChange>,
}

/// How many steps of the map can be taken back.
const MOST_STEPS: usize = 200;

impl Reader<'_> {
    /// Where blocks and pins stand.
    ///
    /// # Errors
    /// SQLite's.
    pub fn own_map(&self) -> Result<OwnMap> {
        let (mut blocks, mut pins) = (Arrangement::default(), Pins::new());
        let mut select = self.0.prepare_cached("SELECT code, grid_column, grid_row FROM map_block")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            // A code that is none stands for nothing.
            if let Some(code) = PlaceCode::from_number(row.get(0)?) {
                blocks.0.insert(code, Slot { column: row.get(1)?, row: row.get(2)? });
            }
        }
        let mut select = self.0.prepare_cached("SELECT code, x, y FROM map_pin")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(code) = PlaceCode::from_number(row.get(0)?) {
                pins.insert(code, Pin::at(row.get(1)?, row.get(2)?));
            }
        }
        Ok(OwnMap { blocks, pins })
    }

    /// The last steps on the map.
    ///
    /// # Errors
    /// SQLite's.
    pub fn map_steps(&self) -> Result<MapSteps> {
        // Steps that were undone are never before one that was not: a new step forgets them.
        let mut select =
            self.0.prepare_cached("SELECT change, undone FROM map_step ORDER BY id DESC LIMIT ?1")?;
        let rows = select.query_map([MOST_STEPS], |row| Ok((change(row)?, row.get::<_, bool>(1)?)))?;
        let mut steps = MapSteps::default();
        for row in rows {
            let (change, undone) = row?;
            if undone { steps.undone.push(change) } else { steps.done.insert(0, change) }
        }
        Ok(steps)
    }

    /// What the staff put in, byte for byte.
    ///
    /// # Errors
    /// SQLite's.
    pub fn layer(&self, layer: Layer) -> Result<Option<LayerRow>> {
        let mut select =
            self.0.prepare_cached("SELECT name, sha256, bytes FROM map_layer WHERE kind = ?1")?;
        let row = select.query_row([layer.word()], |row| {
            Ok(LayerRow { name: row.get(0)?, sha256: row.get(1)?, bytes: row.get(2)? })
        });
        Ok(row.optional()?)
    }

    /// The SHA-256 of what the staff put in, without its bytes.
    ///
    /// # Errors
    /// SQLite's.
    pub fn layer_mark(&self, layer: Layer) -> Result<Option<[u8; 32]>> {
        let mut select = self.0.prepare_cached("SELECT sha256 FROM map_layer WHERE kind = ?1")?;
        Ok(select.query_row([layer.word()], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Does a step on the map and keeps it for undoing; those that were undone before it cannot be done again.
    ///
    /// # Errors
    /// SQLite's.
    pub fn change_map(&self, change: &MapChange) -> Result<()> {
        self.0.execute("DELETE FROM map_step WHERE undone", [])?;
        let text =
            serde_json::to_string(change).map_err(|error| StoreError::Disk(std::io::Error::other(error)))?;
        let now = jiff::Timestamp::now().to_string();
        let mut insert =
            self.0.prepare_cached("INSERT INTO map_step (entered_at, change) VALUES (?1, ?2)")?;
        insert.execute(params![now, text])?;
        self.put_step(change, false)
    }

    /// Takes the last step on the map back, or with `again` does the one again that was taken back last; none where
    /// there is none.
    ///
    /// # Errors
    /// SQLite's.
    pub fn step_map(&self, again: bool) -> Result<Option<MapChange>> {
        let sql = match again {
            false => "SELECT change, id FROM map_step WHERE NOT undone ORDER BY id DESC LIMIT 1",
            true => "SELECT change, id FROM map_step WHERE undone ORDER BY id LIMIT 1",
        };
        let step = self.0.prepare_cached(sql)?.query_row([], |row| Ok((change(row)?, row.get::<_, i64>(1)?)));
        let Some((change, id)) = step.optional()? else { return Ok(None) };
        self.0.execute("UPDATE map_step SET undone = ?2 WHERE id = ?1", params![id, !again])?;
        self.put_step(&change, !again)?;
        Ok(Some(change))
    }

    fn put_step(&self, change: &MapChange, back: bool) -> Result<()> {
        match change {
            MapChange::Blocks { before, after, .. } => self.put_blocks(if back { before } else { after }),
            MapChange::Pin { code, before, after, .. } => {
                self.put_pin(*code, if back { *before } else { *after })
            }
        }
    }

    /// An empty arrangement is that of the list.
    fn put_blocks(&self, arrangement: &Arrangement) -> Result<()> {
        self.0.execute("DELETE FROM map_block", [])?;
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO map_block (code, grid_column, grid_row) VALUES (?1, ?2, ?3)")?;
        for (code, slot) in &arrangement.0 {
            insert.execute(params![code.number(), slot.column, slot.row])?;
        }
        Ok(())
    }

    fn put_pin(&self, code: PlaceCode, pin: Option<Pin>) -> Result<()> {
        match pin {
            Some(Pin { x, y }) => {
                let sql = "INSERT OR REPLACE INTO map_pin (code, x, y) VALUES (?1, ?2, ?3)";
                self.0.prepare_cached(sql)?.execute(params![code.number(), x, y])?
            }
            None => self.0.execute("DELETE FROM map_pin WHERE code = ?1", [code.number()])?,
        };
        Ok(())
    }

    /// Keeps a ground of the map byte for byte, in the place of the one before.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_layer(&self, layer: Layer, name: &str, sha256: &[u8; 32], bytes: &[u8]) -> Result<()> {
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_map_layer.sql"))?;
        let now = jiff::Timestamp::now().to_string();
        insert.execute(params![layer.word(), name, sha256, bytes, now])?;
        Ok(())
    }

    /// Drops a ground of the map: the file is the staff's own. Pins stay for the next plan.
    ///
    /// # Errors
    /// SQLite's.
    pub fn remove_layer(&self, layer: Layer) -> Result<()> {
        self.0.execute("DELETE FROM map_layer WHERE kind = ?1", [layer.word()])?;
        Ok(())
    }
}

fn change(row: &Row) -> rusqlite::Result<MapChange> {
    serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
