//! Finding patterns in folded text.

use super::{Folding, Pattern};

/// A pattern in the form in which it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedPattern(Vec<Option<char>>);

impl Pattern {
    /// In the form in which it is compared.
    pub fn folded(&self, folding: Folding) -> FoldedPattern {
        let mut folded = Vec::with_capacity(self.chars().len());
        let mut known = String::new();
        let mut chars = Vec::new();
        let mut flush = |known: &mut String, folded: &mut Vec<Option<char>>| {
            chars.clear();
            folding.add(known, &mut chars);
            folded.extend(chars.iter().copied().map(Some));
            known.clear();
        };
        for c in self.chars() {
            match c {
                Some(c) => known.push(*c),
                None => {
                    flush(&mut known, &mut folded);
                    folded.push(None);
                }
            }
        }
        flush(&mut known, &mut folded);
        FoldedPattern(folded)
    }
}

impl FoldedPattern {
    /// How many characters it takes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it takes none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it has no character that is known.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether every character is known.
    pub fn is_plain(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    /// The runs of known characters between unknown ones.
    pub fn runs(&self) -> Vec<Vec<char>> {
        let runs = self.0.split(Option::is_none);
        runs.filter(|run| !run.is_empty()).map(|run| run.iter().flatten().copied().collect()).collect()
    }

    /// Where it first occurs in folded text from `from` on.
    pub fn find(&self, text: &[char], from: usize) -> Option<usize> {
        let last = text.len().checked_sub(self.0.len())?;
        let fits = |at: usize| {
            self.0.iter().zip(text.get(at..).unwrap_or_default()).all(|(c, t)| c.is_none_or(|c| c == *t))
        };
        // The first known character leads to the few places worth a look.
        let Some((skip, first)) = self.0.iter().enumerate().find_map(|(at, c)| Some((at, (*c)?))) else {
            return (from <= last && !self.0.is_empty()).then_some(from);
        };
        let window = text.get(from + skip..=last + skip)?;
        window.iter().enumerate().filter(|(_, c)| **c == first).map(|(at, _)| from + at).find(|at| fits(*at))
    }

    /// Every place where it occurs, overlapping ones too.
    pub fn all_in<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.find(text, from)?;
            from = at + 1;
            Some(at)
        })
    }
}

/// Whether `left` and `right` occur in `text` with at most `distance` characters between them, in either order.
pub fn are_near(text: &[char], left: &FoldedPattern, right: &FoldedPattern, distance: usize) -> bool {
    let rights: Vec<usize> = right.all_in(text).collect();
    if rights.is_empty() {
        return false;
    }
    let follows = |end: usize, begins: &[usize]| {
        let next = begins.partition_point(|at| *at < end);
        begins.get(next).is_some_and(|at| at - end <= distance)
    };
    let mut lefts = Vec::new();
    for at in left.all_in(text) {
        if follows(at + left.len(), &rights) {
            return true;
        }
        lefts.push(at);
    }
    rights.iter().any(|at| follows(at + right.len(), &lefts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, text: &str, expect: &[usize]) {
        let pattern = Pattern::typed(typed).folded(Folding::ALL);
        let folded = Folding::ALL.text(text);
        assert_eq!(pattern.all_in(&folded.chars).collect::<Vec<_>>(), expect, "{typed} in {text}");
    }

    #[test]
    fn every_place_is_found() {
        check("社区", "东湖社区和社区", &[2, 5]);
        check("区", "区区", &[0, 1]);
        check("人人", "人人人", &[0, 1]);
        check("*区", "区社区", &[1]);
        check("社*大", "社区大党委", &[0]);
        check("社**大", "社区大党委", &[]);
        check("*", "社区", &[0, 1]);
        check("王波", "记者 王　波", &[2]);
        check("社區", "社区", &[0]);
        check("社区", "", &[]);
        check("社区大", "社区", &[]);
    }

    #[test]
    fn near_is_counted_between_the_two() {
        let text = Folding::ALL.text("档案里有婚姻登记").chars;
        let near = |a: &str, b: &str, distance| {
            let folded = |word| Pattern::typed(word).folded(Folding::ALL);
            are_near(&text, &folded(a), &folded(b), distance)
        };
        assert!(near("档案", "婚姻", 2) && near("婚姻", "档案", 2));
        assert!(!near("档案", "婚姻", 1) && !near("婚姻", "档案", 1));
        assert!(near("婚姻", "登记", 0) && near("登记", "婚姻", 0));
        assert!(!near("婚姻", "姻登", 9), "they share a character");
        assert!(!near("档案", "社区", 9));
    }
}
