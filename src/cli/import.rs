//! The verbs that take files in and tell what became of them.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::import::{PlaceFinder, collect};
use crate::jobs::{
    self, Cancel, Decision, IntakeError, Outcome, Prepared, Progress, ReadingRoom, Request, Unseen,
};
use crate::model::{Intake, PlaceCode, RunId, Status};
use crate::store::{RunRow, Store};
use crate::text::shown;

use super::args::{ImportArgs, Newer};
use super::index::index_changed;
use super::json;
use super::verbs::print_json;

/// Pages that are asked for the area they speak of, in a store that has none: reading the national list takes time.
const AREA_TRIES: usize = 20;

pub fn import(args: &ImportArgs) -> Result<ExitCode> {
    // A dry run must leave nothing behind, not even an empty store.
    let scratch = (args.dry_run && !args.store.exists()).then(scratch_folder).transpose()?;
    let path = scratch.as_ref().map_or_else(|| args.store.clone(), |folder| folder.0.join("dry-run.jiuwen"));
    let store = Store::open_or_create(&path)?;
    let decision = Decision {
        paper: args.paper.clone(),
        date: args.date,
        number: args.page.clone(),
        name: args.page_name.clone(),
        use_newer: args.newer == Newer::Current,
    };
    if let Some(columns) = args.columns.as_deref().filter(|_| !args.dry_run) {
        jobs::remember_columns(&store, &args.paths, columns)?;
    }
    let finder = settle_area(&store, args, &decision)?;
    if args.dry_run {
        return tell(dry_run(&store, args, &decision, finder)?, args.json);
    }
    let unseen = if args.only_clean { Unseen::Clean } else { Unseen::Decided };
    let request = Request { paths: args.paths.clone(), decision, unseen };
    match jobs::import_files(&store, &request, &Cancel::default(), show_progress()) {
        Ok(run) => {
            index_changed(&store);
            tell(store.read(|r| r.report(run))?, args.json)
        }
        Err(error @ IntakeError::NothingFound) => {
            if args.json {
                print_json(&json::Import { sources: Vec::new() })?;
            }
            Err(error.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Goes on with every import that was broken off.
pub fn resume(store: &Path, json: bool) -> Result<ExitCode> {
    let store = Store::open(store)?;
    let mut report = Vec::new();
    let open = |run: &RunRow| run.ended_at.is_none() || run.pending > 0;
    for run in store.read(|r| r.runs())?.into_iter().rev().filter(open) {
        jobs::resume(&store, run.id, &Cancel::default(), show_progress())?;
        report.extend(store.read(|r| r.report(run.id))?);
    }
    if report.is_empty() {
        eprintln!("没有未做完的导入");
    }
    index_changed(&store);
    tell(report, json)
}

/// The report of an import, on the screen or as a table.
pub fn report(store: &Path, run: Option<RunId>, csv: Option<&Path>, json: bool) -> Result<()> {
    let store = Store::open(store)?;
    let (run, lines) = store.read(|r| {
        let run = match run {
            Some(id) => Some(r.run(id)?),
            None => r.runs()?.into_iter().next(),
        };
        let lines = run.as_ref().map(|run| r.report(run.id)).transpose()?;
        Ok((run, lines.unwrap_or_default()))
    })?;
    let run = run.context("这个报刊库还没有导入过文件")?;
    if let Some(path) = csv {
        jobs::write_csv(&lines, path)?;
        eprintln!("已存入 {}", path.display());
    }
    if json {
        return print_json(&json::Report::new(run, lines));
    }
    if csv.is_none() {
        println!("第 {} 次导入\t{} – {}", run.id, run.started_at, run.ended_at.as_deref().unwrap_or("未完"));
        for line in &lines {
            let reason = line.reason.as_deref().unwrap_or_default();
            let path = shown(&line.path.to_string_lossy());
            println!("{}\t{path}\t{}", jobs::status_word(line.status), shown(reason));
        }
    }
    Ok(())
}

/// Prints a report; failure where some file failed.
fn tell(report: Vec<Intake>, json: bool) -> Result<ExitCode> {
    let failed = report.iter().any(|line| line.status == Status::Failed);
    for line in report.iter().filter(|line| line.reason.is_some()) {
        let reason = line.reason.as_deref().unwrap_or_default();
        eprintln!("{}：{}", shown(&line.path.to_string_lossy()), shown(reason));
    }
    if json {
        print_json(&json::Import { sources: report })?;
    } else {
        for line in report.iter().filter(|line| line.status == Status::Imported) {
            let Intake { path, articles, photos, warnings, .. } = line;
            println!("{}：{articles} 篇，{photos} 张照片，{warnings} 处待核", shown(&path.to_string_lossy()));
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// A line that shows how far an import has come, where a person looks on.
fn show_progress() -> impl FnMut(Progress) {
    let started = std::time::Instant::now();
    let watched = std::io::stderr().is_terminal();
    move |progress| {
        if !watched {
            return;
        }
        let rate = progress.done as f64 / started.elapsed().as_secs_f64().max(0.001);
        let left = (progress.total - progress.done) as f64 / rate.max(0.001);
        let Progress { done, total, articles } = progress;
        eprint!("\r{done} / {total} 个文件，{articles} 篇，每秒 {rate:.0} 个，还需 {left:.0} 秒  ");
        if done == total {
            eprintln!();
        }
        let _ = std::io::stderr().flush();
    }
}

/// Settles the area asked for, or proposed for a store that has none. The store learns of it only where a page will
/// come in: what fails must leave nothing behind. A dry run gets the area's places to look for.
fn settle_area(store: &Store, args: &ImportArgs, decision: &Decision) -> Result<Option<PlaceFinder>> {
    let own = store.read(|r| r.area())?;
    if args.area.map_or(own.is_some(), |asked| Some(asked) == own) {
        return Ok(None);
    }
    let mut wanted = None;
    let (files, _) = collect(&args.paths);
    let room = ReadingRoom::new(store)?.with_columns(args.columns.as_deref());
    let mut tries = 0;
    for path in files.iter().filter(|path| jobs::is_document(path)) {
        let Outcome::Ready(mut drafts) = room.read(path, None)?.outcome else { continue };
        let comes_in = |draft: &jobs::PageDraft| jobs::check(store, draft, decision).is_ok();
        let Some(draft) = drafts.iter_mut().find(|draft| args.dry_run || comes_in(draft)) else { continue };
        tries += 1;
        wanted = match args.area {
            Some(area) => Some(area),
            None => draft.propose_area()?,
        };
        if let Some(proposal) = &draft.reading.area {
            eprintln!(
                "本库属地推荐 {} {}：{}。可用 --area 改。",
                proposal.path, proposal.code, proposal.reason
            );
        }
        if wanted.is_some() || tries == AREA_TRIES {
            break;
        }
    }
    // An area asked for by name is wanted even where all files are known already.
    let Some(area) = wanted.or(args.area.filter(|_| own.is_some())) else { return Ok(None) };
    set_area(store, area, args.dry_run)
}

fn set_area(store: &Store, area: PlaceCode, dry_run: bool) -> Result<Option<PlaceFinder>> {
    let places = jobs::places_of_area(area)?;
    if dry_run {
        return Ok(Some(PlaceFinder::new(&places)));
    }
    store.write(|w| {
        w.set_area(area, &places)?;
        w.find_places_again()
    })?;
    Ok(None)
}

/// Reads everything, writes nothing, and says what would happen.
fn dry_run(
    store: &Store,
    args: &ImportArgs,
    decision: &Decision,
    finder: Option<PlaceFinder>,
) -> Result<Vec<Intake>> {
    let (files, failed) = collect(&args.paths);
    let room = ReadingRoom::new(store)?.with_columns(args.columns.as_deref());
    let room = match finder {
        Some(finder) => room.with_finder(finder),
        None => room,
    };
    let mut report: Vec<Intake> = failed
        .into_iter()
        .map(|(path, error)| Intake::nothing(path, Status::Failed, error.to_string()))
        .collect();
    for path in files.iter().filter(|path| jobs::is_document(path)) {
        let Prepared { outcome, .. } = room.read(path, None)?;
        let nothing = |status, reason| Intake::nothing(path.clone(), status, reason);
        match outcome {
            Outcome::Ready(drafts) => {
                let mut line: Option<Intake> = None;
                for draft in &drafts {
                    let of_page = match jobs::check(store, draft, decision) {
                        Ok(None) => nothing(Status::Skipped, "只读不写（--dry-run）".to_owned()),
                        Ok(Some(by)) => {
                            let reason = format!("只读不写（--dry-run）；是“{by}”那一版的新版本");
                            nothing(Status::Skipped, reason)
                        }
                        Err(error) => nothing(Status::Failed, error.to_string()),
                    };
                    let of_page = Intake {
                        articles: draft.reading.items.len(),
                        photos: draft.photos(),
                        warnings: draft.doubts(),
                        ..of_page
                    };
                    match &mut line {
                        Some(line) => line.add(of_page),
                        None => line = Some(of_page),
                    }
                }
                report.extend(line);
            }
            Outcome::Known(reason) => report.push(nothing(Status::Skipped, reason)),
            Outcome::Failed(error) => report.push(nothing(Status::Failed, error.to_string())),
            Outcome::GoesWith(_) => {}
        }
    }
    Ok(report)
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
