//! Sheets of A4 and what stands on them, filled from above.

use super::measure::{Faces, Glyph};
use crate::text::{Line, Rules, typeset};

/// A4 in points.
pub const PAPER: (f32, f32) = (595.28, 841.89);
/// The text: 39 characters of 12 points (clreq 2.3.1 has 20 to 40 for one column).
pub const MEASURE: f32 = 468.0;
/// Where the text begins and ends.
pub const LEFT: f32 = (PAPER.0 - MEASURE) / 2.0;
const TOP: f32 = 62.0;
/// What is below belongs to the foot.
pub const BOTTOM: f32 = 762.0;

/// The faces in the order of [`Style::face`].
pub const FACES: [&[u8]; 4] =
    [crate::faces::SERIF, crate::faces::SERIF_BOLD, crate::faces::SANS, crate::faces::SANS_BOLD];

/// A face with a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// What was printed.
    Serif,
    /// Headlines.
    Headline,
    /// Words of the archive's own.
    Sans,
    /// Section heads.
    Bold,
}

impl Style {
    /// Its place among the faces.
    pub fn face(self) -> usize {
        match self {
            Self::Serif => 0,
            Self::Headline => 1,
            Self::Sans => 2,
            Self::Bold => 3,
        }
    }
}

/// Something on a sheet; points from the left and the top.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// A line of text from its baseline.
    Text {
        /// Where it begins.
        x: f32,
        /// Its baseline.
        y: f32,
        /// Size of the face.
        size: f32,
        /// How dark, from 0 for black to 1.
        gray: f32,
        /// Its characters.
        text: String,
        /// Of each character its glyph, its width with what was added to fill the line.
        glyphs: Vec<Glyph>,
    },
    /// A thin line across the text.
    Rule {
        /// Where it is.
        y: f32,
    },
    /// A picture of the document.
    Picture {
        /// Which of the document's.
        at: usize,
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
    },
}

/// A side of paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What stands on it.
    pub ops: Vec<Op>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The face.
    pub style: Style,
    /// Its size in points.
    pub size: f32,
    /// From line to line, in parts of the size.
    pub line: f32,
    /// Indent of the first line, in characters.
    pub indent: f32,
    /// Whether lines fill the measure.
    pub justify: bool,
    /// Whether it stands at the right.
    pub right: bool,
    /// How dark, from 0 for black to 1.
    pub gray: f32,
}

impl Setting {
    /// Lines from the left.
    pub fn plain(style: Style, size: f32, gray: f32) -> Self {
        Self { style, size, line: 1.45, indent: 0.0, justify: false, right: false, gray }
    }
}

/// Fills sheets.
pub struct Filler<'a> {
    faces: &'a Faces,
    sheets: Vec<Sheet>,
    y: f32,
}

impl<'a> Filler<'a> {
    /// From the head of a new sheet.
    pub fn new(faces: &'a Faces) -> Self {
        Self { faces, sheets: vec![Sheet::default()], y: TOP }
    }

    /// The sheets.
    pub fn finish(self) -> Vec<Sheet> {
        self.sheets
    }

    fn push(&mut self, op: Op) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.ops.push(op);
        }
    }

    /// Goes on at the head of the next sheet where so much has no room on this one.
    pub fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.sheets.push(Sheet::default());
            self.y = TOP;
        }
    }

    /// Leaves room, but none at the head of a sheet.
    pub fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// A thin line.
    pub fn rule(&mut self) {
        self.push(Op::Rule { y: self.y });
    }

    /// A paragraph over as many sheets as it takes.
    pub fn paragraph(&mut self, text: &str, setting: Setting) {
        let step = setting.size * setting.line;
        for op in lines(self.faces, text, setting, LEFT, MEASURE) {
            self.need(step);
            let baseline = self.y + step / 2.0 + setting.size * 0.36;
            self.push(moved(op, baseline));
            self.y += step;
        }
    }

    /// A picture in the middle, no wider than the text and no higher than `most`.
    pub fn picture(&mut self, at: usize, (width, height): (u32, u32), most: f32) {
        let (wide, high) = (width.max(1) as f32, height.max(1) as f32);
        let scale = (MEASURE / wide).min(most / high);
        let (width, height) = (wide * scale, high * scale);
        self.need(height);
        self.push(Op::Picture { at, x: LEFT + (MEASURE - width) / 2.0, y: self.y, width, height });
        self.y += height;
    }
}

/// The lines of a paragraph in a measure, their baselines at 0.
pub fn lines(faces: &Faces, text: &str, setting: Setting, left: f32, measure: f32) -> Vec<Op> {
    let chars: Vec<char> = text.chars().collect();
    let glyphs: Vec<Glyph> = chars.iter().map(|c| faces.glyph(*c, setting.style)).collect();
    let widths: Vec<f32> = glyphs.iter().map(|glyph| glyph.width * setting.size).collect();
    let (em, indent) = (setting.size, setting.indent * setting.size);
    let rules = Rules { em, measure, indent, justify: setting.justify, latin_space: true };
    let set = typeset(&chars, &widths, &rules);
    let line = |(at, line): (usize, &Line)| {
        let indent = if at == 0 { indent } else { 0.0 };
        let mut glyphs = glyphs[line.start..line.end].to_vec();
        // Each goes as far as the next one begins.
        for (glyph, at) in glyphs.iter_mut().zip(line.start..line.end - 1) {
            glyph.width = (set.x[at + 1] - set.x[at]) / setting.size;
        }
        if let Some(last) = glyphs.last_mut() {
            // The blank half of a mark at the end of a line is not part of it.
            last.width = (line.width - set.x[line.end - 1]) / setting.size;
        }
        let shift = if setting.right { measure - indent - line.width } else { 0.0 };
        Op::Text {
            x: left + indent + shift + set.x[line.start],
            y: 0.0,
            size: setting.size,
            gray: setting.gray,
            text: chars[line.start..line.end].iter().collect(),
            glyphs,
        }
    };
    set.lines.iter().enumerate().map(line).collect()
}

/// A line at another baseline.
pub fn moved(op: Op, baseline: f32) -> Op {
    match op {
        Op::Text { x, size, gray, text, glyphs, .. } => Op::Text { x, y: baseline, size, gray, text, glyphs },
        other => other,
    }
}
