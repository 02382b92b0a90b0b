//! Bytes as a page of ALTO.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = readers::read("晨光社区报_20151209_03.xml", bytes) else { return };
    document.pages.iter().for_each(|page| readers::check(&page.reading));
});
