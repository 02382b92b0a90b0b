//! What each verb does.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::model::{ArticleId, DateRange, PersonRole, RunId, SourceId, VersionId};
use crate::query::{self, Archive, Change, Filter, Selection};
use crate::store::{Index, Reader, Search, Store};

use super::args::{FilterArgs, Verb};
use super::search::search;
use super::{coverage, export, facsimile, import, index, json, people, places};

/// Runs a verb. Failures are told on standard error.
pub fn run(verb: &Verb) -> ExitCode {
    match dispatch(verb) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            // What has no meaning is wrong usage.
            let meaningless = error.is::<query::Problem>() || error.is::<coverage::Meaningless>();
            ExitCode::from(if meaningless { 2 } else { 1 })
        }
    }
}

fn dispatch(verb: &Verb) -> Result<ExitCode> {
    match verb {
        Verb::Import(args) => return import::import(args),
        Verb::Resume { store, json } => return import::resume(store, *json),
        Verb::Report { store, run, csv, json } => {
            import::report(store, run.map(RunId), csv.as_deref(), *json)?
        }
        Verb::Versions { store, use_version, json } => versions(store, *use_version, *json)?,
        Verb::Search { filter, sort, kwic, limit, json } => {
            search(filter, (*sort).into(), *kwic, *limit, *json)?
        }
        Verb::Reindex { store, json } => index::reindex(store, *json)?,
        Verb::Verify { store, json } => return index::verify(store, *json),
        Verb::List { filter, limit, json } => list(filter, *limit, *json)?,
        Verb::Show { store, id, json } => show(store, ArticleId(*id), *json)?,
        Verb::Print { store, ids, marked, out } => print(store, ids, *marked, out)?,
        Verb::Export(args) => export::export(args)?,
        Verb::Facsimile(args) => return facsimile::facsimile(args),
        Verb::Timeline { filter, by, json } => timeline(filter, (*by).into(), *json)?,
        Verb::Places { filter, within, name, json, verb } => match (verb, filter) {
            (Some(verb), _) => places::edit(verb)?,
            (None, Some(filter)) => places::list(filter, *within, name.as_deref(), *json)?,
            (None, None) => {}
        },
        Verb::People { filter, name, limit, json, verb } => match (verb, filter) {
            (Some(verb), _) => people::edit(verb)?,
            (None, Some(filter)) => people::list(filter, name, *limit, *json)?,
            (None, None) => {}
        },
        Verb::Gazetteer { verb } => places::gazetteer(verb)?,
        Verb::Coverage { asked, verb } => match (verb, asked) {
            (Some(verb), _) => coverage::enter(verb)?,
            (None, Some(asked)) => coverage::coverage(asked)?,
            (None, None) => {}
        },
        Verb::Source { store, id } => {
            let bytes = Store::open(store)?.read(|r| r.source_bytes(SourceId(*id)))?;
            std::io::stdout().write_all(&bytes)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print(store: &Path, ids: &[i64], marked: bool, out: &Path) -> Result<()> {
    let store = Store::open(store)?;
    let ids: Vec<ArticleId> = if marked {
        store.read(|r| r.marked())?.into_iter().map(|row| row.id).collect()
    } else {
        ids.iter().copied().map(ArticleId).collect()
    };
    anyhow::ensure!(!ids.is_empty(), "查档单是空的，没有可以打印的文章");
    crate::jobs::print(&store, &ids, out)?;
    Ok(())
}

/// A store with what passes a filter.
pub(super) struct Asked<'a> {
    pub reader: &'a Reader<'a>,
    pub index: &'a Index,
    pub archive: Archive,
    pub selection: Selection,
}

/// Opens a store and hands over what passes a filter.
pub(super) fn with_selection(args: &FilterArgs, show: impl FnOnce(&Asked) -> Result<()>) -> Result<()> {
    let store = Store::open(&args.store)?;
    store.search(|reader, index| {
        let archive = Archive::load(reader, index)?;
        let wanted = || true;
        let search = Search { reader, index, wanted: &wanted };
        let filter = match filter_of(args, &archive) {
            Ok(filter) => filter,
            Err(error) => return Ok(Err(error)),
        };
        Ok(match Selection::new(&search, &archive, &filter)? {
            Ok(selection) => show(&Asked { reader, index, archive, selection }),
            Err(_) => Ok(()),
        })
    })?
}

pub(super) fn filter_of(args: &FilterArgs, archive: &Archive) -> Result<Filter> {
    let place = args.place.as_deref().map(|text| {
        archive.place_named(text).map(|place| place.code).with_context(|| format!("库中没有地名“{text}”"))
    });
    Ok(Filter {
        query: args.query()?,
        time: args.time().map(Into::into).unwrap_or_default(),
        places: place.transpose()?.into_iter().collect(),
        kind: args.kind.map(Into::into),
        ..Filter::default()
    })
}

fn list(args: &FilterArgs, limit: usize, json: bool) -> Result<()> {
    with_selection(args, |asked| {
        let query = args.query()?;
        let hits = asked.selection.hits();
        let total = usize::try_from(hits.len())?;
        let mut items = Vec::new();
        for hit in asked.index.newest(asked.reader, &hits, limit)? {
            let row = query::list_row(asked.reader, hit.id, &query)?;
            items.push(json::ListItem {
                id: row.id,
                kind: row.kind,
                headline: row.headline,
                date: hit.date.to_string(),
                page: json::PageNumber(row.page),
                snippet: row.snippet,
            });
        }
        if json {
            return print_json(&json::List { total, items });
        }
        for item in &items {
            println!("{}\t{}\t第{}版\t{}", item.id, item.date, item.page.0, item.headline);
        }
        eprintln!("共 {total} 篇");
        Ok(())
    })
}

fn show(store: &Path, id: ArticleId, json: bool) -> Result<()> {
    let store = Store::open(store)?;
    let (detail, archive) =
        store.search(|reader, index| Ok((query::detail(reader, id)?, Archive::load(reader, index)?)))?;
    if json {
        return print_json(&json::Show::new(&detail, &archive));
    }
    let article = &detail.article;
    let titles = [article.kicker.as_deref(), Some(article.headline.as_str()), article.subtitle.as_deref()];
    for line in titles.into_iter().flatten() {
        println!("{line}");
    }
    println!("《{}》{} 第 {} 版", article.paper, article.date, article.page);
    for paragraph in &article.paragraphs {
        println!("　　{paragraph}");
    }
    if let Some(rest) = &detail.continues {
        println!("（下转第 {} 版）", rest.page);
        for paragraph in &rest.paragraphs {
            println!("　　{paragraph}");
        }
    }
    for name in detail.names(PersonRole::Photographer) {
        println!("{name} 摄");
    }
    Ok(())
}

fn timeline(args: &FilterArgs, unit: crate::model::TimeUnit, json: bool) -> Result<()> {
    with_selection(args, |asked| {
        let days = asked.selection.day_counts(asked.index);
        // A bucket that the asked time only touches counts what lies in both.
        let in_time = |range: DateRange| args.time().map_or(Some(range), |time| time.overlap(range));
        let bars = days.span().into_iter().flat_map(|span| days.bars(unit, span));
        let buckets: Vec<json::Bucket> = bars
            .filter_map(|(range, _)| {
                let articles = days.bar(in_time(range)?).passing;
                let (from, to) = (range.from.to_string(), range.to.to_string());
                (articles > 0).then_some(json::Bucket { from, to, articles })
            })
            .collect();
        if json {
            return print_json(&json::Timeline { buckets });
        }
        for bucket in &buckets {
            println!("{} – {}\t{}", bucket.from, bucket.to, bucket.articles);
        }
        Ok(())
    })
}

/// The pages with versions that are not shown; or shows one of them.
fn versions(store: &Path, use_version: Option<i64>, json: bool) -> Result<()> {
    let store = Store::open(store)?;
    if let Some(version) = use_version {
        store.write(|w| w.use_version(VersionId(version)))?;
        index::index_changed(&store);
        eprintln!("版本 {version} 已设为当前版本，其余版本保留");
    }
    let pages = store.read(|r| {
        let pages = r.pages_with_versions()?;
        pages.iter().map(|page| query::page_versions(r, page.id)).collect::<crate::store::Result<Vec<_>>>()
    })?;
    if json {
        return print_json(&pages.iter().map(json::PageVersions::new).collect::<Vec<_>>());
    }
    if pages.is_empty() {
        eprintln!("没有一版有别的版本");
    }
    for page in &pages {
        println!("{}", page.title);
        for version in &page.versions {
            let mark = if version.current { "当前" } else { "备用" };
            println!("  {}\t{mark}\t{}\t{}", version.id, version.read_at, version.source_name);
        }
        for (version, items) in &page.differences {
            for item in items {
                let word = match item.change {
                    Change::Added => "多",
                    Change::Removed => "少",
                    Change::Changed => "改",
                };
                println!("  版本 {version} {word}\t{}", item.headline);
                for line in &item.lines {
                    println!("    {} {}", if line.added { '+' } else { '-' }, line.text);
                }
            }
        }
    }
    Ok(())
}

pub(super) fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}
