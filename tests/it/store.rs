//! The store as a whole: pages in, pages out, one transaction each.

use std::path::Path;

use crate::support::{archive, view};
use jiuwen::import::{SourceFile, decode, read_page};
use jiuwen::jobs::{Decision, IntakeError, Outcome, Status, commit, prepare};
use jiuwen::model::{Date, PlaceCode};
use jiuwen::query::{Filter, Query};
use jiuwen::store::{NewPage, Store, StoreError};
use jiuwen::text::Folding;

const PAGE: &str = "夜校开班\n本报讯（记者 李博）12月8日，东湖社区夜校开班了。\n楼道灯亮了\n本报讯（记者 李博）楼道灯亮了。\n";

fn decided() -> Decision {
    Decision {
        paper: Some("试刊".to_owned()),
        date: Some(Date::constant(2015, 12, 9)),
        number: Some("3".to_owned()),
        ..Decision::default()
    }
}

/// Reads a text file with this content and takes it in.
fn take_in(
    store: &Store,
    folder: &Path,
    name: &str,
    text: &str,
    decision: &Decision,
) -> Result<Status, String> {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    let file = prepare(store, &[path], |_, _| true).expect("the store reads").remove(0);
    match file.outcome {
        Outcome::Ready(drafts) => match commit(store, &drafts[0], decision) {
            Ok(report) => Ok(report[0].status),
            Err(error) => Err(error.to_string()),
        },
        Outcome::Known(_) => Ok(Status::Skipped),
        Outcome::Failed(error) => Err(error.to_string()),
        Outcome::GoesWith(_) => unreachable!("a text is no picture"),
    }
}

#[test]
fn the_same_bytes_are_recognised_whatever_they_are_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    assert_eq!(take_in(&store, folder.path(), "1.txt", PAGE, &decided()), Ok(Status::Imported));
    assert_eq!(take_in(&store, folder.path(), "2.txt", PAGE, &decided()), Ok(Status::Skipped));
    assert_eq!(archive(&store).totals().articles, 2);
}

#[test]
fn other_items_of_a_page_are_welcome_beside_those_it_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    take_in(&store, folder.path(), "1.txt", PAGE, &decided()).expect("the first");
    let other = "食堂开张\n本报讯（记者 李博）食堂开张了。\n";
    assert_eq!(take_in(&store, folder.path(), "3.txt", other, &decided()), Ok(Status::Imported));
    assert_eq!(archive(&store).totals().articles, 3);
    assert_eq!(store.read(|r| r.pages_with_versions()).expect("pages"), []);
}

#[test]
fn a_page_without_a_date_stores_nothing_and_names_the_option() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    let open = Decision { date: None, ..decided() };
    let error = take_in(&store, folder.path(), "1.txt", PAGE, &open).expect_err("no date");
    assert!(error.contains("--date"), "{error}");
    let source = SourceFile::new("1.txt".into(), PAGE.as_bytes().to_vec());
    assert_eq!(store.read(|r| r.source_by_sha256(&source.sha256)).expect("a look"), None);
    assert_eq!(archive(&store).totals(), Default::default());
}

#[test]
fn a_page_that_fails_half_way_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    let source = SourceFile::new("1.txt".into(), PAGE.as_bytes().to_vec());
    let decoded = decode(PAGE.as_bytes()).expect("text");
    let mut reading = read_page(Path::new("1.txt"), &decoded).expect("a page");
    // A mention of a place that the store does not know breaks a reference, after the articles are written.
    let span = reading.items[1].texts().next().expect("a text").0;
    let code = PlaceCode::parse("410403");
    reading.items[1].places =
        vec![jiuwen::model::PlaceMention { code, name: "卫东区".to_owned(), span, decided: false }];
    let page = NewPage {
        source: &source,
        encoding: "UTF-8",
        part: 0,
        issue: None,
        sheet: None,
        current: true,
        paper: "试刊",
        date: Date::constant(2015, 12, 9),
        number: "3",
        name: None,
        items: &reading.items,
        remarks: &[],
        pictures: &[],
    };
    assert!(store.write(|w| w.add_page(&page)).is_err());
    assert_eq!(archive(&store).totals(), Default::default());
    assert_eq!(store.read(|r| r.source_by_sha256(&source.sha256)).expect("a look"), None);
}

#[test]
fn a_store_opens_again_with_all_it_held() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let store = Store::open_or_create(&path).expect("a store");
    take_in(&store, folder.path(), "1.txt", PAGE, &decided()).expect("taken in");
    drop(store);
    let store = Store::open(&path).expect("opens again");
    let archive = archive(&store);
    assert_eq!(archive.totals().articles, 2);
    let bytes = store.read(|r| r.source_bytes(jiuwen::model::SourceId(1))).expect("the source");
    assert_eq!(bytes, PAGE.as_bytes());
}

#[test]
fn what_is_no_store_stays_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.jiuwen");
    for content in [
        &b"not a store, only text that is long enough to be a header of something else, at least 100 bytes."
            [..],
        b"x",
    ] {
        std::fs::write(&other, content).expect("a file");
        assert!(matches!(Store::open(&other), Err(StoreError::NotAStore(_))));
        assert_eq!(std::fs::read(&other).expect("a file"), content);
    }
    assert!(matches!(Store::open(&folder.path().join("none.jiuwen")), Err(StoreError::Missing(_))));
    assert!(matches!(Store::open(folder.path()), Err(StoreError::NotAStore(_))));
}

#[test]
fn a_store_of_a_newer_program_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    drop(Store::open_or_create(&path).expect("a store"));
    let mut bytes = std::fs::read(&path).expect("the file");
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    std::fs::write(&path, &bytes).expect("a newer store");
    let error = Store::open(&path).err().expect("refused").to_string();
    assert!(error.contains("升级程序") && error.contains("99"), "{error}");
    assert_eq!(std::fs::read(&path).expect("the file"), bytes, "untouched");
}

/// Counts of every view beside a plain count over all articles, for every combination of a few filters.
#[test]
fn views_count_what_a_plain_look_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = jiuwen::jobs::open_sample_in(folder.path()).expect("the sample");
    let archive = archive(&store);
    let mut details = Vec::new();
    store
        .read(|reader| {
            for id in 1..=i64::try_from(archive.totals().articles).expect("few articles") {
                details.push(jiuwen::query::detail(reader, jiuwen::model::ArticleId(id))?);
            }
            Ok(())
        })
        .expect("details");
    let places: Vec<PlaceCode> = archive.places().iter().map(|place| place.code).collect();
    let queries = ["", "社区", "夜校", "社区 老人", "没有这个词"];
    for query in queries {
        for place in places.iter().map(Some).chain([None]) {
            let filter = Filter {
                query: Query::parse(query, Folding::ALL).expect("a query"),
                places: place.into_iter().copied().collect(),
                ..Filter::default()
            };
            let view = view(&store, filter);
            let passes = |detail: &&jiuwen::query::Detail| {
                let article = &detail.article;
                let mut text =
                    [article.kicker.as_deref(), Some(&article.headline), article.subtitle.as_deref()]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("\n");
                text += &article.paragraphs.join("\n");
                for photo in &detail.photos {
                    text += &format!("\n{}", photo.caption);
                }
                let words = query.split_whitespace().all(|word| text.contains(word));
                let named = place.is_none_or(|place| {
                    detail
                        .places
                        .iter()
                        .any(|mention| mention.code.is_some_and(|code| code.is_within(*place)))
                });
                words && named
            };
            let expect = details.iter().filter(passes).count();
            assert_eq!(view.hits.len(), expect, "{query} {place:?}");
            let span = view.days.span().expect("days");
            for unit in jiuwen::model::TimeUnit::ALL {
                let bars: u32 = view.days.bars(unit, span).map(|(_, bar)| bar.passing).sum();
                assert_eq!(usize::try_from(bars), Ok(expect), "{query} {place:?}");
            }
        }
    }
}

#[test]
fn the_sample_is_as_large_as_promised() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = jiuwen::jobs::open_sample_in(folder.path()).expect("the sample");
    let totals = archive(&store).totals();
    assert!(totals.issues >= 3 && totals.photos >= 8, "{totals:?}");
    let all = view(&store, Filter::default());
    let counts = &all.places;
    let level = jiuwen::model::PlaceLevel::Community;
    assert!(counts.by_code.keys().filter(|code| code.level() == level).count() >= 10);
    let (mut articles, mut photos, mut years) = (0, 0, std::collections::BTreeSet::new());
    let mut doubts = 0;
    for hit in &all.hits {
        years.insert(hit.date.year());
        match store.read(|r| r.article(hit.id)).expect("an article").kind {
            jiuwen::model::ItemKind::Article => articles += 1,
            jiuwen::model::ItemKind::Photo => photos += 1,
        }
    }
    assert!(articles >= 24 && photos >= 8 && years.len() >= 3, "{articles} {photos} {years:?}");
    store
        .read(|reader| {
            for hit in &all.hits {
                let detail = jiuwen::query::detail(reader, hit.id)?;
                doubts += detail.remarks.iter().filter(|remark| remark.doubt).count();
                assert!(
                    detail.photos.iter().all(|photo| photo.source.is_some() && photo.photographer.is_some())
                );
            }
            Ok(())
        })
        .expect("details");
    // Long subtitles and kickers of parallel words leave the grammar in doubt; it is to leave no more.
    assert!(doubts <= 10, "{doubts} doubts");
}

#[test]
fn a_village_in_no_list_stands_below_its_street_or_below_a_stand_in_until_somebody_adds_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    let area = PlaceCode::parse("330302").expect("a code");
    let places = jiuwen::jobs::places_of_area(area).expect("the list");
    store.write(|w| w.set_area(area, &places)).expect("an area");
    let text =
        "修路\n本报讯（记者 李博）五马街道帮助解决北村的饮水。\n通水\n本报讯（记者 李博）工作队来到茅村。\n";
    take_in(&store, folder.path(), "1.txt", text, &decided()).expect("taken in");
    let archive = archive(&store);
    let path = |name: &str| archive.place_named(name).map(|place| archive.path(place.code));
    assert_eq!(path("北村").as_deref(), Some("鹿城区/五马街道/北村"));
    assert_eq!(path("茅村").as_deref(), Some("鹿城区/所属街道未定/茅村"));
    let street = archive.place_named("五马街道").expect("a street").code;
    let added = store.write(|w| {
        w.add_place(street, "茅村", &["茅家村".to_owned()])?;
        w.find_places_again()
    });
    assert_eq!(added.expect("added"), 1);
    let archive = crate::support::archive(&store);
    assert!(archive.place_named("所属街道未定").is_none(), "the stand-in is gone with its last place");
    assert_eq!(
        archive.place_named("茅家村").map(|place| archive.path(place.code)).as_deref(),
        Some("鹿城区/五马街道/茅村")
    );
}

#[test]
fn a_second_window_may_open_a_store_from_its_first_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let _first = Store::open_or_create(&path).expect("a store");
    Store::open(&path).expect("the second window");
}

#[test]
fn copies_within_one_batch_come_in_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    let paths: Vec<_> = ["1.txt", "2.txt"].iter().map(|name| folder.path().join(name)).collect();
    for path in &paths {
        std::fs::write(path, PAGE).expect("a file");
    }
    let mut statuses = Vec::new();
    for file in prepare(&store, &paths, |_, _| true).expect("the store reads") {
        let Outcome::Ready(drafts) = file.outcome else { panic!("both can be read") };
        statuses.push(commit(&store, &drafts[0], &decided()).expect("no error")[0].status);
    }
    assert_eq!(statuses, [Status::Imported, Status::Skipped]);
}

#[test]
fn another_area_looks_for_its_own_places_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_or_create(&folder.path().join("a.jiuwen")).expect("a store");
    let text = "走访\n本报讯（记者 李博）安培社区和鼓楼社区都来了人。\n";
    for (area, expect) in [("410403", "安培社区"), ("330302", "鼓楼社区")] {
        let area = PlaceCode::parse(area).expect("a code");
        let places = jiuwen::jobs::places_of_area(area).expect("the list");
        store
            .write(|w| {
                w.set_area(area, &places)?;
                w.find_places_again()
            })
            .expect("an area");
        take_in(&store, folder.path(), "1.txt", text, &decided()).expect("taken in, or known");
        let mentions = store.read(|r| r.article_mentions(jiuwen::model::ArticleId(1))).expect("mentions");
        assert_eq!(mentions.iter().map(|mention| mention.name.as_str()).collect::<Vec<_>>(), [expect]);
    }
}

#[test]
fn intake_errors_tell_what_to_do() {
    let error = IntakeError::NoItems.to_string();
    assert!(error.contains("请"), "{error}");
}
