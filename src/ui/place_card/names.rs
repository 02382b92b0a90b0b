//! The names of a place: which they are, a further one with what it would find, another everyday one.

use egui::{ComboBox, Grid, RichText, Ui};
use egui_material_icons::icons;

use super::{PlaceCardData, edit};
use crate::model::{Moment, NameKind, PlaceEdit, PlaceName, PlaceRecord, Validity};
use crate::query::{Archive, NameOutcome, NamePreview, PlaceCard};
use crate::ui::dialogs::field;
use crate::ui::strings as s;
use crate::ui::theme::{self, Palette, gap, size};
use crate::ui::widgets::{ClippedText, hairline, icon_button, note, panel_title, primary_button};
use crate::ui::{Action, PlaceAct};

/// The kinds of a further name.
const KINDS: [NameKind; 3] = [NameKind::Former, NameKind::Alias, NameKind::Variant];

/// Characters that are shown before a hit.
const BEFORE_A_HIT: usize = 20;

/// What is being typed.
pub struct Names {
    name: String,
    kind: NameKind,
    from: String,
    to: String,
    renamed: String,
    since: String,
    keeps: bool,
}

impl Names {
    pub fn new(record: &PlaceRecord) -> Self {
        let (name, from, to, since) = Default::default();
        Self { name, kind: NameKind::Alias, from, to, renamed: record.name.clone(), since, keeps: true }
    }

    pub fn ui(&mut self, ui: &mut Ui, card: &PlaceCard, data: PlaceCardData, actions: &mut Vec<Action>) {
        list(ui, card, actions);
        if !card.record.is_live() {
            note(ui, s::GONE_HOW);
            return;
        }
        hairline(ui);
        panel_title(ui, s::ADD_NAME);
        self.add(ui, card, data, actions);
        hairline(ui);
        panel_title(ui, s::RENAME_PLACE);
        self.rename(ui, card, actions);
    }

    fn add(&mut self, ui: &mut Ui, card: &PlaceCard, data: PlaceCardData, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            field(ui, (s::NAME, s::ADD_NAME_HINT), 180.0, &mut self.name);
            let combo = ComboBox::from_id_salt("kind of name").width(84.0).selected_text(self.kind.chinese());
            let shown = combo.show_ui(ui, |ui| {
                for kind in KINDS {
                    ui.selectable_value(&mut self.kind, kind, kind.chinese());
                }
            });
            shown
                .response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, s::KIND_OF_NAME));
            field(ui, (s::SINCE, s::MOMENT_HINT), 84.0, &mut self.from);
            field(ui, (s::UNTIL, s::MOMENT_HINT), 84.0, &mut self.to);
        });
        let name = self.name.trim().to_owned();
        let validity = validity(&self.from, &self.to);
        let preview = data.preview.filter(|preview| preview.name == name && preview.code == card.record.code);
        if let Some(preview) = preview {
            would_find(ui, preview, data.archive);
        }
        ui.horizontal(|ui| {
            let ready = name.chars().count() >= 2 && validity.is_some();
            ui.add_enabled_ui(ready && preview.is_none(), |ui| {
                if ui.button(s::PREVIEW_NAME).clicked() {
                    actions.push(Action::Place(PlaceAct::Preview(card.record.code, name.clone())));
                }
            });
            let add = ui.add_enabled_ui(ready, |ui| primary_button(ui, s::ADD_NAME_DO)).inner;
            if let (true, Some(validity)) = (add.clicked(), validity.clone()) {
                let name = PlaceName { name, kind: self.kind, validity };
                edit(PlaceEdit::AddName { code: card.record.code, name }, actions);
            }
            if validity.is_none() {
                bad_moment(ui);
            }
        });
    }

    fn rename(&mut self, ui: &mut Ui, card: &PlaceCard, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            field(ui, (s::NEW_NAME, ""), 180.0, &mut self.renamed);
            field(ui, (s::SINCE, s::MOMENT_HINT), 84.0, &mut self.since);
            ui.checkbox(&mut self.keeps, s::KEEP_OLD_NAME);
        });
        ui.horizontal(|ui| {
            let name = self.renamed.trim().to_owned();
            let since = moment(&self.since);
            let ready = name.chars().count() >= 2 && name != card.record.name && since.is_some();
            let clicked = ui.add_enabled_ui(ready, |ui| ui.button(s::RENAME_DO).clicked()).inner;
            if since.is_none() {
                bad_moment(ui);
            }
            if let (true, Some(since)) = (clicked, since) {
                let (code, keep) = (card.record.code, self.keeps);
                edit(PlaceEdit::Rename { code, name, since, keep }, actions);
            }
        });
    }
}

/// Every name with its kind and its time, further ones with a cross.
fn list(ui: &mut Ui, card: &PlaceCard, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    Grid::new("names").num_columns(4).spacing([gap::L, gap::S]).min_row_height(26.0).show(ui, |ui| {
        for name in card.record.names() {
            ui.label(RichText::new(&name.name).font(theme::sans(size::BODY)).color(p.ink));
            note(ui, name.kind.chinese());
            note(ui, &s::validity(&name.validity));
            if KINDS.contains(&name.kind)
                && card.record.is_live()
                && icon_button(ui, icons::ICON_CLOSE, &s::remove_name(&name.name)).clicked()
            {
                edit(PlaceEdit::RemoveName { code: card.record.code, name: name.name }, actions);
            }
            ui.end_row();
        }
        for merged in &card.merged {
            ui.label(RichText::new(&merged.name).font(theme::sans(size::BODY)).color(p.ink2));
            note(ui, s::MERGED_INTO_IT);
            note(ui, &merged.code.to_string());
            ui.end_row();
        }
    });
}

/// What a name would find, before it is added.
fn would_find(ui: &mut Ui, preview: &NamePreview, archive: &Archive) {
    let p = Palette::of(ui);
    ui.label(RichText::new(s::preview_counts(preview, archive)).size(size::LIST).color(p.ink));
    for example in &preview.examples {
        ui.horizontal(|ui| {
            note(ui, &example.date.to_string());
            let color = if example.outcome == NameOutcome::Found { p.red } else { p.ink3 };
            let outcome = s::name_outcome(&example.outcome, archive);
            ui.label(RichText::new(outcome).size(size::SMALL).color(color));
            let (sentence, hit) = around(&example.sentence, example.hit);
            let font = theme::serif(size::LIST);
            let text = ClippedText { text: &sentence, font, color: p.ink2, rows: 1, hits: &[hit] };
            let galley = text.layout(ui, ui.available_width());
            ui.add(egui::Label::new(galley));
        });
    }
}

/// A sentence from so far before a hit that the hit is in sight.
fn around(sentence: &str, (at, len): (usize, usize)) -> (String, (usize, usize)) {
    match at.checked_sub(BEFORE_A_HIT) {
        Some(cut @ 1..) => {
            let rest = std::iter::once('…').chain(sentence.chars().skip(cut));
            (rest.collect(), (at - cut + 1, len))
        }
        _ => (sentence.to_owned(), (at, len)),
    }
}

pub fn bad_moment(ui: &mut Ui) {
    let p = Palette::of(ui);
    ui.label(RichText::new(s::BAD_MOMENT).size(size::SMALL).color(p.amber));
}

/// A moment that may be left out; none of what is no moment.
#[expect(clippy::option_option, reason = "nothing typed is not the same as something wrong")]
pub fn moment(typed: &str) -> Option<Option<Moment>> {
    match typed.trim() {
        "" => Some(None),
        typed => Moment::parse(typed).map(Some),
    }
}

pub fn validity(from: &str, to: &str) -> Option<Validity> {
    Some(Validity { from: moment(from)?, to: moment(to)? })
}
