//! Where words occur in a text, for marks and snippets.

use super::{FoldedPattern, Folding, Pattern, ends_sentence, is_closing};

/// Words to be shown where they occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    patterns: Vec<FoldedPattern>,
    folding: Folding,
}

impl Default for Words {
    fn default() -> Self {
        Self::new([], Folding::ALL)
    }
}

impl Words {
    /// Patterns, compared under a folding.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>, folding: Folding) -> Self {
        let folded = patterns.into_iter().map(|pattern| pattern.folded(folding));
        Self { patterns: folded.filter(|pattern| !pattern.is_blank()).collect(), folding }
    }

    /// Words parted by white space.
    pub fn parse(query: &str) -> Self {
        let patterns: Vec<Pattern> = query.split_whitespace().map(Pattern::typed).collect();
        Self::new(&patterns, Folding::ALL)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Every occurrence of every word in `text`, as (first character, length), in order, overlaps merged.
    pub fn hits(&self, text: &str) -> Vec<(usize, usize)> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = self.folding.text(text);
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for word in &self.patterns {
            let mut from = 0;
            while let Some(at) = word.find(&folded.chars, from) {
                hits.push(folded.printed(at, word.len()));
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
