//! What a workbook says of itself: its sheets in order, where its days are counted from, which numbers are dates.

use std::collections::HashMap;

use jiff::{SignedDuration, civil};

use crate::import::ReadError;

use super::xlsx::Parts;
use super::xml::{Piece, attribute};

/// A workbook.
#[derive(Debug, Default)]
pub struct Book {
    /// The parts with its sheets, in order of their tabs; those that are hidden last.
    pub sheets: Vec<String>,
    /// Whether its days are counted from 1904.
    pub from_1904: bool,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// As a number.
    #[default]
    Number,
    /// As a day, with or without the time of day.
    Day,
    /// As a month.
    Month,
    /// As a time of day.
    Time,
}

impl Book {
    /// A number as Excel would show it: days as `2015-12-09`.
    pub fn shown(&self, number: f64, format: Format) -> String {
        match format {
            Format::Day => self.day(number).map(|day| day.to_string()),
            Format::Month => self.day(number).map(|day| format!("{:04}-{:02}", day.year(), day.month())),
            Format::Time | Format::Number => None,
        }
        .unwrap_or_else(|| match number.fract() == 0.0 && number.abs() < 1e15 {
            true => format!("{number:.0}"),
            false => number.to_string(),
        })
    }

    /// The day of a serial number. Excel counts 29 February 1900, which never was, as day 60.
    fn day(&self, number: f64) -> Option<civil::Date> {
        if !(0.0..3_000_000.0).contains(&number) {
            return None;
        }
        let days = number as i64;
        let (first, days) = match (self.from_1904, days) {
            (true, days) => (civil::date(1904, 1, 1), days),
            (false, ..60) => (civil::date(1899, 12, 31), days),
            (false, days) => (civil::date(1899, 12, 30), days),
        };
        first.checked_add(SignedDuration::from_hours(days * 24)).ok()
    }
}

/// Reads the list of sheets.
///
/// # Errors
/// [`ReadError::BadTable`].
pub fn book_of(parts: &mut Parts) -> Result<Book, ReadError> {
    let mut targets: HashMap<String, String> = HashMap::new();
    parts.walk("xl/_rels/workbook.xml.rels", |piece| {
        if let Piece::Start(element) = piece
            && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
        {
            targets.insert(id, target);
        }
        Ok(true)
    })?;
    let mut book = Book::default();
    let mut hidden = Vec::new();
    parts.walk("xl/workbook.xml", |piece| {
        let Piece::Start(element) = piece else { return Ok(true) };
        match element.local_name().as_ref() {
            "workbookPr" => {
                let flag = attribute(element, "date1904");
                book.from_1904 = flag.is_some_and(|flag| flag == "1" || flag == "true");
            }
            "sheet" => {
                let target = attribute(element, "id").and_then(|id| targets.get(&id));
                let part = target.map(|target| match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("xl/{}", target.trim_start_matches("./")),
                });
                match attribute(element, "state").is_none_or(|state| state == "visible") {
                    true => book.sheets.extend(part),
                    false => hidden.extend(part),
                }
            }
            _ => {}
        }
        Ok(true)
    })?;
    book.sheets.extend(hidden);
    match book.sheets.is_empty() {
        true => Err(ReadError::BadTable("里面没有工作表".to_owned())),
        false => Ok(book),
    }
}

/// How the numbers of each style of cells are shown.
///
/// # Errors
/// [`ReadError::BadTable`].
pub fn formats_of(parts: &mut Parts) -> Result<Vec<Format>, ReadError> {
    let mut own: HashMap<u32, Format> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    parts.walk("xl/styles.xml", |piece| {
        match piece {
            Piece::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                    let code = attribute(element, "formatCode");
                    own.extend(id.zip(code.map(|code| format_of_code(&code))));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    formats.push(own.get(&id).copied().unwrap_or_else(|| format_of_id(id)));
                }
                _ => {}
            },
            Piece::End("cellXfs") => in_cells = false,
            _ => {}
        }
        Ok(true)
    })?;
    Ok(formats)
}

/// The formats that need no code (ECMA-376, 18.8.30, with those of Chinese Excel: 27–36, 50–58).
fn format_of_id(id: u32) -> Format {
    match id {
        17 | 27 | 36 | 50 | 52 | 57 => Format::Month,
        14..=16 | 22 | 28..=31 | 51 | 53 | 54 | 58 => Format::Day,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Format::Time,
        _ => Format::Number,
    }
}

/// What a code of a format shows: `yyyy"年"m"月"d"日"`, `[$-804]aaaa`, `h:mm`.
fn format_of_code(code: &str) -> Format {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    let mut letters = String::new();
    for c in code.chars() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => escaped = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            ';' => break,
            c if !bracketed => letters.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if letters.contains("general") || letters.contains(['0', '#']) && !letters.contains(['y', 'd']) {
        Format::Number
    } else if letters.contains('d') {
        Format::Day
    } else if letters.contains('y') || letters.contains('m') && !letters.contains(['h', 's']) {
        Format::Month
    } else if letters.contains(['h', 's']) {
        Format::Time
    } else {
        Format::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        let (usual, mac) = (Book::default(), Book { from_1904: true, ..Book::default() });
        for (book, number, expect) in [
            (&usual, 42347.0, "2015-12-09"),
            (&usual, 42347.75, "2015-12-09"),
            (&mac, 40885.0, "2015-12-09"),
            (&usual, 1.0, "1900-01-01"),
            (&usual, 61.0, "1900-03-01"),
            (&usual, 1e9, "1000000000"),
        ] {
            assert_eq!(book.shown(number, Format::Day), expect, "{number}");
        }
        assert_eq!(usual.shown(3.0, Format::Number), "3");
        assert_eq!(usual.shown(3.5, Format::Number), "3.5");
    }

    #[test]
    fn codes_of_formats_tell_days_from_numbers() {
        for (code, expect) in [
            ("yyyy\"年\"m\"月\"d\"日\"", Format::Day),
            ("[$-804]yyyy/m/d", Format::Day),
            ("mm-dd", Format::Day),
            ("yyyy\"年\"m\"月\"", Format::Month),
            ("h:mm:ss", Format::Time),
            ("0.00", Format::Number),
            ("[Red]General", Format::Number),
            ("\"第\"0\"版\"", Format::Number),
            ("0;[Red]-0;\"d\"", Format::Number),
        ] {
            assert_eq!(format_of_code(code), expect, "{code}");
        }
    }
}
