//! What a reader makes of one page: its head, its lines with their roles, its items.

use jiff::civil::Date;

use super::{Item, PlaceCode, Remark};

/// The part a line plays on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineRole {
    /// 报头、日期、版次
    PageHead,
    /// 引题
    Kicker,
    /// 主题
    Headline,
    /// 副题
    Subtitle,
    /// 正文
    Body,
    /// 转栏: goes on with the paragraph before it.
    ColumnBreak,
    /// 图题
    PhotoHeadline,
    /// 图说
    Caption,
    /// 摄影署名 on a line of its own.
    Credit,
    /// 责任编辑、电话: printed, and no part of any item.
    Furniture,
    /// Nobody can tell; kept, and shown as a doubt.
    Unknown,
}

/// One line of the source that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the source, from 1.
    pub number: usize,
    /// Its text, outer white space taken off.
    pub text: String,
    /// The part it plays.
    pub role: LineRole,
}

/// A date proposed for the issue, with the words that speak for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateProposal {
    /// The day.
    pub date: Date,
    /// Why, in plain Chinese.
    pub reason: String,
    /// Whether the page or its name gives the date itself, so that nobody need be asked.
    pub given: bool,
}

/// What identifies a page, as far as its text and file name tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageHead {
    /// 报名
    pub paper: Option<String>,
    /// 出版日期
    pub date: Option<DateProposal>,
    /// 版次 as printed: 7, or A02.
    pub number: Option<String>,
    /// 版名
    pub name: Option<String>,
}

/// A county-level area proposed for a store that has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaProposal {
    /// Its code.
    pub code: PlaceCode,
    /// Its name with those above it: `浙江省 温州市 鹿城区`.
    pub path: String,
    /// Why, in plain Chinese.
    pub reason: String,
}

/// One page as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReading {
    /// What identifies it.
    pub head: PageHead,
    /// The county-level area that the text speaks of most; only where somebody asked.
    pub area: Option<AreaProposal>,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Its items, in order.
    pub items: Vec<Item>,
    /// Reasons and doubts that belong to no item.
    pub remarks: Vec<Remark>,
}
