//! The verb of the coverage ledger: what is held, what is missing, and what persons say of it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::jobs::write_gaps;
use crate::model::{DateRange, EntryId, Fact, PageNumber, weekday_name};
use crate::query::{Ledger, Run, words_of};
use crate::store::Store;

use super::coverage_args::{CoverageArgs, CoverageVerb, SetArgs};
use super::coverage_json::{Coverage, Entered, Paper};
use super::verbs::print_json;

/// An entry without a meaning.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Meaningless(&'static str);

/// Tells what is held of papers and what is missing.
pub fn coverage(args: &CoverageArgs) -> Result<()> {
    let store = Store::open(&args.store)?;
    let (ledger, names) = store.read(|reader| Ok((Ledger::load(reader)?, reader.papers()?)))?;
    let runs: Vec<&Run> = match &args.paper {
        Some(paper) => match ledger.run_of(paper) {
            Some(run) => vec![run],
            None => bail!(no_such_paper(paper, &names)),
        },
        None => ledger.runs().iter().collect(),
    };
    let papers = runs.into_iter().map(|run| Paper::new(run, asked(args, run), args.by.map(Into::into)));
    let found = Coverage { papers: papers.collect() };
    if let Some(csv) = &args.csv {
        let gaps: Vec<_> = found.papers.iter().flat_map(|paper| paper.gaps.iter().cloned()).collect();
        write_gaps(&gaps, csv)?;
        eprintln!("所缺 {} 项已存为 {}", gaps.len(), csv.display());
    }
    if args.json {
        return print_json(&found);
    }
    found.papers.iter().for_each(|paper| show(paper, args.csv.is_none()));
    Ok(())
}

/// The days asked for; an open end reaches as far as anything is said of the paper.
fn asked(args: &CoverageArgs, run: &Run) -> Option<DateRange> {
    let span = run.span();
    let from = args.from.or(span.map(|span| span.from))?;
    let to = args.to.or(span.map(|span| span.to))?;
    (from <= to).then_some(DateRange { from, to })
}

fn show(paper: &Paper, with_gaps: bool) {
    println!("{}", paper.sentence);
    for pattern in &paper.patterns {
        let word = if pattern.entry.is_some() { "登记" } else { "推定" };
        let (from, to) = (pattern.from.as_deref().unwrap_or("起初"), pattern.to.as_deref().unwrap_or("最后"));
        println!("  刊期{word}：{}，{from} 至 {to}；{}", pattern.pattern, pattern.reason);
    }
    for sums in paper.sums.iter().flatten() {
        println!(
            "  {} 至 {}\t应有 {}\t藏 {}\t缺期 {}\t缺版 {}\t未知 {} 天",
            sums.from, sums.to, sums.expected, sums.held, sums.missing, sums.incomplete, sums.unknown
        );
    }
    for gap in paper.gaps.iter().filter(|_| with_gaps) {
        let pages: Vec<String> = gap.pages.iter().map(PageNumber::to_string).collect();
        println!(
            "  {}\t{}\t{}\t{}\t{}\t{}",
            gap.paper,
            gap.date,
            weekday_name(gap.date),
            gap.kind.word(),
            pages.join("、"),
            gap.reason
        );
    }
}

/// Changes or lists what persons say of papers.
pub fn enter(verb: &CoverageVerb) -> Result<()> {
    match verb {
        CoverageVerb::Set(args) => set(args),
        CoverageVerb::Unset { store, id } => {
            Store::open(store)?.write(|w| w.remove_coverage_entry(EntryId(*id)))?;
            eprintln!("登记 {id} 已撤销");
            Ok(())
        }
        CoverageVerb::Entries { store, json } => entries(store, *json),
    }
}

fn set(args: &SetArgs) -> Result<()> {
    let Some(entry) = args.entry() else { return Ok(()) };
    if let Some(problem) = entry.problem() {
        bail!(Meaningless(problem));
    }
    let store = Store::open(&args.store)?;
    let names = store.read(|reader| reader.papers())?;
    // The new name of a paper may have no issue yet if the former one has, and the other way round.
    let known = |name: &String| names.contains(name);
    let renamed = matches!(&entry.fact, Fact::RenamedFrom(former) if known(former));
    if !known(&entry.paper) && !renamed && !args.new_paper {
        bail!("{}。若是还没有收藏的报纸，请加 --new-paper", no_such_paper(&entry.paper, &names));
    }
    let id = store.write(|w| w.add_coverage_entry(&entry))?;
    if args.json {
        return print_json(&Entered::new(id, &entry));
    }
    eprintln!("已登记（编号 {id}）：《{}》{}", entry.paper, words_of(&entry));
    Ok(())
}

fn entries(store: &Path, json: bool) -> Result<()> {
    let entries = Store::open(store)?.read(|reader| reader.coverage_entries())?;
    if json {
        let entered: Vec<_> = entries.iter().map(|(id, entry)| Entered::new(*id, entry)).collect();
        return print_json(&entered);
    }
    if entries.is_empty() {
        eprintln!("还没有登记；刊期都由所藏推定");
    }
    for (id, entry) in &entries {
        println!(
            "{id}\t《{}》\t{}\t{}",
            entry.paper,
            words_of(entry),
            entry.note.as_deref().unwrap_or_default()
        );
    }
    Ok(())
}

fn no_such_paper(name: &str, known: &[String]) -> String {
    let known = if known.is_empty() {
        "库中还没有报纸".to_owned()
    } else {
        format!("库中有：{}", known.join("、"))
    };
    format!("库中没有报纸“{name}”；{known}")
}
