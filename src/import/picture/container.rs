//! Where a JPEG, PNG, TIFF or WebP keeps what is written of it.

/// What was found, each the first of its sort.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found<'a> {
    /// A TIFF.
    pub exif: Option<&'a [u8]>,
    /// IPTC-IIM datasets.
    pub iptc: Option<&'a [u8]>,
    /// An XMP packet.
    pub xmp: Option<&'a [u8]>,
}

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Looks through the parts of a picture before its pixels; in a PNG behind them too.
pub fn metadata(bytes: &[u8]) -> Found<'_> {
    match bytes {
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Found { exif: Some(bytes), ..Found::default() },
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', chunks @ ..] => of_webp(chunks),
        _ => bytes.strip_prefix(PNG).map_or_else(|| of_jpeg(bytes), of_png),
    }
}

/// Chunks: a name, four bytes of length from the lowest, data padded to an even length.
fn of_webp(mut rest: &[u8]) -> Found<'_> {
    let mut found = Found::default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [name @ .., a, b, c, d] = head;
        let Ok(length) = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])) else { break };
        let Some(data) = after.get(..length) else { break };
        match name {
            // Some writers begin it as a JPEG does.
            b"EXIF" => found.exif = found.exif.or(Some(data.strip_prefix(EXIF).unwrap_or(data))),
            b"XMP " => found.xmp = found.xmp.or(Some(data)),
            _ => {}
        }
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    found
}

fn of_jpeg(bytes: &[u8]) -> Found<'_> {
    let (mut found, mut rest) = (Found::default(), bytes.get(2..).unwrap_or_default());
    loop {
        match rest {
            [0xff, 0xff, ..] => rest = &rest[1..],
            // The pixels begin, or the picture ends.
            [0xff, 0xda | 0xd9, ..] => return found,
            [0xff, marker, high, low, after @ ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low])).saturating_sub(2);
                let Some((segment, next)) = after.split_at_checked(length) else { return found };
                match marker {
                    0xe1 if segment.starts_with(EXIF) => {
                        found.exif = found.exif.or(segment.strip_prefix(EXIF));
                    }
                    0xe1 if segment.starts_with(XMP) => found.xmp = found.xmp.or(segment.strip_prefix(XMP)),
                    0xed => {
                        found.iptc = found.iptc.or(segment.strip_prefix(PHOTOSHOP).and_then(of_photoshop))
                    }
                    _ => {}
                }
                rest = next;
            }
            _ => return found,
        }
    }
}

/// The IPTC among Photoshop's resources: 8BIM, a number, a name padded to an even length, four bytes of length, data
/// padded likewise.
fn of_photoshop(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        let rest = bytes.strip_prefix(b"8BIM")?;
        let number = u16::from_be_bytes([*rest.first()?, *rest.get(1)?]);
        let name = (usize::from(*rest.get(2)?) + 2) & !1;
        let rest = rest.get(2 + name..)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let data = rest.get(..length)?;
        if number == 0x0404 {
            return Some(data);
        }
        bytes = rest.get(length + length % 2..)?;
    }
}

/// Chunks: four bytes of length, a name, data, a sum.
fn of_png(mut rest: &[u8]) -> Found<'_> {
    let mut found = Found::default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let Ok(length) = usize::try_from(u32::from_be_bytes(*length)) else { break };
        let (Some(name), Some(data)) = (after.get(..4), after.get(4..).and_then(|data| data.get(..length)))
        else {
            break;
        };
        match name {
            b"eXIf" => found.exif = found.exif.or(Some(data)),
            // A keyword, two bytes that say it is not packed, two empty names of languages, and the packet.
            b"iTXt" => {
                found.xmp = found.xmp.or(data.strip_prefix(b"XML:com.adobe.xmp\0\0\0\0\0".as_slice()));
            }
            _ => {}
        }
        rest = after.get(4 + length + 4..).unwrap_or_default();
    }
    found
}
