//! Catalogues beside pictures: what their rows become, which picture goes where, and why.

use std::path::Path;

use encoding_rs::{GBK, UTF_16LE};
use jiuwen::import::{
    Columns, Document, Files, Habits, Layouts, Meaning, ReadError, SheetImage, SourceFile, Surroundings,
    read_document_in,
};
use jiuwen::model::{Item, ItemKind, PersonRole};

use crate::support::{arg, jiuwen, json};
use crate::tables::{Cell, picture, text, xlsx};

/// Reads a file where it lies.
fn read(path: &Path, layouts: &Layouts) -> Result<Document, ReadError> {
    let file = SourceFile::read(path, u64::MAX)?;
    let (habits, files) = (Habits::default(), Files::default());
    read_document_in(&file, &Surroundings { encoding: None, habits: &habits, layouts, files: &files })
}

fn read_text(folder: &Path, csv: &str) -> Document {
    let path = folder.join("目录.csv");
    std::fs::write(&path, csv).expect("a catalogue");
    read(&path, &Layouts::default()).expect("it is read")
}

fn items(document: &Document) -> Vec<&Item> {
    document.pages.iter().flat_map(|page| &page.reading.items).collect()
}

fn doubts(document: &Document) -> Vec<String> {
    let of_items = items(document).into_iter().flat_map(|item| &item.remarks);
    let of_pages = document.pages.iter().flat_map(|page| &page.reading.remarks);
    of_items.chain(of_pages).filter(|remark| remark.doubt).map(|remark| remark.reason.clone()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

const PHOTOS: &str = "晨光区档案馆照片目录,,,,,,,\n\
    档号,题名,摄影者,拍摄时间,报纸名称,版次,文字说明,密级\n\
    J001-2015-D30-0012,夜校开班,王波,2015年12月9日,晨光社区报,第3版：社区,居民在安培社区夜校里上课,公开\n\
    J001-2015-D30-0013,食堂开张,\"李敏、张倩\",20151209,晨光社区报,3,老人在食堂里吃饭。,\n\
    J001-2015-D30-0014,书屋上新,,2015.12.10,晨光社区报,1,,内部\n";

#[test]
fn rows_become_photos_of_the_pages_they_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for picture_name in
        ["J001-2015-D30-0012.jpg", "J001-2015-D30-0013-001.JPG", "Ｊ001_2015_D30_0013_002.png"]
    {
        picture(&folder.path().join(picture_name), 1);
    }
    picture(&folder.path().join("J001-2015-D30-0014/正面.jpg"), 2);
    picture(&folder.path().join("别的.jpg"), 3);
    let document = read_text(folder.path(), PHOTOS);
    let heads: Vec<_> = document.pages.iter().map(|page| &page.reading.head).collect();
    assert_eq!(heads.len(), 2);
    assert_eq!(heads[0].paper.as_deref(), Some("晨光社区报"));
    assert_eq!((heads[0].number.as_deref(), heads[0].name.as_deref()), (Some("3"), Some("社区")));
    assert_eq!(
        heads[0].date.as_ref().map(|date| (date.date.to_string(), date.given)),
        Some(("2015-12-09".into(), true))
    );
    let items = items(&document);
    assert!(items.iter().all(|item| item.kind == ItemKind::Photo));
    let first = items[0];
    assert_eq!(
        (first.headline.as_str(), first.paragraphs.as_slice()),
        ("夜校开班", &["居民在安培社区夜校里上课".to_owned()][..])
    );
    assert_eq!(first.reference.as_deref(), Some("J001-2015-D30-0012"));
    assert_eq!(first.photos[0].photographers, ["王波"]);
    assert_eq!(items[1].photos[0].photographers, ["李敏", "张倩"]);
    let pictures: Vec<Vec<String>> = items
        .iter()
        .map(|item| item.photos.iter().filter_map(|photo| photo.picture.as_deref()).map(name).collect())
        .collect();
    assert_eq!(
        pictures,
        [
            vec!["J001-2015-D30-0012.jpg".to_owned()],
            vec!["J001-2015-D30-0013-001.JPG".to_owned(), "Ｊ001_2015_D30_0013_002.png".to_owned()],
            vec!["正面.jpg".to_owned()],
        ]
    );
    // The title is all that is said of the third.
    assert_eq!((items[2].headline.as_str(), items[2].photos[0].caption.as_str()), ("书屋上新", "书屋上新"));
    assert_eq!(doubts(&document), ["目录里的密级是“内部”，请确认可以入库"]);
    let why = |item: &Item| {
        item.remarks
            .iter()
            .any(|remark| remark.reason.contains("文件名是档号") || remark.reason.contains("命名的文件夹"))
    };
    assert!(items.into_iter().all(why), "each pairing has its reason");
}

#[test]
fn one_catalogue_reads_the_same_in_every_encoding_and_with_every_separator() {
    let folder = tempfile::tempdir().expect("a folder");
    let expect = read_text(folder.path(), PHOTOS);
    let same = |bytes: Vec<u8>| {
        let path = folder.path().join("目录.csv");
        std::fs::write(&path, bytes).expect("a catalogue");
        let document = read(&path, &Layouts::default()).expect("it is read");
        let readings = |document: &Document| {
            document.pages.iter().map(|page| page.reading.items.clone()).collect::<Vec<_>>()
        };
        assert_eq!(readings(&document), readings(&expect), "{}", document.encoding);
        document.encoding
    };
    assert_eq!(same(GBK.encode(PHOTOS).0.into_owned()), "gb18030");
    assert_eq!(same([b"\xef\xbb\xbf", PHOTOS.as_bytes()].concat()), "UTF-8");
    let utf16: Vec<u8> = PHOTOS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(same([b"\xff\xfe".to_vec(), utf16].concat()), UTF_16LE.name());
    assert_eq!(same(PHOTOS.replace(',', ";").into_bytes()), "UTF-8");
    assert_eq!(same(PHOTOS.replace(',', "\t").into_bytes()), "UTF-8");
    assert_eq!(same(PHOTOS.replace('\n', "\r\n").into_bytes()), "UTF-8");
}

#[test]
fn a_workbook_reads_as_its_text_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let expect = read_text(folder.path(), PHOTOS);
    let mut rows: Vec<Vec<Cell>> = vec![vec![text("晨光区档案馆照片目录")], vec![]];
    let mut cells = |line: [&str; 8], date: Cell| {
        let mut row: Vec<Cell> = line.iter().map(|cell| text(cell)).collect();
        row[3] = date;
        rows.push(row);
    };
    cells(["档号", "题名", "摄影者", "", "报纸名称", "版次", "文字说明", "密级"], text("拍摄时间"));
    let of = |number: &str| format!("J001-2015-D30-{number}");
    cells(
        [
            &of("0012"),
            "夜校开班",
            "王波",
            "",
            "晨光社区报",
            "第3版：社区",
            "居民在安培社区夜校里上课",
            "公开",
        ],
        Cell::Number(42347.0, 1),
    );
    cells(
        [&of("0013"), "食堂开张", "李敏、张倩", "", "晨光社区报", "3", "老人在食堂里吃饭。", ""],
        Cell::Number(20151209.0, 0),
    );
    cells(
        [&of("0014"), "书屋上新", "", "", "晨光社区报", "1", "", "内部"],
        Cell::Formula("=DATE(2015,12,10)".into(), "2015-12-10".into()),
    );
    let path = folder.path().join("目录.xlsx");
    std::fs::write(&path, xlsx(&rows)).expect("a workbook");
    let document = read(&path, &Layouts::default()).expect("it is read");
    assert_eq!(items(&document), items(&expect));
    let days = |document: &Document| -> Vec<_> {
        document.pages.iter().map(|page| page.reading.head.date.as_ref().map(|date| date.date)).collect()
    };
    assert_eq!((days(&document), document.encoding), (days(&expect), "XLSX"));
}

#[test]
fn a_month_of_a_workbook_is_no_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("目录.xlsx");
    let rows = [vec![text("题名"), text("日期")], vec![text("夜校开班"), Cell::Number(42339.0, 2)]];
    std::fs::write(&path, xlsx(&rows)).expect("a workbook");
    let document = read(&path, &Layouts::default()).expect("it is read");
    assert_eq!(document.pages[0].reading.head.date, None);
    assert_eq!(doubts(&document), ["日期“2015-12”没有写到日，请补上出版日期"]);
}

#[test]
fn articles_keep_their_text_their_people_and_what_the_catalogue_adds() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = read_text(
        folder.path(),
        "档号,引题,题名,副题,责任者,日期,版次,正文,备注,保管期限\n\
         D1,晨光区,夜校开班,第三期,张骞,20151209,3,\"本报讯（记者 王波）12月8日，夜校开班了。\n居民都来听课。\",剪报,永久\n\
         D2,,食堂开张,,区委宣传部,20151209,3,,,\n",
    );
    let items = items(&document);
    let first = items[0];
    assert_eq!(
        (first.kicker.as_deref(), first.headline.as_str(), first.subtitle.as_deref()),
        (Some("晨光区"), "夜校开班", Some("第三期"))
    );
    assert_eq!(first.paragraphs, ["本报讯（记者 王波）12月8日，夜校开班了。", "居民都来听课。"]);
    assert_eq!(first.names(PersonRole::Reporter).collect::<Vec<_>>(), ["王波"]);
    assert_eq!(first.names(PersonRole::Author).collect::<Vec<_>>(), ["张骞"]);
    assert!(first.remarks.iter().any(|remark| remark.reason == "目录：备注：剪报；保管期限：永久"));
    assert_eq!((items[1].kind, items[1].people.len()), (ItemKind::Article, 0));
    assert!(
        items[1].remarks.iter().any(|remark| remark.reason == "目录：责任者 区委宣传部" && !remark.doubt)
    );
}

#[test]
fn scans_of_whole_pages_become_their_sheets() {
    let folder = tempfile::tempdir().expect("a folder");
    picture(&folder.path().join("扫描/D1.jpg"), 1);
    picture(&folder.path().join("扫描/D2.jpg"), 1);
    let document = read_text(
        folder.path(),
        "档号,题名,日期,版次,类型\nD1,晨光社区报第一版,20151209,1,版面\nD2,晨光社区报第二版,20151209,2,\n",
    );
    let sheets: Vec<String> = document
        .pages
        .iter()
        .filter_map(|page| match &page.sheet.as_ref()?.image {
            SheetImage::File(path) => Some(name(path)),
            SheetImage::Page(_) => None,
        })
        .collect();
    assert_eq!(sheets, ["D1.jpg", "D2.jpg"]);
}

#[test]
fn what_is_doubtful_about_pictures_is_told_and_nothing_is_guessed() {
    let folder = tempfile::tempdir().expect("a folder");
    for one in ["a.jpg", "图片/a.png", "图片/b.jpg", "D3.jpg", "D3-2.jpg"] {
        picture(&folder.path().join(one), 1);
    }
    let document = read_text(
        folder.path(),
        "档号,题名,图说,文件名\nD1,甲,甲说,图片\\B.JPEG\nD2,乙,乙说,没有.jpg\nD3,丙,丙说,\nD3,丁,丁说,\nD4,戊,戊说,图片/b.jpg\nD5,己,己说,\n",
    );
    let found: Vec<usize> = items(&document)
        .iter()
        .map(|item| item.photos.iter().filter(|photo| photo.picture.is_some()).count())
        .collect();
    assert_eq!(found, [1, 0, 2, 0, 0, 0]);
    let doubts = doubts(&document).join("\n");
    for expect in [
        "没有找到文件“没有.jpg”",
        "档号“D3”与第 5 行重复",
        "档号“D3”与第 4 行重复",
        "已经配给前面的一条",
        "条没有找到图片",
    ] {
        assert!(doubts.contains(expect), "{expect}: {doubts}");
    }
}

#[test]
fn columns_that_are_not_known_are_asked_for_and_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("目录.csv");
    std::fs::write(&path, "甲,乙,丙\n1,夜校开班,20151209\n").expect("a catalogue");
    let message = read(&path, &Layouts::default()).expect_err("asked for").to_string();
    assert!(message.starts_with("等待选列：没有找到认得的表头"), "{message}");
    let store = folder.path().join("a.jiuwen");
    let import = |extra: &[&str]| {
        let mut args = vec!["import", "--store", arg(&store), arg(&path), "--paper", "晨光报", "--page", "1"];
        args.extend(["--area", "330302", "--json"]);
        args.extend(extra);
        json(&args)
    };
    let waits = import(&[]);
    assert_eq!(waits["sources"][0]["status"], "waiting", "{waits}");
    let taken = import(&["--columns", "题名=B,日期=丙"]);
    assert_eq!(taken["sources"][0]["articles"], 1, "{taken}");
    // Another of the same head needs no word.
    std::fs::write(&path, "甲,乙,丙\n2,食堂开张,20151210\n").expect("a catalogue");
    assert_eq!(import(&[])["sources"][0]["articles"], 1);
    let wrong = jiuwen(&["import", "--store", arg(&store), arg(&path), "--columns", "鱼=B"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("不认得“鱼”"));
}

#[test]
fn a_person_may_say_that_there_is_no_head() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("目录.csv");
    std::fs::write(&path, "D1,夜校开班,20151209\nD2,食堂开张,20151209\n").expect("a catalogue");
    let mut layouts = Layouts::default();
    let meanings = vec![Meaning::Reference, Meaning::Title, Meaning::Date];
    layouts.add("A=d1 B=夜校开班 C=20151209".to_owned(), Columns { meanings, headless: true });
    let document = read(&path, &layouts).expect("it is read");
    let read: Vec<&str> = items(&document).iter().map(|item| item.headline.as_str()).collect();
    assert_eq!(read, ["夜校开班", "食堂开张"]);
}

#[test]
fn the_reference_is_kept_shown_and_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("目录.csv");
    std::fs::write(
        &path,
        "档号,题名,报名,日期,版次,正文\nJ001-2015-D30-0012,夜校开班,晨光社区报,20151209,3,夜校开班了。\n",
    )
    .expect("a catalogue");
    let store = folder.path().join("a.jiuwen");
    json(&["import", "--store", arg(&store), arg(&path), "--area", "330302", "--json"]);
    assert_eq!(json(&["show", "--store", arg(&store), "1", "--json"])["reference"], "J001-2015-D30-0012");
    let total = |query: &str| json(&["list", "--store", arg(&store), query, "--json"])["total"].clone();
    assert_eq!(total("档号:J001-2015-D30-0012"), 1);
    assert_eq!(total("档号:ｊ001-2015-d30-0012"), 1);
    assert_eq!(total("档号:J001-2015-D30-001"), 0);
}

#[test]
fn pictures_come_in_with_their_rows_and_those_without_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("移交");
    picture(&inner.join("D1.jpg"), 1);
    picture(&inner.join("别的.jpg"), 2);
    std::fs::write(
        inner.join("目录.csv"),
        "档号,题名,报名,日期,版次,图说\nD1,夜校开班,晨光社区报,20151209,3,居民上课。\n",
    )
    .expect("a catalogue");
    let store = folder.path().join("a.jiuwen");
    let output = jiuwen(&["import", "--store", arg(&store), arg(&inner), "--area", "330302", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let status = |file: &str| {
        let lines = report["sources"].as_array().expect("lines");
        let line = lines.iter().find(|line| line["path"].as_str().is_some_and(|path| path.ends_with(file)));
        line.map(|line| line["status"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(status("目录.csv").as_deref(), Some("imported"), "{report}");
    assert_eq!(status("D1.jpg").as_deref(), Some("imported"), "{report}");
    assert_eq!(status("别的.jpg").as_deref(), Some("failed"), "{report}");
    let photo = &json(&["show", "--store", arg(&store), "1", "--json"])["photos"][0];
    assert_eq!((&photo["width"], &photo["caption"]), (&24.into(), &"居民上课。".into()));
}
