//! What labelled pages teach about the looks of lines: weights in a table, added to the scores that are set by hand.
//!
//! The table `weights.tsv` is written by the tool in `training.rs` from the labelled pages, a row per look of a line
//! (or of the line above or below it), a column per state. Positive numbers speak for a state, one point being about
//! "three times as likely".

use std::sync::LazyLock;

use super::course::Begun;
use super::features::{Credit, Features, Signed};
use super::roles::{COUNT, S, STATES, Stretch};
use super::titles;

/// A look of a line: what the table calls it, and whether a line has it.
type Look = (&'static str, fn(&Features, &str) -> bool);

/// How many looks the table weighs.
const LOOKS_COUNT: usize = 99;
/// The looks that the table weighs.
pub const LOOKS: [Look; LOOKS_COUNT] = [
    ("any", |_, _| true),
    ("up to 4 characters", |f, _| f.len <= 4),
    ("5 to 8", |f, _| (5..=8).contains(&f.len)),
    ("9 to 12", |f, _| (9..=12).contains(&f.len)),
    ("13 to 17", |f, _| (13..=17).contains(&f.len)),
    ("18 to 24", |f, _| (18..=24).contains(&f.len)),
    ("25 to 40", |f, _| (25..=40).contains(&f.len)),
    ("41 to 80", |f, _| (41..=80).contains(&f.len)),
    ("more than 80", |f, _| f.len > 80),
    ("ends a sentence", |f, _| f.ends),
    ("full stop", |f, _| f.full_stop),
    ("in brackets", |f, _| f.bracketed),
    ("ends with a colon", |f, _| f.leads_on),
    ("ends with a comma", |f, _| f.breaks_off),
    ("opening", |f, _| f.opening),
    ("bare name", |f, _| f.signed == Signed::BareName),
    ("marked signature", |f, _| f.signed == Signed::Marked),
    ("told signature", |f, _| f.signed == Signed::Told),
    ("credit at its end", |f, _| f.credit == Credit::Tail),
    ("credit", |f, _| matches!(f.credit, Credit::Own | Credit::Shared)),
    ("marked caption", |f, _| f.marked_caption && !f.arrow_only),
    ("arrow", |f, _| f.arrow_only),
    ("begins with a quotation", |f, _| f.quoted),
    ("points at people", |f, _| f.points),
    ("shows", |f, _| f.shows),
    ("title", |f, _| f.title_like),
    ("title with a comma", |f, _| f.may_be_title && !f.title_like),
    ("numbered", |f, _| f.numbered),
    ("dashed", |f, _| f.dashed),
    ("dialogue", |f, _| f.dialogue),
    ("of many", |f, _| f.of_many),
    ("bulleted", |f, _| f.bulleted),
    ("label", |f, _| f.label),
    ("signed at its end", |f, _| f.signed_end),
    ("tells when", |f, _| f.tells_when),
    ("notice", |f, _| f.advert_head || f.advert_words > 0),
    ("indented", |f, _| f.indented),
    ("flush", |f, _| !f.indented),
    ("gap above", |f, _| f.gap > 0),
    ("in a run", |f, _| f.in_run),
    ("speaks", |f, _| f.speaks),
    ("institution first", |f, _| f.institution),
    ("row", |f, _| f.row),
    ("echoes", |f, _| f.echoes),
    ("shared pictures", |f, _| f.shared),
    ("space", |f, text| f.len <= 40 && text.contains([' ', '\u{3000}'])),
    ("digits", |f, text| f.len <= 40 && text.contains(|c: char| c.is_ascii_digit())),
    ("quotation", |f, text| f.len <= 40 && text.contains('“')),
    ("colon within", |f, text| f.len <= 40 && text.contains(['：', ':'])),
    ("的", |f, text| f.len <= 40 && text.contains('的')),
    ("我", |f, text| f.len <= 160 && text.contains('我')),
    ("asks", |f, text| f.len <= 40 && text.ends_with(['？', '?'])),
    ("calls", |f, text| f.len <= 40 && text.ends_with(['！', '!'])),
    ("no subject", |f, text| f.len <= 40 && titles::starts_without_subject(text)),
    ("couplet", |f, text| f.len <= 40 && titles::has_couplet(text)),
    ("who at its end", |f, text| f.len <= 40 && titles::names_institution(text)),
    ("record", |f, text| f.len <= 40 && text.ends_with(['记', '事', '录', '影', '话'])),
    ("begins with a day", |_, text| text.starts_with(|c: char| c.is_ascii_digit())),
    ("says", |f, text| f.len > 40 && text.contains('说')),
    ("mark in front", |_, text| text.starts_with(['■', '●', '◆', '★', '◎', '◇', '□', '▲', '①', '②', '③'])),
    ("heading of an addition", |f, _| f.sidebar),
    ("several commas", |f, text| f.len <= 80 && text.matches(['，', ',']).nth(1).is_some()),
    ("stops in mid-sentence", |f, _| f.is_cut_off() && f.len > 17),
    ("begins with what is left over", |f, _| f.left_over),
    ("tells when, with a comma", |f, text| f.tells_when && f.len <= 60 && text.contains(['，', ','])),
    ("asks or answers", |_, text| text.starts_with("问") || text.starts_with("答")),
    ("colon near its head", |f, text| f.len > 12 && text.chars().take(9).any(|c| matches!(c, '：' | ':'))),
    ("last of a run", |f, _| f.run_end == 1),
    ("second last of a run", |f, _| f.run_end == 2),
    ("third last of a run", |f, _| f.run_end == 3),
    ("counted picture", |_, text| text.starts_with(|c: char| ('①'..='⑳').contains(&c))),
    ("set apart", |f, text| {
        (3..=5).contains(&f.len) && text.split_whitespace().all(|part| part.chars().nth(1).is_none())
    }),
    ("same length as the line below or above", |f, _| f.course.even),
    ("may be a pen name", |f, _| f.pen_name),
    ("right between title and text", |f, _| f.course.below_title),
    ("alone among titles", |f, _| f.course.block == 1),
    ("first of two titles", |f, _| f.course.block == 2 && f.course.place == 1),
    ("second of two titles", |f, _| f.course.block == 2 && f.course.place == 2),
    ("first of three titles", |f, _| f.course.block == 3 && f.course.place == 1),
    ("second of three titles", |f, _| f.course.block == 3 && f.course.place == 2),
    ("third of three titles", |f, _| f.course.block == 3 && f.course.place == 3),
    ("titles above a signature or opening", |f, _| f.course.leads_to_start),
    ("titles above plain text", |f, _| f.course.place > 0 && !f.course.leads_to_start),
    ("titles of a text that is signed below", |f, _| f.course.leads_to_end),
    ("titles of one paragraph", |f, _| f.course.place > 0 && f.course.text_below == 1),
    ("titles of two paragraphs", |f, _| f.course.place > 0 && f.course.text_below == 2),
    ("titles of more paragraphs", |f, _| f.course.text_below > 2),
    ("below an opening", |f, _| f.course.begun == Begun::Opening),
    ("below a byline", |f, _| f.course.begun == Begun::Byline),
    ("below nothing signed", |f, _| f.course.begun == Begun::No),
    ("first titles below a byline", |f, _| {
        f.course.begun == Begun::Byline && f.course.place > 0 && f.course.blocks_since == 1
    }),
    ("later titles below a byline", |f, _| {
        f.course.begun == Begun::Byline && f.course.place > 0 && f.course.blocks_since > 1
    }),
    ("first titles below an opening", |f, _| {
        f.course.begun == Begun::Opening && f.course.place > 0 && f.course.blocks_since == 1
    }),
    ("later titles below an opening", |f, _| {
        f.course.begun == Begun::Opening && f.course.place > 0 && f.course.blocks_since > 1
    }),
    ("one paragraph above", |f, _| f.course.text_above == 1),
    ("no paragraph above", |f, _| f.course.text_above == 0),
    ("title alone above a signature", |f, _| f.course.block == 1 && f.course.leads_to_start),
    ("title alone above plain text below a byline", |f, _| {
        f.course.block == 1 && !f.course.leads_to_start && f.course.begun == Begun::Byline
    }),
    ("title alone above plain text below an opening", |f, _| {
        f.course.block == 1 && !f.course.leads_to_start && f.course.begun == Begun::Opening
    }),
];

/// Where a line stands to the one that is judged.
pub const PLACES: [&str; 4] = ["", "above: ", "below: ", "two below: "];

/// The looks that a line has, a bit each.
pub fn looks(f: &Features, text: &str) -> u128 {
    LOOKS.iter().enumerate().fold(0, |mask, (at, (_, has))| mask | u128::from(has(f, text)) << at)
}

/// A weight for each state.
pub type Row = [f32; COUNT];

/// The weights of the looks at every place, and of the steps from one state to the next.
#[derive(Clone)]
pub struct Weights {
    /// By place, then by look.
    pub looks: Vec<Row>,
    /// Into each state, from every other.
    pub steps: Vec<Row>,
}

impl Weights {
    /// None of them says anything.
    pub fn none() -> Self {
        Self { looks: vec![[0.0; COUNT]; PLACES.len() * LOOKS.len()], steps: vec![[0.0; COUNT]; COUNT] }
    }

    fn read(table: &str) -> Self {
        let mut weights = Self::none();
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let Some(row) = weights.row(name) else { continue };
            for (state, cell) in plain_states().zip(cells) {
                row[state as usize] = cell.parse().unwrap_or_default();
            }
            mirror(row);
        }
        weights
    }

    fn row(&mut self, name: &str) -> Option<&mut Row> {
        if let Some(state) = name.strip_prefix("into ") {
            let at = STATES.iter().position(|s| format!("{s:?}") == state)?;
            return self.steps.get_mut(at);
        }
        let at = row_names().position(|row| row == name)?;
        self.looks.get_mut(at)
    }

    /// What the looks of the lines around `at` add for each state.
    pub fn add(&self, masks: &[u128], at: usize, scores: &mut Row) {
        let mask = |at: Option<usize>| at.and_then(|at| masks.get(at)).copied().unwrap_or_default();
        let around = [mask(Some(at)), mask(at.checked_sub(1)), mask(Some(at + 1)), mask(Some(at + 2))];
        for (rows, mut mask) in self.looks.chunks(LOOKS.len()).zip(around) {
            while mask != 0 {
                let row = &rows[mask.trailing_zeros() as usize];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
                mask &= mask - 1;
            }
        }
    }
}

/// What the table calls its rows of looks, in their order.
pub fn row_names() -> impl Iterator<Item = String> {
    PLACES.into_iter().flat_map(|place| LOOKS.into_iter().map(move |(look, _)| format!("{place}{look}")))
}

/// The weights that the labelled pages taught.
pub static LEARNED: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("weights.tsv")));

/// The looks of all stretches of a page.
pub fn masks(stretches: &[Stretch]) -> Vec<u128> {
    stretches.iter().map(|stretch| looks(&stretch.features, stretch.text)).collect()
}

/// The states that have a column of the table: below a section head a line looks as it does above it.
pub fn plain_states() -> impl Iterator<Item = S> {
    STATES.into_iter().filter(|state| *state == state.plain())
}

/// Same weights above and below a section head.
pub fn mirror(row: &mut Row) {
    for state in STATES {
        row[state as usize] = row[S::plain(state) as usize];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_knows_its_rows() {
        let mut weights = Weights::none();
        for line in include_str!("weights.tsv").lines().skip(1) {
            let name = line.split('\t').next().unwrap_or_default();
            assert!(weights.row(name).is_some(), "{name}");
            assert!(line.split('\t').count() <= plain_states().count() + 1, "{name}");
        }
    }

    #[test]
    fn looks_speak_for_the_lines_beside_them() {
        let mut weights = Weights::none();
        let row = weights.row("above: title").expect("a row");
        row[S::Body as usize] = 2.0;
        let title = LOOKS.iter().position(|(look, _)| *look == "title").expect("a look");
        let mut scores = [0.0; COUNT];
        weights.add(&[1 << title, 0], 1, &mut scores);
        assert_eq!(scores[S::Body as usize], 2.0);
        weights.add(&[1 << title, 0], 0, &mut scores);
        assert_eq!(scores[S::Body as usize], 2.0);
    }
}
