//! Justified rows: photos of one height side by side that fill the width, by month. Pure arithmetic: what a row holds is
//! known for all of them, where its photos stand only for those that are drawn.

use super::super::theme::wall;
use crate::model::Date;
use crate::query::WallPhoto;

/// A month as it counts up: 2015-12 is one less than 2016-01.
pub fn month_of(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month())
}

/// A row of photos.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Distance of its photos from the top of all.
    pub top: f32,
    /// Height of its photos.
    pub height: f32,
    /// Its first photo.
    pub first: usize,
    /// How many it has.
    pub len: usize,
    /// Whether a month begins in it: its heading stands above.
    pub headed: bool,
    /// Whether its photos fill the width.
    pub full: bool,
}

/// A photo in its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Which photo.
    pub at: usize,
    /// Distance from the left.
    pub left: f32,
    /// Width.
    pub width: f32,
    /// Whether its month begins with it.
    pub begins: bool,
}

/// All rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// From the top.
    pub rows: Vec<Row>,
    /// Height of all.
    pub height: f32,
}

/// Width of a photo in parts of its height; extremes are cut rather than shown as lines.
pub fn aspect(photo: &WallPhoto) -> f32 {
    let [width, height] = photo.shape.unwrap_or(wall::BARE_SHAPE);
    let (width, height) = if photo.turn % 2 == 1 { (height, width) } else { (width, height) };
    (width as f32 / height as f32).clamp(wall::NARROWEST, wall::WIDEST)
}

/// A stretch of photos of one month.
struct Month {
    first: usize,
    len: usize,
    /// Width of all of them side by side at the wanted height.
    width: f32,
}

impl Rows {
    /// Lays photos out in a width, in rows of about this height.
    pub fn new(photos: &[WallPhoto], width: f32, height: f32) -> Self {
        // The widest photo fits, so that no row is filled by a narrow one alone.
        let height = height.min(width / wall::WIDEST).max(1.0);
        let mut rows = Self { rows: Vec::new(), height: 0.0 };
        let months = months(photos, height);
        let mut at = 0;
        while at < months.len() {
            // Months of few photos stand side by side in one row, each below its heading.
            let (mut end, mut used) = (at + 1, slot(&months[at]));
            while let Some(next) = months.get(end) {
                let more = used + wall::MONTH_GAP + slot(next);
                if more > width {
                    break;
                }
                (used, end) = (more, end + 1);
            }
            if end > at + 1 {
                let len = months[at..end].iter().map(|month| month.len).sum();
                rows.push(Row { first: months[at].first, len, height, headed: true, full: false, top: 0.0 });
            } else {
                rows.add_month(photos, &months[at], width, height);
            }
            at = end;
        }
        rows
    }

    fn push(&mut self, row: Row) {
        let above = match (self.rows.is_empty(), row.headed) {
            (true, true) => wall::HEADING,
            (false, true) => wall::HEADING + wall::MONTH_GAP / 2.0,
            (true, false) => 0.0,
            (false, false) => wall::GAP,
        };
        let top = self.height + above;
        self.height = top + row.height;
        self.rows.push(Row { top, ..row });
    }

    /// The rows of a month that has rows of its own.
    fn add_month(&mut self, photos: &[WallPhoto], month: &Month, width: f32, height: f32) {
        let end = month.first + month.len;
        let (mut first, mut headed) = (month.first, true);
        while first < end {
            let (mut len, mut aspects) = (0, 0.0);
            let gaps = |len: usize| len.saturating_sub(1) as f32 * wall::GAP;
            for photo in &photos[first..end] {
                let more = aspects + aspect(photo);
                let filled = aspects * height + gaps(len);
                let with = more * height + gaps(len + 1);
                // One more where that comes nearer to the width.
                if len > 0 && with > width && (with - width > width - filled) {
                    break;
                }
                (aspects, len) = (more, len + 1);
                if with >= width {
                    break;
                }
            }
            let fitting = (width - gaps(len)) / aspects;
            // The last row of a month is not blown up to fill the width.
            let full = first + len < end || fitting <= height;
            let row_height = if full { fitting } else { height };
            self.push(Row { first, len, height: row_height, headed, full, top: 0.0 });
            (first, headed) = (first + len, false);
        }
    }

    /// The rows that can be seen between two distances from the top.
    pub fn visible(&self, top: f32, bottom: f32) -> &[Row] {
        let first = self.rows.partition_point(|row| row.top + row.height < top);
        let end = self.rows.partition_point(|row| row.top - wall::HEADING <= bottom);
        self.rows.get(first..end.max(first)).unwrap_or_default()
    }

    /// The row of a photo.
    pub fn row_of(&self, photo: usize) -> Option<usize> {
        let row = self.rows.partition_point(|row| row.first + row.len <= photo);
        (row < self.rows.len()).then_some(row)
    }

    /// Where the photos of a row stand.
    pub fn cells(row: &Row, photos: &[WallPhoto]) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(row.len);
        let (mut left, mut month_left) = (0.0f32, 0.0f32);
        for at in row.first..row.first + row.len {
            let Some(photo) = photos.get(at) else { break };
            let begins = at == 0 || month_of(photos[at - 1].date) != month_of(photo.date);
            if begins && at > row.first {
                left = (left - wall::GAP).max(month_left + wall::LEAST_MONTH) + wall::MONTH_GAP;
                month_left = left;
            }
            let width = aspect(photo) * row.height;
            cells.push(Cell { at, left, width, begins });
            left += width + wall::GAP;
        }
        cells
    }

    /// The photo above or below one: that whose middle is nearest.
    pub fn beside(&self, photos: &[WallPhoto], from: usize, down: bool) -> Option<usize> {
        let row = self.row_of(from)?;
        let middle = |cell: &Cell| cell.left + cell.width / 2.0;
        let here = Self::cells(self.rows.get(row)?, photos).into_iter().find(|cell| cell.at == from)?;
        let next = if down { row + 1 } else { row.checked_sub(1)? };
        let cells = Self::cells(self.rows.get(next)?, photos);
        let off = |cell: &Cell| (middle(cell) - middle(&here)).abs();
        cells.iter().min_by(|a, b| off(a).total_cmp(&off(b))).map(|cell| cell.at)
    }
}

/// The least room of a month beside others: its heading must be read.
fn slot(month: &Month) -> f32 {
    month.width.max(wall::LEAST_MONTH)
}

fn months(photos: &[WallPhoto], height: f32) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    let mut last = None;
    for (first, photo) in photos.iter().enumerate() {
        let month = Some(month_of(photo.date));
        let width = aspect(photo) * height;
        match months.last_mut().filter(|_| month == last) {
            Some(known) => (known.len, known.width) = (known.len + 1, known.width + wall::GAP + width),
            None => months.push(Month { first, len: 1, width }),
        }
        last = month;
    }
    months
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{ArticleId, PhotoId, day_of_number};

    fn photo(id: i64, day: i32, shape: Option<[u32; 2]>) -> WallPhoto {
        WallPhoto {
            id: PhotoId(id),
            article: ArticleId(id),
            date: day_of_number(day),
            shape,
            turn: (id % 3) as u8,
        }
    }

    fn photos(shapes: Vec<(u32, u32, bool)>, days: i32) -> Vec<WallPhoto> {
        let shaped = |(at, (width, height, bare)): (usize, (u32, u32, bool))| {
            photo(at as i64, 16_000 - at as i32 * days / 7, (!bare).then_some([width, height]))
        };
        shapes.into_iter().enumerate().map(shaped).collect()
    }

    fn check(photos: &[WallPhoto], width: f32, height: f32) {
        let rows = Rows::new(photos, width, height);
        let mut next = 0;
        let mut bottom = 0.0;
        for row in &rows.rows {
            assert_eq!(row.first, next, "order is kept and none is left out");
            assert!(row.len > 0 && row.top >= bottom, "{row:?} below {bottom}");
            if next > 0 {
                let gap = row.top - bottom;
                let room = wall::GAP - 0.01..=wall::HEADING + wall::MONTH_GAP;
                assert!(room.contains(&gap), "{gap}");
            }
            (next, bottom) = (row.first + row.len, row.top + row.height);
            let cells = Rows::cells(row, photos);
            assert_eq!(cells.len(), row.len);
            assert_eq!(cells[0].left, 0.0);
            for pair in cells.windows(2) {
                let gap = pair[1].left - pair[0].left - pair[0].width;
                assert!(gap >= wall::GAP - 0.01, "{pair:?}");
                assert!(pair[1].begins || gap <= wall::GAP + 0.01, "{pair:?}");
            }
            let last = cells[cells.len() - 1];
            let end = last.left + last.width;
            assert!(end <= width + 0.5, "{end} of {width}: {row:?}");
            assert!(!row.full || end >= width - 0.5, "a full row fills the width: {end} of {width}");
            let months = cells.iter().filter(|cell| cell.begins).count();
            assert_eq!(months > 0, row.headed);
            if !row.full {
                // What does not fill the width ends a month.
                let after = photos.get(row.first + row.len);
                assert!(after.is_none_or(|after| month_of(after.date) != month_of(photos[last.at].date)));
            }
        }
        assert_eq!(next, photos.len());
        assert!((rows.height - bottom).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn rows_have_no_gap_fill_the_width_and_keep_the_order(
            shapes in proptest::collection::vec((1u32..5000, 1u32..5000, proptest::bool::weighted(0.1)), 0..120),
            days in 1i32..200,
            width in 300.0f32..2400.0,
            height in 60.0f32..260.0,
        ) {
            check(&photos(shapes, days), width, height);
        }
    }

    #[test]
    fn arrows_lead_to_the_photo_that_stands_nearest() {
        let mut photos = photos(vec![(400, 300, false); 12], 1);
        photos.iter_mut().for_each(|photo| photo.turn = 0);
        let rows = Rows::new(&photos, 800.0, 150.0);
        assert_eq!(rows.rows[0].len, 4);
        assert_eq!(rows.beside(&photos, 1, true), Some(5));
        assert_eq!(rows.beside(&photos, 5, false), Some(1));
        assert_eq!(rows.beside(&photos, 1, false), None);
        assert_eq!((rows.row_of(4), rows.row_of(12)), (Some(1), None));
    }

    #[test]
    fn months_of_few_photos_share_a_row() {
        let shapes = vec![(400, 300, false); 3];
        let rows = Rows::new(&photos(shapes, 7 * 40), 1200.0, 150.0);
        assert_eq!(rows.rows.len(), 1);
        assert!(rows.rows[0].headed && !rows.rows[0].full);
    }
}
