//! The reading view: the article as it was printed, its page around it.

use egui::{
    Align2, CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use egui_material_icons::icons;

use super::article::{PlaceLink, Setting, paragraph};
use super::check_places::check_places;
use super::occurrences::{Hits, Occurrences};
use super::photos::elements_line;
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{
    ClippedText, empty_state, focus_ring, hairline, icon_button, note, paint_icon, quiet_button,
};
use super::{Action, Command, MainData, PhotoAct, PictureState};
use crate::model::{ArticleId, Certainty, Field, ItemKind, PersonRole, PlaceCode, weekday_name};
use crate::query::{Detail, PhotoRow, PictureKind, Spot};

/// Characters of a line: the middle of the 32 to 40 that clreq's readers find comfortable.
const MEASURE: f32 = 38.0 * size::READING;
/// Tallest picture, in points.
const TALLEST: f32 = 360.0;

/// The panel; scrolls back to the top when another article comes.
#[derive(Default)]
pub struct DetailPanel {
    shown: Option<ArticleId>,
    /// The occurrence that was last brought into sight, and of which article.
    pointed: Option<(ArticleId, usize)>,
    /// How many occurrences the article has.
    occurrences: usize,
}

impl DetailPanel {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
        let Some(detail) = data.detail else {
            // An article that is being read is there in a frame or two; an empty list speaks for itself.
            if data.selected.is_none() && data.view.is_some_and(|view| !view.hits.is_empty()) {
                empty_state(ui, s::NOTHING_CHOSEN, "");
            }
            return;
        };
        toolbar(ui, detail, data, self.occurrences, actions);
        hairline(ui);
        let mut area = ScrollArea::vertical().id_salt("article").auto_shrink(false);
        if self.shown != Some(detail.article.id) {
            self.shown = Some(detail.article.id);
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            let width = (ui.available_width() - 48.0).clamp(240.0, MEASURE);
            let margin = ((ui.available_width() - width) / 2.0).max(0.0);
            let mut rect = ui.available_rect_before_wrap();
            rect.min.x += margin;
            rect.set_width(width);
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                ui.add_space(20.0);
                let id = detail.article.id;
                let pointed = data.search.occurrence.map(|at| (id, at));
                let scroll = pointed.is_some() && pointed != self.pointed;
                self.pointed = pointed;
                let query = &data.filter.query;
                let kind = detail.article.kind;
                let mut marks = Occurrences::new(query, kind, data.search.occurrence, scroll);
                body(ui, detail, data, &mut marks, actions);
                self.occurrences = marks.count;
                ui.add_space(32.0);
            });
        });
    }
}

fn toolbar(ui: &mut Ui, detail: &Detail, data: &MainData, occurrences: usize, actions: &mut Vec<Action>) {
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

fn body(ui: &mut Ui, detail: &Detail, data: &MainData, marks: &mut Occurrences, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let article = &detail.article;
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut title = |ui: &mut Ui, spot: Spot, text: &str, setting: &Setting, actions: &mut Vec<Action>| {
        paragraph(ui, text, setting, &marks.of(spot, text), &[], actions);
    };
    if let Some(kicker) = &article.kicker {
        title(ui, Spot::Kicker, kicker, &Setting::title(theme::serif(size::READING), p.ink2), actions);
    }
    title(
        ui,
        Spot::Headline,
        &article.headline,
        &Setting::title(theme::headline(size::HEADLINE), p.ink),
        actions,
    );
    if let Some(subtitle) = &article.subtitle {
        title(ui, Spot::Subtitle, subtitle, &Setting::title(theme::serif(size::READING), p.ink2), actions);
    }
    ui.add_space(gap::M);
    hairline(ui);
    facts(ui, detail, data, actions);
    hairline(ui);
    ui.add_space(gap::M);
    let photo_story = article.kind == ItemKind::Photo;
    if photo_story {
        for photo in &detail.photos {
            picture(ui, photo, &article.headline, data, actions);
            ui.add_space(gap::M);
        }
    }
    if let Some(piece) = &detail.continued_from {
        page_link(ui, &s::continued_from(&piece.page), piece.id, actions);
    }
    let setting = Setting::body(ui);
    for (at, text) in article.paragraphs.iter().enumerate() {
        let hits = marks.of(Spot::Paragraph(at), text);
        paragraph(ui, text, &setting, &hits, &links(detail, at), actions);
    }
    rest(ui, detail, marks, actions);
    if article.incomplete && detail.continues.is_none() {
        ui.add_space(gap::S);
        ui.label(RichText::new(s::INCOMPLETE).size(size::LIST).color(p.amber));
    }
    if photo_story {
        for (at, photo) in detail.photos.iter().enumerate() {
            credit(ui, at, photo, marks);
            elements_line(ui, detail.elements.get(at).map(Vec::as_slice).unwrap_or_default());
        }
    } else {
        for (at, photo) in detail.photos.iter().enumerate() {
            figure(ui, at, photo, &article.headline, data, marks, actions);
            elements_line(ui, detail.elements.get(at).map(Vec::as_slice).unwrap_or_default());
        }
    }
    doubts(ui, detail);
    siblings(ui, detail, actions);
    source(ui, detail);
    if detail.versions > 1 && ui.button(s::versions_of_page(detail.versions)).clicked() {
        actions.push(Action::ShowVersions(Some(article.page_id)));
    }
}

/// The rest of an article on another page, below a link to its own place.
fn rest(ui: &mut Ui, detail: &Detail, marks: &Occurrences, actions: &mut Vec<Action>) {
    let Some(piece) = &detail.continues else { return };
    page_link(ui, &s::continues_on(&piece.page), piece.id, actions);
    let setting = Setting::body(ui);
    for text in &piece.paragraphs {
        paragraph(ui, text, &setting, &marks.beside(text), &[], actions);
    }
}

fn page_link(ui: &mut Ui, text: &str, id: ArticleId, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.add_space(gap::S);
    if ui.add(egui::Link::new(RichText::new(text).size(size::LIST).color(p.blue))).clicked() {
        actions.push(Action::Select(id));
    }
    ui.add_space(gap::S);
}

/// The places of a paragraph; titles carry no links, the row of places below them does.
fn links(detail: &Detail, paragraph: usize) -> Vec<PlaceLink<'_>> {
    let here = detail
        .places
        .iter()
        .filter(|place| place.span.field == Field::Body && place.span.paragraph == paragraph);
    here.filter_map(|place| {
        let span = place.span;
        Some(PlaceLink { start: span.start, len: span.len, code: place.code?, name: &place.name })
    })
    .collect()
}

/// Paper, date, page, signatures, event date, places.
fn facts(ui: &mut Ui, detail: &Detail, data: &MainData, actions: &mut Vec<Action>) {
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
        for (role, word) in [
            (PersonRole::Correspondent, s::CORRESPONDENT),
            (PersonRole::Reporter, s::REPORTER),
            (PersonRole::Photographer, s::PHOTOGRAPHER),
            (PersonRole::Author, s::AUTHOR),
        ] {
            let names = detail.names(role);
            if !names.is_empty() {
                fact(ui, format!("{word} {}", names.join(" ")), size::LIST, p.ink);
            }
        }
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

/// From the article to its time.
fn ways(ui: &mut Ui, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        for command in [
            Command::ShowInTimeline,
            Command::PreviousIssue,
            Command::NextIssue,
            Command::SameDay,
            Command::EveryYear,
        ] {
            let link = egui::Link::new(RichText::new(command.words().0).size(size::LIST).color(p.blue));
            if ui.add(link).on_hover_text(command.tooltip(ui.ctx())).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
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

/// A picture as wide as the text, or the frame that stands for a missing one.
fn picture(ui: &mut Ui, photo: &PhotoRow, headline: &str, data: &MainData, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let width = ui.available_width();
    let shape = photo.width.zip(photo.height).map(|(w, h)| vec2(w as f32, h as f32));
    let Some(shape) = shape else {
        let (rect, response) = ui.allocate_exact_size(vec2(width, 96.0), Sense::hover());
        missing(ui, rect);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, s::NO_PICTURE));
        return;
    };
    let scale = (width / shape.x).min(TALLEST / shape.y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, shape.y * scale), Sense::click());
    let frame = Rect::from_center_size(rect.center(), shape * scale);
    match data.picture(photo.id, PictureKind::Full, actions) {
        Some(PictureState::Ready(texture)) => {
            egui::Image::from_texture((texture.id(), frame.size())).corner_radius(4).paint_at(ui, frame);
        }
        Some(PictureState::Missing) => missing(ui, frame),
        Some(PictureState::Loading) | None => {
            ui.painter().rect_filled(frame, CornerRadius::same(4), p.panel);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, s::photo_of(headline)));
    focus_ring(ui, &response, frame, 4);
    let response = response.on_hover_cursor(egui::CursorIcon::ZoomIn).on_hover_text(s::VIEW_PHOTO);
    if response.clicked() {
        actions.push(Action::Photo(PhotoAct::OpenOfArticle(photo.id)));
    }
}

fn missing(ui: &Ui, rect: Rect) {
    let p = Palette::of(ui);
    ui.painter().rect(rect, CornerRadius::same(6), p.panel, Stroke::new(1.0, p.line), StrokeKind::Inside);
    let icon = Rect::from_center_size(rect.center() - vec2(0.0, 18.0), vec2(28.0, 28.0));
    paint_icon(ui, icon, icons::ICON_IMAGE, 24.0, p.ink3);
    let at = rect.center() + vec2(0.0, 10.0);
    ui.painter().text(at, Align2::CENTER_CENTER, s::NO_PICTURE, theme::sans(size::LIST), p.ink2);
    let at = rect.center() + vec2(0.0, 28.0);
    ui.painter().text(at, Align2::CENTER_CENTER, s::NO_PICTURE_HOW, theme::sans(size::SMALL), p.ink3);
}

/// Who took a photo, as printed where that is known.
fn credit(ui: &mut Ui, at: usize, photo: &PhotoRow, marks: &mut Occurrences) {
    let p = Palette::of(ui);
    let (text, hits) = match (&photo.credit, &photo.photographer) {
        (Some(credit), _) => (credit.clone(), marks.of(Spot::Credit(at), credit)),
        (None, Some(photographer)) => (s::photographer_line(photographer), Hits::default()),
        (None, None) => return,
    };
    let font = theme::serif(size::BODY);
    let set = ClippedText { text: &text, font, color: p.ink2, rows: 2, hits: &hits.at };
    let galley = set.layout(ui, ui.available_width());
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        if hits.scroll {
            ui.scroll_to_rect(rect, Some(egui::Align::Center));
        }
        if hits.pointed.is_some() {
            let stroke = Stroke::new(1.5, p.amber);
            ui.painter().rect_stroke(rect, CornerRadius::same(3), stroke, StrokeKind::Outside);
        }
        ui.painter().galley(rect.min, galley, p.ink2);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    });
}

/// A photo within an article: picture, caption, photographer in one box.
fn figure(
    ui: &mut Ui,
    at: usize,
    photo: &PhotoRow,
    headline: &str,
    data: &MainData,
    marks: &mut Occurrences,
    actions: &mut Vec<Action>,
) {
    let p = Palette::of(ui);
    ui.add_space(gap::M);
    egui::Frame::new().fill(p.panel).corner_radius(6).inner_margin(12).show(ui, |ui| {
        picture(ui, photo, headline, data, actions);
        ui.add_space(gap::S);
        let setting =
            Setting { indent: 0.0, line: 1.6, justify: false, font: theme::sans(size::BODY), color: p.ink };
        for (line, text) in photo.caption.split('\n').enumerate().filter(|(_, text)| !text.is_empty()) {
            let hits = marks.of(Spot::Caption(at, line), text);
            paragraph(ui, text, &setting, &hits, &[], actions);
        }
        credit(ui, at, photo, marks);
    });
}

fn doubts(ui: &mut Ui, detail: &Detail) {
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

/// The other items of the page, in order.
fn siblings(ui: &mut Ui, detail: &Detail, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let others: Vec<&(ArticleId, String)> =
        detail.siblings.iter().filter(|(id, _)| *id != detail.article.id).collect();
    if others.is_empty() {
        return;
    }
    ui.add_space(gap::L);
    ui.label(RichText::new(s::SAME_PAGE).font(theme::bold(size::SMALL)).color(p.ink2));
    for (id, headline) in others {
        let link = egui::Link::new(RichText::new(headline).font(theme::serif(size::BODY)).color(p.ink2));
        if ui.add(link).clicked() {
            actions.push(Action::Select(*id));
        }
    }
}

fn source(ui: &mut Ui, detail: &Detail) {
    let source = &detail.article.source;
    let fingerprint: String = source.sha256.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let encoding = source.encoding.as_deref().unwrap_or_default();
    ui.add_space(gap::L);
    hairline(ui);
    ui.add_space(gap::S);
    let line = s::source_line(&source.name, encoding, &fingerprint);
    note(ui, &format!("{} {line}", s::SOURCE));
}
