//! PDF pages: read as their plain text is, kept as pictures, hostile ones refused.

use std::path::PathBuf;

use jiuwen::import::{Document, Habits, ReadError, SourceFile, read_document};
use jiuwen::model::{Item, PageReading};

use crate::generate;
use crate::press::{self, Setting};

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

/// Prints how a PDF of ours or others is read: JIUWEN_PDF=a.pdf:b.pdf
#[test]
fn shown() {
    let Some(paths) = std::env::var_os("JIUWEN_PDF") else { return };
    for path in std::env::split_paths(&paths) {
        let start = std::time::Instant::now();
        match read("a.pdf", std::fs::read(&path).expect("a file")) {
            Err(error) => println!("{}: {error}", path.display()),
            Ok(document) => {
                for page in &document.pages {
                    println!("== {:?} {:?}", page.reading.head, page.reading.remarks);
                    for line in &page.reading.lines {
                        println!(
                            "{:4} {:?} j{} b{} {}",
                            line.number,
                            line.role,
                            u8::from(line.joined),
                            u8::from(line.begins),
                            line.text
                        );
                    }
                }
            }
        }
        println!("{:?}", start.elapsed());
    }
}

#[test]
fn made() {
    let Some(folder) = std::env::var_os("JIUWEN_PDF_MADE") else { return };
    for at in 0..6 {
        let text = generate::page(at);
        let setting = Setting { columns: 3 + at % 3, single: at % 2 == 1 };
        let printed = press::print(std::slice::from_ref(&text), setting);
        std::fs::write(PathBuf::from(&folder).join(format!("{at}.pdf")), printed).expect("written");
        std::fs::write(PathBuf::from(&folder).join(format!("{at}.txt")), text).expect("written");
    }
}
