//! What a person changes of a page before it enters the archive. Pure: a page as read, a list of edits, and a cursor
//! in it; undo moves the cursor back. The page as read never changes, and no line of it is ever lost.

mod doubts;
mod head;
mod lay;
mod work;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{PlaceFinder, build_items, line_shape};
use crate::model::{Field, Item, Line, LineRole, PageReading, Person, PlaceCode};

pub use doubts::{Doubt, DoubtAt};
pub use head::{DecidedHead, HeadField, HeadFields};
use lay::Laid;
use work::Work;

/// A text of an item that a person can write over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemField {
    /// 引题
    Kicker,
    /// 主题
    Headline,
    /// 副题
    Subtitle,
    /// A paragraph, from 0.
    Paragraph(usize),
    /// The caption of a photo, from 0.
    Caption(usize),
    /// The credit of a photo, from 0.
    Credit(usize),
}

/// One thing that a person did. Items are named by the number of their first line, lines by their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Gives the lines from `first` to `last` a role. A title below text begins an item of its own.
    SetRole {
        /// First line.
        first: usize,
        /// Last line.
        last: usize,
        /// Their role.
        role: LineRole,
    },
    /// An item begins here.
    Split {
        /// Its first line.
        line: usize,
    },
    /// The item goes on with the one above it in the source; below text its titles become section heads.
    Merge {
        /// The item.
        item: usize,
    },
    /// The line goes on with the one before it.
    Join {
        /// The line.
        line: usize,
    },
    /// The line begins a paragraph or title of its own.
    Part {
        /// The line.
        line: usize,
    },
    /// Another order of the items; positions from 0. The lines stay where they are.
    MoveItem {
        /// Where it is.
        from: usize,
        /// Where it goes.
        to: usize,
    },
    /// Writes over a text of an item.
    SetField {
        /// The item.
        item: usize,
        /// Which text.
        field: ItemField,
        /// What it says.
        text: String,
    },
    /// Who signs an item.
    SetPeople {
        /// The item.
        item: usize,
        /// Everybody, in order.
        people: Vec<Person>,
    },
    /// A picture for a photo of an item; one past the last photo adds one.
    Attach {
        /// The item.
        item: usize,
        /// The photo, from 0.
        photo: usize,
        /// The picture file.
        path: PathBuf,
    },
    /// No picture for a photo of an item.
    Detach {
        /// The item.
        item: usize,
        /// The photo, from 0.
        photo: usize,
    },
    /// Which place a name means that several bear, or none of them.
    ChoosePlace {
        /// The item.
        item: usize,
        /// The name as printed.
        name: String,
        /// The place.
        code: Option<PlaceCode>,
    },
    /// A person has looked at a doubt: it stays as a remark.
    Settle {
        /// What it speaks of.
        field: Field,
        /// Its line.
        line: usize,
        /// Its words.
        reason: String,
    },
}

/// A line whose role a person changed, for the store to learn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The shape of the line: [`line_shape`].
    pub shape: String,
    /// The role it was given.
    pub role: LineRole,
    /// The line itself, as an example.
    pub example: String,
}

/// The name of an encoding (WHATWG Encoding Standard), by any of its labels.
pub fn encoding_name(label: &str) -> Option<&'static str> {
    encoding_rs::Encoding::for_label(label.as_bytes()).map(encoding_rs::Encoding::name)
}

/// A page under review.
#[derive(Clone)]
pub struct PageEdit {
    read: PageReading,
    edits: Vec<Edit>,
    /// How many of the edits hold; those behind it were undone.
    cursor: usize,
    fields: HeadFields,
    /// Encoding that a person chose for the source; none leaves it to the detector.
    encoding: Option<String>,
    finder: Arc<PlaceFinder>,
    work: Work,
    /// Items in the order of the source, before fields were written over.
    bases: Vec<Item>,
    now: PageReading,
}

/// What of a page under review outlives the program.
#[derive(Serialize, Deserialize)]
struct Kept {
    read: PageReading,
    edits: Vec<Edit>,
    cursor: usize,
    fields: HeadFields,
    encoding: Option<String>,
}

impl PageEdit {
    /// Begins with a page as read; `finder` finds the places of what is edited.
    pub fn new(read: PageReading, fields: HeadFields, finder: Arc<PlaceFinder>) -> Self {
        Self::with_edits(Kept { read, edits: Vec::new(), cursor: 0, fields, encoding: None }, finder)
    }

    fn with_edits(kept: Kept, finder: Arc<PlaceFinder>) -> Self {
        let Kept { read, edits, cursor, fields, encoding } = kept;
        let cursor = cursor.min(edits.len());
        let work = Work::new(&read);
        let (bases, now) = (read.items.clone(), read.clone());
        let mut edit = Self { read, edits, cursor, fields, encoding, finder, work, bases, now };
        edit.replay();
        edit
    }

    /// The draft as text, to go on with another day.
    ///
    /// # Errors
    /// None that is known; serde's, in principle.
    pub fn to_json(&self) -> serde_json::Result<String> {
        let kept = Kept {
            read: self.read.clone(),
            edits: self.edits.clone(),
            cursor: self.cursor,
            fields: self.fields.clone(),
            encoding: self.encoding.clone(),
        };
        serde_json::to_string(&kept)
    }

    /// Reads [`PageEdit::to_json`].
    ///
    /// # Errors
    /// Where the text is none of ours.
    pub fn from_json(json: &str, finder: Arc<PlaceFinder>) -> serde_json::Result<Self> {
        Ok(Self::with_edits(serde_json::from_str(json)?, finder))
    }

    /// The page as it stands.
    pub fn page(&self) -> &PageReading {
        &self.now
    }

    /// The page as read.
    pub fn as_read(&self) -> &PageReading {
        &self.read
    }

    /// The head as typed.
    pub fn fields(&self) -> &HeadFields {
        &self.fields
    }

    /// Types the head.
    pub fn set_fields(&mut self, fields: HeadFields) {
        self.fields = fields;
    }

    /// The encoding that a person chose.
    pub fn encoding(&self) -> Option<&str> {
        self.encoding.as_deref()
    }

    /// Remembers the encoding that a person chose.
    pub fn set_encoding(&mut self, encoding: Option<String>) {
        self.encoding = encoding;
    }

    /// Whether a person changed anything that undo could take back.
    pub fn is_edited(&self) -> bool {
        self.cursor > 0
    }

    /// Whether there is something to take back, and something to do again.
    pub fn can(&self) -> (bool, bool) {
        (self.cursor > 0, self.cursor < self.edits.len())
    }

    /// Does it; false, and nothing remembered, where it changes nothing.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let before = self.work.clone();
        self.work.apply(&edit);
        if self.work == before {
            return false;
        }
        self.edits.truncate(self.cursor);
        match (self.edits.last_mut(), &edit) {
            // Typing in one field is one edit.
            (
                Some(Edit::SetField { item, field, text }),
                Edit::SetField { item: same_item, field: same_field, text: new },
            ) if item == same_item && field == same_field => new.clone_into(text),
            _ => self.edits.push(edit),
        }
        self.cursor = self.edits.len();
        self.rebuild();
        true
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) -> bool {
        let there = self.cursor > 0;
        if there {
            self.cursor -= 1;
            self.replay();
        }
        there
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> bool {
        let there = self.cursor < self.edits.len();
        if there {
            self.cursor += 1;
            self.replay();
        }
        there
    }

    /// Other places to find: those of the page as read are found again too.
    pub fn set_finder(&mut self, finder: Arc<PlaceFinder>) {
        self.read.find_places(&finder);
        self.read.area = None;
        self.finder = finder;
        self.replay();
    }

    /// The item, by its first line, that a line belongs to; none for lines outside.
    pub fn item_of(&self, line: usize) -> Option<usize> {
        self.work.item_of(line)
    }

    /// The position of an item among the items of the page.
    pub fn position(&self, item: usize) -> Option<usize> {
        self.now.items.iter().position(|other| other.lines.0 == item)
    }

    /// Every text of an item that can be written over, also those that were emptied.
    pub fn texts_of(&self, item: usize) -> Vec<(ItemField, String)> {
        let Some(mut base) = self.bases.iter().find(|base| base.lines.0 == item).cloned() else {
            return Vec::new();
        };
        if let Some(laid) = self.work.laid(item) {
            laid.write(&mut base);
        }
        lay::texts(&base)
    }

    /// Lines whose role a person changed, each shape once.
    pub fn corrections(&self) -> Vec<Correction> {
        let before: BTreeMap<usize, LineRole> =
            self.read.lines.iter().map(|line| (line.number, line.role)).collect();
        let mut found: Vec<Correction> = Vec::new();
        for line in self.work.told_lines() {
            let Some(shape) = line_shape(&line.text) else { continue };
            let changed = before.get(&line.number) != Some(&line.role);
            if changed && found.iter().all(|other| other.shape != shape) {
                found.push(Correction { shape, role: line.role, example: line.text.clone() });
            }
        }
        found
    }

    fn replay(&mut self) {
        self.work = Work::new(&self.read);
        for edit in self.edits.iter().take(self.cursor) {
            self.work.apply(edit);
        }
        self.rebuild();
    }

    /// The page from the lines and what was laid over them.
    fn rebuild(&mut self) {
        self.now = self.read.clone();
        self.bases.clone_from(&self.read.items);
        if self.cursor == 0 {
            return;
        }
        self.now.lines = self.work.lines().to_vec();
        self.bases = build_items(self.work.lines())
            .into_iter()
            .map(|built| {
                let untouched = self.read.items.iter().find(|item| {
                    item.lines == built.lines
                        && lines_of(&self.read.lines, item) == lines_of(&self.now.lines, item)
                });
                untouched.cloned().unwrap_or_else(|| self.found(built))
            })
            .collect();
        let laid = self.bases.iter().map(|base| self.laid(base)).collect();
        self.now.items = self.work.in_order(laid);
        self.work.settle(&mut self.now);
    }

    /// What the lines alone do not tell of a new item: its pictures and places.
    fn found(&self, mut built: Item) -> Item {
        let known = || self.read.items.iter().flat_map(|item| &item.photos);
        for photo in &mut built.photos {
            photo.picture = known().find(|other| other.line == photo.line).and_then(|p| p.picture.clone());
        }
        self.keep_told(&mut built);
        self.finder.find_in(&mut built);
        built
    }

    /// What a catalogue says of an item beside its lines.
    fn keep_told(&self, built: &mut Item) {
        let (first, last) = built.lines;
        let mut within = self.read.items.iter().filter(|item| (first..=last).contains(&item.lines.0));
        let Some(told) = within.find(|item| item.reference.is_some()) else { return };
        built.reference.clone_from(&told.reference);
        for person in &told.people {
            if built.people.iter().all(|known| known.name != person.name) {
                built.people.push(person.clone());
            }
        }
    }

    fn laid(&self, base: &Item) -> Item {
        let mut item = base.clone();
        let Some(laid) = self.work.laid(item.lines.0) else { return item };
        if laid.writes() {
            laid.write(&mut item);
            lay::drop_empty(&mut item);
            item.remarks.retain(|remark| remark.field != Field::Place);
            self.finder.find_in(&mut item);
        }
        laid.choose(&mut item);
        item
    }
}

fn lines_of<'a>(lines: &'a [Line], item: &Item) -> &'a [Line] {
    let from = lines.partition_point(|line| line.number < item.lines.0);
    let to = lines.partition_point(|line| line.number <= item.lines.1);
    lines.get(from..to).unwrap_or_default()
}
