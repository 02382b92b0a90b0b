//! What is known of a place: its names through time, since when there is such a place, what became of it.

use serde::{Deserialize, Serialize};

use super::{Date, Place, PlaceCode, PlaceOrigin};

/// A year, a month or a day as persons know the dates of places: `1986`, `1986-05`, `1986-05-12`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(String);

impl Moment {
    /// Reads one; none of anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            10 => text.to_owned(),
            _ => return None,
        };
        whole.parse::<Date>().ok().map(|_| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("“{text}”不是年、年-月或年-月-日"))
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

/// From when to when something holds; open where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validity {
    /// Since this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// Up to this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Moment>,
}

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// 通称: what people call it. Every place has one.
    Everyday,
    /// 全称: what the list calls it. Every place has one.
    Official,
    /// 曾用名: what it was called before.
    Former,
    /// 别名: what it is called besides.
    Alias,
    /// 异写: how papers write it, misprints too.
    Variant,
}

impl NameKind {
    /// All of them, in the order in which a person reads them.
    pub const ALL: [Self; 5] = [Self::Everyday, Self::Official, Self::Former, Self::Alias, Self::Variant];

    /// Its word in tables and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Everyday => "everyday",
            Self::Official => "official",
            Self::Former => "former",
            Self::Alias => "alias",
            Self::Variant => "variant",
        }
    }

    /// Its Chinese word.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Everyday => "通称",
            Self::Official => "全称",
            Self::Former => "曾用名",
            Self::Alias => "别名",
            Self::Variant => "异写",
        }
    }

    /// The kind of a word in either language.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| word == kind.word() || word == kind.chinese())
    }
}

/// A name of a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlaceName {
    /// As it is written.
    pub name: String,
    /// What sort of name.
    pub kind: NameKind,
    /// When it was called so.
    #[serde(default)]
    pub validity: Validity,
}

/// All that a store keeps of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRecord {
    /// Its code; the place above it is told by it.
    pub code: PlaceCode,
    /// 通称
    pub name: String,
    /// 全称
    pub official: String,
    /// Since when it is called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_from: Option<Moment>,
    /// Who put it in.
    pub origin: PlaceOrigin,
    /// 曾用名, 别名, 异写.
    #[serde(default)]
    pub others: Vec<PlaceName>,
    /// Since when, until when there is such a place.
    #[serde(default)]
    pub validity: Validity,
    /// What a person wants to remember of it.
    #[serde(default)]
    pub notes: String,
    /// Whether a person withdrew it: what names it counts for nothing.
    #[serde(default)]
    pub withdrawn: bool,
    /// What it was merged into: what names it counts for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PlaceCode>,
}

impl PlaceRecord {
    /// A place of which no more is known than its code and its names.
    pub fn new(code: PlaceCode, name: &str, official: &str, origin: PlaceOrigin) -> Self {
        Self {
            code,
            name: name.to_owned(),
            official: official.to_owned(),
            named_from: None,
            origin,
            others: Vec::new(),
            validity: Validity::default(),
            notes: String::new(),
            withdrawn: false,
            merged_into: None,
        }
    }

    /// Whether it counts itself: neither withdrawn nor merged into another.
    pub fn is_live(&self) -> bool {
        !self.withdrawn && self.merged_into.is_none()
    }

    /// Every name, the everyday one first.
    pub fn names(&self) -> Vec<PlaceName> {
        let validity = Validity { from: self.named_from.clone(), to: None };
        let own = |name: &str, kind| PlaceName { name: name.to_owned(), kind, validity: validity.clone() };
        let mut names = vec![own(&self.name, NameKind::Everyday), own(&self.official, NameKind::Official)];
        names.extend(self.others.iter().cloned());
        names
    }

    /// The kind of a name that it bears.
    pub fn kind_of(&self, name: &str) -> Option<NameKind> {
        self.names().into_iter().find(|known| known.name == name).map(|known| known.kind)
    }

    /// As the rest of the program knows it.
    pub fn place(&self) -> Place {
        Place {
            code: self.code,
            name: self.name.clone(),
            official: self.official.clone(),
            origin: self.origin,
            aliases: self.others.iter().map(|other| other.name.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_year_a_month_or_a_day() {
        for good in ["1986", "1986-05", "1986-05-12", "2000-02-29"] {
            assert_eq!(Moment::parse(good).map(String::from).as_deref(), Some(good));
        }
        for bad in ["", "86", "1986-13", "1986-5", "2001-02-29", "1986年", "1986-05-12 "] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }
}
