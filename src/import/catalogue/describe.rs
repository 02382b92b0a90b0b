//! What an entry says of its item beside the text: who signs, which pictures.

use crate::import::signature::parse_names;
use crate::model::{Field, Item, ItemKind, Person, PersonRole, PhotoDraft, Remark};
use crate::text::cut;

use super::entry::Entry;
use super::pairing::Paired;

/// A remark.
pub fn remark(field: Field, reason: String, line: usize, doubt: bool) -> Remark {
    Remark { field, reason, line, doubt }
}

/// Longest name of a person or of a house that signs, in characters.
const LONGEST_NAME: usize = 24;

/// Adds those whom the columns name and the text does not.
pub fn add_people(item: &mut Item, entry: &Entry) {
    let author = if item.kind == ItemKind::Photo { PersonRole::Photographer } else { PersonRole::Author };
    let columns = [
        (&entry.authors, author),
        (&entry.reporters, PersonRole::Reporter),
        (&entry.correspondents, PersonRole::Correspondent),
    ];
    for (cells, role) in columns {
        for cell in cells {
            match parse_names(cell, Some(role)) {
                Some(people) => people.into_iter().for_each(|person| add_person(item, person)),
                // 区委宣传部 is no person.
                None => {
                    let reason = format!("目录：责任者 {}", cut(cell, 60));
                    let line = item.lines.0;
                    item.remarks.push(remark(Field::Byline, reason, line, false));
                }
            }
        }
    }
    if item.kind == ItemKind::Photo && entry.photographer.is_empty() {
        let names: Vec<String> = item.names(PersonRole::Photographer).map(str::to_owned).collect();
        for photo in item.photos.iter_mut().filter(|photo| photo.photographers.is_empty()) {
            photo.photographers.clone_from(&names);
        }
    }
}

fn add_person(item: &mut Item, person: Person) {
    if item.people.iter().all(|known| known.name != person.name) {
        item.people.push(person);
    }
}

/// A cell is whole, however it ends, and the column says who took the picture, whatever the name is built like.
pub fn keep_caption(item: &mut Item, entry: &Entry) {
    item.incomplete = false;
    item.remarks.retain(|remark| !remark.doubt);
    if !entry.title.is_empty() {
        item.headline.clone_from(&entry.title);
    }
    if entry.photographer.is_empty() {
        return;
    }
    let names = entry.photographer.split(['、', '，', ',', ';', '；', '/', ' ']);
    let names: Vec<String> =
        names.filter(|name| !name.is_empty()).map(|name| cut(name, LONGEST_NAME)).collect();
    for photo in
        item.photos.iter_mut().filter(|photo| photo.credit.is_some() && photo.photographers.is_empty())
    {
        photo.photographers.clone_from(&names);
    }
}

/// Gives the photos of an item its pictures in order; those beyond have no caption.
pub fn add_pictures(item: &mut Item, files: &[&Paired]) {
    let line = item.lines.0;
    for (at, file) in files.iter().enumerate() {
        let picture = Some(file.path.clone());
        match item.photos.get_mut(at) {
            Some(photo) => photo.picture = picture,
            None => item.photos.push(PhotoDraft {
                caption: String::new(),
                credit: None,
                photographers: item
                    .photos
                    .first()
                    .map(|photo| photo.photographers.clone())
                    .unwrap_or_default(),
                line,
                picture,
            }),
        }
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let reason = format!("图片“{}”：{}", cut(&name, 40), file.reason);
        item.remarks.push(remark(Field::Photo, reason, line, file.doubt));
    }
}
