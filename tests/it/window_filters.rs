//! The whole filter in the window: its parts as chips, its link, the filters that are kept, and how each part narrows
//! every view but its own.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::{Window, click, sample_window, sees, sees_not, settle};
use crate::window_search::{open_store, press, sample_copy, search_for};

/// A filter with every part: 2 articles of the sample pass the first three.
const LINK: &str = "jiuwen:?q=夜校&time=2012-01-01..2016-12-31&place=@&kind=article&reporter=周明远&paper=晨光社区报\
                    &order=headline";

fn command(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    settle(window);
}

/// Puts a text in place of what stands in a field.
fn fill(window: &mut Window, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.event(egui::Event::Text(text.to_owned()));
    window.run_steps(3);
}

/// The labels of a role that begin with a text.
fn labels(window: &Window, role: Role, begins: &str) -> Vec<String> {
    let nodes = window.query_all_by_role(role);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(begins)).collect()
}

/// A link with a place of the sample.
fn link() -> String {
    let store =
        jiuwen::jobs::open_sample_in(std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("the sample");
    let archive = crate::support::archive(&store);
    let place =
        archive.places().iter().find(|place| place.name == "老邮亭社区").expect("a place of the sample");
    LINK.replace('@', &place.code.to_string())
}

/// What stands in place of each part of [`LINK`].
const CHIPS: [&str; 6] = ["文字", "2012 – 2016", "老邮亭社区", "记者 周明远", "晨光社区报", "文章"];

#[test]
fn chips_show_every_part_of_a_filter_and_each_takes_its_part_away() {
    let mut window = sample_window();
    search_for(&mut window, &link());
    sees(&window, "排列 按标题");
    for (at, part) in CHIPS.iter().enumerate() {
        let there = |part: &&str| {
            let name = format!("去掉条件 {part}");
            window
                .query_all_by_role(Role::Button)
                .any(|node| node.accesskit_node().label().as_ref() == Some(&name))
        };
        let hidden = labels(&window, Role::Button, "其余条件");
        let left: Vec<&&str> = CHIPS[at..].iter().filter(|part| there(part)).collect();
        assert!(left.len() == CHIPS.len() - at || !hidden.is_empty(), "{left:?}");
        if !there(part) {
            click(&mut window, Role::Button, "其余条件");
        }
        click(&mut window, Role::Button, &format!("去掉条件 {part}"));
    }
    sees_not(&window, "去掉条件");
    sees(&window, "39 篇　9 张照片");
}

#[test]
fn a_copied_link_brings_the_whole_filter_back() {
    let mut window = sample_window();
    let link = link();
    search_for(&mut window, &link);
    // In one frame, as the next one forgets what was copied.
    let modifiers = Modifiers::COMMAND | Modifiers::SHIFT;
    let pressed =
        egui::Event::Key { key: Key::L, physical_key: None, pressed: true, repeat: false, modifiers };
    window.input_mut().events.push(pressed);
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some(link.as_str()));
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Backspace);
    settle(&mut window);
    sees_not(&window, "去掉条件");
    // Whatever stands in the box.
    search_for(&mut window, "消防");
    window.event(egui::Event::Paste(link));
    settle(&mut window);
    sees(&window, "找有“夜校”的文章");
    sees(&window, "去掉条件 2012 – 2016");
    sees(&window, "排列 按标题");
}

#[test]
fn a_whole_filter_is_kept_under_a_name_renamed_opened_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    search_for(&mut window, "jiuwen:?q=夜校&time=2012-01-01..2016-12-31&kind=article&order=headline");
    click(&mut window, Role::Button, "存下这组条件");
    let name = window.get_by_role_and_label(Role::TextInput, "名称");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("夜校　2012 – 2016　文章　按标题"));
    fill(&mut window, "名称", "夜校五年");
    press(&mut window, Key::Enter);
    sees(&window, "已存下 夜校五年");
    // The same words of another time are another filter, and a name stands for one.
    search_for(&mut window, "jiuwen:?q=夜校&kind=photo");
    click(&mut window, Role::Button, "存下这组条件");
    fill(&mut window, "名称", "夜校五年");
    sees(&window, "已有另一组条件叫“夜校五年”");
    fill(&mut window, "名称", "夜校照片");
    click(&mut window, Role::Button, "存下");
    sees(&window, "已存下 夜校照片");
    std::thread::sleep(std::time::Duration::from_millis(200));
    drop(window);

    let mut window = open_store(&store);
    command(&mut window, Key::B);
    assert_eq!(labels(&window, Role::Button, "打开 "), ["打开 夜校五年", "打开 夜校照片"]);
    click(&mut window, Role::Button, "改名 夜校五年");
    fill(&mut window, "新名称", "夜校照片");
    press(&mut window, Key::Enter);
    sees(&window, "已有另一组条件叫“夜校照片”");
    fill(&mut window, "新名称", "五年夜校");
    press(&mut window, Key::Enter);
    click(&mut window, Role::Button, "删除 夜校照片");
    assert_eq!(labels(&window, Role::Button, "打开 "), ["打开 五年夜校"]);
    std::thread::sleep(std::time::Duration::from_millis(200));
    drop(window);

    let mut window = open_store(&store);
    command(&mut window, Key::B);
    click(&mut window, Role::Button, "打开 五年夜校");
    sees(&window, "找有“夜校”的文章");
    sees(&window, "已存下 五年夜校");
    for part in ["文字", "2012 – 2016", "文章"] {
        window.get_by_role_and_label(Role::Button, &format!("去掉条件 {part}"));
    }
    sees(&window, "排列 按标题");
    // The drop-down below the box proposes it too, by its name.
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Backspace);
    settle(&mut window);
    search_for(&mut window, "五年");
    window.get_by_role_and_label(Role::ListBoxOption, "建议 五年夜校").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "去掉条件 2012 – 2016");
    sees_not(&window, "存下的条件");
}

/// The counts of the facets, as they are read out.
fn facets(window: &mut Window) -> Vec<String> {
    click(window, Role::Button, "细分");
    for _ in 0..50 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let nodes = window.query_all_by_role(Role::Button);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    let facets =
        labels.filter(|label| label.contains('，') && label.ends_with(" 篇") && !label.starts_with("地图"));
    let facets = facets.filter(|label| !label.contains("命中")).collect();
    press(window, Key::Escape);
    facets
}

/// What the map, the timeline, the facets and the list say.
struct Views {
    places: Vec<String>,
    bars: Vec<String>,
    facets: Vec<String>,
    list: Vec<String>,
}

fn views(window: &mut Window) -> Views {
    let nodes = window.query_all_by_role(Role::Button);
    let bars =
        nodes.filter_map(|node| node.accesskit_node().label()).filter(|label| label.contains("，命中 "));
    Views {
        places: labels(window, Role::TreeItem, ""),
        bars: bars.collect(),
        list: labels(window, Role::ListBoxOption, ""),
        facets: facets(window),
    }
}

#[test]
fn every_view_narrows_all_others_but_not_itself() {
    let mut window = sample_window();
    let all = views(&mut window);
    let part = |window: &mut Window, link: &str| {
        search_for(window, link);
        views(window)
    };
    let time = part(&mut window, "jiuwen:?time=2013-01-01..2013-12-31");
    assert_eq!(time.bars, all.bars);
    assert!(time.places != all.places && time.facets != all.facets && time.list != all.list);
    let place = part(&mut window, &format!("jiuwen:?{}", link().split('&').nth(2).expect("a place")));
    assert_eq!(place.places, all.places);
    assert!(place.bars != all.bars && place.facets != all.facets && place.list != all.list);
    let person = part(&mut window, "jiuwen:?reporter=周明远");
    let persons = |views: &Views| {
        views.facets.iter().find(|label| label.starts_with("周明远，")).cloned().expect("a reporter")
    };
    assert_eq!(persons(&person), persons(&all));
    assert!(person.places != all.places && person.bars != all.bars && person.list != all.list);
    let kind = part(&mut window, "jiuwen:?kind=photo");
    let kinds = |views: &Views| {
        let mut kinds: Vec<_> = views
            .facets
            .iter()
            .filter(|label| label.starts_with("文章，") || label.starts_with("照片，"))
            .cloned()
            .collect();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds(&kind), kinds(&all));
    assert_eq!(kinds(&kind).len(), 2);
    assert!(kind.places != all.places && kind.bars != all.bars && kind.list != all.list);
    let words = part(&mut window, "jiuwen:?q=夜校");
    assert!(words.places != all.places && words.bars != all.bars);
    assert!(words.facets != all.facets && words.list != all.list);
}
