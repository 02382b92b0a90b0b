//! The head of an issue: what the METS says of its paper, its day and its number.

use jiff::civil::Date;

use crate::import::dates::written_dates;
use crate::import::head_words::issue_number;
use crate::import::page_number::{page_number, take_page};
use crate::model::{DateProposal, PageHead};

use super::parse::{Described, Div, Raw};
use super::structure::ListedPage;

/// What holds of all pages of the issue.
pub fn head_of(raw: &Raw) -> PageHead {
    let said = issue_of(raw);
    let label = issue_div(raw).and_then(|div| div.label.as_deref()).or(raw.label.as_deref());
    let (label_paper, label_date) = label.map(from_label).unwrap_or_default();
    let printed =
        raw.described.iter().filter(|(id, _)| id.contains("PRINT")).find_map(|(_, said)| said.title.clone());
    let paper = said.title.clone().or_else(|| said.host_title.clone()).or(printed).or(label_paper);
    let date = said.date.as_deref().and_then(|text| Some((date_of(text)?, text.to_owned())));
    let date = date.or_else(|| Some((label_date?, label?.to_owned())));
    PageHead {
        paper: paper.map(|paper| paper.trim_matches(['《', '》', '.', ' ']).to_owned()),
        date: date.map(|(date, words)| DateProposal {
            date,
            reason: format!("METS 写明“{words}”"),
            given: true,
        }),
        number: None,
        name: None,
        issue: said.number.as_deref().map(|number| issue_number(number).unwrap_or_else(|| number.to_owned())),
    }
}

/// The number and the name of a page.
pub fn page_of(page: &ListedPage, printed: Option<&str>, order: usize) -> (Option<String>, Option<String>) {
    let labelled = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let bare =
            text.trim_start_matches(|c: char| c.is_alphabetic() && !c.is_ascii_uppercase() || c == ' ');
        let spelled = text.split_whitespace().last().and_then(page_number);
        take_page(&chars).0.or_else(|| page_number(text)).or_else(|| page_number(bare)).or(spelled)
    };
    let number = page.numbers.iter().map(String::as_str).chain(printed).find_map(labelled);
    let name =
        page.label.as_deref().and_then(|label| crate::import::page_head::PageRows::named(label).head.name);
    (number.or_else(|| Some(order.to_string())), name)
}

/// The description of the issue: that of the part called so, else the first with a day.
fn issue_of(raw: &Raw) -> Described {
    let named = issue_div(raw).and_then(|div| div.described.as_ref());
    let ids: Vec<&str> = named.map(|id| id.split_whitespace().collect()).unwrap_or_default();
    let mut of_issue = raw.described.iter().filter(|(id, _)| ids.contains(&id.as_str()));
    let dated =
        || raw.described.iter().find(|(_, said)| said.date.as_deref().is_some_and(|d| date_of(d).is_some()));
    of_issue.next().or_else(dated).map(|(_, said)| said.clone()).unwrap_or_default()
}

fn issue_div(raw: &Raw) -> Option<&Div> {
    raw.maps.iter().find_map(|(_, div)| find(div, &["ISSUE", "NEWSPAPER_ISSUE", "期"]))
}

fn find<'a>(div: &'a Div, kinds: &[&str]) -> Option<&'a Div> {
    if kinds.contains(&div.kind.as_str()) {
        return Some(div);
    }
    div.parts.iter().find_map(|part| find(part, kinds))
}

/// `1824-02-17`, `17.12.1918`, `20151209`, `2015年12月9日`.
pub fn date_of(text: &str) -> Option<Date> {
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let part = |at: usize| numbers.get(at).and_then(|part| part.parse::<i16>().ok());
    let small = |at: usize| part(at).and_then(|n| i8::try_from(n).ok());
    let lens: Vec<usize> = numbers.iter().map(|part| part.len()).collect();
    let date = match lens.as_slice() {
        [4, 1 | 2, 1 | 2, ..] => Date::new(part(0)?, small(1)?, small(2)?).ok(),
        [1 | 2, 1 | 2, 4, ..] => Date::new(part(2)?, small(1)?, small(0)?).ok(),
        [8, ..] => {
            let (year, rest) = numbers.first()?.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    };
    date.or_else(|| {
        let written =
            written_dates(text).into_iter().find(|date| date.day.is_some() && date.year.is_some())?;
        Date::new(written.year?, written.month?, written.day?).ok()
    })
}

/// `平顶山日报 2015-12-09`, `The Statesman. 1824-02-17`: the paper and the day.
fn from_label(label: &str) -> (Option<String>, Option<Date>) {
    let first = label
        .char_indices()
        .find(|(_, c)| c.is_ascii_digit() || *c == '第')
        .map_or(label.len(), |(at, _)| at);
    let (paper, rest) = label.split_at_checked(first).unwrap_or((label, ""));
    let paper =
        paper.trim_end_matches(" no. ").trim_matches(|c: char| c.is_whitespace() || ",.-—_《》".contains(c));
    let date = date_of(rest).or_else(|| rest.split_whitespace().find_map(date_of));
    ((!paper.is_empty()).then(|| paper.to_owned()), date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_many_ways() {
        for (text, expect) in [
            ("1824-02-17", "1824-02-17"),
            ("1918-12-17T00:00:00", "1918-12-17"),
            ("17.12.1918", "1918-12-17"),
            ("20151209", "2015-12-09"),
            ("2015年12月9日", "2015-12-09"),
        ] {
            assert_eq!(date_of(text).map(|date| date.to_string()).as_deref(), Some(expect), "{text}");
        }
        assert_eq!(date_of("1911"), None);
        assert_eq!(date_of("2015-02-30"), None);
    }

    #[test]
    fn a_label_gives_the_paper_and_the_day() {
        for (label, paper, date) in [
            ("平顶山日报 2015-12-09", "平顶山日报", "2015-12-09"),
            ("The Statesman. 1824-02-17", "The Statesman", "1824-02-17"),
            (
                "Ouest Eclair (Éd. de Rennes) no. 7077 17.12.1918",
                "Ouest Eclair (Éd. de Rennes)",
                "1918-12-17",
            ),
        ] {
            let (found, day) = from_label(label);
            assert_eq!(found.as_deref(), Some(paper), "{label}");
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(date), "{label}");
        }
    }
}
