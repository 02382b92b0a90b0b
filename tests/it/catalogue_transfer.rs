//! 电子档案移交载体: the catalogue, its texts and pictures, what is missing and what is too much.

use std::path::{Path, PathBuf};

use encoding_rs::GBK;
use jiuwen::import::{Document, Habits, SheetImage, SourceFile, read_document};

use crate::support::{arg, jiuwen, json};
use crate::tables::{picture, zip_of};

const CATALOGUE: &str = "<?xml version=\"1.0\" encoding=\"GBK\"?>\n<文件目录>\n\
    <文件><顺序号>1</顺序号><档号>J001-2015-0001</档号><责任者>张骞</责任者><题名>夜校开班</题名><日期>20151209</日期>\
    <密级>公开</密级><电子档案名称>0001.txt</电子档案名称><备注>剪报</备注></文件>\n\
    <文件><顺序号>2</顺序号><档号>J001-2015-0002</档号><责任者></责任者><题名>晨光社区报第四版</题名><日期>20151209</日期>\
    <密级></密级><电子档案名称>0002.jpg</电子档案名称><备注></备注></文件>\n\
    <文件><顺序号>3</顺序号><档号>J001-2015-0003</档号><责任者></责任者><题名>食堂开张</题名><日期>20151210</日期>\
    <密级></密级><电子档案名称>0003.txt</电子档案名称><备注></备注></文件>\n</文件目录>\n";

fn carrier(folder: &Path) -> PathBuf {
    let files = folder.join("电子档案");
    std::fs::create_dir_all(files.join("J001-2015-0001")).expect("a folder");
    let page =
        "晨光社区报 2015年12月9日 第3版：社区\n\n夜校开班\n\n本报讯（记者 王波）12月8日，夜校开班了。\n";
    std::fs::write(files.join("J001-2015-0001/0001.txt"), GBK.encode(page).0).expect("a text");
    picture(&files.join("0002.jpg"), 1);
    picture(&files.join("多的.jpg"), 2);
    std::fs::write(
        folder.join("说明文件.TXT"),
        GBK.encode("移交单位：区委宣传部\r\n电子档案数量：4 件\r\n").0,
    )
    .expect("a note");
    let catalogue = folder.join("文件目录.XML");
    std::fs::write(&catalogue, GBK.encode(CATALOGUE).0).expect("a catalogue");
    catalogue
}

fn read(path: &Path) -> Document {
    let file = SourceFile::read(path, u64::MAX).expect("a file");
    read_document(&file, None, &Habits::default()).expect("it is read")
}

#[test]
fn entries_bring_their_texts_and_pictures_and_what_is_amiss_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = read(&carrier(folder.path()));
    assert_eq!((document.encoding, document.pages.len()), ("GBK", 3));
    let page = &document.pages[0].reading;
    let item = &page.items[0];
    assert_eq!((page.head.paper.as_deref(), page.head.number.as_deref()), (Some("晨光社区报"), Some("3")));
    assert_eq!((item.headline.as_str(), item.reference.as_deref()), ("夜校开班", Some("J001-2015-0001")));
    assert_eq!(item.paragraphs, ["本报讯（记者 王波）12月8日，夜校开班了。"]);
    assert!(item.people.iter().any(|person| person.name == "张骞"), "{item:?}");
    assert!(item.remarks.iter().any(|remark| remark.reason == "目录：密级：公开；备注：剪报"), "{item:?}");
    let sheet = document.pages[1].sheet.as_ref().map(|sheet| &sheet.image);
    assert!(matches!(sheet, Some(SheetImage::File(path)) if path.ends_with("0002.jpg")), "{sheet:?}");
    let told: Vec<&str> = page.remarks.iter().map(|remark| remark.reason.as_str()).collect();
    for expect in [
        "说明文件写着 4 件，文件目录里有 3 条",
        "完整性：1 条缺电子文件：第 3 行“食堂开张”",
        "完整性：1 个文件不在目录里：多的.jpg",
    ] {
        assert!(told.contains(&expect), "{expect}: {told:?}");
    }
    let parts: Vec<_> = document.parts.iter().filter_map(|path| path.file_name()).collect();
    assert_eq!(parts, ["0001.txt", "说明文件.TXT"]);
}

#[test]
fn where_a_text_and_its_catalogue_differ_a_person_looks() {
    let folder = tempfile::tempdir().expect("a folder");
    let catalogue = carrier(folder.path());
    let text = "2015年12月8日\n\n夜校今天开班\n\n本报讯（记者 王波）12月8日，夜校开班了。\n";
    std::fs::write(folder.path().join("电子档案/J001-2015-0001/0001.txt"), text).expect("a text");
    let document = read(&catalogue);
    let item = &document.pages[0].reading.items[0];
    let doubts: Vec<&str> = item.doubts().map(|doubt| doubt.reason.as_str()).collect();
    assert!(doubts.contains(&"目录的题名是“夜校开班”，文件“0001.txt”里的标题是“夜校今天开班”"), "{doubts:?}");
    assert!(doubts.contains(&"目录的日期是 2015-12-09，文件“0001.txt”里是 2015-12-08"), "{doubts:?}");
    // A text without a title has that of the catalogue.
    std::fs::write(
        folder.path().join("电子档案/J001-2015-0001/0001.txt"),
        "本报讯（记者 王波）12月8日，夜校开班了。居民都来听课。\n",
    )
    .expect("a text");
    assert_eq!(read(&catalogue).pages[0].reading.items[0].headline, "夜校开班");
}

#[test]
fn a_carrier_comes_in_as_a_whole_and_its_note_is_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("载体");
    std::fs::create_dir(&inner).expect("a folder");
    carrier(&inner);
    let store = folder.path().join("a.jiuwen");
    let args = ["import", "--store", arg(&store), arg(&inner), "--paper", "晨光社区报", "--page", "4"];
    let output = jiuwen(&[&args[..], &["--area", "330302", "--json"]].concat());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let status = |file: &str| {
        let lines = report["sources"].as_array().expect("lines");
        let line = lines.iter().find(|line| line["path"].as_str().is_some_and(|path| path.ends_with(file)));
        line.map(|line| line["status"].as_str().unwrap_or_default().to_owned())
    };
    for (file, expect) in [
        ("文件目录.XML", "imported"),
        ("说明文件.TXT", "imported"),
        ("0001.txt", "imported"),
        ("0002.jpg", "imported"),
        ("多的.jpg", "failed"),
    ] {
        assert_eq!(status(file).as_deref(), Some(expect), "{file}: {report}");
    }
    assert_eq!(json(&["list", "--store", arg(&store), "档号:J001-2015-0001", "--json"])["total"], 1);
    assert_eq!(json(&["list", "--store", arg(&store), "移交单位", "--json"])["total"], 0);
}

#[test]
fn a_carrier_in_a_zip_comes_in_as_one_in_a_folder_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("载体");
    std::fs::create_dir(&inner).expect("a folder");
    carrier(&inner);
    let names = [
        "文件目录.XML",
        "说明文件.TXT",
        "电子档案/J001-2015-0001/0001.txt",
        "电子档案/0002.jpg",
        "电子档案/多的.jpg",
    ];
    let bytes = names.map(|name| std::fs::read(inner.join(name)).expect("a file"));
    let parts: Vec<(&str, &[u8])> = names.iter().copied().zip(bytes.iter().map(Vec::as_slice)).collect();
    let zip = folder.path().join("载体.zip");
    std::fs::write(&zip, zip_of(&parts)).expect("a zip");
    let import = |path: &Path| {
        let store = folder.path().join(format!("{}.jiuwen", path.display()).replace('/', "_"));
        let args = ["import", "--store", arg(&store), arg(path), "--paper", "晨光社区报", "--page", "4"];
        jiuwen(&[&args[..], &["--area", "330302"]].concat());
        let list = json(&["list", "--store", arg(&store), "--json"]);
        let first = json(&["show", "--store", arg(&store), "1", "--json"]);
        (
            list["total"].clone(),
            first["reference"].clone(),
            first["paragraphs"].clone(),
            first["warnings"].clone(),
        )
    };
    let (in_zip, in_folder) = (import(&zip), import(&inner));
    assert_eq!(in_zip.0, 3);
    assert_eq!(in_zip, in_folder);
}
