//! Areas from a GeoJSON file (RFC 7946) of the staff's own: polygons with what is said of them, and nothing else of it.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use thiserror::Error;

/// The largest file: the boundaries of a county in every bend are some megabytes.
pub const MAX_GEOJSON_BYTES: usize = 64 << 20;
/// The most points, and the most objects: what is in memory while it is read stays below 200 MB.
const MAX_POINTS: usize = 3_000_000;
const MAX_OBJECTS: usize = 300_000;
/// The longest property that can be a name or a code.
const MAX_PROPERTY_CHARS: usize = 64;

/// Why a file gives no boundaries, and what to do about it.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum GeoJsonError {
    /// Over [`MAX_GEOJSON_BYTES`].
    #[error("文件太大（{0} MB，上限 64 MB）。请在地图软件里简化边界后再导出。")]
    TooLarge(usize),
    /// Too many points or objects.
    #[error("边界的点太多（上限 300 万个）。请在地图软件里简化边界后再导出。")]
    TooMany,
    /// Neither UTF-8 nor an encoding of Chinese.
    #[error("文件的编码认不出来。请另存为 UTF-8 编码的 GeoJSON。")]
    Encoding,
    /// No JSON.
    #[error("第 {0} 行不是 JSON，文件可能不完整或不是 GeoJSON。请重新导出。")]
    NotJson(usize),
    /// JSON of another shape.
    #[error("文件是 JSON，但不是 GeoJSON（第 {0} 行不合规定）。请从地图软件导出为 GeoJSON。")]
    NotGeoJson(usize),
    /// Metres instead of degrees.
    #[error("坐标不是经纬度（如 {0}）。请用 WGS84 经纬度（EPSG:4326）导出。")]
    NotDegrees(String),
    /// Only points and lines, or nothing.
    #[error("文件里没有面（Polygon、MultiPolygon），画不出边界。")]
    NoAreas,
}

/// A ring of longitudes and latitudes; its last point is not its first.
pub type Ring = Vec<[f64; 2]>;

/// What a file says of one area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feature {
    /// Its id and properties that are short texts or whole numbers, in the order of the file.
    pub properties: Vec<(String, String)>,
    /// Polygons: the outer ring, then holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// Reads the areas of a file.
///
/// # Errors
/// [`GeoJsonError`].
pub fn read_geojson(bytes: &[u8]) -> Result<Vec<Feature>, GeoJsonError> {
    if bytes.len() > MAX_GEOJSON_BYTES {
        return Err(GeoJsonError::TooLarge(bytes.len() >> 20));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Every point opens a bracket and every object a brace: counted before anything is kept.
    let opened = |mark: u8| bytes.iter().filter(|byte| **byte == mark).count();
    if opened(b'[') > MAX_POINTS || opened(b'{') > MAX_OBJECTS {
        return Err(GeoJsonError::TooMany);
    }
    let object: Object = match std::str::from_utf8(bytes) {
        Ok(text) => parse(text)?,
        Err(_) => parse(&super::decode(bytes).map_err(|_| GeoJsonError::Encoding)?.text)?,
    };
    let mut features = Vec::new();
    object.gather(&mut features);
    features.retain_mut(|feature| {
        for polygon in &mut feature.polygons {
            tidy(polygon);
        }
        feature.polygons.retain(|polygon| !polygon.is_empty());
        !feature.polygons.is_empty()
    });
    let points = features.iter().flat_map(|feature| feature.polygons.iter().flatten().flatten());
    let beyond = |point: &&[f64; 2]| point[0].abs() > 360.0 || point[1].abs() > 90.0;
    if let Some([x, y]) = points.into_iter().find(beyond) {
        return Err(GeoJsonError::NotDegrees(format!("{x:.0}, {y:.0}")));
    }
    if features.is_empty() { Err(GeoJsonError::NoAreas) } else { Ok(features) }
}

fn parse(text: &str) -> Result<Object, GeoJsonError> {
    serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => GeoJsonError::NotGeoJson(error.line()),
        _ => GeoJsonError::NotJson(error.line()),
    })
}

/// Drops what encloses nothing: a point twice in a row, a ring of less than three points, holes of no ring.
fn tidy(polygon: &mut Vec<Ring>) {
    for ring in polygon.iter_mut() {
        ring.dedup();
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
    }
    if polygon.first().is_none_or(|outer| outer.len() < 3) {
        polygon.clear();
    }
    polygon.retain(|ring| ring.len() >= 3);
}

/// A feature collection, a feature or a geometry: what one has the others lack.
#[derive(Deserialize)]
struct Object {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    features: Vec<Object>,
    #[serde(default)]
    geometry: Option<Box<Object>>,
    #[serde(default)]
    geometries: Vec<Object>,
    #[serde(default)]
    coordinates: Nested,
    #[serde(default)]
    properties: Option<Properties>,
    #[serde(default)]
    id: Scalar,
}

impl Object {
    fn gather(self, features: &mut Vec<Feature>) {
        match self.kind.as_str() {
            "FeatureCollection" => {
                self.features.into_iter().for_each(|feature| feature.gather(features));
            }
            "Feature" => {
                let mut properties = Vec::new();
                properties.extend(self.id.0.map(|id| ("id".to_owned(), id)));
                properties.extend(self.properties.into_iter().flat_map(|properties| properties.0));
                let mut polygons = Vec::new();
                if let Some(geometry) = self.geometry {
                    geometry.polygons(&mut polygons);
                }
                features.push(Feature { properties, polygons });
            }
            _ => {
                let mut polygons = Vec::new();
                self.polygons(&mut polygons);
                features.push(Feature { properties: Vec::new(), polygons });
            }
        }
    }

    fn polygons(self, polygons: &mut Vec<Vec<Ring>>) {
        match self.kind.as_str() {
            "Polygon" => polygons.push(self.coordinates.rings()),
            "MultiPolygon" => polygons.extend(self.coordinates.list().into_iter().map(Nested::rings)),
            "GeometryCollection" => {
                self.geometries.into_iter().for_each(|geometry| geometry.polygons(polygons));
            }
            _ => {}
        }
    }
}

/// Coordinates of any depth. A point takes no list of its own.
#[derive(Default)]
enum Nested {
    #[default]
    Nothing,
    Number(f64),
    Point([f64; 2]),
    List(Vec<Nested>),
}

impl Nested {
    fn list(self) -> Vec<Nested> {
        if let Self::List(list) = self { list } else { Vec::new() }
    }

    fn rings(self) -> Vec<Ring> {
        let point = |nested: Nested| match nested {
            Self::Point(point) if point.iter().all(|number| number.is_finite()) => Some(point),
            _ => None,
        };
        self.list().into_iter().map(|ring| ring.list().into_iter().filter_map(point).collect()).collect()
    }
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestedVisitor)
    }
}

struct NestedVisitor;

impl<'de> Visitor<'de> for NestedVisitor {
    type Value = Nested;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Nested, E> {
        Ok(Nested::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_unit<E>(self) -> Result<Nested, E> {
        Ok(Nested::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Nested, A::Error> {
        let Some(first) = seq.next_element::<Nested>()? else { return Ok(Nested::List(Vec::new())) };
        if let Nested::Number(x) = first {
            let Some(Nested::Number(y)) = seq.next_element::<Nested>()? else {
                return Err(serde::de::Error::custom("a point of one number"));
            };
            // Heights tell nothing here.
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Nested::Point([x, y]));
        }
        let mut list = vec![first];
        while let Some(next) = seq.next_element::<Nested>()? {
            list.push(next);
        }
        Ok(Nested::List(list))
    }
}

/// A short text or a whole number; of anything else nothing is kept.
#[derive(Default)]
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("a property")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        let text = text.trim();
        let kept = !text.is_empty() && text.chars().nth(MAX_PROPERTY_CHARS).is_none();
        Ok(Scalar(kept.then(|| text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        // Some programs write every number with a point: 410403001.0.
        let whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
        Ok(Scalar(whole.then(|| format!("{number:.0}"))))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

/// Properties that are kept, in the order of the file.
struct Properties(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Properties;

            fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str("properties")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
                let mut pairs = Vec::new();
                while let Some((key, Scalar(value))) = map.next_entry::<String, Scalar>()? {
                    pairs.extend(value.map(|value| (key, value)));
                }
                Ok(Properties(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[[113.0,33.0],[114.0,33.0],[114.0,34.0],[113.0,34.0],[113.0,33.0]]]";

    fn collection(features: &str) -> String {
        format!(r#"{{"type":"FeatureCollection","crs":{{"a":[1,{{}}]}},"features":[{features}]}}"#)
    }

    fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"coordinates":{coordinates},"type":"{kind}"}}}}"#
        )
    }

    #[test]
    fn areas_come_with_their_names_and_codes() {
        let text = collection(&feature(
            r#"{"name":"东安路街道","code":410403001,"big":410403001000.0,"deep":{"a":1},"none":null,"no":-1,"b":true}"#,
            "Polygon",
            SQUARE,
        ));
        let read = read_geojson(text.as_bytes()).expect("an area");
        let said: Vec<&str> = read[0].properties.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(said, ["东安路街道", "410403001", "410403001000"]);
        assert_eq!(read[0].polygons[0][0].len(), 4, "the last point is the first");
        // A file of the staff's may be in the encoding of their system, with a mark, or a geometry alone.
        let (gbk, ..) = encoding_rs::GBK.encode(&text);
        assert_eq!(read_geojson(&gbk).as_ref(), Ok(&read));
        assert_eq!(read_geojson(format!("\u{feff}{text}").as_bytes()).as_ref(), Ok(&read));
        let alone = format!(r#"{{"type":"Polygon","coordinates":{SQUARE}}}"#);
        assert_eq!(read_geojson(alone.as_bytes()).expect("an area")[0].polygons, read[0].polygons);
        // Islands, heights, holes, rings that are not closed, points twice.
        let many = format!(
            "[{SQUARE},[[[1,2,9],[1,2,9],[3,2,9],[3,4,9]],[[1.5,2.1],[2,2.2],[2,2.3]],[[1,1],[1,1]]]]"
        );
        let many =
            read_geojson(collection(&feature("null", "MultiPolygon", &many)).as_bytes()).expect("areas");
        assert_eq!(many[0].polygons.len(), 2);
        assert_eq!(many[0].polygons[1].iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    }

    #[test]
    fn what_is_no_geojson_is_told_in_plain_words() {
        use GeoJsonError as E;
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let of = |coordinates: &str| collection(&feature("{}", "Polygon", coordinates));
        for (text, error) in [
            (String::new(), E::NotJson(1)),
            ("这不是地图".to_owned(), E::NotJson(1)),
            ("{\"type\":\"FeatureCollection\",\n\"features\":[".to_owned(), E::NotJson(2)),
            (of(&deep), E::NotJson(1)),
            (of("[[[NaN,1],[2,2],[3,3]]]"), E::NotJson(1)),
            (of("[[[1e999,1],[2,2],[3,3]]]"), E::NotJson(1)),
            ("[1,2,3]".to_owned(), E::NotGeoJson(1)),
            ("{\"a\":1}".to_owned(), E::NotGeoJson(1)),
            ("{\"type\":\"FeatureCollection\",\"features\":\"东安路\"}".to_owned(), E::NotGeoJson(1)),
            (of("\"东安路\""), E::NotGeoJson(1)),
            (of("[[[1],[2],[3]]]"), E::NotGeoJson(1)),
            (of("[[{\"x\":1}]]"), E::NotGeoJson(1)),
            (of("[]"), E::NoAreas),
            (of("null"), E::NoAreas),
            (of("[[[1,2],[1,2],[1,2],[1,2]]]"), E::NoAreas),
            (collection(&feature("{}", "Point", "[113.0,33.0]")), E::NoAreas),
            (collection(""), E::NoAreas),
            (
                of("[[[500123.0,3760123.4],[500124,3760123],[500124,3760125]]]"),
                E::NotDegrees("500123, 3760123".into()),
            ),
            ("[".repeat(MAX_POINTS + 1), E::TooMany),
            ("{".repeat(MAX_OBJECTS + 1), E::TooMany),
        ] {
            let begin: String = text.chars().take(60).collect();
            assert_eq!(read_geojson(text.as_bytes()), Err(error), "{begin}");
        }
        assert_eq!(read_geojson(&vec![b' '; 100 << 20]), Err(E::TooLarge(100)));
        assert_eq!(read_geojson(b"\x89PNG\r\n\x1a\n\xff"), Err(E::Encoding));
    }
}
