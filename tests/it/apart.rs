//! Taking apart and putting together: no text loses, doubles or changes a character, and none breaks the reader.

use jiuwen::import::{Habits, SourceFile, build_items, decode, put_together, read_document};
use jiuwen::model::{Line, PageReading};
use proptest::prelude::*;

/// What stands on newspaper pages, and what stands around it.
const FRAGMENTS: [&str; 44] = [
    "晨光社区报",
    "2015年12月9日",
    "星期三",
    "第3版：社区",
    "第A02版",
    "总第128期",
    "社区夜校开班",
    "——五年四百堂课",
    "着力解决停车难",
    "本报讯（记者 王波）",
    "本报讯",
    "新华社北京12月8日电",
    "12月8日，",
    "居民都来了。",
    "记者",
    "通讯员",
    "张志举 陶青运",
    "（张志举 陶青运）",
    "□ 李明",
    "王波 摄",
    "文/图 王波",
    "（资料图片）",
    "图为夜校一角。",
    "▲上图：",
    "（右一）",
    "（下转第四版）",
    "（上接第一版）",
    "责任编辑 李敏",
    "热线电话：88123456",
    "遗失声明",
    "一、",
    "（二）",
    "问：",
    "\n",
    "\n\n",
    "\r\n",
    "　　",
    " ",
    "\t",
    "\u{feff}",
    "\u{200b}",
    "\u{85}",
    "\u{2028}",
    "\u{fffd}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => (0..FRAGMENTS.len()).prop_map(|at| FRAGMENTS[at].to_owned()),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
        1 => "[社区居民夜校，。]{1,40}",
    ];
    proptest::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

fn pages(name: &str, text: &str) -> Option<(String, Vec<PageReading>)> {
    let file = SourceFile::new(name.into(), text.as_bytes().to_vec());
    let decoded = decode(&file.bytes).ok()?;
    let document = read_document(&file, None, &Habits::default()).ok()?;
    Some((decoded.text, document.pages.into_iter().map(|page| page.reading).collect()))
}

fn lines(pages: &[PageReading]) -> impl Iterator<Item = &Line> {
    pages.iter().flat_map(|page| &page.lines)
}

proptest! {
    #[test]
    fn a_text_put_together_from_its_lines_is_the_text(text in text()) {
        let Some((text, pages)) = pages("报_20151209_03.txt", &text) else { return Ok(()) };
        prop_assert_eq!(put_together(&text, lines(&pages)), text);
    }

    #[test]
    fn every_line_with_text_is_one_line_of_one_page(text in text()) {
        let Some((text, pages)) = pages("报.txt", &text) else { return Ok(()) };
        let blank = |line: &str| line.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        let printed: Vec<usize> =
            text.split('\n').enumerate().filter(|(_, line)| !blank(line)).map(|(at, _)| at + 1).collect();
        prop_assert_eq!(lines(&pages).map(|line| line.number).collect::<Vec<_>>(), printed);
    }

    #[test]
    fn the_same_lines_give_the_same_items(text in text()) {
        let Some((_, pages)) = pages("报.txt", &text) else { return Ok(()) };
        for page in &pages {
            prop_assert_eq!(&build_items(&page.lines), &page.items);
            prop_assert_eq!(build_items(&page.lines), build_items(&page.lines));
        }
    }

    #[test]
    fn no_article_breaks_the_reader(text in text()) {
        let text = text.replace('\n', "</p><p>");
        pages("content_1.htm", &format!("<!--enpcontent--><img src=a.jpg><p>{text}"));
        pages("content_1.htm", &text);
    }
}
