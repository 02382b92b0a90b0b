//! Filters that are kept: the one that is looked at gets a name, others are opened, renamed, removed.

use egui::{Key, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};
use egui_material_icons::icons;

use super::chips::words_of;
use super::dialogs::{close_button, dialog, named_edit};
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{ClippedText, focus_ring, hairline, icon_button, note, panel_title, primary_button};
use super::{Action, SearchAct};
use crate::query::{Archive, Asked, Kept};

const ROW: f32 = 44.0;

/// The dialog, with what is being typed.
pub struct KeptDialog {
    /// The filter that is looked at, and the name it is to have; none where it holds everything.
    now: Option<(Asked, String)>,
    /// A kept filter that is being renamed, and its new name.
    renamed: Option<(Asked, String)>,
}

/// What the dialog shows besides.
pub struct KeptData<'a> {
    /// By name.
    pub kept: &'a [Kept],
    /// Names of places.
    pub archive: Option<&'a Archive>,
}

impl KeptDialog {
    /// For the filter that is looked at, under the name it has, or what it asks for in words.
    pub fn new(now: Asked, data: &KeptData) -> Self {
        let known = data.kept.iter().find(|kept| kept.asked == now).map(|kept| kept.name.clone());
        let name = known.unwrap_or_else(|| words_of(&now, data.archive));
        Self { now: (!now.filter.is_empty()).then_some((now, name)), renamed: None }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, data: &KeptData, actions: &mut Vec<Action>) {
        dialog(ctx, "kept", s::KEPT_TITLE, 560.0, actions, |ui, actions| {
            if let Some((asked, name)) = &mut self.now {
                keep(ui, asked, name, self.renamed.is_none(), data, actions);
                hairline(ui);
            }
            panel_title(ui, s::KEPT_LIST);
            if data.kept.is_empty() {
                note(ui, s::NOTHING_KEPT);
            }
            ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
                for kept in data.kept {
                    match &mut self.renamed {
                        Some((asked, name)) if *asked == kept.asked => {
                            if rename(ui, asked, name, data.kept, actions) {
                                self.renamed = None;
                            }
                        }
                        _ => {
                            if row(ui, kept, data.archive, actions) {
                                self.renamed = Some((kept.asked.clone(), kept.name.clone()));
                            }
                        }
                    }
                }
            });
            close_button(ui, actions);
        });
    }
}

/// Whether a name may be given: not empty, and no other filter's.
fn is_free(name: &str, asked: &Asked, kept: &[Kept]) -> bool {
    !name.is_empty() && !kept.iter().any(|other| other.name == name && other.asked != *asked)
}

fn is_taken_note(ui: &mut Ui, name: &str, asked: &Asked, kept: &[Kept]) {
    if !name.is_empty() && !is_free(name, asked, kept) {
        let p = Palette::of(ui);
        ui.label(RichText::new(s::name_taken(name)).size(size::SMALL).color(p.amber));
    }
}

/// The filter that is looked at, with its name.
fn keep(
    ui: &mut Ui,
    asked: &Asked,
    name: &mut String,
    takes_enter: bool,
    data: &KeptData,
    actions: &mut Vec<Action>,
) {
    named_edit(ui, s::KEEP_NAME, name, "", true);
    note(ui, &words_of(asked, data.archive));
    let name = name.trim();
    is_taken_note(ui, name, asked, data.kept);
    // In a row of its own: more follows below, and from the right a layout takes all the height there is.
    let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let ready = is_free(name, asked, data.kept);
        let enter = takes_enter && ready && ui.input(|input| input.key_pressed(Key::Enter));
        let clicked = ui.add_enabled_ui(ready, |ui| primary_button(ui, s::KEEP_DO).clicked()).inner;
        if clicked || enter {
            actions.push(Action::Search(SearchAct::Keep(asked.clone(), name.to_owned())));
            actions.push(Action::CloseDialog);
        }
    });
}

/// A kept filter; true where it is to be renamed.
fn row(ui: &mut Ui, kept: &Kept, archive: Option<&Archive>, actions: &mut Vec<Action>) -> bool {
    let p = Palette::of(ui);
    let mut renames = false;
    ui.horizontal(|ui| {
        let width = ui.available_width() - 80.0;
        let (rect, button) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
        if button.hovered() {
            ui.painter().rect_filled(rect, 6, p.panel);
        }
        let mut words = words_of(&kept.asked, archive);
        if words == kept.name {
            words.clear();
        }
        let lines = [(&kept.name, size::BODY, p.ink, 4.0), (&words, size::SMALL, p.ink3, 24.0)];
        for (text, points, color, y) in lines {
            let line = ClippedText { text, font: theme::sans(points), color, rows: 1, hits: &[] };
            let galley = line.layout(ui, width - 16.0);
            ui.painter().galley(rect.min + vec2(8.0, y), galley, color);
        }
        focus_ring(ui, &button, rect, 6);
        let name = s::open_kept(&kept.name);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if button.on_hover_text(s::OPEN_KEPT).clicked() {
            actions.push(Action::Search(SearchAct::Show(kept.asked.clone())));
            actions.push(Action::CloseDialog);
        }
        ui.add_space(gap::S);
        renames = icon_button(ui, icons::ICON_EDIT, &s::rename_kept(&kept.name)).clicked();
        if icon_button(ui, icons::ICON_DELETE, &s::remove_kept(&kept.name)).clicked() {
            actions.push(Action::Search(SearchAct::Release(kept.asked.clone())));
        }
    });
    renames
}

/// The new name of a kept filter; true where that is done or given up.
fn rename(ui: &mut Ui, asked: &Asked, name: &mut String, kept: &[Kept], actions: &mut Vec<Action>) -> bool {
    let mut done = false;
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(name)
            .id(egui::Id::unique("new name"))
            .desired_width(ui.available_width() - 130.0)
            .margin(egui::Margin::symmetric(8, 6));
        let response = ui.add(edit);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, s::NEW_NAME);
            info.current_text_value = Some(name.clone());
            info
        });
        let ready = is_free(name.trim(), asked, kept);
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        let clicked = ui.add_enabled_ui(ready, |ui| ui.button(s::RENAME).clicked()).inner;
        if ready && (clicked || enter) {
            actions.push(Action::Search(SearchAct::Keep(asked.clone(), name.trim().to_owned())));
            done = true;
        }
        done |= ui.button(s::CANCEL).clicked();
    });
    is_taken_note(ui, name.trim(), asked, kept);
    done
}
