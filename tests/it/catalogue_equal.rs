//! The same issues as pages of text, as CSV and as XLSX with pictures by 档号: three stores that say the same.

use std::collections::BTreeSet;
use std::path::Path;

use jiuwen::jobs::{Cancel, Decision, Request, import_files};
use jiuwen::store::Store;

use crate::generate::Dice;
use crate::tables::{Cell, csv, picture, text, xlsx};

/// Days of issues: a few in every run, a year where `JIUWEN_DAYS=365` says so.
fn days() -> usize {
    std::env::var("JIUWEN_DAYS").ok().and_then(|days| days.parse().ok()).unwrap_or(5)
}

const PAPER: &str = "晨光社区报";
const HEAD: [&str; 10] = ["档号", "题名", "责任者", "日期", "报名", "版次", "版名", "正文", "图说", "摄影者"];
const THINGS: [&str; 6] = ["夜校", "食堂", "书屋", "车棚", "花园", "诊所"];

/// One item: its row, and whether a picture belongs to it.
struct Written {
    row: Vec<String>,
    photo: bool,
}

fn items_of(day: usize, page: usize) -> Vec<Written> {
    let mut dice = Dice((day * 8 + page) as u64);
    let date = format!("2015{:02}{:02}", day / 28 % 12 + 1, day % 28 + 1);
    (0..3)
        .map(|at| {
            let thing = THINGS[dice.below(THINGS.len())];
            let title = format!("{thing}第{}次开班", day * 100 + page * 10 + at);
            let reference = format!("J001-{date}-{page:02}-{at:03}");
            let photo = at == 2;
            let body = format!(
                "本报讯（记者 王波）12月8日，社区的{thing}开班了。\n居民李敏说，盼了{}年，今天终于盼到了。",
                dice.below(9) + 1
            );
            let caption = format!("居民们在社区的{thing}里上课。");
            let mut row: Vec<String> = vec![reference, title, String::new(), date.clone(), PAPER.into()];
            row.extend([page.to_string(), "社区".into()]);
            row.extend(match photo {
                true => [String::new(), caption, "李敏".into()],
                false => [body, String::new(), String::new()],
            });
            Written { row, photo }
        })
        .collect()
}

/// Writes the issues as pages of text, with their pictures by number.
fn write_pages(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    for day in 0..days() {
        for page in 1..=2 {
            let items = items_of(day, page);
            let date = &items[0].row[3];
            let part = |range: std::ops::Range<usize>| date.get(range).expect("eight digits");
            let mut page_text =
                format!("{PAPER} {}年{}月{}日 第{page}版：社区\n\n", part(0..4), part(4..6), part(6..8));
            for Written { row, photo } in &items {
                page_text += &match photo {
                    true => format!("{}\n\n{} {} 摄\n\n", row[1], row[8], row[9]),
                    false => format!("{}\n\n{}\n\n", row[1], row[7].replace('\n', "\n\n")),
                };
            }
            let name = format!("{PAPER}_{date}_{page:02}");
            std::fs::write(folder.join(format!("{name}.txt")), page_text).expect("a page");
            picture(&folder.join(format!("{name}_图1.png")), (day * 2 + page) as u8);
        }
    }
}

/// Writes the issues as a catalogue, with their pictures by 档号.
fn write_catalogue(folder: &Path, workbook: bool) {
    let mut rows: Vec<Vec<String>> = vec![HEAD.map(str::to_owned).to_vec()];
    for day in 0..days() {
        for page in 1..=2 {
            for Written { row, photo } in items_of(day, page) {
                if photo {
                    picture(&folder.join(format!("{}.png", row[0])), (day * 2 + page) as u8);
                }
                rows.push(row);
            }
        }
    }
    if !workbook {
        std::fs::write(folder.join("目录.csv"), csv(&rows)).expect("a catalogue");
        return;
    }
    let cells = |row: &Vec<String>| row.iter().map(|cell| text(cell)).collect::<Vec<Cell>>();
    std::fs::write(folder.join("目录.xlsx"), xlsx(&rows.iter().map(cells).collect::<Vec<_>>()))
        .expect("a workbook");
}

/// What a store says, in no order.
fn said(folder: &Path) -> BTreeSet<String> {
    let store = Store::open_or_create(&folder.with_extension("jiuwen")).expect("a store");
    let request =
        Request { paths: vec![folder.to_owned()], decision: Decision::default(), ..Request::default() };
    import_files(&store, &request, &Cancel::default(), |_| {}).expect("an import");
    let articles = store.read(|r| {
        let mut said = BTreeSet::new();
        for id in r.articles_shown()? {
            let article = r.article(id)?;
            let people: BTreeSet<String> =
                r.article_people(id)?.into_iter().map(|one| format!("{:?} {}", one.role, one.name)).collect();
            let mut photos = Vec::new();
            for photo in r.article_photos(id)? {
                let bytes = r.photo_bytes(photo.id)?;
                photos.push((photo.caption, photo.photographer, photo.credit, photo.width, bytes));
            }
            said.insert(format!(
                "{} {} {} {:?} {:?} {} {:?} {people:?} {photos:?} {:?} {}",
                article.paper,
                article.date,
                article.page,
                article.page_name,
                article.kind,
                article.headline,
                article.paragraphs,
                article.section_heads,
                article.incomplete,
            ));
        }
        Ok(said)
    });
    articles.expect("articles")
}

#[test]
fn a_catalogue_with_its_pictures_gives_the_store_that_its_pages_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let [pages, table, workbook] = ["pages", "csv", "xlsx"].map(|name| folder.path().join(name));
    write_pages(&pages);
    write_catalogue(&table, false);
    write_catalogue(&workbook, true);
    let (pages, table, workbook) = (said(&pages), said(&table), said(&workbook));
    assert_eq!(pages.len(), days() * 6);
    let first = pages.difference(&table).next();
    assert!(first.is_none(), "{first:?}\n{:?}", table.difference(&pages).next());
    assert_eq!((&pages, &pages), (&table, &workbook));
    println!("{} items of {} days are the same as text, CSV and XLSX", pages.len(), days());
}
