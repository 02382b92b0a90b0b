//! Pure functions on Chinese text. Positions are characters, never bytes.

mod diff;
mod find;
mod fold;
mod marks;
mod pattern;
mod pinyin;
mod search;
mod sentence;
mod typeset;
mod word_list;

pub use diff::{Edit, diff, similarity};
pub use find::{FoldedPattern, are_near};
pub use fold::{Folded, Folding, fold, fold_char};
pub use marks::{
    HanSet, count_up_to, cut, ends_sentence, is_closing, is_han, is_opening, is_pause, shown, words_part,
};
pub use pattern::Pattern;
pub use pinyin::{Fit, Readings, homophones, sound};
pub use search::{Words, snippet};
pub use sentence::sentences;
pub use typeset::{Line, Rules, Typeset, typeset};
pub use word_list::WordList;
