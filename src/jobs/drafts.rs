//! Drafts of pages under review and what was learned from them, beside the store until the store keeps them itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::import::edit::Correction;
use crate::import::hex;
use crate::model::LineRole;
use crate::store::Store;

/// Which page of which source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageKey {
    /// SHA-256 of the source.
    pub sha256: [u8; 32],
    /// The page within it, from 0.
    pub part: usize,
}

impl PageKey {
    fn text(&self) -> String {
        format!("{} {}", hex(&self.sha256), self.part)
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    /// Path of the source and the draft, by page.
    #[serde(default)]
    drafts: BTreeMap<String, (PathBuf, String)>,
    #[serde(default)]
    habits: Vec<HabitRow>,
}

/// A role that persons gave to lines of a shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HabitRow {
    /// 报名
    pub paper: String,
    /// The shape of the lines.
    pub shape: String,
    /// Their role.
    pub role: LineRole,
    /// How often a person said so.
    pub count: i64,
}

fn file(store: &Store) -> PathBuf {
    store.path().with_extension("drafts.json")
}

fn kept(store: &Store) -> Kept {
    let read = std::fs::read(file(store)).ok();
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn change(store: &Store, change: impl FnOnce(&mut Kept)) -> std::io::Result<()> {
    let mut kept = kept(store);
    change(&mut kept);
    std::fs::write(file(store), serde_json::to_vec(&kept).map_err(std::io::Error::other)?)
}

pub(super) fn save(store: &Store, key: &PageKey, path: PathBuf, json: String) -> std::io::Result<()> {
    change(store, |kept| {
        kept.drafts.insert(key.text(), (path, json));
    })
}

pub(super) fn drop_draft(store: &Store, key: &PageKey) -> std::io::Result<()> {
    if !kept(store).drafts.contains_key(&key.text()) {
        return Ok(());
    }
    change(store, |kept| {
        kept.drafts.remove(&key.text());
    })
}

pub(super) fn find(store: &Store, key: &PageKey) -> Option<String> {
    kept(store).drafts.remove(&key.text()).map(|(_, json)| json)
}

/// Path of the source and the draft, by page.
pub(super) fn all(store: &Store) -> Vec<(PathBuf, String)> {
    kept(store).drafts.into_values().collect()
}

pub(super) fn learn(store: &Store, paper: &str, corrections: &[Correction]) -> std::io::Result<()> {
    if corrections.is_empty() {
        return Ok(());
    }
    change(store, |kept| {
        for Correction { shape, role, .. } in corrections {
            let same =
                |habit: &&mut HabitRow| (&*habit.paper, &habit.shape, habit.role) == (paper, shape, *role);
            match kept.habits.iter_mut().find(same) {
                Some(habit) => habit.count += 1,
                None => {
                    let (paper, shape) = (paper.to_owned(), shape.clone());
                    kept.habits.push(HabitRow { paper, shape, role: *role, count: 1 });
                }
            }
        }
    })
}

pub(super) fn habits(store: &Store) -> Vec<HabitRow> {
    kept(store).habits
}

pub(super) fn forget(store: &Store, paper: &str, shape: &str) -> std::io::Result<()> {
    change(store, |kept| kept.habits.retain(|habit| habit.paper != paper || habit.shape != shape))
}
