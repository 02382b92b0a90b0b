//! CSV: any encoding, parted by commas, semicolons or tabs.

use crate::import::{ReadError, SourceFile, Surroundings, decode, decode_as};

use super::table::Table;

/// How many rows the separator is told by.
const LOOKED_AT: usize = 20;

/// Reads a table.
///
/// # Errors
/// Those of [`decode`]; [`ReadError::TableTooLarge`].
pub fn read(file: &SourceFile, around: &Surroundings) -> Result<Table, ReadError> {
    let decoded = match around.encoding {
        Some(encoding) => decode_as(&file.bytes, encoding)?,
        None => decode(&file.bytes)?,
    };
    // Excel's own word on the separator.
    let (text, told) = match decoded.text.strip_prefix("sep=") {
        Some(rest) => (rest.split_once('\n').map_or("", |(_, rest)| rest), rest.bytes().next()),
        None => (decoded.text.as_str(), None),
    };
    let before = if told.is_some() { 1 } else { 0 };
    let separator = told.filter(|byte| b",;\t|".contains(byte)).unwrap_or_else(|| separator_of(text));
    let mut table = Table::new(decoded.encoding);
    let mut record = csv::StringRecord::new();
    let mut reader = reader(text, separator);
    // The text is in memory: a record that cannot be read is one that csv itself gives up, and there is none.
    let mut number = before;
    while matches!(reader.read_record(&mut record), Ok(true)) {
        // The line that a record begins on; behind \r\n csv still counts that before.
        let line = record.position().map_or(0, csv::Position::line);
        number = usize::try_from(line).unwrap_or(usize::MAX).saturating_add(before).max(number + 1);
        for (column, cell) in record.iter().enumerate() {
            table.add(number, column, cell)?;
        }
    }
    table.damaged = decoded.damaged_lines;
    Ok(table)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator that parts most rows into the same number of cells, more than one.
fn separator_of(text: &str) -> u8 {
    let score = |separator: u8| {
        let widths: Vec<usize> = reader(text, separator)
            .records()
            .take(LOOKED_AT)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .collect();
        let usual = widths
            .iter()
            .copied()
            .filter(|width| *width > 1)
            .max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width));
        usual.map_or((0, 0), |usual| (widths.iter().filter(|width| **width == usual).count(), usual))
    };
    // The first of equals: a comma.
    b"\t;,".iter().copied().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_told_by_the_rows() {
        for (text, expect) in [
            ("档号,题名\n1,甲；乙\n2,丙;丁", b','),
            ("档号;题名\n1;甲,乙\n2;丙,丁,戊", b';'),
            ("档号\t题名\n1\t甲,乙\n2\t丙;丁", b'\t'),
            ("题名\n甲\n乙", b','),
            ("一份目录\n档号,题名\n1,\"甲\n乙;丙\"\n2,丁", b','),
        ] {
            assert_eq!(char::from(separator_of(text)), char::from(expect), "{text}");
        }
    }
}
