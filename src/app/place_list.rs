//! Another list of places, compared with ours and shown.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::jobs::{DialogKind, ListDifference, WriteAsk};
use crate::ui::{ListDiff, ListPart, PlaceListDialog, strings as s};

use super::{Dialog, JiuwenApp};

impl JiuwenApp {
    pub(super) fn show_list_dialog(&mut self) {
        if self.view.as_ref().is_some_and(|view| view.archive.area().is_some()) {
            self.dialog = Some(Dialog::PlaceList(PlaceListDialog::default()));
        } else {
            self.tell(s::NO_AREA_TO_COMPARE);
        }
    }

    pub(super) fn pick_list(&mut self) {
        self.ask_for_files(DialogKind::PlaceList, s::FILTER_TABLE);
    }

    pub(super) fn compare_list(&self, path: PathBuf) {
        if let Some(store) = &self.store {
            self.writing.ask(WriteAsk::CompareList(Arc::clone(store), path));
        }
    }

    pub(super) fn compared(&mut self, path: &Path, difference: &ListDifference) {
        // A person who closed the dialog meanwhile wants no answer.
        if let Some(Dialog::PlaceList(dialog)) = &mut self.dialog {
            dialog.show(diff_of(path, difference));
        }
    }
}

/// What a difference says, in the order in which a person decides.
fn diff_of(path: &Path, difference: &ListDifference) -> ListDiff {
    let ListDifference { added, renamed, names, missing, conflicts, elsewhere, unread } = difference;
    let part = |words: (fn(usize) -> String, &'static str), lines: Vec<String>| {
        (!lines.is_empty()).then(|| ListPart { title: words.0(lines.len()), why: words.1, lines })
    };
    let number = |line: &usize| s::line_number(*line);
    let parts = [
        part(s::LIST_ADDED, added.iter().map(|(code, name)| format!("{code}  {name}")).collect()),
        part(
            s::LIST_RENAMED,
            renamed.iter().map(|(code, ours, theirs)| format!("{code}  {ours} → {theirs}")).collect(),
        ),
        part(s::LIST_NAMES, names.iter().map(|(code, name)| format!("{code}  {}", name.name)).collect()),
        part(
            s::LIST_CONFLICTS,
            conflicts.iter().map(|(code, name, why)| format!("{code}  {name}  {why}")).collect(),
        ),
        part(s::LIST_MISSING, missing.iter().map(|(code, name)| format!("{code}  {name}")).collect()),
        part(s::LIST_UNREAD, unread.iter().map(number).collect()),
        (*elsewhere > 0).then(|| ListPart {
            title: s::list_elsewhere(*elsewhere),
            why: s::LIST_ELSEWHERE_WHY,
            lines: Vec::new(),
        }),
    ];
    ListDiff {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        parts: parts.into_iter().flatten().collect(),
        edit: difference.edit(),
        count: added.len() + renamed.len() + names.len(),
    }
}
