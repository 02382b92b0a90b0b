//! What is typed into the search box: words side by side that must all occur, phrases, alternatives, exclusions,
//! nearness and fields, understood as a tree.

mod dates;
mod explain;
mod parse;
#[cfg(test)]
mod tests;
mod token;

use crate::model::{DateRange, DateRanges, PersonRole, Zone};
use crate::text::{Folding, Pattern, Words};

pub use explain::FOLDING_NAMES;

/// A text of the search box, understood. Two are alike where their texts and foldings are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    text: String,
    folding: Folding,
    expr: Option<Expr>,
    notes: Vec<String>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// These characters occur.
    Word(Term),
    /// Both occur in one piece of text with at most so many characters between them.
    Near(Term, Term, usize),
    /// 记者: 通讯员: 摄影: 作者:
    Person(PersonRole, Name),
    /// 社区: a place, or anything in it, is named.
    Place(Name),
    /// 报名:
    Paper(Name),
    /// 版: a page by its number.
    Page(String),
    /// 版: a page by its name.
    PageName(Name),
    /// 档号: kept under it, as a whole.
    Reference(String),
    /// 日期: printed in these days.
    Printed(DateRange),
    /// All of them.
    All(Vec<Expr>),
    /// Any of them.
    Any(Vec<Expr>),
    /// What it does not hold for.
    Not(Box<Expr>),
}

/// Characters to be found in a zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Where.
    pub zone: Zone,
    /// What.
    pub pattern: Pattern,
}

/// A name to be compared with those that the archive knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// What.
    pub pattern: Pattern,
    /// Whether it is the whole name, as one in quotation marks is, and not a part of it.
    pub whole: bool,
}

impl Name {
    /// Whether a known name is meant.
    pub fn fits(&self, known: &str, folding: Folding) -> bool {
        let (wanted, known) = (self.pattern.folded(folding), folding.text(known).chars);
        (!self.whole || wanted.len() == known.len()) && wanted.find(&known, 0).is_some()
    }
}

/// Why a text cannot be looked for, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// In plain words.
    pub message: String,
    /// First character.
    pub start: usize,
    /// How many characters.
    pub len: usize,
}

impl Query {
    /// Understands a text, to be compared under a folding.
    ///
    /// # Errors
    /// [`Problem`] where it has no one meaning; while a person types that is no error, only not finished.
    pub fn parse(text: &str, folding: Folding) -> Result<Self, Problem> {
        let (expr, notes) = parse::parse(text, folding)?;
        Ok(Self { text: text.trim().to_owned(), folding, expr, notes })
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which differences do not count.
    pub fn folding(&self) -> Folding {
        self.folding
    }

    /// Its tree; none of an empty text, which holds everything.
    pub fn expr(&self) -> Option<&Expr> {
        self.expr.as_ref()
    }

    /// Whether it holds everything.
    pub fn is_empty(&self) -> bool {
        self.expr.is_none()
    }

    /// What it means, in one sentence.
    pub fn explanation(&self) -> String {
        explain::sentence(self)
    }

    /// The words to be marked in text of a zone: those that are looked for there or anywhere.
    pub fn words(&self, zone: Zone) -> Words {
        let terms = self.terms();
        let here = terms.iter().filter(|term| term.zone == Zone::All || term.zone == zone);
        Words::new(here.map(|term| &term.pattern), self.folding)
    }

    /// The days of print that it asks for, whatever else it asks.
    pub fn time(&self) -> Option<DateRanges> {
        let parts = match &self.expr {
            Some(Expr::All(parts)) => parts.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let printed = parts.iter().filter_map(|part| match part {
            Expr::Printed(days) => Some(DateRanges::from(*days)),
            _ => None,
        });
        let mut time = Some(DateRanges::default());
        for days in printed {
            time = time.and_then(|time| time.and(&days));
        }
        time
    }

    /// The words that are looked for, without those that must not occur.
    pub fn terms(&self) -> Vec<&Term> {
        let mut terms = Vec::new();
        if let Some(expr) = &self.expr {
            expr.add_terms(&mut terms);
        }
        terms
    }
}

impl Expr {
    fn add_terms<'a>(&'a self, terms: &mut Vec<&'a Term>) {
        match self {
            Self::Word(term) => terms.push(term),
            Self::Near(left, right, _) => terms.extend([left, right]),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.add_terms(terms)),
            _ => {}
        }
    }
}
