//! Areas of a GeoJSON file as a map draws them: matched with the places of the store, projected, thinned out, cut into
//! triangles, each with a point for its name.

use std::collections::{BTreeMap, HashMap, HashSet};

use earcut::Earcut;

use crate::model::{Place, PlaceCode, PlaceLevel};

use super::{Feature, Ring};

/// The most points that are drawn: what is nearer than a grid tells apart falls together.
const MOST_POINTS: usize = 60_000;
/// The finest grid, in parts of the longer side.
const FINEST: f64 = 16_384.0;
const COARSEST: f64 = 512.0;
/// How many points of a ring tell where its name stands.
const POINTS_FOR_NAME: usize = 600;
/// Properties that hold names, before any others.
const NAME_KEYS: [&str; 8] = ["name", "名称", "mc", "xzmc", "xzqmc", "街道", "社区", "乡镇"];

/// A point of the map: x to the east, y to the south, the longer side of all being 1.
pub type Point = [f32; 2];

/// The boundaries of places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boundaries {
    /// Streets first, then what lies in them.
    pub shapes: Vec<Shape>,
    /// Width and height of all.
    pub size: Point,
    /// What the file calls those that are no places of the store.
    pub unmatched: Vec<String>,
    by_code: HashMap<PlaceCode, usize>,
    /// Streets of which a community has a boundary too.
    divided: HashSet<PlaceCode>,
}

/// The boundary of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Whose.
    pub code: PlaceCode,
    /// Its rings, outer ones and holes: a point is inside that lies in an odd number of them.
    pub rings: Vec<Vec<Point>>,
    /// The points of its triangles.
    pub vertices: Vec<Point>,
    /// Three of them each.
    pub triangles: Vec<u32>,
    /// The point that is farthest from its boundary, and how far that is.
    pub middle: (Point, f32),
    /// Its corners.
    pub bounds: (Point, Point),
}

impl Boundaries {
    /// Matches areas with places and prepares them; several of one place are one.
    pub fn new(features: &[Feature], places: &[Place], area: PlaceCode) -> Self {
        let names = Names::new(places, area);
        let mut found: BTreeMap<PlaceCode, Vec<&Vec<Ring>>> = BTreeMap::new();
        let mut unmatched = Vec::new();
        for (at, feature) in features.iter().enumerate() {
            match names.place_of(feature) {
                Some(code) => found.entry(code).or_default().extend(&feature.polygons),
                None => unmatched.push(called(feature, at)),
            }
        }
        // The outline of the area itself would hide what lies in it.
        if found.keys().any(|code| code.level() > PlaceLevel::Area) {
            found.retain(|code, _| code.level() > PlaceLevel::Area);
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(code, _)| (code.level(), *code));
        let projection = Projection::of(found.iter().flat_map(|(_, polygons)| polygons.iter().copied()));
        let points: usize =
            found.iter().flat_map(|(_, polygons)| polygons.iter().copied().flatten()).map(Vec::len).sum();
        let mut grid = FINEST;
        let mut shapes = projection.shapes(&found, grid, 1);
        let drawn = |shapes: &[Shape]| shapes.iter().map(|shape| shape.vertices.len()).sum::<usize>();
        while drawn(&shapes) > MOST_POINTS && grid > COARSEST {
            grid /= 2.0;
            shapes = projection.shapes(&found, grid, 1);
        }
        if drawn(&shapes) > 2 * MOST_POINTS {
            shapes = projection.shapes(&found, grid, points.div_ceil(MOST_POINTS));
        }
        for shape in &mut shapes {
            shape.cut();
        }
        let by_code = shapes.iter().enumerate().map(|(at, shape)| (shape.code, at)).collect();
        let communities = shapes.iter().filter(|shape| shape.code.level() == PlaceLevel::Community);
        let divided = communities.filter_map(|shape| shape.code.parent()).collect();
        Self { shapes, size: projection.size, unmatched, by_code, divided }
    }

    /// The shape of a place.
    pub fn shape(&self, code: PlaceCode) -> Option<&Shape> {
        self.by_code.get(&code).and_then(|at| self.shapes.get(*at))
    }

    /// Whether communities of a street have boundaries too.
    pub fn is_divided(&self, street: PlaceCode) -> bool {
        self.divided.contains(&street)
    }

    /// What lies at a point: a community rather than its street.
    pub fn at(&self, point: Point) -> Option<PlaceCode> {
        self.shapes.iter().rev().find(|shape| shape.contains(point)).map(|shape| shape.code)
    }
}

/// What a feature is told as.
fn called(feature: &Feature, at: usize) -> String {
    let named = named_first(feature).find(|value| !value.is_ascii());
    let any = feature.properties.first().map(|(_, value)| value.as_str());
    named.or(any).map_or_else(|| format!("第 {} 块", at + 1), str::to_owned)
}

/// The properties of a feature, those that hold names by their key first.
fn named_first(feature: &Feature) -> impl Iterator<Item = &str> {
    let is_name = |key: &str| NAME_KEYS.contains(&key.to_lowercase().as_str());
    let of = move |names: bool| feature.properties.iter().filter(move |(key, _)| is_name(key) == names);
    of(true).chain(of(false)).map(|(_, value)| value.as_str())
}

/// The places of an area by their codes and names.
struct Names<'a> {
    codes: HashMap<PlaceCode, &'a Place>,
    names: HashMap<&'a str, Vec<PlaceCode>>,
}

impl<'a> Names<'a> {
    fn new(places: &'a [Place], area: PlaceCode) -> Self {
        let mut names: HashMap<&str, Vec<PlaceCode>> = HashMap::new();
        let mut codes = HashMap::new();
        for place in places.iter().filter(|place| place.code.is_within(area)) {
            codes.insert(place.code, place);
            let all = [&place.name, &place.official].into_iter().chain(&place.aliases);
            for name in all {
                let known = names.entry(name.as_str()).or_default();
                if !known.contains(&place.code) {
                    known.push(place.code);
                }
            }
        }
        Self { codes, names }
    }

    /// By code where one is given, else by name; of one name in several streets that in a street it names.
    fn place_of(&self, feature: &Feature) -> Option<PlaceCode> {
        let values = || named_first(feature);
        // The lowest level that a property gives is the area's own; the others say where it lies.
        let by_code = values().filter_map(|value| self.code(value)).max_by_key(|code| code.level());
        if by_code.is_some() {
            return by_code;
        }
        let by_name = values().filter_map(|value| {
            let several = self.names.get(value)?;
            if let [code] = several[..] {
                return Some(code);
            }
            let is_in_a_named_street = |code: &&PlaceCode| {
                let street = code.parent().and_then(|street| self.codes.get(&street));
                street.is_some_and(|street| values().any(|other| other == street.name))
            };
            let mut left = several.iter().filter(is_in_a_named_street);
            left.next().filter(|_| left.next().is_none()).copied()
        });
        // Of a community and its street, both named, the community is meant; of two of a level the first.
        by_name.fold(None, |best: Option<PlaceCode>, code| match best {
            Some(best) if best.level() >= code.level() => Some(best),
            _ => Some(code),
        })
    }

    /// 410403001000 is the street 410403001, as tables of twelve digits write it.
    fn code(&self, text: &str) -> Option<PlaceCode> {
        let mut text = text;
        loop {
            if let Some(code) = PlaceCode::parse(text)
                && self.codes.contains_key(&code)
            {
                return Some(code);
            }
            text = text.strip_suffix("000").filter(|text| text.len() >= 6)?;
        }
    }
}

/// Degrees to the map: equirectangular at the middle latitude.
struct Projection {
    west: f64,
    north: f64,
    narrow: f64,
    scale: f64,
    size: Point,
}

impl Projection {
    fn of<'a>(polygons: impl Iterator<Item = &'a Vec<Ring>>) -> Self {
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        for point in polygons.flatten().flatten() {
            for (axis, part) in point.iter().enumerate() {
                low[axis] = low[axis].min(*part);
                high[axis] = high[axis].max(*part);
            }
        }
        let narrow = ((low[1] + high[1]) / 2.0).to_radians().cos().max(0.01);
        let (width, height) = ((high[0] - low[0]) * narrow, high[1] - low[1]);
        let scale = 1.0 / width.max(height).max(1e-9);
        let size = [(width * scale).max(0.0) as f32, (height * scale).max(0.0) as f32];
        Self { west: low[0], north: high[1], narrow, scale, size }
    }

    fn shapes(&self, found: &[(PlaceCode, Vec<&Vec<Ring>>)], grid: f64, every: usize) -> Vec<Shape> {
        let shape =
            |(code, polygons): &(PlaceCode, Vec<&Vec<Ring>>)| self.shape(*code, polygons, grid, every);
        found.iter().filter_map(shape).collect()
    }

    /// Points fall on a grid, the same for both sides of a boundary, so that no gap opens between them.
    fn ring(&self, ring: &Ring, grid: f64, every: usize) -> Vec<Point> {
        let on_grid = |[x, y]: &[f64; 2]| {
            let at = [(x - self.west) * self.narrow * self.scale, (self.north - y) * self.scale];
            at.map(|part| ((part * grid).round() / grid) as f32)
        };
        let mut points: Vec<Point> = ring.iter().step_by(every.max(1)).map(on_grid).collect();
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        points
    }

    fn shape(&self, code: PlaceCode, polygons: &[&Vec<Ring>], grid: f64, every: usize) -> Option<Shape> {
        let mut shape = Shape {
            code,
            rings: Vec::new(),
            vertices: Vec::new(),
            triangles: Vec::new(),
            middle: ([0.0; 2], 0.0),
            bounds: ([f32::MAX; 2], [f32::MIN; 2]),
        };
        for polygon in polygons {
            let rings: Vec<Vec<Point>> = polygon.iter().map(|ring| self.ring(ring, grid, every)).collect();
            if rings.first().is_none_or(|outer| outer.len() < 3) {
                continue;
            }
            shape.add(rings.into_iter().filter(|ring| ring.len() >= 3).collect());
        }
        (!shape.rings.is_empty()).then_some(shape)
    }
}

impl Shape {
    fn add(&mut self, rings: Vec<Vec<Point>>) {
        for point in rings.iter().flatten() {
            for (axis, part) in point.iter().enumerate() {
                self.bounds.0[axis] = self.bounds.0[axis].min(*part);
                self.bounds.1[axis] = self.bounds.1[axis].max(*part);
            }
        }
        self.vertices.extend(rings.iter().flatten());
        self.rings.extend(rings);
    }

    /// Cuts it into triangles and looks for the place of its name.
    fn cut(&mut self) {
        let mut earcut = Earcut::new();
        self.vertices.clear();
        let mut at = 0;
        while at < self.rings.len() {
            // Holes follow their ring and lie in it.
            let holes = self.rings[at + 1..].iter().take_while(|ring| is_in(&self.rings[at], ring)).count();
            let rings = &self.rings[at..=at + holes];
            let mut starts: Vec<u32> = Vec::new();
            let mut points: Vec<Point> = Vec::new();
            for ring in rings {
                if !points.is_empty() {
                    starts.push(points.len() as u32);
                }
                points.extend(ring);
            }
            let mut triangles: Vec<u32> = Vec::new();
            earcut.earcut(points.iter().copied(), &starts, &mut triangles);
            let first = self.vertices.len() as u32;
            self.triangles.extend(triangles.into_iter().map(|vertex| vertex + first));
            self.vertices.extend(points);
            at += holes + 1;
        }
        // Where a name stands need not be known to the last bend.
        let coarse = |ring: &Vec<Point>| {
            ring.iter().step_by(ring.len() / POINTS_FOR_NAME + 1).copied().collect::<Vec<_>>()
        };
        let coarse = Self { rings: self.rings.iter().map(coarse).collect(), ..self.clone() };
        self.middle = coarse.farthest();
    }

    /// Whether a point lies in it.
    pub fn contains(&self, point: Point) -> bool {
        let (low, high) = self.bounds;
        let beside = (0..2).any(|axis| point[axis] < low[axis] || point[axis] > high[axis]);
        !beside && self.rings.iter().filter(|ring| ring_has(ring, point)).count() % 2 == 1
    }

    /// The point in it that is farthest from its boundary: a coarse look, then ever finer ones around the best.
    fn farthest(&self) -> (Point, f32) {
        const SIDE: usize = 14;
        let (low, high) = self.bounds;
        let mut center = [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0];
        let mut half = [(high[0] - low[0]) / 2.0, (high[1] - low[1]) / 2.0];
        let mut best = (center, f32::MIN);
        for _ in 0..4 {
            for at in 0..SIDE * SIDE {
                let part = |at: usize| (at as f32 + 0.5) / SIDE as f32 * 2.0 - 1.0;
                let point = [center[0] + half[0] * part(at % SIDE), center[1] + half[1] * part(at / SIDE)];
                if self.contains(point) {
                    let far = self.distance(point);
                    if far > best.1 {
                        best = (point, far);
                    }
                }
            }
            center = best.0;
            half = half.map(|half| half / SIDE as f32 * 2.0);
        }
        (best.0, best.1.max(0.0))
    }

    fn distance(&self, point: Point) -> f32 {
        let edges = self.rings.iter().flat_map(|ring| edges(ring));
        edges.map(|(a, b)| to_edge(point, a, b)).fold(f32::MAX, f32::min).sqrt()
    }
}

/// Whether a ring is a hole of another: its first point that is not on it lies in it.
fn is_in(outer: &[Point], ring: &[Point]) -> bool {
    let off = ring.iter().find(|point| !outer.contains(point));
    off.is_some_and(|point| ring_has(outer, *point))
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn ring_has(ring: &[Point], [x, y]: Point) -> bool {
    let crosses = |(a, b): &(Point, Point)| {
        (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
    };
    edges(ring).filter(crosses).count() % 2 == 1
}

/// The square of the distance from a point to an edge.
fn to_edge(point: Point, a: Point, b: Point) -> f32 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length.max(1e-12);
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (a[0] + dx * along - point[0], a[1] + dy * along - point[1]);
    x * x + y * y
}

#[cfg(test)]
#[path = "boundaries_tests.rs"]
mod tests;
