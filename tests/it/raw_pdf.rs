//! PDF files written object by object, also such as no program would write.

/// A file of these objects, numbered from 1, the first being the catalogue; with a table of where they stand.
pub fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
    let trailer =
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF", objects.len() + 1);
    bytes.extend(trailer.bytes());
    bytes
}

/// An object with bytes behind it.
pub fn stream(entries: &str, body: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {entries} /Length {} >>\nstream\n", body.len()).into_bytes();
    object.extend(body);
    object.extend(b"\nendstream");
    object
}

/// A file of one page: what its dictionary has besides, its content, and its fonts.
pub fn page(entries: &str, content: &[u8], fonts: &str) -> Vec<u8> {
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << {fonts} >> >> {entries} >>"
        )
        .into_bytes(),
        stream("", content),
    ])
}

/// A font for Latin text that every reader has.
pub const LATIN: &str = "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A Chinese font that is not in the file, its text in an encoding of the specification.
pub fn han(encoding: &str, ordering: &str) -> String {
    format!(
        "/F << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [ << \
         /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering \
         ({ordering}) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 \
         >> >> ] >>"
    )
}
