//! Articles that go on on another page of their issue: 下转 here, 上接 there.

use rusqlite::{OptionalExtension, params};

use crate::import::page_number;
use crate::model::{ArticleId, PageId};
use crate::text::similarity;

use super::{Reader, Result, Writer};

/// Least likeness of two headlines for which they are taken for the same article's, where several could be.
const ALIKE: f32 = 0.5;

/// The piece of an article on another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPiece {
    /// The piece.
    pub id: ArticleId,
    /// Its page, as printed.
    pub page: String,
}

/// A piece that says where it goes on, or where it began.
struct Piece {
    id: i64,
    headline: String,
    page: String,
    goes_to: Option<String>,
    comes_from: Option<String>,
}

impl Reader<'_> {
    /// Where an article goes on, and where it began; none where that page is not held or nobody can tell.
    ///
    /// # Errors
    /// SQLite's.
    pub fn other_pieces(&self, id: ArticleId) -> Result<(Option<OtherPiece>, Option<OtherPiece>)> {
        let other = |sql: &str| -> Result<Option<OtherPiece>> {
            let found: Option<i64> =
                self.0.prepare_cached(sql)?.query_row([id.0], |r| r.get(0)).optional()?;
            let Some(found) = found else { return Ok(None) };
            let mut select = self.0.prepare_cached(include_str!("sql/select_other_piece.sql"))?;
            let piece = select
                .query_row([found], |row| Ok(OtherPiece { id: ArticleId(row.get(0)?), page: row.get(1)? }))?;
            Ok(Some(piece))
        };
        Ok((
            other("SELECT to_id FROM continuation WHERE from_id = ?1")?,
            other("SELECT from_id FROM continuation WHERE to_id = ?1")?,
        ))
    }

    /// Whether the page that `words` name is held in the issue of `page`, whose number is `here`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn holds_neighbour(&self, page: PageId, here: &str, words: &str) -> Result<bool> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_page_held.sql"))?;
        for number in numbers_of(words, here) {
            if select.exists(params![page.0, number])? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Writer<'_> {
    /// Links the pieces of an issue anew: whatever order its pages come in, the links are the same.
    pub(super) fn link_continuations(&self, issue: i64) -> Result<()> {
        let mut select = self.0.prepare_cached(include_str!("sql/select_continued.sql"))?;
        let rows = select.query_map([issue], |row| {
            Ok(Piece {
                id: row.get(0)?,
                headline: row.get(1)?,
                page: row.get(2)?,
                goes_to: row.get(3)?,
                comes_from: row.get(4)?,
            })
        })?;
        let pieces = rows.collect::<rusqlite::Result<Vec<Piece>>>()?;
        self.0.prepare_cached(include_str!("sql/delete_continuations_of_issue.sql"))?.execute([issue])?;
        let mut insert =
            self.0.prepare_cached("INSERT INTO continuation (from_id, to_id) VALUES (?1, ?2)")?;
        for (from, to) in pairs(&pieces) {
            insert.execute([from, to])?;
        }
        Ok(())
    }
}

/// The pieces that belong together: those that point at each other and at nothing else, then those whose headlines
/// are most alike.
fn pairs(pieces: &[Piece]) -> Vec<(i64, i64)> {
    let points = |words: Option<&String>, here: &Piece, there: &Piece| {
        words.is_some_and(|words| numbers_of(words, &here.page).contains(&there.page))
    };
    let mut open: Vec<(&Piece, &Piece)> = Vec::new();
    for from in pieces {
        let fits =
            |to: &&Piece| points(from.goes_to.as_ref(), from, to) && points(to.comes_from.as_ref(), to, from);
        open.extend(pieces.iter().filter(fits).map(|to| (from, to)));
    }
    let mut found = Vec::new();
    loop {
        let lone = open.iter().copied().find(|(from, to)| {
            open.iter().filter(|(other, _)| other.id == from.id).count() == 1
                && open.iter().filter(|(_, other)| other.id == to.id).count() == 1
        });
        let alike = || {
            let scored = open.iter().map(|pair| (similarity(&pair.0.headline, &pair.1.headline), *pair));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
            best.filter(|(score, _)| *score >= ALIKE).map(|(_, pair)| pair)
        };
        let Some((from, to)) = lone.or_else(alike) else { return found };
        found.push((from.id, to.id));
        open.retain(|(a, b)| a.id != from.id && b.id != to.id);
    }
}

/// The numbers that `words` on page `here` may mean: on page A1, 第2版 is page A2.
fn numbers_of(words: &str, here: &str) -> Vec<String> {
    let number = page_number(words).unwrap_or_else(|| words.to_owned());
    let section: String = here.chars().take_while(char::is_ascii_alphabetic).collect();
    let mut numbers = vec![number.clone()];
    if !section.is_empty() && number.starts_with(|c: char| c.is_ascii_digit()) {
        numbers.push(format!("{section}{number}"));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(id: i64, headline: &str, page: &str, to: Option<&str>, from: Option<&str>) -> Piece {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Piece {
            id,
            headline: headline.to_owned(),
            page: page.to_owned(),
            goes_to: own(to),
            comes_from: own(from),
        }
    }

    #[test]
    fn the_only_piece_that_points_back_is_the_rest() {
        let pieces = [piece(1, "夜校开班", "1", Some("4"), None), piece(2, "", "4", None, Some("1"))];
        assert_eq!(pairs(&pieces), [(1, 2)]);
        let pieces = [piece(1, "夜校开班", "A1", Some("4"), None), piece(2, "", "A4", None, Some("1"))];
        assert_eq!(pairs(&pieces), [(1, 2)]);
        assert_eq!(pairs(&[piece(1, "夜校开班", "1", Some("4"), None), piece(2, "", "4", None, None)]), []);
    }

    #[test]
    fn among_several_the_headlines_tell_and_the_last_one_is_left() {
        let pieces = [
            piece(1, "夜校开班", "1", Some("4"), None),
            piece(2, "楼道灯亮了", "1", Some("4"), None),
            piece(3, "楼道灯亮了", "4", None, Some("1")),
            piece(4, "", "4", None, Some("1")),
        ];
        let mut found = pairs(&pieces);
        found.sort_unstable();
        assert_eq!(found, [(1, 4), (2, 3)]);
    }

    #[test]
    fn what_nobody_can_tell_stays_open() {
        let pieces = [
            piece(1, "夜校开班", "1", Some("4"), None),
            piece(2, "楼道灯亮了", "1", Some("4"), None),
            piece(3, "", "4", None, Some("1")),
        ];
        assert_eq!(pairs(&pieces), []);
    }
}
