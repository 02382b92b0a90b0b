//! From the XML of a METS to what it lists: descriptions, files, structure.

use std::collections::HashMap;

use crate::import::ReadError;
use crate::import::xml::{Element, Node, Xml};

/// What a METS says, before anything is made of it.
#[derive(Debug, Default)]
pub struct Raw {
    /// Its own label.
    pub label: Option<String>,
    /// Descriptions by their ids, in order.
    pub described: Vec<(String, Described)>,
    /// Files by their ids.
    pub files: HashMap<String, RawFile>,
    /// Ids of files, in order.
    pub file_order: Vec<String>,
    /// Structural maps with their types.
    pub maps: Vec<(String, Div)>,
    /// Which parts of the printed pages belong to which parts of the structure, by ids.
    pub links: HashMap<String, Vec<String>>,
}

/// A description: of the issue, of an article, of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// The title.
    pub title: Option<String>,
    /// Of what it belongs to.
    pub host_title: Option<String>,
    /// The day, as written.
    pub date: Option<String>,
    /// The number of the issue.
    pub number: Option<String>,
    /// The number of the page.
    pub page: Option<String>,
}

/// A file that is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct RawFile {
    /// Where it is said to lie.
    pub href: String,
    /// Its media type, as said.
    pub media_type: String,
    /// What its group is used for.
    pub usage: String,
}

/// A part of a structure.
#[derive(Clone, Debug, Default)]
pub struct Div {
    /// Its id.
    pub id: Option<String>,
    /// ARTICLE, PAGE …, upper case, without prefix.
    pub kind: String,
    /// Its label.
    pub label: Option<String>,
    /// Its label in the order: the number of a page.
    pub order_label: Option<String>,
    /// Its place in the order.
    pub order: Option<String>,
    /// The description of it.
    pub described: Option<String>,
    /// What it points at.
    pub areas: Vec<Area>,
    /// Its parts.
    pub parts: Vec<Div>,
}

/// A part of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The file.
    pub file: String,
    /// The first element; none for the whole file.
    pub begin: Option<String>,
    /// The last.
    pub end: Option<String>,
}

/// Reads a METS.
///
/// # Errors
/// Those of XML.
pub fn parse(text: &str) -> Result<Raw, ReadError> {
    let mut xml = Xml::new(text);
    let mut state = State::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => state.open(&element),
            Node::Close(name) => state.close(&name),
            Node::Text(text) => state.text.push_str(&text),
        }
    }
    Ok(state.raw)
}

#[derive(Default)]
struct State {
    raw: Raw,
    text: String,
    /// Names of the elements of the description that are open.
    within: Vec<String>,
    describes: bool,
    groups: Vec<String>,
    file: Option<(String, String)>,
    map: Option<String>,
    divs: Vec<Div>,
    /// Labels of a group of links, what they stand for, and the arcs between them.
    locators: HashMap<String, String>,
    arcs: Vec<(String, String)>,
}

impl State {
    fn open(&mut self, element: &Element) {
        self.text.clear();
        let name = element.name();
        if self.describes {
            let kind = element.get("type").unwrap_or_default();
            self.within.push(format!("{name}:{kind}"));
            return;
        }
        match name {
            "mets" => self.raw.label = element.get("LABEL"),
            "dmdSec" => {
                self.describes = true;
                self.raw.described.push((element.get("ID").unwrap_or_default(), Described::default()));
            }
            "fileGrp" => self.groups.push(element.get("USE").unwrap_or_default()),
            "file" => {
                let media_type = element.get("MIMETYPE").unwrap_or_default();
                self.file = element.get("ID").map(|id| (id, media_type));
            }
            "FLocat" => self.locate(element),
            "structMap" => self.map = Some(element.get("TYPE").unwrap_or_default().to_ascii_uppercase()),
            "div" => self.divs.push(div_of(element)),
            "fptr" | "area" => {
                if let (Some(div), Some(file)) = (self.divs.last_mut(), element.get("FILEID")) {
                    let (begin, end) = (element.get("BEGIN"), element.get("END"));
                    div.areas.push(Area { file, begin, end });
                }
            }
            "smLink" => {
                if let (Some(from), Some(to)) = (element.get("from"), element.get("to")) {
                    self.link(from, to);
                }
            }
            "smLocatorLink" => {
                if let (Some(label), Some(href)) = (element.get("label"), element.get("href")) {
                    self.locators.insert(label, href.trim_start_matches('#').to_owned());
                }
            }
            "smArcLink" => self.arcs.extend(element.get("from").zip(element.get("to"))),
            _ => {}
        }
    }

    fn locate(&mut self, element: &Element) {
        let (Some((id, media_type)), Some(href)) = (&self.file, element.get("href")) else { return };
        let usage = self.groups.join("/").to_ascii_uppercase();
        if !self.raw.files.contains_key(id) {
            self.raw.file_order.push(id.clone());
            self.raw.files.insert(id.clone(), RawFile { href, media_type: media_type.clone(), usage });
        }
    }

    fn link(&mut self, from: String, to: String) {
        self.raw.links.entry(from).or_default().push(to);
    }

    fn close(&mut self, name: &str) {
        if self.describes {
            if name == "dmdSec" {
                (self.describes, self.within) = (false, Vec::new());
            } else {
                self.describe(name);
                self.within.pop();
            }
            self.text.clear();
            return;
        }
        match name {
            "fileGrp" => {
                self.groups.pop();
            }
            "file" => self.file = None,
            "div" => {
                let Some(div) = self.divs.pop() else { return };
                match (self.divs.last_mut(), &self.map) {
                    (Some(above), _) => above.parts.push(div),
                    (None, Some(kind)) => self.raw.maps.push((kind.clone(), div)),
                    (None, None) => {}
                }
            }
            "structMap" => self.map = None,
            "smLinkGrp" => {
                let locators = std::mem::take(&mut self.locators);
                for (from, to) in std::mem::take(&mut self.arcs) {
                    if let (Some(from), Some(to)) = (locators.get(&from), locators.get(&to)) {
                        self.link(from.clone(), to.clone());
                    }
                }
            }
            _ => {}
        }
    }

    /// Takes what an element of MODS or Dublin Core says as it closes.
    fn describe(&mut self, name: &str) {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let within = |words: &str| self.within.iter().any(|element| element.starts_with(words));
        let Some((_, said)) = self.raw.described.last_mut().filter(|_| !text.is_empty()) else { return };
        let field = match name {
            "title" | "nonSort" if within("relatedItem:") => &mut said.host_title,
            "title" => {
                // LE + CONGRÈS: what is not sorted by stands in front.
                let whole = said.title.take().map_or(text.clone(), |before| format!("{before} {text}"));
                said.title = Some(whole);
                return;
            }
            "nonSort" => &mut said.title,
            "dateIssued" | "date" if !within("relatedItem:") => &mut said.date,
            "partNumber" if !within("relatedItem:") => &mut said.number,
            "number" if within("detail:issue") => &mut said.number,
            "number" if within("detail:page") => &mut said.page,
            _ => return,
        };
        field.get_or_insert(text);
    }
}

fn div_of(element: &Element) -> Div {
    let kind = element.get("TYPE").unwrap_or_default();
    // NDNP writes np:page.
    let kind = kind.rsplit(':').next().unwrap_or_default().to_uppercase();
    Div {
        id: element.get("ID"),
        kind,
        label: element.get("LABEL"),
        order_label: element.get("ORDERLABEL"),
        order: element.get("ORDER"),
        described: element.get("DMDID"),
        areas: Vec::new(),
        parts: Vec::new(),
    }
}
