//! What a person decides of a recognition, and the thread that edits.

use std::sync::Arc;

use jiuwen::jobs::{PlaceAsk, PlaceDesk, PlaceState, Wake, read_anew};
use jiuwen::model::{ArticleId, NameKind, PlaceEdit, PlaceName, Validity};
use jiuwen::query::mentions;
use jiuwen::store::{Label, Store, Subject};

use crate::place_edits::{LIST, PAPERS, all_mentions, code, store};

/// The articles of 卫东区 that name a place, by its code.
fn naming(store: &Store, place: i64) -> u64 {
    let set = store.search(|reader, index| index.labelled(reader, &Label::Place(code(place))));
    set.expect("articles").len()
}

#[test]
fn a_name_that_two_places_bear_waits_until_a_person_chooses() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(&folder.path().join("x.jiuwen"));
    let open = |store: &Store| all_mentions(store).1;
    let before = open(&store);
    // 程庄村的路灯亮了: the third text, without a street.
    let article = ArticleId(3);
    assert_eq!(store.read(|r| r.article_mentions(article)).expect("mentions"), []);
    let chosen = code(LIST[6].0);
    let spans = store.read(|r| r.open_places(article)).expect("open names");
    assert_eq!(spans[0].1, [code(LIST[4].0), chosen]);
    let confirm = PlaceEdit::Confirm { article, span: spans[0].0, code: chosen };
    store.write(|w| w.edit_place(&confirm)).expect("chosen");
    let named = |store: &Store| store.read(|r| mentions(r, &r.authority()?, article)).expect("mentions");
    assert_eq!((named(&store)[0].code, named(&store)[0].confirmed), (chosen, true));
    assert_eq!(open(&store), before - 1);
    store.write(|w| w.find_places_again()).expect("found again");
    assert_eq!(named(&store)[0].code, chosen, "reading anew leaves what a person chose");
    store.write(|w| w.undo_place_edit()).expect("undone");
    assert_eq!((named(&store).len(), open(&store)), (0, before));
}

#[test]
fn a_refusal_holds_for_the_likes_of_one_paper_and_for_what_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(&folder.path().join("x.jiuwen"));
    let place = LIST[5].0;
    assert_eq!(naming(&store, place), 2);
    let likes = store.search(|reader, index| {
        let search = jiuwen::store::Search { reader, index, wanted: &|| true };
        jiuwen::query::likes(&search, PAPERS[0], "新华社区", code(place))
    });
    assert_eq!(likes.expect("a count").expect("wanted"), 1);
    let words = "新华社区".to_owned();
    let refuse = PlaceEdit::Refuse { paper: PAPERS[0].to_owned(), words, code: code(place) };
    store.write(|w| w.edit_place(&refuse)).expect("refused");
    assert_eq!(read_anew(&store, &mut |_| true).expect("read anew"), Some(1));
    assert_eq!(naming(&store, place), 1, "the other paper keeps it");
    assert!(store.write(|w| w.edit_place(&refuse)).is_err(), "it is refused already");
    store.write(|w| w.undo_place_edit()).expect("undone");
    read_anew(&store, &mut |_| true).expect("read anew");
    assert_eq!(naming(&store, place), 2);
}

struct Silent;
impl Wake for Silent {
    fn wake(&self) {}
}

#[test]
fn the_desk_edits_while_articles_are_read_anew_and_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Arc::new(store(&folder.path().join("x.jiuwen")));
    let name = PlaceName { name: "居民".to_owned(), kind: NameKind::Alias, validity: Validity::default() };
    // A program that was closed before it read anything anew.
    store.write(|w| w.edit_place(&PlaceEdit::AddName { code: code(LIST[3].0), name })).expect("an edit");
    assert!(store.has_rechecks().expect("a look"));
    let mut desk = PlaceDesk::start(Arc::new(Silent)).expect("a thread");
    desk.ask(&store, PlaceAsk::GoOn);
    desk.ask(&store, PlaceAsk::Edit(PlaceEdit::Withdraw { code: code(LIST[1].0) }));
    desk.ask(&store, PlaceAsk::Edit(PlaceEdit::SetNotes { code: code(LIST[3].0), notes: "备注".to_owned() }));
    let (mut edited, mut refused) = (0, 0);
    let begun = std::time::Instant::now();
    while edited == 0 || store.has_rechecks().expect("a look") {
        assert!(begun.elapsed() < std::time::Duration::from_secs(60), "it ends");
        match desk.poll() {
            Some(PlaceState::Edited(_)) => edited += 1,
            Some(PlaceState::Refused(_)) => refused += 1,
            Some(PlaceState::Failed(error)) => unreachable!("{error}"),
            _ => std::thread::yield_now(),
        }
    }
    assert_eq!((edited, refused), (1, 1), "a street that holds others is not withdrawn");
    assert_eq!(naming(&store, LIST[3].0), 2, "two texts speak of 居民 or of the place");
    let steps = store.read(|r| r.journal::<PlaceEdit>(Subject::Place, 9)).expect("a journal");
    assert_eq!(steps.len(), 2);
}
