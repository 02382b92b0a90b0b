//! A newspaper archive that never was, in the store's own tables: any number of articles over any number of days.

use std::path::Path;

use anyhow::{Context, Result};
use fastrand::Rng;
use jiuwen::model::{Place, PlaceCode, PlaceOrigin, day_number, day_of_number};
use jiuwen::store::Store;
use rusqlite::{Connection, params};

/// The streets of the area, and the communities of each: 240 together.
const STREETS: i64 = 12;
const COMMUNITIES: i64 = 20;
const AREA: i64 = 330_302;
const PAPERS: [&str; 4] = ["晨光报", "鹿城报", "江心周刊", "民声报"];
/// Words of two characters, the first the most frequent.
pub const WORDS: usize = 4000;

/// The words of the archive.
pub fn words() -> Vec<String> {
    let mut rng = Rng::with_seed(1);
    let mut han = || char::from_u32(rng.u32(0x4e00..0x5a00)).unwrap_or('一');
    (0..WORDS).map(|_| [han(), han()].into_iter().collect()).collect()
}

/// The code of a community by its number.
pub fn community(number: i64) -> i64 {
    (AREA * 1000 + 1 + number / COMMUNITIES) * 1000 + 1 + number % COMMUNITIES
}

fn places() -> Result<Vec<Place>> {
    let place = |code: i64, name: String| -> Result<Place> {
        let code = PlaceCode::from_number(code).context("a code")?;
        Ok(Place { code, official: name.clone(), name, aliases: Vec::new(), origin: PlaceOrigin::List })
    };
    let mut places = vec![place(AREA, "鹿城区".to_owned())?];
    for street in 0..STREETS {
        places.push(place(AREA * 1000 + 1 + street, format!("第{street}街道"))?);
    }
    for number in 0..STREETS * COMMUNITIES {
        places.push(place(community(number), format!("社区{number}"))?);
    }
    Ok(places)
}

/// Makes the store where there is none, with its index.
pub fn make(path: &Path, articles: u32, days: u32) -> Result<()> {
    let begun = std::time::Instant::now();
    let store = Store::open_or_create(path)?;
    let area = PlaceCode::from_number(AREA).context("a code")?;
    let places = places()?;
    store.write(|w| w.set_area(area, &places))?;
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "synchronous", "off")?;
    let transaction = connection.unchecked_transaction()?;
    base(&transaction)?;
    let (words, mut rng) = (words(), Rng::with_seed(2));
    let first = day_number("1960-01-01".parse()?);
    let mut text = String::new();
    for number in 0..articles {
        let day = i64::from(number) * i64::from(days) / i64::from(articles);
        let page = 2 * day + i64::from(number % 2);
        // 晨光报 comes every day, the others take turns.
        let paper = if number % 2 == 0 { 0 } else { 1 + day % 3 };
        transaction
            .prepare_cached("INSERT OR IGNORE INTO issue (id, paper_id, date) VALUES (?1, ?2, ?3)")?
            .execute((page, paper, day_of_number(first + day as i32).to_string()))?;
        transaction
            .prepare_cached("INSERT OR IGNORE INTO page VALUES (?1, ?1, '1', NULL)")?
            .execute([page])?;
        transaction
            .prepare_cached("INSERT OR IGNORE INTO page_version VALUES (?1, ?1, 1, ?1, 1, 1, '2026')")?
            .execute([page])?;
        article(&transaction, number, page, &words, &mut text, &mut rng)?;
    }
    transaction.commit()?;
    drop(connection);
    store.index_all(&mut |_| true)?;
    store.settle();
    println!("made {} in {:.0} s", path.display(), begun.elapsed().as_secs_f64());
    Ok(())
}

fn base(connection: &Connection) -> Result<()> {
    for (id, name) in PAPERS.iter().enumerate() {
        connection.execute("INSERT INTO paper VALUES (?1, ?2)", params![id, name])?;
    }
    for id in 0..2000 {
        connection.execute("INSERT INTO person VALUES (?1, ?2)", params![id, format!("记者{id}")])?;
    }
    connection.execute_batch(
        "INSERT INTO source VALUES (1, 'x.txt',
           x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'text/plain', NULL, '2026', x'')",
    )?;
    Ok(())
}

/// A few frequent things and many rare ones, as words, places and names are.
fn rank(rng: &mut Rng, of: usize) -> usize {
    ((of as f64).powf(rng.f64()) as usize).saturating_sub(1).min(of - 1)
}

fn article(
    connection: &Connection,
    number: u32,
    page: i64,
    words: &[String],
    text: &mut String,
    rng: &mut Rng,
) -> Result<()> {
    let is_photo = number % 20 == 7;
    let mut some = |text: &mut String, count: usize| {
        text.clear();
        for _ in 0..count {
            text.push_str(&words[rank(rng, words.len())]);
        }
    };
    some(text, 8);
    let headline = text.clone();
    some(text, if is_photo { 0 } else { 30 });
    let kind = if is_photo { "photo" } else { "article" };
    connection
        .prepare_cached(
            "INSERT INTO article VALUES (?1, ?2, ?3, ?4, 0, 1, 1, NULL, ?5, NULL, ?6, '', NULL, NULL, NULL)",
        )?
        .execute((number, page, number, kind, headline, &*text))?;
    if is_photo {
        some(text, 15);
        let insert = "INSERT INTO photo (article_id, ordinal, caption) VALUES (?1, 0, ?2)";
        connection.prepare_cached(insert)?.execute((number, &*text))?;
    }
    let role = if is_photo { "photographer" } else { "reporter" };
    connection.prepare_cached("INSERT INTO article_person VALUES (?1, 0, ?2, ?3)")?.execute((
        number,
        rank(rng, 2000),
        role,
    ))?;
    let named = rng.usize(0..5).saturating_sub(2);
    for at in 0..named {
        let code = community(rank(rng, (STREETS * COMMUNITIES) as usize) as i64);
        connection
            .prepare_cached("INSERT INTO place_mention VALUES (?1, ?2, 'body', 0, ?3, 2)")?
            .execute((number, code, at))?;
    }
    Ok(())
}
