//! A card whose fields are written over.

use egui::{RichText, TextEdit, Ui, vec2};

use super::cards::role_words;
use super::{ReviewAct, ReviewCommand, ReviewData, ReviewPanel};
use crate::import::edit::{Edit, ItemField, PageEdit};
use crate::model::{Item, Person};
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};

/// Width of the names of the fields, in points.
const LABEL: f32 = 64.0;

/// The fields of one item as typed.
pub(super) struct CardEdit {
    item: usize,
    texts: Vec<(ItemField, String)>,
    /// The names in each role, a space between them.
    people: [String; 4],
    wants_focus: bool,
}

impl CardEdit {
    pub(super) fn new(edit: &PageEdit, item: usize) -> Self {
        let shown = edit.position(item).and_then(|at| edit.page().items.get(at));
        let people = role_words().map(|(role, _)| {
            let names = |item: &Item| item.names(role).map(str::to_owned).collect::<Vec<_>>().join(" ");
            shown.map(names).unwrap_or_default()
        });
        Self { item, texts: edit.texts_of(item), people, wants_focus: true }
    }

    /// The first line of the item.
    pub(super) fn item(&self) -> usize {
        self.item
    }

    /// Everybody as typed, in the order of the roles.
    fn signers(&self) -> Vec<Person> {
        let roles = role_words().into_iter().zip(&self.people);
        roles
            .flat_map(|((role, _), names)| {
                let names = names.split(|c: char| c.is_whitespace() || s::NAME_MARKS.contains(&c));
                names.filter(|name| !name.is_empty()).map(move |name| Person { role, name: name.to_owned() })
            })
            .collect()
    }
}

impl ReviewPanel {
    pub(super) fn card_fields(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let Some(editing) = &mut self.editing else { return };
        let item = editing.item;
        ui.spacing_mut().item_spacing.y = gap::S;
        let focus = std::mem::take(&mut editing.wants_focus);
        let (titles, rest): (Vec<_>, Vec<_>) =
            editing.texts.iter_mut().partition(|(field, _)| is_title(field));
        let mut typed = Vec::new();
        for (field, text) in titles {
            let response = named(ui, &name_of(field), text, false);
            if focus && *field == ItemField::Headline {
                response.request_focus();
            }
            if response.changed() {
                typed.push(Edit::SetField { item, field: *field, text: text.clone() });
            }
        }
        let mut signed = false;
        for ((_, word), names) in role_words().into_iter().zip(&mut editing.people) {
            signed |= named(ui, word, names, false).on_hover_text(s::NAMES_HINT).changed();
        }
        for (field, text) in rest {
            let long = !matches!(field, ItemField::Credit(_));
            if named(ui, &name_of(field), text, long).changed() {
                typed.push(Edit::SetField { item, field: *field, text: text.clone() });
            }
        }
        if signed {
            typed.push(Edit::SetPeople { item, people: editing.signers() });
        }
        actions.extend(typed.into_iter().map(|edit| Action::Review(ReviewAct::Edit(edit))));
        ui.horizontal(|ui| {
            ui.add_space(LABEL + gap::M);
            let leave = ReviewCommand::Leave;
            if ui.button(leave.words().0).on_hover_text(leave.tooltip(ui.ctx())).clicked() {
                self.run(&ui.ctx().clone(), leave, data, actions);
            }
        });
    }
}

fn is_title(field: &ItemField) -> bool {
    matches!(field, ItemField::Kicker | ItemField::Headline | ItemField::Subtitle)
}

fn name_of(field: &ItemField) -> String {
    match field {
        ItemField::Kicker => s::ROLE_KICKER.to_owned(),
        ItemField::Headline => s::ROLE_HEADLINE.to_owned(),
        ItemField::Subtitle => s::ROLE_SUBTITLE.to_owned(),
        ItemField::Paragraph(at) => s::paragraph_name(at + 1),
        ItemField::Caption(at) => s::caption_name(at + 1),
        ItemField::Credit(at) => s::credit_name(at + 1),
    }
}

fn named(ui: &mut Ui, name: &str, text: &mut String, long: bool) -> egui::Response {
    let p = Palette::of(ui);
    ui.horizontal_top(|ui| {
        let label = ui.allocate_ui_with_layout(
            vec2(LABEL, 26.0),
            egui::Layout::right_to_left(egui::Align::Center),
            |ui| {
                ui.set_min_width(LABEL);
                ui.label(RichText::new(name).size(size::SMALL).color(p.ink2))
            },
        );
        let font = if long { theme::serif(size::BODY) } else { theme::sans(size::LIST) };
        let edit = if long { TextEdit::multiline(text).desired_rows(1) } else { TextEdit::singleline(text) };
        let edit = edit.font(font).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 4));
        ui.add(edit).labelled_by(label.inner.id)
    })
    .inner
}
