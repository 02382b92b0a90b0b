//! A query in one Chinese sentence.

use crate::model::{Date, DateRange, PersonRole, Zone};
use crate::text::{Folding, Pattern};

use super::{Expr, Name, Query, Term};

/// What differs in each of [`Folding::EACH`].
pub const FOLDING_NAMES: [&str; 6] = ["全半角", "大小写", "繁简", "异体字", "标点", "空格"];

/// What a query means.
pub fn sentence(query: &Query) -> String {
    let Some(expr) = query.expr() else { return String::new() };
    let mut text = format!("找{}的文章", described(expr));
    if expr.has_unknown() {
        text += "（* 代表任一个字）";
    }
    text += &folded(query.folding());
    for note in &query.notes {
        text += "。";
        text += note;
    }
    text
}

/// Which differences count, where a person chose it.
fn folded(folding: Folding) -> String {
    if folding == Folding::ALL {
        return String::new();
    }
    let names = Folding::EACH.into_iter().zip(FOLDING_NAMES);
    let kept: Vec<&str> = names.filter(|(each, _)| !folding.has(*each)).map(|(_, name)| name).collect();
    if kept.len() == Folding::EACH.len() {
        "，照原文一字不差".to_owned()
    } else {
        format!("，区分{}", kept.join("、"))
    }
}

fn described(expr: &Expr) -> String {
    match expr {
        Expr::Word(term) => format!("{}有{}", place(term.zone), quoted(&term.pattern)),
        Expr::Near(left, right, distance) => format!(
            "{}有{}与{}相距不超过 {distance} 字",
            place(left.zone),
            quoted(&left.pattern),
            quoted(&right.pattern)
        ),
        Expr::Person(role, name) => named(role_word(*role), name),
        Expr::Place(name) if name.whole => format!("提到{}", quoted(&name.pattern)),
        Expr::Place(name) => format!("提到名字含{}的地方", quoted(&name.pattern)),
        Expr::Paper(name) => named("报名", name),
        Expr::Page(number) => format!("在第 {number} 版"),
        Expr::PageName(name) => named("版名", name),
        Expr::Reference(reference) => format!("档号是“{reference}”"),
        Expr::Printed(days) => days_said(*days),
        Expr::All(parts) => all(parts),
        Expr::Any(parts) => {
            parts.iter().map(|part| within(part, matches!(part, Expr::All(_)))).collect::<Vec<_>>().join("或")
        }
        Expr::Not(part) => match &**part {
            Expr::Word(term) => format!("{}没有{}", place(term.zone), quoted(&term.pattern)),
            part => format!("不是{}", within(part, true)),
        },
    }
}

/// Words of one zone that stand side by side are said together.
fn all(parts: &[Expr]) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut before: Option<Zone> = None;
    for part in parts {
        let zone = match part {
            Expr::Word(Term { zone, .. }) => Some(*zone),
            _ => None,
        };
        match (part, said.last_mut()) {
            (Expr::Word(term), Some(last)) if before == zone => *last += &quoted(&term.pattern),
            _ => said.push(within(part, matches!(part, Expr::Any(_)))),
        }
        before = zone;
    }
    said.join("，")
}

fn within(expr: &Expr, brackets: bool) -> String {
    if brackets { format!("（{}）", described(expr)) } else { described(expr) }
}

fn quoted(pattern: &Pattern) -> String {
    format!("“{}”", pattern.shown())
}

fn named(what: &str, name: &Name) -> String {
    format!("{what}{}{}", if name.whole { "是" } else { "含" }, quoted(&name.pattern))
}

fn place(zone: Zone) -> &'static str {
    match zone {
        Zone::All => "",
        Zone::Title => "标题",
        Zone::Caption => "图说",
    }
}

fn role_word(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Correspondent => "通讯员",
        PersonRole::Reporter => "记者",
        PersonRole::Photographer => "摄影者",
        PersonRole::Author => "作者",
        PersonRole::Named => "人物",
    }
}

fn days_said(days: DateRange) -> String {
    let open = |day| DateRange { from: day, to: day };
    match (days.from == Date::MIN, days.to == Date::MAX) {
        (true, _) => format!("{} 及以前出版", open(days.to).label()),
        (_, true) => format!("{} 及以后出版", open(days.from).label()),
        _ => format!("{} 出版", days.label()),
    }
}

impl Expr {
    /// Whether any word has an unknown character.
    fn has_unknown(&self) -> bool {
        let has = |pattern: &Pattern| pattern.chars().contains(&None);
        match self {
            Self::Word(term) => has(&term.pattern),
            Self::Near(left, right, _) => has(&left.pattern) || has(&right.pattern),
            Self::Person(_, name) | Self::Place(name) | Self::Paper(name) | Self::PageName(name) => {
                has(&name.pattern)
            }
            Self::Page(_) | Self::Printed(_) | Self::Reference(_) => false,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_unknown),
            Self::Not(part) => part.has_unknown(),
        }
    }
}
