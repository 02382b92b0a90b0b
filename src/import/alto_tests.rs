use super::*;
use crate::import::{Files, Habits, Layouts};
use std::path::PathBuf;

fn page(lines: &str) -> AltoPage {
    let xml = format!(
        "<alto><Description><MeasurementUnit>mm10</MeasurementUnit></Description><Layout>\
         <Page ID='P1' WIDTH='1000' HEIGHT='2000'><PrintSpace><TextBlock ID='B1' HPOS='100' VPOS='200'>{lines}\
         </TextBlock></PrintSpace></Page></Layout></alto>"
    );
    read_alto(&xml).expect("a page")
}

fn texts(page: &AltoPage) -> Vec<String> {
    page.lines.iter().map(|line| page.text(line.words.clone())).collect()
}

#[test]
fn han_stand_together_and_latin_words_apart() {
    let page = page(
        "<TextLine><String CONTENT='平顶山'/><SP/><String CONTENT='日报'/></TextLine>\
         <TextLine><String CONTENT='The'/><SP/><String CONTENT='Times'/><String CONTENT=','/></TextLine>\
         <TextLine><String CONTENT='New'/><String CONTENT='York'/></TextLine>",
    );
    assert_eq!(texts(&page), ["平顶山日报", "The Times,", "New York"]);
}

#[test]
fn a_word_parted_at_a_line_end_is_joined_once() {
    let page = page(
        "<TextLine><String CONTENT='the'/><SP/><String CONTENT='news' SUBS_TYPE='HypPart1' SUBS_CONTENT='newspaper'/>\
         <HYP CONTENT='-'/></TextLine>\
         <TextLine><String CONTENT='paper' SUBS_TYPE='HypPart2' SUBS_CONTENT='newspaper'/><SP/>\
         <String CONTENT='of'/></TextLine>\
         <TextLine><String CONTENT='Monday' /><SP/><String CONTENT='eve'/><HYP CONTENT='-'/></TextLine>\
         <TextLine><String CONTENT='ning'/></TextLine>",
    );
    assert_eq!(texts(&page), ["the newspaper", "of", "Monday evening"]);
    // Its second part keeps its own place.
    assert_eq!(page.words.iter().filter(|word| word.rest).count(), 2);
}

#[test]
fn places_are_parts_of_the_page_whatever_the_unit() {
    let page = page(
        "<TextLine HPOS='100' VPOS='200' WIDTH='500' HEIGHT='20'>\
         <String CONTENT='社区' HPOS='100' VPOS='200' WIDTH='50' HEIGHT='20' WC='0.3'/></TextLine>",
    );
    let word = page.words.first().expect("a word");
    assert_eq!((word.rect, word.sure), ([0.1, 0.1, 0.05, 0.01], Some(0.3)));
}

fn read(name: &str, xml: &[u8]) -> Result<Document, ReadError> {
    let file = SourceFile::new(PathBuf::from(name), xml.to_vec());
    let (files, habits) = (Files::default(), Habits::default());
    Alto.read(
        &file,
        &Surroundings { encoding: None, habits: &habits, layouts: &Layouts::default(), files: &files },
    )
}

const NEWS: &str = "<?xml version='1.0' encoding='UTF-8'?><alto><Layout><Page WIDTH='100' HEIGHT='100'><PrintSpace>\
    <TextBlock><TextLine><String CONTENT='安培社区办起义务课堂' WC='0.9'/></TextLine></TextBlock>\
    <TextBlock><TextLine><String CONTENT='本报讯（记者毛玺玺）12月8日，记者从安培社区了解到，' WC='0.2'/></TextLine>\
    <TextLine><String CONTENT='义务课堂已经开课。' WC='0.9'/></TextLine></TextBlock>\
    </PrintSpace></Page></Layout></alto>";

#[test]
fn a_page_alone_goes_through_the_grammar_and_has_its_head_from_its_name() {
    let document = read("晨光社区报_20151209_03.xml", NEWS.as_bytes()).expect("a page");
    let reading = &document.pages[0].reading;
    assert_eq!(reading.head.paper.as_deref(), Some("晨光社区报"));
    assert_eq!(reading.head.number.as_deref(), Some("3"));
    assert_eq!(reading.head.date.as_ref().map(|date| date.date.to_string()).as_deref(), Some("2015-12-09"));
    let item = &reading.items[0];
    assert_eq!(item.headline, "安培社区办起义务课堂");
    let unsure: Vec<&str> = item
        .remarks
        .iter()
        .map(|remark| remark.reason.as_str())
        .filter(|reason| reason.contains("没有把握"))
        .collect();
    assert_eq!(unsure.len(), 1, "one remark for the piece: {unsure:?}");
    assert!(unsure[0].contains("1 个词"), "{unsure:?}");
}

#[test]
fn a_declaration_that_is_wrong_does_no_harm() {
    let gbk = encoding_rs::GBK.encode(NEWS).0;
    for bytes in [gbk.as_ref(), NEWS.replace("UTF-8", "GB2312").as_bytes()] {
        let document = read("1.xml", bytes).expect("a page");
        assert_eq!(document.pages[0].reading.items[0].headline, "安培社区办起义务课堂");
    }
}

#[test]
fn entities_of_its_own_are_refused() {
    let bomb = "<!DOCTYPE alto [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><alto><Layout>&b;</Layout></alto>";
    assert!(matches!(read("1.xml", bomb.as_bytes()), Err(ReadError::XmlEntities)));
    let unknown = "<alto><Layout>&b;</Layout></alto>";
    assert!(matches!(read("1.xml", unknown.as_bytes()), Err(ReadError::XmlEntities)));
}

#[test]
fn what_is_too_deep_too_long_or_breaks_off_is_refused_with_its_line() {
    let deep = format!("<alto>{}", "<a>".repeat(1_000_000));
    assert!(matches!(read("1.xml", deep.as_bytes()), Err(ReadError::XmlTooLarge { .. })));
    let many = format!("<alto>{}</alto>", "<a/>".repeat(1_000_001));
    assert!(matches!(read("1.xml", many.as_bytes()), Err(ReadError::XmlTooLarge { .. })));
    let cut = "<alto>\n<Layout>\n<Page WIDTH='1' HEIGHT='1'>";
    assert!(matches!(read("1.xml", cut.as_bytes()), Err(ReadError::XmlBroken { line: 3 })));
}
