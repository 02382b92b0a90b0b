//! Work off the UI thread: named worker threads, requests with generations, progress and cancel. Knows no egui.

mod archive;
mod file_dialog;
mod gaps;
mod indexing;
mod intake;
mod intake_worker;
mod mapping;
mod notes;
mod place_list;
mod places;
mod printing;
mod reading;
mod report;
mod review;
mod run;
mod sample;
mod table;
mod worker;

pub use crate::model::{Intake, Status};
pub use archive::{Answer, ArchiveWorker, Ask, Picture};
pub use file_dialog::{Chosen, DialogKind, FileDialog};
pub use gaps::write_gaps;
pub use indexing::{IndexState, Indexer};
pub use intake::{Decision, IntakeError, check, commit, left_out_with, places_of_area};
pub use intake_worker::{Report, WriteAnswer, WriteAsk, start_writing};
pub use mapping::{MapError, StoredMap};
pub use notes::{Note, NoteFailed, SearchKey, start_notes};
pub use place_list::{ListDifference, ListRow, compare_lists, read_places, write_places};
pub use places::{PlaceAsk, PlaceDesk, PlaceNews, PlaceState, read_anew};
pub use printing::{open_in_viewer, print};
pub use reading::{Outcome, PageDraft, Prepared, ReadingRoom, is_document, prepare};
pub use report::{status_word, write_csv};
pub use review::{DraftOf, PageKey, ReviewAnswer, ReviewAsk, save_draft};
pub use run::{Progress, Request, Unseen, import_files, request_of, resume, take_clean};
pub use sample::{open_sample, open_sample_in, sample_is_current};
pub use worker::{Cancel, Wake, Worker};
