//! Bytes as a PDF file, read and drawn.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::import::pdf_pixels;

const HAN: &[u8] = include_bytes!("../../../fonts/JiuwenSerif-Regular.otf");

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = readers::read("报_20151209_03.pdf", bytes) else { return };
    for page in &document.pages {
        readers::check(&page.reading);
        let words = page.sheet.iter().flat_map(|sheet| &sheet.words);
        for word in words {
            let line = |line: &readers::model::Line| line.number == word.line;
            assert!(page.reading.lines.iter().any(line), "a word stands on a line of its page");
            assert!(word.rect.iter().all(|part| (0.0..=1.0).contains(part)), "and on the page");
        }
    }
    if let Ok((size, rgba)) = pdf_pixels(bytes.to_vec(), 0, 128, HAN) {
        assert_eq!(rgba.len(), size[0] * size[1] * 4);
    }
});
