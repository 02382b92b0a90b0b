//! Photos: the wall of what passes the filter, and the viewer of one.

mod elements;
mod held;
mod keys;
pub(super) mod lens;
mod points;
mod rows;
mod viewer;
mod wall;

use std::collections::HashMap;

use egui::TextureHandle;

use crate::import::{PictureInfo, TileKey};
use crate::model::{ArticleId, PhotoId, PhotoNote};
use crate::query::{PhotoCard, PhotoText, Wall};

pub use elements::elements_line;
pub use held::Held;
pub use viewer::ViewerPanel;
pub(super) use viewer::moved_by_pointer;
pub use wall::WallPanel;

/// Bytes of small pictures on the graphics card: 128 MB.
pub const THUMBNAIL_BYTES: usize = 128 << 20;
/// Bytes of tiles of the picture that is looked at: 96 MB.
pub const TILE_BYTES: usize = 96 << 20;
/// Longest sides of small pictures, in pixels: for low rows and for high ones.
pub const SIDES: [u32; 2] = [160, 320];

/// Small pictures by photo and longest side; none where one cannot be shown.
pub type Thumbnails = Held<(PhotoId, u32), Option<TextureHandle>>;
/// Tiles of a picture.
pub type Tiles = Held<(PhotoId, TileKey), TextureHandle>;

/// What a person does with photos.
#[derive(Clone, Debug, PartialEq)]
pub enum PhotoAct {
    /// Show the wall, or the list again.
    ShowWall(bool),
    /// The oldest first, or the newest.
    OldestFirst(bool),
    /// Make rows of about this height.
    SetRowHeight(f32),
    /// These small pictures are on the screen and not there yet, none larger than so many pixels.
    WantThumbnails(Vec<PhotoId>, u32),
    /// The words of these are on the screen and not there yet.
    WantTexts(Vec<PhotoId>),
    /// Look at a photo of the wall.
    Open(usize),
    /// Look at a photo of the article that is read.
    OpenOfArticle(PhotoId),
    /// Look at the next, or the one before.
    Step(bool),
    /// Look at none.
    Close,
    /// These tiles of the picture that is looked at are on the screen and not there yet.
    WantTiles(PhotoId, Vec<TileKey>),
    /// Fill the whole screen, or no longer.
    FullScreen(bool),
    /// Read the article of the photo that is looked at.
    OpenArticle(ArticleId),
    /// Set something down of it.
    Note(PhotoId, PhotoNote),
}

/// What the wall shows.
pub struct WallData<'a> {
    /// The photos; none until they are read.
    pub wall: Option<&'a Wall>,
    /// Changes whenever the photos do.
    pub stamp: u64,
    /// Small pictures that are there.
    pub thumbnails: &'a Thumbnails,
    /// Words that are there.
    pub texts: &'a HashMap<PhotoId, PhotoText>,
    /// Wanted height of rows.
    pub row_height: f32,
    /// Whether the oldest are first.
    pub oldest_first: bool,
    /// The photo that is looked at.
    pub open: Option<usize>,
    /// Whether keys are meant for it: nothing lies on top.
    pub has_keys: bool,
}

/// What the viewer shows.
pub struct ViewerData<'a> {
    /// The photo.
    pub id: PhotoId,
    /// Its number among those one can step through, from 0, and how many there are.
    pub at: (usize, usize),
    /// All that is known of it, once it is read.
    pub card: Option<&'a PhotoCard>,
    /// What is known of its picture, once that is open.
    pub info: Option<&'a PictureInfo>,
    /// Why it cannot be shown.
    pub failure: Option<&'a str>,
    /// Its small picture.
    pub thumbnail: Option<&'a TextureHandle>,
    /// Tiles that are there.
    pub tiles: &'a Tiles,
    /// How what is read looks.
    pub look: crate::ui::Look,
    /// Whether it fills the screen.
    pub full_screen: bool,
    /// Whether keys are meant for it: nothing lies on top.
    pub has_keys: bool,
}
