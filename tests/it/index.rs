//! The search index over its life: killed, damaged, outdated; and what `verify` says of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use egui_kittest::kittest::Queryable;
use jiuwen::app::{Settings, Start};
use jiuwen::jobs::{IndexState, Indexer, Wake};
use jiuwen::model::Zone;
use jiuwen::store::{Faults, Store, Verified};
use jiuwen::text::Folding;
use rusqlite::Connection;

use crate::generate::{self, Dice};
use crate::runs::{number_of, start};
use crate::search::{Known, Shelf, check_word};
use crate::support::{arg, jiuwen, json};
use crate::window;

/// The pieces of a generated page as articles.
fn articles(count: usize) -> Vec<Known> {
    let community = |at: usize| (!at.is_multiple_of(3)).then_some(330302001000 + (at % 3) as i64);
    let piece = |at: usize| {
        let page = generate::page(at);
        let mut lines = page.lines().filter(|line| !line.is_empty()).map(str::to_owned);
        Known {
            day: (at % 251) as u8,
            headline: lines.by_ref().nth(1).unwrap_or_default(),
            body: lines.take(4).collect(),
            caption: at.is_multiple_of(5).then(|| format!("图为第{at}期社区夜校")),
            reporter: at.is_multiple_of(2).then(|| "王波".to_owned()),
            community: community(at),
            hidden: at.is_multiple_of(17),
        }
    };
    (0..count).map(piece).collect()
}

fn shelf(path: &Path, count: usize) -> Shelf {
    let mut shelf = Shelf::new(path);
    for (id, article) in (1..).zip(articles(count)) {
        shelf.add(id, article);
    }
    shelf
}

fn index(store: &Store) {
    assert!(store.index_changed(&mut |_| true).expect("an index"));
}

#[track_caller]
fn verified(store: &Store) -> Verified {
    let found = store.verify(&mut |_| true).expect("a look").expect("nothing stops it");
    assert_eq!(found.faults, Faults::default());
    found
}

/// `JIUWEN_KILLS=200 JIUWEN_KILL_ARTICLES=2000` for the large one.
#[test]
fn an_indexing_killed_at_any_moment_leaves_index_and_texts_of_one_mind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let (kills, count) = (number_of("JIUWEN_KILLS", 6), number_of("JIUWEN_KILL_ARTICLES", 300));
    let mut shelf = shelf(&path, count);
    let begun = Instant::now();
    assert!(jiuwen(&["reindex", "--store", arg(&path)]).status.success());
    let took = begun.elapsed();
    let mut dice = Dice(std::process::id().into());
    let mut next = count as i64 + 1;
    let (mut within, mut merging) = (0, 0);
    for _ in 0..kills {
        for article in articles(dice.below(count / 3)) {
            shelf.add(next, article);
            next += 1;
        }
        let held: Vec<i64> = shelf.known.keys().copied().collect();
        match held[dice.below(held.len())] {
            id if dice.below(2) == 0 => shelf.rewrite(id, "社区书屋搬家"),
            id => shelf.remove(id),
        }
        // `resume` finds no import to go on with, and joins what changed with what is indexed.
        let verb = ["reindex", "resume"][dice.below(2)];
        let mut child = start(&[verb, "--store", arg(&path)]);
        std::thread::sleep(Duration::from_micros(dice.below(took.as_micros() as usize) as u64));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let broken_off = count_of(&path, "SELECT count(*) FROM search_segment WHERE state = 'building'") > 0;
        within += usize::from(broken_off);
        merging += usize::from(broken_off && verb == "resume");
        // Another's leavings stay for a minute, in case it still lives; here it is known to be dead.
        change(&path, "UPDATE search_segment SET alive_at = 0 WHERE state = 'building'");
        let found = verified(&shelf.store);
        let shown = shelf.known.values().filter(|known| !known.hidden).count();
        assert_eq!(found.articles, shown as u64);
        check_word(&shelf, Zone::All, "社区书屋", Folding::ALL);
    }
    assert!(jiuwen(&["reindex", "--store", arg(&path)]).status.success());
    assert_eq!(verified(&shelf.store).waiting, 0);
    assert_eq!(count_of(&path, "SELECT count(*) FROM search_segment WHERE state <> 'current'"), 0);
    println!(
        "{kills} kills, {within} of them within an indexing, {merging} of these a merging; verified clean after each"
    );
}

fn count_of(store: &Path, sql: &str) -> i64 {
    Connection::open(store).expect("a store").query_row(sql, [], |row| row.get(0)).expect("a number")
}

fn change(store: &Path, sql: &str) -> usize {
    let connection = Connection::open(store).expect("a store");
    connection.busy_timeout(Duration::from_secs(5)).expect("a time");
    connection.execute(sql, []).expect(sql)
}

/// Damages the index of a fresh store in one way; `verify` names it, and `reindex` mends it.
#[track_caller]
fn check_damage(sql: &str, names: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let shelf = shelf(&path, 150);
    index(&shelf.store);
    let segment = count_of(&path, "SELECT id FROM search_segment WHERE state = 'current'");
    assert_eq!(change(&path, &sql.replace("LISTS", &format!("search_list_{segment}"))), 1, "{sql}");
    let output = jiuwen(&["verify", "--store", arg(&path)]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{sql}: {told}");
    assert!(told.contains(names), "{sql}: {told}");
    assert!(jiuwen(&["reindex", "--store", arg(&path)]).status.success(), "{sql}");
    let report = json(&["verify", "--store", arg(&path), "--json"]);
    assert_eq!((&report["clean"], &report["waiting"]), (&true.into(), &0.into()), "{sql}: {report}");
    check_word(
        &Shelf { store: Store::open(&path).expect("opens"), ..shelf },
        Zone::All,
        "夜校",
        Folding::ALL,
    );
}

/// The key of a pair, as `gram.rs` writes it.
fn pair(first: char, second: char) -> u64 {
    1 << 58 | (u64::from(u32::from(first)) + 1) << 23 | (u64::from(u32::from(second)) + 1) << 1
}

#[test]
fn damage_of_lists_is_named_and_mended() {
    let night_school = pair('夜', '校');
    check_damage(
        &format!(
            "UPDATE LISTS SET list = (SELECT list FROM LISTS WHERE key = {}) WHERE key = {night_school}",
            pair('食', '堂')
        ),
        "“夜校”的列表不对：漏",
    );
    check_damage(&format!("DELETE FROM LISTS WHERE key = {night_school}"), "缺少“夜校”的列表");
    check_damage(
        &format!("UPDATE LISTS SET count = count + 1 WHERE key = {night_school}"),
        "“夜校”的列表不对：漏 0 篇，多 1 篇",
    );
    check_damage(&format!("UPDATE LISTS SET list = x'01ff' WHERE key = {night_school}"), "“夜校”的列表");
    check_damage(&format!("DELETE FROM LISTS WHERE key = {} + 1", pair('社', '区')), "“社区”的列表写法");
    check_damage(
        &format!(
            "INSERT INTO LISTS SELECT {}, count, list FROM LISTS WHERE key = {night_school}",
            pair('鸬', '鹚')
        ),
        "多出“鸬鹚”的列表",
    );
    check_damage("DELETE FROM LISTS WHERE key = (SELECT max(key) FROM LISTS WHERE key % 2 = 0)", "缺少");
}

#[test]
fn damage_of_columns_is_named_and_mended() {
    let flipped = |name: &str| {
        format!(
            "UPDATE search_column SET data = CAST(x'FE' || substr(data, 2) AS BLOB) WHERE name = '{name}'"
        )
    };
    check_damage(&flipped("ids"), "没有编入索引");
    check_damage(&flipped("pages"), "版不对");
    check_damage(&flipped("lengths"), "长度不对");
    check_damage(&flipped("photos"), "照片数不对");
    check_damage("UPDATE search_column SET data = x'' WHERE name = 'lengths'", "篇数不对");
    check_damage("DELETE FROM search_column WHERE name = 'places'", "读不出来");
    let swapped = "UPDATE search_column SET data = CAST(replace(data, CAST('王波' AS BLOB), CAST('王涛' AS BLOB)) AS BLOB) WHERE name = 'people'";
    check_damage(swapped, "作者不对");
}

#[test]
fn damage_of_a_segment_is_named_and_mended() {
    check_damage("UPDATE search_segment SET common = common * 2", "常见字串界限");
    check_damage("UPDATE search_segment SET gone = x'00'", "读不出来");
    check_damage("UPDATE search_segment SET state = 'old'", "没有编入索引");
    check_damage("UPDATE search_segment SET days = substr(days, 9)", "日期不对");
}

#[test]
fn an_article_that_waits_is_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let mut shelf = shelf(&path, 80);
    index(&shelf.store);
    shelf.rewrite(3, "改过的标题");
    shelf.remove(4);
    shelf.hide(5, true);
    let found = verified(&shelf.store);
    assert_eq!((found.waiting, found.segments), (1, 1));
    index(&shelf.store);
    assert_eq!(verified(&shelf.store).waiting, 0);
}

#[test]
fn bytes_of_a_source_that_changed_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    crate::support::import_fixture(&store);
    assert!(jiuwen(&["verify", "--store", arg(&store)]).status.success());
    change(&store, "UPDATE source SET bytes = x'00' WHERE id = 1");
    let output = jiuwen(&["verify", "--store", arg(&store)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("SHA-256"));
}

#[test]
fn an_import_leaves_nothing_to_be_indexed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    crate::support::import_fixture(&path);
    let store = Store::open(&path).expect("a store");
    assert_eq!(store.waiting_for_index().expect("a number"), 0);
    assert_eq!(verified(&store).articles, 9);
}

struct Silent;

impl Wake for Silent {
    fn wake(&self) {}
}

/// Waits until the thread says that it is done; answers everything it said.
fn wait_for_index(indexer: &Indexer) -> Vec<IndexState> {
    let (begun, mut said) = (Instant::now(), Vec::new());
    loop {
        said.extend(indexer.poll());
        if !matches!(said.last(), None | Some(IndexState::Working(_))) {
            return said;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not end: {said:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn an_index_of_another_format_is_made_anew_in_the_background_while_searching_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let before = shelf(&path, 120);
    index(&before.store);
    change(&path, "UPDATE meta SET value = 'another' WHERE key = 'search_format'");
    let shelf = Shelf { store: Store::open(&path).expect("opens"), ..before };
    let shown = shelf.known.values().filter(|known| !known.hidden).count() as u64;
    assert_eq!(verified(&shelf.store).waiting, shown);
    check_word(&shelf, Zone::All, "夜校", Folding::ALL);
    let path = shelf.store.path().to_owned();
    let store = std::sync::Arc::new(Store::open(&path).expect("opens again"));
    let mut indexer = Indexer::start(std::sync::Arc::new(Silent)).expect("a thread");
    indexer.index(&store);
    let said = wait_for_index(&indexer);
    assert_eq!(said.last(), Some(&IndexState::Current));
    assert!(said.contains(&IndexState::Working(0)), "{said:?}");
    assert_eq!(verified(&store).waiting, 0);
    check_word(&shelf, Zone::All, "夜校", Folding::ALL);
    assert_eq!(count_of(&path, "SELECT count(*) FROM search_segment"), 1);
}

#[test]
fn a_damaged_index_is_mended_in_the_background() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let shelf = shelf(&path, 70);
    index(&shelf.store);
    change(&path, "UPDATE search_segment SET gone = x'00'");
    let store = std::sync::Arc::new(Store::open(&path).expect("opens"));
    let mut indexer = Indexer::start(std::sync::Arc::new(Silent)).expect("a thread");
    indexer.index(&store);
    assert_eq!(wait_for_index(&indexer).last(), Some(&IndexState::Mended));
    verified(&store);
}

#[test]
fn the_work_for_a_store_that_was_left_is_given_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other] = ["a.jiuwen", "b.jiuwen"].map(|name| folder.path().join(name));
    let (first, _) = (shelf(&one, 200), shelf(&other, 70));
    let stores = [&one, &other].map(|path| std::sync::Arc::new(Store::open(path).expect("opens")));
    let mut indexer = Indexer::start(std::sync::Arc::new(Silent)).expect("a thread");
    indexer.index(&stores[0]);
    indexer.index(&stores[1]);
    assert_eq!(wait_for_index(&indexer).last(), Some(&IndexState::Current));
    assert_eq!(stores[1].waiting_for_index().expect("a number"), 0);
    // Whatever the first came to, it is whole.
    verified(&stores[0]);
    index(&first.store);
    verified(&stores[0]);
}

#[test]
fn a_stopped_indexing_leaves_everything_to_be_found_and_the_next_one_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let shelf = shelf(&path, 150);
    let mut stops = BTreeSet::new();
    for stop in 0.. {
        let mut looks = 0;
        let done = shelf.store.index_changed(&mut |_| {
            looks += 1;
            looks <= stop
        });
        verified(&shelf.store);
        if done.expect("no error") {
            break;
        }
        stops.insert(stop);
    }
    assert!(stops.len() > 3, "{stops:?}");
    assert_eq!(shelf.store.waiting_for_index().expect("a number"), 0);
    check_word(&shelf, Zone::All, "夜校", Folding::ALL);
}

#[test]
fn a_window_indexes_what_it_opens_and_says_nothing_once_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let shelf = shelf(&path, 150);
    let start = Start { files: vec![path], ..Start::default() };
    let mut window = window::open(start, Settings::default());
    // It can be read meanwhile.
    window::sees(&window, "篇　");
    let begun = Instant::now();
    let says = |window: &window::Window| window.query_all_by_label_contains("正在建立索引").next().is_some();
    while shelf.store.waiting_for_index().expect("a number") > 0 || says(&window) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it is not indexed");
        window.run_steps(1);
        std::thread::sleep(Duration::from_millis(2));
    }
    verified(&shelf.store);
}
