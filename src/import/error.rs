//! Why a file could not be read, in words for the person who handed it in.

use std::path::PathBuf;

use thiserror::Error;

use crate::text::shown;

/// A file that is not taken in, and what to do about it.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The system refused.
    #[error("读不了文件“{}”：{}。请检查文件是否还在、是否有权限。", shown(&.path.to_string_lossy()), plain(.source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No text at all.
    #[error("文件是空的，没有可读的文字。")]
    Empty,
    /// Over [`super::MAX_TEXT_BYTES`] or [`super::MAX_PICTURE_BYTES`].
    #[error("文件太大（{megabytes} MB，上限 {limit} MB），不像一版报纸。请拆成一版一个文件再导入。")]
    TooLarge {
        /// Its size.
        megabytes: u64,
        /// The limit.
        limit: u64,
    },
    /// One line over [`super::MAX_LINE_CHARS`].
    #[error("第 {line} 行有 {chars} 个字，不像报纸的一段。请检查换行是否丢失。")]
    LineTooLong {
        /// From 1.
        line: usize,
        /// Its length.
        chars: usize,
    },
    /// One page over [`super::MAX_PAGE_LINES`], or a file over [`super::MAX_LINES`].
    #[error(
        "从第 {line} 行起有 {lines} 行文字连成一版，不像一版报纸（上限 {limit} 行）。请拆成一版一个文件，或在每版开头写明日期和版次，再导入。"
    )]
    TooManyLines {
        /// Where it begins, from 1.
        line: usize,
        /// Lines that are not blank; counted no further than one over the limit of a file.
        lines: usize,
        /// The limit.
        limit: usize,
    },
    /// The first bytes are those of another kind of file.
    #[error(
        "这不是文本，而是{kind}（只是文件名像文本）。请选择文字稿；照片应与文字稿放在一起、按“文件名_图1.jpg”命名。"
    )]
    NotText {
        /// 图片（PNG）, PDF …
        kind: &'static str,
    },
    /// Too many bytes that no encoding explains.
    #[error(
        "第 {line} 行起有 {count} 处字节认不出来（按 {encoding} 试读）。请用记事本打开，另存为 UTF-8 后再导入。"
    )]
    Undecodable {
        /// First line that has one, from 1.
        line: usize,
        /// How many there are.
        count: usize,
        /// The best guess.
        encoding: &'static str,
    },
    /// A picture that the decoder refuses.
    #[error("图片打不开：{0}。请确认是完整的 JPG、PNG、TIFF 或 WebP。")]
    Picture(String),
    /// A picture of more than this program holds in memory.
    #[error("图片太大：{0}。请用图像软件另存一份较小的 JPG。")]
    PictureTooLarge(String),
    /// Neither text nor picture by its name.
    #[error(
        "不认识的文件类型。可以导入文字稿（.txt、.html）、照片（.jpg、.png、.tif、.webp）、.pdf、.xml、.csv、.xlsx，以及装有它们的文件夹或 .zip 压缩包。"
    )]
    UnknownKind,
    /// Not a zip archive, or damaged.
    #[error("压缩包打不开，可能没有下载完整或已经损坏。请重新复制一份，或在别的电脑上解开后导入文件夹。")]
    ZipDamaged,
    /// Compressed in a way that is not read here.
    #[error("压缩包的压缩方式不常见，这里打不开。请先解开，再导入解开的文件夹。")]
    ZipMethod,
    /// Needs a password.
    #[error("压缩包里的这个文件加了密码，打不开。请先用密码解开，再导入解开的文件夹。")]
    ZipEncrypted,
    /// An archive in an archive.
    #[error("压缩包里还有压缩包，里面的没有打开。请先解开一层，再导入。")]
    ZipNested,
    /// Over [`super::MAX_ENTRIES`].
    #[error("压缩包里有 {entries} 个文件（上限 {limit} 个）。请先解开，分几次导入文件夹。")]
    ZipEntries {
        /// How many it has.
        entries: usize,
        /// The limit.
        limit: usize,
    },
    /// Its entries share their bytes: made to fill disks.
    #[error("这个压缩包自称解开后有原来的 {times} 倍大，不像正常的压缩包，没有打开。请找交来的人核实。")]
    ZipBomb {
        /// How many times its own size it claims.
        times: u64,
    },
    /// A name with `..`, or an absolute one.
    #[error("压缩包里这个文件的名字指向压缩包之外，没有读取。请找交来的人核实，或解开后改名再导入。")]
    ZipName,
    /// Two entries of one name.
    #[error("压缩包里有两个同名的文件，只读了其中一个。请解开后改名，再导入另一个。")]
    ZipTwice,
    /// A symbolic link.
    #[error("这是指向别处的链接，没有跟过去读。请把它所指的文件本身复制过来，再导入。")]
    Link,
    /// `issue.json` is not what the schema in the README says.
    #[error("期包的 issue.json 读不懂：{0}。请向交来的单位要一份重新导出的。")]
    Package(String),
    /// A package of a later program.
    #[error("期包是新版程序导出的（版本 {version}，本程序认识到 {known}）。请升级本程序后再导入。")]
    PackageNewer {
        /// Its version.
        version: u32,
        /// The newest that is read.
        known: u32,
    },
    /// A file of a package is not the one that was packed (真实性, DA/T 70).
    #[error("期包里的文件“{0}”与登记的校验码不符，可能在途中损坏或被改动，整包没有导入。请重新复制一份。")]
    PackageChanged(String),
    /// A picture with no caption to belong to.
    #[error(
        "没有找到这张照片所属的图说。请按“文字稿名_图1.jpg”改名，或让照片和图说一样多，再导入；也可以在核对时把照片拖到图说上。"
    )]
    Orphan,
    /// A catalogue whose columns must be chosen by a person; why.
    #[error(
        "等待选列：{0}。请在窗口里为各列选定含义，或在命令里用 --columns 指定（如 --columns \"题名=B,日期=D\"）。"
    )]
    UnknownColumns(String),
    /// `--columns` that fit no catalogue.
    #[error("--columns 写得不对：{0}。应写成“题名=B,日期=D”，等号右边是列的字母或表头。")]
    BadColumns(String),
    /// A table over one of the limits of `catalogue::table`.
    #[error("目录太大：{0}。请按年份或案卷拆成几份再导入。")]
    TableTooLarge(String),
    /// No table that can be opened.
    #[error("这份目录打不开：{0}。请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV 后再导入。")]
    BadTable(String),
    /// A catalogue without a row below its head.
    #[error("这份目录只有表头，没有条目。请确认选对了文件和工作表。")]
    NoRows,
    /// The bundled list of places cannot be read: a damaged program.
    #[error("内置地名表读不出来：{0}。程序文件可能损坏，请重新安装。")]
    Gazetteer(String),
}

/// The system's most common complaints, in Chinese.
fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => "没有这个文件".to_owned(),
        K::PermissionDenied => "没有权限".to_owned(),
        K::IsADirectory => "这是文件夹".to_owned(),
        _ => error.to_string(),
    }
}
