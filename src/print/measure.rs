//! How wide each character is in each face, and which face has it.

use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;

use super::write::PrintError;
use super::{Style, sheet};

/// A face with its tables.
pub struct Face {
    /// The file.
    pub bytes: &'static [u8],
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, PrintError> {
        let font = skrifa::FontRef::new(bytes).map_err(|error| PrintError::Face(error.to_string()))?;
        // One unit is an em: widths are asked for in parts of the size.
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Ok(Self { bytes, charmap: font.charmap(), metrics })
    }
}

/// A character in a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Which of [`Faces::all`].
    pub face: usize,
    /// Its number in the face; 0 of a character that no face has.
    pub id: u32,
    /// Its width in parts of the size.
    pub width: f32,
}

/// The faces that print.
pub struct Faces {
    all: [Face; 4],
}

impl Faces {
    /// Those of the program.
    ///
    /// # Errors
    /// [`PrintError::Face`] where one is damaged.
    pub fn bundled() -> Result<Self, PrintError> {
        let [serif, headline, sans, bold] = sheet::FACES;
        Ok(Self { all: [Face::new(serif)?, Face::new(headline)?, Face::new(sans)?, Face::new(bold)?] })
    }

    /// Every face.
    pub fn all(&self) -> &[Face] {
        &self.all
    }

    /// A character as a style sets it: in its face, else in the first that has it.
    pub fn glyph(&self, c: char, style: Style) -> Glyph {
        let sans = Style::Sans.face();
        for face in [style.face(), Style::Serif.face(), sans] {
            let known = &self.all[face];
            if let Some(id) = known.charmap.map(c) {
                let width = known.metrics.advance_width(id).unwrap_or(1.0);
                return Glyph { face, id: id.to_u32(), width };
            }
        }
        Glyph { face: sans, id: 0, width: 1.0 }
    }
}
