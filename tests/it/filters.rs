//! The whole filter against a plain look at every article: what each view counts, its own part of the filter left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiuwen::model::{
    Certainty, Date, DateRange, DateRanges, ItemKind, PersonRole, Place, PlaceCode, PlaceOrigin, TimeUnit,
};
use jiuwen::query::{Archive, Asked, Facets, Filter, Part, Query, Selection, View, slices_of};
use jiuwen::store::{Search, Store};
use jiuwen::text::Folding;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::{Connection, params};

use crate::coverage::day;

const AREA: i64 = 330_302;
/// Two streets, three communities, and a community of a street that no list has.
const PLACES: [i64; 6] = [
    AREA,
    AREA * 1000 + 1,
    AREA * 1000 + 2,
    (AREA * 1000 + 1) * 1000 + 1,
    (AREA * 1000 + 1) * 1000 + 2,
    (AREA * 1000 + 2) * 1000 + 1,
];
const PAPERS: [&str; 2] = ["甲报", "乙报"];
const PEOPLE: [(PersonRole, &str, &str); 3] = [
    (PersonRole::Reporter, "reporter", "毛玺玺"),
    (PersonRole::Photographer, "photographer", "毛玺玺"),
    (PersonRole::Reporter, "reporter", "周明远"),
];
/// All days of articles.
const YEARS: DateRange = DateRange { from: Date::constant(2012, 1, 1), to: Date::constant(2016, 12, 31) };
const WORDS: [&str; 3] = ["夜校", "消防", "面点"];

/// An article as the test knows it.
#[derive(Clone, Debug)]
struct Known {
    day: Date,
    paper: usize,
    is_photo: bool,
    /// Places, people and words, a bit for each.
    places: u8,
    people: u8,
    words: u8,
    /// What its text speaks of.
    event: Option<(Date, Certainty)>,
    /// Whether a name in it waits for a person to say which place it means.
    undecided: bool,
    /// What persons made of places, the same for all articles of a store: a bit for each of [`GONE`].
    gone: u8,
}

/// Places that are merged into others, or withdrawn.
const GONE: [(i64, Option<i64>); 3] =
    [(PLACES[3], Some(PLACES[5])), (PLACES[1], Some(PLACES[2])), (PLACES[4], None)];

fn code(number: i64) -> PlaceCode {
    PlaceCode::from_number(number).expect("a code")
}

fn chosen(bits: u8, of: usize) -> impl Iterator<Item = usize> {
    (0..of).filter(move |at| bits >> at & 1 == 1)
}

impl Known {
    fn kind(&self) -> ItemKind {
        if self.is_photo { ItemKind::Photo } else { ItemKind::Article }
    }

    /// What a place became.
    fn now(&self, place: i64) -> Option<i64> {
        let gone = chosen(self.gone, GONE.len()).find(|at| GONE[*at].0 == place);
        gone.map_or(Some(place), |at| GONE[at].1)
    }

    /// The places from the area down that it counts for.
    fn counts_for(&self) -> Vec<i64> {
        let mut places = Vec::new();
        for at in chosen(self.places, PLACES.len()) {
            let mut place = self.now(PLACES[at]);
            while let Some(number) = place {
                places.push(number);
                place = if number == AREA { None } else { self.now(number / 1000) };
            }
        }
        places
    }

    fn names(&self, place: PlaceCode) -> bool {
        let place = self.now(place.number());
        self.counts_for().into_iter().any(|number| Some(number) == place)
    }

    fn is_placed(&self) -> bool {
        self.counts_for().into_iter().any(|number| number != AREA)
    }

    fn signs(&self, role: PersonRole, name: &str) -> bool {
        chosen(self.people, PEOPLE.len()).any(|at| (PEOPLE[at].0, PEOPLE[at].2) == (role, name))
    }

    /// Whether all days that its event may have happened on are in one of the stretches.
    fn speaks_of(&self, days: &DateRanges) -> bool {
        let Some((day, certainty)) = self.event else { return days.is_any() };
        let unit = match certainty {
            Certainty::Day => TimeUnit::Day,
            Certainty::Month | Certainty::About => TimeUnit::Month,
            Certainty::Year => TimeUnit::Year,
        };
        let may_be = unit.bucket_of(day);
        let within = |range: &DateRange| range.from <= may_be.from && may_be.to <= range.to;
        days.is_any() || days.ranges().iter().any(within)
    }

    /// Whether it passes a filter but for one part.
    fn passes(&self, filter: &Filter, but: Option<Part>) -> bool {
        let counts = |part| but != Some(part);
        let word = WORDS.iter().position(|word| *word == filter.query.text());
        let people = &filter.people;
        (word.is_none_or(|at| self.words >> at & 1 == 1))
            && (!counts(Part::Kind) || filter.kind.is_none_or(|kind| kind == self.kind()))
            && (!counts(Part::Time) || filter.time.contains(self.day))
            && (!counts(Part::Events) || self.speaks_of(&filter.events))
            && (!counts(Part::Places)
                || (filter.places.is_empty() && !filter.unplaced && !filter.undecided)
                || filter.places.iter().any(|p| self.names(*p))
                || (filter.unplaced && !self.is_placed())
                || (filter.undecided && self.undecided))
            && (!counts(Part::People) || people.is_empty() || people.iter().any(|(r, n)| self.signs(*r, n)))
            && (!counts(Part::Papers)
                || filter.papers.is_empty()
                || filter.papers.iter().any(|paper| paper == PAPERS[self.paper]))
    }
}

/// A store with articles, the last of them not indexed yet.
fn store(folder: &std::path::Path, known: &[Known]) -> Store {
    let path = folder.join("x.jiuwen");
    let store = Store::open_or_create(&path).expect("a store");
    let place = |number: i64| {
        let name = format!("地名{number}");
        Place {
            code: code(number),
            official: name.clone(),
            name,
            aliases: Vec::new(),
            origin: PlaceOrigin::List,
        }
    };
    let places: Vec<Place> = PLACES.into_iter().map(place).collect();
    store.write(|w| w.set_area(code(AREA), &places)).expect("an area");
    let c = Connection::open(&path).expect("the file");
    c.pragma_update(None, "synchronous", "off").expect("a setting");
    c.execute("INSERT INTO source VALUES (1, 'x.txt', zeroblob(32), 'text/plain', NULL, '2026', x'')", [])
        .expect("a source");
    for (at, paper) in PAPERS.iter().enumerate() {
        c.execute("INSERT INTO paper VALUES (?1, ?2)", params![at, paper]).expect("a paper");
    }
    for (id, name) in [(0, "毛玺玺"), (1, "周明远")] {
        c.execute("INSERT INTO person VALUES (?1, ?2)", params![id, name]).expect("a person");
    }
    for at in known.first().into_iter().flat_map(|known| chosen(known.gone, GONE.len())) {
        let (code, into) = GONE[at];
        let update = "UPDATE place SET merged_into = ?2, withdrawn = ?2 IS NULL WHERE code = ?1";
        c.execute(update, params![code, into]).expect("a place");
    }
    let indexed = known.len() * 3 / 4;
    (0..indexed).for_each(|at| add(&c, at, &known[at]));
    store.index_all(&mut |_| true).expect("an index");
    (indexed..known.len()).for_each(|at| add(&c, at, &known[at]));
    store
}

fn add(c: &Connection, id: usize, article: &Known) {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        c.prepare_cached(sql).expect("a statement").execute(values).expect("a row");
    };
    let date = article.day.to_string();
    run("INSERT OR IGNORE INTO issue (paper_id, date) VALUES (?1, ?2)", &[&article.paper, &date]);
    let page = "INSERT INTO page SELECT ?1, id, ?1, NULL FROM issue WHERE paper_id = ?2 AND date = ?3";
    run(page, &[&id, &article.paper, &date]);
    run("INSERT INTO page_version VALUES (?1, ?1, 1, ?1, 1, 1, '2026')", &[&id]);
    let words: Vec<&str> = chosen(article.words, WORDS.len()).map(|at| WORDS[at]).collect();
    let kind = if article.is_photo { "photo" } else { "article" };
    let insert =
        "INSERT INTO article VALUES (?1, ?1, 1, ?2, 0, 1, 1, NULL, '标题', NULL, ?3, '', NULL, NULL, NULL)";
    run(insert, &[&id, &kind, &words.join("\n")]);
    if article.is_photo {
        run("INSERT INTO photo (article_id, ordinal, caption) VALUES (?1, 0, '图说')", &[&id]);
    }
    for at in chosen(article.places, PLACES.len()) {
        run("INSERT INTO place_mention VALUES (?1, ?2, 'body', 0, ?3, 1)", &[&id, &PLACES[at], &at]);
    }
    if let Some((day, certainty)) = &article.event {
        let insert = "INSERT INTO event_date VALUES (?1, ?2, ?3, '那天', '因为', 0, 0, 2)";
        let certainty = serde_json::to_value(certainty).expect("a word");
        run(insert, &[&id, &day.to_string(), &certainty.as_str()]);
    }
    if article.undecided {
        run("INSERT INTO open_place VALUES (?1, 'body', 0, 9, 1, '')", &[&id]);
    }
    for at in chosen(article.people, PEOPLE.len()) {
        let person = u8::from(PEOPLE[at].2 == "周明远");
        run("INSERT INTO article_person VALUES (?1, ?2, ?3, ?4)", &[&id, &at, &person, &PEOPLE[at].1]);
    }
}

/// Around leap days, and around the end of years.
fn any_day() -> impl Strategy<Value = Date> {
    (prop::sample::select(vec!["2012-02-20", "2013-12-15", "2015-02-20", "2016-02-20"]), 0i64..30)
        .prop_map(|(from, days)| day(from).saturating_add(days.days()))
}

fn any_article() -> impl Strategy<Value = Known> {
    let bits = (0u8..1 << PLACES.len(), any::<u8>(), 0u8..1 << PEOPLE.len(), 0u8..1 << WORDS.len());
    let certainties = vec![Certainty::Day, Certainty::Month, Certainty::Year, Certainty::About];
    let event = prop::option::of((any_day(), prop::sample::select(certainties)));
    let rare = (event, prop::bool::weighted(0.2));
    (any_day(), 0..PAPERS.len(), any::<bool>(), bits, rare).prop_map(
        |(day, paper, is_photo, (places, fewer, people, words), (event, undecided))| Known {
            event,
            day,
            paper,
            is_photo,
            places: places & fewer,
            people,
            words,
            undecided,
            gone: 0,
        },
    )
}

fn some<T: Clone + std::fmt::Debug + 'static>(of: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    prop::sample::subsequence(of.to_vec(), 0..=2)
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let times = || prop::collection::vec((any_day(), 0i64..400), 0..4);
    let times = (times(), prop::option::of(times()));
    let word = prop::sample::select(vec!["", "夜校", "消防", "面点"]);
    let kind = prop::sample::select(vec![None, Some(ItemKind::Article), Some(ItemKind::Photo)]);
    let people: Vec<(PersonRole, String)> =
        PEOPLE.iter().map(|(role, _, name)| (*role, (*name).to_owned())).collect();
    let papers = PAPERS.map(str::to_owned);
    (times, word, kind, some(&PLACES), 0u8..8, some(&people), some(&papers)).prop_map(
        |((times, events), word, kind, places, unplaced, people, papers)| {
            let range = |(from, len): (Date, i64)| DateRange { from, to: from.saturating_add(len.days()) };
            Filter {
                query: Query::parse(word, Folding::ALL).expect("a query"),
                time: DateRanges::of(times.into_iter().map(range)),
                events: DateRanges::of(events.into_iter().flatten().map(range)),
                places: places.into_iter().map(code).collect(),
                kind,
                unplaced: unplaced & 3 == 0,
                undecided: unplaced & 6 == 6,
                people,
                papers,
            }
        },
    )
}

fn check(store: &Store, archive: &Arc<Archive>, known: &[Known], filter: &Filter) {
    let asked = Asked { filter: filter.clone(), ..Asked::default() };
    let answer = store.search(|reader, index| {
        let search = Search { reader, index, wanted: &|| true };
        let view = View::compute(&search, archive, asked)?.expect("wanted");
        let selection = Selection::new(&search, archive, filter)?.expect("wanted");
        let trends = selection.place_trends(reader, index, slices_of(YEARS, 7))?;
        Ok((view, Facets::count(reader, index, &selection)?, trends))
    });
    let (view, facets, trends) = answer.expect("an answer");
    let count = |but: Option<Part>, also: &dyn Fn(&Known) -> bool| {
        known.iter().filter(|article| article.passes(filter, but) && also(article)).count() as u32
    };
    let total = count(None, &|_| true);
    assert_eq!((view.total, view.hits.len()), (u64::from(total), total as usize));
    assert_eq!(view.photos, u64::from(count(None, &|article| article.is_photo)));
    // Every unit over all days, and the asked stretches over the bars of each.
    let all = DateRange { from: day("2012-01-01"), to: day("2016-12-31") };
    for unit in TimeUnit::ALL {
        for (days, bar) in view.days.bars(unit, all) {
            let within = |article: &Known| days.contains(article.day);
            let expect = (
                known.iter().filter(|article| within(article)).count() as u32,
                count(Some(Part::Time), &within),
            );
            assert_eq!((bar.all, bar.passing), expect, "{unit:?} {days:?}");
        }
    }
    assert_eq!(view.days.within(&filter.time).passing, total);
    for place in archive.places() {
        let is_now = |article: &Known| article.counts_for().contains(&place.code.number());
        let expect = count(Some(Part::Places), &is_now);
        assert_eq!(view.places.of(place.code), expect, "{:?}", place.code);
    }
    let free = Filter { places: Vec::new(), unplaced: false, undecided: false, ..filter.clone() };
    for (at, slice) in trends.slices.iter().enumerate() {
        let of = |also: &dyn Fn(&Known) -> bool| {
            let counted = |known: &&Known| known.passes(&free, Some(Part::Time)) && also(known);
            known.iter().filter(counted).filter(|known| slice.contains(known.day)).count() as u32
        };
        assert_eq!(trends.all[at], of(&|_| true), "{slice:?}");
        for place in archive.places() {
            let counted = trends.of(place.code).get(at).copied().unwrap_or_default();
            let is_now = |article: &Known| article.counts_for().contains(&place.code.number());
            assert_eq!(counted, of(&is_now), "{:?} {slice:?}", place.code);
        }
    }
    let undecided = count(Some(Part::Places), &|article| article.undecided);
    assert_eq!(view.places.undecided, undecided);
    assert_eq!(view.places.unplaced, count(Some(Part::Places), &|article| !article.is_placed()));
    let counted = |pairs: Vec<(String, u32)>| {
        pairs.into_iter().filter(|(_, count)| *count > 0).collect::<BTreeMap<String, u32>>()
    };
    let papers = PAPERS
        .iter()
        .enumerate()
        .map(|(at, paper)| ((*paper).to_owned(), count(Some(Part::Papers), &|article| article.paper == at)));
    assert_eq!(counted(facets.papers), counted(papers.collect()));
    for (role, names) in facets.people {
        let of_role = PEOPLE.iter().filter(|(of, ..)| *of == role);
        let expect = of_role.map(|(_, _, name)| {
            ((*name).to_owned(), count(Some(Part::People), &|article| article.signs(role, name)))
        });
        assert_eq!(counted(names), counted(expect.collect()), "{role:?}");
    }
    for (kind, number) in facets.kinds {
        assert_eq!(number, count(Some(Part::Kind), &|article| article.kind() == kind), "{kind:?}");
    }
}

#[test]
fn every_view_counts_what_a_plain_look_at_every_article_counts() {
    let cases = std::env::var("JIUWEN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let articles = prop::collection::vec(any_article(), 0..80);
    runner
        .run(&(articles, prop::collection::vec(any_filter(), 12), 0u8..8), |(mut known, filters, gone)| {
            known.iter_mut().for_each(|known| known.gone = gone);
            let folder = tempfile::tempdir().expect("a folder");
            let store = store(folder.path(), &known);
            let archive = Arc::new(crate::support::archive(&store));
            filters.iter().for_each(|filter| check(&store, &archive, &known, filter));
            // And no filter at all.
            check(&store, &archive, &known, &Filter::default());
            Ok(())
        })
        .expect("every view");
}
