//! The parts of the filter besides its words, each with what takes it away: as chips, and in a line of words.

use egui::{Popup, Ui};

use super::strings as s;
use super::theme::{Palette, gap};
use super::widgets::{chip, chip_width, plain_chip};
use super::{Action, MainData, PlaceAct, SearchAct};
use crate::model::{DateRanges, ItemKind};
use crate::query::{Archive, Asked, Filter, Order};

/// Stretches of time that have a chip each.
const MOST_TIMES: usize = 3;
/// What the search box keeps for its text.
const ROOM_FOR_TEXT: f32 = 150.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Time,
    Place,
    Other,
}

struct Chip {
    sort: Sort,
    text: String,
    /// What takes it away.
    away: Action,
}

/// Every part, as it is read: when, where, who, in which paper, of which kind.
fn parts(filter: &Filter, archive: Option<&Archive>) -> Vec<Chip> {
    let mut parts = Vec::new();
    let mut add = |sort, text, away| parts.push(Chip { sort, text, away });
    for (words, away) in times(&filter.time) {
        add(Sort::Time, words, Action::SetTime(away));
    }
    for (words, away) in times(&filter.events) {
        add(Sort::Time, s::event_chip(&words), Action::SetEvents(away));
    }
    if filter.unplaced {
        add(Sort::Place, s::UNPLACED.to_owned(), Action::Place(PlaceAct::SetUnplaced(false)));
    }
    if filter.undecided {
        add(Sort::Place, s::UNDECIDED.to_owned(), Action::Place(PlaceAct::SetUndecided(false)));
    }
    for code in &filter.places {
        let place = archive.and_then(|archive| archive.place(*code));
        let name = place.map_or_else(|| code.to_string(), |place| place.name.clone());
        add(Sort::Place, name, Action::ChoosePlace(*code, true));
    }
    for (role, name) in &filter.people {
        let away = SearchAct::TogglePerson(*role, name.clone());
        add(Sort::Other, s::person(*role, name), Action::Search(away));
    }
    for name in &filter.papers {
        add(Sort::Other, name.clone(), Action::Search(SearchAct::TogglePaper(name.clone())));
    }
    if let Some(kind) = filter.kind {
        let name = match kind {
            ItemKind::Article => s::KIND_ARTICLE,
            ItemKind::Photo => s::KIND_PHOTO,
        };
        add(Sort::Other, name.to_owned(), Action::SetKind(None));
    }
    parts
}

/// Every stretch and what is left without it; the same day of every year is one thing, and many stretches.
fn times(days: &DateRanges) -> Vec<(String, DateRanges)> {
    if days.ranges().len() > MOST_TIMES {
        return vec![(s::time_label(days), DateRanges::default())];
    }
    days.ranges().iter().map(|range| (range.label(), days.without(*range))).collect()
}

/// The whole filter in words, as a name for it that nobody has to type.
pub fn words_of(asked: &Asked, archive: Option<&Archive>) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend((!asked.filter.query.is_empty()).then(|| asked.filter.query.text().to_owned()));
    words.extend(parts(&asked.filter, archive).into_iter().map(|part| part.text));
    let order = Order::ALL.iter().position(|order| *order == asked.order).unwrap_or_default();
    words.extend((asked.order != Order::default()).then(|| s::ORDERS[order].to_owned()));
    words.join("　")
}

/// Draws them from the right; those that there is no room for wait behind a button with their number.
pub fn chips(ui: &mut Ui, data: &MainData, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.x = gap::S;
    let parts = parts(data.filter, data.view.map(|view| &*view.archive));
    let mut room = ui.available_width() - ROOM_FOR_TEXT - chip_width(ui, &s::more_parts(parts.len()));
    let fits = |part: &&Chip| {
        room -= chip_width(ui, &part.text) + gap::S;
        room >= 0.0
    };
    let shown = parts.iter().take_while(fits).count();
    let (shown, hidden) = parts.split_at(shown);
    if !hidden.is_empty() {
        more(ui, hidden, actions);
    }
    shown.iter().rev().for_each(|part| draw(ui, part, actions));
}

fn draw(ui: &mut Ui, part: &Chip, actions: &mut Vec<Action>) {
    let p = Palette::of(ui);
    let (fill, color) = match part.sort {
        Sort::Time => (p.blue_soft, p.blue),
        Sort::Place => (p.red_soft, p.red),
        Sort::Other => (p.amber_soft, p.amber),
    };
    if chip(ui, &part.text, fill, color) {
        actions.push(part.away.clone());
    }
}

fn more(ui: &mut Ui, hidden: &[Chip], actions: &mut Vec<Action>) {
    let button = plain_chip(ui, &s::more_parts(hidden.len()), s::MORE_PARTS);
    Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        hidden.iter().for_each(|part| draw(ui, part, actions));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateRange, PersonRole, PlaceCode};
    use crate::query::Query;
    use crate::text::Folding;
    use jiff::civil::date;

    #[test]
    fn every_part_of_a_filter_has_words_and_can_be_taken_away() {
        let day = DateRange { from: date(2015, 12, 1), to: date(2015, 12, 1) };
        let filter = Filter {
            query: Query::parse("夜校", Folding::ALL).expect("a query"),
            time: DateRanges::of([day]),
            events: DateRanges::of([day]),
            places: vec![PlaceCode::parse("410403001003").expect("a code")],
            kind: Some(ItemKind::Photo),
            unplaced: true,
            undecided: true,
            people: vec![(PersonRole::Reporter, "毛玺玺".to_owned())],
            papers: vec!["晨光社区报".to_owned()],
        };
        let aways: Vec<Action> = parts(&filter, None).into_iter().map(|part| part.away).collect();
        assert_eq!(aways.len(), 8);
        assert!(aways.contains(&Action::SetTime(DateRanges::default())));
        assert!(aways.contains(&Action::SetEvents(DateRanges::default())));
        let asked = Asked { filter, order: Order::Headline };
        assert_eq!(
            words_of(&asked, None),
            "夜校　2015-12-01　事发 2015-12-01　未定位　待定　410403001003　记者 毛玺玺　晨光社区报　照片　按标题"
        );
        assert_eq!(words_of(&Asked::default(), None), "");
    }
}
