//! The part each line plays, told over the whole page at once.
//!
//! A page is read as a chain of states, one per stretch of text. What a stretch looks like by itself speaks for some
//! states ([`emission`]), what may follow what speaks for some pairs ([`transition`]); the likeliest chain over the
//! whole page wins (Viterbi 1967). The distance of the next best chain with another role at a line is how sure that
//! role is. The scores are hand-set log odds: one point is about "three times as likely".

use crate::model::{Confidence, LineRole};

use super::emission::emissions;
use super::features::{Credit, Features, Signed};
use super::learned::{self, LEARNED};
use super::titles;
use super::transition::{LINKS, Pair, end, start};

/// States of the chain. Several stand for one role where the neighbours differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum S {
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

/// All of them, in the order of their numbers.
pub const STATES: [S; 22] = [
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
/// How many there are.
pub const COUNT: usize = STATES.len();
/// Impossible.
pub const NEVER: f32 = -1e6;
/// Below any chain, however many impossible steps it has.
const LOST: f32 = f32::MIN / 4.0;
/// What looks this much worse than something else is not thought of: no neighbours make up for it.
const HOPELESS: f32 = 10.5;
/// Chains closer than this leave a doubt.
const DOUBTFUL: f32 = 3.0;
/// The same between a paragraph and the rest of one at the head of a column.
const DOUBTFUL_BREAK: f32 = 1.25;
/// The same for a paragraph of a text.
const DOUBTFUL_BODY: f32 = 2.0;
/// The same between two kinds of titles, or a title and a section head.
const DOUBTFUL_TITLE: f32 = 6.0;
/// The same where one of them is a section head.
const DOUBTFUL_PART: f32 = 5.0;
/// The same between a kicker and a headline as long as it.
const DOUBTFUL_PAIR: f32 = 7.0;
/// Chains farther apart than this leave none.
const SURE: f32 = 6.0;

impl S {
    pub fn role(self) -> LineRole {
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
    pub fn plain(self) -> Self {
        match self {
            BodyBelow => Body,
            ColumnBreakBelow => ColumnBreak,
            InnerCaptionBelow => InnerCaption,
            InnerCreditBelow => InnerCredit,
            other => other,
        }
    }

    /// Whether a section head of the same article stands somewhere above; none where that means nothing.
    pub fn is_below(self) -> Option<bool> {
        match self {
            BodyBelow | ColumnBreakBelow | InnerCaptionBelow | InnerCreditBelow => Some(true),
            Body | ColumnBreak | InnerCaption | InnerCredit => Some(false),
            _ => None,
        }
    }

    pub fn is_title(self) -> bool {
        matches!(self, Kicker | Headline | Subtitle | PhotoHeadline)
    }

    /// Whether the editors may add their words below it.
    fn may_be_commented(self) -> bool {
        self.is_text() || matches!(self, EndByline | GoesOn)
    }

    pub fn is_text(self) -> bool {
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
        // Which of two titles is which is told by little, and whether one begins an item: a person is asked sooner.
        let head = |role| {
            matches!(role, LineRole::Kicker | LineRole::Headline | LineRole::Subtitle | LineRole::SectionHead)
        };
        let next = path.get(at + 1).zip(stretches.get(at + 1));
        let even = |(next, below): (&S, &Stretch)| {
            *next == Headline
                && below.features.len.abs_diff(stretches[at].features.len) <= 1
                && !titles::starts_with_institution(below.text)
        };
        let limit = match head(state.role()) && head(instead) {
            // Two lines of one length may be the halves of a headline.
            true if state == Kicker && next.is_some_and(even) => DOUBTFUL_PAIR,
            // So may a part whose name has a comma be a piece of its own.
            true if state == SectionHead && !stretches[at].features.title_like => DOUBTFUL_PAIR,
            true if [state.role(), instead].contains(&LineRole::SectionHead) => DOUBTFUL_PART,
            true => DOUBTFUL_TITLE,
            // A line that broke off in mid-sentence says so plainly.
            false if state.plain() == ColumnBreak && instead == LineRole::Body => DOUBTFUL_BREAK,
            false if state.plain() == Body => DOUBTFUL_BODY,
            false => DOUBTFUL,
        };
        // 老槐: that such a line signs is told by its place alone.
        let unnamed = state == Byline && stretches[at].features.signed == Signed::No;
        let instead = if unnamed && instead == LineRole::Byline { LineRole::SectionHead } else { instead };
        let limit = if unnamed { f32::INFINITY } else { limit };
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
            // The editors' own words below a signature still belong to the piece.
            begins: begins(before, state)
                && !(stretches[at].features.afterword && before.is_some_and(S::may_be_commented)),
            joined: state.plain() == ColumnBreak || split_headline || cut_caption,
            confidence,
            instead: (margin < limit).then_some(instead),
        });
    }
    ask_once(&mut readings);
    readings
}

/// Which of the lines of a title block is which is one question: it is asked at the first of them.
fn ask_once(readings: &mut [Reading]) {
    let titles = |reading: &Reading| {
        reading.role.is_title()
            && reading.instead.is_some_and(LineRole::is_title)
            && reading.confidence == Confidence::Doubtful
    };
    let mut asked = false;
    for reading in readings {
        let doubted = titles(reading);
        if doubted && asked && !reading.begins {
            reading.confidence = Confidence::Likely;
            reading.instead = None;
        }
        asked = doubted;
    }
}

/// Whether an item begins with `state` behind `before`.
pub fn begins(before: Option<S>, state: S) -> bool {
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

/// The states that a stretch may be in, in their order.
#[derive(Clone, Copy)]
struct Live {
    states: [u8; COUNT],
    count: usize,
}

impl Live {
    /// Those that its looks leave open; all where a role was told that no state has.
    fn of(emissions: &[f32; COUNT]) -> Self {
        let mut live = Self { states: [0; COUNT], count: 0 };
        let least = emissions.iter().copied().fold(NEVER / 2.0, f32::max) - HOPELESS;
        for (s, emission) in emissions.iter().enumerate() {
            if *emission > least.max(NEVER / 2.0) {
                live.states[live.count] = s as u8;
                live.count += 1;
            }
        }
        if live.count == 0 { Self { states: std::array::from_fn(|s| s as u8), count: COUNT } } else { live }
    }

    /// What `of` says of each, one behind the other.
    fn gather(&self, of: impl Fn(usize) -> f32) -> [f32; COUNT] {
        let mut all = [LOST; COUNT];
        for (slot, s) in all.iter_mut().zip(self.iter()) {
            *slot = of(s);
        }
        all
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.states[..self.count].iter().map(|s| usize::from(*s))
    }
}

/// The scores of a page: emissions by stretch and state, and the best chain up to and from each.
struct Chain<'a> {
    stretches: &'a [Stretch<'a>],
    setting: Setting,
    emissions: Vec<[f32; COUNT]>,
    live: Vec<Live>,
    /// Best score of a chain that ends here in a state, and the state before.
    forward: Vec<[(f32, u8); COUNT]>,
    /// Best score of a chain from here on, this stretch left out.
    backward: Vec<[f32; COUNT]>,
}

impl<'a> Chain<'a> {
    fn new(stretches: &'a [Stretch<'a>], setting: Setting) -> Self {
        let mut emissions: Vec<[f32; COUNT]> =
            stretches.iter().map(|stretch| emissions(stretch, setting)).collect();
        let looks = learned::masks(stretches);
        for (at, scores) in emissions.iter_mut().enumerate() {
            LEARNED.add(&looks, at, scores);
        }
        let live = emissions.iter().map(Live::of).collect();
        let forward = vec![[(LOST, 0); COUNT]; stretches.len()];
        let backward = vec![[LOST; COUNT]; stretches.len()];
        let mut chain = Self { stretches, setting, emissions, live, forward, backward };
        chain.run();
        chain
    }

    /// Goes there and back. States that a stretch cannot be in are lost: no chain is looked for through them.
    fn run(&mut self) {
        let (count, links) = (self.stretches.len(), &*LINKS);
        // The scores of all steps between live states, one row for each state that is stepped into.
        let mut steps: Vec<f32> = Vec::with_capacity(count * 128);
        for s in self.live[0].iter() {
            self.forward[0][s] = (self.emissions[0][s] + start(STATES[s], &self.stretches[0].features), 0);
        }
        for at in 1..count {
            let pair = Pair::new(&self.stretches[at - 1], &self.stretches[at], self.setting);
            let live = self.live[at - 1];
            let before = live.gather(|p| self.forward[at - 1][p].0);
            for s in self.live[at].iter() {
                let row = steps.len();
                steps.extend(
                    live.iter().map(|p| links[s][p].as_ref().map_or(NEVER, |link| pair.transition(link))),
                );
                let mut best = (LOST, 0);
                for (i, (before, step)) in before.iter().zip(&steps[row..]).enumerate() {
                    let score = before + step;
                    // Of two that are as good the later state counts.
                    if score >= best.0 {
                        best = (score, i);
                    }
                }
                let from = live.states[best.1];
                self.forward[at][s] = (best.0 + self.emissions[at][s], from);
            }
        }
        let last = &self.stretches[count - 1].features;
        for s in self.live[count - 1].iter() {
            self.backward[count - 1][s] = end(STATES[s], last);
        }
        let mut rows = steps.as_slice();
        for at in (1..count).rev() {
            let live = self.live[at - 1];
            let mut best = [LOST; COUNT];
            for s in self.live[at].iter().rev() {
                let (above, row) = rows.split_at(rows.len() - live.count);
                rows = above;
                let (emission, behind) = (self.emissions[at][s], self.backward[at][s]);
                for (best, step) in best.iter_mut().zip(row) {
                    let score = step + emission + behind;
                    *best = if score > *best { score } else { *best };
                }
            }
            for (p, best) in live.iter().zip(best) {
                self.backward[at - 1][p] = best;
            }
        }
    }

    fn best(&self) -> Vec<S> {
        let last = self.stretches.len() - 1;
        let total = |s: &usize| self.forward[last][*s].0 + self.backward[last][*s];
        let mut state = (0..COUNT).max_by(|a, b| total(a).total_cmp(&total(b))).unwrap_or(0);
        let mut path = vec![STATES[state]];
        for at in (1..=last).rev() {
            state = usize::from(self.forward[at][state].1);
            path.push(STATES[state]);
        }
        path.reverse();
        path
    }

    /// For each stretch, how much worse the best chain is that gives it another role, and that role.
    fn margins(&self, path: &[S]) -> Vec<(f32, LineRole)> {
        let roles = STATES.map(S::role);
        let through = |at: usize, s: usize| self.forward[at][s].0 + self.backward[at][s];
        path.iter()
            .enumerate()
            .map(|(at, &chosen)| {
                let role = roles[chosen as usize];
                let best = through(at, chosen as usize);
                let other = self.live[at]
                    .iter()
                    .filter(|s| roles[*s] != role)
                    .map(|s| (through(at, s), roles[s]))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                other.map_or((f32::MAX, role), |(score, other)| (best - score, other))
            })
            .collect()
    }
}
