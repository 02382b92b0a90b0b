//! 收藏情况 in the window: the strip below the bars, the month, and what persons say of a paper.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};
use jiuwen::jobs::{Cancel, Decision, Request, Unseen, import_files};
use jiuwen::model::{Fact, Pattern, PlaceCode};
use jiuwen::store::Store;

use crate::coverage::day;
use crate::generate;
use crate::window::{Window, click, open, sees, sees_not, settle, type_into};

const PAPER: &str = "鹿城民声报";

/// A copy of the store, which is made once.
fn prepared(folder: &Path) -> PathBuf {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, made) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let made = make(folder.path());
        (folder, made)
    });
    let copy = folder.join("a.jiuwen");
    std::fs::copy(made, &copy).expect("a copy");
    copy
}

/// A paper of the first 28 days of three months of 1990, two pages an issue; 10 January is missing, and the first page
/// of the 17th. One issue of another paper beside it, on 10 January.
fn make(folder: &Path) -> PathBuf {
    let pages = folder.join("pages");
    std::fs::create_dir_all(&pages).expect("a folder");
    for issue in (0..84).filter(|issue| *issue != 9) {
        for number in (0..2).filter(|number| (issue, *number) != (16, 0)) {
            let at = issue * 4 + number;
            std::fs::write(pages.join(format!("{at:04}.txt")), generate::page(at)).expect("a page");
        }
    }
    let other = generate::page(36).replace(PAPER, "江心周报");
    std::fs::write(pages.join("other.txt"), other).expect("a page");
    let path = folder.join("a.jiuwen");
    let store = Store::open_or_create(&path).expect("a store");
    let area = PlaceCode::parse("330302").expect("an area");
    let places = jiuwen::jobs::places_of_area(area).expect("places");
    store.write(|w| w.set_area(area, &places)).expect("the area");
    let request = Request { paths: vec![pages], decision: Decision::default(), unseen: Unseen::Decided };
    import_files(&store, &request, &Cancel::default(), |_| ()).expect("an import");
    store.settle();
    path
}

fn window_on(store: &Path) -> Window {
    open(Start { files: vec![store.to_owned()], ..Start::default() }, Settings::default())
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// What a bar says that it lacks.
#[track_caller]
fn lacks(window: &Window, bar: &str) -> Option<String> {
    window.get_by_label_contains(bar).accesskit_node().description()
}

fn ledger_of(window: &mut Window) {
    click(window, Role::Button, "收藏情况…");
    sees(window, "刊期与沿革");
}

fn zoom_in(window: &mut Window, at: egui::Pos2) {
    window.hover_at(at);
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, 200.0),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    // As long as a hand rests between two turns.
    window.run_steps(60);
}

#[test]
fn bars_say_what_is_missing_and_the_legend_what_the_strip_means() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    assert_eq!(lacks(&window, "1990-01：共").as_deref(), Some("缺期 4 期，缺版 1 期"));
    assert_eq!(lacks(&window, "1990-02：共"), None);
    sees(&window, "未出版");
    click(&mut window, Role::Button, "按日");
    // No article is of this day, and still there is something to say of it.
    assert_eq!(lacks(&window, "1990-01-29：共 0 篇").as_deref(), Some("缺期 1 期"));
    let place = window.get_by_label_contains("1990-01-29：共").rect().center();
    window.hover_at(place);
    settle(&mut window);
    sees(&window, "《鹿城民声报》缺期：推定刊期为每日");
    sees(&window, "，这一天应有一期");
}

#[test]
fn only_the_papers_asked_for_count_in_the_strip() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    click(&mut window, Role::Button, "按日");
    assert_eq!(lacks(&window, "1990-01-29：共").as_deref(), Some("缺期 1 期"));
    click(&mut window, Role::Button, "细分");
    window.get_by_label_contains("江心周报，").click();
    settle(&mut window);
    // Of a paper with one issue nobody knows when it appeared.
    window.get_by_role_and_label(Role::Button, "去掉条件 江心周报");
    sees_not(&window, "1990-01-29：共");
    click(&mut window, Role::Button, "去掉条件 江心周报");
    assert_eq!(lacks(&window, "1990-01-29：共").as_deref(), Some("缺期 1 期"));
}

#[test]
fn a_month_says_of_each_day_what_became_of_it_and_a_click_looks_at_the_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    click(&mut window, Role::Button, "月历");
    sees(&window, "1990年3月");
    click(&mut window, Role::Button, "上个月");
    click(&mut window, Role::Button, "上个月");
    sees(&window, "1990年1月");
    let names: Vec<String> = window
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("1990年1月"))
        .collect();
    assert_eq!(names.len(), 31);
    let starts = |begin: &str| names.iter().any(|name| name.starts_with(begin));
    assert!(starts("1990年1月9日 星期二 有报 2 版 "), "{names:?}");
    assert!(starts("1990年1月10日 星期三 有报 1 种、缺期 1 种 1 版 "), "{names:?}");
    assert!(starts("1990年1月17日 星期三 缺版 1 版 "), "{names:?}");
    assert!(starts("1990年1月30日 星期二 缺期"), "{names:?}");
    let ninth = names.iter().find(|name| name.starts_with("1990年1月9日")).expect("a day").clone();
    click(&mut window, Role::Button, &ninth);
    window.get_by_role_and_label(Role::Button, "去掉条件 1990-01-09");
    click(&mut window, Role::Button, &ninth);
    sees_not(&window, "去掉条件");
}

#[test]
fn a_month_is_walked_through_with_keys_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    // From the day of the article that is read, 28 March.
    sees(&window, "1990年3月28日 星期三");
    for key in [Key::PageUp, Key::PageUp, Key::ArrowUp, Key::ArrowRight, Key::ArrowRight] {
        press(&mut window, Modifiers::NONE, key);
    }
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_role_and_label(Role::Button, "去掉条件 1990-01-23");
    // A dialog takes the keyboard, and gives it back.
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    sees(&window, "刊期与沿革");
    press(&mut window, Modifiers::NONE, Key::Escape);
    sees_not(&window, "刊期与沿革");
    press(&mut window, Modifiers::NONE, Key::End);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    sees(&window, "1990年2月");
    press(&mut window, Modifiers::NONE, Key::Escape);
    sees_not(&window, "1990年2月1日 星期四");
    window.get_by_label_contains("1990-02-01：共");
    window.get_by_role_and_label(Role::Button, "去掉条件 1990-01-23");
    // Zooming in past the days leads to the month again.
    for _ in 0..12 {
        press(&mut window, Modifiers::NONE, Key::ArrowUp);
        if window.query_all_by_label_contains("1990年2月1日 星期四").next().is_some() {
            return;
        }
    }
    panic!("no month after zooming in");
}

#[test]
fn the_wheel_zooms_past_the_days_into_a_month_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    let at = window.get_by_label_contains("1990-02：共").rect().center();
    for _ in 0..12 {
        zoom_in(&mut window, at);
    }
    sees(&window, "回到时间轴");
    sees(&window, "1990年2月");
    click(&mut window, Role::Button, "回到时间轴");
    window.get_by_label_contains("时间轴：点或拖选一段");
}

#[test]
fn a_guessed_pattern_is_adopted_changed_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = prepared(folder.path());
    let mut window = window_on(&path);
    ledger_of(&mut window);
    sees(&window, "《鹿城民声报》应有 87 期，藏 83 期，缺 4 期，1 期缺版");
    click(&mut window, Role::Button, "采用 刊期为每日");
    sees(&window, "已有登记");
    let entries = || Store::open(&path).expect("a store").read(|r| r.coverage_entries()).expect("entries");
    assert_eq!(entries()[0].1.fact, Fact::Pattern(Pattern::DAILY));
    let id = entries()[0].0;
    click(&mut window, Role::Button, "修改 刊期为每日");
    type_into(&mut window, "到", "1990-01-28");
    click(&mut window, Role::Button, "保存修改");
    sees(&window, "到 1990-01-28 为止刊期为每日");
    assert_eq!((entries()[0].0, entries()[0].1.to), (id, Some(day("1990-01-28"))));
    click(&mut window, Role::Button, "撤销 到 1990-01-28 为止刊期为每日");
    assert_eq!(entries(), []);
    click(&mut window, Role::Button, "关闭");
    sees_not(&window, "刊期与沿革");
}

#[test]
fn what_a_person_enters_changes_the_sums_and_a_mistake_is_told_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = prepared(folder.path());
    let mut window = window_on(&path);
    ledger_of(&mut window);
    window.get_by_role_and_label(Role::ComboBox, "登记什么").click();
    settle(&mut window);
    window.get_by_label("休刊").click();
    settle(&mut window);
    sees(&window, "请写明从哪一天起休刊");
    type_into(&mut window, "从", "1990-1-2x");
    sees(&window, "“1990-1-2x”不是日期");
    ledger_of_again(&mut window);
    window.get_by_role_and_label(Role::ComboBox, "登记什么").click();
    settle(&mut window);
    window.get_by_label("休刊").click();
    settle(&mut window);
    type_into(&mut window, "从", "19900129");
    type_into(&mut window, "到", "1990-01-31");
    type_into(&mut window, "依据", "馆藏目录");
    sees(&window, "将登记：1990-01-29 至 1990-01-31 休刊");
    click(&mut window, Role::Button, "登记");
    sees(&window, "《鹿城民声报》应有 84 期，藏 83 期，缺 1 期");
    sees(&window, "1990-01-29 至 1990-01-31 休刊（馆藏目录）");
    click(&mut window, Role::Button, "关闭");
    assert_eq!(lacks(&window, "1990-01：共").as_deref(), Some("缺期 1 期，缺版 1 期"));
}

fn ledger_of_again(window: &mut Window) {
    click(window, Role::Button, "关闭");
    ledger_of(window);
}

#[test]
fn what_is_missing_is_listed_by_year_and_month_and_saved_as_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    ledger_of(&mut window);
    click(&mut window, Role::Button, "缺期清单");
    sees(&window, "全部 所缺 5 项");
    click(&mut window, Role::Button, "1990 应有 87 期，藏 83 期，缺期 4，缺版 1，未知 0 天");
    click(&mut window, Role::Button, "1990年1月 应有 31 期，藏 27 期，缺期 4，缺版 1，未知 0 天");
    sees(&window, "1990-01 所缺 5 项");
    click(&mut window, Role::Button, "1990年2月 应有 28 期，藏 28 期，缺期 0，缺版 0，未知 0 天");
    sees(&window, "1990-02 没有已知的缺期、缺版");
    let csv = folder.path().join("缺.csv");
    type_into(&mut window, "或写明 CSV 文件的位置", csv.to_str().expect("UTF-8"));
    click(&mut window, Role::Button, "导出到这里");
    let table = std::fs::read_to_string(&csv).expect("a table");
    assert_eq!(table.lines().count(), 6, "{table}");
    assert!(table.contains("鹿城民声报,1990-01-10,星期三,缺期,,"), "{table}");
    assert!(table.contains("鹿城民声报,1990-01-17,星期三,缺版,1,"), "{table}");
    click(&mut window, Role::Button, "1990年2月 应有 28 期，藏 28 期，缺期 0，缺版 0，未知 0 天");
    click(&mut window, Role::Button, "1990-01-17 星期三 缺版 第 1 版");
    sees(&window, "1990年1月17日 星期三");
    sees_not(&window, "缺期清单");
}

#[test]
fn a_month_that_comes_asks_for_its_room_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_on(&prepared(folder.path()));
    let height = |window: &Window| {
        let mut days = window.query_all_by_label_contains("1990年3月28日 星期三 有报");
        days.next().map(|day| day.rect().height())
    };
    window.get_by_role_and_label(Role::Button, "月历").click();
    let first = (0..20).find_map(|_| {
        window.step();
        height(&window)
    });
    let asked = window.ctx.has_requested_repaint();
    settle(&mut window);
    assert!(asked || first == height(&window), "drawn in the room of the bars, and left there");
}
