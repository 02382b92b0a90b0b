//! Where in an article words are looked for.

/// A part of what was printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Zone {
    /// 全文: titles, body, captions, names.
    #[default]
    All,
    /// 标题: kicker, headline, subtitle.
    Title,
    /// 图说
    Caption,
}
