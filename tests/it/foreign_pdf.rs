//! PDF files that other programs wrote; `tests/data/foreign/pdf/README.md` says whose.

use std::path::PathBuf;

use jiuwen::import::{Habits, SourceFile, read_document};

use crate::support::project;

fn lines(name: &str) -> Result<Vec<String>, String> {
    let bytes = std::fs::read(project().join("tests/data/foreign/pdf").join(name)).expect("a file");
    let file = SourceFile::new(PathBuf::from(name), bytes);
    let document = read_document(&file, None, &Habits::default()).map_err(|error| error.to_string())?;
    let lines = document.pages.into_iter().flat_map(|page| page.reading.lines);
    Ok(lines.map(|line| line.text).filter(|text| !text.is_empty()).collect())
}

#[track_caller]
fn begins(name: &str, expect: &[&str]) {
    let lines = lines(name).expect("it is read");
    let first: Vec<&str> = lines.iter().take(expect.len()).map(String::as_str).collect();
    assert_eq!(first, expect, "{lines:#?}");
}

#[test]
fn what_other_programs_wrote_is_read_in_its_order() {
    begins("multilang.pdf", &["English:", "Hello World"]);
    let lines = lines("multilang.pdf").expect("it is read");
    for expect in ["Привет, мир", "你好世界", "こんにちは世界"] {
        assert!(lines.iter().any(|line| line == expect), "{expect}: {lines:?}");
    }
    begins(
        "crazyones.pdf",
        &[
            "The Crazy Ones",
            "October 14, 1998",
            "Heres to the crazy ones. The misfits. The rebels. The troublemakers.",
        ],
    );
    begins("noembed-identity.pdf", &["ABCあいうえお123"]);
}

#[test]
fn text_from_top_to_bottom_is_read_from_right_to_left_tier_by_tier() {
    begins("vertical.pdf", &["あいうえお", "日本語"]);
    begins("jo.pdf", &["序", "わたくしといふ現象は", "假定された有機交流電燈の", "ひとつの青い照明です"]);
}

#[test]
fn a_locked_file_says_what_to_do() {
    let message = lines("r3-user-password.pdf").expect_err("it is locked");
    assert!(message.contains("加了密码") && message.contains("另存"), "{message}");
}
