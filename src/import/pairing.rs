//! Pictures that lie beside a page of text: `晨光社区报_20151209_03.txt` with `晨光社区报_20151209_03_图1.jpg`.

use std::path::{Path, PathBuf};

/// A picture with the page it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePicture {
    /// The picture file.
    pub path: PathBuf,
    /// Which photo of the page it shows, from 1.
    pub number: usize,
}

/// The photo number in the name of `picture`, where that name is the stem of `page` with `图N` or a number added.
pub fn picture_number(page: &Path, picture: &Path) -> Option<usize> {
    if page.parent() != picture.parent() {
        return None;
    }
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let (page, picture) = (stem(page)?, stem(picture)?);
    let rest = picture.strip_prefix(&page)?.trim_start_matches(['_', '-', ' ']);
    rest.strip_prefix('图').unwrap_or(rest).parse().ok().filter(|number| *number > 0)
}

/// The pictures of a page among `pictures`, in order of their numbers.
pub fn pictures_of(page: &Path, pictures: &[PathBuf]) -> Vec<PagePicture> {
    let numbered =
        |path: &PathBuf| picture_number(page, path).map(|number| PagePicture { path: path.clone(), number });
    let mut found: Vec<PagePicture> = pictures.iter().filter_map(numbered).collect();
    found.sort_by_key(|picture| picture.number);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_names_its_page_and_its_number() {
        let page = Path::new("in/报_20151209_03.txt");
        for (picture, expect) in [
            ("in/报_20151209_03_图1.jpg", Some(1)),
            ("in/报_20151209_03-2.PNG", Some(2)),
            ("in/报_20151209_04_图1.jpg", None),
            ("elsewhere/报_20151209_03_图1.jpg", None),
            ("in/报_20151209_03_封面.jpg", None),
            ("in/报_20151209_03_图0.jpg", None),
        ] {
            assert_eq!(picture_number(page, Path::new(picture)), expect, "{picture}");
        }
    }
}
