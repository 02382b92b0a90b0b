//! What the columns of a catalogue mean: told by the names that the standards and the offices give them, or by a person.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::import::ReadError;
use crate::text::{cut, fold_char};

use super::meaning::{Meaning, meaning_of};
use super::table::{Row, Table, column_of, letters};

/// Rows among which the head of a table is looked for: titles, notes and blank lines may stand above it.
const HEAD_WITHIN: usize = 20;

/// What each column of a table means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// By column, from 0; those beyond are notes.
    pub meanings: Vec<Meaning>,
    /// Whether the first row is an entry already, and no head.
    #[serde(default)]
    pub headless: bool,
}

impl Columns {
    /// The first column that means this.
    pub fn of(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|other| *other == meaning)
    }

    /// Every column that means this.
    pub fn all(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        self.meanings.iter().enumerate().filter(move |(_, other)| **other == meaning).map(|(at, _)| at)
    }

    /// Why a table cannot be read so; none where it can.
    pub fn problem(&self) -> Option<String> {
        let says = [Meaning::Title, Meaning::Caption, Meaning::Body];
        if says.iter().all(|meaning| self.of(*meaning).is_none()) {
            return Some("没有选题名（或图说、正文）".to_owned());
        }
        let twice = Meaning::ALL.into_iter().filter(|meaning| meaning.is_single());
        let mut twice = twice.filter(|meaning| self.all(*meaning).nth(1).is_some());
        twice.next().map(|meaning| format!("“{}”选了不止一列", meaning.word()))
    }
}

/// A column with what it seems to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it seems to mean.
    pub meaning: Meaning,
    /// Why, in plain Chinese.
    pub reason: String,
}

/// The head of a table, and what its columns seem to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Position of the head among the rows.
    pub at: usize,
    /// Fingerprint under which the columns are remembered.
    pub key: String,
    /// By column.
    pub proposals: Vec<Proposal>,
    /// Why a person must choose; none where the names leave no doubt.
    pub unsure: Option<String>,
}

/// Finds the head of a table: of its first rows that which names most columns.
pub fn head_of(table: &Table) -> Option<Head> {
    let known = |row: &Row| row.cells.iter().filter(|(_, text)| meaning_of(text).is_some()).count();
    let first = table.rows.iter().take(HEAD_WITHIN);
    let best = first.clone().enumerate().rev().max_by_key(|(_, row)| known(row))?;
    let (at, row) = match known(best.1) {
        0 | 1 => table.rows.iter().take(HEAD_WITHIN).enumerate().find(|(_, row)| row.cells.len() > 1)?,
        _ => best,
    };
    let width = table.width();
    let mut proposals: Vec<(u8, Proposal)> = (0..width).map(|column| proposal_of(row.cell(column))).collect();
    let mut unsure = settle(&mut proposals);
    let proposals: Vec<Proposal> = proposals.into_iter().map(|(_, proposal)| proposal).collect();
    let columns = Columns { meanings: proposals.iter().map(|one| one.meaning).collect(), headless: false };
    if known(row) < 2 {
        unsure = Some("没有找到认得的表头".to_owned());
    }
    let unsure = unsure.or_else(|| columns.problem());
    Some(Head { at, key: key_of(row), proposals, unsure })
}

/// The fingerprint of a head: its names, width and white space folded.
fn key_of(row: &Row) -> String {
    let names = row.cells.iter().map(|(column, text)| {
        let name: String = text.chars().map(fold_char).filter(|c| !c.is_whitespace()).collect();
        format!("{}={}", letters(*column), cut(&name, 40))
    });
    names.collect::<Vec<_>>().join(" ")
}

fn proposal_of(name: &str) -> (u8, Proposal) {
    let told = |reason: String| reason;
    match meaning_of(name) {
        Some((meaning, rank)) => {
            let reason = told(format!("表头写着“{}”", cut(name, 12)));
            (rank, Proposal { meaning, reason })
        }
        None if name.is_empty() => {
            (0, Proposal { meaning: Meaning::Note, reason: "没有表头，照录在备注里".to_owned() })
        }
        None => {
            let reason = format!("不认得“{}”，照录在备注里", cut(name, 12));
            (0, Proposal { meaning: Meaning::Note, reason })
        }
    }
}

/// Of two columns for one meaning that of the plainer name has it, and the other is a note; equal names are a doubt.
fn settle(proposals: &mut [(u8, Proposal)]) -> Option<String> {
    let mut unsure = None;
    for meaning in Meaning::ALL.into_iter().filter(|meaning| meaning.is_single()) {
        let best = proposals.iter().filter(|(_, one)| one.meaning == meaning).map(|(rank, _)| *rank).min();
        let Some(best) = best else { continue };
        let named = proposals.iter().filter(|(rank, one)| one.meaning == meaning && *rank == best);
        if named.count() > 1 {
            unsure = Some(format!("不止一列像“{}”", meaning.word()));
        }
        for (_, other) in proposals.iter_mut().filter(|(rank, one)| one.meaning == meaning && *rank > best) {
            other.meaning = Meaning::Note;
            other.reason = format!("另有一列更像“{}”，照录在备注里", meaning.word());
        }
    }
    unsure
}

/// The columns of catalogues as persons chose them: by the head of the table, and those chosen for this import alone.
#[derive(Clone, Debug, Default)]
pub struct Layouts {
    by_head: HashMap<String, Columns>,
    spoken: Option<String>,
}

impl Layouts {
    /// Remembers the columns of tables with this head.
    pub fn add(&mut self, key: String, columns: Columns) {
        self.by_head.insert(key, columns);
    }

    /// Columns for this import: `题名=B,日期=出版时间`.
    pub fn speak(&mut self, columns: Option<String>) {
        self.spoken = columns;
    }

    /// The columns remembered for a head.
    pub fn of(&self, key: &str) -> Option<&Columns> {
        self.by_head.get(key)
    }

    /// The columns of a table, and where its entries begin.
    ///
    /// # Errors
    /// [`ReadError::UnknownColumns`], [`ReadError::BadColumns`], [`ReadError::NoRows`].
    pub fn columns_of(&self, table: &Table) -> Result<(Columns, usize), ReadError> {
        let unknown = |why: &str| ReadError::UnknownColumns(why.to_owned());
        let head = head_of(table).ok_or_else(|| unknown("没有找到表头"))?;
        let row = table.rows.get(head.at);
        let mut columns = match self.of(&head.key) {
            Some(columns) => columns.clone(),
            None if self.spoken.is_none() && head.unsure.is_some() => {
                return Err(ReadError::UnknownColumns(head.unsure.unwrap_or_default()));
            }
            None => {
                let meanings = head.proposals.iter().map(|one| one.meaning).collect();
                Columns { meanings, headless: false }
            }
        };
        if let (Some(spoken), Some(row)) = (&self.spoken, row) {
            speak(&mut columns, spoken, row)?;
            if let Some(problem) = columns.problem() {
                return Err(ReadError::BadColumns(problem));
            }
        }
        let first = if columns.headless { head.at } else { head.at + 1 };
        if first >= table.rows.len() { Err(ReadError::NoRows) } else { Ok((columns, first)) }
    }
}

/// Lays `题名=B,日期=出版时间` over what the names say.
fn speak(columns: &mut Columns, spoken: &str, head: &Row) -> Result<(), ReadError> {
    let bad = |what: String| ReadError::BadColumns(what);
    for pair in spoken.split([',', '，']).filter(|pair| !pair.trim().is_empty()) {
        let (word, place) =
            pair.split_once(['=', '＝']).ok_or_else(|| bad(format!("“{}”没有等号", cut(pair, 20))))?;
        let (word, place) = (word.trim(), place.trim());
        let meaning = Meaning::ALL.into_iter().find(|meaning| meaning.word() == word);
        let meaning = meaning.or_else(|| meaning_of(word).map(|(meaning, _)| meaning));
        let meaning = meaning.ok_or_else(|| bad(format!("不认得“{}”", cut(word, 20))))?;
        let named = head.cells.iter().find(|(_, name)| name == place).map(|(column, _)| *column);
        let column =
            named.or_else(|| column_of(place)).filter(|column| *column < super::table::MAX_TABLE_COLUMNS);
        let column = column.ok_or_else(|| bad(format!("没有“{}”这一列", cut(place, 20))))?;
        if columns.meanings.len() <= column {
            columns.meanings.resize(column + 1, Meaning::Note);
        }
        // Said twice, the last word counts; what the names said of other columns gives way.
        if meaning.is_single() {
            for other in columns.meanings.iter_mut().filter(|other| **other == meaning) {
                *other = Meaning::Note;
            }
        }
        if let Some(slot) = columns.meanings.get_mut(column) {
            *slot = meaning;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let mut table = Table::new("x");
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                table.add(row + 1, column, cell).expect("small");
            }
        }
        table
    }

    #[test]
    fn the_head_stands_below_titles_and_notes() {
        let table = table(&[
            &["卫东区档案馆剪报目录"],
            &["", "", "制表：李敏"],
            &["档 号", "题名＊", "文件日期（8位）", "版次", "保管期限"],
            &["1", "社区夜校开班", "20151209", "3", "永久"],
        ]);
        let head = head_of(&table).expect("a head");
        assert_eq!((head.at, head.unsure.as_deref()), (2, None));
        let meanings: Vec<Meaning> = head.proposals.iter().map(|one| one.meaning).collect();
        use Meaning as M;
        assert_eq!(meanings, [M::Reference, M::Title, M::Date, M::Number, M::Note]);
    }

    #[test]
    fn what_the_names_leave_open_a_person_must_choose() {
        for (rows, why) in [
            (&[&["甲", "乙"][..], &["1", "2"]], "没有找到认得的表头"),
            (&[&["档号", "日期"], &["1", "2"]], "没有选题名"),
            (&[&["标题", "题名", "日期"], &["1", "2", "3"]], "不止一列像“题名”"),
        ] {
            let unsure = head_of(&table(rows)).and_then(|head| head.unsure).expect("a doubt");
            assert!(unsure.contains(why), "{unsure}");
        }
        // 见报日期 is plainer than 拍摄时间.
        let head = head_of(&table(&[&["题名", "拍摄时间", "见报日期"]])).expect("a head");
        assert_eq!((head.unsure, head.proposals[1].meaning), (None, Meaning::Note));
    }

    #[test]
    fn columns_can_be_said_by_letter_and_by_name() {
        let table = table(&[&["甲", "乙", "丙"], &["1", "社区夜校开班", "20151209"]]);
        let mut layouts = Layouts::default();
        layouts.speak(Some("题名=B，日期=丙".to_owned()));
        let (columns, first) = layouts.columns_of(&table).expect("columns");
        assert_eq!((columns.of(Meaning::Title), columns.of(Meaning::Date), first), (Some(1), Some(2), 1));
        for (spoken, why) in
            [("题名", "没有等号"), ("鱼=B", "不认得“鱼”"), ("题名=鱼", "没有“鱼”"), ("日期=B", "没有选题名")]
        {
            layouts.speak(Some(spoken.to_owned()));
            let message = layouts.columns_of(&table).expect_err("refused").to_string();
            assert!(message.contains(why), "{message}");
        }
    }
}
