//! Pictures of the map for areas of many shapes, to be looked at: they are written below the temporary folder and
//! compared with nothing. `cargo test --features pixels --test pixels -- --ignored maps`

use std::path::{Path, PathBuf};

use egui_kittest::kittest::Queryable;
use jiuwen::app::Start;
use jiuwen::import::Gazetteer;
use jiuwen::model::{PlaceCode, PlaceLevel};

use super::window;

/// Areas with few and many streets, with few and many communities, with long names.
const AREAS: [(&str, &str); 10] = [
    ("410403", "12-weidong"),
    ("130271", "02-lutai"),
    ("130773", "04-saibei"),
    ("533324", "05-gongshan"),
    ("150423", "13-balin-long"),
    ("110105", "43-chaoyang"),
    ("500154", "40-kaizhou"),
    ("310115", "42-pudong"),
    ("370481", "21-tengzhou-dense"),
    ("511381", "28-bare"),
];

/// A store of an area with made-up news of its places, the first ones in the news more often.
fn store_of(area: &str, bare: bool, folder: &Path) -> PathBuf {
    let list = Gazetteer::national().expect("the list");
    let code = PlaceCode::parse(area).expect("a code");
    let places = list.area(code);
    let below = |level| {
        places.iter().filter(|p| p.code.level() == level && p.code.is_within(code)).collect::<Vec<_>>()
    };
    let streets = below(PlaceLevel::Street);
    let cells = if bare { Vec::new() } else { below(PlaceLevel::Community) };
    let mut text = String::new();
    let mut seed = 7u64;
    for number in 0..400 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = (seed >> 33) as f32 / (1u64 << 31) as f32;
        let pick = |count: usize| ((random * random * count as f32) as usize * 31) % count.max(1);
        let named = match cells.get(pick(cells.len())) {
            Some(cell) => {
                let street = streets.iter().find(|street| cell.code.is_within(street.code));
                format!("{}{}", street.map(|street| street.name.as_str()).unwrap_or_default(), cell.name)
            }
            None => streets.get(pick(streets.len())).map(|street| street.name.clone()).unwrap_or_default(),
        };
        text.push_str(&format!(
            "夜校第{number}期开班\n\n　　本报讯（记者 李博）12月8日，{named}的夜校开了第{number}期班，居民来听课。\n\n"
        ));
    }
    let page = folder.join("试刊_20151209_03.txt");
    std::fs::write(&page, text).expect("a page");
    let store = folder.join("map.jiuwen");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_jiuwen"));
    program.args(["import", "--paper", "试刊", "--store"]).arg(&store).arg(&page);
    if bare {
        // An area of which nobody knows the communities.
        let streets: Vec<_> = places.into_iter().filter(|p| p.code.level() <= PlaceLevel::Street).collect();
        let store = jiuwen::store::Store::open_or_create(&store).expect("a store");
        store.write(|w| w.set_area(code, &streets)).expect("places");
    } else {
        program.args(["--area", area]);
    }
    let status = program.stdout(std::process::Stdio::null()).status();
    assert!(status.expect("the program").success());
    store
}

#[test]
#[ignore = "pictures to be looked at"]
fn maps_of_ten_areas() {
    let out = std::env::temp_dir().join("jiuwen-maps");
    std::fs::create_dir_all(&out).expect("a folder");
    let only = std::env::var("MAP_AREA").ok();
    for (area, name) in AREAS.iter().filter(|(area, _)| only.as_deref().is_none_or(|only| only == *area)) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store_of(area, name.ends_with("bare"), folder.path());
        for (size, scale, theme) in [
            ([1280.0, 720.0], 1.0, egui::Theme::Light),
            ([1440.0, 900.0], 1.0, egui::Theme::Dark),
            ([1440.0, 900.0], 2.0, egui::Theme::Light),
        ] {
            let start = Start { files: vec![store.clone()], ..Start::default() };
            let mut window = window(size, scale, theme, start);
            let save = |window: &mut egui_kittest::Harness<_>, what: &str| {
                let image = window.render().expect("a picture");
                let file = format!("{name}-{}-{scale}-{theme:?}-{what}.png", size[0]);
                image.save(out.join(file)).expect("a picture");
            };
            save(&mut window, "side");
            window.get_by_role_and_label(egui::accesskit::Role::Button, "放大地图").click();
            window.run_steps(6);
            save(&mut window, "large");
        }
    }
}

/// Boundaries that nobody drew: streets as slices of a circle with bent edges, cut in rings for their communities.
fn invented(area: &str) -> String {
    let code = PlaceCode::parse(area).expect("a code");
    let places = Gazetteer::national().expect("the list").area(code);
    let below = |of: PlaceCode, level| {
        places.iter().filter(move |p| p.code.level() == level && p.code.is_within(of)).collect::<Vec<_>>()
    };
    let streets = below(code, PlaceLevel::Street);
    let point = |turn: f64, far: f64| {
        let bent = turn + 0.12 * (far * 9.0).sin();
        let far = far * (1.0 + 0.15 * (turn * 5.0).sin());
        format!("[{:.5},{:.5}]", 113.3 + 0.2 * far * bent.cos(), 33.7 + 0.15 * far * bent.sin())
    };
    let mut features = Vec::new();
    for (at, street) in streets.iter().enumerate() {
        let (from, to) = (at as f64, at as f64 + 1.0);
        let turn = |part: f64| (from + (to - from) * part) / streets.len() as f64 * std::f64::consts::TAU;
        let mut add = |code: PlaceCode, near: f64, far: f64| {
            let steps = (0..=30).map(|step| f64::from(step) / 30.0);
            let mut ring: Vec<String> = steps.clone().map(|part| point(turn(part), far)).collect();
            ring.extend(steps.clone().map(|part| point(turn(1.0), far + (near - far) * part)));
            ring.extend(steps.clone().map(|part| point(turn(1.0 - part), near)));
            ring.extend(steps.map(|part| point(turn(0.0), near + (far - near) * part)));
            features.push(format!(
                r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}"#,
                ring.join(",")
            ));
        };
        add(street.code, 0.15, 1.0);
        let cells = below(street.code, PlaceLevel::Community);
        for (at, cell) in cells.iter().enumerate().filter(|_| (from as usize).is_multiple_of(3)) {
            let far = |at: usize| 0.15 + 0.85 * at as f64 / cells.len() as f64;
            add(cell.code, far(at), far(at + 1));
        }
    }
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[test]
#[ignore = "pictures to be looked at"]
fn boundaries_of_an_area() {
    let out = std::env::temp_dir().join("jiuwen-maps");
    std::fs::create_dir_all(&out).expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_of("410403", false, folder.path());
    let file = folder.path().join("b.geojson");
    std::fs::write(&file, invented("410403")).expect("a file");
    let bytes = std::fs::read(&file).expect("a file");
    let opened = jiuwen::store::Store::open(&store).expect("a store");
    opened.write(|w| w.set_boundaries("b.geojson", &[0; 32], &bytes)).expect("boundaries");
    drop(opened);
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        let mut window =
            window([1280.0, 720.0], 1.0, theme, Start { files: vec![store.clone()], ..Start::default() });
        let save = |window: &mut egui_kittest::Harness<_>, what: &str| {
            let image = window.render().expect("a picture");
            image.save(out.join(format!("boundaries-{theme:?}-{what}.png"))).expect("a picture");
        };
        save(&mut window, "side");
        window.get_by_role_and_label(egui::accesskit::Role::Button, "放大地图").click();
        window.run_steps(6);
        save(&mut window, "large");
    }
}
