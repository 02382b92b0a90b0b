//! Large scans on the graphics card: the plan under the pins, the picture of a page.

use egui::{ColorImage, TextureFilter, TextureOptions};

use crate::jobs::Picture;
use crate::ui::PictureState;

/// Longest side, in pixels: textures of old graphics cards end there. A page of 55 cm has 190 dots an inch then.
const SIDE: usize = 4096;

/// The longest side that the graphics card takes, up to [`SIDE`].
pub(super) fn scan_side(ctx: &egui::Context) -> u32 {
    let side = ctx.input(|input| input.max_texture_side).min(SIDE);
    u32::try_from(side).unwrap_or(u32::MAX)
}

/// Hands a scan to the graphics card.
pub(super) fn scan_state(ctx: &egui::Context, name: &str, picture: Option<Picture>) -> PictureState {
    let Some(picture) = picture else { return PictureState::Missing };
    let image = ColorImage::from_rgba_unmultiplied(picture.size, &picture.rgba);
    // Seen whole, a scan is drawn from smaller copies of itself, or its lines would flicker.
    let options = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
    PictureState::Ready(ctx.load_texture(name, image, options))
}
