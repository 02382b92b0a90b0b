//! From lines with roles to items: paragraphs rejoined, signatures and credits read.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{
    Confidence, Field, Item, ItemKind, Line, LineRole, Person, PersonRole, PhotoDraft, Remark,
};
use crate::text::{cut, ends_sentence, is_han};

use super::{byline, continuation, credit};

/// Builds the items of a page from its lines, in order. Every line with a role of an item ends up in one; lines
/// outside (head, furniture, advertisements) in none. Pure: the same lines give the same items.
pub fn build_items(lines: &[Line]) -> Vec<Item> {
    let mut items: Vec<Item> = groups(lines).iter().map(|group| build_one(group)).collect();
    know_reporters(&mut items, lines);
    items
}

/// （谌勇） below a text is a reporter's where 记者 谌勇 signs another piece of the page, or 责编 谌勇 the page itself.
fn know_reporters(items: &mut [Item], lines: &[Line]) {
    let edits =
        |name: &str| lines.iter().any(|line| line.role == LineRole::Furniture && line.text.contains(name));
    let of = |items: &[Item], role| -> BTreeSet<String> {
        items.iter().flat_map(|item| item.names(role).map(str::to_owned)).collect()
    };
    let reporters = of(items, PersonRole::Reporter);
    for item in items {
        let bare = |person: &Person| {
            person.role == PersonRole::Correspondent
                && (reporters.contains(&person.name) || edits(&person.name))
        };
        for at in (0..item.people.len()).filter(|at| bare(&item.people[*at])).collect::<Vec<_>>() {
            let known = Person { role: PersonRole::Reporter, name: item.people[at].name.clone() };
            item.people[at] = known;
        }
        let mut seen = BTreeSet::new();
        item.people.retain(|person| seen.insert((format!("{:?}", person.role), person.name.clone())));
    }
}

/// The lines of each item: each begins where a line says so.
fn groups(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for line in lines.iter().filter(|line| !line.role.is_outside()) {
        match groups.last_mut().filter(|_| !line.begins) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

/// Lines of one role that belong together: a paragraph, a title.
struct Block<'a> {
    role: LineRole,
    text: Cow<'a, str>,
    first: usize,
    last: usize,
}

fn is_text(role: LineRole) -> bool {
    matches!(role, LineRole::Body | LineRole::ColumnBreak | LineRole::Dateline | LineRole::Unknown)
}

fn blocks<'a>(lines: &[&'a Line]) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for line in lines {
        // A column may break around a picture: the text goes on in the paragraph before it.
        let open = match line.role {
            LineRole::ColumnBreak => blocks.iter_mut().rfind(|block| is_text(block.role)),
            _ => blocks.last_mut().filter(|_| line.joined),
        };
        match open {
            Some(block) => {
                // Latin words part at a line end; Han do not.
                if parts_at_line_end(&block.text, &line.text) {
                    block.text.to_mut().push(' ');
                }
                block.text.to_mut().push_str(&line.text);
                block.last = line.number;
            }
            None => blocks.push(Block {
                role: line.role,
                text: Cow::Borrowed(&line.text),
                first: line.number,
                last: line.number,
            }),
        }
    }
    blocks
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic() && !is_han(c))
}

/// A letter, or the mark behind a word.
fn is_word_end(c: Option<char>) -> bool {
    is_letter(c) || c.is_some_and(|c| ",.;:!?)'\"".contains(c))
}

/// Whether a space stands where one printed line goes on in another.
pub(super) fn parts_at_line_end(line: &str, next: &str) -> bool {
    is_word_end(line.chars().last()) && is_letter(next.chars().next())
}

fn build_one(lines: &[&Line]) -> Item {
    let blocks = blocks(lines);
    let title = |role| {
        let texts: Vec<&str> =
            blocks.iter().filter(|block| block.role == role).map(|block| &*block.text).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    };
    let has = |roles: &[LineRole]| blocks.iter().any(|block| roles.contains(&block.role));
    let photo_headline = title(LineRole::PhotoHeadline);
    let text = has(&[LineRole::Body, LineRole::ColumnBreak, LineRole::Dateline, LineRole::Unknown]);
    let is_photo = !text && (photo_headline.is_some() || has(&[LineRole::Caption, LineRole::Credit]));
    let headline = match (title(LineRole::Headline), photo_headline) {
        (Some(headline), Some(photo)) => Some(format!("{headline} {photo}")),
        (headline, photo) => headline.or(photo),
    };
    let mut item = Item {
        kind: if is_photo { ItemKind::Photo } else { ItemKind::Article },
        reference: None,
        kicker: title(LineRole::Kicker),
        headline: headline.unwrap_or_default(),
        subtitle: title(LineRole::Subtitle),
        people: Vec::new(),
        paragraphs: Vec::new(),
        section_heads: Vec::new(),
        continues_on: None,
        continued_from: None,
        incomplete: false,
        photos: Vec::new(),
        places: Vec::new(),
        open_places: Vec::new(),
        events: Vec::new(),
        remarks: lines.iter().filter_map(|line| remark_of(line)).collect(),
        lines: (lines.first().map_or(1, |line| line.number), lines.last().map_or(1, |line| line.number)),
    };
    let mut before = None;
    for block in &blocks {
        take_block(&mut item, block, before);
        before = Some(block.role);
    }
    if is_photo {
        item.paragraphs
            .extend(item.photos.iter().flat_map(|photo| photo.caption.split('\n')).map(str::to_owned));
        item.paragraphs.retain(|paragraph| !paragraph.is_empty());
    } else {
        read_signatures(&mut item);
    }
    share_credits(&mut item);
    note_missing_captions(&mut item);
    if is_photo {
        keep_bylines(&mut item, &blocks);
    }

    note_if_cut_off(&mut item);
    name_the_nameless(&mut item);
    item
}

/// What a line says of its own role, where it says anything.
fn remark_of(line: &Line) -> Option<Remark> {
    let field = match line.role {
        LineRole::Kicker => Field::Kicker,
        LineRole::Headline | LineRole::PhotoHeadline => Field::Headline,
        LineRole::Subtitle => Field::Subtitle,
        LineRole::Byline | LineRole::Dateline => Field::Byline,
        LineRole::Caption | LineRole::Credit => Field::Photo,
        _ => Field::Body,
    };
    let doubt = line.confidence == Confidence::Doubtful;
    (!line.reason.is_empty()).then(|| Remark { field, reason: line.reason.clone(), line: line.number, doubt })
}

fn take_block(item: &mut Item, block: &Block, before: Option<LineRole>) {
    match block.role {
        LineRole::Caption => take_caption(item, block, before == Some(LineRole::Caption)),
        LineRole::Credit => take_credit(item, block),
        LineRole::Continuation => take_continuation(item, &block.text),
        LineRole::Byline if item.kind == ItemKind::Photo && !item.photos.is_empty() => {
            take_credit(item, block)
        }
        LineRole::Byline if byline::is_about_author(&block.text) => {
            item.paragraphs.push(block.text.to_string())
        }
        LineRole::Byline => {
            // Names in brackets below a text are those who sent it in: staff sign in front.
            let below = !item.paragraphs.is_empty() && byline::is_bracketed(&block.text);
            let bare = if below { PersonRole::Correspondent } else { PersonRole::Author };
            let people = byline::names_of_line(&block.text, bare);
            let people = people.or_else(|| {
                let pen = byline::may_be_pen_name(&block.text);
                pen.then(|| vec![Person { role: bare, name: block.text.split_whitespace().collect() }])
            });
            add_people(item, people, block.first, "这一行像署名，但没能认出人名");
            // A photo story has no text: its paragraphs are its captions.
            if item.kind == ItemKind::Article {
                item.paragraphs.push(block.text.to_string());
            }
        }
        LineRole::SectionHead => {
            item.section_heads.push(item.paragraphs.len());
            item.paragraphs.push(block.text.to_string());
        }
        role if role.is_title() => {}
        _ => {
            let (text, goes_on) = continuation::without_continuation(&block.text);
            if let Some(goes_on) = goes_on {
                set_continuation(item, goes_on);
            }
            if !text.is_empty() {
                item.paragraphs.push(text.to_owned());
            }
        }
    }
    item.lines.1 = item.lines.1.max(block.last);
}

fn take_continuation(item: &mut Item, text: &str) {
    match continuation::continuation(text) {
        Some(goes_on) => set_continuation(item, goes_on),
        // A person called it a continuation: kept as it stands rather than lost.
        None => item.paragraphs.push(text.to_owned()),
    }
}

fn set_continuation(item: &mut Item, goes_on: continuation::Continuation) {
    match goes_on {
        continuation::Continuation::On(page) => item.continues_on = Some(page),
        continuation::Continuation::From(page) => item.continued_from = Some(page),
    }
}

/// Adds a caption: to the photo before it where `goes_on` and nothing marks another picture, else as a photo of its own.
fn take_caption(item: &mut Item, block: &Block, goes_on: bool) {
    let credited = credit::photo_credit(&block.text);
    let (caption, credit, people) = match credited {
        Some(credited) => (credited.caption, Some(credited.credit), credited.people),
        None => (block.text.to_string(), None, Vec::new()),
    };
    let counted = block.text.starts_with(|c: char| ('①'..='⑳').contains(&c));
    // 图为… says what the picture shows that a text above it is about; ▲上图… is another picture.
    let marked = credit::is_marked_caption(&block.text)
        && !(block.text.starts_with("图为")
            && item.photos.last().is_some_and(|photo| !credit::is_marked_caption(&photo.caption)));
    let goes_on = goes_on && !counted && !marked;
    match item.photos.last_mut().filter(|photo| goes_on && photo.credit.is_none()) {
        Some(photo) => photo.caption = format!("{}\n{caption}", photo.caption).trim().to_owned(),
        None => item.photos.push(PhotoDraft {
            caption,
            credit: None,
            photographers: Vec::new(),
            line: block.first,
            picture: None,
        }),
    }
    set_credit(item, credit, people);
}

/// A credit on a line of its own belongs to the caption above it.
fn take_credit(item: &mut Item, block: &Block) {
    if item.photos.last().is_none_or(|photo| photo.credit.is_some()) {
        item.photos.push(PhotoDraft {
            caption: String::new(),
            credit: None,
            photographers: Vec::new(),
            line: block.first,
            picture: None,
        });
    }
    let people = match credit::photo_credit(&block.text) {
        Some(credited) => credited.people,
        None => byline::names_told(&block.text),
    };
    if people.is_empty() && !credit::is_stock(&block.text) {
        let reason = "这一行像摄影署名，但没能认出人名".to_owned();
        item.remarks.push(Remark { field: Field::Photo, reason, line: block.first, doubt: true });
    }
    set_credit(item, Some(block.text.to_string()), people);
}

fn set_credit(item: &mut Item, credit: Option<String>, people: Vec<Person>) {
    let taken = people.iter().filter(|person| person.role == PersonRole::Photographer);
    let photographers = taken.map(|person| person.name.clone()).collect();
    people.into_iter().for_each(|person| add_person(item, person));
    if let Some(photo) = item.photos.last_mut().filter(|_| credit.is_some()) {
        photo.credit = credit;
        photo.photographers = photographers;
    }
}

/// Photos without a credit of their own are by whoever signs for them: for the piece (文/图 本报记者 王波), or for the
/// last of several pictures of one story (▲上图：… ▼下图：… 王波 摄).
fn share_credits(item: &mut Item) {
    let credited: Vec<String> = item.photos.iter().flat_map(|photo| photo.photographers.clone()).collect();
    let signed =
        item.names(PersonRole::Photographer).filter(|name| !credited.iter().any(|other| other == name));
    let mut shared: Vec<String> = signed.map(str::to_owned).collect();
    let last_only = item.kind == ItemKind::Photo
        && item.photos.len() > 1
        && item.photos.split_last().is_some_and(|(last, before)| {
            last.credit.is_some() && before.iter().all(|photo| photo.credit.is_none())
        });
    if last_only {
        shared = item.photos.last().map(|last| last.photographers.clone()).unwrap_or_default();
    }
    for photo in item.photos.iter_mut().filter(|photo| photo.credit.is_none()) {
        photo.photographers.clone_from(&shared);
    }
}

/// A credit without a caption: its picture is described by another line, or not at all.
fn note_missing_captions(item: &mut Item) {
    for photo in item.photos.iter().filter(|photo| photo.caption.is_empty()) {
        let reason = "有摄影署名，没有找到图说".to_owned();
        item.remarks.push(Remark { field: Field::Photo, reason, line: photo.line, doubt: true });
    }
}

/// A line that signs for a whole photo story is kept as the credit of its first photo.
fn keep_bylines(item: &mut Item, blocks: &[Block]) {
    for block in blocks.iter().filter(|block| block.role == LineRole::Byline) {
        let kept = item.photos.iter().any(|photo| photo.credit.as_deref() == Some(&block.text));
        match item.photos.first_mut().filter(|photo| !kept && photo.credit.is_none()) {
            Some(photo) => photo.credit = Some(block.text.to_string()),
            None if !kept => item.paragraphs.push(block.text.to_string()),
            None => {}
        }
    }
}

/// Signatures inside the text: in front of the first paragraphs, and at the end of the last one.
fn read_signatures(item: &mut Item) {
    let line = item.lines.0;
    let heads = item.section_heads.clone();
    let body = |at: &usize| !heads.contains(at);
    let fronts: Vec<usize> = (0..item.paragraphs.len()).filter(body).take(2).collect();
    for at in fronts {
        let Some(paragraph) = item.paragraphs.get(at) else { continue };
        if !byline::is_byline_line(paragraph) {
            let read = byline::front(paragraph);
            add_signature(item, read, line);
        }
    }
    let end = item.paragraphs.iter().rev().find(|paragraph| !byline::is_byline_line(paragraph));
    let read = end.map_or(byline::Signature::None, |paragraph| byline::end(paragraph));
    // Short notes under one headline are signed one by one.
    let notes: Vec<Person> = item
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.ends_with([')', '）']))
        .flat_map(|paragraph| match byline::end(paragraph) {
            byline::Signature::Names(people) => people,
            _ => Vec::new(),
        })
        .collect();
    notes.into_iter().for_each(|person| add_person(item, person));
    add_signature(item, read, item.lines.1);
}

fn add_signature(item: &mut Item, read: byline::Signature, line: usize) {
    match read {
        byline::Signature::None => {}
        byline::Signature::Names(people) => people.into_iter().for_each(|person| add_person(item, person)),
        byline::Signature::Unclear(words) => {
            // （宾婷）: most likely a name, whose surname we do not know.
            if byline::may_be_name(&words) {
                let name = words.chars().filter(|c| !c.is_whitespace()).collect();
                add_person(item, Person { role: PersonRole::Correspondent, name });
            }
            let reason = format!("“{}”像署名，但没能认全，请核对", cut(&words, 30));
            item.remarks.push(Remark { field: Field::Byline, reason, line, doubt: true });
        }
    }
}

fn add_people(item: &mut Item, people: Option<Vec<Person>>, line: usize, otherwise: &str) {
    match people {
        Some(people) => people.into_iter().for_each(|person| add_person(item, person)),
        None => {
            let reason = otherwise.to_owned();
            item.remarks.push(Remark { field: Field::Byline, reason, line, doubt: true });
        }
    }
}

fn add_person(item: &mut Item, person: Person) {
    if !item.people.contains(&person) {
        item.people.push(person);
    }
}

/// How the doubt about a text that stops in mid-sentence begins.
pub(super) const CUT_OFF: &str = "结尾没有句末标点";
/// The doubt about a text without a headline.
pub(super) const NAMELESS: &str = "没有找到标题，暂以开头几个字代替";

/// Longest line of a verse or a list, in characters.
const LONGEST_VERSE: usize = 24;

fn note_if_cut_off(item: &mut Item) {
    if item.continues_on.is_some() {
        return;
    }
    let ends = |paragraph: &String| ends_sentence(paragraph) || byline::is_byline_line(paragraph);
    let Some(last) = item.paragraphs.last().filter(|last| !ends(last)) else { return };
    // …电话：13600000000
    if last.chars().rev().take_while(char::is_ascii_digit).count() >= 7 {
        return;
    }
    // Verse and lists have no stops.
    let unstopped = |paragraph: &&String| !ends(paragraph) && paragraph.chars().count() <= LONGEST_VERSE;
    if item.paragraphs.iter().rev().take(2).filter(unstopped).count() == 2 {
        return;
    }
    let chars = last.chars().count();
    let tail: String = last.chars().skip(chars.saturating_sub(12)).collect();
    let reason = format!("{CUT_OFF}，疑似未完：“…{tail}”");
    item.incomplete = true;
    item.remarks.push(Remark { field: Field::Body, reason, line: item.lines.1, doubt: true });
}

/// Text without a headline is found by its first words. Short notes have none by custom: no doubt for those.
fn name_the_nameless(item: &mut Item) {
    if !item.headline.is_empty() {
        return;
    }
    let first = item.paragraphs.first().or(item.photos.first().map(|photo| &photo.caption));
    item.headline = first.map(|text| cut(text, 20)).unwrap_or_default();
    let reason = NAMELESS.to_owned();
    item.remarks.push(Remark { field: Field::Headline, reason, line: item.lines.0, doubt: true });
}
