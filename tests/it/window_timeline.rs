//! The timeline in the window: choosing with mouse and keys, zooming, and the ways from an article to its day.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::{Window, click, sample_window, sees, sees_not, settle};

/// The middle of a bar.
#[track_caller]
fn bar(window: &Window, begins: &str) -> Pos2 {
    let bars = window.get_all_by_role(Role::Button);
    let is_it = |label: &Option<String>| label.as_ref().is_some_and(|label| label.starts_with(begins));
    let mut bars = bars.filter(|node| is_it(&node.accesskit_node().label()) && label(node).contains("：共"));
    bars.next().expect(begins).rect().center()
}

fn label(node: &egui_kittest::Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// A drag with keys held.
pub fn drag(window: &mut Window, from: Pos2, to: Pos2, modifiers: Modifiers) {
    let button =
        |pos, pressed| Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers };
    window.event(Event::PointerMoved(from));
    window.event_modifiers(button(from, true), modifiers);
    for part in [0.4, 0.7, 1.0] {
        window.event_modifiers(Event::PointerMoved(from.lerp(to, part)), modifiers);
        window.run_steps(1);
    }
    window.event_modifiers(button(to, false), modifiers);
    settle(window);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn wheel(window: &mut Window, at: Pos2, delta: f32) {
    window.hover_at(at);
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, delta),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    // egui spreads a turn of the wheel over some frames.
    window.run_steps(30);
}

#[track_caller]
fn has_chip(window: &Window, time: &str) {
    window.get_by_role_and_label(Role::Button, &format!("去掉条件 {time}"));
}

#[test]
fn ctrl_chooses_further_times_and_shift_extends_the_nearest() {
    let mut window = sample_window();
    let (first, second) = (bar(&window, "2012-03"), bar(&window, "2013-06"));
    drag(&mut window, first, first + vec2(8.0, 0.0), Modifiers::NONE);
    has_chip(&window, "2012-03");
    drag(&mut window, second, second + vec2(8.0, 0.0), Modifiers::COMMAND);
    has_chip(&window, "2012-03");
    has_chip(&window, "2013-06");
    let third = bar(&window, "2014-01");
    drag(&mut window, third, third + vec2(8.0, 0.0), Modifiers::SHIFT);
    has_chip(&window, "2013-06 – 2014-01");
    sees(&window, "2012-03、2013-06 – 2014-01　命中 ");
    drag(&mut window, first, first + vec2(8.0, 0.0), Modifiers::COMMAND);
    sees_not(&window, "去掉条件 2012-03");
}

#[test]
fn a_choice_survives_another_unit_and_its_edges_can_be_pulled() {
    let mut window = sample_window();
    let (from, to) = (bar(&window, "2013-06"), bar(&window, "2014-01"));
    drag(&mut window, from, to, Modifiers::NONE);
    for unit in ["按年", "按日", "按月", "单位随范围变"] {
        click(&mut window, Role::Button, unit);
        has_chip(&window, "2013-06 – 2014-01");
    }
    click(&mut window, Role::Button, "看全部年份");
    let edge = window.get_by_role_and_label(Role::Splitter, "2013-06 – 2014-01 的终点").rect().center();
    let to = bar(&window, "2014-09") + vec2(9.0, 0.0);
    drag(&mut window, edge, egui::pos2(to.x, edge.y), Modifiers::NONE);
    has_chip(&window, "2013-06 – 2014-09");
}

#[test]
fn the_wheel_zooms_to_days_where_the_pointer_is() {
    let mut window = sample_window();
    let at = bar(&window, "2013-06");
    for _ in 0..8 {
        wheel(&mut window, at, 120.0);
    }
    let day = bar(&window, "2013-06-21：共");
    let room = window.get_by_label_contains("时间轴：点或拖选一段").rect();
    assert!(room.contains(day) && (day.x - at.x).abs() < room.width() / 4.0, "{day:?} {at:?}");
    click(&mut window, Role::Button, "看全部年份");
    bar(&window, "2013-06：共");
}

#[test]
fn a_time_is_chosen_with_keys_alone() {
    let mut window = sample_window();
    press(&mut window, Modifiers::COMMAND, Key::T);
    press(&mut window, Modifiers::NONE, Key::End);
    has_chip(&window, "2016-05");
    for _ in 0..5 {
        press(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    }
    has_chip(&window, "2015-12 – 2016-05");
    // Ctrl only looks, and the space bar adds what is looked at.
    press(&mut window, Modifiers::NONE, Key::Home);
    has_chip(&window, "2012-03");
    press(&mut window, Modifiers::COMMAND, Key::End);
    has_chip(&window, "2012-03");
    press(&mut window, Modifiers::NONE, Key::Space);
    has_chip(&window, "2012-03");
    has_chip(&window, "2016-05");
    for _ in 0..6 {
        press(&mut window, Modifiers::NONE, Key::ArrowUp);
    }
    bar(&window, "2016-05-20：共");
    press(&mut window, Modifiers::NONE, Key::Escape);
    sees_not(&window, "去掉条件");
}

#[test]
fn an_article_leads_to_its_day_its_neighbours_and_the_same_day_of_other_years() {
    let mut window = sample_window();
    click(&mut window, Role::Link, "在时间轴中查看");
    bar(&window, "2016-05-20：共");
    click(&mut window, Role::Link, "同日");
    has_chip(&window, "2016-05-20");
    click(&mut window, Role::Link, "上一期");
    has_chip(&window, "2015-12-11");
    has_chip(&window, "晨光社区报");
    click(&mut window, Role::Link, "下一期");
    has_chip(&window, "2016-05-20");
    click(&mut window, Role::Link, "下一期");
    sees(&window, "2016-05-20 星期五");
    click(&mut window, Role::Link, "历年今日");
    window.get_by_label_contains("去掉条件 2012-05-20 等 5 段时间");
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    has_chip(&window, "晨光社区报");
}

#[test]
fn the_bar_under_the_pointer_tells_its_first_headlines() {
    let mut window = sample_window();
    let at = bar(&window, "2012-03");
    window.hover_at(at);
    for _ in 0..60 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(4));
    }
    sees(&window, "共 6 篇，命中 6 篇");
    let headlines = window.query_all_by_role(Role::Tooltip).count();
    assert!(headlines <= 1);
    // The list begins elsewhere: a headline of 2012 stands in no other place of the window.
    let store =
        jiuwen::jobs::open_sample_in(std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("the sample");
    let headline = store.read(|r| {
        let articles =
            r.articles_shown()?.into_iter().map(|id| r.article(id)).collect::<Result<Vec<_>, _>>()?;
        Ok(articles.into_iter().find(|article| article.date.year() == 2012).map(|article| article.headline))
    });
    sees(&window, &headline.expect("articles").expect("one of 2012"));
}

#[test]
fn every_control_of_the_timeline_has_a_name() {
    let window = sample_window();
    for role in [Role::Button, Role::Slider, Role::Splitter, Role::Link] {
        for node in window.get_all_by_role(role) {
            let named = label(&node);
            assert!(!named.trim().is_empty(), "a {role:?} at {:?} has no name", node.rect());
        }
    }
    for name in
        ["单位随范围变", "按年", "柱高按占全部文章的比例", "高度对数刻度，少的也看得见", "放大", "缩小"]
    {
        window.get_by_role_and_label(Role::Button, name);
    }
}
