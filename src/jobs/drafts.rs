//! Drafts of pages under review and what was learned from them, beside the store until the store keeps them itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::import::edit::Correction;
use crate::import::hex;
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
    drafts: BTreeMap<String, (PathBuf, String)>,
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

pub(super) fn all(store: &Store) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = kept(store).drafts.into_values().map(|(path, _)| path).collect();
    paths.dedup();
    paths
}

pub(super) fn learn(_store: &Store, paper: &str, corrections: &[Correction]) {
    tracing::info!(paper, corrections = corrections.len(), "learned");
}
