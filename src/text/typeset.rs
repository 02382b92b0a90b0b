//! Setting a paragraph as Chinese is set (W3C, Requirements for Chinese Text Layout, clreq): where its lines break, and
//! where in its line each character stands.

use super::{is_closing, is_han, is_opening};

/// The space between Han and Latin letters or digits, in parts of the size: clreq 3.2.3 has a quarter or less.
const LATIN_SPACE: f32 = 0.2;
/// What a mark gives up so that one more finds room in the line, in parts of the size.
const GIVEN_UP: f32 = 0.25;
/// A line that lacks more than this is left ragged, in parts of the size: stretched, it would fall apart.
const MOST_STRETCHED: f32 = 3.0;

/// How a paragraph is to be set; lengths in the unit of the widths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// The size of the face: the width of a Han character.
    pub em: f32,
    /// The width of a line.
    pub measure: f32,
    /// How much shorter the first line is.
    pub indent: f32,
    /// Whether lines but the last are stretched to the measure.
    pub justify: bool,
    /// Whether there is a thin space between Han and Latin.
    pub latin_space: bool,
}

/// One line of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// First character, from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// From its left edge to the end of what is seen of it.
    pub width: f32,
}

/// A paragraph as it is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typeset {
    /// Its lines, in order; together they hold every character once.
    pub lines: Vec<Line>,
    /// Of each character, how far right of its line's edge its box begins. The box of an opening mark whose blank
    /// half is cut off begins left of the edge.
    pub x: Vec<f32>,
}

/// Sets characters of the given widths.
///
/// No line begins with a closing mark or ends with an opening one (clreq 3.1.3), no Latin word, number, dash or
/// ellipsis is torn, and adjacent full-width marks are squeezed (3.1.6) — as long as what belongs together fits a line;
/// what does not is broken where the line is full.
pub fn typeset(chars: &[char], widths: &[f32], rules: &Rules) -> Typeset {
    let text = Text { chars, widths, rules };
    let mut set = Typeset { lines: Vec::new(), x: vec![0.0; chars.len()] };
    let mut start = 0;
    while start < chars.len() {
        let first = set.lines.is_empty();
        let room = if first { rules.measure - rules.indent } else { rules.measure };
        let mut gaps = text.gaps(start, first && rules.indent > 0.0);
        let (end, given_up) = text.break_line(start, room, &gaps);
        gaps.truncate(end - start);
        text.give_up(start, given_up, &mut gaps);
        if rules.justify && end < chars.len() {
            text.stretch(start, room - text.seen(start, &gaps), &mut gaps);
        }
        let mut x = 0.0;
        for (at, gap) in (start..end).zip(&gaps) {
            x += gap;
            set.x[at] = x;
            x += widths[at];
        }
        set.lines.push(Line { start, end, width: text.seen(start, &gaps) });
        start = end;
    }
    set
}

struct Text<'a> {
    chars: &'a [char],
    widths: &'a [f32],
    rules: &'a Rules,
}

impl Text<'_> {
    fn half(&self) -> f32 {
        self.rules.em / 2.0
    }

    /// Whether a character takes a whole em, so that a mark has a blank half.
    fn is_wide(&self, at: usize) -> bool {
        self.widths[at] > self.rules.em * 0.9
    }

    /// Whether the right half of a character is blank.
    fn blank_after(&self, at: usize) -> bool {
        self.is_wide(at) && has_blank_after(self.chars[at])
    }

    /// Whether the left half of a character is blank.
    fn blank_before(&self, at: usize) -> bool {
        self.is_wide(at) && is_opening(self.chars[at])
    }

    /// What stands at the end of a line unseen: the blank half of a mark, or a space.
    fn unseen(&self, at: usize) -> f32 {
        match self.chars[at] {
            ' ' | '\u{3000}' => self.widths[at],
            _ if self.blank_after(at) => self.half(),
            _ => 0.0,
        }
    }

    /// What is added before each character of a line from `start` on, as far as it may reach; less than nothing where
    /// marks are squeezed.
    fn gaps(&self, start: usize, indented: bool) -> Vec<f32> {
        let mut gaps = Vec::new();
        let mut used = 0.0;
        for at in start..self.chars.len() {
            let gap = if at == start {
                // After an indent a mark keeps its blank, as newspapers set it.
                if self.blank_before(at) && !indented { -self.half() } else { 0.0 }
            } else {
                self.gap(at)
            };
            gaps.push(gap);
            used += gap + self.widths[at];
            // Beyond this nothing can be pressed into the line.
            if used > self.rules.measure * 1.5 + self.rules.em * 4.0 {
                break;
            }
        }
        gaps
    }

    fn gap(&self, at: usize) -> f32 {
        let (before, after) = (self.chars[at - 1], self.chars[at]);
        let is_mark = is_opening(after) || (is_closing(after) && self.is_wide(at));
        let squeezed = (self.blank_after(at - 1) && is_mark && self.is_wide(at))
            || (self.blank_before(at - 1) && self.blank_before(at));
        if squeezed {
            return -self.half();
        }
        let meet = (is_han(before) && after.is_ascii_alphanumeric())
            || (before.is_ascii_alphanumeric() && is_han(after));
        if meet && self.rules.latin_space { LATIN_SPACE * self.rules.em } else { 0.0 }
    }

    /// Where the line that begins at `start` ends, and how much its marks must give up for it.
    fn break_line(&self, start: usize, room: f32, gaps: &[f32]) -> (usize, f32) {
        let mut used = 0.0;
        let mut full = start;
        for (at, gap) in (start..).zip(gaps) {
            used += gap + self.widths[at];
            if at > start && used - self.unseen(at) > room + 0.01 {
                break;
            }
            full = at + 1;
        }
        if full == self.chars.len() || self.may_break(full) {
            return (full, 0.0);
        }
        let back = (start + 1..full).rev().find(|at| self.may_break(*at));
        // A mark that would take a character with it to the next line is pressed into this one where there is room.
        let more = (full + 1..=start + gaps.len())
            .take(2)
            .find(|at| *at == self.chars.len() || (is_closing(self.chars[*at - 1]) && self.may_break(*at)));
        if let Some(end) = more {
            let lacks = self.seen(start, &gaps[..end - start]) - room;
            if lacks <= self.can_give_up(start, &gaps[..end - start]) {
                return (end, lacks.max(0.0));
            }
        }
        (back.unwrap_or(full), 0.0)
    }

    /// From the edge of a line to the end of what is seen of it.
    fn seen(&self, start: usize, gaps: &[f32]) -> f32 {
        let width: f32 = (start..).zip(gaps).map(|(at, gap)| gap + self.widths[at]).sum();
        let mut unseen = 0.0;
        for at in (start..start + gaps.len()).rev() {
            unseen += self.unseen(at);
            if !matches!(self.chars[at], ' ' | '\u{3000}') {
                break;
            }
        }
        width - unseen
    }

    /// Whether the blank before a character, which belongs to the mark before it, may be made smaller.
    fn gives_up(&self, start: usize, at: usize, gap: f32) -> bool {
        at > start && gap >= 0.0 && self.blank_after(at - 1)
    }

    fn can_give_up(&self, start: usize, gaps: &[f32]) -> f32 {
        let marks = (start..).zip(gaps).filter(|(at, gap)| self.gives_up(start, *at, **gap));
        marks.count() as f32 * GIVEN_UP * self.rules.em
    }

    fn give_up(&self, start: usize, lacks: f32, gaps: &mut [f32]) {
        let can = self.can_give_up(start, gaps);
        if lacks <= 0.0 || can <= 0.0 {
            return;
        }
        let each = lacks / can * GIVEN_UP * self.rules.em;
        for (at, gap) in (start..).zip(gaps) {
            if self.gives_up(start, at, *gap) {
                *gap -= each;
            }
        }
    }

    /// Shares out what a line lacks between its characters, if it is little enough to go unseen.
    fn stretch(&self, start: usize, spare: f32, gaps: &mut [f32]) {
        let ways = (start + 1..start + gaps.len()).filter(|at| self.may_stretch(*at)).count();
        if spare <= 0.0 || ways == 0 || spare > self.rules.em * MOST_STRETCHED {
            return;
        }
        let each = spare / ways as f32;
        for (at, gap) in (start..).zip(gaps).skip(1) {
            if self.may_stretch(at) {
                *gap += each;
            }
        }
    }

    /// Whether there may be more room before a character: not within words, dashes and ellipses.
    fn may_stretch(&self, at: usize) -> bool {
        let (before, after) = (self.chars[at - 1], self.chars[at]);
        !(self.is_in_word(at) || (before == after && matches!(after, '—' | '…')))
    }

    /// Whether a line may break before a character.
    fn may_break(&self, at: usize) -> bool {
        let (before, after) = (self.chars[at - 1], self.chars[at]);
        !(is_opening(before) || is_closing(after) || matches!(after, ' ' | '\u{3000}') || self.is_in_word(at))
    }

    /// Whether a character and the one before belong to one word or number: `GDP`, `1,000`, `10:30`.
    fn is_in_word(&self, at: usize) -> bool {
        let (before, after) = (self.chars[at - 1], self.chars[at]);
        let joins = |c| matches!(c, ',' | '.' | ':' | '/' | '-');
        let digit =
            |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        (is_word(before) && is_word(after))
            || (joins(before) && digit(Some(at)) && digit(at.checked_sub(2)))
            || (joins(after) && digit(Some(at - 1)) && digit(Some(at + 1)))
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.'
}

/// Marks whose right half is blank where they take a whole em (clreq 3.1.2; mainland glyphs).
fn has_blank_after(c: char) -> bool {
    is_closing(c) && !c.is_ascii() && !matches!(c, '…' | '—' | '～' | '·' | '％' | '℃')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rules(measure: f32) -> Rules {
        Rules { em: 1.0, measure, indent: 0.0, justify: false, latin_space: false }
    }

    fn set(text: &str, rules: &Rules) -> (Vec<char>, Vec<f32>, Typeset) {
        let chars: Vec<char> = text.chars().collect();
        let widths: Vec<f32> = chars.iter().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).collect();
        let set = typeset(&chars, &widths, rules);
        (chars, widths, set)
    }

    fn broken(text: &str, measure: f32) -> Vec<String> {
        let (chars, _, set) = set(text, &rules(measure));
        set.lines.iter().map(|line| chars[line.start..line.end].iter().collect()).collect()
    }

    #[test]
    fn marks_stay_where_chinese_setting_wants_them() {
        for (text, measure, lines) in [
            ("我们去社区。好", 5.0, &["我们去社", "区。好"][..]),
            // The blank half of a mark at the end needs no room.
            ("我们去社区。好", 5.5, &["我们去社区。", "好"]),
            ("他们说过“社区好”", 5.0, &["他们说过", "“社区好”"]),
            ("共计2170起纠纷", 3.0, &["共计", "2170起", "纠纷"]),
            ("投入1,000元", 3.5, &["投入", "1,000元"]),
            ("社区", 5.0, &["社区"]),
            ("社区——我们的家", 3.0, &["社", "区——", "我们的", "家"]),
            ("", 5.0, &[]),
        ] {
            assert_eq!(broken(text, measure), lines, "{text}");
        }
    }

    #[test]
    fn marks_give_up_blank_so_that_one_more_finds_room() {
        // Ten and a half are wanted, ten there are: two commas give up a quarter each.
        assert_eq!(broken("一二，三四，五六七八。九", 10.9), ["一二，三四，五六七八。", "九"]);
        let (_, _, set) = set("一二，三四，五六七八。九", &rules(10.1));
        assert_eq!(set.lines[0].end, 11);
        assert!((set.lines[0].width - 10.1).abs() < 0.001, "{:?}", set.lines);
    }

    #[test]
    fn what_cannot_fit_is_broken_rather_than_lost() {
        assert_eq!(broken("abcdefgh", 2.0), ["abcd", "efgh"]);
        assert_eq!(broken("社区", 0.1), ["社", "区"]);
    }

    #[test]
    fn adjacent_marks_are_squeezed() {
        for (text, x) in [
            // 3.1.6: a pause before a quote, a quote after a stop, two opening marks, one between two brackets.
            ("说：“好", &[0.0, 1.0, 1.5, 2.5][..]),
            ("好。”他", &[0.0, 1.0, 1.5, 2.5]),
            ("看《“五点", &[0.0, 1.0, 1.5, 2.5, 3.5]),
            ("》、《", &[0.0, 0.5, 1.0]),
            // The blank half of an opening mark sticks out of the edge.
            ("“好", &[-0.5, 0.5]),
            // Han beside a mark keeps its distance.
            ("好，他", &[0.0, 1.0, 2.0]),
        ] {
            assert_eq!(set(text, &rules(20.0)).2.x, x, "{text}");
        }
        let indented = Rules { indent: 2.0, ..rules(20.0) };
        assert_eq!(set("“好", &indented).2.x, [0.0, 1.0]);
    }

    #[test]
    fn han_and_latin_stand_apart_where_that_is_wanted() {
        let spaced = Rules { latin_space: true, ..rules(20.0) };
        let (_, _, set) = set("有3人，A座", &spaced);
        let expected = [0.0, 1.2, 1.9, 2.9, 3.9, 4.6];
        for (x, wanted) in set.x.iter().zip(expected) {
            assert!((x - wanted).abs() < 0.001, "{:?}", set.x);
        }
    }

    fn paragraph() -> impl Strategy<Value = String> {
        "([社区好年月日]{1,3}[，。、；：？！”）》…]{0,2}[“（《]{0,2}([社区]|[a-z]{1,6}|[0-9]{1,4}|——)){1,30}"
    }

    proptest! {
        #[test]
        fn every_character_is_set_once_and_in_order(
            text in "[社区好a1，。“”（） —]{0,80}", measure in 1.0f32..20.0, justify: bool,
        ) {
            let (chars, widths, set) = set(&text, &Rules { justify, latin_space: true, ..rules(measure) });
            prop_assert_eq!(set.x.len(), chars.len());
            let mut next = 0;
            for line in &set.lines {
                prop_assert_eq!(line.start, next);
                prop_assert!(line.end > line.start);
                next = line.end;
                for at in line.start + 1..line.end {
                    // Boxes go on to the right, and overlap by no more than a blank half.
                    prop_assert!(set.x[at] >= set.x[at - 1] + widths[at - 1] - 0.501);
                }
            }
            prop_assert_eq!(next, chars.len());
        }

        #[test]
        fn no_line_begins_or_ends_with_a_forbidden_mark(
            text in paragraph(), measure in 12.0f32..40.0, indent in 0u8..3, justify: bool,
        ) {
            let rules = Rules { justify, latin_space: true, indent: f32::from(indent), ..rules(measure) };
            let (chars, _, set) = set(&text, &rules);
            for pair in set.lines.windows(2) {
                prop_assert!(!is_closing(chars[pair[1].start]), "{:?}", set.lines);
                prop_assert!(!is_opening(chars[pair[0].end - 1]), "{:?}", set.lines);
                let (before, after) = (chars[pair[0].end - 1], chars[pair[1].start]);
                prop_assert!(!(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()));
            }
            for (at, line) in set.lines.iter().enumerate() {
                let room = measure - if at == 0 { rules.indent } else { 0.0 };
                prop_assert!(line.width <= room + 0.02, "{:?} in {}", line, room);
                let lacks = room - line.width;
                let is_last = at + 1 == set.lines.len();
                prop_assert!(!justify || is_last || !(0.02..=3.0).contains(&lacks), "{:?} lacks {}", line, lacks);
            }
        }
    }
}
