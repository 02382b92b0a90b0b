//! The command line of the coverage ledger.

use std::path::PathBuf;

use clap::{ArgGroup, Args as ClapArgs, Subcommand};

use crate::model::{Date, Entry, Fact, PagePlan, Pattern};

use super::args::Unit;

/// What to tell of the ledger.
#[derive(Debug, ClapArgs)]
pub struct CoverageArgs {
    /// 报刊库
    #[arg(long)]
    pub store: PathBuf,
    /// 报名，改过名的用哪个名字都行；默认全部报纸
    #[arg(long)]
    pub paper: Option<String>,
    /// 从哪一天起
    #[arg(long)]
    pub from: Option<Date>,
    /// 到哪一天为止
    #[arg(long)]
    pub to: Option<Date>,
    /// 按年、月、日合计
    #[arg(long, value_enum)]
    pub by: Option<Unit>,
    /// 把所缺的列成 CSV 文件，可用 Excel 打开
    #[arg(long)]
    pub csv: Option<PathBuf>,
    /// 输出一个 JSON 值
    #[arg(long)]
    pub json: bool,
}

/// What a person says of a paper.
#[derive(Debug, Subcommand)]
pub enum CoverageVerb {
    /// 登记刊期、创刊、终刊、改名、休刊、加刊、合刊或版数；与先前的登记不合时以后登记的为准
    Set(Box<SetArgs>),
    /// 撤销一条登记
    Unset {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 登记的编号
        id: i64,
    },
    /// 列出全部登记
    Entries {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
}

/// An entry, a fact and its days.
#[derive(Debug, ClapArgs)]
#[command(group = ArgGroup::new("fact").required(true).args(
    ["pattern", "founded", "ended", "renamed_from", "suspended", "issued", "combined", "pages"]
))]
pub struct SetArgs {
    /// 报刊库
    #[arg(long)]
    pub store: PathBuf,
    /// 报名；改过名的写当时的名字
    #[arg(long)]
    pub paper: String,
    /// 刊期：每日、工作日、每周一、三、五（weekdays:1,3,5）、每月 1、11、21 日（days:1,11,21，31 为末日）、weeks:2,首期日期、不定期
    #[arg(long, value_parser = pattern)]
    pub pattern: Option<Pattern>,
    /// 创刊日期
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub founded: Option<Date>,
    /// 终刊日期，即最后一期
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub ended: Option<Date>,
    /// 改名以前的报名；--from 写新名第一期的日期
    #[arg(long, value_name = "NAME", requires = "from", conflicts_with = "to")]
    pub renamed_from: Option<String>,
    /// 休刊
    #[arg(long)]
    pub suspended: bool,
    /// 这些天每天都出过报，如加刊、节日照常出版
    #[arg(long)]
    pub issued: bool,
    /// 合刊：一期代替几天
    #[arg(long)]
    pub combined: bool,
    /// 每期版数：8，或 A8,B4
    #[arg(long, value_parser = pages, value_name = "LAST")]
    pub pages: Option<PagePlan>,
    /// 从哪一天起；不写则不限
    #[arg(long)]
    pub from: Option<Date>,
    /// 到哪一天为止；不写则不限
    #[arg(long)]
    pub to: Option<Date>,
    /// 合刊上印的日期，默认第一天
    #[arg(long, value_name = "DATE", requires = "combined")]
    pub dated: Option<Date>,
    /// 依据，如“见《卫东区志》第 512 页”
    #[arg(long)]
    pub note: Option<String>,
    /// 库中还没有这份报纸，也要登记
    #[arg(long)]
    pub new_paper: bool,
    /// 输出一个 JSON 值
    #[arg(long)]
    pub json: bool,
}

impl SetArgs {
    /// The entry that is meant; none where no fact is given.
    pub fn entry(&self) -> Option<Entry> {
        let (mut from, mut to) = (self.from, self.to);
        let fact = if let Some(pattern) = self.pattern {
            Fact::Pattern(pattern)
        } else if self.founded.is_some() {
            from = self.founded;
            Fact::Founded
        } else if self.ended.is_some() {
            to = self.ended;
            Fact::Ended
        } else if let Some(former) = &self.renamed_from {
            Fact::RenamedFrom(former.clone())
        } else if self.suspended {
            Fact::Suspended
        } else if self.issued {
            to = to.or(from);
            Fact::Issued
        } else if self.combined {
            Fact::Combined(self.dated.or(from).unwrap_or_default())
        } else {
            Fact::Pages(self.pages.clone()?)
        };
        Some(Entry { paper: self.paper.clone(), from, to, fact, note: self.note.clone() })
    }
}

fn pattern(text: &str) -> Result<Pattern, String> {
    Pattern::parse(text).ok_or_else(|| {
        "刊期请写成：每日、工作日、每周一、三、五、每月 15 日、不定期，或 weekdays:1,3,5、days:1,11,21"
            .to_owned()
    })
}

fn pages(text: &str) -> Result<PagePlan, String> {
    PagePlan::parse(text).ok_or_else(|| "版数请写最后一版，如 8；分叠的写各叠最后一版，如 A8,B4".to_owned())
}
