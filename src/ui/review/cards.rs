//! The right side: the items as cards, with their facts, doubts, places and pictures.

use std::path::Path;

use egui::{
    Align, Button, CornerRadius, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use egui_material_icons::icons;

use super::{CardEdit, ReviewAct, ReviewCommand, ReviewData, ReviewPanel, Side};
use crate::import::edit::{Doubt, DoubtAt, Edit};
use crate::model::{Item, ItemKind, LineRole, PageReading, PersonRole, PlaceCode};
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::{ClippedText, note, paint_icon};
use crate::ui::{Action, PictureState};

/// The most room of a picture in its card, in points.
const PICTURE: egui::Vec2 = egui::Vec2::new(120.0, 90.0);
/// Width of the item's number, in points.
const NUMBER: i8 = 34;

impl ReviewPanel {
    pub(super) fn cards(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let doubts = data.edit.doubts();
        let mut under = None;
        ScrollArea::vertical().id_salt("items").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (position, item) in data.edit.page().items.iter().enumerate() {
                let mine: Vec<&Doubt> =
                    doubts.iter().filter(|doubt| doubt.item == Some(item.lines.0)).collect();
                let rect = self.card(ui, position, item, &mine, data, actions);
                if ui.rect_contains_pointer(rect) {
                    under = Some(item.lines.0);
                }
            }
            ui.add_space(gap::L);
        });
        self.under = under;
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        position: usize,
        item: &Item,
        doubts: &[&Doubt],
        data: &ReviewData,
        actions: &mut Vec<Action>,
    ) -> Rect {
        let p = Palette::of(ui);
        let first = item.lines.0;
        let chosen = self.item(data) == Some(first);
        let edited = self.editing.as_ref().is_some_and(|editing| editing.item() == first);
        let fill = if chosen { p.red_soft.gamma_multiply(0.45) } else { egui::Color32::TRANSPARENT };
        let builder = UiBuilder::new().id_salt(("card", first)).sense(Sense::click());
        let shown = ui.scope_builder(builder, |ui| {
            let margin = egui::Margin { left: 16 + NUMBER, right: 16, top: 10, bottom: 10 };
            egui::Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(gap::M, 3.0);
                title(ui, position, item, doubts.len());
                if edited {
                    self.card_fields(ui, data, actions);
                } else {
                    facts(ui, item, data.edit.page());
                }
                self.doubts(ui, item, position, chosen, doubts, actions);
                open_places(ui, item, chosen, actions);
                pictures(ui, item, data, chosen, actions);
            });
        });
        let response = shown.response;
        let rect = response.rect;
        if chosen {
            let wide = if self.side == Side::Items { 4.0 } else { 3.0 };
            let edge = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
            ui.painter().rect_filled(edge, CornerRadius::ZERO, p.red);
            if std::mem::take(&mut self.scroll_items) {
                ui.scroll_to_rect(rect.expand(8.0), None);
            }
        }
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, s::headline_or_none(&item.headline))
        });
        if (response.clicked() || response.double_clicked()) && !edited {
            self.choose_line(first, false);
            self.side = Side::Items;
        }
        if response.double_clicked() {
            self.editing = Some(CardEdit::new(data.edit, first));
        }
        response.context_menu(|ui| {
            if let Some(command) = card_menu(ui) {
                self.choose_line(first, false);
                self.run(&ui.ctx().clone(), command, data, actions);
            }
        });
        let end = rect.bottom();
        ui.painter().hline(ui.clip_rect().x_range(), end, Stroke::new(1.0, p.line));
        rect
    }

    /// The doubts with what settles them; of the chosen item, the other remarks too.
    fn doubts(
        &mut self,
        ui: &mut Ui,
        item: &Item,
        position: usize,
        chosen: bool,
        doubts: &[&Doubt],
        actions: &mut Vec<Action>,
    ) {
        let p = Palette::of(ui);
        for (number, remark) in item.remarks.iter().enumerate() {
            if !remark.doubt {
                if chosen {
                    ui.label(RichText::new(&remark.reason).size(size::SMALL).color(p.ink3));
                }
                continue;
            }
            let at = DoubtAt::Item(position, number);
            let shown = chosen && self.shown == Some(at);
            let fill = if shown { p.amber_soft } else { egui::Color32::TRANSPARENT };
            let frame =
                egui::Frame::new().fill(fill).corner_radius(4).inner_margin(egui::Margin::symmetric(4, 2));
            frame.outer_margin(egui::Margin { left: -4, ..egui::Margin::ZERO }).show(ui, |ui| {
                ui.spacing_mut().interact_size.y = 20.0;
                ui.horizontal_wrapped(|ui| {
                    icon(ui, icons::ICON_WARNING, p.amber);
                    ui.label(RichText::new(&remark.reason).size(size::LIST).color(p.amber));
                    let (word, _) = ReviewCommand::Settle.words();
                    let tip = ReviewCommand::Settle.tooltip(ui.ctx());
                    let settle = doubts.iter().find(|doubt| doubt.at == at).and_then(|doubt| doubt.settled());
                    if let (true, Some(settle)) =
                        (chosen && link(ui, word).on_hover_text(tip).clicked(), settle)
                    {
                        self.shown = Some(at);
                        actions.push(Action::Review(ReviewAct::Edit(settle)));
                    }
                });
            });
        }
    }
}

fn title(ui: &mut Ui, position: usize, item: &Item, doubts: usize) {
    let p = Palette::of(ui);
    let missing = item.photos.iter().filter(|photo| photo.picture.is_none()).count();
    let (mark, text, color) = match (doubts, missing) {
        (0, 0) => (icons::ICON_CHECK, s::SETTLED.to_owned(), p.green),
        (0, _) => (icons::ICON_WARNING, s::IMAGE_MISSING.to_owned(), p.amber),
        (doubts, _) => (icons::ICON_WARNING, s::doubts(doubts), p.amber),
    };
    let top = ui.cursor().min;
    let small = theme::sans(size::SMALL);
    let at = top + vec2(-12.0, 4.0);
    ui.painter().text(at, egui::Align2::RIGHT_TOP, (position + 1).to_string(), small, p.ink3);
    ui.horizontal(|ui| {
        let headline = ClippedText {
            text: s::headline_or_none(&item.headline),
            font: theme::headline(size::READING),
            color: p.ink,
            rows: 2,
            hits: &[],
        };
        let galley = headline.layout(ui, ui.available_width() - 100.0);
        ui.label(galley);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap::S;
            ui.label(RichText::new(text).size(size::SMALL).color(color));
            icon(ui, mark, color);
        });
    });
}

fn icon(ui: &mut Ui, icon: egui_material_icons::MaterialIcon, color: egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
    paint_icon(ui, rect, icon, size::BODY, color);
}

fn link(ui: &mut Ui, text: &str) -> egui::Response {
    let p = Palette::of(ui);
    ui.add(
        Button::new(RichText::new(text).size(size::LIST).color(p.blue))
            .frame(false)
            .min_size(vec2(0.0, 18.0)),
    )
}

/// Kicker, subtitle, signatures, length and places.
fn facts(ui: &mut Ui, item: &Item, page: &PageReading) {
    let p = Palette::of(ui);
    for (word, text) in [(s::ROLE_KICKER, &item.kicker), (s::ROLE_SUBTITLE, &item.subtitle)] {
        if let Some(text) = text {
            ui.label(RichText::new(format!("{word} {text}")).size(size::LIST).color(p.ink2));
        }
    }
    let mut facts = Vec::new();
    if item.kind == ItemKind::Photo {
        facts.push(s::KIND_PHOTO.to_owned());
    }
    for (role, word) in role_words() {
        let names: Vec<&str> = item.names(role).collect();
        if !names.is_empty() {
            facts.push(format!("{word} {}", names.join(" ")));
        }
    }
    facts.push(s::paragraphs(item.paragraphs.len()));
    let within = |number: usize| (item.lines.0..=item.lines.1).contains(&number);
    let breaks =
        page.lines.iter().filter(|line| line.role == LineRole::ColumnBreak && within(line.number)).count();
    if breaks > 0 {
        facts.push(s::column_breaks(breaks));
    }
    let mut places: Vec<(Option<PlaceCode>, &str)> = Vec::new();
    for place in &item.places {
        if places.iter().all(|(_, name)| *name != place.name) {
            places.push((place.code, &place.name));
        }
    }
    places.sort_by_key(|(code, _)| code.map(|code| code.to_string()));
    if !places.is_empty() {
        facts.push(places.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(" / "));
    }
    ui.label(RichText::new(facts.join(" · ")).size(size::LIST).color(p.ink2));
}

/// The roles in which people sign, with their words.
pub(super) fn role_words() -> [(PersonRole, &'static str); 4] {
    [
        (PersonRole::Correspondent, s::CORRESPONDENT),
        (PersonRole::Reporter, s::REPORTER),
        (PersonRole::Photographer, s::PHOTOGRAPHER),
        (PersonRole::Author, s::AUTHOR),
    ]
}

/// Names that several places bear, with a button for each of these.
fn open_places(ui: &mut Ui, item: &Item, chosen: bool, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let mut told: Vec<&str> = Vec::new();
    for place in &item.open_places {
        if told.contains(&place.name.as_str()) {
            continue;
        }
        told.push(&place.name);
        let mut choice = None;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(s::open_place(&place.name)).size(size::LIST).color(p.amber));
            for (at, (code, above)) in place.candidates.iter().enumerate() {
                let command = ReviewCommand::Place(at + 1);
                let text = RichText::new(s::key_of(at + 1, above)).size(size::LIST);
                let tip = if chosen { command.tooltip(ui.ctx()) } else { code.to_string() };
                if ui.add(Button::new(text)).on_hover_text(tip).clicked() {
                    choice = Some(Some(*code));
                }
            }
            if link(ui, s::NONE_OF_THEM).clicked() {
                choice = Some(None);
            }
        });
        if let Some(code) = choice {
            let edit = Edit::ChoosePlace { item: item.lines.0, name: place.name.clone(), code };
            actions.push(Action::Review(ReviewAct::Edit(edit)));
        }
    }
}

/// The pictures of the photos, and a way to those that are missing.
fn pictures(ui: &mut Ui, item: &Item, data: &ReviewData, chosen: bool, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    for (at, photo) in item.photos.iter().enumerate() {
        ui.horizontal(|ui| match &photo.picture {
            Some(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                small_picture(ui, data, path, &name, actions);
                ui.label(RichText::new(s::picture_of(&name)).size(size::LIST).color(p.ink2));
                if link(ui, s::REMOVE_PICTURE).clicked() {
                    let edit = Edit::Detach { item: item.lines.0, photo: at };
                    actions.push(Action::Review(ReviewAct::Edit(edit)));
                }
            }
            None => {
                let tip = ReviewCommand::Picture.tooltip(ui.ctx());
                if link(ui, ReviewCommand::Picture.words().0).on_hover_text(tip).clicked() {
                    actions.push(Action::Review(ReviewAct::PickPicture(item.lines.0, at)));
                }
                if chosen {
                    note(ui, s::OR_DROP);
                }
            }
        });
    }
}

/// The picture itself, small: who looks at a pairing must see both sides of it.
fn small_picture(ui: &mut Ui, data: &ReviewData, path: &Path, name: &str, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    match data.pictures.get(path) {
        Some(PictureState::Ready(texture)) => {
            let shown = texture.size_vec2() * (PICTURE / texture.size_vec2()).min_elem().min(1.0);
            let picture = egui::Image::new((texture.id(), shown)).alt_text(s::picture_of(name));
            ui.add(picture.corner_radius(2)).on_hover_ui(|ui| {
                ui.image((texture.id(), texture.size_vec2()));
            });
        }
        Some(PictureState::Missing) => {
            icon(ui, icons::ICON_BROKEN_IMAGE, p.amber);
        }
        state => {
            if state.is_none() {
                actions.push(Action::Review(ReviewAct::WantPicture(path.to_owned())));
            }
            // As high as a picture that lies on its side, so that nothing jumps when it comes.
            ui.add_space(PICTURE.x);
            ui.allocate_space(vec2(0.0, PICTURE.y * 0.9));
        }
    }
}

/// What can be done with an item.
fn card_menu(ui: &mut Ui) -> Option<ReviewCommand> {
    let mut chosen = None;
    for command in [
        ReviewCommand::EditItem,
        ReviewCommand::Merge,
        ReviewCommand::ItemUp,
        ReviewCommand::ItemDown,
        ReviewCommand::Picture,
        ReviewCommand::Undo,
    ] {
        let button = Button::new(command.words().0).shortcut_text(command.key_text(ui.ctx()));
        if ui.add(button).on_hover_text(command.words().1).clicked() {
            chosen = Some(command);
            ui.close();
        }
    }
    chosen
}
