//! Keys of the wall and the viewer: they count while nobody types.

use egui::{Context, Key, Modifiers};

/// Whether a key was pressed, taken so that nothing else sees it.
pub fn take(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    // egui lets Alt+Left pass for Left; where a plus needs Shift, nobody knows.
    let shift = Modifiers { shift: false, ..ctx.input(|input| input.modifiers) };
    let held = if key == Key::Plus { shift } else { ctx.input(|input| input.modifiers) };
    held.matches_exact(modifiers)
        && !ctx.text_edit_focused()
        && ctx.input_mut(|input| input.consume_key(modifiers, key))
}

/// The first of some plain keys that was pressed.
pub fn take_any<T: Copy>(ctx: &Context, keys: &[(Key, T)]) -> Option<T> {
    keys.iter().find(|(key, _)| take(ctx, Modifiers::NONE, *key)).map(|(_, meaning)| *meaning)
}
