//! Sheets to PDF.

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document};

use super::measure::Glyph;
use super::sheet::{LEFT, MEASURE, PAPER};
use super::{Faces, Op, PrintedPicture, Sheet};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// A bundled face cannot be read.
    #[error("程序自带的字体损坏，请重新安装：{0}")]
    Face(String),
    /// A picture cannot be taken in.
    #[error("照片不能写入 PDF：{0}")]
    Picture(String),
    /// The PDF cannot be put together.
    #[error("PDF 写不成：{0}")]
    Pdf(String),
}

/// Writes sheets.
///
/// # Errors
/// [`PrintError`].
pub fn write(
    faces: &Faces,
    sheets: &[Sheet],
    pictures: &[Option<PrintedPicture>],
    title: Option<&str>,
) -> Result<Vec<u8>, PrintError> {
    let font = |bytes: &'static [u8]| {
        Font::new(Data::from(bytes.to_vec()), 0).ok_or_else(|| PrintError::Face(String::new()))
    };
    let fonts: Vec<Font> = faces.all().iter().map(|face| font(face.bytes)).collect::<Result<_, _>>()?;
    let image = |picture: &Option<PrintedPicture>| {
        let jpeg = picture.as_ref().map(|picture| Data::from(picture.jpeg.clone()));
        jpeg.map(|jpeg| Image::from_jpeg(jpeg, true)).transpose().map_err(PrintError::Picture)
    };
    let images: Vec<Option<Image>> = pictures.iter().map(image).collect::<Result<_, _>>()?;
    let mut document = Document::new();
    let about = Metadata::new().language("zh-CN".to_owned()).creator("旧闻".to_owned());
    document.set_metadata(title.map_or(about.clone(), |title| about.title(title.to_owned())));
    for sheet in sheets {
        let settings = PageSettings::from_wh(PAPER.0, PAPER.1);
        let mut page = document.start_page_with(settings.unwrap_or_default());
        let mut surface = page.surface();
        sheet.ops.iter().for_each(|op| draw(&mut surface, op, &fonts, &images));
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PrintError::Pdf(format!("{error:?}")))
}

fn draw(surface: &mut Surface, op: &Op, fonts: &[Font], images: &[Option<Image>]) {
    match op {
        Op::Text { x, y, size, gray, text, glyphs } => {
            surface.set_fill(Some(fill(*gray)));
            text_runs(surface, (*x, *y), *size, text, glyphs, fonts);
        }
        Op::Rule { y } => {
            let mut path = PathBuilder::new();
            path.move_to(LEFT, *y);
            path.line_to(LEFT + MEASURE, *y);
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                let stroke = Stroke { paint: fill(0.75).paint, width: 0.5, ..Stroke::default() };
                surface.set_stroke(Some(stroke));
                surface.draw_path(&path);
                surface.set_stroke(None);
            }
        }
        Op::Picture { at, x, y, width, height } => {
            let image = images.get(*at).and_then(Option::as_ref);
            if let (Some(image), Some(size)) = (image, Size::from_wh(*width, *height)) {
                surface.push_transform(&Transform::from_translate(*x, *y));
                surface.draw_image(image.clone(), size);
                surface.pop();
            }
        }
    }
}

fn fill(gray: f32) -> Fill {
    let level = (gray.clamp(0.0, 1.0) * 255.0).round() as u8;
    Fill { paint: luma::Color::new(level).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

/// A line of text, in as many runs as it has faces in a row.
fn text_runs(
    surface: &mut Surface,
    (x, y): (f32, f32),
    size: f32,
    text: &str,
    glyphs: &[Glyph],
    fonts: &[Font],
) {
    let mut x = x;
    let mut ends = text.char_indices().map(|(at, c)| at..at + c.len_utf8());
    for run in glyphs.chunk_by(|a, b| a.face == b.face) {
        let Some(font) = run.first().and_then(|glyph| fonts.get(glyph.face)) else { continue };
        let placed = |glyph: &Glyph| {
            let range = ends.next().unwrap_or_default();
            KrillaGlyph::new(GlyphId::new(glyph.id), glyph.width, 0.0, 0.0, 0.0, range, None)
        };
        let placed: Vec<KrillaGlyph> = run.iter().map(placed).collect();
        surface.draw_glyphs(Point::from_xy(x, y), &placed, font.clone(), text, size, false);
        x += run.iter().map(|glyph| glyph.width * size).sum::<f32>();
    }
}
