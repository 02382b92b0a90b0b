//! What a reader makes of one piece of a page: an article or a photo story.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PlaceCode;

/// Article or photo story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// Headline and body.
    #[default]
    Article,
    /// Headline, caption and credit; no body.
    Photo,
}

/// In what role a person signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonRole {
    /// 通讯员
    Correspondent,
    /// 记者
    Reporter,
    /// 摄影者
    Photographer,
    /// 作者: who wrote, without an office.
    Author,
    /// 人物: named with an office in a caption.
    Named,
}

/// A person in a role, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The role.
    pub role: PersonRole,
    /// The name.
    pub name: String,
}

/// Which part of an item a remark or a position speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Field {
    Kicker,
    Headline,
    Subtitle,
    Byline,
    Body,
    Photo,
    Place,
    Date,
    Page,
}

/// A stretch of the printed text of an item, in characters, never bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Kicker, headline, subtitle, body, or the caption of a photo.
    pub field: Field,
    /// The paragraph or the photo, from 0; 0 in titles.
    pub paragraph: usize,
    /// First character, from 0.
    pub start: usize,
    /// Number of characters.
    pub len: usize,
}

/// A place named in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceMention {
    /// The place; none while it is in no list.
    pub code: Option<PlaceCode>,
    /// Its everyday name.
    pub name: String,
    /// Where it is named.
    pub span: Span,
    /// Whether a person chose it: reading the text anew leaves it.
    #[serde(default)]
    pub decided: bool,
}

/// A place name that several places bear: a person must choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPlace {
    /// The name as printed.
    pub name: String,
    /// Where it is named.
    pub span: Span,
    /// The places that bear it, the likeliest first, each with the name of the place above it.
    pub candidates: Vec<(PlaceCode, String)>,
}

/// How much of an event date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The day.
    Day,
    /// The month only.
    Month,
    /// The year only.
    Year,
    /// Some days around it: 近日, 上旬.
    About,
}

/// A date that the text speaks of (事发日期), worked out from the issue date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// The first day it can mean.
    pub date: Date,
    /// How much of it is known.
    pub certainty: Certainty,
    /// The words it was read from.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// Why this day.
    pub reason: String,
}

/// Why something was read as it was; a doubt asks a person to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What it speaks of.
    pub field: Field,
    /// The reason, in plain Chinese.
    pub reason: String,
    /// Line of the source, from 1.
    pub line: usize,
    /// Whether a person should look.
    pub doubt: bool,
}

/// A photo as the page describes it; the picture is found elsewhere, if at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhotoDraft {
    /// 图说
    pub caption: String,
    /// The credit as printed: 庞浩然 摄, 资料图片.
    pub credit: Option<String>,
    /// 摄影者
    pub photographers: Vec<String>,
    /// First line of its caption in the source, from 1.
    pub line: usize,
    /// The picture file that shows it, where one is known.
    pub picture: Option<PathBuf>,
}

/// One article or photo story, text as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Article or photo story.
    pub kind: ItemKind,
    /// 档号, under which an archive keeps it.
    #[serde(default)]
    pub reference: Option<String>,
    /// 引题
    pub kicker: Option<String>,
    /// 主题
    pub headline: String,
    /// 副题
    pub subtitle: Option<String>,
    /// Everybody who signs, in order of appearance.
    pub people: Vec<Person>,
    /// Body, or the caption of a photo story; column breaks rejoined, no line ends inside.
    pub paragraphs: Vec<String>,
    /// Which paragraphs are section heads (小标题), from 0.
    pub section_heads: Vec<usize>,
    /// 下转: the page on which it goes on.
    pub continues_on: Option<String>,
    /// 上接: the page on which it began.
    pub continued_from: Option<String>,
    /// The text stops in mid-sentence.
    pub incomplete: bool,
    /// Photos that belong to it.
    pub photos: Vec<PhotoDraft>,
    /// Places named in it.
    pub places: Vec<PlaceMention>,
    /// Names that several places bear, left for a person to settle.
    pub open_places: Vec<OpenPlace>,
    /// Dates it speaks of.
    pub events: Vec<EventDate>,
    /// Reasons and doubts.
    pub remarks: Vec<Remark>,
    /// First and last line of the source, from 1.
    pub lines: (usize, usize),
}

impl Item {
    /// The names of all who sign in `role`.
    pub fn names(&self, role: PersonRole) -> impl Iterator<Item = &str> {
        self.people.iter().filter(move |p| p.role == role).map(|p| p.name.as_str())
    }

    /// The doubts among the remarks.
    pub fn doubts(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| remark.doubt)
    }

    /// The printed words of a span; empty where it has no such text.
    pub fn words(&self, span: Span) -> String {
        let of = |(place, _): &(Span, &str)| (place.field, place.paragraph) == (span.field, span.paragraph);
        let text = self.texts().find(of).map(|(_, text)| text).unwrap_or_default();
        text.chars().skip(span.start).take(span.len).collect()
    }

    /// Every printed text of the item with the span that names it, in reading order; the captions of an article come
    /// last, their paragraph being the number of the photo. Those of a photo story are its paragraphs.
    pub fn texts(&self) -> impl Iterator<Item = (Span, &str)> {
        let line = |field, text| (Span { field, paragraph: 0, start: 0, len: 0 }, text);
        let titles = [
            (Field::Kicker, self.kicker.as_deref()),
            (Field::Headline, Some(self.headline.as_str())),
            (Field::Subtitle, self.subtitle.as_deref()),
        ];
        let body = self.paragraphs.iter().enumerate().map(|(paragraph, text)| {
            (Span { field: Field::Body, paragraph, start: 0, len: 0 }, text.as_str())
        });
        let photos = if self.kind == ItemKind::Article { self.photos.as_slice() } else { &[] };
        let captions = photos.iter().enumerate().map(|(paragraph, photo)| {
            (Span { field: Field::Photo, paragraph, start: 0, len: 0 }, photo.caption.as_str())
        });
        let titles = titles.into_iter().filter_map(move |(field, text)| Some(line(field, text?)));
        titles.chain(body).chain(captions)
    }
}
