//! Catalogues written for tests: CSV and XLSX by hand, so that hostile ones can be written too.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;

/// A cell of a sheet.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A text among the shared ones.
    Text(String),
    /// A number shown in the style of this number: 0 plain, 1 a day, 2 a month.
    Number(f64, usize),
    /// A formula with its last value.
    Formula(String, String),
}

/// A text.
pub fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A zip of these parts.
pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The parts of a workbook beside its sheet and its strings.
pub const WORKBOOK: &str = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"空\" sheetId=\"1\" r:id=\"rId1\"/>\
    <sheet name=\"目录\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>";
pub const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
pub const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>\
    </numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>";

/// A workbook whose second sheet has these rows; the first is empty.
pub fn xlsx(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut strings = String::from("<sst>");
    let mut count = 0;
    let mut sheet = String::from("<worksheet><sheetData>");
    for (at, row) in rows.iter().enumerate() {
        let _ = write!(sheet, "<row r=\"{}\">", at + 1);
        for (column, cell) in row.iter().enumerate() {
            let place = format!("{}{}", jiuwen::import::letters(column), at + 1);
            let _ = match cell {
                Cell::Text(text) if text.is_empty() => Ok(()),
                Cell::Text(text) => {
                    let _ = write!(strings, "<si><t xml:space=\"preserve\">{}</t></si>", escaped(text));
                    count += 1;
                    write!(sheet, "<c r=\"{place}\" t=\"s\"><v>{}</v></c>", count - 1)
                }
                Cell::Number(number, style) => {
                    write!(sheet, "<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>")
                }
                Cell::Formula(formula, value) => write!(
                    sheet,
                    "<c r=\"{place}\" t=\"str\"><f>{}</f><v>{}</v></c>",
                    escaped(formula),
                    escaped(value)
                ),
            };
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    strings.push_str("</sst>");
    workbook(WORKBOOK, &sheet, &strings)
}

/// A workbook of these parts.
pub fn workbook(book: &str, sheet: &str, strings: &str) -> Vec<u8> {
    zip_of(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData/></worksheet>"),
        ("xl/worksheets/sheet2.xml", sheet.as_bytes()),
    ])
}

/// CSV of these rows, quoted where it must be.
pub fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| match cell.contains([',', '"', '\n', ';', '\t']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
    rows.iter().map(|row| line(row) + "\r\n").collect()
}

/// A small picture of one colour.
pub fn picture(path: &Path, shade: u8) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    image::RgbImage::from_pixel(24, 16, image::Rgb([shade, 120, 200])).save(path).expect("a picture");
}
