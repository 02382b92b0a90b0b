//! Bad input: a plain Chinese message, no panic, no hang, nothing lost.

use std::io::Write;
use std::path::Path;

use crate::support::{arg, fixture, import, import_fixture, jiuwen, json, project};

/// Imports one bad file together with a good one: the bad one fails with a message, the good one is in.
#[track_caller]
fn check(name: &str, write: impl FnOnce(&Path), expect: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = folder.path().join(name);
    write(&bad);
    let store = folder.path().join("a.jiuwen");
    let good = fixture();
    let (code, report) = import(&store, &[&bad, &good]);
    assert_eq!(code, Some(1), "some of it failed");
    let line = |path: &Path| {
        let lines = report["sources"].as_array().expect("lines");
        lines.iter().find(|line| line["path"] == arg(path)).expect("a line for the file").clone()
    };
    let failed = line(&bad);
    assert_eq!(failed["status"], "failed", "{failed}");
    let reason = failed["reason"].as_str().expect("a reason");
    assert!(reason.contains(expect), "{reason}");
    assert_eq!(line(&good)["status"], "imported");
}

fn put(bytes: &[u8]) -> impl FnOnce(&Path) {
    move |path| std::fs::write(path, bytes).expect("a file")
}

#[test]
fn an_empty_file() {
    check("empty.txt", put(b""), "文件是空的");
    check("blank.txt", put("\r\n　\r\n".as_bytes()), "文件是空的");
}

#[test]
fn a_picture_renamed_txt() {
    let png = std::fs::read(project().join("assets/icon/jiuwen-32.png")).expect("a picture");
    check("picture.txt", put(&png), "图片（PNG）");
}

#[test]
fn a_file_of_200_megabytes_in_one_line() {
    check(
        "large.txt",
        |path| {
            let mut file = std::fs::File::create(path).expect("a file");
            let chunk = "社".repeat(1 << 18);
            for _ in 0..(200 << 20) / chunk.len() + 1 {
                file.write_all(chunk.as_bytes()).expect("room on the disk");
            }
        },
        "文件太大（200 MB",
    );
}

#[test]
fn a_line_that_is_no_paragraph() {
    check("line.txt", put("社".repeat(300_000).as_bytes()), "第 1 行有 300000 个字");
}

#[test]
fn bytes_that_no_encoding_explains() {
    let noise: Vec<u8> =
        (0..6000u32).map(|i| u8::try_from(i * 7919 % 251).expect("under 251") | 0x80).collect();
    check("noise.txt", put(&noise), "认不出来");
}

#[test]
fn a_few_invalid_bytes_are_told_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let mut page = std::fs::read(fixture()).expect("a page");
    let at = page
        .windows(3)
        .position(|bytes| bytes == "，".as_bytes() || bytes == "。".as_bytes())
        .expect("a mark");
    page.insert(at, 0xff);
    let file = folder.path().join("damaged.txt");
    std::fs::write(&file, &page).expect("a file");
    let (_, report) = import(&store, &[&file]);
    assert_eq!(report["sources"][0]["status"], "imported", "{report}");
    assert!(report["sources"][0]["warnings"].as_u64() > Some(0));
    assert_eq!(
        jiuwen(&["source", "--store", arg(&store), "1"]).stdout,
        page,
        "the original is kept byte for byte"
    );
}

#[test]
fn a_damaged_picture_leaves_its_photo_without_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = folder.path().join("报_20181122_03.txt");
    std::fs::copy(fixture(), &page).expect("a page");
    let picture = std::fs::read(project().join("assets/icon/jiuwen-256.png")).expect("a picture");
    std::fs::write(folder.path().join("报_20181122_03_图1.png"), &picture[..picture.len() / 2])
        .expect("half a picture");
    std::fs::write(folder.path().join("报_20181122_03_图2.png"), &picture).expect("a picture");
    let args = [
        "import",
        "--store",
        arg(&store),
        arg(folder.path()),
        "--paper",
        "试刊",
        "--area",
        "330302",
        "--json",
    ];
    let output = jiuwen(&args);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let statuses: Vec<&str> = report["sources"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| line["status"].as_str())
        .collect();
    assert_eq!(statuses.iter().filter(|status| **status == "imported").count(), 2, "{report}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("图片打不开"));
}

#[test]
fn two_pictures_of_one_number_are_not_both_said_to_be_stored() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = folder.path().join("报_20181122_03.txt");
    std::fs::copy(fixture(), &page).expect("a page");
    for (name, icon) in [("图1.png", "jiuwen-32.png"), ("1.png", "jiuwen-64.png")] {
        let picture = project().join("assets/icon").join(icon);
        std::fs::copy(picture, folder.path().join(format!("报_20181122_03_{name}"))).expect("a picture");
    }
    let (code, report) = import(&store, &[folder.path()]);
    assert_eq!(code, Some(1), "{report}");
    let lines = report["sources"].as_array().expect("lines");
    assert_eq!(lines.iter().filter(|line| line["status"] == "imported").count(), 2, "{report}");
    // The page is known now: its pictures are told of all the same.
    let (_, again) = import(&store, &[folder.path()]);
    assert_eq!(again["sources"].as_array().map(Vec::len), Some(3), "{again}");
}

#[test]
fn stores_that_are_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = fixture();
    let text = folder.path().join("text.jiuwen");
    std::fs::write(&text, "这不是报刊库".repeat(100)).expect("a file");
    for (store, expect) in
        [(text.as_path(), "不是报刊库文件"), (Path::new("/proc/none/a.jiuwen"), "不能写入")]
    {
        let output = jiuwen(&["import", "--store", arg(store), arg(&page)]);
        assert_eq!(output.status.code(), Some(1));
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains(expect), "{message}");
    }
    assert_eq!(std::fs::read(&text).expect("a file"), "这不是报刊库".repeat(100).as_bytes());
}

#[cfg(unix)]
#[test]
fn a_store_in_a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let closed = folder.path().join("closed");
    std::fs::create_dir(&closed).expect("a folder");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o555)).expect("closed");
    let store = closed.join("a.jiuwen");
    if std::fs::write(closed.join("probe"), b"").is_ok() {
        // root may write anywhere; /proc in stores_that_are_none stands for it there.
        return;
    }
    let output = jiuwen(&["import", "--store", arg(&store), arg(&fixture())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("不能写入"));
}

#[test]
fn paths_that_lead_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let other = folder.path().join("文档.docx");
    std::fs::write(&other, b"x").expect("a file");
    for (path, expect) in [(folder.path().join("none.txt"), "没有这个文件"), (other, "不认识的文件类型")]
    {
        let output = jiuwen(&["import", "--store", arg(&store), arg(&path), "--json"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(expect), "{expect}");
    }
}

#[test]
fn importing_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    import_fixture(&store);
    let again = import_fixture(&store);
    assert_eq!(again["sources"][0]["status"], "skipped");
    assert!(again["sources"][0]["reason"].as_str().is_some_and(|reason| reason.contains("一字不差")));
    assert_eq!(json(&["list", "--store", arg(&store), "--json"])["total"], 9);
}
