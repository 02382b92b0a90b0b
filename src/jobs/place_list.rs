//! The list of places as a table for a spreadsheet, and another list beside it: what it would add, never what it would
//! overwrite.

use std::collections::BTreeSet;
use std::path::Path;

use crate::import::{ReadError, decode};
use crate::model::{
    Authority, Moment, NameKind, PlaceCode, PlaceEdit, PlaceLevel, PlaceName, PlaceOrigin, Validity,
    list_name,
};

use super::table;

const HEAD: [&str; 9] = ["code", "name", "kind", "from", "to", "parent", "notes", "merged_into", "withdrawn"];

/// A line of another list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The place.
    pub code: PlaceCode,
    /// A name of it.
    pub name: String,
    /// What sort of name; a list of code and name has official ones.
    pub kind: NameKind,
    /// When it was called so.
    pub validity: Validity,
}

/// What another list has otherwise than ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListDifference {
    /// Places that ours lacks.
    pub added: Vec<(PlaceCode, String)>,
    /// Places of a list that the other calls otherwise: code, our official name, theirs.
    pub renamed: Vec<(PlaceCode, String, String)>,
    /// Further names that ours lacks.
    pub names: Vec<(PlaceCode, PlaceName)>,
    /// Places of a list of ours, in the same area, that the other lacks.
    pub missing: Vec<(PlaceCode, String)>,
    /// What is left as it is, because a person did otherwise or because nothing lies above it; with the reason.
    pub conflicts: Vec<(PlaceCode, String, String)>,
    /// Lines of other areas, which are passed over.
    pub elsewhere: usize,
    /// Lines that have no code or no name, from 1.
    pub unread: Vec<usize>,
}

impl ListDifference {
    /// The edit that takes in what does not conflict; none where there is nothing.
    pub fn edit(&self) -> Option<PlaceEdit> {
        let renamed = self.renamed.iter().map(|(code, _, theirs)| (*code, theirs.clone())).collect();
        let nothing = self.added.is_empty() && self.renamed.is_empty() && self.names.is_empty();
        (!nothing).then(|| PlaceEdit::TakeIn {
            places: self.added.clone(),
            renamed,
            names: self.names.clone(),
        })
    }
}

/// Writes a list as a table, a line for each name, gone places too.
///
/// # Errors
/// [`ReadError::Io`].
pub fn write_places(path: &Path, authority: &Authority, area: Option<PlaceCode>) -> Result<usize, ReadError> {
    let text = |moment: Option<Moment>| moment.map(String::from).unwrap_or_default();
    let code = |code: Option<PlaceCode>| code.map(|code| code.to_string()).unwrap_or_default();
    let near = |place: PlaceCode| area.is_none_or(|area| place.is_near(area));
    let mut rows = Vec::new();
    for record in authority.records().filter(|record| near(record.code)) {
        for name in record.names() {
            let first = name.kind == NameKind::Everyday;
            // Where a place has an end, its everyday name has.
            let to = name.validity.to.or(record.validity.to.clone().filter(|_| first));
            let from = name.validity.from.or(record.validity.from.clone().filter(|_| first));
            rows.push([
                record.code.to_string(),
                name.name,
                name.kind.word().to_owned(),
                text(from),
                text(to),
                code(record.code.parent()),
                if first { record.notes.clone() } else { String::new() },
                code(record.merged_into),
                if record.withdrawn { "yes".to_owned() } else { String::new() },
            ]);
        }
    }
    let count = rows.len();
    table::write(path, HEAD, rows)?;
    Ok(count)
}

/// Reads a table of ours, or any of code and name, with commas or tabs, with a head or without. Lines that cannot be
/// read are named by number.
///
/// # Errors
/// [`ReadError`] of the file.
pub fn read_places(path: &Path) -> Result<(Vec<ListRow>, Vec<usize>), ReadError> {
    let bytes = std::fs::read(path).map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    let text = decode(&bytes)?.text;
    let tabs = text.lines().next().is_some_and(|line| line.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let (mut rows, mut unread, mut columns) = (Vec::new(), Vec::new(), None);
    for (at, line) in reader.records().enumerate() {
        let Ok(line) = line else {
            unread.push(at + 1);
            continue;
        };
        let cells: Vec<&str> = line.iter().map(|cell| cell.trim().trim_start_matches('\'')).collect();
        if at == 0 && cells.iter().all(|cell| PlaceCode::parse(cell).is_none()) {
            columns = Some(cells.iter().map(|cell| cell.to_lowercase()).collect::<Vec<_>>());
            continue;
        }
        match row(&cells, columns.as_deref()) {
            Some(row) => rows.push(row),
            None => unread.push(at + 1),
        }
    }
    Ok((rows, unread))
}

fn row(cells: &[&str], columns: Option<&[String]>) -> Option<ListRow> {
    let cell = |names: &[&str], at: usize| match columns {
        Some(columns) => {
            let at = columns.iter().position(|column| names.contains(&column.as_str()))?;
            cells.get(at).copied().filter(|cell| !cell.is_empty())
        }
        None => cells.get(at).copied().filter(|cell| !cell.is_empty()),
    };
    let kind = match cell(&["kind", "类别"], 2) {
        Some(word) => NameKind::parse(word)?,
        None => NameKind::Official,
    };
    Some(ListRow {
        code: code_of(cell(&["code", "代码"], 0)?)?,
        name: cell(&["name", "名称", "地名"], 1)?.to_owned(),
        kind,
        validity: Validity {
            from: cell(&["from", "起"], 3).and_then(Moment::parse),
            to: cell(&["to", "止"], 4).and_then(Moment::parse),
        },
    })
}

/// A code, also where zeros make every one of a list 12 digits long.
fn code_of(text: &str) -> Option<PlaceCode> {
    let short = match text.len() {
        12 if text.ends_with("000000000000") => None,
        12 if text.ends_with("000000") => text.get(..6),
        12 if text.ends_with("000") => text.get(..9),
        _ => Some(text),
    };
    PlaceCode::parse(short?)
}

/// What another list has otherwise than ours, in the area of the store and around it.
pub fn compare_lists(
    authority: &Authority,
    area: Option<PlaceCode>,
    rows: &[ListRow],
    unread: Vec<usize>,
) -> ListDifference {
    let mut difference = ListDifference { unread, ..ListDifference::default() };
    let near = |code: PlaceCode| area.is_none_or(|area| code.is_near(area));
    let listed: BTreeSet<PlaceCode> = rows.iter().map(|row| row.code).collect();
    for row in rows {
        if !near(row.code) {
            difference.elsewhere += 1;
            continue;
        }
        match authority.record(row.code) {
            None => add(&mut difference, authority, &listed, row),
            Some(record) if !record.is_live() => difference.conflicts.push((
                row.code,
                row.name.clone(),
                format!("“{}”已由人并入别处或撤下", record.name),
            )),
            Some(record) => match row.kind {
                NameKind::Official | NameKind::Everyday if record.kind_of(&row.name).is_some() => {}
                NameKind::Everyday => difference.conflicts.push((
                    row.code,
                    row.name.clone(),
                    format!("库中通称是“{}”，改通称请用改名", record.name),
                )),
                NameKind::Official => {
                    let touched = record.name != list_name(row.code, &record.official);
                    if record.origin == PlaceOrigin::List && !touched {
                        difference.renamed.push((row.code, record.official.clone(), row.name.clone()));
                    } else {
                        let reason = format!("库中由人定为“{}”", record.name);
                        difference.conflicts.push((row.code, row.name.clone(), reason));
                    }
                }
                kind if record.kind_of(&row.name).is_none() => {
                    let name = PlaceName { name: row.name.clone(), kind, validity: row.validity.clone() };
                    difference.names.push((row.code, name));
                }
                _ => {}
            },
        }
    }
    let is_missing =
        |code: PlaceCode| area.is_none_or(|area| code.is_within(area)) && !listed.contains(&code);
    difference.missing = authority
        .records()
        .filter(|record| record.is_live() && record.origin == PlaceOrigin::List && is_missing(record.code))
        .map(|record| (record.code, record.name.clone()))
        .collect();
    difference
}

fn add(difference: &mut ListDifference, authority: &Authority, listed: &BTreeSet<PlaceCode>, row: &ListRow) {
    let above = row.code.parent().filter(|_| row.code.level() >= PlaceLevel::Street);
    if above.is_some_and(|above| authority.record(above).is_none() && !listed.contains(&above)) {
        difference.conflicts.push((row.code, row.name.clone(), "上级不在名录中".to_owned()));
        return;
    }
    let known = difference.added.iter().any(|(code, _)| *code == row.code);
    match row.kind {
        // The official name comes with the place; an everyday one alone is as good.
        NameKind::Official | NameKind::Everyday if !known => {
            difference.added.push((row.code, row.name.clone()));
        }
        NameKind::Official => {
            let place = difference.added.iter_mut().find(|(code, _)| *code == row.code);
            place.into_iter().for_each(|(_, name)| name.clone_from(&row.name));
        }
        NameKind::Everyday => {}
        kind => {
            let name = PlaceName { name: row.name.clone(), kind, validity: row.validity.clone() };
            difference.names.push((row.code, name));
        }
    }
}
