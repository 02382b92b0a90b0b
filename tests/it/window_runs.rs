//! The window with many files: a queue that survives, reports, versions, articles that go on elsewhere.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use jiuwen::app::{Settings, Start};
use jiuwen::model::Status;
use jiuwen::store::Store;

use crate::generate;
use crate::support::{arg, import_fixture, jiuwen, json};
use crate::window::{Window, click, open, sees, sees_not, settle, type_into};

fn window_on(store: &Path, files: &[PathBuf]) -> Window {
    let files = std::iter::once(store.to_owned()).chain(files.iter().cloned()).collect();
    open(Start { files, ..Start::default() }, Settings::default())
}

fn choose(window: &mut Window, command: &str) {
    click(window, Role::Button, "菜单");
    let item = window.get_all_by_label_contains(command).next().expect("a command of the menu");
    item.click();
    settle(window);
}

/// A store with the fixture page, so that its area is known, and some pages beside it.
fn prepared(folder: &Path, count: usize) -> (PathBuf, Vec<PathBuf>) {
    let store = folder.join("a.jiuwen");
    import_fixture(&store);
    (store, generate::folder(&folder.join("pages"), count))
}

#[test]
fn what_waits_for_review_is_there_again_after_the_window_was_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, files) = prepared(folder.path(), 3);
    let mut window = window_on(&store, &files);
    sees(&window, "第 1 / 3 个文件");
    click(&mut window, Role::Button, "跳过这份");
    sees(&window, "第 2 / 3 个文件");
    drop(window);
    let mut window = window_on(&store, &[]);
    choose(&mut window, "继续导入和核对");
    sees(&window, "第 1 / 2 个文件");
    click(&mut window, Role::Button, "全部停下");
    sees(&window, "入库 0 个文件，跳过 1 个，未入库 0 个，待核对 2 个");
    drop(window);
    let store = Store::open(&store).expect("a store");
    let run = store.read(|r| r.runs()).expect("runs").remove(0);
    assert_eq!(store.read(|r| r.files_of_run(run.id, Status::Waiting)).expect("files").len(), 2);
}

#[test]
fn pages_without_doubts_come_in_unseen_where_a_person_chose_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = prepared(folder.path(), 0);
    let clean = folder.path().join("clean.txt");
    let doubtful = folder.path().join("doubtful.txt");
    let head = "鹿城民声报 1989年5月6日 第1版：社区";
    let body = "书屋添新书\n\n本报讯（记者 李博）5月5日，书屋添了新书，孩子们都来看。";
    std::fs::write(&clean, format!("{head}\n\n{body}\n")).expect("a page");
    let body = body.replace("书屋", "车棚").replace("都来看。", "都来看，");
    std::fs::write(&doubtful, format!("{}\n\n{body}\n", head.replace("1版", "2版"))).expect("a page");
    let mut settings = Settings::default();
    settings.take_clean = true;
    let start = Start { files: vec![store.clone(), clean, doubtful], ..Start::default() };
    let mut window = open(start, settings);
    settle(&mut window);
    sees(&window, "doubtful.txt");
    sees_not(&window, "clean.txt");
    assert_eq!(json(&["list", "--store", arg(&store), "书屋添新书", "--json"])["total"], 1);
}

#[test]
fn the_report_of_the_last_import_comes_back_and_goes_into_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = prepared(folder.path(), 0);
    let mut window = window_on(&store, &[]);
    choose(&mut window, "导入结果…");
    sees(&window, "入库 1 个文件，跳过 0 个，未入库 0 个");
    let table = folder.path().join("结果.csv");
    type_into(&mut window, "或写明 CSV 文件的位置", arg(&table));
    click(&mut window, Role::Button, "导出到这里");
    for _ in 0..200 {
        if table.exists() {
            break;
        }
        settle(&mut window);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(std::fs::read_to_string(&table).expect("a table").contains("page.txt"));
}

#[test]
fn a_person_sees_the_differences_of_two_versions_and_chooses_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = folder.path().join("试刊_20151209_03.txt");
    for text in ["夜校开了班。", "夜校开了两个班。"] {
        std::fs::write(&page, format!("夜校开班\n\n本报讯（记者 李博）12月8日，{text}\n")).expect("a page");
        let args = ["import", "--store", arg(&store), arg(&page), "--paper", "试刊"];
        assert!(jiuwen(&args).status.success());
    }
    let mut window = window_on(&store, &[]);
    click(&mut window, Role::Button, "这一版有 2 个版本…");
    wait_for(&mut window, "同一版的几个版本");
    sees(&window, "不同 夜校开班");
    sees(&window, "两个班");
    click(&mut window, Role::Button, "启用版本 2");
    wait_for(&mut window, "启用版本 1");
    assert_eq!(json(&["list", "--store", arg(&store), "两个班", "--json"])["total"], 1);
}

#[test]
fn an_article_shows_its_rest_from_the_other_page_with_a_way_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let pages = [
        ("试刊_20151209_01.txt", "夜校开班\n\n本报讯（记者 李博）夜校开了班。（下转第四版）\n"),
        ("试刊_20151209_04.txt", "夜校开班\n\n（上接第一版）夜校每周上两次课。\n"),
    ];
    for (name, text) in pages {
        let page = folder.path().join(name);
        std::fs::write(&page, text).expect("a page");
        assert!(jiuwen(&["import", "--store", arg(&store), arg(&page), "--paper", "试刊"]).status.success());
    }
    let mut window = window_on(&store, &[]);
    sees(&window, "夜校每周上两次课");
    click(&mut window, Role::Link, "下转第 4 版，全文接在后面");
    sees(&window, "上接第 1 版");
}

/// Steps until a text is on the screen; fails after a while rather than hang.
#[track_caller]
fn wait_for(window: &mut Window, text: &str) {
    let mut tries = 0;
    while window.query_all_by_label_contains(text).next().is_none() {
        tries += 1;
        assert!(tries < 500, "not on the screen: {text}");
        settle(window);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}
