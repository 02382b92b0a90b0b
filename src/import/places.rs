//! Finding places in text: names of a list, by longest match, and the few that stand in no list.

use std::collections::HashMap;

use crate::model::{
    Field, Item, OpenPlace, Place, PlaceCode, PlaceLevel, PlaceMention, PlaceOrigin, Remark, Span,
};
use crate::text::{fold, fold_char, is_han};

/// Words that look like a village or community and name none.
const COMMON_WORDS: [&str; 14] = [
    "农村",
    "新村",
    "乡村",
    "山村",
    "渔村",
    "新农村",
    "小社区",
    "大社区",
    "新社区",
    "老社区",
    "中心村",
    "古村",
    "试点社区",
    "智慧社区",
];
/// A place may stand right behind these words.
const BEFORE_A_PLACE: [&str; 30] = [
    "位于", "解决", "来到", "走进", "前往", "深入", "走访", "帮扶", "途经", "贯穿", "并入", "以及", "包括",
    "涉及", "家住", "在", "到", "从", "至", "由", "距", "和", "与", "及", "往", "向", "为", "对", "给", "离",
];
/// A stem that begins or ends with one of these is no name: 每个社区, 各村, 进村.
const NOT_IN_A_NAME: &str = "的了是着过把被让使等每各该本此全某我这那几多个两数整外邻驻进入联包户贫困有无一二三四五六七八九十0123456789";
/// 村 before one of these belongs to the next word: 村民, 村里, 村委会.
const AFTER_VILLAGE: &str = "民里级务支委庄镇居落子头舍貌容两干官改口小中党组";

/// A form in which texts name a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    /// As it is looked for.
    pub name: String,
    /// Too short or too common to stand alone: wants the name of a place above right before it.
    pub needs_parent: bool,
    /// How it comes from the names of the place.
    pub sort: FormSort,
}

/// How a form comes from the names of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormSort {
    /// One of its names.
    Name,
    /// 程庄 of 程庄村.
    Short,
    /// 安培居委会 of 安培社区.
    Committee,
    /// 东安路办事处 of 东安路街道.
    Office,
}

/// Every form in which texts name a place.
pub fn name_forms(place: &Place) -> Vec<NameForm> {
    let community = place.code.level() == PlaceLevel::Community;
    let mut forms: Vec<NameForm> = Vec::new();
    let mut add = |name: String, needs_parent, sort| {
        if !forms.iter().any(|known| known.name == name) {
            forms.push(NameForm { name, needs_parent, sort });
        }
    };
    // What a person added is meant wherever it stands.
    let short = community && place.name.chars().count() <= 2 && place.origin != PlaceOrigin::Hand;
    add(place.name.clone(), short || COMMON_WORDS.contains(&place.name.as_str()), FormSort::Name);
    add(place.official.clone(), false, FormSort::Name);
    for alias in &place.aliases {
        add(alias.clone(), false, FormSort::Name);
    }
    let stem = |ending: &str| {
        let stem = place.name.strip_suffix(ending)?;
        (stem.chars().count() >= 2).then_some(stem)
    };
    // 程庄村 is also called 程庄, but only its street's name before it makes that sure.
    if let Some(stem) = stem("村").filter(|_| community) {
        add(stem.to_owned(), true, FormSort::Short);
    }
    // What is called a community now was a residents' committee before.
    if let Some(stem) = stem("社区").filter(|_| community) {
        for committee in ["居民委员会", "居委会"] {
            add(format!("{stem}{committee}"), false, FormSort::Committee);
        }
    }
    let street = place.code.level() == PlaceLevel::Street;
    if let Some(stem) = place.name.strip_suffix("街道").filter(|_| street) {
        add(format!("{stem}办事处"), false, FormSort::Office);
    }
    forms
}

struct Name {
    folded: Vec<char>,
    codes: Vec<PlaceCode>,
    /// Too short or too common to stand alone: wants the name of a place above right before it.
    needs_parent: bool,
}

/// Words that a person said do not mean these places, in one paper.
#[derive(Clone, Debug, Default)]
pub struct Refused(HashMap<Vec<char>, Vec<PlaceCode>>);

impl Refused {
    /// These words do not mean this place.
    pub fn add(&mut self, words: &str, code: PlaceCode) {
        self.0.entry(fold(words)).or_default().push(code);
    }

    /// The places that folded words do not mean.
    fn of(&self, words: &[char]) -> Option<&[PlaceCode]> {
        self.0.get(words).map(Vec::as_slice)
    }

    /// Takes what is refused out of an item that was read before its paper was known.
    pub fn take_from(&self, item: &mut Item) {
        if self.0.is_empty() {
            return;
        }
        let mut places = std::mem::take(&mut item.places);
        places.retain(|place| {
            let refused = self.of(&fold(&item.words(place.span)));
            let is = |codes: &[PlaceCode]| place.code.is_none_or(|code| codes.contains(&code));
            place.decided || !refused.is_some_and(is)
        });
        for mut open in std::mem::take(&mut item.open_places) {
            let refused = self.of(&fold(&item.words(open.span))).unwrap_or_default();
            open.candidates.retain(|(code, _)| !refused.contains(code));
            match open.candidates.as_slice() {
                [] => {}
                [(code, _)] => places.push(PlaceMention {
                    code: Some(*code),
                    name: open.name,
                    span: open.span,
                    decided: false,
                }),
                _ => item.open_places.push(open),
            }
        }
        item.places = places;
    }
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
        match names.iter_mut().find(|known| known.folded == folded) {
            Some(known) => {
                known.needs_parent &= needs_parent;
                if !known.codes.contains(&code) {
                    known.codes.push(code);
                }
            }
            None => names.push(Name { folded, codes: vec![code], needs_parent }),
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
        let name = names.iter().find(|name| {
            chars[at..].starts_with(&name.folded) && self.may_stand(name, chars, at, adjacent)
        })?;
        Some((name.folded.len(), name.codes.clone()))
    }

    fn may_stand(&self, name: &Name, chars: &[char], at: usize, adjacent: Option<&[PlaceCode]>) -> bool {
        let end = at + name.folded.len();
        let village = name.folded.ends_with(&['村']);
        if village && chars.get(end).is_some_and(|next| *next == '庄' || *next == '镇') {
            return false;
        }
        if !name.needs_parent {
            return adjacent.is_some() || !is_part_of_longer(chars, at, name);
        }
        let below =
            |parent: &PlaceCode| name.codes.iter().any(|code| self.lies_in(*code, *parent) && code != parent);
        let written: String = name.folded.iter().collect();
        let named = village && !COMMON_WORDS.contains(&written.as_str()) && is_introduced(chars, at);
        named || adjacent.is_some_and(|parents| parents.iter().any(below))
    }
}

/// 大程庄村 is not 程庄村: one more character of place and size in front makes another village.
fn is_part_of_longer(chars: &[char], at: usize, name: &Name) -> bool {
    let community = name.codes.iter().all(|code| code.level() == PlaceLevel::Community);
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

/// The length of a village's or community's name that starts at `at` and is in no list.
///
/// Only where its surroundings leave no doubt that it is a name: right behind the name of a street, or, for a
/// village, behind a word that places follow.
fn unlisted_at(chars: &[char], at: usize, after_place: bool) -> Option<usize> {
    (1..=4).find_map(|stem| {
        let rest = chars.get(at..at + stem)?;
        if !rest.iter().all(|c| is_han(*c) && !NOT_IN_A_NAME.contains(*c) && *c != '村') {
            return None;
        }
        let tail = &chars[at + stem..];
        let len = if tail.starts_with(&['村']) && tail.get(1).is_none_or(|c| !AFTER_VILLAGE.contains(*c)) {
            // Two characters and more only behind a street: 帮扶农户建村 and its like are no names.
            (after_place || (stem <= 2 && is_introduced(chars, at))).then_some(stem + 1)
        } else if tail.starts_with(&['社', '区']) {
            (after_place && stem >= 2).then_some(stem + 2)
        } else {
            None
        }?;
        let name: String = chars[at..at + len].iter().collect();
        (!COMMON_WORDS.contains(&name.as_str())).then_some(len)
    })
}

/// Whether a word that places follow stands right before `at`.
fn is_introduced(chars: &[char], at: usize) -> bool {
    // 本报讯 麻村养鸡专业户…
    let opens = at > 0 && chars[at - 1] == ' ' && ends_with(&chars[..at - 1], "讯");
    opens || BEFORE_A_PLACE.iter().any(|word| ends_with(&chars[..at], word))
}

fn ends_with(chars: &[char], word: &str) -> bool {
    word.chars().rev().zip(chars.iter().rev()).filter(|(a, b)| a == *b).count() == word.chars().count()
}
