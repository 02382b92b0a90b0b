//! The search index against looking through every text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiuwen::model::{DateRange, PersonRole, PlaceCode, Zone, day_of_number};
use jiuwen::store::{Facet, Hit, Label, Search, Store};
use jiuwen::text::{Folding, Pattern};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::{Connection, params};

/// An article as the tests know it.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub day: u8,
    pub headline: String,
    pub body: Vec<String>,
    pub caption: Option<String>,
    pub reporter: Option<String>,
    pub community: Option<i64>,
    pub hidden: bool,
}

/// A store with the articles that are known to be in it.
pub struct Shelf {
    pub store: Store,
    pub connection: Connection,
    pub known: BTreeMap<i64, Known>,
    pub pages: BTreeMap<i64, i64>,
}

pub fn day_of(day: u8) -> String {
    format!("2015-{:02}-{:02}", day % 12 + 1, day % 28 + 1)
}

impl Shelf {
    pub fn new(path: &Path) -> Self {
        let store = Store::open_or_create(path).expect("a store");
        let connection = Connection::open(path).expect("the file");
        connection.busy_timeout(std::time::Duration::from_secs(5)).expect("a time");
        connection
            .execute_batch(
                "INSERT INTO paper VALUES (1, '晨光社区报');
                 INSERT INTO source VALUES (1, 'x.txt',
                   x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'text/plain', NULL, '2026', x'');
                 INSERT INTO place (code, parent, name, official, origin) VALUES (330302001001, 330302001, '甲社区', '甲社区', 'hand'),
                   (330302001002, 330302001, '乙社区', '乙社区', 'hand');",
            )
            .expect("rows");
        Self { store, connection, known: BTreeMap::new(), pages: BTreeMap::new() }
    }

    /// Adds an article, on a page of its own.
    pub fn add(&mut self, id: i64, article: Known) {
        let c = &self.connection;
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| c.execute(sql, values).expect("a row");
        let (date, hidden) = (day_of(article.day), article.hidden);
        let transaction = c.unchecked_transaction().expect("a transaction");
        run("INSERT OR IGNORE INTO issue (paper_id, date) VALUES (1, ?1)", &[&date]);
        let issue: i64 =
            c.query_row("SELECT id FROM issue WHERE date = ?1", [&date], |row| row.get(0)).expect("an issue");
        run("INSERT INTO page (issue_id, number) VALUES (?1, ?2)", &[&issue, &format!("A{id}")]);
        let page = c.last_insert_rowid();
        run("INSERT INTO page_version VALUES (?1, ?2, 1, ?1, 1, ?3, '2026')", &[&id, &page, &!hidden]);
        let kind = if article.body.is_empty() { "photo" } else { "article" };
        c.execute(
            "INSERT INTO article VALUES (?1, ?1, 1, ?2, 0, 1, 1, NULL, ?3, NULL, ?4, '', NULL, NULL, NULL)",
            params![id, kind, article.headline, article.body.join("\n")],
        )
        .expect("an article");
        if let Some(caption) = &article.caption {
            run("INSERT INTO photo (article_id, ordinal, caption) VALUES (?1, 1, ?2)", &[&id, caption]);
        }
        if let Some(name) = &article.reporter {
            run("INSERT OR IGNORE INTO person (name) VALUES (?1)", &[name]);
            run(
                "INSERT INTO article_person SELECT ?1, 1, id, 'reporter' FROM person WHERE name = ?2",
                &[&id, name],
            );
        }
        if let Some(code) = article.community {
            run("INSERT INTO place_mention VALUES (?1, ?2, 'body', 0, 0, 1)", &[&id, &code]);
        }
        transaction.commit().expect("a commit");
        self.pages.insert(id, page);
        self.known.insert(id, article);
    }

    pub fn remove(&mut self, id: i64) {
        for sql in [
            "DELETE FROM place_mention WHERE article_id = ?1",
            "DELETE FROM article_person WHERE article_id = ?1",
            "DELETE FROM photo WHERE article_id = ?1",
            "DELETE FROM article WHERE id = ?1",
            "DELETE FROM page_version WHERE id = ?1",
        ] {
            self.connection.execute(sql, [id]).expect("a row");
        }
        self.known.remove(&id);
    }

    pub fn rewrite(&mut self, id: i64, headline: &str) {
        self.connection
            .execute("UPDATE article SET headline = ?2 WHERE id = ?1", params![id, headline])
            .expect("a row");
        self.known.get_mut(&id).expect("an article").headline = headline.to_owned();
    }

    pub fn hide(&mut self, id: i64, hidden: bool) {
        self.connection
            .execute("UPDATE page_version SET current = ?2 WHERE id = ?1", params![id, !hidden])
            .expect("a row");
        self.known.get_mut(&id).expect("an article").hidden = hidden;
    }

    /// Those that a list may show, as it orders them.
    pub fn shown(&self) -> Vec<(i64, &Known)> {
        let mut shown: Vec<(i64, &Known)> =
            self.known.iter().filter(|(_, known)| !known.hidden).map(|(id, known)| (*id, known)).collect();
        shown.sort_by_key(|(id, known)| {
            let number = format!("A{id}");
            (std::cmp::Reverse(day_of(known.day)), number.len(), number)
        });
        shown
    }
}

impl Known {
    pub fn texts(&self, zone: Zone) -> Vec<&str> {
        let captions = self.caption.as_deref().into_iter();
        match zone {
            Zone::Title => vec![&self.headline],
            Zone::Caption => captions.collect(),
            Zone::All => std::iter::once(self.headline.as_str())
                .chain(self.body.iter().map(String::as_str))
                .chain(captions)
                .chain(self.reporter.as_deref())
                .collect(),
        }
    }

    /// Whether a word with `*` for any character occurs, character by character.
    pub fn has(&self, zone: Zone, word: &str, folding: Folding) -> bool {
        self.has_run(zone, folding, &folding.text(word).chars, |t, w| w == '*' || t == w)
    }

    /// Whether a phrase occurs, every character of which means itself.
    pub fn has_literal(&self, zone: Zone, phrase: &str, folding: Folding) -> bool {
        self.has_run(zone, folding, &folding.text(phrase).chars, |t, w| t == w)
    }

    fn has_run(&self, zone: Zone, folding: Folding, run: &[char], fits: fn(char, char) -> bool) -> bool {
        self.texts(zone).into_iter().any(|text| {
            let text = folding.text(text).chars;
            text.windows(run.len()).any(|part| part.iter().zip(run).all(|(t, w)| fits(*t, *w)))
        })
    }
}

fn ids(hits: &[Hit]) -> Vec<i64> {
    hits.iter().map(|hit| hit.id.0).collect()
}

/// Everything that the index says of a word, against the texts.
#[track_caller]
pub fn check_word(shelf: &Shelf, zone: Zone, word: &str, folding: Folding) {
    let expect: Vec<(i64, &Known)> =
        shelf.shown().into_iter().filter(|(_, known)| known.has(zone, word, folding)).collect();
    let wanted = || true;
    let answer = shelf.store.search(|reader, index| {
        let search = Search { reader, index, wanted: &wanted };
        let found = search.find(zone, &Pattern::typed(word), folding)?.expect("wanted");
        let newest = index.newest(reader, &found.set, usize::MAX)?;
        let by_day = index.by_day(&found.set);
        let counts = |facet| -> jiuwen::store::Result<BTreeMap<String, u32>> {
            let counts = index.facet(reader, &found.set, facet)?;
            Ok(counts.into_iter().map(|(label, count)| (label.into_owned(), count)).collect())
        };
        let (places, people) = (counts(Facet::Places)?, counts(Facet::People)?);
        let photos = index.photos(reader, &found.set)?;
        let half = DateRange {
            from: "2015-01-01".parse().expect("a day"),
            to: "2015-06-30".parse().expect("a day"),
        };
        let mut early = index.printed_in(half);
        early.keep(&found.set);
        assert_eq!(index.by_range(&found.set, &[half]), [early.len() as u32]);
        let ranked = search.most_relevant(&found.set, std::slice::from_ref(&found), usize::MAX)?;
        assert_eq!(index.newest(reader, &found.set, 3)?, newest[..newest.len().min(3)]);
        let best = search.most_relevant(&found.set, std::slice::from_ref(&found), 3)?;
        assert_eq!(best, ranked[..ranked.len().min(3)], "the best are the first of all");
        Ok((found.set.len(), newest, by_day, places, people, photos, ranked))
    });
    let (count, newest, by_day, places, people, photos, ranked) = answer.expect("an answer");
    let expect_ids: Vec<i64> = expect.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        newest.iter().map(|hit| hit.id.0).collect::<Vec<_>>(),
        expect_ids,
        "{word} in {zone:?}, {folding:?}"
    );
    assert_eq!(count, expect.len() as u64);
    let listed: Vec<(String, i64)> = newest.iter().map(|hit| (hit.date.to_string(), hit.page.0)).collect();
    let pages: Vec<(String, i64)> =
        expect.iter().map(|(id, known)| (day_of(known.day), shelf.pages[id])).collect();
    assert_eq!(listed, pages);
    let mut days: BTreeMap<String, u32> = BTreeMap::new();
    expect.iter().for_each(|(_, known)| *days.entry(day_of(known.day)).or_default() += 1);
    assert_eq!(
        by_day.into_iter().map(|(day, n)| (day_of_number(day).to_string(), n)).collect::<BTreeMap<_, _>>(),
        days
    );
    for code in [330302001001, 330302001002] {
        let place = PlaceCode::from_number(code).expect("a code");
        let named = expect.iter().filter(|(_, known)| known.community == Some(code)).count() as u32;
        assert_eq!(places.get(Label::Place(place).written().as_str()).copied().unwrap_or_default(), named);
    }
    let street = PlaceCode::parse("330302001").expect("a code");
    let placed = expect.iter().filter(|(_, known)| known.community.is_some()).count() as u32;
    assert_eq!(places.get(Label::Place(street).written().as_str()).copied().unwrap_or_default(), placed);
    for name in ["王波", "社区"] {
        let signed =
            expect.iter().filter(|(_, known)| known.reporter.as_deref() == Some(name)).count() as u32;
        let label = Label::Person(PersonRole::Reporter, name.to_owned());
        assert_eq!(people.get(label.written().as_str()).copied().unwrap_or_default(), signed);
    }
    assert_eq!(photos, expect.iter().filter(|(_, known)| known.caption.is_some()).count() as u64);
    assert_eq!(ids(&ranked).into_iter().collect::<BTreeSet<_>>(), expect_ids.into_iter().collect());
}

/// Texts in which runs repeat and nearly repeat.
pub fn text(most: usize) -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => prop::sample::select(vec!["社", "区", "中", "国", "的", "人"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["中国人的社区", "社区", "中国人", "區", "Ａ", "b", " ", "　", "，", "12", "\u{10ffff}", "\0"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..most).prop_map(|parts| parts.concat())
}

pub fn article() -> impl Strategy<Value = Known> {
    let names = || prop::option::of(prop::sample::select(vec!["王波".to_owned(), "社区".to_owned()]));
    let places = prop::option::of(prop::sample::select(vec![330302001001, 330302001002]));
    let hidden = prop::bool::weighted(0.1);
    (
        any::<u8>(),
        text(6),
        prop::collection::vec(text(20), 0..3),
        prop::option::of(text(8)),
        names(),
        places,
        hidden,
    )
        .prop_map(|(day, headline, body, caption, reporter, community, hidden)| Known {
            day,
            headline,
            body,
            caption,
            reporter,
            community,
            hidden,
        })
}

#[derive(Clone, Debug)]
enum Step {
    Add(Vec<Known>),
    Remove(u16),
    Rewrite(u16, String),
    Hide(u16, bool),
    IndexChanged,
    IndexAll,
    Find(Zone, String, u8),
}

fn step() -> impl Strategy<Value = Step> {
    let zone = prop::sample::select(vec![Zone::All, Zone::Title, Zone::Caption]);
    let word = prop_oneof![4 => text(6), 1 => (text(3), text(3)).prop_map(|(a, b)| format!("{a}*{b}"))];
    prop_oneof![
        3 => prop::collection::vec(article(), 1..60).prop_map(Step::Add),
        2 => any::<u16>().prop_map(Step::Remove),
        2 => (any::<u16>(), text(6)).prop_map(|(at, text)| Step::Rewrite(at, text)),
        1 => (any::<u16>(), any::<bool>()).prop_map(|(at, hidden)| Step::Hide(at, hidden)),
        3 => Just(Step::IndexChanged),
        1 => Just(Step::IndexAll),
        12 => (zone, word, any::<u8>()).prop_map(|(zone, word, folding)| Step::Find(zone, word, folding)),
    ]
}

fn carry_out(shelf: &mut Shelf, next: &mut i64, step: Step) {
    let held: Vec<i64> = shelf.known.keys().copied().collect();
    let some = |at: u16| held.get(usize::from(at) % held.len().max(1)).copied();
    match step {
        Step::Add(articles) => {
            for article in articles {
                shelf.add(*next, article);
                *next += 1;
            }
        }
        Step::Remove(at) => some(at).into_iter().for_each(|id| shelf.remove(id)),
        Step::Rewrite(at, text) => some(at).into_iter().for_each(|id| shelf.rewrite(id, &text)),
        Step::Hide(at, hidden) => some(at).into_iter().for_each(|id| shelf.hide(id, hidden)),
        Step::IndexChanged => assert!(shelf.store.index_changed(&mut |_| true).expect("an index")),
        Step::IndexAll => assert!(shelf.store.index_all(&mut |_| true).expect("an index")),
        Step::Find(zone, word, folding) => {
            // All, none, or all but one.
            let each = Folding::EACH.get(usize::from(folding % 16)).copied();
            let folding = match (each, folding % 16) {
                (Some(each), _) => Folding::ALL.with(each, false),
                (None, 15) => Folding::NONE,
                _ => Folding::ALL,
            };
            if !Pattern::typed(&word).folded(folding).is_blank() {
                check_word(shelf, zone, &word, folding);
            }
        }
    }
}

#[test]
fn the_index_says_what_the_texts_say_after_any_steps() {
    let cases = std::env::var("JIUWEN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let steps = prop::collection::vec(step(), 1..40);
    runner
        .run(&steps, |steps| {
            let folder = tempfile::tempdir().expect("a folder");
            let mut shelf = Shelf::new(&folder.path().join("x.jiuwen"));
            let mut next = 1;
            for step in steps {
                carry_out(&mut shelf, &mut next, step);
            }
            Ok(())
        })
        .expect("no step leads astray");
}
