//! Sentences: what a reader wants to see of a text around a word.

use super::{ends_sentence, is_closing};

/// The sentences of a text one after the other, as (first character, length); together they are the whole text.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..chars.len() {
        let ends = matches!(chars[at], '。' | '！' | '？' | '；' | '!' | '?' | '\n')
            || chars[at] == '…' && chars.get(at + 1) != Some(&'…')
            || chars[at] == ';';
        // A quotation mark behind a full stop still belongs to the sentence.
        let closed = chars.get(at + 1).is_none_or(|next| !is_closing(*next) && *next != '"');
        let closes = is_closing(chars[at]) || chars[at] == '"';
        let ended = |at: usize| {
            let so_far: String = chars[start..=at].iter().collect();
            ends_sentence(&so_far) || so_far.ends_with(['；', ';', '\n'])
        };
        if closed && (ends || closes && ended(at)) {
            found.push((start, at + 1 - start));
            start = at + 1;
        }
    }
    if start < chars.len() {
        found.push((start, chars.len() - start));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let chars: Vec<char> = text.chars().collect();
        let parts: Vec<String> =
            sentences(text).iter().map(|(start, len)| chars[*start..start + len].iter().collect()).collect();
        assert_eq!(parts, expect);
    }

    #[test]
    fn a_text_is_parted_where_a_reader_stops() {
        check("", &[]);
        check("社区开张。居民来了", &["社区开张。", "居民来了"]);
        check("他说：“真好。”大家笑了！", &["他说：“真好。”", "大家笑了！"]);
        check("他说：“真好，真好”，走了。", &["他说：“真好，真好”，走了。"]);
        check("来了……走了。", &["来了……", "走了。"]);
        check("一是安全；二是卫生。", &["一是安全；", "二是卫生。"]);
        check("增长3.5%。好?好!", &["增长3.5%。", "好?", "好!"]);
        check("（完）", &["（完）"]);
    }
}
