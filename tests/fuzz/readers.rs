//! The program's readers by themselves, from the program's own source: nothing of the window and the store is built.

#![allow(dead_code)]

#[path = "../../src/import/mod.rs"]
pub mod import;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/text/mod.rs"]
pub mod text;

use std::path::PathBuf;

use import::{Document, Habits, ReadError, SourceFile};
use model::{Confidence, Line, LineRole, PageReading};

/// Reads bytes as a file of this name.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let file = SourceFile::new(PathBuf::from(name), bytes.to_vec());
    import::read_document(&file, None, &Habits::default())
}

/// What holds of every page, whatever was in the file.
pub fn check(page: &PageReading) {
    assert!(page.lines.windows(2).all(|pair| pair[0].number < pair[1].number), "lines in order, each once");
    assert_eq!(import::build_items(&page.lines).len(), page.items.len(), "items follow from the lines");
    let day = jiff::civil::date(2020, 2, 29);
    for item in &page.items {
        for event in import::event_dates(item, day) {
            assert!(event.span.len > 0);
        }
    }
}

/// As [`check`], of a page whose items follow from the rows of a table.
pub fn check_catalogue(page: &PageReading) {
    check(page);
    assert!(!page.items.is_empty(), "a page has a row");
    for item in &page.items {
        assert!(item.photos.iter().all(|photo| photo.picture.is_none()), "nothing lies beside it");
    }
}

/// A line with a role, sure of it.
pub fn line(number: usize, text: &str, role: LineRole) -> Line {
    Line {
        number,
        text: text.to_owned(),
        role,
        joined: false,
        begins: false,
        confidence: Confidence::Sure,
        reason: String::new(),
    }
}
