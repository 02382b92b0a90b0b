//! What a person does to the list of places, as one function from a list and an edit to what changes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    ArticleId, Moment, NameKind, Place, PlaceCode, PlaceLevel, PlaceName, PlaceOrigin, PlaceRecord, Span,
    Validity, everyday_name,
};

/// Codes that people give begin here, where no list of the statistical office reaches.
const FIRST_OF_OURS: u64 = 900;

/// Something a person does to the list of places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum PlaceEdit {
    /// A place that the list lacks, below another; it gets the first free code from 900 on.
    Add {
        /// What lies above it.
        parent: PlaceCode,
        /// 通称
        name: String,
        /// Since when there is such a place.
        #[serde(default)]
        validity: Validity,
    },
    /// What another list has that ours lacks; what a person did stays.
    TakeIn {
        /// Places with their official names.
        places: Vec<(PlaceCode, String)>,
        /// Places of a list that are called otherwise now; the old name stays as 曾用名.
        renamed: Vec<(PlaceCode, String)>,
        /// Further names.
        names: Vec<(PlaceCode, PlaceName)>,
    },
    /// Another everyday name.
    Rename {
        /// The place.
        code: PlaceCode,
        /// The new name.
        name: String,
        /// Since when it is called so.
        #[serde(default)]
        since: Option<Moment>,
        /// Whether the old name stays as 曾用名; one that was never right need not.
        keep: bool,
    },
    /// A further name; finding it in stored articles is the business of the one who asks for it.
    AddName {
        /// The place.
        code: PlaceCode,
        /// 曾用名, 别名 or 异写.
        name: PlaceName,
    },
    /// A further name that it does not bear.
    RemoveName {
        /// The place.
        code: PlaceCode,
        /// The name.
        name: String,
    },
    /// Two that are one; all that names the first counts for the second.
    Merge {
        /// What is no more.
        from: PlaceCode,
        /// What it is.
        into: PlaceCode,
    },
    /// One that is two: some of its names belong to another beside it.
    Split {
        /// The place.
        code: PlaceCode,
        /// The everyday name of the other.
        name: String,
        /// Further names that go over to the other.
        names: Vec<String>,
    },
    /// No place at all, or none of ours: what names it counts for nothing.
    Withdraw {
        /// The place.
        code: PlaceCode,
    },
    /// Withdrawn or merged by mistake.
    Restore {
        /// The place.
        code: PlaceCode,
    },
    /// It lies below another: it gets a new code there, as the statistical office does, and the old one is merged in.
    Move {
        /// The place.
        code: PlaceCode,
        /// What lies above it now.
        parent: PlaceCode,
    },
    /// These words of a paper do not mean this place, wherever they stand.
    Refuse {
        /// 报名
        paper: String,
        /// As printed.
        words: String,
        /// The place.
        code: PlaceCode,
    },
    /// What stands there in an article means this place, however often texts are read anew.
    Confirm {
        /// The article.
        article: ArticleId,
        /// Where it stands.
        span: Span,
        /// The place.
        code: PlaceCode,
    },
    /// Since when, until when there is such a place.
    SetValidity {
        /// The place.
        code: PlaceCode,
        /// The time.
        validity: Validity,
    },
    /// What a person wants to remember of it.
    SetNotes {
        /// The place.
        code: PlaceCode,
        /// The words.
        notes: String,
    },
}

/// Why an edit cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// No such place.
    #[error("名录中没有代码 {0} 的地名，请先查一下代码。")]
    NoSuchPlace(PlaceCode),
    /// The place was merged or withdrawn.
    #[error("“{0}”已经并入别处或撤下，请先恢复它再改。")]
    Gone(String),
    /// A name without a character, or with a line feed.
    #[error("名称不能为空，也不能换行。")]
    BadName,
    /// It bears the name already.
    #[error("“{0}”已有名称“{1}”。")]
    HasName(String, String),
    /// It does not bear the name, or it is its everyday or official one.
    #[error("“{0}”没有可去掉的名称“{1}”；通称请用改名。")]
    NoSuchName(String, String),
    /// Everyday and official names are not added beside.
    #[error("通称和全称只有一个，请用改名；另加的名称请选曾用名、别名或异写。")]
    OneOfAKind,
    /// A place of another level, or itself.
    #[error("只有同一级的两处不同的地名才能合并。")]
    NotAlike,
    /// Something lies below it.
    #[error("“{0}”下面还有地名，请先把它们并走、移走或撤下。")]
    HoldsOthers(String),
    /// No code is left below it, or nothing may lie below it.
    #[error("“{0}”下面不能再添加地名。")]
    Full(String),
    /// It is where it is asked to be.
    #[error("“{0}”没有变化。")]
    Unchanged(String),
    /// Nothing to undo or to do again.
    #[error("没有可以撤销或重做的改动。")]
    Nothing,
}

/// What a place was, and what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceChange {
    /// None of a place that there was not.
    pub before: Option<PlaceRecord>,
    /// As it is after.
    pub after: PlaceRecord,
}

/// A list of places, by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Authority {
    records: BTreeMap<PlaceCode, PlaceRecord>,
}

impl Authority {
    /// Of records.
    pub fn new(records: impl IntoIterator<Item = PlaceRecord>) -> Self {
        Self { records: records.into_iter().map(|record| (record.code, record)).collect() }
    }

    /// Every place, gone ones too, in order of code.
    pub fn records(&self) -> impl Iterator<Item = &PlaceRecord> {
        self.records.values()
    }

    /// The record of a place, gone or not.
    pub fn record(&self, code: PlaceCode) -> Option<&PlaceRecord> {
        self.records.get(&code)
    }

    /// The place that counts in the stead of one; itself where it is live, none where it is withdrawn or unknown.
    pub fn live(&self, code: PlaceCode) -> Option<&PlaceRecord> {
        let mut record = self.record(code)?;
        // No edit makes a circle; a damaged store may have one.
        for _ in 0..=self.records.len() {
            match record.merged_into {
                Some(next) => record = self.record(next)?,
                None => return Some(record).filter(|record| !record.withdrawn),
            }
        }
        None
    }

    /// Every place that was merged, with the one that it is now.
    pub fn merged(&self) -> impl Iterator<Item = (PlaceCode, PlaceCode)> {
        let gone = self.records().filter(|record| record.merged_into.is_some());
        gone.filter_map(|record| Some((record.code, self.live(record.code)?.code)))
    }

    /// Those that count for a place: itself and what was merged into it.
    pub fn standing_for(&self, code: PlaceCode) -> Vec<&PlaceRecord> {
        self.records().filter(|record| self.live(record.code).is_some_and(|live| live.code == code)).collect()
    }

    /// The live places as texts are looked through for them: each with all names of what was merged into it.
    pub fn findable(&self) -> Vec<Place> {
        let live = self.records().filter(|record| record.is_live());
        let mut places: BTreeMap<PlaceCode, Place> =
            live.map(|record| (record.code, record.place())).collect();
        for record in self.records().filter(|record| record.merged_into.is_some()) {
            let live = self.live(record.code).map(|live| live.code);
            let Some(place) = live.and_then(|code| places.get_mut(&code)) else { continue };
            for name in record.names() {
                if name.name != place.name && !place.aliases.contains(&name.name) {
                    place.aliases.push(name.name);
                }
            }
        }
        let mut places: Vec<Place> = places.into_values().collect();
        places.sort_by_cached_key(|place| place.code.to_string());
        places
    }

    /// What an edit changes; the list stays as it is.
    ///
    /// # Errors
    /// Why the edit cannot be.
    pub fn changes(&self, edit: &PlaceEdit) -> Result<Vec<PlaceChange>, EditError> {
        let after = self.after(edit)?;
        let change = |after: PlaceRecord| PlaceChange { before: self.record(after.code).cloned(), after };
        let changes: Vec<PlaceChange> = after.into_iter().map(change).collect();
        match changes.iter().find(|change| change.before.as_ref() != Some(&change.after)) {
            Some(_) => Ok(changes),
            None if changes.is_empty() => Ok(changes),
            None => Err(EditError::Unchanged(
                changes.first().map(|change| change.after.name.clone()).unwrap_or_default(),
            )),
        }
    }

    /// Makes records what they are to be.
    pub fn put(&mut self, records: impl IntoIterator<Item = PlaceRecord>) {
        self.records.extend(records.into_iter().map(|record| (record.code, record)));
    }

    fn after(&self, edit: &PlaceEdit) -> Result<Vec<PlaceRecord>, EditError> {
        let one = |code: PlaceCode, change: &dyn Fn(&mut PlaceRecord)| {
            let mut record = self.own(code)?.clone();
            change(&mut record);
            Ok(vec![record])
        };
        match edit {
            PlaceEdit::Add { parent, name, validity } => {
                let mut record = self.beside(*parent, named(name)?)?;
                record.validity = validity.clone();
                Ok(vec![record])
            }
            PlaceEdit::TakeIn { places, renamed, names } => self.taken_in(places, renamed, names),
            PlaceEdit::Rename { code, name, since, keep } => self.renamed(*code, name, since.as_ref(), *keep),
            PlaceEdit::AddName { code, name } => self.with_name(*code, name),
            PlaceEdit::RemoveName { code, name } => {
                let mut record = self.own(*code)?.clone();
                take_name(&mut record, name)?;
                Ok(vec![record])
            }
            PlaceEdit::Merge { from, into } => self.after_merge(*from, *into),
            PlaceEdit::Split { code, name, names } => self.split(*code, name, names),
            PlaceEdit::Withdraw { code } => {
                self.own(*code)?;
                self.holds_none(*code)?;
                one(*code, &|record| record.withdrawn = true)
            }
            PlaceEdit::Restore { code } => {
                let record = self.record(*code).ok_or(EditError::NoSuchPlace(*code))?;
                Ok(vec![PlaceRecord { withdrawn: false, merged_into: None, ..record.clone() }])
            }
            PlaceEdit::Move { code, parent } => self.moved(*code, *parent),
            PlaceEdit::SetValidity { code, validity } => {
                one(*code, &|record| record.validity = validity.clone())
            }
            PlaceEdit::SetNotes { code, notes } => one(*code, &|record| record.notes = notes.clone()),
            // They change no place.
            PlaceEdit::Refuse { code, .. } => {
                self.record(*code).map(|_| Vec::new()).ok_or(EditError::NoSuchPlace(*code))
            }
            PlaceEdit::Confirm { code, .. } => self.own(*code).map(|_| Vec::new()),
        }
    }

    fn taken_in(
        &self,
        places: &[(PlaceCode, String)],
        renamed: &[(PlaceCode, String)],
        names: &[(PlaceCode, PlaceName)],
    ) -> Result<Vec<PlaceRecord>, EditError> {
        let mut list = self.clone();
        let mut touched = BTreeSet::new();
        for (code, official) in places.iter().filter(|(code, _)| self.record(*code).is_none()) {
            let everyday = list_name(*code, official);
            list.put([PlaceRecord::new(*code, &named(&everyday)?, official, PlaceOrigin::List)]);
            touched.insert(*code);
        }
        for (code, official) in renamed {
            let everyday = list_name(*code, official);
            let mut changed = match list.renamed(*code, &everyday, None, true) {
                Ok(changed) => changed,
                Err(EditError::Unchanged(_)) => vec![list.own(*code)?.clone()],
                Err(error) => return Err(error),
            };
            changed.iter_mut().for_each(|record| record.official.clone_from(official));
            list.put(changed);
            touched.insert(*code);
        }
        for (code, name) in names {
            let changed = list.with_name(*code, name)?;
            list.put(changed);
            touched.insert(*code);
        }
        Ok(touched.iter().filter_map(|code| list.record(*code).cloned()).collect())
    }

    /// A place that counts itself.
    fn own(&self, code: PlaceCode) -> Result<&PlaceRecord, EditError> {
        let record = self.record(code).ok_or(EditError::NoSuchPlace(code))?;
        if record.is_live() { Ok(record) } else { Err(EditError::Gone(record.name.clone())) }
    }

    /// A new place of a person below another.
    fn beside(&self, parent: PlaceCode, name: String) -> Result<PlaceRecord, EditError> {
        let above = self.own(parent)?;
        let full = || EditError::Full(above.name.clone());
        if !matches!(parent.level(), PlaceLevel::Area | PlaceLevel::Street) {
            return Err(full());
        }
        let free = |code: &PlaceCode| !self.records.contains_key(code);
        let code = (FIRST_OF_OURS..1000).filter_map(|serial| parent.child(serial)).find(free);
        Ok(PlaceRecord::new(code.ok_or_else(full)?, &name, &name, PlaceOrigin::Hand))
    }

    fn renamed(
        &self,
        code: PlaceCode,
        name: &str,
        since: Option<&Moment>,
        keep: bool,
    ) -> Result<Vec<PlaceRecord>, EditError> {
        let mut record = self.own(code)?.clone();
        let name = named(name)?;
        if name == record.name {
            return Err(EditError::Unchanged(record.name));
        }
        // The new name may have been a further one until now.
        record.others.retain(|other| other.name != name);
        let validity = Validity { from: record.named_from.take(), to: since.cloned() };
        let old = std::mem::replace(&mut record.name, name);
        if keep && record.others.iter().all(|other| other.name != old) {
            record.others.push(PlaceName { name: old, kind: NameKind::Former, validity });
        }
        record.named_from = since.cloned();
        Ok(vec![record])
    }

    fn with_name(&self, code: PlaceCode, name: &PlaceName) -> Result<Vec<PlaceRecord>, EditError> {
        let mut record = self.own(code)?.clone();
        if matches!(name.kind, NameKind::Everyday | NameKind::Official) {
            return Err(EditError::OneOfAKind);
        }
        let name = PlaceName { name: named(&name.name)?, ..name.clone() };
        if record.kind_of(&name.name).is_some() {
            return Err(EditError::HasName(record.name, name.name));
        }
        record.others.push(name);
        Ok(vec![record])
    }

    fn after_merge(&self, from: PlaceCode, into: PlaceCode) -> Result<Vec<PlaceRecord>, EditError> {
        let (record, _) = (self.own(from)?, self.own(into)?);
        let divides = matches!(from.level(), PlaceLevel::Street | PlaceLevel::Community);
        if from == into || from.level() != into.level() || !divides {
            return Err(EditError::NotAlike);
        }
        Ok(vec![PlaceRecord { merged_into: Some(into), ..record.clone() }])
    }

    fn split(&self, code: PlaceCode, name: &str, names: &[String]) -> Result<Vec<PlaceRecord>, EditError> {
        let mut record = self.own(code)?.clone();
        let parent = code.parent().ok_or_else(|| EditError::Full(record.name.clone()))?;
        let name = named(name)?;
        let mut other = self.beside(parent, name.clone())?;
        record.others.retain(|known| known.name != name);
        for name in names.iter().filter(|known| **known != name) {
            let taken = take_name(&mut record, name)?;
            other.others.push(taken);
        }
        Ok(vec![record, other])
    }

    fn moved(&self, code: PlaceCode, parent: PlaceCode) -> Result<Vec<PlaceRecord>, EditError> {
        let record = self.own(code)?;
        let above = self.own(parent)?;
        if code.parent() == Some(parent) {
            return Err(EditError::Unchanged(record.name.clone()));
        }
        if code.parent().map(PlaceCode::level) != Some(parent.level()) {
            return Err(EditError::Full(above.name.clone()));
        }
        self.holds_none(code)?;
        let there = self.beside(parent, record.name.clone())?;
        let there = PlaceRecord { code: there.code, origin: PlaceOrigin::Hand, ..record.clone() };
        Ok(vec![PlaceRecord { merged_into: Some(there.code), ..record.clone() }, there])
    }

    /// Whether nothing that counts lies below a place.
    fn holds_none(&self, code: PlaceCode) -> Result<(), EditError> {
        let inside = |record: &&PlaceRecord| record.code.parent() == Some(code) && record.is_live();
        let name = || self.record(code).map(|record| record.name.clone()).unwrap_or_default();
        if self.records().any(|record| inside(&record)) {
            Err(EditError::HoldsOthers(name()))
        } else {
            Ok(())
        }
    }
}

/// What a place is called whose official name a list gives.
pub fn list_name(code: PlaceCode, official: &str) -> String {
    if code.level() == PlaceLevel::Community { everyday_name(official) } else { official.to_owned() }
}

/// A name without the white space around it.
fn named(name: &str) -> Result<String, EditError> {
    let name = name.trim();
    let good = !name.is_empty() && !name.contains(['\n', '\r', '\t']);
    if good { Ok(name.to_owned()) } else { Err(EditError::BadName) }
}

fn take_name(record: &mut PlaceRecord, name: &str) -> Result<PlaceName, EditError> {
    match record.others.iter().position(|other| other.name == name) {
        Some(at) => Ok(record.others.remove(at)),
        None => Err(EditError::NoSuchName(record.name.clone(), name.to_owned())),
    }
}
