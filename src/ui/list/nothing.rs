//! Why nothing was found, and what to do: each way out is a click.

use egui::{RichText, ScrollArea, Ui};

use crate::query::{Nothing, Part, Query, View, WordAlone};
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::note;
use crate::ui::{Action, SearchAct};

/// Draws it.
pub fn nothing(ui: &mut Ui, nothing: &Nothing, view: &View, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ScrollArea::vertical().id_salt("nothing").auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 20)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = gap::M;
            ui.label(RichText::new(s::NO_HITS).font(theme::headline(size::READING)).color(p.ink));
            for word in &nothing.words {
                word_alone(ui, word, view, actions);
            }
            // Without the words anything passes: that is no way out.
            for (part, articles) in nothing.without.iter().filter(|(part, _)| *part != Part::Query) {
                if link(ui, &s::without(*part, *articles)) {
                    actions.push(Action::Search(SearchAct::LeaveOut(*part)));
                }
            }
            ui.add_space(gap::S);
            if let Some(held) = &view.held {
                note(ui, &held.sentence());
            }
            let held = s::held(&nothing.held);
            if nothing.held.issues == 0 {
                egui::Frame::new().fill(p.amber_soft).corner_radius(6).inner_margin(10).show(ui, |ui| {
                    ui.label(RichText::new(held).size(size::LIST).color(p.ink));
                });
            } else {
                note(ui, &held);
            }
        });
    });
}

fn word_alone(ui: &mut Ui, word: &WordAlone, view: &View, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let color = if word.articles == 0 { p.amber } else { p.ink2 };
    ui.label(RichText::new(s::word_alone(word)).size(size::BODY).color(color));
    if word.nearest.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(12.0, 4.0);
        note(ui, s::NEAREST);
        for (form, articles) in &word.nearest {
            if !link(ui, &s::nearest(form, *articles)) {
                continue;
            }
            let query = &view.filter().query;
            if let Ok(query) = Query::parse(&query.text().replace(&word.word, form), query.folding()) {
                actions.push(Action::Search(SearchAct::SetQuery(query)));
            }
        }
    });
}

fn link(ui: &mut Ui, text: &str) -> bool {
    let p = Palette::of(ui);
    ui.add(egui::Link::new(RichText::new(text).size(size::LIST).color(p.blue))).clicked()
}
