//! Words of what comes and goes as files.

use super::Words;
use crate::model::Date;

pub const EXPORT_ISSUE: Words =
    ("导出这一期…", "把正在读的这一期存成期包：版面、文章、照片、标注和原件，可导入另一个库");
pub const EXPORT_TITLE: &str = "导出这一期";
pub const EXPORT_FILE: &str = "存到";
pub const EXPORT_FILE_HINT: &str = "如 D:\\移交\\晨光社区报_2015-12-09.zip";
pub const EXPORT_WHY: &str =
    "期包是一个 .zip，内有 issue.json 和全部原件，逐个登记校验码。把它拖到另一个库的窗口里，就原样入库。";
pub const PACK_DO: &str = "导出";
pub const FILTER_PACKAGE: &str = "期包";
pub const NOTHING_TO_EXPORT: &str = "先打开一篇文章，再导出它所在的那一期";

pub const SHEET_IN_REVIEW: &str = "正在核对的版面图";
pub const NO_SHEET_IN_REVIEW: &str = "版面图显示不出来，原件照存。";

pub const WATCH_FOLDER: Words = ("收件夹…", "选一个文件夹：新放进去的报纸自动入库，有疑问的等人核对");
pub const WATCH_TITLE: &str = "收件夹";
pub const WATCH_FOLDER_NAME: &str = "文件夹";
pub const WATCH_HINT: &str = "如 D:\\收件夹";
pub const WATCH_WHY: &str = "本程序开着的时候，新放进这个文件夹的文件拷贝完整后自动入库；有疑问的不入库，等人核对。文件夹里的文件不会改动。";
pub const WATCH_DO: &str = "开始看守";
pub const WATCH_STOP: &str = "不再看守";
pub const NOT_WATCHING: &str = "不再看守收件夹";

pub fn export_what(paper: &str, date: Date) -> String {
    format!("《{paper}》{date}")
}

pub fn watching(folder: &str) -> String {
    format!("开始看守 {folder}")
}

pub fn inbox_gone(folder: &str) -> String {
    format!("收件夹 {folder} 读不到了。请检查移动硬盘或网络是否连着；连上以后会自动接着看守。")
}

pub fn inbox_back(folder: &str) -> String {
    format!("收件夹 {folder} 又能读到了")
}

pub fn arrived(articles: usize, photos: usize, waiting: usize, failed: usize) -> String {
    let mut parts = Vec::new();
    if articles + photos > 0 {
        parts.push(format!("入库 {articles} 篇、{photos} 张照片"));
    }
    if waiting > 0 {
        parts.push(format!("{waiting} 个文件等待核对（Ctrl+Shift+U）"));
    }
    if failed > 0 {
        parts.push(format!("{failed} 个文件没有入库（Ctrl+Shift+R 看原因）"));
    }
    format!("收件夹：{}", parts.join("；"))
}
