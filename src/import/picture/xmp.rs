//! The few facts that are wanted of an XMP packet, read without a reader of XML: names, attributes and list items are
//! looked for by their words, so that a damaged packet gives what is whole in it.

use super::facts::FactKind;

/// Bytes of a packet that are looked through.
const LONGEST: usize = 1 << 20;
/// Items of a list that are read.
const MOST_ITEMS: usize = 64;

/// The facts of a packet.
pub fn facts(packet: &str) -> Vec<(FactKind, String)> {
    if packet.len() > LONGEST {
        return Vec::new();
    }
    let text = |name: &str| value(packet, name).map(unescaped);
    let list = |name: &str| -> Option<String> {
        let items = items(element(packet, name)?);
        (!items.is_empty()).then(|| items.join("、"))
    };
    let taken =
        ["photoshop:DateCreated", "exif:DateTimeOriginal", "xmp:CreateDate"].into_iter().find_map(text);
    let place: Vec<String> =
        ["photoshop:State", "photoshop:City", "Iptc4xmpCore:Location"].into_iter().filter_map(text).collect();
    let found = [
        (FactKind::Caption, list("dc:description")),
        (FactKind::Creator, list("dc:creator")),
        (FactKind::Keywords, list("dc:subject")),
        (FactKind::Taken, taken.map(|taken| taken.replace('T', " "))),
        (FactKind::Place, Some(place.join(" "))),
        (FactKind::Camera, text("tiff:Model")),
    ];
    found.into_iter().filter_map(|(kind, words)| Some((kind, words?))).collect()
}

/// What stands in an element.
fn element<'a>(packet: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = packet.split_once(&format!("<{name}"))?;
    // dc:creator is no dc:creatorTool.
    if !after.starts_with(['>', ' ', '\n', '\r', '\t']) {
        return None;
    }
    let (head, inner) = after.split_once('>')?;
    if head.ends_with('/') {
        return None;
    }
    inner.split_once(&format!("</{name}>")).map(|(inner, _)| inner)
}

/// The value of a property, which may be written as an attribute or as an element.
fn value<'a>(packet: &'a str, name: &str) -> Option<&'a str> {
    let attribute = packet.split_once(&format!("{name}=\"")).and_then(|(_, after)| after.split_once('"'));
    attribute.map(|(value, _)| value).or_else(|| element(packet, name)).filter(|value| !value.contains('<'))
}

fn items(inner: &str) -> Vec<String> {
    let items = inner.split("<rdf:li").skip(1).take(MOST_ITEMS).filter_map(|item| {
        let (head, text) = item.split_once('>')?;
        let (text, _) = text.split_once("</rdf:li>").filter(|_| !head.ends_with('/'))?;
        Some(unescaped(text))
    });
    items.filter(|item| !item.is_empty()).collect()
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&#xA;", "\n").replace("&#10;", "\n").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_as_attributes_elements_and_lists() {
        let packet = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreateDate="2015-12-07T10:20:30"
            photoshop:City="平顶山"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">甲 &amp; 乙</rdf:li></rdf:Alt>
            </dc:description><dc:creator><rdf:Seq><rdf:li>毛思周</rdf:li></rdf:Seq></dc:creator><dc:subject><rdf:Bag>
            <rdf:li>消防</rdf:li><rdf:li/><rdf:li>社区</rdf:li></rdf:Bag></dc:subject><tiff:Model>D700</tiff:Model>"#;
        let facts = facts(packet);
        let words = |kind| facts.iter().find(|(of, _)| *of == kind).map(|(_, words)| words.as_str());
        assert_eq!(words(FactKind::Caption), Some("甲 & 乙"));
        assert_eq!(words(FactKind::Creator), Some("毛思周"));
        assert_eq!(words(FactKind::Keywords), Some("消防、社区"));
        assert_eq!(words(FactKind::Taken), Some("2015-12-07 10:20:30"));
        assert_eq!(words(FactKind::Place), Some("平顶山"));
        assert_eq!(words(FactKind::Camera), Some("D700"));
    }
}
