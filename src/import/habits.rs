//! What a store has learned of its papers: shapes of lines whose role a person has confirmed.

use std::collections::HashMap;

use crate::model::LineRole;
use crate::text::{fold_char, is_han};

/// The roles that persons gave to lines of a shape, by paper; used before the grammar's own reading.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    by_paper: HashMap<String, HashMap<String, LineRole>>,
}

impl Habits {
    /// Learns that lines of `shape` have `role` in `paper`.
    pub fn add(&mut self, paper: &str, shape: &str, role: LineRole) {
        self.by_paper.entry(paper.to_owned()).or_default().insert(shape.to_owned(), role);
    }

    /// The role that a line of `paper` has by habit.
    pub fn role_of(&self, paper: Option<&str>, line: &str) -> Option<LineRole> {
        let shapes = self.by_paper.get(paper?)?;
        shapes.get(&line_shape(line)?).copied()
    }
}

/// Longest line with a shape worth learning, in characters: longer ones are text.
const LONGEST: usize = 40;

/// The shape of a short line: width folded, every number as 0, names behind an office or a mark as 名. None for
/// lines that are too long to come back.
pub fn line_shape(line: &str) -> Option<String> {
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let names = super::byline::line_of_names(line).unwrap_or_default();
    let mut text: String = line.chars().map(fold_char).collect();
    for person in &names {
        text = text.replace(&person.name, "名");
    }
    let mut shape = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() && shape.ends_with('0') => {}
            c if c.is_ascii_digit() => shape.push('0'),
            c if c.is_whitespace() && shape.ends_with(' ') => {}
            c if c.is_whitespace() => shape.push(' '),
            c => shape.push(c),
        }
    }
    shape.chars().any(is_han).then_some(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_shape_share_a_habit() {
        let mut habits = Habits::default();
        let shape = line_shape("□ 李明 第12期").unwrap_or_default();
        habits.add("晨光社区报", &shape, LineRole::Furniture);
        let role = |paper, line| habits.role_of(Some(paper), line);
        assert_eq!(role("晨光社区报", "□ 李明 第7期"), Some(LineRole::Furniture));
        assert_eq!(role("晨光社区报", "别的一行"), None);
        assert_eq!(role("别的报", "□ 李明 第7期"), None);
    }
}
