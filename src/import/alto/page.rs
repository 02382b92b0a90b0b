//! One printed page of ALTO: its words in order, the lines and blocks they stand in.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::words_part;

/// A page as read.
#[derive(Debug, Default)]
pub struct AltoPage {
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Its printed lines, in order.
    pub lines: Vec<PrintedLine>,
    /// Its blocks of text, in order.
    pub blocks: Vec<Block>,
    /// Pictures on it, by their ids.
    pub pictures: Vec<String>,
    /// Which words an element holds, by its id.
    pub ids: HashMap<String, Range<usize>>,
    /// The picture of the page, as the producer named it.
    pub image: Option<String>,
    /// The number printed on it, as the producer says.
    pub printed_number: Option<String>,
}

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As it is read in its place: the first part of a word that is parted at a line end.
    pub text: String,
    /// Left, top, width, height in parts of the page.
    pub rect: [f32; 4],
    /// How sure the machine was, 0 to 1; none where it does not say.
    pub sure: Option<f32>,
    /// Whether white space stands before it; none where the producer marks none in this line.
    pub spaced: Option<bool>,
    /// It is the rest of the word before it, parted at a line end: no mark and no space between them.
    pub rest: bool,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedLine {
    /// Its words.
    pub words: Range<usize>,
    /// Left, top, width, height in parts of the page.
    pub rect: [f32; 4],
    /// How far it begins to the right of its block, in heights of its characters.
    pub indent: f32,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its id; empty where it has none.
    pub id: String,
    /// Its lines.
    pub lines: Range<usize>,
}

impl AltoPage {
    /// The text of words that stand in one line: Han together, Latin words apart.
    pub fn text(&self, words: Range<usize>) -> String {
        let mut text = String::new();
        for word in self.words.get(words).unwrap_or_default() {
            let apart = words_part(text.chars().last(), word.text.chars().next());
            if !text.is_empty() && !word.rest && word.spaced.unwrap_or(true) && apart {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    /// The words from the beginning of one element to the end of another, or of the same; none where it has none.
    pub fn between(&self, begin: &str, end: Option<&str>) -> Option<Range<usize>> {
        let from = self.ids.get(begin)?;
        let to = match end {
            // An end that is not there: as far as the block goes.
            Some(end) => self.ids.get(end).cloned().unwrap_or_else(|| from.start..self.block_end(from.start)),
            None => from.clone(),
        };
        // The rest of a word that began before stands there; that of the last word is taken from behind.
        let rest = |at: usize| self.words.get(at).is_some_and(|word| word.rest);
        let start = (from.start..to.end).find(|at| !rest(*at))?;
        let end = to.end + (to.end..self.words.len()).take_while(|at| rest(*at)).count();
        Some(start..end)
    }

    /// One behind the last word of the block that holds a word.
    fn block_end(&self, word: usize) -> usize {
        let ends = self.blocks.iter().filter_map(|block| {
            let (first, last) =
                (self.lines.get(block.lines.start)?, self.lines.get(block.lines.end.checked_sub(1)?)?);
            (first.words.start..last.words.end).contains(&word).then_some(last.words.end)
        });
        ends.max().unwrap_or(word + 1)
    }

    /// The parts of printed lines that words stand in.
    pub fn lines_of(&self, words: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let first = self.lines.partition_point(|line| line.words.end <= words.start);
        let lines = self.lines.iter().enumerate().skip(first);
        lines.take_while(move |(_, line)| line.words.start < words.end).filter_map(move |(at, line)| {
            let part = line.words.start.max(words.start)..line.words.end.min(words.end);
            (!part.is_empty()).then_some((at, part))
        })
    }
}
