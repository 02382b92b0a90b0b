//! From lines with roles to items: paragraphs rejoined, signatures and credits read.

use crate::model::{Field, Item, ItemKind, Line, LineRole, Person, PersonRole, PhotoDraft, Remark};
use crate::text::{cut, ends_sentence};

use super::byline;
use super::roles::RoleReason;

/// Builds the items of a page, in order; every line with text of an item ends up in one.
pub fn build(lines: &[Line], reasons: Vec<RoleReason>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for group in groups(lines) {
        items.push(build_one(&group));
    }
    for reason in reasons {
        let next = items.partition_point(|item| item.lines.0 <= reason.line);
        if let Some(item) = next.checked_sub(1).and_then(|at| items.get_mut(at)) {
            let RoleReason { line, reason, doubt } = reason;
            item.remarks.push(Remark { field: Field::Headline, reason, line, doubt });
        }
    }
    items
}

/// The lines of each item: a title after text, or text after a closed photo story, begins the next.
fn groups(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    let mut in_photo = false;
    let mut previous: Option<&Line> = None;
    for line in lines.iter().filter(|line| !matches!(line.role, LineRole::PageHead | LineRole::Furniture)) {
        let title = is_title(line.role);
        let begins = previous.is_none_or(|previous| {
            let closed = in_photo && byline::photo_credit(&previous.text).is_some();
            (title && !is_title(previous.role)) || (closed && !title)
        });
        if begins {
            groups.push(Vec::new());
            in_photo = false;
        }
        in_photo |= line.role == LineRole::PhotoHeadline;
        groups.last_mut().into_iter().for_each(|group| group.push(line));
        previous = Some(line);
    }
    groups
}

fn is_title(role: LineRole) -> bool {
    matches!(role, LineRole::Kicker | LineRole::Headline | LineRole::Subtitle | LineRole::PhotoHeadline)
}

fn build_one(lines: &[&Line]) -> Item {
    let text_of = |role| {
        let texts: Vec<&str> =
            lines.iter().filter(|line| line.role == role).map(|line| line.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    };
    let photo_headline = text_of(LineRole::PhotoHeadline);
    let kind = if photo_headline.is_some() { ItemKind::Photo } else { ItemKind::Article };
    let mut item = Item {
        kind,
        kicker: text_of(LineRole::Kicker),
        headline: photo_headline.or_else(|| text_of(LineRole::Headline)).unwrap_or_default(),
        subtitle: text_of(LineRole::Subtitle),
        people: Vec::new(),
        paragraphs: Vec::new(),
        incomplete: false,
        photos: Vec::new(),
        places: Vec::new(),
        events: Vec::new(),
        remarks: Vec::new(),
        lines: (lines.first().map_or(1, |line| line.number), lines.last().map_or(1, |line| line.number)),
    };
    let joined = paragraphs(lines);
    match kind {
        ItemKind::Photo => read_photo_story(&mut item, joined),
        ItemKind::Article => read_article(&mut item, joined),
    }
    name_the_nameless(&mut item);
    item
}

/// Paragraphs with the number of their last line, column breaks rejoined.
fn paragraphs(lines: &[&Line]) -> Vec<(String, usize)> {
    let mut joined: Vec<(String, usize)> = Vec::new();
    for line in lines.iter().filter(|line| !is_title(line.role)) {
        match joined.last_mut().filter(|_| line.role == LineRole::ColumnBreak) {
            Some((paragraph, last)) => {
                paragraph.push_str(&line.text);
                *last = line.number;
            }
            None => joined.push((line.text.clone(), line.number)),
        }
    }
    joined
}

fn read_photo_story(item: &mut Item, joined: Vec<(String, usize)>) {
    let mut photographers = Vec::new();
    for (paragraph, _) in joined {
        match byline::photo_credit(&paragraph) {
            Some(credit) => {
                photographers.extend(credit.photographers);
                if !credit.caption.is_empty() {
                    item.paragraphs.push(credit.caption);
                }
            }
            None => item.paragraphs.push(paragraph),
        }
    }
    add_photo(item, item.paragraphs.join("\n"), photographers);
    note_if_cut_off(item);
}

fn read_article(item: &mut Item, joined: Vec<(String, usize)>) {
    for (paragraph, line) in joined {
        match caption_in_article(&paragraph) {
            Some((caption, photographers)) => add_photo(item, caption, photographers),
            None => {
                item.paragraphs.push(paragraph);
                item.lines.1 = item.lines.1.max(line);
            }
        }
    }
    let front = item.paragraphs.first().and_then(|paragraph| byline::front(paragraph));
    let end = item.paragraphs.last().and_then(|paragraph| byline::end(paragraph));
    for person in front.into_iter().chain(end).flatten() {
        add_person(item, person);
    }
    note_if_cut_off(item);
}

/// A paragraph within an article that belongs to a picture: 图为…, ▲…, or with a photo credit at its end.
fn caption_in_article(paragraph: &str) -> Option<(String, Vec<String>)> {
    let credit = byline::photo_credit(paragraph);
    let marked = paragraph.starts_with("图为") || paragraph.starts_with(['▲', '▼', '◀', '▶', '△', '▽']);
    match credit {
        Some(credit) => Some((credit.caption, credit.photographers)),
        None => marked.then(|| (paragraph.to_owned(), Vec::new())),
    }
}

fn add_photo(item: &mut Item, caption: String, photographers: Vec<String>) {
    for name in &photographers {
        add_person(item, Person { role: PersonRole::Photographer, name: name.clone() });
    }
    // A credit on a line of its own belongs to the caption above it.
    if let Some(last) =
        item.photos.last_mut().filter(|last| caption.is_empty() && last.photographers.is_empty())
    {
        last.photographers = photographers;
        return;
    }
    item.photos.push(PhotoDraft { caption, photographers });
}

fn add_person(item: &mut Item, person: Person) {
    if !item.people.contains(&person) {
        item.people.push(person);
    }
}

fn note_if_cut_off(item: &mut Item) {
    let Some(last) = item.paragraphs.last().filter(|last| !ends_sentence(last)) else { return };
    let chars = last.chars().count();
    let tail: String = last.chars().skip(chars.saturating_sub(12)).collect();
    let reason = format!("结尾没有句末标点，疑似未完：“…{tail}”");
    item.incomplete = true;
    item.remarks.push(Remark { field: Field::Body, reason, line: item.lines.1, doubt: true });
}

/// Text without a headline is found by its first words.
fn name_the_nameless(item: &mut Item) {
    if !item.headline.is_empty() {
        return;
    }
    let first = item.paragraphs.first().or(item.photos.first().map(|photo| &photo.caption));
    item.headline = first.map(|text| cut(text, 20)).unwrap_or_default();
    let reason = "没有找到标题，暂以开头几个字代替".to_owned();
    item.remarks.push(Remark { field: Field::Headline, reason, line: item.lines.0, doubt: true });
}
