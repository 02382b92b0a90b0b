//! A run of characters to be found, some of them unknown.

/// Characters as typed; none where any character may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pattern(Vec<Option<char>>);

impl Pattern {
    /// A word as typed: `*` stands for one unknown character.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().map(|c| (c != '*' && c != '＊').then_some(c)).collect())
    }

    /// A phrase in which every character means itself.
    pub fn literal(text: &str) -> Self {
        Self(text.chars().map(Some).collect())
    }

    /// Its characters.
    pub fn chars(&self) -> &[Option<char>] {
        &self.0
    }

    /// As a person would type it.
    pub fn shown(&self) -> String {
        self.0.iter().map(|c| c.unwrap_or('*')).collect()
    }
}
