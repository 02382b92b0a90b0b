//! The roles of lines beside their neighbours, as a table.

use super::*;

#[track_caller]
fn check(text: &str, number: usize, role: LineRole, begins: bool) {
    let text = format!("晨光社区报 2015年12月9日 星期三 第3版：社区\n\n{text}\n");
    let decoded = decode(text.as_bytes()).expect("a text");
    let page = read_page(Path::new("a.txt"), &decoded).expect("a page");
    let line = page.lines.iter().find(|line| line.number == number + 2).expect("a line");
    assert_eq!((line.role, line.begins), (role, begins), "{text}: {}", line.reason);
}

const LETTER: &str = "车间里的通风扇该修了\n\n编辑同志：\n\n我们车间的通风扇坏了两个月，工人们热得满头大汗，反映了多次也没有人来修。\n\n搪瓷厂　龚永福\n\n";

#[test]
fn what_the_editors_add_belongs_to_the_letter() {
    let note = "公文转得太慢，我们希望这两个科的同志到锅炉旁边站一站，事情就好办了。";
    for word in ["编后", "编者按", "答"] {
        check(&format!("{LETTER}{word}：{note}"), 9, LineRole::Body, false);
    }
}

#[test]
fn questions_above_a_text_are_section_heads() {
    let text = "整治的第一步，不是剪，而是问。街道请来七家运营单位，一根一根地认领。";
    check(
        &format!(
            "把线理清楚\n\n本报记者 苗正午\n\n{text}\n\n先问：线是谁的？\n\n{text}\n\n后管：新线怎么办？\n\n{text}"
        ),
        7,
        LineRole::SectionHead,
        false,
    );
}

#[test]
fn a_credit_without_a_caption_is_a_doubt() {
    let text = "晨光社区报 2015年12月9日 第3版\n\n龙舟竞渡\n\n资料图片\n\n5月30日，东湖镇举行端午龙舟邀请赛，二十四支队伍同台竞技，两岸观众数千人。\n";
    let decoded = decode(text.as_bytes()).expect("a text");
    let page = read_page(Path::new("a.txt"), &decoded).expect("a page");
    let doubts = page.items.iter().flat_map(|item| item.doubts());
    assert!(doubts.into_iter().any(|doubt| doubt.reason.contains("没有找到图说")), "{:?}", page.items);
}

const NEWS: &str = "本报讯（记者 李博）12月8日，街道请来老师傅，为居民修伞磨刀，来的人排到了巷口。";

#[test]
fn columns_stand_above_their_headlines() {
    for column in ["【热线追踪】", "◇蜀山论语", "文化资讯", "开学第一周"] {
        check(&format!("{column}\n\n家门口的“四点半学校”今日开课\n\n{NEWS}"), 1, LineRole::Kicker, true);
    }
}

#[test]
fn many_short_lines_are_no_titles() {
    let poem = "我在一本旧字典里\n\n找到“春”字\n\n三个人晒着一个太阳\n\n母亲说人多\n\n就不冷了";
    let page = format!("旧字典里的春天\n\n吴之栋\n\n{poem}\n\n街道开展便民服务\n\n{NEWS}");
    for line in [5, 7, 9, 11, 13] {
        check(&page, line, LineRole::Body, false);
    }
    check(&page, 15, LineRole::Headline, true);
}
