//! Zip archives: with names as Chinese Windows writes them, and such as nobody should hand over.

use std::path::{Path, PathBuf};

use encoding_rs::GBK;
use jiuwen::import::MAX_ENTRIES;
use jiuwen::jobs::{Cancel, Decision, Request, Unseen, import_files};
use jiuwen::model::{Intake, Status};
use jiuwen::store::Store;

use crate::content::content;
use crate::support::jpeg;

const PAGE: &str = "晨光社区报 2015年12月9日 星期三 第3版\n\n\
    社区里的冬天\n\n图1：居民在广场上扫雪。王波 摄\n\n图2：志愿者为老人包饺子。王波 摄\n";

/// An entry as it lies in an archive, whatever is true of it.
#[derive(Clone)]
struct Entry {
    name: Vec<u8>,
    bytes: Vec<u8>,
    flags: u16,
    /// Unix mode in the upper half.
    attributes: u32,
    /// The size that the directory claims.
    claims: u32,
}

impl Entry {
    fn new(name: &[u8], bytes: &[u8]) -> Self {
        let claims = bytes.len() as u32;
        Self { name: name.to_vec(), bytes: bytes.to_vec(), flags: 0, attributes: 0, claims }
    }
}

/// Writes an archive by hand, entries stored and not compressed (APPNOTE.TXT 4.3): no library writes what these tests
/// need.
fn zip(path: &Path, entries: &[Entry]) {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    let le16 = |number: usize| (number as u16).to_le_bytes();
    for entry in entries {
        let at = file.len() as u32;
        let crc = crc32(&entry.bytes).to_le_bytes();
        let sizes = [(entry.bytes.len() as u32).to_le_bytes(), entry.claims.to_le_bytes()].concat();
        let common = [
            &entry.flags.to_le_bytes()[..],
            &[0, 0, 0, 0, 0, 0],
            &crc,
            &sizes,
            &le16(entry.name.len()),
            &[0, 0],
        ]
        .concat();
        file.extend([b"PK\x03\x04\x14\0", &common[..], &entry.name, &entry.bytes].concat());
        let tail = [&[0, 0, 0, 0, 0, 0][..], &entry.attributes.to_le_bytes(), &at.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\x03\x14\0", &common[..], &tail, &entry.name].concat());
    }
    let (start, length) = (file.len() as u32, directory.len() as u32);
    let count = le16(entries.len());
    file.extend(directory);
    file.extend(
        [b"PK\x05\x06\0\0\0\0", &count[..], &count, &length.to_le_bytes(), &start.to_le_bytes(), &[0, 0]]
            .concat(),
    );
    std::fs::write(path, file).expect("an archive");
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// Takes files into a new store beside them, and answers its report.
fn import(folder: &Path, paths: &[PathBuf]) -> (PathBuf, Vec<Intake>) {
    let path = folder.join("库.jiuwen");
    let store = Store::open_or_create(&path).expect("a store");
    let request = Request { paths: paths.to_vec(), decision: Decision::default(), unseen: Unseen::Decided };
    let run = import_files(&store, &request, &Cancel::default(), |_| {}).expect("an import");
    (path, store.read(|r| r.report(run)).expect("a report"))
}

fn line<'a>(report: &'a [Intake], name: &str) -> &'a Intake {
    let line = report.iter().find(|line| line.path.ends_with(name));
    assert!(line.is_some(), "no {name} in {report:#?}");
    line.expect("a line")
}

#[test]
fn a_zip_with_gbk_names_comes_in_as_its_folder_does() {
    let (zipped, plain) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let files = [
        ("晨光社区报/1209-3.txt", GBK.encode(PAGE).0.into_owned()),
        ("晨光社区报/图1.jpg", jpeg(60, 40)),
        ("晨光社区报/老人包饺子.JPG", jpeg(50, 40)),
    ];
    let entries: Vec<Entry> =
        files.iter().map(|(name, bytes)| Entry::new(&GBK.encode(name).0, bytes)).collect();
    let archive = zipped.path().join("交来.ZIP");
    zip(&archive, &entries);
    for (name, bytes) in &files {
        let path = plain.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let (store, report) = import(zipped.path(), std::slice::from_ref(&archive));
    assert!(report.iter().all(|line| line.status == Status::Imported), "{report:#?}");
    assert_eq!(line(&report, "1209-3.txt").path, archive.join("晨光社区报/1209-3.txt"));
    let (from_folder, _) = import(plain.path(), &[plain.path().join("晨光社区报")]);
    let without_paths = |path: &Path| {
        let mut content = content(path);
        content.retain(|sql, _| !sql.contains("FROM import_file"));
        content
    };
    assert_eq!(without_paths(&store), without_paths(&from_folder));
    let photos = &content(&store).into_iter().find(|(sql, _)| sql.contains("FROM photo")).expect("photos").1;
    assert!(photos.len() == 2 && photos.iter().all(|photo| photo.contains("Integer")), "{photos:?}");
}

#[test]
fn utf8_names_are_read_with_the_flag_and_as_a_mac_writes_them_without() {
    for flags in [0, 1 << 11] {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = folder.path().join("交来.zip");
        let entry = |name: &str, bytes: &[u8]| Entry { flags, ..Entry::new(name.as_bytes(), bytes) };
        zip(
            &archive,
            &[entry("第三版.txt", PAGE.as_bytes()), entry("__MACOSX/._第三版.txt", b"\0\x05\x16\x07")],
        );
        let (_, report) = import(folder.path(), &[archive]);
        assert_eq!(report.len(), 1, "{report:#?}");
        assert_eq!(line(&report, "第三版.txt").status, Status::Imported);
    }
}

/// An archive with one sound page and what `entries` adds to it: the page comes in, and the report says `expect`.
#[track_caller]
fn check(entries: &[Entry], expect: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("in");
    std::fs::create_dir(&inside).expect("a folder");
    let archive = inside.join("交来.zip");
    zip(&archive, &[&[Entry::new(b"1.txt", PAGE.as_bytes())], entries].concat());
    let (_, report) = import(folder.path(), std::slice::from_ref(&archive));
    assert_eq!(line(&report, "1.txt").status, Status::Imported, "{report:#?}");
    let reasons: Vec<&str> = report
        .iter()
        .filter(|line| line.status == Status::Failed)
        .filter_map(|line| line.reason.as_deref())
        .collect();
    for words in expect {
        assert!(reasons.iter().any(|reason| reason.contains(words)), "{words} in {report:#?}");
    }
    assert_eq!(reasons.len(), expect.len(), "{report:#?}");
    // Nothing is written but the store.
    let beside: Vec<PathBuf> =
        std::fs::read_dir(&inside).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    assert_eq!(beside, [archive]);
}

#[test]
fn names_that_lead_out_of_an_archive_are_refused() {
    let out = ["../2.txt", "a/../../2.txt", "/tmp/2.txt", "C:\\2.txt", "\\\\server\\2.txt"];
    let entries: Vec<Entry> = out.iter().map(|name| Entry::new(name.as_bytes(), PAGE.as_bytes())).collect();
    check(&entries, &["指向压缩包之外"; 5]);
}

#[test]
fn links_encrypted_entries_nested_archives_and_twins_are_refused_by_name() {
    let link = Entry { attributes: 0o120_777 << 16, ..Entry::new(b"2.txt", b"/etc/passwd") };
    check(&[link], &["指向别处的链接"]);
    check(&[Entry { flags: 1, ..Entry::new(b"2.txt", &[7; 40]) }], &["加了密码"]);
    check(&[Entry::new(b"2.zip", b"PK\x05\x06")], &["压缩包里还有压缩包"]);
    check(&[Entry::new(b"2.txt", b"a"), Entry::new(b"2.txt", b"b")], &["两个同名的文件", "没有认出"]);
}

#[test]
fn an_entry_that_lies_of_its_size_costs_no_memory() {
    // A gigabyte for a text of four bytes: refused by the claim.
    check(&[Entry { claims: 1 << 30, ..Entry::new(b"2.txt", &[b'a'; 1 << 20]) }], &["文件太大（1024 MB"]);
}

#[test]
fn an_archive_that_claims_ten_thousand_times_its_size_is_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("弹.zip");
    zip(&archive, &[Entry { claims: u32::MAX, ..Entry::new(b"1.txt", &[0; 100_000]) }]);
    let (_, report) = import(folder.path(), &[archive]);
    assert_eq!(report[0].status, Status::Failed);
    let reason = report[0].reason.as_deref().expect("a reason");
    assert!(reason.contains("自称解开后有原来的") && reason.contains("没有打开"), "{reason}");
}

#[test]
fn a_million_entries_are_counted_and_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("百万.zip");
    // The directory of a million entries, 46 bytes each, and the end records of a large archive (4.3.14 to 4.3.16).
    let count = 1_000_000_u64;
    let mut file = vec![0_u8; 46 * count as usize];
    for header in file.chunks_exact_mut(46) {
        header[..4].copy_from_slice(b"PK\x01\x02");
    }
    let length = file.len() as u64;
    let record = [44_u64.to_le_bytes(), [45, 3, 45, 0, 0, 0, 0, 0]].concat();
    file.extend(b"PK\x06\x06");
    file.extend(record);
    file.extend([0; 4]);
    for number in [count, count, length, 0] {
        file.extend(number.to_le_bytes());
    }
    file.extend(b"PK\x06\x07\0\0\0\0");
    file.extend(length.to_le_bytes());
    file.extend(1_u32.to_le_bytes());
    file.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
    std::fs::write(&archive, file).expect("an archive");
    let (_, report) = import(folder.path(), &[archive]);
    let reason = report[0].reason.as_deref().expect("a reason");
    assert!(reason.contains("1000000 个文件") && reason.contains(&MAX_ENTRIES.to_string()), "{reason}");
}

#[test]
fn a_cut_off_archive_is_told_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (whole, cut) = (folder.path().join("a.zip"), folder.path().join("b.zip"));
    zip(&whole, &[Entry::new(b"1.txt", PAGE.as_bytes())]);
    let bytes = std::fs::read(&whole).expect("an archive");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("an archive");
    let (_, report) = import(folder.path(), &[cut, whole]);
    assert!(line(&report, "b.zip").reason.as_deref().is_some_and(|reason| reason.contains("压缩包打不开")));
    assert_eq!(line(&report, "1.txt").status, Status::Imported);
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (inside, outside) = (folder.path().join("in"), folder.path().join("out.txt"));
    std::fs::create_dir(&inside).expect("a folder");
    std::fs::write(&outside, PAGE).expect("a file");
    std::os::unix::fs::symlink(&outside, inside.join("2.txt")).expect("a link");
    let (_, report) = import(folder.path(), &[inside]);
    assert_eq!(report.len(), 1, "{report:#?}");
    assert!(report[0].reason.as_deref().is_some_and(|reason| reason.contains("指向别处的链接")));
}
