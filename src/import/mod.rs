//! Bytes to model: sources, one reader per format, the newspaper grammar. Never sees the store.

mod area_choice;
mod boundaries;
mod byline;
mod catalogue;
mod continuation;
mod course;
mod credit;
mod dates;
mod decode;
mod document;
pub mod edit;
mod emission;
mod epaper;
mod error;
mod event_dates;
mod features;
mod files;
mod furniture;
mod gazetteer;
mod geojson;
mod habits;
mod head_words;
mod items;
mod layout;
mod learned;
mod named_head;
mod named_people;
mod names;
mod neighbours;
mod package;
mod page_head;
mod page_number;
mod pairing;
mod photo_elements;
mod photo_people;
mod picture;
mod picture_name;
mod place_forms;
mod place_refused;
mod place_unlisted;
mod places;
mod plain_text;
mod precedence;
mod roles;
mod signature;
mod source;
mod titles;
#[cfg(all(test, feature = "training"))]
mod training;
mod transition;
mod zipped;

pub use area_choice::AreaChoice;
pub use boundaries::{Boundaries, Shape};
pub use catalogue::{
    Columns, Layouts, MAX_CELL_CHARS, MAX_TABLE_BYTES, MAX_TABLE_CELLS, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS,
    Meaning, Preview, Proposal, columns_said, letters, preview,
};
pub use decode::{Decoded, decode, decode_as};
pub use document::{
    Document, PageReader, ReadPage, Sheet, SheetImage, Surroundings, read_document, read_document_in,
};
pub use error::ReadError;
pub use event_dates::event_dates;
pub use files::{Files, is_zip};
pub use gazetteer::{Gazetteer, is_filler};
pub use geojson::{Feature, GeoJsonError, MAX_GEOJSON_BYTES, Ring, read_geojson};
pub use habits::{Habits, line_shape};
pub use items::build_items;
pub use layout::put_together;
pub use named_head::{NamedHead, named_head};
pub use named_people::{NamedPerson, named_people};
pub use package::{
    PACKAGE_FORMAT, PACKAGE_VERSION, Packed, PackedFacsimile, PackedFile, PackedIssue, PackedNotes,
    PackedPage, PackedVersion,
};
pub use page_number::page_number;
pub use pairing::{PagePicture, pair_folder, picture_number, pictures_of};
pub use photo_elements::{CaptionFacts, ElementProposal, caption_facts, propose_elements};
pub use photo_people::{PlacedPerson, placed_people};
pub use picture::{
    BASE_SIDE, Header, Level, MAX_PIXELS, MOST_WORKING, Picture, PictureInfo, THUMBNAIL_SIDE, TILE, Tile,
    TileKey, media_type_of_picture, picture_size, pixels, printable, read_picture,
};
pub use picture::{FactKind, FactSource, PictureFact, PictureFacts, picture_facts};
pub use place_forms::{FormSort, NameForm, name_forms};
pub use place_refused::Refused;
pub use places::PlaceFinder;
pub use plain_text::{MAX_LINE_CHARS, read_page, read_pages, role_name};
pub use precedence::speaks_of_others;
pub use source::{
    MAX_LINES, MAX_PAGE_LINES, MAX_PICTURE_BYTES, MAX_TEXT_BYTES, PACKAGE_FILE, READING_BYTES, READING_TIMES,
    SourceFile, SourceKind, collect, hex,
};
pub use zipped::MAX_ENTRIES;
