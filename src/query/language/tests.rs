//! What is understood of what is typed.

use crate::text::Folding;

use super::{Expr, Name, Query, Term};
use crate::model::Zone;

/// A tree in short: `(社区 & -物业)`, `标题/社区`, `"..."` where whole.
fn shape(expr: &Expr) -> String {
    let term = |term: &Term| match term.zone {
        Zone::All => term.pattern.shown(),
        zone => format!("{zone:?}/{}", term.pattern.shown()),
    };
    let name =
        |name: &Name| if name.whole { format!("={}", name.pattern.shown()) } else { name.pattern.shown() };
    let joined =
        |parts: &[Expr], sign: &str| format!("({})", parts.iter().map(shape).collect::<Vec<_>>().join(sign));
    match expr {
        Expr::Word(word) => term(word),
        Expr::Near(left, right, distance) => format!("{} ~{distance} {}", term(left), term(right)),
        Expr::Person(role, who) => format!("{role:?}/{}", name(who)),
        Expr::Place(place) => format!("Place/{}", name(place)),
        Expr::Paper(paper) => format!("Paper/{}", name(paper)),
        Expr::Page(number) => format!("Page/{number}"),
        Expr::Reference(reference) => format!("Reference/{reference}"),
        Expr::PageName(page) => format!("PageName/{}", name(page)),
        Expr::Printed(days) => format!("Printed/{}", days.label()),
        Expr::All(parts) => joined(parts, " & "),
        Expr::Any(parts) => joined(parts, " | "),
        Expr::Not(part) => format!("-{}", shape(part)),
    }
}

#[track_caller]
fn check(text: &str, expect: &str) {
    let query = Query::parse(text, Folding::ALL).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    assert_eq!(query.expr().map(shape).unwrap_or_default(), expect, "{text}");
}

#[track_caller]
fn fails(text: &str, message: &str, marked: &str) {
    let problem = Query::parse(text, Folding::ALL).expect_err(text);
    assert!(problem.message.contains(message), "{text}: {problem}");
    let at: String = text.chars().skip(problem.start).take(problem.len).collect();
    assert_eq!(at, marked, "{text}");
}

#[test]
fn words_and_their_signs_are_understood() {
    check("", "");
    check(" 　", "");
    check("社区", "社区");
    check("社区 消防", "(社区 & 消防)");
    check("社区　消防 且 安全", "(社区 & 消防 & 安全)");
    check("社区 或 小区", "(社区 | 小区)");
    check("社区 OR 小区 | 街道", "(社区 | 小区 | 街道)");
    check("甲 乙 或 丙", "((甲 & 乙) | 丙)");
    check("甲 (乙 或 丙)", "(甲 & (乙 | 丙))");
    check("甲（乙 或 丙）", "(甲（乙 | 丙）)");
    check("甲 （乙 或 丙） 丁", "(甲 & (乙 | 丙) & 丁)");
    check("社区 -物业", "(社区 & -物业)");
    check("社区 非 物业", "(社区 & -物业)");
    check("社区 -（物业 或 停车）", "(社区 & -(物业 | 停车))");
    check("-社区", "-社区");
    check("非 标题:社区", "-Title/社区");
    check("--社区", "--社区");
    check("档案 ~10 婚姻", "档案 ~10 婚姻");
    check("档案 ～５ 婚姻", "档案 ~5 婚姻");
    check("档案 ~ 婚姻 登记", "(档案 ~10 婚姻 & 登记)");
    check("甲 ~5 乙 ~6 丙", "(甲 ~5 乙 & 乙 ~6 丙)");
    check("甲 乙 ~5 丙", "(甲 & 乙 ~5 丙)");
}

#[test]
fn phrases_and_unknown_characters_are_understood() {
    check("\"东湖 社区\"", "东湖 社区");
    check("“东湖 或 社区”", "东湖 或 社区");
    check("「东湖」 社区", "(东湖 & 社区)");
    check("\"a*b\"", "a*b");
    check("安*社区", "安*社区");
    check("刘凯平(右一)", "刘凯平(右一)");
    check("(刘凯平(右一) 或 王)", "(刘凯平(右一) | 王)");
    check("或许", "或许");
    check("非常", "非常");
    check("2012-2014", "2012-2014");
    check("10:30", "10:30");
    check("。“", "。“");
    check("ＯＲ", "ＯＲ");
}

#[test]
fn fields_are_understood() {
    check("标题:社区", "Title/社区");
    check("图说：社区", "Caption/社区");
    check("标题:(社区 或 街道) 消防", "((Title/社区 | Title/街道) & 消防)");
    check("标题: 社区", "Title/社区");
    check("标题:社区 ~5 标题:消防", "Title/社区 ~5 Title/消防");
    check("标题:(社区 ~5 消防)", "Title/社区 ~5 Title/消防");
    check("记者:毛", "Reporter/毛");
    check("记者:\"毛玺玺\"", "Reporter/=毛玺玺");
    check("通讯员:张 摄影:庞浩然", "(Correspondent/张 & Photographer/庞浩然)");
    check("社区:安培", "Place/安培");
    check("社区:“安培社区”", "Place/=安培社区");
    check("报名:平顶山", "Paper/平顶山");
    check("版:7", "Page/7");
    check("版:Ａ02", "Page/A2");
    check("版:卫东", "PageName/卫东");
    check("档号:J001-2015-D30-0012", "Reference/J001-2015-D30-0012");
    check("日期:2015-12", "Printed/2015-12");
    check("日期:2012..2014 社区", "(Printed/2012 – 2014 & 社区)");
    check("-日期:2015", "-Printed/2015");
    check("责任编辑:王", "责任编辑:王");
}

#[test]
fn what_has_no_meaning_is_said_where_it_stands() {
    fails("社区 或", "“或”的两边", "或");
    fails("或 社区", "“或”的两边", "或");
    fails("社区 且", "“且”的两边", "且");
    fails("社区 -", "后面要有词", "-");
    fails("社区 ~5", "“~”的两边", "~5");
    fails("~5 社区", "“~”的两边", "~5");
    fails("甲 ~1000 乙", "999", "~1000");
    fails("标题:甲 ~5 乙", "同一处", "~5");
    fails("社区:甲 ~5 乙", "“~”的两边", "~5");
    fails("()", "括号里没有词", "(");
    fails("(", "括号里还没有词", "(");
    fails("社区 *", "认不出的字", "*");
    fails("\"\"", "引号里没有字", "\"\"");
    fails("日期:2015-13", "不是日期", "2015-13");
    fails("日期:去年", "不是日期", "去年");
    fails("记者:", "“记者:”后面还没有写", "记者:");
    fails("标题: 或 社区", "“标题:”后面还没有写", "标题:");
    fails(&"(".repeat(40), "太深", "(");
    fails(&format!("{}甲", "-".repeat(40)), "太深", "-");
}

#[test]
fn what_was_mended_is_said() {
    let said = |text: &str| Query::parse(text, Folding::ALL).expect(text).explanation();
    assert_eq!(said("“社区"), "找有“社区”的文章。引号没有关上，算到末尾");
    assert_eq!(said("甲 (乙 或 丙"), "找有“甲”，（有“乙”或有“丙”）的文章。括号没有关上，算到末尾");
    assert!(said("主题:社区").contains("“主题:”不是条件，按文字查"));
}

#[test]
fn a_query_is_said_in_a_sentence() {
    #[track_caller]
    fn says(text: &str, expect: &str) {
        assert_eq!(Query::parse(text, Folding::ALL).expect(text).explanation(), expect);
    }
    says("社区", "找有“社区”的文章");
    says("社区 矛盾纠纷 -物业", "找有“社区”“矛盾纠纷”，没有“物业”的文章");
    says("标题:社区 图说:孩子", "找标题有“社区”，图说有“孩子”的文章");
    says("社区 或 小区", "找有“社区”或有“小区”的文章");
    says("档案 ~10 婚姻", "找有“档案”与“婚姻”相距不超过 10 字的文章");
    says("记者:毛玺玺 日期:2012..2014", "找记者含“毛玺玺”，2012 – 2014 出版的文章");
    says("记者:\"毛玺玺\" 版:7 版:卫东", "找记者是“毛玺玺”，在第 7 版，版名含“卫东”的文章");
    says("社区:安培 报名:日报", "找提到名字含“安培”的地方，报名含“日报”的文章");
    says("档号:J001-2", "找档号是“J001-2”的文章");
    says("日期:..2014", "找2014-12-31 及以前出版的文章");
    says("安*社区", "找有“安*社区”的文章（* 代表任一个字）");
    says("-(甲 或 乙)", "找不是（有“甲”或有“乙”）的文章");
    let exact = Query::parse("社區", Folding::NONE).expect("a query").explanation();
    assert_eq!(exact, "找有“社區”的文章，照原文一字不差");
    let script = Query::parse("社區", Folding::ALL.with(Folding::SCRIPT, false)).expect("a query");
    assert_eq!(script.explanation(), "找有“社區”的文章，区分繁简");
}

#[test]
fn words_to_be_marked_are_those_looked_for() {
    let query = Query::parse("社区 标题:消防 -物业 图说:孩子", Folding::ALL).expect("a query");
    assert_eq!(query.terms().len(), 3);
    assert_eq!(query.words(Zone::Title).hits("社区消防物业孩子"), [(0, 2), (2, 2)]);
    assert_eq!(query.words(Zone::All).hits("社区消防物业孩子"), [(0, 2)]);
    assert_eq!(query.words(Zone::Caption).hits("社区消防物业孩子"), [(0, 2), (6, 2)]);
}

proptest::proptest! {
    /// Whatever is typed is understood or refused, and what is refused is within the text.
    #[test]
    fn no_text_is_too_strange(text in "[社区或非且()（）\"“”「」*~-标题:： 0-9ORa日期版]{0,40}") {
        match Query::parse(&text, Folding::ALL) {
            Ok(query) => drop(query.explanation()),
            Err(problem) => assert!(problem.start + problem.len <= text.chars().count()),
        }
    }
}
