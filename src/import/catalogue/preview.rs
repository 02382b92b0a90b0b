//! The first rows of a table, for a person to say what its columns mean.

use crate::import::{ReadError, SourceFile, Surroundings};

use super::columns::{Columns, Head, Proposal, head_of};
use super::table_of;

/// Rows that are shown.
const SHOWN_ROWS: usize = 200;

/// A table whose columns a person is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Name of the file.
    pub name: String,
    /// Fingerprint of its head.
    pub key: String,
    /// The names in its head; empty where a column has none.
    pub head: Vec<String>,
    /// What each column seems to mean, and why.
    pub proposals: Vec<Proposal>,
    /// What a person said of them before, or what they seem to mean.
    pub columns: Columns,
    /// Why a person is asked; none where the columns are known.
    pub unsure: Option<String>,
    /// The first rows below the head, each with its number in the file.
    pub rows: Vec<(usize, Vec<String>)>,
    /// How many rows there are below the head.
    pub count: usize,
}

/// The fingerprint of a table's head, and what its columns mean as they are remembered or said.
///
/// # Errors
/// Those of reading it; [`ReadError::UnknownColumns`], [`ReadError::BadColumns`], [`ReadError::NoRows`].
pub fn columns_said(file: &SourceFile, around: &Surroundings) -> Result<(String, Columns), ReadError> {
    let table = table_of(file, around)?;
    let (columns, _) = around.layouts.columns_of(&table)?;
    Ok((head_of(&table).map(|head| head.key).unwrap_or_default(), columns))
}

/// Looks at a table.
///
/// # Errors
/// Those of reading it; [`ReadError::BadTable`] where no row has two cells.
pub fn preview(file: &SourceFile, around: &Surroundings) -> Result<Preview, ReadError> {
    let table = table_of(file, around)?;
    let head = head_of(&table);
    let Head { at, key, proposals, unsure } =
        head.ok_or_else(|| ReadError::BadTable("里面没有分成列的内容".to_owned()))?;
    let cells = |at: usize| {
        let row = table.rows.get(at);
        (0..proposals.len())
            .map(|column| row.map_or("", |row| row.cell(column)).to_owned())
            .collect::<Vec<_>>()
    };
    let known = around.layouts.of(&key).cloned();
    let meanings = proposals.iter().map(|one| one.meaning).collect();
    let columns = known.unwrap_or(Columns { meanings, headless: false });
    let rows = (at + 1..table.rows.len()).take(SHOWN_ROWS);
    let numbered = rows.map(|at| (table.rows.get(at).map_or(0, |row| row.number), cells(at)));
    Ok(Preview {
        name: file.name(),
        key,
        head: cells(at),
        columns,
        unsure,
        rows: numbered.collect(),
        count: table.rows.len() - at - 1,
        proposals,
    })
}
