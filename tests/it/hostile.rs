//! Hostile input: refused with a clear message or read, in bounded memory and time, and the rest of the batch goes on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use encoding_rs::GBK;
use jiuwen::import::{
    Document, Habits, MAX_LINES, MAX_PAGE_LINES, MAX_TEXT_BYTES, READING_BYTES, READING_TIMES, ReadError,
    SourceFile, read_document,
};
use serde_json::Value;

use crate::support::{arg, fixture, json, project};

/// Deeper than any stack has room for.
const DEEP: usize = 100_000;
/// What the program takes of the address space before it reads anything: itself, its threads, the list of places.
#[cfg(unix)]
pub const PROGRAM_BYTES: u64 = 288 << 20;

fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_document(&SourceFile::new(PathBuf::from(name), bytes.to_vec()), None, &Habits::default())
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], expect: &str) {
    let message = read(name, bytes).expect_err("it is refused").to_string();
    assert!(message.contains(expect), "{message}");
    assert!(message.chars().count() < 200, "{message}");
}

/// All of the text that was read, line by line.
fn lines(document: &Document) -> Vec<&str> {
    document.pages.iter().flat_map(|page| &page.reading.lines).map(|line| line.text.as_str()).collect()
}

/// Makes a file of this many bytes that takes no room on the disk.
fn sparse(path: &Path, bytes: u64) {
    std::fs::File::create(path).expect("a file").set_len(bytes).expect("a length");
}

#[test]
fn a_line_of_500_megabytes_is_refused_by_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.txt");
    sparse(&path, 500 << 20);
    let message = SourceFile::read(&path, MAX_TEXT_BYTES).expect_err("too large").to_string();
    assert!(message.contains("文件太大（500 MB，上限 64 MB）"), "{message}");
}

#[test]
fn a_line_of_60_megabytes_is_refused_by_its_length() {
    refused("one.txt", "社".repeat(20 << 20).as_bytes(), "第 1 行有 20971520 个字");
    refused("one.htm", format!("<!--enpcontent-->{}", "社".repeat(20 << 20)).as_bytes(), "20971520 个字");
}

#[test]
fn a_million_lines_of_one_character_are_no_page() {
    refused("lines.txt", "社\n".repeat(MAX_LINES).as_bytes(), "1000000 行");
    refused("lines.txt", "社\n".repeat(MAX_LINES + 9).as_bytes(), "1000001 行");
    let html = format!("<!--enpcontent-->{}", "<p>社".repeat(MAX_LINES));
    refused("lines.htm", html.as_bytes(), "1000000 行");
    let document =
        read("lines.txt", "社\n".repeat(MAX_PAGE_LINES).as_bytes()).expect("as many as there may be");
    assert_eq!(lines(&document).len(), MAX_PAGE_LINES);
}

#[test]
fn pages_without_end_are_read() {
    let page =
        "晨光社区报 2015年12月9日 第3版\n\n社区夜校开班\n\n本报讯（记者 王波）12月8日，夜校开班了。\n\n";
    let text: String = (0..5000).map(|at| page.replace("第3版", &format!("第{}版", at % 9 + 1))).collect();
    assert_eq!(read("报.txt", text.as_bytes()).expect("pages").pages.len(), 5000);
}

#[test]
fn unpaired_surrogates_are_told_and_the_rest_is_read() {
    let text = "东湖社区夜校开班\n\n本报讯（记者 王波）12月8日，夜校开班了。\n".repeat(80);
    let mut units: Vec<u16> = text.encode_utf16().collect();
    units.splice(30..30, [0xd800]);
    units.splice(60..60, [0xdc00]);
    for (big, encoding, mark) in [(false, "UTF-16LE", b"\xff\xfe"), (true, "UTF-16BE", b"\xfe\xff")] {
        let order = |unit: &u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let plain: Vec<u8> = units.iter().flat_map(order).collect();
        for bytes in [[mark.as_slice(), &plain].concat(), plain.clone(), plain[..plain.len() - 1].to_vec()] {
            let document = read("报.txt", &bytes).expect("a text with two broken places");
            assert_eq!(document.encoding, encoding);
            assert!(lines(&document).contains(&"东湖社区夜校开班"));
            let doubts: usize = document.pages.iter().map(|page| page.reading.remarks.len()).sum();
            assert!(doubts >= 1, "the broken places are told");
        }
    }
    let broken: Vec<u8> = [0xd800_u16; 4000].iter().flat_map(|unit| unit.to_le_bytes()).collect();
    refused("报.txt", &[b"\xff\xfe", broken.as_slice()].concat(), "认不出来");
}

#[test]
fn two_encodings_in_one_file_are_never_mixed_up_in_silence() {
    let text = "东湖社区夜校开班\n\n本报讯（记者 王波）12月8日，夜校开班了。\n".repeat(20);
    let (gbk, ..) = GBK.encode(&text);
    for bytes in [[text.as_bytes(), &gbk].concat(), [&gbk, text.as_bytes()].concat()] {
        match read("报.txt", &bytes) {
            Err(error) => assert!(error.to_string().contains("认不出来"), "{error}"),
            Ok(document) => panic!("read as {}: {:?}", document.encoding, lines(&document).last()),
        }
    }
}

#[test]
fn scripts_and_remote_pictures_are_passed_over() {
    let html = "<html><title>晨光日报数字报-x</title><script>fetch('http://x/')</script><style>p{}</style>\
        <!--enpproperty <title>夜校开班</title> /enpproperty--><!--enpcontent-->\
        <script>document.write('<p>不读</p>')</script><img src=\"http://example.invalid/a.jpg\">\
        <p>图为夜校一角。王波 摄</p><img src=\"//example.invalid/b.jpg\"><p>图为门口。王波 摄</p>\
        <img src=\"file:///etc/passwd\"><p>图为操场。王波 摄</p><img src=\"data:image/png;base64,AA\"><p>图为大门。王波 摄</p>\
        <p onclick=\"alert(1)\">东湖社区夜校开班了。</p><iframe src=\"http://example.invalid\"></iframe><!--/enpcontent-->";
    let document = read("content_1.htm", html.as_bytes()).expect("an article");
    let text = lines(&document).join("\n");
    assert!(
        text.contains("东湖社区夜校开班了") && !text.contains("不读") && !text.contains("fetch"),
        "{text}"
    );
    let photos: Vec<_> =
        document.pages.iter().flat_map(|page| &page.reading.items).flat_map(|item| &item.photos).collect();
    assert!(photos.len() >= 3, "{photos:?}");
    assert!(photos.iter().all(|photo| photo.picture.is_none()), "{photos:?}");
}

#[test]
fn nothing_is_ever_fetched() {
    let lock = std::fs::read_to_string(project().join("Cargo.lock")).expect("a list of packages");
    for package in ["reqwest", "ureq", "hyper", "curl", "isahc", "attohttpc", "surf", "rustls", "native-tls"]
    {
        assert!(!lock.contains(&format!("name = \"{package}\"")), "{package}");
    }
    let mut folders = vec![project().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap_or_default();
            for word in ["std::net", "TcpStream", "UdpSocket"] {
                assert!(!source.contains(word), "{word} in {}", path.display());
            }
        }
    }
}

#[test]
fn nesting_without_bottom_is_read() {
    let body = "<p>东湖社区夜校开班了。</p>";
    for tag in
        ["div", "table", "b", "strong", "founder-content", "font", "a href='x'", "div id='ozoom'", "p", "li"]
    {
        let close = tag.split(' ').next().unwrap_or_default();
        let open = format!("<{tag}>").repeat(DEEP);
        let shut = format!("</{close}>").repeat(DEEP);
        for html in [
            format!("<!--enpcontent-->{open}{body}{shut}<!--/enpcontent-->"),
            format!("<founder-content>{open}{body}"),
            format!("<!--enpcontent-->{shut}{body}{open}"),
        ] {
            let document = read("content_1.htm", html.as_bytes()).expect("an article");
            assert!(lines(&document).contains(&"东湖社区夜校开班了。"), "{tag}: {:?}", lines(&document));
        }
    }
}

#[test]
fn what_is_never_closed_ends_with_the_file() {
    let start = "<!--enpcontent--><p>东湖社区夜校开班了。</p>";
    for open in [
        "<!--",
        "<script>",
        "<style>",
        "<title>",
        "<p class=\"",
        "<![CDATA[",
        "<!--enpproperty <title>",
        "&#x",
    ] {
        let mut html = start.to_owned();
        for at in 0..20_000 {
            let _ = write!(html, "{open}{at}");
        }
        let document = read("content_1.htm", html.as_bytes()).expect("an article");
        assert!(lines(&document).contains(&"东湖社区夜校开班了。"), "{open}");
    }
}

#[test]
fn lines_made_of_marks_are_read_in_a_moment() {
    let words = [
        "1月1日",
        "今日",
        "当天",
        "2015年",
        "（",
        "（右",
        "(记者",
        "记者",
        "本报",
        "王波 ",
        "图",
        "摄 ",
        "、",
        "·",
        "上接",
        "下转第1版",
        "编辑",
        "第1版",
        "版",
        "□",
        "电",
        "讯",
        "“",
        "”",
        "—",
        "　",
        "\u{feff}a",
        "A02",
        "责任编辑：",
        "邮编1",
    ];
    for word in words {
        let long = word.repeat(190_000 / word.chars().count());
        let short = format!("{}\n", word.repeat((60 / word.chars().count()).max(1))).repeat(4000);
        for text in [long, short] {
            let Ok(document) = read("报.txt", text.as_bytes()) else { continue };
            let day = jiuwen::model::Date::new(2015, 12, 9).expect("a day");
            for item in document.pages.iter().flat_map(|page| &page.reading.items) {
                jiuwen::import::event_dates(item, day);
            }
        }
    }
}

/// Runs the program with this much of the address space.
#[cfg(unix)]
pub fn bounded(kilobytes: u64, args: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("ulimit -v {kilobytes}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_jiuwen")])
        .args(args)
        .output()
        .expect("the program starts")
}

#[cfg(unix)]
#[test]
fn memory_keeps_its_bound() {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "晨光社区报 2015年12月9日 第3版：社区\n\n";
    let article = "东湖社区夜校开班\n\n本报讯（记者 王波）12月8日，东湖社区夜校开班了，居民都来了，大家都说办得好，明年还要再办。\n\n";
    let mut texts: Vec<(&str, Vec<u8>, bool)> = vec![
        ("line", "社".repeat(10 << 20).into_bytes(), false),
        ("lines", "社\n".repeat(4 << 20).into_bytes(), false),
        ("damage", [b"\xff\xff\n".repeat(4 << 20), vec![0xe7; 1 << 20]].concat(), false),
        ("tags", "<p>".repeat(2 << 20).into_bytes(), false),
    ];
    let mut pages = String::new();
    let mut at = 0;
    while pages.len() < 512 << 10 {
        at += 1;
        pages.push_str(&head.replace("第3版", &format!("第{}版", at % 90 + 1)));
        (0..30).for_each(|_| pages.push_str(article));
    }
    texts.push(("pages", pages.into_bytes(), true));
    for (name, bytes, good) in texts {
        let path = folder.path().join(format!("{name}.{}", if name == "tags" { "htm" } else { "txt" }));
        std::fs::write(&path, &bytes).expect("a file");
        let room = PROGRAM_BYTES + READING_BYTES + READING_TIMES * bytes.len() as u64;
        let store = folder.path().join(format!("{name}.jiuwen"));
        let output = bounded(
            room >> 10,
            &["import", "--dry-run", "--area", "330302", "--store", arg(&store), arg(&path)],
        );
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 2), "{name}: {:?} {message}", output.status);
        assert_eq!(message.contains("只读不写"), good, "{name}: {}", jiuwen::text::cut(&message, 300));
    }
}

/// The names that a file system may hold and no person wrote.
#[cfg(unix)]
fn odd_names() -> Vec<String> {
    let long = |ending: &str| format!("{}{ending}", "旧".repeat((255 - ending.len()) / 3));
    vec![
        long(".txt"),
        "\u{1b}[31m红\u{7}.txt".to_owned(),
        "两\n行\t.txt".to_owned(),
        "\u{202e}txt.报.txt".to_owned(),
        format!("{}.txt", "\u{1}".repeat(251)),
    ]
}

#[cfg(unix)]
#[test]
fn one_good_page_among_all_the_bad_ones_is_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = folder.path().join("batch");
    std::fs::create_dir(&batch).expect("a folder");
    let put = |name: &str, bytes: &[u8]| std::fs::write(batch.join(name), bytes).expect("a file");
    std::fs::copy(fixture(), batch.join("鹿城民声报_20181122_03.txt")).expect("a page");
    sparse(&batch.join("500.txt"), 500 << 20);
    put("line.txt", "社".repeat(1 << 20).as_bytes());
    put("lines.txt", "社\n".repeat(MAX_LINES).as_bytes());
    put("surrogates.txt", &[b"\xff\xfe".to_vec(), b"\x00\xd8".repeat(4000)].concat());
    let (gbk, ..) = GBK.encode("东湖社区夜校开班，居民都来了。\n");
    put("mixed.txt", &["东湖社区夜校开班，居民都来了。\n".repeat(9).as_bytes(), &gbk.repeat(9)].concat());
    put("deep.htm", format!("<!--enpcontent-->{}", "<div>".repeat(DEEP)).as_bytes());
    put("noise.txt", &(0..9000_u32).map(|i| (i * 7919 % 251) as u8 | 0x80).collect::<Vec<u8>>());
    for name in odd_names() {
        put(&name, b"");
    }
    let store = folder.path().join("a.jiuwen");
    let args = ["import", "--store", arg(&store), arg(&batch), "--area", "330302", "--json"];
    let output = crate::support::jiuwen(&args);
    let message = String::from_utf8(output.stderr).expect("UTF-8");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let reports = report["sources"].as_array().expect("lines");
    assert_eq!(reports.len(), 8 + odd_names().len(), "{report}");
    for line in reports {
        let good = line["path"].as_str().is_some_and(|path| path.ends_with("20181122_03.txt"));
        assert_eq!(line["status"] == "imported", good, "{line}");
        let reason = line["reason"].as_str().unwrap_or_default();
        assert!(good || reason.ends_with('。') && reason.chars().any(jiuwen::text::is_han), "{line}");
        assert!(!reason.contains(char::is_control), "{line}");
    }
    // What a terminal would obey is not shown as it stands.
    assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message:?}");
    assert!(!message.contains('\u{202e}'), "{message:?}");
    assert_eq!(message.lines().count(), reports.len() - 1, "a line each: {message}");
    assert_eq!(json(&["list", "--store", arg(&store), "--json"])["total"], 9);
}
