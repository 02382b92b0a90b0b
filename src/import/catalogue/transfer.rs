//! 电子档案移交载体: 说明文件.TXT, 文件目录.XML and the folder 电子档案 with the files (《电子档案移交与接收办法》, 档发〔2012〕7号), checked
//! for completeness as DA/T 70 asks.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use crate::import::{
    Decoded, Document, PageReader, ReadError, SourceFile, SourceKind, Surroundings, decode, decode_as,
};
use crate::text::cut;

use super::columns::{Columns, head_of};
use super::entry::Entry;
use super::pages::{Described, pages_of};
use super::pairing;
use super::shelf::Shelf;
use super::table::{MAX_TABLE_COLUMNS, Row, Table};
use super::transfer_text::Texts;
use super::xml::{Bounded, Piece, walk};
use super::{Meaning, meaning};

/// Deepest nesting of a catalogue.
const MAX_DEPTH: usize = 64;
/// How much of a file is looked at for the names of a catalogue.
const HEAD_BYTES: usize = 4096;
/// Longest 说明文件 that is read.
const MAX_NOTE_BYTES: u64 = 1 << 20;
/// How many names are told of each thing that is amiss.
const MOST_TOLD: usize = 5;

/// Reads the catalogue of a transfer, with the files it names.
pub struct Transfer;

impl PageReader for Transfer {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Xml) && is_catalogue(file)
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let decoded = decoded(file, around)?;
        let (mut entries, count) = entries_of(&decoded)?;
        let mut shelf = Shelf::beside(&file.path, around.files);
        let (paired, mut told) = pairing::pair(&mut entries, &mut shelf);
        let (note, said) = note_beside(&file.path, around, count, paired.iter().map(Vec::len).sum());
        told.extend(said);
        told.extend(missing(&entries));
        let taken: HashSet<&Path> = paired.iter().flatten().map(|file| file.path.as_path()).collect();
        told.extend(unlisted(&shelf.spare(&taken)));
        let mut texts = Texts::new(around);
        let mut described = Vec::with_capacity(entries.len());
        for (entry, files) in entries.into_iter().zip(paired) {
            described.push(texts.bring(Described { entry, files, text: Vec::new() }));
        }
        let pages = pages_of(described, false, told)?;
        let parts = texts.into_parts().into_iter().chain(note).collect();
        Ok(Document { encoding: decoded.encoding, pages, parts })
    }
}

/// 说明文件.TXT: a note on a transfer where a catalogue lies beside it.
fn is_transfer_note(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    SourceKind::of(path) == Some(SourceKind::Text) && stem.as_deref() == Some("说明文件")
}

fn is_catalogue(file: &SourceFile) -> bool {
    let head = file.bytes.get(..file.bytes.len().min(HEAD_BYTES)).unwrap_or_default();
    let named = file.path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains("文件目录"));
    let declared = declared(head).unwrap_or(encoding_rs::UTF_8);
    let (text, ..) = declared.decode(head);
    named || (text.contains("<文件目录") || text.contains("档号") && text.contains("题名"))
}

/// The encoding that the first line of XML names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let line = head.split(|byte| *byte == b'>').next()?;
    let at = line.windows(8).position(|eight| eight == b"encoding")?;
    let rest = line.get(at + 8..)?;
    let mut quoted = rest.split(|byte| matches!(byte, b'"' | b'\''));
    Encoding::for_label(quoted.nth(1)?)
}

fn decoded(file: &SourceFile, around: &Surroundings) -> Result<Decoded, ReadError> {
    let told = around.encoding.or_else(|| {
        // What says GB2312 and is UTF-8 was saved by somebody who did not look.
        let valid = std::str::from_utf8(&file.bytes).is_ok();
        declared(&file.bytes).filter(|encoding| !valid && *encoding != encoding_rs::UTF_8)
    });
    match told {
        Some(encoding) => decode_as(&file.bytes, encoding),
        None => decode(&file.bytes),
    }
}

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    text: String,
    /// What it and the elements within it say, by their names.
    fields: Vec<(String, String)>,
}

impl Open {
    /// An entry has a title, and something else that is known.
    fn is_entry(&self) -> bool {
        let has = |wanted: &[Meaning]| {
            let of = |(name, _): &(String, String)| meaning::meaning_of(name).map(|(meaning, _)| meaning);
            self.fields.iter().filter_map(of).any(|meaning| wanted.contains(&meaning))
        };
        has(&[Meaning::Title]) && has(&[Meaning::Reference, Meaning::File, Meaning::Date])
    }
}

/// The entries of a catalogue, whose fields are elements or attributes.
fn entries_of(decoded: &Decoded) -> Result<(Vec<Entry>, usize), ReadError> {
    let mut table = Table::new(decoded.encoding);
    let mut names: Vec<String> = Vec::new();
    let mut row = 1;
    let mut open: Vec<Open> = Vec::new();
    let text = decoded.text.as_bytes();
    walk(std::io::BufReader::new(Bounded::new(text, u64::MAX)), |piece| {
        match piece {
            Piece::Start(element) if open.len() < MAX_DEPTH => {
                let name = element.local_name().as_ref().to_owned();
                let mut attributes = element.attributes();
                let known = attributes.with_checks(false).flatten().filter_map(|one| {
                    let name = one.key.local_name().as_ref().to_owned();
                    let value = quick_xml::escape::unescape(&one.value).map(|value| value.into_owned());
                    meaning::meaning_of(&name)
                        .map(|_| (name, value.unwrap_or_else(|_| one.value.to_string())))
                });
                open.push(Open {
                    name,
                    text: String::new(),
                    fields: known.take(MAX_TABLE_COLUMNS).collect(),
                });
            }
            Piece::Start(_) => return Err(ReadError::BadTable(format!("里面的元素套了 {MAX_DEPTH} 层以上"))),
            Piece::Text(text) => {
                if let Some(inner) = open.last_mut() {
                    inner.text.push_str(&text);
                }
            }
            Piece::End(_) => {
                let Some(done) = open.pop() else { return Ok(true) };
                if done.is_entry() {
                    row += 1;
                    for (name, value) in done.fields {
                        add_field(&mut table, &mut names, row, name, &value)?;
                    }
                } else if let Some(outer) =
                    open.last_mut().filter(|outer| outer.fields.len() < MAX_TABLE_COLUMNS)
                {
                    match done.text.trim().is_empty() {
                        false => outer.fields.push((done.name, done.text)),
                        true => outer.fields.extend(done.fields),
                    }
                }
            }
        }
        Ok(true)
    })?;
    let columns = columns_named(&names)?;
    let mut head = Row::default();
    head.cells.extend(names.into_iter().enumerate());
    // Where no row of a table is, the order of the catalogue counts: its first entry is number 1.
    let count = table.rows.len();
    let entries =
        table.rows.iter().map(|row| Entry { row: row.number - 1, ..Entry::of(row, &head, &columns) });
    let entries: Vec<Entry> = entries.collect();
    if entries.is_empty() { Err(ReadError::NoRows) } else { Ok((entries, count)) }
}

fn add_field(
    table: &mut Table,
    names: &mut Vec<String>,
    row: usize,
    name: String,
    value: &str,
) -> Result<(), ReadError> {
    // 题名 and 正题名 are one column, though one entry has this and another that.
    let meant = meaning::meaning_of(&name).filter(|(meaning, _)| meaning.is_single());
    let same = |known: &String| *known == name || (meant.is_some() && meaning::meaning_of(known) == meant);
    let column = names.iter().position(same).unwrap_or(names.len());
    if column == names.len() {
        names.push(name);
    }
    table.add(row, column, value)
}

/// What the names of elements mean: nobody need be asked, for the form is that of the rules.
fn columns_named(names: &[String]) -> Result<Columns, ReadError> {
    let mut table = Table::new("XML");
    for (column, name) in names.iter().enumerate() {
        table.add(1, column, name)?;
    }
    let head = head_of(&table).ok_or(ReadError::NoRows)?;
    Ok(Columns { meanings: head.proposals.iter().map(|one| one.meaning).collect(), headless: false })
}

/// 说明文件 beside the catalogue, and where its counts are not those of the catalogue.
fn note_beside(
    catalogue: &Path,
    around: &Surroundings,
    entries: usize,
    files: usize,
) -> (Option<PathBuf>, Vec<String>) {
    let folder = catalogue.parent().unwrap_or(Path::new(""));
    let Some(path) = around.files.list(folder).into_iter().find(|path| is_transfer_note(path)) else {
        return (None, vec!["移交载体里没有说明文件.TXT".to_owned()]);
    };
    let read = around.files.read(&path, MAX_NOTE_BYTES).and_then(|note| decode(&note.bytes));
    let text = match read {
        Ok(decoded) => decoded.text,
        Err(error) => return (Some(path), vec![format!("说明文件读不出来：{error}")]),
    };
    let (said_entries, said_files) = counts_of(&text);
    let mut told = Vec::new();
    if let Some(said) = said_entries.filter(|said| *said != entries) {
        told.push(format!("说明文件写着 {said} 件，文件目录里有 {entries} 条"));
    }
    if let Some(said) = said_files.filter(|said| *said != files) {
        told.push(format!("说明文件写着 {said} 个文件，按目录找到 {files} 个"));
    }
    (Some(path), told)
}

/// How many pieces and how many files a note speaks of: 电子档案数量：120件, 文件数：345个.
fn counts_of(note: &str) -> (Option<usize>, Option<usize>) {
    let (mut entries, mut files) = (None, None);
    for line in note.lines() {
        let chars: Vec<char> = line.chars().map(crate::text::fold_char).collect();
        let mut at = 0;
        while at < chars.len() {
            let digits = chars.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
            let number: String = chars.iter().skip(at).take(digits).collect();
            let behind: String = chars.iter().skip(at + digits).filter(|c| **c != ' ').take(3).collect();
            let before: String = chars.iter().take(at).collect();
            if let Ok(number) = number.parse::<usize>() {
                let of_files =
                    behind.starts_with("个文") || before.contains("文件数") || before.contains("文件个数");
                if of_files {
                    files = files.or(Some(number));
                } else if behind.starts_with(['件', '条']) {
                    entries = entries.or(Some(number));
                }
            }
            at += digits.max(1);
        }
    }
    (entries, files)
}

/// Files that entries name and nobody finds.
fn missing(entries: &[Entry]) -> Option<String> {
    let lacks = |entry: &&Entry| entry.doubts.iter().any(|doubt| doubt.starts_with("没有找到文件"));
    let names: Vec<String> = entries.iter().filter(lacks).map(Entry::name).collect();
    let shown = names.iter().take(MOST_TOLD).cloned().collect::<Vec<_>>().join("、");
    let more = if names.len() > MOST_TOLD { "等" } else { "" };
    (!names.is_empty()).then(|| format!("完整性：{} 条缺电子文件：{shown}{more}", names.len()))
}

/// Files that no entry names.
fn unlisted(spare: &[PathBuf]) -> Option<String> {
    let name = |path: &PathBuf| cut(&path.file_name().unwrap_or_default().to_string_lossy(), 40);
    let shown = spare.iter().take(MOST_TOLD).map(name).collect::<Vec<_>>().join("、");
    let more = if spare.len() > MOST_TOLD { "等" } else { "" };
    (!spare.is_empty()).then(|| format!("完整性：{} 个文件不在目录里：{shown}{more}", spare.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_a_note() {
        for (note, expect) in [
            ("移交单位：卫东区委宣传部\n电子档案数量：１２０ 件\n文件数：345", (Some(120), Some(345))),
            ("本载体共 3 条目录、5 个文件", (Some(3), Some(5))),
            ("载体编号 2015-001", (None, None)),
        ] {
            assert_eq!(counts_of(note), expect, "{note}");
        }
    }

    #[test]
    fn fields_are_elements_or_attributes() {
        for xml in [
            "<文件目录><文件><档号>1</档号><题名>甲</题名></文件><文件><档号>2</档号><题名>乙</题名></文件></文件目录>",
            "<文件目录><条目 档号=\"1\" 题名=\"甲\"/><条目 档号=\"2\" 题名=\"乙\"/></文件目录>",
            "<x:目录 xmlns:x='u'><x:件 档号='1'><x:题名><x:正题名>甲</x:正题名></x:题名></x:件><件 题名='乙' 档号='2'/></x:目录>",
        ] {
            let decoded = Decoded { text: xml.to_owned(), encoding: "UTF-8", damaged_lines: Vec::new() };
            let (entries, _) = entries_of(&decoded).expect("entries");
            let read: Vec<(usize, &str, &str)> =
                entries.iter().map(|one| (one.row, one.reference.as_str(), one.title.as_str())).collect();
            assert_eq!(read, [(1, "1", "甲"), (2, "2", "乙")], "{xml}");
        }
    }
}
