//! Where a line stands in the course of its page: in a block of titles, below what signs a piece, how far above the next.

use super::features::{Credit, Features, Signed};

/// What last signed a piece above a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Begun {
    /// Nothing since the last piece was closed.
    #[default]
    No,
    /// 本报讯…
    Opening,
    /// 本报记者 王波, on a line of its own.
    Byline,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Place in a block of lines that can be titles, from 1; none outside.
    pub place: usize,
    /// Lines of that block.
    pub block: usize,
    /// What follows the block opens or signs a piece.
    pub leads_to_start: bool,
    /// The text below the block, up to the next one, closes with a signature.
    pub leads_to_end: bool,
    /// Stretches of that text.
    pub text_below: usize,
    /// What last signed a piece above.
    pub begun: Begun,
    /// Blocks of titles since then.
    pub blocks_since: usize,
    /// Stretches of text right above.
    pub text_above: usize,
    /// A line that can be a title stands right above, and text or verse right below.
    pub below_title: bool,
    /// A line beside it in its block of titles is as long, to a character.
    pub even: bool,
}

/// Whether a line can stand in a block of titles.
fn can_be_title(f: &Features) -> bool {
    f.may_be_title
        && !f.full_stop
        && f.signed < Signed::Marked
        && f.credit == Credit::None
        && !f.opening
        && !f.in_run
        && !f.marked_caption
        && f.continuation.is_none()
}

fn starts(f: &Features) -> Begun {
    match f.signed {
        _ if f.opening => Begun::Opening,
        Signed::Marked | Signed::Told if !f.bracketed && f.credit != Credit::Own => Begun::Byline,
        _ => Begun::No,
    }
}

fn closes(f: &Features) -> bool {
    f.signed_end
        || (f.signed >= Signed::Marked && f.bracketed)
        || f.credit == Credit::Own
        || f.credit == Credit::Tail
}

/// Marks all stretches of a page.
pub fn mark(stretches: &mut [Features]) {
    let titles: Vec<bool> = stretches.iter().map(can_be_title).collect();
    let mut courses = vec![Course::default(); stretches.len()];
    let (mut begun, mut blocks, mut text) = (Begun::No, 0, 0);
    for (at, f) in stretches.iter().enumerate() {
        if titles[at] && (at == 0 || !titles[at - 1]) {
            blocks += 1;
        }
        courses[at] = Course { begun, blocks_since: blocks, text_above: text, ..courses[at] };
        if !titles[at] {
            text += 1;
        }
        if starts(f) != Begun::No {
            (begun, blocks) = (starts(f), 0);
        }
        if closes(f) {
            (begun, blocks) = (Begun::No, 0);
        }
        if titles[at] {
            text = 0;
        }
    }
    let mut at = 0;
    while at < titles.len() {
        if !titles[at] {
            at += 1;
            continue;
        }
        let end = (at..titles.len()).find(|at| !titles[*at]).unwrap_or(titles.len());
        let next = (end..titles.len()).find(|at| titles[*at]).unwrap_or(titles.len());
        let leads_to_start =
            stretches.get(end).is_some_and(|f| starts(f) != Begun::No || f.signed == Signed::BareName);
        let leads_to_end = stretches[end..next].last().is_some_and(closes);
        let text_above = courses[at].text_above;
        for (place, course) in courses[at..end].iter_mut().enumerate() {
            *course = Course {
                place: place + 1,
                block: end - at,
                leads_to_start,
                leads_to_end,
                text_below: next - end,
                text_above,
                ..*course
            };
        }
        at = end;
    }
    for at in 1..titles.len() {
        if titles[at] && titles[at - 1] && stretches[at].len.abs_diff(stretches[at - 1].len) <= 1 {
            courses[at].even = true;
            courses[at - 1].even = true;
        }
        let first_of_run = stretches[at - 1].in_run && (at < 2 || !stretches[at - 2].in_run);
        courses[at].below_title = (titles[at - 1] || first_of_run)
            && stretches.get(at + 1).is_some_and(|f| !titles[at + 1] || f.in_run || f.len > 12);
    }
    for (f, course) in stretches.iter_mut().zip(courses) {
        f.sidebar &= course.place == course.block;
        f.course = course;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn courses(texts: &[&str]) -> Vec<Course> {
        let mut features: Vec<Features> = texts.iter().map(|text| Features::of(text, false, 0)).collect();
        mark(&mut features);
        features.into_iter().map(|f| f.course).collect()
    }

    #[test]
    fn lines_know_their_place_in_a_block_of_titles() {
        let texts = [
            "加大工作力度　强化工作措施",
            "社区夜校办到家门口",
            "本报讯（记者 王波）12月8日，居民都来了。",
            "借书",
            "整治的第一步，不是剪，而是问，街道请来七家单位。",
        ];
        let courses = courses(&texts);
        let places: Vec<(usize, usize)> = courses.iter().map(|course| (course.place, course.block)).collect();
        assert_eq!(places, [(1, 2), (2, 2), (0, 0), (1, 1), (0, 0)]);
        assert!(courses[1].leads_to_start && !courses[3].leads_to_start);
        assert_eq!(courses[3].begun, Begun::Opening);
        assert_eq!((courses[3].text_above, courses[3].text_below), (1, 1));
    }

    #[test]
    fn a_signature_at_the_end_closes_what_was_begun() {
        let texts = ["夜校开班", "本报讯 居民都来了。（张志举）", "花市早上开门", "早上，花农都来了。"];
        let courses = courses(&texts);
        assert!(courses[0].leads_to_end);
        assert_eq!(courses[2].begun, Begun::No);
    }
}
