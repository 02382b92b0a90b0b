//! A page drawn.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_interpret::hayro_cmap::CidFamily;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use super::super::ReadError;

/// Width and height of a page, from 0, in points as it is shown; pages of no size at all are taken for A4.
///
/// # Errors
/// [`ReadError::Pdf`], [`ReadError::PdfLocked`], [`ReadError::PdfBomb`].
pub fn pdf_size(bytes: Vec<u8>, page: usize) -> Result<[f32; 2], ReadError> {
    let pdf = super::open(&Arc::new(bytes))?;
    let page = pdf.pages().get(page).ok_or_else(|| no_page(page))?;
    let (width, height) = page.render_dimensions();
    Ok([width, height])
}

/// The pixels of a page, from 0: RGBA, its longer side `side` pixels, with width and height. `han` is the font for
/// Chinese text whose own font is not in the file. Whatever goes wrong within is an error.
///
/// # Errors
/// [`ReadError::Pdf`], [`ReadError::PdfLocked`], [`ReadError::PdfBomb`].
pub fn pdf_pixels(
    bytes: Vec<u8>,
    page: usize,
    side: u32,
    han: &'static [u8],
) -> Result<([usize; 2], Vec<u8>), ReadError> {
    // A renderer that breaks down in a page of others leaves that page without a picture, and the program running.
    catch_unwind(AssertUnwindSafe(|| draw(bytes, page, side, han)))
        .unwrap_or_else(|_| Err(ReadError::Pdf("画这一页时出错".to_owned())))
}

fn draw(
    bytes: Vec<u8>,
    at: usize,
    side: u32,
    han: &'static [u8],
) -> Result<([usize; 2], Vec<u8>), ReadError> {
    let pdf = super::open(&Arc::new(bytes))?;
    let page = pdf.pages().get(at).ok_or_else(|| no_page(at))?;
    let (width, height) = page.render_dimensions();
    // Pages of a kilometre are drawn as small as any other; a strip has at least one pixel.
    let side = side.clamp(1, u32::from(u16::MAX)) as f32;
    let scale = side / width.max(height);
    let at_least = |length: f32| (scale * length).max(1.0) / length;
    let settings = PixmapSettings { x_scale: at_least(width), y_scale: at_least(height), bg_color: WHITE };
    let cache = RenderCache::new();
    let drawn = hayro::render(page, &cache, &with_font(han), &RenderSettings::default(), &settings);
    let size = [drawn.width(), drawn.height()].map(usize::from);
    Ok((size, drawn.data_as_u8_slice().to_vec()))
}

fn with_font(han: &'static [u8]) -> InterpreterSettings {
    let han: hayro::hayro_interpret::font::FontData = Arc::new(han);
    let usual = InterpreterSettings::default();
    let resolver = Arc::clone(&usual.font_resolver);
    let is_han = |query: &FontQuery| match query {
        FontQuery::Fallback(query) => query.character_collection.as_ref().is_some_and(|collection| {
            !matches!(collection.family, CidFamily::AdobeIdentity | CidFamily::Custom { .. })
        }),
        FontQuery::Standard(_) => false,
    };
    InterpreterSettings {
        font_resolver: Arc::new(
            move |query| {
                if is_han(query) { Some((Arc::clone(&han), 0)) } else { resolver(query) }
            },
        ),
        ..usual
    }
}

fn no_page(page: usize) -> ReadError {
    ReadError::Pdf(format!("里面没有第 {} 页", page + 1))
}
