//! The order in which a person reads a page: bands that reach across, columns between gutters, rows within a column.
//! Cuts alternate as in the X-Y cut of Nagy and Seth (1984); a band ends where a title reaches across a gutter.

use super::segments::{Segment, edges, is_edge};

/// A gutter is at least this many times as wide as the characters beside it are large.
const GUTTER: f64 = 0.7;
/// A region is parted no more often than this.
const MOST_CUTS: usize = 24;
/// Characters this many times the size of those of the text are a title.
pub const TITLE: f64 = 1.25;

/// Rows of one column, without a gutter between them: each its segments from left to right.
pub type Column = Vec<Vec<Segment>>;

/// What all regions of a page are measured by.
struct Measure {
    /// Size of its text.
    text: f64,
    /// Left edges of columns, in order.
    edges: Vec<f64>,
}

/// The columns of a page in the order of reading. `text` is the size of its text.
pub fn columns(segments: Vec<Segment>, text: f64) -> Vec<Column> {
    let measure = Measure { text, edges: edges(&segments, text) };
    let mut columns = Vec::new();
    cut(segments, &measure, 0, &mut columns);
    columns
}

fn cut(segments: Vec<Segment>, measure: &Measure, depth: usize, columns: &mut Vec<Column>) {
    if segments.is_empty() {
        return;
    }
    if segments.iter().all(|segment| segment.vertical) {
        columns.extend(from_right(segments));
        return;
    }
    // A title in the middle of a region belongs to all of it, even where it reaches across few of its columns.
    let bands = bands(segments);
    let region = region(bands.iter().flatten());
    let titled = bands.len() > 1 && bands.iter().any(|band| is_title_across(band, region, measure, false));
    if !titled && depth < MOST_CUTS {
        let segments = bands.concat();
        let gutters = gutters(&segments, measure);
        if !gutters.is_empty() {
            parted(segments, &gutters).into_iter().for_each(|part| cut(part, measure, depth + 1, columns));
            return;
        }
    }
    let groups = grouped(bands, measure);
    if groups.len() == 1 || depth >= MOST_CUTS {
        columns.extend(groups.into_iter().map(|group| rows(group.concat())));
        return;
    }
    groups.into_iter().for_each(|group| cut(group.concat(), measure, depth + 1, columns));
}

/// Left and right of all of them.
fn region<'a>(segments: impl Iterator<Item = &'a Segment>) -> (f64, f64) {
    segments.fold((f64::INFINITY, 0.0), |(left, right), s| (s.bounds[0].min(left), s.bounds[2].max(right)))
}

/// Columns set from top to bottom follow one another from right to left, tier by tier.
fn from_right(segments: Vec<Segment>) -> impl Iterator<Item = Column> {
    bands(segments).into_iter().flat_map(|mut tier| {
        tier.sort_by(|a, b| b.bounds[0].total_cmp(&a.bounds[0]).then(a.bounds[1].total_cmp(&b.bounds[1])));
        tier.into_iter().map(|segment| vec![vec![segment]])
    })
}

/// Where white reaches from top to bottom between segments: the middles of it.
fn gutters(segments: &[Segment], measure: &Measure) -> Vec<f64> {
    let mut spans: Vec<(f64, f64)> = segments.iter().map(|s| (s.bounds[0], s.edge())).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut gutters = Vec::new();
    let Some(mut end) = spans.first().map(|span| span.1) else { return gutters };
    for (left, right) in spans {
        if left - end > GUTTER * measure.text {
            gutters.push(f64::midpoint(end, left));
        }
        end = end.max(right);
    }
    gutters.retain(|x| is_gutter(segments, *x, measure));
    gutters
}

/// Text stands on both sides in several rows, or begins on both where columns do; what parts a single row is a gap
/// in it.
fn is_gutter(segments: &[Segment], x: f64, measure: &Measure) -> bool {
    let (left, right): (Vec<&Segment>, Vec<&Segment>) = segments.iter().partition(|s| s.bounds[0] < x);
    let several = |side: &[&Segment]| {
        let top = side.iter().map(|s| s.bounds[1]).fold(f64::INFINITY, f64::min);
        let foot = side.iter().map(|s| s.bounds[3]).fold(0.0, f64::max);
        foot - top > 2.2 * measure.text || side.iter().any(|segment| segment.vertical)
    };
    let known =
        |side: &[&Segment]| is_edge(&measure.edges, region(side.iter().copied()).0, 0.3 * measure.text);
    let good = |side: &[&Segment]| several(side) || known(side);
    good(&left) && known(&right) || several(&left) && several(&right)
}

fn parted(segments: Vec<Segment>, gutters: &[f64]) -> Vec<Vec<Segment>> {
    let mut parts: Vec<Vec<Segment>> = vec![Vec::new(); gutters.len() + 1];
    for segment in segments {
        let at = gutters.partition_point(|x| *x < segment.bounds[0]);
        parts[at].push(segment);
    }
    parts
}

/// Bands that white reaches across between, from top to bottom.
fn bands(mut segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    segments.sort_by(|a, b| a.bounds[1].total_cmp(&b.bounds[1]));
    let mut bands: Vec<Vec<Segment>> = Vec::new();
    let mut foot = f64::NEG_INFINITY;
    for segment in segments {
        // Rows are set as close as their characters are large: what is beneath the middle of one is another.
        let inner = 0.2 * segment.size;
        let [_, top, _, bottom] = segment.bounds;
        match bands.last_mut().filter(|_| top + inner < foot) {
            Some(band) => band.push(segment),
            None => bands.push(vec![segment]),
        }
        foot = foot.max(bottom - inner);
    }
    bands
}

/// Puts bands together as long as a gutter reaches through all of them, or through none.
fn grouped(bands: Vec<Vec<Segment>>, measure: &Measure) -> Vec<Vec<Vec<Segment>>> {
    let region = region(bands.iter().flatten());
    let text = measure.text;
    let mut groups: Vec<Vec<Vec<Segment>>> = Vec::new();
    let mut parted = false;
    let mut after_title = false;
    for band in bands {
        let title = is_title_across(&band, region, measure, after_title);
        let again = title && after_title && groups.last().is_some_and(|group| is_like(&group[0], &band));
        if let Some(group) = groups.last_mut().filter(|_| again) {
            group.push(band);
            continue;
        }
        let open = groups.last_mut().filter(|_| !title && !after_title);
        let joined = open.as_ref().map(|group| {
            let whole: Vec<Segment> = group.iter().flatten().chain(&band).cloned().collect();
            !gutters(&whole, measure).is_empty()
        });
        match (open, joined) {
            (Some(group), Some(with)) if with || !parted && !is_parted(&band, text) => {
                parted = with;
                group.push(band);
            }
            _ => {
                parted = is_parted(&band, text);
                groups.push(vec![band]);
            }
        }
        after_title = title;
    }
    groups
}

/// Whether two bands are set in one size.
fn is_like(band: &[Segment], other: &[Segment]) -> bool {
    let size = |band: &[Segment]| band.iter().map(|segment| segment.size).fold(0.0, f64::max);
    (size(band) - size(other)).abs() < 0.08 * size(other)
}

/// Whether the segments of a band stand a gutter apart.
fn is_parted(band: &[Segment], text: f64) -> bool {
    let mut spans: Vec<(f64, f64)> = band.iter().map(|s| (s.bounds[0], s.bounds[2])).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    spans.windows(2).any(|pair| pair[1].0 - pair[0].1 > GUTTER * text)
}

/// A line alone in the region, in its middle or across its columns, that is larger than its text or follows such a line; the head of the page.
fn is_title_across(
    band: &[Segment],
    (left, right): (f64, f64),
    measure: &Measure,
    after_title: bool,
) -> bool {
    let text = measure.text;
    let (first, last) = region(band.iter());
    let off = (f64::midpoint(first, last) - f64::midpoint(left, right)).abs();
    let large = band.iter().all(|segment| segment.size > TITLE * text);
    let across = measure.edges.iter().any(|edge| (first + text..last - text).contains(edge));
    let single = band.len() == 1 && last - first < 0.9 * (right - left);
    is_page_head(band)
        || large && (across || off < 0.1 * (right - left))
        || after_title && single && off < 0.02 * (right - left)
}

/// The line that says which paper, day and page this is stands above all columns.
fn is_page_head(band: &[Segment]) -> bool {
    let text: String = band.iter().map(|segment| segment.text.as_str()).collect();
    let dated = text.contains('年') && text.contains('月') && text.contains('日') && text.contains("星期");
    let numbered = text.contains('第') && text.ends_with('版') || text.contains("版：");
    text.chars().count() < 60 && (dated || numbered && text.chars().count() < 30)
}

/// Segments of a column in rows from top to bottom.
pub fn rows(mut segments: Vec<Segment>) -> Column {
    segments.sort_by(|a, b| a.middle_y().total_cmp(&b.middle_y()));
    let mut rows: Column = Vec::new();
    for segment in segments {
        let level = |row: &&mut Vec<Segment>| {
            row.first().is_some_and(|first| {
                (segment.middle_y() - first.middle_y()).abs() < 0.5 * first.size.min(segment.size)
            })
        };
        match rows.last_mut().filter(level) {
            Some(row) => row.push(segment),
            None => rows.push(vec![segment]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.bounds[0].total_cmp(&b.bounds[0])));
    rows
}
