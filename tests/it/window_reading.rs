//! The reading desk in the window: selecting, copying, looks, what is put aside, the page around.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::app::{Settings, Start};
use jiuwen::model::ArticleId;
use jiuwen::query::{Filter, detail};
use jiuwen::store::Store;

use crate::support::view;
use crate::window::{Window, click, open, sees, sees_not, settle};
use crate::window_search::{open_store, sample_copy, search_for};

const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// What was copied in one of the next frames.
fn copied(window: &mut Window) -> Option<String> {
    (0..20).find_map(|_| {
        window.run_steps(1);
        let commands = &window.output().platform_output.commands;
        commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    })
}

/// The first article of the list as printed: titles and paragraphs.
fn printed(store: &std::path::Path, filter: Filter) -> (ArticleId, Vec<String>) {
    let store = Store::open(store).expect("a store");
    let id = view(&store, filter).hits.first().expect("an article").id;
    let detail = store.read(|r| detail(r, id)).expect("the article");
    let article = detail.article;
    let titles = [article.kicker, Some(article.headline), article.subtitle].into_iter().flatten();
    let credits = detail.photos.into_iter().flat_map(|photo| {
        let caption: Vec<String> = photo.caption.lines().map(str::to_owned).collect();
        caption.into_iter().chain(photo.credit)
    });
    (id, titles.chain(article.paragraphs).chain(credits).collect())
}

#[test]
fn the_whole_article_is_copied_as_printed_and_with_its_citation() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let (_, text) = printed(&store, Filter::default());
    let mut window = open_store(&store);
    window.key_press_modifiers(CTRL, Key::A);
    window.run_steps(3);
    window.event(Event::Copy);
    assert_eq!(copied(&mut window), Some(text.join("\n")));
    // In one frame: the harness would take several for it, and show only what the last one copied.
    let (key, modifiers) = (Key::Q, CTRL_SHIFT);
    let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    window.input_mut().events.push(event);
    let quote = copied(&mut window).expect("a quote");
    let (body, citation) = quote.rsplit_once('\n').expect("a citation");
    assert_eq!(body, text.join("\n"));
    assert!(citation.contains("[N].晨光社区报,"), "{citation}");
}

#[test]
fn a_drag_over_paragraphs_selects_what_it_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let (_, text) = printed(&store, Filter::default());
    let mut window = open_store(&store);
    // The first two paragraphs of more than a line.
    let long: Vec<&String> = text.iter().filter(|text| text.chars().count() > 45).take(2).collect();
    let rect = |window: &Window, text: &str| window.get_by_label(text).rect();
    let (first, second) = (rect(&window, long[0]), rect(&window, long[1]));
    window.drag_at(first.left_top() + egui::vec2(60.0, 12.0));
    window.run_steps(2);
    window.hover_at(second.left_top() + egui::vec2(80.0, 12.0));
    window.run_steps(2);
    window.drop_at(second.left_top() + egui::vec2(80.0, 12.0));
    window.run_steps(2);
    window.event(Event::Copy);
    let got = copied(&mut window).expect("a selection");
    assert!(text.join("\n").contains(&got), "{got}");
    let lines: Vec<&str> = got.lines().collect();
    assert!(long[0].ends_with(lines[0]) && lines[0].chars().count() + 4 > long[0].chars().count() - 4);
    assert!(long[1].starts_with(lines.last().expect("a line")));
    // Shift and arrows move its end.
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    window.event(Event::Copy);
    let more = copied(&mut window).expect("a selection");
    assert_eq!(more.chars().count(), got.chars().count() + 1);
    assert!(more.starts_with(&got));
}

#[test]
fn an_occurrence_that_is_gone_to_is_selected() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    search_for(&mut window, "夜校");
    // The box has the keyboard until then.
    press(&mut window, Modifiers::NONE, Key::F3);
    sees(&window, " 处");
    window.event(Event::Copy);
    assert_eq!(copied(&mut window).as_deref(), Some("夜校"));
}

#[test]
fn size_and_contrast_are_kept_for_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let settings = || Settings::load_from(folder.path().join("settings.json"));
    let start = || Start { files: vec![store.clone()], ..Start::default() };
    let mut window = open(start(), settings());
    let height = |window: &Window| {
        let (_, text) = printed(&store, Filter::default());
        let long = text.iter().find(|text| text.chars().count() > 45).expect("a paragraph").clone();
        window.get_by_label(&long).rect().height()
    };
    let before = height(&window);
    for _ in 0..3 {
        press(&mut window, CTRL, Key::Plus);
    }
    sees(&window, "正文 150%");
    assert!(height(&window) > before * 1.4, "{} of {before}", height(&window));
    press(&mut window, CTRL_SHIFT, Key::H);
    let mut again = open(start(), settings());
    sees(&again, "正文 150%");
    let contrast = |window: &Window| {
        let fill = window.ctx.global_style().visuals.panel_fill;
        [egui::Color32::WHITE, egui::Color32::BLACK].contains(&fill)
    };
    assert!(contrast(&again));
    press(&mut again, CTRL, Key::Num0);
    sees(&again, "正文 100%");
    press(&mut again, CTRL_SHIFT, Key::H);
    assert!(!contrast(&again));
}

#[test]
fn what_is_put_aside_is_kept_in_the_store_and_printed_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    press(&mut window, CTRL, Key::J);
    press(&mut window, CTRL, Key::ArrowDown);
    press(&mut window, CTRL, Key::J);
    window.get_by_role_and_label(Role::Button, "查档单 2");
    drop(window);
    let mut window = open_store(&store);
    click(&mut window, Role::Button, "查档单 2");
    let remove = |window: &Window| {
        let nodes = window.get_all_by_role(Role::Button);
        let names = nodes.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with("取出 ")).collect::<Vec<_>>()
    };
    assert_eq!(remove(&window).len(), 2);
    click(&mut window, Role::Button, "复制全部出处");
    click(&mut window, Role::Button, "打印成 PDF…");
    sees(&window, "查档单里的 2 篇");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL_SHIFT, Key::B);
    let first = remove(&window).remove(0);
    click(&mut window, Role::Button, &first);
    assert_eq!(remove(&window).len(), 1);
    click(&mut window, Role::Button, "清空");
    sees(&window, "查档单是空的");
    drop(window);
    let opened = Store::open(&store).expect("a store");
    assert_eq!(opened.read(|r| r.marked()).expect("marks"), []);
}

#[test]
fn citations_of_all_that_is_put_aside_are_copied_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    press(&mut window, CTRL, Key::J);
    press(&mut window, CTRL, Key::ArrowDown);
    press(&mut window, CTRL, Key::J);
    press(&mut window, CTRL_SHIFT, Key::B);
    window.get_by_role_and_label(Role::Button, "复制全部出处").click();
    let mut text = None;
    for _ in 0..100 {
        text = text.or_else(|| copied(&mut window));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let text = text.expect("citations");
    assert_eq!(text.lines().filter(|line| line.contains("[N].晨光社区报,")).count(), 2, "{text}");
}

#[test]
fn the_source_of_an_article_is_one_key_away_with_the_role_of_each_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    press(&mut window, CTRL, Key::U);
    sees(&window, "原稿 ");
    let nodes = window.get_all_by_role(Role::Label);
    let labels: Vec<String> = nodes.filter_map(|node| node.accesskit_node().value()).collect();
    for role in [" 主题 ", " 正文 "] {
        assert!(labels.iter().any(|label| label.contains(role)), "{role} {labels:?}");
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    sees_not(&window, "原稿 ");
}

#[test]
fn the_ways_lead_along_the_page_and_along_the_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    let opened = Store::open(&store).expect("a store");
    let (id, _) = printed(&store, Filter::default());
    let page = opened.read(|r| detail(r, id)).expect("the article").siblings;
    assert!(page.len() > 1);
    press(&mut window, ALT, Key::ArrowDown);
    let at = page.iter().position(|(other, _)| *other == id).expect("itself");
    let next = &page[at + 1].1;
    let shown = |window: &Window, text: &str| {
        window.query_all_by_label(text).any(|node| node.accesskit_node().role() == Role::Label)
    };
    assert!(shown(&window, next), "{next}");
    press(&mut window, ALT, Key::ArrowUp);
    assert!(shown(&window, &page[at].1));
    // Along the place: what comes before was printed no later, and names it too.
    let first = opened.read(|r| detail(r, id)).expect("the article");
    let codes = first.places.iter().filter_map(|place| place.code);
    let place = codes.rev().max_by_key(|code| code.level()).expect("a place");
    let listed = view(&opened, Filter { places: vec![place], ..Filter::default() });
    let at = listed.hits.iter().position(|hit| hit.id == id).expect("itself");
    let before = listed.hits.get(at + 1).expect("an earlier article of the place").id;
    press(&mut window, ALT, Key::PageUp);
    let before = opened.read(|r| detail(r, before)).expect("the article").article;
    assert!(shown(&window, &before.headline), "{}", before.headline);
    press(&mut window, ALT, Key::PageDown);
    assert!(shown(&window, &first.article.headline));
}

#[test]
fn who_signs_is_a_way_to_all_that_they_signed() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    let (id, _) = printed(&store, Filter::default());
    let opened = Store::open(&store).expect("a store");
    let name = opened.read(|r| detail(r, id)).expect("the article").people.remove(0).name;
    let link = window.get_all_by_role_and_label(Role::Link, &name).next().expect("a link");
    link.click();
    settle(&mut window);
    let nodes = window.get_all_by_role(Role::Button);
    let chips = nodes.filter_map(|node| node.accesskit_node().label());
    assert!(chips.into_iter().any(|chip| chip.starts_with("去掉条件 ") && chip.contains(&name)));
}
