//! A table of text, whatever file it came in, and how large one may be.

use crate::import::ReadError;

/// Most rows of a table: a daily paper of eight pages has some 20,000 items a year.
pub const MAX_TABLE_ROWS: usize = 100_000;
/// Most columns of a table: the catalogues of the standards have under forty.
pub const MAX_TABLE_COLUMNS: usize = 100;
/// Most cells with text: twenty in each of [`MAX_TABLE_ROWS`].
pub const MAX_TABLE_CELLS: usize = 2_000_000;
/// Most text of all cells together, in bytes. With its pages, lines and items a table takes at most
/// [`crate::import::READING_TIMES`] times this much memory.
pub const MAX_TABLE_BYTES: usize = 32 << 20;
/// Longest cell, in characters: Excel itself allows 32,767.
pub const MAX_CELL_CHARS: usize = 100_000;

/// One row that has text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1, as Excel counts.
    pub number: usize,
    /// Columns from 0 with their texts, in order; empty cells are left out.
    pub cells: Vec<(usize, String)>,
}

impl Row {
    /// The text of a column; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column);
        at.ok().and_then(|at| self.cells.get(at)).map_or("", |(_, text)| text)
    }
}

/// The rows of a table that have text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows.
    pub rows: Vec<Row>,
    /// Name of the encoding it was read in, or of the format.
    pub encoding: &'static str,
    /// Rows with bytes that mean nothing, from 1.
    pub damaged: Vec<usize>,
    bytes: usize,
    cells: usize,
}

impl Table {
    /// A table without rows.
    pub fn new(encoding: &'static str) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// Adds a cell; rows come in order, and the cells of a row in any.
    ///
    /// # Errors
    /// [`ReadError::TableTooLarge`].
    pub fn add(&mut self, row: usize, column: usize, text: &str) -> Result<(), ReadError> {
        let text = text.trim_matches(crate::import::layout::is_edge);
        if text.is_empty() {
            return Ok(());
        }
        let too_large = |what: String| Err(ReadError::TableTooLarge(what));
        if column >= MAX_TABLE_COLUMNS {
            return too_large(format!("第 {row} 行有 {MAX_TABLE_COLUMNS} 列以外的内容"));
        }
        // Bytes are never fewer than characters, and counting them costs nothing.
        if text.len() > MAX_CELL_CHARS && text.chars().nth(MAX_CELL_CHARS).is_some() {
            let column = letters(column);
            return too_large(format!("第 {row} 行 {column} 列一格就超过 {MAX_CELL_CHARS} 字"));
        }
        self.bytes += text.len();
        self.cells += 1;
        if self.bytes > MAX_TABLE_BYTES || self.cells > MAX_TABLE_CELLS {
            let limit = MAX_TABLE_BYTES >> 20;
            return too_large(format!("到第 {row} 行已超过 {limit} MB 文字或 {MAX_TABLE_CELLS} 格"));
        }
        if self.rows.last().is_none_or(|last| last.number != row) {
            if self.rows.len() == MAX_TABLE_ROWS {
                return too_large(format!("超过 {MAX_TABLE_ROWS} 行"));
            }
            self.rows.push(Row { number: row, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            // A file may name a cell twice: the first counts.
            if let Err(at) = last.cells.binary_search_by_key(&column, |(column, _)| *column) {
                last.cells.insert(at, (column, printable(text)));
            }
        }
        Ok(())
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().filter_map(|row| row.cells.last()).map(|(at, _)| at + 1).max().unwrap_or(0)
    }
}

/// Line ends as one character, and none of the control characters that a damaged file brings.
fn printable(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\r' | '\n' | '\u{2028}' => clean.push('\n'),
            c if c.is_control() && c != '\t' => {}
            c => clean.push(c),
        }
        before = c;
    }
    clean
}

/// A column as Excel names it: A, B … Z, AA.
pub fn letters(column: usize) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    name
}

/// The column, from 0, that Excel names so; none of other words.
pub fn column_of(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .bytes()
        .try_fold(0_usize, |sum, byte| {
            let letter = byte.to_ascii_uppercase();
            letter.is_ascii_uppercase().then(|| sum * 26 + usize::from(letter - b'A') + 1)
        })?
        .checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_does() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!((letters(column).as_str(), column_of(name)), (name, Some(column)));
        }
        assert_eq!((column_of("题名"), column_of(""), column_of("A1")), (None, None, None));
    }

    #[test]
    fn what_is_too_large_is_refused_where_it_begins() {
        let mut table = Table::new("x");
        for row in 1..=MAX_TABLE_ROWS {
            table.add(row, 0, "社").expect("as many as there may be");
        }
        let more = table.add(MAX_TABLE_ROWS + 1, 0, "社").expect_err("one more").to_string();
        assert!(more.contains("100000 行"), "{more}");
        let mut table = Table::new("x");
        assert!(table.add(1, 0, &"社".repeat(MAX_CELL_CHARS + 1)).is_err());
        assert!(table.add(1, MAX_TABLE_COLUMNS, "社").is_err());
        assert!(table.add(1, MAX_TABLE_COLUMNS, "  ").is_ok());
    }
}
