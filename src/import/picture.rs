//! Pictures: checked before they are decoded, and made small for lists.

use std::borrow::Cow;
use std::io::Cursor;

use image::metadata::Orientation;
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

/// Width and height of a picture as it is shown, read from its head alone.
///
/// # Errors
/// As [`read_picture`].
pub fn picture_size(bytes: &[u8]) -> Result<[u32; 2], ReadError> {
    let (mut decoder, _) = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    let turned = matches!(
        decoder.orientation().map_err(|e| failed(&e))?,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    Ok(if turned { [height, width] } else { [width, height] })
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

/// A decoder of a picture that is small enough, and what the picture is.
fn decoder(bytes: &[u8]) -> Result<(impl ImageDecoder + '_, &'static str), ReadError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| failed(&e))?;
    let media_type = match reader.format() {
        Some(ImageFormat::Jpeg) => "image/jpeg",
        Some(ImageFormat::Png) => "image/png",
        _ => return Err(ReadError::Picture("不是 JPG 或 PNG".to_owned())),
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|e| failed(&e))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ReadError::PictureTooLarge { width, height });
    }
    Ok((decoder, media_type))
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, &'static str), ReadError> {
    let (mut decoder, media_type) = decoder(bytes)?;
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
    fn a_claim_of_ten_thousand_million_pixels_is_refused_before_they_take_memory() {
        let mut bytes = png(64, 64);
        // The head of a PNG: a length, IHDR, width and height, and a checksum over all but the length.
        bytes[16..20].copy_from_slice(&100_000u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&100_000u32.to_be_bytes());
        let crc = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        for error in [read_picture(&bytes).map(drop), picture_size(&bytes).map(drop)] {
            let message = error.expect_err("it is refused").to_string();
            assert!(message.contains("100000×100000 像素，太大"), "{message}");
        }
    }

    /// https://www.w3.org/TR/png-3/#D-CRCAppendix
    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
    }

    #[test]
    fn damaged_and_foreign_pictures_are_refused() {
        let whole = png(64, 64);
        for bytes in [&whole[..whole.len() / 2], b"GIF89a", b""] {
            assert!(matches!(read_picture(bytes), Err(ReadError::Picture(_))));
        }
    }
}
