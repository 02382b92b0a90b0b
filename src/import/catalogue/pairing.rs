//! Which picture belongs to which entry, and why.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use crate::import::SourceKind;
use crate::text::cut;

use super::entry::Entry;
use super::shelf::{Shelf, key};

/// A file of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// The file.
    pub path: PathBuf,
    /// Why it belongs to the entry.
    pub reason: String,
    /// Whether a person should look.
    pub doubt: bool,
}

/// How many rows without a picture are told by name.
const MOST_TOLD: usize = 5;

/// Gives the entries their files. What is amiss with one is told in it; the rest once, in the answer.
pub fn pair(entries: &mut [Entry], shelf: &mut Shelf) -> (Vec<Vec<Paired>>, Vec<String>) {
    let rows = rows_by_reference(entries);
    let references: HashSet<String> = rows.keys().cloned().collect();
    let mut borne = shelf.by_reference(&references);
    let mut taken: HashMap<PathBuf, usize> = HashMap::new();
    let mut paired = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter_mut().enumerate() {
        let reference = key(&entry.reference);
        let same = rows.get(&reference).map_or(&[][..], Vec::as_slice);
        tell_twins(entry, same);
        let mut files = Vec::new();
        for name in &entry.files.clone() {
            match shelf.named(name, &entry.reference) {
                Ok(path) => {
                    let reason = format!("目录写明文件“{}”", cut(name, 40));
                    files.push(Paired { path, reason, doubt: false });
                }
                Err(why) => entry.doubts.push(why),
            }
        }
        // Of several entries of one 档号 the first has its pictures.
        if entry.files.is_empty() && !reference.is_empty() && same.first() == Some(&entry.row) {
            let mut reason = format!("文件名是档号“{}”", cut(&entry.reference, 40));
            let mut pictures = borne.remove(&reference).unwrap_or_default();
            if pictures.is_empty() {
                pictures = shelf.in_folder(&entry.reference);
                pictures.retain(|path| SourceKind::of(path) == Some(SourceKind::Picture));
                reason = format!("放在以档号“{}”命名的文件夹里", cut(&entry.reference, 40));
            }
            let doubt = same.len() > 1;
            files.extend(pictures.into_iter().map(|path| Paired { path, reason: reason.clone(), doubt }));
        }
        files.retain(|file| match *taken.entry(file.path.clone()).or_insert(at) {
            other if other == at => true,
            _ => {
                let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                entry.doubts.push(format!("文件“{}”已经配给前面的一条", cut(&name, 40)));
                false
            }
        });
        paired.push(files);
    }
    let told = without_pictures(entries, &paired);
    (paired, told)
}

fn rows_by_reference(entries: &[Entry]) -> HashMap<String, Vec<usize>> {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.reference.is_empty()) {
        rows.entry(key(&entry.reference)).or_default().push(entry.row);
    }
    rows
}

fn tell_twins(entry: &mut Entry, same: &[usize]) {
    if same.len() > 1 {
        let others = same.iter().filter(|row| **row != entry.row).take(3).map(usize::to_string);
        let others = others.collect::<Vec<_>>().join("、");
        entry.doubts.push(format!("档号“{}”与第 {others} 行重复", cut(&entry.reference, 40)));
    }
}

/// Where most entries have a picture, those that have none are told, once.
fn without_pictures(entries: &[Entry], paired: &[Vec<Paired>]) -> Vec<String> {
    let bare: Vec<&Entry> =
        entries.iter().zip(paired).filter(|(_, files)| files.is_empty()).map(|(entry, _)| entry).collect();
    if bare.is_empty() || bare.len() == entries.len() {
        return Vec::new();
    }
    let names: Vec<String> = bare.iter().take(MOST_TOLD).map(|entry| entry.name()).collect();
    let more = if bare.len() > MOST_TOLD { "等" } else { "" };
    vec![format!("{} 条没有找到图片：{}{more}", bare.len(), names.join("、"))]
}
