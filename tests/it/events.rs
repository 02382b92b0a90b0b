//! The lane of event dates: against a plain look at every article, and in the window.

use std::collections::BTreeSet;
use std::path::Path;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::model::{ArticleId, Certainty, DateRange, ItemKind, TimeUnit};
use jiuwen::query::{Bar, Events, Filter, Selection};
use jiuwen::store::{Search, Store};

use crate::support::archive;
use crate::window::{Window, click, sample_window, sees};

fn sample() -> Store {
    jiuwen::jobs::open_sample_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("the sample")
}

/// The articles that speak of a time, looked up one by one.
fn speaking_of(store: &Store, ids: &[ArticleId], unit: TimeUnit, range: DateRange) -> BTreeSet<ArticleId> {
    let speaks = |id: &ArticleId| {
        let events = store.read(|r| r.article_events(*id)).expect("events");
        events.iter().any(|event| {
            let known = match event.certainty {
                Certainty::Day => true,
                Certainty::Month | Certainty::About => unit != TimeUnit::Day,
                Certainty::Year => unit == TimeUnit::Year,
            };
            known && range.contains(event.date)
        })
    };
    ids.iter().copied().filter(speaks).collect()
}

#[test]
fn bars_count_each_article_once_for_each_time_it_speaks_of() {
    let store = sample();
    let all = store.read(|r| r.articles_shown()).expect("articles");
    let archive = archive(&store);
    for filter in [Filter::default(), Filter { kind: Some(ItemKind::Photo), ..Filter::default() }] {
        let kind = filter.kind;
        let of_kind = |id: &ArticleId| {
            kind.is_none_or(|kind| store.read(|r| r.article(*id)).expect("an article").kind == kind)
        };
        let passing: Vec<ArticleId> = all.iter().copied().filter(of_kind).collect();
        let counts = store
            .search(|reader, index| {
                let search = Search { reader, index, wanted: &|| true };
                let selection = Selection::new(&search, &archive, &filter)?.expect("wanted");
                Ok(Events::load(reader)?.counts(&index.ids(reader, &selection.hits())?))
            })
            .expect("counts");
        let span = counts.span().expect("events");
        for unit in TimeUnit::ALL {
            let mut seen = 0;
            for (range, bar) in counts.bars(unit, span).filter(|(_, bar)| bar.all > 0) {
                let count = |ids: &[ArticleId]| {
                    u32::try_from(speaking_of(&store, ids, unit, range).len()).expect("few")
                };
                assert_eq!(bar, Bar { all: count(&all), passing: count(&passing) }, "{unit:?} {range:?}");
                seen += bar.all;
            }
            assert!(seen > 0, "{unit:?}");
        }
    }
}

/// What the bars of the lane say.
fn lane(window: &Window) -> Vec<String> {
    let words = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    };
    let labels = window.query_all_by_label_contains("：共 ").filter_map(words);
    labels.filter(|label| label.starts_with("事发 ")).collect()
}

#[test]
fn a_second_lane_tells_of_event_dates_and_goes_again() {
    let mut window = sample_window();
    assert!(lane(&window).is_empty());
    click(&mut window, Role::Button, "下面加一行：按事发日期");
    sees(&window, "按文中认出的事发日期计篇");
    let all = lane(&window);
    assert!(all.iter().any(|label| label.starts_with("事发 201")), "{all:?}");
    // A filter leaves all and takes what passes.
    click(&mut window, Role::Button, "照片");
    let photos = lane(&window);
    assert_eq!(photos.len(), all.len());
    assert!(photos.iter().any(|label| label.ends_with("，命中 0 篇")), "{photos:?}");
    click(&mut window, Role::Button, "收起事发日期那一行");
    assert!(lane(&window).is_empty());
}
