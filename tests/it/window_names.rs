//! The AccessKit tree of the window, walked from its root: what can have the keyboard has a name, and the histogram
//! says its values.

use std::path::{Path, PathBuf};

use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};
use jiuwen::model::LineRole;
use jiuwen::store::Store;

use crate::support::{arg, fixture, import_fixture, jiuwen};
use crate::window::{Window, click, open, sample_window, sees, settle};
use crate::window_search::search_for;

/// Every node below another, itself included.
fn walk<'tree>(node: &egui_kittest::Node<'tree>, found: &mut Vec<(Role, String, bool, String)>) {
    let inner = node.accesskit_node();
    let name = inner.label().or_else(|| inner.value()).unwrap_or_default();
    let named = inner.label().is_some_and(|label| !label.trim().is_empty());
    // A scroll bar that only the pointer takes is egui's own, and has no name.
    let clicks = inner.data().supports_action(Action::Click) && inner.role() != Role::ScrollBar;
    let acts = clicks || inner.data().supports_action(Action::Focus);
    // A text that can be selected takes the pointer, and says itself.
    let is_named = named || (inner.role() == Role::Label && !name.trim().is_empty());
    if acts {
        found.push((inner.role(), name, is_named, format!("{:?}", inner.raw_bounds())));
    }
    for child in node.children() {
        walk(&child, found);
    }
}

/// Fails for the controls without a name, all at once.
#[track_caller]
fn all_named(window: &Window, place: &str, least: usize) {
    let mut controls = Vec::new();
    walk(&window.root(), &mut controls);
    let nameless: Vec<_> = controls.iter().filter(|(_, _, named, _)| !named).collect();
    assert!(nameless.is_empty(), "{place}: {nameless:#?}");
    assert!(controls.len() >= least, "{place}: only {} controls", controls.len());
}

fn run(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

#[test]
fn every_control_of_the_main_window_has_a_name() {
    let mut window = sample_window();
    all_named(&window, "the sample", 60);
    search_for(&mut window, "jiuwen:?q=夜校&time=2012-01-01..2016-12-31&kind=article&paper=晨光社区报");
    all_named(&window, "a filter with chips", 40);
    search_for(&mut window, "夜");
    all_named(&window, "proposals", 40);
    run(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, Role::Button, "逐句");
    all_named(&window, "sentences", 40);
    click(&mut window, Role::Button, "细分");
    all_named(&window, "facets", 40);
    run(&mut window, Modifiers::NONE, Key::Escape);
    for menu in ["菜单", "繁简、全半角等不分", "排列 按日期"] {
        click(&mut window, Role::Button, menu);
        all_named(&window, menu, 40);
        run(&mut window, Modifiers::NONE, Key::Escape);
    }
    for unit in ["按年", "按月", "按日"] {
        click(&mut window, Role::Button, unit);
        all_named(&window, unit, 40);
    }
    search_for(&mut window, "没有这样的词");
    all_named(&window, "nothing found", 30);
}

/// A store with reports, and two pages that have two versions each.
fn store_with_everything(folder: &Path) -> PathBuf {
    let store = folder.join("a.jiuwen");
    import_fixture(&store);
    for number in ["03", "04"] {
        let page = folder.join(format!("试刊_20151209_{number}.txt"));
        for text in ["夜校开了班。", "夜校开了两个班。"] {
            let text = format!("夜校开班{number}\n\n本报讯（记者 李博）12月8日，第{number}{text}\n");
            std::fs::write(&page, text).expect("a page");
            let args = ["import", "--store", arg(&store), arg(&page), "--paper", "试刊"];
            assert!(jiuwen(&args).status.success());
        }
    }
    let opened = Store::open(&store).expect("a store");
    opened.write(|w| w.learn("试刊", "（记者 名）", LineRole::Body)).expect("a habit");
    store
}

#[test]
fn every_control_of_every_dialog_has_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_with_everything(folder.path());
    let mut window = open(Start { files: vec![store], ..Start::default() }, Settings::default());
    search_for(&mut window, "夜校");
    // Each dialog with words that stand in it alone.
    for (item, words) in [
        ("按路径导入…", "文件或文件夹的位置"),
        ("添加地名…", "上级"),
        ("存下的条件", "还没有存下的条件"),
        ("导入结果…", "或写明 CSV 文件的位置"),
        ("设定属地…", "输入区、县、市的名字或代码"),
        ("已学到的习惯…", "（记者 名）"),
    ] {
        click(&mut window, Role::Button, "菜单");
        click_beginning(&mut window, item);
        sees(&window, words);
        all_named(&window, item, 2);
        if item == "存下的条件" {
            run(&mut window, Modifiers::NONE, Key::Enter);
            run(&mut window, Modifiers::COMMAND, Key::B);
            click_beginning(&mut window, "改名 ");
            all_named(&window, "a new name", 4);
        }
        run(&mut window, Modifiers::NONE, Key::Escape);
        run(&mut window, Modifiers::NONE, Key::Escape);
    }
    click(&mut window, Role::Button, "这一版有 2 个版本…");
    sees(&window, "同一版的几个版本");
    all_named(&window, "versions", 3);
}

/// Clicks the first button whose name begins so: the menu's, as it stands at the top of the window.
#[track_caller]
fn click_beginning(window: &mut Window, begins: &str) {
    let buttons = window.query_all_by_role(Role::Button);
    let mut fitting =
        buttons.filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begins)));
    fitting.next().expect(begins).click();
    drop(fitting);
    settle(window);
}

#[test]
fn every_control_of_the_first_start_and_of_a_review_has_a_name() {
    all_named(&open(Start::default(), Settings::default()), "the first start", 3);
    let folder = tempfile::tempdir().expect("a folder");
    let start = Start { files: vec![fixture()], documents: folder.path().to_owned(), sample: false };
    let mut window = open(start, Settings::default());
    all_named(&window, "a review", 30);
    let before = window.query_all_by_role(Role::TextInput).count();
    run(&mut window, Modifiers::NONE, Key::F2);
    assert!(window.query_all_by_role(Role::TextInput).count() > before, "no item is edited");
    all_named(&window, "an item that is edited", 30);
}

#[test]
fn the_histogram_says_its_values() {
    let window = sample_window();
    let bars: Vec<String> = window
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.contains("：共 ") && label.contains("，命中 "))
        .collect();
    let number = |label: &str, before: &str| -> u32 {
        let digits = label.split(before).nth(1).unwrap_or_default();
        digits.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a number")
    };
    let sum = |before: &str| bars.iter().map(|label| number(label, before)).sum::<u32>();
    // Every article of the sample is in one bar, and all of them pass.
    assert_eq!((sum("：共 "), sum("，命中 ")), (39, 39), "{bars:?}");
}
