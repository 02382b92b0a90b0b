//! What the characters of fonts mean that say nothing of it themselves: embedded Chinese, Japanese and Korean fonts
//! whose encoding is one of the predefined ones (ISO 32000-1, 9.10.2).

use std::cell::OnceCell;
use std::collections::HashMap;

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// The fonts of a file by name, read when the first of them is wanted.
pub struct Characters<'p> {
    pdf: &'p Pdf,
    fonts: OnceCell<HashMap<String, Meaning>>,
}

/// From the codes of a text to numbers of a collection of characters, and from those to characters.
struct Meaning {
    encoding: CMap,
    characters: CMap,
}

impl<'p> Characters<'p> {
    /// Of a file.
    pub fn new(pdf: &'p Pdf) -> Self {
        Self { pdf, fonts: OnceCell::new() }
    }

    /// What a glyph means; none where nothing in the file says it.
    pub fn of(&self, glyph: &Glyph) -> Option<String> {
        let Glyph::Outline(outline) = glyph else { return None };
        let name = outline.font_data()?.postscript_name?;
        let meaning = self.fonts.get_or_init(|| fonts(self.pdf)).get(&name)?;
        let code = glyph.char_code();
        let lengths = (1..=4).filter(|length| *length == 4 || code < 1 << (8 * length));
        let cid = lengths.into_iter().find_map(|length| meaning.encoding.lookup_cid_code(code, length))?;
        match meaning.characters.lookup_bf_string(cid)? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }
}

fn fonts(pdf: &Pdf) -> HashMap<String, Meaning> {
    let dicts = pdf.objects().into_iter().filter_map(Object::into_dict);
    let fonts = dicts.filter(|dict| dict.get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Type0"));
    fonts.filter_map(|font| Some((name_of(&font)?, meaning_of(&font)?))).collect()
}

/// Its name without the six letters of a subset.
fn name_of(font: &Dict) -> Option<String> {
    let name = font.get::<Name<'_>>("BaseFont")?.as_str().to_owned();
    match name.split_once('+') {
        Some((letters, rest)) if letters.len() == 6 => Some(rest.to_owned()),
        _ => Some(name),
    }
}

fn meaning_of(font: &Dict) -> Option<Meaning> {
    let encoding = match font.get::<Object<'_>>("Encoding")? {
        Object::Name(name) if &*name == b"Identity-H" => CMap::identity_h(),
        Object::Name(name) if &*name == b"Identity-V" => CMap::identity_v(),
        Object::Name(name) => CMap::parse(load_embedded(CMapName::from_bytes(&name))?, load_embedded)?,
        _ => return None,
    };
    let descendant = font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let word = |key: &str| Some(info.get::<PdfString<'_>>(key)?.as_bytes().to_vec());
    let family = CidFamily::from_registry_ordering(&word("Registry")?, &word("Ordering")?);
    let characters = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
    Some(Meaning { encoding, characters })
}
