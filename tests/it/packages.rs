//! 期包: an issue written out of one store and taken into another.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use jiuwen::jobs::{Cancel, Request, Unseen, export_issue, import_files};
use jiuwen::model::{ArticleId, Date, Element, Intake, PhotoNote, PlaceCode, Status};
use jiuwen::store::Store;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::content::{check_same, content, rows};
use crate::support::{arg, jiuwen, jpeg, project};

const PAPER: &str = "鹿城民声报";
const DAY: Date = Date::constant(2018, 11, 22);

/// What persons set down, and what the other tables of [`content`] do not hold.
const DESK: [&str; 5] = [
    "SELECT caption, quarters FROM photo_turn JOIN photo ON photo.id = photo_id ORDER BY 1",
    "SELECT caption, name, x, y FROM photo_point JOIN photo ON photo.id = photo_id ORDER BY 1, 2",
    "SELECT caption, element, words FROM photo_element JOIN photo ON photo.id = photo_id ORDER BY 1, 2",
    "SELECT page.number, sheet, hex(sha256) FROM facsimile JOIN page ON page.id = page_id
     JOIN source ON source.id = source_id ORDER BY 1",
    "SELECT value FROM meta WHERE key = 'area'",
];

/// A store with an issue of two pages: one with two versions, pictures, a scan, and what persons set down.
fn archive(folder: &Path) -> PathBuf {
    let store = folder.join("甲.jiuwen");
    let pages = folder.join("交来");
    std::fs::create_dir(&pages).expect("a folder");
    let text = std::fs::read_to_string(project().join("tests/fixtures/page/page.txt")).expect("a page");
    let other =
        "夜校开班\n\n本报讯（记者 李博）11月20日，五马街道的社区夜校开班了。\n\n图为开班现场。李博 摄\n";
    for (name, bytes) in [
        ("3.txt", text.into_bytes()),
        ("3_图1.jpg", jpeg(300, 200)),
        ("4.txt", other.into()),
        ("4_图1.jpg", jpeg(200, 300)),
        ("4.png", scan()),
    ] {
        std::fs::write(pages.join(name), bytes).expect("a file");
    }
    let take = |file: &str, page: &str, more: &[&str]| {
        let path = pages.join(file);
        let day = DAY.to_string();
        let mut args = vec!["import", "--store", arg(&store), arg(&path), "--paper", PAPER, "--date", &day];
        args.extend(["--page", page, "--area", "330302"]);
        args.extend(more);
        let output = jiuwen(&args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    take("3.txt", "3", &[]);
    take("4.txt", "4", &[]);
    // Another reading of the fourth page, which waits for a person to choose it.
    std::fs::write(pages.join("4改.txt"), "夜校开班\n\n本报讯（记者 李博）五马街道的社区夜校开了班。\n")
        .expect("a page");
    take("4改.txt", "4", &[]);
    let opened = Store::open(&store).expect("a store");
    let photos = |article| opened.read(|r| r.article_photos(ArticleId(article))).expect("photos");
    let articles = opened.read(|r| r.articles_shown()).expect("articles");
    let photo =
        articles.iter().flat_map(|id| photos(id.0)).find(|photo| photo.source.is_some()).expect("a photo");
    let notes = [
        PhotoNote::Turn(1),
        PhotoNote::Point("李博".to_owned(), Some([0.25, 0.5])),
        PhotoNote::Element(Element::Event, "开班".to_owned().into()),
    ];
    opened.write(|w| notes.iter().try_for_each(|note| w.note_photo(photo.id, note))).expect("notes");
    store
}

/// A picture as high as the scan of a page.
fn scan() -> Vec<u8> {
    let mut bytes = Vec::new();
    let shade = |x: u32, y: u32| image::Luma([((x ^ y) % 256) as u8]);
    let picture = image::GrayImage::from_fn(800, 1200, shade);
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a picture");
    bytes
}

fn take_in(store: &Path, files: &[PathBuf], unseen: Unseen) -> Vec<Intake> {
    let opened = Store::open_or_create(store).expect("a store");
    let request = Request { paths: files.to_vec(), unseen, ..Request::default() };
    let run = import_files(&opened, &request, &Cancel::default(), |_| {}).expect("an import");
    opened.read(|r| r.report(run)).expect("a report")
}

fn all(store: &Path) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = content(store);
    all.retain(|sql, _| !sql.contains("FROM import_file"));
    all.extend(rows(store, &DESK));
    all
}

#[test]
fn an_issue_comes_into_an_empty_store_as_it_was_and_goes_out_again_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = archive(folder.path());
    let package = folder.path().join("期.zip");
    let args =
        ["export", "--store", arg(&first), "--as", "package", "--date", "2018-11-22", "--out", arg(&package)];
    let output = jiuwen(&args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("《鹿城民声报》2018-11-22：2 版"));
    let held = all(&first);
    assert!(
        DESK.iter().all(|sql| !held[sql].is_empty()),
        "the sample has something of everything: {held:#?}"
    );
    // Nobody is asked: it was looked at before it was handed over.
    let second = folder.path().join("乙.jiuwen");
    let report = take_in(&second, std::slice::from_ref(&package), Unseen::None);
    assert!(report.iter().all(|line| line.status == Status::Imported), "{report:#?}");
    check_same(&all(&second), &held);
    let again = folder.path().join("又.zip");
    let store = Store::open(&second).expect("a store");
    export_issue(&store, PAPER, DAY, &again).expect("a package");
    assert!(std::fs::read(&again).expect("bytes") == std::fs::read(&package).expect("bytes"));
    // A second time it is known, and unpacked into a folder too.
    let report = take_in(&second, std::slice::from_ref(&again), Unseen::None);
    assert_eq!(report[0].status, Status::Skipped, "{report:#?}");
}

#[test]
fn an_issue_that_the_store_holds_otherwise_waits_for_a_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = archive(folder.path());
    let package = folder.path().join("期.zip");
    export_issue(&Store::open(&first).expect("a store"), PAPER, DAY, &package).expect("a package");
    let second = folder.path().join("乙.jiuwen");
    let text = "鹿城民声报 2018年11月22日 第4版\n\n夜校开班\n\n本报讯（记者 李博）五马街道的夜校开班。\n";
    let page = folder.path().join("四.txt");
    std::fs::write(&page, text).expect("a page");
    take_in(&second, &[page], Unseen::Decided);
    let report = take_in(&second, &[package], Unseen::None);
    let own = report.iter().find(|line| line.path.ends_with("issue.json")).expect("a line");
    assert_eq!(own.status, Status::Waiting, "{report:#?}");
}

/// A year of a daily: `JIUWEN_PACKAGE_ISSUES=336`; a few issues where nothing is said.
#[test]
fn all_issues_handed_over_one_by_one_give_the_same_store() {
    let issues =
        std::env::var("JIUWEN_PACKAGE_ISSUES").ok().and_then(|count| count.parse().ok()).unwrap_or(3);
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("甲.jiuwen"), folder.path().join("乙.jiuwen"));
    let area = PlaceCode::parse("330302").expect("a code");
    let places = jiuwen::jobs::places_of_area(area).expect("the list");
    let store = Store::open_or_create(&first).expect("a store");
    store.write(|w| w.set_area(area, &places)).expect("an area");
    drop(store);
    let texts = folder.path().join("文字稿");
    crate::generate::folder(&texts, issues * 4);
    take_in(&first, &[texts], Unseen::Decided);
    let out = folder.path().join("期包");
    let output = jiuwen(&["export", "--store", arg(&first), "--out", arg(&out)]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_dir(&out).expect("packages").count(), issues);
    let report = take_in(&second, &[out], Unseen::None);
    assert!(report.iter().all(|line| line.status == Status::Imported), "{report:#?}");
    let held = all(&first);
    let articles = held.iter().find(|(sql, _)| sql.contains("FROM article JOIN")).expect("articles").1.len();
    println!("{issues} issues, {articles} articles");
    check_same(&all(&second), &held);
}

/// The entries of a package, changed by `change`, as a package again.
fn changed(package: &Path, to: &Path, change: impl Fn(&str, &mut Vec<u8>)) {
    let mut archive = ZipArchive::new(Cursor::new(std::fs::read(package).expect("bytes"))).expect("a zip");
    let mut writer = ZipWriter::new(std::fs::File::create(to).expect("a file"));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        change(&name, &mut bytes);
        writer.start_file(name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(&bytes).expect("bytes");
    }
    writer.finish().expect("a zip");
}

/// A package with a changed `issue.json` or file is refused with these words, and nothing of it comes in.
#[track_caller]
fn check_refused(change: impl Fn(&str, &mut Vec<u8>), words: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let (package, bad) = (folder.path().join("期.zip"), folder.path().join("坏.zip"));
    export_issue(&Store::open(&archive(folder.path())).expect("a store"), PAPER, DAY, &package)
        .expect("a package");
    changed(&package, &bad, change);
    let second = folder.path().join("乙.jiuwen");
    let report = take_in(&second, &[bad], Unseen::Decided);
    let reasons: Vec<&str> = report.iter().filter_map(|line| line.reason.as_deref()).collect();
    assert!(reasons.iter().any(|reason| reason.contains(words)), "{reasons:?}");
    assert!(report.iter().all(|line| line.status != Status::Imported), "{report:#?}");
    assert_eq!(all(&second).values().map(Vec::len).sum::<usize>(), 0);
}

fn replace(bytes: &mut Vec<u8>, from: &str, to: &str) {
    *bytes = String::from_utf8(bytes.clone()).expect("text").replace(from, to).into_bytes();
}

#[test]
fn a_package_that_was_changed_on_its_way_is_refused_whole() {
    check_refused(
        |name, bytes| {
            if name.ends_with("4.txt") {
                bytes.push(b' ')
            }
        },
        "与登记的校验码不符",
    );
}

#[test]
fn a_package_of_a_later_program_or_of_no_program_is_refused() {
    let json = |from: &'static str, to: &'static str| {
        move |name: &str, bytes: &mut Vec<u8>| {
            if name == "issue.json" {
                replace(bytes, from, to)
            }
        }
    };
    check_refused(json("\"version\": 1,", "\"version\": 2,"), "新版程序导出的（版本 2");
    check_refused(json("jiuwen-issue", "other"), "format 应是 jiuwen-issue");
    check_refused(json("\"path\": \"files/", "\"path\": \"../files/"), "不在包里");
    check_refused(json("\"path\": \"files/", "\"path\": \"/files/"), "不在包里");
    check_refused(json("\"path\": \"files/", "\"path\": \"gone/"), "没有这个文件");
    check_refused(json("{", "["), "读不懂");
}

/// Whether a value is as a JSON Schema says: the words of it that ours uses (draft 2020-12).
fn check_schema(value: &Value, schema: &Value, root: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").expect("a definition");
        return check_schema(value, &root["$defs"][name], root, at);
    }
    if let Some(types) = schema.get("type") {
        let is = |name: &str| match name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            _ => name == "null" && value.is_null(),
        };
        let named = match types {
            Value::Array(all) => all.iter().filter_map(Value::as_str).any(is),
            other => is(other.as_str().expect("a type")),
        };
        assert!(named, "{at}: {value} is no {types}");
    }
    if let Some(values) = schema["enum"].as_array() {
        assert!(values.contains(value), "{at}: {value} is none of {values:?}");
    }
    if let Some(object) = value.as_object() {
        let properties = schema["properties"].as_object().expect("properties");
        for (key, value) in object {
            let schema = properties.get(key);
            assert!(schema.is_some(), "{at}: the schema does not know {key}");
            check_schema(value, schema.expect("a schema"), root, &format!("{at}.{key}"));
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(object.contains_key(key), "{at}: {key} is required");
        }
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(schema) = schema.get("items") {
            check_schema(value, schema, root, &format!("{at}[{index}]"));
        }
    }
}

#[test]
fn what_is_written_is_as_the_schema_in_the_readme_says() {
    let readme = std::fs::read_to_string(project().join("README.md")).expect("the readme");
    let schema = readme.split("```json\n").find(|part| part.contains("jiuwen-issue")).expect("a schema");
    let schema: Value = serde_json::from_str(schema.split("```").next().expect("its end")).expect("JSON");
    let folder = tempfile::tempdir().expect("a folder");
    let package = folder.path().join("期.zip");
    export_issue(&Store::open(&archive(folder.path())).expect("a store"), PAPER, DAY, &package)
        .expect("a package");
    let mut archive = ZipArchive::new(std::fs::File::open(&package).expect("a file")).expect("a zip");
    let issue: Value =
        serde_json::from_reader(archive.by_name("issue.json").expect("an entry")).expect("JSON");
    check_schema(&issue, &schema, &schema, "issue");
    let refused =
        std::panic::catch_unwind(|| check_schema(&serde_json::json!({}), &schema, &schema, "empty"));
    assert!(refused.is_err(), "the check itself can fail");
}
