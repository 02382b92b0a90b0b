//! E-paper articles saved as HTML: the system most Chinese papers use writes what it knows of an article into a comment
//! (`<!--enpproperty … /enpproperty-->`), and marks the article's text. Nothing is ever fetched: scripts, styles and
//! remote pictures are passed over.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use jiff::civil::Date;

use crate::model::{Confidence, DateProposal, LineRole, PageReading, PersonRole};

use super::features::Features;
use super::habits::Habits;
use super::layout::is_edge;
use super::named_head;
use super::page_head::{self, PageRows};
use super::{
    Document, PageReader, ReadError, SourceFile, SourceKind, Surroundings, decode, decode_as, items,
    plain_text, roles, signature,
};

/// Reads e-paper articles.
pub struct EPaper;

impl PageReader for EPaper {
    fn reads(&self, file: &SourceFile) -> bool {
        SourceKind::of(&file.path) == Some(SourceKind::Html)
    }

    fn read(&self, file: &SourceFile, around: &Surroundings) -> Result<Document, ReadError> {
        let decoded = match around.encoding {
            Some(encoding) => decode_as(&file.bytes, encoding)?,
            None => decode(&file.bytes)?,
        };
        let saved = Saved::of(&decoded.text);
        // A page of links (node_2.htm) has no article: it holds no page of its own.
        let pages = if saved.marks.is_none() && saved.blocks.is_empty() {
            Vec::new()
        } else {
            vec![read_article(&file.path, &saved, around.habits)?]
        };
        Ok(Document::of_texts(decoded.encoding, pages))
    }
}

/// What the comment says of the article.
#[derive(Debug, Default)]
struct Marks {
    kicker: Vec<String>,
    headline: Vec<String>,
    subtitle: Vec<String>,
    author: String,
    date: Option<Date>,
    page: String,
}

/// One piece of the article, in order.
#[derive(Debug)]
enum Block {
    Text { text: String, bold: bool, in_table: bool },
    Picture(String),
}

/// A saved article, taken apart.
#[derive(Default)]
struct Saved {
    title: String,
    marks: Option<Marks>,
    blocks: Vec<Block>,
}

/// Where a text stands: marked by comments, in the system's own element, in the element that readers enlarge, anywhere.
const AREAS: usize = 4;
/// The last of them: the whole document, of which only pictures with captions are taken.
const WHOLE: usize = AREAS - 1;

/// Elements whose begin and end part lines.
const BLOCKS: [&str; 18] = [
    "p",
    "div",
    "br",
    "td",
    "tr",
    "table",
    "tbody",
    "li",
    "ul",
    "h1",
    "h2",
    "h3",
    "h4",
    "center",
    "section",
    "article",
    "figure",
    "figcaption",
];

impl Saved {
    fn of(html: &str) -> Self {
        let mut saved = Self::default();
        let mut reader = Reader::default();
        for token in tokens(html) {
            match token {
                Token::Comment(comment) => {
                    let text = String::from_utf8_lossy(&comment.value).into_owned();
                    match text.trim() {
                        "enpcontent" => {
                            reader.part();
                            reader.open[0] = 1;
                        }
                        "/enpcontent" => {
                            reader.part();
                            reader.open[0] = 0;
                        }
                        text if text.contains("enpproperty") => saved.marks = Some(Marks::of(text)),
                        _ => {}
                    }
                }
                token => reader.take(&token, &mut saved.title),
            }
        }
        reader.part();
        // What the comments mark is the article; then the system's element; then the enlarged one.
        let [marked, element, enlarged, whole] = reader.blocks;
        let areas = [marked, element, enlarged];
        saved.blocks = areas.into_iter().find(|blocks| !blocks.is_empty()).unwrap_or_default();
        if !saved.blocks.is_empty() {
            let pictures = pictures_outside(&saved.blocks, whole);
            saved.blocks.splice(0..0, pictures);
        }
        saved
    }
}

/// The pictures beside an article, each with its caption: many papers set them in a table above the marked text.
fn pictures_outside(article: &[Block], whole: Vec<Block>) -> Vec<Block> {
    let inside: HashSet<&str> = article
        .iter()
        .filter_map(|block| match block {
            Block::Picture(src) => Some(src.as_str()),
            Block::Text { .. } => None,
        })
        .collect();
    let mut pictures = Vec::new();
    let mut picture = None;
    for block in whole {
        match block {
            Block::Picture(src) => picture = Some(src).filter(|src| !inside.contains(src.as_str())),
            Block::Text { text, .. } => {
                if let Some(src) = picture.take().filter(|_| looks_like_caption(&text)) {
                    pictures.push(Block::Picture(src));
                    pictures.push(Block::Text { text, bold: false, in_table: true });
                }
            }
        }
    }
    pictures
}

fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    // Scripts and styles are text of their own, not markup.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map_while(Result::ok)
}

/// Walks the tokens of a page and gathers the blocks of each area.
#[derive(Default)]
struct Reader {
    blocks: [Vec<Block>; AREAS],
    /// How deep each area's element is open; 0 outside.
    open: [usize; WHOLE],
    text: String,
    bold: usize,
    plain: bool,
    tables: usize,
    in_title: bool,
    skipping: Option<&'static str>,
}

impl Reader {
    fn take(&mut self, token: &Token, title: &mut String) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                let of = |key: &[u8]| {
                    tag.attributes.get(key).map(|value| String::from_utf8_lossy(value).into_owned())
                };
                self.start(&name, of(b"id").as_deref(), of(b"src"), tag.self_closing);
            }
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if self.skipping.is_none() => {
                let text = String::from_utf8_lossy(text);
                if self.in_title {
                    title.push_str(&text);
                } else {
                    self.plain |= self.bold == 0 && !text.trim_matches(is_edge).is_empty();
                    self.text.push_str(&text);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &str, id: Option<&str>, src: Option<String>, closed: bool) {
        match name {
            "script" => self.skipping = Some("script"),
            "style" => self.skipping = Some("style"),
            "title" => self.in_title = true,
            "strong" | "b" => self.bold += 1,
            "img" => {
                self.part();
                let picture = src.filter(|src| !src.to_ascii_lowercase().ends_with(".gif"));
                if let Some(src) = picture {
                    self.add(|| Block::Picture(src.clone()));
                }
            }
            _ => {}
        }
        if BLOCKS.contains(&name) || name == "founder-content" {
            self.part();
        }
        self.tables += usize::from(name == "table" && self.open.iter().any(|open| *open > 0));
        for (area, element) in [(1, "founder-content"), (2, "div")] {
            if name == element && !closed {
                let begins = area == 1 || id == Some("ozoom");
                if self.open[area] > 0 || begins {
                    self.open[area] += 1;
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping == Some("script") && name == "script"
            || self.skipping == Some("style") && name == "style"
        {
            self.skipping = None;
        }
        match name {
            "title" => self.in_title = false,
            "strong" | "b" => self.bold = self.bold.saturating_sub(1),
            _ => {}
        }
        if BLOCKS.contains(&name) || name == "founder-content" {
            self.part();
        }
        if name == "table" {
            self.tables = self.tables.saturating_sub(1);
        }
        for (area, element) in [(1, "founder-content"), (2, "div")] {
            if name == element {
                self.open[area] = self.open[area].saturating_sub(1);
            }
        }
    }

    /// Closes the line that is being gathered.
    fn part(&mut self) {
        let text = std::mem::take(&mut self.text);
        let plain = std::mem::take(&mut self.plain);
        let text = one_line(&text);
        if !text.is_empty() {
            let in_table = self.tables > 0;
            self.add(|| Block::Text { text: text.clone(), bold: !plain, in_table });
        }
    }

    fn add(&mut self, block: impl Fn() -> Block) {
        for (blocks, _) in self.blocks[..WHOLE].iter_mut().zip(self.open).filter(|(_, open)| *open > 0) {
            blocks.push(block());
        }
        // Of the whole document a caption is what stands right below a picture.
        let block = block();
        let whole = &mut self.blocks[WHOLE];
        if matches!(block, Block::Picture(_)) || matches!(whole.last(), Some(Block::Picture(_))) {
            whole.push(block);
        }
    }
}

/// Line ends inside a paragraph are the markup's own; the spaces of the text stay.
fn one_line(text: &str) -> String {
    let parts: Vec<&str> = text
        .split(['\n', '\r', '\t'])
        .map(|part| part.trim_matches(is_edge))
        .filter(|part| !part.is_empty())
        .collect();
    parts.concat().replace('\u{a0}', " ").trim_matches(is_edge).to_owned()
}

impl Marks {
    fn of(comment: &str) -> Self {
        let mark = |name: &str| {
            let (_, rest) = comment.split_once(&format!("<{name}>"))?;
            rest.split_once(&format!("</{name}>")).map(|(inner, _)| inner)
        };
        let lines = |name: &str| mark(name).map(lines_of).unwrap_or_default();
        let day = mark("date").and_then(|text| text.trim().get(..10)).and_then(|day| day.parse().ok());
        Self {
            kicker: lines("introtitle"),
            headline: lines("title"),
            subtitle: lines("subtitle"),
            author: lines("author").join(" "),
            date: day,
            page: lines("nodename").concat(),
        }
    }
}

/// The lines of a mark, which may hold markup of its own.
fn lines_of(html: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for token in tokens(html) {
        match token {
            Token::String(text) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Token::StartTag(tag) if BLOCKS.contains(&&*String::from_utf8_lossy(&tag.name)) => {
                lines.push(String::new())
            }
            _ => {}
        }
    }
    lines.iter().map(|line| one_line(line)).filter(|line| !line.is_empty()).collect()
}

fn read_article(path: &Path, saved: &Saved, habits: &Habits) -> Result<PageReading, ReadError> {
    let no_marks = Marks::default();
    let marks = saved.marks.as_ref().unwrap_or(&no_marks);
    let page = head_of(path, saved, marks);
    let titled = [
        (&marks.kicker, LineRole::Kicker),
        (&marks.headline, LineRole::Headline),
        (&marks.subtitle, LineRole::Subtitle),
    ];
    let mut texts: Vec<(String, Option<LineRole>)> = Vec::new();
    for (lines, role) in titled {
        texts.extend(lines.iter().map(|line| (line.clone(), Some(role))));
    }
    let mut pictures: Vec<(usize, String)> = Vec::new();
    let mut picture: Option<&String> = None;
    for block in &saved.blocks {
        match block {
            Block::Picture(src) => picture = Some(src),
            Block::Text { text, bold, in_table } => {
                let captions = picture.take().filter(|_| *in_table || looks_like_caption(text));
                pictures.extend(captions.map(|src| (texts.len() + 1, src.clone())));
                let head = *bold && text.chars().count() <= 24 && saved.blocks.len() > 2;
                let role = if captions.is_some() {
                    Some(LineRole::Caption)
                } else {
                    habits.role_of(page.head.paper.as_deref(), text).or(head.then_some(LineRole::SectionHead))
                };
                texts.push((text.clone(), role));
            }
        }
    }
    plain_text::check_count(1, texts.len())?;
    for (at, (text, _)) in texts.iter().enumerate() {
        plain_text::check_length(at + 1, text)?;
    }
    let lines = lines_with_roles(&texts);
    let mut read = PageReading {
        head: page.head,
        area: None,
        items: items::build_items(&lines),
        lines,
        remarks: page.remarks,
    };
    add_author(&mut read, &marks.author);
    attach(&mut read, path, &pictures);
    Ok(read)
}

fn looks_like_caption(text: &str) -> bool {
    let features = Features::of(text, false, 0);
    features.marked_caption || features.credit != super::features::Credit::None || features.points
}

/// Gives the lines their roles: those that the marks tell, and the grammar's for the rest. One article is one item.
pub(super) fn lines_with_roles(texts: &[(String, Option<LineRole>)]) -> Vec<crate::model::Line> {
    let stretches: Vec<roles::Stretch> = texts
        .iter()
        .map(|(text, told)| roles::Stretch { text, features: Features::of(text, false, 0), told: *told })
        .collect();
    let setting = roles::Setting { indented: false, gaps: 0.0, shared: false, wrapped: true };
    let readings = roles::assign(&stretches, setting);
    let mut lines = Vec::with_capacity(texts.len());
    for (at, ((text, told), reading)) in texts.iter().zip(&readings).enumerate() {
        let strayed = told.is_none() && reading.role.is_title();
        let instead = reading.instead.map(plain_text::role_name);
        lines.push(crate::model::Line {
            number: at + 1,
            text: text.clone(),
            // The marks name every title: what only looks like one is a section head.
            role: if strayed { LineRole::SectionHead } else { reading.role },
            joined: reading.joined,
            begins: at == 0,
            confidence: if told.is_some() { Confidence::Sure } else { reading.confidence },
            reason: instead
                .filter(|_| told.is_none())
                .map(|role| format!("也可能是{role}"))
                .unwrap_or_default(),
        });
    }
    lines
}

/// The head of the page from the marks, the title of the document, and the names of its folders.
fn head_of(path: &Path, saved: &Saved, marks: &Marks) -> PageRows<'static> {
    let mut page = page_head::PageRows::named(&marks.page);
    page.head.date =
        marks
            .date
            .map(|date| DateProposal { date, reason: "网页里标明的日期".to_owned(), given: true });
    page.head.paper = paper_of(&saved.title);
    named_head::add_names(path, 1, &mut page);
    page
}

/// 晨报数字报-标题: the paper whose system saved the page.
fn paper_of(title: &str) -> Option<String> {
    let title = title.trim_matches(is_edge);
    ["数字报", "电子报", "电子版", "多媒体数字报", "数字版"].iter().find_map(|word| {
        let (paper, rest) = title.split_once(word)?;
        let paper = paper.trim_matches(|c: char| is_edge(c) || "《》-—_|".contains(c));
        let alone = rest.is_empty() || rest.starts_with(['-', '—', '_', '|', ' ', '平', '：', ':']);
        (alone && (2..=14).contains(&paper.chars().count())).then(|| paper.to_owned())
    })
}

/// The author that only the mark names, beside those that the text does.
fn add_author(read: &mut PageReading, author: &str) {
    let people = signature::parse_names(author, Some(PersonRole::Author)).unwrap_or_default();
    let Some(item) = read.items.first_mut() else { return };
    for person in people {
        if item.people.iter().all(|known| known.name != person.name) {
            item.people.push(person);
        }
    }
}

/// Gives each photo the picture that stood before its caption, where the file was saved too.
fn attach(read: &mut PageReading, path: &Path, pictures: &[(usize, String)]) {
    let folder = path.parent().unwrap_or(Path::new("."));
    for photo in read.items.iter_mut().flat_map(|item| &mut item.photos) {
        let src = pictures.iter().find(|(line, _)| *line == photo.line).map(|(_, src)| src);
        let local =
            src.filter(|src| !src.contains("://") && !src.starts_with("//") && !src.starts_with("data:"));
        photo.picture = local.map(|src| beside(folder, src)).filter(|file| file.is_file());
    }
}

/// `../../../images/a.jpg` from the folder of the page, the steps up taken.
fn beside(folder: &Path, src: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in src.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}

#[cfg(test)]
#[path = "epaper_tests.rs"]
mod tests;
