//! The national list of places that ships with the program, read when somebody asks for it.

use std::io::Read;

use crate::model::{AreaProposal, Place, PlaceCode, PlaceLevel, PlaceOrigin, everyday_name};

use super::ReadError;

/// 665,276 lines `code<TAB>name`, sorted by code; source and licence in assets/places/README.md.
const CHINA_2023: &[u8] = include_bytes!("../../assets/places/china-2023.tsv.zst");

/// A list of places in memory: 21 MB for the national one, so let it go after use.
pub struct Gazetteer {
    /// Code and official name, sorted by the digits of the code.
    lines: Vec<(PlaceCode, std::ops::Range<usize>)>,
    text: String,
}

impl Gazetteer {
    /// Unpacks the national list: about a tenth of a second.
    ///
    /// # Errors
    /// [`ReadError::Gazetteer`] where the bundled file is damaged.
    pub fn national() -> Result<Self, ReadError> {
        let damaged = |error: &dyn std::fmt::Display| ReadError::Gazetteer(error.to_string());
        let mut text = String::with_capacity(22 << 20);
        ruzstd::decoding::StreamingDecoder::new(CHINA_2023)
            .map_err(|error| damaged(&error))?
            .read_to_string(&mut text)
            .map_err(|error| damaged(&error))?;
        Ok(Self::parse(text))
    }

    /// Reads lines `code<TAB>name`; lines of any other form are passed over.
    pub fn parse(text: String) -> Self {
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some((code, name)) = line.trim_end().split_once('\t')
                && let Some(code) = PlaceCode::parse(code)
            {
                let start = at + line.find('\t').unwrap_or_default() + 1;
                lines.push((code, start..start + name.len()));
            }
            at += line.len();
        }
        lines.sort_by_cached_key(|(code, _)| code.to_string());
        Self { lines, text }
    }

    /// The official name of a code.
    pub fn name(&self, code: PlaceCode) -> Option<&str> {
        let at = self.lines.binary_search_by_key(&code.to_string(), |(code, _)| code.to_string()).ok()?;
        self.text.get(self.lines.get(at)?.1.clone())
    }

    /// Everything a store of one county-level area needs: the area with all below it, its parents, and the
    /// county-level names of its city. Empty where the list lacks the code.
    pub fn area(&self, area: PlaceCode) -> Vec<Place> {
        if area.level() != PlaceLevel::Area || self.name(area).is_none() {
            return Vec::new();
        }
        self.places().filter(|(code, _)| code.is_near(area)).map(|(code, name)| place(code, name)).collect()
    }

    /// All county-level areas, in order of code.
    pub fn areas(&self) -> impl Iterator<Item = (PlaceCode, &str)> {
        self.places().filter(|(code, _)| code.level() == PlaceLevel::Area)
    }

    /// What lies directly or deeper below `code`.
    pub fn below(&self, code: PlaceCode) -> impl Iterator<Item = (PlaceCode, &str)> {
        let prefix = code.to_string();
        let start = self.lines.partition_point(|(other, _)| other.to_string() < prefix);
        self.lines[start..]
            .iter()
            .take_while(move |(other, _)| other.to_string().starts_with(&prefix))
            .filter(move |(other, _)| *other != code)
            .filter_map(|(other, name)| Some((*other, self.text.get(name.clone())?)))
    }

    /// `河南省 平顶山市 卫东区`; the fillers of the list (市辖区) left out.
    pub fn path(&self, code: PlaceCode) -> String {
        let mut names: Vec<&str> = std::iter::successors(Some(code), |code| code.parent())
            .filter_map(|code| self.name(code))
            .filter(|name| !is_filler(name))
            .collect();
        names.reverse();
        names.join(" ")
    }

    fn places(&self) -> impl Iterator<Item = (PlaceCode, &str)> {
        self.lines.iter().filter_map(|(code, name)| Some((*code, self.text.get(name.clone())?)))
    }
}

/// Lines of the list that name no place: 市辖区, 县, 省直辖县级行政区划 …
pub fn is_filler(name: &str) -> bool {
    matches!(name, "市辖区" | "县") || name.contains("直辖县级")
}

fn place(code: PlaceCode, official: &str) -> Place {
    let name =
        if code.level() == PlaceLevel::Community { everyday_name(official) } else { official.to_owned() };
    Place { code, name, official: official.to_owned(), origin: PlaceOrigin::List, aliases: Vec::new() }
}

/// The county-level area that `text` speaks of most, and the words that speak for it.
pub fn propose_area(gazetteer: &Gazetteer, text: &str) -> Option<AreaProposal> {
    let mut named: Vec<(PlaceCode, &str, usize)> = gazetteer
        .areas()
        .filter(|(_, name)| !is_filler(name))
        .filter_map(|(code, name)| match text.matches(name).count() {
            0 => None,
            count => Some((code, name, count)),
        })
        .collect();
    named.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    // One name can stand for many areas (新华区, 鼓楼区): their streets and communities decide.
    named.truncate(24);
    let inner = |code| {
        gazetteer.below(code).filter(|(code, name)| text.contains(place(*code, name).name.as_str())).count()
    };
    let scored = named.into_iter().map(|(code, name, count)| (code, name, count, inner(code)));
    let (code, name, count, inner) = scored.max_by_key(|(_, _, count, inner)| (inner * 4 + count, *inner))?;
    let reason = format!("文中“{name}”出现 {count} 次，其街道、社区出现 {inner} 个");
    Some(AreaProposal { code, path: gazetteer.path(code), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_list_is_whole() {
        let list = Gazetteer::national().expect("the bundled list");
        let count = |level| list.places().filter(|(code, _)| code.level() == level).count();
        assert_eq!(count(PlaceLevel::Province), 31);
        assert_eq!(count(PlaceLevel::City), 342);
        assert_eq!(count(PlaceLevel::Area), 2_978);
        assert_eq!(count(PlaceLevel::Street), 41_352);
        assert_eq!(count(PlaceLevel::Community), 620_573);
        let lucheng = PlaceCode::parse("330302").expect("a code");
        assert_eq!(list.path(lucheng), "浙江省 温州市 鹿城区");
        let area = list.area(lucheng);
        assert!(area.iter().any(|place| place.name == "五马街道"));
        assert!(area.iter().any(|place| place.name == "瑞安市"), "neighbours belong to it");
        assert!(!area.iter().any(|place| place.name == "西湖区"), "other cities do not");
    }

    #[test]
    fn the_area_is_proposed_by_what_lies_in_it() {
        let list = Gazetteer::parse(
            "11\t甲省\n1101\t甲市\n110101\t鼓楼区\n110101001\t东门街道\n110102\t新城区\n12\t乙省\n1201\t乙市\n\
             120101\t鼓楼区\n120101001\t西门街道\n"
                .to_owned(),
        );
        let proposal = propose_area(&list, "鼓楼区西门街道的居民。鼓楼区。新城区").expect("an area");
        assert_eq!(
            (proposal.code.to_string().as_str(), proposal.path.as_str()),
            ("120101", "乙省 乙市 鼓楼区")
        );
        assert!(proposal.reason.contains("出现 2 次"), "{}", proposal.reason);
        assert_eq!(propose_area(&list, "没有地名"), None);
    }
}
