//! 收藏情况: what a person says of a paper's life, what is guessed, and what follows for a day of which nothing is held.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Confidence, DateRange, EntryId, PagePlan, Pattern};

/// What became of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayState {
    /// 有报: an issue is held, no page of it known to be missing.
    Held,
    /// 缺版: an issue is held, with holes in its page numbers.
    Incomplete,
    /// 缺期: an issue was due, and is not held.
    Missing,
    /// 未出版: no issue was due.
    Unpublished,
    /// 未知: nobody can tell whether there was one.
    Unknown,
}

impl DayState {
    /// In the order of a legend.
    pub const ALL: [Self; 5] =
        [Self::Held, Self::Incomplete, Self::Missing, Self::Unpublished, Self::Unknown];

    /// 有报, 缺版, 缺期, 未出版, 未知.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "有报",
            Self::Incomplete => "缺版",
            Self::Missing => "缺期",
            Self::Unpublished => "未出版",
            Self::Unknown => "未知",
        }
    }

    /// Whether an issue of the day is there or due.
    pub fn is_issue(self) -> bool {
        matches!(self, Self::Held | Self::Incomplete | Self::Missing)
    }
}

/// What a person says of a paper. Entries stay until a person takes them back; of two that disagree the later counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// 报名
    pub paper: String,
    /// The first day it speaks of; open where none is said.
    pub from: Option<Date>,
    /// The last day it speaks of; open where none is said.
    pub to: Option<Date>,
    /// What it says.
    pub fact: Fact,
    /// Where it is known from, in the person's words.
    pub note: Option<String>,
}

/// What can be said of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// 刊期 of these days. Days that bound it are vouched for, even where no issue near them is held.
    Pattern(Pattern),
    /// 创刊: the first issue is of the first day.
    Founded,
    /// 终刊: the last issue is of the last day.
    Ended,
    /// 改名: from the first day on it carries this name, before it the other one.
    RenamedFrom(String),
    /// 休刊: nothing was published in these days.
    Suspended,
    /// Every one of these days had an issue, whatever the pattern says: 加刊, 号外, a holiday without a pause.
    Issued,
    /// 合刊: the issue of one day stands for all of these days.
    Combined(Date),
    /// 版数: the issues of these days have these pages.
    Pages(PagePlan),
}

impl Entry {
    /// Whether it speaks of a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// What keeps it from having a meaning, in plain words.
    pub fn problem(&self) -> Option<&'static str> {
        let in_order = self.from.zip(self.to).is_none_or(|(from, to)| from <= to);
        match &self.fact {
            _ if !in_order => Some("起止日期颠倒了，请把早的一天写在前面"),
            Fact::Founded if self.from.is_none() => Some("请写明创刊日期"),
            Fact::Ended if self.to.is_none() => Some("请写明终刊日期，即最后一期的日期"),
            Fact::RenamedFrom(_) if self.from.is_none() => Some("请写明从哪一天起用新报名"),
            Fact::RenamedFrom(name) if *name == self.paper => Some("新旧报名相同，请写明改名以前的报名"),
            Fact::Suspended if self.from.is_none() => Some("请写明从哪一天起休刊"),
            Fact::Issued if self.from.is_none() || self.to.is_none() => {
                Some("请写明哪一天或从哪一天到哪一天都出过报")
            }
            Fact::Combined(_) if self.from.is_none() || self.to.is_none() => {
                Some("请写明合刊从哪一天到哪一天")
            }
            Fact::Combined(day) if !self.covers(*day) => Some("合刊的出版日期应在它所包括的日期之内"),
            _ => None,
        }
    }
}

/// A pattern that is guessed from the issues held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The days for which it is proposed; open ends reach as far as the calendar.
    pub days: DateRange,
    /// The pattern.
    pub pattern: Pattern,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why: 据 48 期中 46 期逢周三推定.
    pub reason: String,
}

/// Days around a holiday of which nobody can tell whether the paper paused or the issues are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The days.
    pub days: DateRange,
    /// Why a pause is likely.
    pub reason: String,
}

/// Why a day without an issue is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A person's entry, by its place among those of the life.
    Entry(usize),
    /// A proposed pattern, by its place.
    Proposal(usize),
    /// A likely pause, by its place.
    Pause(usize),
    /// It lies before the first issue that is known of.
    BeforeFirst,
    /// It lies after the last issue that is known of.
    AfterLast,
    /// No pattern is known.
    NoPattern,
}

/// A name of a paper, and the days on which it carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// 报名
    pub name: String,
    /// The days; open ends reach as far as the calendar.
    pub days: DateRange,
}

/// The life of one paper, under all its names: what persons entered, and what is guessed.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Its names, in order of time, without gaps.
    pub names: Vec<Named>,
    /// What persons entered, in the order in which they did.
    pub entries: Vec<(EntryId, Entry)>,
    /// Patterns guessed from what is held, in order of time, without gaps.
    pub proposals: Vec<Proposal>,
    /// Pauses guessed from what is held.
    pub pauses: Vec<Pause>,
    /// From the first day to the last of which it is known whether an issue was due; none where nothing is known.
    known: Option<DateRange>,
    /// The entries of the first and of the last day of the paper.
    founded: Option<(usize, Date)>,
    ended: Option<(usize, Date)>,
}

impl Life {
    /// From names, entries, and the first and last day held.
    pub fn new(names: Vec<Named>, entries: Vec<(EntryId, Entry)>, held: Option<DateRange>) -> Self {
        // Founding or end of a name in between is a change of name.
        let [first, last] = [names.first(), names.last()].map(|named| named.map(|named| named.name.clone()));
        let dated = |day: fn(&Entry) -> Option<Date>, name: Option<String>| {
            let mut entries = entries.iter().enumerate().rev();
            let own = |entry: &Entry| Some(&entry.paper) == name.as_ref();
            entries.find_map(|(at, (_, entry))| Some((at, day(entry).filter(|_| own(entry))?)))
        };
        let founded = dated(|entry| entry.from.filter(|_| entry.fact == Fact::Founded), first);
        let ended = dated(|entry| entry.to.filter(|_| entry.fact == Fact::Ended), last);
        // An issue that is held or that a person says existed, and the ends of a pattern that a person dated.
        let days = entries.iter().flat_map(|(_, entry)| match entry.fact {
            Fact::Pattern(_) | Fact::Issued => [entry.from, entry.to],
            Fact::Combined(day) => [Some(day), None],
            _ => [None, None],
        });
        let days = days.chain(held.into_iter().flat_map(|held| [Some(held.from), Some(held.to)]));
        let days = days.chain([founded, ended].map(|dated| dated.map(|(_, day)| day))).flatten();
        let known = days.fold(None, |known: Option<DateRange>, day| {
            let known = known.unwrap_or(DateRange { from: day, to: day });
            Some(DateRange { from: known.from.min(day), to: known.to.max(day) })
        });
        Self { names, entries, known, founded, ended, ..Self::default() }
    }

    /// From the first day to the last of which it is known whether an issue was due.
    pub fn known(&self) -> Option<DateRange> {
        self.known
    }

    /// The name of a day, by its place.
    pub fn name_at(&self, day: Date) -> usize {
        self.names.iter().rposition(|named| named.days.from <= day).unwrap_or_default()
    }

    /// Whether an entry speaks of a day. Where an end is open it speaks only of the days of its own name.
    fn speaks(&self, entry: &Entry, day: Date) -> bool {
        let open = entry.from.is_none() || entry.to.is_none();
        let own = || self.names.get(self.name_at(day)).is_none_or(|named| named.name == entry.paper);
        entry.covers(day) && (!open || own())
    }

    /// What a day is of which no issue is held, and why.
    ///
    /// What is said of the day itself counts before what is said of a time: that it had an issue, that another issue
    /// stands for it, that the paper paused; then founding and end; then the pattern.
    pub fn without_issue(&self, day: Date) -> (DayState, Why) {
        if let Some((at, due)) = self.said_of(day) {
            return (if due { DayState::Missing } else { DayState::Unpublished }, Why::Entry(at));
        }
        match (self.founded, self.ended) {
            (Some((at, founded)), _) if day < founded => return (DayState::Unpublished, Why::Entry(at)),
            (_, Some((at, ended))) if day > ended => return (DayState::Unpublished, Why::Entry(at)),
            _ => {}
        }
        match self.known {
            Some(known) if day < known.from => return (DayState::Unknown, Why::BeforeFirst),
            Some(known) if day > known.to => return (DayState::Unknown, Why::AfterLast),
            Some(_) => {}
            None => return (DayState::Unknown, Why::NoPattern),
        }
        let Some((pattern, why)) = self.pattern(day) else { return (DayState::Unknown, Why::NoPattern) };
        if pattern == Pattern::Irregular {
            return (DayState::Unknown, why);
        }
        if !pattern.expects(day) {
            return (DayState::Unpublished, why);
        }
        match self.pauses.iter().position(|pause| pause.days.contains(day)) {
            Some(at) => (DayState::Unknown, Why::Pause(at)),
            None => (DayState::Missing, why),
        }
    }

    /// The latest entry that says of the day itself whether an issue was due.
    fn said_of(&self, day: Date) -> Option<(usize, bool)> {
        let said = |entry: &Entry| match entry.fact {
            _ if !self.speaks(entry, day) => None,
            Fact::Issued => Some(true),
            Fact::Combined(dated) => Some(dated == day),
            Fact::Suspended => Some(false),
            _ => None,
        };
        self.entries.iter().enumerate().rev().find_map(|(at, (_, entry))| Some((at, said(entry)?)))
    }

    /// The pattern of a day: a person's, else a guess.
    pub fn pattern(&self, day: Date) -> Option<(Pattern, Why)> {
        let entered = self.entries.iter().enumerate().rev().find_map(|(at, (_, entry))| match entry.fact {
            Fact::Pattern(pattern) if self.speaks(entry, day) => Some((pattern, Why::Entry(at))),
            _ => None,
        });
        entered.or_else(|| {
            let at = self.proposals.iter().position(|proposal| proposal.days.contains(day))?;
            Some((self.proposals[at].pattern, Why::Proposal(at)))
        })
    }

    /// The pages that a person says the issue of a day has.
    pub fn pages(&self, day: Date) -> Option<&PagePlan> {
        self.entries.iter().rev().find_map(|(_, entry)| match &entry.fact {
            Fact::Pages(plan) if self.speaks(entry, day) => Some(plan),
            _ => None,
        })
    }
}
