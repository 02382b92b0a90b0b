//! Words of the dialog in which the columns of a catalogue are chosen.

use super::Words;

pub const COLUMNS: Words = ("目录的列…", "打开一份目录（CSV、XLSX），说明各列是什么，照此读入");
pub const COLUMNS_TITLE: &str = "这份目录的各列是什么？";
pub const COLUMNS_WHY: &str = "在每一列上面选定含义。选一次就记住：以后同样表头的目录照此读。";
pub const COLUMNS_HEADLESS: &str = "没有表头，第一行就是条目";
pub const COLUMNS_DO: &str = "照此读入";
pub const COLUMNS_LATER: &str = "以后再说";
pub const COLUMNS_LATER_WHY: &str = "这份目录留着等待选列，可用“继续导入和核对”再来";
pub const FILTER_CATALOGUE: &str = "目录（CSV、XLSX）";
pub const NO_HEAD: &str = "（无表头）";
pub const COLUMNS_KEPT: &str = "已记住这种目录的列";
/// How the remarks begin that a catalogue makes.
pub const CATALOGUED: &str = "目录：";
pub const REFERENCE: &str = "档号";

/// `卫东剪报.xlsx · 120 条`
pub fn catalogue(name: &str, count: usize) -> String {
    format!("{name} · {count} 条")
}

pub const COLUMN_CHOSEN: &str = "由你选定";

/// `不止一列是题名`
pub fn column_twice(word: &str) -> String {
    format!("不止一列是{word}")
}

/// `将读成 120 条：题名、日期、版次`
pub fn columns_ready(count: usize, words: &[&str]) -> String {
    format!("将读成 {count} 条：{}", words.join("、"))
}
