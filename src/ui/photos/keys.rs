//! Keys of the wall and the viewer: they count while nobody types.

use egui::{Context, Key, Modifiers, Popup};

/// How often a key was pressed since the last frame, taken so that nothing else sees it.
pub fn presses(ctx: &Context, modifiers: Modifiers, key: Key) -> u8 {
    // egui lets Alt+Left pass for Left; where a plus needs Shift, nobody knows.
    let held = ctx.input(|input| input.modifiers);
    let held = if key == Key::Plus { Modifiers { shift: false, ..held } } else { held };
    // An open menu has its own Esc and arrows.
    let elsewhere = ctx.text_edit_focused() || Popup::is_any_open(ctx);
    if !held.matches_exact(modifiers) || elsewhere {
        return 0;
    }
    let count = ctx.input_mut(|input| input.count_and_consume_key(modifiers, key));
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Whether a key was pressed.
pub fn take(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    presses(ctx, modifiers, key) > 0
}

/// The first of some plain keys that was pressed.
pub fn take_any<T: Copy>(ctx: &Context, keys: &[(Key, T)]) -> Option<T> {
    keys.iter().find(|(key, _)| take(ctx, Modifiers::NONE, *key)).map(|(_, meaning)| *meaning)
}
