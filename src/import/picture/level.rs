//! A picture at a power-of-two part of its size, and the tiles that are cut from it for the screen.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage};
use jpeg_decoder::PixelFormat;

use super::super::ReadError;
use super::failed;
use super::header::{Header, MOST_WORKING, is_sideways};

/// Longest side of a tile, in pixels.
pub const TILE: u32 = 512;

/// A piece of a picture, ready for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// In pixels.
    pub size: [usize; 2],
    /// RGBA, row by row, the colour multiplied by the cover.
    pub rgba: Vec<u8>,
}

/// A picture halved some times, as it lies in the file: only what is cut from it is turned upright.
#[derive(Debug)]
pub struct Level {
    /// How often it was halved.
    level: u32,
    /// The whole picture's upright size.
    full: [u32; 2],
    size: [u32; 2],
    channels: usize,
    pixels: Vec<u8>,
    orientation: Orientation,
}

impl Level {
    /// Decodes a picture, halved so often or, where that needs too much memory at once, as often as is needed.
    ///
    /// # Errors
    /// [`ReadError::Picture`] where it is damaged or needs too much memory however small it is shown.
    pub fn decode(bytes: &[u8], header: &Header, level: u32) -> Result<Self, ReadError> {
        let Some(finest) = header.finest() else {
            let [width, height] = header.size;
            return Err(ReadError::PictureTooLarge(format!(
                "{width}×{height} 像素，这种格式解码需要 {} MB 内存，上限是 {} MB",
                header.working_bytes(3) >> 20,
                MOST_WORKING >> 20
            )));
        };
        let level = level.max(finest);
        let halved = header.halved_in_decoding(level);
        let picture = if halved > 0 {
            scaled(bytes, header, halved).or_else(|error| {
                // The one that scales knows fewer sorts of JPEG than the one that does not.
                tracing::debug!(%error, "not scaled while decoding");
                if header.working_bytes(0) > MOST_WORKING { Err(error) } else { whole(bytes) }
            })?
        } else {
            whole(bytes)?
        };
        let done = (0..=halved).rev().find(|by| {
            picture.width() == header.size[0].div_ceil(1 << by)
                && picture.height() == header.size[1].div_ceil(1 << by)
        });
        let done = done.ok_or_else(|| ReadError::Picture("大小与文件所述不符".to_owned()))?;
        Self::of(picture, done, header).halved_to(level)
    }

    fn of(picture: DynamicImage, level: u32, header: &Header) -> Self {
        let size = [picture.width(), picture.height()];
        let (channels, pixels) = match picture {
            DynamicImage::ImageLuma8(gray) => (1, gray.into_raw()),
            DynamicImage::ImageRgb8(rgb) => (3, rgb.into_raw()),
            other if other.color().has_alpha() => (4, other.into_rgba8().into_raw()),
            other => (3, other.into_rgb8().into_raw()),
        };
        let (full, orientation) = (header.upright(), header.orientation);
        Self { level, full, size, channels, pixels, orientation }
    }

    /// How often it was halved.
    pub fn level(&self) -> u32 {
        self.level
    }

    /// Bytes that it holds.
    pub fn bytes(&self) -> usize {
        self.pixels.len()
    }

    /// Averages squares of pixels until it is halved so often.
    fn halved_to(self, level: u32) -> Result<Self, ReadError> {
        let by = level.saturating_sub(self.level);
        if by == 0 {
            return Ok(self);
        }
        let size = self.size.map(|side| side.div_ceil(1 << by));
        let mut pixels = Vec::with_capacity(size[0] as usize * size[1] as usize * self.channels);
        for y in 0..size[1] {
            for x in 0..size[0] {
                let sum = self.mean(x << by, y << by, 1 << by);
                pixels.extend(sum.iter().take(self.channels));
            }
        }
        Ok(Self { level: self.level + by, size, pixels, ..self })
    }

    /// The mean of a square of raw pixels, as far as it lies within the picture.
    fn mean(&self, x: u32, y: u32, side: u32) -> [u8; 4] {
        let (right, bottom) = ((x + side).min(self.size[0]), (y + side).min(self.size[1]));
        let (mut sums, mut count) = ([0u32; 4], 0u32);
        for row in y..bottom {
            let start = (row as usize * self.size[0] as usize + x as usize) * self.channels;
            let end = start + right.saturating_sub(x) as usize * self.channels;
            for pixel in self.pixels.get(start..end).unwrap_or_default().chunks_exact(self.channels) {
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(*value);
                }
                count += 1;
            }
        }
        sums.map(|sum| (sum / count.max(1)) as u8)
    }

    /// The upright size of the picture halved so often.
    pub fn size_at(full: [u32; 2], level: u32) -> [u32; 2] {
        full.map(|side| side.div_ceil(1 << level.min(31)).max(1))
    }

    /// Cuts the tile of a column and a row of the upright picture halved so often; none where there is no such tile or
    /// this is halved more.
    pub fn tile(&self, level: u32, column: u32, row: u32) -> Option<Tile> {
        let by = level.checked_sub(self.level)?;
        let [width, height] = Self::size_at(self.full, level);
        let (left, top) = (column.checked_mul(TILE)?, row.checked_mul(TILE)?);
        let (right, bottom) = ((left + TILE).min(width), (top + TILE).min(height));
        if left >= right || top >= bottom {
            return None;
        }
        let mut rgba = Vec::with_capacity(((right - left) * (bottom - top) * 4) as usize);
        for y in top..bottom {
            for x in left..right {
                rgba.extend(self.upright_pixel(x, y, by));
            }
        }
        Some(Tile { size: [right - left, bottom - top].map(|side| side as usize), rgba })
    }

    /// A pixel of the upright picture halved `by` times more than this.
    fn upright_pixel(&self, x: u32, y: u32, by: u32) -> [u8; 4] {
        let raw = self.size.map(|side| side.div_ceil(1 << by));
        let (last_x, last_y) = (raw[0].saturating_sub(1), raw[1].saturating_sub(1));
        let sideways = is_sideways(self.orientation);
        let (u, v) = if sideways { (y, x) } else { (x, y) };
        let (u, v) = (u.min(last_x), v.min(last_y));
        use Orientation as O;
        let (x, y) = match self.orientation {
            O::NoTransforms | O::Rotate90FlipH => (u, v),
            O::FlipHorizontal | O::Rotate270 => (last_x - u, v),
            O::FlipVertical | O::Rotate90 => (u, last_y - v),
            O::Rotate180 | O::Rotate270FlipH => (last_x - u, last_y - v),
        };
        let pixel = if by == 0 { self.raw_pixel(x, y) } else { self.mean(x << by, y << by, 1 << by) };
        match self.channels {
            1 => [pixel[0], pixel[0], pixel[0], 255],
            3 => [pixel[0], pixel[1], pixel[2], 255],
            _ => {
                let cover = |value: u8| (u16::from(value) * u16::from(pixel[3]) / 255) as u8;
                [cover(pixel[0]), cover(pixel[1]), cover(pixel[2]), pixel[3]]
            }
        }
    }

    fn raw_pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let at = (y as usize * self.size[0] as usize + x as usize) * self.channels;
        let mut pixel = [0; 4];
        for (to, from) in pixel.iter_mut().zip(self.pixels.get(at..at + self.channels).unwrap_or_default()) {
            *to = *from;
        }
        pixel
    }

    /// The whole, upright.
    pub fn upright(self) -> Option<DynamicImage> {
        let [width, height] = self.size;
        let mut picture = match self.channels {
            1 => DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, self.pixels)?),
            3 => DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, self.pixels)?),
            _ => DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, self.pixels)?),
        };
        picture.apply_orientation(self.orientation);
        Some(picture)
    }
}

/// Decodes at a part of the size: only so much is held.
fn scaled(bytes: &[u8], header: &Header, halved: u32) -> Result<DynamicImage, ReadError> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(usize::try_from(MOST_WORKING).unwrap_or(usize::MAX));
    let [width, height] = header.size.map(|side| side.div_ceil(1 << halved));
    let side = |side: u32| u16::try_from(side).map_err(|error| failed(&error));
    let (width, height) = decoder.scale(side(width)?, side(height)?).map_err(|error| failed(&error))?;
    let (width, height) = (u32::from(width), u32::from(height));
    let pixels = decoder.decode().map_err(|error| failed(&error))?;
    let picture = match decoder.info().map(|info| info.pixel_format) {
        Some(PixelFormat::RGB24) => RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8),
        Some(PixelFormat::L8) => GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8),
        _ => None,
    };
    picture.ok_or_else(|| ReadError::Picture("颜色格式不常见".to_owned()))
}

fn whole(bytes: &[u8]) -> Result<DynamicImage, ReadError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| failed(&e))?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(ReadError::Picture("不是 JPG 或 PNG".to_owned()));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_WORKING * 2);
    reader.limits(limits);
    reader.decode().map_err(|e| failed(&e))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose every pixel says where it lies.
    fn field(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 251) as u8, (y % 241) as u8, (x / 251) as u8])
        })
    }

    fn png(picture: &RgbImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture in memory");
        bytes
    }

    /// Puts the tiles of a level together again.
    fn put_together(level: &Level, at: u32, full: [u32; 2]) -> RgbImage {
        let [width, height] = Level::size_at(full, at);
        let mut whole = RgbImage::new(width, height);
        for row in 0..height.div_ceil(TILE) {
            for column in 0..width.div_ceil(TILE) {
                let tile = level.tile(at, column, row).expect("a tile");
                for (at, pixel) in tile.rgba.as_chunks::<4>().0.iter().enumerate() {
                    let (x, y) = ((at % tile.size[0]) as u32, (at / tile.size[0]) as u32);
                    let rgb = image::Rgb([pixel[0], pixel[1], pixel[2]]);
                    whole.put_pixel(column * TILE + x, row * TILE + y, rgb);
                }
            }
        }
        whole
    }

    #[test]
    fn tiles_put_together_are_the_picture_however_it_is_turned() {
        let picture = field(700, 530);
        let bytes = png(&picture);
        for turn in 1..=8 {
            let mut header = Header::read(&bytes).expect("a picture");
            header.orientation = Orientation::from_exif(turn).expect("an orientation");
            let level = Level::decode(&bytes, &header, 0).expect("decoded");
            let mut expect = DynamicImage::ImageRgb8(picture.clone());
            expect.apply_orientation(header.orientation);
            let expect = expect.into_rgb8();
            assert_eq!(header.upright(), [expect.width(), expect.height()], "turn {turn}");
            assert!(put_together(&level, 0, header.upright()) == expect, "turn {turn}");
        }
    }

    #[test]
    fn halved_pixels_are_means_and_come_out_alike_from_every_level() {
        let picture = field(701, 333);
        let bytes = png(&picture);
        let header = Header::read(&bytes).expect("a picture");
        let whole = Level::decode(&bytes, &header, 0).expect("decoded");
        let halved = Level::decode(&bytes, &header, 1).expect("decoded");
        assert_eq!((halved.level(), halved.size), (1, [351, 167]));
        let (a, b) = (whole.tile(1, 0, 0).expect("a tile"), halved.tile(1, 0, 0).expect("a tile"));
        assert_eq!(a, b);
        assert!(halved.tile(0, 0, 0).is_none() && halved.tile(1, 9, 0).is_none());
        let mean = picture.get_pixel(0, 0).0[0] / 2 + picture.get_pixel(1, 0).0[0] / 2;
        assert!(a.rgba[0].abs_diff(mean) <= 1);
    }

    #[test]
    fn a_jpeg_decoded_small_is_the_one_decoded_whole_and_then_made_small() {
        let smooth = RgbImage::from_fn(1603, 1201, |x, y| image::Rgb([(x / 8) as u8, (y / 8) as u8, 90]));
        let mut bytes = Vec::new();
        smooth.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a picture in memory");
        let header = Header::read(&bytes).expect("a picture");
        let whole = Level::decode(&bytes, &header, 0).expect("decoded");
        for level in 1..=4 {
            let small = Level::decode(&bytes, &header, level).expect("decoded");
            assert_eq!(small.level(), level);
            assert!(small.bytes() * 3 < whole.bytes());
            let (a, b) = (whole.tile(level, 0, 0).expect("a tile"), small.tile(level, 0, 0).expect("a tile"));
            assert_eq!(a.size, b.size);
            let off = a.rgba.iter().zip(&b.rgba).filter(|(a, b)| a.abs_diff(**b) > 6).count();
            assert!(off * 100 < a.rgba.len(), "level {level}: {off} of {}", a.rgba.len());
        }
    }
}
