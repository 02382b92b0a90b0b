//! An article as the index sees it: its order, its text, its labels.

use rusqlite::OptionalExtension;

use crate::model::{ArticleId, ItemKind, PersonRole, PlaceCode, PlaceLevel, Zone, day_number};
use crate::store::rows::{code, date, enumerated};
use crate::store::{Reader, Result};

/// Where an article stands: by day, then as the list shows the pieces of a day, the last first.
///
/// The list goes from the newest day to the oldest, and through each day from its first page: read backwards, numbers
/// in this order are the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// Days since 1970-01-01.
    pub day: i32,
    within: std::cmp::Reverse<(i64, u64, i64, i64)>,
    /// The article.
    pub id: i64,
    /// Its page.
    pub page: i64,
}

/// Something an article can be asked for besides its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A place, named itself or by something in it.
    Place(PlaceCode),
    /// A place, named itself.
    Named(PlaceCode),
    /// A place name that several places bear waits for a person to choose.
    Undecided,
    /// Something at street level or below in this area is named.
    PlacedIn(PlaceCode),
    /// A person in a role.
    Person(PersonRole, String),
    /// 报名
    Paper(String),
    /// 版次
    Page(String),
    /// 版名
    PageName(String),
    /// Article or photo story.
    Kind(ItemKind),
}

impl Label {
    /// As it is written in the index.
    pub fn written(&self) -> String {
        match self {
            Self::Place(code) => format!("place {code}"),
            Self::PlacedIn(code) => format!("placed {code}"),
            Self::Named(code) => format!("names {code}"),
            Self::Undecided => "undecided place".to_owned(),
            Self::Person(role, name) => format!("{role:?} {name}"),
            Self::Paper(name) => format!("paper {name}"),
            Self::Page(number) => format!("page {number}"),
            Self::PageName(name) => format!("named {name}"),
            Self::Kind(kind) => format!("kind {kind:?}"),
        }
    }

    /// What [`Label::written`] wrote; none of anything else.
    pub fn read(written: &str) -> Option<Self> {
        let (sort, value) = written.split_once(' ')?;
        let person = |role| Some(Self::Person(role, value.to_owned()));
        match sort {
            "place" => PlaceCode::parse(value).map(Self::Place),
            "names" => PlaceCode::parse(value).map(Self::Named),
            "undecided" => (value == "place").then_some(Self::Undecided),
            "placed" => PlaceCode::parse(value).map(Self::PlacedIn),
            "Correspondent" => person(PersonRole::Correspondent),
            "Reporter" => person(PersonRole::Reporter),
            "Photographer" => person(PersonRole::Photographer),
            "Author" => person(PersonRole::Author),
            "Named" => person(PersonRole::Named),
            "paper" => Some(Self::Paper(value.to_owned())),
            "page" => Some(Self::Page(value.to_owned())),
            "named" => Some(Self::PageName(value.to_owned())),
            "kind" => [ItemKind::Article, ItemKind::Photo]
                .into_iter()
                .find(|kind| value == format!("{kind:?}"))
                .map(Self::Kind),
            _ => None,
        }
    }

    /// The place that it says is named.
    pub(super) fn named(&self) -> Option<PlaceCode> {
        match self {
            Self::Named(code) => Some(*code),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Where an article stands; none for one that is gone or not of a current version.
    pub(super) fn indexed_order(&self, id: i64) -> Result<Option<Order>> {
        let mut select = self.0.prepare_cached(include_str!("../sql/select_indexed_order.sql"))?;
        let order = select.query_row([id], |row| {
            let number = row.get_ref(2)?.as_bytes().map_err(rusqlite::Error::from)?;
            let within = (row.get(1)?, page_order(number), row.get(3)?, row.get(4)?);
            let day = day_number(date(row, 0)?);
            Ok(Order { day, within: std::cmp::Reverse(within), id, page: row.get(5)? })
        });
        Ok(order.optional()?)
    }

    /// Calls `each` with every piece of text of an article and the zone it lies in besides [`Zone::All`], until it
    /// returns false.
    pub(super) fn indexed_texts(&self, id: i64, mut each: impl FnMut(Zone, &str) -> bool) -> Result<()> {
        if self.indexed_long_texts(id, &mut each)? { self.indexed_small_texts(id, &mut each) } else { Ok(()) }
    }

    /// Titles and body; answers whether `each` wants more.
    pub(super) fn indexed_long_texts(
        &self,
        id: i64,
        each: &mut impl FnMut(Zone, &str) -> bool,
    ) -> Result<bool> {
        let mut article = self.0.prepare_cached(include_str!("../sql/select_indexed_text.sql"))?;
        let mut rows = article.query([id])?;
        let Some(row) = rows.next()? else { return Ok(false) };
        for column in 0..3 {
            let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            if text.is_some_and(|text| !each(Zone::Title, text)) {
                return Ok(false);
            }
        }
        let body = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        Ok(body.split('\n').all(|paragraph| each(Zone::All, paragraph)))
    }

    /// Captions, credits and names.
    pub(super) fn indexed_small_texts(
        &self,
        id: i64,
        each: &mut impl FnMut(Zone, &str) -> bool,
    ) -> Result<()> {
        let mut others = self.0.prepare_cached(include_str!("../sql/select_indexed_small_texts.sql"))?;
        let mut rows = others.query([id])?;
        while let Some(row) = rows.next()? {
            let zone = if row.get(1)? { Zone::Caption } else { Zone::All };
            let text = row.get_ref(0)?.as_str_or_null().map_err(rusqlite::Error::from)?.unwrap_or_default();
            if !text.split('\n').all(|line| each(zone, line)) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// What an article can be asked for besides its words, and how many photos it has.
    pub(super) fn indexed_labels(&self, id: i64) -> Result<(Vec<Label>, u8)> {
        let mut labels = Vec::new();
        let mut heading = self.0.prepare_cached(include_str!("../sql/select_indexed_heading.sql"))?;
        let (paper, page, name, kind): (String, String, Option<String>, ItemKind) = heading
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, enumerated(row, 3)?)))?;
        labels.extend([Label::Paper(paper), Label::Page(page), Label::Kind(kind)]);
        labels.extend(name.map(Label::PageName));
        for person in self.article_people(ArticleId(id))? {
            labels.push(Label::Person(person.role, person.name));
        }
        let named =
            "SELECT name FROM person_mention JOIN person ON person.id = person_id WHERE article_id = ?1";
        let mut named = self.0.prepare_cached(named)?;
        let mut rows = named.query([id])?;
        while let Some(row) = rows.next()? {
            labels.push(Label::Person(PersonRole::Named, row.get(0)?));
        }
        let mut places =
            self.0.prepare_cached("SELECT DISTINCT code FROM place_mention WHERE article_id = ?1")?;
        let mut rows = places.query([id])?;
        while let Some(row) = rows.next()? {
            let place = code(row, 0)?;
            labels.push(Label::Named(place));
            for code in std::iter::successors(Some(place), |code: &PlaceCode| code.parent()) {
                labels.push(Label::Place(code));
                if code.level() <= PlaceLevel::Area && place.level() >= PlaceLevel::Street {
                    labels.push(Label::PlacedIn(code));
                }
            }
        }
        if self.0.prepare_cached("SELECT 1 FROM open_place WHERE article_id = ?1")?.exists([id])? {
            labels.push(Label::Undecided);
        }
        let mut photos = self.0.prepare_cached("SELECT photographer FROM photo WHERE article_id = ?1")?;
        let mut rows = photos.query([id])?;
        let mut count = 0u8;
        while let Some(row) = rows.next()? {
            count = count.saturating_add(1);
            let names = row.get_ref(0)?.as_str_or_null().map_err(rusqlite::Error::from)?.unwrap_or_default();
            labels.extend(
                names.split_whitespace().map(|name| Label::Person(PersonRole::Photographer, name.to_owned())),
            );
        }
        labels.sort_unstable();
        labels.dedup();
        Ok((labels, count))
    }
}

/// Page numbers in order: shorter ones first, then letter by letter.
fn page_order(number: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    bytes[0] = u8::try_from(number.len()).unwrap_or(u8::MAX);
    for (to, from) in bytes[1..].iter_mut().zip(number) {
        *to = *from;
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_it_was_written() {
        let code = PlaceCode::parse("330302001").expect("a code");
        let roles = [
            PersonRole::Correspondent,
            PersonRole::Reporter,
            PersonRole::Photographer,
            PersonRole::Author,
            PersonRole::Named,
        ];
        let people = roles.map(|role| Label::Person(role, "王 波".to_owned()));
        let others = [
            Label::Place(code),
            Label::PlacedIn(code),
            Label::Named(code),
            Label::Undecided,
            Label::Paper("晨光社区报".to_owned()),
            Label::Page("A2".to_owned()),
            Label::PageName("卫东".to_owned()),
            Label::Kind(ItemKind::Article),
            Label::Kind(ItemKind::Photo),
        ];
        for label in people.into_iter().chain(others) {
            assert_eq!(Label::read(&label.written()), Some(label));
        }
        assert_eq!(Label::read("kind Other"), None);
        assert_eq!(Label::read("社区"), None);
    }
}
