//! Files that another file names: only those in its own folder or below are ever looked at, and pictures of pages only
//! where this program can show them.

use std::path::{Path, PathBuf};

use super::{Files, SourceKind};

/// A file that a href names, within `folder`; none for anything that leads out of it, or away from this computer.
pub(super) fn within(folder: &Path, href: &str) -> Option<PathBuf> {
    let href = percent_decoded(href.trim()).replace('\\', "/");
    let (scheme, rest) = match href.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => (true, rest),
        // C:/…, https://…
        Some((scheme, _)) if !scheme.contains('/') => return None,
        _ => (false, href.as_str()),
    };
    if !scheme && rest.starts_with('/') {
        return None;
    }
    // file://./a.xml and file:///a.xml: where producers say so they mean the folder of the METS.
    let mut path = folder.to_owned();
    let mut any = false;
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part if part.contains(['\0', ':']) => return None,
            part => {
                path.push(part);
                any = true;
            }
        }
    }
    any.then_some(path)
}

/// `%E7%89%88` as it is meant; what is no escape stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let pair = if byte == b'%' { hex(ahead.next()).zip(hex(ahead.next())) } else { None };
        match pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(meant) => {
                bytes.push(meant);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The picture of a page among those that are named for it.
pub(super) enum Found {
    /// This one can be shown.
    Picture(PathBuf),
    /// There is one, and this is why it cannot be shown.
    Unreadable(String),
    /// None of them is there.
    Nothing,
}

/// Endings of a picture beside one that cannot be shown.
const SHOWN: [&str; 7] = ["jpg", "jpeg", "png", "JPG", "PNG", "tif", "tiff"];

/// Looks for the picture of a page: one that the decoder reads, of those named or beside one of them by its name.
pub(super) fn find(named: &[PathBuf], files: &Files) -> Found {
    let there = |path: &Path| !files.head(path, 1).is_empty();
    let shown = |path: &Path| SourceKind::of(path) == Some(SourceKind::Picture);
    let beside = named.iter().flat_map(|path| SHOWN.iter().map(|ending| path.with_extension(ending)));
    let mut candidates = named.iter().cloned().chain(beside).filter(|path| shown(path));
    if let Some(path) = candidates.find(|path| there(path)) {
        return Found::Picture(path);
    }
    match named.iter().find(|path| there(path)) {
        Some(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let kind = path.extension().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
            let reason = format!(
                "版面图“{}”是 {kind} 格式，本程序不能显示；请另存为同名的 JPG 放在一起再导入",
                crate::text::shown(&name)
            );
            Found::Unreadable(reason)
        }
        None => Found::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(href: &str, expect: Option<&str>) {
        assert_eq!(within(Path::new("issue"), href), expect.map(PathBuf::from), "{href}");
    }

    #[test]
    fn files_are_looked_for_in_the_folder_of_the_file_that_names_them_and_nowhere_else() {
        for href in ["alto/1.xml", "./alto/1.xml", "file://./alto/1.xml", "file:///alto/1.xml", "alto\\1.xml"]
        {
            check(href, Some("issue/alto/1.xml"));
        }
        check("alto/%E7%89%881.xml", Some("issue/alto/版1.xml"));
        check("100%/1.xml", Some("issue/100%/1.xml"));
        for href in [
            "../1.xml",
            "alto/../../1.xml",
            "alto%2f..%2f..%2f1.xml",
            "file://../1.xml",
            "/etc/passwd",
            "C:/1.xml",
            "C:\\1.xml",
            "file:///C:/1.xml",
            "https://example.org/1.xml",
            "\\\\server\\1.xml",
            "",
            ".",
        ] {
            check(href, None);
        }
    }
}
