//! What a person wrote over an item that follows from its lines.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::ItemField;
use super::work::mark_settled;
use crate::import::build_items;
use crate::model::{
    Confidence, Field, Item, ItemKind, Line, LineRole, Person, PersonRole, PhotoDraft, PlaceCode,
    PlaceMention,
};
use crate::text::ends_sentence;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Laid {
    pub(super) texts: BTreeMap<ItemField, String>,
    pub(super) people: Option<Vec<Person>>,
    pub(super) pictures: BTreeMap<usize, Option<PathBuf>>,
    pub(super) places: BTreeMap<String, Option<PlaceCode>>,
}

impl Laid {
    /// Whether any text is written over.
    pub(super) fn writes(&self) -> bool {
        !self.texts.is_empty()
    }

    /// Writes the texts over; those of the same name in the item are no doubt any more.
    pub(super) fn write(&self, item: &mut Item) {
        for (field, text) in &self.texts {
            let text = text.trim();
            let some = (!text.is_empty()).then(|| text.to_owned());
            match field {
                ItemField::Kicker => item.kicker = some,
                ItemField::Headline => item.headline = text.to_owned(),
                ItemField::Subtitle => item.subtitle = some,
                ItemField::Paragraph(at) => write_paragraph(item, *at, text),
                ItemField::Caption(at) => {
                    if let Some(photo) = item.photos.get_mut(*at) {
                        photo.caption = text.to_owned();
                    }
                }
                ItemField::Credit(at) => write_credit(item, *at, some),
            }
            settle_field(item, field);
        }
        let captions = self.texts.keys().any(|field| matches!(field, ItemField::Caption(_)));
        if captions && item.kind == ItemKind::Photo {
            let lines = item.photos.iter().flat_map(|photo| photo.caption.split('\n')).map(str::to_owned);
            item.paragraphs = lines.filter(|line| !line.is_empty()).collect();
        }
    }

    /// Signers, pictures and places as chosen.
    pub(super) fn choose(&self, item: &mut Item) {
        if let Some(people) = &self.people {
            item.people.clone_from(people);
            let photographers: Vec<String> =
                item.names(PersonRole::Photographer).map(str::to_owned).collect();
            if let [photo] = item.photos.as_mut_slice() {
                photo.photographers = photographers;
            }
            settle(item, |field, _| field == Field::Byline);
        }
        for (at, picture) in &self.pictures {
            if *at == item.photos.len() && picture.is_some() {
                item.photos.push(PhotoDraft {
                    caption: String::new(),
                    credit: None,
                    photographers: Vec::new(),
                    line: item.lines.0,
                    picture: None,
                });
            }
            if let Some(photo) = item.photos.get_mut(*at) {
                photo.picture.clone_from(picture);
            }
        }
        for (name, code) in &self.places {
            choose_place(item, name, *code);
        }
    }
}

fn write_paragraph(item: &mut Item, at: usize, text: &str) {
    let last = at + 1 == item.paragraphs.len();
    if let Some(paragraph) = item.paragraphs.get_mut(at) {
        text.clone_into(paragraph);
    }
    if last && item.incomplete && ends_sentence(text) {
        item.incomplete = false;
        let end = item.lines.1;
        if let Some(remark) =
            item.remarks.iter_mut().rfind(|r| r.field == Field::Body && r.line == end && r.doubt)
        {
            mark_settled(remark);
        }
    }
}

/// The photographers follow from the credit, and sign the item.
fn write_credit(item: &mut Item, at: usize, credit: Option<String>) {
    let Some(photo) = item.photos.get_mut(at) else { return };
    let names = credit.as_deref().map(photographers_of);
    let before = std::mem::replace(&mut photo.photographers, names.clone().unwrap_or_default());
    photo.credit = credit;
    item.people.retain(|person| person.role != PersonRole::Photographer || !before.contains(&person.name));
    for name in names.into_iter().flatten() {
        let person = Person { role: PersonRole::Photographer, name };
        if !item.people.contains(&person) {
            item.people.push(person);
        }
    }
}

/// The names in a credit, as they are read on a page.
fn photographers_of(credit: &str) -> Vec<String> {
    let line = Line {
        number: 1,
        text: credit.to_owned(),
        role: LineRole::Credit,
        joined: false,
        begins: true,
        confidence: Confidence::Sure,
        reason: String::new(),
    };
    let photos = build_items(&[line]).into_iter().flat_map(|item| item.photos);
    photos.flat_map(|photo| photo.photographers).collect()
}

/// Who writes over a field has looked at its doubts.
fn settle_field(item: &mut Item, field: &ItemField) {
    let spoken_of = match field {
        ItemField::Kicker => Field::Kicker,
        ItemField::Headline => Field::Headline,
        ItemField::Subtitle => Field::Subtitle,
        ItemField::Credit(_) => Field::Photo,
        ItemField::Paragraph(_) | ItemField::Caption(_) => return,
    };
    settle(item, |field, _| field == spoken_of);
}

fn settle(item: &mut Item, which: impl Fn(Field, &str) -> bool) {
    for remark in item.remarks.iter_mut().filter(|remark| remark.doubt) {
        if which(remark.field, &remark.reason) {
            mark_settled(remark);
        }
    }
}

fn choose_place(item: &mut Item, name: &str, code: Option<PlaceCode>) {
    let (named, open) =
        std::mem::take(&mut item.open_places).into_iter().partition(|place| place.name == name);
    item.open_places = open;
    let named: Vec<crate::model::OpenPlace> = named;
    if named.is_empty() {
        return;
    }
    if let Some(code) = code {
        item.places.extend(named.into_iter().map(|place| PlaceMention {
            code: Some(code),
            name: place.name,
            span: place.span,
            decided: true,
        }));
    }
    let quoted = format!("“{name}”");
    settle(item, |field, reason| field == Field::Place && reason.contains(&quoted));
}

/// Takes emptied paragraphs out.
pub(super) fn drop_empty(item: &mut Item) {
    let heads = std::mem::take(&mut item.section_heads);
    let paragraphs = std::mem::take(&mut item.paragraphs);
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        if paragraph.is_empty() {
            continue;
        }
        if heads.contains(&at) {
            item.section_heads.push(item.paragraphs.len());
        }
        item.paragraphs.push(paragraph);
    }
}

/// The texts of an item in the order in which they are edited; those of a photo story are its captions.
pub(super) fn texts(item: &Item) -> Vec<(ItemField, String)> {
    let mut texts = vec![
        (ItemField::Kicker, item.kicker.clone().unwrap_or_default()),
        (ItemField::Headline, item.headline.clone()),
        (ItemField::Subtitle, item.subtitle.clone().unwrap_or_default()),
    ];
    if item.kind == ItemKind::Article {
        let paragraphs = item.paragraphs.iter().enumerate();
        texts.extend(paragraphs.map(|(at, text)| (ItemField::Paragraph(at), text.clone())));
    }
    for (at, photo) in item.photos.iter().enumerate() {
        texts.push((ItemField::Caption(at), photo.caption.clone()));
        texts.push((ItemField::Credit(at), photo.credit.clone().unwrap_or_default()));
    }
    texts
}
