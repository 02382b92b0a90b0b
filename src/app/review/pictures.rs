//! The pictures of the photos under review on their way to the screen.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::{ReviewPictures, Wake, start_review_pictures};
use crate::ui::PictureState;

/// What is shown, and who decodes it.
pub struct Shown {
    worker: ReviewPictures,
    /// By their files, of the page under review.
    pub pictures: HashMap<PathBuf, PictureState>,
}

impl Shown {
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn new(wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        Ok(Self { worker: start_review_pictures(Arc::clone(wake))?, pictures: HashMap::new() })
    }

    /// Asks for a picture once.
    pub fn want(&mut self, path: PathBuf) {
        if !self.pictures.contains_key(&path) {
            self.pictures.insert(path.clone(), PictureState::Loading);
            self.worker.ask(path);
        }
    }

    /// Takes what has been decoded; what nobody asks for any more is dropped.
    pub fn receive(&mut self, ctx: &egui::Context) {
        while let Some((path, picture)) = self.worker.poll() {
            let name = format!("review {}", path.display());
            let Some(state) = self.pictures.get_mut(&path) else { continue };
            *state = picture.map_or(PictureState::Missing, |picture| {
                let pixels = egui::ColorImage::from_rgba_unmultiplied(picture.size, &picture.rgba);
                PictureState::Ready(ctx.load_texture(name, pixels, egui::TextureOptions::LINEAR))
            });
        }
    }

    /// Another page has its own.
    pub fn clear(&mut self) {
        self.pictures.clear();
    }
}
