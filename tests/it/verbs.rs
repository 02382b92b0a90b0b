//! The verbs without a window: shapes of their JSON, exit codes, where messages go.

use serde_json::Value;

use crate::support::{arg, fixture, import_fixture, jiuwen, json};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn json_has_the_promised_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let report = import_fixture(&store);
    assert_eq!(keys(&report["sources"][0]), ["articles", "path", "photos", "reason", "status", "warnings"]);
    let shown = json(&["show", "--store", arg(&store), "1", "--json"]);
    let mut expect = vec![
        "id",
        "kind",
        "kicker",
        "headline",
        "subtitle",
        "correspondents",
        "reporters",
        "photographers",
        "paragraphs",
        "incomplete",
        "places",
        "paper",
        "date",
        "page",
        "page_name",
        "source",
        "photos",
        "warnings",
        "authors",
        "continues",
        "continued_from",
    ];
    expect.sort_unstable();
    assert_eq!(keys(&shown), expect);
    assert_eq!(keys(&shown["source"]), ["encoding", "id", "name", "sha256"]);
    assert_eq!(keys(&shown["places"][0]), ["code", "name", "path"]);
    assert_eq!(
        (&shown["page"], &shown["date"], &shown["subtitle"]),
        (&3.into(), &"2018-11-22".into(), &Value::Null)
    );
    let list = json(&["list", "--store", arg(&store), "社区", "--limit", "2", "--json"]);
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(keys(&list["items"][0]), ["date", "headline", "id", "kind", "page", "snippet"]);
    let found =
        json(&["search", "--store", arg(&store), "社区 或 街道", "--kwic", "--sort", "relevance", "--json"]);
    assert_eq!(keys(&found), ["elapsed_us", "explain", "hits", "total"]);
    assert_eq!(found["explain"]["sentence"], "找有“社区”或有“街道”的文章");
    let hit = &found["hits"][0];
    assert_eq!(keys(hit), ["date", "headline", "id", "kwic", "occurrences", "page", "paper", "snippet"]);
    let marked: usize = hit["kwic"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|sentence| sentence["hits"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(hit["occurrences"], marked);
    let nothing = json(&["search", "--store", arg(&store), "没有这个词", "--json"]);
    assert_eq!(nothing["explain"]["nothing"]["words"][0]["articles"], 0);
    assert_eq!(nothing["explain"]["nothing"]["issues_held"], 1);
    let timeline = json(&["timeline", "--store", arg(&store), "--by", "month", "--json"]);
    assert_eq!(
        timeline["buckets"],
        serde_json::json!([{"from": "2018-11-01", "to": "2018-11-30", "articles": 9}])
    );
    let places = json(&["places", "--store", arg(&store), "--json"]);
    let lucheng =
        places.as_array().into_iter().flatten().find(|place| place["code"] == "330302").expect("the area");
    assert_eq!(keys(lucheng), ["articles", "code", "level", "name", "parent"]);
    assert_eq!((&lucheng["level"], &lucheng["parent"]), (&"area".into(), &"3303".into()));
}

#[test]
fn filters_narrow_every_verb_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let total = |extra: &[&str]| {
        let mut args = vec!["list", "--store", arg(&store), "--json"];
        args.extend(extra);
        json(&args)["total"].as_u64()
    };
    assert_eq!(total(&[]), Some(9));
    assert_eq!(total(&["--kind", "photo"]), Some(2));
    assert_eq!(total(&["--place", "鼓楼社区"]), Some(1));
    assert_eq!(total(&["--place", "330302"]), Some(9));
    assert_eq!(total(&["--from", "2018-11-23"]), Some(0));
    assert_eq!(total(&["--to", "2018-11-22"]), Some(9));
    assert_eq!(total(&["没有这个词"]), Some(0));
    let timeline =
        json(&["timeline", "--store", arg(&store), "--by", "day", "--place", "鼓楼社区", "--json"]);
    assert_eq!(timeline["buckets"][0]["articles"], 1);
}

#[test]
fn exit_codes_and_streams_keep_their_promise() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = fixture();
    assert_eq!(jiuwen(&["list"]).status.code(), Some(2), "wrong usage");
    assert_eq!(
        jiuwen(&["import", "--store", arg(&store), arg(&page), "--date", "2018-02-30"]).status.code(),
        Some(2)
    );
    let missing = jiuwen(&["list", "--store", arg(&store)]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(missing.stdout.is_empty() && String::from_utf8_lossy(&missing.stderr).contains("没有找到报刊库"));
    import_fixture(&store);
    let no_query = jiuwen(&["search", "--store", arg(&store), "社区 日期:去年"]);
    assert_eq!(no_query.status.code(), Some(2), "a query without a meaning is wrong usage");
    assert!(String::from_utf8_lossy(&no_query.stderr).contains("“去年”不是日期"));
    let unknown = jiuwen(&["show", "--store", arg(&store), "99", "--json"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(
        unknown.stdout.is_empty()
            && String::from_utf8_lossy(&unknown.stderr).contains("没有编号为 99 的文章")
    );
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = fixture();
    let mut args =
        vec!["import", "--store", arg(&store), arg(&page), "--dry-run", "--area", "330302", "--json"];
    let open = jiuwen(&args);
    assert_eq!(open.status.code(), Some(1), "it tells what is missing");
    assert!(String::from_utf8_lossy(&open.stderr).contains("--date"));
    args.extend(["--paper", "试刊", "--date", "2018-11-22", "--page", "3"]);
    let report = json(&args);
    assert_eq!(
        (&report["sources"][0]["status"], &report["sources"][0]["articles"]),
        (&"skipped".into(), &9.into())
    );
    assert!(!store.exists());
}

#[test]
fn a_source_comes_back_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let page = std::fs::read(fixture()).expect("a page");
    assert_eq!(jiuwen(&["source", "--store", arg(&store), "1"]).stdout, page);
}
