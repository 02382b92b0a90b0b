//! The verb that searches.

use anyhow::Result;

use crate::query::{self, Asked, Order, View};
use crate::store::{Search, Store};

use super::args::FilterArgs;
use super::json;
use super::verbs::{filter_of, print_json};

/// Lists what a query finds.
pub fn search(args: &FilterArgs, order: Order, kwic: bool, limit: usize, as_json: bool) -> Result<()> {
    let store = Store::open(&args.store)?;
    let found = store.search(|reader, index| {
        let archive = std::sync::Arc::new(query::Archive::load(reader, index)?);
        let filter = match filter_of(args, &archive) {
            Ok(filter) => filter,
            Err(error) => return Ok(Err(error)),
        };
        let wanted = || true;
        let asked = Asked { filter, order };
        let Ok(mut view) = View::compute(&Search { reader, index, wanted: &wanted }, &archive, asked)? else {
            return Ok(Err(anyhow::anyhow!("查找中断")));
        };
        if view.wants_statement() {
            view.state(&query::Ledger::load(reader)?);
        }
        let query = &view.filter().query;
        let mut hits = Vec::new();
        for hit in view.hits.iter().take(limit) {
            let row = query::list_row(reader, hit.id, query)?;
            let sentences = if kwic { query::contexts(reader, hit.id, query)? } else { Vec::new() };
            hits.push(json::SearchHit {
                id: row.id,
                headline: row.headline,
                paper: row.paper,
                date: hit.date.to_string(),
                page: json::PageNumber(row.page),
                snippet: row.snippet,
                occurrences: row.occurrences,
                kwic: kwic.then_some(sentences),
            });
        }
        let explain = json::Explain {
            sentence: query.explanation(),
            nothing: view.nothing.as_ref().map(json::Nothing::new),
            held: view.held.as_ref().map(query::Statement::sentence),
        };
        let elapsed_us = u64::try_from(view.elapsed.as_micros()).unwrap_or(u64::MAX);
        Ok(Ok(json::Search { total: view.total, elapsed_us, explain, hits }))
    })??;
    if as_json { print_json(&found) } else { show(&found) }
}

fn show(found: &json::Search) -> Result<()> {
    for hit in &found.hits {
        println!(
            "{}\t{}\t《{}》第{}版\t{}\t{} 处",
            hit.id, hit.date, hit.paper, hit.page.0, hit.headline, hit.occurrences
        );
        for sentence in hit.kwic.iter().flatten() {
            println!("    {}", sentence.text.trim());
        }
    }
    if !found.explain.sentence.is_empty() {
        eprintln!("{}", found.explain.sentence);
    }
    found.explain.held.iter().for_each(|held| eprintln!("{held}"));
    eprintln!("共 {} 篇，用时 {:.1} 毫秒", found.total, found.elapsed_us as f64 / 1000.0);
    for line in found.explain.nothing.iter().flat_map(|nothing| &nothing.said) {
        eprintln!("{line}");
    }
    Ok(())
}
