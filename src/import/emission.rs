//! What a stretch of text looks like by itself: scores for every state, in log odds.

use super::continuation::Continuation;
use super::features::{Credit, Features, Signed};
use super::roles::{COUNT, NEVER, S, STATES, Setting, Stretch};

use S::*;

/// What a stretch looks like by itself, for every state.
pub fn emissions(stretch: &Stretch, setting: Setting) -> [f32; COUNT] {
    let mut scores = [NEVER; COUNT];
    for state in STATES {
        // Below a section head a stretch looks as it does above it.
        scores[state as usize] = match state.is_below() {
            Some(true) => scores[state.plain() as usize],
            _ => emission(state, stretch, setting),
        };
    }
    scores
}

fn emission(state: S, stretch: &Stretch, setting: Setting) -> f32 {
    if let Some(told) = stretch.told {
        return if state.role() == told { 6.0 } else { NEVER };
    }
    let f = &stretch.features;
    if f.continuation.is_some() {
        let goes_on = matches!(f.continuation, Some(Continuation::On(_)));
        return match state {
            GoesOn if goes_on => 8.0,
            ComesFrom if !goes_on => 8.0,
            _ => NEVER,
        };
    }
    let len = f.len as f32;
    match state.plain() {
        Kicker | Headline | Subtitle => title(state, f, len, setting),
        PhotoHeadline => title(state, f, len, setting) - 0.6,
        SectionHead => section_head(f, len, setting),
        Byline | EndByline => byline(state, f),
        Dateline if f.dateline_only => 4.0,
        Opening if f.opening => 4.0 - if f.dateline_only { 2.0 } else { 0.0 },
        Body => body(f, len, setting),
        ColumnBreak => column_break(f, setting),
        Caption | InnerCaption => caption(state.plain(), f, len, setting),
        PhotoCredit | InnerCredit => match f.credit {
            Credit::Own => 4.0,
            Credit::Shared if state.plain() == InnerCredit => 1.5,
            Credit::Shared => 3.0,
            _ => NEVER,
        },
        Advert => advert(f),
        _ => NEVER,
    }
}

fn title(state: S, f: &Features, len: f32, setting: Setting) -> f32 {
    if f.opening
        || f.credit == Credit::Own
        || f.marked_caption
        || f.len > 60
        || (!f.may_be_title && f.full_stop)
    {
        return NEVER;
    }
    let mut score = match (f.title_like, f.may_be_title) {
        (true, _) => 1.0,
        (_, true) => -0.6,
        _ => -8.0,
    };
    // 当天，…: a sentence that was cut, no title.
    if f.tells_when && !f.title_like {
        score -= 1.5;
    }
    score -= match f.signed {
        Signed::Told => 6.0,
        Signed::Marked => 4.0,
        Signed::BareName if state == Kicker => 5.0,
        Signed::BareName => 3.2,
        Signed::No => 0.0,
    };
    if setting.indented {
        score += if f.indented { -2.5 } else { 0.8 };
    }
    if f.dashed {
        score += if state == Subtitle { 3.0 } else { -4.0 };
    }
    if f.numbered || f.dialogue {
        score -= if f.len > 20 { 6.0 } else { 3.0 };
    }
    // 图书馆搬进菜场， / 你会去看书吗？
    let halves = state == Headline && (f.breaks_off || (f.leads_on && f.may_be_title));
    if f.leads_on || f.breaks_off {
        score -= match halves {
            true if f.leads_on => 0.3,
            true => 1.5,
            false => 4.0,
        };
    }
    let most = if state == Headline || state == PhotoHeadline { 26.0 } else { 34.0 };
    score -= (len - most).max(0.0) * 0.15;
    if len < 3.0 {
        score -= 2.0;
    }
    if len < 7.0 && state == Headline {
        score -= 0.5;
    }
    if f.advert_head {
        score -= 3.0;
    }
    if f.bulleted {
        score -= 1.5;
    }
    if f.echoes {
        score -= 0.8;
    }
    if f.left_over && state == Kicker {
        score -= 3.0;
    }
    if f.row || f.closes_notice {
        score -= 4.0;
    }
    if f.in_run && matches!(state, Kicker | Subtitle) {
        score -= if f.run_end > 0 { 1.0 } else { 3.0 };
    }
    score
}

fn section_head(f: &Features, len: f32, setting: Setting) -> f32 {
    if f.len > 60
        || f.opening
        || f.full_stop
        || f.credit != Credit::None
        || f.marked_caption
        || f.signed >= Signed::Marked
    {
        return NEVER;
    }
    let mut score = if f.numbered { 3.0 } else { -0.8 };
    if !f.may_be_title && !f.numbered && !f.echoes {
        score -= 6.0;
    }
    if f.leads_on || f.breaks_off || f.dialogue {
        score -= 4.0;
    }
    if f.dashed || f.signed == Signed::BareName {
        score -= 2.0;
    }
    if f.label && !f.bulleted {
        score -= 2.5;
    }
    if f.of_many {
        score -= 3.0;
    }
    if f.bulleted {
        score += 1.5;
    }
    if f.echoes {
        score += 2.4;
    }
    if f.in_run {
        score -= 2.5;
    }
    // 曲江街道为环卫工人体检: who did what is news, and the head of a piece.
    if f.institution && !f.numbered && !f.echoes && f.len >= 9 {
        score -= 1.0;
    }
    let most = if f.numbered { 26.0 } else { 16.0 };
    score -= (len - most).max(0.0) * 0.4;
    if setting.indented && !f.indented {
        score += 0.8;
    }
    if len <= 10.0 {
        score += 0.4;
    }
    if len < 2.0 && !f.echoes { score - 3.0 } else { score }
}

fn byline(state: S, f: &Features) -> f32 {
    let score = match f.signed {
        Signed::Told => 4.0,
        Signed::Marked => 3.0,
        Signed::BareName => 0.5,
        // 老槐: only between a title and its text.
        Signed::No if f.pen_name && state == Byline && f.course.below_title => -1.0,
        Signed::No => return NEVER,
    };
    match f.credit {
        Credit::Own => score - 3.0,
        Credit::Shared if state == EndByline => score - 0.7,
        _ => score,
    }
}

fn body(f: &Features, len: f32, setting: Setting) -> f32 {
    let mut score = if f.ends { 1.0 } else { 0.0 };
    if len >= 30.0 {
        score += 1.5;
    } else if !f.ends && !f.leads_on && !f.goes_on_elsewhere {
        score -= 2.5;
    }
    if f.in_run {
        score += if (1..=3).contains(&f.run_end) { 1.0 } else { 2.0 };
    }
    if f.opening {
        score -= 5.0;
    }
    // 先问：线是谁的？ stands above the text that answers it.
    if f.title_like && f.ends && len <= 16.0 && !f.dialogue && !f.quoted {
        score -= 2.2;
    }
    score -= match f.signed {
        Signed::Told => 4.0,
        Signed::Marked => 3.0,
        _ => 0.0,
    };
    score -= match f.credit {
        Credit::Own | Credit::Shared => 6.0,
        Credit::Tail => 3.0,
        Credit::None => 0.0,
    };
    if f.marked_caption && !f.in_notes {
        score -= if f.arrow_only { 0.5 } else { 3.5 };
    }
    if f.dialogue {
        score += 1.0;
    }
    if f.advert_head {
        score -= 2.0;
    }
    if f.closes_notice {
        score += 1.5;
    }
    if setting.indented {
        score += if f.indented { 1.5 } else { -2.0 };
    }
    score
}

fn column_break(f: &Features, setting: Setting) -> f32 {
    if f.opening || f.credit == Credit::Own || f.signed >= Signed::Marked {
        return -8.0;
    }
    let indent = match (setting.indented, f.indented) {
        (true, true) => -6.0,
        (true, false) => 1.5,
        _ => 0.0,
    };
    let other = if f.marked_caption || f.credit == Credit::Tail { 4.0 } else { 0.0 };
    let text = if f.ends { 1.0 } else { 0.0 } + if f.len >= 30 { 1.0 } else { 0.0 };
    let run = if f.in_run { 4.0 } else { 0.0 };
    indent + text - run - if setting.wrapped { 3.0 } else { 0.0 } - other
}

fn caption(state: S, f: &Features, len: f32, setting: Setting) -> f32 {
    if f.opening || f.credit == Credit::Own {
        return NEVER;
    }
    let mut score = if state == Caption { -0.3 } else { -2.5 };
    if f.credit == Credit::Tail {
        score += 4.0;
    }
    if f.marked_caption {
        score += match (state, f.arrow_only) {
            (_, true) => {
                if f.credit == Credit::None {
                    0.3
                } else {
                    2.0
                }
            }
            (Caption, _) => 3.0,
            _ => 4.5,
        };
    }
    if f.in_notes {
        score -= 4.0;
    }
    if f.points {
        score += if state == Caption { 1.0 } else { 2.0 };
    }
    if f.shows && f.full_stop && (f.shared || state == Caption) {
        score += 1.5;
    }
    if f.shared && state == InnerCaption && f.full_stop && !f.speaks && (f.shows || !f.quoted) {
        score += if len <= 16.0 {
            2.8
        } else if len <= 24.0 {
            2.2
        } else {
            ((45.0 - len) / 10.0).clamp(0.0, 1.5)
        };
    }
    if f.ends || f.credit == Credit::Tail {
        score += 1.0;
    } else {
        score -= if len < 12.0 { 2.0 } else { 0.5 };
    }
    if state == Caption {
        score += if len >= 30.0 { 1.2 } else { 0.0 };
        if setting.indented {
            score += if f.indented { 1.2 } else { -0.8 };
        }
    }
    score -= ((len - 140.0).max(0.0) / 50.0).min(4.0);
    if f.signed >= Signed::Marked {
        score -= 3.0;
    }
    if f.signed_end {
        score -= 3.0;
    }
    if f.dialogue {
        score -= 1.0;
    }
    score
}

fn advert(f: &Features) -> f32 {
    let told = f.advert_head || f.advert_words > 0;
    let mut score = if told { -3.5 } else { -8.0 };
    if f.advert_head {
        score += 5.5;
    }
    if f.closes_notice || f.under_advert {
        score += 6.0;
    }
    score += 1.8 * f.advert_words.min(3) as f32;
    if f.opening || f.signed == Signed::Told || f.credit != Credit::None {
        score -= 4.0;
    }
    score
}
