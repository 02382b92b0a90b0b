//! The dialog on top of the window.

use crate::ui::{
    self, Action, AddPlaceDialog, AreaDialog, ExportDialog, HabitLine, KeptData, KeptDialog, LedgerDialog,
    OriginalDialog, PathDialog, PeopleData, PeopleDialog, PlaceCardData, PlaceDialog, PlaceListDialog,
    PrintDialog, ReportDialog, VersionsDialog, WatchDialog,
};

use super::JiuwenApp;

/// The dialog on top of the window.
pub(super) enum Dialog {
    Path(PathDialog),
    Area(AreaDialog),
    AddPlace(AddPlaceDialog),
    Kept(Box<KeptDialog>),
    Report(ReportDialog),
    Versions(VersionsDialog),
    Ledger(Box<LedgerDialog>),
    Place(Box<PlaceDialog>),
    PlaceList(PlaceListDialog),
    Print(PrintDialog),
    Export(ExportDialog),
    Watch(WatchDialog),
    Marked,
    Original(Box<OriginalDialog>),
    People(Box<PeopleDialog>),
    Habits(Vec<HabitLine>),
    Failure(String),
}

impl JiuwenApp {
    pub(super) fn draw_dialogs(&mut self, ui: &egui::Ui, actions: &mut Vec<Action>) {
        let ctx = ui.ctx();
        self.import.ui(ctx, &mut self.panels.review, self.view.as_deref(), actions);
        if let Some(asked) = &mut self.import.columns {
            asked.dialog.ui(ctx, actions);
        }
        let streets = || {
            let archive = self.view.as_ref().map(|view| &view.archive);
            let area = archive.and_then(|archive| archive.area()).map(|area| area.code);
            let parents = archive.into_iter().flat_map(|archive| archive.places());
            parents
                .filter(|place| {
                    area.is_some_and(|area| place.code.is_within(area)) && place.may_hold_others()
                })
                .cloned()
                .collect::<Vec<_>>()
        };
        match &mut self.dialog {
            Some(Dialog::Path(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Area(dialog)) => dialog.ui(ctx, &self.areas, actions),
            Some(Dialog::AddPlace(dialog)) => dialog.ui(ctx, &streets(), actions),
            Some(Dialog::Kept(dialog)) => {
                let archive = self.view.as_ref().map(|view| &*view.archive);
                dialog.ui(ctx, &KeptData { kept: self.search.kept(), archive }, actions);
            }
            Some(Dialog::Failure(text)) => ui::message_dialog(ctx, text, actions),
            Some(Dialog::Habits(habits)) => ui::habits_dialog(ctx, habits, actions),
            Some(Dialog::PlaceList(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Report(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Versions(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Ledger(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Print(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Export(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Watch(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::Marked) => ui::marked_dialog(ctx, &self.marked, actions),
            Some(Dialog::Original(dialog)) => dialog.ui(ctx, actions),
            Some(Dialog::People(dialog)) => {
                let people = self.people.as_ref().map(|(words, people)| (words.as_str(), people.as_slice()));
                let papers = self.view.as_ref().map_or(&[][..], |view| view.archive.papers());
                dialog.ui(ctx, PeopleData { people, papers }, actions);
            }
            Some(Dialog::Place(dialog)) => {
                if let Some(view) = &self.view {
                    let data = PlaceCardData { archive: &view.archive, preview: self.places.preview() };
                    dialog.ui(ctx, data, actions);
                }
            }
            None => {}
        }
    }
}
