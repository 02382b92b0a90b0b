use super::*;
use crate::import::{Files, Habits, Layouts};

fn alto(blocks: &[(&str, &[&str])]) -> String {
    let block = |(id, lines): &(&str, &[&str])| {
        let line = |text: &&str| format!("<TextLine><String CONTENT='{text}'/></TextLine>");
        format!("<TextBlock ID='{id}'>{}</TextBlock>", lines.iter().map(line).collect::<String>())
    };
    let blocks: String = blocks.iter().map(block).collect();
    format!(
        "<alto><Layout><Page WIDTH='100' HEIGHT='100'><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>"
    )
}

fn mets(files: &[(&str, &str)], logical: &str, physical: &str) -> String {
    let file = |(id, href): &(&str, &str)| {
        format!("<file ID='{id}'><FLocat LOCTYPE='URL' xlink:href='{href}'/></file>")
    };
    let files: String = files.iter().map(file).collect();
    format!(
        "<mets xmlns:xlink='x' LABEL='平顶山日报 2015-12-09'><fileSec><fileGrp>{files}</fileGrp></fileSec>\
         <structMap TYPE='PHYSICAL'><div TYPE='Newspaper'>{physical}</div></structMap>\
         <structMap TYPE='LOGICAL'><div TYPE='ISSUE'>{logical}</div></structMap></mets>"
    )
}

fn page(order: usize, alto: &str) -> String {
    format!("<div TYPE='PAGE' ORDER='{order}' ORDERLABEL='{order}'><fptr FILEID='{alto}'/></div>")
}

fn part(kind: &str, file: &str, begin: &str) -> String {
    format!("<div TYPE='{kind}'><fptr><area FILEID='{file}' BETYPE='IDREF' BEGIN='{begin}'/></fptr></div>")
}

/// Reads a METS beside these files.
fn read(xml: &str, beside: &[(&str, &str)]) -> Result<Document, ReadError> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in beside {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let file = SourceFile::new(folder.path().join("mets.xml"), xml.as_bytes().to_vec());
    std::fs::write(&file.path, xml).expect("a file");
    let (files, habits) = (Files::default(), Habits::default());
    Mets.read(
        &file,
        &Surroundings { encoding: None, habits: &habits, layouts: &Layouts::default(), files: &files },
    )
}

#[test]
fn an_article_has_the_roles_that_its_structure_tells() {
    let text = alto(&[
        ("B1", &["小课堂里有大天地"]),
        ("B2", &["安培社区“5点钟义务课堂”", "唱响全省"]),
        ("B3", &["12月8日，记者从安培社区了解到，", "义务课堂已经开课。"]),
        ("B4", &["志愿者在课堂上。 王波 摄"]),
        ("B5", &["承接各类广告"]),
    ]);
    let logical = format!(
        "<div TYPE='ARTICLE'><div TYPE='HEADING'>{}{}</div><div TYPE='BODY'>{}</div>\
         <div TYPE='ILLUSTRATION'>{}</div></div>{}",
        part("OVERLINE", "A1", "B1"),
        part("TITLE", "A1", "B2"),
        part("PARAGRAPH", "A1", "B3"),
        part("CAPTION", "A1", "B4"),
        part("ADVERTISEMENT", "A1", "B5"),
    );
    let document =
        read(&mets(&[("A1", "1.xml")], &logical, &page(7, "A1")), &[("1.xml", &text)]).expect("an issue");
    let reading = &document.pages[0].reading;
    let head = &reading.head;
    assert_eq!((head.paper.as_deref(), head.number.as_deref()), (Some("平顶山日报"), Some("7")));
    assert_eq!(head.date.as_ref().map(|date| date.date.to_string()).as_deref(), Some("2015-12-09"));
    assert_eq!(reading.items.len(), 1, "{:?}", reading.items);
    let item = &reading.items[0];
    assert_eq!(item.kicker.as_deref(), Some("小课堂里有大天地"));
    assert_eq!(item.headline, "安培社区“5点钟义务课堂”唱响全省");
    assert_eq!(item.paragraphs, ["12月8日，记者从安培社区了解到，义务课堂已经开课。"]);
    assert_eq!(item.photos[0].photographers, ["王波"]);
    assert!(reading.lines.iter().any(|line| line.role == crate::model::LineRole::Advertisement));
}

#[test]
fn an_article_that_goes_on_has_a_piece_on_each_page() {
    let one = alto(&[("B1", &["社区办起课堂"]), ("B2", &["记者从安培社区了解到，义务课堂"])]);
    let two = alto(&[("C1", &["已经开课，孩子们都很高兴。"])]);
    let logical = format!(
        "<div TYPE='ARTICLE'>{}{}{}</div>",
        part("HEADLINE", "A1", "B1"),
        part("PARAGRAPH", "A1", "B2"),
        part("PARAGRAPH", "A2", "C1")
    );
    let files = [("A1", "1.xml"), ("A2", "2.xml")];
    let xml = mets(&files, &logical, &format!("{}{}", page(1, "A1"), page(2, "A2")));
    let document = read(&xml, &[("1.xml", &one), ("2.xml", &two)]).expect("an issue");
    let [first, second] = [0, 1].map(|at| document.pages[at].reading.items[0].clone());
    assert_eq!((first.continues_on.as_deref(), first.incomplete), (Some("2"), false));
    assert_eq!(second.continued_from.as_deref(), Some("1"));
    assert_eq!(second.headline, "社区办起课堂");
    assert_eq!(first.doubts().chain(second.doubts()).count(), 0);
    // Lines are numbered on through the issue.
    assert!(second.lines.0 > first.lines.1);
}

#[test]
fn a_page_whose_text_is_missing_is_told_and_the_rest_goes_on() {
    let text = alto(&[("B1", &["社区办起课堂"]), ("B2", &["记者从安培社区了解到，课堂已经开课。"])]);
    let files = [("A1", "1.xml"), ("A2", "2.xml"), ("A3", "../3.xml"), ("A4", "mets.xml"), ("A5", "1.xml")];
    let pages: String = (1..=5).map(|at| page(at, &format!("A{at}"))).collect();
    let document = read(&mets(&files, "", &pages), &[("1.xml", &text)]).expect("an issue");
    assert_eq!(document.pages.len(), 1);
    let told: Vec<String> =
        document.pages[0].reading.remarks.iter().map(|remark| remark.reason.clone()).collect();
    for words in [
        "第 2 版没有读入",
        "第 3 版没有读入：“../3.xml”不在",
        "第 4 版没有读入",
        "第 5 版没有读入：“1.xml”已经",
    ] {
        assert!(told.iter().any(|reason| reason.contains(words)), "{words}: {told:?}");
    }
}

#[test]
fn an_issue_without_any_text_is_an_error() {
    let error = read(&mets(&[("A1", "1.xml")], "", &page(1, "A1")), &[]).expect_err("no text").to_string();
    assert!(error.contains("一份也没有读到") && error.contains("第 1 版"), "{error}");
    let error = read("<mets></mets>", &[]).expect_err("no text").to_string();
    assert!(error.contains("没有列出任何版面"), "{error}");
}

#[test]
fn entities_and_broken_structures_are_refused() {
    let bomb = "<!DOCTYPE mets [<!ENTITY a 'b'>]><mets LABEL='&a;'></mets>";
    assert!(matches!(read(bomb, &[]), Err(ReadError::XmlEntities)));
    let whole = mets(&[("A1", "1.xml")], "", &page(1, "A1"));
    let cut: String = whole.chars().take(whole.chars().count() - 30).collect();
    assert!(matches!(read(&cut, &[]), Err(ReadError::XmlBroken { .. })));
    let deep = format!("<mets><structMap>{}", "<div>".repeat(100_000));
    assert!(matches!(read(&deep, &[]), Err(ReadError::XmlTooLarge { .. })));
}

#[test]
fn links_that_lead_in_circles_are_followed_once() {
    let text = alto(&[("B1", &["社区办起课堂"]), ("B2", &["记者从安培社区了解到，课堂已经开课。"])]);
    let xml = mets(&[("A1", "1.xml")], "<div ID='L1' TYPE='ARTICLE'/>", &page(1, "A1")).replace(
        "</mets>",
        "<structLink><smLink xlink:from='L1' xlink:to='L1'/><smLink xlink:from='L1' xlink:to='nothing'/>\
         </structLink></mets>",
    );
    let document = read(&xml, &[("1.xml", &text)]).expect("an issue");
    assert_eq!(document.pages[0].reading.items.len(), 1);
}

#[test]
fn the_picture_of_a_page_is_one_that_can_be_shown() {
    let text = alto(&[("B1", &["社区办起课堂"]), ("B2", &["记者从安培社区了解到，课堂已经开课。"])]);
    let physical = "<div TYPE='PAGE' ORDER='1'><fptr FILEID='I1'/><fptr FILEID='A1'/></div>";
    let xml = mets(&[("A1", "1.xml"), ("I1", "1.jp2")], "", physical);
    let document = read(&xml, &[("1.xml", &text), ("1.jp2", "jp2")]).expect("an issue");
    assert_eq!(document.pages[0].sheet, None);
    let told = &document.pages[0].reading.remarks;
    assert!(told.iter().any(|remark| remark.reason.contains("JP2 格式") && !remark.doubt), "{told:?}");
    let document = read(&xml, &[("1.xml", &text), ("1.jp2", "jp2"), ("1.jpg", "jpg")]).expect("an issue");
    let sheet = document.pages[0].sheet.as_ref().expect("a picture");
    assert!(matches!(&sheet.image, SheetImage::File(path) if path.ends_with("1.jpg")));
    assert!(
        sheet.words.iter().all(|word| document.pages[0]
            .reading
            .lines
            .iter()
            .any(|line| line.number == word.line))
    );
}
