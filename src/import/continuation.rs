//! Where an article goes on: 下转第四版, 上接第一版.

use super::byline::{MARKS, unwrapped};
use super::page_number::{han_number, page_number};

/// Where the rest of an article stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// 下转
    On(String),
    /// 上接
    From(String),
}

/// `（下转第四版）`, `(上接A01版)`: the whole line.
pub fn continuation(line: &str) -> Option<Continuation> {
    let (bare, _) = unwrapped(line);
    let bare = bare.trim_start_matches(MARKS).trim_end_matches(['。', ' ']);
    let (rest, on) = ["下转", "转", "紧接", "上接", "接"]
        .iter()
        .find_map(|word| bare.strip_prefix(word).map(|rest| (rest, matches!(*word, "下转" | "转"))))?;
    let page = rest.trim_start_matches('第').trim_end_matches('版').trim();
    let page = page_number(page).or_else(|| han_number(page).map(|n| n.to_string()))?;
    (rest.ends_with('版')).then_some(if on { Continuation::On(page) } else { Continuation::From(page) })
}

/// A paragraph without the continuation at its end or beginning.
pub fn without_continuation(paragraph: &str) -> (&str, Option<Continuation>) {
    let text = paragraph.trim_end();
    if text.ends_with(['）', ')', '】'])
        && let Some(at) = text.rfind(['（', '(', '【'])
        && let (Some(before), Some(tail)) = (text.get(..at), text.get(at..))
        && let Some(found) = continuation(tail)
    {
        return (before.trim_end(), Some(found));
    }
    if text.starts_with(['（', '(', '【'])
        && let Some(at) = text.find(['）', ')', '】'])
        && let Some(head) =
            text.char_indices().find(|(i, _)| *i > at).map_or(Some(text), |(i, _)| text.get(..i))
        && let Some(found) = continuation(head)
    {
        return (text.get(head.len()..).unwrap_or_default().trim_start(), Some(found));
    }
    (paragraph, None)
}
