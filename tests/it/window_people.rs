//! Persons in the window: found, looked at, two names made one and parted again.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::{Window, click, sees, settle, type_into};
use crate::window_places::own_sample_window;

/// What the rows say of persons with so many articles.
fn listed(window: &Window) -> Vec<String> {
    let rows = window.get_all_by_role(Role::Button);
    let labels = rows.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.ends_with(" 篇") && label.contains('，')).collect()
}

fn articles(window: &Window, name: &str) -> Option<u32> {
    let rows = listed(window);
    let row = rows.iter().find(|row| row.starts_with(&format!("{name}，")))?;
    row.rsplit(['，', ' ']).find_map(|word| word.parse().ok())
}

fn open(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    settle(window);
}

#[test]
fn persons_are_found_and_their_articles_looked_at() {
    let (_folder, mut window) = own_sample_window();
    open(&mut window);
    let all = listed(&window);
    assert!(all.len() > 5, "{all:?}");
    type_into(&mut window, "找人名", "周明");
    settle(&mut window);
    let found = listed(&window);
    assert!(found.len() < all.len() && found.iter().any(|row| row.starts_with("周明远，")), "{found:?}");
    let count = articles(&window, "周明远").expect("a row");
    window.key_press_modifiers(Modifiers::NONE, Key::ArrowDown);
    settle(&mut window);
    click(&mut window, Role::Button, "看此人的文章和照片");
    sees(&window, "记者 周明远");
    sees(&window, &format!("{count} 篇"));
}

#[test]
fn two_names_are_made_one_and_parted_again() {
    let (_folder, mut window) = own_sample_window();
    open(&mut window);
    let (one, other) =
        (articles(&window, "周明远").expect("one"), articles(&window, "沈若溪").expect("other"));
    let row = format!("周明远，{one} 篇");
    click(&mut window, Role::Button, &row);
    type_into(&mut window, "与这个名字是同一人", "沈若溪");
    click(&mut window, Role::Button, "并为一人");
    assert_eq!(articles(&window, "周明远"), None);
    let both = articles(&window, "沈若溪").expect("both");
    assert!(both > one.max(other) && both <= one + other, "{both} of {one} and {other}");
    sees(&window, "报上署作 沈若溪、周明远");
    click(&mut window, Role::Button, "撤销上一步");
    assert_eq!((articles(&window, "周明远"), articles(&window, "沈若溪")), (Some(one), Some(other)));
}
