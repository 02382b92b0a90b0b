//! A page before it enters the archive: its lines with their roles, its items, and the fields a person decides.

use egui::{
    Align2, CornerRadius, Modal, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo,
    vec2,
};

use super::strings as s;
use super::theme::{self, Palette, gap, size};
use super::widgets::{ClippedText, hairline, note, panel_title, plain_frame, primary_button};
use super::{Action, Command, ReviewFields};
use crate::import::page_number;
use crate::model::{
    Date, Item, ItemKind, LineRole, PageReading, PersonRole, PlaceCode, day_of_digits, weekday_name,
};

/// Takes the page in.
const COMMIT: egui::KeyboardShortcut =
    egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Enter);
/// Height of a line of the source, in points.
const LINE: f32 = 24.0;

/// What the review shows of the page and the batch.
pub struct ReviewData<'a> {
    /// Name of the file.
    pub name: &'a str,
    /// Its encoding.
    pub encoding: &'a str,
    /// Its size in bytes.
    pub bytes: usize,
    /// The beginning of its SHA-256.
    pub sha256: &'a str,
    /// What was read.
    pub reading: &'a PageReading,
    /// Numbers of the page's photos, from 1, for which a picture lies beside it.
    pub pictures: Vec<usize>,
    /// Which file of how many, from 1.
    pub position: (usize, usize),
    /// Papers of the last pages, newest first.
    pub paper_before: Option<&'a str>,
    /// The store's area, or the one proposed: name, and the reason where it is a proposal.
    pub area: Option<(String, Option<String>)>,
    /// What went wrong at the last try.
    pub error: Option<&'a str>,
}

/// The fields as typed.
#[derive(Default)]
pub struct ReviewPanel {
    /// File whose fields these are.
    of: String,
    paper: String,
    date: String,
    number: String,
    name: String,
    chosen: usize,
    /// The line to bring into sight, by its place among the lines.
    scroll_to: Option<usize>,
    wants_focus: bool,
}

impl ReviewPanel {
    /// Draws it above everything else.
    pub fn ui(&mut self, ctx: &egui::Context, data: &ReviewData, actions: &mut Vec<Action>) {
        self.begin(data);
        let screen = ctx.content_rect().size();
        let size = vec2((screen.x - 48.0).min(1240.0), (screen.y - 48.0).min(860.0));
        let p = Palette::of_theme(ctx.theme());
        let frame = egui::Frame::new()
            .fill(p.paper)
            .corner_radius(12)
            .shadow(ctx.global_style().visuals.window_shadow);
        Modal::new(egui::Id::unique("review")).frame(frame).show(ctx, |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            ui.spacing_mut().item_spacing.y = 0.0;
            let head = Rect::from_min_size(ui.max_rect().min, vec2(size.x, 48.0));
            ui.painter().rect_filled(head, CornerRadius { nw: 12, ne: 12, sw: 0, se: 0 }, p.panel);
            plain_frame(egui::Color32::TRANSPARENT, 20, 0).show(ui, |ui| header(ui, data));
            hairline(ui);
            plain_frame(egui::Color32::TRANSPARENT, 20, 12).show(ui, |ui| self.fields(ui, data, actions));
            hairline(ui);
            let foot = 60.0;
            let middle = ui.available_height() - foot;
            self.columns(ui, data, middle);
            hairline(ui);
            plain_frame(egui::Color32::TRANSPARENT, 20, 0).show(ui, |ui| self.footer(ui, data, actions));
        });
    }

    /// Another file begins with what its page says, and with the paper of the page before.
    fn begin(&mut self, data: &ReviewData) {
        if self.of == data.sha256 {
            return;
        }
        let head = &data.reading.head;
        let paper = head.paper.as_deref().or(data.paper_before).unwrap_or_default();
        // What only the text supports is offered beside the field, never filled in: a person must decide.
        let given =
            head.date.as_ref().filter(|proposal| proposal.given).map(|proposal| proposal.date.to_string());
        *self = Self {
            of: data.sha256.to_owned(),
            paper: paper.to_owned(),
            date: given.unwrap_or_default(),
            number: head.number.clone().unwrap_or_default(),
            name: head.name.clone().unwrap_or_default(),
            chosen: 0,
            scroll_to: Some(0),
            wants_focus: true,
        };
    }

    fn date(&self) -> Option<Date> {
        let text: String = self.date.chars().map(crate::text::fold_char).collect();
        let parts: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let date = match parts.as_slice() {
            [year, month, day] => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok(),
            [digits] => day_of_digits(digits),
            _ => None,
        };
        date.filter(|date| date.year() >= 1800)
    }

    fn decided(&self) -> Option<ReviewFields> {
        let (paper, name) = (self.paper.trim(), self.name.trim());
        Some(ReviewFields {
            paper: Some(paper).filter(|paper| !paper.is_empty())?.to_owned(),
            date: self.date()?,
            number: page_number(&self.number)?,
            name: (!name.is_empty()).then(|| name.to_owned()),
        })
    }

    fn fields(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.spacing_mut().item_spacing = vec2(gap::M, 6.0);
        ui.horizontal_wrapped(|ui| {
            let paper_open = self.paper.trim().is_empty();
            let first = field(ui, s::PAPER, &mut self.paper, 150.0, "", paper_open);
            if std::mem::take(&mut self.wants_focus) {
                first.request_focus();
            }
            ui.add_space(gap::S);
            let date = self.date();
            field(ui, s::DATE, &mut self.date, 120.0, s::DATE_HINT, date.is_none());
            match date {
                None if !self.date.is_empty() => {
                    ui.label(RichText::new(s::DATE_WRONG).size(size::LIST).color(p.red));
                }
                // Its room is kept while there is no date, so that the fields after it stay where they are.
                date => {
                    let weekday = RichText::new(date.map_or("", weekday_name)).size(size::LIST).color(p.ink2);
                    ui.add_sized(vec2(44.0, 20.0), egui::Label::new(weekday));
                }
            }
            ui.add_space(gap::S);
            let number_open = page_number(&self.number).is_none();
            field(ui, s::PAGE, &mut self.number, 52.0, "", number_open);
            ui.add_space(gap::S);
            field(ui, s::PAGE_NAME, &mut self.name, 90.0, "", false);
            ui.add_space(gap::S);
            ui.label(RichText::new(s::AREA).size(size::LIST).color(p.ink2));
            let area = data.area.as_ref().map_or(s::AREA_UNSET, |(name, _)| name.as_str());
            if ui.button(area).on_hover_text(s::AREA_WHY).clicked() {
                actions.push(Action::Run(Command::ChooseArea));
            }
        });
        if let Some(proposal) = &data.reading.head.date {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&proposal.reason).size(size::LIST).color(p.amber));
                let text = proposal.date.to_string();
                if !proposal.given
                    && self.date != text
                    && ui.button(format!("{} {text}", s::USE_DATE)).clicked()
                {
                    self.date = text;
                }
            });
        }
        if let Some((name, Some(reason))) = &data.area {
            ui.label(RichText::new(s::area_reason(name, reason)).size(size::LIST).color(p.amber));
        }
        for remark in data.reading.remarks.iter().filter(|remark| remark.doubt) {
            ui.label(RichText::new(&remark.reason).size(size::LIST).color(p.amber));
        }
        if let Some(error) = data.error {
            ui.label(RichText::new(error).size(size::LIST).color(p.red));
        }
    }

    fn columns(&mut self, ui: &mut Ui, data: &ReviewData, height: f32) {
        let p = Palette::of(ui);
        let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        ui.allocate_rect(whole, Sense::hover());
        let (left, right) = whole.split_left_right_at_fraction(0.5);
        ui.painter().rect_filled(left, CornerRadius::ZERO, p.card);
        ui.painter().vline(right.left(), right.y_range(), Stroke::new(1.0, p.line));
        let chosen = data.reading.items.get(self.chosen).map(|item| item.lines);
        ui.scope_builder(egui::UiBuilder::new().max_rect(left.shrink2(vec2(0.0, 4.0))), |ui| {
            let mut area = ScrollArea::vertical().id_salt("lines").auto_shrink(false);
            if let Some(line) = self.scroll_to.take() {
                area = area.vertical_scroll_offset((line as f32 - 2.0).max(0.0) * LINE);
            }
            area.show_rows(ui, LINE, data.reading.lines.len(), |ui, range| {
                for line in &data.reading.lines[range] {
                    let within = chosen.is_some_and(|(first, last)| (first..=last).contains(&line.number));
                    let begins = data.reading.items.iter().any(|item| item.lines.0 == line.number);
                    source_line(ui, line.number, line.role, &line.text, within, begins);
                }
            });
        });
        ui.scope_builder(egui::UiBuilder::new().max_rect(right.shrink2(vec2(1.0, 0.0))), |ui| {
            ScrollArea::vertical().id_salt("items").auto_shrink(false).show(ui, |ui| {
                let mut photos = 0;
                for (at, item) in data.reading.items.iter().enumerate() {
                    let numbers = photos + 1..=photos + item.photos.len();
                    photos += item.photos.len();
                    let missing = numbers.filter(|number| !data.pictures.contains(number)).count();
                    if item_card(ui, at, item, at == self.chosen, missing) {
                        self.chosen = at;
                        self.scroll_to =
                            data.reading.lines.iter().position(|line| line.number == item.lines.0);
                    }
                }
            });
        });
    }

    fn footer(&mut self, ui: &mut Ui, data: &ReviewData, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.set_height(58.0);
        ui.horizontal_centered(|ui| {
            let items = &data.reading.items;
            let photos = items.iter().filter(|item| item.kind == ItemKind::Photo).count();
            let doubts = items.iter().map(|item| item.doubts().count()).sum();
            let counts = s::review_counts(items.len() - photos, photos, doubts);
            ui.label(RichText::new(counts).size(size::LIST).color(p.ink2));
            let (at, of) = data.position;
            if of > 1 {
                let bar = egui::ProgressBar::new(at as f32 / of as f32)
                    .desired_width(160.0)
                    .desired_height(5.0)
                    .fill(p.red);
                ui.add(bar);
                ui.label(RichText::new(s::file_count(at, of)).size(size::LIST).color(p.ink2));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let decided = self.decided();
                ui.add_enabled_ui(decided.is_some(), |ui| {
                    let text = s::commit(items.len());
                    let enter = ui.input_mut(|input| input.consume_shortcut(&COMMIT));
                    let tip = format!("{}  {}", s::COMMITTING_NOTE, ui.ctx().format_shortcut(&COMMIT));
                    let pressed = primary_button(ui, &text).on_hover_text(tip).clicked();
                    if let (true, Some(fields)) = (pressed || enter, decided) {
                        actions.push(Action::Commit(Box::new(fields)));
                    }
                });
                if ui.button(s::SKIP).clicked() {
                    actions.push(Action::SkipPage);
                }
                if of > 1 && ui.button(s::CANCEL_ALL).clicked() {
                    actions.push(Action::StopImport);
                }
                if self.decided().is_none() {
                    let why = if self.paper.trim().is_empty() {
                        s::PAPER_NEEDED
                    } else if self.date().is_none() {
                        s::DATE_NEEDED
                    } else {
                        s::PAGE_WRONG
                    };
                    ui.label(RichText::new(why).size(size::LIST).color(p.amber));
                }
            });
        });
    }
}

fn header(ui: &mut Ui, data: &ReviewData) {
    ui.set_height(48.0);
    ui.horizontal_centered(|ui| {
        panel_title(ui, s::REVIEW);
        ui.add_space(gap::S);
        note(
            ui,
            &s::file_facts(
                data.name,
                data.encoding,
                data.bytes,
                data.sha256.get(..12).unwrap_or(data.sha256),
            ),
        );
    });
}

fn field(ui: &mut Ui, label: &str, text: &mut String, width: f32, hint: &str, doubt: bool) -> egui::Response {
    let p = Palette::of(ui);
    let name = ui.label(RichText::new(label).size(size::LIST).color(p.ink2));
    ui.scope(|ui| {
        if doubt {
            ui.visuals_mut().text_edit_bg_color = Some(p.amber_soft);
            ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, p.amber);
        }
        let edit = TextEdit::singleline(text)
            .desired_width(width)
            .hint_text(RichText::new(hint).color(p.ink3))
            .margin(egui::Margin::symmetric(8, 5));
        ui.add(edit).labelled_by(name.id)
    })
    .inner
}

fn role_word(role: LineRole, p: &Palette) -> (&'static str, egui::Color32, egui::Color32) {
    match role {
        LineRole::Kicker => (s::ROLE_KICKER, p.blue_soft, p.blue),
        LineRole::Headline => (s::ROLE_HEADLINE, p.red_soft, p.red),
        LineRole::Subtitle => (s::ROLE_SUBTITLE, p.blue_soft, p.blue),
        LineRole::Body => (s::ROLE_BODY, p.panel, p.ink2),
        LineRole::ColumnBreak => (s::ROLE_BREAK, p.panel, p.green),
        LineRole::PhotoHeadline => (s::ROLE_PHOTO, p.red_soft, p.red),
        LineRole::Caption => (s::ROLE_CAPTION, p.panel, p.ink2),
        LineRole::Credit => (s::ROLE_CREDIT, p.amber_soft, p.amber),
        LineRole::SectionHead => (s::ROLE_SECTION, p.blue_soft, p.blue),
        LineRole::Byline => (s::ROLE_BYLINE, p.amber_soft, p.amber),
        LineRole::Dateline => (s::ROLE_DATELINE, p.panel, p.ink2),
        LineRole::Continuation => (s::ROLE_CONTINUATION, p.panel, p.green),
        LineRole::Masthead => (s::ROLE_MASTHEAD, p.panel, p.ink3),
        LineRole::DateLine => (s::ROLE_DATE, p.panel, p.ink3),
        LineRole::Advertisement => (s::ROLE_ADVERTISEMENT, p.panel, p.ink3),
        LineRole::PageHead => (s::ROLE_HEAD, p.panel, p.ink3),
        LineRole::Furniture => (s::ROLE_FURNITURE, p.panel, p.ink3),
        LineRole::Unknown => (s::ROLE_UNKNOWN, p.amber_soft, p.amber),
    }
}

fn source_line(ui: &mut Ui, number: usize, role: LineRole, text: &str, within: bool, begins: bool) {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    if within {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, p.red_soft.gamma_multiply(0.5));
    }
    if begins {
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.bar_pale));
    }
    let small = theme::sans(size::SMALL);
    let at = rect.left_center() + vec2(36.0, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, number.to_string(), small.clone(), p.ink3);
    let (word, fill, color) = role_word(role, p);
    let pill = Rect::from_min_size(rect.left_center() + vec2(46.0, -9.0), vec2(48.0, 18.0));
    ui.painter().rect_filled(pill, CornerRadius::same(9), fill);
    ui.painter().text(pill.center(), Align2::CENTER_CENTER, word, small, color);
    let line = ClippedText { text, font: theme::sans(size::LIST), color: p.ink, rows: 1, hits: &[] };
    let galley = line.layout(ui, rect.width() - 116.0);
    ui.painter().galley(rect.left_center() + vec2(104.0, -galley.size().y / 2.0), galley, p.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{number} {word} {text}")));
}

/// One item; true when it was clicked.
fn item_card(ui: &mut Ui, at: usize, item: &Item, chosen: bool, missing: usize) -> bool {
    let p = Palette::of(ui);
    let fill = if chosen { p.red_soft.gamma_multiply(0.5) } else { egui::Color32::TRANSPARENT };
    let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(16, 10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.horizontal(|ui| {
            note(ui, &(at + 1).to_string());
            let room = ui.available_width() - 90.0;
            let headline = ClippedText {
                text: &item.headline,
                font: theme::headline(size::READING),
                color: p.ink,
                rows: 1,
                hits: &[],
            };
            let galley = headline.layout(ui, room);
            ui.label(galley);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let doubts = item.doubts().count();
                let (text, color) = match (doubts, missing) {
                    (0, 0) => (s::SETTLED.to_owned(), p.green),
                    (0, _) => (s::IMAGE_MISSING.to_owned(), p.amber),
                    (doubts, _) => (s::doubts(doubts), p.amber),
                };
                ui.label(RichText::new(text).size(size::SMALL).color(color));
            });
        });
        for (word, text) in [(s::ROLE_KICKER, &item.kicker), (s::ROLE_SUBTITLE, &item.subtitle)] {
            if let Some(text) = text {
                ui.label(RichText::new(format!("{word} {text}")).size(size::LIST).color(p.ink2));
            }
        }
        ui.label(RichText::new(facts(item)).size(size::LIST).color(p.ink2));
        for remark in &item.remarks {
            let color = if remark.doubt { p.amber } else { p.ink3 };
            ui.label(RichText::new(&remark.reason).size(size::SMALL).color(color));
        }
    });
    let response = ui.interact(shown.response.rect, ui.scope_id().with(("item card", at)), Sense::click());
    hairline(ui);
    if chosen {
        let edge = Rect::from_min_size(shown.response.rect.min, vec2(3.0, shown.response.rect.height()));
        ui.painter().rect_filled(edge, CornerRadius::ZERO, p.red);
    }
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &item.headline));
    response.clicked()
}

/// Signatures, length and places of an item in one line.
fn facts(item: &Item) -> String {
    let mut facts = Vec::new();
    for (role, word) in [
        (PersonRole::Correspondent, s::CORRESPONDENT),
        (PersonRole::Reporter, s::REPORTER),
        (PersonRole::Photographer, s::PHOTOGRAPHER),
    ] {
        let names: Vec<&str> = item.names(role).collect();
        if !names.is_empty() {
            facts.push(format!("{word} {}", names.join(" ")));
        }
    }
    facts.push(s::paragraphs(item.paragraphs.len()));
    let mut places: Vec<(Option<PlaceCode>, &str)> = Vec::new();
    for place in &item.places {
        if places.iter().all(|(_, name)| *name != place.name) {
            places.push((place.code, &place.name));
        }
    }
    places.sort_by_key(|(code, _)| code.map(|code| code.to_string()));
    if !places.is_empty() {
        facts.push(places.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("/"));
    }
    facts.join("   ")
}
