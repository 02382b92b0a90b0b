//! Pauses around 春节: likely where a paper held nothing in most of the years, and never certain until a person says so.

use jiff::ToSpan;

use crate::model::{Date, DateRange, DayState, Fact, Life, Pause, Why, spring_festival};

/// 除夕 to 初六, counted from 初一: the days on which papers pause.
const FEAST: (i64, i64) = (-1, 5);
/// How far around it days without an issue still belong to the pause.
const WIDEST: (i64, i64) = (-7, 15);
/// An issue so many days before and after tells that the volume is held.
const NEAR: i64 = 21;

/// The likely pauses of a paper with these dates of issues held, in order.
///
/// A year speaks for a pause where nothing is held of the feast and something shortly before and after; it speaks
/// against one where an issue of the feast is held. Where as many speak for it, the days that were due are doubtful,
/// those of the feast also in years of which nothing near is held.
pub(super) fn pauses(life: &Life, held: &[Date]) -> Vec<Pause> {
    let Some(known) = life.known() else { return Vec::new() };
    let (mut found, mut paused, mut published) = (Vec::new(), 0, 0);
    for year in known.from.year()..=known.to.year() {
        let Some(festival) = spring_festival(year) else { continue };
        let feast = around(festival, FEAST);
        if feast.from < known.from || known.to < feast.to {
            continue;
        }
        if holds(held, feast) {
            published += 1;
            continue;
        }
        let near = [(FEAST.0 - NEAR, FEAST.0), (FEAST.1, FEAST.1 + NEAR)];
        let plain = near.into_iter().all(|days| holds(held, around(festival, days)));
        let days = if plain { gap(held, feast, around(festival, WIDEST)) } else { feast };
        if let Some(days) = due_within(life, days).filter(|_| due_within(life, feast).is_some()) {
            paused += usize::from(plain);
            found.push((festival, days));
        }
    }
    if paused == 0 || paused < published {
        return Vec::new();
    }
    let years = paused + published;
    let pause = |(festival, days): (Date, DateRange)| Pause {
        days,
        reason: format!(
            "春节（{festival}）前后无报，前后都有收藏的 {years} 个春节中 {paused} 个如此，可能休刊；请登记休刊，或登记照常出版"
        ),
    };
    found.into_iter().map(pause).collect()
}

fn around(day: Date, (from, to): (i64, i64)) -> DateRange {
    DateRange { from: day.saturating_add(from.days()), to: day.saturating_add(to.days()) }
}

fn holds(held: &[Date], range: DateRange) -> bool {
    held.get(held.partition_point(|day| *day < range.from)).is_some_and(|day| *day <= range.to)
}

/// The days without an issue around a feast of which none is held.
fn gap(held: &[Date], feast: DateRange, widest: DateRange) -> DateRange {
    let after = held.partition_point(|day| *day < feast.from);
    let before = after.checked_sub(1).and_then(|at| held[at].tomorrow().ok());
    let after = held.get(after).and_then(|day| day.yesterday().ok());
    DateRange {
        from: before.map_or(widest.from, |day| day.max(widest.from)),
        to: after.map_or(widest.to, |day| day.min(widest.to)),
    }
}

/// From the first to the last day of a range on which the pattern expects an issue.
fn due_within(life: &Life, range: DateRange) -> Option<DateRange> {
    let due = |day: &Date| match life.without_issue(*day) {
        (DayState::Missing, Why::Entry(at)) => matches!(life.entries[at].1.fact, Fact::Pattern(_)),
        (state, _) => state == DayState::Missing,
    };
    let mut days = super::days(range).filter(due);
    let from = days.next()?;
    Some(DateRange { from, to: days.last().unwrap_or(from) })
}
