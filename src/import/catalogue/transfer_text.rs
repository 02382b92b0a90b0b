//! The texts of a transfer: each is read by the reader of its format, and what the catalogue says of it counts.

use std::path::PathBuf;

use crate::import::{Document, MAX_TEXT_BYTES, SourceKind, Surroundings, read_document_in};
use crate::model::{Confidence, Line, LineRole, PageHead};
use crate::text::{cut, fold};

use super::pages::Described;
use super::table::MAX_TABLE_BYTES;

/// Brings the texts that entries name.
pub struct Texts<'a> {
    around: &'a Surroundings<'a>,
    bytes: usize,
    parts: Vec<PathBuf>,
}

impl<'a> Texts<'a> {
    /// None brought yet.
    pub fn new(around: &'a Surroundings<'a>) -> Self {
        Self { around, bytes: 0, parts: Vec::new() }
    }

    /// The files whose texts were brought.
    pub fn into_parts(self) -> Vec<PathBuf> {
        self.parts
    }

    /// Brings the text of an entry, where one of its files has it.
    pub fn bring(&mut self, mut one: Described) -> Described {
        let is_text =
            |path: &PathBuf| matches!(SourceKind::of(path), Some(SourceKind::Text | SourceKind::Html));
        let texts: Vec<PathBuf> = one.files.iter().map(|file| file.path.clone()).filter(is_text).collect();
        one.files.retain(|file| !is_text(&file.path));
        for path in texts {
            let name = cut(&path.file_name().unwrap_or_default().to_string_lossy(), 40);
            let read = self.around.files.read(&path, MAX_TEXT_BYTES);
            self.bytes += read.as_ref().map_or(0, |file| file.bytes.len());
            self.parts.push(path);
            if self.bytes > MAX_TABLE_BYTES {
                let limit = MAX_TABLE_BYTES >> 20;
                one.entry.doubts.push(format!("这批文字稿合起来超过 {limit} MB，“{name}”没有读，请另外导入"));
                continue;
            }
            match read.and_then(|file| read_document_in(&file, self.around)) {
                Ok(document) => lay(&mut one, document, &name),
                Err(error) => one.entry.doubts.push(format!("电子文件“{name}”读不出来：{error}")),
            }
        }
        for file in one.files.iter().filter(|file| SourceKind::of(&file.path) == Some(SourceKind::Pdf)) {
            let name = cut(&file.path.file_name().unwrap_or_default().to_string_lossy(), 40);
            one.entry.doubts.push(format!("电子文件“{name}”是 PDF，单独读入"));
        }
        one
    }
}

/// Lays a text under its entry.
fn lay(one: &mut Described, document: Document, name: &str) {
    let mut titles: Vec<String> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for (at, page) in document.pages.into_iter().enumerate() {
        if at == 0 {
            agree(one, &page.reading.head, name);
        }
        let nameless = |item: &&crate::model::Item| {
            page.reading.lines.iter().any(|line| line.role.is_title() && line.number >= item.lines.0)
        };
        titles.extend(page.reading.items.iter().filter(nameless).map(|item| item.headline.clone()));
        lines.extend(page.reading.lines);
    }
    if lines.is_empty() {
        return;
    }
    let title = fold(&one.entry.title);
    let same =
        |other: &String| !other.is_empty() && (fold(other) == title || title.starts_with(&fold(other)));
    match titles.first() {
        _ if one.entry.title.is_empty() || titles.iter().any(same) => {}
        None => {
            let reason = "正文文件里没有标题，用目录的题名".to_owned();
            let text = one.entry.title.clone();
            let (role, confidence) = (LineRole::Headline, Confidence::Sure);
            lines.iter_mut().for_each(|line| line.begins = false);
            lines.insert(0, Line { number: 0, text, role, joined: false, begins: true, confidence, reason });
        }
        Some(printed) => {
            let (title, printed) = (cut(&one.entry.title, 40), cut(printed, 40));
            one.entry.doubts.push(format!("目录的题名是“{title}”，文件“{name}”里的标题是“{printed}”"));
        }
    }
    one.text.extend(lines);
}

/// Where the text says of its page what the catalogue leaves open, that counts; where they differ, a person looks.
fn agree(one: &mut Described, head: &PageHead, name: &str) {
    let entry = &mut one.entry;
    if let (true, Some(paper)) = (entry.paper.is_empty(), &head.paper) {
        entry.paper.clone_from(paper);
    }
    if entry.number.is_none() {
        entry.number.clone_from(&head.number);
    }
    if entry.page_name.is_none() {
        entry.page_name.clone_from(&head.name);
    }
    let Some(printed) = head.date.as_ref().filter(|date| date.given) else { return };
    match entry.day.date {
        None if entry.written_day.is_empty() => {
            entry.day.date = Some(printed.date);
            entry.written_day = printed.date.to_string();
        }
        Some(date) if date != printed.date => {
            entry.doubts.push(format!("目录的日期是 {date}，文件“{name}”里是 {}", printed.date));
        }
        _ => {}
    }
}
