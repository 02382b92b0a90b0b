//! The list of places as persons keep it: edits with undo, and which texts are to be read anew for them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::import::name_forms;
use crate::model::{
    Authority, EditError, Moment, PlaceChange, PlaceCode, PlaceEdit, PlaceName, PlaceOrigin, PlaceRecord,
    Validity,
};

use super::journal::{Changed, Subject};
use super::rows::{Word, code, enumerated};
use super::{Reader, Result, StoreError, Writer};

/// What an edit of the list did.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// What was done, undone or done again.
    pub edit: PlaceEdit,
    /// The places that it changed, as they are now.
    pub places: Vec<PlaceCode>,
    /// Words whose articles are to be read anew; [`super::Store::recheck_places`] does it.
    pub words: Vec<String>,
}

/// What an edit changed, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    /// A place.
    Place(Box<PlaceChange>),
    /// A decision on a recognition, and the place that was confirmed there before.
    Decision { was: Option<PlaceCode> },
}

impl Reader<'_> {
    /// All that the store keeps of places, those too that were merged or withdrawn.
    ///
    /// # Errors
    /// SQLite's.
    pub fn authority(&self) -> Result<Authority> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_place_records.sql"))?;
        let records = select.query_map([], record)?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut by_code: BTreeMap<PlaceCode, PlaceRecord> =
            records.into_iter().map(|record| (record.code, record)).collect();
        let names = "SELECT code, name, kind, valid_from, valid_to FROM place_name ORDER BY code, kind, name";
        let mut select = self.0.prepare_cached(names)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let validity = Validity { from: moment(row, 3)?, to: moment(row, 4)? };
            if let Some(record) = by_code.get_mut(&code(row, 0)?) {
                record.others.push(PlaceName { name: row.get(1)?, kind: enumerated(row, 2)?, validity });
            }
        }
        Ok(Authority::new(by_code.into_values()))
    }
}

impl Writer<'_> {
    /// Does an edit and keeps it for undoing.
    ///
    /// # Errors
    /// [`StoreError::Edit`] says why it cannot be; SQLite's.
    pub fn edit_place(&self, edit: &PlaceEdit) -> Result<Edited> {
        let authority = self.reader().authority()?;
        let changes = authority.changes(edit)?;
        let decided = self.decide(edit)?;
        let all: Vec<Change> =
            changes.iter().cloned().map(|change| Change::Place(Box::new(change))).chain(decided).collect();
        self.add_step(Subject::Place, edit, &all)?;
        let after = changes.into_iter().map(|change| change.after).collect();
        self.make_so(&authority, edit.clone(), after)
    }

    /// Undoes the last edit that is not undone.
    ///
    /// # Errors
    /// [`EditError::Nothing`]; SQLite's.
    pub fn undo_place_edit(&self) -> Result<Edited> {
        let step: Option<Changed<PlaceEdit, Change>> = self.reader().step(Subject::Place, false)?;
        let step = step.ok_or(EditError::Nothing)?;
        self.mark_step(step.id, true)?;
        let mut before = Vec::new();
        for change in step.changes {
            match change {
                // A place that there was not keeps its code, withdrawn: articles may speak of it while they are read anew.
                Change::Place(change) => {
                    let PlaceChange { before: was, after } = *change;
                    before.push(was.unwrap_or(PlaceRecord { withdrawn: true, merged_into: None, ..after }))
                }
                Change::Decision { was } => self.take_back(&step.edit, was)?,
            }
        }
        self.make_so(&self.reader().authority()?, step.edit, before)
    }

    /// Does the edit again that was undone last.
    ///
    /// # Errors
    /// [`EditError::Nothing`]; SQLite's.
    pub fn redo_place_edit(&self) -> Result<Edited> {
        let step: Option<Changed<PlaceEdit, Change>> = self.reader().step(Subject::Place, true)?;
        let step = step.ok_or(EditError::Nothing)?;
        self.mark_step(step.id, false)?;
        self.decide(&step.edit)?;
        let after = step.changes.into_iter().filter_map(|change| match change {
            Change::Place(change) => Some(change.after),
            Change::Decision { .. } => None,
        });
        self.make_so(&self.reader().authority()?, step.edit, after.collect())
    }

    /// What a person decided of a recognition; none where the edit is of another sort.
    fn decide(&self, edit: &PlaceEdit) -> Result<Option<Change>> {
        match edit {
            PlaceEdit::Refuse { paper, words, code } => {
                if !self.put_refusal(paper, words, *code, true)? {
                    return Err(EditError::Unchanged(words.clone()).into());
                }
                Ok(Some(Change::Decision { was: None }))
            }
            PlaceEdit::Confirm { article, span, code } => {
                let was = self.put_confirmation(*article, *span, Some(*code))?;
                Ok(Some(Change::Decision { was }))
            }
            _ => Ok(None),
        }
    }

    fn take_back(&self, edit: &PlaceEdit, was: Option<PlaceCode>) -> Result<()> {
        match edit {
            PlaceEdit::Refuse { paper, words, code } => {
                self.put_refusal(paper, words, *code, false)?;
            }
            PlaceEdit::Confirm { article, span, .. } => {
                self.put_confirmation(*article, *span, was)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Writes records, and notes which words now mean other places than before.
    fn make_so(&self, before: &Authority, edit: PlaceEdit, records: Vec<PlaceRecord>) -> Result<Edited> {
        // A place is written before another says that it was merged into it.
        let (gone, kept): (Vec<&PlaceRecord>, Vec<&PlaceRecord>) =
            records.iter().partition(|record| record.merged_into.is_some());
        for record in kept.into_iter().chain(gone) {
            self.put_record(record)?;
        }
        let mut after = before.clone();
        let places = records.iter().map(|record| record.code).collect();
        after.put(records);
        let words = changed_words(before, &after);
        for word in &words {
            self.recheck(word, None)?;
        }
        Ok(Edited { edit, places, words })
    }

    fn put_record(&self, record: &PlaceRecord) -> Result<()> {
        let number = record.code.number();
        let parent = record.code.parent().map(PlaceCode::number);
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_place.sql"))?;
        insert.execute(params![number, parent, record.name, record.official, Word(record.origin)])?;
        let text = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.as_str().to_owned());
        self.0.prepare_cached(include_str!("sql/update_place.sql"))?.execute(params![
            number,
            record.name,
            record.official,
            Word(record.origin),
            text(&record.named_from),
            text(&record.validity.from),
            text(&record.validity.to),
            record.notes,
            record.withdrawn,
            record.merged_into.map(PlaceCode::number),
        ])?;
        self.0.prepare_cached("DELETE FROM place_name WHERE code = ?1")?.execute([number])?;
        let mut insert = self.0.prepare_cached(include_str!("sql/insert_place_name.sql"))?;
        for PlaceName { name, kind, validity } in &record.others {
            let (from, to) = (text(&validity.from), text(&validity.to));
            insert.execute(params![number, name, Word(*kind), from, to])?;
        }
        Ok(())
    }

    /// Notes that the articles with some words are to be read anew for their places.
    pub(super) fn recheck(&self, words: &str, paper: Option<&str>) -> Result<()> {
        let mut insert = self.0.prepare_cached("INSERT INTO place_recheck (words, paper) VALUES (?1, ?2)")?;
        insert.execute(params![words, paper])?;
        Ok(())
    }
}

/// What a form of names means.
#[derive(Default, PartialEq, Eq)]
struct Meant {
    /// The places, as they count now; none of them where all are withdrawn now.
    now: BTreeSet<PlaceCode>,
    /// Each place with what lies above it.
    exact: BTreeSet<(PlaceCode, Option<PlaceCode>)>,
    /// Whether it is looked for wherever it stands.
    alone: bool,
}

impl Meant {
    /// Whether what stands around it decides what it means.
    fn leans(&self) -> bool {
        self.exact.len() > 1 || !self.alone
    }
}

/// What every form means in a list, `after` saying how places count now.
fn meant(list: &Authority, after: &Authority) -> BTreeMap<String, Meant> {
    let mut meant: BTreeMap<String, Meant> = BTreeMap::new();
    for place in list.findable().iter().filter(|place| place.origin != PlaceOrigin::Text) {
        let above = place.code.parent().and_then(|above| list.live(above)).map(|above| above.code);
        for form in name_forms(place) {
            let of = meant.entry(form.name).or_default();
            of.now.extend(after.live(place.code).map(|live| live.code));
            of.exact.insert((place.code, above));
            of.alone |= !form.needs_parent;
        }
    }
    meant
}

/// Words that mean other places in the one list than in the other; where only one place became another, the articles
/// follow without being read. Of words that lie in one another the shorter ones suffice.
fn changed_words(before: &Authority, after: &Authority) -> Vec<String> {
    let (old, new) = (meant(before, after), meant(after, after));
    let nothing = Meant::default();
    let has_changed = |word: &&String| {
        let (old, new) = (old.get(*word).unwrap_or(&nothing), new.get(*word).unwrap_or(&nothing));
        // A name that goes may uncover a shorter one in it.
        let alike =
            old.now == new.now && old.alone == new.alone && new.exact.is_empty() == old.exact.is_empty();
        !alike || ((old.leans() || new.leans()) && old.exact != new.exact)
    };
    let mut words: Vec<&String> = old.keys().chain(new.keys()).filter(has_changed).collect();
    words.sort_unstable_by_key(|word| (word.chars().count(), *word));
    words.dedup();
    let mut shortest: Vec<String> = Vec::new();
    for word in words {
        if !shortest.iter().any(|known| word.contains(known.as_str())) {
            shortest.push(word.clone());
        }
    }
    shortest
}

fn moment(row: &Row, column: usize) -> rusqlite::Result<Option<Moment>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.as_deref().and_then(Moment::parse))
}

fn record(row: &Row) -> rusqlite::Result<PlaceRecord> {
    let into: Option<i64> = row.get(9)?;
    Ok(PlaceRecord {
        code: code(row, 0)?,
        name: row.get(1)?,
        official: row.get(2)?,
        origin: enumerated(row, 3)?,
        named_from: moment(row, 4)?,
        others: Vec::new(),
        validity: Validity { from: moment(row, 5)?, to: moment(row, 6)? },
        notes: row.get(7)?,
        withdrawn: row.get(8)?,
        merged_into: into.and_then(PlaceCode::from_number),
    })
}

impl From<EditError> for StoreError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}
