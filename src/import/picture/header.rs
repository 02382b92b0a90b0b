//! What the first bytes of a picture say of it, and how much memory decoding it takes: nothing is decoded here.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageFormat, ImageReader};

use super::super::ReadError;
use super::failed;

/// A picture that claims more pixels is refused before it takes memory.
pub const MAX_PIXELS: u64 = 120_000_000;
/// A picture whose decoding would need more memory at once than this is decoded smaller, or refused: 640 MB.
pub const MOST_WORKING: u64 = 640 << 20;
/// A JPEG is decoded at no less than an eighth of its size.
const LEAST_JPEG: u32 = 3;

/// What is known of a picture before it is decoded.
#[derive(Clone, Debug)]
pub struct Header {
    /// Width and height as they lie in the file.
    pub size: [u32; 2],
    /// How it is to be turned.
    pub orientation: Orientation,
    /// What is in the file.
    pub format: ImageFormat,
    color: ColorType,
    jpeg: Option<Frame>,
}

/// The frame of a JPEG.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    /// Whether it is refined scan by scan, so that all coefficients are held until the last.
    progressive: bool,
    /// Samples of all components for each pixel: 1.5 of the most common sort.
    samples: f64,
    components: u8,
}

impl Header {
    /// Reads it.
    ///
    /// # Errors
    /// [`ReadError::Picture`] for damaged, unknown or oversized pictures.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| failed(&e))?;
        let format = match reader.format() {
            Some(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Tiff | ImageFormat::WebP)) => {
                format
            }
            _ => return Err(ReadError::Picture("不是 JPG、PNG、TIFF 或 WebP".to_owned())),
        };
        let mut decoder = reader.into_decoder().map_err(|e| failed(&e))?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(ReadError::PictureTooLarge(format!("{width}×{height} 像素，上限是 1.2 亿像素")));
        }
        if width == 0 || height == 0 {
            return Err(ReadError::Picture("没有像素".to_owned()));
        }
        let orientation = decoder.orientation().map_err(|e| failed(&e))?;
        let jpeg = if format == ImageFormat::Jpeg { frame(bytes) } else { None };
        Ok(Self { size: [width, height], orientation, format, color: decoder.color_type(), jpeg })
    }

    /// Its media type.
    pub fn media_type(&self) -> &'static str {
        match self.format {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Tiff => "image/tiff",
            ImageFormat::WebP => "image/webp",
            _ => "image/png",
        }
    }

    /// Width and height as it is shown.
    pub fn upright(&self) -> [u32; 2] {
        let [width, height] = self.size;
        if is_sideways(self.orientation) { [height, width] } else { [width, height] }
    }

    /// How often it is halved so that its longer side is at most `side`.
    pub fn level_within(&self, side: u32) -> u32 {
        let longer = self.size[0].max(self.size[1]);
        (0..16).find(|level| longer.div_ceil(1 << level) <= side).unwrap_or(16)
    }

    /// Whether it can be decoded at a part of its size, without the whole being held.
    pub fn scales(&self) -> bool {
        self.jpeg.is_some_and(|frame| frame.components == 1 || frame.components == 3)
    }

    /// How often it is halved while it is decoded, where it is wanted halved so often.
    pub fn halved_in_decoding(&self, level: u32) -> u32 {
        if self.scales() { level.min(LEAST_JPEG) } else { 0 }
    }

    /// Bytes that decoding takes at once, besides those of the file, where it is wanted halved so often.
    pub fn working_bytes(&self, level: u32) -> u64 {
        let pixels = u64::from(self.size[0]) * u64::from(self.size[1]);
        let channels = u64::from(self.color.channel_count());
        let Some(frame) = self.jpeg else {
            // 16 bits a channel are held beside the 8 that they become.
            let wide = u64::from(self.color.bytes_per_pixel());
            return pixels * if wide > channels { wide + channels } else { wide };
        };
        let coefficients = if frame.progressive { (pixels as f64 * frame.samples * 2.0) as u64 } else { 0 };
        let halved = self.halved_in_decoding(level);
        let small = pixels >> (2 * halved);
        let planes = if halved > 0 { (small as f64 * frame.samples) as u64 } else { 0 };
        coefficients + planes + small * channels.max(3)
    }

    /// The least that it can be halved within [`MOST_WORKING`]; none where it cannot be shown at all.
    pub fn finest(&self) -> Option<u32> {
        (0..=LEAST_JPEG).find(|level| self.working_bytes(*level) <= MOST_WORKING)
    }
}

/// Whether width and height change places.
pub fn is_sideways(orientation: Orientation) -> bool {
    use Orientation as O;
    matches!(orientation, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

/// The frame of a JPEG, from the markers before its first scan.
fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut at = 2;
    loop {
        // Markers may be preceded by any number of fill bytes.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        if marker == 0x01 || (0xd0..=0xd8).contains(&marker) {
            at += 2;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at + 4..at + 2 + length.max(2))?;
        match marker {
            // Frames, but for the tables between their numbers.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return read_frame(segment, matches!(marker, 0xc2 | 0xca));
            }
            0xda | 0xd9 => return None,
            _ => at += 2 + length.max(2),
        }
    }
}

fn read_frame(segment: &[u8], progressive: bool) -> Option<Frame> {
    let components = *segment.get(5)?;
    let factors: Vec<(u8, u8)> = segment
        .get(6..6 + usize::from(components) * 3)?
        .as_chunks::<3>()
        .0
        .iter()
        .map(|[_, factors, _]| (factors >> 4, factors & 15))
        .collect();
    let widest = f64::from(factors.iter().map(|(h, _)| *h).max()?.max(1));
    let highest = f64::from(factors.iter().map(|(_, v)| *v).max()?.max(1));
    let samples = factors.iter().map(|(h, v)| f64::from(*h) * f64::from(*v) / (widest * highest)).sum();
    Some(Frame { progressive, samples, components })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        image::RgbImage::from_pixel(width, height, image::Rgb([180, 60, 50]))
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
            .expect("a picture in memory");
        bytes
    }

    #[test]
    fn the_frame_of_a_jpeg_says_what_decoding_takes() {
        let header = Header::read(&jpeg(400, 200)).expect("a picture");
        assert_eq!(header.size, [400, 200]);
        let frame = header.jpeg.expect("a frame");
        assert!(!frame.progressive && frame.components == 3 && frame.samples > 0.9, "{frame:?}");
        assert_eq!(header.working_bytes(0), 400 * 200 * 3);
        assert!(header.working_bytes(3) < 400 * 200);
    }

    #[test]
    fn what_would_take_too_much_memory_is_decoded_smaller() {
        let mut header = Header::read(&jpeg(16, 16)).expect("a picture");
        header.size = [12_000, 9_000];
        assert_eq!(header.finest(), Some(0), "108 million pixels, scan by row");
        header.jpeg = Some(Frame { progressive: true, samples: 3.0, components: 3 });
        assert_eq!(header.finest(), Some(3), "an eighth: all coefficients are held");
        header.size = [12_000, 10_000];
        assert_eq!(header.finest(), None, "these alone are too much");
        header.size = [10_000, 8_000];
        assert_eq!(header.finest(), Some(1));
        header.jpeg = Some(Frame { progressive: true, samples: 1.5, components: 3 });
        assert_eq!(header.finest(), Some(0));
    }

    #[test]
    fn a_claim_of_too_many_pixels_is_refused_before_anything_is_decoded() {
        let mut bytes = jpeg(16, 16);
        let at = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
        bytes[at + 5..at + 9].copy_from_slice(&[0x4e, 0x20, 0x4e, 0x20]);
        let error = Header::read(&bytes).expect_err("20,000 by 20,000");
        assert!(error.to_string().contains("20000×20000 像素，上限是 1.2 亿像素"), "{error}");
    }

    #[test]
    fn a_frame_is_found_behind_fill_bytes_and_no_frame_in_rubbish() {
        let whole = jpeg(8, 8);
        let mut filled = vec![0xff, 0xd8, 0xff, 0xff];
        filled.extend_from_slice(&whole[2..]);
        assert_eq!(frame(&filled), frame(&whole));
        assert!(frame(&whole[..20]).is_none());
        assert!(frame(&[0xff, 0xd8, 0xff, 0xe0, 0, 0]).is_none());
    }
}
