#![no_main]

use libfuzzer_sys::fuzz_target;

// Whatever issue.json says, what is read of it lies beneath it.
fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = readers::read("nowhere/issue.json", bytes) {
        assert!(document.parts.iter().all(|part| part.starts_with("nowhere")));
    }
});
