//! From entries to pages: those of one paper, day and number are one page; each is an article or a photo of it.

use std::collections::HashMap;

use crate::import::{
    MAX_PAGE_LINES, ReadError, ReadPage, Sheet, SheetImage, SourceKind, epaper::lines_with_roles, items,
};
use crate::model::{
    Confidence, DateProposal, Field, Item, ItemKind, Line, LineRole, PageHead, PageReading, Remark,
};

use super::describe::{add_people, add_pictures, keep_caption, remark};
use super::entry::Entry;
use super::pairing::Paired;
use super::values::Kind;

/// An entry with its files, and its text where a file of it has one.
#[derive(Debug, Default)]
pub struct Described {
    /// The entry.
    pub entry: Entry,
    /// Its pictures.
    pub files: Vec<Paired>,
    /// The lines of its text, with their roles.
    pub text: Vec<Line>,
}

/// Puts entries together to pages; `photos` says that those of no other kind are photos. `told` is said of the whole.
///
/// # Errors
/// [`ReadError::NoRows`], [`ReadError::TableTooLarge`].
pub fn pages_of(
    described: Vec<Described>,
    photos: bool,
    mut told: Vec<String>,
) -> Result<Vec<ReadPage>, ReadError> {
    let mut groups: Vec<Vec<Described>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for one in described {
        if one.entry.says_nothing() && one.text.is_empty() {
            told.push(format!("{}没有题名，也没有图说、正文，没有读入", one.entry.name()));
            continue;
        }
        let key = format!("{:?}", one.entry.page_key());
        let at = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let mut pages = Vec::with_capacity(groups.len());
    let mut number = 0;
    for group in groups {
        pages.push(page_of(group, photos, &mut number)?);
    }
    let first = pages.first_mut().ok_or(ReadError::NoRows)?;
    let line = first.reading.lines.first().map_or(1, |line| line.number);
    first
        .reading
        .remarks
        .extend(told.into_iter().take(MOST_TOLD).map(|reason| remark(Field::Page, reason, line, true)));
    Ok(pages)
}

/// Most things that are said of a whole catalogue.
const MOST_TOLD: usize = 20;

fn page_of(group: Vec<Described>, photos: bool, number: &mut usize) -> Result<ReadPage, ReadError> {
    let alone = group.len() == 1;
    let mut lines: Vec<Line> = Vec::new();
    let mut begins = Vec::with_capacity(group.len());
    for one in &group {
        begins.push(*number + 1);
        let own = if one.text.is_empty() {
            lines_of(&one.entry, kind_of(&one.entry, photos))
        } else {
            one.text.clone()
        };
        for (at, mut line) in own.into_iter().enumerate() {
            *number += 1;
            line.number = *number;
            line.begins |= at == 0;
            lines.push(line);
        }
    }
    if lines.len() > MAX_PAGE_LINES {
        let row = group.first().map_or(1, |one| one.entry.row);
        let what = format!("从第 {row} 行起有 {} 条没有写明日期和版次", group.len());
        return Err(ReadError::TableTooLarge(what));
    }
    let mut items = items::build_items(&lines);
    let (head, mut remarks) = head_of(&group, begins.first().copied().unwrap_or(1));
    let mut sheet = None;
    for (at, one) in group.iter().enumerate() {
        let kind = kind_of(&one.entry, photos);
        let end = begins.get(at + 1).copied().unwrap_or(usize::MAX);
        let from = begins.get(at).copied().unwrap_or(1);
        let mut own = items.iter_mut().filter(|item| (from..end).contains(&item.lines.0));
        let Some(first) = own.next() else { continue };
        describe(first, one);
        for other in own {
            other.reference.clone_from(&first.reference);
        }
        let mut files: Vec<&Paired> = one.files.iter().collect();
        files.retain(|file| SourceKind::of(&file.path) == Some(SourceKind::Picture));
        let scanned = kind == Kind::Page || (alone && kind == Kind::Article && one.entry.caption.is_empty());
        if scanned && sheet.is_none() && !files.is_empty() {
            let file = files.remove(0);
            sheet = Some(Sheet { image: SheetImage::File(file.path.clone()), words: Vec::new() });
            let reason = format!("作为这一版的版面图：{}", file.reason);
            remarks.push(remark(Field::Page, reason, first.lines.0, file.doubt));
        }
        add_pictures(first, &files);
    }
    let reading = PageReading { head, area: None, lines, items, remarks };
    Ok(ReadPage { sheet, ..ReadPage::of(reading) })
}

/// What the entries of a page say of it, and where they do not agree.
fn head_of(group: &[Described], line: usize) -> (PageHead, Vec<Remark>) {
    let entries = || group.iter().map(|one| &one.entry);
    let mut remarks = Vec::new();
    let mut head = PageHead::default();
    let Some(first) = entries().next() else { return (head, remarks) };
    head.paper = Some(first.paper.clone()).filter(|paper| !paper.is_empty());
    head.number.clone_from(&first.number);
    head.issue = entries().map(|entry| &entry.issue).find(|issue| !issue.is_empty()).cloned();
    head.name = entries().find_map(|entry| entry.page_name.clone());
    head.date = first.day.date.map(|date| {
        let reason = format!("目录第 {} 行的日期“{}”", first.row, crate::text::cut(&first.written_day, 24));
        DateProposal { date, reason, given: first.day.doubt.is_none() }
    });
    remarks.extend(first.day.doubt.iter().map(|why| remark(Field::Date, why.clone(), line, true)));
    let named = |entry: &&Entry| entry.page_name.is_some() && entry.page_name != head.name;
    if let Some(other) = entries().find(named) {
        let name = other.page_name.clone().unwrap_or_default();
        let reason = format!("{}的版名是“{name}”，与前面的不同", other.name());
        remarks.push(remark(Field::Page, reason, line, true));
    }
    (head, remarks)
}

/// What an entry is: as it says itself, else by what it has.
fn kind_of(entry: &Entry, photos: bool) -> Kind {
    let by_fields =
        || match entry.body.is_empty() && (!entry.caption.is_empty() || !entry.photographer.is_empty()) {
            true => Kind::Photo,
            false if photos && entry.body.is_empty() => Kind::Photo,
            false => Kind::Article,
        };
    entry.kind.unwrap_or_else(by_fields)
}

/// The lines of an entry, as a page would print them.
fn lines_of(entry: &Entry, kind: Kind) -> Vec<Line> {
    let mut texts: Vec<(String, Option<LineRole>)> = Vec::new();
    let mut add = |text: &str, role: Option<LineRole>| {
        let parts = text.split('\n').map(|part| part.trim_matches(crate::import::layout::is_edge));
        texts.extend(parts.filter(|part| !part.is_empty()).map(|part| (part.to_owned(), role)));
    };
    add(&entry.kicker, Some(LineRole::Kicker));
    let photo = kind == Kind::Photo;
    let caption = if photo && entry.caption.is_empty() { &entry.body } else { &entry.caption };
    match (photo, caption.is_empty() || *caption == entry.title) {
        // The title is all that is said of the photo.
        (true, true) => add(&entry.title, Some(LineRole::Caption)),
        (true, false) => add(&entry.title, Some(LineRole::PhotoHeadline)),
        (false, _) => add(&entry.title, Some(LineRole::Headline)),
    }
    add(&entry.subtitle, Some(LineRole::Subtitle));
    if !photo {
        add(&entry.body, None);
    }
    if !caption.is_empty() && *caption != entry.title {
        add(caption, Some(LineRole::Caption));
    }
    if photo || !caption.is_empty() {
        let said = |word: &String| entry.title.contains(word.as_str()) || caption.contains(word.as_str());
        for (label, words) in [("人物", &entry.people), ("地点", &entry.places)] {
            let new: Vec<&str> = words.iter().filter(|word| !said(word)).map(String::as_str).collect();
            if !new.is_empty() {
                add(&format!("{label}：{}", new.join("、")), Some(LineRole::Caption));
            }
        }
        if !entry.photographer.is_empty() {
            add(&credit_of(&entry.photographer), Some(LineRole::Credit));
        }
    }
    match texts.iter().any(|(_, role)| role.is_none()) {
        true => lines_with_roles(&texts),
        false => {
            texts.into_iter().enumerate().map(|(at, (text, role))| told_line(text, role, at == 0)).collect()
        }
    }
}

/// `张三` as a page would print it.
fn credit_of(photographer: &str) -> String {
    match photographer.contains(['摄', '图']) {
        true => photographer.to_owned(),
        false => format!("{photographer} 摄"),
    }
}

fn told_line(text: String, role: Option<LineRole>, begins: bool) -> Line {
    Line {
        number: 0,
        text,
        role: role.unwrap_or(LineRole::Body),
        joined: false,
        begins,
        confidence: Confidence::Sure,
        reason: String::new(),
    }
}

/// What the entry says beside its text.
fn describe(item: &mut Item, one: &Described) {
    let (entry, line) = (&one.entry, item.lines.0);
    item.reference = Some(entry.reference.clone()).filter(|reference| !reference.is_empty());
    if item.kind == ItemKind::Photo && one.text.is_empty() {
        keep_caption(item, entry);
    }
    add_people(item, entry);
    let noted = if item.kind == ItemKind::Photo { Vec::new() } else { aside(entry) };
    let notes: Vec<&String> = noted.iter().chain(&entry.notes).collect();
    if !notes.is_empty() {
        let notes = notes.into_iter().map(String::as_str).collect::<Vec<_>>().join("；");
        item.remarks.push(remark(Field::Body, format!("目录：{notes}"), line, false));
    }
    item.remarks.extend(entry.doubts.iter().map(|why| remark(Field::Body, why.clone(), line, true)));
}

/// Persons and places of an article: no caption says them.
fn aside(entry: &Entry) -> Vec<String> {
    let named = [("人物", &entry.people), ("地点", &entry.places)];
    let named = named.into_iter().filter(|(_, words)| !words.is_empty());
    named.map(|(label, words)| format!("{label}：{}", words.join("、"))).collect()
}
