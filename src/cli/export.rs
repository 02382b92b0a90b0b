//! The verb that hands issues over.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::jobs::export_issue;
use crate::model::Date;
use crate::store::Store;

/// What is handed over, and as what.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// 报刊库
    #[arg(long)]
    pub store: PathBuf,
    /// 导出成什么：期包（zip，内有 issue.json 和原件）
    #[arg(long = "as", value_enum, default_value = "package")]
    pub format: Format,
    /// 报名，只有一种报纸时可不写
    #[arg(long)]
    pub paper: Option<String>,
    /// 出版日期，不写就导出全部各期
    #[arg(long)]
    pub date: Option<Date>,
    /// 存成哪个文件；导出全部时，存到哪个文件夹，一期一个文件
    #[arg(long)]
    pub out: PathBuf,
}

/// What an issue is handed over as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 期包
    Package,
}

/// Writes one issue into a file, or all into a folder.
pub fn export(args: &ExportArgs) -> Result<()> {
    let Format::Package = args.format;
    let store = Store::open(&args.store)?;
    let mut issues = store.read(|r| r.issues())?;
    issues.retain(|(paper, date)| {
        args.paper.as_ref().is_none_or(|wanted| wanted == paper)
            && args.date.is_none_or(|wanted| wanted == *date)
    });
    match (issues.as_slice(), args.date) {
        ([], _) => bail!("库中没有这样的一期。请检查报名和日期。"),
        ([(paper, date)], Some(_)) => write(&store, paper, *date, &args.out),
        (_, Some(_)) => bail!("这一天有几种报纸，请用 --paper 写明报名"),
        (all, None) => {
            std::fs::create_dir_all(&args.out)?;
            all.iter().try_for_each(|(paper, date)| {
                write(&store, paper, *date, &args.out.join(format!("{paper}_{date}.zip")))
            })
        }
    }
}

fn write(store: &Store, paper: &str, date: Date, path: &Path) -> Result<()> {
    let pages = export_issue(store, paper, date, path)?;
    println!("《{paper}》{date}：{pages} 版，存为 {}", path.display());
    Ok(())
}
