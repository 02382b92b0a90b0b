//! Below the text: what was doubtful about it, the other items of its page, the file it came from.

use egui::{RichText, Ui, vec2};

use super::reading_head::command_link;
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{hairline, note};
use super::{Action, Command};
use crate::query::Detail;

/// What is to be looked at again.
pub fn doubts(ui: &mut Ui, detail: &Detail) {
    let p = Palette::of(ui);
    let doubts: Vec<&str> = detail.remarks.iter().filter(|r| r.doubt).map(|r| r.reason.as_str()).collect();
    if doubts.is_empty() {
        return;
    }
    ui.add_space(gap::L);
    egui::Frame::new().fill(p.amber_soft).corner_radius(6).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(s::DOUBTS).font(theme::bold(size::SMALL)).color(p.amber));
        for doubt in doubts {
            ui.label(RichText::new(doubt).size(size::LIST).color(p.ink));
        }
    });
}

/// The items of the page, in order, this one among them.
pub fn siblings(ui: &mut Ui, detail: &Detail, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    if detail.siblings.len() < 2 {
        return;
    }
    ui.add_space(gap::L);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        ui.label(RichText::new(s::SAME_PAGE).font(theme::bold(size::SMALL)).color(p.ink2));
        command_link(ui, Command::PreviousOnPage, actions);
        command_link(ui, Command::NextOnPage, actions);
    });
    for (id, headline) in &detail.siblings {
        if *id == detail.article.id {
            ui.label(
                RichText::new(s::headline_or_none(headline)).font(theme::serif(size::BODY)).color(p.ink3),
            );
            continue;
        }
        let link = egui::Link::new(
            RichText::new(s::headline_or_none(headline)).font(theme::serif(size::BODY)).color(p.ink2),
        );
        if ui.add(link).clicked() {
            actions.push(Action::Select(*id));
        }
    }
}

/// The file it came from.
pub fn source(ui: &mut Ui, detail: &Detail, actions: &mut Vec<Action>) {
    let source = &detail.article.source;
    let fingerprint: String = source.sha256.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let encoding = source.encoding.as_deref().unwrap_or_default();
    ui.add_space(gap::L);
    hairline(ui);
    ui.add_space(gap::S);
    let line = s::source_line(&source.name, encoding, &fingerprint);
    note(ui, &format!("{} {line}", s::SOURCE));
    if let Some(reference) = &detail.article.reference {
        note(ui, &format!("{} {reference}", s::REFERENCE));
    }
    let catalogued = detail.remarks.iter().filter(|remark| remark.reason.starts_with(s::CATALOGUED));
    catalogued.for_each(|remark| {
        note(ui, &remark.reason);
    });
    ui.horizontal(|ui| {
        command_link(ui, Command::ShowOriginal, actions);
        if detail.versions > 1 && ui.button(s::versions_of_page(detail.versions)).clicked() {
            actions.push(Action::ShowVersions(Some(detail.article.page_id)));
        }
    });
}
