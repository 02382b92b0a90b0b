//! What two texts have in common and where they differ.

use super::fold;

/// One step from an old sequence to a new one, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// In both: where it stands in the old and in the new one.
    Same(usize, usize),
    /// In the old one only.
    Removed(usize),
    /// In the new one only.
    Added(usize),
}

/// Largest table of a comparison, in cells: what lies between the common ends of longer sequences counts as replaced.
const MOST_CELLS: usize = 4_000_000;

/// The fewest steps from `old` to `new`, what is removed before what is added.
pub fn diff<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Edit> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut edits: Vec<Edit> = (0..head).map(|at| Edit::Same(at, at)).collect();
    if a.len().saturating_mul(b.len()) > MOST_CELLS {
        edits.extend((0..a.len()).map(|at| Edit::Removed(head + at)));
        edits.extend((0..b.len()).map(|at| Edit::Added(head + at)));
    } else {
        middle(a, b, head, &mut edits);
    }
    edits.extend((0..tail).map(|at| Edit::Same(old.len() - tail + at, new.len() - tail + at)));
    edits
}

/// By the table of longest common subsequences of what is left.
fn middle<T: PartialEq>(a: &[T], b: &[T], head: usize, edits: &mut Vec<Edit>) {
    let width = b.len() + 1;
    let mut common = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            edits.push(Edit::Same(head + i, head + j));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            edits.push(Edit::Removed(head + i));
            i += 1;
        } else {
            edits.push(Edit::Added(head + j));
            j += 1;
        }
    }
}

/// How much two texts share, width and variants folded: 1 for the same text, 0 for nothing.
pub fn similarity(a: &str, b: &str) -> f32 {
    let (a, b) = (fold(a), fold(b));
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let same = diff(&a, &b).iter().filter(|edit| matches!(edit, Edit::Same(..))).count();
    2.0 * same as f32 / (a.len() + b.len()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expect: &str) {
        let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let steps = diff(&a, &b);
        let shown: String = steps
            .iter()
            .map(|edit| match edit {
                Edit::Same(i, j) => {
                    assert_eq!(a[*i], b[*j]);
                    a[*i].to_string()
                }
                Edit::Removed(i) => format!("-{}", a[*i]),
                Edit::Added(j) => format!("+{}", b[*j]),
            })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn the_steps_lead_from_the_old_text_to_the_new_one() {
        check("", "", "");
        check("楼道灯亮了", "楼道灯亮了", "楼道灯亮了");
        check("楼道灯亮了", "楼道灯全亮了", "楼道灯+全亮了");
        check("五十人", "六十人", "-五+六十人");
        check("甲乙", "", "-甲-乙");
        check("", "甲", "+甲");
        check("甲甲", "甲", "甲-甲");
    }

    #[test]
    fn texts_too_long_to_compare_are_replaced_between_their_common_ends() {
        let old: Vec<u32> = (0..4_000).collect();
        let new: Vec<u32> = std::iter::once(0).chain(9_000..13_000).chain([3_999]).collect();
        let steps = diff(&old, &new);
        assert_eq!((steps.first(), steps.last()), (Some(&Edit::Same(0, 0)), Some(&Edit::Same(3_999, 4_001))));
        assert_eq!(steps.len(), 2 + 3_998 + 4_000);
    }

    #[test]
    fn likeness_is_between_nothing_and_all() {
        assert!((similarity("楼道灯亮了", "楼道灯亮了") - 1.0).abs() < f32::EPSILON);
        assert!(similarity("楼道灯亮了", "食堂开张") < 0.2);
        assert!(similarity("着力健全服务体系", "健全服务体系") > 0.8);
    }
}
