//! What the labelled pages taught: corrections to the scores set by hand, in tenths of a point.
//!
//! `learned.tsv` has a row for each thing that can be seen of a stretch or its neighbours, and a column for each state
//! that it speaks for or against. The rows are fitted to the labelled pages by [`super::fit`] (an averaged structured
//! perceptron, Collins 2002) on top of the scores set by hand, which stand where the table is silent.

use std::sync::LazyLock;

use super::features::{Credit, Features, Signed};
use super::roles::{COUNT, S, STATES, Stretch};
use super::titles;

/// What is seen of a stretch, one bit each.
pub type Seen = u128;

/// The names of what is seen, in the order of their bits.
pub const NAMES: [&str; 90] = [
    "title-like", "maybe-title", "ends", "full-stop", "bracketed", "leads-on", "breaks-off", "opening",
    "bare-name", "marked-name", "told-name", "credit-tail", "marked-caption", "quoted", "points", "shows",
    "numbered", "dashed", "dialogue", "of-many", "bulleted", "label", "signed-end", "tells-when",
    "advert-head", "advert-words", "indented", "gap", "in-run", "echoes", "shared", "len-2", "len-6", "len-10",
    "len-15", "len-20", "len-26", "len-40", "len-80", "len-more", "comma", "space", "colon", "digit", "asks",
    "quotes", "institution", "row", "first", "above-ends", "above-signed-end", "above-title",
    "above-long", "above-signed", "above-credited", "above-leads-on", "above-opening", "above-echoes",
    "above-in-run", "above-caption", "below-none", "below-opening", "below-signed", "below-bare-name",
    "below-long", "below-short-sentence", "below-title", "below-tells-when", "below-credit", "below-gap",
    "below-in-run", "below-leads-on", "below-dashed", "below-quoted", "second-opening", "second-signed",
    "second-long", "second-title", "title-over-title-over-text", "title-over-text", "title-over-news",
    "title-under-text-over-text", "closes-notice", "couplet", "second-credit",
    "second-marked", "below-marked", "below-row", "above-numbered", "below-numbered",
];

/// What is seen of stretch `at`, its neighbours asked as well.
pub fn seen(stretches: &[Stretch], at: usize) -> Seen {
    let (f, text) = (&stretches[at].features, stretches[at].text);
    let above = at.checked_sub(1).map(|above| &stretches[above].features);
    let (below, second) = (stretches.get(at + 1), stretches.get(at + 2));
    let below_is = |of: fn(&Features) -> bool| below.is_some_and(|below| of(&below.features));
    let second_is = |of: fn(&Features) -> bool| second.is_some_and(|second| of(&second.features));
    let above_is = |of: fn(&Features) -> bool| above.is_some_and(of);
    let title = |f: &Features| f.may_be_title && f.signed < Signed::Marked && f.credit == Credit::None;
    let long = |f: &Features| f.len >= 30 || f.opening;
    let short = f.len <= 40;
    let longest = [2, 6, 10, 15, 20, 26, 40, 80, usize::MAX];
    let size = longest.iter().position(|most| f.len <= *most).unwrap_or(0);
    let mine = title(f);
    let bits = [
        f.title_like, f.may_be_title, f.ends, f.full_stop, f.bracketed, f.leads_on, f.breaks_off, f.opening,
        f.signed == Signed::BareName, f.signed == Signed::Marked, f.signed == Signed::Told,
        f.credit == Credit::Tail, f.marked_caption, f.quoted, f.points, f.shows,
        f.numbered, f.dashed, f.dialogue, f.of_many, f.bulleted, f.label, f.signed_end, f.tells_when,
        f.advert_head, f.advert_words > 0, f.indented, f.gap > 0, f.in_run, f.echoes, f.shared,
        size == 0, size == 1, size == 2, size == 3, size == 4, size == 5, size == 6, size == 7, size == 8,
        short && text.contains(['，', ',']), short && text.contains([' ', '\u{3000}']),
        short && text.contains(['：', ':']), short && text.contains(|c: char| c.is_ascii_digit()),
        short && text.ends_with(['？', '?', '！', '!']), short && text.contains(['“', '"']),
        short && titles::starts_with_institution(text), f.row,
        at == 0, above_is(|f| f.ends), above_is(|f| f.signed_end), above.is_some_and(title),
        above.is_some_and(long), above_is(|f| f.signed >= Signed::Marked), above_is(|f| f.credit != Credit::None),
        above_is(|f| f.leads_on), above_is(|f| f.opening), above_is(|f| f.echoes), above_is(|f| f.in_run),
        above_is(|f| f.marked_caption), below.is_none(), below_is(|f| f.opening),
        below_is(|f| f.signed >= Signed::Marked), below_is(|f| f.signed == Signed::BareName),
        below.is_some_and(|b| long(&b.features)), below_is(|f| f.len < 30 && f.full_stop),
        below.is_some_and(|b| title(&b.features)), below_is(|f| f.tells_when), below_is(|f| f.credit != Credit::None),
        below_is(|f| f.gap > 0), below_is(|f| f.in_run), below_is(|f| f.leads_on), below_is(|f| f.dashed),
        below_is(|f| f.quoted), second_is(|f| f.opening), second_is(|f| f.signed >= Signed::Marked),
        second.is_some_and(|s| long(&s.features)), second.is_some_and(|s| title(&s.features)),
        mine && below.is_some_and(|b| title(&b.features)) && second.is_some_and(|s| long(&s.features)),
        mine && below.is_some_and(|b| long(&b.features)), mine && below_is(|f| f.tells_when || f.opening),
        mine && above_is(|f| f.ends) && below_is(|f| f.ends && !f.tells_when && !f.opening),
        f.closes_notice, f.title_like && titles::has_couplet(text), second_is(|f| f.credit != Credit::None), second_is(|f| f.marked_caption),
        below_is(|f| f.marked_caption), below_is(|f| f.row), above_is(|f| f.numbered), below_is(|f| f.numbered),
    ];
    bits.iter().enumerate().fold(0, |seen, (at, bit)| seen | Seen::from(*bit) << at)
}

/// The corrections: for what is seen, and for one state behind another.
pub struct Table {
    pub seen: Vec<[f32; COUNT]>,
    pub steps: [[f32; COUNT]; COUNT],
    pub marks: [[f32; titles::MARKS]; 3],
}

impl Table {
    pub fn empty() -> Self {
        Self { seen: vec![[0.0; COUNT]; NAMES.len()], steps: [[0.0; COUNT]; COUNT], marks: [[0.0; titles::MARKS]; 3] }
    }

    /// What is seen speaks for each state.
    pub fn emission(&self, seen: Seen) -> [f32; COUNT] {
        let (mut sum, mut rest) = ([0.0; COUNT], seen);
        while rest != 0 {
            let row = &self.seen[rest.trailing_zeros() as usize];
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
            rest &= rest - 1;
        }
        sum
    }

    /// What speaks for `next` behind `before`, the marks of two titles asked where they are titles.
    pub fn step(&self, before: S, next: S, marks: u32) -> f32 {
        let mut sum = self.steps[before as usize][next as usize];
        if let Some(kind) = title_pair(before, next) {
            let (row, mut rest) = (&self.marks[kind], marks);
            while rest != 0 {
                sum += row[rest.trailing_zeros() as usize];
                rest &= rest - 1;
            }
        }
        sum
    }
}

/// The pairs of titles whose marks are weighed.
pub fn title_pair(before: S, next: S) -> Option<usize> {
    match (before, next) {
        (S::Kicker, S::Headline) => Some(0),
        (S::Headline, S::Subtitle) => Some(1),
        (S::Headline, S::Headline) => Some(2),
        _ => None,
    }
}

/// The fitted table.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("learned.tsv")));

/// Reads rows like `seen ends Body +3 Headline -5`, `step Kicker Headline +2`, `mark 3 Headline Subtitle -4`; others are
/// remarks.
pub fn read(text: &str) -> Table {
    let mut table = Table::empty();
    let state = |name: &str| STATES.iter().copied().find(|state| format!("{state:?}") == name);
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let tenths = |word: &str| word.parse::<f32>().map_or(0.0, |tenths| tenths / 10.0);
        match words.as_slice() {
            ["seen", name, weights @ ..] => {
                let Some(row) = NAMES.iter().position(|known| known == name) else { continue };
                for pair in weights.chunks_exact(2) {
                    if let Some(state) = state(pair[0]) {
                        table.seen[row][state as usize] = tenths(pair[1]);
                    }
                }
            }
            ["step", before, next, weight] => {
                if let (Some(before), Some(next)) = (state(before), state(next)) {
                    table.steps[before as usize][next as usize] = tenths(weight);
                }
            }
            ["mark", at, before, next, weight] => {
                let kind = state(before).zip(state(next)).and_then(|(before, next)| title_pair(before, next));
                if let (Some(kind), Ok(at)) = (kind, at.parse::<usize>())
                    && let Some(slot) = table.marks[kind].get_mut(at)
                {
                    *slot = tenths(weight);
                }
            }
            _ => {}
        }
    }
    // Below a section head a stretch looks as it does above it.
    for row in &mut table.seen {
        STATES.iter().for_each(|state| row[*state as usize] = row[state.plain() as usize]);
    }
    table
}
