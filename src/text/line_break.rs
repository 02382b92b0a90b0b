//! Breaking a paragraph into lines as Chinese is set: no closing mark at a line's start, no opening mark at
//! its end, no Latin word or number torn apart (W3C, Requirements for Chinese Text Layout, 3.1).

use super::{is_closing, is_opening};

/// One line of a broken paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// First character, from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Sum of the widths of its characters, in the unit of the widths.
    pub width: f32,
}

/// Breaks characters of the given widths into lines no wider than `measure`, the first one shorter by `indent`.
///
/// A cluster that is wider than a whole line is broken where it fills the line; every line holds at least one
/// character.
pub fn break_lines(chars: &[char], widths: &[f32], measure: f32, indent: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let room = if lines.is_empty() { measure - indent } else { measure };
        let (full, _) = fill(&widths[start..], room);
        let end = start + full;
        let end = if end == chars.len() { end } else { step_back(chars, start, end) };
        lines.push(Line { start, end, width: widths[start..end].iter().sum() });
        start = end;
    }
    lines
}

/// How many characters fit into `room`, at least one, and how wide they are.
fn fill(widths: &[f32], room: f32) -> (usize, f32) {
    let mut used = 0.0;
    for (count, width) in widths.iter().enumerate() {
        if count > 0 && used + width > room + 0.01 {
            return (count, used);
        }
        used += width;
    }
    (widths.len(), used)
}

/// The last place at or before `end` where the line may break; `end` itself where there is none.
fn step_back(chars: &[char], start: usize, end: usize) -> usize {
    (start + 1..=end).rev().find(|&at| may_break(chars, at)).unwrap_or(end)
}

/// Whether a line may break between the characters before and after `at`.
fn may_break(chars: &[char], at: usize) -> bool {
    let (before, after) = (chars[at - 1], chars[at]);
    let in_word = is_word(before) && is_word(after);
    !(is_opening(before) || is_closing(after) || in_word)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(text: &str, measure: f32) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let widths: Vec<f32> = chars.iter().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).collect();
        break_lines(&chars, &widths, measure, 0.0)
            .iter()
            .map(|line| chars[line.start..line.end].iter().collect())
            .collect()
    }

    #[test]
    fn marks_stay_where_chinese_setting_wants_them() {
        assert_eq!(broken("我们去社区。好", 5.0), ["我们去社", "区。好"]);
        assert_eq!(broken("他们说过“社区好”", 5.0), ["他们说过", "“社区好”"]);
        assert_eq!(broken("共计2170起纠纷", 3.0), ["共计", "2170起", "纠纷"]);
        assert_eq!(broken("社区", 5.0), ["社区"]);
        assert_eq!(broken("", 5.0), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_fit_is_broken_rather_than_lost() {
        assert_eq!(broken("abcdefgh", 2.0), ["abcd", "efgh"]);
        assert_eq!(broken("社区", 0.1), ["社", "区"]);
    }

    proptest! {
        #[test]
        fn every_character_is_set_once_and_in_order(
            text in "[社区好a1，。“”（）]{0,80}", measure in 1.0f32..20.0,
        ) {
            prop_assert_eq!(broken(&text, measure).concat(), text);
        }

        #[test]
        fn lines_with_room_for_marks_neither_start_nor_end_wrongly(
            text in "([社区好年月日]{2}[，。”）]?[“（]?){1,20}", measure in 8.0f32..20.0,
        ) {
            let lines = broken(&text, measure);
            for pair in lines.windows(2) {
                prop_assert!(!pair[1].starts_with(is_closing), "{:?}", lines);
                prop_assert!(!pair[0].ends_with(is_opening), "{:?}", lines);
            }
        }
    }
}
