//! What can be seen of a stretch only beside others: runs of short lines, rows of a table, notes, section heads that
//! echo each other, and whose pictures a signature covers.

use crate::text::is_han;

use super::course;
use super::features::{Credit, Features, Signed};
use super::titles;

/// No block of titles has so many lines.
const LONGEST_BLOCK: usize = 5;
/// Pictures of one story are seldom so many; a table has at least so many rows.
const LEAST_NOTES: usize = 3;
/// Lines of titles that a table may have above or below.
const MOST_TITLES: usize = 3;
/// Section heads of one piece stand no farther apart than this, in stretches.
const FARTHEST_ECHO: usize = 12;
/// Longest section head that is looked for an echo, in characters.
const LONGEST_HEAD: usize = 22;

/// Marks what the stretches of a page, in order, say of each other.
pub fn mark(texts: &[&str], features: &mut [Features]) {
    mark_runs(features);
    mark_rows(texts, features);
    mark_notices(texts, features);
    mark_echoes(texts, features);
    mark_shared(texts, features);
    course::mark(features);
}

/// Marks the runs of short lines, and of notes.
fn mark_runs(stretches: &mut [Features]) {
    for run in stretches.chunk_by_mut(|a, b| a.is_short_line() && b.is_short_line()) {
        let long = run.len() >= LONGEST_BLOCK;
        run.iter_mut().for_each(|features| features.in_run = long);
        run.iter_mut()
            .rev()
            .zip(1..)
            .take(4)
            .for_each(|(features, end)| features.run_end = if long { end } else { 0 });
    }
    let note = |f: &Features| f.arrow_only && f.credit == Credit::None;
    for notes in stretches.chunk_by_mut(|a, b| note(a) && note(b)) {
        let several = notes.len() >= LEAST_NOTES;
        notes.iter_mut().for_each(|features| features.in_notes = several);
    }
    // 1.… 2.…: counted lines without a paragraph between them are a list, not the heads of parts.
    for list in stretches.chunk_by_mut(|a, b| is_listed(a) && is_listed(b)) {
        let several = list.len() >= 2;
        list.iter_mut().for_each(|features| features.in_run |= several);
    }
    // Only above a text can the last lines of a run be titles.
    for at in 0..stretches.len() {
        let behind = at + stretches[at].run_end;
        let text = stretches
            .get(behind)
            .is_some_and(|f| f.len > LONGEST_HEAD || f.opening || f.signed >= Signed::Marked);
        if !text {
            stretches[at].run_end = 0;
        }
    }
    // The last line above a paragraph is its title, or may be.
    for at in 1..stretches.len() {
        let paragraph = stretches[at].full_stop && stretches[at].len > LONGEST_HEAD && !stretches[at].in_run;
        stretches[at - 1].in_run &= !paragraph;
        // So is the one above the pen name of who wrote it.
        if at > 1 && paragraph && stretches[at - 1].pen_name {
            stretches[at - 2].in_run = false;
        }
    }
}

fn is_listed(f: &Features) -> bool {
    f.numbered && f.len <= 60
}

/// Marks the rows of tables: several lines with the same number of fields. Two fields may be the halves of a title
/// (不等不靠　自己动手), so those want a number.
fn mark_rows(texts: &[&str], stretches: &mut [Features]) {
    let fields: Vec<usize> = texts
        .iter()
        .zip(stretches.iter())
        .map(|(text, f)| {
            let plain = f.len <= 40 && !f.ends && !f.opening && f.signed < Signed::Told;
            let fields = if plain { text.split_whitespace().count() } else { 0 };
            let counted = text.contains(|c: char| c.is_ascii_digit());
            if fields > 2 || (fields == 2 && counted) { fields } else { 0 }
        })
        .collect();
    let mut start = 0;
    for rows in fields.chunk_by(|a, b| a == b) {
        let end = start + rows.len();
        if rows[0] > 0 && rows.len() >= LEAST_NOTES {
            stretches[start..end]
                .iter_mut()
                .for_each(|features| (features.in_run, features.row) = (true, true));
            // The titles above a table, and those below it, are no rows.
            let above = start.saturating_sub(MOST_TITLES)..start;
            let below = end..(end + MOST_TITLES).min(stretches.len());
            for at in above.chain(below) {
                stretches[at].in_run &= stretches[at].row || fields[at] > 0;
            }
        }
        start = end;
    }
}

/// Marks how notices close: whose they are, and the day.
fn mark_notices(texts: &[&str], stretches: &mut [Features]) {
    for at in 1..texts.len() {
        let (above, below) = stretches.split_at_mut(at);
        if let (Some(above), Some(f)) = (above.last(), below.first_mut()) {
            // 某男… 某女…: notices under one heading begin alike.
            let alike = texts[at].chars().next() == texts[at - 1].chars().next();
            f.under_advert =
                !f.title_like && ((above.advert_head && above.title_like) || (above.under_advert && alike));
        }
        if !is_date(texts[at], &stretches[at]) {
            continue;
        }
        stretches[at].closes_notice = true;
        let above = &mut stretches[at - 1];
        above.closes_notice = above.len <= 24 && !above.ends && titles::names_institution(texts[at - 1]);
    }
}

/// 2005年12月1日, 一九八六年五月十日: a day, and nothing else.
fn is_date(text: &str, f: &Features) -> bool {
    let part =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "一二三四五六七八九十〇零年月日".contains(c);
    f.len <= 14 && text.contains('月') && text.ends_with('日') && text.chars().all(part)
}

/// Marks the lines between paragraphs that are built alike: 借书 … 还书, 第一碗豆浆是泼掉的 … 第一百个工人是下岗的. Parts
/// of one piece are called like that, pieces of their own are not.
fn mark_echoes(texts: &[&str], stretches: &mut [Features]) {
    let alone = |at: usize| {
        let f = &stretches[at];
        let below = stretches.get(at + 1);
        let short = f.len <= LONGEST_HEAD && !f.full_stop && !f.in_run && !f.opening && !f.label;
        let unsigned = f.signed < Signed::Marked && f.credit == Credit::None && f.continuation.is_none();
        let titled = f.may_be_title || (f.len == 1 && texts[at].chars().all(is_han));
        let text_below =
            below.is_some_and(|below| below.len > 12 && !below.opening && (below.ends || below.len > 30));
        at > 0 && short && unsigned && titled && text_below
    };
    let heads: Vec<usize> = (0..texts.len()).filter(|at| alone(*at)).collect();
    let parts =
        |f: &Features| f.opening || f.signed >= Signed::Marked || f.signed_end || f.credit == Credit::Own;
    for pair in heads.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let between = &stretches[a + 1..b];
        if b - a <= FARTHEST_ECHO && b - a > 1 && !between.iter().any(parts) && echoes(texts[a], texts[b]) {
            stretches[a].echoes = true;
            stretches[b].echoes = true;
        }
    }
}

/// Whether two lines are built alike: the same words at the same places, or at their ends.
fn echoes(first: &str, second: &str) -> bool {
    if titles::starts_with_institution(first) && titles::starts_with_institution(second) {
        return false;
    }
    let (a, b) = (first.chars().count(), second.chars().count());
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).count()
    };
    let begin = same(&mut first.chars(), &mut second.chars());
    let end = same(&mut first.chars().rev(), &mut second.chars().rev());
    let placed = first.chars().zip(second.chars()).filter(|(a, b)| a == b).count();
    let least = if a <= 6 { 1 } else { 2 };
    let quoted = |line| quoted_term(line).filter(|term| !term.is_empty());
    if quoted(first).is_some() && quoted(first) == quoted(second) {
        return true;
    }
    // 开窗：每天两次 / 加湿：一盆清水: the same marks at the same places.
    let marks = |line: &str| -> Vec<(usize, char)> {
        line.chars().enumerate().filter(|(_, c)| matches!(c, '：' | '？' | '，' | '—' | '·')).collect()
    };
    let marked = !marks(first).is_empty() && marks(first) == marks(second) && a.abs_diff(b) <= 2;
    marked || begin >= 2 || end >= 2 || (a == b && (placed >= least || a <= 2))
}

/// What stands in quotation marks.
fn quoted_term(line: &str) -> Option<&str> {
    line.split_once('“').and_then(|(_, rest)| rest.split_once('”')).map(|(term, _)| term)
}

/// Marks what stands below a signature for text and pictures (王波 文/图), up to the next signature: captions there need
/// no credit. Where one of them is marked (▲…), all are.
fn mark_shared(texts: &[&str], stretches: &mut [Features]) {
    let mut start = 0;
    while start < stretches.len() {
        if !signs_for_both(texts[start], &stretches[start]) {
            start += 1;
            continue;
        }
        // Who is named for one picture took no others: a picture with a credit is of another piece.
        let ends = |f: &&Features| f.opening || f.signed == Signed::Told || f.credit != Credit::None;
        let end =
            stretches[start + 1..].iter().position(|f| ends(&f)).map_or(stretches.len(), |at| start + 1 + at);
        let marked = stretches[start + 1..end].iter().any(|f| f.marked_caption);
        for features in &mut stretches[start + 1..end] {
            features.shared = !marked || features.marked_caption;
        }
        start = end.max(start + 1);
    }
}

/// Whether a line signs for text and pictures: 王波 文/图, 本报讯（记者 周红 文/摄）.
pub fn signs_for_both(text: &str, features: &Features) -> bool {
    let signs = |opening: &str| {
        let inner = opening.split_once(['(', '（']).and_then(|(_, rest)| rest.split([')', '）']).next());
        const WORDS: [&str; 6] = ["文/图", "文/摄", "文/片", "摄影报道", "图文", "文图"];
        inner.is_some_and(|inner| WORDS.iter().any(|word| inner.contains(word)))
    };
    // 文/申屠晴 图/巴渝: each signs for a share.
    let shares =
        features.signed >= Signed::Marked && text.contains('文') && text.contains(['图', '摄', '片']);
    features.credit == Credit::Shared || shares || (features.opening && signs(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, alike: bool) {
        assert_eq!(echoes(first, second), alike, "{first} / {second}");
    }

    #[test]
    fn parts_of_one_piece_are_called_alike() {
        check("借书", "还书", true);
        check("为什么要“瘦”", "“瘦”了以后怎么样", true);
        check("吼", "听", true);
        check("第一碗豆浆是泼掉的", "第一百个工人是下岗的", true);
        check("开窗：每天两次", "加湿：一盆清水", true);
        check("缺设备？共享", "缺资金？投贷", true);
        check("手艺，是听出来的", "名声，是等出来的", true);
        check("从“借不到”到“借得多”", "从“一个箱”到“一群人”", true);
    }

    #[test]
    fn pieces_of_their_own_are_not() {
        check("铁炉庙社区开办“放心早餐”", "西姜村社区文化活动室挂牌", false);
        check("曲江街道为环卫工人体检", "曲江街道开办夜校", false);
        check("父亲的矿灯", "吃柿子", false);
    }

    fn marked(texts: &[&str]) -> Vec<Features> {
        let mut features: Vec<Features> = texts.iter().map(|text| Features::of(text, false, 0)).collect();
        mark(texts, &mut features);
        features
    }

    #[test]
    fn rows_of_a_table_are_a_run() {
        let rows = ["12月4日　双桥社区　内科", "12月11日　荷塘社区　眼科", "12月18日　拱辰社区　骨科"];
        assert!(marked(&rows).iter().all(|f| f.in_run));
        let titles = ["不等不靠　自己动手", "盛泽村民　集资修路", "告别泥路　家家出力"];
        assert!(marked(&titles).iter().all(|f| !f.in_run));
    }

    #[test]
    fn a_signature_for_both_covers_its_own_piece() {
        let texts = [
            "本报记者 王波 文/图",
            "居民在新建的菜场里买菜，人来人往。",
            "本报讯（记者 李明）菜场开张。",
            "菜价便宜。",
        ];
        let shared: Vec<bool> = marked(&texts).iter().map(|f| f.shared).collect();
        assert_eq!(shared, [false, true, false, false]);
    }

    #[test]
    fn counted_lines_without_text_between_are_a_list() {
        assert!(marked(&["1.扫描二维码；", "2.选择工具；", "3.关好柜门。"]).iter().all(|f| f.in_run));
        let text = "整治的第一步，不是剪，而是问，街道请来七家单位。";
        assert!(marked(&["一、先问", text, "二、后管", text]).iter().all(|f| !f.in_run));
    }

    #[test]
    fn notices_close_with_whose_they_are_and_the_day() {
        let lines = ["公　告", "阜阳路施工，车辆绕行，特此公告。", "区市政工程管理处", "2005年12月1日"];
        let closes: Vec<bool> = marked(&lines).iter().map(|f| f.closes_notice).collect();
        assert_eq!(closes, [false, false, true, true]);
        let below: Vec<bool> = marked(&["征婚启事两则", "某男，海员。", "某女，教师。", "夜校开班。"])
            .iter()
            .map(|f| f.under_advert)
            .collect();
        assert_eq!(below, [false, true, true, false]);
    }
}
