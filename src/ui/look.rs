//! How what is read looks: size, line height, spaces, contrast; a menu in the status bar.

use egui::{Popup, RichText, Ui};

use super::article::Look;
use super::strings as s;
use super::theme::{Palette, size};
use super::widgets::{quiet_button, segmented};
use super::{Action, Command};

/// Draws the button of the menu.
pub fn look_menu(ui: &mut Ui, look: Look, contrast: bool, actions: &mut Vec<Action>) {
    let button = quiet_button(ui, &s::look(look.percent));
    Popup::menu(&button)
        .width(420.0)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| menu(ui, look, contrast, actions));
}

fn menu(ui: &mut Ui, look: Look, contrast: bool, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let mut changed = look;
    let choice = |ui: &mut Ui, name: &str, labels: &[String], chosen: Option<usize>| {
        ui.label(RichText::new(name).size(size::SMALL).color(p.ink2));
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let names: Vec<String> = labels.iter().map(|label| format!("{name} {label}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        segmented(ui, &labels, &names, chosen.unwrap_or(usize::MAX))
    };
    let percents = Look::PERCENTS.map(|percent| format!("{percent}%"));
    let chosen = Look::PERCENTS.iter().position(|percent| *percent == look.percent);
    if let Some(at) = choice(ui, s::LOOK_SIZE, &percents, chosen) {
        changed.percent = Look::PERCENTS[at];
    }
    let lines = Look::LINES.map(s::line_height);
    let chosen = Look::LINES.iter().position(|line| *line == look.line);
    if let Some(at) = choice(ui, s::LOOK_LINE, &lines, chosen) {
        changed.line = Look::LINES[at];
    }
    ui.add_space(4.0);
    ui.checkbox(&mut changed.latin_space, s::LOOK_SPACE).on_hover_text(s::LOOK_SPACE_WHY);
    let mut high = contrast;
    let command = Command::ToggleContrast;
    if ui.checkbox(&mut high, s::LOOK_CONTRAST).on_hover_text(command.tooltip(ui.ctx())).changed() {
        actions.push(Action::Run(command));
    }
    if changed != look {
        actions.push(Action::SetLook(changed));
    }
}
