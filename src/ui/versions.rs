//! The versions of a page beside each other: a person chooses which is shown.

use egui::{RichText, ScrollArea, Ui};

use super::Action;
use super::dialogs::{acknowledge, dialog};
use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::note;
use crate::model::PageId;
use crate::query::{Change, ItemDifference, PageVersions};

/// The versions of one page, and the way to other pages that have some.
pub struct VersionsDialog {
    /// Every page with a version that is not shown, and its name.
    pub pages: Vec<(PageId, String)>,
    /// The page shown.
    pub shown: PageVersions,
}

impl VersionsDialog {
    /// Draws it.
    pub fn ui(&self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        dialog(ctx, "versions", s::VERSIONS, 680.0, actions, |ui, actions| {
            let p = Palette::of(ui);
            if self.pages.len() > 1 {
                let name = ui.label(RichText::new(s::VERSIONS_PAGE).size(size::LIST).color(p.ink2));
                let combo =
                    egui::ComboBox::from_id_salt("pages").width(400.0).selected_text(&self.shown.title);
                let shown = combo.show_ui(ui, |ui| {
                    for (page, title) in &self.pages {
                        if ui.selectable_label(*page == self.shown.page, title).clicked() {
                            actions.push(Action::ShowVersions(Some(*page)));
                        }
                    }
                });
                shown.response.labelled_by(name.id);
            } else {
                ui.label(RichText::new(&self.shown.title).size(size::BODY).color(p.ink));
            }
            note(ui, s::VERSIONS_WHY);
            ScrollArea::vertical().max_height(400.0).auto_shrink([false, true]).show(ui, |ui| {
                for version in &self.shown.versions {
                    ui.horizontal(|ui| {
                        let name = s::version(version.number, &version.source_name);
                        ui.label(RichText::new(name).size(size::BODY).color(p.ink));
                        if version.current {
                            ui.label(RichText::new(s::VERSION_SHOWN).size(size::LIST).color(p.green));
                        } else if ui.button(s::version_use(version.number)).clicked() {
                            actions.push(Action::UseVersion(version.id));
                        }
                    });
                    for (_, items) in self.shown.differences.iter().filter(|(id, _)| *id == version.id) {
                        if items.is_empty() {
                            note(ui, s::VERSION_SAME);
                        }
                        for item in items {
                            difference(ui, item);
                        }
                    }
                    ui.add_space(gap::M);
                }
            });
            acknowledge(ui, actions);
        });
    }
}

fn difference(ui: &mut Ui, item: &ItemDifference) {
    let p = Palette::of(ui);
    let (word, color) = match item.change {
        Change::Added => (s::ITEM_ADDED, p.green),
        Change::Removed => (s::ITEM_REMOVED, p.red),
        Change::Changed => (s::ITEM_CHANGED, p.amber),
    };
    let text = format!("{word} {}", item.headline);
    ui.label(RichText::new(text).size(size::LIST).color(color));
    for line in &item.lines {
        let (sign, color) = if line.added { ("+", p.green) } else { ("−", p.red) };
        let text = format!("{sign} {}", line.text);
        ui.label(RichText::new(text).size(size::LIST).color(color));
    }
}
