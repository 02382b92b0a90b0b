//! What persons did to the list of places, the latest first, to be undone and done again.

use egui::{RichText, Ui};

use super::PlaceCardData;
use crate::query::PlaceCard;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, size};
use crate::ui::widgets::note;
use crate::ui::{Action, PlaceAct};

pub fn history(ui: &mut Ui, card: &PlaceCard, data: PlaceCardData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal(|ui| {
        let (undo, redo) = (card.steps.iter().any(|step| !step.undone), card.steps.iter().any(|s| s.undone));
        for (ready, word, act) in [(undo, s::UNDO_EDIT, PlaceAct::Undo), (redo, s::REDO_EDIT, PlaceAct::Redo)]
        {
            if ui.add_enabled_ui(ready, |ui| ui.button(word).clicked()).inner {
                actions.push(Action::Place(act));
            }
        }
        note(ui, s::HISTORY_WHY);
    });
    if card.steps.is_empty() {
        note(ui, s::NO_EDITS);
    }
    for step in &card.steps {
        ui.horizontal(|ui| {
            note(ui, &step.entered);
            let color = if step.undone { p.ink3 } else { p.ink };
            let mut text =
                RichText::new(s::edit_words(&step.edit, data.archive)).size(size::LIST).color(color);
            if step.undone {
                text = text.strikethrough();
            }
            ui.add(egui::Label::new(text).wrap());
        });
    }
}
