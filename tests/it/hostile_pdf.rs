//! PDF files that are broken, locked or made to do harm: told in plain words, and nothing breaks down.

use std::io::Write;
use std::path::PathBuf;

use flate2::write::ZlibEncoder;
use jiuwen::import::{Document, Habits, ReadError, SourceFile, pdf_pixels, read_document};

use crate::generate;
use crate::press::{self, Setting};
use crate::raw_pdf::{LATIN, file, page, stream};

const A4: &str = "/MediaBox [0 0 595 842]";
const TEXT: &[u8] = b"BT /F 12 Tf 60 700 Td (Twelve trees were planted.) Tj ET";

fn read(bytes: Vec<u8>) -> Result<Document, ReadError> {
    read_document(&SourceFile::new(PathBuf::from("a.pdf"), bytes), None, &Habits::default())
}

fn text(document: &Document) -> String {
    let lines = document.pages.iter().flat_map(|page| &page.reading.lines);
    lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn refused(bytes: Vec<u8>, expect: &str) {
    let message = read(bytes).map(|_| ()).expect_err("it is refused").to_string();
    assert!(message.contains(expect), "{message}");
}

#[test]
fn what_is_no_pdf_is_refused_in_plain_words() {
    refused(Vec::new(), "空的");
    for bytes in [&b"hello"[..], b"%PDF-1.7", b"%PDF-1.7\n%%EOF", "正文".as_bytes(), &[0; 4096]] {
        refused(bytes.to_vec(), "PDF 打不开");
    }
}

#[test]
fn a_broken_table_costs_nothing_and_a_cut_file_what_is_cut_off() {
    let whole = press::print(&[generate::page(0)], Setting { columns: 3, single: false });
    let expect = text(&read(whole.clone()).expect("a document"));
    let table = whole.windows(9).rposition(|word| word == b"startxref").expect("a table");
    let mut broken = whole.clone();
    broken.truncate(table);
    broken.extend(b"startxref\n999999999\n%%EOF");
    assert_eq!(text(&read(broken).expect("a document")), expect);
    for tenth in 0..10 {
        // Whatever is left: pages or a message, and never a breakdown.
        if let Err(error) = read(whole[..whole.len() * tenth / 10].to_vec()) {
            let message = error.to_string();
            assert!(message.contains("PDF") || message.contains("空的"), "{message}");
        }
    }
}

#[test]
fn bytes_changed_anywhere_break_nothing_down() {
    let whole = press::print(&[generate::page(1)], Setting { columns: 4, single: false });
    let mut dice = generate::Dice(7);
    for _ in 0..60 {
        let mut bytes = whole.clone();
        for _ in 0..1 + dice.below(20) {
            let at = dice.below(bytes.len());
            bytes[at] = u8::try_from(dice.below(256)).expect("a byte");
        }
        // A breakdown within is caught by whoever reads the file; here it would fail the test.
        let _ = read(bytes.clone());
        let _ = pdf_pixels(bytes, 0, 64, include_bytes!("../../fonts/JiuwenSerif-Regular.otf"));
    }
}

#[test]
fn ten_thousand_pages_are_refused_with_the_limit() {
    let count = 10_000;
    let kids: String = (0..count).map(|at| format!("{} 0 R ", at + 3)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 595 842] >>").into_bytes(),
    ];
    objects.extend((0..count).map(|_| b"<< /Type /Page /Parent 2 0 R >>".to_vec()));
    refused(file(&objects), "有 10000 页，上限是 2000 页");
}

#[test]
fn a_page_of_a_billion_points_is_read_and_drawn_small() {
    for size in
        ["[0 0 1000000000 1000000000]", "[0 0 1000000000 1]", "[0 0 0 0]", "[900000000 5 -900000000 7]"]
    {
        let bytes = page(&format!("/MediaBox {size}"), TEXT, LATIN);
        read(bytes.clone()).expect("a document");
        let han = include_bytes!("../../fonts/JiuwenSerif-Regular.otf");
        if let Ok((drawn, rgba)) = pdf_pixels(bytes, 0, 200, han) {
            assert!(drawn[0] <= 200 && drawn[1] <= 200 && rgba.len() == drawn[0] * drawn[1] * 4, "{drawn:?}");
        }
    }
}

#[test]
fn page_trees_without_end_end() {
    let leaf = format!("<< /Type /Page /Contents 4 0 R {A4} /Resources << /Font << {LATIN} >> >> >>");
    let cyclic = file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R 3 0 R] /Count 4 >>".to_vec(),
        leaf.into_bytes(),
        stream("", TEXT),
    ]);
    let document = read(cyclic).expect("a document");
    assert_eq!((document.pages.len(), text(&document).contains("Twelve trees")), (1, true));
    let mut deep = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    let depth = 20_000;
    deep.extend((0..depth).map(|at| format!("<< /Type /Pages /Kids [{} 0 R] >>", at + 3).into_bytes()));
    deep.push(format!("<< /Type /Page {A4} >>").into_bytes());
    assert!(read(file(&deep)).is_ok_and(|document| document.pages.len() == 1));
    let nested = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    let _ = read(page(&format!("{A4} /Deep {}", String::from_utf8_lossy(&nested)), TEXT, LATIN));
}

/// Zeros, packed: one megabyte, over and over.
fn zeros(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let megabyte = vec![b' '; 1 << 20];
    encoder.write_all(&megabyte).expect("in memory");
    encoder.flush().expect("in memory");
    let head = encoder.get_ref().len();
    encoder.write_all(&megabyte).expect("in memory");
    encoder.flush().expect("in memory");
    // What a flush ended can stand any number of times; it looks back no further than spaces.
    let again = encoder.get_ref()[head..].to_vec();
    let mut packed = encoder.get_ref().clone();
    (2..megabytes).for_each(|_| packed.extend(&again));
    packed
}

fn packed_page(packed: &[u8]) -> Vec<u8> {
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {A4} >>").into_bytes(),
        stream("/Filter /FlateDecode", packed),
    ])
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    refused(packed_page(&zeros(300)), "解压后大于 256 MB");
    let mut twice = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    twice.write_all(&zeros(300)).expect("in memory");
    refused(packed_page(&twice.finish().expect("in memory")), "解压后大于 256 MB");
    read(packed_page(&zeros(3))).expect("three megabytes are no harm");
}

#[test]
fn forms_that_draw_themselves_end() {
    let bytes = file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Contents 4 0 R {A4} /Resources << /XObject << /X 5 0 R >> >> >>")
            .into_bytes(),
        stream("", b"/X Do"),
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
            b"/X Do",
        ),
    ]);
    assert_eq!(read(bytes).expect("a document").pages.len(), 1);
}
