//! The words of printing.

use super::Words;

pub const PRINT: Words = ("打印成 PDF…", "按报纸版式排成 PDF，带照片、图说、引文和来源校验码");
pub const PRINT_TITLE: &str = "打印成 PDF";
pub const PRINT_THIS: &str = "正在读的这一篇";
pub const PRINT_FILE: &str = "存到";
pub const PRINT_FILE_HINT: &str = "如 D:\\查档\\安培社区.pdf";
pub const PRINT_WHY: &str = "存好后用系统的 PDF 阅读器打开，可在那里打印到纸上。";
pub const PRINT_DO: &str = "存为 PDF";
pub const PRINT_CHOOSE: &str = "选位置…";
pub const NOTHING_TO_PRINT: &str = "先选一篇文章再打印";
pub const FILTER_PDF: &str = "PDF 文件";

pub fn print_listed(count: usize, of: usize) -> String {
    if count < of {
        format!("列出的前 {count} 篇（共 {of} 篇）")
    } else {
        format!("列出的 {of} 篇")
    }
}

pub fn printed(count: usize, path: &str) -> String {
    format!("已把 {count} 篇存为 {path}")
}

pub fn no_viewer(path: &str) -> String {
    format!("PDF 已存为 {path}，但系统没有能打开它的程序，请到文件夹里打开")
}
