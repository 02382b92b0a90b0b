//! Refuses streams that are a small file and a large memory, before anything unpacks them.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::super::ReadError;

/// Most that one packed stream of a file may unpack to. A page as a picture of 300 dots an inch has 80 MB.
pub const MAX_STREAM_BYTES: u64 = 256 << 20;
/// Deflate makes nothing more than this many times smaller (<https://zlib.net/zlib_tech.html>).
const DEFLATE_TIMES: u64 = 1032;

/// Looks at all packed streams that could be too large: those under 250 KB cannot.
///
/// # Errors
/// [`ReadError::PdfBomb`].
pub fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"stream") {
        at = found + b"stream".len();
        if bytes.get(..found).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        let body = bytes.get(at..).unwrap_or_default();
        let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        let length = find(body, 0, b"endstream").unwrap_or(body.len());
        let packed = body.get(..length).unwrap_or_default();
        if is_zlib(packed) {
            let size = unpacked(packed);
            // What is packed twice shows as a stream whose content is one.
            if size.is_none_or(|size| size > MAX_STREAM_BYTES) {
                return Err(ReadError::PdfBomb { limit: MAX_STREAM_BYTES >> 20 });
            }
        }
        at += length;
    }
    Ok(())
}

/// How many bytes come out, looked at no further than one past the limit; none where they are packed again into too
/// many.
fn unpacked(packed: &[u8]) -> Option<u64> {
    let may_be = packed.len() as u64 * DEFLATE_TIMES > MAX_STREAM_BYTES;
    let mut head = Vec::new();
    // Damage ends the counting: what came out before it is what others would see.
    let _ = ZlibDecoder::new(packed).take(2).read_to_end(&mut head);
    if is_zlib(&head) {
        let twice = ZlibDecoder::new(ZlibDecoder::new(packed));
        let size = count(twice);
        return (size <= MAX_STREAM_BYTES).then_some(size);
    }
    Some(if may_be { count(ZlibDecoder::new(packed)) } else { 0 })
}

fn count(reader: impl Read) -> u64 {
    let mut reader = reader.take(MAX_STREAM_BYTES + 1);
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        size += read as u64;
    }
    size
}

/// Whether the first two bytes are those of zlib's format (RFC 1950, 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    let [cmf, flg, ..] = bytes else { return false };
    cmf & 0x0f == 8 && cmf >> 4 <= 7 && (u16::from(*cmf) << 8 | u16::from(*flg)).is_multiple_of(31)
}

/// Where `word` stands first from `from` on.
fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}
