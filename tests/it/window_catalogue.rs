//! The dialog in which a person says what the columns of a catalogue are.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use jiuwen::app::{Settings, Start};
use jiuwen::model::Status;
use jiuwen::store::Store;

use crate::support::{arg, import_fixture, json};
use crate::window::{Window, click, open, sees, sees_not, settle};

const UNKNOWN: &str = "甲,乙,丙,丁\nD1,夜校开班,20151209,居民都来。\nD2,食堂开张,20151209,老人都来。\n";

fn window_with(folder: &Path, csv: &str) -> (PathBuf, Window) {
    let store = folder.join("a.jiuwen");
    import_fixture(&store);
    let catalogue = folder.join("目录.csv");
    std::fs::write(&catalogue, csv).expect("a catalogue");
    let start = Start { files: vec![store.clone(), catalogue], ..Start::default() };
    let mut window = open(start, Settings::default());
    settle(&mut window);
    (store, window)
}

fn choose(window: &mut Window, column: &str, meaning: &str) {
    click(window, Role::ComboBox, column);
    let options = window.get_all_by_role_and_label(Role::Button, meaning);
    options.last().expect("an option").click_accesskit();
    settle(window);
}

#[test]
fn unknown_columns_are_asked_for_and_the_import_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, mut window) = window_with(folder.path(), UNKNOWN);
    sees(&window, "这份目录的各列是什么？");
    sees(&window, "目录.csv · 2 条");
    sees(&window, "没有选题名（或图说、正文）");
    choose(&mut window, "A 甲", "档号");
    choose(&mut window, "B 乙", "题名");
    choose(&mut window, "C 丙", "日期");
    choose(&mut window, "D 丁", "正文");
    sees(&window, "将读成 2 条：档号、题名、日期、正文");
    click(&mut window, Role::Button, "照此读入");
    sees_not(&window, "这份目录的各列是什么？");
    sees(&window, "夜校开班");
    sees(&window, "目录.csv");
    drop(window);
    // Another of the same head is not asked about.
    std::fs::write(folder.path().join("又一份.csv"), UNKNOWN.replace("夜校", "车棚")).expect("a catalogue");
    let start = Start { files: vec![store, folder.path().join("又一份.csv")], ..Start::default() };
    let mut window = open(start, Settings::default());
    settle(&mut window);
    sees(&window, "车棚开班");
}

#[test]
fn a_catalogue_may_wait_for_another_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, mut window) = window_with(folder.path(), UNKNOWN);
    window.key_press(egui::Key::Escape);
    settle(&mut window);
    sees_not(&window, "这份目录的各列是什么？");
    sees(&window, "等待选列");
    drop(window);
    let kept = Store::open(&store).expect("a store");
    let run = kept.read(|r| r.runs()).expect("runs").remove(0);
    assert_eq!(kept.read(|r| r.files_of_run(run.id, Status::Waiting)).expect("files").len(), 1);
    assert_eq!(json(&["list", "--store", arg(&store), "夜校开班", "--json"])["total"], 0);
}

#[test]
fn enter_takes_what_is_proposed_where_nothing_is_amiss() {
    let folder = tempfile::tempdir().expect("a folder");
    // Two columns like 题名: a person must say which.
    let (_, mut window) = window_with(folder.path(), "标题,题名,日期\n甲篇,夜校开班,20151209\n");
    sees(&window, "“题名”选了不止一列");
    choose(&mut window, "A 标题", "备注");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Enter);
    settle(&mut window);
    sees(&window, "夜校开班");
    sees_not(&window, "照此读入");
}
