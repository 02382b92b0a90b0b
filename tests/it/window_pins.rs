//! Pins on a plan in the window: loaded, put, dragged, taken back, chosen; by mouse and by keys.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};
use jiuwen::store::{Layer, Store};

use crate::support::import_fixture;
use crate::window::{Window, click, open, sees, sees_not, settle, type_into};
use crate::window_timeline::drag;

/// A store with the fixture page, and a plan beside it.
struct Desk {
    folder: tempfile::TempDir,
    store: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("a.jiuwen");
        import_fixture(&store);
        Self { folder, store }
    }

    fn plan(&self, name: &str, width: u32, height: u32) -> PathBuf {
        let path = self.folder.path().join(name);
        image::RgbImage::from_pixel(width, height, image::Rgb([240, 236, 220]))
            .save(&path)
            .expect("a picture");
        path
    }

    fn open(&self) -> Window {
        // Of the one folder, settings are those of every start.
        let settings = Settings::load_from(self.folder.path().join("settings.json"));
        open(Start { files: vec![self.store.clone()], ..Start::default() }, settings)
    }

    /// A window with a plan of 800 by 600.
    fn with_plan(&self) -> Window {
        let mut window = self.open();
        load(&mut window, &self.plan("平面图.png", 800, 600));
        window
    }

    fn pins(&self) -> Vec<(i64, f32, f32)> {
        let own = Store::open(&self.store).expect("a store").read(|r| r.own_map()).expect("a map");
        own.pins.iter().map(|(code, pin)| (code.number(), pin.x, pin.y)).collect()
    }
}

/// Loads a ground of the map by a typed path.
fn load(window: &mut Window, path: &Path) {
    item(window, "按路径载入底图");
    type_into(window, "平面图或边界文件的位置", path.to_str().expect("test paths are UTF-8"));
    click(window, Role::Button, "载入");
}

/// Clicks an item of the map's menu, whose key is a part of its name.
#[track_caller]
fn item(window: &mut Window, begins: &str) {
    click(window, Role::Button, "地图选项");
    let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with(begins));
    {
        let mut items = window.get_all_by_role(Role::Button);
        items.find(|node| is_it(node.accesskit_node().label())).expect(begins).click();
    }
    settle(window);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn canvas(window: &Window) -> Rect {
    window.get_by_role(Role::Canvas).rect()
}

/// A point of the plan of 4 by 3, in parts of its sides: it lies in the middle of the canvas, as large as it gets.
fn point(window: &Window, x: f32, y: f32) -> Pos2 {
    let rect = canvas(window);
    let size = vec2(4.0, 3.0) * (rect.width() / 4.0).min(rect.height() / 3.0);
    rect.center_top() + vec2(-size.x / 2.0, 0.0) + size * vec2(x, y)
}

fn click_at(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    window.run_steps(1);
    window.drag_at(at);
    window.run_steps(1);
    window.drop_at(at);
    settle(window);
}

/// Where a pin is drawn; none where it is not.
fn pin(window: &Window, name: &str) -> Option<Rect> {
    let begins = format!("地图 {name}，");
    let mut nodes = window.get_all_by_role(Role::Button);
    let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with(&begins));
    nodes.find(|node| is_it(node.accesskit_node().label())).map(|node| node.rect())
}

#[track_caller]
fn middle(window: &Window, name: &str) -> Pos2 {
    pin(window, name).expect(name).center()
}

/// Picks a place in the list of those without a pin.
fn pick(window: &mut Window, typed: &str, name: &str) {
    let button = window.get_by_label_contains("还没有图钉：").rect().center();
    click_at(window, button);
    let find = window.get_by_role_and_label(Role::SearchInput, "找还没有图钉的地名，可用拼音");
    find.focus();
    find.type_text(typed);
    settle(window);
    click(window, Role::Button, &format!("放图钉 {name}"));
}

fn near(a: Pos2, b: Pos2) -> bool {
    (a - b).length() < 1.0
}

#[test]
fn a_plan_is_loaded_and_pins_are_put_dragged_taken_back_and_there_after_a_restart() {
    let desk = Desk::new();
    let mut window = desk.with_plan();
    let bytes = std::fs::read(desk.folder.path().join("平面图.png")).expect("the plan");
    let kept = Store::open(&desk.store).expect("a store").read(|r| r.layer(Layer::Plan)).expect("an answer");
    assert_eq!(kept.expect("a plan").bytes, bytes, "kept byte for byte");
    sees(&window, "还没有图钉：");
    assert_eq!(pin(&window, "五马街道"), None);
    let map = canvas(&window);
    // From the list, by sound.
    pick(&mut window, "wmjd", "五马街道");
    sees(&window, "点一下图上的位置，放 五马街道");
    assert_eq!(canvas(&window), map, "what is said there makes no room for itself");
    let at = point(&window, 0.25, 0.5);
    click_at(&mut window, at);
    sees_not(&window, "点一下图上的位置");
    assert!(near(middle(&window, "五马街道"), at));
    let placed = desk.pins();
    assert!(
        matches!(placed[..], [(330302006, x, y)] if (x - 0.25).abs() < 0.01 && (y - 0.5).abs() < 0.01),
        "{placed:?}"
    );
    // Dragged, taken back, done again.
    let to = point(&window, 0.7, 0.3);
    drag(&mut window, at, to, Modifiers::NONE);
    assert!(near(middle(&window, "五马街道"), to));
    drop(window);

    let mut window = desk.open();
    assert!(near(middle(&window, "五马街道"), to), "after a restart");
    window.get_by_role(Role::Canvas).focus();
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(near(middle(&window, "五马街道"), at), "a drag of before the restart is undone");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(pin(&window, "五马街道"), None);
    assert_eq!(desk.pins(), []);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(near(middle(&window, "五马街道"), to));
    // The ground is remembered; the blocks are a switch away.
    item(&mut window, "示意图");
    assert!(pin(&window, "南汇街道").is_some(), "every street has a block");
    drop(window);
    let window = desk.open();
    assert!(pin(&window, "南汇街道").is_some());
}

#[test]
fn pins_choose_as_blocks_do_and_a_streets_pin_counts_all_of_it() {
    let desk = Desk::new();
    let mut window = desk.open();
    // Its block counts what its communities have, the one of 墨池社区 among them.
    let counted = |window: &Window| {
        window.get_by_label_contains("地图 五马街道，").accesskit_node().label().expect("a name")
    };
    let block = counted(&window);
    load(&mut window, &desk.plan("平面图.png", 800, 600));
    let spots = [("wmjd", "五马街道", 0.2), ("mcsq", "墨池社区", 0.5), ("gulou", "鼓楼社区", 0.8)];
    for (typed, name, x) in spots {
        pick(&mut window, typed, name);
        let at = point(&window, x, 0.4);
        click_at(&mut window, at);
        // The next that fits what was typed would be in the hand.
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    assert_eq!(counted(&window), block);
    let at = point(&window, 0.5, 0.4);
    click_at(&mut window, at);
    window.get_by_role_and_label(Role::Button, "去掉条件 墨池社区");
    sees(&window, "1 篇　0 张照片");
    // A rectangle chooses what has its pin in it: a street holds its communities.
    let (from, to) = (point(&window, 0.65, 0.1), point(&window, 0.95, 0.7));
    drag(&mut window, from, to, Modifiers::SHIFT);
    window.get_by_role_and_label(Role::Button, "去掉条件 鼓楼社区");
    window.get_by_role_and_label(Role::Button, "去掉条件 墨池社区");
    // Ctrl takes one away.
    let at = point(&window, 0.8, 0.4);
    window.event_modifiers(egui::Event::PointerMoved(at), Modifiers::COMMAND);
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::COMMAND);
        window.event_modifiers(egui::Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
        window.run_steps(1);
    }
    settle(&mut window);
    sees_not(&window, "去掉条件 鼓楼社区");
    // The screen reader chooses too.
    window.get_by_label_contains("地图 五马街道，").click_accesskit();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "去掉条件 五马街道");
}

#[test]
fn pins_are_put_moved_chosen_and_removed_by_keys_alone() {
    let desk = Desk::new();
    let mut window = desk.with_plan();
    click(&mut window, Role::TreeItem, "墨池社区，1 篇");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::J);
    sees(&window, "放 墨池社区");
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let rect = canvas(&window);
    assert!(near(middle(&window, "墨池社区"), rect.center() - vec2(16.0, 0.0)));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Backspace);
    sees_not(&window, "去掉条件");
    window.get_by_role(Role::Canvas).focus();
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_role_and_label(Role::Button, "去掉条件 墨池社区");
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    assert!(near(middle(&window, "墨池社区"), rect.center()));
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(pin(&window, "墨池社区"), None);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(pin(&window, "墨池社区").is_some());
    item(&mut window, "移除图钉");
    assert_eq!(desk.pins(), []);
}

#[test]
fn another_scan_keeps_the_pins_and_a_plan_that_goes_leaves_them_for_the_next() {
    let desk = Desk::new();
    let mut window = desk.with_plan();
    pick(&mut window, "wmjd", "五马街道");
    let at = point(&window, 0.25, 0.5);
    click_at(&mut window, at);
    load(&mut window, &desk.plan("重扫.jpg", 1200, 904));
    sees_not(&window, "长宽比例不同");
    let pins = desk.pins();
    assert_eq!(pins.len(), 1);
    load(&mut window, &desk.plan("竖的.png", 300, 500));
    sees(&window, "长宽比例不同");
    click(&mut window, Role::Button, "确定");
    assert_eq!(desk.pins(), pins);
    item(&mut window, "移除平面图");
    assert!(pin(&window, "南汇街道").is_some(), "the blocks are back");
    assert_eq!(desk.pins(), pins);
    load(&mut window, &desk.plan("又一张.png", 800, 600));
    assert!(near(middle(&window, "五马街道"), point(&window, 0.25, 0.5)));
}

#[test]
fn a_picture_that_is_none_or_claims_too_much_is_refused_and_the_map_stays() {
    let desk = Desk::new();
    let mut window = desk.open();
    let path = desk.plan("坏.png", 64, 64);
    let whole = std::fs::read(&path).expect("a picture");
    std::fs::write(&path, &whole[..whole.len() / 2]).expect("a file");
    load(&mut window, &path);
    sees(&window, "图片打不开");
    click(&mut window, Role::Button, "确定");
    // The head of a PNG with its width and height: 100000 of each, and the checksum that belongs to them.
    let mut huge = whole;
    huge[16..33]
        .copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0, 8, 2, 0, 0, 0, 0x27, 0x30, 0x9c, 0x9f]);
    std::fs::write(&path, &huge).expect("a file");
    load(&mut window, &path);
    sees(&window, "图片太大：100000×100000 像素");
    click(&mut window, Role::Button, "确定");
    let text = desk.folder.path().join("平面图.txt");
    std::fs::write(&text, "平面图").expect("a file");
    load(&mut window, &text);
    sees(&window, "不认识的底图文件");
    click(&mut window, Role::Button, "确定");
    let kept = Store::open(&desk.store).expect("a store").read(|r| r.layer(Layer::Plan)).expect("an answer");
    assert_eq!(kept, None);
    assert!(pin(&window, "五马街道").is_some());
}
