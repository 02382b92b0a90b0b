//! Above the text: the ways to other articles, and where and when this one was printed, by whom, of which places.

use egui::{RichText, Ui, vec2};
use egui_material_icons::icons;

use super::check_places::check_places;
use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{icon_button, quiet_button};
use super::{Action, Command, MainData, SearchAct};
use crate::model::{Certainty, PersonRole, PlaceCode, weekday_name};
use crate::query::Detail;

/// The bar above the article.
pub fn toolbar(ui: &mut Ui, detail: &Detail, data: &MainData, occurrences: usize, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        for (command, icon) in
            [(Command::Previous, icons::ICON_CHEVRON_LEFT), (Command::Next, icons::ICON_CHEVRON_RIGHT)]
        {
            let response = icon_button(ui, icon, command.words().0);
            if response.on_hover_text(command.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Run(command));
            }
        }
        if let Some(view) = data.view
            && let Some(at) = view.hits.iter().position(|hit| hit.id == detail.article.id)
        {
            ui.label(RichText::new(s::position(at + 1, view.total)).size(size::LIST).color(p.ink2));
        }
        if occurrences > 0 {
            occurrence_buttons(ui, data, occurrences, actions);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(14.0);
            for command in [Command::CopyText, Command::CopyCitation] {
                if quiet_button(ui, command.words().0).on_hover_text(command.tooltip(ui.ctx())).clicked() {
                    actions.push(Action::Run(command));
                }
            }
            let marked = data.is_marked(detail.article.id);
            let icon = if marked { icons::ICON_BOOKMARK_ADDED } else { icons::ICON_BOOKMARK_ADD };
            let command = Command::ToggleMark;
            if icon_button(ui, icon, command.words().0).on_hover_text(command.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Run(command));
            }
        });
    });
    ui.add_space(3.0);
}

/// To the occurrence before and after, and whether the article counts as read.
fn occurrence_buttons(ui: &mut Ui, data: &MainData, count: usize, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.add_space(gap::L);
    for (command, icon) in [
        (Command::PreviousOccurrence, icons::ICON_EXPAND_LESS),
        (Command::NextOccurrence, icons::ICON_EXPAND_MORE),
    ] {
        let response = icon_button(ui, icon, command.words().0);
        if response.on_hover_text(command.tooltip(ui.ctx())).clicked() {
            actions.push(Action::Run(command));
        }
    }
    let said = match data.search.occurrence.filter(|at| *at < count) {
        Some(at) => s::occurrence_at(at + 1, count),
        None => s::occurrences(count),
    };
    ui.label(RichText::new(said).size(size::LIST).color(p.ink2));
    let read = data.selected.is_some_and(|id| data.view.is_some_and(|view| view.read.contains(&id)));
    ui.add_space(gap::M);
    let name = if read { s::READ_MARK } else { s::NOT_READ };
    let why = format!("{}  {}", s::READ_WHY, Command::ToggleRead.key_text(ui.ctx()));
    if quiet_button(ui, name).on_hover_text(why).clicked() {
        actions.push(Action::Run(Command::ToggleRead));
    }
}

/// Paper, date, page, signatures, event date, places.
pub fn facts(ui: &mut Ui, detail: &Detail, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let article = &detail.article;
    ui.add_space(gap::S);
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        // Unbroken, so that a fact goes to the next line as a whole.
        let fact = |ui: &mut Ui, text: String, size, color| {
            ui.add(egui::Label::new(RichText::new(text).size(size).color(color)).extend())
        };
        fact(ui, article.paper.clone(), size::LIST, p.ink2);
        fact(ui, format!("{} {}", article.date, weekday_name(article.date)), size::LIST, p.ink2);
        fact(ui, s::page_label(&article.page, article.page_name.as_deref()), size::LIST, p.ink2);
        signatures(ui, detail, actions);
        if let Some(event) = detail.events.iter().find(|event| event.certainty == Certainty::Day) {
            fact(ui, s::event(&event.date.to_string(), &event.words), size::LIST, p.ink2)
                .on_hover_text(&event.reason);
        }
    });
    ways(ui, actions);
    let places = distinct_places(detail);
    if !places.is_empty() || !detail.open_places.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
            ui.label(RichText::new(s::PLACES).size(size::LIST).color(p.ink3));
            for (code, name) in places {
                let link = egui::Link::new(RichText::new(name).size(size::LIST).color(p.blue));
                let path = data.view.map(|view| view.archive.path(code)).unwrap_or_default();
                if ui.add(link).on_hover_text(path).clicked() {
                    actions.push(Action::ChoosePlace(code, false));
                }
            }
            if let Some(view) = data.view {
                check_places(ui, detail, &view.archive, data, actions);
            }
        });
    }
    ui.add_space(gap::S);
}

/// Who signs, each a way to all that they signed.
fn signatures(ui: &mut Ui, detail: &Detail, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    for (role, word) in [
        (PersonRole::Correspondent, s::CORRESPONDENT),
        (PersonRole::Reporter, s::REPORTER),
        (PersonRole::Photographer, s::PHOTOGRAPHER),
        (PersonRole::Author, s::AUTHOR),
    ] {
        for (at, name) in detail.names(role).into_iter().enumerate() {
            // The first name stands with its role.
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                ui.horizontal(|ui| {
                    if at == 0 {
                        let word = RichText::new(word).size(size::LIST).color(p.ink2);
                        ui.add(egui::Label::new(word).extend());
                    }
                    let link = egui::Link::new(RichText::new(name).size(size::LIST).color(p.blue));
                    if ui.add(link).on_hover_text(s::only_by(word, name)).clicked() {
                        actions.push(Action::Search(SearchAct::TogglePerson(role, name.to_owned())));
                    }
                });
            });
        }
    }
}

/// From the article to its time.
fn ways(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        for command in [
            Command::ShowInTimeline,
            Command::PreviousIssue,
            Command::NextIssue,
            Command::SameDay,
            Command::EveryYear,
        ] {
            command_link(ui, command, actions);
        }
    });
}

/// A command as a link.
pub fn command_link(ui: &mut Ui, command: Command, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let link = egui::Link::new(RichText::new(command.words().0).size(size::LIST).color(p.blue));
    if ui.add(link).on_hover_text(command.tooltip(ui.ctx())).clicked() {
        actions.push(Action::Run(command));
    }
}

fn distinct_places(detail: &Detail) -> Vec<(PlaceCode, &str)> {
    let mut places: Vec<(PlaceCode, &str)> = Vec::new();
    for place in &detail.places {
        if let Some(code) = place.code
            && places.iter().all(|(other, _)| *other != code)
        {
            places.push((code, &place.name));
        }
    }
    places.sort_by_key(|(code, _)| code.to_string());
    places
}
