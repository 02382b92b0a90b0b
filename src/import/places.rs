//! Finding places in text: names of a list, by longest match, and the few that stand in no list.

use std::collections::HashMap;

use crate::model::{
    Field, Item, OpenPlace, Place, PlaceCode, PlaceLevel, PlaceMention, PlaceOrigin, Remark, Span,
};
use crate::text::{fold, fold_char};

use super::place_forms::{COMMON_WORDS, name_forms};
use super::place_refused::Refused;
use super::place_unlisted::{is_introduced, stands_apart, unlisted_at};

struct Name {
    folded: Vec<char>,
    /// The places that bear it, and whether it wants the name of a place above right before it.
    bearers: Vec<(PlaceCode, bool)>,
}

/// Finds the places of one store's area in text.
#[derive(Default)]
pub struct PlaceFinder {
    by_first: HashMap<char, Vec<Name>>,
    names: HashMap<PlaceCode, String>,
    /// Streets that were merged, with what they became.
    merged: HashMap<PlaceCode, PlaceCode>,
}

impl PlaceFinder {
    /// Learns the names of a store's places; those only read in some text are left out.
    pub fn new<'a>(places: impl IntoIterator<Item = &'a Place>) -> Self {
        let mut finder = Self::default();
        for place in places {
            finder.names.insert(place.code, place.name.clone());
            if place.origin == PlaceOrigin::Text || super::gazetteer::is_filler(&place.name) {
                continue;
            }
            finder.learn(place);
        }
        for names in finder.by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.folded.len()));
        }
        finder
    }

    /// What lies in the first of each pair lies in the second now.
    pub fn with_merged(mut self, merged: impl IntoIterator<Item = (PlaceCode, PlaceCode)>) -> Self {
        self.merged = merged.into_iter().collect();
        self
    }

    /// Whether a place is another or lies in it, or in what was merged into it.
    fn lies_in(&self, code: PlaceCode, other: PlaceCode) -> bool {
        let mut levels = std::iter::successors(Some(code), |code| code.parent());
        levels.any(|level| level == other || self.merged.get(&level) == Some(&other))
    }

    fn learn(&mut self, place: &Place) {
        for form in name_forms(place) {
            self.add(&form.name, place.code, form.needs_parent);
        }
    }

    fn add(&mut self, name: &str, code: PlaceCode, needs_parent: bool) {
        let folded = fold(name);
        let Some(first) = folded.first() else { return };
        let names = self.by_first.entry(*first).or_default();
        let Some(known) = names.iter_mut().find(|known| known.folded == folded) else {
            names.push(Name { folded, bearers: vec![(code, needs_parent)] });
            return;
        };
        match known.bearers.iter_mut().find(|(other, _)| *other == code) {
            Some((_, needs)) => *needs &= needs_parent,
            None => known.bearers.push((code, needs_parent)),
        }
    }

    /// Finds the places of an item, adding its mentions and remarks.
    pub fn find_in(&self, item: &mut Item) {
        self.find_without(item, &Refused::default());
    }

    /// As [`Self::find_in`], but for what a person refused for the paper of the item.
    pub fn find_without(&self, item: &mut Item, refused: &Refused) {
        let mut found: Vec<Found> = Vec::new();
        for (span, text) in item.texts() {
            self.scan(text, span, refused, &mut found);
        }
        let sure: Vec<PlaceCode> = found.iter().filter_map(Found::only).collect();
        let streets = streets_of(&sure);
        let line = item.lines.0;
        let mut remark =
            |reason: String, doubt| item.remarks.push(Remark { field: Field::Place, reason, line, doubt });
        let mut told: Vec<String> = Vec::new();
        let (mut mentions, mut open) = (Vec::new(), Vec::new());
        for place in found {
            let first_time = !told.contains(&place.name);
            let code = match place.codes.as_slice() {
                [] => {
                    if first_time {
                        remark(format!("地名名录中没有“{}”，请核对是否地名", place.name), true);
                    }
                    None
                }
                [code] => Some(*code),
                several => match self.choose(several, &sure) {
                    Some(code) => {
                        if first_time {
                            remark(
                                format!(
                                    "“{}”有 {} 处同名，按本文提到的街道取{}",
                                    place.name,
                                    several.len(),
                                    self.parent_name(code)
                                ),
                                false,
                            );
                        }
                        Some(code)
                    }
                    None => {
                        let candidates = self.ranked(several, &sure);
                        if first_time {
                            let above: Vec<&str> =
                                candidates.iter().map(|(_, above)| above.as_str()).collect();
                            remark(
                                format!("“{}”在{}都有，未能确定是哪一处", place.name, above.join("、")),
                                true,
                            );
                        }
                        told.push(place.name.clone());
                        open.push(OpenPlace { name: place.name, span: place.span, candidates });
                        continue;
                    }
                },
            };
            let village = place.name.ends_with('村');
            if let Some(code) = code.filter(|code| first_time && village && self.elsewhere(*code, &streets)) {
                remark(
                    format!("名录中“{}”属{}，本文说的是别的街道，请核对", place.name, self.parent_name(code)),
                    true,
                );
            }
            told.push(place.name.clone());
            let name = code.and_then(|code| self.names.get(&code)).cloned().unwrap_or(place.name);
            mentions.push(PlaceMention { code, name, span: place.span, decided: false });
        }
        item.places = mentions;
        item.open_places = open;
    }

    /// The places of one name with those above them, the likeliest first: near the places that the text names for sure.
    fn ranked(&self, codes: &[PlaceCode], sure: &[PlaceCode]) -> Vec<(PlaceCode, String)> {
        let near = |code: &PlaceCode| sure.iter().filter(|other| code.is_near(**other)).count();
        let mut ranked = codes.to_vec();
        ranked.sort_by_key(|code| (std::cmp::Reverse(near(code)), *code));
        ranked.into_iter().map(|code| (code, self.parent_name(code).to_owned())).collect()
    }

    /// Whether a village lies in none of the streets that the text names: villages of one name are many.
    fn elsewhere(&self, code: PlaceCode, streets: &[PlaceCode]) -> bool {
        code.level() == PlaceLevel::Community
            && !streets.is_empty()
            && !streets.iter().any(|street| self.lies_in(code, *street))
    }

    /// The one of several places of a name that lies in a street or area named for sure in the same text.
    fn choose(&self, codes: &[PlaceCode], sure: &[PlaceCode]) -> Option<PlaceCode> {
        for level in [PlaceLevel::Street, PlaceLevel::Area, PlaceLevel::City] {
            let near: Vec<PlaceCode> = codes
                .iter()
                .copied()
                .filter(|code| sure.iter().any(|other| other.level() == level && self.lies_in(*code, *other)))
                .collect();
            match near.as_slice() {
                [] => continue,
                [code] => return Some(*code),
                _ => return None,
            }
        }
        None
    }

    fn parent_name(&self, code: PlaceCode) -> &str {
        code.parent().and_then(|parent| self.names.get(&parent)).map_or("别处", String::as_str)
    }

    fn scan(&self, text: &str, span: Span, refused: &Refused, found: &mut Vec<Found>) {
        let chars: Vec<char> = text.chars().map(fold_char).collect();
        let mut at = 0;
        // Where the last match of this text ended, and what it named.
        let mut last: Option<(usize, Vec<PlaceCode>)> = None;
        while at < chars.len() {
            let adjacent = last.as_ref().filter(|(end, _)| *end == at).map(|(_, codes)| codes.as_slice());
            let hit = self.match_at(&chars, at, adjacent).or_else(|| self.unlisted_at(&chars, at, adjacent));
            let Some((len, mut codes)) = hit else {
                at += 1;
                continue;
            };
            if let Some(not) = refused.of(&chars[at..at + len]) {
                let count = codes.len();
                codes.retain(|code| !not.contains(code));
                // Other places may bear the name; a name in no list is refused with its one place.
                if codes.is_empty() && (count > 0 || !not.is_empty()) {
                    at += len;
                    continue;
                }
            }
            // A name right behind that of its street is that street's, however many bear it.
            if let Some(parents) = adjacent {
                let inside: Vec<PlaceCode> = codes
                    .iter()
                    .copied()
                    .filter(|code| parents.iter().any(|parent| self.lies_in(*code, *parent)))
                    .collect();
                if !inside.is_empty() {
                    codes = inside;
                }
            }
            let name = text.chars().skip(at).take(len).collect();
            found.push(Found { name, codes: codes.clone(), span: Span { start: at, len, ..span } });
            at += len;
            last = Some((at, codes));
        }
    }

    /// A name in no list at `at`: only where no listed name begins within it.
    fn unlisted_at(
        &self,
        chars: &[char],
        at: usize,
        adjacent: Option<&[PlaceCode]>,
    ) -> Option<(usize, Vec<PlaceCode>)> {
        let holds_places = |code: &PlaceCode| matches!(code.level(), PlaceLevel::Area | PlaceLevel::Street);
        let after_place = adjacent.is_some_and(|codes| codes.iter().any(holds_places));
        let len = unlisted_at(chars, at, after_place)?;
        let listed_inside = (at + 1..at + len).any(|inner| self.match_at(chars, inner, None).is_some());
        (!listed_inside).then(|| (len, Vec::new()))
    }

    /// The longest name that starts at `at`.
    fn match_at(
        &self,
        chars: &[char],
        at: usize,
        adjacent: Option<&[PlaceCode]>,
    ) -> Option<(usize, Vec<PlaceCode>)> {
        let names = self.by_first.get(&chars[at])?;
        names.iter().filter(|name| chars[at..].starts_with(&name.folded)).find_map(|name| {
            let codes = self.meant(name, chars, at, adjacent);
            (!codes.is_empty()).then_some((name.folded.len(), codes))
        })
    }

    /// The places that a name means where it stands; none where it is no name there.
    fn meant(
        &self,
        name: &Name,
        chars: &[char],
        at: usize,
        adjacent: Option<&[PlaceCode]>,
    ) -> Vec<PlaceCode> {
        let end = at + name.folded.len();
        let village = name.folded.ends_with(&['村']);
        if village && chars.get(end).is_some_and(|next| *next == '庄' || *next == '镇') {
            return Vec::new();
        }
        let written: String = name.folded.iter().collect();
        let shown = village
            && !COMMON_WORDS.contains(&written.as_str())
            && (is_introduced(chars, at) || stands_apart(chars, at, end));
        let alone = adjacent.is_some() || !is_part_of_longer(chars, at, name);
        // 县新建… is no 新建村: what is no whole name wants its street, not only its county.
        let may_hold = |parent: &PlaceCode| village || parent.level() == PlaceLevel::Street;
        let below = |code: PlaceCode| {
            let holds = |parent: &&PlaceCode| self.lies_in(code, **parent) && code != **parent;
            adjacent.into_iter().flatten().filter(|parent| may_hold(parent)).any(|parent| holds(&parent))
        };
        let means = |(code, needs_parent): &(PlaceCode, bool)| match needs_parent {
            false => alone,
            true => shown || below(*code),
        };
        name.bearers.iter().filter(|bearer| means(bearer)).map(|(code, _)| *code).collect()
    }
}

/// 大程庄村 is not 程庄村: one more character of place and size in front makes another village.
fn is_part_of_longer(chars: &[char], at: usize, name: &Name) -> bool {
    let community = name.bearers.iter().all(|(code, _)| code.level() == PlaceLevel::Community);
    let before = at.checked_sub(1).map(|at| chars[at]);
    community && before.is_some_and(|c| "东西南北前后大小老".contains(c))
}

struct Found {
    name: String,
    codes: Vec<PlaceCode>,
    span: Span,
}

impl Found {
    fn only(&self) -> Option<PlaceCode> {
        match self.codes.as_slice() {
            [code] => Some(*code),
            _ => None,
        }
    }
}

fn streets_of(codes: &[PlaceCode]) -> Vec<PlaceCode> {
    let mut streets: Vec<PlaceCode> =
        codes.iter().copied().filter(|code| code.level() == PlaceLevel::Street).collect();
    streets.sort_unstable();
    streets.dedup();
    streets
}
