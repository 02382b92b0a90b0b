//! 核对地名: whether each place that was recognised in an article is one, and which one a name means that several bear.

use egui::{Popup, PopupCloseBehavior, RichText, Ui};

use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{hairline, note, quiet_button};
use super::{Action, PlaceAct};
use crate::model::{ArticleId, PlaceCode, PlaceEdit, Span};
use crate::query::{Archive, Detail};

/// One place as an article names it.
struct Named {
    code: PlaceCode,
    /// As printed, each form once.
    words: Vec<String>,
    spans: Vec<Span>,
}

/// A button that opens the list of recognitions.
pub fn check_places(ui: &mut Ui, detail: &Detail, archive: &Archive, actions: &mut Vec<Action>) {
    let button = quiet_button(ui, s::CHECK_PLACES).on_hover_text(s::CHECK_PLACES_WHY);
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.width(420.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = gap::S;
        for named in named(detail) {
            known(ui, &named, detail, archive, actions);
        }
        if !detail.open_places.is_empty() {
            hairline(ui);
        }
        for (span, candidates) in &detail.open_places {
            open(ui, detail.article.id, (*span, &detail.printed(*span)), candidates, archive, actions);
        }
    });
}

/// The places of an article in reading order, each once.
fn named(detail: &Detail) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for mention in &detail.places {
        let Some(code) = mention.code else { continue };
        let words = detail.printed(mention.span);
        match all.iter_mut().find(|named| named.code == code) {
            Some(named) => {
                named.spans.push(mention.span);
                if !named.words.contains(&words) {
                    named.words.push(words);
                }
            }
            None => all.push(Named { code, words: vec![words], spans: vec![mention.span] }),
        }
    }
    all
}

fn known(ui: &mut Ui, named: &Named, detail: &Detail, archive: &Archive, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let (code, path) = (named.code, archive.path(named.code));
    ui.horizontal(|ui| {
        ui.label(RichText::new(&path).size(size::LIST).color(p.ink));
        note(ui, &s::as_printed(&named.words));
        let button = |ui: &mut Ui, word: &str, why: &str| {
            let response = quiet_button(ui, word).on_hover_text(why);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{word} {path}"))
            });
            response.clicked()
        };
        if button(ui, s::IS_RIGHT, s::IS_RIGHT_WHY) {
            for span in &named.spans {
                let edit = PlaceEdit::Confirm { article: detail.article.id, span: *span, code };
                actions.push(Action::Place(PlaceAct::Edit(edit)));
            }
        }
        if button(ui, s::IS_WRONG, s::IS_WRONG_WHY) {
            for words in &named.words {
                let (paper, words) = (detail.article.paper.clone(), words.clone());
                actions.push(Action::Place(PlaceAct::Edit(PlaceEdit::Refuse { paper, words, code })));
            }
        }
        if button(ui, s::PLACE_CARD.0, s::PLACE_CARD.1) {
            actions.push(Action::Place(PlaceAct::Show(code)));
        }
    });
}

fn open(
    ui: &mut Ui,
    article: ArticleId,
    (span, words): (Span, &str),
    candidates: &[PlaceCode],
    archive: &Archive,
    actions: &mut Vec<Action>,
) {
    ui.label(RichText::new(s::which_place(words)).size(size::LIST).color(Palette::of(ui).amber));
    ui.horizontal_wrapped(|ui| {
        for code in candidates {
            if ui.button(archive.path(*code)).clicked() {
                let edit = PlaceEdit::Confirm { article, span, code: *code };
                actions.push(Action::Place(PlaceAct::Edit(edit)));
            }
        }
    });
}
