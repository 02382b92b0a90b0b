//! The drop-down below the search box: places, people, papers and searches of before. It proposes and never searches.

use egui::{
    Align2, Area, CornerRadius, Key, Modifiers, Order, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2,
};
use egui_material_icons::{MaterialIcon, icons};

use super::strings as s;
use super::theme::{self, Palette, size};
use super::widgets::paint_icon;
use crate::query::{Meant, Suggestion};

const ROW: f32 = 30.0;

/// What a person did with the drop-down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Took a proposal.
    Take(usize),
    /// Wants a search of before forgotten.
    Forget(usize),
    /// Pressed Enter on the text itself.
    AsTyped,
}

/// The drop-down.
#[derive(Default)]
pub struct Suggestions {
    /// The proposal that the arrow keys have reached.
    at: Option<usize>,
    count: usize,
    /// Whether it was closed with Esc, or by taking a proposal, until the text changes.
    is_closed: bool,
    is_open: bool,
    is_hovered: bool,
}

impl Suggestions {
    /// Closes the drop-down until the text changes.
    pub fn close(&mut self) {
        self.is_closed = true;
    }

    /// Takes the keys that are meant for the drop-down before the box sees them; none while an input method composes.
    pub fn keys(&mut self, ui: &Ui, keys_are_ours: bool) -> Option<Choice> {
        let focused = ui.memory(|memory| memory.has_focus(egui::Id::unique("search box")));
        if !keys_are_ours || !focused {
            return None;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if self.is_open && self.count > 0 {
            if pressed(Key::ArrowDown) {
                self.at = Some(self.at.map_or(0, |at| (at + 1) % self.count));
            }
            if pressed(Key::ArrowUp) {
                self.at = self.at.and_then(|at| at.checked_sub(1));
            }
            if pressed(Key::Escape) {
                self.is_closed = true;
            }
        }
        // The box lets go of the focus on Enter; here a person goes on typing.
        pressed(Key::Enter).then(|| match self.at.filter(|_| self.is_open) {
            Some(at) => Choice::Take(at),
            None => Choice::AsTyped,
        })
    }

    /// Draws it below `rect`, the box with the line that says what is looked for.
    pub fn ui(
        &mut self,
        ui: &Ui,
        response: &Response,
        rect: Rect,
        list: &[Suggestion],
        choice: Option<Choice>,
    ) -> Option<Choice> {
        if response.changed() || response.gained_focus() {
            self.is_closed = false;
        }
        self.is_closed |= matches!(choice, Some(Choice::Take(_) | Choice::AsTyped));
        if self.count != list.len() || response.changed() {
            self.at = None;
        }
        self.count = list.len();
        self.is_open = !list.is_empty() && !self.is_closed && (response.has_focus() || self.is_hovered);
        if !self.is_open {
            (self.is_hovered, self.at) = (false, None);
            return choice;
        }
        let mut clicked = None;
        let p = Palette::of(ui);
        let shown = Area::new(egui::Id::unique("suggestions"))
            .order(Order::Foreground)
            .fixed_pos(rect.left_bottom() + vec2(0.0, 2.0))
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).fill(p.field).inner_margin(4).show(ui, |ui| {
                    ui.set_width(rect.width() - 10.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (at, suggestion) in list.iter().enumerate() {
                        clicked = clicked.or(row(ui, at, suggestion, self.at == Some(at)));
                    }
                });
            });
        self.is_hovered = shown.response.contains_pointer();
        self.is_closed = matches!(clicked, Some(Choice::Take(_)));
        clicked.or(choice)
    }
}

fn row(ui: &mut Ui, at: usize, suggestion: &Suggestion, chosen: bool) -> Option<Choice> {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), if chosen { p.red_soft } else { p.panel });
    }
    let icon = Rect::from_min_size(rect.min, vec2(ROW, ROW));
    paint_icon(ui, icon, icon_of(suggestion), size::READING, p.ink3);
    let at_text = rect.left_center() + vec2(ROW + 2.0, 0.0);
    let name =
        ui.painter().text(at_text, Align2::LEFT_CENTER, &suggestion.name, theme::sans(size::BODY), p.ink);
    let path = if suggestion.path == suggestion.name { "" } else { &suggestion.path };
    let sort = s::suggestion_sort(&suggestion.meant, path);
    let beside = egui::pos2(name.right() + 10.0, rect.center().y);
    ui.painter().text(beside, Align2::LEFT_CENTER, sort, theme::sans(size::SMALL), p.ink3);
    let right = rect.right_center() - vec2(10.0, 0.0);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, s::suggestion(&suggestion.name))
    });
    if let Some(articles) = suggestion.articles {
        let count = s::articles(articles);
        ui.painter().text(right, Align2::RIGHT_CENTER, count, theme::sans(size::SMALL), p.ink3);
    } else if forget(ui, Rect::from_center_size(right - vec2(6.0, 0.0), vec2(24.0, 24.0)), suggestion) {
        return Some(Choice::Forget(at));
    }
    response.clicked().then_some(Choice::Take(at))
}

fn forget(ui: &Ui, rect: Rect, suggestion: &Suggestion) -> bool {
    let p = Palette::of(ui);
    let id = ui.scope_id().with(("forget", &suggestion.name, &suggestion.path));
    let response = ui.interact(rect, id, Sense::click());
    let color = if response.hovered() { p.red } else { p.ink3 };
    paint_icon(ui, rect, icons::ICON_CLOSE, size::BODY, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, s::forget_search(&suggestion.name)));
    response.on_hover_text(s::FORGET_SEARCH).clicked()
}

fn icon_of(suggestion: &Suggestion) -> MaterialIcon {
    match &suggestion.meant {
        Meant::Place(_) => icons::ICON_LOCATION_ON,
        Meant::Person(..) => icons::ICON_PERSON,
        Meant::Paper(_) => icons::ICON_NEWSPAPER,
        Meant::Search(row) if row.name.is_some() => icons::ICON_BOOKMARK,
        Meant::Search(_) => icons::ICON_HISTORY,
    }
}
