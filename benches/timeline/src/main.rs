//! What the timeline and the other views of one filter cost, without a display:
//! `cd benches/timeline && cargo run --release -- STORE [articles [days]]`
//!
//! A STORE that does not exist is made. Three parts: counts beside SQL, the way from an event to the frame that shows
//! them, frames beside egui's demo. A frame is a pass of the user interface and its tessellation; what the graphics
//! card does is no part of it.

mod answer;
mod counts;
mod filters;
mod frames;
mod store;

use std::path::PathBuf;

use anyhow::{Context, Result};
use jiuwen::query::Archive;
use jiuwen::store::Store;

/// Filters of each sort.
const EACH: usize = 7;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().context("timeline STORE [articles [days]]")?);
    let articles = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let days = arguments.next().map_or(Ok(20_000), |text| text.parse())?;
    if !path.exists() {
        store::make(&path, articles, days)?;
    }
    let (places, span, words) = {
        let store = Store::open(&path)?;
        let archive = store.search(|reader, index| Archive::load(reader, index))?;
        let span = store.search(|_, index| {
            let days = index.by_day(&index.all());
            Ok(jiuwen::query::DayCounts::new(&days, &days).span())
        })?;
        (archive.places().to_vec(), span.context("articles")?, words(&store)?)
    };
    let sorts = filters::sorts(&words, &places, span, EACH)?;
    counts::measure(&path, &sorts)?;
    answer::measure(&path, &sorts)?;
    frames::measure(&path)
}

/// Words of two characters of every frequency, from headlines all over the store.
fn words(store: &Store) -> Result<Vec<String>> {
    let headlines = store.search(|reader, index| {
        let newest = index.newest(reader, &index.all(), usize::MAX)?;
        let step = (newest.len() / 200).max(1);
        newest
            .iter()
            .step_by(step)
            .map(|hit| reader.headline(hit.id))
            .collect::<jiuwen::store::Result<Vec<_>>>()
    })?;
    let mut words = Vec::new();
    for headline in headlines {
        let word: String = headline.chars().skip(2).take(2).collect();
        if word.chars().count() == 2 && word.chars().all(jiuwen::text::is_han) && !words.contains(&word) {
            words.push(word);
        }
    }
    Ok(words)
}
