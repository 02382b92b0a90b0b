//! The report of an import as a table for a spreadsheet.

use std::io::Write;
use std::path::Path;

use crate::import::ReadError;
use crate::model::{Intake, Status};

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

/// Writes a report as CSV: UTF-8 with a mark of byte order, for spreadsheets that would take it for GBK without.
///
/// # Errors
/// [`ReadError::Io`] with the path.
pub fn write_csv(report: &[Intake], path: &Path) -> Result<(), ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    let bytes = csv_of(report).map_err(io)?;
    std::fs::write(path, bytes).map_err(io)
}

fn csv_of(report: &[Intake]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    table.write_record(["文件", "结果", "说明", "篇数", "照片", "待核"])?;
    for line in report {
        table.write_record([
            &*inert(&line.path.to_string_lossy()),
            status_word(line.status),
            &*inert(line.reason.as_deref().unwrap_or_default()),
            &line.articles.to_string(),
            &line.photos.to_string(),
            &line.warnings.to_string(),
        ])?;
    }
    table.flush()?;
    drop(table);
    Ok(bytes)
}

/// A name that a spreadsheet would take for a formula stands behind an apostrophe.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_quotes_and_formulas_stay_in_their_cells() {
        let line = |path: &str, reason: &str| Intake::nothing(path.into(), Status::Failed, reason.to_owned());
        let bytes = csv_of(&[line("=1+1.txt", "第 1 行，\"有\",\n错")]).expect("in memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("\u{feff}文件,结果,说明,篇数,照片,待核\r\n"), "{text}");
        assert!(text.ends_with("'=1+1.txt,未入库,\"第 1 行，\"\"有\"\",\n错\",0,0,0\r\n"), "{text}");
    }
}
