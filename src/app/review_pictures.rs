//! The pictures of the page under review on their way to the screen.

use std::collections::HashMap;
use std::sync::Arc;

use crate::import::{SheetImage, SourceFile};
use crate::jobs::{ReviewPictureAsk, ReviewPictures, Wake, start_review_pictures};
use crate::ui::PictureState;

/// A photo in its card, at twice the scale.
const PHOTO_SIDE: u32 = 320;
/// A page to be read beside what is typed of it.
const PAGE_SIDE: u32 = 2048;

/// What is shown, and who decodes it.
pub struct Shown {
    worker: ReviewPictures,
    /// Of the page under review.
    pub pictures: HashMap<SheetImage, PictureState>,
}

impl Shown {
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn new(wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        Ok(Self { worker: start_review_pictures(Arc::clone(wake))?, pictures: HashMap::new() })
    }

    /// Asks for a picture once.
    pub fn want(&mut self, image: SheetImage, whole_page: bool, source: &Arc<SourceFile>) {
        if !self.pictures.contains_key(&image) {
            self.pictures.insert(image.clone(), PictureState::Loading);
            let side = if whole_page { PAGE_SIDE } else { PHOTO_SIDE };
            self.worker.ask(ReviewPictureAsk { source: Arc::clone(source), image, side });
        }
    }

    /// Takes what has been decoded; what nobody asks for any more is dropped.
    pub fn receive(&mut self, ctx: &egui::Context) {
        while let Some((image, picture)) = self.worker.poll() {
            let Some(state) = self.pictures.get_mut(&image) else { continue };
            *state = picture.map_or(PictureState::Missing, |picture| {
                let pixels = egui::ColorImage::from_rgba_unmultiplied(picture.size, &picture.rgba);
                let name = format!("review {image:?}");
                PictureState::Ready(ctx.load_texture(name, pixels, egui::TextureOptions::LINEAR))
            });
        }
    }

    /// Another page has its own.
    pub fn clear(&mut self) {
        self.pictures.clear();
    }
}
