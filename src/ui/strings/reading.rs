//! Words of the reading desk: looks, selecting, marks, the page around.

use super::Words;
use crate::query::Spot;

pub const LARGER_TEXT: Words = ("正文放大", "正文和标题大一档");
pub const SMALLER_TEXT: Words = ("正文缩小", "正文和标题小一档");
pub const NORMAL_TEXT: Words = ("正文原大", "正文回到 100%");
pub const TOGGLE_CONTRAST: Words = ("高对比度", "黑白分明的颜色，看不清小字时用");
pub const SELECT_ALL: Words = ("全选本文", "选中正在读的整篇，再按 Ctrl+C 复制");
pub const COPY_QUOTE: Words = ("复制文字和引文", "复制选中的文字（没有选中就是全文），后面附上出处");
pub const TOGGLE_MARK: Words = ("加入查档单", "把这篇放进查档单，或从中取出");
pub const SHOW_MARKED: Words = ("查档单…", "看放进查档单的文章：打印、复制出处、清空");
pub const PREVIOUS_ON_PAGE: Words = ("本版上一篇", "同一版面上排在前面的一篇");
pub const NEXT_ON_PAGE: Words = ("本版下一篇", "同一版面上排在后面的一篇");
pub const PREVIOUS_OF_PLACE: Words = ("此地上一篇", "提到同一地名、印得更早的一篇");
pub const NEXT_OF_PLACE: Words = ("此地下一篇", "提到同一地名、印得更晚的一篇");
pub const SHOW_ORIGINAL: Words = ("看原稿", "文字稿逐行对照，每行是什么：标题、署名、正文……");

pub const SHOW_FACSIMILE: Words = ("看版面图", "把这一版的图放在文章旁边，可以放大；再按一次收起");
pub const ATTACH_FACSIMILE: Words = ("附上版面图…", "给正在读的这一版配上扫描图或版面照片");
pub const FACSIMILE: &str = "版面图";
pub const FACSIMILE_NONE: &str = "这一版还没有版面图";
pub const FACSIMILE_BROKEN: &str = "版面图打不开";
pub const FACSIMILE_LOADING: &str = "正在打开版面图…";
pub const FACSIMILE_KEPT: &str = "版面图已存入库中";

pub fn facsimile_of(page: &str) -> String {
    format!("版面图 {page}")
}

/// A piece of the article, on the picture of its page.
pub fn spot_on_page(spot: Spot) -> String {
    let piece = match spot {
        Spot::Kicker => "引题".to_owned(),
        Spot::Headline => "标题".to_owned(),
        Spot::Subtitle => "副题".to_owned(),
        Spot::Paragraph(at) => format!("第 {} 段", at + 1),
        Spot::Caption(photo, _) => format!("第 {} 张照片的图说", photo + 1),
        Spot::Credit(photo) => format!("第 {} 张照片的署名", photo + 1),
    };
    format!("{piece}在版面图上")
}

pub fn read_on_page(headline: &str) -> String {
    format!("读版面图上的“{headline}”")
}

pub const LOOK_SIZE: &str = "字号";
pub const LOOK_LINE: &str = "行距";
pub const LOOK_SPACE: &str = "汉字与字母、数字之间留细缝";
pub const LOOK_SPACE_WHY: &str = "只在屏幕上和 PDF 里；复制的文字与报上所印一字不差";
pub const LOOK_CONTRAST: &str = "高对比度";

pub fn look(percent: u16) -> String {
    format!("正文 {percent}%")
}

pub fn line_height(hundredths: u16) -> String {
    format!("{:.2}", f32::from(hundredths) / 100.0)
}

pub const NO_OTHER_ON_PAGE: &str = "本版没有别的文章了";
pub const NO_OTHER_OF_PLACE: &str = "这个方向没有提到此地的文章了";
pub const NO_PLACE_HERE: &str = "这篇没有认出地名";

pub const MARKED_TITLE: &str = "查档单";
pub const MARKED_EMPTY: &str = "查档单是空的。读文章时按 Ctrl+J 放进来，最后一起打印或复制出处。";
pub const MARKED_PRINT: &str = "打印成 PDF…";
pub const MARKED_CITE: &str = "复制全部出处";
pub const MARKED_CLEAR: &str = "清空";
pub const MARKED_CLEARED: &str = "查档单已清空";
pub const MARKED_REMOVE: &str = "取出";
pub const MARK_ADDED: &str = "已放进查档单";
pub const MARK_REMOVED: &str = "已从查档单取出";

pub fn print_marked(count: usize) -> String {
    format!("查档单里的 {count} 篇")
}

pub fn marked(count: usize) -> String {
    if count == 0 { "查档单".to_owned() } else { format!("查档单 {count}") }
}

pub fn remove_marked(headline: &str) -> String {
    format!("取出 {headline}")
}

pub fn only_by(role: &str, name: &str) -> String {
    format!("只看{role} {name} 的文章")
}

pub const ORIGINAL_WHY: &str =
    "左边是行号，中间是程序现在读出的身份。核对时改过的，以入库的文章为准；深色的行是正在读的这篇。";

pub const NO_ORIGINAL: &str = "这篇的原稿现在读不出来了：来源文件的格式可能已不支持。入库的文章不受影响。";

pub fn original_title(name: &str) -> String {
    format!("原稿 {name}")
}

/// What stands where an item has no headline yet: a page without text that nobody has described.
pub fn headline_or_none(headline: &str) -> &str {
    if headline.is_empty() { "（无题）" } else { headline }
}
