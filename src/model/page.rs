//! What a reader makes of one page: its head, its lines with their roles, its items.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Item, PlaceCode, Remark};

/// The part a line plays on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRole {
    /// 报头: the paper's name alone.
    Masthead,
    /// 日期行: date, weekday, 总第…期.
    DateLine,
    /// 版头: page number and name, often with the date.
    PageHead,
    /// 引题
    Kicker,
    /// 主题
    Headline,
    /// 副题
    Subtitle,
    /// 小标题 inside an article.
    SectionHead,
    /// 署名 on a line of its own.
    Byline,
    /// 电头 on a line of its own: 新华社北京12月8日电.
    Dateline,
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
    /// 下转第四版, 上接第一版
    Continuation,
    /// 责任编辑、电话: printed, and no part of any item.
    Furniture,
    /// 广告、遗失声明: printed, and no part of any item.
    Advertisement,
    /// Nobody can tell; kept, and shown as a doubt.
    Unknown,
}

impl LineRole {
    /// In the order in which a menu offers them.
    pub const ALL: [Self; 18] = [
        Self::Kicker,
        Self::Headline,
        Self::Subtitle,
        Self::Body,
        Self::SectionHead,
        Self::Byline,
        Self::PhotoHeadline,
        Self::Caption,
        Self::Credit,
        Self::ColumnBreak,
        Self::Dateline,
        Self::Continuation,
        Self::Furniture,
        Self::Advertisement,
        Self::Masthead,
        Self::DateLine,
        Self::PageHead,
        Self::Unknown,
    ];

    /// Kicker, headline, subtitle or photo headline.
    pub fn is_title(self) -> bool {
        matches!(self, Self::Kicker | Self::Headline | Self::Subtitle | Self::PhotoHeadline)
    }

    /// Printed on the page, and no part of any item.
    pub fn is_outside(self) -> bool {
        matches!(
            self,
            Self::Masthead | Self::DateLine | Self::PageHead | Self::Furniture | Self::Advertisement
        )
    }
}

/// How sure the reader is of a line's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Something else is about as likely: a person should look.
    Doubtful,
    /// More likely than anything else.
    Likely,
    /// A mark leaves no other reading, or a person said so.
    Sure,
}

/// One line of the source that is not blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the source, from 1.
    pub number: usize,
    /// Its text, outer white space taken off.
    pub text: String,
    /// The part it plays.
    pub role: LineRole,
    /// Whether it goes on with the line before it, in one paragraph or one title.
    pub joined: bool,
    /// Whether an item begins with it.
    pub begins: bool,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why, in plain Chinese; empty where the role is plain to see.
    pub reason: String,
}

/// A date proposed for the issue, with the words that speak for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateProposal {
    /// The day.
    pub date: Date,
    /// Why, in plain Chinese.
    pub reason: String,
    /// Whether the page or its name gives the date itself, so that nobody need be asked.
    pub given: bool,
}

/// What identifies a page, as far as its text and file name tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageHead {
    /// 报名
    pub paper: Option<String>,
    /// 出版日期
    pub date: Option<DateProposal>,
    /// 版次 as printed: 7, or A02.
    pub number: Option<String>,
    /// 版名
    pub name: Option<String>,
    /// 总第…期: the number of the issue, counted from the paper's first.
    pub issue: Option<String>,
}

/// A county-level area proposed for a store that has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaProposal {
    /// Its code.
    pub code: PlaceCode,
    /// Its name with those above it: `浙江省 温州市 鹿城区`.
    pub path: String,
    /// Why, in plain Chinese.
    pub reason: String,
}

/// One page as read. Its items follow from its lines (`import::build_items`), until a person edits a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
