//! What several tests need.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program itself.
pub fn jiuwen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jiuwen")).args(args).output().expect("the program starts")
}

/// Runs the program, expects success, and reads the JSON it prints.
#[track_caller]
pub fn json(args: &[&str]) -> serde_json::Value {
    let output = jiuwen(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}

/// The fixture page.
pub fn fixture() -> PathBuf {
    project().join("tests/fixtures/page/page.txt")
}

/// The answer to an import of these files, and how it ended; the options are those of the fixture page.
pub fn import(store: &Path, files: &[&Path]) -> (Option<i32>, serde_json::Value) {
    let mut args = vec!["import", "--store", arg(store)];
    args.extend(files.iter().map(|file| arg(file)));
    args.extend([
        "--paper",
        "鹿城民声报",
        "--date",
        "2018-11-22",
        "--page",
        "3",
        "--area",
        "330302",
        "--json",
    ]);
    let output = jiuwen(&args);
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("one JSON value"))
}

/// Takes the fixture page in.
pub fn import_fixture(store: &Path) -> serde_json::Value {
    import(store, &[&fixture()]).1
}

/// What a store is about.
pub fn archive(store: &jiuwen::store::Store) -> jiuwen::query::Archive {
    store.search(|reader, index| jiuwen::query::Archive::load(reader, index)).expect("an archive")
}

/// What passes a filter.
pub fn view(store: &jiuwen::store::Store, filter: jiuwen::query::Filter) -> jiuwen::query::View {
    let archive = std::sync::Arc::new(archive(store));
    let view = store.search(|reader, index| {
        let search = jiuwen::store::Search { reader, index, wanted: &|| true };
        jiuwen::query::View::compute(&search, &archive, jiuwen::query::Asked { filter, ..Default::default() })
    });
    view.expect("a view").expect("wanted")
}

/// A JPEG of one colour.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([180, 60, (width % 256) as u8]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("a picture");
    bytes
}
