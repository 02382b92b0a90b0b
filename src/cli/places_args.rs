//! The command line of the list of places.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use crate::model::{Moment, NameKind, PlaceCode, PlaceEdit, PlaceName, Validity};

/// Where an edit is made.
#[derive(Debug, ClapArgs)]
pub struct EditArgs {
    /// 报刊库
    #[arg(long)]
    pub store: PathBuf,
    /// 输出一个 JSON 值
    #[arg(long)]
    pub json: bool,
}

/// What a person does to the list of places.
#[derive(Debug, Subcommand)]
pub enum PlacesVerb {
    /// 添加名录中没有的地名
    Add {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 上级的代码
        #[arg(long, value_parser = code)]
        parent: PlaceCode,
        /// 设立时间：年、年-月或年-月-日
        #[arg(long, value_parser = moment)]
        since: Option<Moment>,
        /// 通称
        name: String,
    },
    /// 改通称；旧名留作曾用名
    Rename {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 何时改的：年、年-月或年-月-日
        #[arg(long, value_parser = moment)]
        since: Option<Moment>,
        /// 旧名是错的，不留作曾用名
        #[arg(long)]
        drop_old: bool,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 新的通称
        name: String,
    },
    /// 加一个别名、曾用名或异写，并在全部文章中找出；--preview 只看会找到什么
    Alias {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// alias 别名、former 曾用名、variant 异写
        #[arg(long, value_parser = kind, default_value = "alias")]
        kind: NameKind,
        /// 何时起这样叫
        #[arg(long, value_parser = moment)]
        from: Option<Moment>,
        /// 叫到何时
        #[arg(long, value_parser = moment)]
        to: Option<Moment>,
        /// 只看会找到什么，不改
        #[arg(long, conflicts_with = "remove")]
        preview: bool,
        /// 去掉这个名称
        #[arg(long)]
        remove: bool,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 名称
        name: String,
    },
    /// 把一处并入同级的另一处
    Merge {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 并掉的代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 并入的代码
        #[arg(value_parser = code)]
        into: PlaceCode,
    },
    /// 从一处分出另一处，可带走几个名称
    Split {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 带走的别名、曾用名或异写
        #[arg(long, value_delimiter = ',')]
        names: Vec<String>,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 分出的一处的通称
        name: String,
    },
    /// 移到另一个上级之下：在那里得到新代码，旧代码并入
    Move {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 新的上级
        #[arg(value_parser = code)]
        parent: PlaceCode,
    },
    /// 撤下：它不是地名，提到它的文章不再算
    Withdraw {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
    },
    /// 恢复并掉或撤下的一处
    Restore {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
    },
    /// 记一条备注
    Note {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 备注
        notes: String,
    },
    /// 否定一种认法：某报上的这几个字不指这个地名
    Refuse {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
        /// 报名
        #[arg(long)]
        paper: String,
        /// 代码
        #[arg(value_parser = code)]
        code: PlaceCode,
        /// 照原文写的字
        words: String,
    },
    /// 撤销上一次改动
    Undo {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
    },
    /// 重做撤销了的改动
    Redo {
        /// 报刊库
        #[command(flatten)]
        at: EditArgs,
    },
}

/// The list of places as a file.
#[derive(Debug, Subcommand)]
pub enum GazetteerVerb {
    /// 把地名表存为 CSV 文件，可用 Excel 打开
    Export {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// CSV 文件
        file: PathBuf,
    },
    /// 与另一份名录（代码、名称）对照；--apply 收进不冲突的，人改过的一概不动
    Import {
        /// 报刊库
        #[arg(long)]
        store: PathBuf,
        /// CSV 文件
        file: PathBuf,
        /// 收进不冲突的
        #[arg(long)]
        apply: bool,
        /// 输出一个 JSON 值
        #[arg(long)]
        json: bool,
    },
}

impl PlacesVerb {
    /// Where it is done.
    pub fn at(&self) -> &EditArgs {
        match self {
            Self::Add { at, .. }
            | Self::Rename { at, .. }
            | Self::Alias { at, .. }
            | Self::Merge { at, .. }
            | Self::Split { at, .. }
            | Self::Move { at, .. }
            | Self::Withdraw { at, .. }
            | Self::Restore { at, .. }
            | Self::Note { at, .. }
            | Self::Refuse { at, .. }
            | Self::Undo { at }
            | Self::Redo { at } => at,
        }
    }

    /// The edit that is meant; none of undoing, doing again and looking only.
    pub fn edit(&self) -> Option<PlaceEdit> {
        Some(match self {
            Self::Add { parent, since, name, .. } => {
                let validity = Validity { from: since.clone(), to: None };
                PlaceEdit::Add { parent: *parent, name: name.clone(), validity }
            }
            Self::Rename { since, drop_old, code, name, .. } => {
                PlaceEdit::Rename { code: *code, name: name.clone(), since: since.clone(), keep: !drop_old }
            }
            Self::Alias { preview: true, .. } => return None,
            Self::Alias { remove: true, code, name, .. } => {
                PlaceEdit::RemoveName { code: *code, name: name.clone() }
            }
            Self::Alias { kind, from, to, code, name, .. } => {
                let validity = Validity { from: from.clone(), to: to.clone() };
                let name = PlaceName { name: name.clone(), kind: *kind, validity };
                PlaceEdit::AddName { code: *code, name }
            }
            Self::Merge { code, into, .. } => PlaceEdit::Merge { from: *code, into: *into },
            Self::Split { names, code, name, .. } => {
                PlaceEdit::Split { code: *code, name: name.clone(), names: names.clone() }
            }
            Self::Move { code, parent, .. } => PlaceEdit::Move { code: *code, parent: *parent },
            Self::Withdraw { code, .. } => PlaceEdit::Withdraw { code: *code },
            Self::Restore { code, .. } => PlaceEdit::Restore { code: *code },
            Self::Note { code, notes, .. } => PlaceEdit::SetNotes { code: *code, notes: notes.clone() },
            Self::Refuse { paper, code, words, .. } => {
                PlaceEdit::Refuse { paper: paper.clone(), words: words.clone(), code: *code }
            }
            Self::Undo { .. } | Self::Redo { .. } => return None,
        })
    }
}

/// A code of the command line.
///
/// # Errors
/// What a code looks like.
pub fn code(text: &str) -> Result<PlaceCode, String> {
    PlaceCode::parse(text).ok_or_else(|| "代码请写 2、4、6、9 或 12 位数字，如 410403001004".to_owned())
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::try_from(text.to_owned())
}

fn kind(text: &str) -> Result<NameKind, String> {
    NameKind::parse(text).ok_or_else(|| "请写 alias、former 或 variant".to_owned())
}
