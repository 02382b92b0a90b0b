//! The bundled faces: serif for what was printed, sans for the screen's own words.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::faces;

const SANS: &str = "JiuwenSans";
const SANS_BOLD: &str = "JiuwenSans-Bold";
const SERIF: &str = "JiuwenSerif";
const SERIF_BOLD: &str = "JiuwenSerif-SemiBold";

/// Registers the faces. Every family ends in the sans, which holds the most characters.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8]| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    };
    add(SANS, faces::SANS);
    add(SANS_BOLD, faces::SANS_BOLD);
    add(SERIF, faces::SERIF);
    add(SERIF_BOLD, faces::SERIF_BOLD);
    for (family, faces) in [
        (FontFamily::Proportional, &[SANS][..]),
        (FontFamily::Monospace, &[SANS]),
        (FontFamily::Name("bold".into()), &[SANS_BOLD, SANS]),
        (FontFamily::Name("serif".into()), &[SERIF, SANS]),
        (FontFamily::Name("headline".into()), &[SERIF_BOLD, SERIF, SANS]),
    ] {
        fonts.families.insert(family, faces.iter().map(|face| (*face).to_owned()).collect());
    }
    ctx.set_fonts(fonts);
    egui_material_icons::initialize(ctx);
}
