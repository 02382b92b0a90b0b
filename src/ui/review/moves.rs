//! What the keys and menus of the review do.

use egui::Context;

use super::{CardEdit, ReviewAct, ReviewCommand, ReviewData, ReviewPanel, Side, is_pane, photo_for};
use crate::import::edit::{Doubt, DoubtAt, Edit, HeadField};
use crate::model::{LineRole, PlaceCode};
use crate::ui::Action;

impl ReviewPanel {
    pub(super) fn keys(&mut self, ctx: &Context, data: &ReviewData, actions: &mut Vec<Action>) {
        let in_field = ctx.memory(|memory| memory.focused().is_some_and(|id| !is_pane(id)));
        for command in ReviewCommand::pressed(ctx, in_field) {
            self.run(ctx, command, data, actions);
        }
    }

    pub(super) fn run(
        &mut self,
        ctx: &Context,
        command: ReviewCommand,
        data: &ReviewData,
        actions: &mut Vec<Action>,
    ) {
        use ReviewCommand as C;
        match command {
            C::Up => self.step(data, -1, false),
            C::Down => self.step(data, 1, false),
            C::MoreUp => self.step(data, -1, true),
            C::MoreDown => self.step(data, 1, true),
            C::OtherSide => {
                self.side = if self.side == Side::Lines { Side::Items } else { Side::Lines };
                release(ctx);
            }
            C::Head => self.focus = Some(self.fields.open().first().copied().unwrap_or(HeadField::Paper)),
            C::Help => self.help = !self.help,
            C::NextDoubt => self.go_to(ctx, data, data.edit.next_doubt(self.shown)),
            C::PreviousDoubt => self.go_to(ctx, data, data.edit.previous_doubt(self.shown)),
            C::EditItem => {
                if let Some(item) = self.item(data) {
                    self.editing = Some(CardEdit::new(data.edit, item));
                    self.scroll_items = true;
                }
            }
            C::Leave => {
                self.help = false;
                self.anchor = self.line;
                self.editing = None;
                release(ctx);
            }
            C::UseDate => self.use_date(data, actions),
            // What is open still is where a person must go first.
            C::Commit if self.fields.decided().is_none() => self.focus = self.fields.open().first().copied(),
            command => self.act(command, data, actions),
        }
    }

    /// What changes the page.
    fn act(&mut self, command: ReviewCommand, data: &ReviewData, actions: &mut Vec<Action>) {
        use ReviewCommand as C;
        let (first, last) = self.range();
        let mut push = |act| actions.push(Action::Review(act));
        let item = self.item(data);
        match command {
            C::Role(role) => push(ReviewAct::Edit(Edit::SetRole { first, last, role })),
            C::Split => push(ReviewAct::Edit(Edit::Split { line: first })),
            C::Merge => {
                if let Some(item) = item {
                    push(ReviewAct::Edit(Edit::Merge { item }));
                }
            }
            C::Join => {
                for edit in joins(data, first, last) {
                    push(ReviewAct::Edit(edit));
                }
            }
            C::ItemUp | C::ItemDown => {
                let from = item.and_then(|item| data.edit.position(item));
                let by = if command == C::ItemUp { -1 } else { 1 };
                if let Some((from, to)) = from.and_then(|from| Some((from, from.checked_add_signed(by)?))) {
                    push(ReviewAct::Edit(Edit::MoveItem { from, to }));
                    self.scroll_items = true;
                }
            }
            C::Picture => {
                if let Some(item) = item {
                    push(ReviewAct::PickPicture(item, photo_for(data, item)));
                }
            }
            C::Place(number) => {
                if let Some(edit) = self.candidate(data, number) {
                    push(ReviewAct::Edit(edit));
                }
            }
            C::Settle => {
                let doubts = data.edit.doubts();
                let shown = doubts.iter().find(|doubt| Some(doubt.at) == self.shown);
                let doubt = shown.or(doubts.iter().find(|doubt| doubt.item.is_some() && doubt.item == item));
                if let Some(edit) = doubt.and_then(Doubt::settled) {
                    self.shown = doubt.map(|doubt| doubt.at);
                    push(ReviewAct::Edit(edit));
                }
            }
            C::Undo => push(ReviewAct::Undo),
            C::Redo => push(ReviewAct::Redo),
            C::PutAside => push(ReviewAct::PutAside),
            C::Commit => push(ReviewAct::Commit),
            _ => {}
        }
        self.reload |= matches!(command, C::Undo | C::Redo | C::Merge | C::Split | C::Role(_));
    }

    fn use_date(&mut self, data: &ReviewData, actions: &mut Vec<Action>) {
        if let Some(proposal) = &data.edit.page().head.date {
            self.fields.date = proposal.date.to_string();
            actions.push(Action::Review(ReviewAct::Type(self.fields.clone())));
        }
    }

    /// One line or item on.
    fn step(&mut self, data: &ReviewData, by: isize, more: bool) {
        let page = data.edit.page();
        if self.side == Side::Lines {
            let at = page.lines.partition_point(|line| line.number < self.line);
            let next = at.checked_add_signed(by).and_then(|at| page.lines.get(at));
            if let Some(line) = next {
                self.choose_line(line.number, more);
            }
        } else {
            let at = self.item(data).and_then(|item| data.edit.position(item));
            let next = match at {
                Some(at) => at.checked_add_signed(by).and_then(|at| page.items.get(at)),
                None => page.items.iter().find(|item| item.lines.0 > self.line).or(page.items.last()),
            };
            if let Some(item) = next {
                self.choose_line(item.lines.0, false);
            }
        }
    }

    /// Makes a line the chosen one; with `more`, the end of the chosen ones.
    pub(super) fn choose_line(&mut self, line: usize, more: bool) {
        self.line = line;
        if !more {
            self.anchor = line;
        }
        self.editing = None;
        self.scroll_lines = true;
        self.scroll_items = true;
    }

    fn go_to(&mut self, ctx: &Context, data: &ReviewData, doubt: Option<Doubt>) {
        let Some(doubt) = doubt else { return };
        self.shown = Some(doubt.at);
        if let DoubtAt::Head(field) = doubt.at {
            self.focus = Some(field);
            return;
        }
        let there = data.edit.page().lines.iter().any(|line| line.number == doubt.line);
        let line = match doubt.item {
            Some(item) if data.edit.item_of(doubt.line) != Some(item) => item,
            _ if there => doubt.line,
            _ => self.line,
        };
        self.choose_line(line, false);
        release(ctx);
    }

    /// The choice of one candidate: of the place whose doubt is shown, or of the item's first open one.
    fn candidate(&self, data: &ReviewData, number: usize) -> Option<Edit> {
        let item = self.item(data)?;
        let page = data.edit.page();
        let shown = page.items.get(data.edit.position(item)?)?;
        let reason = match self.shown {
            Some(DoubtAt::Item(at, remark)) => page.items.get(at).and_then(|item| item.remarks.get(remark)),
            _ => None,
        };
        let named = |place: &&crate::model::OpenPlace| {
            reason.is_some_and(|remark| remark.reason.contains(&format!("“{}”", place.name)))
        };
        let place = shown.open_places.iter().find(named).or(shown.open_places.first())?;
        let code: PlaceCode = place.candidates.get(number.checked_sub(1)?)?.0;
        Some(Edit::ChoosePlace { item, name: place.name.clone(), code: Some(code) })
    }
}

/// One line is joined to the one before it, or parted from it; several are joined to the first.
fn joins(data: &ReviewData, first: usize, last: usize) -> Vec<Edit> {
    let lines = &data.edit.page().lines;
    if first != last {
        let chosen = lines.iter().filter(|line| line.number > first && line.number <= last);
        return chosen.map(|line| Edit::Join { line: line.number }).collect();
    }
    let line = lines.iter().find(|line| line.number == first);
    line.map(|line| match line.joined || line.role == LineRole::ColumnBreak {
        true => Edit::Part { line: first },
        false => Edit::Join { line: first },
    })
    .into_iter()
    .collect()
}

/// Takes the keyboard from the field that has it.
fn release(ctx: &Context) {
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}
