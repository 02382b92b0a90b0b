//! How long photos take to come in, beside a bare loop over the same files with the same libraries:
//! `cargo bench --bench photos_in [-- photos]`. From a folder: reading, hashing and scaling. From a zip: unpacking and
//! hashing, as the limit of what could be had.

#![expect(clippy::expect_used, reason = "a test or measurement stops where something is not as it should be")]

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiuwen::import::read_picture;
use jiuwen::jobs::{Cancel, Request, Unseen, import_files};
use jiuwen::model::Status;
use jiuwen::store::Store;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Photos on a page.
const ON_PAGE: usize = 4;
/// Pages in a folder.
const IN_FOLDER: usize = 100;
/// Pictures that differ in more than their last bytes.
const DIFFERENT: usize = 40;

/// A photo of 2 megapixels as a camera of those years made them: 300 to 600 KB.
fn photo(seed: usize) -> Vec<u8> {
    let shade = |x: u32, y: u32| {
        let (x, y, s) = (x as f32 / 97.0, y as f32 / 71.0, seed as f32);
        let wave = ((x + s).sin() + (y * 1.7 - s).cos() + (x * y / 9.0).sin()) * 40.0 + 128.0;
        let grain = ((x * 7919.0 + y * 104_729.0 + s) as u32 % 23) as f32;
        image::Rgb(
            [wave + grain, wave * 0.8 + grain, 255.0 - wave].map(|value| value.clamp(0.0, 255.0) as u8),
        )
    };
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(1632, 1224, shade);
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("a picture");
    bytes
}

fn text(page: usize) -> String {
    let (day, number) = (page / 8, page % 8 + 1);
    let (year, month, day) = (2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    let mut text = format!("晨光社区报 {year}年{month}月{day}日 第{number}版\n\n");
    for photo in 1..=ON_PAGE {
        text +=
            &format!("街坊新事{page}之{photo}\n\n图为居民在社区活动室里学剪纸的第{photo}个场景。王波 摄\n\n");
    }
    text
}

/// Writes the pages with their photos; returns the photos and their bytes in all.
fn write(folder: &Path, photos: usize) -> (Vec<PathBuf>, u64) {
    let different: Vec<Vec<u8>> = (0..DIFFERENT).map(photo).collect();
    let (mut files, mut size) = (Vec::new(), 0);
    for page in 0..photos.div_ceil(ON_PAGE) {
        let place = folder.join(format!("{:03}", page / IN_FOLDER));
        std::fs::create_dir_all(&place).expect("a folder");
        std::fs::write(place.join(format!("页{page:06}.txt")), text(page)).expect("a page");
        for number in 1..=ON_PAGE {
            let mut bytes = different[(page * ON_PAGE + number) % DIFFERENT].clone();
            // Behind the end of a JPEG: another file to the store, the same work to the decoder.
            bytes.extend(((page * ON_PAGE + number) as u64).to_le_bytes());
            let path = place.join(format!("页{page:06}_图{number}.jpg"));
            std::fs::write(&path, &bytes).expect("a photo");
            size += bytes.len() as u64;
            files.push(path);
        }
    }
    (files, size)
}

/// Does the work on all files with so many threads.
fn over<T: Sync>(items: &[T], threads: usize, work: impl Fn(&T) + Sync) -> Duration {
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for lane in 0..threads {
            let work = &work;
            scope.spawn(move || items.iter().skip(lane).step_by(threads).for_each(work));
        }
    });
    begun.elapsed()
}

fn bare(path: &PathBuf) {
    let bytes = std::fs::read(path).expect("a photo");
    std::hint::black_box(Sha256::digest(&bytes));
    std::hint::black_box(read_picture(&bytes).expect("a picture"));
}

/// Takes a folder or zip into a new store.
fn import(path: &Path, store: &Path, photos: usize) -> Duration {
    let opened = Store::open_or_create(store).expect("a store");
    let request = Request { paths: vec![path.to_owned()], unseen: Unseen::Decided, ..Request::default() };
    let begun = Instant::now();
    let run = import_files(&opened, &request, &Cancel::default(), |_| {}).expect("an import");
    let taken = begun.elapsed();
    let report = opened.read(|r| r.report(run)).expect("a report");
    let is_picture =
        |line: &&jiuwen::model::Intake| line.path.extension().is_some_and(|ending| ending == "jpg");
    let held = report.iter().filter(|line| line.status == Status::Imported).filter(is_picture).count();
    assert_eq!(held, photos, "every photo is in");
    drop(opened);
    std::fs::remove_file(store).expect("the store again");
    taken
}

fn zipped(folder: &Path, path: &Path, photos: &[PathBuf]) {
    let mut zip = ZipWriter::new(File::create(path).expect("a file"));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let texts = (0..photos.len() / ON_PAGE)
        .map(|page| folder.join(format!("{:03}", page / IN_FOLDER)).join(format!("页{page:06}.txt")));
    for file in photos.iter().cloned().chain(texts) {
        let name = file.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        zip.start_file(name, options).expect("an entry");
        zip.write_all(&std::fs::read(&file).expect("a file")).expect("bytes");
    }
    zip.finish().expect("a zip");
}

/// Unpacks and hashes every entry of a zip.
fn unpack(path: &Path, threads: usize) -> Duration {
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for lane in 0..threads {
            scope.spawn(move || {
                let mut zip = ZipArchive::new(File::open(path).expect("a file")).expect("a zip");
                for at in (lane..zip.len()).step_by(threads) {
                    let mut bytes = Vec::new();
                    zip.by_index(at).expect("an entry").read_to_end(&mut bytes).expect("bytes");
                    std::hint::black_box(Sha256::digest(&bytes));
                }
            });
        }
    });
    begun.elapsed()
}

fn main() {
    let wanted = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(10_000);
    let base = std::env::var_os("JIUWEN_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let place = tempfile::tempdir_in(base).expect("a folder");
    let folder = place.path().join("交来");
    let (photos, size) = write(&folder, wanted);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} photos of 1632×1224, {} MB, {cores} cores", photos.len(), size >> 20);
    let store = place.path().join("a.jiuwen");
    // In turns, so that what else the machine does falls on both.
    let (mut loops, mut one, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        loops.push(over(&photos, cores, bare));
        ours.push(import(&folder, &store, photos.len()));
    }
    one.push(over(&photos, 1, bare));
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let (loops, one, ours) = (median(loops), median(one), median(ours));
    let ratio = |ours: Duration, other: Duration| ours.as_secs_f64() / other.as_secs_f64();
    println!("bare loop on {cores} cores {loops:.1?}, on one {one:.1?}; taken in {ours:.1?}");
    println!("RATIO photos/bare {:.2}", ratio(ours, loops));
    println!("RATIO photos/bare-one-core {:.2}", ratio(ours, one));
    let archive = place.path().join("交来.zip");
    zipped(&folder, &archive, &photos);
    std::fs::remove_dir_all(&folder).expect("room");
    let limit = unpack(&archive, cores);
    let ours = import(&archive, &store, photos.len());
    println!("zip: unpacked and hashed {limit:.1?}; taken in {ours:.1?}");
    println!("RATIO zip/unpack {:.2}", ratio(ours, limit));
}
