//! What a frame of the map costs: `cargo test --release --lib frame_of_the_map -- --ignored --nocapture`

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use egui::{Context, RawInput, Rect, pos2, vec2};

use super::camera::Camera;
use super::layout::Layout;
use super::model::{Model, Spot, Street};
use super::{Detail, Scene};
use crate::model::{Arrangement, PlaceCode};
use crate::query::PlaceCounts;

fn spot(code: i64, name: &str) -> Spot {
    let code = PlaceCode::from_number(code).expect("a code");
    Spot { code, name: name.to_owned(), short: name.to_owned() }
}

fn forty_by_forty() -> Model {
    let name = |at: i64| {
        let han = |at: i64| char::from_u32(0x4e00 + (at % 3000) as u32).unwrap_or('?');
        [han(at * 7), han(at * 13 + 5), han(at * 29 + 1)].iter().collect::<String>()
    };
    let street = |street: i64| {
        let code = 410_403_001 + street;
        let cells = (1..=40).map(|cell| spot(code * 1000 + cell, &name(street * 40 + cell))).collect();
        Street { spot: spot(code, &name(street)), cells }
    };
    Model { streets: (0..40).map(street).collect(), ..Model::default() }
}

#[test]
#[ignore = "a measurement"]
fn a_frame_of_the_map_of_forty_streets() {
    let ctx = Context::default();
    crate::ui::install_fonts(&ctx);
    crate::ui::theme::apply(&ctx);
    let model = forty_by_forty();
    let by_code: HashMap<PlaceCode, u32> = model
        .streets
        .iter()
        .flat_map(|street| street.cells.iter().chain([&street.spot]))
        .zip(0..)
        .map(|(spot, at)| (spot.code, at % 50))
        .collect();
    let counts = PlaceCounts { all: Arc::new(by_code.clone()), by_code, unplaced: 0, undecided: 0 };
    let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1900.0, 1000.0));
    for (what, room, zoom) in [
        ("side", vec2(246.0, 240.0), 1.0),
        ("large", vec2(1880.0, 960.0), 1.0),
        ("names", vec2(1880.0, 960.0), 1.6),
    ] {
        let layout = Layout::new(&model.for_layout(), &Arrangement::default(), room);
        let place = Rect::from_min_size(pos2(10.0, 10.0), room);
        let mut times = Vec::new();
        let mut drawn = (Detail::Far, 0, 0);
        for frame in 0..60 {
            let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
            let mut paint = 0.0;
            let output = ctx.run_ui(input, |ui| {
                let started = Instant::now();
                let camera = Camera::default().zoomed(place, place.center(), zoom, 9.0, layout.rect());
                let scene =
                    Scene::new(&model, (&layout, None, layout.rect()), camera.on(place), &counts, false);
                let painter = ui.painter().with_clip_rect(place);
                scene.paint(ui, &painter, &[model.streets[3].spot.code], None, None);
                drawn.0 = scene.detail;
                paint = started.elapsed().as_secs_f64() * 1000.0;
            });
            drawn.1 = output.shapes.len();
            let started = Instant::now();
            let meshes = ctx.tessellate(output.shapes, 1.0);
            drawn.2 = meshes.len();
            // The first frames draw glyphs into the atlas.
            if frame > 10 {
                times.push((paint, started.elapsed().as_secs_f64() * 1000.0));
            }
        }
        times.sort_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)));
        let (paint, tessellation) = times[times.len() / 2];
        println!("{what}: {drawn:?} paint {paint:.2} ms, tessellation {tessellation:.2} ms");
    }
}
