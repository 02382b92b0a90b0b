//! The window, driven by role and label without a display: what a person does, step by step.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiuwen::app::{JiuwenApp, Settings, Start};

use crate::support::{fixture, import_fixture};

/// A window without a display.
pub type Window = Harness<'static, JiuwenApp>;

pub fn open(start: Start, settings: Settings) -> Window {
    let mut window = Harness::builder().with_size([1280.0, 800.0]).build_eframe(move |cc| {
        JiuwenApp::new(&cc.egui_ctx, start, settings).expect("threads for the window")
    });
    settle(&mut window);
    window
}

/// Steps until no answer is awaited, and none came for a while: threads that write are not asked whether they are done.
/// Fails after a minute rather than hang.
pub fn settle(window: &mut Window) {
    let started = Instant::now();
    let mut quiet = 0;
    while quiet < 20 {
        window.run_steps(3);
        quiet = if window.state().is_waiting() { 0 } else { quiet + 1 };
        assert!(started.elapsed() < Duration::from_secs(60), "the window still waits");
        std::thread::sleep(Duration::from_millis(10));
    }
    window.run_steps(3);
}

#[track_caller]
pub fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    settle(window);
}

#[track_caller]
pub fn sees(window: &Window, text: &str) {
    assert!(window.query_all_by_label_contains(text).next().is_some(), "not on the screen: {text}");
}

#[track_caller]
pub fn sees_not(window: &Window, text: &str) {
    assert!(window.query_all_by_label_contains(text).next().is_none(), "still on the screen: {text}");
}

/// A window on a store with the fixture page.
fn fixture_window(folder: &std::path::Path) -> Window {
    let store = folder.join("a.jiuwen");
    import_fixture(&store);
    open(Start { files: vec![store], ..Start::default() }, Settings::default())
}

#[test]
fn the_first_start_offers_import_open_and_sample() {
    let window = open(Start::default(), Settings::default());
    for card in ["导入报纸…", "打开报刊库…", "看示例"] {
        window.get_by_role_and_label(Role::Button, card);
    }
}

#[test]
fn a_store_shows_its_articles_and_the_first_one_in_full() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = fixture_window(folder.path());
    sees(&window, "9 篇　2 张照片");
    assert!(window.get_all_by_role(Role::ListBoxOption).count() >= 4);
    sees(&window, "2018-11-22 星期四");
    sees(&window, "第 1 / 9 篇");
}

#[test]
fn a_community_chosen_on_the_map_narrows_every_view_and_its_chip_widens_them_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    // In the narrow panel a community of so many is no larger than a few points.
    window.get_by_role_and_label(Role::Button, "地图 鼓楼社区，1 篇").click_accesskit();
    settle(&mut window);
    sees(&window, "1 篇　0 张照片");
    sees(&window, "命中 1 / 9 篇");
    sees(&window, "2018-11：共 9 篇，命中 1 篇");
    click(&mut window, Role::Button, "去掉条件 鼓楼社区");
    sees(&window, "9 篇　2 张照片");
}

#[test]
fn a_community_chosen_in_the_tree_is_the_same_choice() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    click(&mut window, Role::TreeItem, "墨池社区，1 篇");
    sees(&window, "1 篇　0 张照片");
    window.get_by_role_and_label(Role::Button, "去掉条件 墨池社区");
}

#[test]
fn a_month_chosen_on_the_timeline_narrows_the_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    click(&mut window, Role::Button, "2018-11：共 9 篇，命中 9 篇");
    window.get_by_role_and_label(Role::Button, "去掉条件 2018-11");
    click(&mut window, Role::Button, "按日");
    sees(&window, "2018-11-22：共 9 篇，命中 9 篇");
    click(&mut window, Role::Button, "去掉条件 2018-11");
    sees_not(&window, "去掉条件");
}

#[test]
fn a_drag_over_the_timeline_chooses_all_it_passes() {
    let mut window = sample_window();
    let from = window.get_by_role_and_label(Role::Button, "2012-03：共 6 篇，命中 6 篇").rect();
    let to = window.get_by_label_contains("2014-01：").rect();
    window.drag_at(from.center());
    window.run_steps(2);
    window.hover_at(from.center().lerp(to.center(), 0.5));
    window.run_steps(2);
    window.hover_at(to.center());
    window.run_steps(2);
    window.drop_at(to.center());
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "去掉条件 2012-03 – 2014-01");
}

#[test]
fn both_photo_stories_open_with_caption_and_photographer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    click(&mut window, Role::Button, "照片");
    sees(&window, "2 篇　2 张照片");
    let headlines: Vec<String> = window
        .get_all_by_role(Role::ListBoxOption)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .collect();
    assert_eq!(headlines.len(), 2);
    for (headline, photographer) in headlines.iter().zip(["沈一鸣 摄", "潘子涵 摄"]) {
        click(&mut window, Role::ListBoxOption, headline);
        sees(&window, photographer);
        sees(&window, "没有图片");
    }
}

#[test]
fn a_place_in_the_text_is_a_link_that_filters() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    let link = window.get_all_by_role_and_label(Role::Link, "鼓楼社区").next().expect("a link");
    link.click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "去掉条件 鼓楼社区");
}

#[test]
fn words_typed_into_the_search_box_narrow_the_list_and_are_held_while_composing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    let search = window.get_by_role_and_label(Role::SearchInput, "查找框");
    search.focus();
    window.run_steps(2);
    window.event(egui::Event::Ime(egui::ImeEvent::Preedit {
        text: "yema".to_owned(),
        active_range_chars: None,
    }));
    settle(&mut window);
    sees(&window, "9 篇　2 张照片");
    window.event(egui::Event::Ime(egui::ImeEvent::Commit("档案馆没有的词".to_owned())));
    settle(&mut window);
    sees(&window, "没有符合条件的文章");
}

#[test]
fn a_page_goes_through_the_review_into_a_new_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = Start { files: vec![fixture()], documents: folder.path().to_owned(), sample: false };
    let mut window = open(start, Settings::default());
    sees(&window, "导入报纸 — 核对分篇");
    sees(&window, "请填写报名");
    sees(&window, "年份据“2018年度”推定");
    type_into(&mut window, "报名", "鹿城民声报");
    click(&mut window, Role::Button, "采用 2018-11-22");
    type_into(&mut window, "版次", "3");
    click(&mut window, Role::Button, "入库 9 篇");
    sees(&window, "入库 1 个文件，跳过 0 个，未入库 0 个");
    click(&mut window, Role::Button, "确定");
    sees(&window, "9 篇　2 张照片");
    // The one file is the whole archive, even while the window is open.
    let copy = folder.path().join("copy.jiuwen");
    std::fs::copy(folder.path().join("旧闻/报刊库.jiuwen"), &copy).expect("a copy");
    let list = crate::support::json(&["list", "--store", crate::support::arg(&copy), "--json"]);
    assert_eq!(list["total"], 9);
}

/// A file as the desktop hands it over.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_window_comes_to_the_review_and_can_be_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = Start { documents: folder.path().to_owned(), ..Start::default() };
    let mut window = open(start, Settings::default());
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(fixture())));
    settle(&mut window);
    sees(&window, "导入报纸 — 核对分篇");
    click(&mut window, Role::Button, "跳过这份");
    sees(&window, "由人跳过，没有入库");
    click(&mut window, Role::Button, "确定");
    sees(&window, "这个报刊库还是空的");
}

#[test]
fn the_second_page_of_a_batch_comes_in_where_the_first_is_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(fixture()).expect("a page");
    let pages = ["试刊报_20181122_03.txt", "试刊报_20181123_03.txt"].map(|name| folder.path().join(name));
    for (at, page) in pages.iter().enumerate() {
        std::fs::write(page, text.replace("议事", &format!("议事{at}"))).expect("a page");
    }
    let start = Start { files: pages.to_vec(), documents: folder.path().to_owned(), sample: false };
    let mut window = open(start, Settings::default());
    sees(&window, "第 1 / 2 个文件");
    click(&mut window, Role::Button, "跳过这份");
    sees(&window, "第 2 / 2 个文件");
    click(&mut window, Role::Button, "入库 9 篇");
    sees(&window, "入库 1 个文件，跳过 1 个，未入库 0 个");
}

#[test]
fn a_path_typed_by_hand_that_leads_nowhere_is_told_in_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::I);
    settle(&mut window);
    type_into(&mut window, "文件或文件夹的位置", "/没有/这一版.txt");
    click(&mut window, Role::Button, "导入");
    sees(&window, "没有这个文件");
}

#[test]
fn a_store_that_is_none_is_told_and_leaves_the_window_usable() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.jiuwen");
    std::fs::write(&other, "这不是报刊库".repeat(40)).expect("a file");
    let mut window = open(Start { files: vec![other], ..Start::default() }, Settings::default());
    sees(&window, "不是报刊库文件");
    click(&mut window, Role::Button, "确定");
    sees(&window, "看示例");
}

#[track_caller]
pub fn type_into(window: &mut Window, label: &str, text: &str) {
    let field = window.get_by_role_and_label(Role::TextInput, label);
    field.focus();
    window.run_steps(2);
    window.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.run_steps(3);
}

pub fn sample_window() -> Window {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let store = jiuwen::jobs::open_sample_in(&folder).expect("the sample");
    open(Start { files: vec![store.path().to_owned()], ..Start::default() }, Settings::default())
}

#[test]
fn the_sample_shows_pictures_with_their_captions() {
    let mut window = sample_window();
    click(&mut window, Role::Button, "照片");
    sees(&window, "9 张照片");
    assert!(window.query_all_by_label_contains("照片：").next().is_some(), "a picture in the article");
}

/// Words that the fixture holds and the list of places does not.
const NEW_PLACE: &str = "邻里议事厅";

#[test]
fn a_place_that_the_list_lacks_is_added_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = fixture_window(folder.path());
    click(&mut window, Role::Button, "添加地名…");
    type_into(&mut window, "地名", NEW_PLACE);
    click(&mut window, Role::Button, "添加并重新认一遍");
    let started = Instant::now();
    while window.query_all_by_label_contains(&format!("地图 {NEW_PLACE}，")).next().is_none() {
        assert!(started.elapsed() < Duration::from_secs(30), "the place does not appear");
        window.run_steps(2);
        std::thread::sleep(Duration::from_millis(5));
    }
}
