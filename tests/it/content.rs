//! What a store holds, in rows that can be compared.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

/// What holds at the same rows whatever moment they were written at.
pub const TABLES: [&str; 15] = [
    "SELECT name, hex(sha256), media_type, encoding, length(bytes) FROM source ORDER BY sha256",
    "SELECT name FROM paper ORDER BY name",
    "SELECT paper.name, date, number FROM issue JOIN paper ON paper.id = paper_id ORDER BY 1, 2",
    "SELECT issue.date, page.number, page.name FROM page JOIN issue ON issue.id = issue_id ORDER BY 1, 2",
    "SELECT hex(sha256), part, number, current FROM page_version JOIN source ON source.id = source_id ORDER BY 1, 2",
    "SELECT hex(sha256), part, ordinal, article.kind, incomplete, first_line, last_line, kicker, headline, subtitle,
            body, section_heads, continues_on, continued_from
     FROM article JOIN page_version v ON v.id = version_id JOIN source ON source.id = source_id ORDER BY 1, 2, 3",
    "SELECT headline, photo.ordinal, caption, photographer, credit, width FROM photo
     JOIN article ON article.id = article_id ORDER BY 1, 2",
    "SELECT name FROM person ORDER BY name",
    "SELECT headline, p.ordinal, name, role FROM article_person p JOIN article ON article.id = article_id
     JOIN person ON person.id = person_id ORDER BY 1, 2",
    "SELECT code, parent, name, official, origin FROM place ORDER BY code",
    "SELECT headline, code, field, paragraph, start, len FROM place_mention
     JOIN article ON article.id = article_id ORDER BY 1, 3, 4, 5",
    "SELECT headline, date, certainty, words, reason, paragraph, start, len FROM event_date
     JOIN article ON article.id = article_id ORDER BY 1, 6, 7",
    "SELECT headline, field, reason, line, doubt FROM remark LEFT JOIN article ON article.id = article_id
     ORDER BY 1, 2, 3, 4",
    "SELECT a.headline, b.headline FROM continuation JOIN article a ON a.id = from_id JOIN article b ON b.id = to_id
     ORDER BY 1, 2",
    "SELECT path, status, reason, articles, photos, warnings FROM import_file ORDER BY path",
];

/// Every row of a store, ids and time stamps aside, by the statement that reads it.
pub fn content(store: &Path) -> BTreeMap<&'static str, Vec<String>> {
    rows(store, &TABLES)
}

/// The rows of some statements.
pub fn rows(store: &Path, statements: &[&'static str]) -> BTreeMap<&'static str, Vec<String>> {
    let connection = Connection::open(store).expect("a store");
    let rows = |sql: &&'static str| {
        let mut select = connection.prepare(sql).expect("a statement");
        let columns = select.column_count();
        let rows = select.query_map([], |row| {
            let cell = |at| row.get::<_, rusqlite::types::Value>(at).map(|value| format!("{value:?}"));
            (0..columns).map(cell).collect::<rusqlite::Result<Vec<_>>>().map(|cells| cells.join("|"))
        });
        (*sql, rows.expect("rows").map(|row| row.expect("a row")).collect())
    };
    statements.iter().map(rows).collect()
}

/// Stops at the first statement whose rows are others, and shows those.
#[track_caller]
pub fn check_same(found: &BTreeMap<&str, Vec<String>>, expect: &BTreeMap<&str, Vec<String>>) {
    for (sql, rows) in expect {
        let found = &found[sql];
        let gone: Vec<&String> = rows.iter().filter(|row| !found.contains(row)).collect();
        let new: Vec<&String> = found.iter().filter(|row| !rows.contains(row)).collect();
        assert!(gone.is_empty() && new.is_empty(), "{sql}\nmissing: {gone:#?}\nnot expected: {new:#?}");
        assert_eq!(found.len(), rows.len(), "{sql}");
    }
}
