//! The plain search of the first release: every word must occur somewhere, exactly, after folding.

use super::{ends_sentence, fold, is_closing};

/// The words of a search box: parted by white space, all of them wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Vec<char>>);

impl Words {
    /// Splits what was typed.
    pub fn parse(query: &str) -> Self {
        Self(query.split_whitespace().map(fold).collect())
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word occurs in `text`.
    pub fn all_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return true;
        }
        let folded = fold(text);
        self.0.iter().all(|word| find(&folded, word, 0).is_some())
    }

    /// Every occurrence of every word in `text`, as (first character, length), in order, overlaps merged.
    pub fn hits(&self, text: &str) -> Vec<(usize, usize)> {
        let folded = fold(text);
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for word in &self.0 {
            let mut from = 0;
            while let Some(at) = find(&folded, word, from) {
                hits.push((at, word.len()));
                from = at + word.len();
            }
        }
        hits.sort_unstable();
        hits.dedup_by(|next, kept| {
            let overlaps = next.0 < kept.0 + kept.1;
            if overlaps {
                kept.1 = kept.1.max(next.0 + next.1 - kept.0);
            }
            overlaps
        });
        hits
    }
}

fn find(text: &[char], word: &[char], from: usize) -> Option<usize> {
    let first = word.first()?;
    (from..(text.len() + 1).checked_sub(word.len())?)
        .find(|&at| text[at] == *first && text[at..at + word.len()] == *word)
}

/// About `width` characters of the paragraph with the first hit, from a sentence's start where one is near;
/// the first paragraph where nothing hits.
pub fn snippet(paragraphs: &[String], words: &Words, width: usize) -> String {
    let hit = paragraphs.iter().find_map(|p| words.hits(p).first().map(|hit| (p, hit.0)));
    let Some((paragraph, at)) = hit.or_else(|| paragraphs.first().map(|p| (p, 0))) else {
        return String::new();
    };
    let chars: Vec<char> = paragraph.chars().collect();
    let earliest = at.saturating_sub(width / 3);
    let sentence = (earliest..at).find(|&i| i > 0 && ends_sentence(&chars[i - 1].to_string()));
    let start = if earliest == 0 { 0 } else { sentence.unwrap_or(earliest) };
    // A cut right before a comma or closing mark would begin with it.
    let start = (start..at).find(|&i| !is_closing(chars[i])).unwrap_or(at);
    let end = (start + width).min(chars.len());
    let dots = |cut: bool| if cut { "…" } else { "" };
    let middle: String = chars[start..end].iter().collect();
    format!("{}{middle}{}", dots(start > 0), dots(end < chars.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_found_exactly() {
        let text = "安培社区有未成年人498人。";
        for (query, expect) in [
            ("社区", true),
            ("区", true),
            ("社区 498", true),
            ("社区 婚姻", false),
            ("４９８", true),
            ("区社", false),
        ] {
            assert_eq!(Words::parse(query).all_in(text), expect, "{query}");
        }
        assert!(Words::parse("　 ").is_empty());
    }

    #[test]
    fn overlapping_hits_are_one() {
        assert_eq!(Words::parse("社区大 区大党").hits("和社区大党委"), [(1, 4)]);
        assert_eq!(Words::parse("区").hits("区区"), [(0, 1), (1, 1)]);
    }

    #[test]
    fn a_snippet_shows_the_hit() {
        let paragraphs = ["甲".repeat(100) + "社区" + &"乙".repeat(100)];
        let cut = snippet(&paragraphs, &Words::parse("社区"), 30);
        assert!(cut.starts_with('…') && cut.ends_with('…') && cut.contains("社区"), "{cut}");
        assert_eq!(snippet(&[], &Words::default(), 30), "");
    }
}
