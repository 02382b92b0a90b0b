//! The lit words on the picture of a page: what is read, what was looked for, and the way from the picture to the text.

use egui::{CornerRadius, Key, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::photos::lens::Lens;
use super::strings as s;
use super::theme::Palette;
use super::widgets::focus_ring;
use super::{Action, MainData};
use crate::model::{ArticleId, LaidWord};
use crate::query::{Detail, LaidPage, Lit, LitPart, Query, Spot, union};

/// What the panels see of the words of the page.
#[derive(Clone, Copy)]
pub struct LaidData<'a> {
    /// The words.
    pub page: &'a LaidPage,
    /// The piece of the article that the pointer is on.
    pub pointed: Option<Spot>,
    /// The piece that a person went to last, and how often anybody did.
    pub shown: Option<(ArticleId, Spot, u32)>,
}

/// What a person does between the picture of a page and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacsimileAct {
    /// The pointer is on this piece of the article, or on none.
    Point(Option<Spot>),
    /// Bring this piece of an article into sight and light it.
    Show(ArticleId, Spot),
}

/// What is kept between frames.
#[derive(Default)]
pub struct LitWords {
    of: Option<(ArticleId, Vec<LaidWord>, Query)>,
    lit: Lit,
    /// A point that was chosen in an article that is yet to be read.
    goal: Option<(ArticleId, [f32; 2])>,
}

impl LitWords {
    /// Makes the places anew where the article, its words or the query are others.
    fn prepare(&mut self, detail: &Detail, page: &LaidPage, query: &Query) {
        let id = detail.article.id;
        let words = page.of(id).map(|article| article.words.as_slice()).unwrap_or_default();
        let same = |(of, laid, asked): &(ArticleId, Vec<LaidWord>, Query)| {
            *of == id && laid == words && asked == query
        };
        if !self.of.as_ref().is_some_and(same) {
            self.lit = Lit::new(words, &detail.article, &detail.photos, query);
            self.of = Some((id, words.to_vec(), query.clone()));
        }
    }

    /// Draws what is lit, and takes clicks and keys.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        picture: &egui::Response,
        lens: &Lens,
        data: &MainData,
        actions: &mut Vec<Action>,
    ) {
        let (Some(detail), Some(laid)) = (data.detail, data.laid) else { return };
        self.prepare(detail, laid.page, &data.filter.query);
        let id = detail.article.id;
        if let Some((_, point)) = self.goal.take_if(|(goal, _)| *goal == id)
            && let Some(spot) = self.lit.at(point)
        {
            actions.push(Action::Facsimile(FacsimileAct::Show(id, spot)));
        }
        let focused = self.pieces(ui, picture.rect, lens, id, actions);
        self.others(ui, picture.rect, lens, laid.page, id, actions);
        let shown = laid.shown.filter(|(of, ..)| *of == id).map(|(_, spot, _)| spot);
        self.paint(&ui.painter().with_clip_rect(picture.rect), lens, laid.pointed.or(focused).or(shown), ui);
        if picture.clicked()
            && let Some(at) = picture.interact_pointer_pos()
        {
            self.go_to(lens.picture_at(at), laid.page, id, actions);
        }
    }

    fn paint(&self, painter: &Painter, lens: &Lens, spot: Option<Spot>, ui: &Ui) {
        let p = Palette::of(ui);
        let fill = |part: &LitPart, strength: f32| {
            let rect = on_screen(lens, *part).expand(1.0);
            painter.rect_filled(rect, CornerRadius::same(1), p.amber.gamma_multiply(strength));
            rect
        };
        self.lit.article.iter().for_each(|part| {
            fill(part, 0.14);
        });
        let lines = spot.map(|spot| self.lit.piece(spot)).unwrap_or_default();
        lines.iter().for_each(|part| {
            fill(part, 0.24);
        });
        for part in &self.lit.hits {
            let rect = fill(part, 0.40);
            painter.rect_stroke(rect, CornerRadius::same(1), Stroke::new(1.0, p.amber), StrokeKind::Outside);
        }
    }

    /// The pieces of the article, each to be reached by key; the one that has the focus.
    fn pieces(
        &self,
        ui: &Ui,
        room: Rect,
        lens: &Lens,
        id: ArticleId,
        actions: &mut Vec<Action>,
    ) -> Option<Spot> {
        let mut focused = None;
        for (spot, parts) in &self.lit.pieces {
            let chosen = place(ui, room, lens, parts, ("piece", spot), &s::spot_on_page(*spot));
            let Some((has_focus, clicked)) = chosen else { continue };
            focused = focused.or(has_focus.then_some(*spot));
            if clicked {
                actions.push(Action::Facsimile(FacsimileAct::Show(id, *spot)));
            }
        }
        focused
    }

    /// The other articles of the page.
    fn others(
        &self,
        ui: &Ui,
        room: Rect,
        lens: &Lens,
        page: &LaidPage,
        id: ArticleId,
        actions: &mut Vec<Action>,
    ) {
        for article in page.articles.iter().filter(|article| article.id != id) {
            let parts: Vec<LitPart> = article.words.iter().map(|word| word.rect).take(1).collect();
            let label = s::read_on_page(&article.headline);
            if let Some((_, true)) = place(ui, room, lens, &parts, ("article", article.id), &label) {
                actions.push(Action::Select(article.id));
            }
        }
    }

    fn go_to(&mut self, point: [f32; 2], page: &LaidPage, id: ArticleId, actions: &mut Vec<Action>) {
        match page.at(point) {
            Some(here) if here == id => {
                if let Some(spot) = self.lit.at(point) {
                    actions.push(Action::Facsimile(FacsimileAct::Show(id, spot)));
                }
            }
            Some(other) => {
                self.goal = Some((other, point));
                actions.push(Action::Select(other));
            }
            None => {}
        }
    }
}

/// A place on the picture that keys and screen readers reach: whether it has the focus, and whether it is chosen.
fn place(
    ui: &Ui,
    room: Rect,
    lens: &Lens,
    parts: &[LitPart],
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
) -> Option<(bool, bool)> {
    let first = *parts.first()?;
    // A piece that goes on in another column is reached where it begins.
    let whole = parts.iter().skip(1).fold(first, |whole, part| {
        let beneath = part[0] < whole[0] + whole[2] && whole[0] < part[0] + part[2] && part[1] >= whole[1];
        if beneath { union(whole, *part) } else { whole }
    });
    let rect = on_screen(lens, whole);
    // Clicks go to the picture below, which knows every word.
    let sense = Sense::focusable_noninteractive();
    let response = ui.interact(rect.intersect(room), ui.scope_id().with(id), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    focus_ring(ui, &response, rect.intersect(room), 1);
    let focused = response.has_focus();
    let entered = focused && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    let asked =
        ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Click));
    Some((focused, entered || asked))
}

fn on_screen(lens: &Lens, [left, top, width, height]: LitPart) -> Rect {
    Rect::from_two_pos(lens.screen_at([left, top]), lens.screen_at([left + width, top + height]))
}
