//! 人物: who signs and who is named with an office, how often and when; two names of one person made one, one name of
//! two persons parted.

use egui::{
    Align2, ComboBox, CornerRadius, Key, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::Action;
use super::dialogs::{close_button, dialog, field, named_edit};
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{hairline, note, panel_title, sparkline};
use crate::model::PersonRole;
use crate::query::{PersonCount, PersonEdit};

const WIDTH: f32 = 720.0;
/// What is above and below the list, in points.
const AROUND: f32 = 400.0;
const ROW: f32 = 30.0;
/// How large the course of a person over time is drawn, and what the count takes.
const SPARK: (f32, f32) = (72.0, 16.0);
const COUNT: f32 = 64.0;

/// What a person at the desk does with persons.
#[derive(Clone, Debug, PartialEq)]
pub enum PeopleAct {
    /// List those whose names hold these words.
    Find(String),
    /// Look at what this person has in these roles only.
    LookAt(String, Vec<PersonRole>),
    /// Make two one, or part one name.
    Edit(PersonEdit),
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
}

/// What the dialog shows.
#[derive(Clone, Copy)]
pub struct PeopleData<'a> {
    /// Persons under the filter, and the words that their names hold.
    pub people: Option<(&'a str, &'a [PersonCount])>,
    /// Every paper.
    pub papers: &'a [String],
}

/// The dialog.
#[derive(Default)]
pub struct PeopleDialog {
    typed: String,
    asked: Option<String>,
    /// The person that is looked at.
    chosen: Option<String>,
    /// What is being typed about that one.
    other: String,
    paper: Option<String>,
    apart: String,
}

impl PeopleDialog {
    /// The list changed: it is asked for again.
    pub fn is_stale(&mut self) {
        self.asked = None;
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &egui::Context, data: PeopleData, actions: &mut Vec<Action>) {
        let height = (ctx.content_rect().height() - AROUND).clamp(150.0, 420.0);
        dialog(ctx, "people", s::PEOPLE_TITLE, WIDTH, actions, |ui, actions| {
            note(ui, s::PEOPLE_WHY);
            named_edit(ui, s::FIND_PERSON, &mut self.typed, s::FIND_PERSON_HINT, true);
            let words = self.typed.trim().to_owned();
            if self.asked.as_ref() != Some(&words) {
                actions.push(Action::People(PeopleAct::Find(words.clone())));
                self.asked = Some(words);
            }
            let people = data.people.map_or(&[][..], |(_, people)| people);
            if data.people.is_none() {
                note(ui, s::LOADING);
            } else if people.is_empty() {
                note(ui, s::NO_SUCH_PERSON);
            }
            self.keys(ui, people);
            let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                list.auto_shrink([false, false]).show_rows(ui, ROW, people.len(), |ui, range| {
                    for person in people.get(range).into_iter().flatten() {
                        self.row(ui, person);
                    }
                });
            });
            hairline(ui);
            let chosen = people.iter().find(|person| Some(&person.person) == self.chosen.as_ref());
            match chosen {
                Some(person) => self.about(ui, person, data, actions),
                None => {
                    note(ui, s::CHOOSE_A_PERSON);
                }
            }
            close_button(ui, actions);
        });
    }

    /// ↑↓ go through the list while the box keeps the keyboard.
    fn keys(&mut self, ui: &Ui, people: &[PersonCount]) {
        let at = people.iter().position(|person| Some(&person.person) == self.chosen.as_ref());
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let to = match at {
            None if pressed(Key::ArrowDown) => 0,
            Some(at) if pressed(Key::ArrowDown) => at + 1,
            Some(at) if pressed(Key::ArrowUp) => at.saturating_sub(1),
            _ => return,
        };
        if let Some(person) = people.get(to) {
            self.choose(person);
        }
    }

    fn choose(&mut self, person: &PersonCount) {
        self.chosen = Some(person.person.clone());
        (self.other, self.paper, self.apart) = Default::default();
    }

    fn row(&mut self, ui: &mut Ui, person: &PersonCount) {
        let p = Palette::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        let chosen = self.chosen.as_ref() == Some(&person.person);
        if chosen || response.hovered() {
            let fill = if chosen { p.red_soft } else { p.line.gamma_multiply(0.5) };
            ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        }
        let color = if chosen { p.red } else { p.ink };
        let at = rect.left_center() + vec2(gap::M, 0.0);
        let name = ui.painter().text(at, Align2::LEFT_CENTER, &person.person, theme::bold(size::LIST), color);
        let at = name.right_center() + vec2(gap::M + gap::S, 0.0);
        let roles = s::person_roles(&person.roles);
        ui.painter().text(at, Align2::LEFT_CENTER, roles, theme::sans(size::SMALL), p.ink3);
        let at = egui::pos2(rect.right() - COUNT - SPARK.0 / 2.0, rect.center().y);
        let room = Rect::from_center_size(at, SPARK.into());
        sparkline(ui, room, &person.trend, if chosen { p.red } else { p.bar });
        let at = rect.right_center() - vec2(gap::M, 0.0);
        let count = s::articles(person.articles);
        ui.painter().text(at, Align2::RIGHT_CENTER, count, theme::sans(size::SMALL), p.ink3);
        let name = s::person_counts(person);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
        if response.clicked() {
            self.choose(person);
        }
    }

    /// What can be done with the chosen person.
    fn about(&mut self, ui: &mut Ui, person: &PersonCount, data: PeopleData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.horizontal(|ui| {
            panel_title(ui, &person.person);
            ui.label(RichText::new(s::names_of(person)).size(size::SMALL).color(p.ink2));
        });
        ui.horizontal(|ui| {
            if ui.button(s::LOOK_AT_PERSON).clicked() {
                let roles = person.roles.iter().map(|(role, _)| *role).collect();
                actions.push(Action::People(PeopleAct::LookAt(person.person.clone(), roles)));
                actions.push(Action::CloseDialog);
            }
            note(ui, &s::person_photos(person.photos));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for (word, act) in [(s::REDO_EDIT, PeopleAct::Redo), (s::UNDO_EDIT, PeopleAct::Undo)] {
                    if ui.button(word).clicked() {
                        actions.push(Action::People(act));
                    }
                }
            });
        });
        ui.horizontal(|ui| {
            field(ui, (s::SAME_PERSON, s::SAME_PERSON_HINT), 180.0, &mut self.other);
            let into = self.other.trim().to_owned();
            let ready = !into.is_empty() && into != person.person;
            if ui.add_enabled_ui(ready, |ui| ui.button(s::SAME_PERSON_DO).clicked()).inner {
                let edit = PersonEdit::Merge { from: person.person.clone(), into: into.clone() };
                actions.push(Action::People(PeopleAct::Edit(edit)));
                self.chosen = Some(into);
            }
        });
        if data.papers.len() > 1 {
            ui.horizontal(|ui| self.part(ui, person, data, actions));
        }
    }

    fn part(&mut self, ui: &mut Ui, person: &PersonCount, data: PeopleData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.label(RichText::new(s::OTHER_PERSON).size(size::LIST).color(p.ink2));
        let shown = self.paper.clone().unwrap_or_else(|| s::CHOOSE_A_PAPER.to_owned());
        let combo = ComboBox::from_id_salt("paper of a person").width(140.0).selected_text(shown);
        let combo = combo.show_ui(ui, |ui| {
            for paper in data.papers {
                if ui.selectable_label(self.paper.as_ref() == Some(paper), paper).clicked() {
                    self.apart = s::apart(&person.person, paper);
                    self.paper = Some(paper.clone());
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, s::PAPER));
        field(ui, (s::SHOWN_AS, ""), 160.0, &mut self.apart);
        let name = self.apart.trim().to_owned();
        let ready = self.paper.is_some() && !name.is_empty() && name != person.person;
        if ui.add_enabled_ui(ready, |ui| ui.button(s::OTHER_PERSON_DO).clicked()).inner
            && let Some(paper) = self.paper.take()
        {
            let edit = PersonEdit::Part { name: person.person.clone(), paper, person: name };
            actions.push(Action::People(PeopleAct::Edit(edit)));
        }
    }
}
