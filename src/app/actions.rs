//! What every action does.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::edit::Edit;
use crate::jobs::{Ask, Chosen, DialogKind, FileDialog, ReviewAnswer, ReviewAsk, WriteAnswer, WriteAsk};
use crate::model::{ArticleId, PlaceCode};
use crate::query::Filter;
use crate::store::{HabitRow, Layer};
use crate::ui::{
    Action, AddPlaceDialog, AreaDialog, Command, HabitLine, MapAct, PathDialog, PhotoAct, PictureState,
    ReviewAct, strings as s,
};

use super::{Dialog, JiuwenApp};

impl JiuwenApp {
    pub(super) fn act(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Search(act) => self.search_act(act),
            Action::SetTime(time) => self.change_filter(|filter| filter.time = time),
            Action::SetEvents(days) => self.change_filter(|filter| filter.events = days),
            Action::SetKind(kind) => self.change_filter(|filter| filter.kind = kind),
            Action::ChoosePlace(code, add) => self.choose_place(code, add),
            Action::Place(act) => self.place_act(act),
            Action::Time(act) => self.time_act(act),
            Action::Map(act) => self.map_act(act),
            // Ids of the store that is being left mean other articles in the next one.
            Action::WantRows(_) | Action::WantPicture(..) | Action::Select(_) if self.opening => {}
            Action::WantRows(mut ids) => {
                ids.retain(|id| self.asked.insert(*id));
                if !ids.is_empty() {
                    self.reading.ask(Ask::Rows(ids, self.filter.query.clone()), None);
                }
            }
            Action::Select(id) => {
                self.select(id);
                self.mark_read(id, true);
            }
            Action::WantPicture(id, kind) => {
                self.pictures.insert((id, kind), PictureState::Loading);
                self.reading.ask(Ask::Picture(id, kind), self.store.as_ref());
            }
            Action::ImportPaths(paths) => self.start_import(paths),
            Action::OpenStore(path) => self.ask_open(Ask::Open { path, create: false }),
            Action::SetArea(code) => self.set_area(code),
            Action::AddPlace(parent, name) => {
                if let Some(store) = &self.store {
                    self.writing.ask(WriteAsk::AddPlace(Arc::clone(store), parent, name));
                }
            }
            Action::Review(act) => self.review(act),
            Action::ForgetHabit(paper, shape) => self.ask_review(ReviewAsk::Forget(paper, shape)),
            Action::SkipPage => self.import.skip(&self.writing),
            Action::StopImport => self.import.stop(&self.writing),
            Action::CloseDialog => self.dialog = None,
            Action::PauseImport(paused) => self.import.pause(paused),
            Action::SetTakeClean(take) => {
                self.import.take_clean = take;
                self.settings.take_clean = take;
                self.settings.save();
            }
            Action::ShowReport(run) => self.ask_report(Some(run)),
            Action::SaveReport => self.ask_for_files(DialogKind::SaveReport, s::FILTER_CSV),
            Action::ExportReport(run, path) => {
                if let Some(store) = &self.store {
                    self.writing.ask(WriteAsk::ExportReport(Arc::clone(store), run, path));
                }
            }
            Action::Mark(edit) => self.mark(edit),
            Action::SetLook(look) => self.set_look(look),
            Action::Copy(text) => self.copy(ctx, |_| Some(text)),
            Action::PrintMarked => self.print_marked(),
            Action::CiteMarked => self.cite_marked(),
            Action::People(act) => self.people_act(act),
            Action::Columns(act) => self.columns_act(act),
            Action::Photo(act) => self.photo_act(ctx, act),
            Action::Print(act) => self.print_act(act),
            Action::Export(act) => self.export_act(act),
            Action::Watch(act) => self.watch_act(act),
            Action::Ledger(act) => self.ledger_act(act),
            Action::ShowVersions(page) => self.reading.ask(Ask::Versions(page), None),
            Action::UseVersion(version) => {
                if let Some(store) = &self.store {
                    self.writing.ask(WriteAsk::UseVersion(Arc::clone(store), version));
                }
            }
        }
    }

    fn run(&mut self, ctx: &egui::Context, command: Command) {
        // What gets the keyboard gets it in a frame before the next key comes.
        ctx.request_repaint();
        match command {
            Command::Import => self.ask_for_files(DialogKind::ImportFiles, s::FILTER_TEXT),
            Command::ImportFolder => self.ask_for_files(DialogKind::ImportFolder, s::FILTER_TEXT),
            Command::OpenStore => self.ask_for_files(DialogKind::OpenStore, s::FILTER_STORE),
            Command::ImportPath => self.dialog = Some(Dialog::Path(PathDialog::default())),
            Command::OpenSample => self.ask_open(Ask::OpenSample),
            Command::FocusSearch => self.panels.top_bar.focus(),
            Command::ClearFilter => self.change_filter(|filter| *filter = Default::default()),
            Command::Back => {
                let filter = self.history.back(&self.filter);
                self.go_to(filter);
            }
            Command::Forward => {
                let filter = self.history.forward(&self.filter);
                self.go_to(filter);
            }
            Command::KeptFilters => self.show_kept(),
            Command::CopyLink => self.copy(ctx, |app| Some(app.link())),
            Command::Previous => self.step(-1),
            Command::Next => self.step(1),
            Command::NextOccurrence | Command::PreviousOccurrence => {
                // Who goes through the text has done with typing: the next keys select and copy there.
                self.panels.top_bar.leave(ctx);
                self.step_occurrence(command == Command::NextOccurrence);
            }
            Command::ToggleRead => self.toggle_read(),
            Command::FindPlaces => self.panels.places.find(),
            Command::FocusTimeline => self.panels.timeline.focus(),
            Command::ShowCalendar => self.panels.timeline.toggle_calendar(),
            Command::SwapTimes => self.swap_times(),
            Command::ShowLedger => self.ask_holdings(),
            Command::ShowInTimeline
            | Command::PreviousIssue
            | Command::NextIssue
            | Command::SameDay
            | Command::EveryYear => self.run_on_day(command),
            Command::PhotoWall => {
                let shows = !self.photos.shows_wall();
                self.photo_act(ctx, PhotoAct::Close);
                self.photo_act(ctx, PhotoAct::ShowWall(shows));
            }
            Command::CopyText => self.copy(ctx, Self::full_text),
            Command::CopyCitation => self.copy(ctx, Self::citation),
            Command::LargerText
            | Command::SmallerText
            | Command::NormalText
            | Command::ToggleContrast
            | Command::SelectAll
            | Command::CopyQuote
            | Command::ToggleMark
            | Command::ShowMarked
            | Command::PreviousOnPage
            | Command::NextOnPage
            | Command::PreviousOfPlace
            | Command::NextOfPlace
            | Command::ShowOriginal
            | Command::ShowFacsimile
            | Command::AttachFacsimile => self.run_at_desk(ctx, command),
            Command::People => self.show_people(),
            Command::Print => self.show_print(),
            Command::PlaceCard => self.show_chosen_place(),
            Command::AddPlace => {
                if self.view.as_ref().is_some_and(|view| view.archive.area().is_some()) {
                    self.dialog = Some(Dialog::AddPlace(AddPlaceDialog::default()));
                }
            }
            Command::CompareList => self.show_list_dialog(),
            Command::Columns => self.ask_for_files(DialogKind::Catalogue, s::FILTER_CATALOGUE),
            Command::EnlargeMap => self.map.large = !self.map.large,
            Command::ResetMap => self.reset_map(),
            Command::LoadBoundaries => self.ask_for_files(DialogKind::Boundaries, s::FILTER_GEOJSON),
            Command::RemoveBoundaries => self.remove_layer(Layer::Boundaries),
            Command::LoadPlan => self.ask_for_files(DialogKind::Plan, s::FILTER_PICTURE),
            Command::RemovePlan => self.remove_layer(Layer::Plan),
            Command::LoadMapPath => self.dialog = Some(Dialog::Path(PathDialog::for_map())),
            Command::PlacePin => self.place_pin(None),
            Command::RemovePin => self.remove_pin(),
            Command::ChooseArea => {
                if self.areas.is_empty() {
                    self.writing.ask(WriteAsk::ListAreas);
                }
                self.dialog = Some(Dialog::Area(AreaDialog::default()));
            }
            Command::ShowHabits => self.ask_review(ReviewAsk::Habits),
            Command::ToggleTheme => {
                self.settings.dark = Some(ctx.theme() == egui::Theme::Light);
                self.settings.save();
                self.apply_theme(ctx);
            }
            Command::ContinueImport => self.ask_unfinished(true),
            Command::Reports => self.ask_report(None),
            Command::WatchFolder => self.show_watch(),
            Command::ExportIssue => self.show_export(),
        }
    }

    fn review(&mut self, act: ReviewAct) {
        match act {
            ReviewAct::PickPicture(item, photo) => {
                self.picture_for = Some((item, photo));
                self.ask_for_files(DialogKind::Picture, s::FILTER_PICTURE);
            }
            act => self.import.act(act, &self.writing),
        }
    }

    pub(super) fn change_filter(&mut self, change: impl FnOnce(&mut crate::query::Filter)) {
        let before = self.filter.clone();
        change(&mut self.filter);
        if self.filter != before {
            self.history.changed(before, &self.filter);
            self.reading.ask(Ask::View(self.asked_view()), None);
        }
    }

    /// Looks at a filter of before.
    fn go_to(&mut self, filter: Option<Filter>) {
        if let Some(filter) = filter {
            self.filter = filter;
            self.reading.ask(Ask::View(self.asked_view()), None);
        }
    }

    pub(super) fn step(&mut self, by: isize) {
        let Some(view) = &self.view else { return };
        let at = view.hits.iter().position(|hit| Some(hit.id) == self.selected).unwrap_or_default();
        let next: Option<ArticleId> =
            at.checked_add_signed(by).and_then(|at| view.hits.get(at)).map(|hit| hit.id);
        if let Some(id) = next {
            self.select(id);
            self.mark_read(id, true);
        }
    }

    pub(super) fn copy(&mut self, ctx: &egui::Context, text: impl FnOnce(&Self) -> Option<String>) {
        if let Some(text) = text(self) {
            ctx.copy_text(text);
            self.tell(s::COPIED);
        }
    }

    pub(super) fn full_text(&self) -> Option<String> {
        let article = &self.detail.as_ref()?.article;
        let titles =
            [article.kicker.as_deref(), Some(article.headline.as_str()), article.subtitle.as_deref()];
        let lines = titles.into_iter().flatten().chain(article.paragraphs.iter().map(String::as_str));
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    pub(super) fn citation(&self) -> Option<String> {
        self.photo_citation().or_else(|| self.detail.as_ref().map(|detail| detail.citation()))
    }

    pub(super) fn ask_for_files(&mut self, kind: DialogKind, names: &str) {
        // One dialog at a time: a second would hide behind the first.
        if self.file_dialog.is_some() {
            return;
        }
        let (title, _) = match kind {
            DialogKind::ImportFiles => s::IMPORT,
            DialogKind::ImportFolder => s::IMPORT_FOLDER,
            DialogKind::OpenStore => s::OPEN_STORE,
            DialogKind::Picture => s::R_PICTURE,
            DialogKind::Facsimile => s::ATTACH_FACSIMILE,
            DialogKind::Boundaries => s::LOAD_BOUNDARIES,
            DialogKind::Plan => s::LOAD_PLAN,
            DialogKind::PlaceList => s::COMPARE_LIST,
            DialogKind::Catalogue => s::COLUMNS,
            DialogKind::SaveReport => s::REPORT_TITLE,
            DialogKind::SaveGaps => s::GAPS_TITLE,
            DialogKind::SavePdf => s::PRINT,
            DialogKind::SavePackage => s::EXPORT_ISSUE,
            DialogKind::Inbox => s::WATCH_FOLDER,
        };
        match FileDialog::open(kind, title, names, Arc::clone(&self.wake)) {
            Ok(dialog) => self.file_dialog = Some(dialog),
            Err(error) => {
                tracing::error!(%error, "no file dialog");
                let map = matches!(kind, DialogKind::Boundaries | DialogKind::Plan);
                let dialog = if map { PathDialog::for_map() } else { PathDialog::default() };
                self.dialog = Some(Dialog::Path(dialog));
            }
        }
    }

    pub(super) fn chosen(&mut self, chosen: Chosen) {
        let Chosen { kind, paths } = chosen;
        if paths.is_empty() {
            return;
        }
        match kind {
            DialogKind::OpenStore => {
                if let Some(path) = paths.into_iter().next() {
                    self.ask_open(Ask::Open { path, create: false });
                }
            }
            DialogKind::ImportFiles | DialogKind::ImportFolder => self.start_import(paths),
            DialogKind::Picture => {
                let path = paths.into_iter().next();
                if let (Some(path), Some((item, photo))) = (path, self.picture_for.take()) {
                    self.review(ReviewAct::Edit(Edit::Attach { item, photo, path }));
                }
            }
            DialogKind::Facsimile => paths.into_iter().take(1).for_each(|path| self.take_facsimile(path)),
            DialogKind::SaveGaps => self.save_gaps(paths),
            DialogKind::SavePackage | DialogKind::Inbox => {
                paths.into_iter().take(1).for_each(|path| self.chose_place(kind, path));
            }
            DialogKind::SavePdf => {
                if let (Some(Dialog::Print(dialog)), [path, ..]) = (&mut self.dialog, paths.as_slice()) {
                    dialog.choose(path);
                }
            }
            DialogKind::Boundaries | DialogKind::Plan => {
                let paths = paths.into_iter().take(1);
                paths.for_each(|path| self.map_act(MapAct::Take(path)));
            }
            DialogKind::PlaceList => paths.into_iter().take(1).for_each(|path| self.compare_list(path)),
            DialogKind::Catalogue => paths.into_iter().take(1).for_each(|path| self.ask_columns(path)),
            DialogKind::SaveReport => {
                if let (Some(Dialog::Report(dialog)), Some(store)) = (&self.dialog, &self.store) {
                    let asks = paths.into_iter().map(|path| (Arc::clone(store), dialog.run, path));
                    asks.for_each(|(store, run, path)| {
                        self.writing.ask(WriteAsk::ExportReport(store, run, path));
                    });
                }
            }
        }
    }

    /// Without a store of one's own the first import makes one; the sample takes nothing in.
    pub(super) fn start_import(&mut self, paths: Vec<PathBuf>) {
        match &self.store {
            Some(store) if !self.is_sample && !self.opening => {
                self.import.prepare(&self.writing, store, paths)
            }
            _ => {
                self.import.wait_for_store(paths);
                if !self.opening {
                    let path = self.documents.join(s::DEFAULT_FOLDER).join(s::DEFAULT_STORE);
                    self.ask_open(Ask::Open { path, create: true });
                }
            }
        }
    }

    fn set_area(&mut self, code: PlaceCode) {
        if let Some(store) = &self.store {
            self.import.set_area(&self.writing, store, code);
        }
    }

    pub(super) fn write_answer(&mut self, answer: WriteAnswer) {
        match answer {
            WriteAnswer::Progress(progress) => self.import.progress(progress),
            WriteAnswer::ImportEnded(run, waiting) => {
                self.import.ended(&self.writing, run, waiting);
                self.reload();
            }
            WriteAnswer::Review(answer) => self.review_answer(answer),
            WriteAnswer::LedgerChanged => self.ledger_changed(),
            WriteAnswer::FacsimileKept(page) => self.facsimile_kept(page),
            WriteAnswer::Marked(rows) => self.marked = rows,
            WriteAnswer::ListCompared(path, difference) => self.compared(&path, &difference),
            WriteAnswer::Map(news) => self.map_news(news),
            WriteAnswer::Waiting(drafts, left) => self.import.fetched(&self.writing, drafts, left),
            WriteAnswer::Columns(path, preview, waits) => self.import.ask_columns(path, *preview, waits),
            WriteAnswer::Settled => {
                self.import.settled(&self.writing);
                self.reload();
            }
            answer @ (WriteAnswer::Report(..)
            | WriteAnswer::Printed(..)
            | WriteAnswer::Exported(_)
            | WriteAnswer::Unfinished(_)
            | WriteAnswer::VersionUsed) => self.report_answer(answer),
            WriteAnswer::AreaSet(name, draft) => {
                if self.import.area_set(&self.writing, draft) {
                    self.tell(s::area_set(&name));
                }
                self.forget_articles();
                self.reload();
                self.reading.ask(Ask::Map, None);
                self.read_selected_again();
            }
            WriteAnswer::PlaceAdded(name, articles) => {
                self.tell(s::place_added(&name, articles));
                self.forget_articles();
                self.reload();
                self.reading.ask(Ask::Map, None);
                self.read_selected_again();
            }
            WriteAnswer::ColumnsKept => self.tell(s::COLUMNS_KEPT),
            WriteAnswer::Areas(areas) => self.areas = areas,
            WriteAnswer::Arrived(arrived) => self.arrived(arrived),
            WriteAnswer::NotPrepared(message) => {
                self.import.not_prepared();
                self.tell_failure(message);
            }
            WriteAnswer::Failed(message, draft) => {
                if !self.import.failed(&message, draft) {
                    self.tell_failure(message);
                }
            }
        }
    }

    fn review_answer(&mut self, answer: ReviewAnswer) {
        if let ReviewAnswer::Habits(rows) = answer {
            let line = |row: HabitRow| {
                let HabitRow { paper, shape, role, count } = row;
                HabitLine { paper, shape, role, count }
            };
            self.dialog = Some(Dialog::Habits(rows.into_iter().map(line).collect()));
        } else if let Some(message) = self.import.answered(answer, &self.writing) {
            self.tell_failure(message);
        }
    }

    fn ask_review(&self, ask: ReviewAsk) {
        if let Some(store) = &self.store {
            self.writing.ask(WriteAsk::Review(Arc::clone(store), ask));
        }
    }

    pub(super) fn read_selected_again(&mut self) {
        if let Some(id) = self.selected {
            self.select(id);
        }
    }
}
