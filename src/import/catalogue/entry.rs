//! One row of a catalogue as an entry: its fields, whatever table they stood in.

use jiff::civil::Date;

use crate::text::cut;

use super::columns::Columns;
use super::meaning::Meaning;
use super::table::Row;
use super::values::{Day, Kind, day_of, is_secret, kind_of, page_of};

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Row of the file, from 1.
    pub row: usize,
    pub reference: String,
    pub title: String,
    pub kicker: String,
    pub subtitle: String,
    pub authors: Vec<String>,
    pub reporters: Vec<String>,
    pub correspondents: Vec<String>,
    pub paper: String,
    pub day: Day,
    /// As it is written: entries of no certain day are of one page where they give the same.
    pub written_day: String,
    pub issue: String,
    pub number: Option<String>,
    pub page_name: Option<String>,
    pub body: String,
    pub caption: String,
    pub photographer: String,
    pub people: Vec<String>,
    pub places: Vec<String>,
    pub files: Vec<String>,
    pub kind: Option<Kind>,
    /// 保管期限：永久 and the like, each with the name of its column.
    pub notes: Vec<String>,
    /// What a person should look at.
    pub doubts: Vec<String>,
}

/// Longest note that is kept whole, in characters.
const LONGEST_NOTE: usize = 400;

impl Entry {
    /// Reads a row; `head` are the names of the columns.
    pub fn of(row: &Row, head: &Row, columns: &Columns) -> Self {
        let one = |meaning| columns.of(meaning).map_or("", |column| row.cell(column)).to_owned();
        let all = |meaning| -> Vec<String> {
            let cells = columns.all(meaning).map(|column| row.cell(column));
            cells.filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
        };
        let written_day = one(Meaning::Date);
        let day = day_of(&written_day);
        let (number, named) = page_of(&one(Meaning::Number));
        let page_name = Some(one(Meaning::PageName)).filter(|name| !name.is_empty()).or(named);
        let secrecy = one(Meaning::Secrecy);
        let mut doubts: Vec<String> = Vec::new();
        if is_secret(&secrecy) {
            doubts.push(format!("目录里的密级是“{}”，请确认可以入库", cut(&secrecy, 12)));
        }
        let paper = one(Meaning::Paper);
        Self {
            row: row.number,
            reference: one(Meaning::Reference),
            title: one_line(&one(Meaning::Title)),
            kicker: one_line(&one(Meaning::Kicker)),
            subtitle: one_line(&one(Meaning::Subtitle)),
            authors: all(Meaning::Author),
            reporters: all(Meaning::Reporter),
            correspondents: all(Meaning::Correspondent),
            paper: paper.trim_matches(['《', '》']).to_owned(),
            day,
            written_day,
            issue: one(Meaning::Issue),
            number,
            page_name,
            body: one(Meaning::Body),
            caption: one(Meaning::Caption),
            photographer: one_line(&one(Meaning::Photographer)),
            people: all(Meaning::People),
            places: all(Meaning::Place),
            files: all(Meaning::File).iter().flat_map(|cell| files_in(cell)).collect(),
            kind: kind_of(&one(Meaning::Kind)),
            notes: notes_of(row, head, columns),
            doubts,
        }
    }

    /// Whether it says nothing that could be an item.
    pub fn says_nothing(&self) -> bool {
        self.title.is_empty() && self.caption.is_empty() && self.body.is_empty()
    }

    /// What a person knows it by: `第 7 行“社区夜校开班”`.
    pub fn name(&self) -> String {
        let title = if self.title.is_empty() { &self.reference } else { &self.title };
        match title.is_empty() {
            true => format!("第 {} 行", self.row),
            false => format!("第 {} 行“{}”", self.row, cut(title, 16)),
        }
    }

    /// What makes entries be of one page: paper, day, number.
    pub fn page_key(&self) -> (&str, Result<Date, &str>, Option<&str>) {
        let day = self.day.date.filter(|_| self.day.doubt.is_none());
        (&self.paper, day.ok_or(self.written_day.as_str()), self.number.as_deref())
    }
}

/// A name has no line ends; what was broken for want of width is one again.
fn one_line(text: &str) -> String {
    match text.contains('\n') {
        true => text.split('\n').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        false => text.to_owned(),
    }
}

/// The file names of a cell: one, or several parted by semicolons, bars or line ends.
pub fn files_in(cell: &str) -> Vec<String> {
    let parts = cell.split([';', '；', '|', '\n', '、']);
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn notes_of(row: &Row, head: &Row, columns: &Columns) -> Vec<String> {
    let noted = |column: usize| {
        let meaning = columns.meanings.get(column).copied().unwrap_or(Meaning::Note);
        matches!(meaning, Meaning::Note | Meaning::Secrecy)
    };
    let cells = row.cells.iter().filter(|(column, _)| noted(*column));
    cells
        .map(|(column, text)| match head.cell(*column) {
            name if name.is_empty() || columns.headless => cut(text, LONGEST_NOTE),
            name => format!("{}：{}", cut(name, 16), cut(text, LONGEST_NOTE)),
        })
        .collect()
}
