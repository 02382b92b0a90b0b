//! The six elements beside a caption: what it gives, what is missing, what a person wrote.

use egui::{CursorIcon, Key, Label, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::{PhotoAct, ViewerData};
use crate::import::PictureInfo;
use crate::model::{Element, PhotoId, PhotoNote};
use crate::query::{ElementLine, PhotoCard};
use crate::ui::Action;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::icon_button;

/// Width of the names of the elements.
const NAMES: f32 = 52.0;

/// Characters of what is not broken.
const SHORT: usize = 20;

/// The elements; remembers which is being edited, and which words the pointer asks about.
#[derive(Default)]
pub struct Elements {
    editing: Option<(Element, String)>,
    /// Whether the field is to get the keyboard.
    focus: bool,
    /// The words of the caption that the element under the pointer was read from.
    pub marked: Vec<(usize, usize)>,
}

impl Elements {
    /// Whether somebody is writing.
    pub fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// Draws them, and what is written in the picture's file below them.
    pub fn ui(&mut self, ui: &mut Ui, data: &ViewerData, card: &PhotoCard, actions: &mut Vec<Action>) {
        self.marked.clear();
        ui.spacing_mut().item_spacing.y = gap::S;
        ui.spacing_mut().interact_size.y = 20.0;
        for line in card.elements() {
            ui.horizontal_top(|ui| {
                name(ui, s::element(line.element));
                match &self.editing {
                    Some((element, _)) if *element == line.element => self.edit(ui, data.id, line, actions),
                    _ => self.shown(ui, card, line, actions),
                }
            });
        }
        if let Some(info) = data.info {
            facts(ui, info);
        }
    }

    fn shown(&mut self, ui: &mut Ui, card: &PhotoCard, line: &ElementLine, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let words = line.words();
        let back = line.own.is_some();
        let room = ui.available_width() - if back { 28.0 } else { 0.0 };
        let (text, color) = match words {
            Some(words) => (words, p.ink),
            None => (s::MISSING, p.red),
        };
        let mut job = egui::text::LayoutJob::single_section(
            text.to_owned(),
            egui::TextFormat::simple(theme::sans(size::LIST), color),
        );
        if let Some(source) = source_of(card, line) {
            let format = egui::TextFormat::simple(theme::sans(size::SMALL), p.ink3);
            job.append(&source, gap::S, format);
        }
        job.wrap.max_width = room;
        let response = ui.add(Label::new(job).sense(Sense::click()));
        let label = s::element_name(line.element, words);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.hovered() || response.has_focus() {
            let spans = line.proposal.as_ref().filter(|_| !back).map(|proposal| &proposal.spans);
            self.marked.extend(spans.into_iter().flatten());
            ui.painter().hline(
                response.rect.x_range(),
                response.rect.bottom() + 1.0,
                egui::Stroke::new(1.0, p.ink3),
            );
        }
        let reason = line.proposal.as_ref().and_then(|proposal| proposal.reason.as_deref()).filter(|_| !back);
        let why = reason
            .map_or_else(|| s::EDIT_ELEMENT.to_owned(), |reason| format!("{reason}\n{}", s::EDIT_ELEMENT));
        if response.on_hover_cursor(CursorIcon::Text).on_hover_text(why).clicked() {
            self.editing = Some((line.element, words.unwrap_or_default().to_owned()));
            self.focus = true;
            ui.ctx().request_repaint();
        }
        if back && icon_button(ui, icons::ICON_UNDO, s::GIVE_BACK).clicked() {
            actions.push(note(card.text.id, line.element, None));
        }
    }

    fn edit(&mut self, ui: &mut Ui, id: PhotoId, line: &ElementLine, actions: &mut Vec<Action>) {
        let Some((_, text)) = &mut self.editing else { return };
        let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).font(theme::sans(size::LIST));
        let response = ui.add(edit.margin(egui::Margin::symmetric(6, 2)));
        let label = s::element_field(line.element);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
        if std::mem::take(&mut self.focus) {
            response.request_focus();
            return;
        }
        if !response.lost_focus() {
            return;
        }
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if let Some((element, text)) = self.editing.take().filter(|_| !given_up) {
            let text = text.trim();
            // Nothing, and what is proposed anyway, are no words of a person's.
            let proposed = line.proposal.as_ref().map(|proposal| proposal.words.as_str());
            let own =
                Some(text.to_owned()).filter(|text| !text.is_empty() && Some(text.as_str()) != proposed);
            if own != line.own {
                actions.push(note(id, element, own));
            }
        }
    }
}

fn note(id: PhotoId, element: Element, words: Option<String>) -> Action {
    Action::Photo(PhotoAct::Note(id, PhotoNote::Element(element, words)))
}

fn name(ui: &mut Ui, name: &str) {
    let p = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(NAMES, 18.0), Sense::hover());
    ui.painter().text(rect.left_top(), egui::Align2::LEFT_TOP, name, theme::sans(size::LIST), p.ink3);
}

/// What an element was worked out from, where it does not say that itself: 据“12月7日”.
fn source_of(card: &PhotoCard, line: &ElementLine) -> Option<String> {
    if line.own.is_some() {
        return Some(s::OWN_WORDS.to_owned());
    }
    let proposal = line.proposal.as_ref().filter(|proposal| proposal.reason.is_some())?;
    let (start, len) = *proposal.spans.first()?;
    let words: String = card.text.caption.chars().skip(start).take(len).collect();
    Some(s::read_from(&words)).filter(|_| words != proposal.words)
}

/// What cameras and archives wrote into the picture.
fn facts(ui: &mut Ui, info: &PictureInfo) {
    if info.facts.is_empty() {
        return;
    }
    let p = Palette::of(ui);
    ui.add_space(gap::M);
    ui.label(RichText::new(s::FACTS_TITLE).size(size::SMALL).color(p.ink3));
    for fact in &info.facts {
        ui.horizontal_top(|ui| {
            name(ui, s::fact(fact.kind));
            let words = RichText::new(&fact.words).size(size::SMALL).color(p.ink2);
            ui.add(Label::new(words).wrap()).on_hover_text(fact.from.name());
        });
    }
}

/// The six elements below a caption of an article, in one line: those that are known, and which are missing.
pub fn elements_line(ui: &mut Ui, lines: &[ElementLine]) {
    let p = Palette::of(ui);
    ui.add_space(gap::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::M, 2.0);
        for line in lines {
            let mut job = egui::text::LayoutJob::default();
            let mut add = |text: &str, space, color| {
                job.append(text, space, egui::TextFormat::simple(theme::sans(size::SMALL), color));
            };
            add(s::element(line.element), 0.0, p.ink3);
            let words = line.words();
            match words {
                Some(words) => add(words, gap::S, p.ink2),
                None => add(s::MISSING, gap::S, p.red),
            }
            // A short one goes to the next line as a whole.
            let label = Label::new(job);
            let is_short = words.is_none_or(|words| words.chars().count() <= SHORT);
            ui.add(if is_short { label.extend() } else { label.wrap() });
        }
    });
}
