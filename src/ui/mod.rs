//! Draws. No SQL, no files, no threads: panels read borrowed data and push [`Action`]s.

mod area;
mod article;
mod check_places;
mod chips;
mod columns;
mod commands;
mod detail;
mod dialogs;
mod export;
mod facsimile;
mod fonts;
mod habits;
mod kept;
mod ledger;
mod list;
mod look;
mod map;
mod marked;
mod occurrences;
mod original;
mod page_around;
mod people;
mod photos;
mod place_card;
mod place_list;
mod place_rows;
mod place_tree;
mod places;
mod print;
mod reading_head;
mod report;
mod review;
mod search_box;
mod status_bar;
pub mod strings;
mod suggestions;
pub mod theme;
mod timeline;
mod top_bar;
mod versions;
mod welcome;
mod widgets;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{
    ArticleId, DateRange, DateRanges, ItemKind, PageId, PersonRole, PhotoId, PlaceCode, PlaceEdit, RunId,
    TimeUnit, VersionId,
};
use crate::query::{
    Asked, Detail, EventCounts, Facets, Filter, Kept, Ledger, ListRow, MarkEdit, MarkedRow, Mention, Order,
    Part, PictureKind, PlaceTrends, Query, SearchRow, Sentence, StateDays, Suggestion, View,
};

pub use area::AreaDialog;
pub use article::Look;
pub use columns::{ColumnsAct, ColumnsDialog};
pub use commands::Command;
pub use detail::DetailPanel;
pub use dialogs::{AddPlaceDialog, PathDialog, message_dialog};
pub use export::{ExportAct, ExportDialog, WatchAct, WatchDialog};
pub use facsimile::FacsimilePanel;
pub use fonts::install as install_fonts;
pub use habits::{HabitLine, habits_dialog};
pub use kept::{KeptData, KeptDialog};
pub use ledger::{LedgerAct, LedgerDialog};
pub use list::ListPanel;
pub use map::{Ground, MapAct, MapData};
pub use marked::marked_dialog;
pub use original::OriginalDialog;
pub use people::{PeopleAct, PeopleData, PeopleDialog};
pub use photos::{
    PhotoAct, SIDES, THUMBNAIL_BYTES, TILE_BYTES, Thumbnails, Tiles, ViewerData, ViewerPanel, WallData,
    WallPanel,
};
pub use place_card::{PlaceCardData, PlaceDialog};
pub use place_list::{ListDiff, ListPart, PlaceListDialog};
pub use place_rows::PlaceOrder;
pub use places::PlacesPanel;
pub use print::{MOST_PRINTED, PrintAct, PrintDialog, Printing};
pub use report::{ProgressData, ReportDialog, progress_dialog};
pub use review::{ReviewAct, ReviewCommand, ReviewData, ReviewPanel, is_picture};
pub use status_bar::{Indexing, status_bar};
pub use timeline::{Heights, TimelinePanel};
pub use top_bar::{TOP_BAR, TopBar};
pub use versions::VersionsDialog;
pub use welcome::{RecentStore, welcome};

/// What a person asked for; the app carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command of the menu.
    Run(Command),
    /// Do something with the search.
    Search(SearchAct),
    /// Look at these days only, or at all.
    SetTime(DateRanges),
    /// Look at what speaks of these days only, or at all.
    SetEvents(DateRanges),
    /// Look at this place only; with `true`, at it too, or no longer.
    ChoosePlace(PlaceCode, bool),
    /// Look at articles or photo stories only.
    SetKind(Option<ItemKind>),
    /// Do something with the list of places.
    Place(PlaceAct),
    /// Do something with persons.
    People(PeopleAct),
    /// Do something about the columns of a catalogue.
    Columns(ColumnsAct),
    /// Do something about printing.
    Print(PrintAct),
    /// Hand an issue over.
    Export(ExportAct),
    /// Choose the folder that is watched.
    Watch(WatchAct),
    /// Do something with photos.
    Photo(PhotoAct),
    /// Do something with time.
    Time(TimeAct),
    /// Do something with the map.
    Map(MapAct),
    /// Put an article aside, or no longer.
    Mark(MarkEdit),
    /// Let what is read look so.
    SetLook(Look),
    /// Copy this text.
    Copy(String),
    /// Print what is put aside.
    PrintMarked,
    /// Copy the citations of what is put aside.
    CiteMarked,
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
    /// Do something with the ledger of a paper.
    Ledger(LedgerAct),
}

/// What a person does with time, besides choosing it.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeAct {
    /// Count by this unit, or by the one that fits.
    SetUnit(Option<TimeUnit>),
    /// Draw bars of this height.
    SetHeights(Heights),
    /// Show the lane of the dates that articles speak of, or no longer.
    ShowEvents(bool),
    /// The pointer rests on this time: its first headlines are wanted.
    WantHeadlines(DateRange),
}

/// What a person does with the list of places.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceAct {
    /// Put the places of each level in this order.
    SetOrder(PlaceOrder),
    /// Look at what names no place of the area.
    SetUnplaced(bool),
    /// Look at what has a name that several places bear.
    SetUndecided(bool),
    /// Show all that is known of a place.
    Show(PlaceCode),
    /// Change the list of places, or what was recognised.
    Edit(PlaceEdit),
    /// Take the last change back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// The places that this article names are on the screen, and why they were recognised is not known yet.
    WantMentions(ArticleId),
    /// Count the articles of a paper in which these words mean the place: a person is about to refuse them.
    WantLikes(String, String, PlaceCode),
    /// Count what a further name of a place would find.
    Preview(PlaceCode, String),
    /// Choose another list in the system's dialog.
    PickList,
    /// Compare another list with ours.
    Compare(std::path::PathBuf),
}

/// What the timeline shows besides the view's counts.
pub struct TimeData<'a> {
    /// Its unit; none follows what is visible.
    pub unit: Option<TimeUnit>,
    /// What the height of a bar says.
    pub heights: Heights,
    /// The first headlines of a time, once they are read.
    pub headlines: Option<(DateRange, &'a [String])>,
    /// Whether there is a lane of the dates that articles speak of.
    pub shows_events: bool,
    /// What passes, by those dates; none until it is counted.
    pub events: Option<&'a EventCounts>,
    /// What became of the days of the filter's papers; none until it is made up.
    pub states: Option<&'a StateDays>,
    /// Why, for every day; none until it is made up.
    pub ledger: Option<&'a Arc<Ledger>>,
}

/// What a person does with the search.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchAct {
    /// Look at what this asks for, in its order.
    Show(Asked),
    /// Look for this.
    SetQuery(Query),
    /// List in this order.
    SetOrder(Order),
    /// List every sentence, or articles.
    ShowContexts(bool),
    /// The sentences of these articles are on the screen and not read yet.
    WantContexts(Vec<ArticleId>),
    /// The facets are on the screen and not counted yet.
    WantFacets,
    /// Propose something for what was typed.
    Suggest(String),
    /// The search is used, not only typed: remember it.
    Used,
    /// Keep this under a name.
    Keep(Asked, String),
    /// Keep this no longer.
    Release(Asked),
    /// Forget a search of before.
    Forget(SearchRow),
    /// Look at what this person signs only, or no longer.
    TogglePerson(PersonRole, String),
    /// Look at this paper only, or no longer.
    TogglePaper(String),
    /// Take a part of the filter away.
    LeaveOut(Part),
    /// Read this article at this occurrence, counted from 0.
    GoTo(ArticleId, usize),
    /// Count an article as read under the search, or not.
    MarkRead(ArticleId, bool),
}

/// What the panels see of the search.
pub struct SearchData<'a> {
    /// The order of the list.
    pub order: Order,
    /// The filters that are kept, by name.
    pub kept: &'a [Kept],
    /// Whether the list shows every sentence.
    pub shows_contexts: bool,
    /// The sentences read so far.
    pub contexts: &'a HashMap<ArticleId, Vec<Sentence>>,
    /// What may be meant, and the text for which that holds.
    pub suggestions: (&'a str, &'a [Suggestion]),
    /// Facets of the filter; none until they are counted.
    pub facets: Option<&'a Facets>,
    /// The occurrence that is pointed at in the article that is read.
    pub occurrence: Option<usize>,
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
    /// The search besides the filter.
    pub search: SearchData<'a>,
    /// How places stand below each other.
    pub place_order: PlaceOrder,
    /// How places fare over time; none until it is counted.
    pub trends: Option<&'a PlaceTrends>,
    /// What the timeline shows.
    pub time: TimeData<'a>,
    /// What the map shows.
    pub map: MapData<'a>,
    /// Rows read so far.
    pub rows: &'a HashMap<ArticleId, ListRow>,
    /// The article that is read.
    pub detail: Option<&'a Detail>,
    /// The picture of the article's page, where it is to stand beside it.
    pub facsimile: Option<&'a PictureState>,
    /// What is put aside.
    pub marked: &'a [MarkedRow],
    /// How what is read looks.
    pub look: Look,
    /// Whether colours are of high contrast.
    pub contrast: bool,
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
    /// Why the places of an article were recognised, once it is known.
    pub mentions: Option<&'a (ArticleId, Vec<Mention>)>,
    /// In how many articles of a paper words stand that mean a place.
    pub likes: Option<&'a ((String, String, PlaceCode), u64)>,
    /// How many hundredths of the articles were read anew for their places, after an edit of these.
    pub reread: Option<u8>,
}

impl MainData<'_> {
    /// Whether an article is put aside.
    pub(crate) fn is_marked(&self, id: ArticleId) -> bool {
        self.marked.iter().any(|row| row.id == id)
    }

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
