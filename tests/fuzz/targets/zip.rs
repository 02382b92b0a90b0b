#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::import::{Files, collect};

// Whatever an archive holds, its files lie beneath it and are no larger than was asked for.
fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("jiuwen-fuzz-{}.zip", std::process::id()));
    if std::fs::write(&path, bytes).is_err() {
        return;
    }
    let (found, _) = collect(std::slice::from_ref(&path));
    let files = Files::default();
    for file in found {
        assert!(file.starts_with(&path));
        if let Ok(read) = files.read(&file, 1 << 20) {
            assert!(read.bytes.len() <= 1 << 20);
        }
    }
});
