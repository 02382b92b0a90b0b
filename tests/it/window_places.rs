//! The list of places in the window: found by sound, put in order, walked through with keys alone.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::{Window, click, sample_window, sees, sees_not, settle};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// What the rows say, from above.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.get_all_by_role(Role::TreeItem);
    rows.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
}

fn count(row: &str) -> u32 {
    row.rsplit(['，', ' ']).find_map(|word| word.parse().ok()).unwrap_or_default()
}

#[test]
fn a_place_is_found_by_its_sound_and_chosen_with_keys_alone() {
    let mut window = sample_window();
    press(&mut window, Modifiers::COMMAND, Key::P);
    let find = window.get_by_role_and_label(Role::SearchInput, "找地名，可用拼音");
    assert!(find.is_focused());
    find.type_text("yjx");
    settle(&mut window);
    let found = rows(&window);
    assert!(found.iter().any(|row| row.starts_with("月见巷社区")), "{found:?}");
    assert!(!found.iter().any(|row| row.starts_with("金桂里社区")), "{found:?}");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_role_and_label(Role::Button, "去掉条件 月见巷社区");
    // A second Enter takes it back; Ctrl adds a further one.
    press(&mut window, Modifiers::NONE, Key::Enter);
    sees_not(&window, "去掉条件");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.get_by_role_and_label(Role::Button, "去掉条件 月见巷社区");
    window.get_by_role_and_label(Role::Button, "去掉条件 桂花园街道");
}

#[test]
fn a_street_opens_and_closes_with_the_arrows() {
    let mut window = sample_window();
    press(&mut window, Modifiers::COMMAND, Key::P);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let before = rows(&window);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    let closed = rows(&window);
    assert!(closed.len() < before.len() || closed != before, "{closed:?}");
    assert_eq!(closed[0], before[0]);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(rows(&window), before);
    // Into the street, and from there back to it.
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let street = before[0].split('，').next().expect("a name").split(' ').next().expect("a name").to_owned();
    sees(&window, &format!("去掉条件 {street}"));
}

#[test]
fn places_stand_by_count_by_name_or_by_code() {
    let mut window = sample_window();
    let streets = |window: &Window| -> Vec<String> {
        rows(window).into_iter().filter(|row| row.contains("街道")).collect()
    };
    let by_count = streets(&window);
    let counts: Vec<u32> = by_count.iter().map(|row| count(row)).collect();
    assert!(counts.len() > 1 && counts.is_sorted_by(|a, b| a >= b), "{by_count:?}");
    let button = |window: &Window, begins: &str| {
        let mut buttons = window.get_all_by_role(Role::Button);
        let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
        let found = buttons.find(|node| label(node).starts_with(begins) && label(node) != begins);
        label(&found.expect("the menu"))
    };
    let menu = button(&window, "按篇数");
    click(&mut window, Role::Button, &menu);
    click(&mut window, Role::Button, "按名称");
    let by_name = streets(&window);
    assert_ne!(by_name, by_count);
    let menu = button(&window, "按名称");
    click(&mut window, Role::Button, &menu);
    click(&mut window, Role::Button, "按代码");
    assert_ne!(streets(&window), by_name);
}
