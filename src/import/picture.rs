//! Pictures: checked before they are decoded, and made small for lists.

use std::borrow::Cow;
use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::ReadError;

/// Longest side of a thumbnail, in pixels: a list row at twice the scale.
pub const THUMBNAIL_SIDE: u32 = 320;
/// A picture that claims more pixels is refused before it takes memory.
const MAX_PIXELS: u64 = 120_000_000;

/// What the store keeps beside the original bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width as shown, in pixels, the camera's orientation applied.
    pub width: u32,
    /// Height as shown.
    pub height: u32,
    /// `image/jpeg` or `image/png`.
    pub media_type: &'static str,
    /// A JPEG of at most [`THUMBNAIL_SIDE`] pixels a side.
    pub thumbnail: Vec<u8>,
}

/// Reads a JPEG or PNG and makes its thumbnail.
///
/// # Errors
/// [`ReadError::Picture`] for damaged, unknown or oversized pictures.
pub fn read_picture(bytes: &[u8]) -> Result<Picture, ReadError> {
    let (picture, media_type) = decode(bytes)?;
    let mut thumbnail = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut thumbnail, 82)
        .encode_image(&shrunk(&picture, THUMBNAIL_SIDE).to_rgb8())
        .map_err(|error| failed(&error))?;
    Ok(Picture { width: picture.width(), height: picture.height(), media_type, thumbnail })
}

/// The pixels of a picture, RGBA, at most `side` a side, with its width and height.
///
/// # Errors
/// As [`read_picture`].
pub fn pixels(bytes: &[u8], side: u32) -> Result<([usize; 2], Vec<u8>), ReadError> {
    let (picture, _) = decode(bytes)?;
    let shown = shrunk(&picture, side).to_rgba8();
    let size = [shown.width(), shown.height()].map(|side| usize::try_from(side).unwrap_or_default());
    Ok((size, shown.into_raw()))
}

/// A JPEG of a picture, upright, at most `side` pixels a side, with its width and height.
///
/// # Errors
/// As [`read_picture`].
pub fn printable(bytes: &[u8], side: u32) -> Result<([u32; 2], Vec<u8>), ReadError> {
    let (picture, _) = decode(bytes)?;
    let shown = shrunk(&picture, side).to_rgb8();
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 88)
        .encode_image(&shown)
        .map_err(|error| failed(&error))?;
    Ok(([shown.width(), shown.height()], jpeg))
}

fn shrunk(picture: &DynamicImage, side: u32) -> Cow<'_, DynamicImage> {
    if picture.width().max(picture.height()) > side {
        Cow::Owned(picture.thumbnail(side, side))
    } else {
        Cow::Borrowed(picture)
    }
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, &'static str), ReadError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| failed(&e))?;
    let media_type = match reader.format() {
        Some(ImageFormat::Jpeg) => "image/jpeg",
        Some(ImageFormat::Png) => "image/png",
        _ => return Err(ReadError::Picture("不是 JPG 或 PNG".to_owned())),
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| failed(&e))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ReadError::Picture(format!("{width}×{height} 像素，超过上限")));
    }
    let orientation = decoder.orientation().map_err(|e| failed(&e))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|e| failed(&e))?;
    picture.apply_orientation(orientation);
    Ok((picture, media_type))
}

fn failed(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Picture(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        image::RgbImage::from_pixel(width, height, image::Rgb([180, 60, 50]))
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("a picture in memory");
        bytes
    }

    #[test]
    fn a_thumbnail_fits_its_square_and_keeps_the_shape() {
        let picture = read_picture(&png(800, 400)).expect("a picture");
        assert_eq!((picture.width, picture.height), (800, 400));
        let small = image::load_from_memory(&picture.thumbnail).expect("a thumbnail");
        assert_eq!((small.width(), small.height()), (THUMBNAIL_SIDE, THUMBNAIL_SIDE / 2));
    }

    #[test]
    fn damaged_and_foreign_pictures_are_refused() {
        let whole = png(64, 64);
        for bytes in [&whole[..whole.len() / 2], b"GIF89a", b""] {
            assert!(matches!(read_picture(bytes), Err(ReadError::Picture(_))));
        }
    }
}
