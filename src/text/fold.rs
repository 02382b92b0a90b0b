//! Folding of width, case and variants, for comparing only: what was printed is stored as printed.

/// The common form of a variant.
fn common(c: char) -> char {
    match c {
        '郟' => '郏',
        '邨' => '村',
        '峯' => '峰',
        '淸' => '清',
        '靑' => '青',
        '衆' => '众',
        '裏' => '里',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '、' => ',',
        c => c,
    }
}

/// The form in which a character is compared: half width, lower case, common variant.
///
/// One character in, one out, so that positions in folded text are positions in the printed text.
pub fn fold_char(c: char) -> char {
    let narrow = match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    if narrow.is_ascii() {
        return narrow.to_ascii_lowercase();
    }
    common(narrow)
}

/// All characters of `text`, folded.
pub fn fold(text: &str) -> Vec<char> {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_variants_fold_to_one_form() {
        for (a, b) in [("ＡＢ１２", "ab12"), ("郟县", "郏县"), ("（５点）", "(5点)"), ("，", ",")]
        {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("社区"), fold("小区"));
    }

    #[test]
    fn folding_keeps_every_position() {
        let text = "“５点钟义务课堂”，唱响全省";
        assert_eq!(fold(text).len(), text.chars().count());
    }
}
