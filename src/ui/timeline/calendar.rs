//! A month in the place of the bars: weeks as rows, of each day what became of it, its pages and its articles.

use std::sync::Arc;

use egui::{Event, EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use super::calendar_paint::{aside, paint_day, weekdays};
use super::choice::Mode;
use super::header;
use super::input::{REST, toggled};
use crate::model::{Date, DateRange, TimeUnit, day_number};
use crate::query::{CalendarDay, Ledger, View};
use crate::ui::strings as s;
use crate::ui::theme::{gap, size, timeline as measures};
use crate::ui::widgets::{icon_button, note, panel_title};
use crate::ui::{Action, Command, MainData};

/// Weeks that a month may touch.
const WEEKS: usize = 6;
/// A day is no wider, and takes no more of the panel than this.
const WIDEST_DAY: f32 = 128.0;
const SHARE: f32 = 0.64;

/// The month that is shown, and the day on which the keys stand.
pub struct Calendar {
    day: Date,
    days: Vec<CalendarDay>,
    /// Of which month, ledger and papers the days are.
    made: Option<(Date, Arc<Ledger>, Vec<String>)>,
    wants_focus: bool,
    /// Whether the keyboard is here, or was before a dialog took it.
    keyed: bool,
    /// When it came: the turn of the wheel that brought it takes it away no more.
    since: Option<f64>,
}

/// Where the pieces of a calendar lie.
struct Grid {
    rect: Rect,
    first: Date,
    day: egui::Vec2,
}

impl Calendar {
    /// The month of a day.
    pub fn at(day: Date) -> Self {
        Self { day, days: Vec::new(), made: None, wants_focus: true, keyed: false, since: None }
    }

    /// The day on which the keys stand.
    pub fn day(&self) -> Date {
        self.day
    }

    /// Draws it; true where the person leaves it.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        (data, view): (&MainData, &View),
        held: DateRange,
        actions: &mut Vec<Action>,
    ) -> bool {
        let span = data.time.ledger.and_then(|ledger| ledger.span(&data.filter.papers));
        let span = span.map_or(held, |span| span.hull(held));
        let mut leaves = self.head(ui, data, span, actions);
        self.make(data);
        let room = ui.available_rect_before_wrap();
        let width = (room.width() * SHARE / 7.0).min(WIDEST_DAY).floor();
        let height = ((room.height() - measures::LABELS) / WEEKS as f32).floor();
        let rect = Rect::from_min_size(room.min, vec2(width * 7.0, room.height()));
        let grid = Grid { rect, first: self.day.first_of_month(), day: vec2(width, height) };
        weekdays(ui, rect, width);
        let mut pointed = self.day;
        for date in days(month_of(self.day)) {
            let response = self.one(ui, &grid, (data, view), date, actions);
            if response.hovered() {
                pointed = date;
            }
        }
        leaves |= self.keys(ui, span);
        leaves |= self.wheel(ui, room);
        let left = rect.right() + gap::L;
        let beside = Rect::from_min_max(pos2(left, room.top()), room.max);
        let shown = self.days.iter().find(|day| day.date == pointed);
        aside(ui, beside, (data, view), pointed, shown);
        leaves
    }

    fn head(&mut self, ui: &mut Ui, data: &MainData, span: DateRange, actions: &mut Vec<Action>) -> bool {
        let mut leaves = false;
        ui.horizontal(|ui| {
            panel_title(ui, s::SHOW_CALENDAR.0);
            ui.add_space(gap::S);
            for (icon, name, by) in [
                (icons::ICON_CHEVRON_LEFT, s::PREVIOUS_MONTH, -1),
                (icons::ICON_CHEVRON_RIGHT, s::NEXT_MONTH, 1),
            ] {
                if by > 0 {
                    let title = egui::RichText::new(s::month_title(self.day)).size(size::BODY);
                    ui.add(egui::Label::new(title).selectable(false));
                }
                if icon_button(ui, icon, name).clicked() {
                    self.go(TimeUnit::Month.step(self.day, by), span);
                }
            }
            ui.add_space(gap::M);
            note(ui, s::CALENDAR_HINT);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                leaves = icon_button(ui, icons::ICON_CLOSE, s::LEAVE_CALENDAR).clicked();
                if icon_button(ui, icons::ICON_FACT_CHECK, s::SHOW_LEDGER.0).clicked() {
                    actions.push(Action::Run(Command::ShowLedger));
                }
                ui.add_space(gap::M);
                header::summary(ui, data);
            });
        });
        leaves
    }

    /// Makes the days up, once for each month, ledger and choice of papers.
    fn make(&mut self, data: &MainData) {
        let Some(ledger) = data.time.ledger else { return };
        let month = self.day.first_of_month();
        let papers = &data.filter.papers;
        let same = |(of, by, under): &(Date, Arc<Ledger>, Vec<String>)| {
            *of == month && Arc::ptr_eq(by, ledger) && under == papers
        };
        if !self.made.as_ref().is_some_and(same) {
            self.days = ledger.calendar(month_of(month), papers);
            self.made = Some((month, Arc::clone(ledger), papers.clone()));
        }
    }

    /// One day: a button.
    fn one(
        &mut self,
        ui: &Ui,
        grid: &Grid,
        (data, view): (&MainData, &View),
        date: Date,
        actions: &mut Vec<Action>,
    ) -> Response {
        let range = DateRange { from: date, to: date };
        let bar = view.days.bar(range);
        let rect = grid.cell(date);
        // Tab comes to one of the days only: from there on arrows lead.
        let sense = if date == self.day { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, day_id(ui, date), sense);
        let unknown =
            CalendarDay { date, states: Default::default(), issues: 0, pages: 0, papers: Vec::new() };
        let day = self.days.iter().find(|day| day.date == date).unwrap_or(&unknown);
        let chosen = !data.filter.time.is_any() && data.filter.time.contains(date);
        let name = s::calendar_day(day, bar.all, bar.passing);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
        paint_day(ui, rect, (day, bar), chosen, super::narrows(data.filter), &response);
        if response.clicked() {
            let mode = Mode::of(ui.input(|input| input.modifiers));
            let time = &data.filter.time;
            let chosen =
                if mode == Mode::Instead { toggled(time, range) } else { mode.choose(time, range, range) };
            self.day = date;
            actions.push(Action::SetTime(chosen));
        }
        response
    }

    /// The arrows lead from day to day, Page Up and Page Down from month to month, with Shift from year to year.
    fn keys(&mut self, ui: &Ui, span: DateRange) -> bool {
        let (focused, modal) = ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
        if !modal {
            // A dialog that closes gives the keyboard to nobody: then it comes back.
            self.wants_focus |= self.keyed && focused.is_none();
            self.keyed = self.wants_focus || focused == Some(day_id(ui, self.day));
        }
        if std::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(day_id(ui, self.day)));
        }
        let id = day_id(ui, self.day);
        if !ui.memory(|memory| memory.has_focus(id)) {
            return false;
        }
        let keys = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keys));
        let pressed: Vec<(Key, bool)> = ui.input(|input| {
            let keys = input.events.iter().filter_map(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } if !modifiers.alt && !modifiers.command => {
                    Some((*key, modifiers.shift))
                }
                _ => None,
            });
            keys.collect()
        });
        for (key, shift) in pressed {
            let long = if shift { TimeUnit::Year } else { TimeUnit::Month };
            let day = match key {
                Key::ArrowLeft => TimeUnit::Day.step(self.day, -1),
                Key::ArrowRight => TimeUnit::Day.step(self.day, 1),
                Key::ArrowUp => TimeUnit::Day.step(self.day, -7),
                Key::ArrowDown => TimeUnit::Day.step(self.day, 7),
                Key::PageUp => long.step(self.day, -1),
                Key::PageDown => long.step(self.day, 1),
                Key::Home => self.day.first_of_month(),
                Key::End => self.day.last_of_month(),
                Key::Escape => return true,
                _ => continue,
            };
            self.go(day, span);
            self.wants_focus = true;
        }
        if self.wants_focus {
            ui.ctx().request_repaint();
        }
        false
    }

    /// To a day, no farther than the months of which anything is known.
    fn go(&mut self, day: Date, span: DateRange) {
        self.day = day.clamp(span.from.first_of_month(), span.to.last_of_month());
    }

    /// Zooming out leads back to the days.
    fn wheel(&mut self, ui: &Ui, room: Rect) -> bool {
        let (now, wheel) = ui.input(|input| (input.time, input.smooth_scroll_delta().y));
        let since = *self.since.get_or_insert(now);
        if wheel > 0.0 {
            self.since = Some(now);
        }
        wheel < 0.0 && now - since > REST && ui.rect_contains_pointer(room)
    }
}

impl Grid {
    fn cell(&self, date: Date) -> Rect {
        let weekday = f32::from(date.weekday().to_monday_zero_offset());
        let before = self.first.weekday().to_monday_zero_offset() + date.day() - 1;
        let week = f32::from(before / 7);
        let top = self.rect.top() + measures::LABELS;
        let min = pos2(self.rect.left() + weekday * self.day.x, top + week * self.day.y);
        Rect::from_min_size(min, self.day - vec2(2.0, 2.0))
    }
}

fn month_of(day: Date) -> DateRange {
    TimeUnit::Month.bucket_of(day)
}

fn days(range: DateRange) -> impl Iterator<Item = Date> {
    (0..=TimeUnit::Day.index_of(range.from, range.to)).map(move |at| TimeUnit::Day.step(range.from, at))
}

fn day_id(ui: &Ui, date: Date) -> Id {
    ui.scope_id().with(("day", day_number(date)))
}
