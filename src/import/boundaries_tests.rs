use super::*;
use crate::import::read_geojson;
use crate::model::PlaceOrigin;

fn place(code: &str, name: &str) -> Place {
    let (name, official) = (name.to_owned(), name.to_owned());
    let code = PlaceCode::parse(code).expect("a code");
    Place { code, name, official, origin: PlaceOrigin::List, aliases: Vec::new() }
}

fn places() -> Vec<Place> {
    [
        ("410403", "卫东区"),
        ("410403001", "东安路街道"),
        ("410403001001", "程庄社区"),
        ("410403002", "优越路街道"),
        ("410403002001", "程庄社区"),
        ("410404001", "别处街道"),
    ]
    .map(|(code, name)| place(code, name))
    .to_vec()
}

fn square(x: f64, y: f64, side: f64) -> Ring {
    vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
}

fn feature(properties: &[(&str, &str)], polygon: Vec<Ring>) -> Feature {
    let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    Feature { properties: properties.iter().map(pair).collect(), polygons: vec![polygon] }
}

fn area() -> PlaceCode {
    PlaceCode::parse("410403").expect("a code")
}

#[test]
fn areas_are_matched_by_code_by_name_and_by_the_street_that_is_named_with_them() {
    let one = || vec![square(113.0, 33.0, 1.0)];
    let features = [
        feature(&[("code", "410403001000")], one()),
        feature(&[("街道", "优越路街道"), ("社区", "程庄社区")], one()),
        feature(&[("NAME", "程庄社区")], one()),
        feature(&[("NAME", "别处街道")], one()),
        feature(&[("x", "7")], one()),
        feature(&[], one()),
    ];
    let found = Boundaries::new(&features, &places(), area());
    let codes: Vec<String> = found.shapes.iter().map(|shape| shape.code.to_string()).collect();
    assert_eq!(codes, ["410403001", "410403002001"]);
    assert_eq!(found.unmatched, ["程庄社区", "别处街道", "7", "第 6 块"]);
}

#[test]
fn a_ring_with_a_hole_is_cut_around_it_and_named_beside_it() {
    let hole = square(113.4, 33.4, 0.2);
    let features = [feature(&[("code", "410403001")], vec![square(113.0, 33.0, 1.0), hole])];
    let found = Boundaries::new(&features, &places(), area());
    let shape = &found.shapes[0];
    let at = |triangle: &[u32], corner: usize| shape.vertices[triangle[corner] as usize];
    let area: f32 = shape
        .triangles
        .chunks(3)
        .map(|triangle| {
            let [a, b, c] = [0, 1, 2].map(|corner| at(triangle, corner));
            ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
        })
        .sum();
    let all = found.size[0] * found.size[1];
    assert!((area / all - 0.96).abs() < 0.01, "{area} of {all}");
    assert!((found.size[0] - 33.5f32.to_radians().cos()).abs() < 0.01, "degrees are narrower in the north");
    let middle = [found.size[0] / 2.0, found.size[1] / 2.0];
    assert_eq!(found.at(middle), None, "nobody lives in the hole");
    assert_eq!(found.at([0.01, 0.01]), Some(shape.code));
    assert!(shape.contains(shape.middle.0) && shape.middle.1 > 0.1);
}

#[test]
fn very_many_points_become_a_number_that_can_be_drawn() {
    let ring: Ring = (0..300_000)
        .map(|at| {
            let turn = f64::from(at) / 300_000.0 * std::f64::consts::TAU;
            let far = 1.0 + 0.1 * (turn * 5000.0).sin();
            [113.0 + turn.cos() * far, 33.0 + turn.sin() * far]
        })
        .collect();
    let found = Boundaries::new(&[feature(&[("code", "410403001")], vec![ring])], &places(), area());
    let drawn: usize = found.shapes.iter().map(|shape| shape.vertices.len()).sum();
    assert!((100..=2 * MOST_POINTS).contains(&drawn), "{drawn}");
}

#[test]
fn a_file_with_nothing_of_the_area_gives_no_shapes() {
    let text = r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}}"#;
    let features = read_geojson(text.as_bytes()).expect("an area");
    assert!(Boundaries::new(&features, &places(), area()).shapes.is_empty());
    assert_eq!(
        Boundaries::new(&[], &places(), area()),
        Boundaries { size: [0.0, 0.0], ..Boundaries::default() }
    );
}
