//! What a person at the desk does with persons.

use crate::jobs::{Ask, PlaceAsk};
use crate::model::PersonRole;
use crate::query::{Filter, PersonCount, slices_of};
use crate::ui::{PeopleAct, PeopleDialog, strings as s};

use super::{Dialog, JiuwenApp};

/// How many stretches of time a row tells apart.
const SLICES: u32 = 24;

/// Persons under a filter, and the words that their names hold.
pub(super) type Found = (String, Vec<PersonCount>);

impl JiuwenApp {
    pub(super) fn show_people(&mut self) {
        self.people = None;
        self.dialog = Some(Dialog::People(Box::default()));
    }

    pub(super) fn people_act(&mut self, act: PeopleAct) {
        match act {
            PeopleAct::Find(words) => {
                let span = self.view.as_ref().and_then(|view| view.days.span());
                let slices = span.map(|span| slices_of(span, SLICES)).unwrap_or_default();
                self.reading.ask(Ask::People(self.filter.clone(), words, slices), None);
            }
            PeopleAct::LookAt(person, roles) => self.look_at_person(&person, &roles),
            PeopleAct::Edit(edit) => self.ask_places(PlaceAsk::Person(edit)),
            PeopleAct::Undo => self.ask_places(PlaceAsk::UndoPerson),
            PeopleAct::Redo => self.ask_places(PlaceAsk::RedoPerson),
        }
    }

    fn look_at_person(&mut self, person: &str, roles: &[PersonRole]) {
        let people = roles.iter().map(|role| (*role, person.to_owned())).collect();
        self.change_filter(|filter| *filter = Filter { people, ..filter.clone() });
    }

    pub(super) fn found_people(&mut self, words: String, people: Vec<PersonCount>) {
        self.people = Some((words, people));
    }

    /// Whom names mean has changed: everything that counts persons follows.
    pub(super) fn people_changed(&mut self) {
        self.tell(s::PERSON_CHANGED);
        self.reading.ask(Ask::Reload(self.asked_view()), None);
        if let Some(Dialog::People(dialog)) = &mut self.dialog {
            PeopleDialog::is_stale(dialog);
        }
    }
}
