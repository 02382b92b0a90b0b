//! Persons: who signs, whom captions name with an office, and whom names mean.

use std::path::Path;

use jiuwen::model::PersonRole;
use jiuwen::query::Filter;

use crate::support::{arg, jiuwen, json};

const FIRST: &str = "夜校开班\n本报讯（记者 王波）12月8日，东湖社区夜校开班了。\n\n读报会开张\n本报讯（记者 王波 通讯员 王博）东湖社区的读报会开张了。\n";
const SECOND: &str = "食堂开张\n本报讯（记者 王波）东湖社区的食堂开张了，居民都来吃饭。\n";

fn take_in(store: &Path, folder: &Path, name: &str, text: &str, paper: &str, date: &str) {
    let file = folder.join(name);
    std::fs::write(&file, text).expect("a file");
    let args = ["import", "--store", arg(store), arg(&file), "--paper", paper, "--date", date, "--page", "3"];
    let output = jiuwen(&[&args[..], &["--area", "330302", "--json"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Each person with articles.
fn counted(store: &Path) -> Vec<(String, u64)> {
    let rows = json(&["people", "--store", arg(store), "--json"]);
    let rows = rows.as_array().into_iter().flatten();
    let mut people: Vec<(String, u64)> = rows
        .map(|row| {
            let trend: u64 = row["trend"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|slice| slice["articles"].as_u64())
                .sum();
            assert_eq!(Some(trend), row["articles"].as_u64(), "{row}");
            (row["person"].as_str().unwrap_or_default().to_owned(), trend)
        })
        .collect();
    people.sort();
    people
}

fn run(args: &[&str]) {
    let output = jiuwen(args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn names_are_merged_and_parted_and_every_step_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.jiuwen");
    take_in(&path, folder.path(), "1.txt", FIRST, "甲报", "2015-12-09");
    take_in(&path, folder.path(), "2.txt", SECOND, "乙报", "2016-03-01");
    let store = arg(&path);
    let people = |expect: &[(&str, u64)]| {
        let expect: Vec<(String, u64)> =
            expect.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        assert_eq!(counted(&path), expect);
    };
    people(&[("王博", 1), ("王波", 3)]);
    run(&["people", "part", "--store", store, "--paper", "乙报", "王波", "王波（乙报）"]);
    people(&[("王博", 1), ("王波", 2), ("王波（乙报）", 1)]);
    run(&["people", "merge", "--store", store, "王博", "王波"]);
    people(&[("王波", 2), ("王波（乙报）", 1)]);
    run(&["people", "merge", "--store", store, "王波（乙报）", "王波"]);
    people(&[("王波", 3)]);
    run(&["people", "undo", "--store", store]);
    run(&["people", "undo", "--store", store]);
    people(&[("王博", 1), ("王波", 2), ("王波（乙报）", 1)]);
    run(&["people", "redo", "--store", store]);
    people(&[("王波", 2), ("王波（乙报）", 1)]);
    run(&["people", "undo", "--store", store]);
    run(&["people", "undo", "--store", store]);
    people(&[("王博", 1), ("王波", 3)]);
    run(&["people", "merge", "--store", store, "王博", "王波"]);
    for name in ["王波", "王博"] {
        let asked = json(&["list", "--store", store, "--json"]);
        assert_eq!(asked["total"], 3);
        let store = jiuwen::store::Store::open(&path).expect("a store");
        let people =
            vec![(PersonRole::Reporter, name.to_owned()), (PersonRole::Correspondent, name.to_owned())];
        let view = crate::support::view(&store, Filter { people, ..Filter::default() });
        assert_eq!(view.total, 3, "a filter by either name has all articles of the person");
    }
    run(&["people", "undo", "--store", store]);
    let nothing = jiuwen(&["people", "undo", "--store", store]);
    assert_eq!(nothing.status.code(), Some(1));
    let same = jiuwen(&["people", "merge", "--store", store, "王波", "王波"]);
    assert_eq!(same.status.code(), Some(1), "nothing would change");
}
