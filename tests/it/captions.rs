//! Places that only the caption of a photo within an article names.

use std::path::Path;

use jiuwen::jobs::read_anew;
use jiuwen::model::{ArticleId, Field, NameKind, PlaceCode, PlaceEdit, PlaceName, Validity};
use jiuwen::query::mentions;
use jiuwen::store::Store;
use rusqlite::Connection;

use crate::support::{arg, jiuwen};

/// An article about a street, with a photo of a community of it.
const PAGE: &str = "\n\n东安路街道的冬天\n\n\
    本报讯(记者张志举)日前,东安路街道为辖区老人送去棉被二百床,老人们都说今年冬天不冷。据介绍,这项活动已经持续了三年,\
    受到群众的普遍欢迎,今后还将继续下去。\n\n\
    图为安培社区的老人在晒太阳。身后是老玻璃厂的围墙。 李明 摄\n";

fn store(folder: &Path) -> Store {
    let (page, store) = (folder.join("page.txt"), folder.join("x.jiuwen"));
    std::fs::write(&page, PAGE).expect("a page");
    let of = ["--paper", "平顶山日报", "--date", "2012-12-01", "--page", "1", "--area", "410403"];
    let args = [&["import", "--store", arg(&store), arg(&page)], &of[..]].concat();
    let output = jiuwen(&args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Store::open(&store).expect("a store")
}

/// The places of the first article, by the words that name them and where.
fn named(store: &Store) -> Vec<(String, String, Field)> {
    let named = store.read(|r| mentions(r, &r.authority()?, ArticleId(1))).expect("mentions");
    named.into_iter().map(|mention| (mention.name, mention.words, mention.span.field)).collect()
}

fn row(name: &str, words: &str, field: Field) -> (String, String, Field) {
    (name.to_owned(), words.to_owned(), field)
}

#[test]
fn a_place_that_only_a_caption_names_is_found_at_import_by_a_new_name_and_in_an_older_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let street = "东安路街道";
    let text = [row(street, street, Field::Headline), row(street, street, Field::Body)];
    let caption = row("安培社区", "安培社区", Field::Photo);
    let first = [&text[..], std::slice::from_ref(&caption)].concat();
    assert_eq!(named(&store), first);
    // A name that a person gives is looked for in captions too.
    let anpei = PlaceCode::parse("410403001004").expect("a code");
    let name =
        PlaceName { name: "老玻璃厂".to_owned(), kind: NameKind::Alias, validity: Validity::default() };
    store.write(|w| w.edit_place(&PlaceEdit::AddName { code: anpei, name })).expect("an edit");
    assert_eq!(read_anew(&store, &mut |_| true).expect("read anew"), Some(1));
    let both = [&first[..], &[row("安培社区", "老玻璃厂", Field::Photo)]].concat();
    assert_eq!(named(&store), both);
    // What a program before us stored: no places of captions, and a note that it is so.
    let path = store.path().to_owned();
    drop(store);
    let file = Connection::open(&path).expect("a file");
    file.execute("DELETE FROM place_mention WHERE field = 'photo'", []).expect("no captions");
    file.execute("INSERT INTO meta (key, value) VALUES ('captions_placed', '0')", []).expect("a note");
    drop(file);
    let store = Store::open(&path).expect("a store");
    assert_eq!(named(&store), text);
    assert!(store.has_rechecks().expect("an answer"));
    read_anew(&store, &mut |_| true).expect("read anew");
    assert_eq!(named(&store), both);
    assert!(!store.has_rechecks().expect("an answer"));
}
