//! The verbs that edit the list of places, and the list as a file.

use crate::support::{arg, import_fixture, jiuwen, json};

/// The places of the fixture page with counts, by name.
fn counted(store: &str, name: &str) -> Option<(String, u64)> {
    let rows = json(&["places", "--store", store, "--name", name, "--json"]);
    let row = rows.as_array().into_iter().flatten().find(|row| row["name"] == name)?.clone();
    Some((row["code"].as_str()?.to_owned(), row["articles"].as_u64()?))
}

/// The two communities that most articles of the fixture name.
fn two(store: &str) -> [(String, String, u64); 2] {
    let rows = json(&["places", "--store", store, "--json"]);
    let mut rows: Vec<(String, String, u64)> = rows
        .as_array()
        .into_iter()
        .flatten()
        .filter(|row| row["level"] == "community")
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            (text("code"), text("name"), row["articles"].as_u64().unwrap_or_default())
        })
        .collect();
    rows.sort_by_key(|(code, _, count)| (std::cmp::Reverse(*count), code.clone()));
    let [first, second, ..] = rows.as_slice() else { unreachable!("two communities") };
    [first.clone(), second.clone()]
}

#[test]
fn places_are_merged_renamed_and_given_names_and_every_step_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.jiuwen");
    let store = arg(&path);
    import_fixture(&path);
    let [(one, first, of_first), (other, second, of_second)] = two(store);
    let edit = |args: &[&str]| {
        let mut all = vec!["places", args[0], "--store", store, "--json"];
        all.extend(&args[1..]);
        json(&all)
    };
    edit(&["merge", &other, &one]);
    assert_eq!(counted(store, &second), None, "what is merged has no row of its own");
    let both = counted(store, &first).expect("a row").1;
    assert!(both >= of_first.max(of_second) && both <= of_first + of_second);
    edit(&["undo"]);
    assert_eq!(counted(store, &second), Some((other.clone(), of_second)));
    edit(&["redo"]);
    assert_eq!(counted(store, &second), None);
    edit(&["undo"]);

    edit(&["rename", &one, "新名社区"]);
    assert_eq!(
        counted(store, "新名社区"),
        Some((one.clone(), of_first)),
        "the former name is found as before"
    );
    edit(&["undo"]);
    edit(&["withdraw", &one]);
    assert_eq!(counted(store, &first), None);
    edit(&["undo"]);
    assert_eq!(counted(store, &first), Some((one.clone(), of_first)));

    let refused = edit(&["refuse", "--paper", "鹿城民声报", &one, &first]);
    assert_eq!(refused["articles"].as_u64(), Some(of_first), "all likes of the paper follow");
    assert_eq!(counted(store, &first), Some((one.clone(), 0)));
    edit(&["undo"]);
    assert_eq!(counted(store, &first), Some((one.clone(), of_first)));

    let wrong = jiuwen(&["places", "merge", "--store", store, &one, &one]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("同一级"));
}

#[test]
fn a_new_name_is_shown_before_it_is_found_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.jiuwen");
    let store = arg(&path);
    import_fixture(&path);
    let [(code, _, before), _] = two(store);
    let mut alias = vec!["places", "alias", "--store", store, "--json"];
    let words = "居民";
    let preview = json(&[&alias[..], &["--preview", &code, words]].concat());
    let articles = preview["articles"].as_u64().expect("a count");
    let already = preview["already"].as_u64().expect("a count");
    assert!(articles > already, "{preview}");
    let first = &preview["examples"][0];
    assert!(first["sentence"].as_str().is_some_and(|sentence| sentence.contains(words)), "{preview}");
    alias.extend([code.as_str(), words]);
    json(&alias);
    let rows = json(&["places", "--store", store, "--in", &code, "--json"]);
    assert_eq!(rows[0]["articles"].as_u64(), Some(before + articles - already));
}

#[test]
fn a_list_is_exported_and_another_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.jiuwen");
    let (store, file) = (arg(&path), folder.path().join("list.csv"));
    import_fixture(&path);
    let [(one, _, _), (other, second, _)] = two(store);
    json(&["places", "rename", "--store", store, "--json", &one, "人定社区"]);
    let export = jiuwen(&["gazetteer", "export", "--store", store, arg(&file)]);
    assert!(export.status.success());
    let same = json(&["gazetteer", "import", "--store", store, arg(&file), "--json"]);
    for what in ["added", "renamed", "names", "missing", "conflicts"] {
        assert_eq!(same[what].as_array().map(Vec::len), Some(0), "{what}: {same}");
    }
    let text = std::fs::read_to_string(&file).expect("a table");
    assert!(text.contains("人定社区") && text.starts_with('\u{feff}'));

    // Another list: a place more, one of another name, and another opinion of what a person renamed.
    let street: String = one.chars().take(9).collect();
    let list = format!(
        "{street}777,新添社区居民委员会\n{one},别的社区居民委员会\n{other},改了社区居民委员会\n999,x\n"
    );
    std::fs::write(&file, list).expect("a file");
    let shown = json(&["gazetteer", "import", "--store", store, arg(&file), "--json"]);
    let count = |what: &str| shown[what].as_array().map(Vec::len);
    assert_eq!(
        (count("added"), count("renamed"), count("conflicts")),
        (Some(1), Some(1), Some(1)),
        "{shown}"
    );
    assert!(count("missing") > Some(10) && count("unread") == Some(1));
    assert_eq!(counted(store, "新添社区"), None, "it only shows");
    json(&["gazetteer", "import", "--store", store, arg(&file), "--apply", "--json"]);
    assert_eq!(counted(store, "新添社区"), Some((format!("{street}777"), 0)));
    assert_eq!(counted(store, "改了社区").map(|(code, _)| code), Some(other));
    assert!(counted(store, "人定社区").is_some() && counted(store, "别的社区").is_none());
    json(&["places", "undo", "--store", store, "--json"]);
    assert!(counted(store, &second).is_some() && counted(store, "新添社区").is_none());
}
