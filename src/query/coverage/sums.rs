//! Sums of the days of a time, and the list of what is missing.

use jiff::ToSpan;

use crate::model::{Date, DateRange, DayState, PageNumber, TimeUnit, Why, days_between};

use super::{Footing, Ledger, Run, Slot};

/// How many days of a time are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// 有报
    pub held: u32,
    /// 缺版
    pub incomplete: u32,
    /// 缺期
    pub missing: u32,
    /// 未出版
    pub unpublished: u32,
    /// 未知
    pub unknown: u32,
    /// Issues, held or missing, that are due by a guessed pattern.
    pub guessed: u32,
    /// Issues held of times without a pattern, in which none can be missing.
    pub unplanned: u32,
    /// Days without an issue of an irregular paper, among the unknown.
    pub irregular: u32,
}

impl Sums {
    /// 应有: the issues that are held or missing.
    pub fn expected(&self) -> u32 {
        self.issues() + self.missing
    }

    /// 藏: the issues that are held, whole or not.
    pub fn issues(&self) -> u32 {
        self.held + self.incomplete
    }

    /// The days of one state.
    pub fn of(&self, state: DayState) -> u32 {
        match state {
            DayState::Held => self.held,
            DayState::Incomplete => self.incomplete,
            DayState::Missing => self.missing,
            DayState::Unpublished => self.unpublished,
            DayState::Unknown => self.unknown,
        }
    }

    /// With the days of another time.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            held: self.held + other.held,
            incomplete: self.incomplete + other.incomplete,
            missing: self.missing + other.missing,
            unpublished: self.unpublished + other.unpublished,
            unknown: self.unknown + other.unknown,
            guessed: self.guessed + other.guessed,
            unplanned: self.unplanned + other.unplanned,
            irregular: self.irregular + other.irregular,
        }
    }

    fn add(&mut self, slot: Slot, days: u32) {
        let count = match slot.state {
            DayState::Held => &mut self.held,
            DayState::Incomplete => &mut self.incomplete,
            DayState::Missing => &mut self.missing,
            DayState::Unpublished => &mut self.unpublished,
            DayState::Unknown => &mut self.unknown,
        };
        *count += days;
        match slot.footing {
            Footing::Proposed if slot.state.is_issue() => self.guessed += days,
            Footing::Unplanned | Footing::Irregular if slot.state.is_issue() => self.unplanned += days,
            Footing::Irregular if slot.state == DayState::Unknown => self.irregular += days,
            _ => {}
        }
    }
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.held += other.held;
        self.incomplete += other.incomplete;
        self.missing += other.missing;
        self.unpublished += other.unpublished;
        self.unknown += other.unknown;
        self.guessed += other.guessed;
        self.unplanned += other.unplanned;
        self.irregular += other.irregular;
    }
}

/// Something that is missing, or may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The name that the paper carried.
    pub paper: String,
    /// The day.
    pub date: Date,
    /// What is missing.
    pub kind: GapKind,
    /// The pages, where some of an issue are.
    pub pages: Vec<PageNumber>,
    /// Why it is thought so.
    pub reason: String,
}

/// What is missing, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GapKind {
    /// 缺期
    Issue,
    /// 缺版
    Pages,
    /// 可能休刊: an issue, unless the paper paused.
    PerhapsPaused,
    /// 末版存疑: last pages, unless the issue was thinner.
    PerhapsPages,
}

impl GapKind {
    /// 缺期, 缺版, 可能休刊, 末版存疑.
    pub fn word(self) -> &'static str {
        match self {
            Self::Issue => "缺期",
            Self::Pages => "缺版",
            Self::PerhapsPaused => "可能休刊",
            Self::PerhapsPages => "末版存疑",
        }
    }
}

impl Run {
    /// The sums of a time, of the days on which the paper carried one of these names; of any where none is said.
    pub fn sums(&self, range: DateRange, papers: &[String]) -> Sums {
        let wanted: Vec<bool> =
            self.names.iter().map(|name| papers.is_empty() || papers.contains(name)).collect();
        let mut sums = Sums::default();
        let mut add = |slot: Slot, days: i32| {
            if wanted.get(slot.name).is_some_and(|wanted| *wanted) {
                sums.add(slot, u32::try_from(days).unwrap_or_default());
            }
        };
        let Some(span) = self.span else {
            add(self.slot(range.from), days_between(range.from, range.to) + 1);
            return sums;
        };
        let within = DateRange { from: range.from.max(span.from), to: range.to.min(span.to) };
        if range.from < span.from {
            // Before the span all days are alike, and after it.
            add(
                self.slot(range.from),
                days_between(range.from, range.to.saturating_add(1.day()).min(span.from)),
            );
        }
        if within.from <= within.to {
            let place = |day| usize::try_from(days_between(span.from, day)).unwrap_or_default();
            self.days[place(within.from)..=place(within.to)].iter().for_each(|slot| add(*slot, 1));
        }
        if range.to > span.to {
            add(
                self.slot(range.to),
                days_between(range.from.max(span.to.saturating_add(1.day())), range.to) + 1,
            );
        }
        sums
    }

    /// What is missing of a time, or may be, in order of date.
    pub fn gaps(&self, range: DateRange, papers: &[String]) -> Vec<Gap> {
        let within =
            self.span.map(|span| DateRange { from: range.from.max(span.from), to: range.to.min(span.to) });
        let mut gaps = Vec::new();
        for date in within.into_iter().flat_map(super::days) {
            let slot = self.slot(date);
            let paper = &self.names[slot.name];
            if slot.state == DayState::Unpublished || !(papers.is_empty() || papers.contains(paper)) {
                continue;
            }
            let day = self.day(date);
            let mut add = |kind, pages: &[PageNumber], reason: String| {
                gaps.push(Gap { paper: paper.clone(), date, kind, pages: pages.to_vec(), reason });
            };
            match (day.state, day.why, day.issue) {
                (DayState::Missing, ..) => add(GapKind::Issue, &[], self.reason(&day)),
                (_, Some(Why::Pause(at)), _)
                    if self.life.pattern(date).is_some_and(|p| p.0.expects(date)) =>
                {
                    add(GapKind::PerhapsPaused, &[], self.life.pauses[at].reason.clone());
                }
                (.., Some(issue)) => {
                    if !issue.holes.is_empty() {
                        add(GapKind::Pages, &issue.holes, super::words::holes(self, issue));
                    }
                    if !issue.doubtful.is_empty() {
                        add(GapKind::PerhapsPages, &issue.doubtful, super::words::DOUBTFUL.to_owned());
                    }
                }
                _ => {}
            }
        }
        gaps
    }
}

impl Ledger {
    /// The sums of a time over papers; over all where none is said. A day counts once for each paper.
    pub fn sums(&self, range: DateRange, papers: &[String]) -> Sums {
        let mut sums = Sums::default();
        self.chosen(papers).for_each(|run| sums += run.sums(range, papers));
        sums
    }

    /// The sums of every year, month or day of a time, in order; the first and the last may be cut by the time.
    pub fn sums_by(&self, unit: TimeUnit, range: DateRange, papers: &[String]) -> Vec<(DateRange, Sums)> {
        unit.within(range).map(|days| (days, self.sums(days, papers))).collect()
    }

    /// What is missing of a time, or may be, paper by paper in order of date.
    pub fn gaps(&self, range: DateRange, papers: &[String]) -> Vec<Gap> {
        self.chosen(papers).flat_map(|run| run.gaps(range, papers)).collect()
    }

    /// From the first day that anything is said of these papers to the last.
    pub fn span(&self, papers: &[String]) -> Option<DateRange> {
        let spans = self.chosen(papers).filter_map(Run::span);
        spans.reduce(|a, b| DateRange { from: a.from.min(b.from), to: a.to.max(b.to) })
    }
}
