//! The folders that documents lie in: which pictures there are, and which photos they show.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::import::{self, Files, Habits, Layouts, MAX_TEXT_BYTES, PagePicture, SourceKind, Surroundings};
use crate::model::PageReading;

use super::reading::guarded;

/// Most documents of a folder that are read for pictures whose names do not say what they belong to.
const MOST_LOOKED_AT: usize = 300;

/// What is known of the folders of an import.
#[derive(Default)]
pub struct Folders {
    known: Mutex<HashMap<PathBuf, Arc<Folder>>>,
}

/// What lies with a document.
#[derive(Default)]
pub struct Beside {
    /// The pictures of its photos.
    pub pictures: Vec<PagePicture>,
    /// A picture of its very name: the printed page, or its only photo.
    pub namesake: Option<PathBuf>,
}

/// One folder.
#[derive(Default)]
struct Folder {
    /// Picture files in it, in order of name, but for namesakes.
    pictures: Vec<PathBuf>,
    /// Pictures with the name of a document, by that.
    namesakes: HashMap<PathBuf, PathBuf>,
    /// The pictures of its documents, where names alone do not pair them all.
    paired: Option<HashMap<PathBuf, Vec<PagePicture>>>,
}

impl Folders {
    /// The pictures of a document, as it lies.
    pub fn beside(&self, document: &Path, files: &Files, habits: &Habits) -> Beside {
        let Some(path) = document.parent() else { return Beside::default() };
        let folder = {
            // Held while a folder is looked at: the others would only look at the same.
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let look = || Arc::new(Folder::look_at(path, files, habits));
            Arc::clone(known.entry(path.to_owned()).or_insert_with(look))
        };
        let pictures = match &folder.paired {
            Some(paired) => paired.get(document).cloned().unwrap_or_default(),
            None => import::pictures_of(document, folder.named_as(document)),
        };
        Beside { pictures, namesake: folder.namesakes.get(document).cloned() }
    }
}

impl Folder {
    fn look_at(path: &Path, files: &Files, habits: &Habits) -> Self {
        let (mut documents, mut pictures, mut spoken_of) = (Vec::new(), Vec::new(), false);
        for file in files.list(path) {
            match SourceKind::of(&file) {
                Some(SourceKind::Picture) => pictures.push(file),
                Some(_) if import::speaks_of_others(&file, files) => spoken_of = true,
                Some(SourceKind::Text | SourceKind::Html) => documents.push(file),
                _ => {}
            }
        }
        let mut below = Vec::new();
        for folder in files.folders(path) {
            let within = files.list(&folder);
            // A folder of pictures alone belongs to the texts above it.
            if !within.is_empty()
                && within.iter().all(|file| SourceKind::of(file) == Some(SourceKind::Picture))
            {
                below.extend(within);
            }
        }
        let namesakes = take_namesakes(&documents, &mut pictures);
        let all_named = below.is_empty() && pictures.iter().all(is_named_by(&documents));
        // A catalogue says itself whose the pictures are.
        let paired = (!all_named && !spoken_of && documents.len() <= MOST_LOOKED_AT).then(|| {
            let read = documents.into_iter().map(|path| read(path, files, habits)).collect::<Vec<_>>();
            import::pair_folder(&read, &[pictures.clone(), below].concat())
        });
        Self { pictures, namesakes, paired }
    }

    /// The picture files whose names begin as that of a document does.
    fn named_as(&self, document: &Path) -> &[PathBuf] {
        let Some(stem) = document.file_stem() else { return &[] };
        let stem = stem.to_string_lossy();
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let from = self.pictures.partition_point(|path| name(path).as_str() < &*stem);
        let count = self.pictures[from..].iter().take_while(|path| name(path).starts_with(&*stem)).count();
        &self.pictures[from..from + count]
    }
}

/// Takes out the pictures that have the name of a document, or that and 版面.
fn take_namesakes(documents: &[PathBuf], pictures: &mut Vec<PathBuf>) -> HashMap<PathBuf, PathBuf> {
    let by_stem: HashMap<String, &PathBuf> = documents.iter().map(|path| (stem(path), path)).collect();
    let mut found = HashMap::new();
    pictures.retain(|picture| {
        let name = stem(picture);
        let plain = ["版面图", "版面", "整版"].into_iter().find_map(|word| name.strip_suffix(word));
        let plain = plain.map_or(name.as_str(), |plain| plain.trim_end_matches(['_', '-', ' ']));
        let Some(document) = by_stem.get(plain) else { return true };
        // A second one of the same name is a photo like others.
        let is_first = !found.contains_key(*document);
        if is_first {
            found.insert(PathBuf::clone(document), picture.clone());
        }
        !is_first
    });
    found
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a picture has the name of one of these documents with a number.
fn is_named_by(documents: &[PathBuf]) -> impl Fn(&PathBuf) -> bool {
    let stems: HashSet<String> = documents.iter().map(|path| stem(path)).collect();
    move |picture| {
        let name = stem(picture);
        let rest = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let rest = rest.strip_suffix('图').unwrap_or(rest).trim_end_matches(['_', '-', ' ']);
        rest.len() < name.len() && stems.contains(rest)
    }
}

/// The pages of a document; none where it cannot be read, which whoever takes it in will tell.
fn read(path: PathBuf, files: &Files, habits: &Habits) -> (PathBuf, Vec<PageReading>) {
    let around = Surroundings { encoding: None, habits, layouts: &Layouts::default(), files };
    let document = guarded(&path, || {
        files.read(&path, MAX_TEXT_BYTES).and_then(|source| import::read_document_in(&source, &around))
    });
    let pages = match document {
        Ok(Ok(document)) => document.pages.into_iter().map(|page| page.reading).collect(),
        _ => Vec::new(),
    };
    (path, pages)
}
