//! XLSX (ECMA-376): the first sheet with text, cell by cell. A part of a workbook may unpack to anything: each is read
//! as a stream that stops at a limit, whatever size the archive declares.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::import::{ReadError, SourceFile};

use super::table::{MAX_TABLE_BYTES, MAX_TABLE_CELLS, Table, column_of};
use super::workbook::{Book, Format, book_of, formats_of};
use super::xml::{Bounded, Piece, attribute, walk};

/// Most parts of a workbook.
const MAX_PARTS: usize = 10_000;
/// Most bytes that a sheet, or the table of strings, unpacks to.
const MAX_SHEET_BYTES: u64 = 256 << 20;
/// Most bytes that any other part unpacks to.
const MAX_PART_BYTES: u64 = 16 << 20;
/// Sheets that are looked at for one with text.
const MOST_SHEETS: usize = 64;

/// Reads the first sheet with text.
///
/// # Errors
/// [`ReadError::BadTable`], [`ReadError::TableTooLarge`], [`ReadError::Empty`].
pub fn read(file: &SourceFile) -> Result<Table, ReadError> {
    let mut parts = Parts::open(&file.bytes)?;
    let book = book_of(&mut parts)?;
    let formats = formats_of(&mut parts)?;
    let strings = strings_of(&mut parts)?;
    for sheet in book.sheets.iter().take(MOST_SHEETS) {
        let table =
            sheet_of(&mut parts, sheet, &Cells { book: &book, formats: &formats, strings: &strings })?;
        if !table.rows.is_empty() {
            return Ok(table);
        }
    }
    Err(ReadError::Empty)
}

/// The parts of a workbook by their names, which writers spell in any case.
pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: HashMap<String, usize>,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let bad = |why: &str| ReadError::BadTable(why.to_owned());
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(bad("它加了打开密码，或者其实是旧版的 .xls"));
        }
        if !bytes.starts_with(b"PK") {
            return Err(bad("它不是 Excel 工作簿，只是文件名像"));
        }
        // Counted before the archive is opened, which takes memory for each.
        if bytes.windows(4).filter(|four| four == b"PK\x01\x02").nth(MAX_PARTS).is_some() {
            return Err(bad("里面的部件太多，不像工作簿"));
        }
        let damaged = |error: zip::result::ZipError| {
            tracing::warn!(%error, "a workbook");
            bad("文件不完整或已损坏")
        };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let name = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
        let mut names = HashMap::new();
        for at in 0..archive.len() {
            if let Some(Ok(part)) = archive.name_for_index(at) {
                names.entry(name(&part)).or_insert(at);
            }
        }
        Ok(Self { archive, names })
    }

    /// A part as a stream that stops at its limit; none where there is no such part.
    fn stream(&mut self, name: &str, most: u64) -> Result<Option<BufReader<Bounded<impl Read>>>, ReadError> {
        let Some(at) = self.names.get(&name.to_ascii_lowercase()).copied() else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|error| {
            tracing::warn!(%error, name, "a part of a workbook");
            ReadError::BadTable("里面有打不开的部件，或者加了密码".to_owned())
        })?;
        if file.size() > most {
            let what = format!("工作簿里的一个部件解压后有 {} MB", file.size() >> 20);
            return Err(ReadError::TableTooLarge(what));
        }
        Ok(Some(BufReader::new(Bounded::new(file, most))))
    }

    /// Walks through a small part; where there is none, nothing is walked through.
    pub fn walk(
        &mut self,
        name: &str,
        take: impl FnMut(Piece) -> Result<bool, ReadError>,
    ) -> Result<(), ReadError> {
        match self.stream(name, MAX_PART_BYTES)? {
            Some(stream) => walk(stream, take),
            None => Ok(()),
        }
    }
}

/// The text of a string, plain or in runs of several styles; the sounds (rPh) that stand above it are left out.
#[derive(Default)]
struct Text {
    text: String,
    inside: bool,
    sounds: usize,
}

impl Text {
    fn take(&mut self, piece: &Piece) {
        match piece {
            Piece::Start(element) => match element.local_name().as_ref() {
                "t" => self.inside = self.sounds == 0,
                "rPh" => self.sounds += 1,
                _ => {}
            },
            Piece::End("t") => self.inside = false,
            Piece::End("rPh") => self.sounds = self.sounds.saturating_sub(1),
            Piece::Text(text) if self.inside => self.text.push_str(text),
            _ => {}
        }
    }

    fn done(&mut self) -> String {
        unescaped(&std::mem::take(self).text)
    }
}

/// `_x000D_` is a carriage return (ECMA-376, ST_Xstring).
fn unescaped(text: &str) -> String {
    let mut parts = text.split("_x");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.split_at_checked(4).filter(|(_, rest)| rest.starts_with('_'));
        let char = code.and_then(|(hex, rest)| {
            let char = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
            Some((char, rest.strip_prefix('_')?))
        });
        match char {
            Some((char, rest)) => {
                clean.push(char);
                clean.push_str(rest);
            }
            None => {
                clean.push_str("_x");
                clean.push_str(part);
            }
        }
    }
    clean
}

fn strings_of(parts: &mut Parts) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let Some(stream) = parts.stream("xl/sharedStrings.xml", MAX_SHEET_BYTES)? else { return Ok(strings) };
    let mut text = Text::default();
    let mut bytes = 0;
    walk(stream, |piece| {
        text.take(&piece);
        if let Piece::End("si") = piece {
            bytes += text.text.len();
            if bytes > MAX_TABLE_BYTES || strings.len() == MAX_TABLE_CELLS {
                return Err(ReadError::TableTooLarge(format!("文字超过 {} MB", MAX_TABLE_BYTES >> 20)));
            }
            strings.push(text.done());
        }
        Ok(true)
    })?;
    Ok(strings)
}

/// What the cells of a sheet speak of.
struct Cells<'a> {
    book: &'a Book,
    formats: &'a [Format],
    strings: &'a [String],
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    value: String,
    inside: bool,
    inline: Text,
}

fn sheet_of(parts: &mut Parts, sheet: &str, cells: &Cells) -> Result<Table, ReadError> {
    let mut table = Table::new("XLSX");
    let Some(stream) = parts.stream(sheet, MAX_SHEET_BYTES)? else { return Ok(table) };
    let mut cell = Cell::default();
    let mut in_cell = false;
    walk(stream, |piece| {
        if in_cell {
            cell.inline.take(&piece);
        }
        match &piece {
            Piece::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    let number = attribute(element, "r").and_then(|number| number.parse().ok());
                    // Rows without a number follow each other; none goes back.
                    cell.row = number.filter(|number| *number > cell.row).unwrap_or(cell.row + 1);
                    cell.column = 0;
                }
                "c" => {
                    in_cell = true;
                    let place = attribute(element, "r").unwrap_or_default();
                    let digits = place.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                    let column = place.strip_suffix(digits).and_then(column_of).unwrap_or(cell.column);
                    let style = attribute(element, "s").and_then(|style| style.parse().ok());
                    let kind = attribute(element, "t").unwrap_or_default();
                    cell = Cell { row: cell.row, column, kind, style: style.unwrap_or(0), ..Cell::default() };
                }
                "v" => cell.inside = in_cell,
                _ => {}
            },
            Piece::End("v") => cell.inside = false,
            Piece::End("c") => {
                in_cell = false;
                let text = cells.text_of(&mut cell);
                table.add(cell.row.max(1), cell.column, &text)?;
                cell.column += 1;
            }
            Piece::End("sheetData") => return Ok(false),
            Piece::Text(text) if cell.inside => cell.value.push_str(text),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(table)
}

impl Cells<'_> {
    /// A cell as Excel shows it, near enough: of a formula its last value, of an error nothing.
    fn text_of(&self, cell: &mut Cell) -> String {
        let value = std::mem::take(&mut cell.value);
        match cell.kind.as_str() {
            "s" => value
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at).cloned())
                .unwrap_or_default(),
            "inlineStr" => cell.inline.done(),
            "e" => String::new(),
            "b" => if value.trim() == "1" { "是" } else { "否" }.to_owned(),
            "str" | "d" => unescaped(&value),
            _ => match value.trim().parse::<f64>() {
                Ok(number) => {
                    let format = self.formats.get(cell.style).copied().unwrap_or_default();
                    self.book.shown(number, format)
                }
                Err(_) => value,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_strings_are_taken_back() {
        for (text, expect) in
            [("甲_x000D_乙", "甲\r乙"), ("a_xb", "a_xb"), ("_x5F_", "_x5F_"), ("_x00", "_x00")]
        {
            assert_eq!(unescaped(text), expect);
        }
    }
}
