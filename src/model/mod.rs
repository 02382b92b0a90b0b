//! Plain types that every other module speaks in. No I/O, no SQL, no egui.

mod coverage;
mod date;
mod date_ranges;
mod ids;
mod intake;
mod item;
mod map;
mod new_year;
mod page;
mod page_number;
mod pattern;
mod photo;
mod place;
mod place_edit;
mod place_record;
mod sheet;
mod zone;

pub use coverage::{DayState, Entry, Fact, Life, Named, Pause, Proposal, Why};
pub use date::{DateRange, TimeUnit, day_number, day_of_digits, day_of_number, weekday_name};
pub use date_ranges::DateRanges;
pub use ids::{ArticleId, EntryId, PageId, PhotoId, RunId, SourceId, VersionId};
pub use intake::{Intake, Status};
pub use item::{
    Certainty, EventDate, Field, Item, ItemKind, OpenPlace, Person, PersonRole, PhotoDraft, PlaceMention,
    Remark, Span,
};
pub use map::{Arrangement, MapChange, OwnMap, Pin, Pins, Slot};
pub use new_year::spring_festival;
pub use page::{AreaProposal, Confidence, DateProposal, Line, LineRole, PageHead, PageReading};
pub use page_number::{PageNumber, PagePlan, last_pages, page_holes};
pub use pattern::{MonthDays, Pattern, Weekdays, days_between};
pub use photo::{Element, PhotoNote, PhotoPoint};
pub use place::{Place, PlaceCode, PlaceLevel, PlaceOrigin, everyday_name};
pub use place_edit::{Authority, EditError, PlaceChange, PlaceEdit, list_name};
pub use place_record::{Moment, NameKind, PlaceName, PlaceRecord, Validity};
pub use sheet::LaidWord;
pub use zone::Zone;

/// A day of the Gregorian calendar, the only calendar newspapers of our archives print.
pub use jiff::civil::Date;
