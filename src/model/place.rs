//! Administrative places: 区 → 街道/镇/乡 → 社区/村.

use serde::{Deserialize, Serialize};

/// A statistical division code (统计用区划代码) of 2, 4, 6, 9 or 12 digits; a prefix is its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceCode(u64);

impl PlaceCode {
    /// Reads a code of 2, 4, 6, 9 or 12 digits; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let well_formed = matches!(text.len(), 2 | 4 | 6 | 9 | 12)
            && text.bytes().all(|b| b.is_ascii_digit())
            && !text.starts_with('0');
        well_formed.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// The code of a number, as the store keeps it.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::parse(&number.to_string())
    }

    /// The number that the store keeps.
    pub fn number(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// Province, city, county-level area, street or community, by the number of digits.
    pub fn level(self) -> PlaceLevel {
        match self.0 {
            0..=99 => PlaceLevel::Province,
            100..=9_999 => PlaceLevel::City,
            10_000..=999_999 => PlaceLevel::Area,
            1_000_000..=999_999_999 => PlaceLevel::Street,
            _ => PlaceLevel::Community,
        }
    }

    /// The code one level up; a province has none.
    pub fn parent(self) -> Option<Self> {
        match self.level() {
            PlaceLevel::Province => None,
            PlaceLevel::City | PlaceLevel::Area => Some(Self(self.0 / 100)),
            PlaceLevel::Street | PlaceLevel::Community => Some(Self(self.0 / 1000)),
        }
    }

    /// The code `serial` of a child; `None` for a community or a serial that does not fit.
    pub fn child(self, serial: u64) -> Option<Self> {
        let width = match self.level() {
            PlaceLevel::Province | PlaceLevel::City => 100,
            PlaceLevel::Area | PlaceLevel::Street => 1000,
            PlaceLevel::Community => return None,
        };
        (serial < width).then_some(Self(self.0 * width + serial))
    }

    /// Whether a store of `area` looks for this place: it lies in the area, around it, or is a county-level name of
    /// the same city.
    pub fn is_near(self, area: Self) -> bool {
        let beside = self.level() == PlaceLevel::Area && self.parent() == area.parent();
        // 佛山市 in a paper of 广州: neighbours are told by their city.
        let city =
            self.level() == PlaceLevel::City && self.parent() == area.parent().and_then(|city| city.parent());
        self.is_within(area) || area.is_within(self) || beside || city
    }

    /// Whether this is `other` or lies within it.
    pub fn is_within(self, other: Self) -> bool {
        std::iter::successors(Some(self), |code| code.parent()).any(|code| code == other)
    }
}

impl std::fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for PlaceCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PlaceCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a place code"))
    }
}

/// The five levels of the national list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceLevel {
    /// 省、自治区、直辖市
    Province,
    /// 地级市、州、盟
    City,
    /// 区、县、县级市
    Area,
    /// 街道、镇、乡
    Street,
    /// 社区、村
    Community,
}

/// Who put a place into the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceOrigin {
    /// The national list, or the list of the sample.
    List,
    /// A person.
    Hand,
    /// Read in the text and in no list: a doubt for a person to settle.
    Text,
}

/// One place of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// What people call it: 安培社区.
    pub name: String,
    /// What the list calls it: 安培社区居民委员会.
    pub official: String,
    /// Who put it in.
    pub origin: PlaceOrigin,
    /// Further names people gave it.
    pub aliases: Vec<String>,
}

/// The everyday form of an official name: 安培社区居民委员会 → 安培社区, 程庄村民委员会 → 程庄村.
///
/// Source of the endings: the last level of 统计用区划代码 2023.
pub fn everyday_name(official: &str) -> String {
    const ENDINGS: [(&str, &str); 8] = [
        ("社区居民委员会", "社区"),
        ("社区居委会", "社区"),
        ("社区村民委员会", "社区"),
        ("村村民委员会", "村"),
        ("村民委员会", "村"),
        ("村委会", "村"),
        ("居民委员会", "社区"),
        ("居委会", "社区"),
    ];
    for (ending, everyday) in ENDINGS {
        if let Some(stem) = official.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            let doubled = stem.ends_with(everyday) || (everyday == "村" && stem.ends_with("社区"));
            return if doubled { stem.to_owned() } else { format!("{stem}{everyday}") };
        }
    }
    official.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_its_level_and_its_parents() {
        let code = PlaceCode::parse("410403001004").expect("a code");
        assert_eq!(code.level(), PlaceLevel::Community);
        let parents: Vec<String> =
            std::iter::successors(code.parent(), |c| c.parent()).map(|c| c.to_string()).collect();
        assert_eq!(parents, ["410403001", "410403", "4104", "41"]);
        assert!(code.is_within(PlaceCode::parse("410403").expect("a code")));
        assert!(!code.is_within(PlaceCode::parse("410402").expect("a code")));
        for bad in ["", "4", "410", "0104", "41040a", "4104030010041"] {
            assert_eq!(PlaceCode::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn official_names_get_their_everyday_form() {
        for (official, everyday) in [
            ("安培社区居民委员会", "安培社区"),
            ("魏寨村村民委员会", "魏寨村"),
            ("程庄村民委员会", "程庄村"),
            ("老涂村委会", "老涂村"),
            ("鼓楼社区", "鼓楼社区"),
            ("东门居委会", "东门社区"),
            ("东安路街道", "东安路街道"),
            ("新村村委会", "新村"),
        ] {
            assert_eq!(everyday_name(official), everyday);
        }
    }
}
