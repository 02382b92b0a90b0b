//! Which articles a query holds for.

use crate::store::{Answer, ArticleSet, Facet, Found, Label, Result, Search, Unwanted};
use crate::text::Folding;

use super::{Archive, Expr, Name, Query, Term};

/// Asks the index for the parts of a query, one after the other.
pub(super) struct Evaluation<'a> {
    search: &'a Search<'a>,
    archive: &'a Archive,
    folding: Folding,
    /// The words that were found, for ranking; those that must not occur are not among them.
    pub words: Vec<Found>,
}

impl<'a> Evaluation<'a> {
    pub fn new(search: &'a Search<'a>, archive: &'a Archive, query: &Query) -> Self {
        Self { search, archive, folding: query.folding(), words: Vec::new() }
    }

    /// The articles for which a part holds.
    ///
    /// # Errors
    /// The store's.
    pub fn articles(&mut self, expr: &Expr) -> Answer<ArticleSet> {
        let (reader, index) = (self.search.reader, self.search.index);
        Ok(Ok(match expr {
            Expr::Word(Term { zone, pattern }) => {
                let found = self.search.find(*zone, pattern, self.folding)?;
                return Ok(found.map(|found| self.keep(found)));
            }
            Expr::Near(left, right, distance) => {
                let patterns = [&left.pattern, &right.pattern];
                let found = self.search.near(left.zone, patterns, *distance, self.folding)?;
                return Ok(found.map(|found| self.keep(found)));
            }
            Expr::All(parts) => return self.all(parts),
            Expr::Any(parts) => {
                let mut any = index.none();
                for part in parts {
                    let Ok(set) = self.articles(part)? else { return Ok(Err(Unwanted)) };
                    any.add(&set);
                }
                any
            }
            Expr::Not(part) => {
                let Ok(without) = self.without(part)? else { return Ok(Err(Unwanted)) };
                let mut rest = ArticleSet::clone(&index.all());
                rest.drop(&without);
                rest
            }
            Expr::Printed(days) => index.printed_in(*days),
            Expr::Reference(reference) => index.set_of(reader, &reader.articles_of_reference(reference)?)?,
            Expr::Page(number) => index.labelled(reader, &Label::Page(number.clone()))?,
            Expr::Person(..) | Expr::Place(_) | Expr::Paper(_) | Expr::PageName(_) => {
                let mut any = index.none();
                for label in self.meant(expr)? {
                    any.add(&index.labelled(reader, &label)?);
                }
                any
            }
        }))
    }

    fn all(&mut self, parts: &[Expr]) -> Answer<ArticleSet> {
        let (mut all, mut without): (Option<ArticleSet>, Vec<ArticleSet>) = (None, Vec::new());
        for part in parts {
            if let Expr::Not(part) = part {
                let Ok(set) = self.without(part)? else { return Ok(Err(Unwanted)) };
                without.push(set);
                continue;
            }
            let Ok(set) = self.articles(part)? else { return Ok(Err(Unwanted)) };
            match &mut all {
                Some(all) => all.keep(&set),
                None => all = Some(set),
            }
        }
        let mut all = all.unwrap_or_else(|| ArticleSet::clone(&self.search.index.all()));
        without.iter().for_each(|set| all.drop(set));
        Ok(Ok(all))
    }

    /// The articles of a part that must not hold: its words rank nothing.
    fn without(&mut self, part: &Expr) -> Answer<ArticleSet> {
        let known = self.words.len();
        let set = self.articles(part)?;
        self.words.truncate(known);
        Ok(set)
    }

    fn keep(&mut self, found: Found) -> ArticleSet {
        let set = found.set.clone();
        self.words.push(found);
        set
    }

    /// The labels that a name means.
    fn meant(&self, expr: &Expr) -> Result<Vec<Label>> {
        let fits = |name: &Name, known: &str| name.fits(known, self.folding);
        if let Expr::Place(name) = expr {
            let places = self.archive.places().iter().filter(|place| {
                let names = [&place.name, &place.official].into_iter().chain(&place.aliases);
                names.into_iter().any(|known| fits(name, known))
            });
            return Ok(places.map(|place| Label::Place(place.code)).collect());
        }
        if let Expr::PageName(name) = expr {
            let names = self.archive.page_names().iter().filter(|known| fits(name, known));
            return Ok(names.cloned().map(Label::PageName).collect());
        }
        let facet = if matches!(expr, Expr::Paper(_)) { Facet::Papers } else { Facet::People };
        let mut labels = self.search.index.labels(self.search.reader, facet)?;
        labels.retain(|label| match (expr, label) {
            (Expr::Person(role, name), Label::Person(known, who)) => known == role && fits(name, who),
            (Expr::Paper(name), Label::Paper(paper)) => fits(name, paper),
            _ => false,
        });
        Ok(labels)
    }
}
