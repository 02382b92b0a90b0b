//! The sixteen questions.

use fastrand::Rng;

use crate::corpus::Corpus;

/// Words that must all occur, each as exactly these characters in a row.
pub struct Query {
    /// What it is there for.
    pub why: &'static str,
    /// The words.
    pub words: Vec<String>,
}

/// Between the words of a query, as printed and on the command line.
pub const AND: char = '∧';

impl Query {
    /// From words joined by ∧.
    pub fn parse(words: &str, why: &'static str) -> Self {
        Query { why, words: words.split(AND).map(str::to_owned).collect() }
    }

    /// The words joined by ∧.
    pub fn name(&self) -> String {
        self.words.join("∧")
    }
}

const QUERIES: &[(&str, &str)] = &[
    ("的", "one character, nearly everywhere"),
    ("中国", "very common"),
    ("社区", "common"),
    ("鸬鹚", "rare"),
    ("毛玺玺", "a name"),
    ("矛盾纠纷", "four characters"),
    ("区域化党建新格局", "a long phrase"),
    ("区的中国", "near miss: its parts are common"),
    ("社区的中国的社区", "no hit: its parts are common"),
    ("。“", "punctuation"),
    ("2015", "digits"),
    ("GDP", "Latin"),
    ("社区∧矛盾纠纷", "common and middling"),
    ("的∧中国", "common and common"),
    ("矛盾纠纷∧毛玺玺", "middling and rare"),
    ("社区∧中国∧矛盾纠纷", "three words"),
];

/// The queries whose first answer after a cold opening is timed.
pub const COLD: &[&str] = &["社区", "毛玺玺", "区域化党建新格局", "区的中国"];

/// The sixteen.
pub fn all() -> Vec<Query> {
    QUERIES.iter().map(|(words, why)| Query::parse(words, why)).collect()
}

/// One or two words of the running text, or two in a row, as they come.
pub fn random(corpus: &Corpus, count: usize) -> Vec<Query> {
    let mut rng = Rng::with_seed(7);
    let mut next = || {
        let joint = ["", "", "∧"][rng.usize(..3)];
        let first = corpus.word(&mut rng);
        match rng.bool() {
            true => Query::parse(first, "random"),
            false => Query::parse(&format!("{first}{joint}{}", corpus.word(&mut rng)), "random"),
        }
    };
    (0..count).map(|_| next()).collect()
}
