//! What the columns of a catalogue mean: asked of a person, remembered, and the import goes on.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::Preview;
use crate::jobs::WriteAsk;
use crate::ui::{ColumnsAct, ColumnsDialog};

use super::JiuwenApp;
use super::import_session::{ImportSession, Writing};

impl JiuwenApp {
    /// Looks at a catalogue, to say what its columns mean.
    pub(super) fn ask_columns(&mut self, path: PathBuf) {
        match &self.store {
            Some(store) if self.import.is_over() && !self.is_sample => {
                self.writing.ask(WriteAsk::PreviewColumns(Arc::clone(store), path));
            }
            // Without a store of one's own the import makes one, and asks by itself.
            _ => self.start_import(vec![path]),
        }
    }

    pub(super) fn columns_act(&mut self, act: ColumnsAct) {
        let waits = self.import.columns.as_ref().is_some_and(|asked| asked.waits);
        let Some(asked) = self.import.columns.take() else { return };
        let path = asked.dialog.path().clone();
        if let (ColumnsAct::Choose { head, columns, .. }, Some(store)) = (&act, &self.store) {
            self.writing.ask(WriteAsk::ChooseColumns(Arc::clone(store), head.clone(), columns.clone()));
        }
        match (waits, act) {
            (true, ColumnsAct::Choose { .. }) => self.import.go_on_waiting(&self.writing, None),
            (true, ColumnsAct::Leave) => self.import.go_on_waiting(&self.writing, Some(path)),
            (false, ColumnsAct::Choose { path, .. }) => self.start_import(vec![path]),
            (false, ColumnsAct::Leave) => {}
        }
    }
}

/// A catalogue whose columns a person is asked about.
pub struct AskedColumns {
    pub dialog: ColumnsDialog,
    /// Whether an import waits for it.
    pub waits: bool,
}

impl ImportSession {
    /// Asks; `waits` says how many files of an import wait, this one too.
    pub fn ask_columns(&mut self, path: PathBuf, preview: Preview, waits: Option<usize>) {
        if let Some(left) = waits {
            self.files_left(left);
        }
        self.columns =
            Some(AskedColumns { dialog: ColumnsDialog::new(path, preview), waits: waits.is_some() });
    }

    /// Goes on with what waits; a catalogue that was left is put aside.
    pub fn go_on_waiting(&mut self, writing: &Writing, left: Option<PathBuf>) {
        self.put_aside(left);
        self.next(writing);
    }
}
