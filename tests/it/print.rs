//! Articles on paper: every character once and in order, nothing beyond the margins, a PDF with its fonts in it.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use jiuwen::model::{ArticleId, ItemKind};
use jiuwen::print::{Faces, Op, Printed, Sheet, set};
use jiuwen::query::Detail;
use jiuwen::store::Store;
use jiuwen::text::{is_closing, is_opening};
use proptest::prelude::*;

use crate::support::jiuwen;
use crate::window::{sample_window, sees, settle};

fn sample() -> Store {
    jiuwen::jobs::open_sample_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("the sample")
}

fn detail(store: &Store, id: ArticleId) -> Detail {
    store.read(|r| jiuwen::query::detail(r, id)).expect("an article")
}

/// The lines of text in the order in which they are drawn, with where they begin and end.
fn lines(sheets: &[Sheet]) -> Vec<(String, f32, f32, f32)> {
    let text = |op: &Op| match op {
        Op::Text { x, y, size, text, glyphs, .. } => {
            let width: f32 = glyphs.iter().map(|glyph| glyph.width * size).sum();
            assert_eq!(glyphs.len(), text.chars().count());
            Some((text.clone(), *x, x + width, *y))
        }
        Op::Rule { .. } | Op::Picture { .. } => None,
    };
    sheets.iter().flat_map(|sheet| &sheet.ops).filter_map(text).collect()
}

/// Size of the text, in points.
const BODY: f32 = 12.0;
/// A4 less its margins, in points.
const INSIDE: (f32, f32, f32) = (63.0, 532.0, 815.0);

#[test]
fn every_article_of_the_sample_is_set_whole_and_within_the_margins() {
    let store = sample();
    let faces = Faces::bundled().expect("the faces");
    for id in store.read(|r| r.articles_shown()).expect("articles") {
        let detail = detail(&store, id);
        let pictures = vec![None; detail.photos.len()];
        let article = detail.article.clone();
        let sheets = set(&faces, &Printed { detail, pictures }, 0);
        let lines = lines(&sheets);
        let all: String = lines.iter().map(|(text, ..)| text.as_str()).collect();
        for (text, left, right, y) in &lines {
            // Only the blank half of an opening mark may stand out.
            let blank = if text.starts_with(is_opening) { BODY / 2.0 } else { 0.0 };
            assert!(
                *left >= INSIDE.0 - blank && *right <= INSIDE.1 && *y > 40.0 && *y < INSIDE.2,
                "{id} {left} {right} {y}"
            );
        }
        let whole: String = match article.kind {
            ItemKind::Photo => article.headline.clone(),
            ItemKind::Article => {
                std::iter::once(&article.headline).chain(&article.paragraphs).cloned().collect()
            }
        };
        // The line of paper and day stands between the titles and the text.
        for part in std::iter::once(&article.headline).chain(&article.paragraphs) {
            assert!(all.contains(part.trim_end()), "{id}: {part} of {whole}");
        }
        assert!(all.contains("SHA-256 "));
    }
}

#[test]
fn the_verb_writes_a_pdf_with_fonts_and_pictures_and_says_what_it_cannot() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample();
    let photo = store
        .read(|r| r.articles_shown())
        .expect("articles")
        .into_iter()
        .find(|id| !detail(&store, *id).photos.is_empty());
    let (out, path) = (folder.path().join("新/a.pdf"), store.path().to_owned());
    let id = photo.expect("a photo").to_string();
    let print = |id: &str, out: &Path| {
        let (store, out) = (path.to_str().expect("a path"), out.to_str().expect("a path"));
        jiuwen(&["print", "--store", store, id, "--out", out])
    };
    assert!(print(&id, &out).status.success());
    let bytes = std::fs::read(&out).expect("a file");
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
    for part in ["/FontFile3", "/ToUnicode", "/DCTDecode", "JiuwenSerif"] {
        assert!(bytes.windows(part.len()).any(|window| window == part.as_bytes()), "{part}");
    }
    let missing = print("999999", &out);
    assert!(!missing.status.success());
    assert_eq!(std::fs::read(&out).expect("the file of before"), bytes);
    let nowhere = print(&id, Path::new("/proc/nowhere/a.pdf"));
    let said = String::from_utf8_lossy(&nowhere.stderr).into_owned();
    assert!(!nowhere.status.success() && said.contains("不能写入"), "{said}");
}

#[test]
fn the_window_proposes_a_file_and_what_to_print() {
    let mut window = sample_window();
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    settle(&mut window);
    sees(&window, "正在读的这一篇");
    sees(&window, "列出的 39 篇");
    window.get_by_role_and_label(Role::TextInput, "存到");
    window.get_by_role_and_label(Role::Button, "存为 PDF");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Random text with marks: no character lost, doubled or moved; no mark where it may not stand.
    #[test]
    fn paragraphs_keep_every_character_and_every_rule(
        paragraphs in prop::collection::vec("([社区好年月日𠮷龘a1]{2}[，。”）…]?[“（《]?){1,200}", 1..6),
    ) {
        let faces = Faces::bundled().expect("the faces");
        let mut detail = detail(&sample(), ArticleId(1));
        detail.article.kind = ItemKind::Article;
        detail.article.section_heads.clear();
        detail.photos.clear();
        detail.article.paragraphs = paragraphs.clone();
        let sheets = set(&faces, &Printed { detail, pictures: Vec::new() }, 0);
        let body: Vec<String> = sheets
            .iter()
            .flat_map(|sheet| &sheet.ops)
            .filter_map(|op| match op {
                Op::Text { text, size, .. } if *size == 12.0 => Some(text.clone()),
                _ => None,
            })
            .collect();
        prop_assert_eq!(body.concat(), paragraphs.concat());
        for pair in body.windows(2) {
            let same = paragraphs.iter().any(|paragraph| paragraph.contains(&pair.concat()));
            prop_assert!(!same || !pair[1].starts_with(is_closing), "{:?}", pair);
            prop_assert!(!same || !pair[0].ends_with(is_opening), "{:?}", pair);
        }
    }
}
