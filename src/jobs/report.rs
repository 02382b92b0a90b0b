//! The report of an import as a table for a spreadsheet.

use std::path::Path;

use crate::import::ReadError;
use crate::model::{Intake, Status};

use super::table;

/// How a file ended, in words.
pub fn status_word(status: Status) -> &'static str {
    match status {
        Status::Pending => "未读",
        Status::Waiting => "待核对",
        Status::Imported => "已入库",
        Status::Skipped => "已跳过",
        Status::Failed => "未入库",
    }
}

/// Writes a report as CSV.
///
/// # Errors
/// [`ReadError::Io`] with the path.
pub fn write_csv(report: &[Intake], path: &Path) -> Result<(), ReadError> {
    table::write(path, HEAD, report.iter().map(row))
}

const HEAD: [&str; 6] = ["文件", "结果", "说明", "篇数", "照片", "待核"];

fn row(line: &Intake) -> [String; 6] {
    [
        line.path.to_string_lossy().into_owned(),
        status_word(line.status).to_owned(),
        line.reason.clone().unwrap_or_default(),
        line.articles.to_string(),
        line.photos.to_string(),
        line.warnings.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_quotes_and_formulas_stay_in_their_cells() {
        let line = |path: &str, reason: &str| Intake::nothing(path.into(), Status::Failed, reason.to_owned());
        let bytes = table::bytes(HEAD, [row(&line("=1+1.txt", "第 1 行，\"有\",\n错"))]).expect("in memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("\u{feff}文件,结果,说明,篇数,照片,待核\r\n"), "{text}");
        assert!(text.ends_with("'=1+1.txt,未入库,\"第 1 行，\"\"有\"\",\n错\",0,0,0\r\n"), "{text}");
    }
}
