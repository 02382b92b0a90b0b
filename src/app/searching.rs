//! What a person does with the search: what is asked, in which order it is listed, what was read.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::jobs::{self, Ask, Note, NoteFailed, SearchKey, Wake};
use crate::model::{ArticleId, DateRanges};
use crate::query::{Asked, Facets, Filter, Kept, Marks, Order, Part, Query, Sentence, Suggestion, pieces};
use crate::store::Store;
use crate::ui::{KeptData, KeptDialog, SearchAct, SearchData};

use super::{Dialog, JiuwenApp};

/// The state of the search besides the filter.
pub(super) struct Searching {
    pub order: Order,
    /// Whether the list shows every sentence.
    shows_contexts: bool,
    contexts: HashMap<ArticleId, Vec<Sentence>>,
    asked_contexts: HashSet<ArticleId>,
    suggestions: (Vec<Suggestion>, String),
    facets: Option<(Box<Facets>, Filter)>,
    asked_facets: Option<Filter>,
    /// Which occurrence of the chosen article is pointed at.
    pub occurrence: Occurrence,
    /// Filters that are kept, by name: as they are written, ahead of the thread that writes.
    kept: Vec<Kept>,
    notes: jobs::Worker<(Arc<Store>, Note), NoteFailed>,
}

/// An occurrence of the query in the chosen article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Occurrence {
    /// None yet.
    #[default]
    None,
    /// The one of this number, from 0.
    At(usize),
    /// The last, once the article is read.
    Last,
}

impl Searching {
    pub fn new(wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        Ok(Self {
            order: Order::default(),
            shows_contexts: false,
            contexts: HashMap::new(),
            asked_contexts: HashSet::new(),
            suggestions: Default::default(),
            facets: None,
            asked_facets: None,
            occurrence: Occurrence::None,
            kept: Vec::new(),
            notes: jobs::start_notes(Arc::clone(wake))?,
        })
    }

    /// Drops what was read for another query or another state of the store.
    pub fn forget(&mut self) {
        self.contexts.clear();
        self.asked_contexts.clear();
        self.facets = None;
        self.asked_facets = None;
    }

    pub fn suggested(&mut self, list: Vec<Suggestion>, typed: String) {
        self.suggestions = (list, typed);
    }

    pub fn took_contexts(&mut self, contexts: Vec<(ArticleId, Vec<Sentence>)>) {
        self.contexts.extend(contexts);
    }

    pub fn counted(&mut self, facets: Box<Facets>, filter: Filter) {
        self.facets = Some((facets, filter));
    }

    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    pub fn show_kept(&mut self, kept: Vec<Kept>) {
        self.kept = kept;
    }

    fn keep(&mut self, asked: Asked, name: String) {
        self.release(&asked);
        self.kept.push(Kept { name, asked });
        self.kept.sort_by(|a, b| a.name.cmp(&b.name));
    }

    fn release(&mut self, asked: &Asked) {
        self.kept.retain(|kept| kept.asked != *asked);
    }

    /// Gives the thread that writes small things one more.
    pub fn note_down(&self, store: &Arc<Store>, note: Note) {
        self.notes.ask((Arc::clone(store), note));
    }

    pub fn poll_failure(&self) -> Option<NoteFailed> {
        self.notes.poll()
    }

    /// What the panels see of it.
    pub fn data(&self, occurrence: Option<usize>, filter: &Filter) -> SearchData<'_> {
        SearchData {
            order: self.order,
            kept: &self.kept,
            shows_contexts: self.shows_contexts,
            contexts: &self.contexts,
            suggestions: (&self.suggestions.1, &self.suggestions.0),
            facets: self.facets.as_ref().filter(|(_, of)| of == filter).map(|(facets, _)| &**facets),
            occurrence,
        }
    }
}

impl JiuwenApp {
    pub(super) fn asked_view(&self) -> Asked {
        Asked { filter: self.filter.clone(), order: self.search.order }
    }

    pub(super) fn search_act(&mut self, act: SearchAct) {
        match act {
            SearchAct::Show(asked) => self.show(asked),
            SearchAct::SetQuery(query) => self.change_filter(|filter| filter.query = query),
            SearchAct::SetOrder(order) => {
                if self.search.order != order {
                    self.search.order = order;
                    self.reading.ask(Ask::View(self.asked_view()), None);
                }
            }
            SearchAct::ShowContexts(shows) => self.search.shows_contexts = shows,
            SearchAct::WantContexts(mut ids) => {
                ids.retain(|id| self.search.asked_contexts.insert(*id));
                if !ids.is_empty() {
                    self.reading.ask(Ask::Contexts(ids, self.filter.query.clone()), None);
                }
            }
            SearchAct::WantFacets => {
                if self.search.asked_facets.as_ref() != Some(&self.filter) {
                    self.search.asked_facets = Some(self.filter.clone());
                    self.reading.ask(Ask::Facets(self.filter.clone()), None);
                }
            }
            SearchAct::Suggest(typed) => self.reading.ask(Ask::Suggest(typed), None),
            SearchAct::Used => {
                if let Some(key) = self.search_key() {
                    self.note(Note::Used(key));
                }
            }
            SearchAct::Keep(asked, name) => {
                self.note(Note::Keep(asked.link(), name.clone()));
                self.search.keep(asked, name);
            }
            SearchAct::Release(asked) => {
                self.note(Note::Release(asked.link()));
                self.search.release(&asked);
            }
            SearchAct::Forget(row) => {
                self.search.kept.retain(|kept| kept.asked.link() != row.text);
                self.note(Note::Forget((row.text, row.folding)));
            }
            SearchAct::TogglePerson(role, name) => {
                self.change_filter(|filter| toggle(&mut filter.people, (role, name)));
            }
            SearchAct::TogglePaper(name) => self.change_filter(|filter| toggle(&mut filter.papers, name)),
            SearchAct::LeaveOut(part) => self.change_filter(|filter| leave_out(filter, part)),
            SearchAct::GoTo(id, occurrence) => {
                self.select(id);
                self.search.occurrence = Occurrence::At(occurrence);
                self.mark_read(id, true);
            }
            SearchAct::MarkRead(id, read) => self.mark_read(id, read),
        }
    }

    /// The search as it is remembered; none while nothing is looked for.
    fn search_key(&self) -> Option<SearchKey> {
        let query = &self.filter.query;
        (!query.is_empty()).then(|| (query.text().to_owned(), query.folding()))
    }

    fn note(&self, note: Note) {
        if let Some(store) = &self.store {
            self.search.notes.ask((Arc::clone(store), note));
        }
    }

    /// Looks at a whole filter in its order.
    fn show(&mut self, asked: Asked) {
        let Asked { filter, order } = asked;
        let before = std::mem::replace(&mut self.search.order, order);
        if filter != self.filter {
            self.change_filter(|old| *old = filter);
        } else if before != order {
            self.reading.ask(Ask::View(self.asked_view()), None);
        }
    }

    /// The dialog with the filters that are kept.
    pub(super) fn show_kept(&mut self) {
        if self.store.is_some() {
            let archive = self.view.as_ref().map(|view| &*view.archive);
            let data = KeptData { kept: &self.search.kept, archive };
            self.dialog = Some(Dialog::Kept(Box::new(KeptDialog::new(self.asked_view(), &data))));
        }
    }

    /// Marks an article as read under the search.
    pub(super) fn mark_read(&mut self, id: ArticleId, read: bool) {
        let Some(key) = self.search_key() else { return };
        // Marks are for the search that the list answers, and each is written once.
        let Some(view) = self.view.as_mut().filter(|view| view.filter().query == self.filter.query) else {
            return;
        };
        if view.mark_read(id, read) {
            self.note(Note::Read(key, id, read));
        }
    }

    pub(super) fn toggle_read(&mut self) {
        let read = |id| self.view.as_ref().is_some_and(|view| view.read.contains(&id));
        if let Some(id) = self.selected {
            self.mark_read(id, !read(id));
        }
    }

    /// How many occurrences the article that is read has.
    fn occurrences(&self) -> usize {
        let Some(detail) = self.detail.as_ref().filter(|_| !self.filter.query.is_empty()) else { return 0 };
        let marks = Marks::new(&self.filter.query);
        let kind = detail.article.kind;
        let pieces = pieces(&detail.article, &detail.photos).into_iter();
        pieces.map(|(spot, text)| marks.hits(spot, kind, text).len()).sum()
    }

    /// The occurrence that is pointed at, as far as the article is read.
    pub(super) fn occurrence(&self) -> Option<usize> {
        match self.search.occurrence {
            Occurrence::None => None,
            Occurrence::At(at) => Some(at),
            Occurrence::Last => self.occurrences().checked_sub(1),
        }
    }

    /// Goes to the next or the previous occurrence, into the next or the previous article where this one has no more.
    pub(super) fn step_occurrence(&mut self, forwards: bool) {
        if self.filter.query.is_empty() || self.detail.as_ref().map(|d| d.article.id) != self.selected {
            return;
        }
        let count = self.occurrences();
        let next = match (self.occurrence(), forwards) {
            (None, true) => Some(0),
            (None, false) => count.checked_sub(1),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        match next.filter(|at| *at < count) {
            Some(at) => {
                self.search.occurrence = Occurrence::At(at);
                if let Some(id) = self.selected {
                    self.mark_read(id, true);
                }
            }
            None => {
                let before = self.selected;
                self.step(if forwards { 1 } else { -1 });
                if self.selected != before {
                    self.search.occurrence = if forwards { Occurrence::At(0) } else { Occurrence::Last };
                }
            }
        }
    }
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    match chosen.iter().position(|other| *other == value) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(value),
    }
}

fn leave_out(filter: &mut Filter, part: Part) {
    match part {
        Part::Query => filter.query = Query::default(),
        Part::Kind => filter.kind = None,
        Part::Time => filter.time = DateRanges::default(),
        Part::Events => filter.events = DateRanges::default(),
        Part::Places => {
            filter.places.clear();
            (filter.unplaced, filter.undecided) = (false, false);
        }
        Part::People => filter.people.clear(),
        Part::Papers => filter.papers.clear(),
    }
}
