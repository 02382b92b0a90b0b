//! The lane of event dates: against a plain look at every article, and in the window.

use std::collections::BTreeSet;
use std::path::Path;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use jiuwen::model::{ArticleId, Certainty, DateRange, DateRanges, ItemKind, TimeUnit};
use jiuwen::query::{Bar, Events, Filter, Selection};
use jiuwen::store::{Search, Store};

use crate::support::archive;
use crate::window::{Window, click, sample_window, sees, sees_not, settle};
use crate::window_timeline::drag;

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

#[test]
fn a_filter_by_event_dates_passes_what_the_bars_of_those_days_count() {
    let store = sample();
    let all = store.read(|r| r.articles_shown()).expect("articles");
    let archive = archive(&store);
    let counts = store.search(|reader, index| {
        let all = index.ids(reader, &index.all())?;
        Ok(archive.events(reader)?.counts(&all))
    });
    let counts = counts.expect("counts");
    let span = counts.span().expect("events");
    let passing = |days: DateRanges| {
        let filter = Filter { events: days, ..Filter::default() };
        let found = store.search(|reader, index| {
            let search = Search { reader, index, wanted: &|| true };
            let hits = Selection::new(&search, &archive, &filter)?.expect("wanted").hits();
            let ids = index.ids(reader, &hits)?;
            let among = |id: &ArticleId| u32::try_from(id.0).is_ok_and(|id| ids.contains(id));
            Ok(all.iter().copied().filter(among).collect::<BTreeSet<_>>())
        });
        found.expect("articles")
    };
    for unit in TimeUnit::ALL {
        let bars: Vec<DateRange> = counts.bars(unit, span).map(|(range, _)| range).collect();
        let mut two: Option<DateRange> = None;
        for range in bars {
            let speaking = speaking_of(&store, &all, unit, range);
            if unit == TimeUnit::Day && speaking.is_empty() {
                continue;
            }
            assert_eq!(passing(range.into()), speaking, "{unit:?} {range:?}");
            // Further stretches pass what either of them does.
            if let Some(other) = two.replace(range) {
                let either = passing(DateRanges::of([other, range]));
                assert!(speaking.is_subset(&either) && passing(other.into()).is_subset(&either));
            }
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

#[test]
fn bars_of_the_lane_choose_event_dates_and_the_chosen_days_change_their_meaning() {
    let mut window = sample_window();
    click(&mut window, Role::Button, "下面加一行：按事发日期");
    let named = |window: &Window, begins: &str| {
        let mut bars = window.get_all_by_role(Role::Button);
        let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
        bars.find(|node| label(node).starts_with(begins)).map(|node| (node.rect().center(), label(&node)))
    };
    let (at, said) = named(&window, "事发 2013-06：共 ").expect("a bar");
    let passing: u32 = said.split(['：', ' ']).filter_map(|word| word.parse().ok()).next().expect("a count");
    drag(&mut window, at, at, egui::Modifiers::NONE);
    window.get_by_role_and_label(Role::Button, "去掉条件 事发 2013-06");
    sees(&window, &format!("{passing} 篇"));
    // The lane counts without itself, the bars above with it.
    let (_, other) = named(&window, "事发 2014-").expect("a bar");
    assert!(!other.ends_with("，命中 0 篇"), "{other}");
    // Those days as days of print, and back.
    let swap = |window: &mut Window| {
        window.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::E);
        settle(window);
    };
    swap(&mut window);
    window.get_by_role_and_label(Role::Button, "去掉条件 2013-06");
    swap(&mut window);
    click(&mut window, Role::Button, "去掉条件 事发 2013-06");
    sees_not(&window, "去掉条件");
    // Where nothing is chosen nothing changes.
    swap(&mut window);
    sees_not(&window, "去掉条件");
}
