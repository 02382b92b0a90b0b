//! The files that lie beside a catalogue, found by the names that its entries give and by 档号: never one outside its
//! own folder.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::import::{Files, SourceKind};
use crate::text::{cut, fold_char, shown};

/// Folders beside a catalogue in which its files are looked for too.
const USUAL: [&str; 14] = [
    "",
    "图片",
    "照片",
    "图像",
    "扫描",
    "扫描件",
    "版面",
    "原文",
    "附件",
    "电子档案",
    "电子文件",
    "images",
    "photos",
    "image",
];
/// Longest words behind a 档号 in the name of its picture: `-001`, `_正面`.
const LONGEST_TAIL: usize = 8;

/// How many 档号 are looked for as folders before it is plain that no folder is named so: in an archive of many
/// thousand files each look costs.
const MOST_TRIED: usize = 200;

/// The files beside a catalogue.
pub struct Shelf<'a> {
    folder: PathBuf,
    files: &'a Files,
    /// By folded name without its ending.
    by_name: HashMap<String, Vec<PathBuf>>,
    listed: HashSet<PathBuf>,
    /// Files in folders named by a 档号.
    inner: Vec<PathBuf>,
    /// How many of them were looked for.
    tried: usize,
}

impl<'a> Shelf<'a> {
    /// Looks into the folder of a catalogue, and into those beside it that are usual.
    pub fn beside(catalogue: &Path, files: &'a Files) -> Self {
        let folder = catalogue.parent().unwrap_or(Path::new("")).to_owned();
        let mut shelf = Self {
            folder,
            files,
            by_name: HashMap::new(),
            listed: HashSet::new(),
            inner: Vec::new(),
            tried: 0,
        };
        for usual in USUAL {
            // Joining nothing would end the path with a slash, and neighbours compare as they are written.
            let inner = if usual.is_empty() { shelf.folder.clone() } else { shelf.folder.join(usual) };
            shelf.list(&inner);
        }
        for files in shelf.by_name.values_mut() {
            files.sort();
        }
        shelf
    }

    fn list(&mut self, folder: &Path) {
        if !self.listed.insert(folder.to_owned()) {
            return;
        }
        let known = |path: &PathBuf| SourceKind::of(path).is_some();
        for path in self.files.list(folder).into_iter().filter(known) {
            self.by_name.entry(key_of_path(&path)).or_default().push(path);
        }
    }

    /// The file that an entry names: in the folder of its 档号, where it is nowhere else.
    ///
    /// # Errors
    /// Why there is none, in plain Chinese.
    pub fn named(&mut self, name: &str, reference: &str) -> Result<PathBuf, String> {
        self.anywhere(name).or_else(|why| {
            let alone = inner_path(name).filter(|(folders, _)| folders.is_empty());
            let wanted = alone.map(|(_, file)| key_of_path(Path::new(&file)));
            let own = wanted.map(|wanted| {
                let mut own = self.in_folder(reference);
                own.retain(|path| key_of_path(path) == wanted);
                own
            });
            own.unwrap_or_default().into_iter().next().ok_or(why)
        })
    }

    fn anywhere(&mut self, name: &str) -> Result<PathBuf, String> {
        let told = cut(&shown(name), 40);
        let (folders, file) =
            inner_path(name).ok_or_else(|| format!("文件名“{told}”指到目录所在的文件夹之外，没有读"))?;
        let mut wanted = self.folder.clone();
        wanted.extend(&folders);
        if !folders.is_empty() {
            self.list(&wanted);
        }
        let same = |path: &&PathBuf| folders.is_empty() || path.parent() == Some(&wanted);
        let file = Path::new(&file);
        // A name without an ending, or with another than the file's: 0012, 0012.tif of which a .jpg was made.
        let whole = key(&file.to_string_lossy());
        let stem = key_of_path(file);
        let of = |key: &str| self.by_name.get(key).into_iter().flatten().filter(same).collect::<Vec<_>>();
        let mut found = of(&stem);
        if found.is_empty() && whole != stem {
            found = of(&whole);
        }
        let exact = found.iter().find(|path| path.file_name() == file.file_name());
        let ending =
            |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let alike = found.iter().find(|path| ending(path) == ending(file));
        match (exact.or(alike), found.as_slice()) {
            (Some(path), _) => Ok((**path).clone()),
            (None, [path]) => Ok((*path).clone()),
            (None, []) => Err(format!("没有找到文件“{told}”")),
            (None, _) => Err(format!("有 {} 个文件都像“{told}”，没有配上", found.len())),
        }
    }

    /// Pictures by the 档号 that their names bear, or the folder that they lie in, in order of name.
    pub fn by_reference(&mut self, references: &HashSet<String>) -> HashMap<String, Vec<PathBuf>> {
        let mut found: HashMap<String, Vec<PathBuf>> = HashMap::new();
        let is_picture = |path: &PathBuf| SourceKind::of(path) == Some(SourceKind::Picture);
        for (name, paths) in &self.by_name {
            if let Some(reference) = reference_in(name, references) {
                let pictures = paths.iter().filter(|path| is_picture(path)).cloned();
                found.entry(reference.to_owned()).or_default().extend(pictures);
            }
        }
        found.retain(|_, paths| !paths.is_empty());
        found.values_mut().for_each(|paths| paths.sort());
        found
    }

    /// Files in a folder that is named by a 档号.
    pub fn in_folder(&mut self, reference: &str) -> Vec<PathBuf> {
        let plain = !reference.contains(['/', '\\', ':', '\0']) && !reference.starts_with('.');
        let hopeless = self.inner.is_empty() && self.tried >= MOST_TRIED;
        if !plain || reference.is_empty() || hopeless {
            return Vec::new();
        }
        self.tried += 1;
        for usual in USUAL {
            let inner = if usual.is_empty() { self.folder.clone() } else { self.folder.join(usual) };
            let mut files = self.files.list(&inner.join(reference));
            files.retain(|path| SourceKind::of(path).is_some());
            if !files.is_empty() {
                self.inner.extend(files.iter().cloned());
                return files;
            }
        }
        Vec::new()
    }

    /// Files below the catalogue's own folder, of those that were looked into, that nobody has taken.
    pub fn spare(&self, taken: &HashSet<&Path>) -> Vec<PathBuf> {
        let below = |path: &&PathBuf| path.parent() != Some(&self.folder);
        let all: BTreeSet<&PathBuf> =
            self.by_name.values().flatten().chain(&self.inner).filter(below).collect();
        all.into_iter().filter(|path| !taken.contains(path.as_path())).cloned().collect()
    }
}

/// The folders and the name of a path that stays within where it begins; none of others.
fn inner_path(name: &str) -> Option<(Vec<String>, String)> {
    let name = name.trim();
    if name.starts_with(['/', '\\']) || name.contains([':', '\0']) {
        return None;
    }
    let mut parts: Vec<String> =
        name.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")).map(str::to_owned).collect();
    if parts.iter().any(|part| part == "..") {
        return None;
    }
    let file = parts.pop()?;
    Some((parts, file))
}

/// A name as names are compared: width, case and marks folded.
pub fn key(name: &str) -> String {
    let plain = name.trim().chars().map(fold_char).filter(|c| !c.is_whitespace());
    plain.map(|c| if "_·.—–/\\()[]".contains(c) { '-' } else { c }).collect()
}

fn key_of_path(path: &Path) -> String {
    let known = SourceKind::of(path).is_some() || path.extension().is_some_and(|ending| ending.len() <= 4);
    let stem = if known { path.file_stem() } else { path.file_name() };
    key(&stem.unwrap_or_default().to_string_lossy())
}

/// The longest 档号 that a name begins with, before nothing or a short tail.
fn reference_in<'a>(name: &str, references: &'a HashSet<String>) -> Option<&'a str> {
    if let Some(whole) = references.get(name) {
        return Some(whole);
    }
    let marks: Vec<usize> = name.match_indices('-').map(|(at, _)| at).collect();
    marks.into_iter().rev().find_map(|at| {
        let (front, tail) = name.split_at_checked(at)?;
        if tail.chars().count() > LONGEST_TAIL + 1 {
            return None;
        }
        references.get(front.trim_end_matches('-')).map(String::as_str)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_bears_the_longest_reference_it_begins_with() {
        let references: HashSet<String> = ["j001-2015-d30", "j001-2015-d30-0012"].map(str::to_owned).into();
        for (name, expect) in [
            ("J001-2015-D30-0012", Some("j001-2015-d30-0012")),
            ("J001-2015-D30-0012-001", Some("j001-2015-d30-0012")),
            ("Ｊ001·2015·D30·0012_正面", Some("j001-2015-d30-0012")),
            ("J001-2015-D30-0012(2)", Some("j001-2015-d30-0012")),
            ("J001-2015-D30-0013", Some("j001-2015-d30")),
            ("J001-2015-D30-00123456789", None),
            ("别的", None),
        ] {
            assert_eq!(reference_in(&key(name), &references), expect, "{name}");
        }
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in ["../a.jpg", "图片/../../a.jpg", "/etc/a.jpg", "\\\\server\\a.jpg", "C:\\a.jpg", "..", ""]
        {
            assert_eq!(inner_path(name), None, "{name}");
        }
        assert_eq!(inner_path("图片\\1.jpg"), Some((vec!["图片".to_owned()], "1.jpg".to_owned())));
    }
}
