//! Keeping the search index while a person goes on, and what the window says of it.

use crate::jobs::IndexState;
use crate::ui::Indexing;

use super::JiuwenApp;

impl JiuwenApp {
    /// Has what changed in the store indexed; until then it is searched all the same.
    pub(super) fn index_changes(&mut self) {
        if let Some(store) = &self.store {
            self.indexer.index(store);
        }
    }

    pub(super) fn receive_index(&mut self) {
        while let Some(state) = self.indexer.poll() {
            self.indexing = match state {
                IndexState::Working(percent) => Some(Indexing::Working(percent)),
                // Index and texts say the same: what is on the screen stays true.
                IndexState::Current => None,
                IndexState::Mended => {
                    self.reload();
                    None
                }
                IndexState::Failed(why) => Some(Indexing::Failed(why)),
            };
        }
    }
}
