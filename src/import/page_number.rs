//! Page numbers as newspapers print them: 第7版, A02, 第四版.

use crate::text::{fold_char, is_han};

/// Longest line that holds a page number, in characters.
const LONGEST_HEAD: usize = 70;

/// Letters of sections; T is a special issue (特刊).
fn is_section(c: char) -> bool {
    matches!(c.to_ascii_uppercase(), 'A'..='H' | 'S' | 'T' | 'W' | 'Z')
}

/// `A02 要闻`, `要闻 A02`: a page number without 版, told by its letter.
pub fn section_page(line: &str) -> Option<(usize, usize)> {
    if !line.contains(|c| is_section(fold_char(c))) {
        return None;
    }
    let folded: Vec<char> =
        line.chars().take(LONGEST_HEAD + 1).map(|c| fold_char(c).to_ascii_uppercase()).collect();
    let at = folded.iter().position(|c| is_section(*c))?;
    let digits = folded[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    let alone = |c: Option<&char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && !is_han(*c));
    ((1..=3).contains(&digits)
        && alone(at.checked_sub(1).map(|at| &folded[at]))
        && alone(folded.get(at + 1 + digits))
        && folded.len() <= LONGEST_HEAD)
        .then_some((at, at + 1 + digits))
}

/// Takes `第7版`, `第A02版`, `07版`, `第四版`, `A02` out of a line.
pub fn take_page(chars: &[char]) -> (Option<String>, String) {
    let whole = || chars.iter().collect::<String>();
    let without = |start: usize, end: usize| -> String {
        chars[..start].iter().chain([&' ']).chain(&chars[end..]).collect()
    };
    let folded: Vec<char> = chars.iter().map(|c| fold_char(*c).to_ascii_uppercase()).collect();
    for end in (0..folded.len()).filter(|at| folded[*at] == '版') {
        let part = |c: char| c.is_ascii_alphanumeric() || c == ' ' || "〇零一二三四五六七八九十".contains(c);
        let mut start = folded[..end].iter().rposition(|c| !part(*c)).map_or(0, |at| at + 1);
        // 星期二 07版: the numeral in front of the space counts the day.
        let spaced = folded[start..end].iter().rposition(|c| *c == ' ').map(|at| start + at + 1);
        if let Some(at) = spaced.filter(|at| folded[*at..end].iter().any(char::is_ascii_digit))
            && !folded[start..at].iter().any(|c| c.is_ascii_alphanumeric())
        {
            start = at;
        }
        let mut spread = None;
        // 8-9版, 第4、5版: a spread is called by its first page.
        if start > 1
            && matches!(folded[start - 1], '-' | '—' | '至' | '、' | ',')
            && folded[start..end].iter().any(|c| *c != ' ')
        {
            let first =
                folded[..start - 1].iter().rposition(|c| !part(*c) || *c == ' ').map_or(0, |at| at + 1);
            if first < start - 1 {
                spread = Some(folded[first..start - 1].iter().collect::<String>());
                start = first;
            }
        }
        let numbered = start > 0 && folded[start - 1] == '第';
        let digits = spread.unwrap_or_else(|| folded[start..end].iter().filter(|c| **c != ' ').collect());
        let page = page_number(&digits)
            .or_else(|| han_number(&digits).filter(|n| *n > 0 && numbered).map(|n| n.to_string()));
        // 今日8版 counts the pages of the issue.
        let counts = start >= 2 && matches!(folded[start - 1], '日' | '期' | '共' | '出' | '刊');
        if let Some(page) = page.filter(|_| !counts) {
            return (Some(page), without(start - usize::from(numbered), end + 1));
        }
        if counts {
            continue;
        }
    }
    match section_page(&whole()) {
        Some((start, end)) => {
            let page: String = folded[start..end].iter().collect();
            (page_number(&page), without(start, end))
        }
        None => (None, whole()),
    }
}

/// A page number as we write it: `7`, `A2`; at most one letter and three digits.
pub fn page_number(text: &str) -> Option<String> {
    let text: String = text.trim().chars().map(|c| fold_char(c).to_ascii_uppercase()).collect();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let section = text.strip_suffix(digits).unwrap_or_default();
    let number: u16 = digits.parse().ok().filter(|number| (1..=999).contains(number))?;
    (section.len() <= 1).then(|| format!("{section}{number}"))
}

/// 四 is 4, 十二 is 12, 二十 is 20: numbers below a hundred as newspapers write pages and days.
pub fn han_number(text: &str) -> Option<u8> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| {
        let at = DIGITS.chars().position(|d| d == c).or((c == '零').then_some(0));
        at.and_then(|n| u8::try_from(n).ok())
    };
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        [one] => digit(*one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_in_many_ways() {
        for (line, number) in [
            ("第7版", Some("7")),
            ("第A02版", Some("A2")),
            ("兴庆周报 8-9版", Some("8")),
            ("第4、5版", Some("4")),
            ("第四版", Some("4")),
            ("今日8版", None),
            ("T3 年终盘点", Some("T3")),
            ("T3航站楼", None),
            ("N95口罩", None),
        ] {
            let chars: Vec<char> = line.chars().collect();
            assert_eq!(take_page(&chars).0.as_deref(), number, "{line}");
        }
    }
}
