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
    #[error("图片打不开：{0}。请确认是完整的 JPG 或 PNG。")]
    Picture(String),
    /// A picture of more than this program holds in memory.
    #[error("图片太大：{0}。请用图像软件另存一份较小的 JPG。")]
    PictureTooLarge(String),
    /// A PDF that cannot be read.
    #[error("PDF 打不开：{0}。请用 PDF 阅读软件打开看看，能打开就另存（打印）成新的 PDF 再导入。")]
    Pdf(String),
    /// A PDF that asks for a password.
    #[error("这个 PDF 加了密码。请用 PDF 阅读软件输入密码打开，另存（打印）成不加密的 PDF 再导入。")]
    PdfLocked,
    /// A PDF of more pages than [`super::MAX_PDF_PAGES`].
    #[error("这个 PDF 有 {pages} 页，上限是 {limit} 页。请按期拆成几个文件再导入。")]
    TooManyPages {
        /// Its pages.
        pages: usize,
        /// The limit.
        limit: usize,
    },
    /// A PDF with a part that takes too much memory when it is unpacked.
    #[error(
        "PDF 里有一部分解压后大于 {limit} MB，不像报纸，为免占满内存没有读。请用 PDF 阅读软件另存（打印）成新的 PDF 再导入。"
    )]
    PdfBomb {
        /// In megabytes.
        limit: u64,
    },
    /// Neither text nor picture by its name.
    #[error("不认识的文件类型。现在可以导入 .txt 文字稿、.pdf 版面和同名的 .jpg、.png 照片。")]
    UnknownKind,
    /// A picture with no page of text to belong to.
    #[error(
        "没有找到这张照片所属的文字稿（应有同名文字稿，如“晨光社区报_20151209_03.txt”配“晨光社区报_20151209_03_图1.jpg”）。"
    )]
    Orphan,
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
