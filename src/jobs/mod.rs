//! Work off the UI thread: named worker threads, requests with generations, progress and cancel. Knows no egui.

mod archive;
mod drafts;
mod file_dialog;
mod intake;
mod intake_worker;
mod review;
mod sample;
mod worker;

pub use archive::{Answer, ArchiveWorker, Ask, Picture};
pub use drafts::{HabitRow, PageKey};
pub use file_dialog::{Chosen, DialogKind, FileDialog};
pub use intake::{
    Decision, Intake, IntakeError, Outcome, PageDraft, Prepared, Status, check, commit, left_out_with,
    places_of_area, prepare,
};
pub use intake_worker::{WriteAnswer, WriteAsk, start_writing};
pub use review::{ReviewAnswer, ReviewAsk, pair_pictures, save_draft};
pub use sample::{open_sample, open_sample_in, sample_is_current};
pub use worker::{Cancel, Wake, Worker};
