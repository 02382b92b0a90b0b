//! Why a store cannot be opened, read or written, in words for the person at the desk.

use std::path::PathBuf;

use thiserror::Error;

/// Something the store refuses, and what to do about it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file is something else.
    #[error("“{}”不是报刊库文件。请选择扩展名为 .jiuwen 的文件；若它本应是报刊库，可能已损坏，请从备份复制一份。", .0.display())]
    NotAStore(PathBuf),
    /// A later program wrote it.
    #[error(
        "这个报刊库由更新版本的“旧闻”建立（库版本 {found}，本程序支持到 {known}）。请升级程序后再打开；库未作任何改动。"
    )]
    Newer {
        /// Its version.
        found: i32,
        /// Ours.
        known: i32,
    },
    /// There is no such file.
    #[error("没有找到报刊库“{}”。它可能被移动或改名，请重新选择。", .0.display())]
    Missing(PathBuf),
    /// The folder or file cannot be written.
    #[error("“{}”所在的文件夹不能写入。请把报刊库放到可以写入的文件夹（如“文档”）。", .0.display())]
    ReadOnly(PathBuf),
    /// Rows that refer to rows that are not there.
    #[error("报刊库内部有缺失，不能升级；库未作任何改动。请从备份复制一份再打开。")]
    Damaged,
    /// A part of the search index that cannot be read.
    #[error("查找索引有损坏，文章本身不受影响。重新打开报刊库时会自动重建，也可以运行 jiuwen reindex。")]
    IndexDamaged,
    /// A file outside the store, for work in progress.
    #[error("临时文件写不进去：{0}。请检查磁盘空间后再试，库中内容不受影响。")]
    Disk(#[from] std::io::Error),
    /// Another program holds it.
    #[error("报刊库正被另一个程序占用。请关闭另一个“旧闻”窗口后再试。")]
    Busy,
    /// The disk is full.
    #[error("磁盘已满，这次写入没有保存。请腾出空间后再试，库中原有内容不受影响。")]
    DiskFull,
    /// No article, photo or source of that number.
    #[error("库中没有编号为 {0} 的{1}。")]
    NoSuch(i64, &'static str),
    /// Nothing in the place list has that code.
    #[error("地名表里没有县级代码 {0}。请用六位代码，如 410403。")]
    NoSuchArea(String),
    /// An edit of places or names that cannot be.
    #[error(transparent)]
    Edit(crate::model::EditError),
    /// Anything else that SQLite says.
    #[error("报刊库读写出错：{0}。请先复制一份库文件备份，再重新打开程序。")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DiskFull) => Self::DiskFull,
            _ => Self::Sqlite(error),
        }
    }
}
