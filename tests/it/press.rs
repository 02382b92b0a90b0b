//! A press: sets plain text into newspaper pages of columns, and prints them as PDF.

use krilla::geom::Point;
use krilla::page::PageSettings;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document};
use skrifa::MetadataProvider;

/// Size of the text, in points.
const TEXT: f32 = 10.0;
/// From row to row.
const LEADING: f32 = 15.0;
/// Characters of a row.
const MEASURE: usize = 16;
/// Between columns.
const GUTTER: f32 = 14.0;
/// Around the page.
const MARGIN: f32 = 40.0;

/// How a page is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// How many columns.
    pub columns: usize,
    /// Whether every character is shown by itself.
    pub single: bool,
}

/// A row of text on its way to the page: left, baseline, size, text.
struct Row(f32, f32, f32, String);

/// Prints pages; each is a plain text whose blocks are parted by blank lines, the first being its head. Where a block
/// is followed by one that opens (本报讯), captions (图为) or indented text, it is a title.
pub fn print(pages: &[String], setting: Setting) -> Vec<u8> {
    let bytes =
        std::fs::read(crate::support::project().join("fonts/JiuwenSerif-Regular.otf")).expect("a face");
    let mut document = Document::new();
    let font = Font::new(Data::from(bytes.clone()), 0).expect("a face");
    let face = skrifa::FontRef::new(&bytes).expect("a face");
    for page in pages {
        let (rows, height) = set(page, setting.columns);
        let settings = PageSettings::from_wh(width(setting.columns) + 2.0 * MARGIN, height + MARGIN);
        let mut sheet = document.start_page_with(settings.expect("a size"));
        let mut surface = sheet.surface();
        for Row(left, base, size, text) in rows {
            let glyph = |(at, c): (usize, char)| {
                let id = face.charmap().map(c).unwrap_or_default();
                let width = advance(c);
                KrillaGlyph::new(GlyphId::new(id.to_u32()), width, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
            };
            let glyphs: Vec<KrillaGlyph> = text.char_indices().map(glyph).collect();
            if setting.single {
                let mut x = left;
                for (glyph, c) in glyphs.iter().zip(text.chars()) {
                    let place = Point::from_xy(x, base);
                    surface.draw_glyphs(place, std::slice::from_ref(glyph), font.clone(), &text, size, false);
                    x += advance(c) * size;
                }
            } else {
                surface.draw_glyphs(Point::from_xy(left, base), &glyphs, font.clone(), &text, size, false);
            }
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().expect("a PDF")
}

fn width(columns: usize) -> f32 {
    let columns = columns as f32;
    columns * MEASURE as f32 * TEXT + (columns - 1.0) * GUTTER
}

/// Han are as wide as high, Latin half of it.
fn advance(c: char) -> f32 {
    if c.is_ascii() { 0.55 } else { 1.0 }
}

fn length(text: &str) -> f32 {
    text.chars().map(advance).sum()
}

fn set(page: &str, columns: usize) -> (Vec<Row>, f32) {
    let blocks: Vec<&str> = page.split('\n').map(str::trim).filter(|block| !block.is_empty()).collect();
    let mut rows = Vec::new();
    let mut top = MARGIN;
    let (head, blocks) = blocks.split_first().expect("a head");
    rows.push(Row(MARGIN, top + TEXT, TEXT, (*head).to_owned()));
    top += 2.5 * LEADING;
    let mut at = 0;
    while at < blocks.len() {
        let titles = blocks[at..].iter().take_while(|block| is_title(block)).count();
        for (nth, title) in blocks[at..at + titles].iter().enumerate() {
            let size = if nth + 1 == titles { 24.0 } else { 15.0 };
            top += size;
            let left = MARGIN + (width(columns) - length(title) * size) / 2.0;
            rows.push(Row(left, top, size, (*title).to_owned()));
            top += 0.6 * size;
        }
        at += titles;
        let count = blocks[at..].iter().take_while(|block| !is_title(block)).count();
        let lines: Vec<String> = blocks[at..at + count].iter().flat_map(|block| wrapped(block)).collect();
        at += count;
        let deep = lines.len().div_ceil(columns).max(1);
        for (nth, line) in lines.into_iter().enumerate() {
            let (column, row) = (nth / deep, nth % deep);
            let left = MARGIN + column as f32 * (MEASURE as f32 * TEXT + GUTTER);
            rows.push(Row(left, top + TEXT + row as f32 * LEADING, TEXT, line));
        }
        top += deep as f32 * LEADING + 12.0;
    }
    (rows, top + MARGIN)
}

/// Short, and without the mark of a sentence at its end.
fn is_title(block: &str) -> bool {
    block.chars().count() <= 30 && !block.ends_with(['。', '”', '！', '？', '摄', '）'])
}

/// The rows of a paragraph, its first set in.
fn wrapped(block: &str) -> Vec<String> {
    let mut rows = vec!["\u{3000}\u{3000}".to_owned()];
    for c in block.chars() {
        let row = rows.last_mut().expect("a row");
        let hangs = "，。、；：！？”）》".contains(c);
        if length(row) + advance(c) > MEASURE as f32 && !hangs {
            rows.push(c.to_string());
        } else {
            row.push(c);
        }
    }
    rows
}
