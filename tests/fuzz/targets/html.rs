//! Bytes as a saved e-paper article.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = readers::read("html/2016-10/31/content_1.htm", bytes) else { return };
    document.pages.iter().for_each(|page| readers::check(&page.reading));
});
