//! The list of what is missing as a table for a spreadsheet.

use std::path::Path;

use crate::import::ReadError;
use crate::model::{PageNumber, weekday_name};
use crate::query::Gap;

use super::table;

/// Writes what is missing as CSV.
///
/// # Errors
/// [`ReadError::Io`] with the path.
pub fn write_gaps(gaps: &[Gap], path: &Path) -> Result<(), ReadError> {
    let row = |gap: &Gap| {
        let pages: Vec<String> = gap.pages.iter().map(PageNumber::to_string).collect();
        [
            gap.paper.clone(),
            gap.date.to_string(),
            weekday_name(gap.date).to_owned(),
            gap.kind.word().to_owned(),
            pages.join("、"),
            gap.reason.clone(),
        ]
    };
    table::write(path, ["报名", "日期", "星期", "情况", "版次", "说明"], gaps.iter().map(row))
}
