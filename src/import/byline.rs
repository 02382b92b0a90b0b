//! Who signs: names in front of an article, at its end, and under photos.

use crate::model::{Person, PersonRole};
use crate::text::{ends_sentence, is_han};

/// Words that give the names after them a role, longest first.
const ROLE_WORDS: [(&str, PersonRole); 13] = [
    ("本报通讯员", PersonRole::Correspondent),
    ("特约通讯员", PersonRole::Correspondent),
    ("通讯员", PersonRole::Correspondent),
    ("见习记者", PersonRole::Reporter),
    ("实习记者", PersonRole::Reporter),
    ("特约记者", PersonRole::Reporter),
    ("本报记者", PersonRole::Reporter),
    ("本刊记者", PersonRole::Reporter),
    ("记者", PersonRole::Reporter),
    ("摄影", PersonRole::Photographer),
    ("图片", PersonRole::Photographer),
    ("文", PersonRole::Reporter),
    ("图", PersonRole::Photographer),
];

/// The hundred most common surnames and others seen in bylines, and the common two-character ones.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤庞和常温康施文牛樊葛邢安齐易乔伍颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢扬";
const DOUBLE_SURNAMES: [&str; 12] =
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙"];

/// Whether `text` is built like a Chinese personal name: a known surname and one or two characters more.
pub fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    let given = |surname: usize| (1..=2).contains(&length.saturating_sub(surname));
    text.chars().all(|c| is_han(c) || c == '·')
        && if DOUBLE_SURNAMES.iter().any(|surname| text.starts_with(surname)) {
            given(2) || given(1)
        } else {
            text.starts_with(|c| SURNAMES.contains(c)) && given(1)
        }
}

/// The names of `通讯员张志举 胡晓千 记者毛玺玺`, each in the role of the last word before it.
///
/// None where anything in it is neither a role nor built like a name, or where names come before any role and
/// `default` gives none.
pub fn parse_names(text: &str, default: Option<PersonRole>) -> Option<Vec<Person>> {
    let mut role = default;
    // Told by a role word, whatever is built like a name is one; without, only a known surname makes it so.
    let mut told = false;
    let mut people: Vec<Person> = Vec::new();
    let mut surname: Option<&str> = None;
    for part in text.split([' ', '\u{3000}', '、', '，', ',', '/', '\u{a0}', ';', '；']) {
        let mut name = part.trim_start_matches(['：', ':', '■', '□', '●']);
        while let Some((word, of)) = ROLE_WORDS.iter().find(|(word, _)| name.starts_with(word)) {
            // 文静 may be a name: a role word of one character stands alone.
            if word.chars().count() == 1 && name != *word {
                break;
            }
            role = Some(*of);
            told = true;
            name = name.strip_prefix(word).unwrap_or_default().trim_start_matches(['：', ':']);
        }
        if name.is_empty() {
            continue;
        }
        // Names of two characters are set with a space between: 李　博.
        let single = name.chars().count() == 1;
        let name = match surname.take() {
            Some(surname) if single => format!("{surname}{name}"),
            Some(_) => return None,
            None if single && SURNAMES.contains(name) => {
                surname = Some(name);
                continue;
            }
            None => name.to_owned(),
        };
        let plausible = told && (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
        if !is_name(&name) && !plausible {
            return None;
        }
        people.push(Person { role: role?, name });
    }
    (!people.is_empty() && surname.is_none()).then_some(people)
}

/// The signatures in front of a body: `本报讯(通讯员… 记者…)`, `本报讯 （记者 …）`, `新华社北京12月8日电 （记者…）`,
/// or a whole line `本报记者 …`.
pub fn front(paragraph: &str) -> Option<Vec<Person>> {
    let text = paragraph.trim_start_matches(['\u{3000}', ' ', '■', '□', '●']);
    if is_byline_line(paragraph) {
        return parse_names(text, None);
    }
    if !is_opening(paragraph) {
        return None;
    }
    let (dateline, rest) = text.split_once(['(', '（'])?;
    let (inner, _) = rest.split_once([')', '）'])?;
    // The bracket belongs to the dateline, not to a sentence further on.
    (dateline.chars().count() <= 24 && !dateline.contains(['，', '。', ',']))
        .then(|| parse_names(inner, None))?
}

/// Whether a body opens with `paragraph`: 本报讯, an agency's dateline, a byline.
pub fn is_opening(paragraph: &str) -> bool {
    let text = paragraph.trim_start_matches(['\u{3000}', ' ']);
    let head: String = text.chars().take(24).collect();
    let before_bracket = head.split(['(', '（']).next().unwrap_or_default();
    text.starts_with("本报讯")
        || text.starts_with("本报综合")
        || (text.starts_with("新华社") && before_bracket.contains('电'))
        || (text.starts_with("本报") && before_bracket.trim_end().ends_with('电'))
        || (before_bracket.trim_end().ends_with('讯')
            && before_bracket.len() < head.len()
            && !before_bracket.contains(['，', ',']))
        || is_byline_line(paragraph)
}

/// A line that holds nothing but a byline: `本报记者 毛玺玺 通讯员 张志举`.
pub fn is_byline_line(line: &str) -> bool {
    let text = line.trim().trim_start_matches(['■', '□', '●', ' ']);
    let signs = ROLE_WORDS.iter().any(|(word, _)| word.chars().count() > 2 && text.starts_with(word))
        || text.starts_with("记者");
    signs && text.chars().count() <= 40 && parse_names(text, None).is_some()
}

/// The signature that closes a body: `…减轻了信访压力。(张志举 陶青运)`. Names without a role are correspondents:
/// staff reporters sign in front.
pub fn end(paragraph: &str) -> Option<Vec<Person>> {
    let text = paragraph.trim_end();
    let inner = text.strip_suffix([')', '）'])?;
    let (before, names) = inner.rsplit_once(['(', '（'])?;
    ends_sentence(before).then(|| parse_names(names, Some(PersonRole::Correspondent)))?
}

/// A paragraph without its photo credit, and the photographers.
#[derive(Debug, PartialEq, Eq)]
pub struct Credited {
    /// The caption that is left; empty where the line was all credit.
    pub caption: String,
    /// 摄影者, in order.
    pub photographers: Vec<String>,
}

/// Takes the photo credit off the end of a paragraph: `毛思周 摄`, `…解决困难。 庞浩然 摄`, `（吕枫 摄）`,
/// `本报记者 王波 通讯员 刘潇 摄`, `毛思周 摄影报道`.
pub fn photo_credit(paragraph: &str) -> Option<Credited> {
    let text = paragraph.trim_end();
    let bracketed = text.ends_with([')', '）']);
    let bare = text.trim_end_matches([')', '）']);
    let bare = ["摄影报道", "摄"].iter().find_map(|word| bare.strip_suffix(word))?.trim_end();
    let cut = if bracketed { bare.rfind(['(', '（']) } else { credit_start(bare) };
    let start = match cut {
        Some(at) => at,
        None if !bracketed => 0,
        None => return None,
    };
    let (before, names) = bare.split_at_checked(start)?;
    let names = names.trim_start_matches(['(', '（', ' ', '\u{3000}', '□', '■']);
    let people = parse_names(names, Some(PersonRole::Photographer))?;
    let caption = before.trim_end().to_owned();
    // 记者 王波 摄: whoever signs a photo took it, whatever the office.
    let photographers = people.into_iter().map(|person| person.name).collect();
    Some(Credited { caption, photographers })
}

/// Byte offset behind the last sentence of `text`.
fn credit_start(text: &str) -> Option<usize> {
    text.char_indices()
        .rev()
        .find(|(_, c)| ends_sentence(&c.to_string()) || *c == '”')
        .map(|(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use PersonRole::{Correspondent as C, Reporter as R};

    fn people(list: Option<Vec<Person>>) -> Vec<(PersonRole, String)> {
        list.unwrap_or_default().into_iter().map(|person| (person.role, person.name)).collect()
    }

    #[track_caller]
    fn check_front(text: &str, expect: &[(PersonRole, &str)]) {
        let expect: Vec<_> = expect.iter().map(|(role, name)| (*role, (*name).to_owned())).collect();
        assert_eq!(people(front(text)), expect, "{text}");
    }

    #[test]
    fn bylines_in_front() {
        check_front(
            "本报讯(通讯员张志举 胡晓千 记者毛玺玺)“街道组织”",
            &[(C, "张志举"), (C, "胡晓千"), (R, "毛玺玺")],
        );
        check_front("本报讯 （记者 李博）昨日，", &[(R, "李博")]);
        check_front("　　新华社北京12月8日电 （记者王明、欧阳修）", &[(R, "王明"), (R, "欧阳修")]);
        check_front("晨光讯（见习记者 周一鸣 通讯员 文静）3月", &[(R, "周一鸣"), (C, "文静")]);
        check_front("本报记者 毛玺玺", &[(R, "毛玺玺")]);
        check_front("■ 本报记者 毛玺玺 通讯员 张志举", &[(R, "毛玺玺"), (C, "张志举")]);
        check_front("本报讯（记者 李　博 通讯员 王晓明）昨日，", &[(R, "李博"), (C, "王晓明")]);
        check_front("本报北京12月8日电（记者 亓晓明）", &[(R, "亓晓明")]);
        check_front("本报记者 王波 文/图", &[(R, "王波")]);
        check_front("本报讯“只要动之以情,(外县、外区11个)", &[]);
        check_front("记者在现场看到,楼道(二楼)堆满杂物。", &[]);
    }

    #[test]
    fn bylines_at_the_end() {
        assert_eq!(
            people(end("减轻了信访压力。(张志举 陶青运)")),
            [(C, "张志举".into()), (C, "陶青运".into())]
        );
        assert_eq!(people(end("完成了。（记者 毛玺玺）")), [(R, "毛玺玺".into())]);
        for none in ["热线电话2740多个(外县、外区11个)", "压力。(据《人民日报》)", "压力。"]
        {
            assert_eq!(end(none), None, "{none}");
        }
    }

    #[track_caller]
    fn check_credit(text: &str, caption: &str, photographers: &[&str]) {
        let credited = photo_credit(text).unwrap_or_else(|| panic!("no credit: {text}"));
        assert_eq!(
            (credited.caption.as_str(), credited.photographers),
            (caption, photographers.iter().map(|n| (*n).to_owned()).collect())
        );
    }

    #[test]
    fn photo_credits() {
        check_credit("毛思周 摄", "", &["毛思周"]);
        check_credit("帮助他们解决生活困难。 庞浩然 摄", "帮助他们解决生活困难。", &["庞浩然"]);
        check_credit("图为演练现场。(吕枫 摄)", "图为演练现场。", &["吕枫"]);
        check_credit(
            "居民在看书。本报记者 王波 通讯员 刘潇 朱燕君 摄",
            "居民在看书。",
            &["王波", "刘潇", "朱燕君"],
        );
        check_credit("庞浩然 摄影报道", "", &["庞浩然"]);
        for none in ["他喜欢摄", "同学们参加摄影报道", "在这里拍摄"] {
            assert_eq!(photo_credit(none), None, "{none}");
        }
    }
}
