//! Pictures of pages: taken in by verb, shown beside the text.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use jiuwen::app::{Settings, Start};
use jiuwen::model::PageId;
use jiuwen::store::Store;

use crate::raw_pdf;
use crate::support::{arg, import_fixture, jiuwen};
use crate::window::{Window, open, sees, sees_not, settle};
use crate::window_search::open_store;

fn scan(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    let shade = |x: u32, y: u32| image::Rgb([(x % 256) as u8, (y % 256) as u8, 200]);
    image::RgbImage::from_fn(900, 1300, shade).save(&path).expect("a picture");
    path
}

fn toggle(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    settle(window);
    // The picture comes behind the article.
    for _ in 0..100 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

#[test]
fn the_picture_of_a_page_stands_beside_its_text_after_a_restart_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let file = scan(folder.path(), "20181122_03.png");
    let bytes = std::fs::read(&file).expect("its bytes");
    let output = jiuwen(&["facsimile", "--store", arg(&store), arg(&file)]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("鹿城民声报 2018-11-22 第 3 版"));
    let opened = Store::open(&store).expect("a store");
    assert_eq!(opened.read(|r| r.facsimile(PageId(1))).expect("a picture"), Some((bytes, 0)));
    drop(opened);
    let mut window = open_store(&store);
    sees_not(&window, "版面图 第 3 版");
    toggle(&mut window);
    let shown = window.get_all_by_role(Role::Image);
    let names: Vec<String> =
        shown.filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label()).collect();
    assert!(names.iter().any(|name| name.starts_with("版面图 第 3 版")), "{names:?}");
    // The text stays beside it, and the next article of the page with it.
    sees(&window, "第 1 / 9 篇");
    window.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    settle(&mut window);
    sees(&window, "第 2 / 9 篇");
    sees(&window, "版面图 第 3 版");
    toggle(&mut window);
    sees_not(&window, "版面图 第 3 版");
}

#[test]
fn a_picture_without_its_page_or_that_is_none_is_told_and_keeps_no_other_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let nowhere = scan(folder.path(), "20181122_04.png");
    let nameless = scan(folder.path(), "scan.png");
    let broken = folder.path().join("20181122_03.jpg");
    std::fs::write(&broken, b"\xff\xd8\xff not a picture").expect("a file");
    let good = scan(folder.path(), "鹿城民声报_20181122_03.png");
    let files = [&nowhere, &nameless, &broken, &good].map(|file| arg(file));
    let output = jiuwen(&[&["facsimile", "--store", arg(&store)][..], &files[..]].concat());
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8_lossy(&output.stderr);
    for words in ["库中没有 2018-11-22 第 4 版", "文件名里没有日期", "图片打不开"] {
        assert!(errors.contains(words), "{words}: {errors}");
    }
    let opened = Store::open(&store).expect("a store");
    assert!(opened.read(|r| r.has_facsimile(PageId(1))).expect("an answer"));
}

#[test]
fn a_pdf_page_comes_in_through_the_review_with_its_picture_and_is_seen_beside_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("晨光社区报_20151209_03.pdf");
    std::fs::write(&file, raw_pdf::page("/MediaBox [0 0 595 842]", b"0 0 300 300 re f", "")).expect("a file");
    let start = Start { files: vec![file.clone()], documents: folder.path().to_owned(), sample: false };
    let mut window = open(start, Settings::default());
    wait_for(&mut window, "没有文字层，请照版面图填写题名");
    wait_for(&mut window, "版面图");
    let started = std::time::Instant::now();
    while !window.get_all_by_role(Role::Image).any(|node| {
        egui_kittest::kittest::NodeT::accesskit_node(&node).label().is_some_and(|label| label == "版面图")
    }) {
        assert!(
            started.elapsed() < std::time::Duration::from_secs(60),
            "no picture of the page in the review"
        );
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    drop(window);
    let store = folder.path().join("a.jiuwen");
    let output = jiuwen(&["import", "--store", arg(&store), arg(&file), "--area", "330302", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let opened = Store::open(&store).expect("a store");
    let kept = opened.read(|r| r.facsimile(PageId(1))).expect("a picture");
    assert_eq!(kept, Some((std::fs::read(&file).expect("its bytes"), 0)));
    drop(opened);
    let mut window = open_store(&store);
    toggle(&mut window);
    wait_for(&mut window, "版面图 第 3 版");
}

/// Until the screen says so: pages are drawn on a thread of their own, which a busy machine keeps waiting.
#[track_caller]
fn wait_for(window: &mut Window, text: &str) {
    let started = std::time::Instant::now();
    while window.query_all_by_label_contains(text).next().is_none() {
        assert!(started.elapsed() < std::time::Duration::from_secs(60), "not on the screen: {text}");
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
}
