//! The whole query language against looking through every text.

use std::collections::BTreeSet;

use jiuwen::model::Zone;
use jiuwen::query::{Archive, Filter, Order, Query, Selection};
use jiuwen::store::Search;
use jiuwen::text::Folding;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::search::{Known, Shelf, article, day_of, text};

/// A question as the tests understand it.
#[derive(Clone, Debug)]
enum Ask {
    Word(Zone, String),
    Unknown(Zone, String, String),
    Near(Zone, String, String, usize),
    Reporter(String, bool),
    Place(String, bool),
    Paper(&'static str),
    Page(u8),
    Month(u8),
    Days(u8, u8),
    All(Vec<Ask>),
    Any(Vec<Ask>),
    Not(Box<Ask>),
}

impl Ask {
    /// As it is typed.
    fn typed(&self) -> String {
        let field = |zone: &Zone| match zone {
            Zone::All => "",
            Zone::Title => "标题:",
            Zone::Caption => "图说：",
        };
        let joined = |parts: &[Ask], sign: &str| {
            format!("({})", parts.iter().map(Ask::typed).collect::<Vec<_>>().join(sign))
        };
        match self {
            Self::Word(zone, word) => format!("{}\"{word}\"", field(zone)),
            Self::Unknown(zone, before, after) => format!("{}{before}*{after}", field(zone)),
            Self::Near(zone, left, right, distance) => {
                let field = field(zone);
                format!("({field}\"{left}\" ~{distance} {field}\"{right}\")")
            }
            Self::Reporter(name, true) => format!("记者:\"{name}\""),
            Self::Reporter(name, false) => format!("记者:{name}"),
            Self::Place(name, true) => format!("社区:“{name}”"),
            Self::Place(name, false) => format!("社区:{name}"),
            Self::Paper(name) => format!("报名:{name}"),
            Self::Page(number) => format!("版:A{number}"),
            Self::Month(month) => format!("日期:2015-{month}"),
            Self::Days(from, to) => format!("日期:{}..{}", day_of(*from), day_of(*to)),
            Self::All(parts) => joined(parts, " "),
            Self::Any(parts) => joined(parts, " 或 "),
            Self::Not(part) => format!("-{}", part.typed()),
        }
    }

    /// Whether it holds for an article, character by character.
    fn holds(&self, id: i64, known: &Known, folding: Folding) -> bool {
        let contains = |name: &str, whole: bool, wanted: &str| {
            let (name, wanted) = (folding.text(name).chars, folding.text(wanted).chars);
            if whole { name == wanted } else { name.windows(wanted.len()).any(|part| part == wanted) }
        };
        match self {
            Self::Word(zone, word) => known.has_literal(*zone, word, folding),
            Self::Unknown(zone, before, after) => known.has(*zone, &format!("{before}*{after}"), folding),
            Self::Near(zone, left, right, distance) => {
                let (left, right) = (folding.text(left).chars, folding.text(right).chars);
                known
                    .texts(*zone)
                    .into_iter()
                    .any(|text| near(&folding.text(text).chars, &left, &right, *distance))
            }
            Self::Reporter(name, whole) => {
                known.reporter.as_deref().is_some_and(|known| contains(known, *whole, name))
            }
            Self::Place(name, whole) => known.community.is_some_and(|code| {
                let place = if code == 330302001001 { "甲社区" } else { "乙社区" };
                contains(place, *whole, name)
            }),
            Self::Paper(name) => contains("晨光社区报", false, name),
            Self::Page(number) => id == i64::from(*number),
            Self::Month(month) => day_of(known.day).starts_with(&format!("2015-{month:02}")),
            Self::Days(from, to) => (day_of(*from)..=day_of(*to)).contains(&day_of(known.day)),
            Self::All(parts) => parts.iter().all(|part| part.holds(id, known, folding)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(id, known, folding)),
            Self::Not(part) => !part.holds(id, known, folding),
        }
    }
}

fn near(text: &[char], left: &[char], right: &[char], distance: usize) -> bool {
    let all = |word: &[char]| -> Vec<usize> {
        (0..text.len()).filter(|at| text.get(*at..at + word.len()) == Some(word)).collect()
    };
    let (lefts, rights) = (all(left), all(right));
    let apart = |first: usize, len: usize, second: usize| second.checked_sub(first + len);
    lefts.iter().any(|l| {
        rights.iter().any(|r| {
            let gap = apart(*l, left.len(), *r).or(apart(*r, right.len(), *l));
            gap.is_some_and(|gap| gap <= distance)
        })
    })
}

/// A word that is left over when it is folded, without what would end its quotation marks.
fn word() -> impl Strategy<Value = String> {
    text(4).prop_filter("something is left", |word| {
        Folding::EACH.iter().all(|each| !Folding::ALL.with(*each, false).text(word).chars.is_empty())
            && !Folding::ALL.text(word).chars.is_empty()
            && !word.trim().is_empty()
    })
}

fn plain() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["社", "区", "中", "国", "的", "人"]), 1..3)
        .prop_map(|parts| parts.concat())
}

fn ask() -> impl Strategy<Value = Ask> {
    let zone = || prop::sample::select(vec![Zone::All, Zone::All, Zone::Title, Zone::Caption]);
    let name = prop::sample::select(vec!["王波", "王", "社区", "李"]);
    let place = prop::sample::select(vec!["甲社区", "社区", "乙", "丙"]);
    let leaf = prop_oneof![
        6 => (zone(), word()).prop_map(|(zone, word)| Ask::Word(zone, word)),
        2 => (zone(), plain(), plain()).prop_map(|(zone, a, b)| Ask::Unknown(zone, a, b)),
        2 => (zone(), plain(), plain(), 0usize..12).prop_map(|(zone, a, b, n)| Ask::Near(zone, a, b, n)),
        1 => (name, any::<bool>()).prop_map(|(name, whole)| Ask::Reporter(name.to_owned(), whole)),
        1 => (place, any::<bool>()).prop_map(|(name, whole)| Ask::Place(name.to_owned(), whole)),
        1 => prop::sample::select(vec!["晨光", "日报"]).prop_map(Ask::Paper),
        1 => (1u8..80).prop_map(Ask::Page),
        1 => (1u8..13).prop_map(Ask::Month),
        1 => (any::<u8>(), any::<u8>()).prop_filter("in order", |(a, b)| day_of(*a) <= day_of(*b))
            .prop_map(|(a, b)| Ask::Days(a, b)),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Ask::All),
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(Ask::Any),
            1 => inner.prop_map(|part| Ask::Not(Box::new(part))),
        ]
    })
}

fn folding() -> impl Strategy<Value = Folding> {
    prop_oneof![
        4 => Just(Folding::ALL),
        1 => Just(Folding::NONE),
        2 => prop::sample::select(Folding::EACH.to_vec()).prop_map(|each| Folding::ALL.with(each, false)),
    ]
}

/// What the program finds, in each order.
fn found(shelf: &Shelf, archive: &Archive, query: &Query) -> [Vec<i64>; 3] {
    let filter = Filter { query: query.clone(), ..Filter::default() };
    let answer = shelf.store.search(|reader, index| {
        let search = Search { reader, index, wanted: &|| true };
        let selection = Selection::new(&search, archive, &filter)?.expect("wanted");
        let list = |order: Order| -> jiuwen::store::Result<Vec<i64>> {
            let hits = order.list(&search, &selection, usize::MAX)?.expect("wanted");
            Ok(hits.iter().map(|hit| hit.id.0).collect())
        };
        Ok([list(Order::Date)?, list(Order::Relevance)?, list(Order::Headline)?])
    });
    answer.expect("an answer")
}

#[test]
fn any_query_finds_what_holds_and_nothing_else() {
    let cases = std::env::var("JIUWEN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let shelves = (
        prop::collection::vec(article(), 20..80),
        // How many of them are indexed; the rest is looked through.
        0usize..80,
        prop::collection::vec((ask(), folding()), 40),
    );
    runner
        .run(&shelves, |(articles, indexed, asks)| {
            let folder = tempfile::tempdir().expect("a folder");
            let mut shelf = Shelf::new(&folder.path().join("x.jiuwen"));
            for (at, article) in articles.into_iter().enumerate() {
                if at == indexed {
                    assert!(shelf.store.index_changed(&mut |_| true).expect("an index"));
                }
                shelf.add(at as i64 + 1, article);
            }
            let archive =
                shelf.store.search(|reader, index| Archive::load(reader, index)).expect("an archive");
            for (ask, folding) in asks {
                let typed = ask.typed();
                let query = Query::parse(&typed, folding).expect(&typed);
                let expect: Vec<i64> = shelf
                    .shown()
                    .into_iter()
                    .filter(|(id, known)| ask.holds(*id, known, folding))
                    .map(|(id, _)| id)
                    .collect();
                let [by_date, by_relevance, by_headline] = found(&shelf, &archive, &query);
                assert_eq!(by_date, expect, "{typed} {folding:?}");
                let all: BTreeSet<i64> = expect.into_iter().collect();
                assert_eq!(by_relevance.into_iter().collect::<BTreeSet<_>>(), all, "{typed}");
                assert_eq!(by_headline.into_iter().collect::<BTreeSet<_>>(), all, "{typed}");
            }
            Ok(())
        })
        .expect("every query is exact");
}
