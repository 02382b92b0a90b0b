//! Edits of the list of places, undone and done again, with restarts in between, against a plain list in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiuwen::jobs::read_anew;
use jiuwen::model::{
    ArticleId, Authority, NameKind, Place, PlaceCode, PlaceEdit, PlaceLevel, PlaceName, PlaceOrigin, Validity,
};
use jiuwen::query::{By, mentions};
use jiuwen::store::{Label, Store, StoreError};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::{Connection, params};

const AREA: i64 = 410_403;
/// The list: two streets, each with a 程庄村.
pub const LIST: [(i64, &str); 8] = [
    (AREA, "卫东区"),
    (AREA * 1000 + 1, "东安路街道"),
    (AREA * 1000 + 2, "鸿鹰街道"),
    ((AREA * 1000 + 1) * 1000 + 1, "安培社区"),
    ((AREA * 1000 + 1) * 1000 + 2, "程庄村"),
    ((AREA * 1000 + 1) * 1000 + 3, "新华社区"),
    ((AREA * 1000 + 2) * 1000 + 1, "程庄村"),
    ((AREA * 1000 + 2) * 1000 + 2, "光明社区"),
];
const NAMES: [&str; 8] = ["安培", "程庄", "老光明", "程庄村", "晨光社区", "茅村", "光明社区", "东工人镇"];
const TEXTS: [&str; 9] = [
    "安培社区的居民在东安路街道程庄修好了水渠。",
    "鸿鹰街道程庄村通了自来水，东安路街道送来了水管。",
    "程庄村的路灯亮了。",
    "老光明的人都知道光明社区居委会。",
    "位于茅村的小学迁到了晨光社区，东安路办事处很高兴。",
    "新华社区与安培居民委员会结成对子，东工人镇的老人记得从前。",
    "卫东区今年新建三个社区。",
    "鸿鹰街道茅村种上了果树，安培厂捐了树苗。",
    "光明社区、晨光社区、新华社区、程庄村，四个地方都种了树。",
];
pub const PAPERS: [&str; 2] = ["甲报", "乙报"];

pub fn code(number: i64) -> PlaceCode {
    PlaceCode::from_number(number).expect("a code")
}

/// A place as the plain list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    name: String,
    others: BTreeSet<String>,
    gone: Option<Option<i64>>,
}

type List = BTreeMap<i64, Known>;

fn known(name: &str) -> Known {
    Known { name: name.to_owned(), others: BTreeSet::new(), gone: None }
}

/// A step; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Add(usize, usize),
    Rename(usize, usize, bool),
    AddName(usize, usize),
    RemoveName(usize, usize),
    Merge(usize, usize),
    Split(usize, usize),
    Withdraw(usize),
    Restore(usize),
    Move(usize, usize),
    Refuse(usize, usize, usize),
    Confirm(usize, usize),
    Undo,
    Redo,
    Restart,
    ReadAnew,
    Index,
}

fn any_step() -> impl Strategy<Value = Step> {
    let (a, b) = (0usize..16, 0usize..8);
    prop_oneof![
        (a.clone(), b.clone()).prop_map(|(a, b)| Step::Add(a, b)),
        (a.clone(), b.clone(), any::<bool>()).prop_map(|(a, b, keep)| Step::Rename(a, b, keep)),
        (a.clone(), b.clone()).prop_map(|(a, b)| Step::AddName(a, b)),
        (a.clone(), b.clone()).prop_map(|(a, b)| Step::AddName(a, b)),
        (a.clone(), b.clone()).prop_map(|(a, b)| Step::RemoveName(a, b)),
        (a.clone(), a.clone()).prop_map(|(a, b)| Step::Merge(a, b)),
        (a.clone(), a.clone()).prop_map(|(a, b)| Step::Merge(a, b)),
        (a.clone(), b.clone()).prop_map(|(a, b)| Step::Split(a, b)),
        a.clone().prop_map(Step::Withdraw),
        a.clone().prop_map(Step::Restore),
        (a.clone(), a.clone()).prop_map(|(a, b)| Step::Move(a, b)),
        (a.clone(), b.clone(), 0usize..2).prop_map(|(a, b, paper)| Step::Refuse(a, b, paper)),
        (a, 0usize..20).prop_map(|(a, b)| Step::Confirm(a, b)),
        Just(Step::Undo),
        Just(Step::Undo),
        Just(Step::Redo),
        Just(Step::Restart),
        Just(Step::ReadAnew),
        Just(Step::Index),
    ]
}

/// The list in memory, with what it was before each edit and after each undone one.
struct Model {
    list: List,
    before: Vec<List>,
    after: Vec<List>,
    /// Codes of places that are only read in texts.
    taken: BTreeSet<i64>,
}

impl Model {
    fn pick(&self, at: usize) -> i64 {
        *self.list.keys().nth(at % self.list.len()).expect("a place")
    }

    fn live(&self, place: i64) -> Option<&Known> {
        self.list.get(&place).filter(|known| known.gone.is_none())
    }

    fn free(&self, parent: i64) -> Option<i64> {
        let level = code(parent).level();
        let fits = matches!(level, PlaceLevel::Area | PlaceLevel::Street) && self.live(parent).is_some();
        fits.then(|| {
            (900..1000)
                .map(|serial| parent * 1000 + serial)
                .find(|code| !self.list.contains_key(code) && !self.taken.contains(code))
        })?
    }

    fn holds(&self, place: i64) -> bool {
        self.taken.iter().any(|code| code / 1000 == place)
            || self.list.iter().any(|(code, known)| code / 1000 == place && known.gone.is_none())
    }

    /// The list after an edit; none where it cannot be.
    fn edited(&self, edit: &PlaceEdit) -> Option<List> {
        let mut list = self.list.clone();
        match edit {
            PlaceEdit::Add { parent, name, .. } => {
                list.insert(self.free(parent.number())?, known(name));
            }
            PlaceEdit::Rename { code, name, keep, .. } => {
                let place = self.live(code.number())?.clone();
                if place.name == *name {
                    return None;
                }
                let known = list.get_mut(&code.number())?;
                known.others.remove(name);
                known.others.extend(keep.then(|| place.name.clone()));
                known.name.clone_from(name);
            }
            PlaceEdit::AddName { code, name } => {
                let place = self.live(code.number())?;
                let official =
                    LIST.iter().find(|(number, _)| *number == code.number()).map(|(_, name)| *name);
                let made = official.is_none() && self.made_name(code.number()) == Some(name.name.clone());
                if place.name == name.name
                    || place.others.contains(&name.name)
                    || official == Some(&name.name)
                    || made
                {
                    return None;
                }
                list.get_mut(&code.number())?.others.insert(name.name.clone());
            }
            PlaceEdit::RemoveName { code, name } => {
                self.live(code.number())?;
                list.get_mut(&code.number())?.others.remove(name).then_some(())?;
            }
            PlaceEdit::Merge { from, into } => {
                self.live(from.number()).and(self.live(into.number()))?;
                let alike =
                    from.level() == into.level() && from != into && from.level() >= PlaceLevel::Street;
                list.get_mut(&from.number()).filter(|_| alike)?.gone = Some(Some(into.number()));
            }
            PlaceEdit::Split { code, name, names } => {
                self.live(code.number())?;
                let mut other = known(name);
                let there = self.free(code.parent()?.number())?;
                let place = list.get_mut(&code.number())?;
                place.others.remove(name);
                for name in names.iter().filter(|known| *known != name) {
                    place.others.remove(name).then(|| other.others.insert(name.clone()))?;
                }
                list.insert(there, other);
            }
            PlaceEdit::Withdraw { code } => {
                self.live(code.number()).filter(|_| !self.holds(code.number()))?;
                list.get_mut(&code.number())?.gone = Some(None);
            }
            PlaceEdit::Restore { code } => {
                self.list.get(&code.number()).filter(|known| known.gone.is_some())?;
                list.get_mut(&code.number())?.gone = None;
            }
            PlaceEdit::Move { code, parent } => {
                let place = self.live(code.number())?.clone();
                let level = code.parent().map(PlaceCode::level);
                if self.holds(code.number())
                    || code.number() / 1000 == parent.number()
                    || level != Some(parent.level())
                {
                    return None;
                }
                let there = self.free(parent.number())?;
                list.get_mut(&code.number())?.gone = Some(Some(there));
                list.insert(there, place);
            }
            _ => return None,
        }
        Some(list)
    }

    /// What a person called a place when it was made; it stays its official name.
    fn made_name(&self, place: i64) -> Option<String> {
        self.officials().get(&place).cloned()
    }

    fn officials(&self) -> BTreeMap<i64, String> {
        let mut names = BTreeMap::new();
        for list in self.before.iter().chain([&self.list]) {
            for (code, known) in list {
                names.entry(*code).or_insert_with(|| known.name.clone());
            }
        }
        names
    }

    fn undo(&mut self) -> bool {
        let Some(mut before) = self.before.pop() else { return false };
        for (code, known) in &self.list {
            // A code is never given again.
            before.entry(*code).or_insert_with(|| Known { gone: Some(None), ..known.clone() });
        }
        self.after.push(std::mem::replace(&mut self.list, before));
        true
    }

    fn redo(&mut self) -> bool {
        let Some(after) = self.after.pop() else { return false };
        self.before.push(std::mem::replace(&mut self.list, after));
        true
    }
}

pub fn store(path: &Path) -> Store {
    let store = Store::open_or_create(path).expect("a store");
    let place = |(number, name): (i64, &str)| Place {
        code: code(number),
        name: name.to_owned(),
        official: name.to_owned(),
        aliases: Vec::new(),
        origin: PlaceOrigin::List,
    };
    store.write(|w| w.set_area(code(AREA), &LIST.map(place))).expect("an area");
    let c = Connection::open(path).expect("the file");
    c.execute("INSERT INTO source VALUES (1, 'x.txt', zeroblob(32), 'text/plain', NULL, '2026', x'')", [])
        .expect("a source");
    for (at, text) in TEXTS.iter().enumerate() {
        let paper = at % PAPERS.len();
        let run =
            |sql: &str| c.execute(sql, params![at as i64 + 1, paper, PAPERS[paper], text]).expect("a row");
        run("INSERT OR IGNORE INTO paper SELECT ?2, ?3 WHERE ?1 AND ?4 <> ''");
        run("INSERT INTO issue SELECT ?1, ?2, '2015-12-0' || ?1, NULL WHERE ?3 <> ?4");
        run("INSERT INTO page SELECT ?1, ?1, '1', NULL WHERE ?2 + 1 AND ?3 <> ?4");
        run("INSERT INTO page_version SELECT ?1, ?1, 1, ?1, 1, 1, '2026' WHERE ?2 + 1 AND ?3 <> ?4");
        run(
            "INSERT INTO article SELECT ?1, ?1, 1, 'article', 0, 1, 1, NULL, '标题', NULL, ?4, '', NULL, NULL, NULL
             WHERE ?2 + 1 AND ?3 <> ?4",
        );
    }
    store.write(|w| w.find_places_again()).expect("places");
    store.index_all(&mut |_| true).expect("an index");
    store
}

fn read_in_texts(store: &Store) -> BTreeSet<i64> {
    let authority = store.read(|r| r.authority()).expect("a list");
    let of_text = authority.records().filter(|record| record.origin == PlaceOrigin::Text);
    of_text.map(|record| record.code.number()).collect()
}

/// The places that an article names, each with its words.
pub type Named = Vec<(Option<PlaceCode>, String)>;

/// What every article names, and how many have names that are left open.
pub fn all_mentions(store: &Store) -> (Vec<Named>, u64) {
    let of = |at: usize| {
        let named = store.read(|r| mentions(r, &r.authority()?, ArticleId(at as i64))).expect("mentions");
        // A name in no list is put below whatever street its article speaks of when it is read.
        let listed = |mention: &jiuwen::query::Mention| (mention.by != By::Text).then_some(mention.code);
        named.into_iter().map(|mention| (listed(&mention), mention.words)).collect()
    };
    let open = store.search(|reader, index| Ok(index.labelled(reader, &Label::Undecided)?.len()));
    ((1..=TEXTS.len()).map(of).collect(), open.expect("a count"))
}

fn edit_of(step: &Step, model: &Model, store: &Store) -> Option<PlaceEdit> {
    let place = |at: &usize| code(model.pick(*at));
    let name = |at: &usize| NAMES[*at].to_owned();
    Some(match step {
        Step::Add(a, b) => PlaceEdit::Add { parent: place(a), name: name(b), validity: Validity::default() },
        Step::Rename(a, b, keep) => {
            PlaceEdit::Rename { code: place(a), name: name(b), since: None, keep: *keep }
        }
        Step::AddName(a, b) => {
            let name = PlaceName { name: name(b), kind: NameKind::Alias, validity: Validity::default() };
            PlaceEdit::AddName { code: place(a), name }
        }
        Step::RemoveName(a, b) => PlaceEdit::RemoveName { code: place(a), name: name(b) },
        Step::Merge(a, b) => PlaceEdit::Merge { from: place(a), into: place(b) },
        Step::Split(a, b) => {
            let names = model.list[&model.pick(*a)].others.iter().take(1).cloned().collect();
            PlaceEdit::Split { code: place(a), name: name(b), names }
        }
        Step::Withdraw(a) => PlaceEdit::Withdraw { code: place(a) },
        Step::Restore(a) => PlaceEdit::Restore { code: place(a) },
        Step::Move(a, b) => PlaceEdit::Move { code: place(a), parent: place(b) },
        Step::Refuse(a, b, paper) => {
            PlaceEdit::Refuse { paper: PAPERS[*paper].to_owned(), words: name(b), code: place(a) }
        }
        Step::Confirm(a, b) => {
            let article = ArticleId((*b % TEXTS.len()) as i64 + 1);
            let found = store.read(|r| r.stored_mentions(article)).expect("mentions");
            PlaceEdit::Confirm { article, span: found.get(*b / 9)?.span, code: place(a) }
        }
        _ => return None,
    })
}

/// The live place that lies above one.
fn above(authority: &Authority, code: PlaceCode) -> Option<PlaceCode> {
    let mut above = code.parent();
    while let Some(code) = above.filter(|code| authority.record(*code).is_some()) {
        match authority.live(code) {
            Some(live) => return Some(live.code),
            None => above = code.parent(),
        }
    }
    above
}

/// The list, and what every article is said to name.
fn check(store: &Store, model: &Model) {
    let authority = store.read(|r| r.authority()).expect("a list");
    let waits = store.has_rechecks().expect("a look");
    let stored: List = authority
        .records()
        .filter(|record| record.origin != PlaceOrigin::Text)
        .map(|record| {
            let others = record.others.iter().map(|other| other.name.clone()).collect();
            let gone = (!record.is_live()).then(|| record.merged_into.map(PlaceCode::number));
            (record.code.number(), Known { name: record.name.clone(), others, gone })
        })
        .collect();
    assert_eq!(stored, model.list);
    for record in authority.records() {
        let mut seen = BTreeSet::new();
        let mut at = Some(record);
        while let Some(record) = at {
            assert!(seen.insert(record.code), "{} is its own", record.code);
            at = record.merged_into.and_then(|code| authority.record(code));
        }
    }
    let mut counts: BTreeMap<PlaceCode, u32> = BTreeMap::new();
    for at in 1..=TEXTS.len() {
        let id = ArticleId(at as i64);
        let named = store.read(|r| mentions(r, &authority, id)).expect("mentions");
        let mut all = BTreeSet::new();
        for mention in &named {
            assert!(authority.record(mention.code).is_some_and(|place| place.is_live()), "{mention:?}");
            assert!(TEXTS[at - 1].contains(&mention.words), "{mention:?}");
            assert!(waits || mention.by != By::Outdated, "{mention:?} {}", TEXTS[at - 1]);
            let mut place = Some(mention.code);
            while let Some(code) = place {
                all.insert(code);
                place = above(&authority, code);
            }
        }
        all.into_iter().for_each(|code| *counts.entry(code).or_default() += 1);
    }
    let counted = store.search(|reader, index| index.count_places(reader, &index.all())).expect("counts");
    assert_eq!(counted.into_iter().collect::<BTreeMap<_, _>>(), counts);
}

fn run(steps: &[Step]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.jiuwen");
    let mut store = store(&path);
    let list = LIST.iter().map(|(number, name)| (*number, known(name))).collect();
    let mut model = Model { list, before: Vec::new(), after: Vec::new(), taken: BTreeSet::new() };
    check(&store, &model);
    for step in steps {
        match step {
            Step::Undo => assert_eq!(store.write(|w| w.undo_place_edit()).is_ok(), model.undo()),
            Step::Redo => assert_eq!(store.write(|w| w.redo_place_edit()).is_ok(), model.redo()),
            Step::Restart => {
                drop(store);
                store = Store::open(&path).expect("it opens again");
            }
            Step::ReadAnew => {
                read_anew(&store, &mut |_| true).expect("read anew");
                assert!(!store.has_rechecks().expect("a look"));
                let before = all_mentions(&store);
                store.write(|w| w.find_places_again()).expect("found again");
                assert_eq!(
                    before,
                    all_mentions(&store),
                    "every article that an edit matters for was read anew"
                );
            }
            Step::Index => assert!(store.index_changed(&mut |_| true).expect("an index")),
            step => {
                let Some(edit) = edit_of(step, &model, &store) else { continue };
                model.taken = read_in_texts(&store);
                let done = store.write(|w| w.edit_place(&edit));
                let decision = matches!(edit, PlaceEdit::Refuse { .. } | PlaceEdit::Confirm { .. });
                let list =
                    if decision { done.is_ok().then(|| model.list.clone()) } else { model.edited(&edit) };
                match list {
                    Some(list) => {
                        done.unwrap_or_else(|error| unreachable!("{edit:?}: {error}"));
                        model.before.push(std::mem::replace(&mut model.list, list));
                        model.after.clear();
                    }
                    None => assert!(matches!(done, Err(StoreError::Edit(_))), "{edit:?} {done:?}"),
                }
            }
        }
        check(&store, &model);
    }
}

#[test]
fn any_edits_undos_and_restarts_leave_a_list_without_circles_and_every_article_explained() {
    let cases = std::env::var("JIUWEN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let steps = prop::collection::vec(any_step(), 1..24);
    runner
        .run(&steps, |steps| {
            run(&steps);
            Ok(())
        })
        .expect("no step leads astray");
}
