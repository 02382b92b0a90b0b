//! METS and ALTO: a year of issues beside the same as plain text, files of other producers, the lit picture of a page.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use jiuwen::import::{Document, Files, Habits, SourceFile, Surroundings, read_document, read_document_in};
use jiuwen::model::PageReading;
use jiuwen::query::{LaidPage, Lit, LitPart, Query, holds, pieces as pieces_of};
use jiuwen::store::Store;

use crate::generate;
use crate::mets_make::write_issue;
use crate::support::{arg, json, project};
use crate::window::{Window, sees, settle};
use crate::window_search::{open_store, search_for};

/// How many issues are compared: a year where `JIUWEN_METS_ISSUES=365`.
fn issues() -> usize {
    std::env::var("JIUWEN_METS_ISSUES").ok().and_then(|count| count.parse().ok()).unwrap_or(12)
}

/// The pages of an issue as text, and as they are read.
fn pages(issue: usize) -> Vec<(String, PageReading)> {
    let page = |at: usize| {
        let text = generate::page(issue * 4 + at);
        let file = SourceFile::new(PathBuf::from("1.txt"), text.clone().into_bytes());
        let mut document = read_document(&file, None, &Habits::default()).expect("a page");
        (text, document.pages.remove(0).reading)
    };
    (0..4).map(page).collect()
}

fn import(store: &Path, folder: &Path) -> serde_json::Value {
    json(&["import", "--store", arg(store), arg(folder), "--area", "330302", "--json"])
}

/// What a store holds: every article with its place, its text, its people, its captions. Spaces between Han are none
/// in ALTO, whose words they only part.
fn held(store: &Path) -> Vec<String> {
    let store = Store::open(store).expect("a store");
    let mut held: Vec<String> = store
        .read(|r| {
            let mut held = Vec::new();
            for id in r.articles_shown()? {
                let (article, photos) = (r.article(id)?, r.article_photos(id)?);
                let people: Vec<String> = r
                    .article_people(id)?
                    .iter()
                    .map(|person| format!("{:?} {}", person.role, person.name))
                    .collect();
                let captions: Vec<(String, Option<String>)> =
                    photos.into_iter().map(|photo| (photo.caption, photo.photographer)).collect();
                let titles = (article.kicker, article.headline, article.subtitle);
                let place = (article.paper, article.date, article.page, article.page_name);
                let rest = (article.kind, article.section_heads, article.incomplete, article.continues_on);
                held.push(format!(
                    "{place:?} {titles:?} {:?} {people:?} {captions:?} {rest:?}",
                    article.paragraphs
                ));
            }
            Ok(held)
        })
        .expect("its articles");
    held.iter_mut().for_each(|article| article.retain(|c| c != ' '));
    held.sort();
    held
}

#[test]
fn a_store_from_mets_equals_the_store_from_plain_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let (texts, issues_folder) = (folder.path().join("text"), folder.path().join("mets"));
    std::fs::create_dir_all(&texts).expect("a folder");
    for issue in 0..issues() {
        let pages = pages(issue);
        for (at, (text, _)) in pages.iter().enumerate() {
            std::fs::write(texts.join(format!("{issue:04}_{at}.txt")), text).expect("a page");
        }
        let readings: Vec<PageReading> = pages.into_iter().map(|(_, reading)| reading).collect();
        write_issue(&issues_folder.join(format!("{issue:04}")), &readings);
    }
    let (plain, mets) = (folder.path().join("plain.jiuwen"), folder.path().join("mets.jiuwen"));
    import(&plain, &texts);
    import(&mets, &issues_folder);
    let (plain, mets) = (held(&plain), held(&mets));
    assert!(plain.len() > issues() * 8, "{}", plain.len());
    for (text, issue) in plain.iter().zip(&mets) {
        assert_eq!(text, issue);
    }
    assert_eq!(plain.len(), mets.len());
}

/// Reads a file of another producer where it lies.
fn foreign(name: &str) -> Document {
    let path = project().join("tests/data/foreign").join(name);
    let files = Files::default();
    let file = files.read(&path, 1 << 20).expect("a file");
    let habits = Habits::default();
    read_document_in(
        &file,
        &Surroundings {
            encoding: None,
            habits: &habits,
            layouts: &jiuwen::import::Layouts::default(),
            files: &files,
        },
    )
    .expect("an issue")
}

#[test]
fn an_issue_of_the_british_library_is_read_by_its_links() {
    let document = foreign("bl-docworks/0002647_18240217_mets.xml");
    let page = &document.pages[0].reading;
    let head = &page.head;
    assert_eq!((head.paper.as_deref(), head.number.as_deref()), (Some("The Statesman"), Some("1")));
    assert_eq!(head.date.as_ref().map(|date| date.date.to_string()).as_deref(), Some("1824-02-17"));
    let texts: Vec<(&str, &[String])> =
        page.items.iter().map(|item| (item.headline.as_str(), item.paragraphs.as_slice())).collect();
    assert!(texts[0].1[0].starts_with("This article should continue from 1 to 10."), "{texts:?}");
    assert_eq!(texts[1].0, "COAL DUTIES.");
    assert_eq!(texts[1].1, ["My article is here."]);
    // Its structure lists one page of the four whose files it names.
    assert_eq!(document.pages.len(), 1);
    assert_eq!(document.pages[0].sheet, None);
}

#[test]
fn a_page_of_the_library_of_congress_is_read_in_its_unit() {
    let document = foreign("ndnp/0087.xml");
    let lines: Vec<&str> = document.pages[0].reading.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        lines,
        [
            "Volume XVI-Ne. 280.",
            "LANCASTER, PA., TUESDAY, JULY 27, 1880",
            "CLOTHING.",
            "Spring Opening",
            "24 CENTRE SQUARE."
        ]
    );
    // Its picture is not there: no sheet, and no complaint.
    assert_eq!(document.pages[0].sheet, None);
}

/// A store with one issue from METS, with its pictures.
fn store_of_mets(folder: &Path) -> PathBuf {
    let readings: Vec<PageReading> = pages(1).into_iter().map(|(_, reading)| reading).collect();
    write_issue(&folder.join("issue"), &readings);
    let store = folder.join("a.jiuwen");
    import(&store, &folder.join("issue"));
    store
}

fn names(window: &Window, role: Role) -> Vec<String> {
    let shown = window.query_all_by_role(role);
    shown.filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label()).collect()
}

#[test]
fn the_article_is_lit_on_the_picture_of_its_page_and_the_picture_leads_to_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_store(&store_of_mets(folder.path()));
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    settle(&mut window);
    for _ in 0..100 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    sees(&window, "标题在版面图上");
    sees(&window, "第 1 段在版面图上");
    let others: Vec<String> =
        names(&window, Role::Button).into_iter().filter(|name| name.starts_with("读版面图上的")).collect();
    let other = others.first().expect("another article of the page");
    let headline = other.trim_start_matches("读版面图上的“").trim_end_matches('”').to_owned();
    // By key: the place has the focus, Enter reads its article.
    window.get_by_role_and_label(Role::Button, other).focus();
    window.run_steps(2);
    window.key_press(Key::Enter);
    settle(&mut window);
    let left: Vec<String> = names(&window, Role::Button);
    assert!(!left.contains(other), "{headline} is read now: {left:?}");
    // By pointer: a click on the title of the first article reads that one again.
    let first = left.iter().find(|name| name.starts_with("读版面图上的")).expect("another article").clone();
    let at = window.get_by_role_and_label(Role::Button, &first).rect().center();
    window.hover_at(at);
    window.drag_at(at);
    window.drop_at(at);
    settle(&mut window);
    assert!(!names(&window, Role::Button).contains(&first), "{first} is read now");
}

#[test]
fn what_was_looked_for_and_its_article_stand_on_the_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_of_mets(folder.path());
    let opened = Store::open(&store).expect("a store");
    let query = Query::parse("社区", Default::default()).expect("a query");
    let (page, lit) = opened
        .read(|r| {
            let id = r.articles_shown()?.into_iter().next().expect("an article");
            let page = LaidPage::load(r, id)?;
            let (article, photos) = (r.article(id)?, r.article_photos(id)?);
            let words = page.of(id).map(|laid| laid.words.clone()).unwrap_or_default();
            let lit = Lit::new(&words, &article, &photos, &query);
            let original = jiuwen::query::original(r, id)?.expect("its printed lines");
            let own =
                original.lines.iter().filter(|line| (original.own.0..=original.own.1).contains(&line.number));
            assert!(own.count() > 2, "{:?}", original.lines);
            assert_eq!(lit.pieces.len(), pieces_of(&article, &photos).len(), "every piece is found");
            Ok((page, lit))
        })
        .expect("words");
    assert!(page.articles.len() > 1);
    assert!(!lit.hits.is_empty());
    let inside = |hit: &LitPart| {
        let middle = [hit[0] + hit[2] / 2.0, hit[1] + hit[3] / 2.0];
        lit.article.iter().any(|line| holds(*line, middle))
    };
    assert!(lit.hits.iter().all(inside), "hits lie in the lines of the article");
    drop(opened);
    let mut window = open_store(&store);
    search_for(&mut window, "社区");
    sees(&window, "社区");
}
