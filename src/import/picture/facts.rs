//! What cameras and archives write into a picture: EXIF, IPTC and XMP. Bytes of anybody's making: nothing is trusted.

use encoding_rs::GBK;

use super::container::{Found, metadata};
use super::xmp;

/// What a fact speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// 图说
    Caption,
    /// 摄影者
    Creator,
    /// When it was taken, as written.
    Taken,
    /// 关键词
    Keywords,
    /// Where, as written.
    Place,
    /// Degrees of latitude and longitude.
    Position,
    /// Maker and model.
    Camera,
    /// Exposure, aperture, sensitivity, focal length.
    Exposure,
}

/// Where a fact is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactSource {
    /// The camera's own.
    Exif,
    /// What press agencies write.
    Iptc,
    /// What newer programs write.
    Xmp,
}

impl FactSource {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exif => "EXIF",
            Self::Iptc => "IPTC",
            Self::Xmp => "XMP",
        }
    }
}

/// Something that is written in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFact {
    /// What it speaks of.
    pub kind: FactKind,
    /// As written.
    pub words: String,
    /// Where.
    pub from: FactSource,
}

/// All that is written in a picture, each kind once, by kind.
pub type PictureFacts = Vec<PictureFact>;

/// Characters of a fact that are read: more is no caption.
const LONGEST: usize = 2000;
/// Keywords that are read.
const MOST_KEYWORDS: usize = 64;

/// Reads what is written in a JPEG or PNG. What cannot be read is left out.
pub fn picture_facts(bytes: &[u8]) -> PictureFacts {
    let Found { exif: camera, iptc: press, xmp: packet } = metadata(bytes);
    let mut facts = PictureFacts::new();
    let mut add = |from: FactSource, found: Vec<(FactKind, String)>| {
        for (kind, words) in found {
            let words: String = words.trim_matches(is_blank).chars().take(LONGEST).collect();
            if !words.is_empty() && facts.iter().all(|fact| fact.kind != kind) {
                facts.push(PictureFact { kind, words, from });
            }
        }
    };
    // What people wrote on purpose first, what the camera put there of itself last.
    add(FactSource::Iptc, press.map(iptc).unwrap_or_default());
    add(FactSource::Xmp, packet.map(|packet| xmp::facts(&decode(packet))).unwrap_or_default());
    add(FactSource::Exif, camera.map(exif).unwrap_or_default());
    facts.sort_by_key(|fact| fact.kind);
    facts
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\0'
}

/// Text in UTF-8, or else in GBK as older Chinese programs write it.
fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GBK.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// IPTC-IIM datasets: 1c, record, number, two bytes of length.
fn iptc(mut bytes: &[u8]) -> Vec<(FactKind, String)> {
    let (mut facts, mut keywords, mut date) = (Vec::new(), Vec::new(), String::new());
    let mut place: Vec<String> = Vec::new();
    while let [0x1c, record, number, high, low, rest @ ..] = bytes {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // Longer lengths are written otherwise, and none of ours needs them.
        let Some((value, rest)) = rest.split_at_checked(length).filter(|_| length < 0x8000) else { break };
        bytes = rest;
        let text = || decode(value);
        match (*record, *number) {
            (2, 120) => facts.push((FactKind::Caption, text())),
            (2, 80) => facts.push((FactKind::Creator, text())),
            (2, 25) if keywords.len() < MOST_KEYWORDS => keywords.push(text()),
            (2, 55) => date = written_date(&text()),
            (2, 90 | 92 | 95) => place.push(text()),
            _ => {}
        }
    }
    facts.push((FactKind::Keywords, keywords.join("、")));
    facts.push((FactKind::Taken, date));
    facts.push((FactKind::Place, place.join(" ")));
    facts
}

/// `20151207` as `2015-12-07`; anything else as it is.
fn written_date(text: &str) -> String {
    let digits: Vec<char> = text.trim_matches(is_blank).chars().collect();
    if digits.len() == 8 && digits.iter().all(char::is_ascii_digit) {
        let part = |from: usize, to: usize| digits[from..to].iter().collect::<String>();
        return format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8));
    }
    text.to_owned()
}

fn exif(bytes: &[u8]) -> Vec<(FactKind, String)> {
    use exif::{In, Tag, Value};
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let read = match reader.read_raw(bytes.to_vec()) {
        Ok(read) => read,
        // Of damaged fields the whole ones.
        Err(error) => match error.distill_partial_result(|_| {}) {
            Ok(read) => read,
            Err(_) => return Vec::new(),
        },
    };
    let text = |tag: Tag| -> Option<String> {
        match &read.get_field(tag, In::PRIMARY)?.value {
            Value::Ascii(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| decode(line)).collect();
                Some(lines.join(" ").trim_matches(is_blank).to_owned()).filter(|text| !text.is_empty())
            }
            _ => None,
        }
    };
    let shown = |tag: Tag| {
        let field = read.get_field(tag, In::PRIMARY)?;
        let shown: String = field.display_value().with_unit(&read).to_string().chars().take(40).collect();
        Some(shown)
    };
    let camera: Vec<String> = [Tag::Make, Tag::Model].into_iter().filter_map(text).collect();
    // NIKON CORPORATION NIKON D700 says its maker twice.
    let camera = match camera.as_slice() {
        [make, model] if make.split(' ').next().is_some_and(|word| model.starts_with(word)) => model.clone(),
        words => words.join(" "),
    };
    let taken = text(Tag::DateTimeOriginal).or_else(|| text(Tag::DateTime)).map(|taken| {
        // 2015:12:07 10:20:30
        let (date, time) = taken.split_once(' ').unwrap_or((&taken, ""));
        format!("{} {time}", date.replace(':', "-"))
    });
    let exposure =
        [Tag::ExposureTime, Tag::FNumber, Tag::FocalLength].into_iter().filter_map(shown).collect::<Vec<_>>();
    let sensitivity = shown(Tag::PhotographicSensitivity).map(|shown| format!("ISO {shown}"));
    let exposure = exposure.into_iter().chain(sensitivity).collect::<Vec<_>>().join("  ");
    let position = degrees(&read, Tag::GPSLatitude, Tag::GPSLatitudeRef, "S")
        .zip(degrees(&read, Tag::GPSLongitude, Tag::GPSLongitudeRef, "W"))
        .filter(|(north, east)| north.abs() <= 90.0 && east.abs() <= 180.0)
        .map(|(north, east)| format!("{north:.5}, {east:.5}"));
    let found = [
        (FactKind::Caption, text(Tag::ImageDescription)),
        (FactKind::Creator, text(Tag::Artist)),
        (FactKind::Taken, taken),
        (FactKind::Position, position),
        (FactKind::Camera, Some(camera)),
        (FactKind::Exposure, Some(exposure)),
    ];
    found.into_iter().filter_map(|(kind, words)| Some((kind, words?))).collect()
}

/// Degrees, minutes and seconds as degrees; below zero on the `negative` side.
fn degrees(read: &exif::Exif, tag: exif::Tag, side: exif::Tag, negative: &str) -> Option<f64> {
    let exif::Value::Rational(parts) = &read.get_field(tag, exif::In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds] = parts.get(..3)? else { return None };
    if parts.iter().any(|part| part.denom == 0) {
        return None;
    }
    let value = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
    let side = read.get_field(side, exif::In::PRIMARY).map(|field| field.display_value().to_string());
    let is_negative = side.is_some_and(|side| side.trim_matches('"') == negative);
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dataset(number: u8, value: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x1c, 2, number];
        bytes.extend((value.len() as u16).to_be_bytes());
        bytes.extend(value);
        bytes
    }

    /// A JPEG that is nothing but its segments.
    fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        for (marker, segment) in segments {
            bytes.extend([0xff, *marker]);
            bytes.extend((segment.len() as u16 + 2).to_be_bytes());
            bytes.extend(segment);
        }
        bytes.extend([0xff, 0xd9]);
        bytes
    }

    fn photoshop(iptc: &[u8]) -> Vec<u8> {
        let mut segment = b"Photoshop 3.0\0".to_vec();
        segment.extend(b"8BIM\x04\x04\0\0");
        segment.extend((iptc.len() as u32).to_be_bytes());
        segment.extend(iptc);
        segment
    }

    fn words(facts: &PictureFacts, kind: FactKind) -> Option<(&str, FactSource)> {
        facts.iter().find(|fact| fact.kind == kind).map(|fact| (fact.words.as_str(), fact.from))
    }

    #[test]
    fn iptc_is_read_in_gbk_and_in_utf_8() {
        let caption = "社区党支部书记刘凯平(右一)张贴消防安全知识贴图";
        for written in [caption.as_bytes().to_vec(), GBK.encode(caption).0.into_owned()] {
            let mut iptc = dataset(120, &written);
            iptc.extend(dataset(80, "毛思周".as_bytes()));
            iptc.extend(dataset(25, "消防".as_bytes()));
            iptc.extend(dataset(25, "社区".as_bytes()));
            iptc.extend(dataset(55, b"20151207"));
            let facts = picture_facts(&jpeg(&[(0xed, photoshop(&iptc))]));
            assert_eq!(words(&facts, FactKind::Caption), Some((caption, FactSource::Iptc)));
            assert_eq!(words(&facts, FactKind::Creator), Some(("毛思周", FactSource::Iptc)));
            assert_eq!(words(&facts, FactKind::Keywords), Some(("消防、社区", FactSource::Iptc)));
            assert_eq!(words(&facts, FactKind::Taken), Some(("2015-12-07", FactSource::Iptc)));
        }
    }

    #[test]
    fn exif_names_camera_and_day_and_gives_way_to_what_people_wrote() {
        let field = |tag, value: &str| exif::Field {
            tag,
            ifd_num: exif::In::PRIMARY,
            value: exif::Value::Ascii(vec![value.as_bytes().to_vec()]),
        };
        let three = |parts: [u32; 3]| {
            let parts = parts.map(|part| exif::Rational { num: part, denom: 1 });
            exif::Value::Rational(parts.to_vec())
        };
        let fields = [
            field(exif::Tag::Make, "NIKON CORPORATION"),
            field(exif::Tag::Model, "NIKON D700"),
            field(exif::Tag::DateTimeOriginal, "2015:12:07 10:20:30"),
            field(exif::Tag::ImageDescription, "OLYMPUS DIGITAL CAMERA"),
            field(exif::Tag::GPSLatitudeRef, "N"),
            field(exif::Tag::GPSLongitudeRef, "W"),
            exif::Field { value: three([33, 45, 0]), ..field(exif::Tag::GPSLatitude, "") },
            exif::Field { value: three([113, 18, 0]), ..field(exif::Tag::GPSLongitude, "") },
        ];
        let mut writer = exif::experimental::Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut written = std::io::Cursor::new(Vec::new());
        writer.write(&mut written, false).expect("exif in memory");
        let mut segment = b"Exif\0\0".to_vec();
        segment.extend(written.into_inner());
        let press = photoshop(&dataset(120, "东湖社区张贴消防贴图".as_bytes()));
        let facts = picture_facts(&jpeg(&[(0xe1, segment), (0xed, press)]));
        assert_eq!(words(&facts, FactKind::Camera), Some(("NIKON D700", FactSource::Exif)));
        assert_eq!(words(&facts, FactKind::Taken), Some(("2015-12-07 10:20:30", FactSource::Exif)));
        assert_eq!(words(&facts, FactKind::Caption), Some(("东湖社区张贴消防贴图", FactSource::Iptc)));
        assert_eq!(words(&facts, FactKind::Position), Some(("33.75000, -113.30000", FactSource::Exif)));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = picture_facts(&bytes);
            let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
            exif.extend(&bytes);
            let mut iptc = dataset(120, b"a");
            iptc.extend(&bytes);
            let mut xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:subject><rdf:li".to_vec();
            xmp.extend(&bytes);
            let _ = picture_facts(&jpeg(&[(0xe1, exif), (0xed, photoshop(&iptc)), (0xe1, xmp)]));
            let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
            png.extend(&bytes);
            let _ = picture_facts(&png);
        }
    }
}
