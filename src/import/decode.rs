//! Bytes to text: which encoding a file is in, told by its marks, its validity, and a detector.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;

/// Text with the encoding it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; bytes that mean nothing stand as U+FFFD.
    pub text: String,
    /// Name of the encoding in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Lines with U+FFFD, from 1.
    pub damaged_lines: Vec<usize>,
}

/// More than one damaged place per this many characters is not a text with damage, but no text.
const CHARS_PER_DAMAGE: usize = 500;

/// Decodes a text file.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::NotText`] for other kinds of files, [`ReadError::Undecodable`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if let Some(kind) = other_kind(bytes) {
        return Err(ReadError::NotText { kind });
    }
    decode_as(bytes, encoding_of(bytes)?)
}

/// Decodes a text file in an encoding that somebody chose; a byte order mark overrules it.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::Undecodable`].
pub fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, ReadError> {
    let (text, encoding, _) = encoding.decode(bytes);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let damaged = text.matches('\u{fffd}').count();
    let damaged_lines: Vec<usize> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains('\u{fffd}'))
        .map(|(at, _)| at + 1)
        .collect();
    if damaged * CHARS_PER_DAMAGE > text.chars().count().max(CHARS_PER_DAMAGE) {
        let line = damaged_lines.first().copied().unwrap_or(1);
        return Err(ReadError::Undecodable { line, count: damaged, encoding: encoding.name() });
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), damaged_lines })
}

fn encoding_of(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if std::str::from_utf8(bytes).is_ok() && zeros * CHARS_PER_DAMAGE <= bytes.len() {
        return Ok(UTF_8);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding);
    }
    // A few broken bytes make no other encoding of a text that is UTF-8 everywhere else.
    let lossy = String::from_utf8_lossy(bytes);
    if !lossy.is_ascii() && lossy.matches('\u{fffd}').count() * CHARS_PER_DAMAGE <= lossy.chars().count() {
        return Ok(UTF_8);
    }
    if bytes.contains(&0) {
        return Err(ReadError::NotText { kind: "程序或数据文件" });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    // GB18030 reads all that GBK reads, and the few characters beyond it.
    Ok(if guess == GBK { GB18030 } else { guess })
}

/// UTF-16 without a mark: line ends, digits and spaces show as zero bytes, nearly all on one side of the pairs. A few
/// stray zeros are no sign of it.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 100 < sample.len() {
        return None;
    }
    match (even, odd) {
        (even, odd) if odd > even * 2 => Some(UTF_16LE),
        (even, odd) if even > odd * 2 => Some(UTF_16BE),
        _ => None,
    }
}

/// What the first bytes say, where they are not those of a text.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 10] = [
        (b"\x89PNG", "图片（PNG）"),
        (b"\xff\xd8\xff", "图片（JPEG）"),
        (b"GIF8", "图片（GIF）"),
        (b"II*\0", "图片（TIFF）"),
        (b"MM\0*", "图片（TIFF）"),
        (b"RIFF", "图片或音像（RIFF）"),
        (b"BM", "图片（BMP）"),
        (b"%PDF", "PDF 文档"),
        (b"PK\x03\x04", "压缩包或 Office 文档"),
        (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    ];
    let found = KINDS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind);
    // "BM" may begin a Latin text: only a BMP has zeros right after it.
    found.filter(|_| !bytes.starts_with(b"BM") || bytes.iter().take(16).any(|b| *b == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "安培社区“5点钟义务课堂”唱响全省\r\n\r\n本报讯（记者毛玺玺）12月8日，记者了解到。\r\n";

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str) {
        let decoded = decode(bytes).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
    }

    #[test]
    fn the_encodings_of_chinese_offices_are_told_apart() {
        check(TEXT.as_bytes(), "UTF-8");
        check(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "UTF-8");
        check(&GBK.encode(TEXT).0, "gb18030");
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, "UTF-16LE");
        check(&[b"\xff\xfe", utf16.as_slice()].concat(), "UTF-16LE");
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&utf16, "UTF-16BE");
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, expect) in [
            (&b""[..], "空的"),
            (" \r\n　".as_bytes(), "空的"),
            (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
            (b"\x7fELF\x02\x01\0\0\0", "程序"),
            (b"%PDF-1.4", "PDF"),
        ] {
            let message = decode(bytes).expect_err("no text").to_string();
            assert!(message.contains(expect), "{message}");
        }
    }

    #[test]
    fn a_little_damage_is_told_and_much_damage_refused() {
        let mut bytes = TEXT.repeat(30).into_bytes();
        bytes.extend(b"\xff");
        let decoded = decode(&bytes).expect("a text with one broken byte");
        assert_eq!((decoded.encoding, decoded.damaged_lines), ("UTF-8", vec![91]));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i * 7919 % 255 + 1) as u8).collect();
        assert!(decode(&noise).is_err());
    }
}
