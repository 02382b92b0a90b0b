//! What becomes of a file that is handed in: one line of the report.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not read yet.
    Pending,
    /// Read, and waits for a person to look.
    Waiting,
    /// In the store.
    Imported,
    /// Was in the store already, or goes with another file.
    Skipped,
    /// Not in the store, for a reason.
    Failed,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub status: Status,
    /// Why, in plain Chinese; none where it was simply taken in.
    pub reason: Option<String>,
    /// Articles and photo stories.
    pub articles: usize,
    /// Photos that got their picture or caption.
    pub photos: usize,
    /// Doubts to look at.
    pub warnings: usize,
}

impl Intake {
    /// A line for a file that brought nothing.
    pub fn nothing(path: PathBuf, status: Status, reason: String) -> Self {
        Self { path, status, reason: Some(reason), articles: 0, photos: 0, warnings: 0 }
    }

    /// Takes in what became of another page of the same file: the counts add up, the status is that which most asks
    /// for a person.
    pub fn add(&mut self, other: Self) {
        const BY_WEIGHT: [Status; 5] =
            [Status::Skipped, Status::Imported, Status::Waiting, Status::Pending, Status::Failed];
        let weight = |status| BY_WEIGHT.iter().position(|other| *other == status);
        self.status = if weight(other.status) > weight(self.status) { other.status } else { self.status };
        self.articles += other.articles;
        self.photos += other.photos;
        self.warnings += other.warnings;
        match (&mut self.reason, other.reason) {
            (Some(reason), Some(more)) if !reason.contains(&more) => *reason = format!("{reason}；{more}"),
            (reason @ None, more) => *reason = more,
            _ => {}
        }
    }
}
