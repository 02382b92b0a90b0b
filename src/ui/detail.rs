//! The reading view: the article as it was printed, its page around it.

use egui::{
    Align2, CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use egui_material_icons::icons;

use super::article::{CopyWanted, Desk, Link, Setting, Target, paragraph};
use super::occurrences::{Hits, Occurrences};
use super::page_around::{doubts, siblings, source};
use super::photos::elements_line;
use super::reading_head::{facts, toolbar};
use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{empty_state, focus_ring, hairline, paint_icon};
use super::{Action, FacsimileAct, MainData, PhotoAct, PictureState};
use crate::model::{ArticleId, Field, ItemKind};
use crate::query::{Detail, PhotoRow, PictureKind, Spot};

/// Characters of a line: the middle of the 32 to 40 that clreq's readers find comfortable.
const MEASURE: f32 = 38.0;
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
    desk: Desk,
    /// How often a person went from the picture of the page to the text.
    gone_to: u32,
}

/// What a frame draws the article with.
struct Pen<'a> {
    desk: &'a mut Desk,
    marks: Occurrences,
    /// The piece that is to be brought into sight, from the picture of the page.
    goal: Option<Spot>,
    /// The piece that the pointer is on, and whether it was clicked.
    pointed: Option<(Spot, bool)>,
}

impl Pen<'_> {
    /// A piece that was drawn: the picture of its page shows where it stands.
    fn drew(&mut self, ui: &Ui, spot: Spot, response: &egui::Response) {
        if self.goal == Some(spot) {
            ui.scroll_to_rect(response.rect, None);
        }
        if response.contains_pointer() {
            self.pointed = Some((spot, ui.input(|input| input.pointer.primary_clicked())));
        }
    }
}

impl DetailPanel {
    /// Copies what is selected with its citation; false where nothing is.
    pub fn copy_quote(&mut self) -> bool {
        let any = !self.desk.selection.is_empty();
        if any {
            self.desk.want(CopyWanted::Quote);
        }
        any
    }

    /// Selects the whole article.
    pub fn select_all(&mut self) {
        self.desk.select_all();
    }

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
            self.desk.clear();
            area = area.vertical_scroll_offset(0.0);
        }
        self.desk.begin(ui, ui.available_rect_before_wrap(), data.look);
        area.show(ui, |ui| {
            let widest = MEASURE * data.look.points(size::READING);
            let width = (ui.available_width() - 48.0).min(widest).max(240.0);
            let margin = ((ui.available_width() - width) / 2.0).max(0.0);
            let mut rect = ui.available_rect_before_wrap();
            rect.min.x += margin;
            rect.set_width(width);
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                ui.add_space(20.0);
                self.article(ui, detail, data, actions);
                ui.add_space(32.0);
            });
            self.desk.scroll(ui);
        });
        if let Some((wanted, text)) = self.desk.end(ui) {
            actions.push(Action::Copy(match wanted {
                CopyWanted::Text => text,
                CopyWanted::Quote => format!("{text}\n{}", detail.citation()),
            }));
        }
    }

    fn article(&mut self, ui: &mut Ui, detail: &Detail, data: &MainData, actions: &mut Vec<Action>) {
        let id = detail.article.id;
        let pointed = data.search.occurrence.map(|at| (id, at));
        let scroll = pointed.is_some() && pointed != self.pointed;
        self.pointed = pointed;
        let (query, kind) = (&data.filter.query, detail.article.kind);
        let marks = Occurrences::new(query, kind, data.search.occurrence, scroll);
        let shown = data
            .laid
            .and_then(|laid| laid.shown)
            .filter(|(of, _, count)| *of == id && *count != self.gone_to);
        self.gone_to = shown.map_or(self.gone_to, |(.., count)| count);
        let goal = shown.map(|(_, spot, _)| spot);
        let mut pen = Pen { desk: &mut self.desk, marks, goal, pointed: None };
        body(ui, detail, data, &mut pen, actions);
        self.occurrences = pen.marks.count;
        let Some(laid) = data.laid else { return };
        let pointed = pen.pointed.map(|(spot, _)| spot);
        if laid.pointed != pointed {
            actions.push(Action::Facsimile(FacsimileAct::Point(pointed)));
        }
        if let Some((spot, true)) = pen.pointed {
            actions.push(Action::Facsimile(FacsimileAct::Show(id, spot)));
        }
    }
}

fn body(ui: &mut Ui, detail: &Detail, data: &MainData, pen: &mut Pen, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let article = &detail.article;
    ui.spacing_mut().item_spacing.y = 2.0;
    let look = data.look;
    let mut title = |ui: &mut Ui, spot: Spot, text: &str, font, color, actions: &mut Vec<Action>| {
        let hits = pen.marks.of(spot, text);
        let response = paragraph(ui, pen.desk, text, &Setting::title(font, color), &hits, &[], actions);
        pen.drew(ui, spot, &response);
    };
    let beside = theme::serif(look.points(size::READING));
    if let Some(kicker) = &article.kicker {
        title(ui, Spot::Kicker, kicker, beside.clone(), p.ink2, actions);
    }
    let headline = theme::headline(look.points(size::HEADLINE));
    title(ui, Spot::Headline, &article.headline, headline, p.ink, actions);
    if let Some(subtitle) = &article.subtitle {
        title(ui, Spot::Subtitle, subtitle, beside, p.ink2, actions);
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
    let setting = Setting::body(ui, &look);
    let head = Setting { font: theme::headline(setting.font.size), ..Setting::body(ui, &look) };
    for (at, text) in article.paragraphs.iter().enumerate() {
        let hits = pen.marks.of(Spot::Paragraph(at), text);
        let setting = if article.section_heads.contains(&at) { &head } else { &setting };
        let links = links(detail, Field::Body, at, 0, text);
        let response = paragraph(ui, pen.desk, text, setting, &hits, &links, actions);
        pen.drew(ui, Spot::Paragraph(at), &response);
    }
    rest(ui, detail, data, pen, actions);
    if article.incomplete && detail.continues.is_none() {
        ui.add_space(gap::S);
        ui.label(RichText::new(s::INCOMPLETE).size(size::LIST).color(p.amber));
    }
    if photo_story {
        for (at, photo) in detail.photos.iter().enumerate() {
            credit(ui, at, photo, data, pen, actions);
            elements_line(ui, detail.elements.get(at).map(Vec::as_slice).unwrap_or_default());
        }
    } else {
        for at in 0..detail.photos.len() {
            figure(ui, at, detail, data, pen, actions);
            elements_line(ui, detail.elements.get(at).map(Vec::as_slice).unwrap_or_default());
        }
    }
    doubts(ui, detail);
    siblings(ui, detail, actions);
    source(ui, detail, actions);
}

/// The rest of an article on another page, below a link to its own place.
fn rest(ui: &mut Ui, detail: &Detail, data: &MainData, pen: &mut Pen, actions: &mut Vec<Action>) {
    let Some(piece) = &detail.continues else { return };
    page_link(ui, &s::continues_on(&piece.page), piece.id, actions);
    let setting = Setting::body(ui, &data.look);
    for text in &piece.paragraphs {
        let hits = pen.marks.beside(text);
        paragraph(ui, pen.desk, text, &setting, &hits, &[], actions);
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

/// The places of a paragraph of the text, or of a line of a caption that begins at a character of it, and the names of
/// who signs; titles carry no links, the rows below them do.
fn links<'a>(detail: &'a Detail, field: Field, paragraph: usize, begins: usize, text: &str) -> Vec<Link<'a>> {
    let end = begins + text.chars().count();
    let here = detail.places.iter().filter(|place| {
        let span = place.span;
        let within = (begins..end).contains(&span.start);
        span.field == field && span.paragraph == paragraph && within
    });
    let places = here.filter_map(|place| {
        let (span, target) = (place.span, Target::Place(place.code?));
        Some(Link { start: span.start - begins, len: span.len, target, name: &place.name })
    });
    let mut links: Vec<Link> = places.collect();
    for person in &detail.people {
        // A name of one character would be found in any word.
        let len = person.name.chars().count();
        for (byte, _) in text.match_indices(person.name.as_str()).filter(|_| len > 1) {
            let start = text.get(..byte).map_or(0, |before| before.chars().count());
            let target = Target::Person(person.role, &person.name);
            let link = Link { start, len, target, name: &person.name };
            let apart = |other: &Link| other.start + other.len <= start || start + len <= other.start;
            if links.iter().all(apart) {
                links.push(link);
            }
        }
    }
    links
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
fn credit(
    ui: &mut Ui,
    at: usize,
    photo: &PhotoRow,
    data: &MainData,
    pen: &mut Pen,
    actions: &mut Vec<Action>,
) {
    let (text, hits) = match (&photo.credit, &photo.photographer) {
        (Some(credit), _) => (credit.clone(), pen.marks.of(Spot::Credit(at), credit)),
        (None, Some(photographer)) => (s::photographer_line(photographer), Hits::default()),
        (None, None) => return,
    };
    paragraph(ui, pen.desk, &text, &Setting::credit(ui, &data.look), &hits, &[], actions);
}

/// A photo within an article: picture, caption, photographer in one box.
fn figure(
    ui: &mut Ui,
    at: usize,
    detail: &Detail,
    data: &MainData,
    pen: &mut Pen,
    actions: &mut Vec<Action>,
) {
    let Some(photo) = detail.photos.get(at) else { return };
    let p = Palette::of(ui);
    ui.add_space(gap::M);
    egui::Frame::new().fill(p.panel).corner_radius(6).inner_margin(12).show(ui, |ui| {
        picture(ui, photo, &detail.article.headline, data, actions);
        ui.add_space(gap::S);
        let setting = Setting::caption(ui, &data.look);
        let mut begins = 0;
        for (line, text) in photo.caption.split('\n').enumerate() {
            let links = links(detail, Field::Photo, at, begins, text);
            begins += text.chars().count() + 1;
            if !text.is_empty() {
                let hits = pen.marks.of(Spot::Caption(at, line), text);
                let response = paragraph(ui, pen.desk, text, &setting, &hits, &links, actions);
                pen.drew(ui, Spot::Caption(at, line), &response);
            }
        }
        credit(ui, at, photo, data, pen, actions);
    });
}
