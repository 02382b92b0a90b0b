//! The thread that reads: views of the filter, rows, articles; and the one that decodes pictures.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{ArticleId, Date, DateRange, PageId, PhotoId, PlaceCode};
use crate::query::{
    self, Archive, Asked, Detail, EventCounts, Facets, Filter, Holdings, Kept, LaidPage, Ledger, ListRow,
    Mention, NamePreview, Names, PageVersions, Part, PersonCount, PictureKind, PlaceCard, PlaceTrends, Query,
    Selection, Sentence, StateDays, Suggestion, View,
};
use crate::store::{PageRow, Reader, Result, Search, Store};

use super::desk::{self, DeskAnswer, DeskAsk};
use super::mapping::{StoredMap, stored_map};
use super::photos::{PhotoAnswer, PhotoAsk};
use super::pictures::{self, Decode, Picture, SheetOf, Wanted};
use super::review::PageKey;
use super::worker::{Desk, Wake, Worker};

/// How many headlines a time is told by.
const HEADLINES: usize = 4;

/// How many articles a new name is shown in before it is given.
const EXAMPLES: usize = 12;
/// How many persons are listed.
const MOST_PEOPLE: usize = 200;

/// What can be asked of the reading thread.
pub enum Ask {
    /// Open a store, made where `create`.
    Open {
        /// The file.
        path: PathBuf,
        /// Whether to make it where there is none.
        create: bool,
    },
    /// Open the sample.
    OpenSample,
    /// Count and list what passes a filter.
    View(Asked),
    /// Read the columns anew, after a change, and answer the filter.
    Reload(Asked),
    /// The rows of a list.
    Rows(Vec<ArticleId>, Query),
    /// Every occurrence of a query in these articles.
    Contexts(Vec<ArticleId>, Query),
    /// What passes a filter, by what it could be narrowed with.
    Facets(Filter),
    /// All that is known of a place.
    PlaceCard(PlaceCode),
    /// How each place fares over time under a filter, in slices that are in order and apart.
    PlaceTrends(Filter, Vec<DateRange>),
    /// The persons of a filter whose names hold some words, with their course in slices that are in order and apart.
    People(Filter, String, Vec<DateRange>),
    /// What a further name of a place would find.
    PreviewName {
        /// The name.
        name: String,
        /// The place.
        code: PlaceCode,
    },
    /// The places that an article names, each with its reason.
    Mentions(ArticleId),
    /// In how many articles of a paper words stand that a person is about to refuse.
    Likes {
        /// 报名
        paper: String,
        /// As printed.
        words: String,
        /// The place that they do not mean.
        code: PlaceCode,
    },
    /// The filters that are kept.
    Kept,
    /// What may be meant by what is being typed.
    Suggest(String),
    /// The first headlines of what passes a filter.
    Headlines(Filter),
    /// The issue of a paper before a day, or after it.
    Issue {
        /// 报名
        paper: String,
        /// A day.
        day: Date,
        /// Whether after it.
        after: bool,
    },
    /// The map as a person made it.
    Map,
    /// One article.
    Detail(ArticleId),
    /// Something of the reading desk.
    Desk(DeskAsk),
    /// A picture of a photo.
    Picture(PhotoId, PictureKind),
    /// The picture of a page, no longer than this on its longer side.
    Facsimile(PageId, u32),
    /// Where the words of the page of an article stand on its picture.
    Laid(ArticleId),
    /// The picture of a page under review, no longer than this on its longer side.
    Sheet(SheetOf, u32),
    /// The picture of the plan, no longer than this on its longer side.
    Plan(u32),
    /// Something of photos.
    Photos(PhotoAsk),
    /// The versions of a page, or of the first page with one that is not shown.
    Versions(Option<PageId>),
    /// What became of every day, and of those of these papers; of all papers where none is said.
    Ledger(Vec<String>),
    /// What passes a filter, by the dates it speaks of.
    Events(Filter),
    /// What a person sees of the life of this paper, or of the first.
    Holdings(Option<String>),
    /// Make the ledger anew, after a person said something of a paper, and answer the filter.
    ReloadLedger(Asked),
}

/// What the reading thread says.
pub enum Answer {
    /// A store is open.
    Opened(Arc<Store>),
    /// It could not be opened.
    OpenFailed(String),
    /// A view.
    View(Box<View>),
    /// Rows, and the query that their snippets were cut for.
    Rows(Vec<ListRow>, Query),
    /// The sentences of articles with words of a query.
    Contexts(Vec<(ArticleId, Vec<Sentence>)>, Query),
    /// Facets of a filter.
    Facets(Box<Facets>, Filter),
    /// All that is known of a place; none where there is no such place.
    PlaceCard(Option<Box<PlaceCard>>),
    /// How each place fares over time under a filter.
    PlaceTrends(Box<PlaceTrends>, Filter),
    /// The persons of a filter whose names hold some words.
    People(Vec<PersonCount>, Filter, String),
    /// What a name would find.
    NamePreview(Box<NamePreview>),
    /// The places of an article, each with its reason.
    Mentions(ArticleId, Vec<Mention>),
    /// In how many articles of the paper the words stand that are of the place.
    Likes {
        /// 报名
        paper: String,
        /// As printed.
        words: String,
        /// The place that they are to mean no longer.
        code: PlaceCode,
        /// How many.
        articles: u64,
    },
    /// The filters that are kept, by name.
    Kept(Vec<Kept>),
    /// Proposals for what was typed.
    Suggestions(Vec<Suggestion>, String),
    /// The first headlines of a filter.
    Headlines(Vec<String>, Filter),
    /// The day of another issue of a paper; none where there is none before, or after.
    Issue {
        /// 报名
        paper: String,
        /// Its day.
        day: Option<Date>,
        /// Whether it was looked for later.
        after: bool,
    },
    /// The map as a person made it.
    Map(Box<StoredMap>),
    /// An article.
    Detail(Box<Detail>),
    /// Something of the reading desk.
    Desk(DeskAnswer),
    /// A picture of a photo of this store; none where it cannot be shown.
    Picture(Arc<Store>, PhotoId, PictureKind, Option<Picture>),
    /// The picture of a page of this store; none where it cannot be shown.
    Facsimile(Arc<Store>, PageId, Option<Picture>),
    /// Where the words of the page of an article stand.
    Laid(ArticleId, Box<LaidPage>),
    /// The picture of a page under review; none where it cannot be shown.
    Sheet(PageKey, Option<Picture>),
    /// The plan of this store; none where it cannot be shown.
    Plan(Arc<Store>, Option<Picture>),
    /// Something of photos.
    Photos(PhotoAnswer),
    /// The pages with versions that are not shown, and the versions of one.
    Versions(Vec<PageRow>, Option<Box<PageVersions>>),
    /// What became of every day, and of those of the papers that were asked for.
    Ledger(Arc<Ledger>, Arc<StateDays>),
    /// What passes a filter, by the dates it speaks of.
    Events(Box<EventCounts>, Filter),
    /// The life of a paper; none of a store without papers.
    Holdings(Option<Box<Holdings>>),
    /// Something could not be read.
    Failed(String),
}

/// The reading thread and the decoding one beside it, so that a large photo keeps no list waiting.
pub struct ArchiveWorker {
    reading: Worker<Ask, Answer>,
    decoding: Worker<Decode, Answer>,
}

impl ArchiveWorker {
    /// Starts both threads.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn start(wake: &Arc<dyn Wake>) -> std::io::Result<Self> {
        let mut state = Reading::default();
        Ok(Self {
            reading: Worker::start("archive", Arc::clone(wake), move |ask, desk| state.handle(ask, desk))?,
            decoding: Worker::start("pictures", Arc::clone(wake), |wanted: Decode, desk| {
                desk.answer(match wanted {
                    Decode::Sheet(of, side) => Answer::Sheet(of.key.clone(), pictures::of_draft(&of, side)),
                    Decode::Stored(store, wanted) => {
                        let picture = pictures::decode(&store, wanted);
                        match wanted {
                            Wanted::Photo(id, kind) => Answer::Picture(store, id, kind, picture),
                            Wanted::Plan(_) => Answer::Plan(store, picture),
                            Wanted::Facsimile(page, _) => Answer::Facsimile(store, page, picture),
                        }
                    }
                });
            })?,
        })
    }

    /// Asks for something; a newer view replaces an older one.
    pub fn ask(&self, ask: Ask, store: Option<&Arc<Store>>) {
        let decode = |store: &Arc<Store>, wanted| {
            self.decoding.ask(Decode::Stored(Arc::clone(store), wanted));
        };
        match (ask, store) {
            (Ask::Sheet(of, side), _) => self.decoding.ask(Decode::Sheet(of, side)),
            (Ask::Picture(id, kind), Some(store)) => decode(store, Wanted::Photo(id, kind)),
            (Ask::Plan(side), Some(store)) => decode(store, Wanted::Plan(side)),
            (Ask::Facsimile(page, side), Some(store)) => decode(store, Wanted::Facsimile(page, side)),
            (Ask::Picture(..) | Ask::Plan(_) | Ask::Facsimile(..), None) => {}
            (ask @ (Ask::View(_) | Ask::Reload(_) | Ask::ReloadLedger(_)), _) => {
                self.reading.ask_instead(ask)
            }
            (ask, _) => self.reading.ask(ask),
        }
    }

    /// An answer, if one has come.
    pub fn poll(&self) -> Option<Answer> {
        self.reading.poll().or_else(|| self.decoding.poll())
    }
}

#[derive(Default)]
struct Reading {
    store: Option<Arc<Store>>,
    archive: Arc<Archive>,
    /// The names that can be proposed; read when a person first types.
    names: Option<Names>,
    /// What is held of each day; made up when a person first asks for a time.
    ledger: Option<Arc<Ledger>>,
}

impl Reading {
    fn handle(&mut self, ask: Ask, desk: &Desk<Answer>) {
        match ask {
            Ask::Open { path, create } => {
                let open = if create { Store::open_or_create(&path) } else { Store::open(&path) };
                self.opened(open.map_err(|error| error.to_string()), desk);
            }
            Ask::OpenSample => {
                self.opened(super::sample::open_sample().map_err(|error| format!("{error:#}")), desk)
            }
            ask => {
                let Some(store) = self.store.clone() else { return };
                match self.read(&store, ask, desk) {
                    Ok(Some(answer)) => desk.answer(answer),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::error!(?error, "reading the store");
                        desk.answer(Answer::Failed(error.to_string()));
                    }
                }
            }
        }
    }

    fn opened(&mut self, store: std::result::Result<Store, String>, desk: &Desk<Answer>) {
        match store {
            Ok(store) => {
                let store = Arc::new(store);
                self.store = Some(Arc::clone(&store));
                self.archive = Arc::default();
                self.names = None;
                self.ledger = None;
                desk.answer(Answer::Opened(store));
            }
            Err(message) => {
                tracing::error!(message, "opening a store");
                desk.answer(Answer::OpenFailed(message));
            }
        }
    }

    fn read(&mut self, store: &Store, ask: Ask, desk: &Desk<Answer>) -> Result<Option<Answer>> {
        match ask {
            Ask::Reload(asked) => {
                // Read even where a newer view waits: it needs these columns.
                self.archive = Arc::new(store.search(|reader, index| Archive::load(reader, index))?);
                self.names = None;
                self.ledger = None;
                self.view(store, asked, desk)
            }
            Ask::View(asked) => self.view(store, asked, desk),
            Ask::Rows(ids, query) => {
                let rows = store.read(|r| ids.iter().map(|id| query::list_row(r, *id, &query)).collect())?;
                Ok(Some(Answer::Rows(rows, query)))
            }
            Ask::Contexts(ids, query) => {
                let of = |r: &Reader, id: ArticleId| Ok((id, query::contexts(r, id, &query)?));
                let contexts = store.read(|r| ids.iter().map(|id| of(r, *id)).collect())?;
                Ok(Some(Answer::Contexts(contexts, query)))
            }
            Ask::Facets(filter) => self.facets(store, filter),
            Ask::PlaceCard(code) => {
                let card = store.search(|reader, index| PlaceCard::load(reader, index, code))?;
                Ok(Some(Answer::PlaceCard(card.map(Box::new))))
            }
            Ask::PlaceTrends(filter, slices) => self.place_trends(store, filter, slices),
            Ask::People(filter, words, slices) => self.people(store, filter, words, &slices),
            Ask::PreviewName { name, code } => store.search(|reader, index| {
                let search = Search { reader, index, wanted: &|| true };
                let preview = query::preview_name(&search, &reader.authority()?, &name, code, EXAMPLES)?;
                Ok(preview.ok().map(|preview| Answer::NamePreview(Box::new(preview))))
            }),
            Ask::Mentions(id) => {
                store.read(|r| Ok(Some(Answer::Mentions(id, query::mentions(r, &r.authority()?, id)?))))
            }
            Ask::Likes { paper, words, code } => store.search(|reader, index| {
                let search = Search { reader, index, wanted: &|| true };
                let articles = query::likes(&search, &paper, &words, code)?;
                Ok(articles.ok().map(|articles| Answer::Likes { paper, words, code, articles }))
            }),
            Ask::Kept => Ok(Some(Answer::Kept(store.read(Kept::all)?))),
            Ask::Suggest(typed) => self.suggest(store, typed),
            Ask::Headlines(filter) => self.headlines(store, filter),
            Ask::Issue { paper, day, after } => {
                let found = store.read(|r| r.neighbouring_issue(&paper, day, after))?;
                Ok(Some(Answer::Issue { paper, day: found, after }))
            }
            Ask::Map => {
                let (places, area) = (self.archive.places(), self.archive.area().map(|area| area.code));
                let map = store.read(|r| stored_map(r, places, area))?;
                Ok(Some(Answer::Map(Box::new(map))))
            }
            Ask::Detail(id) => Ok(Some(Answer::Detail(Box::new(store.read(|r| query::detail(r, id))?)))),
            Ask::Desk(ask) => Ok(Some(Answer::Desk(desk::read(store, &self.archive, ask)?))),
            Ask::Photos(ask) => Ok(super::photos::answer(store, &self.archive, ask)?.map(Answer::Photos)),
            Ask::Versions(page) => store.read(|r| {
                let pages = r.pages_with_versions()?;
                let versions = match page.or(pages.first().map(|page| page.id)) {
                    Some(page) => Some(Box::new(query::page_versions(r, page)?)),
                    None => None,
                };
                Ok(Some(Answer::Versions(pages, versions)))
            }),
            Ask::Ledger(papers) => {
                let ledger = self.ledger(store)?;
                let days = StateDays::new(&ledger, &papers);
                Ok(Some(Answer::Ledger(ledger, Arc::new(days))))
            }
            Ask::Events(filter) => self.events(store, filter),
            Ask::Holdings(paper) => {
                let holdings = self.ledger(store)?.holdings(paper.as_deref());
                Ok(Some(Answer::Holdings(holdings.map(Box::new))))
            }
            Ask::ReloadLedger(asked) => {
                self.ledger = None;
                self.view(store, asked, desk)
            }
            Ask::Laid(id) => {
                let laid = store.read(|r| LaidPage::load(r, id))?;
                Ok(Some(Answer::Laid(id, Box::new(laid))))
            }
            Ask::Open { .. }
            | Ask::OpenSample
            | Ask::Sheet(..)
            | Ask::Facsimile(..)
            | Ask::Picture(..)
            | Ask::Plan(_) => Ok(None),
        }
    }

    fn events(&mut self, store: &Store, filter: Filter) -> Result<Option<Answer>> {
        let archive = &self.archive;
        let counts = store.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let Ok(selection) = Selection::new(&search, archive, &filter)? else { return Ok(None) };
            let passing = index.ids(reader, &selection.but(Part::Events))?;
            Ok(Some(archive.events(reader)?.counts(&passing)))
        })?;
        Ok(counts.map(|counts| Answer::Events(Box::new(counts), filter)))
    }

    fn ledger(&mut self, store: &Store) -> Result<Arc<Ledger>> {
        let ledger = match self.ledger.take() {
            Some(ledger) => ledger,
            None => Arc::new(store.read(Ledger::load)?),
        };
        Ok(Arc::clone(self.ledger.insert(ledger)))
    }

    fn facets(&self, store: &Store, filter: Filter) -> Result<Option<Answer>> {
        let facets = store.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let selection = Selection::new(&search, &self.archive, &filter)?;
            selection.ok().map(|selection| Facets::count(reader, index, &selection)).transpose()
        })?;
        Ok(facets.map(|facets| Answer::Facets(Box::new(facets), filter)))
    }

    fn place_trends(&self, store: &Store, filter: Filter, slices: Vec<DateRange>) -> Result<Option<Answer>> {
        let trends = store.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let selection = Selection::new(&search, &self.archive, &filter)?;
            selection.ok().map(|selection| selection.place_trends(reader, index, slices)).transpose()
        })?;
        Ok(trends.map(|trends| Answer::PlaceTrends(Box::new(trends), filter)))
    }

    fn people(
        &self,
        store: &Store,
        filter: Filter,
        words: String,
        slices: &[DateRange],
    ) -> Result<Option<Answer>> {
        let people = store.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let Ok(selection) = Selection::new(&search, &self.archive, &filter)? else { return Ok(None) };
            query::people(reader, index, &selection, &words, slices, MOST_PEOPLE).map(Some)
        })?;
        Ok(people.map(|people| Answer::People(people, filter, words)))
    }

    fn headlines(&self, store: &Store, filter: Filter) -> Result<Option<Answer>> {
        let headlines = store.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let Ok(selection) = Selection::new(&search, &self.archive, &filter)? else { return Ok(None) };
            let hits = index.newest(reader, &selection.hits(), HEADLINES)?;
            let headlines: Result<Vec<String>> = hits.iter().map(|hit| reader.headline(hit.id)).collect();
            headlines.map(Some)
        })?;
        Ok(headlines.map(|headlines| Answer::Headlines(headlines, filter)))
    }

    fn suggest(&mut self, store: &Store, typed: String) -> Result<Option<Answer>> {
        let archive = &self.archive;
        let names = &mut self.names;
        let suggestions = store.search(|reader, index| {
            let names = match names {
                Some(names) => names,
                None => names.insert(Names::load(reader, index, archive)?),
            };
            names.suggest(reader, index, archive, &typed)
        })?;
        Ok(Some(Answer::Suggestions(suggestions, typed)))
    }

    fn view(&mut self, store: &Store, asked: Asked, desk: &Desk<Answer>) -> Result<Option<Answer>> {
        let (archive, ledger) = (&self.archive, &mut self.ledger);
        let view = store.search(|reader, index| {
            let wanted = || desk.is_wanted();
            let mut view = View::compute(&Search { reader, index, wanted: &wanted }, archive, asked)?;
            if let Ok(view) = &mut view
                && view.wants_statement()
            {
                view.state(match ledger {
                    Some(ledger) => ledger,
                    None => ledger.insert(Arc::new(Ledger::load(reader)?)),
                });
            }
            Ok(view)
        })?;
        Ok(view.ok().map(|view| Answer::View(Box::new(view))))
    }
}
