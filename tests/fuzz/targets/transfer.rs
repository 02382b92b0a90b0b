//! Bytes as the catalogue of a transfer (文件目录.XML).
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = readers::read("载体/文件目录.xml", bytes) else { return };
    document.pages.iter().for_each(|page| readers::check_catalogue(&page.reading));
});
