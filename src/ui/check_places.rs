//! 核对地名: whether each place that was recognised in an article is one, and which one a name means that several bear.

use egui::{Popup, PopupCloseBehavior, RichText, Ui};

use super::strings as s;
use super::theme::{Palette, gap, size};
use super::widgets::{hairline, note, quiet_button};
use super::{Action, MainData, PlaceAct};
use crate::model::{ArticleId, PlaceCode, PlaceEdit, Span};
use crate::query::{Archive, Detail, Mention};

/// One place as an article names it.
struct Named<'a> {
    code: PlaceCode,
    /// As printed, each form once, with why it means the place.
    words: Vec<(&'a str, String)>,
    spans: Vec<Span>,
    confirmed: bool,
}

/// A button that opens the list of recognitions.
pub fn check_places(
    ui: &mut Ui,
    detail: &Detail,
    archive: &Archive,
    data: &MainData,
    actions: &mut Vec<Action>,
) {
    let button = quiet_button(ui, s::CHECK_PLACES).on_hover_text(s::CHECK_PLACES_WHY);
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.width(460.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = gap::S;
        let article = detail.article.id;
        let Some((_, mentions)) = data.mentions.filter(|(of, _)| *of == article) else {
            actions.push(Action::Place(PlaceAct::WantMentions(article)));
            note(ui, s::LOADING);
            return;
        };
        for named in named(mentions) {
            known(ui, &named, detail, archive, actions);
        }
        if !detail.open_places.is_empty() {
            hairline(ui);
        }
        for (span, candidates) in &detail.open_places {
            open(ui, article, (*span, &detail.printed(*span)), candidates, archive, actions);
        }
    });
}

/// The places of an article in reading order, each once.
fn named(mentions: &[Mention]) -> Vec<Named<'_>> {
    let mut all: Vec<Named> = Vec::new();
    for mention in mentions {
        let at = all.iter().position(|named| named.code == mention.code).unwrap_or_else(|| {
            let (words, spans) = Default::default();
            all.push(Named { code: mention.code, words, spans, confirmed: true });
            all.len() - 1
        });
        let Some(named) = all.get_mut(at) else { continue };
        named.spans.push(mention.span);
        named.confirmed &= mention.confirmed;
        if named.words.iter().all(|(words, _)| *words != mention.words) {
            named.words.push((&mention.words, s::why_named(mention)));
        }
    }
    all
}

fn known(ui: &mut Ui, named: &Named, detail: &Detail, archive: &Archive, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let (code, path) = (named.code, archive.path(named.code));
    ui.horizontal(|ui| {
        ui.label(RichText::new(&path).size(size::LIST).color(p.ink));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let act = |ui: &mut Ui, (word, why): (&str, &str)| {
                let link = egui::Link::new(RichText::new(word).size(size::LIST).color(p.blue));
                let response = ui.add(link).on_hover_text(why);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{word} {path}"))
                });
                response.clicked()
            };
            if act(ui, (s::PLACE_TITLE, s::PLACE_CARD.1)) {
                actions.push(Action::Place(PlaceAct::Show(code)));
            }
            if act(ui, s::IS_WRONG) {
                for (words, _) in &named.words {
                    let (paper, words) = (detail.article.paper.clone(), (*words).to_owned());
                    actions.push(Action::Place(PlaceAct::Edit(PlaceEdit::Refuse { paper, words, code })));
                }
            }
            if !named.confirmed && act(ui, s::IS_RIGHT) {
                for span in &named.spans {
                    let edit = PlaceEdit::Confirm { article: detail.article.id, span: *span, code };
                    actions.push(Action::Place(PlaceAct::Edit(edit)));
                }
            }
        });
    });
    for (_, why) in &named.words {
        note(ui, why);
    }
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
