//! The window as files come and go: a zip dropped on it, a folder that is watched, an issue handed over.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use jiuwen::app::{Settings, Start};
use jiuwen::store::Store;

use crate::content::{check_same, content};
use crate::support::{arg, import_fixture, jiuwen, jpeg, json};
use crate::window::{Window, click, open, sees, settle};

const PAGE: &str = "鹿城民声报 1989年5月6日 第1版：社区\n\n\
    书屋添新书\n\n本报讯（记者 李博）5月5日，书屋添了新书，孩子们都来看。\n\n图为孩子们在书屋里看书。李博 摄\n";

fn choose(window: &mut Window, command: &str) {
    click(window, Role::Button, "菜单");
    window.get_all_by_label_contains(command).next().expect("a command of the menu").click();
    settle(window);
}

fn prepared(folder: &Path) -> PathBuf {
    let store = folder.join("a.jiuwen");
    import_fixture(&store);
    store
}

#[test]
fn what_arrives_in_the_watched_folder_comes_in_and_what_is_doubtful_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, inbox) = (prepared(folder.path()), folder.path().join("收件夹"));
    std::fs::create_dir(&inbox).expect("a folder");
    let start = Start { files: vec![store.clone()], ..Start::default() };
    let mut window = open(start, Settings::default());
    choose(&mut window, "收件夹…");
    window.get_by_role_and_label(Role::TextInput, "文件夹").type_text(arg(&inbox));
    settle(&mut window);
    click(&mut window, Role::Button, "开始看守");
    std::fs::write(inbox.join("1.txt"), PAGE).expect("a page");
    std::fs::write(inbox.join("1_图1.jpg"), jpeg(300, 200)).expect("a picture");
    let doubtful = PAGE.replace("1版", "2版").replace("书屋", "车棚").replace("都来看。", "都来看，");
    std::fs::write(inbox.join("2.txt"), doubtful).expect("a page");
    let started = Instant::now();
    while window.query_all_by_label_contains("10 篇").next().is_none() {
        assert!(started.elapsed() < Duration::from_secs(60), "nothing came in");
        settle(&mut window);
    }
    sees(&window, "10 篇　3 张照片");
    // Nobody was asked meanwhile; what waits is there when a person wants it.
    choose(&mut window, "继续导入和核对");
    sees(&window, "2.txt");
}

#[test]
fn an_issue_is_handed_over_from_the_window_and_dropped_on_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (prepared(folder.path()), folder.path().join("b.jiuwen"));
    let package = folder.path().join("期.zip");
    let start = Start { files: vec![first.clone()], ..Start::default() };
    let mut window = open(start, Settings::default());
    choose(&mut window, "导出这一期…");
    sees(&window, "《鹿城民声报》2018-11-22");
    let path = window.get_by_role_and_label(Role::TextInput, "存到");
    path.focus();
    settle(&mut window);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.get_by_role_and_label(Role::TextInput, "存到").type_text(arg(&package));
    settle(&mut window);
    click(&mut window, Role::Button, "导出");
    assert!(package.exists());
    drop(window);
    drop(Store::open_or_create(&second).expect("a store"));
    let start = Start { files: vec![second.clone(), package], ..Start::default() };
    let window = open(start, Settings::default());
    sees(&window, "9 篇　2 张照片");
    drop(window);
    let without_paths = |path: &Path| {
        let mut content = content(path);
        content.retain(|sql, _| !sql.contains("FROM import_file"));
        content
    };
    check_same(&without_paths(&second), &without_paths(&first));
    assert_eq!(json(&["list", "--store", arg(&second), "--json"])["total"], 9);
    assert!(jiuwen(&["verify", "--store", arg(&second)]).status.success());
}
