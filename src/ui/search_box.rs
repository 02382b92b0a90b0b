//! The search box: what is typed, what it means in one sentence, and what may be meant.

use egui::{Event, Id, ImeEvent, Popup, Rect, Response, RichText, TextEdit, Ui, vec2};
use egui_material_icons::icons;

use super::strings as s;
use super::suggestions::{Choice, Suggestions};
use super::theme::{Palette, gap, size};
use super::widgets::{icon_button, note, paint_icon, quiet_button};
use super::{Action, Command, MainData, SearchAct};
use crate::query::{Asked, FOLDING_NAMES, Kept, Meant, Part, Problem, Query, Suggestion, last_word};
use crate::text::Folding;

/// Height of the line below the box that says what is looked for.
pub const LINE: f32 = 22.0;

/// The box with its line and its drop-down.
#[derive(Default)]
pub struct SearchBox {
    /// What stands in the box, ahead of the filter while an input method composes or the text means nothing yet.
    text: String,
    /// The query that the box was last made from or has last asked for.
    known: Query,
    /// The text for which proposals were last asked for.
    proposed_for: Option<String>,
    /// Why the text cannot be looked for.
    problem: Option<Problem>,
    composing: bool,
    wants_focus: bool,
    suggestions: Suggestions,
}

impl SearchBox {
    /// Puts the cursor into the box in the next frame.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Takes the cursor out of the box.
    pub fn leave(&mut self, ctx: &egui::Context) {
        ctx.memory_mut(|memory| memory.stop_text_input());
        self.suggestions.close();
    }

    /// Draws the box with chips at its right end; answers where it lies.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        width: f32,
        data: &MainData,
        chips: impl FnOnce(&mut Ui, &mut Vec<Action>),
        actions: &mut Vec<Action>,
    ) -> Rect {
        let p = Palette::of(ui);
        if self.known != data.filter.query {
            self.known = data.filter.query.clone();
            self.text = self.known.text().to_owned();
            self.problem = None;
        }
        let frame = egui::Frame::new()
            .fill(p.field)
            .stroke(egui::Stroke::new(1.0, if self.problem.is_some() { p.amber } else { p.line }))
            .corner_radius(8)
            .inner_margin(egui::Margin::symmetric(8, 3));
        let shown = frame.show(ui, |ui| {
            ui.set_width(width - 18.0);
            ui.set_height(28.0);
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 28.0), egui::Sense::hover());
            paint_icon(ui, rect, icons::ICON_SEARCH, size::READING, p.ink3);
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                chips(ui, actions);
                self.clear_button(ui, actions);
                let choice = self.suggestions.keys(ui, !self.composing);
                let response = self.edit(ui);
                self.follow_input_method(ui);
                self.ask(&response, data, actions);
                (response, choice)
            })
            .inner
        });
        let (response, choice) = shown.inner;
        let rect = shown.response.rect;
        let with_line = rect.with_max_y(rect.bottom() + LINE);
        self.drop_down(ui, &response, with_line, choice, data, actions);
        rect
    }

    fn edit(&mut self, ui: &mut Ui) -> Response {
        let p = Palette::of(ui);
        let edit = TextEdit::singleline(&mut self.text)
            .id(Id::unique("search box"))
            .frame(egui::Frame::NONE)
            .hint_text(RichText::new(s::SEARCH_HINT).color(p.ink3))
            .desired_width(ui.available_width())
            .align(egui::Align2::LEFT_CENTER);
        let response = ui.add_sized(vec2(ui.available_width(), 26.0), edit);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::SearchInput, true, s::SEARCH_NAME);
            info.current_text_value = Some(self.text.clone());
            info
        });
        response
    }

    /// A cross that takes the words away, as every other part of the filter has one.
    fn clear_button(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.text.is_empty() || self.composing {
            return;
        }
        let name = s::remove(s::part_word(Part::Query));
        if icon_button(ui, icons::ICON_CLOSE, &name).clicked() {
            self.text.clear();
            self.problem = None;
            actions.push(Action::Search(SearchAct::LeaveOut(Part::Query)));
        }
    }

    /// While an input method composes, the box holds raw pinyin: nothing to look for yet.
    fn ask(&mut self, response: &Response, data: &MainData, actions: &mut Vec<Action>) {
        if self.composing {
            return;
        }
        if let Some(asked) = self.pasted(response).or_else(|| Asked::of_link(&self.text)) {
            self.text.clear();
            self.known = Query::default();
            actions.push(Action::Search(SearchAct::Show(asked)));
            return;
        }
        if self.text.trim() != self.known.text() || self.problem.is_some() {
            match Query::parse(&self.text, data.filter.query.folding()) {
                Ok(query) => {
                    self.problem = None;
                    if query != self.known {
                        self.known = query.clone();
                        actions.push(Action::Search(SearchAct::SetQuery(query)));
                    }
                }
                Err(problem) => self.problem = Some(problem),
            }
        }
        if response.has_focus() && self.proposed_for.as_ref() != Some(&self.text) {
            self.proposed_for = Some(self.text.clone());
            actions.push(Action::Search(SearchAct::Suggest(self.text.clone())));
        } else if !response.has_focus() {
            self.proposed_for = None;
        }
    }

    /// What a link asks for that was pasted in this frame, whatever stands in the box besides.
    fn pasted(&self, response: &Response) -> Option<Asked> {
        if !response.changed() {
            return None;
        }
        response.ctx.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Asked::of_link(text),
                _ => None,
            })
        })
    }

    fn drop_down(
        &mut self,
        ui: &Ui,
        response: &Response,
        rect: Rect,
        choice: Option<Choice>,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let (typed, list) = data.search.suggestions;
        let fits = typed == self.text && !self.composing;
        let list: &[Suggestion] = if fits { list } else { &[] };
        match self.suggestions.ui(ui, response, rect, list, choice) {
            Some(Choice::Take(at)) => {
                if let Some(suggestion) = list.get(at) {
                    self.take(&suggestion.meant, data, actions);
                    self.proposed_for = None;
                }
            }
            Some(Choice::Forget(at)) => {
                if let Some(Suggestion { meant: Meant::Search(row), .. }) = list.get(at) {
                    actions.push(Action::Search(SearchAct::Forget(row.clone())));
                    self.proposed_for = None;
                }
            }
            Some(Choice::AsTyped) => actions.push(Action::Search(SearchAct::Used)),
            None => {}
        }
    }

    /// Puts what is meant in the place of what was typed for it.
    fn take(&mut self, meant: &Meant, data: &MainData, actions: &mut Vec<Action>) {
        let act = match meant {
            Meant::Search(row) => {
                if let Some(asked) = Asked::of_link(&row.text) {
                    actions.push(Action::Search(SearchAct::Show(asked)));
                    return;
                }
                match Query::parse(&row.text, row.folding) {
                    Ok(query) => actions.push(Action::Search(SearchAct::SetQuery(query))),
                    Err(problem) => self.problem = Some(problem),
                }
                return;
            }
            Meant::Place(code) => Action::ChoosePlace(*code, false),
            Meant::Person(role, name) => Action::Search(SearchAct::TogglePerson(*role, name.clone())),
            Meant::Paper(name) => Action::Search(SearchAct::TogglePaper(name.clone())),
        };
        let kept = self.text.len() - last_word(&self.text).len();
        self.text.truncate(kept);
        if let Ok(query) = Query::parse(&self.text, data.filter.query.folding()) {
            self.known = query.clone();
            self.problem = None;
            actions.push(Action::Search(SearchAct::SetQuery(query)));
        }
        actions.push(act);
    }

    fn follow_input_method(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
                    Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
                    _ => {}
                }
            }
        });
    }

    /// The line below the box: what is looked for, or what is wrong, or what can be typed.
    pub fn line(&self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap::M;
            ui.add_space(10.0);
            let query = &data.filter.query;
            let (text, color) = match &self.problem {
                Some(problem) => (problem.message.clone(), p.amber),
                None if query.is_empty() => (s::SEARCH_SIGNS.to_owned(), p.ink3),
                None => (query.explanation(), p.ink2),
            };
            let said = egui::Label::new(RichText::new(&text).size(size::SMALL).color(color)).truncate();
            let beside = 150.0;
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - beside).max(200.0));
                ui.add(said).on_hover_text(text);
            });
            keep_button(ui, data, actions);
            folding_menu(ui, data, actions);
        });
    }
}

/// A bookmark: the filter is kept under a name, or those that are kept are listed.
fn keep_button(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let search = &data.search;
    let is_it = |kept: &&Kept| kept.asked.filter == *data.filter && kept.asked.order == search.order;
    let (icon, name) = match search.kept.iter().find(is_it) {
        _ if data.filter.is_empty() => (icons::ICON_BOOKMARKS, s::KEPT_FILTERS.0.to_owned()),
        Some(kept) => (icons::ICON_BOOKMARK_ADDED, s::kept_as(&kept.name)),
        None => (icons::ICON_BOOKMARK_ADD, s::KEEP.to_owned()),
    };
    if icon_button(ui, icon, &name).clicked() {
        actions.push(Action::Run(Command::KeptFilters));
    }
}

/// Which differences count.
fn folding_menu(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    let folding = data.filter.query.folding();
    let name = match folding {
        Folding::ALL => s::FOLDED,
        Folding::NONE => s::AS_PRINTED,
        _ => s::PARTLY_FOLDED,
    };
    let arrow = icons::ICON_EXPAND_MORE.codepoint;
    let button = quiet_button(ui, &format!("{name} {arrow}")).on_hover_text(s::FOLDING_WHY);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    Popup::menu(&button).width(220.0).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(
        |ui| {
            let mut chosen = folding;
            let mut exact = folding == Folding::NONE;
            if ui.checkbox(&mut exact, s::AS_PRINTED).changed() {
                chosen = if exact { Folding::NONE } else { Folding::ALL };
            }
            note(ui, s::NOT_TOLD_APART);
            for (each, name) in Folding::EACH.into_iter().zip(FOLDING_NAMES) {
                let mut on = folding.has(each);
                if ui.checkbox(&mut on, name).changed() {
                    chosen = folding.with(each, on);
                }
            }
            if chosen != folding
                && let Ok(query) = Query::parse(data.filter.query.text(), chosen)
            {
                actions.push(Action::Search(SearchAct::SetQuery(query)));
            }
        },
    );
}
