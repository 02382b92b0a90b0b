//! The top of the review: the file, and the fields that a page cannot do without.

use egui::{ComboBox, RichText, Stroke, TextEdit, Ui, vec2};

use super::{ReviewAct, ReviewCommand, ReviewData, ReviewPanel};
use crate::import::edit::{DoubtAt, HeadField};
use crate::import::page_number;
use crate::model::weekday_name;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap, size};
use crate::ui::widgets::{note, panel_title};
use crate::ui::{Action, Command};

/// Encodings that a person can choose, by their names in the WHATWG Encoding Standard.
const ENCODINGS: [&str; 6] = ["UTF-8", "GB18030", "GBK", "UTF-16LE", "UTF-16BE", "Big5"];

/// The file, its facts and its encoding.
pub(super) fn title(ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
    ui.set_height(48.0);
    ui.horizontal_centered(|ui| {
        panel_title(ui, s::REVIEW);
        ui.add_space(gap::S);
        let sha256 = data.sha256.get(..12).unwrap_or(data.sha256);
        note(ui, &s::file_facts(data.name, data.bytes, sha256));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let combo = ComboBox::from_id_salt("encoding").width(96.0).selected_text(data.encoding);
            let shown = combo.show_ui(ui, |ui| {
                for name in ENCODINGS {
                    let chosen = name.eq_ignore_ascii_case(data.encoding);
                    if ui.selectable_label(chosen, name).clicked() && !chosen {
                        actions.push(Action::Review(ReviewAct::ReadAgain(name.to_owned())));
                    }
                }
            });
            let label = ui.label(RichText::new(s::ENCODING).size(size::SMALL).color(Palette::of(ui).ink3));
            shown.response.labelled_by(label.id).on_hover_text(s::ENCODING_WHY);
        });
    });
}

impl ReviewPanel {
    pub(super) fn head(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let before = self.fields.clone();
        ui.spacing_mut().item_spacing = vec2(gap::M, 6.0);
        ui.horizontal_wrapped(|ui| self.fields(ui, data, actions));
        ui.horizontal_wrapped(|ui| self.proposals(ui, data, actions));
        if let Some((name, Some(reason))) = &data.area {
            ui.label(RichText::new(s::area_reason(name, reason)).size(size::LIST).color(p.ink2));
        }
        self.page_doubts(ui, data, actions);
        if let Some(error) = data.error {
            ui.label(RichText::new(error).size(size::LIST).color(p.red));
        }
        if self.fields != before {
            actions.push(Action::Review(ReviewAct::Type(self.fields.clone())));
        }
    }

    fn fields(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let focus = self.focus.take();
        let paper_open = self.fields.paper.trim().is_empty();
        let paper = field(ui, s::PAPER, &mut self.fields.paper, 150.0, "", paper_open);
        ui.add_space(gap::S);
        let day = self.fields.day();
        let date = field(ui, s::DATE, &mut self.fields.date, 120.0, s::DATE_HINT, day.is_none());
        match day {
            None if !self.fields.date.is_empty() => {
                ui.label(RichText::new(s::DATE_WRONG).size(size::LIST).color(p.red));
            }
            // Its room is kept while there is no date, so that the fields after it stay where they are.
            day => {
                let weekday = RichText::new(day.map_or("", weekday_name)).size(size::LIST).color(p.ink2);
                ui.add_sized(vec2(44.0, 20.0), egui::Label::new(weekday));
            }
        }
        ui.add_space(gap::S);
        let number_open = page_number(&self.fields.number).is_none();
        let number = field(ui, s::PAGE, &mut self.fields.number, 52.0, "", number_open);
        ui.add_space(gap::S);
        field(ui, s::PAGE_NAME, &mut self.fields.name, 90.0, "", false);
        for (wanted, response) in
            [(HeadField::Paper, paper), (HeadField::Date, date), (HeadField::Number, number)]
        {
            if focus == Some(wanted) {
                response.request_focus();
            }
        }
        ui.add_space(gap::S);
        ui.label(RichText::new(s::AREA).size(size::LIST).color(p.ink2));
        let area = data.area.as_ref().map_or(s::AREA_UNSET, |(name, _)| name.as_str());
        if ui.button(area).on_hover_text(s::AREA_WHY).clicked() {
            actions.push(Action::Run(Command::ChooseArea));
        }
    }

    /// Doubts that belong to no item.
    fn page_doubts(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        for doubt in data.edit.doubts().iter().filter(|doubt| matches!(doubt.at, DoubtAt::Page(_))) {
            let fill = if self.shown == Some(doubt.at) { p.amber_soft } else { egui::Color32::TRANSPARENT };
            egui::Frame::new().fill(fill).corner_radius(4).show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(&doubt.reason).size(size::LIST).color(p.amber));
                    let settle =
                        RichText::new(ReviewCommand::Settle.words().0).size(size::LIST).color(p.blue);
                    let button = ui.add(egui::Button::new(settle).frame(false));
                    let tip = ReviewCommand::Settle.tooltip(ui.ctx());
                    if let (true, Some(edit)) = (button.on_hover_text(tip).clicked(), doubt.settled()) {
                        actions.push(Action::Review(ReviewAct::Edit(edit)));
                    }
                });
            });
        }
    }

    /// What is open, and what the text supports for it.
    fn proposals(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        for open in self.fields.open() {
            let words = match open {
                HeadField::Paper => s::PAPER_NEEDED,
                HeadField::Date => s::DATE_NEEDED,
                HeadField::Number => s::PAGE_WRONG,
            };
            ui.label(RichText::new(words).size(size::LIST).color(p.amber));
        }
        if let Some(proposal) = &data.edit.page().head.date {
            ui.label(RichText::new(&proposal.reason).size(size::LIST).color(p.ink2));
            let text = proposal.date.to_string();
            if self.fields.date != text {
                let button = ui.button(format!("{} {text}", s::USE_DATE));
                if button.on_hover_text(ReviewCommand::UseDate.tooltip(ui.ctx())).clicked() {
                    self.run(ui.ctx(), ReviewCommand::UseDate, data, actions);
                }
            }
        }
    }
}

fn field(ui: &mut Ui, label: &str, text: &mut String, width: f32, hint: &str, doubt: bool) -> egui::Response {
    let p = Palette::of(ui);
    let name = ui.label(RichText::new(label).size(size::LIST).color(p.ink2));
    ui.scope(|ui| {
        if doubt {
            ui.visuals_mut().text_edit_bg_color = Some(p.amber_soft);
            ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, p.amber);
        }
        let edit = TextEdit::singleline(text)
            .desired_width(width)
            .hint_text(RichText::new(hint).color(p.ink3))
            .margin(egui::Margin::symmetric(8, 5));
        ui.add(edit).labelled_by(name.id)
    })
    .inner
}
