//! XML as a stream of pieces, in bounded memory: nothing is expanded, nothing is fetched, no piece grows without end.

use std::borrow::Cow;
use std::io::{BufRead, Error, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::import::ReadError;

/// Most bytes from one `<` to the next: an element with its attributes, or a text. The longest cell has a third.
const MAX_PIECE_BYTES: usize = 1 << 20;

/// One piece of a document.
pub enum Piece<'a> {
    /// An element begins; an empty one begins and ends.
    Start(&'a BytesStart<'a>),
    /// Text, its references resolved: those of XML itself and of characters, no others.
    Text(Cow<'a, str>),
    /// The element of this local name ends.
    End(&'a str),
}

/// Gives the pieces to `take`, until it says false or nothing is left.
///
/// # Errors
/// [`ReadError::BadTable`]; those of `take`.
pub fn walk(
    xml: impl BufRead,
    mut take: impl FnMut(Piece) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let goes_on = match event.map_err(|error| broken(&error))? {
            Event::Start(element) => take(Piece::Start(&element))?,
            Event::End(element) => take(Piece::End(element.local_name().as_ref()))?,
            Event::Text(text) => take(Piece::Text(text.into_inner()))?,
            Event::CData(text) => take(Piece::Text(text.into_inner()))?,
            Event::GeneralRef(name) => {
                let name = format!("&{};", name.into_inner());
                let resolved = quick_xml::escape::unescape(&name).map(Cow::into_owned);
                // What a DTD of its own declares is not looked up: it stands as it is written.
                take(Piece::Text(Cow::Owned(resolved.unwrap_or(name))))?
            }
            Event::Eof => return Ok(()),
            _ => true,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

fn broken(error: &quick_xml::Error) -> ReadError {
    ReadError::BadTable(match error {
        quick_xml::Error::Io(error) => error.to_string(),
        _ => "里面的 XML 不完整或写错了".to_owned(),
    })
}

/// An attribute by its local name.
pub fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value).map(Cow::into_owned);
    Some(value.unwrap_or_else(|_| found.value.into_owned()))
}

/// Reads no more than so much, and nothing with a piece of more than [`MAX_PIECE_BYTES`].
pub struct Bounded<R> {
    inner: R,
    left: u64,
    since: usize,
}

impl<R: Read> Bounded<R> {
    /// At most `most` bytes.
    pub fn new(inner: R, most: u64) -> Self {
        Self { inner, left: most, since: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| {
            tracing::warn!(%error, "a part of a workbook");
            Error::other("压缩的内容已损坏")
        })?;
        let read = buffer.get(..count).unwrap_or_default();
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| Error::other("解压后太大"))?;
        self.since = match read.iter().rposition(|byte| *byte == b'<') {
            Some(at) => count - at,
            None => self.since + count,
        };
        match self.since > MAX_PIECE_BYTES {
            true => Err(Error::other("里面有一段文字长得没有尽头")),
            false => Ok(count),
        }
    }
}
