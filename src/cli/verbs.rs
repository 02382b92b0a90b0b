//! What each verb does.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::import::PlaceFinder;
use crate::jobs::{self, Decision, Intake, Outcome, Prepared, Status};
use crate::model::{ArticleId, PersonRole, PlaceCode, SourceId};
use crate::query::{self, Archive, Filter, Selection};
use crate::store::{Reader, Store};
use crate::text::Words;

use super::args::{FilterArgs, ImportArgs, Verb};
use super::json;

/// Runs a verb. Failures are told on standard error.
pub fn run(verb: &Verb) -> ExitCode {
    match dispatch(verb) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(1)
        }
    }
}

fn dispatch(verb: &Verb) -> Result<ExitCode> {
    match verb {
        Verb::Import(args) => return import(args),
        Verb::List { filter, limit, json } => list(filter, *limit, *json)?,
        Verb::Show { store, id, json } => show(store, ArticleId(*id), *json)?,
        Verb::Timeline { filter, by, json } => timeline(filter, (*by).into(), *json)?,
        Verb::Places { filter, json } => places(filter, *json)?,
        Verb::Source { store, id } => {
            let bytes = Store::open(store)?.read(|r| r.source_bytes(SourceId(*id)))?;
            std::io::stdout().write_all(&bytes)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn import(args: &ImportArgs) -> Result<ExitCode> {
    // A dry run must leave nothing behind, not even an empty store.
    let scratch = (args.dry_run && !args.store.exists()).then(scratch_folder).transpose()?;
    let path = scratch.as_ref().map_or_else(|| args.store.clone(), |folder| folder.0.join("dry-run.jiuwen"));
    let store = Store::open_or_create(&path)?;
    let decision = Decision {
        paper: args.paper.clone(),
        date: args.date,
        number: args.page.clone(),
        name: args.page_name.clone(),
    };
    let mut prepared = jobs::prepare(&store, &args.paths, |_, _| true)?;
    settle_area(&store, args, &decision, &mut prepared)?;
    let mut report = Vec::new();
    let mut pictures = Vec::new();
    for file in prepared {
        match file.outcome {
            Outcome::GoesWith(page) => pictures.push((file.path, page)),
            _ => report.extend(take_in(&store, file, &decision, args.dry_run)),
        }
    }
    // A picture that came in with its page has its line already; one that did not must have one.
    for (picture, page) in pictures {
        if report.iter().all(|line| line.path != picture) {
            report.push(jobs::left_out_with(picture, &page));
        }
    }
    let failed = report.iter().any(|line| line.status == Status::Failed);
    for line in report.iter().filter(|line| line.reason.is_some()) {
        eprintln!("{}：{}", line.path.display(), line.reason.as_deref().unwrap_or_default());
    }
    if args.json {
        print_json(&json::Import { sources: report })?;
    } else {
        for line in report.iter().filter(|line| line.status == Status::Imported) {
            println!(
                "{}：{} 篇，{} 张照片，{} 处待核",
                line.path.display(),
                line.articles,
                line.photos,
                line.warnings
            );
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// Finds the places of the area asked for, or proposed for a store that has none. The store learns of it only where
/// a page will come in: what fails must leave nothing behind.
fn settle_area(
    store: &Store,
    args: &ImportArgs,
    decision: &Decision,
    prepared: &mut [Prepared],
) -> Result<()> {
    let own = store.read(|r| r.area())?;
    let area = match (args.area, own) {
        (Some(asked), _) => Some(asked),
        (None, Some(_)) => None,
        (None, None) => propose_area(prepared)?,
    };
    let Some(area) = area.filter(|area| Some(*area) != own) else { return Ok(()) };
    let places = jobs::places_of_area(area)?;
    let comes_in = |file: &Prepared| match &file.outcome {
        Outcome::Ready(draft) => jobs::check(store, draft, decision).is_ok(),
        _ => false,
    };
    // An area asked for by name is wanted even where all files are known already.
    let wanted = prepared.iter().any(comes_in) || (args.area.is_some() && own.is_some());
    let finder = if wanted && !args.dry_run {
        store.write(|w| {
            w.set_area(area, &places)?;
            w.find_places_again()
        })?;
        store.read(|r| r.place_finder())?
    } else {
        PlaceFinder::new(&places)
    };
    for file in prepared {
        if let Outcome::Ready(draft) = &mut file.outcome {
            draft.reading.find_places(&finder);
        }
    }
    Ok(())
}

/// The area that the first page that can be read speaks of.
fn propose_area(prepared: &mut [Prepared]) -> Result<Option<PlaceCode>> {
    for file in prepared {
        let Outcome::Ready(draft) = &mut file.outcome else { continue };
        if let Some(area) = draft.propose_area()? {
            if let Some(proposal) = &draft.reading.area {
                eprintln!("本库属地推荐 {} {area}：{}。可用 --area 改。", proposal.path, proposal.reason);
            }
            return Ok(Some(area));
        }
    }
    Ok(None)
}

fn take_in(store: &Store, file: Prepared, decision: &Decision, dry_run: bool) -> Vec<Intake> {
    let Prepared { path, outcome } = file;
    match outcome {
        Outcome::Ready(draft) if dry_run => {
            let items = &draft.reading.items;
            let (status, reason) = match jobs::check(store, &draft, decision) {
                Ok(()) => (Status::Skipped, "只读不写（--dry-run）".to_owned()),
                Err(error) => (Status::Failed, error.to_string()),
            };
            vec![Intake {
                articles: items.len(),
                photos: items.iter().map(|item| item.photos.len()).sum(),
                warnings: draft.doubts(),
                ..Intake::nothing(path, status, reason)
            }]
        }
        Outcome::Ready(draft) => jobs::commit(store, &draft, decision)
            .unwrap_or_else(|error| vec![Intake::nothing(path, Status::Failed, error.to_string())]),
        Outcome::Known(reason) => vec![Intake::nothing(path, Status::Skipped, reason)],
        Outcome::Failed(error) => vec![Intake::nothing(path, Status::Failed, error.to_string())],
        Outcome::GoesWith(_) => Vec::new(),
    }
}

/// A folder that goes when it is dropped.
struct Scratch(std::path::PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn scratch_folder() -> Result<Scratch> {
    let folder = std::env::temp_dir().join(format!("jiuwen-{}", std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| format!("不能建立 {}", folder.display()))?;
    Ok(Scratch(folder))
}

/// Opens a store and hands over its archive with what passes a filter.
fn with_selection(
    args: &FilterArgs,
    show: impl FnOnce(&Reader, &Archive, &Selection) -> Result<()>,
) -> Result<()> {
    let store = Store::open(&args.store)?;
    let mut outcome = Ok(());
    store.read(|reader| {
        let archive = Archive::load(reader)?;
        outcome =
            filter_of(args, &archive).and_then(|filter| match archive.select(reader, &filter, || true)? {
                Some(selection) => show(reader, &archive, &selection),
                None => Ok(()),
            });
        Ok(())
    })?;
    outcome
}

fn filter_of(args: &FilterArgs, archive: &Archive) -> Result<Filter> {
    let place = args.place.as_deref().map(|text| {
        archive.place_named(text).map(|place| place.code).with_context(|| format!("库中没有地名“{text}”"))
    });
    Ok(Filter {
        query: args.query.clone().unwrap_or_default(),
        time: args.time(),
        places: place.transpose()?.into_iter().collect(),
        kind: args.kind.map(Into::into),
        unplaced: false,
    })
}

fn list(args: &FilterArgs, limit: usize, json: bool) -> Result<()> {
    with_selection(args, |reader, archive, selection| {
        let words = Words::parse(args.query.as_deref().unwrap_or_default());
        let hits = archive.hits(selection);
        let mut items = Vec::new();
        for hit in hits.iter().take(limit) {
            let row = query::list_row(reader, hit.id, &words)?;
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
            return print_json(&json::List { total: hits.len(), items });
        }
        for item in &items {
            println!("{}\t{}\t第{}版\t{}", item.id, item.date, item.page.0, item.headline);
        }
        eprintln!("共 {} 篇", hits.len());
        Ok(())
    })
}

fn show(store: &Path, id: ArticleId, json: bool) -> Result<()> {
    let store = Store::open(store)?;
    let (detail, archive) = store.read(|reader| Ok((query::detail(reader, id)?, Archive::load(reader)?)))?;
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
    for name in detail.names(PersonRole::Photographer) {
        println!("{name} 摄");
    }
    Ok(())
}

fn timeline(args: &FilterArgs, unit: crate::model::TimeUnit, json: bool) -> Result<()> {
    with_selection(args, |_, archive, selection| {
        let range = args.time();
        let mut buckets = Vec::new();
        if let Some(timeline) = archive.timeline(selection, unit) {
            for (at, bar) in timeline.bars.iter().enumerate().filter(|(_, bar)| bar.passing > 0) {
                let days = timeline.range(at);
                // A bucket that the asked time only touches counts what lies in both.
                let overlaps = range.is_none_or(|range| days.from <= range.to && range.from <= days.to);
                let inside = range.is_none_or(|range| range.from <= days.from && days.to <= range.to);
                let articles = if inside {
                    bar.passing
                } else {
                    let hits = archive.hits(selection);
                    u32::try_from(hits.iter().filter(|hit| days.contains(hit.date)).count())?
                };
                if overlaps && articles > 0 {
                    buckets.push(json::Bucket {
                        from: days.from.to_string(),
                        to: days.to.to_string(),
                        articles,
                    });
                }
            }
        }
        if json {
            return print_json(&json::Timeline { buckets });
        }
        for bucket in &buckets {
            println!("{} – {}\t{}", bucket.from, bucket.to, bucket.articles);
        }
        Ok(())
    })
}

fn places(args: &FilterArgs, json: bool) -> Result<()> {
    with_selection(args, |_, archive, selection| {
        let counts = archive.place_counts(selection);
        let asked = args.place.as_deref().and_then(|text| archive.place_named(text)).map(|place| place.code);
        let rows: Vec<json::PlaceCount> = archive
            .places()
            .iter()
            .filter(|place| {
                counts.of(place.code) > 0 && asked.is_none_or(|asked| place.code.is_within(asked))
            })
            .map(|place| json::PlaceCount {
                code: place.code,
                name: place.name.clone(),
                level: place.code.level(),
                parent: place.code.parent(),
                articles: counts.of(place.code),
            })
            .collect();
        if json {
            return print_json(&rows);
        }
        for row in &rows {
            println!("{}\t{}\t{}", row.code, row.name, row.articles);
        }
        Ok(())
    })
}

fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}
