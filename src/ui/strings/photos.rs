//! The words of the photo wall and the viewer.

use super::Words;
use crate::import::FactKind;
use crate::model::{Date, Element};

pub const PHOTO_WALL: Words = ("照片墙", "把符合条件的照片排成一面墙；再按一次回到列表");
pub const WALL_TITLE: &str = "照片";
pub const WALL_CLOSE: &str = "回到列表";
pub const WALL_ORDER: &str = "照片次序";
pub const WALL_NEWEST: &str = "按日期 ↓";
pub const WALL_OLDEST: &str = "按日期 ↑";
pub const WALL_ORDER_WHY: &str = "新的在前，或旧的在前";
pub const WALL_SIZE: &str = "大小";
pub const WALL_SIZE_WHY: &str = "照片大小　Ctrl+加号、Ctrl+减号";
pub const WALL_EMPTY: &str = "符合条件的文章没有照片";
pub const WALL_EMPTY_HOW: &str = "可以去掉一个条件，或看看别的时间、社区";
pub const PICTURE_LOADING: &str = "正在打开照片…";

pub const VIEW_PHOTO: &str = "放大看照片";
pub const PHOTO_BEFORE: &str = "上一张";
pub const PHOTO_AFTER: &str = "下一张";
pub const PHOTO_BEFORE_WHY: &str = "上一张　PageUp";
pub const PHOTO_AFTER_WHY: &str = "下一张　PageDown";
pub const FIT: Words = ("适合窗口", "整张放进窗口　0");
pub const WHOLE_SIZE: Words = ("100 %", "一个像素对一个像素　1；滚轮缩放，拖动移动");
pub const TURN: Words = ("旋转", "顺时针转四分之一　R；逆时针 Shift+R。只改显示，原图不动");
pub const FULL_SCREEN: Words = ("全屏 F11", "占满屏幕，Esc 退出");
pub const VIEWER_CLOSE: Words = ("关闭照片", "关闭　Esc");
pub const OPEN_ARTICLE: Words = ("打开文章", "读这张照片所在的文章　Enter");
pub const CITE: Words = ("引文", "按 GB/T 7714 复制出处　Ctrl+Shift+C");
pub const NO_CAPTION: &str = "没有图说";
pub const NO_PHOTOGRAPHER: &str = "摄影者未署名";
pub const TOO_LARGE_WHOLE: &str = "原图太大，放大时只显示一半或四分之一的精细度";
pub const MISSING: &str = "缺";
pub const EDIT_ELEMENT: &str = "点击修改；按回车存下，Esc 放弃";
pub const GIVE_BACK: &str = "恢复为从图说读出的";
pub const OWN_WORDS: &str = "由人填写";
pub const PLACE_PERSON: &str = "标出位置";
pub const FACTS_TITLE: &str = "图片文件所记";

pub fn wall_count(photos: usize, communities: usize) -> String {
    if communities == 0 {
        format!("{photos} 张")
    } else {
        format!("{photos} 张 · {communities} 个社区")
    }
}

pub fn month_heading(date: Date) -> String {
    format!("{} 年 {} 月", date.year(), date.month())
}

pub fn photo_name(headline: &str, date: Date) -> String {
    format!("照片 {headline} {date}")
}

pub fn photo_at(at: usize, of: usize) -> String {
    format!("{at} / {of}")
}

/// 4 288×2 848, with thin spaces between thousands.
pub fn original_size([width, height]: [u32; 2]) -> String {
    format!("原图 {}×{}", thousands(width), thousands(height))
}

fn thousands(number: u32) -> String {
    if number < 1000 { number.to_string() } else { format!("{}\u{2009}{:03}", number / 1000, number % 1000) }
}

pub fn printed_on(paper: &str, date: Date, page: &str) -> String {
    format!("《{paper}》{date} 第 {page} 版")
}

pub fn zoomed_to(percent: f32) -> String {
    format!("{percent:.0} %")
}

pub fn element(element: Element) -> &'static str {
    match element {
        Element::Event => "事由",
        Element::Time => "时间",
        Element::Place => "地点",
        Element::People => "人物",
        Element::Background => "背景",
        Element::Photographer => "摄影者",
    }
}

pub fn element_name(kind: Element, words: Option<&str>) -> String {
    format!("{}：{}", element(kind), words.unwrap_or(MISSING))
}

pub fn element_field(kind: Element) -> String {
    format!("修改{}", element(kind))
}

pub fn read_from(words: &str) -> String {
    format!("据“{words}”")
}

pub fn person_at(position: &str, name: &str) -> String {
    format!("{position} {name}")
}

pub fn place_person(name: &str) -> String {
    format!("{PLACE_PERSON} {name}")
}

pub fn place_person_how(name: &str) -> String {
    format!("请在照片上点出 {name} 的位置，Esc 取消")
}

pub fn forget_person(name: &str) -> String {
    format!("去掉标记 {name}")
}

pub fn person_marked(label: &str) -> String {
    format!("照片上的 {label}，拖动可移动")
}

pub fn fact(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Caption => "说明",
        FactKind::Creator => "作者",
        FactKind::Taken => "拍摄时间",
        FactKind::Keywords => "关键词",
        FactKind::Place => "地点",
        FactKind::Position => "经纬度",
        FactKind::Camera => "相机",
        FactKind::Exposure => "曝光",
    }
}
