//! Characters that stand close together in a row, or below one another where text is set in columns.

use std::collections::HashMap;

use super::glyphs::PlacedChar;

/// Characters further apart than this many times their size belong to different segments.
const GAP: f64 = 0.85;
/// Neighbours that are looked at for the next character of a row: more lie there only in files made to waste time.
const MOST_NEIGHBOURS: usize = 96;

/// Rows that begin one below another make the left edge of a column known.
const KNOWN_ROWS: usize = 3;
/// Where a mark hangs into a gutter, this much of the size of the text is left of it.
const LEAST_GUTTER: f64 = 0.25;

/// A run of characters without a wide gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Its text, spaces between Latin words put in.
    pub text: String,
    /// Left, top, right and bottom in points.
    pub bounds: [f64; 4],
    /// Size of its characters.
    pub size: f64,
    /// Whether it is read from top to bottom.
    pub vertical: bool,
    /// How many characters it has.
    pub count: usize,
}

impl Segment {
    fn of(chars: &[&PlacedChar], vertical: bool) -> Self {
        let bounds = chars.iter().fold([f64::INFINITY, f64::INFINITY, 0.0, 0.0], |b: [f64; 4], c| {
            let [left, top, right, bottom] = c.bounds;
            [b[0].min(left), b[1].min(top), b[2].max(right), b[3].max(bottom)]
        });
        let mut sizes: Vec<f64> = chars.iter().map(|c| size_of(c, vertical)).collect();
        sizes.sort_by(f64::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
        let mut text = String::new();
        for (at, c) in chars.iter().enumerate() {
            if at > 0 && (c.space.is_some() || !vertical && is_space(chars[at - 1], c)) {
                text.push(c.space.filter(|space| *space == '\u{3000}').unwrap_or(' '));
            }
            text.push_str(&c.text);
        }
        Self { text, bounds, size, vertical, count: chars.len() }
    }

    /// Where it ends without the mark at its end: such marks may hang out of a column.
    pub fn edge(&self) -> f64 {
        self.bounds[2] - if self.text.ends_with(is_mark) { self.size } else { 0.0 }
    }

    /// Half-way between its top and its bottom.
    pub fn middle_y(&self) -> f64 {
        f64::midpoint(self.bounds[1], self.bounds[3])
    }
}

fn is_mark(c: char) -> bool {
    "，。、；：！？”’）》".contains(c)
}

fn size_of(c: &PlacedChar, vertical: bool) -> f64 {
    if vertical { (c.bounds[2] - c.bounds[0]).max(1.0) } else { c.size() }
}

/// Whether a gap between two neighbours is one of words: Han stand without.
fn is_space(before: &PlacedChar, after: &PlacedChar) -> bool {
    let gap = after.bounds[0] - before.bounds[2];
    let narrow = |c: &PlacedChar| c.text.chars().all(|c| c.is_ascii() || ('\u{a1}'..'\u{2000}').contains(&c));
    let wide = if narrow(before) && narrow(after) { 0.16 } else { 0.6 };
    gap > wide * before.size().min(after.size())
}

/// Puts the characters of a page together.
pub fn segments(chars: &[PlacedChar]) -> Vec<Segment> {
    let chars = without_doubles(chars);
    let (down, across): (Vec<&PlacedChar>, Vec<&PlacedChar>) = chars.into_iter().partition(|c| c.vertical);
    let chains = chained(&across, false);
    let whole: Vec<Segment> = chains.iter().map(|chain| Segment::of(chain, false)).collect();
    let text = size_of_text(&whole);
    let edges = edges(&whole, text);
    let parts = chains.iter().flat_map(|chain| {
        chain.chunk_by(|before, after| {
            let gap = after.bounds[0] - before.bounds[2];
            gap < LEAST_GUTTER * text || !is_edge(&edges, after.bounds[0], 0.15 * text)
        })
    });
    let mut segments: Vec<Segment> = parts.map(|part| Segment::of(part, false)).collect();
    segments.extend(chained(&down, true).iter().map(|chain| Segment::of(chain, true)));
    stacked(segments)
}

/// The size that most characters have.
pub fn size_of_text(segments: &[Segment]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = segments.iter().map(|s| (s.size, s.count)).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut counted = 0;
    let middle = sizes.iter().find(|(_, count)| {
        counted += count;
        counted > half
    });
    middle.map_or(10.0, |(size, _)| *size)
}

/// Where several rows of text begin, one below another: the left edges of columns.
pub fn edges(segments: &[Segment], text: f64) -> Vec<f64> {
    let rows = segments.iter().filter(|s| !s.vertical && (s.size - text).abs() < 0.15 * text);
    let mut lefts: Vec<f64> = rows.map(|s| s.bounds[0]).collect();
    lefts.sort_by(f64::total_cmp);
    let runs = lefts.chunk_by(|a, b| b - a < 0.1 * text);
    runs.filter(|run| run.len() >= KNOWN_ROWS).filter_map(|run| run.get(run.len() / 2).copied()).collect()
}

/// Whether an edge lies within `near` of a place.
pub fn is_edge(edges: &[f64], x: f64, near: f64) -> bool {
    let at = edges.partition_point(|edge| *edge < x - near);
    edges.get(at).is_some_and(|edge| *edge < x + near)
}

/// A character printed twice, a little apart, to look bold, is one.
fn without_doubles(chars: &[PlacedChar]) -> Vec<&PlacedChar> {
    let mut seen: HashMap<(&str, i64, i64), Vec<[f64; 4]>> = HashMap::new();
    let mut kept = Vec::with_capacity(chars.len());
    for c in chars {
        let (x, y) = c.middle();
        let near = 0.1 * c.size();
        let cell = |v: f64| (v / 8.0).floor() as i64;
        let cells = [-near, near].map(|dx| [-near, near].map(|dy| (cell(x + dx), cell(y + dy))));
        let is_double = cells.iter().flatten().any(|(cx, cy)| {
            seen.get(&(c.text.as_str(), *cx, *cy)).is_some_and(|there| {
                there.iter().rev().take(MOST_NEIGHBOURS).any(|b| {
                    (f64::midpoint(b[0], b[2]) - x).abs() < near
                        && (f64::midpoint(b[1], b[3]) - y).abs() < near
                })
            })
        });
        if !is_double {
            seen.entry((c.text.as_str(), cell(x), cell(y))).or_default().push(c.bounds);
            kept.push(c);
        }
    }
    kept
}

/// Chains of neighbours along the way of reading.
fn chained<'c>(chars: &[&'c PlacedChar], vertical: bool) -> Vec<Vec<&'c PlacedChar>> {
    // Along the way of reading, and across it.
    let along =
        |c: &PlacedChar| if vertical { (c.bounds[1], c.bounds[3]) } else { (c.bounds[0], c.bounds[2]) };
    let across = |c: &PlacedChar| if vertical { c.middle().0 } else { c.middle().1 };
    let bucket = |v: f64| (v / 6.0).floor() as i64;
    let mut rows: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, c) in chars.iter().enumerate() {
        rows.entry(bucket(across(c))).or_default().push(at);
    }
    for row in rows.values_mut() {
        row.sort_by(|a, b| along(chars[*a]).0.total_cmp(&along(chars[*b]).0));
    }
    let next_of = |at: usize| -> Option<(usize, f64)> {
        let c = chars[at];
        let size = size_of(c, vertical);
        let (start, end) = along(c);
        let reach = (size * 0.45).min(60.0);
        let mut best: Option<(usize, f64)> = None;
        for row in bucket(across(c) - reach)..=bucket(across(c) + reach) {
            let Some(row) = rows.get(&row) else { continue };
            let from = row.partition_point(|other| along(chars[*other]).0 <= start + 0.2 * size);
            for other in row[from..].iter().take(MOST_NEIGHBOURS) {
                let (their_start, _) = along(chars[*other]);
                let gap = their_start - end;
                let their_size = size_of(chars[*other], vertical);
                if gap > GAP * size.max(their_size) {
                    break;
                }
                let level = (across(chars[*other]) - across(c)).abs() < 0.4 * size.min(their_size);
                let alike = size.max(their_size) < 1.6 * size.min(their_size);
                if *other != at && level && alike && best.is_none_or(|(_, nearest)| gap < nearest) {
                    best = Some((*other, gap));
                }
            }
        }
        best
    };
    let mut before: Vec<Option<(usize, f64)>> = vec![None; chars.len()];
    for at in 0..chars.len() {
        if let Some((next, gap)) = next_of(at)
            && before[next].is_none_or(|(_, nearest)| gap < nearest)
        {
            before[next] = Some((at, gap));
        }
    }
    let mut after: Vec<Option<usize>> = vec![None; chars.len()];
    for (at, place) in before.iter().enumerate() {
        if let Some((from, _)) = place {
            after[*from] = Some(at);
        }
    }
    let starts = (0..chars.len()).filter(|at| before[*at].is_none());
    let chain = |start: usize| -> Vec<&'c PlacedChar> {
        std::iter::successors(Some(start), |at| after[*at]).map(|at| chars[at]).collect()
    };
    starts.map(chain).collect()
}

/// Single characters below one another are a title set from top to bottom.
fn stacked(segments: Vec<Segment>) -> Vec<Segment> {
    let (single, mut rest): (Vec<Segment>, Vec<Segment>) =
        segments.into_iter().partition(|segment| segment.count == 1 && !segment.vertical);
    let place =
        |s: &Segment| PlacedChar { text: s.text.clone(), bounds: s.bounds, vertical: true, space: None };
    let chars: Vec<PlacedChar> = single.iter().map(place).collect();
    let refs: Vec<&PlacedChar> = chars.iter().collect();
    for chain in chained(&refs, true).iter().map(|chain| Segment::of(chain, true)) {
        if chain.count >= 3 {
            rest.push(chain);
        } else {
            let [left, top, right, bottom] = chain.bounds;
            let within = |s: &&Segment| {
                let (x, y) = (f64::midpoint(s.bounds[0], s.bounds[2]), s.middle_y());
                (left..=right).contains(&x) && (top..=bottom).contains(&y)
            };
            rest.extend(single.iter().filter(within).cloned());
        }
    }
    rest
}
