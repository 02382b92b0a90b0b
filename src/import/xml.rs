//! XML of others, read guardedly: no entities but those of XML itself, bounded depth, bounded number of elements.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Decoded, ReadError, decode, decode_as};

/// Most elements of an XML file: a broadsheet page of words has under fifty thousand.
pub const MAX_XML_ELEMENTS: usize = 1_000_000;
/// Most elements within each other: METS of newspapers has under twenty.
pub const MAX_XML_DEPTH: usize = 64;

/// What comes next in a file.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends; its name without prefix.
    Close(String),
    /// Text within it.
    Text(String),
}

/// The beginning of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix; none where it is empty or cannot be read.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // Doubled attributes are wrong, and harmless: the first counts.
        let found =
            attributes.with_checks(false).flatten().find(|at| at.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// A number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<f32> {
        self.get(name)?.parse::<f32>().ok().filter(|number| number.is_finite())
    }
}

/// Reads one file.
pub(super) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    elements: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { text, reader, depth: 0, elements: 0 }
    }

    fn broken(&self) -> ReadError {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        ReadError::XmlBroken { line: 1 + before.iter().filter(|byte| **byte == b'\n').count() }
    }

    /// The next node; none at the end.
    ///
    /// # Errors
    /// [`ReadError::XmlEntities`], [`ReadError::XmlBroken`], [`ReadError::XmlTooLarge`].
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|_| self.broken())?;
            let text = match event {
                Event::Start(start) => {
                    (self.depth, self.elements) = (self.depth + 1, self.elements + 1);
                    if self.depth > MAX_XML_DEPTH || self.elements > MAX_XML_ELEMENTS {
                        let (depth, elements) = (MAX_XML_DEPTH, MAX_XML_ELEMENTS);
                        return Err(ReadError::XmlTooLarge { depth, elements });
                    }
                    return Ok(Some(Node::Open(Element(start))));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close(end.local_name().into_inner().to_owned())));
                }
                Event::Text(text) => text.xml10_content().into_owned(),
                Event::CData(text) => text.xml10_content().into_owned(),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => predefined(&name).ok_or(ReadError::XmlEntities)?.to_owned(),
                },
                // A name of a schema may stand there; definitions of its own may not.
                Event::DocType(doctype) if doctype.contains(['[', '%']) => {
                    return Err(ReadError::XmlEntities);
                }
                Event::Eof if self.depth > 0 || self.elements == 0 => return Err(self.broken()),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(Node::Text(text)));
        }
    }
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => return None,
    })
}

/// The text of an XML file: as its bytes say, then as it declares, then as a detector guesses. A declaration often
/// outlives a conversion.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_xml(bytes: &[u8], chosen: Option<&'static Encoding>) -> Result<Decoded, ReadError> {
    if let Some(encoding) = chosen {
        return decode_as(bytes, encoding);
    }
    let marked = Encoding::for_bom(bytes).is_some();
    if marked || std::str::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    match declared(bytes).filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => decode_as(bytes, encoding).or_else(|_| decode(bytes)),
        None => decode(bytes),
    }
}

/// `encoding="GB18030"` in the first line.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head_of(bytes);
    let (_, rest) = head.split_once("encoding=")?;
    let mut quoted = rest.split(['"', '\'']);
    Encoding::for_label(quoted.nth(1)?.as_bytes())
}

fn head_of(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&bytes[..bytes.len().min(200)])
}

/// The name of the outermost element without its prefix; none where that is no XML. Looks at the beginning only.
pub(super) fn root_of(bytes: &[u8]) -> Option<String> {
    // Declarations, schemas and comments stand before it.
    let head = &bytes[..bytes.len().min(64 * 1024)];
    // UTF-16 has a zero byte beside every letter.
    let text: String = head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let mut rest = text.as_str();
    loop {
        let (_, tag) = rest.split_once('<')?;
        let (over, end) = match tag.chars().next()? {
            '!' if tag.starts_with("!--") => (true, "-->"),
            '?' | '!' => (true, ">"),
            _ => (false, ""),
        };
        if !over {
            let name = tag.split(|c: char| c.is_whitespace() || "/>".contains(c)).next()?;
            return Some(name.rsplit(':').next().unwrap_or(name).to_owned());
        }
        rest = tag.split_once(end)?.1;
    }
}
