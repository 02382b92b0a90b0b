//! What the structure of a METS says: its pages, its articles, and the roles of their parts.

use std::collections::HashMap;

use crate::import::laid::Told;
use crate::model::LineRole;

use super::parse::{Area, Div, Raw, RawFile};

/// Most pages of an issue.
pub const MAX_PAGES: usize = 2_000;

/// A page, as it is listed.
#[derive(Debug, Default, PartialEq)]
pub struct ListedPage {
    /// Words that give its number, the likeliest first.
    pub numbers: Vec<String>,
    /// Its label.
    pub label: Option<String>,
    /// The id of its text.
    pub alto: Option<String>,
    /// The ids of its pictures.
    pub images: Vec<String>,
}

/// An article, or another piece.
#[derive(Debug, PartialEq)]
pub struct Piece {
    /// Its title, as the METS tells it.
    pub title: Option<String>,
    /// Its parts, in order.
    pub parts: Vec<(Told, Vec<Area>)>,
}

/// Whether a listed file is text of a page.
fn is_alto(file: &RawFile) -> bool {
    let ending = |ending: &str| file.href.to_ascii_lowercase().ends_with(ending);
    ending(".xml") || (file.media_type.contains("xml") && !ending(".html"))
}

fn is_image(file: &RawFile) -> bool {
    let path = std::path::Path::new(&file.href);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    const IMAGES: [&str; 8] = ["jpg", "jpeg", "png", "tif", "tiff", "jp2", "jpx", "webp"];
    let named = ending.is_some_and(|ending| IMAGES.contains(&ending.as_str()));
    (named || file.media_type.starts_with("image/")) && !file.usage.contains("THUMB")
}

/// The pages in order.
pub fn pages(raw: &Raw) -> Vec<ListedPage> {
    let mut found = Vec::new();
    for (kind, div) in &raw.maps {
        if found.is_empty() && !kind.contains("LOGICAL") {
            collect_pages(raw, div, &mut found);
        }
    }
    let usable = found.iter().any(|page| page.alto.is_some());
    if !usable {
        // No structure of pages: the files of text in their order.
        let texts = raw.file_order.iter().filter(|id| raw.files.get(*id).is_some_and(is_alto));
        found = texts
            .take(MAX_PAGES)
            .map(|id| ListedPage { alto: Some(id.clone()), ..Default::default() })
            .collect();
    }
    found
}

fn collect_pages(raw: &Raw, div: &Div, found: &mut Vec<ListedPage>) {
    if div.kind == "PAGE" && found.len() < MAX_PAGES {
        let said = div.described.as_ref().and_then(|id| raw.described.iter().find(|(other, _)| other == id));
        let printed = said.and_then(|(_, said)| said.page.clone());
        let numbers = [div.order_label.clone(), printed, div.label.clone(), div.order.clone()];
        let mut page = ListedPage {
            numbers: numbers.into_iter().flatten().collect(),
            label: div.label.clone(),
            ..Default::default()
        };
        for file in files_of(div) {
            match raw.files.get(file) {
                Some(listed) if is_alto(listed) => page.alto = page.alto.or(Some(file.clone())),
                Some(listed) if is_image(listed) => page.images.push(file.clone()),
                _ => {}
            }
        }
        page.images.dedup();
        found.push(page);
        return;
    }
    div.parts.iter().for_each(|part| collect_pages(raw, part, found));
}

/// The files of a page: its own, else those of its parts.
fn files_of(div: &Div) -> Vec<&String> {
    let own: Vec<&String> = div.areas.iter().map(|area| &area.file).collect();
    if own.is_empty() { div.parts.iter().flat_map(files_of).collect() } else { own }
}

/// The articles and other pieces in order.
pub fn pieces(raw: &Raw) -> Vec<Piece> {
    let mut divs = HashMap::new();
    for (kind, div) in &raw.maps {
        if !kind.contains("LOGICAL") {
            by_id(div, &mut divs);
        }
    }
    let mut walk = Walk { raw, divs, pieces: Vec::new() };
    for (kind, div) in &raw.maps {
        if kind.contains("LOGICAL") {
            walk.outside(div, None);
        }
    }
    walk.pieces
}

fn by_id<'a>(div: &'a Div, divs: &mut HashMap<&'a str, &'a Div>) {
    if let Some(id) = &div.id {
        divs.entry(id).or_insert(div);
    }
    div.parts.iter().for_each(|part| by_id(part, divs));
}

struct Walk<'a> {
    raw: &'a Raw,
    /// Parts of the printed pages by their ids.
    divs: HashMap<&'a str, &'a Div>,
    pieces: Vec<Piece>,
}

/// How a part of a structure stands to articles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Article,
    Picture,
    Advertisement,
    Furniture,
    Other,
}

fn kind_of(kind: &str) -> Kind {
    let is = |words: &[&str]| words.contains(&kind);
    if kind.starts_with("ADVERT") || is(&["AD", "ADS", "ANNOUNCEMENT", "CLASSIFIED", "DEATH_NOTICE", "广告"])
    {
        Kind::Advertisement
    } else if is(&[
        "PICTURE",
        "ILLUSTRATION",
        "IMAGE",
        "PHOTO",
        "PHOTOGRAPH",
        "FIGURE",
        "CARTOON",
        "图片",
        "照片",
    ]) {
        Kind::Picture
    } else if is(&[
        "TITLE_SECTION",
        "MASTHEAD",
        "PAGE_NUMBER",
        "RUNNING_TITLE",
        "HEADER",
        "FOOTER",
        "IMPRINT",
        "报头",
    ]) {
        Kind::Furniture
    } else if kind.contains("ARTICLE")
        || is(&[
            "NEWS",
            "EDITORIAL",
            "LETTER",
            "LETTERS",
            "OBITUARY",
            "POEM",
            "REVIEW",
            "WEATHER",
            "CHAPTER",
            "文章",
        ])
    {
        Kind::Article
    } else {
        Kind::Other
    }
}

/// The role that the kind of a part tells; `above` is what is told of the part that it is in.
fn told_of(kind: &str, above: Option<Told>, in_picture: bool, in_body: bool) -> Option<Told> {
    let role = match kind {
        "CAPTION" | "图说" => LineRole::Caption,
        "CREDIT" | "PHOTOGRAPHER" => LineRole::Credit,
        "AUTHOR" | "BYLINE" | "署名" | "作者" => LineRole::Byline,
        "OVERLINE" | "KICKER" | "PRETITLE" | "引题" | "眉题" => LineRole::Kicker,
        "CROSSHEADING" | "CROSSHEAD" | "小标题" => LineRole::SectionHead,
        "SUBHEADLINE" | "SUBHEADING" | "SUBTITLE" if in_body => LineRole::SectionHead,
        "SUBHEADLINE" | "SUBHEADING" | "SUBTITLE" | "副题" => LineRole::Subtitle,
        "HEADLINE" | "TITLE" | "MAINTITLE" | "MAIN_TITLE" | "主题" | "标题" if in_picture => {
            LineRole::PhotoHeadline
        }
        // A title within the body of an article parts it.
        "HEADLINE" | "TITLE" | "HEADING" if in_body => LineRole::SectionHead,
        "HEADLINE" | "TITLE" | "MAINTITLE" | "MAIN_TITLE" | "HEADING" | "主题" | "标题" => {
            LineRole::Headline
        }
        "DATELINE" | "电头" => LineRole::Dateline,
        "PAGE_NUMBER" | "RUNNING_TITLE" | "FOOTER" | "HEADER" => LineRole::Furniture,
        "PARAGRAPH" | "P" => return Some(Told::Paragraph),
        _ => return above,
    };
    Some(Told::Role(role))
}

impl Walk<'_> {
    /// A part outside of articles; `role` is that of all text in it, where it has one.
    fn outside(&mut self, div: &Div, role: Option<LineRole>) {
        let role = match kind_of(&div.kind) {
            Kind::Article | Kind::Picture if role.is_none() => {
                let in_picture = kind_of(&div.kind) == Kind::Picture;
                let told = if in_picture { Told::Role(LineRole::Caption) } else { Told::Text };
                let mut parts = Vec::new();
                self.inside(div, told, in_picture, false, &mut parts);
                if !parts.is_empty() {
                    self.pieces.push(Piece { title: self.title_of(div), parts });
                }
                return;
            }
            Kind::Advertisement => Some(LineRole::Advertisement),
            Kind::Furniture => Some(LineRole::Furniture),
            _ => role,
        };
        // Text of a section that belongs to no article of it is left to the grammar.
        if let Some(role) = role {
            let areas = self.areas_of(div);
            if !areas.is_empty() {
                self.pieces.push(Piece { title: None, parts: vec![(Told::Role(role), areas)] });
            }
        }
        div.parts.iter().for_each(|part| self.outside(part, role));
    }

    fn inside(
        &self,
        div: &Div,
        told: Told,
        in_picture: bool,
        in_body: bool,
        parts: &mut Vec<(Told, Vec<Area>)>,
    ) {
        let in_picture = in_picture || kind_of(&div.kind) == Kind::Picture;
        let above =
            if in_picture && !matches!(told, Told::Role(_)) { Told::Role(LineRole::Caption) } else { told };
        let told = told_of(&div.kind, Some(above), in_picture, in_body).unwrap_or(above);
        let in_body = in_body || matches!(div.kind.as_str(), "BODY" | "BODY_CONTENT" | "正文");
        let areas = self.areas_of(div);
        if !areas.is_empty() {
            parts.push((told, areas));
        }
        div.parts.iter().for_each(|part| self.inside(part, told, in_picture, in_body, parts));
    }

    /// What a part points at, itself or by links to parts of pages.
    fn areas_of(&self, div: &Div) -> Vec<Area> {
        let linked = div.id.iter().flat_map(|id| self.raw.links.get(id)).flatten();
        let linked = linked.filter_map(|id| self.divs.get(id.as_str())).filter(|div| div.kind != "PAGE");
        let is_text =
            |area: &&Area| area.begin.is_some() && self.raw.files.get(&area.file).is_some_and(is_alto);
        let areas = div.areas.iter().chain(linked.flat_map(|div| &div.areas));
        areas.filter(is_text).cloned().collect()
    }

    fn title_of(&self, div: &Div) -> Option<String> {
        let said = div.described.as_ref().and_then(|id| {
            // Several descriptions may be named, parted by spaces.
            let ids: Vec<&str> = id.split_whitespace().collect();
            self.raw
                .described
                .iter()
                .find(|(other, said)| ids.contains(&other.as_str()) && said.title.is_some())
        });
        said.and_then(|(_, said)| said.title.clone()).or_else(|| div.label.clone())
    }
}
