//! The verbs of the list of places: what it has with counts, edits, and the list as a file.

use std::io::{IsTerminal, Write};
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use crate::jobs::{compare_lists, read_anew, read_places, write_places};
use crate::model::PlaceCode;
use crate::query::{self, NameOutcome};
use crate::store::{Edited, RecheckProgress, Search, Store};

use super::args::FilterArgs;
use super::index::index_changed;
use super::json::PlaceCount;
use super::places_args::{GazetteerVerb, PlacesVerb};
use super::verbs::{print_json, with_selection};

/// Articles in which a name is shown.
const EXAMPLES: usize = 10;

/// Lists places with how many articles name them.
pub fn list(filter: &FilterArgs, within: Option<PlaceCode>, words: Option<&str>, json: bool) -> Result<()> {
    with_selection(filter, |asked| {
        let archive = &asked.archive;
        let counts = asked.selection.place_counts(asked.reader, asked.index, archive)?;
        let named = filter.place.as_deref().and_then(|text| archive.place_named(text));
        let within = within.or(named.map(|place| place.code));
        let wanted = |place: &&crate::model::Place| {
            let names = [&place.name, &place.official].into_iter().chain(&place.aliases);
            let by_name = words.is_none_or(|words| names.into_iter().any(|name| name.contains(words)));
            // Who asks for a name wants to see it, named or not.
            let counted = counts.of(place.code) > 0 || words.is_some();
            counted && by_name && within.is_none_or(|within| place.code.is_within(within))
        };
        let rows: Vec<PlaceCount> = archive
            .places()
            .iter()
            .filter(wanted)
            .map(|place| PlaceCount {
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
        eprintln!("未定位 {} 篇，地名待定 {} 篇", counts.unplaced, counts.undecided);
        Ok(())
    })
}

/// Edits the list, and reads the articles anew for which that matters.
pub fn edit(verb: &PlacesVerb) -> Result<()> {
    let store = Store::open(&verb.at().store)?;
    if let PlacesVerb::Alias { preview: true, code, name, at, .. } = verb {
        return preview(&store, *code, name, at.json);
    }
    let edited = store.write(|w| match (verb, verb.edit()) {
        (PlacesVerb::Redo { .. }, _) => w.redo_place_edit(),
        (_, Some(edit)) => w.edit_place(&edit),
        (_, None) => w.undo_place_edit(),
    })?;
    tell(&store, &edited, verb.at().json)
}

fn tell(store: &Store, edited: &Edited, json: bool) -> Result<()> {
    let changed = read_anew(store, &mut show_progress())?.unwrap_or_default();
    index_changed(store);
    let authority = store.read(|r| r.authority())?;
    let places: Vec<_> = edited.places.iter().filter_map(|code| authority.record(*code)).collect();
    if json {
        return print_json(&json!({
            "edit": edited.edit, "places": places, "words": edited.words, "articles": changed,
        }));
    }
    for place in places {
        let state = match (place.merged_into, place.withdrawn) {
            (Some(into), _) => format!("并入 {into}"),
            (None, true) => "已撤下".to_owned(),
            (None, false) => String::new(),
        };
        println!("{}\t{}\t{state}", place.code, place.name);
    }
    eprintln!("重新识别后有 {changed} 篇文章的地名变了");
    Ok(())
}

fn show_progress() -> impl FnMut(&RecheckProgress) -> bool {
    let watched = std::io::stderr().is_terminal();
    move |progress| {
        if watched {
            eprint!("\r正在重新识别“{}” {}/{}  ", progress.words, progress.done, progress.of);
            let _ = std::io::stderr().flush();
        }
        true
    }
}

fn preview(store: &Store, code: PlaceCode, name: &str, json: bool) -> Result<()> {
    let (authority, preview) = store.search(|reader, index| {
        let authority = reader.authority()?;
        let search = Search { reader, index, wanted: &|| true };
        let preview = query::preview_name(&search, &authority, name, code, EXAMPLES)?;
        Ok((authority, preview))
    })?;
    // Nobody gives it up here.
    let Ok(preview) = preview else { return Ok(()) };
    let named =
        |code: PlaceCode| authority.record(code).map_or_else(|| code.to_string(), |place| place.name.clone());
    let word = |outcome: &NameOutcome| match outcome {
        NameOutcome::Found => "会认出".to_owned(),
        NameOutcome::Already => "已属此地".to_owned(),
        NameOutcome::Other(other) => format!("属{}", named(*other)),
        NameOutcome::Open => "几处同名，待定".to_owned(),
        NameOutcome::NotFound => "不作地名".to_owned(),
    };
    if json {
        let examples: Vec<_> = preview
            .examples
            .iter()
            .map(|example| {
                json!({
                    "id": example.id, "date": example.date.to_string(), "headline": example.headline,
                    "sentence": example.sentence, "outcome": word(&example.outcome),
                })
            })
            .collect();
        let others: Vec<_> = preview
            .others
            .iter()
            .map(|(code, articles)| json!({ "code": code, "name": named(*code), "articles": articles }))
            .collect();
        return print_json(&json!({
            "name": preview.name, "code": preview.code, "articles": preview.articles,
            "already": preview.already, "others": others, "examples": examples,
        }));
    }
    println!("“{name}”见于 {} 篇，其中 {} 篇已属{}", preview.articles, preview.already, named(code));
    for (other, articles) in &preview.others {
        println!("同名或名中含此名：{other} {}，这些文章中有 {articles} 篇提到它", named(*other));
    }
    for example in &preview.examples {
        println!("{}\t{}\t{}\t{}", example.id, example.date, word(&example.outcome), example.sentence.trim());
    }
    Ok(())
}

/// Writes the list as a file, or compares it with one.
pub fn gazetteer(verb: &GazetteerVerb) -> Result<()> {
    match verb {
        GazetteerVerb::Export { store, file } => {
            let (authority, area) = Store::open(store)?.read(|r| Ok((r.authority()?, r.area()?)))?;
            let rows = write_places(file, &authority, area)?;
            eprintln!("已存 {rows} 个名称：{}", file.display());
            Ok(())
        }
        GazetteerVerb::Import { store, file, apply, json } => import(store, file, *apply, *json),
    }
}

fn import(path: &Path, file: &Path, apply: bool, json: bool) -> Result<()> {
    let store = Store::open(path)?;
    let (authority, area) = store.read(|r| Ok((r.authority()?, r.area()?)))?;
    let (rows, unread) = read_places(file)?;
    let difference = compare_lists(&authority, area, &rows, unread);
    let edit = difference.edit().filter(|_| apply);
    if json {
        print_json(&json!({
            "added": difference.added, "renamed": difference.renamed, "names": difference.names,
            "missing": difference.missing, "conflicts": difference.conflicts,
            "elsewhere": difference.elsewhere, "unread": difference.unread, "applied": edit.is_some(),
        }))?;
    } else {
        for (code, name) in &difference.added {
            println!("新增\t{code}\t{name}");
        }
        for (code, ours, theirs) in &difference.renamed {
            println!("改名\t{code}\t{ours} → {theirs}");
        }
        for (code, name) in &difference.names {
            println!("{}\t{code}\t{}", name.kind.chinese(), name.name);
        }
        for (code, name) in &difference.missing {
            println!("对方没有\t{code}\t{name}");
        }
        for (code, name, reason) in &difference.conflicts {
            println!("不动\t{code}\t{name}\t{reason}");
        }
        for line in &difference.unread {
            eprintln!("第 {line} 行没有代码或名称，略过");
        }
        if difference.elsewhere > 0 {
            eprintln!("别处的 {} 行略过", difference.elsewhere);
        }
    }
    let Some(edit) = edit else {
        if !apply && !json {
            eprintln!("以上只是对照；加 --apply 收进新增、改名和别名，“不动”的仍不动");
        }
        return Ok(());
    };
    let edited = store.write(|w| w.edit_place(&edit))?;
    let changed = read_anew(&store, &mut show_progress())?.unwrap_or_default();
    index_changed(&store);
    eprintln!("已收进 {} 处；重新识别后有 {changed} 篇文章的地名变了", edited.places.len());
    Ok(())
}
