//! The doubts of a page, in its order, and the way from one to the next.

use super::{Edit, HeadField, PageEdit};
use crate::model::{Field, Remark};

/// Where a doubt stands; in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtAt {
    /// An open field of the head.
    Head(HeadField),
    /// A remark of the page, from 0.
    Page(usize),
    /// The item at a position and its remark, both from 0.
    Item(usize, usize),
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands.
    pub at: DoubtAt,
    /// Its item, by the first line.
    pub item: Option<usize>,
    /// What it speaks of; the head's own fields speak of themselves.
    pub field: Field,
    /// Its line in the source; 0 for the head.
    pub line: usize,
    /// Its words; empty for the head.
    pub reason: String,
}

impl Doubt {
    fn of(at: DoubtAt, item: Option<usize>, remark: &Remark) -> Self {
        Self { at, item, field: remark.field, line: remark.line, reason: remark.reason.clone() }
    }

    /// The edit that settles it; none for a field that must be filled in.
    pub fn settled(&self) -> Option<Edit> {
        let head = matches!(self.at, DoubtAt::Head(_));
        (!head).then(|| Edit::Settle { field: self.field, line: self.line, reason: self.reason.clone() })
    }
}

impl PageEdit {
    /// All doubts in page order: the head, the page, its items.
    pub fn doubts(&self) -> Vec<Doubt> {
        let head = self.fields().open().into_iter().map(|field| Doubt {
            at: DoubtAt::Head(field),
            item: None,
            field: if field == HeadField::Date { Field::Date } else { Field::Page },
            line: 0,
            reason: String::new(),
        });
        let page = self.page();
        let remarks = page.remarks.iter().enumerate().filter(|(_, remark)| remark.doubt);
        let items = page.items.iter().enumerate().flat_map(|(position, item)| {
            let remarks = item.remarks.iter().enumerate().filter(|(_, remark)| remark.doubt);
            remarks
                .map(move |(at, remark)| Doubt::of(DoubtAt::Item(position, at), Some(item.lines.0), remark))
        });
        head.chain(remarks.map(|(at, remark)| Doubt::of(DoubtAt::Page(at), None, remark)))
            .chain(items)
            .collect()
    }

    /// The doubt after another, which may be settled by now; the first one behind the last.
    pub fn next_doubt(&self, after: Option<DoubtAt>) -> Option<Doubt> {
        let doubts = self.doubts();
        let next = doubts.iter().find(|doubt| after.is_none_or(|after| doubt.at > after));
        next.or(doubts.first()).cloned()
    }

    /// The doubt before another; the last one before the first.
    pub fn previous_doubt(&self, before: Option<DoubtAt>) -> Option<Doubt> {
        let doubts = self.doubts();
        let previous = doubts.iter().rfind(|doubt| before.is_none_or(|before| doubt.at < before));
        previous.or(doubts.last()).cloned()
    }
}
