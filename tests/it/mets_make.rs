//! Issues as METS/ALTO, made from pages of text: structure after CCS docWorks, printed lines of a fixed measure.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use jiuwen::model::{Line, LineRole, PageReading};

/// Characters of a printed line, and of a word in it.
const MEASURE: usize = 18;
const WORD: usize = 3;
/// Size of a page, in tenths of a millimetre.
const SIZE: (usize, usize) = (3900, 5500);

/// Writes one issue into a folder; the METS of it.
pub fn write_issue(folder: &Path, pages: &[PageReading]) -> PathBuf {
    std::fs::create_dir_all(folder.join("alto")).expect("a folder");
    let head = &pages.first().expect("a page").head;
    let paper = head.paper.as_deref().expect("a paper");
    let date = head.date.as_ref().expect("a day").date;
    let (mut files, mut physical, mut logical) = (String::new(), String::new(), String::new());
    for (at, page) in pages.iter().enumerate() {
        let number = at + 1;
        let mut alto = AltoPage::default();
        write_pieces(&mut logical, &mut alto, page, number);
        std::fs::write(folder.join(format!("alto/{number:04}.xml")), alto.xml(number)).expect("a page");
        let shade = |x: u32, _| image::Luma([u8::try_from(x % 200).expect("under 200")]);
        image::GrayImage::from_fn(390, 550, shade)
            .save(folder.join(format!("{number:04}.png")))
            .expect("a picture");
        let _ = write!(
            files,
            "<mets:file ID='ALTO{number}' MIMETYPE='text/xml'><mets:FLocat LOCTYPE='URL' \
             xlink:href='file://./alto/{number:04}.xml'/></mets:file><mets:file ID='IMG{number}' \
             MIMETYPE='image/png'><mets:FLocat LOCTYPE='URL' xlink:href='file://./{number:04}.png'/></mets:file>"
        );
        let _ = write!(
            physical,
            "<mets:div TYPE='PAGE' ORDER='{number}' ORDERLABEL='{}' LABEL='第{}版：{}'><mets:fptr><mets:par>\
             <mets:area FILEID='IMG{number}'/><mets:area FILEID='ALTO{number}'/></mets:par></mets:fptr></mets:div>",
            page.head.number.as_deref().expect("a number"),
            page.head.number.as_deref().expect("a number"),
            page.head.name.as_deref().unwrap_or("综合"),
        );
    }
    let xml = format!(
        "<?xml version='1.0' encoding='UTF-8'?><mets:mets xmlns:mets='http://www.loc.gov/METS/' \
         xmlns:mods='http://www.loc.gov/mods/v3' xmlns:xlink='http://www.w3.org/1999/xlink' TYPE='Newspaper' \
         LABEL='{paper} {date}'><mets:dmdSec ID='ISSUE1'><mets:mdWrap MDTYPE='MODS'><mets:xmlData><mods:mods>\
         <mods:titleInfo><mods:title>{paper}</mods:title></mods:titleInfo><mods:originInfo>\
         <mods:dateIssued encoding='w3cdtf'>{date}</mods:dateIssued></mods:originInfo></mods:mods></mets:xmlData>\
         </mets:mdWrap></mets:dmdSec><mets:fileSec><mets:fileGrp USE='Text'>{files}</mets:fileGrp></mets:fileSec>\
         <mets:structMap TYPE='PHYSICAL'><mets:div TYPE='physSequence'>{physical}</mets:div></mets:structMap>\
         <mets:structMap TYPE='LOGICAL'><mets:div TYPE='ISSUE' DMDID='ISSUE1'>{logical}</mets:div>\
         </mets:structMap></mets:mets>"
    );
    let path = folder.join("mets.xml");
    std::fs::write(&path, xml).expect("an issue");
    path
}

/// The pieces of a page, each from the lines of its item.
fn write_pieces(logical: &mut String, alto: &mut AltoPage, page: &PageReading, number: usize) {
    for item in &page.items {
        let lines: Vec<&Line> = page
            .lines
            .iter()
            .filter(|line| (item.lines.0..=item.lines.1).contains(&line.number) && !line.role.is_outside())
            .collect();
        let photo = item.kind == jiuwen::model::ItemKind::Photo;
        let _ = write!(logical, "<mets:div TYPE='{}'>", if photo { "PICTURE" } else { "ARTICLE" });
        for line in lines {
            let block = alto.add(&line.text, number);
            let kind = kind_of(line.role);
            let part = format!(
                "<mets:div TYPE='{kind}'><mets:fptr><mets:area BETYPE='IDREF' FILEID='ALTO{number}' BEGIN='{block}'/>\
                 </mets:fptr></mets:div>"
            );
            let inner = !photo && matches!(line.role, LineRole::Caption | LineRole::Credit);
            match inner {
                true => *logical += &format!("<mets:div TYPE='ILLUSTRATION'>{part}</mets:div>"),
                false => *logical += &part,
            }
        }
        *logical += "</mets:div>";
    }
}

fn kind_of(role: LineRole) -> &'static str {
    match role {
        LineRole::Kicker => "OVERLINE",
        LineRole::Headline | LineRole::PhotoHeadline => "HEADLINE",
        LineRole::Subtitle => "SUBHEADLINE",
        LineRole::SectionHead => "CROSSHEADING",
        LineRole::Byline => "AUTHOR",
        LineRole::Caption => "CAPTION",
        LineRole::Credit => "CREDIT",
        _ => "PARAGRAPH",
    }
}

/// A page of ALTO that is being written.
#[derive(Default)]
struct AltoPage {
    blocks: String,
    count: usize,
    down: usize,
    left: usize,
}

impl AltoPage {
    fn add(&mut self, text: &str, number: usize) -> String {
        self.count += 1;
        let id = format!("P{number}_TB{:05}", self.count);
        let chars: Vec<char> = text.chars().collect();
        if self.down + (chars.len() / MEASURE + 2) * 45 > SIZE.1 {
            (self.down, self.left) = (0, self.left + 780);
        }
        let _ = write!(self.blocks, "<TextBlock ID='{id}' HPOS='{}' VPOS='{}'>", self.left, self.down);
        for line in chars.chunks(MEASURE) {
            let (top, width) = (self.down, line.len() * 40);
            let _ = write!(
                self.blocks,
                "<TextLine HPOS='{}' VPOS='{top}' WIDTH='{width}' HEIGHT='40'>",
                self.left
            );
            for (at, word) in line.chunks(WORD).enumerate() {
                let text: String = word.iter().collect();
                let text = text.trim();
                if text.is_empty() {
                    continue;
                }
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&apos;");
                let (left, width) = (self.left + at * WORD * 40, word.len() * 40);
                let _ = write!(
                    self.blocks,
                    "<String CONTENT='{text}' HPOS='{left}' VPOS='{top}' WIDTH='{width}' HEIGHT='40' WC='0.95'/>"
                );
            }
            self.blocks += "</TextLine>";
            self.down += 45;
        }
        self.blocks += "</TextBlock>";
        self.down += 20;
        id
    }

    fn xml(&self, number: usize) -> String {
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'><Description>\
             <MeasurementUnit>mm10</MeasurementUnit></Description><Layout><Page ID='P{number}' WIDTH='{}' HEIGHT='{}'>\
             <PrintSpace>{}</PrintSpace></Page></Layout></alto>",
            SIZE.0, SIZE.1, self.blocks
        )
    }
}
