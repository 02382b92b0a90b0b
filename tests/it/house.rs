//! The house rules of DESIGN.md, read off the source.

use std::path::{Path, PathBuf};

use crate::support::project;

/// Every Rust file below a folder of src, with its text up to its own tests.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    walk(&project().join("src").join(folder), &mut found);
    assert!(!found.is_empty(), "{folder}");
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("source");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            found.push((path, code));
        }
    }
}

/// Code without its comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"))
}

#[track_caller]
fn forbid(folder: &str, words: &[&str]) {
    for (path, text) in sources(folder) {
        for line in code_lines(&text) {
            for word in words {
                assert!(!line.contains(word), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn nothing_imports_upwards() {
    const ORDER: [&str; 10] =
        ["model", "text", "import", "store", "query", "print", "jobs", "ui", "app", "cli"];
    for (at, module) in ORDER.iter().enumerate() {
        let above: Vec<String> = ORDER[at + 1..].iter().map(|name| format!("crate::{name}")).collect();
        forbid(module, &above.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn model_and_text_stand_alone() {
    let others = ["crate::import", "crate::store", "crate::query", "rusqlite", "egui", "std::fs"];
    forbid("model", &others);
    forbid("model", &["crate::text"]);
    forbid("text", &others);
}

#[test]
fn import_knows_no_store() {
    forbid("import", &["crate::store", "rusqlite", "egui"]);
}

#[test]
fn the_ui_draws_and_does_nothing_else() {
    forbid("ui", &["crate::store", "crate::jobs", "std::fs", "std::thread", "rusqlite", "rfd::"]);
}

#[test]
fn only_the_store_speaks_sql() {
    for folder in ["model", "text", "import", "query", "print", "jobs", "ui", "app", "cli"] {
        forbid(folder, &["rusqlite::", "SELECT ", "INSERT ", "DELETE FROM"]);
    }
}

#[test]
fn jobs_know_no_screen() {
    forbid("jobs", &["egui", "eframe"]);
}

#[test]
fn the_window_keeps_no_shared_state() {
    forbid("app", &["RwLock", "Mutex"]);
    forbid("ui", &["RwLock", "Mutex"]);
}

#[test]
fn the_words_of_the_window_live_in_one_file() {
    for folder in ["ui", "app"] {
        for (path, text) in sources(folder) {
            if path.ends_with("strings.rs") || path.parent().is_some_and(|folder| folder.ends_with("strings"))
            {
                continue;
            }
            for line in code_lines(&text) {
                let code = line.split("//").next().unwrap_or_default();
                let han = code.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(!han, "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn colours_live_in_the_theme() {
    for (path, text) in sources("ui") {
        if path.ends_with("theme.rs") {
            continue;
        }
        for line in code_lines(&text) {
            let paints = ["Color32::from_", "Color32::WHITE", "Color32::RED", "Color32::GRAY"];
            assert!(!paints.iter().any(|paint| line.contains(paint)), "{}: {line}", path.display());
        }
    }
}

#[test]
fn statements_of_three_lines_live_in_sql() {
    for (path, text) in sources("store") {
        for literal in text.split('"').skip(1).step_by(2) {
            let sql = ["SELECT", "INSERT", "UPDATE", "DELETE"].iter().any(|verb| literal.starts_with(verb));
            assert!(!sql || literal.lines().count() < 3, "{}: {literal}", path.display());
        }
    }
}

#[test]
fn files_stay_readable() {
    for (path, _) in sources("") {
        let lines = std::fs::read_to_string(&path).expect("source").lines().count();
        assert!(lines <= 500, "{}: {lines} lines", path.display());
    }
}
