//! A whole page against what a careful reader makes of it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::support::{arg, import_fixture, json, project};

const FIELDS: [&str; 9] = [
    "kind",
    "kicker",
    "headline",
    "subtitle",
    "correspondents",
    "reporters",
    "photographers",
    "paragraphs",
    "incomplete",
];

/// Every item of the store equals the truth in every field; places hold at least those of the truth.
fn check_store(store: &Path, truth: &Path) {
    let truth: Vec<Value> = serde_json::from_slice(&std::fs::read(truth).expect("a truth")).expect("JSON");
    let list = json(&["list", "--store", arg(store), "--limit", "1000", "--json"]);
    assert_eq!(list["total"], truth.len());
    let items = list["items"].as_array().expect("items");
    for (item, truth) in items.iter().zip(&truth) {
        let shown = json(&["show", "--store", arg(store), &item["id"].to_string(), "--json"]);
        for field in FIELDS {
            assert_eq!(shown[field], truth[field], "{field} of {}", truth["headline"]);
        }
        let names = |places: &Value, key: Option<&str>| -> BTreeSet<String> {
            let name = |place: &Value| key.map_or(place, |key| &place[key]).as_str().map(str::to_owned);
            places.as_array().into_iter().flatten().filter_map(name).collect()
        };
        let (found, wanted) = (names(&shown["places"], Some("name")), names(&truth["places"], None));
        let rubbish: Vec<&String> = found.difference(&wanted).filter(|name| !name.ends_with('省')).collect();
        assert!(found.is_superset(&wanted), "{}: found {found:?}, wanted {wanted:?}", truth["headline"]);
        assert!(rubbish.is_empty(), "{}: {rubbish:?}", truth["headline"]);
        if truth["incomplete"] == true {
            let warnings = shown["warnings"].as_array().expect("warnings");
            assert!(
                warnings.iter().any(|warning| warning["field"] == "body"),
                "an incomplete article is a doubt"
            );
        }
        if truth["kind"] == "photo" {
            let caption: Vec<&str> =
                truth["paragraphs"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert_eq!(shown["photos"][0]["caption"], caption.join("\n"));
            assert_eq!(shown["photos"][0]["photographer"], truth["photographers"][0]);
        }
    }
}

#[test]
fn our_page_is_read_as_a_careful_reader_reads_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let report = import_fixture(&store);
    assert_eq!(report["sources"][0]["status"], "imported");
    assert_eq!(report["sources"][0]["articles"], 9);
    check_store(&store, &project().join("tests/fixtures/page/truth.json"));
}

/// The seed page is not part of the project: it is checked where it lies beside it.
#[test]
fn the_seed_page_is_read_as_a_careful_reader_reads_it() {
    let seed = project().join("../shared/seed");
    if !seed.exists() {
        eprintln!("no seed page beside the project: nothing checked");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.jiuwen");
    let page = seed.join("page.txt");
    json(&[
        "import",
        "--store",
        arg(&store),
        arg(&page),
        "--paper",
        "平顶山日报",
        "--date",
        "2015-12-09",
        "--page",
        "7",
        "--area",
        "410403",
        "--json",
    ]);
    check_store(&store, &seed.join("truth.json"));
}

/// Work grows with the page and not with its square: otherwise this would not end.
#[test]
fn a_page_of_very_many_short_lines_is_read() {
    for line in ["社区", "社", "社区好。", "毛思周 摄", "（"] {
        let text = format!("{line}\n").repeat(jiuwen::import::MAX_PAGE_LINES);
        let decoded = jiuwen::import::decode(text.as_bytes()).expect("text");
        let reading = jiuwen::import::read_page(Path::new("page.txt"), &decoded).expect("a page");
        assert_eq!(reading.lines.len(), jiuwen::import::MAX_PAGE_LINES, "{line}");
    }
}

/// Lines of every kind, tame and wild, to be put together at random.
const LINES: [&str; 24] = [
    "着力健全服务体系",
    "加大工作力度 强化工作措施",
    "东湖社区夜校越办越红火",
    "——三年开班四十六期",
    "楼道灯坏了谁来修？",
    "本报讯（通讯员张志举 记者毛玺玺）12月8日，东湖社区夜校开班了。",
    "本报讯“真好。”居民说。",
    "本报记者 毛玺玺",
    "近日，街道开展宣传活动，共收集意见50多条，解答疑问20多项，为辖区单位",
    "搞好各类服务，受到居民好评。",
    "362名妇女提供小额担保贷款3620万元。",
    "查询机等设备",
    "有效地化解了社会矛盾。（张志举 陶青运）",
    "热线电话2740多个(外县、外区11个)",
    "社区党支部书记刘凯平(右一)在楼前张贴贴图。",
    "毛思周 摄",
    "帮助他们解决生活困难。 庞浩然 摄",
    "图为演练现场。（吕枫 摄）",
    "▲上图：居民在看书。",
    "责任编辑 林秋 校对 方晓 电话 0000-1234567",
    "晨光社区报 2015年12月11日 星期五 第3版：社区",
    "2015年2月30日",
    "（",
    "abc 123 ……",
];

proptest::proptest! {
    /// Whatever comes together on a page, every line ends up in an item, or is a line of the page's own.
    #[test]
    fn no_line_of_a_page_is_lost(picks in proptest::collection::vec(0..LINES.len(), 1..30)) {

        let text: String = picks.iter().map(|pick| format!("{}\n\n", LINES[*pick])).collect();
        let decoded = jiuwen::import::decode(text.as_bytes()).expect("text");
        let reading = jiuwen::import::read_page(Path::new("page.txt"), &decoded).expect("a page");
        let mut kept = String::new();
        for item in &reading.items {
            for (_, text) in item.texts() {
                kept.push_str(text);
            }
            for photo in &item.photos {
                kept.push_str(&photo.caption);
                kept.push_str(&photo.photographers.join(" "));
                kept.push_str(photo.credit.as_deref().unwrap_or_default());
            }
        }
        for line in &reading.lines {
            if line.role.is_outside() {
                continue;
            }
            // A credit is taken off its line: its names are kept as the photographers.
            let stem = line.text.trim_end_matches(['）', ')', '摄', ' ']);
            let stem = stem.rsplit_once(['。', '（', '(']).map_or(stem, |(before, _)| before);
            proptest::prop_assert!(kept.contains(stem), "{:?} of {}\n{:#?}", line, text, reading.items);
        }
    }
}
