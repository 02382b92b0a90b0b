//! The part each line plays, told over the whole page, and the reasons for what is not plain.

use crate::model::{Confidence, Line, LineRole};
use crate::text::ends_sentence;

use super::byline::{is_opening, photo_credit};
use super::page_head::is_furniture;
use super::titles::{is_title_like, may_be_title, plan};

/// How many lines below its headline the credit of a photo story may stand.
const CAPTION_LINES: usize = 4;
/// A caption runs no longer than this.
const CAPTION_CHARS: usize = 400;

/// A reason for the role of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct RoleReason {
    /// Number of the line.
    pub line: usize,
    /// In plain Chinese.
    pub reason: String,
    /// Whether a person should look.
    pub doubt: bool,
}

/// Gives every line its role; `taken` are the lines of the page's head.
pub fn assign(lines: &[(usize, &str)], taken: &[usize]) -> Vec<Line> {
    let mut reader = Reader { lines, roles: vec![None; lines.len()], reasons: Vec::new() };
    for (at, (number, text)) in lines.iter().enumerate() {
        if taken.contains(number) {
            reader.roles[at] = Some(LineRole::PageHead);
        } else if is_furniture(text) {
            reader.roles[at] = Some(LineRole::Furniture);
        }
    }
    reader.read_bodies();
    let line = |(&(number, text), role): (&(usize, &str), &Option<LineRole>)| {
        let reason = reader.reasons.iter().find(|reason| reason.line == number);
        Line {
            number,
            text: text.to_owned(),
            role: role.unwrap_or(LineRole::Unknown),
            joined: false,
            begins: false,
            confidence: match reason {
                Some(reason) if reason.doubt => Confidence::Doubtful,
                _ => Confidence::Likely,
            },
            reason: reason.map(|reason| reason.reason.clone()).unwrap_or_default(),
        }
    };
    let mut lines: Vec<Line> = lines.iter().zip(&reader.roles).map(line).collect();
    begin_items(&mut lines);
    lines
}

/// A title after text, or text after a closed photo story, begins the next item.
fn begin_items(lines: &mut [Line]) {
    let mut in_photo = false;
    let mut previous: Option<(LineRole, bool)> = None;
    for line in lines.iter_mut().filter(|line| !line.role.is_outside()) {
        let title = line.role.is_title();
        line.begins = previous
            .is_none_or(|(role, credited)| (title && !role.is_title()) || (in_photo && credited && !title));
        if line.begins {
            in_photo = false;
        }
        in_photo |= line.role == LineRole::PhotoHeadline;
        previous = Some((line.role, photo_credit(&line.text).is_some()));
    }
}

struct Reader<'a> {
    lines: &'a [(usize, &'a str)],
    roles: Vec<Option<LineRole>>,
    reasons: Vec<RoleReason>,
}

/// What the line before leaves open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The page begins, or an item has just been closed.
    Nothing,
    /// A sentence came to its end.
    Sentence,
    /// A paragraph stopped in mid-sentence.
    Open,
}

impl Reader<'_> {
    fn read_bodies(&mut self) {
        let mut at = 0;
        let mut before = Before::Nothing;
        let mut in_photo = false;
        while at < self.lines.len() {
            if self.roles[at].is_some() {
                at += 1;
                continue;
            }
            if let Some((titles, photo)) = self.title_block(at, before) {
                self.name_titles(at, titles, photo, before);
                at += titles;
                in_photo = photo;
                before = Before::Sentence;
                continue;
            }
            let text = self.lines[at].1;
            let credit = photo_credit(text);
            let role = match (&credit, before) {
                (Some(credit), _) if credit.caption.is_empty() => LineRole::Credit,
                (_, Before::Nothing) if !is_opening(text) => self.unclaimed(at),
                (_, Before::Open) => LineRole::ColumnBreak,
                _ if in_photo => LineRole::Caption,
                _ => LineRole::Body,
            };
            self.roles[at] = Some(role);
            before = match (in_photo && credit.is_some(), ends_sentence(text)) {
                (true, _) => Before::Nothing,
                (false, true) => Before::Sentence,
                // A list or a quotation begins; a column is rarely cut just there.
                (false, false) if text.ends_with(['：', ':', '；', ';']) => Before::Sentence,
                (false, false) => Before::Open,
            };
            if role == LineRole::Credit {
                before = Before::Nothing;
            }
            in_photo &= before != Before::Nothing;
            at += 1;
        }
    }

    /// Text that no headline stands above: kept as body, and pointed out.
    fn unclaimed(&mut self, at: usize) -> LineRole {
        self.note(at, "这一段上面没有标题，不知属于哪一篇".to_owned(), true);
        LineRole::Body
    }

    /// The number of title lines that begin at `at`, and whether a photo story follows them.
    fn title_block(&self, at: usize, before: Before) -> Option<(usize, bool)> {
        let free = |at: usize| self.roles.get(at).is_some_and(Option::is_none);
        let count = |like: fn(&str) -> bool| {
            // One more than a block can have is enough to know that it is none.
            (at..at + 4)
                .take_while(|&i| {
                    free(i) && like(self.lines[i].1) && !self.is_credit(i) && !is_opening(self.lines[i].1)
                })
                .count()
        };
        let strict = count(is_title_like);
        let loose = count(may_be_title);
        let opens = |lines: usize| free(at + lines) && is_opening(self.lines[at + lines].1);
        // A comma in the first of several lines: the end of the article above, not a title of the next.
        let tail_of_above = before != Before::Nothing && loose > 1 && strict == 0;
        if (1..=3).contains(&loose) && opens(loose) && !tail_of_above {
            return Some((loose, false));
        }
        if !(1..=3).contains(&strict) || !free(at + strict) {
            return None;
        }
        if strict <= 2 && self.photo_follows(at + strict) {
            return Some((strict, true));
        }
        // Without 本报讯 below it, a short line after an open paragraph is that paragraph's next column.
        (before != Before::Open).then_some((strict, false))
    }

    fn is_credit(&self, at: usize) -> bool {
        photo_credit(self.lines[at].1).is_some_and(|credit| credit.caption.is_empty())
    }

    /// Whether the lines from `at` are a caption with a photo credit, before any other title could begin.
    fn photo_follows(&self, at: usize) -> bool {
        let mut chars = 0;
        for i in at..(at + CAPTION_LINES).min(self.lines.len()) {
            let text = self.lines[i].1;
            chars += text.chars().count();
            if is_opening(text) || chars > CAPTION_CHARS || self.roles[i].is_some() {
                return false;
            }
            if photo_credit(text).is_some() {
                return true;
            }
            if is_title_like(text)
                && self.lines.get(i + 1).is_some_and(|(_, next)| is_opening(next) || is_title_like(next))
            {
                return false;
            }
        }
        false
    }

    fn name_titles(&mut self, at: usize, count: usize, photo: bool, before: Before) {
        let texts: Vec<&str> = self.lines[at..at + count].iter().map(|(_, text)| *text).collect();
        let plan = plan(&texts);
        let headline = if photo { LineRole::PhotoHeadline } else { LineRole::Headline };
        for i in 0..count {
            self.roles[at + i] = Some(match i.cmp(&plan.headline) {
                std::cmp::Ordering::Less => LineRole::Kicker,
                std::cmp::Ordering::Equal => headline,
                std::cmp::Ordering::Greater => LineRole::Subtitle,
            });
        }
        if !plan.reason.is_empty() {
            self.note(at, plan.reason, plan.doubt);
        }
        let opens = self.lines.get(at + count).is_some_and(|(_, text)| is_opening(text));
        if !photo && !opens && before == Before::Sentence {
            self.note(at, "下面没有“本报讯”一类的开头，可能是上一篇的小标题".to_owned(), true);
        }
    }

    fn note(&mut self, at: usize, reason: String, doubt: bool) {
        self.reasons.push(RoleReason { line: self.lines[at].0, reason, doubt });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LineRole::*;

    #[track_caller]
    fn check(text: &str, expect: &[LineRole]) {
        let lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(at, line)| (at + 1, line)).collect();
        let lines = assign(&lines, &[]);
        let roles: Vec<LineRole> = lines.iter().map(|line| line.role).collect();
        assert_eq!(roles, expect, "{text}");
    }

    #[test]
    fn an_article_after_one_that_was_cut_off_keeps_its_titles() {
        check(
            "夜校开班\n本报讯（记者 李博）夜校开班了。\n此外,馆内还组织参观爱国主义教育\n着力健全服务体系\n街道从实处着手\n本报讯(记者李博)街道修路。",
            &[Headline, Body, Body, Kicker, Headline, Body],
        );
    }

    #[test]
    fn a_column_break_goes_on_even_where_it_looks_like_a_title() {
        check(
            "夜校开班\n本报讯（记者 李博）夜校配了计算机、扫描仪、电子触摸\n查询机等设备\n和桌椅。",
            &[Headline, Body, ColumnBreak, ColumnBreak],
        );
    }

    #[test]
    fn a_photo_story_ends_with_its_credit() {
        check(
            "消防演练\n12月7日,社区举行演练。\n居民都来了。\n毛思周 摄\n夜校开班\n本报讯（记者 李博）开班了。\n送棉被\n社区送来棉被。 庞浩然 摄",
            &[PhotoHeadline, Caption, Caption, Credit, Headline, Body, PhotoHeadline, Caption],
        );
    }

    #[test]
    fn edges_of_the_page_belong_to_nobody() {
        check(
            "夜校开班\n本报讯（记者 李博）开班了。\n责任编辑 李敏 校对 王立 电话 2345678",
            &[Headline, Body, Furniture],
        );
    }
}
