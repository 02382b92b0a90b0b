//! The verbs of persons: who has how many articles, and whom names mean.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use crate::query::{PersonCount, people as list_people, slices_of};
use crate::store::{PersonEdit, Scope, Store};

use super::args::FilterArgs;
use super::verbs::{print_json, with_selection};

/// At most so many slices of time in JSON.
const MOST_SLICES: u32 = 80;

/// What a person at the desk says of names.
#[derive(Debug, Subcommand)]
pub enum PeopleVerb {
    /// 两个名字是同一人：前一个并入后一个
    Merge {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 并掉的名字
        from: String,
        /// 并入的名字
        into: String,
    },
    /// 同名不同人：某报上的这个名字另算一人
    Part {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 报名
        #[arg(long)]
        paper: String,
        /// 印在报上的名字
        name: String,
        /// 另算的一人怎样显示，如 王波（鹿城报）
        person: String,
    },
    /// 撤销上一次改动
    Undo {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
    },
    /// 重做撤销了的改动
    Redo {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
    },
}

/// Lists persons under a filter.
pub fn list(filter: &FilterArgs, words: &str, limit: usize, json: bool) -> Result<()> {
    with_selection(filter, |asked| {
        let span = asked.selection.day_counts(asked.index).span();
        let slices = span.map(|span| slices_of(span, MOST_SLICES)).unwrap_or_default();
        let people = list_people(asked.reader, asked.index, &asked.selection, words, &slices, limit)?;
        if json {
            let trend = |person: &PersonCount| {
                slices
                    .iter()
                    .zip(&person.trend)
                    .filter(|(_, count)| **count > 0)
                    .map(|(days, count)| {
                        json!({ "from": days.from.to_string(), "to": days.to.to_string(), "articles": count })
                    })
                    .collect::<Vec<_>>()
            };
            let rows: Vec<_> = people
                .iter()
                .map(|person| {
                    let roles: serde_json::Map<_, _> = person
                        .roles
                        .iter()
                        .map(|(role, count)| (format!("{role:?}").to_lowercase(), json!(count)))
                        .collect();
                    let names: Vec<_> = person
                        .names
                        .iter()
                        .map(|(name, scope)| match scope {
                            Scope::Only(paper) => json!({ "name": name, "paper": paper }),
                            Scope::AllBut(_) => json!({ "name": name }),
                        })
                        .collect();
                    json!({
                        "person": person.person, "names": names, "roles": roles,
                        "articles": person.articles, "photos": person.photos, "trend": trend(person),
                    })
                })
                .collect();
            return print_json(&rows);
        }
        for person in &people {
            println!("{}\t{} 篇\t{} 张照片", person.person, person.articles, person.photos);
        }
        Ok(())
    })
}

/// Says whom names mean.
pub fn edit(verb: &PeopleVerb) -> Result<()> {
    match verb {
        PeopleVerb::Merge { store, from, into } => {
            let edit = PersonEdit::Merge { from: from.clone(), into: into.clone() };
            Store::open(store)?.write(|w| w.edit_person(&edit))?;
            eprintln!("“{from}”并入“{into}”");
        }
        PeopleVerb::Part { store, paper, name, person } => {
            let edit = PersonEdit::Part { name: name.clone(), paper: paper.clone(), person: person.clone() };
            Store::open(store)?.write(|w| w.edit_person(&edit))?;
            eprintln!("《{paper}》上的“{name}”另算“{person}”");
        }
        PeopleVerb::Undo { store } => {
            Store::open(store)?.write(|w| w.undo_person_edit())?;
            eprintln!("已撤销");
        }
        PeopleVerb::Redo { store } => {
            Store::open(store)?.write(|w| w.redo_person_edit())?;
            eprintln!("已重做");
        }
    }
    Ok(())
}
