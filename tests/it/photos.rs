//! The photos of a filter and what is set down of them, against the store read article by article.

use jiuwen::model::{ArticleId, Element, PhotoId, PhotoNote};
use jiuwen::query::{Filter, Query, Wall, WallPhoto, photo_card};
use jiuwen::store::{Search, Store};
use jiuwen::text::Folding;

use crate::support::archive;
use crate::window_search::sample_copy;

fn wall(store: &Store, filter: Filter) -> Wall {
    let archive = archive(store);
    let wall = store
        .search(|reader, index| Wall::load(&Search { reader, index, wanted: &|| true }, &archive, filter));
    wall.expect("a wall").expect("wanted")
}

/// Every photo of the shown articles with its article, read one by one.
fn one_by_one(store: &Store) -> Vec<(PhotoId, ArticleId)> {
    let photos = store.read(|r| {
        let mut photos = Vec::new();
        for id in r.articles_shown()? {
            photos.extend(r.article_photos(id)?.into_iter().map(|photo| (photo.id, id)));
        }
        Ok(photos)
    });
    photos.expect("photos")
}

fn sorted(photos: &[WallPhoto]) -> Vec<(PhotoId, ArticleId)> {
    let mut photos: Vec<_> = photos.iter().map(|photo| (photo.id, photo.article)).collect();
    photos.sort();
    photos
}

#[test]
fn the_wall_has_every_photo_once_the_newest_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&sample_copy(folder.path())).expect("the store");
    let all = wall(&store, Filter::default());
    let mut expect = one_by_one(&store);
    expect.sort();
    assert!(expect.len() > 5);
    assert_eq!(sorted(&all.photos), expect);
    assert!(all.photos.windows(2).all(|pair| pair[0].date >= pair[1].date));
    assert!(all.communities > 1);
    let query = Query::parse("夜校", Folding::ALL).expect("a word");
    let some = wall(&store, Filter { query, ..Filter::default() });
    assert!(!some.photos.is_empty() && some.photos.len() < all.photos.len());
    assert!(some.photos.iter().all(|photo| all.photos.contains(photo)));
}

#[test]
fn what_is_set_down_of_a_photo_is_kept_changed_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&sample_copy(folder.path())).expect("the store");
    let id = wall(&store, Filter::default()).photos[0].id;
    let note = |note: PhotoNote| store.write(|w| w.note_photo(id, &note)).expect("written");
    note(PhotoNote::Turn(3));
    note(PhotoNote::Turn(5));
    note(PhotoNote::Point("刘凯平".to_owned(), Some([0.25, 1.5])));
    note(PhotoNote::Element(Element::Background, Some("冬季火灾高发期".to_owned())));
    let card = store.read(|r| photo_card(r, id)).expect("a card");
    assert_eq!(card.notes.turn, 1, "five quarters are one");
    assert_eq!(card.notes.points[0].at, [0.25, 1.0], "within the picture");
    let line = card.elements().iter().find(|line| line.element == Element::Background).expect("a line");
    assert_eq!(line.words(), Some("冬季火灾高发期"));
    assert_eq!(wall(&store, Filter::default()).photos[0].turn, 1);
    note(PhotoNote::Turn(4));
    note(PhotoNote::Point("刘凯平".to_owned(), None));
    note(PhotoNote::Element(Element::Background, None));
    let notes = store.read(|r| r.photo_notes(id)).expect("notes");
    assert_eq!(notes, Default::default());
}
