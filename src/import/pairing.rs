//! Pictures and the captions they belong to: by what their names say, and where those say nothing, by their order.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::page_number;
use super::picture_name::{NamedBy, PictureName};
use crate::model::PageReading;

/// A picture with the photo it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePicture {
    /// The picture file.
    pub path: PathBuf,
    /// Which photo of the document it shows, counted over all its pages, from 1.
    pub number: usize,
    /// Why this one, for the person.
    pub reason: String,
    /// Whether a person should look.
    pub doubt: bool,
}

impl PagePicture {
    fn new(path: &Path, number: usize, why: &str, doubt: bool) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let doubt_words = if doubt { "，请核对" } else { "" };
        Self {
            path: path.to_owned(), number, reason: format!("照片“{name}”：{why}{doubt_words}"), doubt
        }
    }
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
    let numbered = |path: &PathBuf| {
        let number = picture_number(page, path)?;
        Some(PagePicture::new(path, number, &format!("与文字稿同名，编号 {number}"), false))
    };
    let mut found: Vec<PagePicture> = pictures.iter().filter_map(numbered).collect();
    found.sort_by_key(|picture| picture.number);
    found
}

/// A photo that waits for its picture.
struct Open<'a> {
    document: usize,
    /// From 1, over all pages of the document.
    number: usize,
    page: Option<&'a str>,
    /// From 1, on its page.
    on_page: usize,
    caption: &'a str,
    headline: &'a str,
}

/// The documents and pictures of one folder on the way to each other.
struct Pairs<'a> {
    documents: &'a [(PathBuf, Vec<PageReading>)],
    open: Vec<Open<'a>>,
    free: Vec<(&'a Path, PictureName)>,
    found: HashMap<PathBuf, Vec<PagePicture>>,
}

/// Pairs the pictures of a folder with the photos of its documents; the answer holds them by document. The safest
/// rules go first, and what they have paired is not looked at again.
pub fn pair_folder(
    documents: &[(PathBuf, Vec<PageReading>)],
    pictures: &[PathBuf],
) -> HashMap<PathBuf, Vec<PagePicture>> {
    let mut pairs = Pairs::new(documents, pictures);
    pairs.by_stem();
    pairs.by_page_and_number();
    pairs.by_mention();
    pairs.by_words();
    pairs.by_number();
    pairs.by_order();
    for pictures in pairs.found.values_mut() {
        pictures.sort_by_key(|picture| picture.number);
    }
    pairs.found
}

impl<'a> Pairs<'a> {
    fn new(documents: &'a [(PathBuf, Vec<PageReading>)], pictures: &'a [PathBuf]) -> Self {
        let (mut open, mut named) = (Vec::new(), HashSet::new());
        for (document, (_, pages)) in documents.iter().enumerate() {
            let mut number = 0;
            for page in pages {
                let items = page.items.iter().flat_map(|item| item.photos.iter().map(move |p| (item, p)));
                for (on_page, (item, photo)) in items.enumerate() {
                    number += 1;
                    if let Some(path) = &photo.picture {
                        named.insert(path.as_path());
                        continue;
                    }
                    open.push(Open {
                        document,
                        number,
                        page: page.head.number.as_deref(),
                        on_page: on_page + 1,
                        caption: &photo.caption,
                        headline: &item.headline,
                    });
                }
            }
        }
        let free = pictures.iter().map(PathBuf::as_path).filter(|path| !named.contains(path));
        let mut free: Vec<(&Path, PictureName)> = free.map(|path| (path, PictureName::of(path))).collect();
        free.sort_by(|(_, one), (_, other)| one.order.cmp(&other.order));
        Self { documents, open, free, found: HashMap::new() }
    }

    /// Pairs what `choose` answers for each picture that is free: the position of an open photo, why, and whether that
    /// is to be looked at.
    fn pair(&mut self, choose: impl Fn(&Self, &Path, &PictureName) -> Option<(usize, String, bool)>) {
        let free = std::mem::take(&mut self.free);
        for (path, name) in free {
            match choose(self, path, &name) {
                Some((at, why, doubt)) => self.take(at, path, &why, doubt),
                None => self.free.push((path, name)),
            }
        }
    }

    fn take(&mut self, at: usize, path: &Path, why: &str, doubt: bool) {
        let open = self.open.remove(at);
        let document = self.documents[open.document].0.clone();
        self.found.entry(document).or_default().push(PagePicture::new(path, open.number, why, doubt));
    }

    /// Its name is that of the document with a number.
    fn by_stem(&mut self) {
        self.pair(|pairs, path, _| {
            let of =
                |open: &Open| picture_number(&pairs.documents[open.document].0, path) == Some(open.number);
            let at = pairs.only(of)?;
            Some((at, format!("与文字稿同名，编号 {}", pairs.open[at].number), false))
        });
    }

    /// Its name says the page and a number on it: 03版_2, 3-2.
    fn by_page_and_number(&mut self) {
        self.pair(|pairs, _, name| {
            let (page, number) = name.page_and_number()?;
            let page = page_number(page)?;
            let at = pairs.only(|open| {
                open.page.and_then(page_number).as_ref() == Some(&page) && open.on_page == number
            })?;
            let why = format!("文件名写明第 {} 版第 {number} 张", pairs.open[at].page.unwrap_or_default());
            Some((at, why, !name.says_page))
        });
    }

    /// The caption names it: 图1, 上图.
    fn by_mention(&mut self) {
        self.pair(|pairs, _, name| {
            let mention = name.mention.as_deref()?;
            let at = pairs.only(|open| mentions(open.caption, mention))?;
            Some((at, format!("图说写明“{mention}”"), false))
        });
    }

    /// Its name is words of the caption, or of the headline of the only photo under it.
    fn by_words(&mut self) {
        self.pair(|pairs, _, name| {
            let words = &name.words;
            let count: usize = words.iter().map(|word| word.chars().count()).sum();
            if count < 2 {
                return None;
            }
            let within = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
            let (at, which) = match pairs.only(|open| within(open.caption)) {
                Some(at) => (at, "图说"),
                None => (pairs.only(|open| within(open.headline))?, "题名"),
            };
            Some((at, format!("文件名的“{}”见于{which}", words.join(" ")), count < 4))
        });
    }

    /// Its name is a number, and one document alone has photos.
    fn by_number(&mut self) {
        let Some(document) = self.open.first().map(|open| open.document) else { return };
        if self.open.iter().any(|open| open.document != document) {
            return;
        }
        let whole = self.free.len() == self.open.len();
        self.pair(|pairs, _, name| {
            let number = name.number.filter(|_| name.by != NamedBy::Camera)?;
            let at = pairs.only(|open| open.number == number)?;
            Some((at, format!("编号 {number}，是文字稿的第 {number} 张照片"), !whole))
        });
    }

    /// As many pictures as photos are left.
    fn by_order(&mut self) {
        if self.free.len() != self.open.len() {
            return;
        }
        for (path, _) in std::mem::take(&mut self.free) {
            self.take(0, path, "文件名与图说对不上，按先后顺序配对", true);
        }
    }

    /// The position of the one open photo of which something is true.
    fn only(&self, is: impl Fn(&Open) -> bool) -> Option<usize> {
        let mut found = self.open.iter().enumerate().filter(|(_, open)| is(open)).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    }
}

/// Whether a caption says 图1 of itself, and not 图10; digits of any width.
fn mentions(caption: &str, mention: &str) -> bool {
    let plain: Vec<char> = crate::text::fold(caption);
    let mention: Vec<char> = crate::text::fold(mention);
    let after = |at: usize| plain.get(at + mention.len());
    let at = plain.windows(mention.len()).position(|window| window == mention);
    at.is_some_and(|at| !after(at).is_some_and(char::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{decode, read_page};

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

    /// Two pages: the first with three photos, the second with one.
    fn folder() -> Vec<(PathBuf, Vec<PageReading>)> {
        let first = "晨光社区报 2015年12月9日 星期三 第3版\n\n\
            社区里的冬天\n\n图1：居民在广场上扫雪。王波 摄\n\n图2：志愿者为老人包饺子。王波 摄\n\n\
            小小消防员\n\n▲上图：孩子们在消防站体验灭火。李明 摄\n";
        let second = "晨光社区报 2015年12月9日 星期三 第4版\n\n\
            书香进楼院\n\n图为社区图书角开放首日的情景。赵静 摄\n";
        let read = |path: &str, text: &str| {
            let decoded = decode(text.as_bytes()).expect("text");
            (PathBuf::from(path), vec![read_page(Path::new(path), &decoded).expect("a page")])
        };
        vec![read("in/1209-3.txt", first), read("in/1209-4.txt", second)]
    }

    #[track_caller]
    fn check(pictures: &[&str], expect: &[(&str, &str, usize, bool)]) {
        let folder = folder();
        let photos = |at: usize| folder[at].1[0].items.iter().map(|item| item.photos.len()).sum::<usize>();
        assert_eq!((photos(0), photos(1)), (3, 1), "{:#?}", folder[0].1[0].items);
        let pictures: Vec<PathBuf> = pictures.iter().map(|name| Path::new("in").join(name)).collect();
        let found = pair_folder(&folder, &pictures);
        let mut found: Vec<(String, String, usize, bool)> = found
            .into_iter()
            .flat_map(|(page, pictures)| pictures.into_iter().map(move |picture| (page.clone(), picture)))
            .map(|(page, picture)| {
                let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
                (name(&picture.path), name(&page), picture.number, picture.doubt)
            })
            .collect();
        found.sort();
        let mut expect: Vec<(String, String, usize, bool)> = expect
            .iter()
            .map(|(picture, page, number, doubt)| (picture.to_string(), page.to_string(), *number, *doubt))
            .collect();
        expect.sort();
        assert_eq!(found, expect);
    }

    #[test]
    fn what_a_name_says_goes_before_any_order() {
        check(&["1209-3_图2.jpg"], &[("1209-3_图2.jpg", "1209-3.txt", 2, false)]);
        check(&["03版_2.jpg"], &[("03版_2.jpg", "1209-3.txt", 2, false)]);
        check(&["4-1.jpg"], &[("4-1.jpg", "1209-4.txt", 1, true)]);
        check(&["图1.jpg"], &[("图1.jpg", "1209-3.txt", 1, false)]);
        check(&["上图.jpg"], &[("上图.jpg", "1209-3.txt", 3, false)]);
        check(&["老人包饺子（王波摄）.jpg"], &[("老人包饺子（王波摄）.jpg", "1209-3.txt", 2, false)]);
        check(&["书香.jpg"], &[("书香.jpg", "1209-4.txt", 1, true)]);
        check(&["小小消防员.jpg"], &[("小小消防员.jpg", "1209-3.txt", 3, false)]);
    }

    #[test]
    fn order_pairs_only_what_comes_out_even_and_always_in_doubt() {
        check(&["IMG_0012.jpg", "IMG_0013.jpg"], &[]);
        check(
            &["IMG_10.jpg", "IMG_9.jpg", "图2.jpg", "小小消防员.jpg"],
            &[
                ("IMG_9.jpg", "1209-3.txt", 1, true),
                ("IMG_10.jpg", "1209-4.txt", 1, true),
                ("图2.jpg", "1209-3.txt", 2, false),
                ("小小消防员.jpg", "1209-3.txt", 3, false),
            ],
        );
    }
}
