//! 推定刊期: which pattern the dates of the issues held speak for, and since when.
//!
//! The dates are explained by a few patterns one after another, at the least cost (the path of Viterbi): a date that
//! its pattern expects is cheap, and the dearer the more issues are missing before it; one that it does not expect is
//! dear; a change of pattern is dearer still. A long hole costs little more than a short one, for archives lack whole
//! volumes; an irregular paper pays a little for each issue, so that it stays one until a pattern is plain.

use std::collections::HashMap;

use crate::model::{Confidence, Date, DateRange, MonthDays, Pattern, Proposal, Weekdays, days_between};

/// Fewer issues speak for nothing.
const LEAST_ISSUES: usize = 4;
/// Cost of an expected issue, and for each e-fold of expected days since the last one.
const FIT: (f32, f32) = (0.2, 2.0);
/// The same of an issue of an irregular paper, for each e-fold of days.
const IRREGULAR: (f32, f32) = (1.2, 1.0);
/// What an issue on another day costs more than one of an irregular paper.
const MISFIT: f32 = 5.0;
/// A change of pattern.
const CHANGE: f32 = 20.0;
/// Most sets of weekdays, and of days of the month, that are tried.
const MOST_TRIED: usize = 12;

/// Patterns for all time, from the dates of the issues held, in order and each once. None where they are too few.
pub(super) fn propose(held: &[Date]) -> Vec<Proposal> {
    if held.len() < LEAST_ISSUES {
        return Vec::new();
    }
    let candidates = candidates(held);
    let path = cheapest_path(held, &candidates);
    let begins: Vec<usize> = (0..path.len()).filter(|at| *at == 0 || path[at - 1] != path[*at]).collect();
    let pattern = |begin: usize| candidates[path[begin]].0;
    let mut changes = vec![(0, Date::MIN)];
    changes.extend(begins.windows(2).map(|pair| {
        let (place, day) = change(&held[pair[0]..], pair[1] - pair[0], pattern(pair[1]));
        (pair[0] + place, day)
    }));
    let ends = changes.iter().skip(1).map(|(at, day)| (*at, day.yesterday().unwrap_or(*day)));
    let ends = ends.chain([(held.len(), Date::MAX)]);
    let parts = begins.iter().zip(&changes).zip(ends);
    parts
        .map(|((begin, (first, from)), (end, to))| {
            proposal(pattern(*begin), &held[*first..end], DateRange { from: *from, to })
        })
        .collect()
}

/// Where a new pattern begins whose first issue seems to be that of `at`: its place and its day.
///
/// Papers change at New Year or on the first of a month: so it begins there if only issues lie after it that the new
/// pattern expects, without one missing.
fn change(issues: &[Date], at: usize, new: Pattern) -> (usize, Date) {
    let mut first = at;
    while first > 0 {
        let (old, day) = (issues[first - 1], issues[first]);
        if let Some(day) = [day.first_of_year(), day.first_of_month()].into_iter().find(|day| *day > old) {
            return (first, day);
        }
        if first == 1 || !new.expects(old) || new.count(DateRange { from: old, to: day }) > 2 {
            break;
        }
        first -= 1;
    }
    (at, issues[at])
}

/// A pattern with what speaks for it.
fn proposal(pattern: Pattern, issues: &[Date], days: DateRange) -> Proposal {
    let (count, fits) = (issues.len(), issues.iter().filter(|day| pattern.expects(**day)).count());
    let seen = DateRange { from: issues[0], to: issues[count - 1] };
    let due = usize::try_from(pattern.count(seen)).unwrap_or(usize::MAX);
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    let (fitting, kept) = (share(fits, count), share(fits, due));
    let confidence = match pattern {
        Pattern::Irregular if count >= 24 => Confidence::Likely,
        Pattern::Irregular => Confidence::Doubtful,
        _ if count >= 24 && fitting >= 0.95 && kept >= 0.5 => Confidence::Sure,
        _ if count >= 8 && fitting >= 0.85 && kept >= 0.25 => Confidence::Likely,
        _ => Confidence::Doubtful,
    };
    let mut reason = match pattern {
        Pattern::Irregular => format!("据 {count} 期推定：出版日期不成规律"),
        Pattern::DAILY => format!("据 {due} 天中 {count} 天有报推定"),
        Pattern::Weekly(weekdays) => format!("据 {count} 期中 {fits} 期逢{weekdays}推定"),
        Pattern::EveryWeeks(weeks, _) => format!("据 {count} 期中 {fits} 期相隔整 {weeks} 周推定"),
        Pattern::Monthly(days) => format!("据 {count} 期中 {fits} 期逢 {days}推定"),
    };
    let times = |range: DateRange| format!("（{} 至 {}）", range.from, range.to);
    reason += &times(seen);
    if confidence == Confidence::Doubtful {
        reason += "，依据不足，请核实";
    }
    Proposal { days, pattern, confidence, reason }
}

/// For each date the candidate that explains it.
fn cheapest_path(held: &[Date], candidates: &[(Pattern, f32)]) -> Vec<usize> {
    let mut costs: Vec<f32> = candidates.iter().map(|(_, prior)| *prior).collect();
    // Whether the cheapest path to a date and candidate comes from another one, and from which.
    let mut from: Vec<(usize, Vec<bool>)> = Vec::with_capacity(held.len());
    for (at, day) in held.iter().enumerate() {
        let before = at.checked_sub(1).map(|last| held[last]);
        let cheapest = cheapest_of(&costs);
        let change = costs[cheapest] + CHANGE;
        let mut changed = vec![false; candidates.len()];
        for (k, (pattern, prior)) in candidates.iter().enumerate() {
            if before.is_some() && change + prior < costs[k] {
                costs[k] = change + prior;
                changed[k] = true;
            }
            costs[k] += cost(*pattern, before, *day);
        }
        from.push((cheapest, changed));
    }
    let mut at = cheapest_of(&costs);
    let mut path = vec![at; held.len()];
    for (step, (cheapest, changed)) in from.iter().enumerate().rev() {
        path[step] = at;
        if changed[at] {
            at = *cheapest;
        }
    }
    path
}

fn cheapest_of(costs: &[f32]) -> usize {
    let cheapest = costs.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
    cheapest.map(|(at, _)| at).unwrap_or_default()
}

/// What it costs that the issue after that of `before` is of `day`.
fn cost(pattern: Pattern, before: Option<Date>, day: Date) -> f32 {
    let gap = before.map_or(1, |before| days_between(before, day)) as f32;
    let irregular = IRREGULAR.0 + IRREGULAR.1 * gap.ln();
    match pattern {
        Pattern::Irregular => irregular,
        pattern if pattern.expects(day) => {
            let since = before.and_then(|before| before.tomorrow().ok()).unwrap_or(day);
            FIT.0 + FIT.1 * (pattern.count(DateRange { from: since, to: day }) as f32).ln()
        }
        _ => irregular + MISFIT,
    }
}

/// The patterns that are tried, each with its cost: the rarer it is, the more must speak for it.
fn candidates(held: &[Date]) -> Vec<(Pattern, f32)> {
    let mut found = vec![(Pattern::Irregular, 3.0), (Pattern::DAILY, 0.0)];
    let workdays = Pattern::Weekly(Weekdays::WORKDAYS);
    found.push((workdays, 0.5));
    let quarter = |day: Date| (day.year(), (day.month() - 1) / 3);
    let weekdays = frequent_sets(held, quarter, |day| day.weekday().to_monday_one_offset().unsigned_abs());
    for numbers in weekdays {
        let Some(weekdays) = Weekdays::new(numbers) else { continue };
        found.push((Pattern::Weekly(weekdays), 1.0 + 0.5 * weekdays.len() as f32));
        let first = held.iter().find(|day| weekdays.contains(**day));
        if let Some(first) = first.filter(|_| weekdays.len() == 1) {
            let other = first.saturating_add(jiff::Span::new().days(7));
            found.extend([*first, other].map(|first| (Pattern::EveryWeeks(2, first), 4.0)));
        }
    }
    let known = [vec![1], vec![1, 11, 21], vec![5, 15, 25], vec![10, 20, 31], vec![1, 16], vec![1, 15]];
    let year = |day: Date| (day.year(), 0);
    // A last day counts as 31, for it may stand for any day that the month lacks.
    let of_month = |day: Date| if day == day.last_of_month() { 31 } else { day.day().unsigned_abs() };
    for numbers in known.into_iter().chain(frequent_sets(held, year, of_month)) {
        let Some(days) = MonthDays::new(numbers.iter().copied()).filter(|_| numbers.len() <= 6) else {
            continue;
        };
        found.push((Pattern::Monthly(days), 2.0 + 2.0 * numbers.len() as f32));
    }
    let mut seen: Vec<Pattern> = Vec::new();
    found.retain(|(pattern, _)| {
        let new = !seen.contains(pattern);
        seen.push(*pattern);
        new
    });
    found
}

/// Numbers that are frequent within a time, of each time and of all of it; the sets of most times first.
fn frequent_sets<T: Eq + std::hash::Hash>(
    held: &[Date],
    time: impl Fn(Date) -> T,
    number: impl Fn(Date) -> u8,
) -> Vec<Vec<u8>> {
    let times = held.chunk_by(|a, b| time(*a) == time(*b)).filter(|part| part.len() >= LEAST_ISSUES);
    let mut sets: HashMap<Vec<u8>, usize> = HashMap::new();
    for part in times.chain([held]) {
        let mut counts = [0usize; 32];
        part.iter().for_each(|day| counts[usize::from(number(*day))] += 1);
        let most = counts.iter().max().copied().unwrap_or_default();
        let frequent = (1..32u8).filter(|number| counts[usize::from(*number)] * 5 >= most * 2);
        let frequent: Vec<u8> = frequent.filter(|number| counts[usize::from(*number)] > 0).collect();
        *sets.entry(frequent).or_default() += 1;
    }
    let mut sets: Vec<(Vec<u8>, usize)> = sets.into_iter().collect();
    sets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sets.into_iter().take(MOST_TRIED).map(|(set, _)| set).collect()
}

#[cfg(test)]
#[path = "proposal_tests.rs"]
mod tests;
