//! From tokens to a tree. Side by side binds closer than 或; 非 and ~ bind closest.

use crate::model::Zone;
use crate::text::{Folding, Pattern};

use super::token::{FURTHEST, Field, Kind, Token, tokens};
use super::{Expr, Name, Problem, Term, dates};

/// Brackets within brackets; deeper ones are refused rather than followed.
const DEEPEST: usize = 32;

/// The tree of a text, none of an empty one, and what was mended on the way.
pub fn parse(text: &str, folding: Folding) -> Result<(Option<Expr>, Vec<String>), Problem> {
    let (tokens, notes) = tokens(text);
    let mut parser = Parser { tokens, at: 0, depth: 0, end: text.chars().count(), notes, folding };
    if parser.tokens.is_empty() {
        return Ok((None, parser.notes));
    }
    let expr = parser.any(None)?;
    match parser.tokens.get(parser.at) {
        Some(token) => Err(problem("多了一个右括号", token)),
        None => Ok((Some(expr), parser.notes)),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Characters of the text.
    end: usize,
    notes: Vec<String>,
    folding: Folding,
}

fn problem(message: impl Into<String>, token: &Token) -> Problem {
    Problem { message: message.into(), start: token.start, len: token.len }
}

impl Parser {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// A problem with the token before this one, or with the end of the text.
    fn unfinished(&self, message: &str) -> Problem {
        match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(token) => problem(message, token),
            None => Problem { message: message.to_owned(), start: self.end, len: 0 },
        }
    }

    /// Parts with 或 between them.
    fn any(&mut self, field: Option<Field>) -> Result<Expr, Problem> {
        let mut parts = vec![self.all(field)?];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            if matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
                return Err(self.unfinished("“或”的两边都要有词"));
            }
            parts.push(self.all(field)?);
        }
        Ok(one_or(parts, Expr::Any))
    }

    /// Parts side by side.
    fn all(&mut self, field: Option<Field>) -> Result<Expr, Problem> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(Kind::Or | Kind::Close) => break,
                Some(Kind::And) => {
                    self.at += 1;
                    if parts.is_empty()
                        || matches!(self.peek(), None | Some(Kind::Or | Kind::Close | Kind::And))
                    {
                        return Err(self.unfinished("“且”的两边都要有词"));
                    }
                }
                Some(Kind::Near(_)) => self.near(field, &mut parts)?,
                Some(_) => parts.push(self.part(field)?),
            }
        }
        if parts.is_empty() {
            return Err(match self.peek() {
                Some(Kind::Or) => {
                    self.at += 1;
                    self.unfinished("“或”的两边都要有词")
                }
                Some(_) => self.unfinished("括号里没有词"),
                None => self.unfinished("这里还缺一个词"),
            });
        }
        Ok(one_or(parts, Expr::All))
    }

    /// `~10` between the part before and the one after it.
    fn near(&mut self, field: Option<Field>, parts: &mut Vec<Expr>) -> Result<(), Problem> {
        let Some(sign) = self.next() else { return Ok(()) };
        let Kind::Near(distance) = sign.kind else { return Ok(()) };
        if distance > FURTHEST {
            return Err(problem(format!("“~”后面的字数不超过 {FURTHEST}"), &sign));
        }
        let both = "“~”的两边都要有词，如 档案 ~10 婚姻";
        let Some(before) = parts.last().cloned() else { return Err(problem(both, &sign)) };
        if self.peek().is_none() {
            return Err(problem(both, &sign));
        }
        let after = self.part(field)?;
        let (left, chained) = match before {
            Expr::Word(left) => (left, false),
            // 甲 ~5 乙 ~5 丙: each near the next.
            Expr::Near(_, left, _) => (left, true),
            _ => return Err(problem(both, &sign)),
        };
        let Expr::Word(right) = after else { return Err(problem(both, &sign)) };
        if left.zone != right.zone {
            return Err(problem("“~”的两边要在同一处：都在标题，或都在图说", &sign));
        }
        if !chained {
            parts.pop();
        }
        parts.push(Expr::Near(left, right, distance));
        Ok(())
    }

    fn part(&mut self, field: Option<Field>) -> Result<Expr, Problem> {
        let Some(token) = self.next() else { return Err(self.unfinished("这里还缺一个词")) };
        match token.kind.clone() {
            Kind::Word { text, quoted } => self.word(field, &text, quoted, &token),
            Kind::Field(named) => match self.peek() {
                Some(Kind::Word { .. } | Kind::Open) => self.part(Some(named)),
                _ => Err(problem(format!("“{}:”后面还没有写", named.name()), &token)),
            },
            Kind::Not => match self.peek() {
                Some(Kind::Word { .. } | Kind::Open | Kind::Field(_) | Kind::Not) => {
                    self.deeper(&token, |parser| Ok(Expr::Not(Box::new(parser.part(field)?))))
                }
                _ => Err(problem("“-”或“非”后面要有词", &token)),
            },
            Kind::Open => self.bracket(field, &token),
            Kind::Near(_) | Kind::And | Kind::Or | Kind::Close => Err(problem("这里要有一个词", &token)),
        }
    }

    fn bracket(&mut self, field: Option<Field>, open: &Token) -> Result<Expr, Problem> {
        if self.peek().is_none() {
            return Err(problem("括号里还没有词", open));
        }
        let inner = self.deeper(open, |parser| parser.any(field))?;
        if self.next().is_none() {
            self.notes.push("括号没有关上，算到末尾".to_owned());
        }
        Ok(inner)
    }

    /// Goes one level deeper, but not for ever.
    fn deeper(
        &mut self,
        token: &Token,
        inner: impl FnOnce(&mut Self) -> Result<Expr, Problem>,
    ) -> Result<Expr, Problem> {
        if self.depth == DEEPEST {
            return Err(problem("括号或“-”套得太深", token));
        }
        self.depth += 1;
        let expr = inner(self);
        self.depth -= 1;
        expr
    }

    fn word(&self, field: Option<Field>, text: &str, quoted: bool, token: &Token) -> Result<Expr, Problem> {
        let pattern = if quoted { Pattern::literal(text) } else { Pattern::typed(text) };
        let folded = pattern.folded(self.folding);
        if folded.is_empty() || quoted && text.trim().is_empty() {
            return Err(problem("引号里没有字", token));
        }
        if folded.is_blank() {
            return Err(problem("“*”代表一个认不出的字，要和认得出的字写在一起", token));
        }
        let name = Name { pattern: pattern.clone(), whole: quoted };
        Ok(match field {
            None => Expr::Word(Term { zone: Zone::All, pattern }),
            Some(Field::Text(zone)) => Expr::Word(Term { zone, pattern }),
            Some(Field::Person(role)) => Expr::Person(role, name),
            Some(Field::Place) => Expr::Place(name),
            Some(Field::Paper) => Expr::Paper(name),
            Some(Field::Page) => page(text, name),
            Some(Field::Reference) => Expr::Reference(text.trim().to_owned()),
            Some(Field::Date) => match dates::read(text) {
                Some(days) => Expr::Printed(days),
                None => {
                    return Err(problem(
                        format!("“{text}”不是日期；可写 2015、2015-12、2015-12-09、2012..2014"),
                        token,
                    ));
                }
            },
        })
    }
}

/// A page by its number, or by a part of its name.
fn page(text: &str, name: Name) -> Expr {
    match crate::import::page_number(text) {
        Some(number) => Expr::Page(number),
        None => Expr::PageName(name),
    }
}

fn one_or(mut parts: Vec<Expr>, many: impl FnOnce(Vec<Expr>) -> Expr) -> Expr {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            many(parts)
        }
        (_, None) => many(parts),
    }
}
