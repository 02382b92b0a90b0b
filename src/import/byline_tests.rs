//! Who signs, as tables.

use super::super::continuation::{Continuation, continuation, without_continuation};
use super::super::credit::photo_credit;
use super::*;

/// `通讯员:张志举 记者:毛玺玺` in the words of the roles.
fn told(people: &[Person]) -> String {
    let word = |role| match role {
        PersonRole::Reporter => "记",
        PersonRole::Correspondent => "通",
        PersonRole::Photographer => "摄",
        PersonRole::Named => "人",
        PersonRole::Author => "作",
    };
    people.iter().map(|p| format!("{}:{}", word(p.role), p.name)).collect::<Vec<_>>().join(" ")
}

fn names(signature: Signature) -> String {
    match signature {
        Signature::None => String::new(),
        Signature::Names(people) => told(&people),
        Signature::Unclear(words) => format!("? {words}"),
    }
}

#[test]
fn signatures_in_front_of_a_body() {
    for (text, expect) in [
        ("本报讯(通讯员张志举 胡晓千 记者毛玺玺)“街道组织”", "通:张志举 通:胡晓千 记:毛玺玺"),
        ("本报讯 （记者 李博）昨日，", "记:李博"),
        ("本报讯（记者 李　博 通讯员 王晓明）昨日，", "记:李博 通:王晓明"),
        ("　　新华社北京12月8日电 （记者王明、欧阳修）", "记:王明 记:欧阳修"),
        ("晨光讯（见习记者 周一鸣 通讯员 文静）3月", "记:周一鸣 通:文静"),
        ("本报北京12月8日电（记者 亓晓明）", "记:亓晓明"),
        ("本报5月19日讯（全媒体记者　由俊　实习记者　乔木）小广场", "记:由俊 记:乔木"),
        ("【本报讯】（融媒体记者 鄢可欣）6月20日，", "记:鄢可欣"),
        ("本报讯 首席记者万俟明报道：“燃气灶", "记:万俟明"),
        ("本报讯　全媒体记者矫小满　通讯员栾玉、宫本田报道　每天", "记:矫小满 通:栾玉 通:宫本田"),
        ("本报讯（通讯员 阿依古丽·买买提 记者 费 翔宇）", "通:阿依古丽·买买提 记:费翔宇"),
        ("本报讯 记者从区民政局获悉，", ""),
        ("本报讯“只要动之以情,(外县、外区11个)", ""),
        ("记者在现场看到,楼道(二楼)堆满杂物。", ""),
        ("本报讯（记者 一二三四五六七）", "? 记者 一二三四五六七"),
    ] {
        assert_eq!(names(front(text)), expect, "{text}");
    }
}

#[test]
fn signatures_on_a_line_of_their_own() {
    for (text, expect) in [
        ("■ 本报记者 毛玺玺 通讯员 张志举", "记:毛玺玺 通:张志举"),
        ("本报记者 王波 文/图", "记:王波 摄:王波"),
        ("文／图　本报记者　扎西才让", "记:扎西才让 摄:扎西才让"),
        ("（张骞/文 张梦珠/图）", "作:张骞 摄:张梦珠"),
        ("□ 李　明", "作:李明"),
        ("卜广田 阎世杰", "作:卜广田 作:阎世杰"),
        ("星级记者 程兆 文/图", "记:程兆 摄:程兆"),
        ("文/阎　若水", "作:阎若水"),
        ("作者：逯　平", "作:逯平"),
        ("读者 佘桂芬", "作:佘桂芬"),
        ("搪瓷厂　龚永福、危茂林", "作:龚永福 作:危茂林"),
        ("独孤　楠", "作:独孤楠"),
        ("平顶山日报记者 毛玺玺", "记:毛玺玺"),
        ("本报记者 隋 唐 摄影报道", "记:隋唐 摄:隋唐"),
        ("记者探访：路平了，灯亮了，花也多了", ""),
        ("读者来信", ""),
        ("社区里的新变化", ""),
    ] {
        assert_eq!(told(&line_of_names(text).unwrap_or_default()), expect, "{text}");
    }
    for nobody in ["（作者系道里区某中学教师）", "（据《人民日报》）", "本报评论员"]
    {
        assert!(is_byline_line(nobody), "{nobody}");
    }
    for text in ["据《福建日报》报道　来自国内外的三十二个木偶剧", "记者来到社区。", "12月8日"]
    {
        assert!(!is_byline_line(text), "{text}");
    }
}

#[test]
fn signatures_at_the_end() {
    for (text, expect) in [
        ("减轻了信访压力。(张志举 陶青运)", "通:张志举 通:陶青运"),
        ("完成了。（记者 毛玺玺）", "记:毛玺玺"),
        ("也来了。(史东升 操秀芝)", "通:史东升 通:操秀芝"),
        ("受到好评。 本报记者 毛玺玺", "记:毛玺玺"),
        ("票价一元。 杨丽琼", "通:杨丽琼"),
        ("热线电话2740多个(外县、外区11个)", ""),
        ("压力。(据《人民日报》)", ""),
        ("压力。（完）", ""),
        ("压力。", ""),
    ] {
        assert_eq!(names(end(text)), expect, "{text}");
    }
    assert_eq!(names(end("送到了。（荔文）")), "? 荔文");
    assert_eq!(names(end("送到了。　（荔　文）")), "? 荔　文");
}

#[test]
fn credits_of_photos() {
    for (text, caption, expect) in [
        ("毛思周 摄", "", "摄:毛思周"),
        ("帮助他们解决生活困难。 庞浩然 摄", "帮助他们解决生活困难。", "摄:庞浩然"),
        ("图为演练现场。(吕枫 摄)", "图为演练现场。", "摄:吕枫"),
        ("居民在看书。本报记者 王波 通讯员 刘潇 朱燕君 摄", "居民在看书。", "摄:王波 摄:刘潇 摄:朱燕君"),
        ("庞浩然 摄影报道", "", "作:庞浩然 摄:庞浩然"),
        ("老街晨曲。（鞠帆/文　亓海涛/图）", "老街晨曲。", "作:鞠帆 摄:亓海涛"),
        ("改造前的霁虹桥。 资料图片", "改造前的霁虹桥。", ""),
        ("摄影：李博", "", "摄:李博"),
    ] {
        let credited = photo_credit(text).unwrap_or_else(|| panic!("no credit: {text}"));
        assert_eq!((credited.caption.as_str(), told(&credited.people).as_str()), (caption, expect), "{text}");
    }
    for none in ["他喜欢摄", "同学们参加摄影报道", "在这里拍摄", "居民收到了地图"] {
        assert_eq!(photo_credit(none), None, "{none}");
    }
}

#[test]
fn articles_go_on_elsewhere() {
    let on = |page: &str| Some(Continuation::On(page.to_owned()));
    let from = |page: &str| Some(Continuation::From(page.to_owned()));
    for (line, expect) in [
        ("（下转第四版）", on("4")),
        ("(上接A01版)", from("A1")),
        ("▲（紧接第１版）", from("1")),
        ("下转第十二版", on("12")),
        ("（下转第四条）", None),
        ("接到群众来电", None),
    ] {
        assert_eq!(continuation(line), expect, "{line}");
    }
    assert_eq!(without_continuation("还在讨论。（下转第4版）"), ("还在讨论。", on("4")));
    assert_eq!(without_continuation("（上接第一版）灯亮了。"), ("灯亮了。", from("1")));
}

#[test]
fn lines_that_sign_and_lines_that_do_not() {
    for (line, expect) in [
        ("社员　汪兴国", "作:汪兴国"),
        ("居民　项红", "作:项红"),
        ("过　云", "作:过云"),
        ("公　告", ""),
        ("短　论", ""),
        ("市南融媒记者 柯岚 凌志 文/图", "记:柯岚 摄:柯岚 记:凌志 摄:凌志"),
        ("记者目击", ""),
        ("□闽江", "作:闽江"),
        ("昂青才旦", "作:昂青才旦"),
        ("印刷厂工人　覃汉生", "作:覃汉生"),
        ("厂长　巩连城", "作:巩连城"),
        ("口述　古丽　整理　本报记者　尚可", "作:古丽 记:尚可"),
        ("本报记者　阳光　实习记者　卜算　摄影　阳光", "记:阳光 记:卜算 摄:阳光"),
        ("摄影/文字　本报记者　麦田", "记:麦田 摄:麦田"),
        ("文/本报记者　禤明　图/受访者提供", "记:禤明"),
        ("罗　军摄", "摄:罗军"),
        ("讲述人：贾小雨，会计", "作:贾小雨"),
        ("路边诗记", ""),
    ] {
        let people = line_of_names(line).unwrap_or_default();
        assert_eq!(told(&people), expect, "{line}");
        assert_eq!(signed(line) == Signing::No, expect.is_empty(), "{line}");
    }
}

#[test]
fn who_signs_without_a_name_signs_all_the_same() {
    for (line, signs) in [
        ("奋斗路　一居民", true),
        ("铸工车间一工人", true),
        ("（河法）", true),
        ("（完）", false),
        ("他只是一居民区的主任", false),
    ] {
        assert_eq!(signed(line) == Signing::Told, signs, "{line}");
    }
}

#[test]
fn pen_names_are_two_to_four_han() {
    for (line, may) in [
        ("老槐", true),
        ("□闽江", true),
        ("一把伞", false),
        ("尾声", false),
        ("第三章", false),
        ("要闻", false),
        ("你的信", false),
    ] {
        assert_eq!(may_be_pen_name(line), may, "{line}");
    }
}
