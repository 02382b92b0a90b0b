//! The forms in which texts name a place.

use crate::model::{Place, PlaceLevel, PlaceOrigin};

/// Words that look like a village or community and name none; one that does bear such a name is told by its street.
pub const COMMON_WORDS: [&str; 29] = [
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
    "和谐社区",
    "平安社区",
    "文明社区",
    "示范社区",
    "新型社区",
    "绿色社区",
    "美丽乡村",
    "城中村",
    "文明村",
    "示范村",
    "贫困村",
    "行政村",
    "自然村",
    "城市社区",
    "农村社区",
];

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
