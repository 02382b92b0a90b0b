//! PDF pages: read as their plain text is, kept as pictures, hostile ones refused.

use std::path::PathBuf;
use std::sync::Arc;

use jiuwen::import::edit::{Edit, HeadFields, ItemField, PageEdit};
use jiuwen::import::{
    Document, Habits, PlaceFinder, ReadError, SheetImage, SourceFile, pdf_pixels, read_document,
};
use jiuwen::model::{Item, PageReading};

use crate::generate;
use crate::press::{self, Setting};
use crate::raw_pdf;

const SERIF: &[u8] = include_bytes!("../../fonts/JiuwenSerif-Regular.otf");

fn read(name: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    read_document(&SourceFile::new(PathBuf::from(name), bytes), None, &Habits::default())
}

fn pages(name: &str, bytes: Vec<u8>) -> Vec<PageReading> {
    let document = read(name, bytes).expect("a document");
    document.pages.into_iter().map(|page| page.reading).collect()
}

/// What of an item must not depend on the format.
fn essence(item: &Item) -> (String, String, Option<String>, Vec<String>, Vec<String>, String) {
    let captions = item.photos.iter().map(|photo| photo.caption.clone()).collect();
    let people = format!("{:?}", item.people);
    let kicker = format!("{:?}", item.kicker);
    (kicker, item.headline.clone(), item.subtitle.clone(), item.paragraphs.clone(), captions, people)
}

#[test]
fn pages_set_in_columns_read_as_their_plain_text() {
    let count = std::env::var("JIUWEN_PDF_PAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(24);
    let mut wrong = Vec::new();
    let mut items = 0;
    for at in 0..count {
        let text = generate::page(at);
        let setting = Setting { columns: 3 + at % 3, single: at % 2 == 1 };
        let printed = press::print(std::slice::from_ref(&text), setting);
        let (from_pdf, from_text) = (pages("a.pdf", printed), pages("a.txt", text.into_bytes()));
        let essences = |pages: &[PageReading]| -> Vec<_> {
            pages.iter().flat_map(|page| page.items.iter().map(essence)).collect()
        };
        let heads = |pages: &[PageReading]| -> Vec<_> {
            let head = |page: &PageReading| (page.head.paper.clone(), page.head.date.clone().map(|d| d.date));
            pages.iter().map(|page| (head(page), page.head.number.clone(), page.head.name.clone())).collect()
        };
        assert_eq!(heads(&from_pdf), heads(&from_text), "page {at}");
        let (a, b) = (essences(&from_pdf), essences(&from_text));
        items += b.len();
        if a != b {
            wrong.push((at, setting.columns));
            if std::env::var_os("JIUWEN_PDF_SHOW").is_some() {
                println!("page {at}\n{a:#?}\n{b:#?}");
            }
        }
    }
    println!("{count} pages, {items} items, pages that differ: {wrong:?}");
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn words_stand_where_they_are_printed_on_lines_that_the_page_has() {
    let bytes = press::print(&[generate::page(0)], Setting { columns: 3, single: false });
    let document = read("a.pdf", bytes).expect("a document");
    let page = &document.pages[0];
    let sheet = page.sheet.as_ref().expect("a picture of the page");
    assert_eq!(sheet.image, SheetImage::Page(0));
    assert!(sheet.words.len() > 60);
    for word in &sheet.words {
        let line = page.reading.lines.iter().find(|line| line.number == word.line).expect("its line");
        assert!(line.text.contains(&word.text), "{word:?} {line:?}");
        let [left, top, width, height] = word.rect;
        assert!(left >= 0.0 && top >= 0.0 && left + width <= 1.01 && top + height <= 1.0, "{word:?}");
    }
    let place = |text: &str| sheet.words.iter().find(|word| word.text.contains(text)).expect("a word").rect;
    let (head, title, text) = (place("第1版"), place("第0号花园"), place("张明远"));
    assert!(head[1] < title[1] && title[1] < text[1] && title[3] > 1.5 * text[3], "{title:?} {text:?}");
}

#[test]
fn a_turned_page_is_read_and_measured_as_it_is_shown() {
    let content = b"BT /F 12 Tf 60 700 Td (Twelve trees were planted.) Tj ET";
    let upright = "/MediaBox [0 0 595 842]";
    for (entries, expect) in
        [(upright.to_owned(), [0.10, 0.15]), (format!("{upright} /CropBox [50 400 550 800]"), [0.02, 0.22])]
    {
        let document = read("a.pdf", raw_pdf::page(&entries, content, raw_pdf::LATIN)).expect("a document");
        let word = &document.pages[0].sheet.as_ref().expect("a sheet").words[0];
        assert!(word.text.starts_with("Twelve trees were"), "{word:?}");
        let near = |at: usize| (word.rect[at] - expect[at]).abs() < 0.03;
        assert!(near(0) && near(1), "{word:?}");
    }
    // Written upwards on a page that is turned: upright as it is shown.
    let turned = b"BT /F 12 Tf 0 1 -1 0 300 60 Tm (Twelve trees were planted.) Tj ET";
    let entries = format!("{upright} /Rotate 90");
    let document = read("a.pdf", raw_pdf::page(&entries, turned, raw_pdf::LATIN)).expect("a document");
    let word = &document.pages[0].sheet.as_ref().expect("a sheet").words[0];
    assert!(word.text.starts_with("Twelve trees were") && word.rect[2] > word.rect[3], "{word:?}");
}

#[test]
fn text_that_is_not_drawn_over_a_scan_is_its_text_layer() {
    let content = b"BT 3 Tr /F 12 Tf 60 700 Td (Twelve trees were planted.) Tj ET";
    let read = pages("a.pdf", raw_pdf::page("/MediaBox [0 0 595 842]", content, raw_pdf::LATIN));
    assert_eq!(read[0].lines[0].text, "Twelve trees were planted.");
}

#[test]
fn chinese_text_is_read_in_the_encodings_of_the_specification() {
    let words = "安培社区种下十二棵桂花树";
    let gbk = encoding_rs::GBK.encode(words).0.into_owned();
    let ucs2: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (encoding, bytes) in [("GBK-EUC-H", gbk), ("UniGB-UCS2-H", ucs2.clone()), ("UniGB-UTF16-H", ucs2)] {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let content = format!("BT /F 12 Tf 60 700 Td <{hex}> Tj ET");
        let font = raw_pdf::han(encoding, "GB1");
        let file = raw_pdf::page("/MediaBox [0 0 595 842]", content.as_bytes(), &font);
        assert_eq!(pages("a.pdf", file.clone())[0].lines[0].text, words, "{encoding}");
        let (_, rgba) = pdf_pixels(file, 0, 842, SERIF).expect("drawn");
        assert!(
            rgba.chunks(4).filter(|pixel| pixel[0] < 128).count() > 200,
            "{encoding} is drawn in our face"
        );
    }
}

#[test]
fn characters_that_nothing_explains_are_told_of() {
    let content = format!("BT /F 12 Tf 60 700 Td <{}> Tj ET", "0abc".repeat(20));
    let font = raw_pdf::han("Identity-H", "Identity");
    let read = pages("a.pdf", raw_pdf::page("/MediaBox [0 0 595 842]", content.as_bytes(), &font));
    let doubts: Vec<&str> = read[0].items[0].doubts().map(|remark| remark.reason.as_str()).collect();
    assert!(doubts[0].contains("有 20 个字，字体里都没有写明是什么字"), "{doubts:?}");
}

#[test]
fn a_scan_waits_for_its_headline_and_takes_one_typed_by_hand() {
    let bytes = raw_pdf::page("/MediaBox [0 0 595 842]", b"0 0 100 100 re f", "");
    let read = pages("晨光社区报_20151209_03.pdf", bytes);
    let page = read[0].clone();
    let head = &page.head;
    assert_eq!((head.paper.as_deref(), head.number.as_deref()), (Some("晨光社区报"), Some("3")));
    assert_eq!(page.items.len(), 1);
    let doubts: Vec<&str> = page.items[0].doubts().map(|remark| remark.reason.as_str()).collect();
    assert!(doubts[0].contains("没有文字层，请照版面图填写题名"), "{doubts:?}");
    let fields = HeadFields::of(&page, None);
    let item = page.items[0].lines.0;
    let mut edit = PageEdit::new(page, fields, Arc::new(PlaceFinder::new(&[])));
    let text = "安培社区种树".to_owned();
    assert!(edit.texts_of(item).iter().any(|(field, _)| *field == ItemField::Headline));
    assert!(edit.apply(Edit::SetField { item, field: ItemField::Headline, text }));
    let after = &edit.page().items[0];
    assert_eq!((after.headline.as_str(), after.doubts().count()), ("安培社区种树", 0));
}

#[test]
fn the_pages_of_an_issue_go_on_with_its_day_and_count_where_no_number_is_printed() {
    let bare = |at| generate::page(at).split_once('\n').expect("a head").1.to_owned();
    let second = format!("安培社区一周要闻回顾\n\n{}", bare(1));
    let issue = [generate::page(0), second, generate::page(2)];
    let read = pages("a.pdf", press::print(&issue, Setting { columns: 3, single: false }));
    let numbers: Vec<_> = read.iter().map(|page| page.head.number.as_deref()).collect();
    assert_eq!(numbers, [Some("1"), Some("2"), Some("3")]);
    let day = |at: usize| read[at].head.date.as_ref().map(|date| (date.date, date.given));
    assert!(day(0).is_some() && day(0) == day(1) && read[1].head.paper == read[0].head.paper);
    let doubts: Vec<usize> =
        read.iter().map(|page| page.remarks.iter().filter(|remark| remark.doubt).count()).collect();
    assert_eq!(doubts, [0, 1, 0]);
    assert!(read[1].remarks[0].reason.contains("第 2 页"), "{:?}", read[1].remarks);
    let last = read[0].lines.last().expect("a line").number;
    assert!(read[1].lines[0].number > last, "numbers go on from page to page");
}
