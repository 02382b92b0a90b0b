//! Large imports: broken off at any moment and gone on with, queued, reported.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use jiuwen::jobs::{Cancel, Decision, Request, Unseen, import_files, resume};
use jiuwen::model::{Date, PlaceCode, Status};
use jiuwen::store::Store;
use rusqlite::Connection;

use crate::content::content;
use crate::generate::{self, Dice};
use crate::support::{archive, arg, jiuwen, json};

const AREA: &str = "330302";

#[track_caller]
fn check_equal(store: &Path, undisturbed: &Path) {
    let (found, expect) = (content(store), content(undisturbed));
    for (sql, rows) in &expect {
        let theirs = &found[sql];
        let first = rows.iter().zip(theirs).find(|(a, b)| a != b);
        assert!(rows == theirs, "{sql}: {} rows, {} expected, first {first:#?}", theirs.len(), rows.len());
    }
}

/// Starts the program itself, to be killed.
pub fn start(verb: &[&str]) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_jiuwen"));
    program.args(verb).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// A number from the environment.
pub fn number_of(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// `JIUWEN_KILLS=100 JIUWEN_KILL_PAGES=1000` for the large one.
#[test]
fn an_import_killed_at_any_moment_goes_on_to_the_same_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    let (kills, count) = (number_of("JIUWEN_KILLS", 8), number_of("JIUWEN_KILL_PAGES", 60));
    generate::folder(&pages, count);
    let (whole, broken) = (folder.path().join("whole.jiuwen"), folder.path().join("broken.jiuwen"));
    let import =
        |store: &Path| ["import", "--store", arg(store), arg(&pages), "--area", AREA].map(str::to_owned);
    let timed = |verb: &[&str]| {
        let begun = std::time::Instant::now();
        let output = jiuwen(verb);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        begun.elapsed()
    };
    let took = timed(&import(&whole).each_ref().map(String::as_str));
    let startup = timed(&["resume", "--store", arg(&whole)]);
    let mut dice = Dice(std::process::id().into());
    let (mut within, mut rounds) = (0, 0);
    for _ in 0..kills {
        let begun = last_run(&broken) == Some(false);
        let verb = import(&broken);
        let mut child = match begun && dice.below(2) == 0 {
            true => start(&["resume", "--store", arg(&broken)]),
            false => start(&verb.each_ref().map(String::as_str)),
        };
        // Anywhere in a first go; in a later one so far that the kills spread over all of the import.
        let longest = match begun {
            true => startup + took.saturating_sub(startup) * 2 / u32::try_from(kills).expect("few kills"),
            false => took,
        };
        std::thread::sleep(Duration::from_micros(dice.below(longest.as_micros() as usize) as u64));
        child.kill().expect("killed");
        child.wait().expect("gone");
        within += usize::from(last_run(&broken) == Some(false));
        // It came to its end before the kill: the next one begins anew.
        if last_run(&broken) == Some(true) {
            check_whole(&broken, &whole);
            std::fs::remove_file(&broken).expect("a file");
            rounds += 1;
        }
    }
    let go = if last_run(&broken) == Some(false) && dice.below(2) == 0 {
        jiuwen(&["resume", "--store", arg(&broken)])
    } else {
        jiuwen(&import(&broken).each_ref().map(String::as_str))
    };
    assert!(go.status.success(), "{}", String::from_utf8_lossy(&go.stderr));
    check_whole(&broken, &whole);
    println!(
        "{kills} kills, {within} of them within the import of {count} pages, {rounds} came to the end before"
    );
}

/// Content as undisturbed, and nothing wrong with the file itself.
fn check_whole(store: &Path, undisturbed: &Path) {
    check_equal(store, undisturbed);
    let connection = Connection::open(store).expect("a store");
    let check: String =
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(check, "ok");
    drop(connection);
    assert!(jiuwen(&["verify", "--store", arg(store)]).status.success(), "index and texts agree");
    for leftover in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{leftover}", arg(store)));
    }
}

/// Whether the import of a store has ended; none where none has begun.
fn last_run(store: &Path) -> Option<bool> {
    if !store.exists() {
        return None;
    }
    let runs =
        Store::open(store).and_then(|store| store.read(|r| r.runs())).expect("a store after every kill");
    runs.first().map(|run| run.ended_at.is_some())
}

/// A store with an area and a folder of pages beside it.
fn prepared(folder: &Path, count: usize) -> (Store, Vec<PathBuf>) {
    let store = Store::open_or_create(&folder.join("a.jiuwen")).expect("a store");
    let area = PlaceCode::parse(AREA).expect("a code");
    let places = jiuwen::jobs::places_of_area(area).expect("the list");
    store.write(|w| w.set_area(area, &places)).expect("an area");
    (store, generate::folder(&folder.join("pages"), count))
}

fn request(folder: &Path, unseen: Unseen) -> Request {
    Request { paths: vec![folder.join("pages")], unseen, ..Request::default() }
}

#[test]
fn a_cancelled_import_goes_on_where_it_stopped_and_takes_no_page_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, files) = prepared(folder.path(), 30);
    let cancel = Cancel::default();
    let mut seen = Vec::new();
    let run = import_files(&store, &request(folder.path(), Unseen::Decided), &cancel, |progress| {
        seen.push(progress);
        cancel.cancel();
    })
    .expect("an import");
    let pending = store.read(|r| r.files_of_run(run, Status::Pending)).expect("files").len();
    assert!(pending > 0 && pending <= files.len(), "{pending}");
    assert_eq!(seen[0].total, files.len());
    resume(&store, run, &Cancel::default(), |_| ()).expect("goes on");
    let report = store.read(|r| r.report(run)).expect("a report");
    assert_eq!(report.len(), files.len());
    assert!(report.iter().all(|line| line.status == Status::Imported), "{report:#?}");
    let archive = archive(&store);
    assert_eq!(archive.totals().articles, report.iter().map(|line| line.articles).sum::<usize>());
    assert!(store.read(|r| r.run(run)).expect("a run").ended_at.is_some());
    assert_eq!(store.read(|r| r.runs()).expect("runs").len(), 1);
}

#[test]
fn a_paused_import_waits_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, files) = prepared(folder.path(), 12);
    let control = Cancel::default();
    control.pause(true);
    let (sender, done) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let asked = request(folder.path(), Unseen::Decided);
            sender.send(import_files(&store, &asked, &control, |_| ()).expect("an import")).expect("awaited");
        });
        assert!(done.recv_timeout(Duration::from_millis(300)).is_err(), "it does not end while it is paused");
        assert_eq!(archive(&store).totals().articles, 0);
        control.pause(false);
        let run = done.recv().expect("it ends");
        assert_eq!(store.read(|r| r.files_of_run(run, Status::Imported)).expect("files").len(), files.len());
    });
}

/// A page with a doubt: its text stops in mid-sentence.
const DOUBTFUL: &str = "鹿城民声报 1989年5月6日 第1版：社区\n\n书屋添新书\n\n本报讯（记者 李博）5月5日，书屋添了新书。居民们说，\n";

#[test]
fn pages_without_doubts_come_in_and_the_others_wait_in_a_queue_that_survives() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, files) = prepared(folder.path(), 5);
    let doubtful = folder.path().join("pages/待核.txt");
    std::fs::write(&doubtful, DOUBTFUL).expect("a page");
    let run = import_files(&store, &request(folder.path(), Unseen::Clean), &Cancel::default(), |_| ());
    let run = run.expect("an import");
    let report = store.read(|r| r.report(run)).expect("a report");
    let line = report.iter().find(|line| line.path == doubtful).expect("a line");
    assert_eq!(line.status, Status::Waiting, "{line:?}");
    let before = archive(&store).totals().articles;
    assert!(before > 0);
    let path = store.path().to_owned();
    drop(store);
    let store = Store::open(&path).expect("opens again");
    let waiting = store.read(|r| r.files_of_run(run, Status::Waiting)).expect("files");
    assert!(waiting.contains(&doubtful) && waiting.len() <= files.len());
}

#[test]
fn only_clean_pages_come_in_from_the_command_line_where_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = folder.path().join("待核.txt");
    std::fs::write(&page, DOUBTFUL).expect("a page");
    let report =
        json(&["import", "--store", arg(&store), arg(&page), "--area", AREA, "--only-clean", "--json"]);
    assert_eq!(report["sources"][0]["status"], "waiting", "{report}");
    assert_eq!(json(&["list", "--store", arg(&store), "--json"])["total"], 0);
    let report = json(&["import", "--store", arg(&store), arg(&page), "--json"]);
    assert_eq!(report["sources"][0]["status"], "imported", "{report}");
}

#[test]
fn a_file_that_holds_two_pages_brings_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let file = folder.path().join("两版.txt");
    std::fs::write(&file, generate::page(0) + &generate::page(1)).expect("a file");
    let report = json(&["import", "--store", arg(&store), arg(&file), "--area", AREA, "--json"]);
    assert_eq!(report["sources"].as_array().map(Vec::len), Some(1), "{report}");
    let list = json(&["list", "--store", arg(&store), "--limit", "99", "--json"]);
    let pages: std::collections::BTreeSet<u64> =
        list["items"].as_array().into_iter().flatten().filter_map(|item| item["page"].as_u64()).collect();
    assert_eq!(pages, [1, 2].into());
    let again = json(&["import", "--store", arg(&store), arg(&file), "--json"]);
    assert_eq!(again["sources"][0]["status"], "skipped", "{again}");
}

#[test]
fn an_empty_folder_is_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let output = jiuwen(&["import", "--store", arg(&folder.path().join("a.jiuwen")), arg(&empty)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("没有找到可以导入的文件"));
}

#[test]
fn a_date_that_is_not_the_printed_one_is_warned_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = prepared(folder.path(), 1);
    let decision = Decision { date: Some(Date::constant(1999, 1, 1)), ..Decision::default() };
    let asked = Request { decision, ..request(folder.path(), Unseen::Decided) };
    let run = import_files(&store, &asked, &Cancel::default(), |_| ()).expect("an import");
    let line = store.read(|r| r.report(run)).expect("a report").remove(0);
    let reason = line.reason.expect("a warning");
    assert!(reason.contains("1999-01-01") && reason.contains("1990-01-01"), "{reason}");
    assert!(line.warnings > 0);
}

#[test]
fn the_report_is_kept_and_written_as_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let pages = folder.path().join("pages");
    generate::folder(&pages, 3);
    std::fs::write(pages.join("空,白.txt"), " ").expect("a file");
    let output = jiuwen(&["import", "--store", arg(&store), arg(&pages), "--area", AREA]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&["report", "--store", arg(&store), "--json"]);
    assert_eq!((&report["run"], report["sources"].as_array().map(Vec::len)), (&1.into(), Some(4)));
    let table = folder.path().join("结果.csv");
    let output = jiuwen(&["report", "--store", arg(&store), "--run", "1", "--csv", arg(&table)]);
    assert!(output.status.success());
    let text = std::fs::read_to_string(&table).expect("a table");
    assert!(text.starts_with("\u{feff}文件,结果,"), "a mark of byte order for spreadsheets");
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 4);
    let failed = rows.iter().find(|row| &row[1] == "未入库").expect("the empty file");
    assert!(failed[0].ends_with("空,白.txt") && failed[2].contains("文件是空的"), "{failed:?}");
    assert_eq!(jiuwen(&["report", "--store", arg(&store), "--run", "9"]).status.code(), Some(1));
}
