//! The verb that keeps pictures of pages.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::import::named_head;
use crate::jobs::take_facsimile;
use crate::model::PageId;
use crate::store::Store;

use super::args::FacsimileArgs;

/// Keeps each picture with its page; one that fails keeps none of the others back.
pub fn facsimile(args: &FacsimileArgs) -> Result<ExitCode> {
    let store = Store::open(&args.store)?;
    let mut failed = false;
    for file in &args.files {
        let taken = page_of(&store, args, file).and_then(|(page, said)| {
            take_facsimile(&store, page, file)?;
            Ok(said)
        });
        match taken {
            Ok(said) => println!("{}：{said}", file.display()),
            Err(error) => {
                failed = true;
                eprintln!("{}：{error:#}", file.display());
            }
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// The page of a picture, by what was said and else by its name.
fn page_of(store: &Store, args: &FacsimileArgs, file: &Path) -> Result<(PageId, String)> {
    let named = named_head(file);
    let date = args.date.or(named.date).context("文件名里没有日期，请用 --date 写明")?;
    let number = args.page.clone().or(named.number).context("文件名里没有版次，请用 --page 写明")?;
    let find = |paper: Option<&str>| store.read(|r| r.pages_of_day(date, &number, paper));
    // What a name seems to say of the paper counts only where there is such a paper.
    let mut pages = match (&args.paper, &named.paper) {
        (None, Some(paper)) => find(Some(paper))?,
        (paper, _) => find(paper.as_deref())?,
    };
    if pages.is_empty() && args.paper.is_none() {
        pages = find(None)?;
    }
    match pages.as_slice() {
        [(page, paper)] => Ok((*page, format!("{paper} {date} 第 {number} 版"))),
        [] => bail!("库中没有 {date} 第 {number} 版，请先导入这一版的文字稿"),
        _ => bail!("{date} 有几种报纸都有第 {number} 版，请用 --paper 写明报名"),
    }
}
