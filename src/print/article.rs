//! An article on sheets: its titles, where it was printed, its text, its photos, and at every foot its source.

use super::sheet::{BOTTOM, Filler, LEFT, MEASURE, Setting, lines, moved};
use super::{Faces, Op, Printed, Sheet, Style};
use crate::model::{ItemKind, PersonRole, weekday_name};
use crate::query::Detail;

/// Pictures are no higher, in points.
const HIGHEST_PICTURE: f32 = 330.0;
/// Size of the foot.
const FOOT: f32 = 8.0;
const INK2: f32 = 0.35;

const BODY: Setting = Setting {
    style: Style::Serif,
    size: 12.0,
    line: 1.7,
    indent: 2.0,
    justify: true,
    right: false,
    gray: 0.0,
};

/// Sets an article from the head of a sheet; its pictures are those of the document from `first_picture` on.
pub fn set(faces: &Faces, printed: &Printed, first_picture: usize) -> Vec<Sheet> {
    let detail = &printed.detail;
    let mut filler = Filler::new(faces);
    titles(&mut filler, detail);
    let setting = Setting::plain(Style::Sans, 9.0, INK2);
    filler.paragraph(&head_line(detail), Setting { line: 1.6, ..setting });
    filler.space(3.0);
    filler.rule();
    filler.space(12.0);
    let article = &detail.article;
    let said_below = |paragraph: &String| {
        article.kind == ItemKind::Photo && detail.photos.iter().any(|photo| photo.caption.contains(paragraph))
    };
    for (at, paragraph) in article.paragraphs.iter().enumerate() {
        // What the caption says stands with the picture.
        if said_below(paragraph) {
            continue;
        }
        if article.section_heads.contains(&at) {
            filler.space(6.0);
            // A head stays with two lines of what it heads.
            filler.need(BODY.size * BODY.line * 3.0);
            filler.paragraph(paragraph, Setting { style: Style::Headline, ..BODY });
        } else {
            filler.paragraph(paragraph, BODY);
        }
    }
    for (at, photo) in detail.photos.iter().enumerate() {
        filler.space(14.0);
        match printed.pictures.get(at).and_then(Option::as_ref) {
            Some(picture) => {
                // Its caption stays with it.
                let size = (picture.width, picture.height);
                filler.need(fitting_height(size) + 3.0 * 16.0);
                filler.picture(first_picture + at, size, HIGHEST_PICTURE);
                filler.space(5.0);
            }
            None => filler.paragraph("（库中没有这张照片的图像）", Setting::plain(Style::Sans, 9.0, INK2)),
        }
        let caption = Setting { size: 10.5, line: 1.5, indent: 0.0, justify: false, ..BODY };
        photo.caption.lines().for_each(|line| filler.paragraph(line, caption));
        let credit = photo.photographer.as_ref().map(|name| format!("{name} 摄"));
        if let Some(credit) = photo.credit.clone().or(credit) {
            filler.paragraph(&credit, Setting { right: true, gray: INK2, ..caption });
        }
    }
    let mut sheets = filler.finish();
    sheets.iter_mut().for_each(|sheet| foot(faces, sheet, detail));
    sheets
}

fn fitting_height((width, height): (u32, u32)) -> f32 {
    let (wide, high) = (width.max(1) as f32, height.max(1) as f32);
    (MEASURE / wide * high).min(HIGHEST_PICTURE)
}

fn titles(filler: &mut Filler, detail: &Detail) {
    let article = &detail.article;
    if let Some(kicker) = &article.kicker {
        filler.paragraph(kicker, Setting::plain(Style::Serif, 13.0, INK2));
    }
    filler.paragraph(&article.headline, Setting::plain(Style::Headline, 22.0, 0.0));
    if let Some(subtitle) = &article.subtitle {
        filler.paragraph(subtitle, Setting::plain(Style::Serif, 14.0, INK2));
    }
    filler.space(6.0);
}

/// Paper, day, page, and who signs.
fn head_line(detail: &Detail) -> String {
    let article = &detail.article;
    let day = format!("{} {}", article.date, weekday_name(article.date));
    let page = format!("第 {} 版 {}", article.page, article.page_name.as_deref().unwrap_or_default());
    let mut parts = vec![article.paper.clone(), day, page.trim_end().to_owned()];
    for (role, word) in [
        (PersonRole::Correspondent, "通讯员"),
        (PersonRole::Reporter, "记者"),
        (PersonRole::Photographer, "摄影"),
        (PersonRole::Author, "作者"),
    ] {
        let names = detail.names(role);
        if !names.is_empty() {
            parts.push(format!("{word} {}", names.join(" ")));
        }
    }
    parts.join("　")
}

/// The citation, and the file it came from with its SHA-256.
fn foot(faces: &Faces, sheet: &mut Sheet, detail: &Detail) {
    let source = &detail.article.source;
    let hash: String = source.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    sheet.ops.push(Op::Rule { y: BOTTOM + 14.0 });
    let setting = Setting::plain(Style::Sans, FOOT, INK2);
    let step = FOOT * setting.line;
    let cited = lines(faces, &detail.citation(), setting, LEFT, MEASURE - 60.0);
    let from = lines(faces, &format!("来源 {}", source.name), setting, LEFT, MEASURE);
    let hash = lines(faces, &format!("SHA-256 {hash}"), setting, LEFT, MEASURE);
    // A line each: longer ones are cut, the file itself has the whole.
    let first = [cited, from, hash].into_iter().filter_map(|lines| lines.into_iter().next());
    for (at, line) in first.enumerate() {
        sheet.ops.push(moved(line, BOTTOM + 28.0 + at as f32 * step));
    }
}

/// Numbers the sheets of a document.
pub fn number(faces: &Faces, sheets: &mut [Sheet]) {
    let of = sheets.len();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let setting = Setting { right: true, ..Setting::plain(Style::Sans, FOOT, INK2) };
        let number = lines(faces, &format!("{} / {of}", at + 1), setting, LEFT, MEASURE);
        sheet.ops.extend(number.into_iter().map(|line| moved(line, BOTTOM + 28.0)));
    }
}
