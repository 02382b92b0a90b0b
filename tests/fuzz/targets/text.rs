//! Bytes as a text file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::import::decode;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = readers::read("报_20151209_03.txt", bytes) else { return };
    document.pages.iter().for_each(|page| readers::check(&page.reading));
    let text = decode(bytes).map(|decoded| decoded.text).unwrap_or_default();
    let edge = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let printed = text.split('\n').filter(|line| !line.trim_matches(edge).is_empty()).count();
    let read: usize = document.pages.iter().map(|page| page.reading.lines.len()).sum();
    assert_eq!(read, printed, "every line that is not blank is in one page");
});
