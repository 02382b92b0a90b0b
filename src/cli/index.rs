//! The verbs that keep the search index and compare it with the texts.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::store::{IndexProgress, Store};

use super::json;
use super::verbs::print_json;

/// Indexes everything anew.
pub fn reindex(store: &Path, json: bool) -> Result<()> {
    let store = Store::open(store)?;
    store.index_all(&mut show_progress("正在建立索引"))?;
    store.settle();
    let articles = store.search(|_, index| Ok(index.len()))?;
    if json {
        return print_json(&json::Reindex { articles });
    }
    println!("已重建索引：{articles} 篇");
    Ok(())
}

/// Compares index and texts; success where nothing is wrong.
pub fn verify(store: &Path, json: bool) -> Result<ExitCode> {
    let store = Store::open(store)?;
    // Nothing stops it here.
    let Some(found) = store.verify(&mut show_progress("正在核对"))? else { return Ok(ExitCode::FAILURE) };
    let clean = found.faults.named.is_empty();
    if json {
        print_json(&json::Verify::new(&found))?;
        return Ok(ExitCode::from(u8::from(!clean)));
    }
    for fault in &found.faults.named {
        println!("{fault}");
    }
    if found.faults.unnamed > 0 {
        println!("另有 {} 处", found.faults.unnamed);
    }
    let (articles, lists, sources) = (found.articles, found.lists, found.sources);
    if clean {
        println!("索引与正文一致：{articles} 篇文章，{lists} 个列表，{sources} 个来源");
        if found.waiting > 0 {
            println!("其中 {} 篇尚未编入索引，查找时逐篇查看正文，不会遗漏", found.waiting);
        }
    } else {
        eprintln!("索引的问题可用 jiuwen reindex 重建；库文件或来源的问题请从备份恢复");
    }
    Ok(ExitCode::from(u8::from(!clean)))
}

/// Indexes what an import or another verb changed; where that fails, searching looks the texts through.
pub fn index_changed(store: &Store) {
    if let Err(error) = store.index_changed(&mut show_progress("正在建立索引")) {
        eprintln!("索引没有建成：{error}查找仍不会遗漏，只是较慢；可运行 jiuwen reindex 再建。");
    }
    store.settle();
}

/// A line that shows how far it is, where a person looks on.
fn show_progress(what: &'static str) -> impl FnMut(IndexProgress) -> bool {
    let watched = std::io::stderr().is_terminal();
    let mut shown = None;
    move |progress| {
        let percent = (progress.done * 100.0) as u8;
        if watched && shown != Some(percent) {
            shown = Some(percent);
            eprint!("\r{what} {percent}%  ");
            let _ = std::io::stderr().flush();
        }
        true
    }
}
