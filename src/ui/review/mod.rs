//! A page before it enters the archive: the source with the role of each line on the left, the items with their
//! doubts on the right, what a person decides above, and the way on below. The edits themselves are `import::edit`.

mod card_edit;
mod cards;
mod commands;
mod foot;
mod head;
mod lines;
mod moves;
mod sheet;

pub(super) use lines::role_word;

use std::collections::HashMap;
use std::path::PathBuf;

use egui::{CornerRadius, EventFilter, Id, Modal, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::strings as s;
use super::theme::Palette;
use super::widgets::{hairline, plain_frame};
use super::{Action, PictureState};
use crate::import::SheetImage;
use crate::import::edit::{DoubtAt, Edit, HeadField, HeadFields, PageEdit};

use card_edit::CardEdit;
pub use commands::ReviewCommand;

/// What a person does with the page under review; the app carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewAct {
    /// Change it.
    Edit(Edit),
    /// Take the last edit back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Type its head.
    Type(HeadFields),
    /// Read its source in another encoding, by its name in the WHATWG Encoding Standard.
    ReadAgain(String),
    /// Choose a picture file for a photo of an item: first line, and photo from 0.
    PickPicture(usize, usize),
    /// Show a picture; with `true`, large enough to be read.
    WantPicture(SheetImage, bool),
    /// Keep it as a draft and go on with the next.
    PutAside,
    /// Take it in.
    Commit,
}

/// What the review shows of the page and the batch.
pub struct ReviewData<'a> {
    /// Counts the pages that came to the review: another number is another page.
    pub begun: usize,
    /// Name of the file.
    pub name: &'a str,
    /// Its encoding.
    pub encoding: &'a str,
    /// Its size in bytes.
    pub bytes: usize,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// The page as it stands.
    pub edit: &'a PageEdit,
    /// Which file of how many, from 1.
    pub position: (usize, usize),
    /// The store's area, or the one proposed: name, and the reason where it is a proposal.
    pub area: Option<(String, Option<String>)>,
    /// What went wrong at the last try.
    pub error: Option<&'a str>,
    /// Whether pages without doubts come in unseen.
    pub take_clean: bool,
    /// The picture of the printed page, where there is one.
    pub sheet: Option<&'a SheetImage>,
    /// Its pictures, as far as they were asked for.
    pub pictures: &'a HashMap<SheetImage, PictureState>,
}

/// Which side the keys speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Lines,
    Items,
}

/// What is chosen and typed.
#[derive(Default)]
pub struct ReviewPanel {
    /// Page that this speaks of.
    of: usize,
    fields: HeadFields,
    side: Side,
    /// The chosen lines, by number: the one with the keyboard, and the other end.
    line: usize,
    anchor: usize,
    /// The doubt that F8 came to.
    shown: Option<DoubtAt>,
    editing: Option<CardEdit>,
    /// What is edited may have changed by undo: read it again.
    reload: bool,
    scroll_lines: bool,
    scroll_items: bool,
    /// First and last point of the source on the screen.
    lines_seen: (f32, f32),
    focus: Option<HeadField>,
    /// The item under the pointer.
    under: Option<usize>,
    help: bool,
    /// No other dialog lay above in the last frame.
    on_top: bool,
}

impl ReviewPanel {
    /// Draws it above everything else.
    pub fn ui(&mut self, ctx: &egui::Context, data: &ReviewData, actions: &mut Vec<Action>) {
        self.begin(data);
        if self.on_top {
            self.keys(ctx, data, actions);
        }
        let screen = ctx.content_rect().size();
        let size = vec2((screen.x - 48.0).min(1240.0), (screen.y - 48.0).min(860.0));
        let p = Palette::of_window(ctx);
        let frame = egui::Frame::new()
            .fill(p.paper)
            .corner_radius(12)
            .shadow(ctx.global_style().visuals.window_shadow);
        let shown = Modal::new(Id::unique("review")).frame(frame).show(ctx, |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            ui.spacing_mut().item_spacing.y = 0.0;
            let head = Rect::from_min_size(ui.max_rect().min, vec2(size.x, 48.0));
            ui.painter().rect_filled(head, CornerRadius { nw: 12, ne: 12, sw: 0, se: 0 }, p.panel);
            plain_frame(egui::Color32::TRANSPARENT, 20, 0).show(ui, |ui| head::title(ui, data, actions));
            hairline(ui);
            plain_frame(egui::Color32::TRANSPARENT, 20, 12).show(ui, |ui| self.head(ui, data, actions));
            hairline(ui);
            let foot = 60.0;
            let middle = ui.available_height() - foot;
            self.columns(ui, data, middle, actions);
            hairline(ui);
            let foot = Rect::from_min_size(ui.cursor().min, vec2(size.x, foot));
            ui.painter().rect_filled(foot, CornerRadius { nw: 0, ne: 0, sw: 12, se: 12 }, p.panel);
            plain_frame(egui::Color32::TRANSPARENT, 20, 0).show(ui, |ui| self.foot(ui, data, actions));
        });
        self.on_top = shown.is_top_modal;
        self.take_focus(ctx);
        self.take_drops(ctx, data, actions);
    }

    /// Another page begins with its own head, its first line and its first doubt.
    fn begin(&mut self, data: &ReviewData) {
        if self.of != data.begun {
            let first = data.edit.page().items.first().map(|item| item.lines.0);
            let line = first.or(data.edit.page().lines.first().map(|line| line.number)).unwrap_or_default();
            *self = Self {
                of: data.begun,
                fields: data.edit.fields().clone(),
                line,
                anchor: line,
                scroll_lines: true,
                scroll_items: true,
                help: self.help,
                ..Self::default()
            };
        }
        let vanished = |editing: &CardEdit| data.edit.position(editing.item()).is_none();
        if self.editing.as_ref().is_some_and(vanished) {
            self.editing = None;
        }
        if std::mem::take(&mut self.reload) {
            self.editing = self.editing.take().map(|editing| CardEdit::new(data.edit, editing.item()));
        }
    }

    fn columns(&mut self, ui: &mut Ui, data: &ReviewData, height: f32, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        ui.allocate_rect(whole, Sense::hover());
        let (left, right) = whole.split_left_right_at_fraction(0.5);
        ui.painter().rect_filled(left, CornerRadius::ZERO, p.card);
        ui.painter().vline(right.left(), right.y_range(), Stroke::new(1.0, p.line));
        for (side, rect, name) in [(Side::Lines, left, s::LINES_PANE), (Side::Items, right, s::ITEMS_PANE)] {
            let pane = ui.interact(rect, pane_id(side), Sense::focusable_noninteractive());
            pane.widget_info(|| WidgetInfo::labeled(Role::List, true, name));
        }
        let within = |rect| egui::UiBuilder::new().max_rect(rect);
        ui.scope_builder(within(left), |ui| {
            ui.set_clip_rect(left);
            self.lines(ui, data, actions);
        });
        let right = right.with_min_x(right.left() + 1.0);
        ui.scope_builder(within(right), |ui| {
            ui.set_clip_rect(right);
            self.cards(ui, data, actions);
        });
    }

    /// Where nothing else has the keyboard, the chosen side has it, with Tab and the arrows.
    fn take_focus(&self, ctx: &egui::Context) {
        let pane = pane_id(self.side);
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ctx.memory_mut(|memory| {
            let free = memory.focused().is_none_or(|id| id != pane && is_pane(id));
            if self.on_top && free {
                memory.request_focus(pane);
            }
            memory.set_focus_lock_filter(pane, filter);
        });
    }

    /// A picture dropped on the window belongs to the item under the pointer, or to the chosen one.
    fn take_drops(&self, ctx: &egui::Context, data: &ReviewData, actions: &mut Vec<Action>) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let Some(path) = dropped.into_iter().find(|path| is_picture(path)) else { return };
        if let Some(item) = self.under.or(self.item(data)) {
            let photo = photo_for(data, item);
            actions.push(Action::Review(ReviewAct::Edit(Edit::Attach { item, photo, path })));
        }
    }

    /// The chosen item, by its first line.
    fn item(&self, data: &ReviewData) -> Option<usize> {
        data.edit.item_of(self.line)
    }

    fn range(&self) -> (usize, usize) {
        (self.line.min(self.anchor), self.line.max(self.anchor))
    }
}

/// The word for a role.
pub fn role_name(role: crate::model::LineRole) -> &'static str {
    ReviewCommand::Role(role).words().0
}

/// Whether a file is a picture by its name.
pub fn is_picture(path: &std::path::Path) -> bool {
    crate::import::SourceKind::of(path) == Some(crate::import::SourceKind::Picture)
}

/// The first photo of an item that lacks a picture, or one more.
fn photo_for(data: &ReviewData, item: usize) -> usize {
    let position = data.edit.position(item);
    let photos = position.and_then(|at| data.edit.page().items.get(at)).map(|item| item.photos.as_slice());
    let photos = photos.unwrap_or_default();
    photos.iter().position(|photo| photo.picture.is_none()).unwrap_or(photos.len())
}

fn pane_id(side: Side) -> Id {
    Id::unique(match side {
        Side::Lines => "review lines",
        Side::Items => "review items",
    })
}

fn is_pane(id: Id) -> bool {
    [Side::Lines, Side::Items].map(pane_id).contains(&id)
}
