//! A line where people sign: in front, at the end, below a picture.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::import::{build_items, line_shape};
use readers::line;
use readers::model::LineRole;

fuzz_target!(|text: &str| {
    let _ = line_shape(text);
    for role in [LineRole::Byline, LineRole::Credit, LineRole::Caption, LineRole::Dateline, LineRole::Continuation] {
        for item in build_items(&[line(1, "标题", LineRole::Headline), line(2, text, role)]) {
            assert!(item.people.iter().all(|person| !person.name.is_empty()), "{item:?}");
        }
    }
    let body = [line(1, "标题", LineRole::Headline), line(2, text, LineRole::Body), line(3, text, LineRole::Body)];
    let items = build_items(&body);
    assert_eq!(items.len(), 1);
    assert_eq!(build_items(&body), items);
});
