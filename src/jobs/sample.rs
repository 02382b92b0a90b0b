//! The sample archive: an invented paper, taken in from its source files like any other.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::import::{Gazetteer, SourceFile, hex, pictures_of};
use crate::model::PlaceCode;
use crate::store::Store;

use super::intake::{Decision, commit_with};
use super::reading::ReadingRoom;

/// One file of the sample: its name and its bytes.
type SampleFile = (&'static str, &'static [u8]);

include!(concat!(env!("OUT_DIR"), "/sample_files.rs"));

/// The invented district.
const SAMPLE_AREA: &str = "990101";

/// Opens the sample, building it first where it is not there or an older program built it.
///
/// # Errors
/// Where no folder for it can be written.
pub fn open_sample() -> Result<Store> {
    let folder = directories::ProjectDirs::from("", "", "jiuwen")
        .map_or_else(std::env::temp_dir, |dirs| dirs.cache_dir().to_owned());
    open_sample_in(&folder)
}

/// Whether `path` is the sample as this program builds it.
pub fn sample_is_current(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy() == sample_name())
}

/// The name holds a fingerprint of the files, so that a new program builds a new sample.
fn sample_name() -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in SAMPLE_FILES {
        hash.update(name.as_bytes());
        hash.update(bytes);
    }
    hash.update(crate::store::SCHEMA_VERSION.to_le_bytes());
    format!("示例-{}.jiuwen", hex(&hash.finalize()[..6]))
}

/// As [`open_sample`], in a folder of the caller's.
///
/// # Errors
/// Where it cannot be written.
pub fn open_sample_in(folder: &Path) -> Result<Store> {
    let path = folder.join(sample_name());
    if path.exists() {
        return Ok(Store::open(&path)?);
    }
    std::fs::create_dir_all(folder).with_context(|| format!("不能建立文件夹 {}", folder.display()))?;
    // Built aside and moved when whole: a sample half built is never opened.
    let aside = tempfile::Builder::new().prefix("示例-").tempdir_in(folder)?;
    let building = aside.path().join("示例.jiuwen");
    build(&building)?;
    // Where another window was faster its sample is open by now, and stays.
    match tempfile::TempPath::try_from_path(building)?.persist_noclobber(&path) {
        Ok(()) => {}
        Err(taken) if taken.error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(other) => return Err(other.error.into()),
    }
    Ok(Store::open(&path)?)
}

fn build(path: &Path) -> Result<()> {
    let store = Store::open_or_create(path)?;
    let area = PlaceCode::parse(SAMPLE_AREA).context("the sample's area is a code")?;
    let list = file("places.tsv").context("the sample has places")?;
    let places = Gazetteer::parse(String::from_utf8_lossy(list).into_owned()).area(area);
    store.write(|w| w.set_area(area, &places))?;
    let pictures: Vec<PathBuf> = SAMPLE_FILES
        .iter()
        .map(|(name, _)| PathBuf::from(name))
        .filter(|path| path.extension().is_some_and(|e| e == "jpg"))
        .collect();
    let embedded = |path: &Path| {
        let bytes = file(&path.to_string_lossy()).unwrap_or_default();
        Ok(SourceFile::new(path.to_owned(), bytes.to_vec()))
    };
    for (name, bytes) in SAMPLE_FILES.iter().filter(|(name, _)| name.ends_with(".txt")) {
        let page = Path::new(name);
        let source = SourceFile::new(page.to_owned(), bytes.to_vec());
        let room = ReadingRoom::new(&store)?;
        for draft in room.embedded(source, &pictures_of(page, &pictures))? {
            commit_with(&store, &draft, &Decision::default(), embedded, |_, _| Ok(()))?;
        }
    }
    store.index_changed(&mut |_| true)?;
    store.settle();
    Ok(())
}

fn file(name: &str) -> Option<&'static [u8]> {
    SAMPLE_FILES.iter().find(|(other, _)| *other == name).map(|(_, bytes)| *bytes)
}
