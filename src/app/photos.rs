//! The photo wall and the viewer: what is asked for, what has come, what a person set down.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::{ColorImage, TextureHandle, TextureOptions, ViewportCommand};

use crate::import::PictureInfo;
use crate::jobs::{Ask, Note, PhotoAnswer, PhotoAsk, PhotoDesk, PhotoNews, Wake};
use crate::model::{ArticleId, Element, PhotoId, PhotoNote, PhotoPoint};
use crate::query::{Filter, PhotoCard, PhotoNotes, PhotoText, Wall};
use crate::ui::theme::{Palette, wall::ROW};
use crate::ui::{
    Action, PhotoAct, SIDES, THUMBNAIL_BYTES, TILE_BYTES, Thumbnails, Tiles, ViewerData, WallData,
};

use super::{JiuwenApp, Settings};

/// Bytes of small pictures, and of tiles, that are handed to the graphics card in one frame: more would be felt.
const IN_A_FRAME: [usize; 2] = [1 << 20, 2 << 20];
/// Words of photos that are kept; more are read again.
const MOST_TEXTS: usize = 20_000;

/// The state of the wall and the viewer.
pub(super) struct Photos {
    desk: PhotoDesk,
    shows_wall: bool,
    /// The photos in the order of the screen.
    wall: Option<Box<Wall>>,
    /// Counts the walls.
    stamp: u64,
    oldest_first: bool,
    asked_wall: Option<Filter>,
    thumbnails: Thumbnails,
    /// Small pictures on their way, and their longest side.
    coming: (HashSet<PhotoId>, u32),
    texts: HashMap<PhotoId, PhotoText>,
    asked_texts: HashSet<PhotoId>,
    viewing: Option<Viewing>,
    tiles: Tiles,
    full_screen: bool,
}

/// A photo that is looked at.
struct Viewing {
    id: PhotoId,
    /// The photos that one steps through, where they are not those of the wall.
    of_article: Option<Vec<PhotoId>>,
    at: usize,
    card: Option<Box<PhotoCard>>,
    info: Option<Box<PictureInfo>>,
    failure: Option<String>,
    /// Tiles on their way.
    coming: HashSet<crate::import::TileKey>,
}

impl Photos {
    pub fn new(wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        Ok(Self {
            desk: PhotoDesk::start(wake)?,
            shows_wall: false,
            wall: None,
            stamp: 0,
            oldest_first: false,
            asked_wall: None,
            thumbnails: Thumbnails::new(THUMBNAIL_BYTES),
            coming: Default::default(),
            texts: HashMap::new(),
            asked_texts: HashSet::new(),
            viewing: None,
            tiles: Tiles::new(TILE_BYTES),
            full_screen: false,
        })
    }

    /// Drops what was read: ids mean others in another store, and photos may have changed.
    pub fn forget(&mut self) {
        self.asked_wall = None;
        self.thumbnails.clear();
        self.coming.0.clear();
        self.texts.clear();
        self.asked_texts.clear();
    }

    /// As [`Self::forget`], for another store.
    pub fn leave(&mut self) {
        self.forget();
        self.wall = None;
        self.shows_wall = false;
        self.close();
    }

    pub fn shows_wall(&self) -> bool {
        self.shows_wall
    }

    pub fn is_viewing(&self) -> bool {
        self.viewing.is_some()
    }

    pub fn is_full_screen(&self) -> bool {
        self.full_screen && self.is_viewing()
    }

    /// Whether something that is shown is on its way.
    pub fn is_busy(&self) -> bool {
        let waits = |viewing: &Viewing| {
            viewing.card.is_none()
                || (viewing.failure.is_none() && viewing.info.is_none())
                || !viewing.coming.is_empty()
        };
        (self.shows_wall && (self.wall.is_none() || !self.coming.0.is_empty()))
            || self.viewing.as_ref().is_some_and(waits)
    }

    /// Bytes of pictures on the graphics card.
    pub fn texture_bytes(&self) -> usize {
        self.thumbnails.bytes() + self.tiles.bytes()
    }

    /// Another article is read: one no longer looks at a picture of the one before.
    pub fn left_article(&mut self, id: ArticleId) {
        let of = |viewing: &Viewing| viewing.card.as_ref().map(|card| card.text.article);
        if self
            .viewing
            .as_ref()
            .is_some_and(|viewing| viewing.of_article.is_some() && of(viewing) != Some(id))
        {
            self.close();
        }
    }

    fn close(&mut self) {
        self.viewing = None;
        self.tiles.clear();
        self.desk.look_away();
    }

    /// What the wall shows, where it is shown.
    pub fn wall_data(&self, settings: &Settings, has_keys: bool) -> Option<WallData<'_>> {
        self.shows_wall.then(|| WallData {
            wall: self.wall.as_deref(),
            stamp: self.stamp,
            thumbnails: &self.thumbnails,
            texts: &self.texts,
            row_height: settings.photo_height.map_or(ROW.2, f32::from),
            oldest_first: self.oldest_first,
            open: self.viewing.as_ref().filter(|viewing| viewing.of_article.is_none()).map(|v| v.at),
            has_keys,
        })
    }

    /// What the viewer shows.
    pub fn viewer_data(&self, has_keys: bool, look: crate::ui::Look) -> Option<ViewerData<'_>> {
        let viewing = self.viewing.as_ref()?;
        let of = viewing.of_article.as_ref().map(Vec::len);
        let of = of.unwrap_or_else(|| self.wall.as_ref().map_or(0, |wall| wall.photos.len()));
        let small = |side: &u32| self.thumbnails.get(&(viewing.id, *side));
        Some(ViewerData {
            id: viewing.id,
            at: (viewing.at, of),
            card: viewing.card.as_deref(),
            info: viewing.info.as_deref(),
            failure: viewing.failure.as_deref(),
            thumbnail: SIDES.iter().rev().find_map(small).and_then(Option::as_ref),
            tiles: &self.tiles,
            look,
            full_screen: self.full_screen,
            has_keys,
        })
    }
}

impl JiuwenApp {
    pub(super) fn photo_act(&mut self, ctx: &egui::Context, act: PhotoAct) {
        match act {
            PhotoAct::ShowWall(shows) => self.photos.shows_wall = shows,
            PhotoAct::OldestFirst(oldest) => self.turn_wall(oldest),
            PhotoAct::SetRowHeight(height) => {
                let (low, high, _) = ROW;
                self.settings.photo_height = Some(height.clamp(low, high).round() as u16);
                self.settings.save();
            }
            PhotoAct::WantThumbnails(ids, side) => self.want_thumbnails(ids, side),
            PhotoAct::WantTexts(mut ids) => {
                ids.retain(|id| self.photos.asked_texts.insert(*id));
                if !ids.is_empty() {
                    self.reading.ask(Ask::Photos(PhotoAsk::Texts(ids)), None);
                }
            }
            PhotoAct::Open(at) => self.look_at_photo(None, at),
            PhotoAct::OpenOfArticle(id) => {
                let photos = self.detail.iter().flat_map(|detail| &detail.photos);
                let ids: Vec<PhotoId> = photos.map(|photo| photo.id).collect();
                let at = ids.iter().position(|other| *other == id).unwrap_or_default();
                self.look_at_photo(Some(ids), at);
            }
            PhotoAct::Step(after) => {
                let Some(viewing) = &self.photos.viewing else { return };
                let at = viewing.at.checked_add_signed(if after { 1 } else { -1 });
                let of = viewing.of_article.clone();
                if let Some(at) = at {
                    self.look_at_photo(of, at);
                }
            }
            PhotoAct::Close => {
                self.full_screen(ctx, false);
                self.photos.close();
            }
            PhotoAct::WantTiles(id, tiles) => self.want_tiles(id, tiles),
            PhotoAct::FullScreen(full) => self.full_screen(ctx, full),
            PhotoAct::OpenArticle(article) => {
                self.full_screen(ctx, false);
                self.photos.close();
                self.photos.shows_wall = false;
                self.act(ctx, Action::Select(article));
            }
            PhotoAct::Note(id, note) => self.note_photo(id, note),
        }
    }

    /// The viewer and nothing else.
    pub(super) fn draw_viewer(&mut self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        let keys = self.dialog.is_none() && !self.import.is_reviewing();
        let Some(data) = self.photos.viewer_data(keys, self.settings.look) else { return };
        let frame =
            egui::Frame::new().fill(Palette::of_theme(egui::Theme::Dark, self.settings.contrast).paper);
        let viewer = &mut self.panels.viewer;
        egui::CentralPanel::default().frame(frame).show(ui, |ui| viewer.ui(ui, &data, actions));
    }

    /// The citation of the photo that is looked at.
    pub(super) fn photo_citation(&self) -> Option<String> {
        self.photos.viewing.as_ref()?.card.as_ref().map(|card| card.citation())
    }

    fn full_screen(&mut self, ctx: &egui::Context, full: bool) {
        if self.photos.full_screen != full {
            self.photos.full_screen = full;
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(full));
        }
    }

    fn turn_wall(&mut self, oldest: bool) {
        if self.photos.oldest_first != oldest {
            self.photos.oldest_first = oldest;
            self.photos.stamp += 1;
            if let Some(wall) = &mut self.photos.wall {
                wall.photos.reverse();
                if let Some(viewing) = self.photos.viewing.as_mut().filter(|v| v.of_article.is_none()) {
                    viewing.at = wall.photos.len().saturating_sub(viewing.at + 1);
                }
            }
        }
    }

    fn want_thumbnails(&mut self, ids: Vec<PhotoId>, side: u32) {
        let coming = &mut self.photos.coming;
        let same = coming.1 == side && coming.0.len() == ids.len();
        if same && ids.iter().all(|id| coming.0.contains(id)) {
            return;
        }
        // The worker gives up what scrolled out of sight with every call.
        *coming = (ids.iter().copied().collect(), side);
        if let Some(store) = &self.store {
            self.photos.desk.want_thumbnails(store, ids, side);
        }
    }

    fn look_at_photo(&mut self, of_article: Option<Vec<PhotoId>>, at: usize) {
        let id = match &of_article {
            Some(ids) => ids.get(at).copied(),
            None => self.photos.wall.as_ref().and_then(|wall| wall.photos.get(at)).map(|photo| photo.id),
        };
        let (Some(id), Some(store)) = (id, &self.store) else { return };
        if self.photos.viewing.as_ref().is_some_and(|viewing| viewing.id == id) {
            return;
        }
        self.photos.desk.look_at(store, id, Vec::new());
        self.reading.ask(Ask::Photos(PhotoAsk::Card(id)), None);
        let coming = HashSet::new();
        self.photos.viewing =
            Some(Viewing { id, of_article, at, card: None, info: None, failure: None, coming });
    }

    fn want_tiles(&mut self, id: PhotoId, tiles: Vec<crate::import::TileKey>) {
        let Some(viewing) = self.photos.viewing.as_mut().filter(|viewing| viewing.id == id) else { return };
        if viewing.coming.len() == tiles.len() && tiles.iter().all(|key| viewing.coming.contains(key)) {
            return;
        }
        viewing.coming = tiles.iter().copied().collect();
        if let Some(store) = &self.store {
            self.photos.desk.look_at(store, id, tiles);
        }
    }

    fn note_photo(&mut self, id: PhotoId, note: PhotoNote) {
        let Some(store) = &self.store else { return };
        self.search.note_down(store, Note::Photo(id, note.clone()));
        // Shown at once, ahead of the thread that writes.
        if let PhotoNote::Turn(turn) = &note {
            let photos = self.photos.wall.iter_mut().flat_map(|wall| &mut wall.photos);
            photos.filter(|photo| photo.id == id).for_each(|photo| photo.turn = turn % 4);
            // Rows are laid out anew.
            self.photos.stamp += 1;
        }
        let card = self.photos.viewing.as_mut().filter(|viewing| viewing.id == id);
        let Some(card) = card.and_then(|viewing| viewing.card.as_mut()) else { return };
        if let PhotoNote::Element(element, words) = &note {
            let (article, ordinal) = (card.text.article, card.text.ordinal);
            let read = self.detail.as_mut().filter(|detail| detail.article.id == article);
            for detail in [Some(&mut card.detail), read.map(|detail| &mut **detail)].into_iter().flatten() {
                let lines = detail.elements.get_mut(ordinal).into_iter().flatten();
                for line in lines.filter(|line| line.element == *element) {
                    line.own.clone_from(words);
                }
            }
        }
        apply(&mut card.notes, note);
    }

    /// Asks for the photos of the filter once its list is there: each key pressed in the search box asks for that anew.
    pub(super) fn want_wall(&mut self) {
        if self.photos.shows_wall
            && self.shows_answer()
            && self.photos.asked_wall.as_ref() != Some(&self.filter)
        {
            self.photos.asked_wall = Some(self.filter.clone());
            self.reading.ask(Ask::Photos(PhotoAsk::Wall(Box::new(self.filter.clone()))), None);
        }
    }

    pub(super) fn read_photos(&mut self, answer: PhotoAnswer) {
        match answer {
            PhotoAnswer::Wall(mut wall) => {
                if wall.filter != self.filter {
                    return;
                }
                if self.photos.oldest_first {
                    wall.photos.reverse();
                }
                if let Some(viewing) = self.photos.viewing.as_mut().filter(|v| v.of_article.is_none()) {
                    // One may go on from the photo that is looked at, wherever it is now.
                    let at = wall.photos.iter().position(|photo| photo.id == viewing.id);
                    viewing.at = at.unwrap_or_default();
                }
                self.photos.stamp += 1;
                self.photos.wall = Some(wall);
            }
            PhotoAnswer::Texts(texts) => {
                if self.photos.texts.len() > MOST_TEXTS {
                    self.photos.texts.clear();
                    self.photos.asked_texts = texts.iter().map(|text| text.id).collect();
                }
                self.photos.texts.extend(texts.into_iter().map(|text| (text.id, text)));
            }
            PhotoAnswer::Card(card) => {
                if let Some(viewing) = self.photos.viewing.as_mut().filter(|v| v.id == card.text.id) {
                    viewing.card = Some(card);
                }
            }
        }
    }

    /// Takes some of the pictures that were decoded, and leaves the rest to the next frame.
    pub(super) fn receive_photos(&mut self, ctx: &egui::Context) {
        self.want_wall();
        if !self.photos.is_viewing() {
            self.full_screen(ctx, false);
        }
        let [small, tiles] = IN_A_FRAME;
        let mut taken = 0;
        while taken < tiles {
            let Some(news) = self.photos.desk.poll_looked_at() else { break };
            taken += self.take_picture(ctx, news);
        }
        while taken < small {
            let Some(news) = self.photos.desk.poll_thumbnail() else { return };
            taken += self.take_picture(ctx, news);
        }
        ctx.request_repaint();
    }

    /// Takes what has come; answers how many bytes went to the graphics card.
    fn take_picture(&mut self, ctx: &egui::Context, news: PhotoNews) -> usize {
        let (PhotoNews::Thumbnail(of, ..)
        | PhotoNews::Opened(of, ..)
        | PhotoNews::Tile(of, ..)
        | PhotoNews::Failed(of, ..)) = &news;
        if !self.store.as_ref().is_some_and(|store| Arc::ptr_eq(store, of)) {
            return 0;
        }
        let photos = &mut self.photos;
        match news {
            PhotoNews::Thumbnail(_, id, side, picture) => {
                if photos.coming.1 == side {
                    photos.coming.0.remove(&id);
                }
                let bytes = picture.as_ref().map_or(0, |picture| picture.rgba.len());
                let texture = picture.map(|picture| load(ctx, picture.size, &picture.rgba));
                photos.thumbnails.insert((id, side), texture, bytes);
                return bytes;
            }
            PhotoNews::Opened(_, id, info) => {
                if let Some(viewing) = photos.viewing.as_mut().filter(|viewing| viewing.id == id) {
                    viewing.info = Some(info);
                }
            }
            PhotoNews::Tile(_, id, key, tile) => {
                if let Some(viewing) = photos.viewing.as_mut().filter(|viewing| viewing.id == id) {
                    viewing.coming.remove(&key);
                    let texture = load(ctx, tile.size, &tile.rgba);
                    photos.tiles.insert((id, key), texture, tile.rgba.len());
                    return tile.rgba.len();
                }
            }
            PhotoNews::Failed(_, id, message) => {
                if let Some(viewing) = photos.viewing.as_mut().filter(|viewing| viewing.id == id) {
                    (viewing.failure, viewing.coming) = (Some(message), HashSet::new());
                }
            }
        }
        0
    }
}

/// Hands pixels, whose colour is multiplied by their cover, to the graphics card.
fn load(ctx: &egui::Context, size: [usize; 2], rgba: &[u8]) -> TextureHandle {
    let image = ColorImage::from_rgba_premultiplied(size, rgba);
    ctx.load_texture("photo", image, TextureOptions::LINEAR)
}

/// Changes what is shown as a note says.
fn apply(notes: &mut PhotoNotes, note: PhotoNote) {
    match note {
        PhotoNote::Turn(quarters) => notes.turn = quarters % 4,
        PhotoNote::Point(name, at) => {
            notes.points.retain(|point| point.name != name);
            notes.points.extend(at.map(|at| PhotoPoint { name, at }));
            notes.points.sort_by(|a, b| a.name.cmp(&b.name));
        }
        PhotoNote::Element(element, words) => {
            notes.elements.retain(|(other, _): &(Element, String)| *other != element);
            notes.elements.extend(words.map(|words| (element, words)));
        }
    }
}
