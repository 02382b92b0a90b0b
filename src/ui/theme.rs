//! Colours, sizes and spacing: the only place that names them.

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, Theme, Visuals, vec2};

use crate::model::DayState;

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Background of lists and the timeline.
    pub paper: Color32,
    /// Background of bars and the side panel.
    pub panel: Color32,
    /// Background of what is read.
    pub card: Color32,
    /// Background of input and plain buttons.
    pub field: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub ink2: Color32,
    /// Tertiary text.
    pub ink3: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Seal red: choice, and hits in number.
    pub red: Color32,
    /// Red as a background.
    pub red_soft: Color32,
    /// Text on red.
    pub on_red: Color32,
    /// Links and times.
    pub blue: Color32,
    /// Blue as a background.
    pub blue_soft: Color32,
    /// Hits in text.
    pub hit: Color32,
    /// What a person selected in text.
    pub selected: Color32,
    /// Doubts.
    pub amber: Color32,
    /// Doubts as a background.
    pub amber_soft: Color32,
    /// What is settled.
    pub green: Color32,
    /// Bars of all articles.
    pub bar: Color32,
    /// Bars of hits outside the chosen time.
    pub bar_pale: Color32,
    /// Days of which the issue is held.
    pub held: Color32,
    /// Days of which pages are missing.
    pub holed: Color32,
    /// What a scanned plan is multiplied by: paper that is white would dazzle at night.
    pub plan: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    paper: rgb(0xfaf8f3),
    panel: rgb(0xf3efe6),
    card: rgb(0xfffdf8),
    field: rgb(0xffffff),
    ink: rgb(0x22262b),
    ink2: rgb(0x5b6067),
    ink3: rgb(0x666a71),
    line: rgb(0xe2dccf),
    red: rgb(0xb03a2e),
    red_soft: rgb(0xf4e0da),
    on_red: rgb(0xffffff),
    blue: rgb(0x2f5d7c),
    blue_soft: rgb(0xe3edf3),
    hit: rgb(0xfbe6a2),
    selected: rgb(0xcfe0ec),
    amber: rgb(0x8a5d0c),
    amber_soft: rgb(0xfdf3d8),
    green: rgb(0x2f6b3d),
    bar: rgb(0xd6cfbf),
    bar_pale: rgb(0xd3a093),
    held: rgb(0x9fbea3),
    holed: rgb(0xdba02f),
    plan: rgb(0xffffff),
};

const DARK: Palette = Palette {
    paper: rgb(0x1d1f22),
    panel: rgb(0x24272b),
    card: rgb(0x202326),
    field: rgb(0x2c3034),
    ink: rgb(0xe4e0d6),
    ink2: rgb(0xa9a59b),
    ink3: rgb(0x969289),
    line: rgb(0x34373b),
    red: rgb(0xe0705f),
    red_soft: rgb(0x43292a),
    on_red: rgb(0x1d1f22),
    blue: rgb(0x86b6d6),
    blue_soft: rgb(0x24384a),
    hit: rgb(0x6b5a1e),
    selected: rgb(0x2f4a5e),
    amber: rgb(0xd9a94a),
    amber_soft: rgb(0x3d3420),
    green: rgb(0x7fb58a),
    bar: rgb(0x4a4d50),
    bar_pale: rgb(0x8a5249),
    held: rgb(0x4d7656),
    holed: rgb(0xd9a94a),
    plan: rgb(0xb4b2ad),
};

/// For eyes that need it: text has at least seven times the contrast of its background (WCAG 2.2, 1.4.6).
const LIGHT_CONTRAST: Palette = Palette {
    paper: rgb(0xffffff),
    panel: rgb(0xf4f4f4),
    card: rgb(0xfefefe),
    field: rgb(0xffffff),
    ink: rgb(0x000000),
    ink2: rgb(0x1c1c1c),
    ink3: rgb(0x303030),
    line: rgb(0x505050),
    red: rgb(0x8c0f05),
    red_soft: rgb(0xffe3de),
    on_red: rgb(0xffffff),
    blue: rgb(0x003a75),
    blue_soft: rgb(0xdcecff),
    hit: rgb(0xffe14d),
    selected: rgb(0xa9d1ff),
    amber: rgb(0x5e3a00),
    amber_soft: rgb(0xfff0c2),
    green: rgb(0x00501a),
    bar: rgb(0x8c8c8c),
    bar_pale: rgb(0xc8604f),
    held: rgb(0x2f8a45),
    holed: rgb(0xb36b00),
    plan: rgb(0xffffff),
};

/// As [`LIGHT_CONTRAST`], on black.
const DARK_CONTRAST: Palette = Palette {
    paper: rgb(0x000000),
    panel: rgb(0x0c0c0c),
    card: rgb(0x020202),
    field: rgb(0x101010),
    ink: rgb(0xffffff),
    ink2: rgb(0xeeeeee),
    ink3: rgb(0xd8d8d8),
    line: rgb(0x9a9a9a),
    red: rgb(0xff8f80),
    red_soft: rgb(0x4a1410),
    on_red: rgb(0x000000),
    blue: rgb(0x9ed0ff),
    blue_soft: rgb(0x0d2c4a),
    hit: rgb(0x7a5c00),
    selected: rgb(0x0f4a80),
    amber: rgb(0xffcf5c),
    amber_soft: rgb(0x3a2a00),
    green: rgb(0x7df09a),
    bar: rgb(0x7a7a7a),
    bar_pale: rgb(0xb05a4c),
    held: rgb(0x4fae66),
    holed: rgb(0xffb02e),
    plan: rgb(0xb8b8b8),
};

impl Palette {
    /// The colours that are drawn: those whose paper fills the panels.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        Self::of_visuals(ui.visuals())
    }

    /// The colours of the whole window, for what has no panel yet.
    pub fn of_window(ctx: &egui::Context) -> &'static Self {
        Self::of_visuals(&ctx.global_style().visuals)
    }

    fn of_visuals(visuals: &Visuals) -> &'static Self {
        [&LIGHT, &DARK, &LIGHT_CONTRAST, &DARK_CONTRAST]
            .into_iter()
            .find(|palette| palette.paper == visuals.panel_fill)
            .unwrap_or(Self::of_theme(if visuals.dark_mode { Theme::Dark } else { Theme::Light }, false))
    }

    /// The colours of a theme, of high contrast or not.
    pub fn of_theme(theme: Theme, contrast: bool) -> &'static Self {
        match (theme, contrast) {
            (Theme::Light, false) => &LIGHT,
            (Theme::Dark, false) => &DARK,
            (Theme::Light, true) => &LIGHT_CONTRAST,
            (Theme::Dark, true) => &DARK_CONTRAST,
        }
    }

    /// The colour of what became of a day.
    pub fn state(&self, state: DayState) -> Color32 {
        match state {
            DayState::Held => self.held,
            DayState::Incomplete => self.holed,
            DayState::Missing => self.ink,
            DayState::Unpublished => self.bar,
            DayState::Unknown => self.bar.lerp_to_gamma(self.ink3, 0.6),
        }
    }

    /// The shade of a count beside the largest one: its background and the text on it.
    pub fn shade(&self, count: u32, most: u32) -> (Color32, Color32) {
        if count == 0 || most == 0 {
            return (self.card.lerp_to_gamma(self.line, 0.5), self.ink3);
        }
        // The root keeps small counts visible beside a large one.
        let share = (count as f32 / most as f32).sqrt();
        let background = self.red_soft.lerp_to_gamma(self.red, share);
        // Below this the ink of text is told more easily from it than what stands on red.
        (background, if share > 0.72 { self.on_red } else { self.ink })
    }
}

/// Type sizes in points, and no others.
pub mod size {
    /// Notes and counts.
    pub const SMALL: f32 = 12.0;
    /// Lists.
    pub const LIST: f32 = 13.0;
    /// The screen's own words.
    pub const BODY: f32 = 14.0;
    /// Reading text, and headlines in lists.
    pub const READING: f32 = 16.0;
    /// The headline of what is read.
    pub const HEADLINE: f32 = 27.0;
}

/// Distances in points, multiples of four.
pub mod gap {
    /// Between things that belong together.
    pub const S: f32 = 4.0;
    /// Between neighbours.
    pub const M: f32 = 8.0;
    /// Between groups.
    pub const L: f32 = 16.0;
}

/// Sizes of the timeline, in points.
pub mod timeline {
    /// The whole panel.
    pub const PANEL: f32 = 174.0;
    /// The panel while it shows a month.
    pub const CALENDAR: f32 = 288.0;
    /// The lane of the dates that articles speak of, and its distance from the one above.
    pub const LANE: (f32, f32) = (56.0, 6.0);
    /// The strip of what became of the days, below the bars, and its distance from them.
    pub const STATES: (f32, f32) = (8.0, 2.0);
    /// The strip of all years above the bars.
    pub const OVERVIEW: f32 = 20.0;
    /// Room for the labels below the bars.
    pub const LABELS: f32 = 18.0;
    /// A bar is no wider, however wide its time.
    pub const WIDEST_BAR: f32 = 40.0;
    /// The lowest bar that is not empty.
    pub const LOWEST_BAR: f32 = 2.0;
    /// The handle at the edge of a chosen time: what is drawn, and what can be grasped.
    pub const HANDLE: (f32, f32) = (4.0, 10.0);
}

/// A picture's own colours.
pub const UNTINTED: Color32 = Color32::WHITE;

/// Sizes of the photo wall, in points.
pub mod wall {
    /// Between photos.
    pub const GAP: f32 = 6.0;
    /// Between months that share a row, and twice what parts others from the one above.
    pub const MONTH_GAP: f32 = 24.0;
    /// The name of a month above its photos.
    pub const HEADING: f32 = 24.0;
    /// The least width of a month beside others.
    pub const LEAST_MONTH: f32 = 84.0;
    /// Lowest, highest, and usual height of a row.
    pub const ROW: (f32, f32, f32) = (80.0, 240.0, 140.0);
    /// The shape of a photo without a picture.
    pub const BARE_SHAPE: [u32; 2] = [4, 3];
    /// The narrowest and the widest shape that is not cut.
    pub const NARROWEST: f32 = 0.4;
    /// See above.
    pub const WIDEST: f32 = 3.2;
    /// Around all.
    pub const MARGIN: f32 = 14.0;
}

/// Sizes of the photo viewer, in points.
pub mod viewer {
    /// The bar above the picture.
    pub const BAR: f32 = 40.0;
    /// Around the picture and the words.
    pub const MARGIN: f32 = 24.0;
    /// The words below the picture: their least and greatest height.
    pub const WORDS: (f32, f32) = (112.0, 232.0);
    /// Who took the picture and where it was printed, below the caption: two lines where the window is narrow.
    pub const FOOT: f32 = 44.0;
    /// The column of the six elements.
    pub const ELEMENTS: f32 = 320.0;
    /// The ring around a person.
    pub const RING: f32 = 10.0;
}

/// Sizes of the schematic map, in points; of blocks and cells those from which a map is laid out.
pub mod map {
    /// The most blocks side by side where nobody has arranged them.
    pub const MOST_COLUMNS: usize = 14;
    /// A cell.
    pub const CELL_WIDTH: f32 = 56.0;
    /// A cell.
    pub const CELL_HEIGHT: f32 = 24.0;
    /// Between cells.
    pub const CELL_GAP: f32 = 2.0;
    /// Around the cells of a block.
    pub const PAD: f32 = 6.0;
    /// The head of a block with its name and count.
    pub const HEAD: f32 = 22.0;
    /// A block without cells.
    pub const BARE: egui::Vec2 = egui::vec2(96.0, 44.0);
    /// Narrowest and widest way between blocks.
    pub const GAPS: (f32, f32) = (3.0, 10.0);
    /// How much larger than this blocks may get.
    pub const LARGEST: f32 = 1.4;
    /// How much more they may grow in one direction than in the other.
    pub const STRETCH: f32 = 1.7;
    /// No row is lower, where there is room.
    pub const LOWEST: f32 = 28.0;
    /// The smallest cell that bears its name.
    pub const NAMED_CELL: egui::Vec2 = egui::vec2(38.0, 17.0);
    /// The smallest cell that is drawn.
    pub const LEAST_CELL: egui::Vec2 = egui::vec2(4.0, 3.0);
    /// The narrowest block that has a head.
    pub const HEADED: f32 = 54.0;
    /// The lowest and the highest pin with a number.
    pub const PIN: (f32, f32) = (18.0, 28.0);
    /// A pin without one.
    pub const PIN_DOT: f32 = 10.0;
    /// What a figure takes of its width, and what lies left and right of them.
    pub const DIGIT: f32 = 7.0;
    /// See [`DIGIT`].
    pub const PIN_PAD: f32 = 10.0;
    /// Between pins with numbers.
    pub const PIN_APART: f32 = 1.5;
    /// How far beside a pin the pointer still means it.
    pub const PIN_GRIP: f32 = 3.0;
    /// How high the name of a pin is.
    pub const PIN_NAME: f32 = 17.0;
    /// How wide the button is that says how many places have no pin.
    pub const UNPINNED: f32 = 134.0;
    /// How far one can zoom into boundaries and plans.
    pub const MOST_ZOOM: f32 = 30.0;
    /// The widest cell to which one can zoom.
    pub const WIDEST_CELL: f32 = 180.0;
}

/// Line height of other text: Noto's own 1.448 em leaves lists too loose.
pub const LIST_LINE: f32 = 1.4;

/// The screen's own face.
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Emphasis in the screen's own words.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

/// What was printed.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("serif".into()))
}

/// Headlines that were printed.
pub fn headline(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("headline".into()))
}

/// Gives egui our colours and sizes, in both themes, of high contrast or not.
pub fn apply(ctx: &egui::Context, contrast: bool) {
    // A desktop that does not say gets the colour of paper.
    ctx.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // The same keys make what is read larger.
        options.zoom_with_keyboard = false;
    });
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| style_for(style, theme, contrast));
    }
}

fn style_for(style: &mut Style, theme: Theme, contrast: bool) {
    use egui::TextStyle as T;
    let p = Palette::of_theme(theme, contrast);
    style.text_styles = [
        (T::Small, sans(size::SMALL)),
        (T::Body, sans(size::BODY)),
        (T::Button, sans(size::BODY)),
        (T::Monospace, sans(size::LIST)),
        (T::Heading, bold(size::READING)),
    ]
    .into();
    style.spacing.item_spacing = vec2(gap::M, gap::S);
    style.spacing.button_padding = vec2(12.0, 5.0);
    style.spacing.interact_size.y = 28.0;
    style.spacing.window_margin = Margin::same(16);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    // A faded row reads as a disabled one.
    style.spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.visuals = visuals(p, theme);
}

fn visuals(p: &Palette, theme: Theme) -> Visuals {
    let mut v = if theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    v.panel_fill = p.paper;
    v.window_fill = p.paper;
    v.window_stroke = Stroke::new(1.0, p.line);
    v.extreme_bg_color = p.field;
    v.text_edit_bg_color = Some(p.field);
    v.faint_bg_color = p.panel;
    v.hyperlink_color = p.blue;
    v.warn_fg_color = p.amber;
    v.error_fg_color = p.red;
    v.selection.bg_fill = p.red_soft;
    v.selection.stroke = Stroke::new(1.0, p.red);
    v.weak_text_color = Some(p.ink3);
    v.window_corner_radius = CornerRadius::same(8);
    v.menu_corner_radius = CornerRadius::same(8);
    for (state, fill, line, text) in [
        (&mut v.widgets.noninteractive, p.paper, p.line, p.ink),
        (&mut v.widgets.inactive, p.field, p.line, p.ink),
        (&mut v.widgets.hovered, p.panel, p.ink3, p.ink),
        (&mut v.widgets.active, p.red_soft, p.red, p.red),
        (&mut v.widgets.open, p.panel, p.line, p.ink),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
    v
}
