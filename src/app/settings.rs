//! What the program remembers between starts: recent stores, theme, unit of the timeline.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::TimeUnit;
use crate::ui::{Ground, Heights, Look, PlaceOrder};

/// How many stores the welcome screen lists.
const MOST_RECENT: usize = 5;

/// The settings, kept as JSON in the person's configuration folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Stores opened before, newest first.
    pub recent: Vec<PathBuf>,
    /// Dark or light; none follows the system.
    pub dark: Option<bool>,
    /// Unit of the timeline; none follows what is visible.
    pub unit: Option<TimeUnit>,
    /// What the height of its bars says.
    pub heights: Heights,
    /// Whether the timeline has a second lane, of the dates that articles speak of.
    pub events: bool,
    /// How places stand below each other.
    pub places: PlaceOrder,
    /// Whether the map is shaded by share.
    pub map_share: bool,
    /// On what the map shows places; none shows what the staff put in.
    pub map_ground: Option<Ground>,
    /// Height of the rows of the photo wall, in points; the usual one where none was chosen.
    pub photo_height: Option<u16>,
    /// Whether pages without doubts come in unseen.
    pub take_clean: bool,
    /// How what is read looks.
    pub look: Look,
    /// The folder from which what arrives is taken in.
    pub watched: Option<PathBuf>,
    /// Whether colours are of high contrast.
    pub contrast: bool,
    /// Where they are kept; none keeps nothing (tests).
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Settings {
    /// Settings of a first start in one theme, kept nowhere.
    pub fn in_theme(dark: bool) -> Self {
        Self { dark: Some(dark), ..Self::default() }
    }

    /// Reads the person's settings; damaged or missing ones are those of the first start.
    pub fn load() -> Self {
        let Some(dirs) = directories::ProjectDirs::from("", "", "jiuwen") else { return Self::default() };
        Self::load_from(dirs.config_dir().join("settings.json"))
    }

    /// As [`Settings::load`], from a file of the caller's.
    pub fn load_from(file: PathBuf) -> Self {
        let read = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        Self { file: Some(file), ..read.unwrap_or_default() }
    }

    /// Puts a store at the head of the recent ones.
    pub fn opened(&mut self, store: &Path) {
        // A path typed in one folder means nothing in the next start's.
        let store = std::path::absolute(store).unwrap_or_else(|_| store.to_owned());
        self.recent.retain(|other| *other != store);
        self.recent.insert(0, store);
        self.recent.truncate(MOST_RECENT);
        self.save();
    }

    /// Writes them; a folder that cannot be written costs only the memory of these choices.
    pub fn save(&self) {
        let Some(file) = &self.file else { return };
        let written = file.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| {
            let text = serde_json::to_vec_pretty(self).map_err(std::io::Error::other)?;
            std::fs::write(file, text)
        });
        if let Err(error) = written {
            tracing::warn!(%error, file = %file.display(), "settings are not kept");
        }
    }
}
