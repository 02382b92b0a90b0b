//! The review of a page, by keys and by mouse.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};

use crate::support::{arg, fixture, jiuwen};
use crate::window::{Dropped, Window, click, open, sees, sees_not, settle, type_into};

/// The review of the fixture page in an empty folder.
fn review(folder: &Path) -> Window {
    let start = Start { files: vec![fixture()], documents: folder.to_owned(), sample: false };
    open(start, Settings::default())
}

fn key(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

fn press(window: &mut Window, plain: Key) {
    key(window, Modifiers::NONE, plain);
}

/// Chooses the first line that holds `text`.
#[track_caller]
fn choose(window: &mut Window, text: &str) {
    let node = window
        .get_all_by_role(Role::Row)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(text)));
    node.expect("a line on the screen").click();
    window.run_steps(3);
}

fn cards(window: &Window) -> Vec<String> {
    window.get_all_by_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn a_role_is_changed_by_key_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "引题 全面推行");
    press(&mut window, Key::Num0);
    sees(&window, "版边 全面推行");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    sees(&window, "引题 全面推行");
    key(&mut window, Modifiers::COMMAND, Key::Y);
    sees(&window, "版边 全面推行");
}

#[test]
fn several_lines_are_chosen_with_shift_and_get_one_role() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "议事厅设在鼓楼社区");
    key(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Key::Num5);
    sees(&window, "小标题 议事厅设在鼓楼社区");
    sees(&window, "小标题 近年来");
}

#[test]
fn a_split_item_is_two_and_merged_it_is_one_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    sees(&window, "入库 9 篇");
    choose(&mut window, "近年来,鹿城区");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    sees(&window, "入库 10 篇");
    key(&mut window, Modifiers::COMMAND, Key::Backspace);
    sees(&window, "入库 9 篇");
    press(&mut window, Key::J);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    sees(&window, "入库 10 篇");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    sees(&window, "入库 9 篇");
}

/// The facts of each item.
fn facts(window: &Window) -> Vec<String> {
    window.get_all_by_label_contains(" 段").filter_map(|node| node.accesskit_node().value()).collect()
}

#[test]
fn a_line_joined_to_the_one_before_makes_one_paragraph() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "如今,“银发课堂”");
    let before = facts(&window);
    press(&mut window, Key::J);
    let after = facts(&window);
    assert_ne!(before, after);
    press(&mut window, Key::J);
    let again = facts(&window);
    assert_eq!(before, again);
}

#[test]
fn items_are_moved_by_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    let before = cards(&window);
    key(&mut window, Modifiers::ALT, Key::ArrowDown);
    let after = cards(&window);
    assert_eq!((&before[0], &before[1]), (&after[1], &after[0]));
}

#[test]
fn a_headline_is_written_over_and_digits_stay_digits_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    press(&mut window, Key::Tab);
    press(&mut window, Key::Enter);
    type_into(&mut window, "主题", "2新");
    press(&mut window, Key::Num2);
    assert!(cards(&window)[0].contains("2新"), "{:?}", cards(&window));
    sees(&window, "引题 全面推行");
    press(&mut window, Key::Escape);
    assert!(window.query_by_role_and_label(Role::TextInput, "主题").is_none(), "the fields are left");
    sees(&window, "2新");
}

#[test]
fn every_doubt_is_settled_and_the_page_committed_by_keys_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    key(&mut window, Modifiers::ALT, Key::P);
    window.event(egui::Event::Text("鹿城民声报".to_owned()));
    window.run_steps(3);
    key(&mut window, Modifiers::ALT, Key::D);
    press(&mut window, Key::F8);
    window.event(egui::Event::Text("3".to_owned()));
    window.run_steps(3);
    for _ in 0..40 {
        if window.query_all_by_label_contains("没有待核").next().is_some() {
            break;
        }
        press(&mut window, Key::F8);
        press(&mut window, Key::Space);
    }
    sees(&window, "没有待核");
    sees_not(&window, "请填写");
    key(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    sees(&window, "入库 1 个文件，跳过 0 个，未入库 0 个");
}

#[test]
fn a_picture_dropped_on_the_page_goes_with_the_chosen_item_and_is_taken_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "巧手编出红火中国结");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped("/图/中国结.jpg".into())));
    window.run_steps(3);
    sees(&window, "图片 中国结.jpg");
    click(&mut window, Role::Button, "移除");
    sees_not(&window, "图片 中国结.jpg");
}

#[test]
fn a_role_is_chosen_from_the_menu_of_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    click(&mut window, Role::Button, "改角色 3");
    click(&mut window, Role::Button, "小标题 5");
    sees(&window, "3 小标题 全面推行");
}

#[test]
fn a_draft_put_aside_comes_up_as_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "近年来,鹿城区");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    type_into(&mut window, "报名", "试刊报");
    key(&mut window, Modifiers::COMMAND, Key::S);
    settle(&mut window);
    sees(&window, "等待核对");
    drop(window);
    let mut window = again(folder.path());
    sees(&window, "入库 10 篇");
    assert!(window.query_all_by_value("试刊报").next().is_some(), "the paper as typed");
    key(&mut window, Modifiers::COMMAND, Key::Z);
    sees(&window, "入库 9 篇");
}

#[test]
fn what_was_changed_before_a_crash_is_there_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "近年来,鹿城区");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    let started = Instant::now();
    while window.state().is_unsaved() {
        assert!(started.elapsed() < Duration::from_secs(30), "no draft is kept");
        window.run_steps(2);
        std::thread::sleep(Duration::from_millis(20));
    }
    // A first request that is answered shows that those before it are done.
    std::mem::forget(window);
    let started = Instant::now();
    loop {
        let window = again(folder.path());
        if window.query_all_by_label_contains("入库 10 篇").next().is_some() {
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "the draft does not come back");
    }
}

/// Another start of the program, with the same file.
fn again(folder: &Path) -> Window {
    let store = folder.join("旧闻/报刊库.jiuwen");
    let start = Start { files: vec![store, fixture()], documents: folder.to_owned(), sample: false };
    open(start, Settings::default())
}

#[test]
fn a_page_without_doubts_comes_in_unseen_where_the_person_chose_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("试刊报_20181122_03.txt");
    std::fs::write(
        &page,
        "甲地办好了一件大家都说好的事\n\n本报讯(记者李明)甲地今天办好了一件实事。\n\n居民都说好。",
    )
    .expect("a page");
    let mut settings = Settings::default();
    settings.take_clean = true;
    let store = folder.path().join("a.jiuwen");
    crate::support::import_fixture(&store);
    let start = Start { files: vec![store, page], documents: folder.path().to_owned(), sample: false };
    let window = open(start, settings);
    sees(&window, "入库 1 个文件，跳过 0 个，未入库 0 个");
}

#[test]
fn a_place_that_two_bear_is_chosen_by_key_and_all_that_is_taught_can_be_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let fixture = fixture();
    let args = ["import", "--store", arg(&store), arg(&fixture), "--area", "330324", "--json"];
    jiuwen(&[&args[..], &["--paper", "鹿城民声报", "--date", "2018-11-22", "--page", "3"]].concat());
    let page = folder.path().join("永嘉民声报_20181122_02.txt");
    let text =
        "食堂今天热热闹闹开张了\n\n本报讯(记者李明)11月20日,码道社区的食堂开张了。\n\n大家都说好。\n\n□ 民生";
    std::fs::write(&page, text).expect("a page");
    let start = Start { files: vec![store, page], documents: folder.path().to_owned(), sample: false };
    let mut window = open(start, Settings::default());
    sees(&window, "“码道社区”是：");
    while window.query_all_by_label_contains("“码道社区”是：").next().is_some() {
        press(&mut window, Key::F8);
        key(&mut window, Modifiers::ALT, Key::Num2);
    }
    sees(&window, "码道社区");
    choose(&mut window, "□ 民生");
    press(&mut window, Key::Num0);
    key(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    sees(&window, "入库 1 个文件");
    click(&mut window, Role::Button, "确定");
    click(&mut window, Role::Button, "菜单");
    window.get_by_label_contains("已学到的习惯…").click();
    wait_for(&mut window, "读作 版边，确认过 1 次");
    click(&mut window, Role::Button, "忘掉");
    wait_for(&mut window, "还没有学到什么");
}

/// Steps until `text` is on the screen: some answers come a little later.
#[track_caller]
fn wait_for(window: &mut Window, text: &str) {
    let started = Instant::now();
    while window.query_all_by_label_contains(text).next().is_none() {
        assert!(started.elapsed() < Duration::from_secs(30), "not on the screen: {text}");
        window.run_steps(2);
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_page_put_aside_comes_up_again_where_the_import_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = review(folder.path());
    choose(&mut window, "近年来,鹿城区");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    key(&mut window, Modifiers::COMMAND, Key::S);
    settle(&mut window);
    click(&mut window, Role::Button, "确定");
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    wait_for(&mut window, "入库 10 篇");
}

#[test]
fn the_source_is_read_again_in_the_encoding_that_a_person_chooses() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("试刊报_20181122_03.txt");
    let text = "甲地办好一件大家都说好的事\n\n本报讯(记者李明)甲地今天办好了一件实事。";
    std::fs::write(&page, encoding_rs::GB18030.encode(text).0).expect("a page");
    let start = Start { files: vec![page], documents: folder.path().to_owned(), sample: false };
    let mut window = open(start, Settings::default());
    sees(&window, "甲地办好一件");
    for (encoding, garbled) in [("Big5", true), ("GB18030", false)] {
        window.get_by_role_and_label(Role::ComboBox, "编码").click();
        window.run_steps(3);
        window.get_by_label(encoding).click();
        settle(&mut window);
        let there = window.query_all_by_label_contains("甲地办好一件").next().is_some();
        assert_eq!(there, !garbled, "{encoding}");
    }
}
