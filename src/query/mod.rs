//! What the screens and the command line ask of a store.

mod archive;
mod beside;
mod context;
mod counts;
mod coverage;
mod detail;
mod evaluate;
mod events;
mod facets;
mod filter;
mod kept;
mod language;
mod link;
mod lit;
mod mention;
mod naming;
mod nothing;
mod order;
mod original;
mod people;
mod photos;
mod place_card;
mod selection;
mod suggest;
mod trends;
mod versions;
mod view;

pub use crate::store::{Hit, PhotoNotes, PhotoRow, PhotoText, SearchRow};
pub use crate::store::{MarkEdit, MarkedRow, PersonEdit, Scope};
pub use archive::Archive;
pub use beside::beside_at_place;
pub use context::{Marks, Sentence, Spot, contexts, pieces};
pub use counts::{Bar, DayCounts, PlaceCounts};
pub use coverage::{
    CalendarDay, Day, Gap, GapKind, Guess, Holdings, Issue, Ledger, Run, StateCounts, StateDays, Statement,
    Sums, pages_words, words_of,
};
pub use detail::{Detail, ListRow, Piece, detail, list_row};
pub use events::{EventCounts, Events};
pub use facets::Facets;
pub use filter::Filter;
pub use kept::Kept;
pub use language::{Expr, FOLDING_NAMES, Name, Problem, Query, Term};
pub use lit::{LaidArticle, LaidPage, Lit, Part as LitPart, holds, union};
pub use mention::{By, Mention, explain, mentions};
pub use naming::{NameExample, NameOutcome, NamePreview, likes, preview_name};
pub use nothing::{Held, Nothing, WordAlone};
pub use order::{MOST_LISTED, MOST_RANKED, Order};
pub use original::{Original, original};
pub use people::{PersonCount, ROLES, articles_of, people};
pub use photos::{ElementLine, PhotoCard, Wall, WallPhoto, elements_of, photo_card};
pub use place_card::{EditStep, PlaceCard};
pub use selection::{Part, Selection};
pub use suggest::{Meant, Names, Suggestion, last_word};
pub use trends::{PlaceTrends, slices_of};
pub use versions::{Change, ItemDifference, LineDifference, PageVersions, page_versions};
pub use view::{Asked, PictureKind, View};
