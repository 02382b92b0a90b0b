//! The part each line plays, told over the whole page at once.
//!
//! A page is read as a chain of states, one per stretch of text. What a stretch looks like by itself speaks for some
//! states ([`emission`]), what may follow what speaks for some pairs ([`transition`]); the likeliest chain over the
//! whole page wins (Viterbi 1967). The distance of the next best chain with another role at a line is how sure that
//! role is. The scores are hand-set log odds: one point is about "three times as likely".

use crate::model::{Confidence, LineRole};

use super::byline::Continuation;
use super::features::{Credit, Features, Signed};
use super::titles;

/// States of the chain. Several stand for one role where the neighbours differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum S {
    Kicker,
    Headline,
    Subtitle,
    /// In front of a body.
    Byline,
    /// At its end.
    EndByline,
    Dateline,
    /// A paragraph that opens a body: 本报讯….
    Opening,
    Body,
    ColumnBreak,
    SectionHead,
    PhotoHeadline,
    /// In a photo story.
    Caption,
    PhotoCredit,
    /// In an article.
    InnerCaption,
    InnerCredit,
    /// The same, below a section head: another is likely to come.
    BodyBelow,
    ColumnBreakBelow,
    InnerCaptionBelow,
    InnerCreditBelow,
    /// 下转
    GoesOn,
    /// 上接
    ComesFrom,
    Advert,
}

use S::*;

const STATES: [S; 22] = [
    Kicker,
    Headline,
    Subtitle,
    Byline,
    EndByline,
    Dateline,
    Opening,
    Body,
    ColumnBreak,
    SectionHead,
    PhotoHeadline,
    Caption,
    PhotoCredit,
    InnerCaption,
    InnerCredit,
    BodyBelow,
    ColumnBreakBelow,
    InnerCaptionBelow,
    InnerCreditBelow,
    GoesOn,
    ComesFrom,
    Advert,
];
const COUNT: usize = STATES.len();
/// Impossible.
const NEVER: f32 = -1e6;
/// Chains closer than this leave a doubt.
const DOUBTFUL: f32 = 1.25;
/// The same between two kinds of titles.
const DOUBTFUL_TITLE: f32 = 2.0;
/// Chains farther apart than this leave none.
const SURE: f32 = 4.0;

impl S {
    fn role(self) -> LineRole {
        match self.plain() {
            Kicker => LineRole::Kicker,
            Headline => LineRole::Headline,
            Subtitle => LineRole::Subtitle,
            Byline | EndByline => LineRole::Byline,
            Dateline => LineRole::Dateline,
            Opening | Body | BodyBelow => LineRole::Body,
            ColumnBreak | ColumnBreakBelow => LineRole::ColumnBreak,
            SectionHead => LineRole::SectionHead,
            PhotoHeadline => LineRole::PhotoHeadline,
            Caption | InnerCaption | InnerCaptionBelow => LineRole::Caption,
            PhotoCredit | InnerCredit | InnerCreditBelow => LineRole::Credit,
            GoesOn | ComesFrom => LineRole::Continuation,
            Advert => LineRole::Advertisement,
        }
    }

    /// The same state, wherever in its article.
    fn plain(self) -> Self {
        match self {
            BodyBelow => Body,
            ColumnBreakBelow => ColumnBreak,
            InnerCaptionBelow => InnerCaption,
            InnerCreditBelow => InnerCredit,
            other => other,
        }
    }

    /// Whether a section head of the same article stands somewhere above; none where that means nothing.
    fn is_below(self) -> Option<bool> {
        match self {
            BodyBelow | ColumnBreakBelow | InnerCaptionBelow | InnerCreditBelow => Some(true),
            Body | ColumnBreak | InnerCaption | InnerCredit => Some(false),
            _ => None,
        }
    }

    fn is_title(self) -> bool {
        matches!(self, Kicker | Headline | Subtitle | PhotoHeadline)
    }

    fn is_text(self) -> bool {
        matches!(self.plain(), Opening | Body | ColumnBreak)
    }
}

/// What the layout of the page says of its lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Paragraphs of a body are indented, titles are not.
    pub indented: bool,
    /// How far more blank lines than usual mean that an item begins: 0 not at all, 1 always.
    pub gaps: f32,
    /// Somebody signs for text and pictures alike: captions need no credit of their own.
    pub shared: bool,
    /// Rows were joined into paragraphs, so that no paragraph goes on in the next stretch.
    pub wrapped: bool,
}

/// One stretch to be given its role.
pub struct Stretch<'a> {
    /// Its text.
    pub text: &'a str,
    /// What can be seen of it.
    pub features: Features,
    /// A role that the format or a habit gives it.
    pub told: Option<LineRole>,
}

/// The role of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The part it plays.
    pub role: LineRole,
    /// Whether an item begins with it.
    pub begins: bool,
    /// Whether it goes on with the stretch before it.
    pub joined: bool,
    /// How sure that is.
    pub confidence: Confidence,
    /// What else it could be, where that is nearly as likely.
    pub instead: Option<LineRole>,
}

/// Gives every stretch of a page its role.
pub fn assign(stretches: &[Stretch], setting: Setting) -> Vec<Reading> {
    if stretches.is_empty() {
        return Vec::new();
    }
    let chain = Chain::new(stretches, setting);
    let path = chain.best();
    let margins = chain.margins(&path);
    let mut readings = Vec::with_capacity(path.len());
    for (at, &state) in path.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| path[at]);
        let (margin, instead) = margins[at];
        // Which of two titles is which is told by little: a person is asked sooner.
        let limit = if state.is_title() && instead.is_title() { DOUBTFUL_TITLE } else { DOUBTFUL };
        let confidence = match margin {
            _ if stretches[at].told.is_some() => Confidence::Sure,
            m if m < limit => Confidence::Doubtful,
            m if m < SURE => Confidence::Likely,
            _ => Confidence::Sure,
        };
        let split_headline = state == Headline
            && before == Some(Headline)
            && !titles::is_parallel(stretches[at - 1].text, stretches[at].text);
        // A caption that stops in mid-sentence goes on in the next line.
        let caption = |state: S| state.role() == LineRole::Caption;
        let cut_caption = caption(state)
            && before.is_some_and(caption)
            && at.checked_sub(1).is_some_and(|at| stretches[at].features.is_cut_off())
            && !stretches[at].features.marked_caption;
        // 王波 文/图 below a caption signs for text and picture alike.
        let shared = state.role() == LineRole::Credit && stretches[at].features.credit == Credit::Shared;
        readings.push(Reading {
            role: if shared { LineRole::Byline } else { state.role() },
            begins: begins(before, state),
            joined: state.plain() == ColumnBreak || split_headline || cut_caption,
            confidence,
            instead: (margin < limit).then_some(instead),
        });
    }
    readings
}

/// Whether an item begins with `state` behind `before`.
fn begins(before: Option<S>, state: S) -> bool {
    let Some(before) = before else { return state != Advert };
    if before == Advert {
        return state != Advert;
    }
    match state {
        Kicker | Headline | PhotoHeadline => !before.is_title() && !matches!(before, ComesFrom),
        Opening => before.is_text() || matches!(before, EndByline | GoesOn | Caption | PhotoCredit),
        Body => matches!(before, EndByline | GoesOn | Caption | PhotoCredit),
        ComesFrom => !before.is_title(),
        _ => false,
    }
}

/// The scores of a page: emissions by stretch and state, and the best chain up to and from each.
struct Chain<'a> {
    stretches: &'a [Stretch<'a>],
    setting: Setting,
    emissions: Vec<[f32; COUNT]>,
    /// Best score of a chain that ends here in a state, and the state before.
    forward: Vec<[(f32, usize); COUNT]>,
    /// Best score of a chain from here on, this stretch left out.
    backward: Vec<[f32; COUNT]>,
}

impl<'a> Chain<'a> {
    fn new(stretches: &'a [Stretch<'a>], setting: Setting) -> Self {
        let emissions: Vec<[f32; COUNT]> =
            stretches.iter().map(|stretch| STATES.map(|state| emission(state, stretch, setting))).collect();
        let mut chain = Self { stretches, setting, emissions, forward: Vec::new(), backward: Vec::new() };
        chain.run();
        chain
    }

    fn run(&mut self) {
        let count = self.stretches.len();
        let mut steps: Vec<[[f32; COUNT]; COUNT]> = Vec::with_capacity(count.saturating_sub(1));
        let first: [(f32, usize); COUNT] = std::array::from_fn(|s| {
            (self.emissions[0][s] + start(STATES[s], &self.stretches[0].features), 0)
        });
        self.forward.push(first);
        for at in 1..count {
            let table = self.step(at);
            let row = std::array::from_fn(|s| {
                let best = (0..COUNT).map(|p| (self.forward[at - 1][p].0 + table[p][s], p));
                let (score, before) = best.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((NEVER, 0));
                (score + self.emissions[at][s], before)
            });
            self.forward.push(row);
            steps.push(table);
        }
        self.backward = vec![[0.0; COUNT]; count];
        let last = &self.stretches[count - 1].features;
        self.backward[count - 1] = std::array::from_fn(|s| end(STATES[s], last));
        for at in (0..count - 1).rev() {
            self.backward[at] = std::array::from_fn(|s| {
                (0..COUNT)
                    .map(|n| steps[at][s][n] + self.emissions[at + 1][n] + self.backward[at + 1][n])
                    .fold(NEVER * 2.0, f32::max)
            });
        }
    }

    /// The scores of all steps from the stretch before `at` to it; steps between impossible states are not looked at.
    fn step(&self, at: usize) -> [[f32; COUNT]; COUNT] {
        let (before, here) = (&self.stretches[at - 1], &self.stretches[at]);
        let mut table = [[NEVER; COUNT]; COUNT];
        for (p, row) in table.iter_mut().enumerate() {
            if self.emissions[at - 1][p] <= NEVER / 2.0 {
                continue;
            }
            for (s, score) in row.iter_mut().enumerate() {
                if self.emissions[at][s] > NEVER / 2.0 {
                    *score = transition(STATES[p], STATES[s], before, here, self.setting);
                }
            }
        }
        table
    }

    fn best(&self) -> Vec<S> {
        let last = self.stretches.len() - 1;
        let total = |s: &usize| self.forward[last][*s].0 + self.backward[last][*s];
        let mut state = (0..COUNT).max_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or(0);
        let mut path = vec![STATES[state]];
        for at in (1..=last).rev() {
            state = self.forward[at][state].1;
            path.push(STATES[state]);
        }
        path.reverse();
        path
    }

    /// For each stretch, how much worse the best chain is that gives it another role, and that role.
    fn margins(&self, path: &[S]) -> Vec<(f32, LineRole)> {
        let through = |at: usize, s: usize| self.forward[at][s].0 + self.backward[at][s];
        path.iter()
            .enumerate()
            .map(|(at, &chosen)| {
                let role = chosen.role();
                let best = through(at, chosen as usize);
                let other = (0..COUNT)
                    .filter(|s| STATES[*s].role() != role)
                    .map(|s| (through(at, s), STATES[s].role()))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                other.map_or((f32::MAX, role), |(score, other)| (best - score, other))
            })
            .collect()
    }
}

fn start(state: S, f: &Features) -> f32 {
    match state {
        Kicker | Headline | PhotoHeadline | ComesFrom => 0.0,
        Opening | Dateline | Advert => -1.0,
        Body if f.continuation.is_none() => -3.0,
        Caption | InnerCaption | Byline => -3.0,
        _ => NEVER,
    }
}

fn end(state: S, f: &Features) -> f32 {
    match state {
        Kicker | Subtitle | PhotoHeadline => -8.0,
        Headline | SectionHead | Dateline | Byline => -6.0,
        _ if state.is_text() => open_text(f),
        Caption => uncredited(f),
        _ => 0.0,
    }
}

/// What it costs to close an item behind a paragraph that stops in mid-sentence.
fn open_text(f: &Features) -> f32 {
    if f.ends || f.goes_on_elsewhere { 0.0 } else { -2.4 }
}

/// What it costs to close a photo story whose caption has no credit.
fn uncredited(f: &Features) -> f32 {
    if f.credit == Credit::Tail { 0.0 } else { -3.0 }
}

/// What a stretch looks like by itself.
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
    if f.opening || f.credit == Credit::Own || f.marked_caption || !f.may_be_title && f.full_stop {
        return NEVER;
    }
    let mut score = match (f.title_like, f.may_be_title) {
        (true, _) => 1.0,
        (_, true) => -0.6,
        _ => -8.0,
    };
    score -= match f.signed {
        Signed::Told => 6.0,
        Signed::Marked => 4.0,
        Signed::BareName => 2.5,
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
    let halves = state == Headline && f.breaks_off;
    if f.leads_on || f.breaks_off {
        score -= if halves { 1.5 } else { 4.0 };
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
    score
}

fn section_head(f: &Features, len: f32, setting: Setting) -> f32 {
    if f.opening || f.full_stop || f.credit != Credit::None || f.marked_caption || f.signed >= Signed::Marked
    {
        return NEVER;
    }
    let mut score = if f.numbered { 3.0 } else { -0.8 };
    if !f.may_be_title && !f.numbered {
        score -= 6.0;
    }
    if f.leads_on || f.breaks_off || f.dialogue {
        score -= 4.0;
    }
    if f.dashed {
        score -= 2.0;
    }
    let most = if f.numbered { 26.0 } else { 16.0 };
    score -= (len - most).max(0.0) * 0.4;
    if setting.indented && !f.indented {
        score += 0.8;
    }
    if len <= 10.0 {
        score += 0.4;
    }
    if len < 2.0 { score - 3.0 } else { score }
}

fn byline(state: S, f: &Features) -> f32 {
    let score = match f.signed {
        Signed::Told => 4.0,
        Signed::Marked => 3.0,
        Signed::BareName => 0.5,
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
    if f.opening {
        score -= 5.0;
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
    if f.marked_caption {
        score -= if f.arrow_only { 0.5 } else { 3.5 };
    }
    if f.dialogue {
        score += 1.0;
    }
    if f.advert_head {
        score -= 2.0;
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
    indent - if setting.wrapped { 3.0 } else { 0.0 } - other
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
    if f.points {
        score += if state == Caption { 1.0 } else { 2.0 };
    }
    if setting.shared && state == InnerCaption && f.full_stop && !f.quoted {
        score += if len <= 24.0 { 2.6 } else { ((45.0 - len) / 10.0).clamp(0.0, 1.5) };
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
    score += 1.8 * f.advert_words.min(3) as f32;
    if f.opening || f.signed == Signed::Told || f.credit != Credit::None {
        score -= 4.0;
    }
    score
}

/// What speaks for `next` behind `before`.
fn transition(before: S, next: S, a: &Stretch, b: &Stretch, setting: Setting) -> f32 {
    let below = match before {
        SectionHead => Some(true),
        before => before.is_below().or(Some(false)),
    };
    let (begins, wanted) = (begins(Some(before.plain()), next.plain()), next.is_below());
    if wanted.is_some() && wanted != Some(below == Some(true) && !begins) {
        return NEVER;
    }
    // One section head is seldom alone in its article.
    let heads = match (before.is_below(), next) {
        (Some(true), SectionHead) => 1.6,
        (_, SectionHead) => -1.0,
        _ => 0.0,
    };
    let base = step(before.plain(), next.plain(), a, b, setting);
    if base <= NEVER / 2.0 {
        return NEVER;
    }
    base + heads + gap(before.plain(), next.plain(), &b.features, setting)
}

fn step(before: S, next: S, a: &Stretch, b: &Stretch, setting: Setting) -> f32 {
    let (f, g) = (&a.features, &b.features);
    match before {
        Kicker => after_kicker(next, a, b),
        Headline => after_headline(next, a, b),
        Subtitle => after_subtitle(next),
        PhotoHeadline => match next {
            Caption => 0.3,
            Byline => -0.3,
            PhotoHeadline => -2.0,
            Subtitle => -3.0,
            PhotoCredit => -1.5,
            _ => NEVER,
        },
        Byline if next == Caption => -0.8,
        Byline | Dateline => match next {
            Body => 0.0,
            Opening => -0.6,
            SectionHead => -1.2,
            InnerCaption => -1.0,
            Byline => -0.5,
            Dateline => -0.5,
            InnerCredit => -3.0,
            _ => NEVER,
        },
        ComesFrom => match next {
            Kicker | Headline | Body | Opening => 0.0,
            Subtitle | Byline | SectionHead => -1.0,
            InnerCaption => -1.0,
            _ => NEVER,
        },
        Opening | Body | ColumnBreak => after_text(next, f, g, setting),
        SectionHead => match next {
            Body => {
                if g.tells_when {
                    -0.5
                } else {
                    0.0
                }
            }
            InnerCaption => -0.5,
            Opening | SectionHead => -4.0,
            Byline => -3.0,
            _ => NEVER,
        },
        Caption => after_caption(next, f, g, setting),
        PhotoCredit => match next {
            Caption if g.marked_caption => 0.0,
            Caption => -1.8,
            PhotoCredit => -2.0,
            _ => new_item(next),
        },
        InnerCaption | InnerCredit => {
            let credited = setting.shared
                || before == InnerCredit
                || f.credit == Credit::Tail
                || f.marked_caption
                || next == InnerCredit;
            after_inner(before, next, f, g) - if credited { 0.0 } else { 1.5 }
        }
        EndByline | GoesOn => match next {
            InnerCaption => -0.5,
            EndByline => -1.0,
            GoesOn => -2.0,
            _ => new_item(next),
        },
        Advert => match next {
            Advert => 0.5,
            Headline | Kicker | PhotoHeadline => -0.5,
            Opening => -1.0,
            Body | InnerCaption | Caption => -4.0,
            _ => NEVER,
        },
        BodyBelow | ColumnBreakBelow | InnerCaptionBelow | InnerCreditBelow => NEVER,
    }
}

/// More blank lines than elsewhere part items.
fn gap(before: S, next: S, g: &Features, setting: Setting) -> f32 {
    let score = match (g.gap > 0, begins(Some(before), next)) {
        (true, true) => 2.5,
        (true, false) => -2.0,
        (false, true) => -2.0,
        (false, false) => 0.0,
    };
    score * setting.gaps
}

fn after_kicker(next: S, a: &Stretch, b: &Stretch) -> f32 {
    match next {
        Headline => -titles::lean(a.text, b.text) * 0.5,
        Kicker => -2.2,
        PhotoHeadline => -0.8,
        _ => NEVER,
    }
}

fn after_headline(next: S, a: &Stretch, b: &Stretch) -> f32 {
    match next {
        Headline => titles::split_headline(a.text, b.text),
        Subtitle => titles::lean(a.text, b.text) * 0.5 - 0.2,
        Opening | Dateline => 1.5,
        Byline => 1.2,
        Body => -1.4 + first_paragraph(&b.features),
        GoesOn | ComesFrom => 0.0,
        InnerCaption => -1.5,
        InnerCredit => -4.0,
        SectionHead => -4.0,
        PhotoHeadline | Kicker => -7.0,
        _ => NEVER,
    }
}

/// The first paragraph of a piece says when and where; one behind a section head need not.
fn first_paragraph(f: &Features) -> f32 {
    if f.tells_when { 0.8 } else { -1.0 }
}

fn after_subtitle(next: S) -> f32 {
    match next {
        Subtitle => -1.4,
        Opening | Dateline => 1.5,
        Byline => 1.2,
        Body => -1.0,
        GoesOn | ComesFrom => 0.0,
        InnerCaption => -1.5,
        Caption => -1.5,
        SectionHead => -4.0,
        _ => NEVER,
    }
}

fn after_text(next: S, f: &Features, g: &Features, setting: Setting) -> f32 {
    let open = !f.ends && !f.leads_on && !f.goes_on_elsewhere;
    // Lines of a poem: short, and none of them a sentence.
    let verse = open && f.len <= 22 && g.len <= 22;
    let signed = if f.signed_end && !matches!(next, InnerCaption | EndByline | GoesOn) { 2.0 } else { 0.0 };
    match next {
        Body | ColumnBreak | SectionHead if signed > 0.0 => -2.5,
        Kicker | Headline | PhotoHeadline | Opening if signed > 0.0 => signed + new_item(next),
        Body if verse => 1.6,
        Body if open => -2.4,
        Body => 0.0,
        // The foot of a column comes after a good stretch of text.
        ColumnBreak if open => {
            if f.len >= 24 {
                0.3
            } else {
                -2.5
            }
        }
        // A flush line among indented paragraphs goes on with the one before, whole sentence or not.
        ColumnBreak if setting.indented && !g.indented && !g.title_like && g.ends => -1.8,
        ColumnBreak => -6.0,
        SectionHead => {
            if open {
                -4.0
            } else {
                -0.4
            }
        }
        InnerCaption if open && !g.marked_caption => -3.0,
        InnerCaption => {
            if open {
                -1.0
            } else {
                0.0
            }
        }
        InnerCredit => -4.0,
        EndByline => {
            if open {
                -1.5
            } else {
                -0.3
            }
        }
        GoesOn => 0.0,
        Opening => open_text(f) - 1.5,
        Caption | PhotoCredit => NEVER,
        _ => new_item(next) + open_text(f),
    }
}

/// What may begin a new item behind a closed one.
fn new_item(next: S) -> f32 {
    match next {
        Kicker | Headline | PhotoHeadline | ComesFrom => 0.0,
        Opening => -1.5,
        Body => -4.5,
        Advert => -0.3,
        _ => NEVER,
    }
}

fn after_caption(next: S, f: &Features, g: &Features, setting: Setting) -> f32 {
    let credited = f.credit == Credit::Tail;
    match next {
        Caption if credited => {
            if g.marked_caption {
                -0.5
            } else {
                -2.0
            }
        }
        Caption if f.is_cut_off() && g.credit == Credit::Tail => 2.0,
        Caption => -0.3,
        PhotoCredit if credited => -5.0,
        PhotoCredit => 1.8,
        _ => new_item(next) + if setting.shared { uncredited(f).max(-0.8) } else { uncredited(f) },
    }
}

fn after_inner(before: S, next: S, f: &Features, g: &Features) -> f32 {
    match next {
        Body => 0.0,
        ColumnBreak => -1.5,
        InnerCredit if before == InnerCaption && f.credit != Credit::Tail => {
            if g.credit == Credit::Own {
                2.5
            } else {
                0.0
            }
        }
        InnerCredit => -3.0,
        InnerCaption => 0.0,
        SectionHead => -0.3,
        Byline | EndByline => -1.0,
        Opening => -0.5,
        GoesOn => -0.5,
        _ => new_item(next),
    }
}
