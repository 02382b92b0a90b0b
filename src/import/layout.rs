//! How a text is set: paragraphs parted by blank lines, by indents, or every printed line a line of its own.

use std::collections::BTreeMap;

use crate::model::Line;
use crate::text::{count_up_to, ends_sentence};

use super::MAX_LINES;
use super::byline::is_opening;

/// One line of the source that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number in the source, from 1.
    pub number: usize,
    /// Its text, outer white space taken off.
    pub text: &'a str,
    /// White space in front of it, in half-width columns.
    pub indent: usize,
    /// Blank lines before it.
    pub gap: usize,
}

impl Row<'_> {
    /// Whether it begins as printed paragraphs do: one to three full-width spaces in.
    pub fn is_indented(&self) -> bool {
        (2..=6).contains(&self.indent)
    }
}

/// How the paragraphs of a text are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Every line is a paragraph; indents say nothing.
    Lines,
    /// Every line is a paragraph, and those of a body are indented.
    Indented,
    /// Every printed line is a line; this many characters fill one.
    Wrapped {
        /// Characters of a full line.
        width: usize,
        /// Whether paragraphs begin with an indent.
        indented: bool,
    },
}

/// One or more rows that are a paragraph or a title together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First row.
    pub first: usize,
    /// One behind its last row.
    pub end: usize,
    /// Whether a person should look at where it ends.
    pub unsure: bool,
}

/// Cuts a text into rows; where it has more than a file may have, into one more than that.
pub fn rows(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::with_capacity((text.len() / 64).min(MAX_LINES));
    let mut gap = 0;
    for (at, line) in text.split('\n').enumerate() {
        let bare = line.trim_matches(is_edge);
        if bare.is_empty() {
            gap += 1;
            continue;
        }
        let indent = match line.chars().next() {
            Some(first) if is_edge(first) => {
                line.chars().take_while(|c| is_edge(*c)).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum()
            }
            _ => 0,
        };
        rows.push(Row { number: at + 1, text: bare, indent, gap });
        gap = 0;
        if rows.len() > MAX_LINES {
            break;
        }
    }
    rows
}

/// Puts a text together again from its lines: of `text` itself come only the ends of lines and the white space at
/// their edges. Where no line was lost, doubled or changed, that is `text`.
pub fn put_together<'a>(text: &str, lines: impl IntoIterator<Item = &'a Line>) -> String {
    let mut of_number: BTreeMap<usize, String> = BTreeMap::new();
    for line in lines {
        of_number.entry(line.number).or_default().push_str(&line.text);
    }
    let mut whole = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            whole.push('\n');
        }
        let rest = line.trim_start_matches(is_edge);
        whole.push_str(line.strip_suffix(rest).unwrap_or_default());
        whole.push_str(of_number.get(&(at + 1)).map_or("", String::as_str));
        whole.push_str(rest.strip_prefix(rest.trim_end_matches(is_edge)).unwrap_or_default());
    }
    whole
}

/// White space of any width, and a mark of byte order that strayed into the text.
pub fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Rows longer than this are paragraphs, not printed lines: the widest columns have about 45 characters.
const WIDEST: usize = 60;

/// Tells the layout of a page.
pub fn layout_of(rows: &[Row]) -> Layout {
    if let Some((width, indented)) = wrapped(rows).or_else(|| wrapped_loosely(rows)) {
        return Layout::Wrapped { width, indented };
    }
    let long = rows.iter().filter(|row| row.text.len() > 90);
    let (indented, flush) =
        long.fold(
            (0, 0),
            |(indented, flush), row| {
                if row.is_indented() { (indented + 1, flush) } else { (indented, flush + 1) }
            },
        );
    if indented > 0 && indented * 2 >= flush { Layout::Indented } else { Layout::Lines }
}

/// The width of printed lines, where most rows have about the same and end in mid-sentence.
fn wrapped(rows: &[Row]) -> Option<(usize, bool)> {
    if rows.len() < 8 {
        return None;
    }
    let mut counts = [0_usize; WIDEST + 4];
    let mut too_long = 0;
    for row in rows {
        match length(row) {
            length if length > WIDEST => too_long += 1,
            length => counts[length] += 1,
        }
    }
    if too_long * 12 > rows.len() {
        return None;
    }
    let near = |width: usize| counts[width - 1] + counts[width] + counts[width + 1];
    let width = (9..=WIDEST).max_by_key(|width| (near(*width), counts[*width]))?;
    let full: Vec<&Row> = rows.iter().filter(|row| length(row).abs_diff(width) <= 1).collect();
    let stopped =
        full.iter().filter(|row| row.text.ends_with(['。', '！', '？', '，', '；', '：', '、', '”'])).count();
    if full.len() * 5 < rows.len() * 2 || stopped * 2 > full.len() {
        return None;
    }
    let longer = rows.iter().filter(|row| length(row) > width + 2).count();
    if longer * 5 > rows.len() {
        return None;
    }
    // A fifth of the lines of a narrow column begin a paragraph; without indents hardly one is indented.
    let indented = rows.iter().filter(|row| row.is_indented()).count();
    Some((width, indented * 20 > rows.len()))
}

/// The same where paragraphs are short, so that few rows are full: rows that stop in mid-sentence and have a row right
/// below are nearly all of one width, and hardly a row is longer. Paragraphs cut by a column end anywhere.
fn wrapped_loosely(rows: &[Row]) -> Option<(usize, bool)> {
    let mut counts = [0_usize; WIDEST + 4];
    let (mut open, mut longest) = (0, 0);
    for (row, below) in rows.iter().zip(rows.iter().skip(1)) {
        let chars = length(row);
        longest = longest.max(chars);
        let pauses = row.text.contains(['，', '。', ',']);
        if pauses && below.gap == 0 && !ends_sentence(row.text) && (9..=WIDEST).contains(&chars) {
            open += 1;
            counts[chars] += 1;
        }
    }
    let near = |width: usize| counts[width - 1] + counts[width] + counts[width + 1];
    let width = (9..=WIDEST).max_by_key(|width| (near(*width), counts[*width]))?;
    let wrapped = open >= 6 && near(width) * 10 >= open * 8 && longest <= width + 2;
    let indented = rows.iter().filter(|row| row.is_indented()).count();
    wrapped.then_some((width, indented * 20 > rows.len()))
}

/// Characters of a row with its indent, counted no further than needed.
fn length(row: &Row) -> usize {
    count_up_to(row.text, WIDEST + 1) + row.indent / 2
}

/// Puts the rows of a page together into paragraphs and titles.
pub fn stretches(rows: &[Row], layout: Layout) -> Vec<Stretch> {
    let Layout::Wrapped { width, indented } = layout else {
        return (0..rows.len()).map(|first| Stretch { first, end: first + 1, unsure: false }).collect();
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    // Rows before this one are titles, each by itself.
    let mut titles = 0;
    for (at, row) in rows.iter().enumerate() {
        if !indented && (at == 0 || row.gap > 0) {
            titles = at + titles_from(rows, at, width);
        }
        let goes_on = match stretches.last() {
            Some(last) if row.gap == 0 && !row.is_indented() && at > titles => {
                joins(rows, last, at, width, indented)
            }
            _ => Joins::No,
        };
        match stretches.last_mut() {
            Some(last) if goes_on != Joins::No => {
                last.end = at + 1;
                last.unsure |= goes_on == Joins::Unsure;
            }
            _ => stretches.push(Stretch { first: at, end: at + 1, unsure: false }),
        }
    }
    stretches
}

/// How many rows from `at` are titles, where paragraphs have no indent: those without the marks of a sentence. The
/// last of them is the beginning of the text where it fills its line and nothing opens below it.
fn titles_from(rows: &[Row], at: usize, width: usize) -> usize {
    let titles = rows[at..].iter().take(5).enumerate().take_while(|(i, row)| {
        (*i == 0 || row.gap == 0)
            && super::titles::may_be_title(row.text)
            && !(row.text.contains('，') && row.text.contains('日') && length(row) + 2 >= width)
            && !is_opening(row.text)
            && !super::byline::is_byline_line(row.text)
    });
    let count = titles.count();
    let Some(last) = rows[at..].iter().take(count).next_back() else { return 0 };
    let below = rows.get(at + count);
    let opens = below.is_some_and(|row| is_opening(row.text) || super::byline::is_byline_line(row.text));
    if opens || count < 2 || length(last) + 2 < width { count } else { count - 1 }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joins {
    Yes,
    No,
    Unsure,
}

/// Whether row `at` goes on with the stretch before it.
fn joins(rows: &[Row], last: &Stretch, at: usize, width: usize, indented: bool) -> Joins {
    let (first, before, row) = (&rows[last.first], &rows[at - 1], &rows[at]);
    let signed = |row: &Row| super::byline::is_byline_line(row.text);
    if is_opening(row.text)
        || super::credit::is_marked_caption(row.text)
        || signed(row)
        || (!indented && signed(before))
    {
        return Joins::No;
    }
    let ends = ends_sentence(before.text);
    // What ends in the midst of a line ends its paragraph.
    let full = is_full(before, width) && (!ends || length(before) + 1 >= width);
    if indented {
        // Only what begins with an indent is a paragraph; a flush line at the beginning is a title.
        return if first.is_indented() && full && !(ends && stands_above_body(rows, at)) {
            Joins::Yes
        } else {
            Joins::No
        };
    }
    if !full || (last.end - last.first == 1 && is_heading(first.text) && stands_above_body(rows, last.first))
    {
        return Joins::No;
    }
    match ends {
        true if stands_above_body(rows, at) || super::byline::is_byline_line(row.text) => Joins::No,
        true => Joins::Unsure,
        false => Joins::Yes,
    }
}

/// A line is full where the next word had no room: two characters may be missing before a number or a closing mark.
fn is_full(row: &Row, width: usize) -> bool {
    let narrow = row.text.bytes().filter(u8::is_ascii).count();
    length(row) + 2 >= width || length(row) + 2 + narrow / 2 >= width && narrow > 3
}

/// Whether the few lines from `at` look like titles with an opening or an indent below them.
fn stands_above_body(rows: &[Row], at: usize) -> bool {
    let titles =
        rows[at..].iter().take(4).take_while(|row| is_heading(row.text) && !row.is_indented()).count();
    let below = rows.get(at + titles);
    titles > 0
        && below.is_some_and(|row| {
            is_opening(row.text) || row.is_indented() || super::byline::is_byline_line(row.text)
        })
}

/// A short line without the marks of a sentence.
fn is_heading(text: &str) -> bool {
    super::titles::is_title_like(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> Layout {
        layout_of(&rows(text))
    }

    #[test]
    fn short_paragraphs_may_be_wrapped_too() {
        let wrapped = "夜校开班\n没有物业，没有门岗，没有路灯，这样\n的楼院，全区曾有二百一十七个，如\n今，都有了院长。\n\
            她拿着本子，挨家收集意见，谁家下\n水堵了，她都有账。\n据介绍，院长由居民推选，不拿工资，\n任期两年，连选连任，\
            不得超过两\n次，满意率低于六成，就要重选，这\n是规矩。";
        assert!(matches!(layout(wrapped), Layout::Wrapped { indented: false, .. }), "{:?}", layout(wrapped));
        // Each line a paragraph, some cut at the foot of a column.
        let lines = "夜校开班\n没有物业，没有门岗。\n这样的楼院，全区曾有二百一十七个，如\n今都有了院长。\n她拿着本子，\n挨家收集意见。";
        assert_eq!(layout(lines), Layout::Lines);
    }

    #[test]
    fn what_ends_in_the_midst_of_a_line_ends_its_paragraph() {
        let text = "　　桥上的人都说，阿林回来了，拉\n着汽笛，从桥下过去，一年又一年\n地走同样的水路。\n遗失启事\n　　本人\
            不慎遗失执照，声明作废。";
        let rows = rows(text);
        let ends: Vec<usize> =
            stretches(&rows, Layout::Wrapped { width: 16, indented: true }).iter().map(|s| s.end).collect();
        assert_eq!(ends, [3, 4, 5]);
    }
}
