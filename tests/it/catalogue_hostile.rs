//! Catalogues that mean harm or are broken: refused with a clear message or read, in bounded memory, and nothing
//! outside their folder is looked at.

use std::fmt::Write as _;
use std::path::Path;

use jiuwen::import::{
    Document, Habits, MAX_CELL_CHARS, MAX_TABLE_ROWS, ReadError, SourceFile, read_document,
};
#[cfg(unix)]
use jiuwen::import::{MAX_TABLE_BYTES, READING_BYTES, READING_TIMES};

#[cfg(unix)]
use crate::hostile::{PROGRAM_BYTES, bounded};
use crate::support::{arg, jiuwen};
use crate::tables::{Cell, RELATIONS, WORKBOOK, picture, text, workbook, xlsx, zip_of};

fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_document(&SourceFile::new(name.into(), bytes.to_vec()), None, &Habits::default())
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], expect: &str) {
    let message = read(name, bytes).expect_err("it is refused").to_string();
    assert!(message.contains(expect), "{message}");
    assert!(message.chars().count() < 200, "{message}");
}

fn headlines(document: &Document) -> Vec<&str> {
    let items = document.pages.iter().flat_map(|page| &page.reading.items);
    items.map(|item| item.headline.as_str()).collect()
}

const HEAD: &str = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>题名</t></is></c>\
    <c t=\"inlineStr\"><is><t>日期</t></is></c></row>";

#[test]
fn a_million_rows_are_refused_where_they_begin() {
    let mut sheet = String::from(HEAD);
    for _ in 0..1_000_000 {
        sheet.push_str("<row><c><v>1</v></c></row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    refused("目录.xlsx", &workbook(WORKBOOK, &sheet, "<sst/>"), "超过 100000 行");
    let csv = format!("题名,日期\n{}", "社,20151209\n".repeat(MAX_TABLE_ROWS));
    refused("目录.csv", csv.as_bytes(), "超过 100000 行");
}

#[test]
fn what_unpacks_without_end_is_refused_whatever_it_declares() {
    let mut sheet = HEAD.as_bytes().to_vec();
    sheet.resize(300 << 20, b' ');
    let bytes = workbook(WORKBOOK, &String::from_utf8(sheet).expect("spaces"), "<sst/>");
    assert!(bytes.len() < 1 << 20);
    refused("目录.xlsx", &bytes, "解压后有 300 MB");
    // The same with a small size declared.
    let declared = (300_u32 << 20) + u32::try_from(HEAD.len() - HEAD.len()).expect("small");
    let mut lies = bytes.clone();
    let size = declared.to_le_bytes();
    for at in 0..lies.len() - 4 {
        if lies[at..at + 4] == size {
            lies[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    assert_ne!(lies, bytes);
    assert!(read("目录.xlsx", &lies).is_err());
    // One text without end, and one element without end.
    let long = format!("{HEAD}<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(3 << 20));
    refused("目录.xlsx", &workbook(WORKBOOK, &long, "<sst/>"), "没有尽头");
    let strings = format!("<sst><si><t>{}", "<x/>社社社社社社社社社社社社社社社社".repeat(1 << 20));
    assert!(read("目录.xlsx", &workbook(WORKBOOK, HEAD, &strings)).is_err());
}

#[test]
fn a_table_that_claims_a_million_million_strings_takes_no_room_for_them() {
    let strings = "<sst uniqueCount=\"999999999999999\"><si><t>题名</t></si><si><t>日期</t></si><si><t>夜校开班</t></si></sst>";
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
        <c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"99999999999999999999\"><c r=\"ZZZZZZZ9\" t=\"s\"><v>2</v></c>\
        <c t=\"s\"><v>77</v></c></row></sheetData></worksheet>";
    let document = read("目录.xlsx", &workbook(WORKBOOK, sheet, strings)).expect("it is read");
    assert_eq!(headlines(&document), ["夜校开班"]);
}

#[test]
fn what_is_no_workbook_is_named() {
    refused("目录.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "打开密码");
    refused("目录.xlsx", "题名,日期\n夜校,20151209\n".as_bytes(), "只是文件名像");
    refused("目录.xlsx", b"", "空的");
    refused("目录.xlsx", b"PK\x03\x04", "已损坏");
    refused("目录.xlsx", &zip_of(&[("a.txt", b"x")]), "没有工作表");
    refused("目录.xlsx", &zip_of(&[("xl/workbook.xml", b"<workbook")]), "XML");
    refused("目录.csv", &zip_of(&[("a.txt", b"x")]), "压缩包");
    let many: Vec<String> = (0..10_001).map(|at| at.to_string()).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused("目录.xlsx", &zip_of(&many), "部件太多");
    let empty = workbook(WORKBOOK, "<worksheet><sheetData/></worksheet>", "<sst/>");
    refused("目录.xlsx", &empty, "空的");
    let truncated = xlsx(&[vec![text("题名"), text("日期")], vec![text("夜校"), text("2015")]]);
    for len in [truncated.len() / 2, truncated.len() - 30] {
        assert!(read("目录.xlsx", &truncated[..len]).is_err());
    }
}

#[test]
fn encrypted_parts_are_told() {
    let mut bytes = xlsx(&[vec![text("题名"), text("日期")], vec![text("夜校"), text("2015")]]);
    // The flag of encryption, in every header: local ones have it at 6, those of the directory at 8.
    for at in 0..bytes.len() - 10 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    refused("目录.xlsx", &bytes, "密码");
}

#[test]
fn entities_are_not_expanded_and_nothing_is_fetched() {
    let mut bomb = String::from("<!DOCTYPE x [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\">");
    for (name, inner) in
        ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        let _ = write!(bomb, "<!ENTITY {name} \"{}\">", format!("&{inner};").repeat(10));
    }
    bomb.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
    let xml = format!(
        "{bomb}<文件目录><文件><档号>1</档号><题名>夜校&i;开班&amp;</题名><备注>&file;</备注></文件></文件目录>"
    );
    let document = read("文件目录.xml", xml.as_bytes()).expect("it is read");
    assert_eq!(headlines(&document), ["夜校&i;开班&"]);
    let sheet = format!("{bomb}{HEAD}<row><c t=\"str\"><v>夜校&i;</v></c></row></sheetData></worksheet>");
    let document = read("目录.xlsx", &workbook(WORKBOOK, &sheet, "<sst/>")).expect("it is read");
    assert_eq!(headlines(&document), ["夜校&i;"]);
    let deep = format!("<文件目录>{}", "<a>".repeat(100_000));
    refused("文件目录.xml", deep.as_bytes(), "套了 64 层以上");
}

#[test]
fn fields_without_end_and_bytes_of_nothing() {
    let long = format!("题名,日期\n\"{}", "社".repeat(10 << 20));
    refused("目录.csv", long.as_bytes(), &format!("一格就超过 {MAX_CELL_CHARS} 字"));
    let wide = format!("题名,日期\n夜校{}班\n", ",".repeat(120));
    refused("目录.csv", wide.as_bytes(), "列以外");
    let zeros = "题名,日期\n夜校\0开班,20151209\n社区,20151210\n";
    let repeated = format!("{zeros}{}", "食堂,20151211\n".repeat(80));
    let document = read("目录.csv", repeated.as_bytes()).expect("it is read");
    assert_eq!(headlines(&document)[0], "夜校开班");
    refused("目录.csv", &[0; 4096], "程序");
}

#[test]
fn ragged_rows_and_rows_that_say_nothing_are_read_and_told() {
    let csv = "档号,题名,日期\nD1,夜校开班,20151209,多出,来的\nD2\n,食堂开张\n\n,,20151209\n";
    let document = read("目录.csv", csv.as_bytes()).expect("it is read");
    assert_eq!(headlines(&document), ["夜校开班", "食堂开张"]);
    let told: Vec<&str> = document
        .pages
        .iter()
        .flat_map(|page| &page.reading.remarks)
        .map(|remark| remark.reason.as_str())
        .collect();
    assert!(told.iter().any(|reason| reason.starts_with("第 3 行“D2”没有题名")), "{told:?}");
    assert!(document.pages[0].reading.items[0].remarks.iter().any(|one| one.reason == "目录：多出；来的"));
    refused("目录.csv", "档号,题名,日期\n".as_bytes(), "只有表头");
}

#[test]
fn formulas_stay_text_and_an_error_is_nothing() {
    let rows = [
        vec![text("题名"), text("日期"), text("备注")],
        vec![text("=cmd|' /C calc'!A0"), text("20151209"), text("+1")],
        vec![
            Cell::Formula("CONCATENATE(\"夜校\",\"开班\")".into(), "夜校开班".into()),
            text("20151209"),
            text(""),
        ],
    ];
    let document = read("目录.xlsx", &xlsx(&rows)).expect("it is read");
    assert_eq!(headlines(&document), ["=cmd|' /C calc'!A0", "夜校开班"]);
    let sheet = format!(
        "{HEAD}<row><c t=\"str\"><v>夜校</v></c><c t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>"
    );
    let document = read("目录.xlsx", &workbook(WORKBOOK, &sheet, "<sst/>")).expect("it is read");
    assert_eq!(document.pages[0].reading.head.date, None);
}

#[test]
fn the_days_of_a_workbook_from_1904_are_counted_from_there() {
    let book = WORKBOOK.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    let sheet = format!(
        "{HEAD}<row><c t=\"str\"><v>夜校</v></c><c s=\"1\"><v>40885</v></c></row></sheetData></worksheet>"
    );
    let document = read("目录.xlsx", &workbook(&book, &sheet, "<sst/>")).expect("it is read");
    let date = document.pages[0].reading.head.date.as_ref().map(|date| date.date.to_string());
    assert_eq!(date.as_deref(), Some("2015-12-09"));
    assert!(RELATIONS.contains("sheet2"));
}

#[test]
fn no_name_of_a_picture_leads_out_of_the_folder() {
    let outer = tempfile::tempdir().expect("a folder");
    let inner = outer.path().join("里面");
    picture(&outer.path().join("secret.jpg"), 1);
    picture(&inner.join("1.jpg"), 1);
    let absolute = outer.path().join("secret.jpg");
    let names = ["../secret.jpg", "..\\secret.jpg", arg(&absolute), "a/../../secret.jpg", "C:\\secret.jpg"];
    let rows: String =
        names.iter().enumerate().map(|(at, name)| format!("../D{at},夜校{at},说,{name}\n")).collect();
    let path = inner.join("目录.csv");
    std::fs::write(&path, format!("档号,题名,图说,文件名\n{rows}../../里面,食堂,说,\n"))
        .expect("a catalogue");
    let store = outer.path().join("a.jiuwen");
    let args = [
        "import",
        "--store",
        arg(&store),
        arg(&path),
        "--paper",
        "报",
        "--page",
        "1",
        "--date",
        "2015-12-09",
    ];
    let output = jiuwen(&[&args[..], &["--area", "330302", "--json"]].concat());
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!report.contains("secret"), "{report}");
    let document = in_place(&path);
    let items = || document.pages.iter().flat_map(|page| &page.reading.items);
    assert!(items().flat_map(|item| &item.photos).all(|photo| photo.picture.is_none()));
    let told = items().flat_map(|item| &item.remarks).filter(|one| one.reason.contains("文件夹之外")).count();
    assert_eq!(told, names.len());
}

fn in_place(path: &Path) -> Document {
    let file = SourceFile::read(path, u64::MAX).expect("a file");
    read_document(&file, None, &Habits::default()).expect("it is read")
}

/// Whatever a table is, reading it takes no more than the bound that its limits promise.
#[cfg(unix)]
#[test]
fn the_worst_tables_are_read_or_refused_within_the_bound() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sheet = HEAD.as_bytes().to_vec();
    sheet.resize(300 << 20, b' ');
    let bomb = workbook(WORKBOOK, &String::from_utf8(sheet).expect("spaces"), "<sst/>");
    let strings = format!("<sst>{}</sst>", "<si><t>社</t></si>".repeat(3_000_000));
    let many = workbook(WORKBOOK, &format!("{HEAD}</sheetData></worksheet>"), &strings);
    let wide = format!("题名,日期\n{}", format!("夜校,20151209{}\n", ",a".repeat(90)).repeat(24_000));
    let deep = "<文件目录>".to_owned() + &"<a b='c'>".repeat(4_000_000);
    let long = format!("题名,日期\n\"{}", "社".repeat(20 << 20));
    let tables = [
        ("bomb.xlsx", bomb),
        ("many.xlsx", many),
        ("wide.csv", wide.into_bytes()),
        ("long.csv", long.into_bytes()),
        ("文件目录.xml", deep.into_bytes()),
    ];
    for (name, bytes) in tables {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).expect("a file");
        let room = PROGRAM_BYTES + READING_BYTES + READING_TIMES * MAX_TABLE_BYTES as u64;
        let store = folder.path().join("a.jiuwen");
        let args = ["import", "--dry-run", "--area", "330302", "--store", arg(&store), arg(&path)];
        let output = bounded(room >> 10, &args);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}: {message}");
        let told = ["目录太大", "打不开"].iter().any(|word| message.contains(word));
        assert!(told, "{name}: {message}");
    }
}
