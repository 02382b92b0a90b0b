//! The folder that is watched, and issues that are handed over.

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::{BETWEEN_LOOKS, DialogKind, WatchNews, Watcher, WriteAsk};
use crate::store::Store;
use crate::ui::{ExportAct, ExportDialog, WatchAct, WatchDialog, strings as s};

use super::{Dialog, JiuwenApp};

/// The watch as it stands.
#[derive(Default)]
pub struct Watching {
    /// For which store which folder is watched; none for a watch that could not begin.
    of: Option<(Arc<Store>, PathBuf, Option<Watcher>)>,
}

impl JiuwenApp {
    /// Begins, ends and changes the watch with the store and the settings, and takes in what has come.
    pub(super) fn keep_watch(&mut self) {
        let store = self.store.as_ref().filter(|_| !self.is_sample && !self.opening);
        let Some((store, folder)) = store.cloned().zip(self.settings.watched.clone()) else {
            self.watching.of = None;
            return;
        };
        let same = |(of, watched, _): &(Arc<Store>, PathBuf, Option<Watcher>)| {
            Arc::ptr_eq(of, &store) && *watched == folder
        };
        if !self.watching.of.as_ref().is_some_and(same) {
            let started = Watcher::start(&store, folder.clone(), BETWEEN_LOOKS, Arc::clone(&self.wake));
            let watcher = match started {
                Ok(watcher) => Some(watcher),
                Err(error) => {
                    tracing::error!(?error, "no watch");
                    self.tell_failure(error.to_string());
                    None
                }
            };
            self.watching.of = Some((store, folder, watcher));
        }
        self.hear_of_arrivals();
    }

    fn hear_of_arrivals(&mut self) {
        let Some((store, folder, Some(watcher))) = &self.watching.of else { return };
        let (store, folder) = (Arc::clone(store), folder.display().to_string());
        let news: Vec<WatchNews> = std::iter::from_fn(|| watcher.poll()).collect();
        for news in news {
            match news {
                WatchNews::Arrived(paths) => {
                    self.writing.ask(WriteAsk::TakeArrived(Arc::clone(&store), paths))
                }
                WatchNews::Readable(true) => self.tell(s::inbox_back(&folder)),
                WatchNews::Readable(false) => self.tell_failure(s::inbox_gone(&folder)),
            }
        }
    }

    /// Files that arrived are in, or wait.
    pub(super) fn arrived(&mut self, arrived: crate::jobs::Arrived) {
        let crate::jobs::Arrived { articles, photos, waiting, failed } = arrived;
        if articles + photos + waiting + failed > 0 {
            self.tell(s::arrived(articles, photos, waiting, failed));
        }
        self.reload();
    }

    pub(super) fn show_watch(&mut self) {
        self.dialog = Some(Dialog::Watch(WatchDialog::new(self.settings.watched.as_deref())));
    }

    pub(super) fn watch_act(&mut self, act: WatchAct) {
        match act {
            WatchAct::Choose => self.ask_for_files(DialogKind::Inbox, s::FILTER_TEXT),
            WatchAct::Set(folder) => {
                let told = match &folder {
                    Some(folder) => s::watching(&folder.display().to_string()),
                    None => s::NOT_WATCHING.to_owned(),
                };
                self.settings.watched = folder;
                self.settings.save();
                self.tell(told);
            }
        }
    }

    /// Asks where to hand the issue of the article over.
    pub(super) fn show_export(&mut self) {
        let Some(detail) = &self.detail else {
            self.tell(s::NOTHING_TO_EXPORT);
            return;
        };
        let (paper, date) = (detail.article.paper.clone(), detail.article.date);
        let forbidden = |c: char| c.is_control() || "\\/:*?\"<>|".contains(c);
        let name: String = paper.chars().filter(|c| !forbidden(*c)).collect();
        let path = self.documents.join(s::DEFAULT_FOLDER).join(format!("{name}_{date}.zip"));
        self.dialog = Some(Dialog::Export(ExportDialog::new(paper, date, path.display().to_string())));
    }

    pub(super) fn export_act(&mut self, act: ExportAct) {
        match act {
            ExportAct::Choose => self.ask_for_files(DialogKind::SavePackage, s::FILTER_PACKAGE),
            ExportAct::Do { paper, date, path } => {
                self.write(|store| WriteAsk::ExportIssue(store, paper, date, path));
            }
        }
    }

    /// A folder or file was chosen in the system's dialog.
    pub(super) fn chose_place(&mut self, kind: DialogKind, path: PathBuf) {
        match (&mut self.dialog, kind) {
            (Some(Dialog::Watch(dialog)), DialogKind::Inbox) => dialog.choose(&path),
            (Some(Dialog::Export(dialog)), DialogKind::SavePackage) => dialog.choose(&path),
            _ => {}
        }
    }
}
