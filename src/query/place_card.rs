//! All that is known of a place.

use crate::model::{PlaceCode, PlaceEdit, PlaceRecord};
use crate::store::{Index, Label, Reader, Result, Step, Subject};

/// Steps of the journal that are shown.
const MOST_STEPS: usize = 100;

/// All that is known of a place, for the dialog about it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceCard {
    /// Its names, its time, what became of it.
    pub record: PlaceRecord,
    /// What was merged into it.
    pub merged: Vec<PlaceRecord>,
    /// How many articles name it, or anything in it.
    pub articles: u64,
    /// What persons did to the list of places, the latest first.
    pub steps: Vec<EditStep>,
}

/// Something that a person did.
#[derive(Clone, Debug, PartialEq)]
pub struct EditStep {
    /// The day, of this machine.
    pub entered: String,
    /// What was done.
    pub edit: PlaceEdit,
    /// Whether it was taken back.
    pub undone: bool,
}

impl PlaceCard {
    /// Reads it; none of a code that the store has no place for.
    ///
    /// # Errors
    /// The store's.
    pub fn load(reader: &Reader, index: &Index, code: PlaceCode) -> Result<Option<Self>> {
        let authority = reader.authority()?;
        let Some(record) = authority.record(code) else { return Ok(None) };
        let merged = authority.standing_for(code).into_iter().filter(|other| other.code != code);
        let steps: Vec<Step<PlaceEdit>> = reader.journal(Subject::Place, MOST_STEPS)?;
        Ok(Some(Self {
            merged: merged.cloned().collect(),
            articles: index.labelled(reader, &Label::Place(code))?.len(),
            steps: steps.into_iter().map(EditStep::of).collect(),
            record: record.clone(),
        }))
    }
}

impl EditStep {
    fn of(step: Step<PlaceEdit>) -> Self {
        let day = step.entered_at.split(['T', ' ']).next().unwrap_or_default();
        Self { entered: day.to_owned(), edit: step.edit, undone: step.undone }
    }
}
