//! The form for what a person says of a paper.

use egui::{ComboBox, Key, RichText, Ui};

use super::LedgerAct;
use crate::model::{Date, Entry, EntryId, Fact, PagePlan, Pattern, day_of_digits};
use crate::query::{Holdings, words_of};
use crate::ui::Action;
use crate::ui::dialogs::field;
use crate::ui::strings as s;
use crate::ui::theme::{Palette, gap, size};
use crate::ui::widgets::{primary_button, quiet_button};

/// The kinds of facts, in the order of [`s::FACTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Pattern,
    Founded,
    Ended,
    Renamed,
    Suspended,
    Issued,
    Combined,
    Pages,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Pattern,
        Self::Founded,
        Self::Ended,
        Self::Renamed,
        Self::Suspended,
        Self::Issued,
        Self::Combined,
        Self::Pages,
    ];

    fn word(self) -> &'static str {
        let at = Self::ALL.iter().position(|other| *other == self).unwrap_or_default();
        s::FACTS[at]
    }

    /// Whether it has a first day, and a last.
    fn ends(self) -> (bool, bool) {
        (self != Self::Ended, !matches!(self, Self::Founded | Self::Renamed))
    }

    /// What it says besides, and an example.
    fn value(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Pattern => Some(s::FIELD_PATTERN),
            Self::Renamed => Some(s::FIELD_FORMER),
            Self::Combined => Some(s::FIELD_DATED),
            Self::Pages => Some(s::FIELD_PAGES),
            _ => None,
        }
    }
}

/// What is being typed.
#[derive(Default)]
pub struct Form {
    /// The entry that is corrected.
    id: Option<EntryId>,
    /// The name of the paper; the latest one where none is chosen.
    paper: Option<String>,
    kind: Kind,
    from: String,
    to: String,
    value: String,
    note: String,
}

impl Form {
    /// With what is said already.
    pub fn of(id: Option<EntryId>, entry: &Entry) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (kind, value) = match &entry.fact {
            Fact::Pattern(pattern) => (Kind::Pattern, pattern_text(*pattern)),
            Fact::Founded => (Kind::Founded, String::new()),
            Fact::Ended => (Kind::Ended, String::new()),
            Fact::RenamedFrom(former) => (Kind::Renamed, former.clone()),
            Fact::Suspended => (Kind::Suspended, String::new()),
            Fact::Issued => (Kind::Issued, String::new()),
            Fact::Combined(dated) => (Kind::Combined, dated.to_string()),
            Fact::Pages(plan) => (Kind::Pages, plan.to_string()),
        };
        let note = entry.note.clone().unwrap_or_default();
        Self {
            id,
            paper: Some(entry.paper.clone()),
            kind,
            from: day(entry.from),
            to: day(entry.to),
            value,
            note,
        }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Holdings, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        ui.horizontal(|ui| {
            let title = if self.id.is_some() { s::CHANGE_ENTRY } else { s::ENTER };
            ui.label(RichText::new(title).size(size::LIST).color(p.ink2));
            self.choose_kind(ui);
            self.choose_name(ui, shown);
            let (begins, ends) = self.kind.ends();
            if begins {
                let label = if ends { s::FIELD_FROM } else { s::FIELD_DAY };
                field(ui, (label, s::DATE_HINT), 128.0, &mut self.from);
            }
            if ends {
                let label = if begins { s::FIELD_TO } else { s::FIELD_DAY };
                field(ui, (label, if begins { s::OPEN_HINT } else { s::DATE_HINT }), 128.0, &mut self.to);
            }
        });
        ui.horizontal(|ui| {
            if let Some(words) = self.kind.value() {
                field(ui, words, 220.0, &mut self.value);
            }
            let width = (ui.available_width() - 48.0).max(120.0);
            field(ui, s::FIELD_NOTE, width, &mut self.note);
        });
        if self.kind == Kind::Pattern {
            self.proposals(ui);
        }
        self.foot(ui, shown, actions);
    }

    fn choose_kind(&mut self, ui: &mut Ui) {
        let combo = ComboBox::from_id_salt("fact").width(72.0).selected_text(self.kind.word());
        let shown = combo.show_ui(ui, |ui| {
            for kind in Kind::ALL {
                if ui.selectable_label(kind == self.kind, kind.word()).clicked() {
                    self.kind = kind;
                    self.value.clear();
                }
            }
        });
        shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, s::FIELD_FACT));
    }

    /// Of a paper with several names the one that is spoken of.
    fn choose_name(&mut self, ui: &mut Ui, shown: &Holdings) {
        if shown.names.len() < 2 {
            return;
        }
        let name = self.paper.clone().unwrap_or_else(|| shown.paper.clone());
        let combo = ComboBox::from_id_salt("name of the paper").width(120.0).selected_text(&name);
        let list = combo.show_ui(ui, |ui| {
            for other in &shown.names {
                if ui.selectable_label(*other == name, other).clicked() {
                    self.paper = Some(other.clone());
                }
            }
        });
        list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, s::FIELD_NAME));
    }

    /// Patterns that many papers have.
    fn proposals(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap::M;
            for pattern in s::PATTERNS {
                if quiet_button(ui, pattern).clicked() {
                    pattern.clone_into(&mut self.value);
                }
            }
        });
    }

    /// What would be entered, or what keeps it from a meaning, and the buttons.
    fn foot(&mut self, ui: &mut Ui, shown: &Holdings, actions: &mut Vec<Action>) {
        let p = Palette::of(ui);
        let entry = self.entry(&shown.paper);
        ui.horizontal(|ui| {
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let word = if self.id.is_some() { s::SAVE_ENTRY } else { s::ENTER_DO };
                let button = ui.add_enabled_ui(entry.is_ok(), |ui| primary_button(ui, word)).inner;
                let typed = enter && ui.memory(|memory| memory.focused().is_none());
                if let (true, Ok(entry)) = (button.clicked() || typed, &entry) {
                    actions.push(Action::Ledger(LedgerAct::Enter(self.id, entry.clone())));
                }
                if self.id.is_some() && ui.button(s::CANCEL).clicked() {
                    *self = Self::default();
                    return;
                }
                let (text, color) = match &entry {
                    Ok(entry) => (s::will_say(&words_of(entry)), p.ink2),
                    Err(problem) if self.is_untouched() => (problem.clone(), p.ink3),
                    Err(problem) => (problem.clone(), p.amber),
                };
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(text).size(size::LIST).color(color)).truncate());
                });
            });
        });
    }

    fn is_untouched(&self) -> bool {
        [&self.from, &self.to, &self.value, &self.note].into_iter().all(|text| text.is_empty())
    }

    /// What is said, or what keeps it from a meaning.
    fn entry(&self, paper: &str) -> Result<Entry, String> {
        let (begins, ends) = self.kind.ends();
        let from = if begins { day(&self.from)? } else { None };
        let mut to = if ends { day(&self.to)? } else { None };
        let value = self.value.trim();
        let fact = match self.kind {
            Kind::Pattern => Fact::Pattern(Pattern::parse(value).ok_or(s::BAD_PATTERN)?),
            Kind::Founded => Fact::Founded,
            Kind::Ended => Fact::Ended,
            Kind::Renamed if value.is_empty() => return Err(s::NO_FORMER.to_owned()),
            Kind::Renamed => Fact::RenamedFrom(value.to_owned()),
            Kind::Suspended => Fact::Suspended,
            Kind::Issued => {
                // One day is the rule.
                to = to.or(from);
                Fact::Issued
            }
            Kind::Combined => Fact::Combined(day(value)?.or(from).unwrap_or_default()),
            Kind::Pages => Fact::Pages(PagePlan::parse(value).ok_or(s::BAD_PAGES)?),
        };
        let note = Some(self.note.trim().to_owned()).filter(|note| !note.is_empty());
        let paper = self.paper.clone().unwrap_or_else(|| paper.to_owned());
        let entry = Entry { paper, from, to, fact, note };
        match entry.problem() {
            Some(problem) => Err(problem.to_owned()),
            None => Ok(entry),
        }
    }
}

/// A pattern as it can be read again: that of every few weeks has no reading in words.
fn pattern_text(pattern: Pattern) -> String {
    let words = pattern.to_string();
    if Pattern::parse(&words) == Some(pattern) { words } else { pattern.written() }
}

/// A day as it is typed; an empty one is open.
fn day(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().ok().or_else(|| day_of_digits(text)).map(Some).ok_or_else(|| s::bad_day(text))
}
