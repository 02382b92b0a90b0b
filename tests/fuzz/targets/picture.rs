#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::import::{picture_facts, read_picture};

// A picture is read or refused; what is written into it is looked at whatever became of that.
fuzz_target!(|bytes: &[u8]| {
    if let Ok(picture) = read_picture(bytes) {
        assert!(picture.width > 0 && picture.height > 0 && !picture.thumbnail.is_empty());
    }
    let _ = picture_facts(bytes);
});
