//! Tables that others wrote, from the test suites of their programs: none may break ours down.

use std::path::{Path, PathBuf};

use jiuwen::import::{
    Files, Habits, Layouts, ReadError, SourceFile, SourceKind, Surroundings, preview, read_document_in,
};

fn tables(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => tables(&path, found),
            false if matches!(SourceKind::of(&path), Some(SourceKind::Csv | SourceKind::Xlsx)) => {
                found.push(path)
            }
            false => {}
        }
    }
}

/// `JIUWEN_SHEETS=folder cargo test --test it of_others -- --nocapture` reads every table below a folder, of files that
/// are not ours to keep; without it, the tables of these tests.
#[test]
fn tables_of_others_are_read_or_refused_in_plain_words() {
    let own = crate::support::project().join("tests/fixtures").display().to_string();
    let folder = std::env::var("JIUWEN_SHEETS").unwrap_or(own);
    let mut paths = Vec::new();
    tables(Path::new(&folder), &mut paths);
    assert!(!paths.is_empty(), "no tables in {folder}");
    let (mut read, mut asked, mut refused) = (0, 0, 0);
    for path in &paths {
        let file = SourceFile::read(path, u64::MAX).expect("a file");
        let (habits, files, layouts) = (Habits::default(), Files::default(), Layouts::default());
        let mut said = Layouts::default();
        said.speak(Some("题名=A".to_owned()));
        let of = |layouts| Surroundings { encoding: None, habits: &habits, layouts, files: &files };
        let first = read_document_in(&file, &of(&layouts));
        if let Err(ReadError::UnknownColumns(_)) = &first {
            asked += 1;
            let looked = preview(&file, &of(&layouts));
            match (looked, read_document_in(&file, &of(&said))) {
                (Ok(preview), Ok(document)) => {
                    let items: usize = document.pages.iter().map(|page| page.reading.items.len()).sum();
                    assert!(items <= preview.count, "{}", path.display());
                    read += 1;
                }
                (looked, document) => {
                    let why = looked.err().or(document.err()).map(|error| error.to_string());
                    println!("{}: {}", path.display(), why.unwrap_or_default());
                    refused += 1;
                }
            }
            continue;
        }
        match first {
            Ok(_) => read += 1,
            Err(error) => {
                refused += 1;
                println!("{}: {error}", path.display());
            }
        }
    }
    println!("{} tables: {asked} asked for their columns, {read} read, {refused} refused", paths.len());
    assert_eq!(read + refused, paths.len());
}
