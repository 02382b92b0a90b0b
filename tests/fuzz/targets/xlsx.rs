//! Bytes as a catalogue (.xlsx).
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = readers::read("目录/目录.xlsx", bytes) else { return };
    document.pages.iter().for_each(|page| readers::check_catalogue(&page.reading));
});
