//! Pictures as scanners, cameras and printing houses write them, and such as nobody should hand over.

use std::path::PathBuf;

use jiuwen::import::{pixels, read_picture};

use crate::support::project;

fn bytes(name: &str) -> Vec<u8> {
    let path: PathBuf = project().join("tests/fixtures/pictures").join(name);
    std::fs::read(path).expect("a picture of the tests")
}

#[test]
fn pictures_of_every_sort_that_archives_hold_are_read() {
    for (name, size, media_type) in [
        ("cmyk.jpg", [96, 64], "image/jpeg"),
        ("cmyk.tif", [60, 40], "image/tiff"),
        ("deep.tif", [60, 40], "image/tiff"),
        ("fax.tif", [400, 300], "image/tiff"),
        ("jpeg.tif", [60, 40], "image/tiff"),
        ("tiled.tif", [60, 40], "image/tiff"),
        // Laid on its side: it is shown upright.
        ("turned.tif", [40, 60], "image/tiff"),
        ("plain.webp", [60, 40], "image/webp"),
    ] {
        let picture = read_picture(&bytes(name));
        let picture = picture.map_err(|error| format!("{name}: {error}")).expect("a picture");
        assert_eq!(([picture.width, picture.height], picture.media_type), (size, media_type), "{name}");
        let thumbnail = image::load_from_memory(&picture.thumbnail).expect("a thumbnail");
        assert!(thumbnail.width() > 0, "{name}");
    }
}

#[test]
fn a_box_of_a_fax_stays_black_on_white_and_red_of_four_inks_stays_red() {
    let (size, rgba) = pixels(&bytes("fax.tif"), 400).expect("pixels");
    let at = |x: usize, y: usize| &rgba[(y * size[0] + x) * 4..][..3];
    assert_eq!((at(200, 150), at(10, 10)), (&[0, 0, 0][..], &[255, 255, 255][..]));
    for name in ["cmyk.jpg", "cmyk.tif"] {
        let (_, rgba) = pixels(&bytes(name), 96).expect("pixels");
        let (red, blue) = (rgba[0], rgba[2]);
        assert!(red > 180 && blue < 90, "{name}: {:?}", &rgba[..4]);
    }
}

/// A TIFF head that claims a size and has no pixels to show for it.
fn tiff(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let entries: [(u16, u16, u32); 8] = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 0),
        (278, 4, height),
        (279, 4, 16),
    ];
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes
}

#[test]
fn a_picture_that_claims_more_than_it_may_is_refused_before_it_takes_memory() {
    let mut webp = bytes("plain.webp");
    // VP8L: 14 bits of width and of height after the signature; at most 16384 each.
    let at = webp.windows(4).position(|four| four == b"VP8L").expect("a frame") + 9;
    webp[at..at + 4].copy_from_slice(&[0xfe, 0xbf, 0xff, 0x0f]);
    for (name, bytes) in [("tiff", tiff(100_000, 100_000)), ("webp", webp)] {
        let error = read_picture(&bytes).expect_err("it is refused").to_string();
        assert!(error.contains("图片太大"), "{name}: {error}");
    }
}

#[test]
fn a_cut_off_picture_is_told_as_such() {
    for name in ["cmyk.jpg", "cmyk.tif", "deep.tif", "fax.tif", "jpeg.tif", "tiled.tif", "plain.webp"] {
        let whole = bytes(name);
        // The head stays; how much of the pixels a decoder forgives is its own affair, a panic is not.
        for part in [8, whole.len() / 4, whole.len() / 2] {
            let read = read_picture(&whole[..part]);
            assert!(read.is_err() || name.ends_with("jpg"), "{name}, {part} bytes");
        }
    }
}
