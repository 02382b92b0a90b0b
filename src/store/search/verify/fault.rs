//! What can be wrong with an index, in words.

use thiserror::Error;

/// Something that index and text disagree about, or that is wrong with the file itself.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Fault {
    /// What SQLite says of the file.
    #[error("库文件有损坏：{0}")]
    File(String),
    /// Rows that refer to rows that are not there.
    #[error("库内有 {0} 行指向不存在的内容")]
    Reference(u64),
    /// Bytes that are not those that were handed in.
    #[error("来源 {0}“{1}”的字节与入库时的 SHA-256 不符")]
    Source(i64, String),
    /// A part of the index that cannot be read.
    #[error("索引第 {0} 段读不出来：{1}")]
    Unreadable(i64, String),
    /// An article in no part of the index.
    #[error("文章 {0} 没有编入索引")]
    Missing(u32),
    /// An article in two parts of the index.
    #[error("文章 {0} 在索引中不止一处")]
    Twice(u32),
    /// An article that is not there, or not shown.
    #[error("索引第 {0} 段有库中没有或未采用的文章 {1}")]
    Extra(i64, u32),
    /// Something of a whole part.
    #[error("索引第 {0} 段的{1}不对")]
    Segment(i64, &'static str),
    /// What a part says of an article besides its words.
    #[error("索引第 {segment} 段里文章 {article} 的{what}不对")]
    Column {
        /// The part.
        segment: i64,
        /// The article.
        article: u32,
        /// Which column.
        what: &'static str,
    },
    /// A list that is not there.
    #[error("索引第 {0} 段缺少{1}的列表")]
    NoList(i64, String),
    /// A list of what no text has.
    #[error("索引第 {0} 段多出{1}的列表")]
    OneListMore(i64, String),
    /// A list of other articles than those that have the run.
    #[error("索引第 {segment} 段{run}的列表不对：漏 {missed} 篇，多 {extra} 篇")]
    List {
        /// The part.
        segment: i64,
        /// What the list is of.
        run: String,
        /// Articles that have it and are not listed.
        missed: u64,
        /// Articles that are listed and have it not.
        extra: u64,
    },
    /// A list that says so in another way than it must.
    #[error("索引第 {0} 段{1}的列表{2}不对")]
    ListForm(i64, String, &'static str),
}
