//! Whom printed names mean: two names of one person, one name of several. Rules, so that no article is touched.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::model::{ArticleId, EditError};

use super::journal::{Changed, Subject};
use super::{Reader, Result, Writer};

/// A printed name, in one paper or, where none is said, in all that have no rule of their own.
pub type NameKey = (String, Option<String>);

/// Whom names mean; a name without a rule means a person of that name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRules(BTreeMap<NameKey, String>);

impl PersonRules {
    /// Of names with persons.
    pub fn new(rules: impl IntoIterator<Item = (NameKey, String)>) -> Self {
        Self(rules.into_iter().collect())
    }

    /// The person that a name means in a paper.
    pub fn person<'a>(&'a self, name: &'a str, paper: &str) -> &'a str {
        let of = |paper: Option<String>| self.0.get(&(name.to_owned(), paper)).map(String::as_str);
        of(Some(paper.to_owned())).or_else(|| of(None)).unwrap_or(name)
    }

    /// The names that mean a person: in a paper, or in all papers but some.
    pub fn names_of(&self, person: &str) -> Vec<(String, Scope)> {
        let but = |name: &str| {
            let own = self.0.keys().filter(|(known, _)| known == name);
            Scope::AllBut(own.filter_map(|(_, paper)| paper.clone()).collect())
        };
        let mut names = Vec::new();
        if !self.0.contains_key(&(person.to_owned(), None)) {
            names.push((person.to_owned(), but(person)));
        }
        for ((name, paper), _) in self.0.iter().filter(|(_, known)| *known == person) {
            names.push((name.clone(), paper.clone().map_or_else(|| but(name), Scope::Only)));
        }
        names
    }

    /// All persons that any rule speaks of.
    pub fn persons(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// The rule of a name.
    pub fn rule(&self, key: &NameKey) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Whether names mean what they say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any rule speaks of a name.
    pub fn speaks_of(&self, name: &str) -> bool {
        self.0.keys().any(|(known, _)| known == name)
    }
}

/// In which papers a name means a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In this one.
    Only(String),
    /// In all but these.
    AllBut(Vec<String>),
}

/// What a person at the desk says of names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum PersonEdit {
    /// Two persons are one: all names of the first mean the second.
    Merge {
        /// A person.
        from: String,
        /// The same one.
        into: String,
    },
    /// A name means somebody of their own in one paper.
    Part {
        /// The name as printed.
        name: String,
        /// 报名
        paper: String,
        /// How that one is shown: 王波（鹿城报）.
        person: String,
    },
}

/// A rule before and after.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct RuleChange {
    key: NameKey,
    before: Option<String>,
    after: Option<String>,
}

/// A person named with an office, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRow {
    /// The name.
    pub name: String,
    /// The office as printed.
    pub office: String,
    /// Where the person stands in the picture, as printed.
    pub position: Option<String>,
    /// The photo, from 0.
    pub photo: usize,
}

impl Reader<'_> {
    /// Whom names mean.
    ///
    /// # Errors
    /// SQLite's.
    pub fn person_rules(&self) -> Result<PersonRules> {
        let mut select = self.0.prepare_cached("SELECT name, paper, person FROM person_rule")?;
        let rules = select.query_map([], |row| {
            let paper: String = row.get(1)?;
            Ok(((row.get(0)?, Some(paper).filter(|paper| !paper.is_empty())), row.get(2)?))
        })?;
        Ok(PersonRules(rules.collect::<rusqlite::Result<_>>()?))
    }

    /// Whom the captions of an article name with an office.
    ///
    /// # Errors
    /// SQLite's.
    pub fn article_named(&self, id: ArticleId) -> Result<Vec<NamedRow>> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_article_named.sql"))?;
        let rows = select.query_map([id.0], |row| {
            Ok(NamedRow { name: row.get(0)?, office: row.get(1)?, position: row.get(2)?, photo: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Does an edit and keeps it for undoing.
    ///
    /// # Errors
    /// [`super::StoreError::Edit`] where nothing would change; SQLite's.
    pub fn edit_person(&self, edit: &PersonEdit) -> Result<()> {
        let rules = self.reader().person_rules()?;
        let to = |key: NameKey, after: String| {
            let before = rules.rule(&key).map(str::to_owned);
            // A rule that says what holds without is none.
            let after = Some(after).filter(|after| key.1.is_some() || *after != key.0);
            RuleChange { key, before, after }
        };
        let mut changes: Vec<RuleChange> = match edit {
            PersonEdit::Merge { from, into } => {
                let key = |(name, scope): (String, Scope)| match scope {
                    Scope::Only(paper) => (name, Some(paper)),
                    Scope::AllBut(_) => (name, None),
                };
                let into = into.trim().to_owned();
                rules.names_of(from).into_iter().map(|name| to(key(name), into.clone())).collect()
            }
            PersonEdit::Part { name, paper, person } => {
                vec![to((name.clone(), Some(paper.clone())), person.trim().to_owned())]
            }
        };
        changes.retain(|change| change.before != change.after);
        if changes.is_empty() || changes.iter().any(|change| change.after.as_deref() == Some("")) {
            let (PersonEdit::Merge { from: name, .. } | PersonEdit::Part { name, .. }) = edit;
            return Err(EditError::Unchanged(name.clone()).into());
        }
        self.add_step(Subject::Person, edit, &changes)?;
        changes.into_iter().try_for_each(|change| self.put_rule(&change.key, change.after))
    }

    /// Undoes the last edit of persons that is not undone.
    ///
    /// # Errors
    /// [`EditError::Nothing`]; SQLite's.
    pub fn undo_person_edit(&self) -> Result<PersonEdit> {
        let step: Option<Changed<PersonEdit, RuleChange>> = self.reader().step(Subject::Person, false)?;
        let step = step.ok_or(EditError::Nothing)?;
        self.mark_step(step.id, true)?;
        step.changes.into_iter().try_for_each(|change| self.put_rule(&change.key, change.before))?;
        Ok(step.edit)
    }

    /// Does the edit of persons again that was undone last.
    ///
    /// # Errors
    /// [`EditError::Nothing`]; SQLite's.
    pub fn redo_person_edit(&self) -> Result<PersonEdit> {
        let step: Option<Changed<PersonEdit, RuleChange>> = self.reader().step(Subject::Person, true)?;
        let step = step.ok_or(EditError::Nothing)?;
        self.mark_step(step.id, false)?;
        step.changes.into_iter().try_for_each(|change| self.put_rule(&change.key, change.after))?;
        Ok(step.edit)
    }

    fn put_rule(&self, (name, paper): &NameKey, person: Option<String>) -> Result<()> {
        let paper = paper.as_deref().unwrap_or_default();
        match person {
            Some(person) => {
                let insert = "INSERT OR REPLACE INTO person_rule (name, paper, person) VALUES (?1, ?2, ?3)";
                self.0.prepare_cached(insert)?.execute(params![name, paper, person])?;
            }
            None => {
                let delete = "DELETE FROM person_rule WHERE name = ?1 AND paper = ?2";
                self.0.prepare_cached(delete)?.execute(params![name, paper])?;
            }
        }
        Ok(())
    }
}
