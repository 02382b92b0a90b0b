//! Where the words of a page stand on its picture.

use serde::{Deserialize, Serialize};

/// A word of a printed page, or a run of characters without a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaidWord {
    /// The line of the source that holds it: [`super::Line::number`].
    pub line: usize,
    /// As it was read.
    pub text: String,
    /// Left, top, width and height: parts of the width and the height of the picture, from its top left corner.
    pub rect: [f32; 4],
}
