//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

use super::coverage_args::{CoverageArgs, CoverageVerb};
use super::export::ExportArgs;
use super::people::PeopleVerb;
use super::places_args::{GazetteerVerb, PlacesVerb, code};
use crate::model::{Date, DateRange, ItemKind, PlaceCode, TimeUnit};
use crate::query::{Order, Problem, Query};
use crate::text::Folding;

/// 旧闻：离线报刊档案浏览器
#[derive(Debug, Parser)]
#[command(name = "jiuwen", version, about, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// 要打开的报刊库（.jiuwen）或要导入的文字稿（.txt）
    pub files: Vec<PathBuf>,
    /// 打开示例报刊库
    #[arg(long)]
    pub sample: bool,
    /// 不开窗口的命令
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// 导入文件或文件夹
    Import(ImportArgs),
    /// 查找：按日期、相关或标题排列，可列出每一处的整句
    Search {
        /// 查找条件
        #[command(flatten)]
        filter: FilterArgs,
        /// 排列
        #[arg(long, value_enum, default_value = "date")]
        sort: Sort,
        /// 列出每一处的整句
        #[arg(long)]
        kwic: bool,
        /// 最多列出几篇
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 列出文章
    List {
        /// 查找条件
        #[command(flatten)]
        filter: FilterArgs,
        /// 最多列出几篇
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 显示一篇文章
    Show {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 文章编号
        id: i64,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 把文章排成 PDF：带照片、图说、引文和来源校验码
    Print {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 文章编号，按这个次序排
        #[arg(required_unless_present = "marked")]
        ids: Vec<i64>,
        /// 排查档单里的全部文章
        #[arg(long, conflicts_with = "ids")]
        marked: bool,
        /// 存成哪个文件
        #[arg(long)]
        out: PathBuf,
    },
    /// 给已入库的版面配上版面图：扫描图或版面照片（JPG、PNG）
    Facsimile(FacsimileArgs),
    /// 导出一期或全部，供另一个库导入
    Export(ExportArgs),
    /// 按年、月、日统计
    Timeline {
        /// 查找条件
        #[command(flatten)]
        filter: FilterArgs,
        /// 单位
        #[arg(long, value_enum, default_value = "month")]
        by: Unit,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 按地名统计，或改地名表
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Places {
        /// 查找条件
        #[command(flatten)]
        filter: Option<FilterArgs>,
        /// 只列这个代码及其下级
        #[arg(long = "in", value_name = "CODE", value_parser = code)]
        within: Option<PlaceCode>,
        /// 只列名称中有这些字的，曾用名、别名也算
        #[arg(long, value_name = "WORDS")]
        name: Option<String>,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
        /// 改动
        #[command(subcommand)]
        verb: Option<PlacesVerb>,
    },
    /// 按人统计：记者、通讯员、摄影者、作者和图说中有职务的人，或合并、分开同名的人
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    People {
        /// 查找条件
        #[command(flatten)]
        filter: Option<FilterArgs>,
        /// 只列名字中有这些字的
        #[arg(long, value_name = "WORDS", default_value = "")]
        name: String,
        /// 最多列几人
        #[arg(long, default_value_t = 200)]
        limit: usize,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
        /// 改动
        #[command(subcommand)]
        verb: Option<PeopleVerb>,
    },
    /// 地名表存为文件，或与另一份名录对照
    Gazetteer {
        /// 存出或对照
        #[command(subcommand)]
        verb: GazetteerVerb,
    },
    /// 收藏情况：应有几期、藏几期、缺哪几期，以及登记刊期
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Coverage {
        /// 要看的时间和报纸
        #[command(flatten)]
        asked: Option<CoverageArgs>,
        /// 登记
        #[command(subcommand)]
        verb: Option<CoverageVerb>,
    },
    /// 接着做没有做完的导入
    Resume {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 显示导入结果
    Report {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 第几次导入，默认最后一次
        #[arg(long)]
        run: Option<i64>,
        /// 存为 CSV 文件，可用 Excel 打开
        #[arg(long)]
        csv: Option<PathBuf>,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 列出有多个版本的版面，或选定一个版本
    Versions {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 把这个版本设为当前版本
        #[arg(long = "use", value_name = "ID")]
        use_version: Option<i64>,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 重建查找索引
    Reindex {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 核对索引与正文、来源与校验值，有不符则以 1 结束
    Verify {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
    /// 把来源的原始字节写到标准输出
    Source {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// 来源编号
        id: i64,
    },
}

/// What to import, and what its pages leave open.
#[derive(Debug, ClapArgs)]
pub struct ImportArgs {
    /// 报刊库，没有则新建
    #[arg(long)]
    pub store: PathBuf,
    /// 文件或文件夹
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// 报名
    #[arg(long)]
    pub paper: Option<String>,
    /// 出版日期，YYYY-MM-DD
    #[arg(long)]
    pub date: Option<Date>,
    /// 版次，如 7 或 A2
    #[arg(long, value_parser = page)]
    pub page: Option<String>,
    /// 版名
    #[arg(long)]
    pub page_name: Option<String>,
    /// 六位县级代码，如 410403
    #[arg(long, value_parser = area)]
    pub area: Option<crate::model::PlaceCode>,
    /// 同一版又有新的稿子时：keep 留着待选，current 立即启用；旧的都保留
    #[arg(long, value_enum, default_value = "keep")]
    pub newer: Newer,
    /// 目录（CSV、XLSX）各列的含义，如 题名=B,日期=D；以后同样表头的目录都照此读
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// 只收没有疑点的版，其余留在库里等待核对
    #[arg(long)]
    pub only_clean: bool,
    /// 只读不写
    #[arg(long)]
    pub dry_run: bool,
    /// 输出一个 JSON 值
    #[arg(long)]
    pub json: bool,
}

/// What becomes of a newer version of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Newer {
    /// 待选
    Keep,
    /// 启用
    Current,
}

/// What to look for.
#[derive(Debug, ClapArgs)]
pub struct FilterArgs {
    /// 报刊库
    #[arg(long)]
    pub store: PathBuf,
    /// 查什么，写法与窗口的查找框相同：空格、或、-、“ ”、~10、*、标题: 记者: 日期: 等
    pub query: Option<String>,
    /// 照原文查：繁简、全半角等一概区分
    #[arg(long)]
    pub exact: bool,
    /// 最早出版日期
    #[arg(long)]
    pub from: Option<Date>,
    /// 最晚出版日期
    #[arg(long)]
    pub to: Option<Date>,
    /// 地名或代码
    #[arg(long)]
    pub place: Option<String>,
    /// 文章或照片
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
}

impl FilterArgs {
    /// What is asked in words.
    ///
    /// # Errors
    /// [`Problem`] where that has no meaning.
    pub fn query(&self) -> Result<Query, Problem> {
        let folding = if self.exact { Folding::NONE } else { Folding::ALL };
        Query::parse(self.query.as_deref().unwrap_or_default(), folding)
    }

    /// The days asked for; an open end reaches as far as the calendar.
    pub fn time(&self) -> Option<DateRange> {
        (self.from.is_some() || self.to.is_some())
            .then(|| DateRange { from: self.from.unwrap_or(Date::MIN), to: self.to.unwrap_or(Date::MAX) })
    }
}

/// [`ItemKind`] on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Kind {
    /// 文章
    Article,
    /// 照片
    Photo,
}

impl From<Kind> for ItemKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Article => Self::Article,
            Kind::Photo => Self::Photo,
        }
    }
}

/// [`Order`] on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Sort {
    /// 新的在前
    Date,
    /// 相关的在前
    Relevance,
    /// 按标题的拼音
    Headline,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Date => Self::Date,
            Sort::Relevance => Self::Relevance,
            Sort::Headline => Self::Headline,
        }
    }
}

/// [`TimeUnit`] on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Unit {
    /// 年
    Year,
    /// 月
    Month,
    /// 日
    Day,
}

impl From<Unit> for TimeUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Year => Self::Year,
            Unit::Month => Self::Month,
            Unit::Day => Self::Day,
        }
    }
}

fn page(text: &str) -> Result<String, String> {
    crate::import::page_number(text).ok_or_else(|| "版次应如 7 或 A2".to_owned())
}

fn area(text: &str) -> Result<crate::model::PlaceCode, String> {
    crate::model::PlaceCode::parse(text)
        .filter(|code| code.level() == crate::model::PlaceLevel::Area)
        .ok_or_else(|| "应为六位县级代码，如 410403".to_owned())
}

/// Pictures of pages, and what their names do not say.
#[derive(Debug, clap::Args)]
pub struct FacsimileArgs {
    /// 报刊库
    #[arg(long)]
    pub store: PathBuf,
    /// 图片，日期和版次从文件名、文件夹名认出，如 20151209_07.jpg
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 报名
    #[arg(long)]
    pub paper: Option<String>,
    /// 出版日期
    #[arg(long)]
    pub date: Option<crate::model::Date>,
    /// 版次
    #[arg(long)]
    pub page: Option<String>,
}
