//! The characters of a page, where they stand.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, Point};

use super::characters::Characters;

/// Most characters of a page: a page of small print has 15,000, a page of stock prices 60,000.
pub const MAX_PAGE_GLYPHS: usize = 200_000;

/// Where the radicals of the Unicode Standard begin.
const FIRST_RADICAL: usize = 0x2f00;
/// The characters that they stand for (Unicode Standard, block Kangxi Radicals).
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
    廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
    邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// A character of a page, upright.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedChar {
    /// One character, or a ligature.
    pub text: String,
    /// Left, top, right and bottom in points from the top left corner of the page.
    pub bounds: [f64; 4],
    /// Whether the font says that it is set in columns from top to bottom.
    pub vertical: bool,
    /// The white space that the file has in front of it.
    pub space: Option<char>,
}

impl PlacedChar {
    /// Its size, in points.
    pub fn size(&self) -> f64 {
        self.bounds[3] - self.bounds[1]
    }

    /// Half-way between left and right, top and bottom.
    pub fn middle(&self) -> (f64, f64) {
        let [left, top, right, bottom] = self.bounds;
        (f64::midpoint(left, right), f64::midpoint(top, bottom))
    }
}

/// Takes down the characters of a page while it is interpreted; nothing is drawn.
pub struct Collector<'c, 'p> {
    /// The characters, in the order of the file.
    pub chars: Vec<PlacedChar>,
    /// How many characters nothing says the meaning of.
    pub unknown: usize,
    /// Whether there were more than are taken.
    pub cut: bool,
    characters: &'c Characters<'p>,
    page: [f64; 2],
    space: Option<char>,
}

impl<'c, 'p> Collector<'c, 'p> {
    /// For a page of this width and height.
    pub fn new(page: [f64; 2], characters: &'c Characters<'p>) -> Self {
        Self { chars: Vec::new(), unknown: 0, cut: false, characters, page, space: None }
    }

    fn take(&mut self, glyph: &Glyph, place: Affine, vertical: bool) {
        if self.chars.len() + self.unknown >= MAX_PAGE_GLYPHS {
            self.cut = true;
            return;
        }
        let Some(bounds) = bounds(glyph, place).filter(|bounds| self.is_on_page(bounds)) else { return };
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => Some(c.to_string()),
            Some(BfString::String(text)) => Some(text),
            None => self.characters.of(glyph),
        };
        if let Some(space) = text.as_ref().and_then(|text| text.chars().find(|c| c.is_whitespace())) {
            self.space = Some(space);
        }
        match text.map(|text| plain(&text)) {
            Some(text) if text.is_empty() => {}
            Some(text) => {
                let space = self.space.take();
                self.chars.push(PlacedChar { text, bounds, vertical, space });
            }
            None => self.unknown += 1,
        }
    }

    fn is_on_page(&self, [left, top, right, bottom]: &[f64; 4]) -> bool {
        let (x, y) = (f64::midpoint(*left, *right), f64::midpoint(*top, *bottom));
        (0.0..=self.page[0]).contains(&x) && (0.0..=self.page[1]).contains(&y)
    }
}

/// Without what is not printed.
fn plain(text: &str) -> String {
    let printed = |c: &char| !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{fffd}' | '\u{ad}');
    let text: String = text.chars().filter(printed).filter(|c| !c.is_whitespace()).map(as_printed).collect();
    // Ligatures are a way to set letters, and no letters of their own.
    match text.as_str() {
        "\u{fb00}" => "ff".to_owned(),
        "\u{fb01}" => "fi".to_owned(),
        "\u{fb02}" => "fl".to_owned(),
        "\u{fb03}" => "ffi".to_owned(),
        "\u{fb04}" => "ffl".to_owned(),
        _ => text,
    }
}

/// Radicals stand for characters where a font names its glyphs by their shapes: ⾔ is 言.
fn as_printed(c: char) -> char {
    let radical = (c as usize).checked_sub(FIRST_RADICAL);
    radical.and_then(|at| RADICALS.chars().nth(at)).unwrap_or(c)
}

/// The square of a character: its advance wide, from the foot of Han characters to their head.
fn bounds(glyph: &Glyph, place: Affine) -> Option<[f64; 4]> {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width().unwrap_or(1000.0),
        Glyph::Type3(shape) => shape.advance_width().unwrap_or(1000.0),
    };
    let advance = f64::from(advance).clamp(100.0, 1500.0);
    let corners = [(0.0, -120.0), (advance, -120.0), (0.0, 880.0), (advance, 880.0)];
    let corners = corners.map(|(x, y)| place * Point::new(x, y));
    let least = |of: fn(&Point) -> f64| corners.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Point) -> f64| corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let bounds = [least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y)];
    let is_sane = bounds.iter().all(|side| side.is_finite()) && bounds[3] - bounds[1] > 0.1;
    is_sane.then_some(bounds)
}

impl<'a> Device<'a> for Collector<'_, '_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform(), vertical);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
