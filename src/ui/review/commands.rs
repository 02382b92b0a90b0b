//! Everything a person can do to a page under review: one enum holds name, explanation and keys.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::lines::role_word;
use crate::model::LineRole;
use crate::ui::strings as s;
use crate::ui::theme::Palette;

/// A command of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewCommand {
    /// Give the chosen lines a role.
    Role(LineRole),
    /// An item begins at the chosen line.
    Split,
    /// The chosen item goes on with the one above.
    Merge,
    /// The chosen line goes on with the one before, or no longer.
    Join,
    /// The chosen item stands earlier.
    ItemUp,
    /// The chosen item stands later.
    ItemDown,
    /// Write over the fields of the chosen item.
    EditItem,
    /// Leave the fields.
    Leave,
    /// A picture for the chosen item.
    Picture,
    /// The candidate of this number is the place that is meant.
    Place(usize),
    /// The date that the text supports is the date.
    UseDate,
    /// The doubt that is shown is settled.
    Settle,
    /// Go to the next doubt.
    NextDoubt,
    /// Go to the doubt before.
    PreviousDoubt,
    /// The line or item above.
    Up,
    /// The line or item below.
    Down,
    /// The line above too.
    MoreUp,
    /// The line below too.
    MoreDown,
    /// From the source to the items and back.
    OtherSide,
    /// To the fields of the head.
    Head,
    /// Take the last edit back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Keep the page as a draft and go on.
    PutAside,
    /// Take the page in.
    Commit,
    /// Show the keys.
    Help,
}

const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
/// The roles that have a digit, from 1; the last one has 0.
const DIGITS: [(LineRole, Key); 10] = [
    (LineRole::Kicker, Key::Num1),
    (LineRole::Headline, Key::Num2),
    (LineRole::Subtitle, Key::Num3),
    (LineRole::Body, Key::Num4),
    (LineRole::SectionHead, Key::Num5),
    (LineRole::Byline, Key::Num6),
    (LineRole::PhotoHeadline, Key::Num7),
    (LineRole::Caption, Key::Num8),
    (LineRole::Credit, Key::Num9),
    (LineRole::Furniture, Key::Num0),
];
const PLACE_KEYS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

impl ReviewCommand {
    /// All of them without the roles and places, in the order of the list of keys.
    pub const PLAIN: [Self; 23] = [
        Self::NextDoubt,
        Self::PreviousDoubt,
        Self::Settle,
        Self::UseDate,
        Self::Head,
        Self::Up,
        Self::Down,
        Self::MoreUp,
        Self::MoreDown,
        Self::OtherSide,
        Self::Split,
        Self::Merge,
        Self::Join,
        Self::ItemUp,
        Self::ItemDown,
        Self::EditItem,
        Self::Leave,
        Self::Picture,
        Self::Undo,
        Self::Redo,
        Self::PutAside,
        Self::Commit,
        Self::Help,
    ];

    /// Name and explanation.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Role(role) => (role_word(role, Palette::of_theme(egui::Theme::Light, false)).0, s::R_ROLE),
            Self::Split => s::R_SPLIT,
            Self::Merge => s::R_MERGE,
            Self::Join => s::R_JOIN,
            Self::ItemUp => s::R_ITEM_UP,
            Self::ItemDown => s::R_ITEM_DOWN,
            Self::EditItem => s::R_EDIT,
            Self::Leave => s::R_LEAVE,
            Self::Picture => s::R_PICTURE,
            Self::Place(_) => s::R_PLACE,
            Self::UseDate => s::R_USE_DATE,
            Self::Settle => s::R_SETTLE,
            Self::NextDoubt => s::R_NEXT,
            Self::PreviousDoubt => s::R_PREVIOUS,
            Self::Up => s::R_LINE_UP,
            Self::Down => s::R_LINE_DOWN,
            Self::MoreUp | Self::MoreDown => s::R_MORE,
            Self::OtherSide => s::R_SIDE,
            Self::Head => s::R_HEAD,
            Self::Undo => s::R_UNDO,
            Self::Redo => s::R_REDO,
            Self::PutAside => s::R_DRAFT,
            Self::Commit => s::R_COMMIT,
            Self::Help => s::R_HELP,
        }
    }

    /// Its keys, the one that is told first.
    fn keys(self) -> Vec<(Modifiers, Key)> {
        match self {
            Self::Role(role) => {
                DIGITS.iter().filter(|(other, _)| *other == role).map(|(_, key)| (NONE, *key)).collect()
            }
            Self::Place(number) => number
                .checked_sub(1)
                .and_then(|at| PLACE_KEYS.get(at))
                .map(|key| (ALT, *key))
                .into_iter()
                .collect(),
            Self::Split => vec![(CTRL_SHIFT, Key::Enter)],
            Self::Merge => vec![(CTRL, Key::Backspace), (CTRL_SHIFT, Key::M)],
            Self::Join => vec![(NONE, Key::J)],
            Self::ItemUp => vec![(ALT, Key::ArrowUp)],
            Self::ItemDown => vec![(ALT, Key::ArrowDown)],
            Self::EditItem => vec![(NONE, Key::Enter), (NONE, Key::F2)],
            Self::Leave => vec![(NONE, Key::Escape)],
            Self::Picture => vec![(NONE, Key::P)],
            Self::UseDate => vec![(ALT, Key::D)],
            Self::Settle => vec![(NONE, Key::Space)],
            Self::NextDoubt => vec![(NONE, Key::F8)],
            Self::PreviousDoubt => vec![(SHIFT, Key::F8)],
            Self::Up => vec![(NONE, Key::ArrowUp)],
            Self::Down => vec![(NONE, Key::ArrowDown)],
            Self::MoreUp => vec![(SHIFT, Key::ArrowUp)],
            Self::MoreDown => vec![(SHIFT, Key::ArrowDown)],
            Self::OtherSide => vec![(NONE, Key::Tab)],
            Self::Head => vec![(ALT, Key::P)],
            Self::Undo => vec![(CTRL, Key::Z)],
            Self::Redo => vec![(CTRL, Key::Y), (CTRL_SHIFT, Key::Z)],
            Self::PutAside => vec![(CTRL, Key::S)],
            Self::Commit => vec![(CTRL, Key::Enter)],
            Self::Help => vec![(NONE, Key::F1)],
        }
    }

    /// Whether its keys hold while a text field has the keyboard: those that would write or move in it do not.
    fn holds_in_fields(self) -> bool {
        matches!(
            self,
            Self::NextDoubt
                | Self::PreviousDoubt
                | Self::UseDate
                | Self::Head
                | Self::Place(_)
                | Self::PutAside
                | Self::Commit
                | Self::Help
                | Self::Leave
        )
    }

    /// Its first key in words: `Ctrl+Z`.
    pub fn key_text(self, ctx: &Context) -> String {
        let first = self.keys().into_iter().next();
        first
            .map(|(modifiers, key)| ctx.format_shortcut(&KeyboardShortcut::new(modifiers, key)))
            .unwrap_or_default()
    }

    /// Explanation with the key, for a tooltip.
    pub fn tooltip(self, ctx: &Context) -> String {
        let (_, explanation) = self.words();
        match self.key_text(ctx) {
            key if key.is_empty() => explanation.to_owned(),
            key => format!("{explanation}  {key}"),
        }
    }

    /// The commands whose keys were pressed in this frame, the keys taken so that nothing else sees them.
    pub fn pressed(ctx: &Context, in_field: bool) -> Vec<Self> {
        let roles = LineRole::ALL.into_iter().map(Self::Role);
        let all = Self::PLAIN.into_iter().chain(roles).chain((1..=9).map(Self::Place));
        let mut keys: Vec<(Self, KeyboardShortcut)> = all
            .filter(|command| !in_field || command.holds_in_fields())
            .flat_map(|command| {
                command.keys().into_iter().map(move |(m, key)| (command, KeyboardShortcut::new(m, key)))
            })
            .collect();
        // More modifiers first: egui lets Ctrl+Shift+Z pass for Ctrl+Z, and Alt+1 for 1.
        keys.sort_by_key(|(_, key)| {
            let m = key.modifiers;
            std::cmp::Reverse(usize::from(m.alt) + usize::from(m.shift) + usize::from(m.command))
        });
        ctx.input_mut(|input| {
            keys.into_iter()
                .filter(|(_, key)| input.consume_shortcut(key))
                .map(|(command, _)| command)
                .collect()
        })
    }
}
