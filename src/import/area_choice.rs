//! The county-level areas to choose from, each with what it holds.

use crate::model::{PlaceCode, PlaceLevel};
use crate::text::{Fit, Readings};

use super::Gazetteer;
use super::gazetteer::is_filler;

/// A county-level area that a store can be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaChoice {
    /// Its code.
    pub code: PlaceCode,
    /// `河南省 平顶山市 卫东区`.
    pub path: String,
    /// 街道, 镇, 乡 in it.
    pub streets: usize,
    /// 社区, 村 in it.
    pub communities: usize,
    readings: Vec<Readings>,
}

impl AreaChoice {
    /// All of a list, in order of code.
    pub fn all(list: &Gazetteer) -> Vec<Self> {
        list.areas().filter(|(_, name)| !is_filler(name)).map(|(code, _)| Self::of(list, code)).collect()
    }

    fn of(list: &Gazetteer, code: PlaceCode) -> Self {
        let below = |level| list.below(code).filter(|(code, _)| code.level() == level).count();
        let path = list.path(code);
        Self {
            code,
            streets: below(PlaceLevel::Street),
            communities: below(PlaceLevel::Community),
            readings: path.split(' ').map(Readings::of).collect(),
            path,
        }
    }

    /// Whether every word is in its path, in its sound (`weidong`, `wdq`) or begins its code.
    pub fn fits(&self, typed: &str) -> bool {
        typed.split_whitespace().all(|word| {
            self.path.contains(word)
                || self.code.to_string().starts_with(word)
                || self.readings.iter().any(|readings| readings.fit(word).is_some())
        })
    }
}

impl AreaChoice {
    /// Whether its own name, not that of its city or province, begins as was typed, or sounds so.
    pub fn begins(&self, typed: &str) -> bool {
        let own = self.path.rsplit(' ').next().unwrap_or_default();
        own.starts_with(typed) || self.readings.last().and_then(|own| own.fit(typed)) == Some(Fit::Start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_found_by_name_sound_and_code_and_says_what_it_holds() {
        let list = Gazetteer::parse(
            "41\t河南省\n4104\t平顶山市\n410401\t市辖区\n410403\t卫东区\n410403001\t东安路街道\n\
             410403001004\t安培社区居民委员会\n410403002\t优越路街道\n"
                .to_owned(),
        );
        let areas = AreaChoice::all(&list);
        let [area] = areas.as_slice() else { panic!("{areas:?}") };
        assert_eq!((area.path.as_str(), area.streets, area.communities), ("河南省 平顶山市 卫东区", 2, 1));
        for typed in ["卫东", "weidong", "wdq", "410403", "平顶山 wd", "hn 卫", "", "dongqu"] {
            assert!(area.fits(typed), "{typed}");
        }
        for (typed, begins) in [("卫东", true), ("wdq", true), ("平顶山", false), ("dongqu", false)] {
            assert_eq!(area.begins(typed), begins, "{typed}");
        }
        for typed in ["卫西", "410402", "weixi", "平顶山 zz"] {
            assert!(!area.fits(typed), "{typed}");
        }
    }
}
