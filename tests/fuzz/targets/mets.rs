//! Bytes as a METS, beside two pages of ALTO that it may name: 1.xml and 2.xml, with blocks B1 to B5.
#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use readers::import::{Files, Habits, Layouts, SourceFile, Surroundings, read_document_in};

fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("jiuwen-fuzz-mets-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let block = |at: usize| {
            format!(
                "<TextBlock ID='B{at}'><TextLine><String CONTENT='安培社区第{at}号食堂开张'/></TextLine><TextLine>\
                 <String CONTENT='news' SUBS_TYPE='HypPart1' SUBS_CONTENT='newspaper'/></TextLine><TextLine>\
                 <String CONTENT='paper' SUBS_TYPE='HypPart2' SUBS_CONTENT='newspaper'/></TextLine></TextBlock>"
            )
        };
        let blocks: String = (1..=5).map(block).collect();
        let alto = format!("<alto><Layout><Page WIDTH='10' HEIGHT='10'>{blocks}</Page></Layout></alto>");
        for name in ["1.xml", "2.xml"] {
            std::fs::write(folder.join(name), &alto).expect("a page");
        }
        folder
    })
}

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::new(folder().join("mets.xml"), bytes.to_vec());
    let (files, habits) = (Files::default(), Habits::default());
    let around =
        Surroundings { encoding: None, habits: &habits, layouts: &Layouts::default(), files: &files };
    let Ok(document) = read_document_in(&file, &around) else { return };
    document.pages.iter().for_each(|page| readers::check(&page.reading));
    for path in document.parts {
        assert!(path.starts_with(folder()), "outside of its folder: {}", path.display());
    }
});
