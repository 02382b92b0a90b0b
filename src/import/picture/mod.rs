//! Pictures: checked before they are decoded, and made small for lists.

mod container;
mod facts;
mod header;
mod level;
mod xmp;

use std::borrow::Cow;
use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits};

use super::ReadError;

pub use facts::{FactKind, FactSource, PictureFact, PictureFacts, picture_facts};
pub use header::{Header, MAX_PIXELS, MOST_WORKING};
pub use level::{Level, TILE, Tile};

/// Longest side of a thumbnail, in pixels: a list row at twice the scale.
pub const THUMBNAIL_SIDE: u32 = 320;
/// A picture of more pixels is decoded at a part of its size, where it is wanted small.
const LARGE: u64 = 8_000_000;

/// What the store keeps beside the original bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width as shown, in pixels, the camera's orientation applied.
    pub width: u32,
    /// Height as shown.
    pub height: u32,
    /// `image/jpeg`, `image/png`, `image/tiff` or `image/webp`.
    pub media_type: &'static str,
    /// A JPEG of at most [`THUMBNAIL_SIDE`] pixels a side.
    pub thumbnail: Vec<u8>,
}

/// Longest side of a picture that is held whole while it is looked at, in pixels.
pub const BASE_SIDE: u32 = 2048;

/// A tile of a picture: how often it is halved, column, row.
pub type TileKey = (u32, u32, u32);

/// What is known of a picture before it is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureInfo {
    /// Width and height as it is shown.
    pub size: [u32; 2],
    /// How often the picture that is held whole is halved.
    pub base: u32,
    /// The least that it can be halved within the memory that decoding may take.
    pub finest: u32,
    /// What the camera and the archive wrote into it.
    pub facts: PictureFacts,
}

impl PictureInfo {
    /// Of a picture.
    pub fn new(header: &Header, facts: PictureFacts) -> Self {
        // What cannot be decoded at any size says so when its first tile is wanted.
        let finest = header.finest().unwrap_or_default();
        Self { size: header.upright(), base: header.level_within(BASE_SIDE).max(finest), finest, facts }
    }
}

/// Reads a JPEG, PNG, TIFF (its first page) or WebP and makes its thumbnail.
///
/// # Errors
/// [`ReadError::Picture`] for damaged, unknown or oversized pictures.
pub fn read_picture(bytes: &[u8]) -> Result<Picture, ReadError> {
    let header = Header::read(bytes)?;
    let picture = decode(bytes, &header, THUMBNAIL_SIDE)?;
    let mut thumbnail = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut thumbnail, 82)
        .encode_image(&shrunk(&picture, THUMBNAIL_SIDE).to_rgb8())
        .map_err(|error| failed(&error))?;
    let ([width, height], media_type) = (header.upright(), header.media_type());
    Ok(Picture { width, height, media_type, thumbnail })
}

/// The pixels of a picture, RGBA, at most `side` a side, with its width and height.
///
/// # Errors
/// As [`read_picture`].
pub fn pixels(bytes: &[u8], side: u32) -> Result<([usize; 2], Vec<u8>), ReadError> {
    let picture = decode(bytes, &Header::read(bytes)?, side)?;
    let shown = shrunk(&picture, side).to_rgba8();
    let size = [shown.width(), shown.height()].map(|side| usize::try_from(side).unwrap_or_default());
    Ok((size, shown.into_raw()))
}

/// Width and height of a picture as it is shown, read from its head alone.
///
/// # Errors
/// As [`read_picture`].
pub fn picture_size(bytes: &[u8]) -> Result<[u32; 2], ReadError> {
    Ok(Header::read(bytes)?.upright())
}

/// The media type of a picture, read from its head alone.
///
/// # Errors
/// As [`read_picture`].
pub fn media_type_of_picture(bytes: &[u8]) -> Result<&'static str, ReadError> {
    Ok(Header::read(bytes)?.media_type())
}

/// A JPEG of a picture, upright, at most `side` pixels a side, with its width and height.
///
/// # Errors
/// As [`read_picture`].
pub fn printable(bytes: &[u8], side: u32) -> Result<([u32; 2], Vec<u8>), ReadError> {
    let picture = decode(bytes, &Header::read(bytes)?, side)?;
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

/// A picture, upright; of a large one a part of its size that is no smaller than `side`.
fn decode(bytes: &[u8], header: &Header, side: u32) -> Result<DynamicImage, ReadError> {
    let pixels = u64::from(header.size[0]) * u64::from(header.size[1]);
    if pixels > LARGE {
        // Once less than would make it smaller than is wanted.
        let level = header.level_within(side).saturating_sub(1);
        let level = Level::decode(bytes, header, level)?;
        return level.upright().ok_or_else(|| ReadError::Picture("解码后大小不符".to_owned()));
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| failed(&e))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGE * 16);
    reader.limits(limits);
    let mut picture = reader.decode().map_err(|e| failed(&e))?;
    picture.apply_orientation(header.orientation);
    Ok(picture)
}

fn failed(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Picture(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageFormat;

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
            assert!(message.contains("图片太大：100000×100000 像素"), "{message}");
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
