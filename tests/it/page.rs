//! A whole page against what a careful reader makes of it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::support::{arg, import_fixture, json, project};

const FIELDS: [&str; 9] = [
    "kind",
    "kicker",
    "headline",
    "subtitle",
    "correspondents",
    "reporters",
    "photographers",
    "paragraphs",
    "incomplete",
];

/// Every item of the store equals the truth in every field; places hold at least those of the truth.
fn check_store(store: &Path, truth: &Path) {
    let truth: Vec<Value> = serde_json::from_slice(&std::fs::read(truth).expect("a truth")).expect("JSON");
    let list = json(&["list", "--store", arg(store), "--limit", "1000", "--json"]);
    assert_eq!(list["total"], truth.len());
    let items = list["items"].as_array().expect("items");
    for (item, truth) in items.iter().zip(&truth) {
        let shown = json(&["show", "--store", arg(store), &item["id"].to_string(), "--json"]);
        for field in FIELDS {
            assert_eq!(shown[field], truth[field], "{field} of {}", truth["headline"]);
        }
        let names = |places: &Value, key: Option<&str>| -> BTreeSet<String> {
            let name = |place: &Value| key.map_or(place, |key| &place[key]).as_str().map(str::to_owned);
            places.as_array().into_iter().flatten().filter_map(name).collect()
        };
        let (found, wanted) = (names(&shown["places"], Some("name")), names(&truth["places"], None));
        let rubbish: Vec<&String> = found.difference(&wanted).filter(|name| !name.ends_with('省')).collect();
        assert!(found.is_superset(&wanted), "{}: found {found:?}, wanted {wanted:?}", truth["headline"]);
        assert!(rubbish.is_empty(), "{}: {rubbish:?}", truth["headline"]);
        if truth["incomplete"] == true {
            let warnings = shown["warnings"].as_array().expect("warnings");
            assert!(
                warnings.iter().any(|warning| warning["field"] == "body"),
                "an incomplete article is a doubt"
            );
        }
        if truth["kind"] == "photo" {
            let caption: Vec<&str> =
                truth["paragraphs"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert_eq!(shown["photos"][0]["caption"], caption.join("\n"));
            assert_eq!(shown["photos"][0]["photographer"], truth["photographers"][0]);
        }
    }
}

#[test]
fn our_page_is_read_as_a_careful_reader_reads_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let report = import_fixture(&store);
    assert_eq!(report["sources"][0]["status"], "imported");
    assert_eq!(report["sources"][0]["articles"], 9);
    check_store(&store, &project().join("tests/fixtures/page/truth.json"));
}

/// The seed page is not part of the project: it is checked where it lies beside it.
#[test]
fn the_seed_page_is_read_as_a_careful_reader_reads_it() {
    let seed = project().join("../shared/seed");
    if !seed.exists() {
        eprintln!("no seed page beside the project: nothing checked");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = seed.join("page.txt");
    json(&[
        "import",
        "--store",
        arg(&store),
        arg(&page),
        "--paper",
        "平顶山日报",
        "--date",
        "2015-12-09",
        "--page",
        "7",
        "--area",
        "410403",
        "--json",
    ]);
    check_store(&store, &seed.join("truth.json"));
}
