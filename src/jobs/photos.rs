//! The threads behind the photo wall and the viewer: one decodes small pictures, one the picture that is looked at.

use std::sync::Arc;

use crate::import::{BASE_SIDE, Header, Level, PictureInfo, ReadError, Tile, TileKey, picture_facts, pixels};
use crate::model::PhotoId;
use crate::query::{self, Archive, Filter, PhotoCard, PhotoText, Wall};
use crate::store::{Result, Search, Store, StoreError};

use super::pictures::Picture;
use super::reading::guarded;
use super::worker::{Desk, Wake, Worker};

/// What the reading thread is asked of photos.
pub enum PhotoAsk {
    /// The photos of a filter.
    Wall(Box<Filter>),
    /// What is said beside these.
    Texts(Vec<PhotoId>),
    /// All that is known of one.
    Card(PhotoId),
}

/// What it says of them.
pub enum PhotoAnswer {
    /// The photos of a filter.
    Wall(Box<Wall>),
    /// What is said beside photos.
    Texts(Vec<PhotoText>),
    /// All that is known of one.
    Card(Box<PhotoCard>),
}

/// Reads what was asked.
pub(super) fn answer(store: &Store, archive: &Archive, ask: PhotoAsk) -> Result<Option<PhotoAnswer>> {
    match ask {
        PhotoAsk::Wall(filter) => {
            let wall = store.search(|reader, index| {
                Wall::load(&Search { reader, index, wanted: &|| true }, archive, *filter)
            })?;
            Ok(wall.ok().map(|wall| PhotoAnswer::Wall(Box::new(wall))))
        }
        PhotoAsk::Texts(ids) => {
            // One that went while its page was read anew is no longer on the wall that is on its way.
            let there = |text: &Result<PhotoText>| !matches!(text, Err(StoreError::NoSuch(..)));
            let texts = store.read(|r| ids.iter().map(|id| r.photo_text(*id)).filter(there).collect())?;
            Ok(Some(PhotoAnswer::Texts(texts)))
        }
        PhotoAsk::Card(id) => {
            Ok(Some(PhotoAnswer::Card(Box::new(store.read(|r| query::photo_card(r, id))?))))
        }
    }
}

/// What the decoding threads say; all of the store whose pictures they are.
pub enum PhotoNews {
    /// A small picture, with the side that was asked for; none where it cannot be shown.
    Thumbnail(Arc<Store>, PhotoId, u32, Option<Picture>),
    /// A picture is open.
    Opened(Arc<Store>, PhotoId, Box<PictureInfo>),
    /// A tile of it.
    Tile(Arc<Store>, PhotoId, TileKey, Tile),
    /// It cannot be shown, in plain words.
    Failed(Arc<Store>, PhotoId, String),
}

struct Thumbnails {
    store: Arc<Store>,
    ids: Vec<PhotoId>,
    side: u32,
}

enum Look {
    At { store: Arc<Store>, id: PhotoId, tiles: Vec<TileKey> },
    Away,
}

/// Both threads.
pub struct PhotoDesk {
    thumbnails: Worker<Thumbnails, PhotoNews>,
    looking: Worker<Look, PhotoNews>,
}

impl PhotoDesk {
    /// Starts them.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn start(wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        let mut open = None;
        Ok(Self {
            thumbnails: Worker::start("thumbnails", Arc::clone(wake), thumbnails)?,
            looking: Worker::start("viewer", Arc::clone(wake), move |look, desk| match look {
                Look::Away => open = None,
                Look::At { store, id, tiles } => look_at(&mut open, &store, id, &tiles, desk),
            })?,
        })
    }

    /// Asks for small pictures, none larger than `side`; those of an earlier call that have not come are given up.
    pub fn want_thumbnails(&self, store: &Arc<Store>, ids: Vec<PhotoId>, side: u32) {
        self.thumbnails.ask_instead(Thumbnails { store: Arc::clone(store), ids, side });
    }

    /// Asks for tiles of a picture, or that it be opened; those of an earlier call that have not come are given up.
    pub fn look_at(&self, store: &Arc<Store>, id: PhotoId, tiles: Vec<TileKey>) {
        self.looking.ask_instead(Look::At { store: Arc::clone(store), id, tiles });
    }

    /// Gives back the memory of the picture that was looked at.
    pub fn look_away(&self) {
        self.looking.ask_instead(Look::Away);
    }

    /// A small picture, if one has come.
    pub fn poll_thumbnail(&self) -> Option<PhotoNews> {
        self.thumbnails.poll()
    }

    /// Something of the picture that is looked at, if anything has come.
    pub fn poll_looked_at(&self) -> Option<PhotoNews> {
        self.looking.poll()
    }
}

fn thumbnails(ask: Thumbnails, desk: &Desk<PhotoNews>) {
    let Thumbnails { store, ids, side } = ask;
    for id in ids {
        // What scrolled out of sight is wanted no longer.
        if !desk.is_wanted() {
            return;
        }
        let picture = match store.read(|r| r.thumbnail(id)) {
            Ok(bytes) => bytes.and_then(|bytes| {
                let read =
                    pixels(&bytes, side).inspect_err(|error| tracing::warn!(?error, %id, "a thumbnail"));
                read.ok().map(|(size, rgba)| Picture { size, rgba })
            }),
            Err(error) => {
                tracing::warn!(?error, %id, "a thumbnail");
                None
            }
        };
        desk.answer(PhotoNews::Thumbnail(Arc::clone(&store), id, side, picture));
    }
}

/// A picture that is looked at: its file, a small whole, and the part of the detail that was needed last.
struct Open {
    store: Arc<Store>,
    id: PhotoId,
    bytes: Vec<u8>,
    header: Header,
    base: Option<Level>,
    fine: Option<Level>,
}

fn look_at(
    open: &mut Option<Open>,
    store: &Arc<Store>,
    id: PhotoId,
    tiles: &[TileKey],
    desk: &Desk<PhotoNews>,
) {
    if !desk.is_wanted() {
        return;
    }
    if open.as_ref().is_none_or(|open| open.id != id || !Arc::ptr_eq(&open.store, store)) {
        // The memory of the last one first.
        *open = None;
        match opened(store, id) {
            Ok((picture, info)) => {
                *open = Some(picture);
                desk.answer(PhotoNews::Opened(Arc::clone(store), id, Box::new(info)));
            }
            Err(message) => {
                desk.answer(PhotoNews::Failed(Arc::clone(store), id, message));
                return;
            }
        }
    }
    let Some(open) = open else { return };
    for key in tiles {
        if !desk.is_wanted() {
            return;
        }
        match open.tile(*key) {
            Ok(Some(tile)) => desk.answer(PhotoNews::Tile(Arc::clone(store), id, *key, tile)),
            Ok(None) => {}
            Err(message) => {
                desk.answer(PhotoNews::Failed(Arc::clone(store), id, message));
                return;
            }
        }
    }
}

fn opened(store: &Arc<Store>, id: PhotoId) -> std::result::Result<(Open, PictureInfo), String> {
    let bytes = store.read(|r| r.photo_bytes(id)).map_err(|error| {
        tracing::error!(?error, %id, "a photo");
        error.to_string()
    })?;
    let bytes = bytes.ok_or_else(String::new)?;
    let header = safely(id, || Header::read(&bytes))?;
    let info = safely(id, || Ok(PictureInfo::new(&header, picture_facts(&bytes))))?;
    Ok((Open { store: Arc::clone(store), id, bytes, header, base: None, fine: None }, info))
}

impl Open {
    fn tile(&mut self, (level, column, row): TileKey) -> std::result::Result<Option<Tile>, String> {
        let base = self.header.level_within(BASE_SIDE);
        let held = if level >= base { &mut self.base } else { &mut self.fine };
        if held.as_ref().is_none_or(|held| held.level() > level) {
            *held = None;
            let (bytes, header) = (&self.bytes, &self.header);
            *held = Some(safely(self.id, || Level::decode(bytes, header, level.min(base)))?);
        }
        Ok(held.as_ref().and_then(|held| held.tile(level.max(held.level()), column, row)))
    }
}

/// Does the work on one picture; whatever goes wrong is told in plain words.
fn safely<T>(
    id: PhotoId,
    work: impl FnOnce() -> std::result::Result<T, ReadError>,
) -> std::result::Result<T, String> {
    let done = guarded(format!("photo {id}").as_ref(), work);
    let done =
        done.map_err(|error| error.to_string()).and_then(|done| done.map_err(|error| error.to_string()));
    done.inspect_err(|error| tracing::warn!(error, %id, "a photo"))
}
