//! The map in the window: zooming, arranging, choosing, by mouse and by keys.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};
use jiuwen::store::{Layer, Store};

use crate::support::import_fixture;
use crate::window::{Dropped, Window, click, open, sees, settle};
use crate::window_timeline::{drag, wheel};

fn open_store(store: &Path) -> Window {
    open(Start { files: vec![store.to_owned()], ..Start::default() }, Settings::default())
}

/// Where a place is drawn.
#[track_caller]
fn place(window: &Window, name: &str) -> Rect {
    let begins = format!("地图 {name}，");
    let mut nodes = window.get_all_by_role(Role::Button);
    let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with(&begins));
    nodes.find(|node| is_it(node.accesskit_node().label())).expect(name).rect()
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn focus_map(window: &mut Window) {
    window.get_by_role(Role::Canvas).focus();
    window.run_steps(3);
}

#[track_caller]
fn has_chip(window: &Window, name: &str) {
    window.get_by_role_and_label(Role::Button, &format!("去掉条件 {name}"));
}

/// Clicks an item of the map's menu, whose key is a part of its name.
#[track_caller]
fn click_item(window: &mut Window, begins: &str) {
    let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with(begins));
    {
        let mut items = window.get_all_by_role(Role::Button);
        items.find(|node| is_it(node.accesskit_node().label())).expect(begins).click();
    }
    settle(window);
}

/// Drags a block by its head onto another.
fn drag_onto(window: &mut Window, from: &str, to: &str) {
    let grip = vec2(0.0, 8.0);
    let (from, to) = (place(window, from).center_top() + grip, place(window, to).center_top() + grip);
    drag(window, from, to, Modifiers::NONE);
}

#[test]
fn a_block_dragged_onto_another_changes_places_with_it_and_stays_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let mut window = open_store(&store);
    let (wuma, nanmen) = ("五马街道", "南汇街道");
    // Their corners, from which one can tell who stands where.
    let corners = |window: &Window| (place(window, wuma).min, place(window, nanmen).min);
    let before = corners(&window);
    drag_onto(&mut window, wuma, nanmen);
    let after = corners(&window);
    assert_eq!(after.1, before.0);
    assert!(after.0.y > after.1.y);
    drop(window);

    let mut window = open_store(&store);
    assert_eq!(corners(&window), after, "after a restart");
    // What was done before the restart can be undone, and done again.
    focus_map(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(corners(&window), before);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(corners(&window), after);
    click(&mut window, Role::Button, "地图选项");
    click_item(&mut window, "恢复默认排列");
    assert_eq!(corners(&window), before);
    focus_map(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(corners(&window), after);
}

#[test]
fn a_drag_given_up_with_esc_moves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let mut window = open_store(&store);
    let at = place(&window, "五马街道").center_top() + vec2(0.0, 8.0);
    window.drag_at(at);
    window.run_steps(2);
    window.hover_at(place(&window, "南汇街道").center());
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.drop_at(place(&window, "南汇街道").center());
    settle(&mut window);
    let kept = Store::open(&store).expect("a store").read(|r| r.own_map()).expect("a map");
    assert!(kept.blocks.0.is_empty());
}

#[test]
fn blocks_are_found_chosen_and_moved_by_keys_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let mut window = open_store(&store);
    focus_map(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::Enter);
    has_chip(&window, "五马街道");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::COMMAND, Key::Space);
    sees(&window, "去掉条件 五马街道");
    assert_eq!(window.query_all_by_label_contains("去掉条件 ").count(), 2);
    // Into the block, and its second community.
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.query_all_by_label_contains("去掉条件 ").count(), 1);
    // Back to the block, which goes one to the left.
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    press(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    let kept = Store::open(&store).expect("a store").read(|r| r.own_map()).expect("a map");
    assert!(!kept.blocks.0.is_empty());
}

#[test]
fn a_rectangle_drawn_with_shift_chooses_what_lies_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let mut window = open_store(&store);
    let block = place(&window, "五马街道");
    let (from, to) = (block.min - vec2(2.0, 2.0), block.max + vec2(2.0, 2.0));
    drag(&mut window, from, to, Modifiers::SHIFT);
    has_chip(&window, "五马街道");
    assert_eq!(window.query_all_by_label_contains("去掉条件 ").count(), 1);
}

#[test]
fn the_wheel_zooms_and_the_map_takes_the_room_of_the_list_and_gives_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let mut window = open_store(&store);
    let before = place(&window, "五马街道");
    wheel(&mut window, before.center(), 240.0);
    assert!(place(&window, "五马街道").width() > before.width() * 1.8);
    click(&mut window, Role::Button, "地图选项");
    click_item(&mut window, "显示全部");
    assert_eq!(place(&window, "五马街道"), before);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    assert!(place(&window, "五马街道").width() > before.width() * 1.3);
    assert!(window.query_by_role(Role::ListBoxOption).is_none(), "the list gives its room");
    click(&mut window, Role::Button, "地图 鼓楼社区，1 篇");
    has_chip(&window, "鼓楼社区");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(place(&window, "五马街道"), before);
    click(&mut window, Role::Button, "颜色深浅：提到该地的文章中，符合条件的占多少");
    sees(&window, "100%");
}

/// Two streets side by side as squares, and one that the list does not know.
const BOUNDARIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"五马街道"},"geometry":{"type":"Polygon","coordinates":[[[120.60,28.00],[120.65,28.00],[120.65,28.05],[120.60,28.05],[120.60,28.00]]]}},
{"type":"Feature","properties":{"code":"330302025000"},"geometry":{"type":"Polygon","coordinates":[[[120.65,28.00],[120.70,28.00],[120.70,28.05],[120.65,28.05],[120.65,28.00]]]}},
{"type":"Feature","properties":{"name":"云上街道"},"geometry":{"type":"Polygon","coordinates":[[[120.70,28.00],[120.75,28.00],[120.75,28.05],[120.70,28.00]]]}}]}"#;

#[test]
fn boundaries_dropped_on_the_window_stand_in_the_place_of_the_blocks_and_stay_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let mut window = open_store(&store);
    let file = folder.path().join("边界.geojson");
    std::fs::write(&file, BOUNDARIES).expect("a file");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(file.clone())));
    settle(&mut window);
    sees(&window, "已载入 2 个地方的边界。另有 1 块没有对上名录，没有显示：云上街道");
    click(&mut window, Role::Button, "确定");
    let (wuma, nanhui) = (place(&window, "五马街道"), place(&window, "南汇街道"));
    assert!((wuma.right() - nanhui.left()).abs() < 0.1 && (wuma.top() - nanhui.top()).abs() < 0.1);
    window.get_by_role(Role::Canvas).focus();
    click_at(&mut window, wuma.center());
    has_chip(&window, "五马街道");
    drop(window);

    let mut window = open_store(&store);
    assert_eq!(place(&window, "五马街道"), wuma, "after a restart");
    click(&mut window, Role::Button, "地图选项");
    click_item(&mut window, "示意图");
    assert!(place(&window, "五马街道") != wuma);
    // What is none says so, and what was there stays.
    std::fs::write(&file, "{\"type\": \"Feat").expect("a file");
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(file)));
    settle(&mut window);
    sees(&window, "第 1 行不是 JSON");
    click(&mut window, Role::Button, "确定");
    click(&mut window, Role::Button, "地图选项");
    click_item(&mut window, "移除边界");
    let kept = Store::open(&store).expect("a store").read(|r| r.layer(Layer::Boundaries)).expect("an answer");
    assert_eq!(kept, None);
}

fn click_at(window: &mut Window, at: egui::Pos2) {
    window.drag_at(at);
    window.run_steps(1);
    window.drop_at(at);
    settle(window);
}
