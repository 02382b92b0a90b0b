//! The lines under review, and what is laid over the items that follow from them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Edit, Laid};
use crate::model::{Confidence, Field, Item, Line, LineRole, PageReading, Remark};

/// Behind the words of a doubt that a person has settled.
const SETTLED: &str = "（已核）";

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Work {
    lines: Vec<Line>,
    /// First lines of the items in a person's order; empty while that is the order of the source.
    order: Vec<usize>,
    laid: BTreeMap<usize, Laid>,
    settled: BTreeSet<(usize, String)>,
    /// Lines that a person gave a role.
    told: BTreeSet<usize>,
}

impl Work {
    pub(super) fn new(read: &PageReading) -> Self {
        Self {
            lines: read.lines.clone(),
            order: Vec::new(),
            laid: BTreeMap::new(),
            settled: BTreeSet::new(),
            told: BTreeSet::new(),
        }
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(super) fn laid(&self, item: usize) -> Option<&Laid> {
        self.laid.get(&item)
    }

    pub(super) fn told_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| self.told.contains(&line.number))
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::SetRole { first, last, role } => self.set_role(*first, *last, *role),
            Edit::Split { line } => self.split(*line),
            Edit::Merge { item } => {
                self.merge(*item);
            }
            Edit::Join { line } => self.join(*line),
            Edit::Part { line } => self.part(*line),
            Edit::MoveItem { from, to } => self.move_item(*from, *to),
            Edit::Settle { line, field, reason } => {
                self.settled.insert((*line, settled_key(*field, reason)));
            }
            Edit::SetField { item, field, text } => {
                self.lay(*item, |laid| laid.texts.insert(*field, text.clone()));
            }
            Edit::SetPeople { item, people } => self.lay(*item, |laid| laid.people = Some(people.clone())),
            Edit::Attach { item, photo, path } => {
                self.lay(*item, |laid| laid.pictures.insert(*photo, Some(path.clone())));
            }
            Edit::Detach { item, photo } => self.lay(*item, |laid| laid.pictures.insert(*photo, None)),
            Edit::ChoosePlace { item, name, code } => {
                self.lay(*item, |laid| laid.places.insert(name.clone(), *code));
            }
        }
    }

    /// Lays something over an item that is there.
    fn lay<T>(&mut self, item: usize, write: impl FnOnce(&mut Laid) -> T) {
        if self.item_of(item) == Some(item) {
            write(self.laid.entry(item).or_default());
        }
    }

    fn at(&self, number: usize) -> Option<usize> {
        self.lines.binary_search_by_key(&number, |line| line.number).ok()
    }

    /// Places among the lines where items begin, as `build_items` sees it.
    fn starts(&self) -> Vec<usize> {
        let inside = |at: &usize| self.lines.get(*at).is_some_and(|line| !line.role.is_outside());
        let mut starts: Vec<usize> = Vec::new();
        for at in (0..self.lines.len()).filter(inside) {
            if starts.is_empty() || self.lines.get(at).is_some_and(|line| line.begins) {
                starts.push(at);
            }
        }
        starts
    }

    /// The item's lines: from its first to before the next item's first.
    fn group(&self, start: usize) -> Range<usize> {
        let next = self.starts().into_iter().find(|other| *other > start);
        start..next.unwrap_or(self.lines.len())
    }

    pub(super) fn item_of(&self, number: usize) -> Option<usize> {
        let at = self.at(number)?;
        self.lines.get(at).filter(|line| !line.role.is_outside())?;
        let start = self.starts().into_iter().rfind(|start| *start <= at)?;
        self.lines.get(start).map(|line| line.number)
    }

    /// The line of an item before the one at `at`, in the same item or the one above.
    fn inside_before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| self.lines.get(*at).is_some_and(|line| !line.role.is_outside()))
    }

    fn inside_from(&self, at: usize) -> Option<usize> {
        (at..self.lines.len()).find(|at| self.lines.get(*at).is_some_and(|line| !line.role.is_outside()))
    }

    fn set_role(&mut self, first: usize, last: usize, role: LineRole) {
        let (first, last) = (first.min(last), first.max(last));
        let from = self.lines.partition_point(|line| line.number < first);
        let to = self.lines.partition_point(|line| line.number <= last);
        if from >= to {
            return;
        }
        if role.is_outside() {
            self.hand_on_beginning(from..to);
        }
        for line in self.lines.iter_mut().take(to).skip(from) {
            line.role = role;
            line.begins &= !role.is_outside();
            line.confidence = Confidence::Sure;
            line.reason.clear();
            self.told.insert(line.number);
        }
        for at in [from, to] {
            let before = at.checked_sub(1).and_then(|at| self.lines.get(at)).map(|line| line.role);
            if let Some(line) = self.lines.get_mut(at) {
                line.joined &= before.is_some_and(|before| may_join(before, line.role));
            }
        }
        if matches!(role, LineRole::Kicker | LineRole::Headline | LineRole::PhotoHeadline) {
            self.begin_with_title(from, to);
        }
        self.forget_lost();
    }

    /// An item that loses its first lines begins with what is left of it.
    fn hand_on_beginning(&mut self, range: Range<usize>) {
        let Some(start) = self.starts().into_iter().rfind(|start| range.contains(start)) else { return };
        let Some(next) = self.inside_from(range.end) else { return };
        if self.lines.get(next).is_some_and(|line| line.begins) {
            return;
        }
        self.begin(next);
        self.rename(start, next);
    }

    /// A title right below text begins an item; a kicker takes the headline below it into its item.
    fn begin_with_title(&mut self, from: usize, to: usize) {
        let starts = self.starts();
        let role = |at: usize| self.lines.get(at).map(|line| line.role);
        let below_text = self.inside_before(from).and_then(role).is_some_and(|role| !role.is_title());
        if !starts.contains(&from) && below_text {
            self.begin(from);
        }
        let is_kicker = self.lines.get(from).is_some_and(|line| line.role == LineRole::Kicker);
        let headline = |line: &&mut Line| {
            matches!(line.role, LineRole::Headline | LineRole::PhotoHeadline) && line.begins
        };
        if let Some(line) = self.lines.get_mut(to).filter(|line| is_kicker && headline(line)) {
            line.begins = false;
            let start = self.starts().into_iter().rfind(|start| *start <= from);
            if let Some(start) = start {
                self.rename(to, start);
            }
        }
    }

    fn begin(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(at) {
            line.begins = true;
            line.joined = false;
            if line.role == LineRole::ColumnBreak {
                line.role = LineRole::Body;
            }
        }
    }

    /// What was laid over the item of one first line goes over to that of another.
    fn rename(&mut self, from: usize, to: usize) {
        let number = |at: usize| self.lines.get(at).map(|line| line.number);
        let (Some(from), Some(to)) = (number(from), number(to)) else { return };
        if let Some(laid) = self.laid.remove(&from) {
            self.laid.insert(to, laid);
        }
        for item in self.order.iter_mut().filter(|item| **item == from) {
            *item = to;
        }
    }

    /// Drops what was laid over items that are no more; undo brings it back.
    fn forget_lost(&mut self) {
        let firsts: BTreeSet<usize> = self.firsts().into_iter().collect();
        self.laid.retain(|item, _| firsts.contains(item));
        self.order.retain(|item| firsts.contains(item));
    }

    fn split(&mut self, number: usize) {
        let Some(at) = self.at(number) else { return };
        if self.item_of(number).is_some_and(|item| item != number) {
            self.begin(at);
        }
    }

    /// False where there is no item above.
    fn merge(&mut self, item: usize) -> bool {
        let Some(at) = self.at(item).filter(|_| self.item_of(item) == Some(item)) else { return false };
        let above = self.starts().into_iter().rfind(|start| *start < at);
        let Some(above) = above else { return false };
        let lines = self.lines.get(above..at).unwrap_or_default();
        let only_titles = lines.iter().all(|line| line.role.is_title() || line.role.is_outside());
        let group = self.group(at);
        for line in self.lines.iter_mut().take(group.end).skip(group.start) {
            if line.role.is_title() && !only_titles {
                line.role = LineRole::SectionHead;
                line.confidence = Confidence::Sure;
                line.reason.clear();
            }
        }
        if let Some(line) = self.lines.get_mut(at) {
            line.begins = false;
        }
        self.forget_lost();
        true
    }

    fn join(&mut self, number: usize) {
        let Some(at) = self.at(number) else { return };
        let Some(item) = self.item_of(number) else { return };
        if item == number && !self.merge(item) {
            return;
        }
        let before = self.inside_before(at).and_then(|at| self.lines.get(at)).map(|line| line.role);
        if let (Some(before), Some(line)) = (before, self.lines.get_mut(at)) {
            line.joined = true;
            if !may_join(before, line.role) {
                line.role = before;
                line.confidence = Confidence::Sure;
                line.reason.clear();
            }
        }
    }

    fn part(&mut self, number: usize) {
        let inside = self.item_of(number).is_some();
        if let Some(line) = self.at(number).filter(|_| inside).and_then(|at| self.lines.get_mut(at)) {
            line.joined = false;
            if line.role == LineRole::ColumnBreak {
                line.role = LineRole::Body;
                line.reason.clear();
                line.confidence = Confidence::Sure;
            }
        }
    }

    /// First lines of the items in the order of the source.
    fn firsts(&self) -> Vec<usize> {
        self.starts().into_iter().filter_map(|at| self.lines.get(at)).map(|line| line.number).collect()
    }

    /// First lines of the items in a person's order; an item that is new stands behind the one above it.
    fn ordered(&self) -> Vec<usize> {
        let firsts = self.firsts();
        let mut ordered = self.order.clone();
        ordered.retain(|item| firsts.contains(item));
        let mut above = None;
        for first in firsts {
            if !ordered.contains(&first) {
                let behind = above.and_then(|above| ordered.iter().position(|item| *item == above));
                ordered.insert(behind.map_or(0, |at| at + 1), first);
            }
            above = Some(first);
        }
        ordered
    }

    fn move_item(&mut self, from: usize, to: usize) {
        let mut ordered = self.ordered();
        if from < ordered.len() && to < ordered.len() && from != to {
            let item = ordered.remove(from);
            ordered.insert(to, item);
            self.order = if ordered == self.firsts() { Vec::new() } else { ordered };
        }
    }

    pub(super) fn in_order(&self, mut items: Vec<Item>) -> Vec<Item> {
        if !self.order.is_empty() {
            let ordered = self.ordered();
            items.sort_by_key(|item| ordered.iter().position(|first| *first == item.lines.0));
        }
        items
    }

    /// Doubts that a person has looked at stay as remarks.
    pub(super) fn settle(&self, page: &mut PageReading) {
        let of_items = page.items.iter_mut().flat_map(|item| item.remarks.iter_mut());
        for remark in of_items.chain(page.remarks.iter_mut()).filter(|remark| remark.doubt) {
            if self.settled.contains(&(remark.line, settled_key(remark.field, &remark.reason))) {
                mark_settled(remark);
            }
        }
    }
}

/// Turns a doubt into a remark that a person has looked at.
pub(super) fn mark_settled(remark: &mut Remark) {
    remark.doubt = false;
    remark.reason.push_str(SETTLED);
}

fn settled_key(field: Field, reason: &str) -> String {
    format!("{field:?} {reason}")
}

/// Whether a line of one role can go on with a line of another.
fn may_join(before: LineRole, role: LineRole) -> bool {
    before == role || [before, role].contains(&LineRole::ColumnBreak)
}
