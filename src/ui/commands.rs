//! Everything a person can do by menu or key: one enum holds its name, key and explanation.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::strings as s;

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Import through the system's dialog.
    Import,
    /// Import a folder through the system's dialog.
    ImportFolder,
    /// Import what lies at a typed path.
    ImportPath,
    /// Open another store.
    OpenStore,
    /// Open the sample.
    OpenSample,
    /// Put the cursor into the search box.
    FocusSearch,
    /// Take every part of the filter away.
    ClearFilter,
    /// The filter that was looked at before.
    Back,
    /// The filter that was left by going back.
    Forward,
    /// Keep the filter under a name; open, rename, remove those that are kept.
    KeptFilters,
    /// Copy the filter as a link.
    CopyLink,
    /// The article before, in the list.
    Previous,
    /// The article after, in the list.
    Next,
    /// The next occurrence of what is looked for.
    NextOccurrence,
    /// The occurrence before.
    PreviousOccurrence,
    /// Count the article as read under the search, or not.
    ToggleRead,
    /// Put the cursor into the box that finds places.
    FindPlaces,
    /// Give the timeline the keyboard.
    FocusTimeline,
    /// Show a month in the timeline's place, or the timeline again.
    ShowCalendar,
    /// Ask for what speaks of the chosen days instead of what was printed then, or the other way round.
    SwapTimes,
    /// Show what is held of each paper, and correct what is known of its life.
    ShowLedger,
    /// Show the article's day on the timeline.
    ShowInTimeline,
    /// The issue before of the article's paper.
    PreviousIssue,
    /// The issue after.
    NextIssue,
    /// All that was printed on the article's day.
    SameDay,
    /// All that was printed on its month and day in any year.
    EveryYear,
    /// Copy the article's text.
    CopyText,
    /// Copy its citation.
    CopyCitation,
    /// Show the photos of what passes in the place of the list, or the list again.
    PhotoWall,
    /// What is read, larger.
    LargerText,
    /// What is read, smaller.
    SmallerText,
    /// What is read, at its own size.
    NormalText,
    /// Colours of high contrast, or no longer.
    ToggleContrast,
    /// Select the article that is read.
    SelectAll,
    /// Copy what is selected with its citation.
    CopyQuote,
    /// Put the article aside, or no longer.
    ToggleMark,
    /// Show what is put aside.
    ShowMarked,
    /// The item before on the page.
    PreviousOnPage,
    /// The item after on the page.
    NextOnPage,
    /// What was printed before of the article's place.
    PreviousOfPlace,
    /// What was printed after of the article's place.
    NextOfPlace,
    /// Show the source of the article, line by line.
    ShowOriginal,
    /// Show the picture of the page beside the article, or no longer.
    ShowFacsimile,
    /// Take the picture of the page from a file.
    AttachFacsimile,
    /// Show who signs and who is named, and whom names mean.
    People,
    /// Print the article, or those that are listed, into a PDF.
    Print,
    /// Show and change all that is known of the place that is chosen.
    PlaceCard,
    /// Add a place that the list lacks.
    AddPlace,
    /// Compare another list of places with ours, and take in what conflicts with nothing.
    CompareList,
    /// Give the map the room of the list and the article, or take it back.
    EnlargeMap,
    /// Put the blocks of the map back in the order of the list.
    ResetMap,
    /// Take boundaries for the map from a file.
    LoadBoundaries,
    /// Drop them.
    RemoveBoundaries,
    /// Take the picture of a plan, to put pins on.
    LoadPlan,
    /// Drop it; its pins stay.
    RemovePlan,
    /// Take a plan or boundaries from a typed path.
    LoadMapPath,
    /// Put the place that is chosen on the plan, or list those that are not on it.
    PlacePin,
    /// Take it off the plan.
    RemovePin,
    /// Choose the county-level area of the store.
    ChooseArea,
    /// Light, dark, as the system.
    ToggleTheme,
    /// What was learned in reviews.
    ShowHabits,
    /// Go on with an import that was left.
    ContinueImport,
    /// Say what the columns of a catalogue mean.
    Columns,
    /// What became of the files of the last imports.
    Reports,
    /// Choose a folder from which what arrives is taken in.
    WatchFolder,
    /// Hand the issue of the article over.
    ExportIssue,
}

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Command {
    /// In the order of the menu.
    pub const ALL: [Self; 66] = [
        Self::Import,
        Self::ImportFolder,
        Self::ImportPath,
        Self::OpenStore,
        Self::OpenSample,
        Self::ContinueImport,
        Self::Reports,
        Self::WatchFolder,
        Self::ExportIssue,
        Self::Columns,
        Self::ShowHabits,
        Self::FocusSearch,
        Self::ClearFilter,
        Self::Back,
        Self::Forward,
        Self::KeptFilters,
        Self::CopyLink,
        Self::Previous,
        Self::Next,
        Self::NextOccurrence,
        Self::PreviousOccurrence,
        Self::ToggleRead,
        Self::FindPlaces,
        Self::FocusTimeline,
        Self::ShowCalendar,
        Self::SwapTimes,
        Self::ShowLedger,
        Self::ShowInTimeline,
        Self::PreviousIssue,
        Self::NextIssue,
        Self::SameDay,
        Self::EveryYear,
        Self::PhotoWall,
        Self::CopyText,
        Self::CopyCitation,
        Self::LargerText,
        Self::SmallerText,
        Self::NormalText,
        Self::ToggleContrast,
        Self::SelectAll,
        Self::CopyQuote,
        Self::ToggleMark,
        Self::ShowMarked,
        Self::PreviousOnPage,
        Self::NextOnPage,
        Self::PreviousOfPlace,
        Self::NextOfPlace,
        Self::ShowOriginal,
        Self::ShowFacsimile,
        Self::AttachFacsimile,
        Self::Print,
        Self::People,
        Self::PlaceCard,
        Self::EnlargeMap,
        Self::ResetMap,
        Self::LoadBoundaries,
        Self::RemoveBoundaries,
        Self::LoadPlan,
        Self::RemovePlan,
        Self::LoadMapPath,
        Self::PlacePin,
        Self::RemovePin,
        Self::AddPlace,
        Self::CompareList,
        Self::ChooseArea,
        Self::ToggleTheme,
    ];

    /// Name and explanation.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Import => s::IMPORT,
            Self::ImportFolder => s::IMPORT_FOLDER,
            Self::ImportPath => s::IMPORT_PATH,
            Self::OpenStore => s::OPEN_STORE,
            Self::OpenSample => s::OPEN_SAMPLE,
            Self::FocusSearch => s::FOCUS_SEARCH,
            Self::ClearFilter => s::CLEAR_FILTER,
            Self::Back => s::BACK,
            Self::Forward => s::FORWARD,
            Self::KeptFilters => s::KEPT_FILTERS,
            Self::CopyLink => s::COPY_LINK,
            Self::Previous => s::PREVIOUS,
            Self::Next => s::NEXT,
            Self::NextOccurrence => s::NEXT_OCCURRENCE,
            Self::PreviousOccurrence => s::PREVIOUS_OCCURRENCE,
            Self::ToggleRead => s::TOGGLE_READ,
            Self::FindPlaces => s::FIND_PLACES,
            Self::FocusTimeline => s::FOCUS_TIMELINE,
            Self::ShowCalendar => s::SHOW_CALENDAR,
            Self::SwapTimes => s::SWAP_TIMES,
            Self::ShowLedger => s::SHOW_LEDGER,
            Self::ShowInTimeline => s::SHOW_IN_TIMELINE,
            Self::PreviousIssue => s::PREVIOUS_ISSUE,
            Self::NextIssue => s::NEXT_ISSUE,
            Self::SameDay => s::SAME_DAY,
            Self::EveryYear => s::EVERY_YEAR,
            Self::PhotoWall => s::PHOTO_WALL,
            Self::CopyText => s::COPY_TEXT,
            Self::CopyCitation => s::COPY_CITATION,
            Self::Print => s::PRINT,
            Self::LargerText => s::LARGER_TEXT,
            Self::SmallerText => s::SMALLER_TEXT,
            Self::NormalText => s::NORMAL_TEXT,
            Self::ToggleContrast => s::TOGGLE_CONTRAST,
            Self::SelectAll => s::SELECT_ALL,
            Self::CopyQuote => s::COPY_QUOTE,
            Self::ToggleMark => s::TOGGLE_MARK,
            Self::ShowMarked => s::SHOW_MARKED,
            Self::PreviousOnPage => s::PREVIOUS_ON_PAGE,
            Self::NextOnPage => s::NEXT_ON_PAGE,
            Self::PreviousOfPlace => s::PREVIOUS_OF_PLACE,
            Self::NextOfPlace => s::NEXT_OF_PLACE,
            Self::ShowOriginal => s::SHOW_ORIGINAL,
            Self::ShowFacsimile => s::SHOW_FACSIMILE,
            Self::AttachFacsimile => s::ATTACH_FACSIMILE,
            Self::People => s::PEOPLE,
            Self::PlaceCard => s::PLACE_CARD,
            Self::EnlargeMap => s::ENLARGE_MAP,
            Self::ResetMap => s::RESET_MAP,
            Self::LoadBoundaries => s::LOAD_BOUNDARIES,
            Self::RemoveBoundaries => s::REMOVE_BOUNDARIES,
            Self::LoadPlan => s::LOAD_PLAN,
            Self::RemovePlan => s::REMOVE_PLAN,
            Self::LoadMapPath => s::LOAD_MAP_PATH,
            Self::PlacePin => s::PLACE_PIN,
            Self::RemovePin => s::REMOVE_PIN,
            Self::AddPlace => s::ADD_PLACE,
            Self::CompareList => s::COMPARE_LIST,
            Self::ChooseArea => s::CHOOSE_AREA,
            Self::ToggleTheme => s::TOGGLE_THEME,
            Self::ShowHabits => s::HABITS,
            Self::ContinueImport => s::CONTINUE_IMPORT,
            Self::Columns => s::COLUMNS,
            Self::Reports => s::REPORTS,
            Self::WatchFolder => s::WATCH_FOLDER,
            Self::ExportIssue => s::EXPORT_ISSUE,
        }
    }

    /// Its key.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::Import => (Modifiers::COMMAND, Key::O),
            Self::ImportFolder => (CTRL_SHIFT, Key::I),
            Self::ImportPath => (Modifiers::COMMAND, Key::I),
            Self::OpenStore => (CTRL_SHIFT, Key::O),
            Self::OpenSample => return None,
            Self::FocusSearch => (Modifiers::COMMAND, Key::K),
            Self::ClearFilter => (CTRL_SHIFT, Key::Backspace),
            Self::Back => (Modifiers::ALT, Key::ArrowLeft),
            Self::Forward => (Modifiers::ALT, Key::ArrowRight),
            Self::KeptFilters => (Modifiers::COMMAND, Key::B),
            Self::CopyLink => (CTRL_SHIFT, Key::L),
            Self::Previous => (Modifiers::COMMAND, Key::ArrowUp),
            Self::Next => (Modifiers::COMMAND, Key::ArrowDown),
            Self::NextOccurrence => (Modifiers::NONE, Key::F3),
            Self::PreviousOccurrence => (Modifiers::SHIFT, Key::F3),
            Self::ToggleRead => (Modifiers::COMMAND, Key::M),
            Self::FindPlaces => (Modifiers::COMMAND, Key::L),
            Self::FocusTimeline => (Modifiers::COMMAND, Key::T),
            Self::ShowCalendar => (CTRL_SHIFT, Key::M),
            Self::SwapTimes => (CTRL_SHIFT, Key::E),
            Self::ShowLedger => (CTRL_SHIFT, Key::G),
            Self::ShowInTimeline => (CTRL_SHIFT, Key::T),
            Self::PreviousIssue => (Modifiers::COMMAND, Key::PageUp),
            Self::NextIssue => (Modifiers::COMMAND, Key::PageDown),
            Self::SameDay => (CTRL_SHIFT, Key::D),
            Self::EveryYear => (CTRL_SHIFT, Key::Y),
            Self::PhotoWall => (CTRL_SHIFT, Key::W),
            Self::CopyText => (CTRL_SHIFT, Key::A),
            Self::CopyCitation => (CTRL_SHIFT, Key::C),
            Self::LargerText => (Modifiers::COMMAND, Key::Plus),
            Self::SmallerText => (Modifiers::COMMAND, Key::Minus),
            Self::NormalText => (Modifiers::COMMAND, Key::Num0),
            Self::ToggleContrast => (CTRL_SHIFT, Key::H),
            Self::SelectAll => (Modifiers::COMMAND, Key::A),
            Self::CopyQuote => (CTRL_SHIFT, Key::Q),
            Self::ToggleMark => (Modifiers::COMMAND, Key::J),
            Self::ShowMarked => (CTRL_SHIFT, Key::B),
            Self::PreviousOnPage => (Modifiers::ALT, Key::ArrowUp),
            Self::NextOnPage => (Modifiers::ALT, Key::ArrowDown),
            Self::PreviousOfPlace => (Modifiers::ALT, Key::PageUp),
            Self::NextOfPlace => (Modifiers::ALT, Key::PageDown),
            Self::ShowOriginal => (Modifiers::COMMAND, Key::U),
            Self::ShowFacsimile => (CTRL_SHIFT, Key::F),
            Self::AttachFacsimile => return None,
            Self::People => (CTRL_SHIFT, Key::N),
            Self::Print => (Modifiers::COMMAND, Key::P),
            Self::PlaceCard => (Modifiers::COMMAND, Key::E),
            Self::AddPlace => (CTRL_SHIFT, Key::P),
            Self::EnlargeMap => (CTRL_SHIFT, Key::K),
            Self::ResetMap | Self::LoadBoundaries | Self::RemoveBoundaries => return None,
            Self::LoadPlan | Self::RemovePlan | Self::LoadMapPath | Self::RemovePin => return None,
            Self::PlacePin => (CTRL_SHIFT, Key::J),
            Self::ChooseArea | Self::ShowHabits | Self::CompareList | Self::Columns => return None,
            Self::WatchFolder | Self::ExportIssue => return None,
            Self::ToggleTheme => (Modifiers::COMMAND, Key::D),
            Self::ContinueImport => (CTRL_SHIFT, Key::U),
            Self::Reports => (CTRL_SHIFT, Key::R),
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Its key in words: `Ctrl+O`.
    pub fn key_text(self, ctx: &egui::Context) -> String {
        self.shortcut().map(|shortcut| ctx.format_shortcut(&shortcut)).unwrap_or_default()
    }

    /// Explanation with the key, for a tooltip.
    pub fn tooltip(self, ctx: &egui::Context) -> String {
        let (_, explanation) = self.words();
        match self.key_text(ctx) {
            key if key.is_empty() => explanation.to_owned(),
            key => format!("{explanation}  {key}"),
        }
    }

    /// The command whose key was pressed in this frame, the key taken so that nothing else sees it.
    pub fn pressed(ctx: &egui::Context) -> Option<Self> {
        // More modifiers first: egui lets Ctrl+Shift+O pass for Ctrl+O.
        let mut commands = Self::ALL;
        commands.sort_by_key(|command| command.shortcut().is_none_or(|shortcut| !shortcut.modifiers.shift));
        // The side buttons of a mouse, as in a browser.
        for (button, command) in
            [(egui::PointerButton::Extra1, Self::Back), (egui::PointerButton::Extra2, Self::Forward)]
        {
            if ctx.input(|input| input.pointer.button_pressed(button)) {
                return Some(command);
            }
        }
        ctx.input_mut(|input| {
            commands
                .into_iter()
                .find(|command| command.shortcut().is_some_and(|shortcut| input.consume_shortcut(&shortcut)))
        })
    }
}
