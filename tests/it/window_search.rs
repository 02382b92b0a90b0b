//! Searching in the window: what a person types, clicks and sees.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};

use crate::window::{Window, click, open, sees, sees_not, settle};

/// A store of the sample's articles that is nobody else's.
pub fn sample_copy(folder: &Path) -> PathBuf {
    let sample = jiuwen::jobs::open_sample_in(folder).expect("the sample");
    sample.settle();
    let copy = folder.join("晨光.jiuwen");
    std::fs::copy(sample.path(), &copy).expect("a copy");
    copy
}

pub fn open_store(store: &Path) -> Window {
    open(Start { files: vec![store.to_owned()], ..Start::default() }, Settings::default())
}

/// Puts the cursor into the search box and a text in place of what stands there.
pub fn search_for(window: &mut Window, text: &str) {
    window.get_by_role_and_label(Role::SearchInput, "查找框").focus();
    window.run_steps(2);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run_steps(1);
    if text.is_empty() {
        window.key_press(egui::Key::Delete);
    } else {
        window.event(egui::Event::Text(text.to_owned()));
    }
    settle(window);
    // Proposals come behind the view.
    for _ in 0..100 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

pub fn press(window: &mut Window, key: egui::Key) {
    window.key_press(key);
    settle(window);
}

#[test]
fn what_is_looked_for_is_said_in_a_sentence_and_what_is_wrong_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "标题:夜校 -老人");
    sees(&window, "找标题有“夜校”，没有“老人”的文章");
    let before = window.get_all_by_role(Role::ListBoxOption).count();
    search_for(&mut window, "标题:夜校 日期:2015-13");
    sees(&window, "“2015-13”不是日期");
    assert_eq!(window.get_all_by_role(Role::ListBoxOption).count(), before, "the list stays as it was");
    search_for(&mut window, "标题:夜校 日期:2015-12");
    sees(&window, "找标题有“夜校”，2015-12 出版的文章");
}

#[test]
fn pinyin_proposes_a_place_and_searches_only_when_it_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "夜校 lytsq");
    sees(&window, "没有符合条件的文章");
    window.get_by_role_and_label(Role::ListBoxOption, "建议 老邮亭社区");
    press(&mut window, egui::Key::ArrowDown);
    press(&mut window, egui::Key::Enter);
    window.get_by_role_and_label(Role::Button, "去掉条件 老邮亭社区");
    sees(&window, "找有“夜校”的文章");
    sees_not(&window, "没有符合条件的文章");
    sees_not(&window, "建议 老邮亭社区");
}

#[test]
fn f3_leads_through_all_occurrences_and_marks_what_was_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    search_for(&mut window, "夜校");
    sees(&window, "已阅 0/");
    press(&mut window, egui::Key::F3);
    sees(&window, "第 1 / ");
    sees(&window, "已阅 1/");
    let first = window.get_all_by_role(Role::ListBoxOption).count();
    assert!(first > 1, "several articles have the word");
    let mut steps = 0;
    while window.query_all_by_label_contains("已阅 2/").next().is_none() {
        press(&mut window, egui::Key::F3);
        steps += 1;
        assert!(steps < 200, "the next article is never reached");
    }
    sees(&window, "第 2 / ");
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::F3);
    settle(&mut window);
    sees(&window, "第 1 / ");
    drop(window);
    let mut window = open_store(&store);
    search_for(&mut window, "夜校");
    sees(&window, "已阅 2/");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::M);
    settle(&mut window);
    sees(&window, "已阅 1/");
}

#[test]
fn every_sentence_is_listed_and_a_click_leads_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "结业证");
    click(&mut window, Role::Button, "逐句");
    for _ in 0..50 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let sentence = "12月8日晚，在钟楼街道老邮亭社区的结业会上，八十二岁的学员崔桂英上台领了结业证，台下的掌声响了好一阵。";
    window.get_by_role_and_label(Role::ListBoxOption, sentence).click();
    settle(&mut window);
    sees(&window, "第 1 / ");
}

#[test]
fn nothing_found_explains_itself_and_offers_ways_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "夜笑");
    sees(&window, "“夜笑”全库没有");
    window.get_by_label_contains("夜校 ").click();
    settle(&mut window);
    sees(&window, "找有“夜校”的文章");
    sees_not(&window, "没有符合条件的文章");
    search_for(&mut window, "夜校 日期:1995");
    sees(&window, "“夜校”全库有");
    sees(&window, "1995 这段时间库中一期报纸也没有收藏");
    sees(&window, "1995 没有收藏，是否出版也不知道");
    search_for(&mut window, "夜校");
    click(&mut window, Role::Button, "照片");
    search_for(&mut window, "面点 领了结业证");
    window.get_by_label_contains("去掉类别条件").click();
    settle(&mut window);
    sees_not(&window, "没有符合条件的文章");
}

#[test]
fn a_list_is_read_in_the_order_that_a_person_chooses() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    click(&mut window, Role::Button, "排列 按日期");
    click(&mut window, Role::Button, "按标题");
    let sounds: Vec<String> = window
        .get_all_by_role(Role::ListBoxOption)
        .map(|row| jiuwen::text::sound(&row.accesskit_node().label().expect("a headline")))
        .collect();
    assert!(sounds.is_sorted() && sounds.len() > 2, "{sounds:?}");
}

#[test]
fn facets_narrow_by_who_signs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    click(&mut window, Role::Button, "细分");
    for _ in 0..50 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    window.get_by_label_contains("周明远，").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "去掉条件 记者 周明远");
}

#[test]
fn a_search_of_before_is_proposed_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    search_for(&mut window, "消防");
    press(&mut window, egui::Key::Enter);
    std::thread::sleep(std::time::Duration::from_millis(200));
    drop(window);
    let mut window = open_store(&store);
    search_for(&mut window, "");
    window.get_by_role_and_label(Role::ListBoxOption, "建议 消防").click();
    settle(&mut window);
    sees(&window, "找有“消防”的文章");
}

#[test]
fn as_printed_tells_scripts_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "夜校社區");
    sees_not(&window, "照原文一字不差");
    search_for(&mut window, "社區");
    sees_not(&window, "没有符合条件的文章");
    click(&mut window, Role::Button, "繁简、全半角等不分");
    click(&mut window, Role::CheckBox, "照原文查");
    sees(&window, "找有“社區”的文章，照原文一字不差");
    sees(&window, "没有符合条件的文章");
}

#[test]
fn back_and_forward_lead_through_filters_and_a_link_brings_one_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "夜校");
    click(&mut window, Role::Button, "照片");
    let alt = |window: &mut Window, key| {
        window.key_press_modifiers(egui::Modifiers::ALT, key);
        settle(window);
    };
    alt(&mut window, egui::Key::ArrowLeft);
    alt(&mut window, egui::Key::ArrowLeft);
    sees(&window, "39 篇　9 张照片");
    alt(&mut window, egui::Key::ArrowRight);
    sees(&window, "找有“夜校”的文章");
    search_for(&mut window, "jiuwen:?q=居民&time=2015-12-01..2016-05-31");
    sees(&window, "找有“居民”的文章");
    window.get_by_role_and_label(Role::Button, "去掉条件 2015-12 – 2016-05");
}
