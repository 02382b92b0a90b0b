//! The photo wall and the viewer in the window: by role and label, without a display.

use std::path::Path;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::store::Store;

use crate::window::{Window, click, sees, sees_not, settle};
use crate::window_search::{open_store, press, sample_copy, search_for};

/// The names of the photos in sight, in their order.
fn photos(window: &Window) -> Vec<String> {
    let options = window.query_all_by_role(Role::ListBoxOption);
    options
        .filter_map(|node| node.accesskit_node().label())
        .filter(|name| name.starts_with("照片 "))
        .collect()
}

fn chosen(window: &Window) -> Option<String> {
    let mut options = window.query_all_by_role(Role::ListBoxOption);
    let chosen = options.rfind(|node| node.accesskit_node().toggled() == Some(Toggled::True))?;
    chosen.accesskit_node().label()
}

fn show_wall(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    settle(window);
}

fn leave_search(window: &mut Window) {
    // A click on nothing takes the cursor out of the search box.
    window.key_press(Key::Escape);
    settle(window);
    if let Some(id) = window.ctx.memory(|memory| memory.focused()) {
        window.ctx.memory_mut(|memory| memory.surrender_focus(id));
    }
    settle(window);
}

/// Opens the viewer on the first photo whose name holds some words.
fn open_photo(window: &mut Window, words: &str) {
    show_wall(window);
    let name = photos(window).into_iter().find(|name| name.contains(words)).expect("a photo");
    click(window, Role::ListBoxOption, &name);
    sees(window, "适合窗口");
}

/// What is kept of the photo of a headline.
fn notes_of(store: &Path, headline: &str) -> jiuwen::query::PhotoNotes {
    let store = Store::open(store).expect("the store");
    let notes = store.read(|r| {
        for id in r.articles_shown()? {
            for photo in r.article_photos(id)? {
                if r.photo_text(photo.id)?.headline == headline {
                    return r.photo_notes(photo.id);
                }
            }
        }
        Ok(Default::default())
    });
    notes.expect("notes")
}

fn turn_of(store: &Path, headline: &str) -> Vec<u8> {
    let store = Store::open(store).expect("the store");
    let turns = store.read(|r| {
        let mut turns = Vec::new();
        for id in r.articles_shown()? {
            for photo in r.article_photos(id)? {
                if r.photo_text(photo.id)?.headline == headline {
                    turns.push(r.photo_notes(photo.id)?.turn);
                }
            }
        }
        Ok(turns)
    });
    turns.expect("turns")
}

#[test]
fn the_wall_shows_the_photos_of_the_filter_and_keys_lead_through_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    show_wall(&mut window);
    let all = photos(&window);
    assert!(all.len() >= 8, "{all:?}");
    sees(&window, &format!("{} 张 · ", all.len()));
    sees_not(&window, "放大看照片");
    assert_eq!(chosen(&window), Some(all[0].clone()));
    press(&mut window, Key::ArrowRight);
    assert_eq!(chosen(&window), Some(all[1].clone()));
    press(&mut window, Key::End);
    assert_eq!(chosen(&window), all.last().cloned());
    press(&mut window, Key::Home);
    assert_eq!(chosen(&window), Some(all[0].clone()));
    click(&mut window, Role::Button, "按日期 ↓");
    let mut oldest = photos(&window);
    oldest.reverse();
    assert_eq!(oldest, all, "the oldest first");
    press(&mut window, Key::Escape);
    assert!(photos(&window).is_empty(), "back to the list");
}

#[test]
fn from_a_search_to_the_wall_to_a_photo_to_the_next_turned_for_good_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    search_for(&mut window, "社区");
    leave_search(&mut window);
    show_wall(&mut window);
    let found = photos(&window);
    assert!(found.len() >= 3, "{found:?}");
    press(&mut window, Key::Enter);
    sees(&window, &format!("1 / {}", found.len()));
    sees(&window, "原图 ");
    press(&mut window, Key::PageDown);
    sees(&window, &format!("2 / {}", found.len()));
    assert_eq!(chosen(&window), Some(found[1].clone()), "the wall follows");
    sees(&window, "《晨光社区报》");
    let headline = found[1].split(' ').nth(1).expect("a headline").to_owned();
    press(&mut window, Key::R);
    click(&mut window, Role::Button, "旋转");
    press(&mut window, Key::Escape);
    sees_not(&window, "原图 ");
    assert_eq!(photos(&window), found, "the wall is there again");
    drop(window);
    assert!(turn_of(&store, &headline).contains(&2), "two quarters are kept");
    let mut window = open_store(&store);
    search_for(&mut window, "社区");
    leave_search(&mut window);
    show_wall(&mut window);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Enter);
    press(&mut window, Key::R);
    press(&mut window, Key::R);
    drop(window);
    assert!(turn_of(&store, &headline).iter().all(|turn| *turn == 0), "four quarters are none");
}

#[test]
fn the_wall_follows_the_filter_and_says_so_where_nothing_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    show_wall(&mut window);
    let all = photos(&window).len();
    search_for(&mut window, "日期:2015-12");
    let some = photos(&window);
    assert!(!some.is_empty() && some.len() < all);
    assert!(some.iter().all(|name| name.contains("2015-12-")), "{some:?}");
    search_for(&mut window, "日期:1995");
    assert!(photos(&window).is_empty());
    sees(&window, "符合条件的文章没有照片");
}

#[test]
fn a_picture_of_an_article_opens_in_the_viewer_and_leads_back_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&sample_copy(folder.path()));
    click(&mut window, Role::Button, "照片");
    let image = window.get_all_by_role(Role::Image).next().expect("a picture");
    image.click();
    settle(&mut window);
    sees(&window, "1 / 1");
    sees(&window, "适合窗口");
    let label = window.get_by_role(Role::Image).accesskit_node().label().expect("a name");
    let headline = label.trim_start_matches("照片：").to_owned();
    click(&mut window, Role::Button, "100 %");
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Minus);
    press(&mut window, Key::Num0);
    sees(&window, "1 / 1");
    press(&mut window, Key::Enter);
    sees_not(&window, "适合窗口");
    sees(&window, &headline);
}

#[test]
fn an_element_is_written_in_its_place_kept_and_given_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    open_photo(&mut window, "学会用好灭火器");
    sees(&window, "事由：举行冬季消防演练");
    sees(&window, "时间：2015-12-05");
    sees(&window, "地点：东湖路街道渔灯社区");
    sees(&window, "人物：尤大海（左二）");
    sees(&window, "摄影者：何一帆");
    click(&mut window, Role::Button, "背景：缺");
    window.get_by_role_and_label(Role::TextInput, "修改背景");
    window.event(egui::Event::Text("冬季火灾高发期".to_owned()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    sees(&window, "背景：冬季火灾高发期");
    click(&mut window, Role::Button, "地点：东湖路街道渔灯社区");
    window.event(egui::Event::Text("别处".to_owned()));
    window.run_steps(2);
    press(&mut window, Key::Escape);
    sees(&window, "地点：东湖路街道渔灯社区");
    sees(&window, "适合窗口");
    drop(window);
    assert_eq!(notes_of(&store, "学会用好灭火器").elements.len(), 1);
    let mut window = open_store(&store);
    open_photo(&mut window, "学会用好灭火器");
    sees(&window, "背景：冬季火灾高发期");
    click(&mut window, Role::Button, "恢复为从图说读出的");
    sees(&window, "背景：缺");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Escape);
    assert!(photos(&window).is_empty(), "back to the list");
    drop(window);
    assert!(notes_of(&store, "学会用好灭火器").elements.is_empty());
}

#[test]
fn a_person_of_the_caption_is_set_on_the_picture_moved_and_taken_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample_copy(folder.path());
    let mut window = open_store(&store);
    open_photo(&mut window, "学会用好灭火器");
    // It may stand below what is in sight of the words.
    window.get_by_role_and_label(Role::Button, "标出位置 左二 尤大海").click_accesskit();
    settle(&mut window);
    sees(&window, "请在照片上点出 尤大海 的位置");
    let picture = window.get_by_role(Role::Image).rect();
    window.drag_at(picture.center());
    window.run_steps(1);
    window.drop_at(picture.center());
    settle(&mut window);
    let ring = window.get_by_role_and_label(Role::Button, "照片上的 左二 尤大海，拖动可移动").rect();
    assert!(ring.contains(picture.center()));
    let point = |notes: jiuwen::query::PhotoNotes| notes.points.first().map(|point| point.at);
    let [x, y] = point(notes_of(&store, "学会用好灭火器")).expect("a point");
    assert!((x - 0.5).abs() < 0.02 && (y - 0.5).abs() < 0.02, "{x} {y}");
    press(&mut window, Key::R);
    let turned = window.get_by_role_and_label(Role::Button, "照片上的 左二 尤大海，拖动可移动").rect();
    assert!(turned.center().distance(ring.center()) < 4.0, "the middle stays the middle");
    window.drag_at(turned.center());
    window.run_steps(2);
    let to = turned.center() + egui::vec2(0.0, 60.0);
    window.hover_at(to);
    window.run_steps(2);
    window.drop_at(to);
    settle(&mut window);
    let [x, y] = point(notes_of(&store, "学会用好灭火器")).expect("a point");
    assert!(
        x > 0.55 && (y - 0.5).abs() < 0.03,
        "down on the screen is to the right in the upright picture: {x} {y}"
    );
    window.get_by_role_and_label(Role::Button, "去掉标记 左二 尤大海").click_accesskit();
    settle(&mut window);
    drop(window);
    assert!(notes_of(&store, "学会用好灭火器").points.is_empty());
}
