//! Where the blocks of the schematic map stand, and the cells in them. Pure: the same streets in the same room lie the
//! same way, and an arrangement of a person's is kept whatever the room.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::model::{Arrangement, PlaceCode, Slot};
use crate::ui::theme::{map as measures, size};

/// What the layout must know of a street.
#[derive(Clone, Copy, Debug)]
pub struct Street {
    /// Its code.
    pub code: PlaceCode,
    /// How many communities it has.
    pub cells: usize,
    /// How many characters its short name has.
    pub name: usize,
}

/// Blocks on a grid, in a room that begins at the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Where each street stands, in the order in which they were given.
    pub slots: Vec<Slot>,
    /// How many cells stand side by side in a block.
    pub cell_columns: usize,
    /// Left and right edge of each column.
    columns: Vec<(f32, f32)>,
    /// Upper and lower edge of each row, and how many rows of cells it has.
    rows: Vec<(f32, f32, usize)>,
}

impl Layout {
    /// Lays streets out so that they fill a room.
    pub fn new(streets: &[Street], arrangement: &Arrangement, room: Vec2) -> Self {
        if streets.is_empty() {
            return Self::default();
        }
        let room = room.max(vec2(40.0, 40.0));
        let most = streets.iter().map(|street| street.cells).max().unwrap_or_default();
        let cell_columns = cell_columns(most);
        if !streets.iter().any(|street| arrangement.0.contains_key(&street.code)) {
            let candidates = (1..=streets.len().min(measures::MOST_COLUMNS)).map(|columns| {
                let slots = (0..streets.len())
                    .map(|at| Slot { row: (at / columns) as i32, column: (at % columns) as i32 })
                    .collect();
                Self::placed(streets, slots, cell_columns, room)
            });
            let best = candidates.map(|layout| (layout.worth(streets), layout));
            return best.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, layout)| layout).unwrap_or_default();
        }
        Self::placed(streets, arranged(streets, arrangement), cell_columns, room)
    }

    fn placed(streets: &[Street], slots: Vec<Slot>, cell_columns: usize, room: Vec2) -> Self {
        let column_count = slots.iter().map(|slot| slot.column).max().unwrap_or_default() as usize + 1;
        let row_count = slots.iter().map(|slot| slot.row).max().unwrap_or_default() as usize + 1;
        let mut cell_rows = vec![0usize; row_count];
        for (street, slot) in streets.iter().zip(&slots) {
            if let Some(rows) = cell_rows.get_mut(slot.row as usize) {
                *rows = (*rows).max(street.cells.div_ceil(cell_columns));
            }
        }
        let natural: Vec<f32> = cell_rows.iter().map(|rows| natural_height(*rows)).collect();
        let width = natural_width(cell_columns, cell_rows.iter().all(|rows| *rows == 0));
        let gap = |count: usize, length: f32| {
            (length / count as f32 * 0.08).clamp(measures::GAPS.0, measures::GAPS.1)
        };
        let gaps = vec2(gap(column_count, room.x), gap(row_count, room.y));
        let left = |length: f32, count: usize, gap: f32| (length - gap * (count - 1) as f32).max(1.0);
        let (free_x, free_y) = (left(room.x, column_count, gaps.x), left(room.y, row_count, gaps.y));
        let by_width = free_x / (width * column_count as f32);
        let by_height = free_y / natural.iter().sum::<f32>();
        let even = by_width.min(by_height).min(measures::LARGEST);
        let stretch = even * measures::STRETCH;
        let block = width * by_width.min(stretch);
        let heights = heights(&natural, free_y.min(natural.iter().sum::<f32>() * by_height.min(stretch)));
        let whole = block * column_count as f32 + gaps.x * (column_count - 1) as f32;
        // In the middle of a wide room, at the top of a high one.
        let left = ((room.x - whole) / 2.0).max(0.0);
        let columns = (0..column_count).map(|at| left + at as f32 * (block + gaps.x));
        let columns = columns.map(|left| (left, left + block)).collect();
        let mut layout = Self { slots, cell_columns, columns, rows: Vec::new() };
        layout.stack(&heights, &cell_rows, gaps.y);
        if layout.has_cells(1.0) {
            // What cells do not need is left over below all rows, not below each.
            let cell = layout.cell_size(1.0).y + measures::CELL_GAP;
            let needed = |rows: &usize| (*rows as f32 * cell).max(2.0) + measures::HEAD + measures::PAD;
            let tight = heights.iter().zip(&cell_rows);
            let tight: Vec<f32> = tight.map(|(height, rows)| height.min(needed(rows))).collect();
            layout.stack(&tight, &cell_rows, gaps.y);
        }
        layout
    }

    /// Puts rows below each other.
    fn stack(&mut self, heights: &[f32], cell_rows: &[usize], gap: f32) {
        let mut top = 0.0;
        self.rows.clear();
        for (height, cell_rows) in heights.iter().zip(cell_rows) {
            self.rows.push((top, top + height, *cell_rows));
            top += height + gap;
        }
    }

    /// How good it is: names that fit come first, with their counts beside or below them; then cells that can be told
    /// apart and read; then size, and no empty corner.
    fn worth(&self, streets: &[Street]) -> f32 {
        let headed = self.block_width() >= measures::HEADED && self.has_cells(1.0);
        let fits = |(street, slot): (&Street, &Slot)| {
            let rect = self.rect_of(*slot);
            let name = street.name as f32 * size::SMALL;
            let (width, height) = (rect.width() - 6.0, rect.height());
            let count = size::SMALL * 2.0;
            if headed {
                return match width - 2.0 * measures::PAD + 6.0 - name {
                    left if left >= count => 1.0,
                    left if left >= 0.0 => 0.6,
                    _ => 0.1,
                };
            }
            match (name <= width, name <= width * 2.0 - size::SMALL) {
                (true, _) if height >= 30.0 => 1.0,
                (true, _) if height >= 15.0 => 0.8,
                (false, true) if height >= 28.0 => 0.7,
                // A block without a name is worth less than a smaller one with its name.
                _ => -3.0,
            }
        };
        let fitting: f32 = streets.iter().zip(&self.slots).map(fits).sum();
        let cell = self.cell_size(1.0);
        let cells = if headed { (cell.x.min(cell.y * 2.0) / measures::CELL_WIDTH).min(1.0) } else { 0.0 };
        let slots = (self.columns.len() * self.rows.len()) as f32;
        let empty = (slots - streets.len() as f32) / slots;
        fitting / streets.len() as f32 * 4.0 + cells * 2.0 - empty + self.rect().area() / 1e6
    }

    /// Whether cells can be told apart where the map is drawn `zoom` times as large.
    pub fn has_cells(&self, zoom: f32) -> bool {
        let cell = self.cell_size(zoom);
        let head = measures::HEAD + 4.0;
        self.lowest_row() * zoom >= head
            && cell.x >= measures::LEAST_CELL.x
            && cell.y >= measures::LEAST_CELL.y
    }

    /// How high a block is drawn that ends below its cells.
    pub fn height_of(&self, cells: usize, cell: Vec2) -> f32 {
        let rows = cells.div_ceil(self.cell_columns.max(1)) as f32;
        let cells = rows * (cell.y + measures::CELL_GAP) - measures::CELL_GAP;
        measures::HEAD + if rows > 0.0 { cells + measures::PAD } else { 0.0 }
    }

    /// All blocks.
    pub fn rect(&self) -> Rect {
        let ends = self.columns.first().zip(self.columns.last()).zip(self.rows.last());
        ends.map_or(Rect::ZERO, |((first, last), row)| {
            Rect::from_min_max(pos2(first.0, 0.0), pos2(last.1, row.1))
        })
    }

    /// The block of a street, by its place among those that were given.
    pub fn block(&self, street: usize) -> Rect {
        self.slots.get(street).map_or(Rect::NOTHING, |slot| self.rect_of(*slot))
    }

    /// The room of a slot; one before the first or after the last is as large as its neighbour.
    pub fn rect_of(&self, slot: Slot) -> Rect {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return Rect::NOTHING;
        };
        let (Some(top), Some(bottom)) = (self.rows.first(), self.rows.last()) else { return Rect::NOTHING };
        let width = first.1 - first.0;
        let (left, right) = match usize::try_from(slot.column) {
            Err(_) => (first.0 - width - measures::GAPS.1, first.0 - measures::GAPS.1),
            Ok(at) => self
                .columns
                .get(at)
                .copied()
                .unwrap_or((last.1 + measures::GAPS.1, last.1 + measures::GAPS.1 + width)),
        };
        let (upper, lower) = match usize::try_from(slot.row) {
            Err(_) => (top.0 - measures::GAPS.1 - (top.1 - top.0), top.0 - measures::GAPS.1),
            Ok(at) => self.rows.get(at).map_or(
                (bottom.1 + measures::GAPS.1, bottom.1 + measures::GAPS.1 + (bottom.1 - bottom.0)),
                |row| (row.0, row.1),
            ),
        };
        Rect::from_min_max(pos2(left, upper), pos2(right, lower))
    }

    /// The slot at a point, one before the first or after the last where it lies outside.
    pub fn slot_at(&self, at: Pos2) -> Slot {
        let before = |edges: &mut dyn Iterator<Item = f32>, x: f32| edges.filter(|edge| *edge < x).count();
        let rect = self.rect();
        let row = match at.y {
            y if y < rect.top() => -1,
            y => before(&mut self.rows.iter().map(|row| row.1), y) as i32,
        };
        let column = match at.x {
            x if x < rect.left() => -1,
            x => before(&mut self.columns.iter().map(|column| column.1), x) as i32,
        };
        Slot { row, column }
    }

    /// The arrangement as it is drawn.
    pub fn arrangement(&self, streets: &[Street]) -> Arrangement {
        Arrangement(streets.iter().map(|street| street.code).zip(self.slots.iter().copied()).collect())
    }

    /// The lowest row, in points.
    pub fn lowest_row(&self) -> f32 {
        self.rows.iter().map(|row| row.1 - row.0).fold(f32::INFINITY, f32::min)
    }

    /// How wide a block is.
    pub fn block_width(&self) -> f32 {
        self.columns.first().map_or(0.0, |column| column.1 - column.0)
    }

    /// How large every cell is drawn where the map is drawn `zoom` times as large: heads and margins do not grow.
    pub fn cell_size(&self, zoom: f32) -> Vec2 {
        let columns = self.cell_columns.max(1) as f32;
        let free = self.block_width() * zoom - 2.0 * measures::PAD - (columns - 1.0) * measures::CELL_GAP;
        let heights = self.rows.iter().filter(|row| row.2 > 0).map(|(upper, lower, rows)| {
            let gaps = (*rows - 1) as f32 * measures::CELL_GAP;
            ((lower - upper) * zoom - measures::HEAD - measures::PAD - gaps) / *rows as f32
        });
        let width = (free / columns).max(0.0);
        let height = heights.fold(f32::INFINITY, f32::min);
        let most = measures::CELL_HEIGHT.max(width * 0.5);
        vec2(width, if height.is_finite() { height.clamp(0.0, most) } else { 0.0 })
    }

    /// A cell of a block that is drawn in `block`.
    pub fn cell(&self, block: Rect, cell: Vec2, at: usize) -> Rect {
        let columns = self.cell_columns.max(1);
        let step = cell + Vec2::splat(measures::CELL_GAP);
        let corner = block.min + vec2(measures::PAD, measures::HEAD);
        let at = vec2((at % columns) as f32, (at / columns) as f32);
        Rect::from_min_size(corner + at * step, cell)
    }
}

/// Few communities stand in three columns, the forty villages of a town in six.
fn cell_columns(most: usize) -> usize {
    match most {
        0..=12 => 3,
        13..=20 => 4,
        21..=30 => 5,
        31..=48 => 6,
        49..=80 => 8,
        _ => 10,
    }
}

fn natural_width(cell_columns: usize, no_cells: bool) -> f32 {
    let columns = cell_columns as f32;
    let cells = columns * measures::CELL_WIDTH + (columns - 1.0) * measures::CELL_GAP;
    if no_cells { measures::BARE.x } else { cells + 2.0 * measures::PAD }
}

fn natural_height(cell_rows: usize) -> f32 {
    let cells = cell_rows as f32 * (measures::CELL_HEIGHT + measures::CELL_GAP);
    (measures::HEAD + cells + measures::PAD).max(measures::BARE.y)
}

/// Shares a height among rows: as they are high by nature, but none so low that its name has no room.
fn heights(natural: &[f32], whole: f32) -> Vec<f32> {
    let floor = (whole / natural.len() as f32).min(measures::LOWEST);
    let mut low = vec![false; natural.len()];
    loop {
        let lows = low.iter().filter(|low| **low).count() as f32;
        let rest: f32 = natural.iter().zip(&low).filter(|(_, low)| !**low).map(|(height, _)| height).sum();
        let scale = if rest > 0.0 { (whole - lows * floor).max(0.0) / rest } else { 0.0 };
        let mut lower = false;
        for (height, low) in natural.iter().zip(&mut low) {
            if !*low && height * scale < floor - 0.01 {
                (*low, lower) = (true, true);
            }
        }
        if !lower {
            let height = |(height, low): (&f32, &bool)| if *low { floor } else { height * scale };
            return natural.iter().zip(&low).map(height).collect();
        }
    }
}

/// The slots of an arrangement; who has none, or one that is taken, gets the first free one.
fn arranged(streets: &[Street], arrangement: &Arrangement) -> Vec<Slot> {
    let known: BTreeSet<PlaceCode> = streets.iter().map(|street| street.code).collect();
    let kept = arrangement.0.iter().filter(|(code, _)| known.contains(code));
    let closed = Arrangement(kept.map(|(code, slot)| (*code, *slot)).collect()).closed_up();
    let mut taken: BTreeMap<Slot, PlaceCode> = BTreeMap::new();
    for (code, slot) in &closed.0 {
        taken.entry(*slot).or_insert(*code);
    }
    let even = (streets.len() as f32).sqrt().ceil() as i32;
    let columns = taken.keys().map(|slot| slot.column + 1).max().unwrap_or(even).max(1);
    let mut free = (0..).map(|at| Slot { row: at / columns, column: at % columns });
    let mut slot_of: BTreeMap<PlaceCode, Slot> = taken.iter().map(|(slot, code)| (*code, *slot)).collect();
    for street in streets {
        if !slot_of.contains_key(&street.code)
            && let Some(slot) = free.find(|slot| !taken.contains_key(slot))
        {
            slot_of.insert(street.code, slot);
            taken.insert(slot, street.code);
        }
    }
    streets.iter().map(|street| slot_of.get(&street.code).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(at: usize) -> PlaceCode {
        PlaceCode::from_number(410_403_001 + at as i64).expect("a code")
    }

    fn streets(cells: &[usize]) -> Vec<Street> {
        let street = |(at, cells): (usize, &usize)| Street { code: code(at), cells: *cells, name: 3 };
        cells.iter().enumerate().map(street).collect()
    }

    fn apart(rects: &[Rect]) -> bool {
        let pairs = rects.iter().enumerate().flat_map(|(at, a)| rects[at + 1..].iter().map(move |b| (a, b)));
        pairs.into_iter().all(|(a, b)| !a.shrink(0.01).intersects(b.shrink(0.01)))
    }

    #[test]
    fn twelve_streets_fill_a_side_panel_with_heads_and_cells() {
        let streets = streets(&[4, 4, 5, 5, 6, 4, 4, 4, 5, 6, 7, 4]);
        let layout = Layout::new(&streets, &Arrangement::default(), vec2(240.0, 190.0));
        assert_eq!((layout.columns.len(), layout.rows.len(), layout.cell_columns), (3, 4, 3));
        assert!(layout.has_cells(1.0));
        let large = Layout::new(&streets, &Arrangement::default(), vec2(1100.0, 560.0));
        assert!(large.cell_size(1.0).x >= measures::NAMED_CELL.x, "in a large room cells bear their names");
        assert_eq!(Layout::new(&[], &Arrangement::default(), vec2(240.0, 190.0)), Layout::default());
    }

    proptest! {
        /// Whatever the area, the room and the arrangement: every street and community has its own room, streets that
        /// a person put side by side stand so, and the same question has the same answer.
        #[test]
        fn nothing_overlaps_and_any_arrangement_is_kept(
            cells in prop::collection::vec(0usize..130, 1..53),
            slots in prop::collection::vec((0usize..60, -9i32..70_000, -9i32..40), 0..60),
            (width, height) in (60.0f32..2000.0, 60.0f32..1200.0),
            zoom in 1.0f32..12.0,
        ) {
            let streets = streets(&cells);
            let place = |(at, column, row): &(usize, i32, i32)| (code(*at), Slot { row: *row, column: *column });
            let arrangement = Arrangement(slots.iter().map(place).collect());
            let room = vec2(width, height);
            let layout = Layout::new(&streets, &arrangement, room);
            prop_assert_eq!(&layout, &Layout::new(&streets, &arrangement, room));
            prop_assert_eq!(layout.slots.len(), streets.len());
            let blocks: Vec<Rect> = (0..streets.len()).map(|at| layout.block(at)).collect();
            prop_assert!(blocks.iter().all(|block| block.is_positive() && block.is_finite()));
            prop_assert!(apart(&blocks));
            let known = |at: &usize| arrangement.0.get(&streets[*at].code);
            let kept: Vec<usize> = (0..streets.len()).filter(|at| known(at).is_some()).collect();
            for (a, b) in kept.iter().flat_map(|a| kept.iter().map(move |b| (*a, *b))) {
                let (Some(x), Some(y)) = (known(&a), known(&b)) else { continue };
                let alone = |slot: &Slot| kept.iter().filter(|at| known(at) == Some(slot)).count() == 1;
                if alone(x) && alone(y) {
                    prop_assert_eq!(x.row.cmp(&y.row), layout.slots[a].row.cmp(&layout.slots[b].row));
                    prop_assert_eq!(x.column.cmp(&y.column), layout.slots[a].column.cmp(&layout.slots[b].column));
                }
            }
            for (street, block) in streets.iter().zip(&blocks) {
                let slot = layout.slot_at(block.center());
                prop_assert_eq!(layout.rect_of(slot), *block);
                let drawn = Rect::from_min_size(block.min, block.size() * zoom);
                let cell = layout.cell_size(zoom);
                if layout.has_cells(zoom) {
                    let cells: Vec<Rect> = (0..street.cells).map(|at| layout.cell(drawn, cell, at)).collect();
                    prop_assert!(apart(&cells));
                    prop_assert!(cells.iter().all(|cell| drawn.expand(0.1).contains_rect(*cell)));
                }
            }
        }

        /// What a drag makes of an arrangement is an arrangement of the same streets, each on a slot of its own.
        #[test]
        fn a_moved_block_stands_where_it_was_put(
            cells in prop::collection::vec(0usize..9, 1..30),
            moves in prop::collection::vec((0usize..30, -1i32..8, -1i32..8), 1..12),
        ) {
            let streets = streets(&cells);
            let mut arrangement = Arrangement::default();
            for (at, column, row) in moves {
                let layout = Layout::new(&streets, &arrangement, vec2(300.0, 300.0));
                let before = layout.arrangement(&streets);
                let to = Slot { row, column };
                arrangement = before.moved(code(at % streets.len()), to);
                let slots: BTreeSet<Slot> = arrangement.0.values().copied().collect();
                prop_assert_eq!(slots.len(), streets.len());
                prop_assert_eq!(Layout::new(&streets, &arrangement, vec2(300.0, 300.0)).arrangement(&streets), arrangement.clone());
            }
        }
    }
}
