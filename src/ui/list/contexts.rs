//! Every occurrence in its whole sentence, article by article in the order of the list. Sentences are read as they come
//! into sight, and laid out once for a width.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use egui::{Galley, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::model::ArticleId;
use crate::query::{Sentence, View};
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, size};
use crate::ui::widgets::{ClippedText, note};
use crate::ui::{Action, MainData, SearchAct};

use super::{HEADER, header};

/// Articles read at once, and ahead of what is seen.
const BATCH: usize = 40;
const HEADLINE: f32 = 26.0;
const GAP: f32 = 6.0;
/// A sentence of more lines than this is cut: no printed one is so long.
const MOST_LINES: usize = 12;

/// The list of sentences.
#[derive(Default)]
pub struct ContextList {
    /// Of the articles from the first on, as far as they are read.
    blocks: Vec<Block>,
    /// What the blocks were laid out for.
    laid_out_for: Option<LaidOutFor>,
}

/// Width, pixels to a point, whether dark, and the view.
type LaidOutFor = (u32, u32, bool, Instant);

struct Block {
    top: f32,
    sentences: Vec<Arc<Galley>>,
}

impl Block {
    fn height(&self) -> f32 {
        let lines: f32 = self.sentences.iter().map(|galley| galley.size().y + GAP).sum();
        HEADER + HEADLINE + lines + GAP
    }
}

impl ContextList {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, view: &View, data: &MainData, actions: &mut Vec<Action>) {
        let width = ui.available_width() - 28.0 - 10.0;
        let scale = ui.ctx().pixels_per_point();
        let wanted = (width.to_bits(), scale.to_bits(), ui.visuals().dark_mode, view.made);
        if self.laid_out_for != Some(wanted) {
            self.blocks.clear();
            self.laid_out_for = Some(wanted);
        }
        self.lay_out(ui, width, view, data.search.contexts);
        ScrollArea::vertical().id_salt("contexts").auto_shrink(false).show_viewport(ui, |ui, viewport| {
            let bottom = self.blocks.last().map_or(0.0, |block| block.top + block.height());
            let more = self.blocks.len() < view.hits.len();
            ui.set_height(bottom + if more { HEADER } else { 0.0 });
            let corner = ui.max_rect().min;
            let first = self.blocks.partition_point(|block| block.top + block.height() < viewport.top());
            let mut rows = Vec::new();
            for (block, hit) in self.blocks.iter().zip(&view.hits).skip(first) {
                if block.top > viewport.bottom() {
                    break;
                }
                let at = Rect::from_min_size(
                    corner + vec2(0.0, block.top),
                    vec2(ui.max_rect().width(), block.height()),
                );
                if !data.rows.contains_key(&hit.id) {
                    rows.push(hit.id);
                }
                let sentences = data.search.contexts.get(&hit.id).map(Vec::as_slice).unwrap_or_default();
                article(ui, at, block, hit, sentences, data, actions);
            }
            if !rows.is_empty() {
                actions.push(Action::WantRows(rows));
            }
            if more && viewport.bottom() + 2.0 * viewport.height() > bottom {
                let ids: Vec<ArticleId> =
                    view.hits.iter().skip(self.blocks.len()).take(BATCH).map(|hit| hit.id).collect();
                actions.push(Action::Search(SearchAct::WantContexts(ids)));
                let rect = Rect::from_min_size(corner + vec2(14.0, bottom), vec2(width, HEADER));
                ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| note(ui, s::LOADING));
            }
        });
    }

    /// Lays out what has been read since.
    fn lay_out(&mut self, ui: &Ui, width: f32, view: &View, contexts: &HashMap<ArticleId, Vec<Sentence>>) {
        let p = Palette::of(ui);
        let read = view.hits.iter().skip(self.blocks.len()).map_while(|hit| contexts.get(&hit.id));
        let mut top = self.blocks.last().map_or(0.0, |block| block.top + block.height());
        for sentences in read {
            let lay_out = |sentence: &Sentence| {
                let text = ClippedText {
                    text: sentence.text.trim(),
                    font: theme::serif(size::BODY),
                    color: p.ink,
                    rows: MOST_LINES,
                    hits: &shifted(sentence),
                };
                text.layout(ui, width)
            };
            let block = Block { top, sentences: sentences.iter().map(lay_out).collect() };
            top += block.height();
            self.blocks.push(block);
        }
    }
}

/// The hits, without the white space in front of the sentence.
fn shifted(sentence: &Sentence) -> Vec<(usize, usize)> {
    let space = sentence.text.chars().take_while(|c| c.is_whitespace()).count();
    sentence.hits.iter().map(|(at, len)| (at.saturating_sub(space), *len)).collect()
}

fn article(
    ui: &mut Ui,
    rect: Rect,
    block: &Block,
    hit: &crate::query::Hit,
    sentences: &[Sentence],
    data: &MainData,
    actions: &mut Vec<Action>,
) {
    let p = Palette::of(ui);
    let row = data.rows.get(&hit.id);
    let place =
        row.map(|row| format!("{}  {}", row.paper, s::page_label(&row.page, row.page_name.as_deref())));
    header(
        ui,
        Rect::from_min_size(rect.min, vec2(rect.width(), HEADER)),
        hit.date,
        &place.unwrap_or_default(),
    );
    let mut y = rect.top() + HEADER;
    let left = rect.left() + 14.0;
    if let Some(row) = row {
        let headline = ClippedText {
            text: s::headline_or_none(&row.headline),
            font: theme::headline(size::BODY),
            color: p.ink2,
            rows: 1,
            hits: &[],
        };
        let galley = headline.layout(ui, rect.width() - 28.0);
        ui.painter().galley(pos2(left, y), galley, p.ink2);
    }
    y += HEADLINE;
    for (galley, sentence) in block.sentences.iter().zip(sentences) {
        let height = galley.size().y;
        let line = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), height + GAP));
        let response =
            ui.interact(line, ui.scope_id().with(("sentence", hit.id, sentence.before)), Sense::click());
        let here = sentence.before..sentence.before + sentence.hits.len();
        let chosen = data.selected == Some(hit.id)
            && data.search.occurrence.is_some_and(|occurrence| here.contains(&occurrence));
        if chosen || response.hovered() {
            let fill = if chosen { p.red_soft.gamma_multiply(0.6) } else { p.panel };
            ui.painter().rect_filled(line, 0, fill);
        }
        ui.painter().galley(pos2(left, y + GAP / 2.0), Arc::clone(galley), p.ink);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &sentence.text));
        if response.clicked() {
            actions.push(Action::Search(SearchAct::GoTo(hit.id, sentence.before)));
        }
        y += height + GAP;
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.line.gamma_multiply(0.7)));
}
