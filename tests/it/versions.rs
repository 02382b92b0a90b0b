//! Versions of pages, articles that go on on other pages, drafts, habits, and stores of older programs.

use std::path::Path;

use jiuwen::import::{SourceFile, line_shape};
use jiuwen::jobs::{Cancel, Decision, Request, Unseen, import_files};
use jiuwen::model::{Date, Intake, LineRole, Status};
use jiuwen::query::{self, Change, page_versions};
use jiuwen::store::Store;
use rusqlite::Connection;

use crate::support::{archive, arg, jiuwen, json, project, view};

const PAGE: &str = "夜校开班\n本报讯（记者 李博）12月8日，东湖社区夜校开班了。\n楼道灯亮了\n本报讯（记者 李博）楼道灯亮了。\n";

fn decided(number: &str) -> Decision {
    Decision {
        paper: Some("试刊".to_owned()),
        date: Some(Date::constant(2015, 12, 9)),
        number: Some(number.to_owned()),
        ..Decision::default()
    }
}

fn store(folder: &Path) -> Store {
    Store::open_or_create(&folder.join("a.jiuwen")).expect("a store")
}

#[track_caller]
fn take_in(store: &Store, folder: &Path, name: &str, text: &str, decision: Decision) -> Intake {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    let request = Request { paths: vec![path], decision, unseen: Unseen::Decided };
    let run = import_files(store, &request, &Cancel::default(), |_| ()).expect("an import");
    store.read(|r| r.report(run)).expect("a report").remove(0)
}

fn headlines(store: &Store) -> Vec<String> {
    let headline = |id| store.read(|r| Ok(r.article(id)?.headline)).expect("an article");
    view(store, query::Filter::default()).hits.iter().map(|hit| headline(hit.id)).collect()
}

#[test]
fn a_newer_version_stays_aside_until_a_person_chooses_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    take_in(&store, folder.path(), "1.txt", PAGE, decided("3"));
    let newer =
        PAGE.replace("楼道灯亮了。", "楼道灯全亮了。") + "食堂开张\n本报讯（记者 李博）食堂开张了。\n";
    let line = take_in(&store, folder.path(), "2.txt", &newer, decided("3"));
    assert_eq!(line.status, Status::Imported);
    let reason = line.reason.expect("a reason");
    assert!(reason.contains("旧版本保留，新版本待选") && reason.contains("1.txt"), "{reason}");
    assert_eq!(headlines(&store), ["夜校开班", "楼道灯亮了"], "the newer one is not shown");
    assert_eq!(archive(&store).totals().articles, 2);

    let page = store.read(|r| r.pages_with_versions()).expect("pages").remove(0);
    let versions = store.read(|r| page_versions(r, page.id)).expect("versions");
    assert_eq!(versions.title, "《试刊》2015-12-09 第 3 版");
    let current: Vec<bool> = versions.versions.iter().map(|version| version.current).collect();
    assert_eq!(current, [true, false]);
    let (newer, items) = &versions.differences[0];
    let changes: Vec<(&str, Change)> =
        items.iter().map(|item| (item.headline.as_str(), item.change)).collect();
    assert_eq!(changes, [("楼道灯亮了", Change::Changed), ("食堂开张", Change::Added)]);
    let lines: Vec<(bool, bool)> =
        items[0].lines.iter().map(|line| (line.added, line.text.contains('全'))).collect();
    assert_eq!(lines, [(false, false), (true, true)]);

    store.write(|w| w.use_version(*newer)).expect("chosen");
    assert_eq!(headlines(&store), ["夜校开班", "楼道灯亮了", "食堂开张"]);
    let older = versions.versions[0].id;
    store.write(|w| w.use_version(older)).expect("chosen again");
    assert_eq!(headlines(&store), ["夜校开班", "楼道灯亮了"], "both stay");
}

#[test]
fn a_newer_version_is_shown_at_once_where_that_was_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    let page = folder.path().join("报_20151209_03.txt");
    let import = |extra: &[&str]| {
        let mut args = vec!["import", "--store", arg(&path), arg(&page), "--paper", "试刊", "--json"];
        args.extend(extra);
        json(&args)
    };
    std::fs::write(&page, PAGE).expect("a file");
    import(&[]);
    std::fs::write(&page, PAGE.replace("楼道灯亮了。", "楼道灯全亮了。")).expect("a file");
    import(&["--newer", "current"]);
    assert_eq!(json(&["list", "--store", arg(&path), "全亮", "--json"])["total"], 1);
    let versions = json(&["versions", "--store", arg(&path), "--json"]);
    assert_eq!(versions[0]["versions"].as_array().map(Vec::len), Some(2), "{versions}");
    assert_eq!(versions[0]["versions"][0]["differences"][0]["change"], "changed", "{versions}");
    let output = jiuwen(&["versions", "--store", arg(&path), "--use", "1"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(json(&["list", "--store", arg(&path), "全亮", "--json"])["total"], 0);
    let unknown = jiuwen(&["versions", "--store", arg(&path), "--use", "99"]);
    assert_eq!(unknown.status.code(), Some(1));
}

/// Takes two pages in and gives the article of the first with its continuation in the second.
fn continued(folder: &Path, first: &str, second: &str, numbers: [&str; 2]) -> Store {
    let store = store(folder);
    for (name, text, number) in [("a.txt", first, numbers[0]), ("b.txt", second, numbers[1])] {
        take_in(&store, folder, name, text, decided(number));
    }
    store
}

const FRONT: &str = "夜校开班\n本报讯（记者 李博）12月8日，东湖社区夜校开班了。居民们都说好。（下转第四版）\n楼道灯亮了\n本报讯（记者 李博）楼道灯亮了。\n";
const BACK: &str =
    "夜校开班\n（上接第一版）夜校每周上两次课，教打字和记账。\n食堂开张\n本报讯（记者 李博）食堂开张了。\n";

#[test]
fn an_article_that_goes_on_elsewhere_is_joined_and_both_places_are_kept() {
    for swap in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let store = if swap {
            continued(folder.path(), BACK, FRONT, ["4", "1"])
        } else {
            continued(folder.path(), FRONT, BACK, ["1", "4"])
        };
        let mut joined = Vec::new();
        for row in view(&store, query::Filter::default()).hits {
            let detail = store.read(|r| query::detail(r, row.id)).expect("an article");
            if let Some(rest) = &detail.continues {
                joined.push((detail.article.page.clone(), rest.page.clone()));
                assert!(rest.paragraphs.concat().contains("打字"), "{rest:?}");
                let back = store.read(|r| query::detail(r, rest.id)).expect("the rest");
                assert_eq!(back.continued_from.expect("a way back").id, row.id);
            }
        }
        assert_eq!(joined, [("1".to_owned(), "4".to_owned())]);
        let path = store.path().to_owned();
        drop(store);
        let list = json(&["list", "--store", arg(&path), "每周上两次课", "--json"]);
        let shown = json(&["show", "--store", arg(&path), &list["items"][0]["id"].to_string(), "--json"]);
        assert_eq!(shown["continued_from"]["page"], "1", "{shown}");
        assert_eq!(shown["continues"], serde_json::Value::Null);
    }
}

#[test]
fn a_rest_that_is_not_on_its_page_is_a_doubt_once_that_page_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    take_in(&store, folder.path(), "a.txt", FRONT, decided("1"));
    let doubts = |store: &Store| {
        let detail = store.read(|r| query::detail(r, jiuwen::model::ArticleId(1))).expect("an article");
        detail.remarks.iter().filter(|remark| remark.doubt && remark.reason.contains("没有找到")).count()
    };
    assert_eq!(doubts(&store), 0, "page 4 is not held");
    take_in(&store, folder.path(), "b.txt", "食堂开张\n本报讯（记者 李博）食堂开张了。\n", decided("4"));
    assert_eq!(doubts(&store), 1);
    take_in(
        &store,
        folder.path(),
        "c.txt",
        "夜校开班\n（上接第一版）夜校每周上两次课，教打字和记账。\n",
        decided("4"),
    );
    assert_eq!(doubts(&store), 0, "it came in with another file");
}

#[test]
fn a_draft_outlives_its_file_and_ends_with_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let source = SourceFile::new(folder.path().join("1.txt"), PAGE.as_bytes().to_vec());
    store.write(|w| w.save_draft(&source, "UTF-8", 0, "{\"a\":1}")).expect("kept");
    store.write(|w| w.save_draft(&source, "UTF-8", 0, "{\"a\":2}")).expect("kept");
    assert_eq!(store.read(|r| r.draft(&source.sha256, 0)).expect("a draft").as_deref(), Some("{\"a\":2}"));
    assert_eq!(store.read(|r| r.draft(&source.sha256, 1)).expect("none"), None);
    let draft = store.read(|r| r.drafts()).expect("drafts").remove(0);
    assert_eq!((draft.name.as_str(), draft.part), ("1.txt", 0));
    assert_eq!(store.read(|r| r.source_bytes(draft.source)).expect("bytes"), PAGE.as_bytes());
    // The file is not there: what was kept of it is read.
    let file = jiuwen::jobs::prepare(&store, &[folder.path().to_owned()], |_, _| true).expect("read");
    assert!(file.iter().all(|file| !file.path.ends_with("1.txt")));
    let room = jiuwen::jobs::ReadingRoom::new(&store).expect("a room");
    let read = room.read(&folder.path().join("1.txt"), None).expect("read");
    let jiuwen::jobs::Outcome::Ready(pages) = read.outcome else { panic!("the draft's bytes are read") };
    assert_eq!(pages[0].saved.as_deref(), Some("{\"a\":2}"));
    jiuwen::jobs::commit(&store, &pages[0], &decided("3")).expect("taken in");
    assert_eq!(store.read(|r| r.drafts()).expect("drafts"), []);
}

#[test]
fn a_role_given_twice_becomes_a_habit_until_it_is_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let shape = line_shape("□ 李明 第12期").expect("a shape");
    let role =
        |store: &Store| store.read(|r| r.habits()).expect("habits").role_of(Some("试刊"), "□ 李明 第7期");
    for expect in [None, Some(LineRole::Furniture)] {
        store.write(|w| w.learn("试刊", &shape, LineRole::Furniture)).expect("learned");
        assert_eq!(role(&store), expect);
    }
    for _ in 0..3 {
        store.write(|w| w.learn("试刊", &shape, LineRole::Byline)).expect("learned");
    }
    assert_eq!(role(&store), Some(LineRole::Byline), "given more often");
    assert_eq!(store.read(|r| r.all_habits()).expect("habits").len(), 2);
    store.write(|w| w.forget_habit("试刊", &shape)).expect("forgotten");
    assert_eq!(role(&store), None);
}

/// A store as the program before wrote it, with rows in every table.
fn old_store(path: &Path) {
    let connection = Connection::open(path).expect("a file");
    let schema = std::fs::read_to_string(project().join("tests/fixtures/store/schema_1.sql")).expect("SQL");
    connection.execute_batch(&schema).expect("schema 1");
    let rows = std::fs::read_to_string(project().join("tests/fixtures/store/rows_1.sql")).expect("SQL");
    connection.execute_batch(&rows).expect("rows");
    connection.pragma_update(None, "application_id", jiuwen::store::APPLICATION_ID).expect("a mark");
    connection.pragma_update(None, "user_version", 1).expect("a version");
}

/// The tables and indices of a store, without the layout of their statements.
fn schema_of(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).expect("a store");
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2";
    let mut select = connection.prepare(sql).expect("a statement");
    let rows = select.query_map([], |row| {
        let sql: String = row.get(2)?;
        let code: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        let words: Vec<String> =
            code.join(" ").split_whitespace().map(|word| word.replace('"', "")).collect();
        Ok(format!("{} {}: {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?, words.join(" ")))
    });
    rows.expect("rows").map(|row| row.expect("a row")).collect()
}

#[test]
fn an_upgraded_store_equals_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old.jiuwen"), folder.path().join("new.jiuwen"));
    old_store(&old);
    let store = Store::open(&old).expect("upgraded");
    drop(Store::open_or_create(&new).expect("a new one"));
    assert_eq!(schema_of(&old), schema_of(&new));
    assert_eq!(headlines(&store), ["夜校开班", "食堂开张", "楼道灯亮了"]);
    let detail = store.read(|r| query::detail(r, jiuwen::model::ArticleId(1))).expect("an article");
    assert_eq!((detail.people.len(), detail.events.len(), detail.photos.len()), (1, 1, 1));
    assert_eq!(detail.article.source.name, "1.txt");
    assert_eq!(store.read(|r| r.pages_with_versions()).expect("pages"), []);
    // Two files of one article each on one page, and another page: all shown.
    assert_eq!(store.read(|r| r.versions(detail.article.page_id)).expect("versions").len(), 2);
    let place = archive(&store).place_named("卫东").map(|place| place.code.to_string());
    assert_eq!(place.as_deref(), Some("410403"), "aliases stay");
    // A name that was left open was a remark only: its articles are read anew.
    assert!(store.has_rechecks().expect("a look"));
    jiuwen::jobs::read_anew(&store, &mut |_| true).expect("read anew");
    assert!(!store.has_rechecks().expect("a look"));
    let named = store.read(|r| r.article_named(jiuwen::model::ArticleId(1))).expect("persons");
    let named: Vec<_> = named.iter().map(|p| (&*p.office, &*p.name, p.position.as_deref())).collect();
    assert_eq!(named, [("社区党支部书记", "刘凯平", Some("右一"))], "captions are looked through, too");
    let connection = Connection::open(&old).expect("a store");
    let broken: bool =
        connection.prepare("PRAGMA foreign_key_check").expect("a check").exists([]).expect("a look");
    assert!(!broken);
    // It takes in pages as a new one does.
    drop(connection);
    take_in(&store, folder.path(), "9.txt", PAGE, decided("9"));
    assert_eq!(archive(&store).totals().articles, 5);
}
