//! Draws. No SQL, no files, no threads: panels read borrowed data and push [`Action`]s.

mod article;
mod commands;
mod detail;
mod dialogs;
mod fonts;
mod habits;
mod list;
mod place_tree;
mod places;
mod report;
mod review;
mod status_bar;
pub mod strings;
pub mod theme;
mod tile_map;
mod timeline;
mod top_bar;
mod versions;
mod welcome;
mod widgets;

use std::collections::HashMap;

use crate::model::{ArticleId, DateRange, ItemKind, PageId, PhotoId, PlaceCode, RunId, TimeUnit, VersionId};
use crate::query::{Detail, Filter, ListRow, PictureKind, View};

pub use commands::Command;
pub use detail::DetailPanel;
pub use dialogs::{AddPlaceDialog, AreaDialog, PathDialog, message_dialog};
pub use fonts::install as install_fonts;
pub use habits::{HabitLine, habits_dialog};
pub use list::ListPanel;
pub use places::PlacesPanel;
pub use report::{ProgressData, ReportDialog, progress_dialog};
pub use review::{ReviewAct, ReviewCommand, ReviewData, ReviewPanel, is_picture};
pub use status_bar::{Indexing, status_bar};
pub use timeline::TimelinePanel;
pub use top_bar::TopBar;
pub use versions::VersionsDialog;
pub use welcome::{RecentStore, welcome};

/// What a person asked for; the app carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command of the menu.
    Run(Command),
    /// Look for these words.
    SetQuery(String),
    /// Look at these days only, or at all.
    SetTime(Option<DateRange>),
    /// Look at this place only; with `true`, at it too, or no longer.
    ChoosePlace(PlaceCode, bool),
    /// Look at what names no place of the area.
    SetUnplaced(bool),
    /// Look at articles or photo stories only.
    SetKind(Option<ItemKind>),
    /// Count by this unit.
    SetUnit(TimeUnit),
    /// Read this article.
    Select(ArticleId),
    /// These rows are on the screen and not read yet.
    WantRows(Vec<ArticleId>),
    /// This picture is on the screen and not decoded yet.
    WantPicture(PhotoId, PictureKind),
    /// Import these paths.
    ImportPaths(Vec<std::path::PathBuf>),
    /// Open this store.
    OpenStore(std::path::PathBuf),
    /// Make this the store's area.
    SetArea(PlaceCode),
    /// Add a place below another.
    AddPlace(PlaceCode, String),
    /// Do something with the page under review.
    Review(ReviewAct),
    /// Forget what was learned in a paper of lines of a shape.
    ForgetHabit(String, String),
    /// Leave the page under review out.
    SkipPage,
    /// Leave all pages out that wait for review, or stop reading files.
    StopImport,
    /// Close the dialog on top.
    CloseDialog,
    /// Let the reading of files wait, or go on.
    PauseImport(bool),
    /// Take pages without doubts in unseen, or no longer.
    SetTakeClean(bool),
    /// Show the report of this import.
    ShowReport(RunId),
    /// Choose a place for the report in the system's dialog.
    SaveReport,
    /// Write a report into this file.
    ExportReport(RunId, std::path::PathBuf),
    /// Show the versions of this page, or of the first that has some to choose from.
    ShowVersions(Option<PageId>),
    /// Show this version of its page in place of the others like it.
    UseVersion(VersionId),
}

/// A picture on its way to the screen.
#[derive(Clone)]
pub enum PictureState {
    /// Asked for.
    Loading,
    /// On the graphics card.
    Ready(egui::TextureHandle),
    /// Cannot be shown.
    Missing,
}

/// Pictures by photo and size.
pub type Pictures = HashMap<(PhotoId, PictureKind), PictureState>;

/// What the main window shows.
pub struct MainData<'a> {
    /// Counts and hits; none until the store has answered.
    pub view: Option<&'a View>,
    /// The filter as asked, ahead of the view's own while that is on its way.
    pub filter: &'a Filter,
    /// Unit of the timeline.
    pub unit: TimeUnit,
    /// Rows read so far.
    pub rows: &'a HashMap<ArticleId, ListRow>,
    /// The article that is read.
    pub detail: Option<&'a Detail>,
    /// The article that is chosen.
    pub selected: Option<ArticleId>,
    /// Pictures decoded so far.
    pub pictures: &'a Pictures,
    /// Name of the store's file.
    pub store_name: &'a str,
    /// Whether it is the sample.
    pub is_sample: bool,
    /// What is to be said of the search index; none where it is complete.
    pub indexing: Option<&'a Indexing>,
}

impl MainData<'_> {
    /// A picture, asked for where nobody did yet.
    pub(crate) fn picture(
        &self,
        id: PhotoId,
        kind: PictureKind,
        actions: &mut Vec<Action>,
    ) -> Option<&PictureState> {
        let state = self.pictures.get(&(id, kind));
        if state.is_none() {
            actions.push(Action::WantPicture(id, kind));
        }
        state
    }
}
