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

/// The fixture page's options, and the answer to its import.
pub fn import_fixture(store: &Path) -> serde_json::Value {
    let page = project().join("tests/fixtures/page/page.txt");
    json(&[
        "import",
        "--store",
        arg(store),
        arg(&page),
        "--paper",
        "鹿城民声报",
        "--date",
        "2018-11-22",
        "--page",
        "3",
        "--area",
        "330302",
        "--json",
    ])
}
