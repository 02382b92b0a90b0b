//! The text layer of a page: its characters where they stand.

use hayro::hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Rect;

use super::characters::Characters;
use super::glyphs::{Collector, PlacedChar};

/// The characters of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Width and height of the page as it is shown, in points.
    pub size: [f64; 2],
    /// In the order of the file.
    pub chars: Vec<PlacedChar>,
    /// How many characters nothing says the meaning of.
    pub unknown: usize,
    /// Whether there were more characters than a page has.
    pub cut: bool,
}

/// Reads the text layers of the pages of a file.
pub struct Layers<'p> {
    pdf: &'p Pdf,
    cache: InterpreterCache<'p>,
    characters: Characters<'p>,
    settings: InterpreterSettings,
}

impl<'p> Layers<'p> {
    /// Of a file.
    pub fn new(pdf: &'p Pdf) -> Self {
        let settings =
            InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        Self { pdf, cache: InterpreterCache::new(), characters: Characters::new(pdf), settings }
    }

    /// Of a page, from 0; none where there is no such page.
    pub fn layer(&self, at: usize) -> Option<Layer> {
        let page = self.pdf.pages().get(at)?;
        let (width, height) = page.render_dimensions();
        let size = [f64::from(width), f64::from(height)];
        let mut collector = Collector::new(size, &self.characters);
        let whole = Rect::new(0.0, 0.0, size[0], size[1]);
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, whole, &self.cache, page.xref(), self.settings.clone());
        interpret_page(page, &mut context, &mut collector);
        let Collector { chars, unknown, cut, .. } = collector;
        Some(Layer { size, chars, unknown, cut })
    }
}
