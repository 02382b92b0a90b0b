//! A filter as a text that can be copied, sent, kept and pasted: `jiuwen:?q=社区&time=2015-12-01..2015-12-31`.

use crate::model::{DateRange, DateRanges, ItemKind, PersonRole, PlaceCode};
use crate::text::Folding;

use super::{Asked, Filter, Order, Query};

/// What such a text begins with.
const SCHEME: &str = "jiuwen:?";

const ROLES: [(PersonRole, &str); 5] = [
    (PersonRole::Reporter, "reporter"),
    (PersonRole::Correspondent, "correspondent"),
    (PersonRole::Photographer, "photographer"),
    (PersonRole::Author, "author"),
    (PersonRole::Named, "named"),
];

impl Asked {
    /// As a link.
    pub fn link(&self) -> String {
        let mut parts = self.filter.link_parts();
        parts.extend(order_word(self.order).map(|word| ("order", word.to_owned())));
        let parts: Vec<String> =
            parts.iter().map(|(key, value)| format!("{key}={}", escaped(value))).collect();
        format!("{SCHEME}{}", parts.join("&"))
    }

    /// What a link asks for; none of a text that is no link, or of one that this program cannot follow whole.
    pub fn of_link(text: &str) -> Option<Self> {
        let parts = text.trim().strip_prefix(SCHEME)?;
        let (mut filter, mut words, mut folding) = (Filter::default(), String::new(), Folding::ALL);
        let mut order = Order::default();
        let (mut times, mut events): (Vec<DateRange>, Vec<DateRange>) = Default::default();
        for part in parts.split('&').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            let value = unescaped(value)?;
            match key {
                "q" => words = value,
                "fold" => folding = Folding::of_bits(value.parse().ok()?),
                "time" => times.push(read_range(&value)?),
                "event" => events.push(read_range(&value)?),
                "place" => filter.places.push(PlaceCode::parse(&value)?),
                "unplaced" => filter.unplaced = true,
                "undecided" => filter.undecided = true,
                "kind" => {
                    let kinds = [ItemKind::Article, ItemKind::Photo];
                    filter.kind = Some(kinds.into_iter().find(|kind| kind_word(*kind) == value)?);
                }
                "paper" => filter.papers.push(value),
                "order" => {
                    order = Order::ALL.into_iter().find(|order| order_word(*order) == Some(&*value))?;
                }
                role => {
                    let (role, _) = ROLES.into_iter().find(|(_, word)| *word == role)?;
                    filter.people.push((role, value));
                }
            }
        }
        (filter.time, filter.events) = (DateRanges::of(times), DateRanges::of(events));
        filter.query = Query::parse(&words, folding).ok()?;
        Some(Self { filter, order })
    }
}

impl Filter {
    fn link_parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = Vec::new();
        if !self.query.is_empty() {
            parts.push(("q", self.query.text().to_owned()));
        }
        if self.query.folding() != Folding::ALL {
            parts.push(("fold", self.query.folding().bits().to_string()));
        }
        let times = |key, days: &DateRanges| -> Vec<(&'static str, String)> {
            days.ranges().iter().map(|range| (key, format!("{}..{}", range.from, range.to))).collect()
        };
        parts.extend(times("time", &self.time));
        parts.extend(times("event", &self.events));
        parts.extend(self.places.iter().map(|code| ("place", code.to_string())));
        if self.unplaced {
            parts.push(("unplaced", String::new()));
        }
        if self.undecided {
            parts.push(("undecided", String::new()));
        }
        parts.extend(self.kind.map(|kind| ("kind", kind_word(kind).to_owned())));
        for (role, name) in &self.people {
            let word = ROLES.iter().find(|(known, _)| known == role).map_or("", |(_, word)| word);
            parts.push((word, name.clone()));
        }
        parts.extend(self.papers.iter().map(|paper| ("paper", paper.clone())));
        parts
    }
}

fn read_range(text: &str) -> Option<DateRange> {
    let (from, to) = text.split_once("..")?;
    Some(DateRange { from: from.parse().ok()?, to: to.parse().ok()? })
}

fn kind_word(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Article => "article",
        ItemKind::Photo => "photo",
    }
}

/// The usual order needs no word.
fn order_word(order: Order) -> Option<&'static str> {
    match order {
        Order::Date => None,
        Order::Relevance => Some("relevance"),
        Order::Headline => Some("headline"),
    }
}

/// Percent-encodes (RFC 3986) what would end a part or be lost where a link is sent; Han stays readable.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '%' | '&' | '=' | '#' | '"' | '<' | '>') {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_link_brings_its_filter_back() {
        let winter = DateRange { from: date(2015, 12, 1), to: date(2016, 2, 29) };
        let filter = Filter {
            query: Query::parse("“东湖 社区” 或 100%", Folding::NONE).expect("a query"),
            time: DateRanges::of([winter, DateRange { from: date(2012, 1, 1), to: date(2012, 1, 1) }]),
            events: winter.into(),
            places: vec![PlaceCode::parse("410403001003").expect("a code")],
            kind: Some(ItemKind::Photo),
            unplaced: true,
            undecided: true,
            people: vec![(PersonRole::Reporter, "毛 玺玺".to_owned())],
            papers: vec!["晨光&社区报".to_owned()],
        };
        let asked = Asked { filter, order: Order::Headline };
        let link = asked.link();
        assert!(
            link.starts_with("jiuwen:?q=“东湖%20社区”%20或%20100%25&fold=0&time=2012-01-01..2012-01-01&"),
            "{link}"
        );
        assert_eq!(Asked::of_link(&format!(" {link}\n")), Some(asked));
        assert_eq!(Asked::of_link(&Asked::default().link()), Some(Asked::default()));
    }

    #[test]
    fn what_is_no_link_is_none() {
        for text in [
            "",
            "社区",
            "jiuwen:",
            "jiuwen:?x=1",
            "jiuwen:?order=size",
            "jiuwen:?time=2015",
            "jiuwen:?q=%E7",
            "jiuwen:?q=%zz",
            "jiuwen:?q=或",
        ] {
            assert_eq!(Asked::of_link(text), None, "{text}");
        }
    }
}
