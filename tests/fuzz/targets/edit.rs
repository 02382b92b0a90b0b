//! The lines of a page with whatever roles a person may give them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::import::build_items;
use readers::line;
use readers::model::{Line, LineRole};

fuzz_target!(|bytes: &[u8]| {
    // The second half is the text, the first says what its lines are.
    let (told, text) = bytes.split_at(bytes.len() / 2);
    let text = String::from_utf8_lossy(text);
    let mut lines: Vec<Line> = Vec::new();
    for (at, words) in text.split('\n').enumerate() {
        let by = told.get(at).copied().unwrap_or_default();
        let role = LineRole::ALL[usize::from(by) % LineRole::ALL.len()];
        lines.push(Line { joined: by & 64 != 0, begins: by & 128 != 0, ..line(at + 1, words, role) });
    }
    let items = build_items(&lines);
    assert_eq!(build_items(&lines), items, "the same lines give the same items");
    let inside = lines.iter().filter(|line| !line.role.is_outside()).count();
    assert!(items.len() <= inside);
    assert_eq!(items.is_empty(), inside == 0);
});
