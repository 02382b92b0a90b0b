//! Numbers of pages, the holes between them, and how many pages an issue has.

use std::fmt;

/// 版次: 7, or A2 of a paper in sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageNumber {
    /// The letter of its section.
    pub section: Option<char>,
    /// Its number, from 1.
    pub number: u16,
}

impl PageNumber {
    /// A page as it is printed: `7`, `07`, `A02`; none where it is a name and no number.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars = text.trim().chars();
        let section = chars.clone().next().filter(char::is_ascii_alphabetic);
        if section.is_some() {
            chars.next();
        }
        let digits = chars.as_str();
        let number = digits.parse().ok().filter(|number| (1..=999).contains(number))?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then_some(Self { section: section.map(|letter| letter.to_ascii_uppercase()), number })
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.section.map_or(Ok(()), |letter| write!(f, "{letter}"))?;
        write!(f, "{}", self.number)
    }
}

/// How many pages an issue has, section by section: 8, or A8 and B4.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PagePlan(Vec<PageNumber>);

impl PagePlan {
    /// From the last page of each section: `8`, `A8,B4`, `A8、B4`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.split([',', '，', '、', ' ']).filter(|part| !part.is_empty());
        let mut last: Vec<PageNumber> =
            parts.map(|part| PageNumber::parse(part.trim_end_matches('版'))).collect::<Option<_>>()?;
        last.sort_unstable();
        let twice = last.windows(2).any(|pair| pair[0].section == pair[1].section);
        (!last.is_empty() && !twice).then_some(Self(last))
    }

    /// Every page, in order.
    pub fn pages(&self) -> impl Iterator<Item = PageNumber> {
        self.0.iter().flat_map(|last| (1..=last.number).map(|number| PageNumber { number, ..*last }))
    }
}

impl fmt::Display for PagePlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last: Vec<String> = self.0.iter().map(PageNumber::to_string).collect();
        f.write_str(&last.join(","))
    }
}

/// The highest page of each section of pages in order.
pub fn last_pages(pages: &[PageNumber]) -> Vec<PageNumber> {
    pages.chunk_by(|a, b| a.section == b.section).filter_map(|section| section.last().copied()).collect()
}

/// The pages that must exist because a later one of their section does; `pages` is in order.
///
/// The first section begins with page 1. A later one does so too, unless its numbers go on above those of the section
/// before it (A1–A8, B9–B16): then only what lies between its own pages is known to be missing.
pub fn page_holes(pages: &[PageNumber]) -> Vec<PageNumber> {
    let mut holes = Vec::new();
    let mut before = 0;
    for section in pages.chunk_by(|a, b| a.section == b.section) {
        let (Some(first), Some(last)) = (section.first(), section.last()) else { continue };
        let goes_on = before > 0 && first.number > before;
        let from = if goes_on { first.number } else { 1 };
        let all = (from..=last.number).map(|number| PageNumber { number, ..*first });
        holes.extend(all.filter(|page| !section.contains(page)));
        before = last.number;
    }
    holes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str) -> Vec<PageNumber> {
        text.split_whitespace().filter_map(PageNumber::parse).collect()
    }

    #[track_caller]
    fn check_holes(held: &str, expect: &str) {
        let holes: Vec<String> = page_holes(&pages(held)).iter().map(PageNumber::to_string).collect();
        assert_eq!(holes.join(" "), expect, "{held}");
    }

    #[test]
    fn pages_between_those_held_are_missing() {
        check_holes("1 2 4", "3");
        check_holes("3", "1 2");
        check_holes("1 2 3 4", "");
        check_holes("A01 A02 B01", "");
        check_holes("A1 A3 B2 B3", "A2 B1");
        check_holes("A1 A2 A3 A4 B5 B6 B8", "B7");
        check_holes("A2 B3", "A1");
        check_holes("1 2 A2", "A1");
        check_holes("", "");
    }

    #[test]
    fn pages_have_one_form_whatever_they_are_printed_as() {
        for (text, expect) in [("07", "7"), ("a02", "A2"), ("A2", "A2"), ("12", "12")] {
            assert_eq!(PageNumber::parse(text).map(|page| page.to_string()).as_deref(), Some(expect));
        }
        for bad in ["", "0", "A", "2-3", "中缝", "AB1", "+1", "A+1"] {
            assert_eq!(PageNumber::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_plan_lists_every_page() {
        let plan = PagePlan::parse("B2、A3").expect("a plan");
        assert_eq!(plan.to_string(), "A3,B2");
        assert_eq!(plan.pages().collect::<Vec<_>>(), pages("A1 A2 A3 B1 B2"));
        assert_eq!(PagePlan::parse("8版").map(|plan| plan.pages().count()), Some(8));
        for bad in ["", "A", "A8,A4", "8-12"] {
            assert_eq!(PagePlan::parse(bad), None, "{bad}");
        }
    }
}
