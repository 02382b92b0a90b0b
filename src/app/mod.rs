//! The window's state, its one owner, and what every action does to it.

mod actions;
mod answers;
mod columns;
mod dialogs;
mod drops;
mod facsimile;
mod history;
mod import_session;
mod indexing;
mod ledger;
mod mapping;
mod people;
mod photos;
mod place_list;
mod places;
mod printing;
mod reading;
mod reports;
mod review_page;
mod review_pictures;
mod scans;
mod searching;
mod settings;
mod timing;
mod watching;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Panel, Theme};

use crate::import::AreaChoice;
use crate::jobs::{
    self, ArchiveWorker, Ask, DeskAsk, FileDialog, Indexer, PlaceDesk, Wake, WriteAnswer, WriteAsk,
};
use crate::model::{ArticleId, PlaceCode};
use crate::query::{Detail, Filter, ListRow, MarkedRow, View};
use crate::store::Store;
use crate::ui::theme::Palette;
use crate::ui::{
    self, Action, Command, DetailPanel, FacsimilePanel, Indexing, ListPanel, MainData, PictureState,
    Pictures, PlacesPanel, RecentStore, ReviewPanel, TimelinePanel, TopBar, ViewerPanel, WallPanel, strings,
};

use dialogs::Dialog;
use history::History;
use import_session::ImportSession;
use ledger::States;
use mapping::Mapping;
use searching::{Occurrence, Searching};
pub use settings::Settings;

/// What the program was started with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// A store to open, or texts and pictures to import.
    pub files: Vec<PathBuf>,
    /// Open the sample.
    pub sample: bool,
    /// Folder for a store that the first import makes.
    pub documents: PathBuf,
}

/// The program's window.
pub struct JiuwenApp {
    settings: Settings,
    documents: PathBuf,
    store: Option<Arc<Store>>,
    filter: Filter,
    history: History,
    search: Searching,
    /// The first headlines of a time, and the filter that has it.
    headlines: Option<(Filter, Vec<String>)>,
    view: Option<Box<View>>,
    states: States,
    places: places::Places,
    people: Option<people::Found>,
    map: Mapping,
    rows: HashMap<ArticleId, ListRow>,
    /// Rows on their way: asked for once, however many frames wait.
    asked: HashSet<ArticleId>,
    selected: Option<ArticleId>,
    detail: Option<Box<Detail>>,
    facsimile: facsimile::Facsimile,
    /// 查档单
    marked: Vec<MarkedRow>,
    watching: watching::Watching,
    /// The place along which articles were stepped through last.
    along: Option<PlaceCode>,
    pictures: Pictures,
    photos: photos::Photos,
    import: ImportSession,
    areas: Vec<AreaChoice>,
    dialog: Option<Dialog>,
    panels: Panels,
    toasts: egui_notify::Toasts,
    reading: ArchiveWorker,
    writing: jobs::Worker<WriteAsk, WriteAnswer>,
    indexer: Indexer,
    place_desk: PlaceDesk,
    indexing: Option<Indexing>,
    file_dialog: Option<FileDialog>,
    /// Item and photo that a picture is being chosen for.
    picture_for: Option<(usize, usize)>,
    wake: Arc<dyn Wake>,
    is_sample: bool,
    opening: bool,
    /// Whether the import that was left goes on once it is known.
    goes_on: bool,
}

#[derive(Default)]
struct Panels {
    top_bar: TopBar,
    timeline: TimelinePanel,
    places: PlacesPanel,
    list: ListPanel,
    detail: DetailPanel,
    facsimile: FacsimilePanel,
    wall: WallPanel,
    viewer: ViewerPanel,
    review: ReviewPanel,
}

struct Repaint(egui::Context);

impl Wake for Repaint {
    fn wake(&self) {
        self.0.request_repaint();
    }
}

impl JiuwenApp {
    /// Prepares the window; the store is opened by the reading thread while the first frame is drawn.
    ///
    /// # Errors
    /// The system's, where it gives no threads.
    pub fn new(ctx: &egui::Context, start: Start, settings: Settings) -> std::io::Result<Self> {
        ui::install_fonts(ctx);
        ui::theme::apply(ctx, settings.contrast);
        let wake: Arc<dyn Wake> = Arc::new(Repaint(ctx.clone()));
        let mut app = Self {
            documents: start.documents,
            store: None,
            filter: Filter::default(),
            history: History::default(),
            search: Searching::new(&wake)?,
            headlines: None,
            view: None,
            states: States::default(),
            places: places::Places::default(),
            people: None,
            map: Mapping::default(),
            rows: HashMap::new(),
            asked: HashSet::new(),
            selected: None,
            detail: None,
            facsimile: facsimile::Facsimile::default(),
            marked: Vec::new(),
            watching: watching::Watching::default(),
            along: None,
            pictures: Pictures::new(),
            photos: photos::Photos::new(&wake)?,
            import: ImportSession::new(settings.take_clean, &wake)?,
            areas: Vec::new(),
            dialog: None,
            panels: Panels::default(),
            toasts: egui_notify::Toasts::default().with_anchor(egui_notify::Anchor::BottomRight),
            reading: ArchiveWorker::start(&wake)?,
            writing: jobs::start_writing(Arc::clone(&wake))?,
            indexer: Indexer::start(Arc::clone(&wake))?,
            place_desk: PlaceDesk::start(Arc::clone(&wake))?,
            indexing: None,
            file_dialog: None,
            picture_for: None,
            wake,
            is_sample: false,
            opening: false,
            goes_on: false,
            settings,
        };
        app.apply_theme(ctx);
        app.begin(start.files, start.sample);
        Ok(app)
    }

    /// A store among the files is opened, texts wait for it; without either the last store comes back.
    fn begin(&mut self, files: Vec<PathBuf>, sample: bool) {
        let is_store =
            |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jiuwen"));
        let (stores, texts): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_store);
        let last = self.settings.recent.first().filter(|path| path.exists()).cloned();
        match (sample, stores.into_iter().next(), last) {
            (true, ..) => self.ask_open(Ask::OpenSample),
            (false, Some(path), _) | (false, None, Some(path)) => {
                self.ask_open(Ask::Open { path, create: false })
            }
            (false, None, None) => {}
        }
        if !texts.is_empty() {
            self.start_import(texts);
        }
    }

    fn ask_open(&mut self, ask: Ask) {
        // Pages under review belong to the store they were read for.
        if !self.import.is_over() {
            self.tell(strings::REVIEW_FIRST);
            return;
        }
        self.opening = true;
        self.reading.ask(ask, None);
    }

    fn apply_theme(&self, ctx: &egui::Context) {
        ctx.set_theme(match self.settings.dark {
            None => egui::ThemePreference::System,
            Some(true) => egui::ThemePreference::Dark,
            Some(false) => egui::ThemePreference::Light,
        });
    }

    fn opened(&mut self, store: Arc<Store>) {
        self.opening = false;
        self.is_sample = jobs::sample_is_current(store.path());
        if !self.is_sample {
            self.settings.opened(store.path());
        }
        self.store = Some(store);
        self.filter = Filter::default();
        self.history = History::default();
        self.view = None;
        self.states = States::default();
        self.places = places::Places::default();
        self.map = Mapping::default();
        self.selected = None;
        self.photos.leave();
        self.panels.timeline = TimelinePanel::default();
        self.forget_articles();
        self.search.show_kept(Vec::new());
        self.reading.ask(Ask::Kept, None);
        self.marked.clear();
        self.facsimile.clear();
        self.reading.ask(Ask::Desk(DeskAsk::Marked), None);
        self.reload();
        self.reading.ask(Ask::Map, None);
        self.ask_unfinished(false);
        self.go_on_with_places();
        if let Some(paths) = self.import.take_waiting() {
            self.start_import(paths);
        }
    }

    /// Drops what was read of articles: ids mean others in another store, and places may have changed.
    fn forget_articles(&mut self) {
        self.rows.clear();
        self.asked.clear();
        self.search.forget();
        self.detail = None;
        self.pictures.clear();
        self.photos.forget();
    }

    fn reload(&mut self) {
        self.search.forget();
        self.photos.forget();
        self.headlines = None;
        self.states.is_stale();
        self.places.is_stale();
        self.reading.ask(Ask::Reload(self.asked_view()), None);
        self.index_changes();
    }

    fn select(&mut self, id: ArticleId) {
        self.photos.left_article(id);
        self.selected = Some(id);
        if self.detail.as_ref().is_none_or(|detail| detail.article.id != id) {
            self.reading.ask(Ask::Detail(id), None);
            self.search.occurrence = Occurrence::None;
        }
    }

    /// Says for a few seconds that something was done.
    fn tell(&mut self, text: impl Into<String>) {
        let icon = egui_material_icons::icons::ICON_CHECK.codepoint.to_owned();
        let color = Palette::of_theme(Theme::Light, false).green;
        self.toasts.custom(text.into(), icon, color).closable(false).show_progress_bar(false);
    }

    /// Says what failed and what to do, until a person closes it.
    fn tell_failure(&mut self, text: impl Into<String>) {
        self.dialog = Some(Dialog::Failure(text.into()));
    }

    /// How many frames wait for an answer; tests step until none does.
    pub fn is_waiting(&self) -> bool {
        self.opening
            || (self.store.is_some() && !self.shows_answer())
            || (self.selected.is_some()
                && self.detail.as_ref().is_none_or(|d| Some(d.article.id) != self.selected))
            || self.pictures.values().any(|state| matches!(state, PictureState::Loading))
            || self.import.is_busy()
            || self.photos.is_busy()
            || self.places.is_busy()
            || self.map.is_loading()
    }

    /// Bytes of photos on the graphics card, besides those of the article and its list.
    pub fn photo_bytes(&self) -> usize {
        self.photos.texture_bytes()
    }

    /// Whether what is on the screen is counted for the filter as it stands.
    pub fn shows_answer(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.asked == self.asked_view())
    }

    /// The filter with the order of its list, as a link.
    pub fn link(&self) -> String {
        self.asked_view().link()
    }

    /// Whether a page under review has changes that no draft keeps yet.
    pub fn is_unsaved(&self) -> bool {
        self.import.is_unsaved()
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        let mut actions = Vec::new();
        if self.photos.is_full_screen() {
            self.draw_viewer(ui, &mut actions);
        } else if self.store.is_some() || self.opening {
            self.draw_main(ui, &mut actions);
        } else {
            let recent: Vec<RecentStore> =
                self.settings.recent.iter().map(|path| RecentStore { path: path.clone() }).collect();
            let p = Palette::of(ui);
            CentralPanel::default().frame(egui::Frame::new().fill(p.paper)).show(ui, |ui| {
                ui::welcome(ui, &recent, &mut actions);
            });
        }
        self.draw_dialogs(ui, &mut actions);
        self.take_drops(ui, &mut actions);
        if let Some(command) = Command::pressed(ui.ctx()) {
            // Behind a page under review the window keeps still.
            if !self.import.is_reviewing() || command == Command::ToggleTheme {
                actions.push(Action::Run(command));
            }
        }
        for action in actions {
            self.act(ui.ctx(), action);
        }
        self.toasts.show(ui.ctx());
    }

    fn draw_main(&mut self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let store_name = self.store.as_ref().and_then(|store| store.path().file_name());
        let store_name = store_name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let data = MainData {
            view: self.view.as_deref(),
            filter: &self.filter,
            time: timing::time_data(&self.settings, self.headlines.as_ref(), &self.filter, &self.states),
            place_order: self.settings.places,
            trends: self.places.trends(),
            map: self.map.data(&self.settings, self.headlines.as_ref(), &self.filter),
            rows: &self.rows,
            search: self.search.data(self.occurrence(), &self.filter),
            detail: self.detail.as_deref(),
            facsimile: self.detail.as_ref().and_then(|detail| self.facsimile.of(detail.article.page_id)),
            marked: &self.marked,
            look: self.settings.look,
            contrast: self.settings.contrast,
            selected: self.selected,
            pictures: &self.pictures,
            store_name: &store_name,
            is_sample: self.is_sample,
            indexing: self.indexing.as_ref(),
            reread: self.places.reread(),
            mentions: self.places.mentions.as_ref(),
            likes: self.places.likes.as_ref(),
        };
        let panels = &mut self.panels;
        let frame = |fill, x, y| egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(x, y));
        Panel::top("top bar").exact_size(ui::TOP_BAR).resizable(false).frame(frame(p.panel, 16, 0)).show(
            ui,
            |ui| {
                panels.top_bar.ui(ui, &data, actions);
            },
        );
        Panel::bottom("status").exact_size(26.0).resizable(false).frame(frame(p.panel, 16, 0)).show(
            ui,
            |ui| {
                ui::status_bar(ui, &data, actions);
            },
        );
        let keys = self.dialog.is_none() && !self.import.is_reviewing();
        let wall = self.photos.wall_data(&self.settings, keys);
        if let Some(viewer) = self.photos.viewer_data(keys, self.settings.look) {
            // A picture has the room of the timeline and of the map too.
            let beside = Panel::left("beside a photo").default_size((ui.available_width() * 0.38).max(320.0));
            beside.size_range(280.0..=900.0).frame(frame(p.paper, 0, 0)).show(ui, |ui| {
                fill(ui);
                match &wall {
                    Some(wall) => panels.wall.ui(ui, wall, actions),
                    None => panels.list.ui(ui, &data, actions),
                }
            });
            let dark = Palette::of_theme(Theme::Dark, self.settings.contrast).paper;
            CentralPanel::default()
                .frame(frame(dark, 0, 0))
                .show(ui, |ui| panels.viewer.ui(ui, &viewer, actions));
            return;
        }
        let height = panels.timeline.height(data.time.shows_events);
        Panel::top("timeline").exact_size(height).resizable(false).frame(frame(p.paper, 16, 6)).show(
            ui,
            |ui| {
                panels.timeline.ui(ui, &data, actions);
            },
        );
        if panels.timeline.height(data.time.shows_events) != height {
            // A month that comes or goes has its own room in the next frame, which nothing else may ask for.
            ui.ctx().request_repaint();
        }
        let width = ui.available_width();
        let places =
            Panel::left("places").default_size((width * 0.2).clamp(264.0, 300.0)).size_range(220.0..=620.0);
        places.frame(frame(p.panel, 12, 8)).show(ui, |ui| {
            fill(ui);
            panels.places.ui(ui, &data, actions);
        });
        if data.map.large {
            CentralPanel::default()
                .frame(frame(p.panel, 12, 8))
                .show(ui, |ui| panels.places.large_map(ui, &data, actions));
            return;
        }
        if let Some(wall) = &wall {
            CentralPanel::default()
                .frame(frame(p.paper, 0, 0))
                .show(ui, |ui| panels.wall.ui(ui, wall, actions));
            return;
        }
        if data.facsimile.is_some() {
            // A page needs the room of the list to be read.
            let beside = Panel::left("facsimile").default_size(ui.available_width() * 0.5);
            beside.size_range(280.0..=1400.0).frame(frame(p.panel, 0, 0)).show(ui, |ui| {
                fill(ui);
                panels.facsimile.ui(ui, &data, actions);
            });
            CentralPanel::default()
                .frame(frame(p.card, 0, 0))
                .show(ui, |ui| panels.detail.ui(ui, &data, actions));
            return;
        }
        let list =
            Panel::left("list").default_size((width * 0.3).clamp(320.0, 420.0)).size_range(280.0..=640.0);
        list.frame(frame(p.paper, 0, 0)).show(ui, |ui| {
            fill(ui);
            panels.list.ui(ui, &data, actions);
        });
        CentralPanel::default()
            .frame(frame(p.card, 0, 0))
            .show(ui, |ui| panels.detail.ui(ui, &data, actions));
    }
}

/// Keeps a panel as wide as it was made: egui shrinks one whose content is small, as while it loads.
fn fill(ui: &mut egui::Ui) {
    ui.set_min_width(ui.available_width());
}

impl eframe::App for JiuwenApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.receive(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.indexer.stop();
        self.place_desk.stop();
        if let Some(store) = &self.store {
            self.import.save_now();
            store.settle();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        let theme = if visuals.dark_mode { Theme::Dark } else { Theme::Light };
        Palette::of_theme(theme, self.settings.contrast).paper.to_normalized_gamma_f32()
    }
}
