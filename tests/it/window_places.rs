//! The list of places in the window: found by sound, put in order, walked through with keys alone.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use jiuwen::app::{Settings, Start};
use jiuwen::model::PlaceEdit;
use jiuwen::store::Store;

use crate::support::import_fixture;
use crate::window::{Window, click, open, sample_window, sees, sees_not, settle, type_into};

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
    press(&mut window, Modifiers::COMMAND, Key::L);
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
    press(&mut window, Modifiers::COMMAND, Key::L);
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

#[test]
fn map_and_list_answer_one_filter_in_the_same_frame() {
    let mut window = sample_window();
    let said = |window: &Window, begins: &str| {
        let nodes = window.query_all_by_label_contains(begins);
        let labels = nodes.filter_map(|node| node.accesskit_node().label());
        labels.filter(|label| label.starts_with(begins)).map(|label| count(&label)).next()
    };
    let both = |window: &Window| (said(window, "地图 月见巷社区"), said(window, "月见巷社区"));
    let before = both(&window);
    assert!(before.0.is_some() && before.0 == before.1, "{before:?}");
    window.get_by_role_and_label(Role::Button, "照片").click();
    let mut seen = vec![before];
    for _ in 0..200 {
        window.run_steps(1);
        let now = both(&window);
        assert_eq!(now.0, now.1);
        if seen.last() != Some(&now) {
            seen.push(now);
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(seen.len() > 1, "the filter changed nothing: {seen:?}");
}

/// A window on a sample of its own, which may be changed.
pub fn own_sample_window() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = jiuwen::jobs::open_sample_in(folder.path()).expect("the sample");
    let start = Start { files: vec![store.path().to_owned()], ..Start::default() };
    drop(store);
    (folder, open(start, Settings::default()))
}

/// Chooses a place by its sound and shows all that is known of it.
fn open_card(window: &mut Window, typed: &str) {
    press(window, Modifiers::COMMAND, Key::L);
    window.get_by_role_and_label(Role::SearchInput, "找地名，可用拼音").type_text(typed);
    settle(window);
    press(window, Modifiers::NONE, Key::ArrowDown);
    press(window, Modifiers::NONE, Key::Enter);
    press(window, Modifiers::COMMAND, Key::E);
    sees(window, "篇文章提到");
}

#[test]
fn a_further_name_shows_what_it_would_find_and_can_be_taken_back() {
    let (_folder, mut window) = own_sample_window();
    open_card(&mut window, "yjx");
    type_into(&mut window, "名称", "夜校");
    click(&mut window, Role::Button, "先看会认出哪些");
    sees(&window, "“夜校”出现在 ");
    sees(&window, "会新认出");
    click(&mut window, Role::Button, "添加，并在全库认出");
    sees(&window, "去掉名称 夜校");
    click(&mut window, Role::Button, "改动记录");
    sees(&window, "月见巷社区加别名“夜校”");
    click(&mut window, Role::Button, "撤销上一步");
    click(&mut window, Role::Button, "名称");
    sees_not(&window, "去掉名称 夜校");
    click(&mut window, Role::Button, "改动记录");
    click(&mut window, Role::Button, "重做");
    click(&mut window, Role::Button, "名称");
    sees(&window, "去掉名称 夜校");
}

#[test]
fn a_place_merged_into_another_counts_there_until_it_is_restored() {
    let (_folder, mut window) = own_sample_window();
    let count_of = |window: &Window, name: &str| {
        rows(window).iter().find(|row| row.starts_with(name)).map(|row| count(row))
    };
    let (from, into) = (count_of(&window, "月见巷社区"), count_of(&window, "金桂里社区"));
    assert!(from > Some(0) && into > Some(0), "{from:?} {into:?}");
    open_card(&mut window, "yjx");
    click(&mut window, Role::Button, "归属与备注");
    type_into(&mut window, "哪一处", "jgl");
    click(&mut window, Role::Button, "并入 晨光区/桂花园街道/金桂里社区");
    sees(&window, "已并入别处");
    click(&mut window, Role::Button, "恢复");
    sees_not(&window, "已并入别处");
    click(&mut window, Role::Button, "关闭");
}

#[test]
fn a_recognition_says_why_and_can_be_refused_for_the_like_and_taken_back() {
    let (_folder, mut window) = own_sample_window();
    let of = |window: &Window| {
        let rows = rows(window);
        rows.iter().find(|row| row.starts_with("月见巷社区")).map(|row| count(row))
    };
    let before = of(&window).expect("a row");
    open_card(&mut window, "yjx");
    click(&mut window, Role::Button, "关闭");
    click(&mut window, Role::Button, "核对");
    sees(&window, "“月见巷社区”：按通称认出");
    click(&mut window, Role::Button, "不是 晨光区/桂花园街道/月见巷社区");
    let after = of(&window).expect("a row");
    assert!(after < before, "{after} of {before}");
    press(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, Role::Button, "改动记录");
    sees(&window, "“月见巷社区”不是月见巷社区");
    click(&mut window, Role::Button, "撤销上一步");
    click(&mut window, Role::Button, "关闭");
    assert_eq!(of(&window), Some(before));
}

#[test]
fn another_list_shows_what_it_has_otherwise_and_never_overwrites_what_a_person_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jiuwen");
    import_fixture(&path);
    let store = Store::open(&path).expect("a store");
    let record = |store: &Store, name: &str| {
        let list = store.read(|r| r.authority()).expect("a list");
        list.records().find(|record| record.name == name).cloned()
    };
    let street = record(&store, "五马街道").expect("a street");
    let ours = record(&store, "墨池社区").expect("a community");
    let drum = record(&store, "鼓楼社区").expect("a community");
    let (name, since) = ("新墨池社区".to_owned(), None);
    store
        .write(|w| w.edit_place(&PlaceEdit::Rename { code: ours.code, name, since, keep: true }))
        .expect("a name");
    drop(store);
    let table = folder.path().join("名录.csv");
    let lines = [
        format!("{}990,春风里社区居民委员会", street.code),
        format!("{},鼓楼坊社区居民委员会", drum.code),
        format!("{},墨香社区居民委员会", ours.code),
        "410403001004,安培社区居民委员会".to_owned(),
        "没有代码的一行".to_owned(),
    ];
    std::fs::write(&table, lines.join("\n")).expect("a file");
    let mut window = open(Start { files: vec![path.clone()], ..Start::default() }, Settings::default());
    let ask = |window: &mut Window| {
        click(window, Role::Button, "菜单");
        click(window, Role::Button, "对照名录… ");
        type_into(window, "名录文件的位置", table.to_str().expect("UTF-8"));
        click(window, Role::Button, "对照");
    };
    ask(&mut window);
    for text in ["库中没有的 1 处", "春风里社区", "名称不同的 1 处", "鼓楼坊社区", "不收的 1 处"]
    {
        sees(&window, text);
    }
    click(&mut window, Role::Button, "收进 2 处");
    let store = Store::open(&path).expect("a store");
    assert!(record(&store, "春风里社区").is_some());
    assert_eq!(record(&store, "新墨池社区").expect("ours").code, ours.code, "what a person did stays");
    assert!(record(&store, "墨香社区").is_none());
    // Once more there is nothing to take in.
    ask(&mut window);
    sees(&window, "不收的 1 处");
    sees_not(&window, "收进 ");
    // A file that is none says so.
    std::fs::remove_file(&table).expect("it is there");
    click(&mut window, Role::Button, "关闭");
    ask(&mut window);
    sees(&window, "没有这个文件");
}
