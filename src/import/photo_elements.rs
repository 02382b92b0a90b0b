//! The six elements of a photo (GB/T 11821) as its caption tells them, each with the words it was read from. What no
//! pattern gives is not guessed: it is missing.

use crate::model::{Certainty, Date, Element, Item};
use crate::text::is_han;

use super::event_dates::event_dates;
use super::named_people::named_people;
use super::photo_people::placed_people;

/// What is known of a caption besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaptionFacts {
    /// When it speaks of, with the words: first character, characters.
    pub time: Option<(String, (usize, usize), String)>,
    /// Where its places stand: first character, characters.
    pub places: Vec<(usize, usize)>,
    /// 摄影者
    pub photographer: Option<String>,
}

/// An element as it is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementProposal {
    /// Which.
    pub element: Element,
    /// What it says.
    pub words: String,
    /// The words of the caption it was read from: first character, characters.
    pub spans: Vec<(usize, usize)>,
    /// Why, where the words alone do not say.
    pub reason: Option<String>,
}

/// What begins what happens, and belongs to it.
const HELD: [&str; 12] =
    ["举行", "举办", "开展", "召开", "组织开展", "启动", "上演", "演出", "排练", "庆祝", "表演", "合影"];
/// What stands right before what happens.
const NOW: [&str; 4] = ["正在", "正忙着", "正忙于", "图为"];
/// What begins a reason.
const REASONS: [&str; 22] = [
    "为迎接",
    "为庆祝",
    "为纪念",
    "为响应",
    "为丰富",
    "为提高",
    "为增强",
    "为营造",
    "为进一步",
    "为做好",
    "为加强",
    "为普及",
    "为落实",
    "为改善",
    "为方便",
    "为弘扬",
    "为了",
    "为确保",
    "为解决",
    "为推动",
    "随着",
    "正值",
];
/// What ends an occasion.
const OCCASIONS: [&str; 11] =
    ["将至", "来临之际", "到来之际", "之际", "前夕", "期间", "临近", "高发期", "高发季", "来临", "到来"];
/// Where people are, as the last word of a place that no list has.
const SITES: [&str; 26] = [
    "活动室",
    "图书馆",
    "文化馆",
    "体育馆",
    "幼儿园",
    "敬老院",
    "菜市场",
    "派出所",
    "卫生院",
    "居委会",
    "小学",
    "中学",
    "学校",
    "公园",
    "广场",
    "医院",
    "工地",
    "小区",
    "社区",
    "街道",
    "河堤",
    "教室",
    "车站",
    "村",
    "厂",
    "店",
];
/// What parts a place from what is done there.
const WITHIN: [&str; 10] = ["里", "内", "上", "前", "中", "旁", "边", "口", "外", "下"];

/// What is known of a caption of a paper of a day: its dates are read from it.
pub fn caption_facts(
    caption: &str,
    issue: Date,
    places: Vec<(usize, usize)>,
    photographer: Option<String>,
) -> CaptionFacts {
    let paragraphs: Vec<String> = caption.split('\n').map(str::to_owned).collect();
    let starts: Vec<usize> = paragraphs
        .iter()
        .scan(0, |at, line| {
            let start = *at;
            *at += line.chars().count() + 1;
            Some(start)
        })
        .collect();
    let item = Item { paragraphs, ..Item::default() };
    let events = event_dates(&item, issue);
    // A day says more than 近日, wherever it stands.
    let best = events.iter().min_by_key(|event| match event.certainty {
        Certainty::Day => 0,
        Certainty::Month => 1,
        Certainty::About => 2,
        Certainty::Year => 3,
    });
    let time = best.map(|event| {
        let start = starts.get(event.span.paragraph).copied().unwrap_or_default() + event.span.start;
        let words = match event.certainty {
            Certainty::Day => event.date.to_string(),
            Certainty::Month => format!("{:04}-{:02}", event.date.year(), event.date.month()),
            Certainty::Year => event.date.year().to_string(),
            Certainty::About => event.words.clone(),
        };
        (words, (start, event.span.len), event.reason.clone())
    });
    CaptionFacts { time, places, photographer }
}

/// The elements that a caption gives, in the order of the standard.
pub fn propose_elements(caption: &str, facts: &CaptionFacts) -> Vec<ElementProposal> {
    let chars: Vec<char> = caption.chars().collect();
    let time = facts.time.clone().map(|(words, span, reason)| ElementProposal {
        element: Element::Time,
        words,
        spans: vec![span],
        reason: Some(reason),
    });
    let photographer = facts.photographer.clone().map(|words| ElementProposal {
        element: Element::Photographer,
        words,
        spans: Vec::new(),
        reason: None,
    });
    let read = |element, spans: Vec<(usize, usize)>| {
        let words: Vec<String> = spans.iter().map(|span| printed(&chars, *span)).collect();
        (!spans.is_empty())
            .then(|| ElementProposal { element, words: words.join("、"), spans, reason: None })
    };
    let found = [
        read(Element::Event, event(&chars, caption).into_iter().collect()),
        time,
        read(Element::Place, places(&chars, &facts.places)),
        people(&chars, caption),
        read(Element::Background, background(&chars).into_iter().collect()),
        photographer,
    ];
    found.into_iter().flatten().collect()
}

fn printed(chars: &[char], (start, len): (usize, usize)) -> String {
    chars.iter().skip(start).take(len).collect()
}

fn begins(chars: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, c)| chars.get(at) == Some(&c))
}

fn ends(chars: &[char], word: &str) -> bool {
    let len = word.chars().count();
    chars.len() >= len && begins(&chars[chars.len() - len..], word)
}

/// Where the clause goes on to that begins at `from`.
fn clause_end(chars: &[char], from: usize) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    let is_end = |c: &char| matches!(c, ',' | '，' | '。' | ';' | '；' | '!' | '！' | '\n');
    from + rest.iter().position(is_end).unwrap_or(rest.len())
}

/// What happens: held, under way, or done by somebody who has a place in the picture.
fn event(chars: &[char], caption: &str) -> Option<(usize, usize)> {
    let span = |from: usize| {
        let end = clause_end(chars, from);
        (end >= from + 2).then_some((from, end - from))
    };
    let within_quotes = |at: usize| {
        let before = &chars[..at];
        let count = |mark: char| before.iter().filter(|c| **c == mark).count();
        count('“') > count('”') || count('《') > count('》')
    };
    for at in 0..chars.len() {
        if HELD.iter().any(|word| begins(&chars[at..], word)) && !within_quotes(at) {
            return span(at);
        }
    }
    for person in placed_people(caption) {
        if let Some(found) = span(behind_the_place(chars, person.end)) {
            return Some(found);
        }
    }
    for word in NOW {
        for at in 0..chars.len() {
            if begins(&chars[at..], word) {
                return span(at + word.chars().count());
            }
        }
    }
    None
}

/// Goes past 在楼前 and 正在.
fn behind_the_place(chars: &[char], from: usize) -> usize {
    for word in NOW {
        if begins(&chars[from.min(chars.len())..], word) {
            return from + word.chars().count();
        }
    }
    if chars.get(from) != Some(&'在') {
        return from;
    }
    let end = clause_end(chars, from).min(from + 14);
    let within = (from + 2..end).find(|at| {
        WITHIN.iter().chain(&SITES).any(|word| ends(&chars[from + 1..*at + 1], word) && at + 3 <= end)
    });
    within.map_or(from + 1, |at| at + 1)
}

/// Places that stand side by side are one: 东工人镇街道东湖社区. A site that belongs to one is told with it.
fn places(chars: &[char], known: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, len) in known {
        match joined.last_mut().filter(|(from, chars)| from + chars == *start) {
            Some((_, chars)) => *chars += len,
            None => joined.push((*start, *len)),
        }
    }
    let mut seen: Vec<String> = Vec::new();
    joined.retain(|span| {
        let words = printed(chars, *span);
        let new = seen.iter().all(|known| !known.ends_with(&words));
        seen.push(words);
        new
    });
    if joined.is_empty() {
        joined.extend(site(chars));
    }
    joined
}

/// 在 and a place that no list has.
fn site(chars: &[char]) -> Option<(usize, usize)> {
    for at in (0..chars.len()).filter(|at| chars[*at] == '在') {
        if at > 0 && chars[at - 1] == '正' {
            continue;
        }
        let end = clause_end(chars, at).min(at + 16);
        let run = chars[at + 1..end.max(at + 1)].iter().take_while(|c| is_han(**c)).count();
        // The shortest that ends so, unless a longer one goes on at once: 东湖小学 of 东湖小学广场.
        let is_site = |len: &usize| {
            SITES.iter().any(|word| ends(&chars[at + 1..at + 1 + len], word) && *len > word.chars().count())
        };
        let found: Vec<usize> = (2..=run).filter(is_site).collect();
        let first = found.first().copied();
        let longer = first.and_then(|first| found.iter().find(|len| **len > first && **len <= first + 3));
        if let Some(len) = longer.copied().or(first) {
            return Some((at + 1, len));
        }
    }
    None
}

/// Who is seen, with office and position.
fn people(chars: &[char], caption: &str) -> Option<ElementProposal> {
    let mut told: Vec<(usize, usize, String, Vec<String>)> = Vec::new();
    for person in placed_people(caption) {
        let len = person.name.chars().count();
        told.push((person.start, len, person.name, vec![person.position]));
    }
    for mut named in named_people(caption) {
        // 请来退休教师
        named.office = named.office.trim_start_matches(['来', '请']).to_owned();
        let of = |(start, len, ..): &(usize, usize, String, Vec<String>)| {
            (*start..start + len).contains(&named.start)
        };
        match told.iter().position(of) {
            Some(at) if told[at].0 == named.start => told[at].3.push(named.office),
            // A part of another name is nobody.
            Some(_) => {}
            None => {
                let len = named.name.chars().count();
                told.push((named.start, len, named.name, vec![named.office]));
            }
        }
    }
    told.sort_by_key(|(start, ..)| *start);
    if told.is_empty() || chars.is_empty() {
        return None;
    }
    let words: Vec<String> =
        told.iter().map(|(.., name, says)| format!("{name}（{}）", says.join("，"))).collect();
    let spans = told.iter().map(|(start, len, ..)| (*start, *len)).collect();
    Some(ElementProposal { element: Element::People, words: words.join("、"), spans, reason: None })
}

/// Why, or on what occasion: a clause that says so itself.
fn background(chars: &[char]) -> Option<(usize, usize)> {
    let mut from = 0;
    while from < chars.len() {
        let end = clause_end(chars, from);
        let clause = &chars[from..end];
        let reason = (0..clause.len()).find(|at| {
            let word = REASONS.iter().find(|word| begins(&clause[*at..], word));
            // 为了 and the like may follow a subject, others only begin a clause.
            word.is_some() && (*at == 0 || word.is_some_and(|word| *word != "随着"))
        });
        if let Some(at) = reason {
            return Some((from + at, clause.len() - at)).filter(|(_, len)| *len >= 4);
        }
        let occasion = |word: &&&str| {
            let at = clause.windows(word.chars().count()).position(|run| begins(run, word));
            at.is_some_and(|at| at >= 2)
        };
        if let Some(word) = OCCASIONS.iter().find(|word| occasion(word))
            && clause.len() <= 14
            && ends(clause, word)
        {
            return Some((from, clause.len()));
        }
        from = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ISSUE: Date = Date::constant(2015, 12, 9);

    /// Event, time, place, people, background, photographer; `-` where it is missing.
    #[track_caller]
    fn check(caption: &str, named: &[&str], expect: [&str; 6]) {
        let at = |words: &&str| {
            let byte = caption.find(words).expect("a place of the caption");
            (caption.get(..byte).unwrap_or_default().chars().count(), words.chars().count())
        };
        let facts = caption_facts(caption, ISSUE, named.iter().map(at).collect(), None);
        let proposals = propose_elements(caption, &facts);
        let words = Element::ALL.map(|element| {
            let found = proposals.iter().find(|proposal| proposal.element == element);
            found.map_or("-", |proposal| proposal.words.as_str())
        });
        assert_eq!(words, expect, "{caption}");
        let chars: Vec<char> = caption.chars().collect();
        for (start, len) in proposals.iter().flat_map(|proposal| &proposal.spans) {
            assert!(*len > 0 && start + len <= chars.len(), "{caption}");
        }
    }

    #[test]
    fn a_caption_gives_what_it_says_and_no_more() {
        check(
            "12月7日,在卫东区东工人镇街道东湖社区,社区党支部书记刘凯平(右一)在楼前张贴消防安全知识贴图,并为群众讲解消防安全知识。",
            &["卫东区", "东工人镇街道", "东湖社区"],
            [
                "张贴消防安全知识贴图",
                "2015-12-07",
                "卫东区东工人镇街道东湖社区",
                "刘凯平（右一，社区党支部书记）",
                "-",
                "-",
            ],
        );
        check(
            "12月5日，东湖路街道渔灯社区举行冬季消防演练。在消防员的指导下，居民尤大海（左二）手持灭火器扑灭油盆里的火，围观的街坊连声叫好。",
            &["东湖路街道", "渔灯社区"],
            ["举行冬季消防演练", "2015-12-05", "东湖路街道渔灯社区", "尤大海（左二）", "-", "-"],
        );
        check(
            "5月18日，南湖街道凤翔社区的孩子们在社区广场上排练腰鼓。为迎接“六一”国际儿童节，该社区请来退休音乐教师磨秋兰（后排左一）义务辅导。",
            &["南湖街道", "凤翔社区"],
            [
                "排练腰鼓",
                "2015-05-18",
                "南湖街道凤翔社区",
                "磨秋兰（后排左一，退休音乐教师）",
                "为迎接“六一”国际儿童节",
                "-",
            ],
        );
        check(
            "12月9日,在春熙路街道盐道街社区,居民蒋素华(左二)教小朋友剪窗花。\n冬至将至,该社区开设了“周三手工课”。",
            &["春熙路街道", "盐道街社区"],
            ["教小朋友剪窗花", "2015-12-09", "春熙路街道盐道街社区", "蒋素华（左二）", "冬至将至", "-"],
        );
        check(
            "关长顺（右一）和工友把冰块拉上岸。",
            &[],
            ["和工友把冰块拉上岸", "-", "-", "关长顺（右一）", "-", "-"],
        );
        check(
            "近日，医生正在东湖小学为学生检查视力。",
            &[],
            ["东湖小学为学生检查视力", "近日", "-", "-", "-", "-"],
        );
        check("昨日，孩子们在人民公园放风筝。", &[], ["-", "2015-12-08", "人民公园", "-", "-", "-"]);
        check("春节前夕，灯市上人来人往。", &[], ["-", "-", "-", "-", "春节前夕", "-"]);
        check("秋日里的白龟湖。", &[], ["-", "-", "-", "-", "-", "-"]);
        check("", &[], ["-", "-", "-", "-", "-", "-"]);
        check("“举行”二字写得很大。", &[], ["-", "-", "-", "-", "-", "-"]);
    }

    #[test]
    fn the_photographer_and_the_reason_of_a_day_are_told() {
        let facts = caption_facts("昨日，放风筝。", ISSUE, Vec::new(), Some("毛思周".to_owned()));
        let proposals = propose_elements("昨日，放风筝。", &facts);
        assert_eq!(proposals.len(), 2);
        assert_eq!(proposals[0].spans, [(0, 2)]);
        assert!(proposals[0].reason.as_deref().is_some_and(|reason| reason.contains("昨日")));
        assert_eq!((proposals[1].element, proposals[1].words.as_str()), (Element::Photographer, "毛思周"));
    }

    proptest! {
        #[test]
        fn no_caption_breaks_the_rule(
            caption in proptest::collection::vec(
                proptest::sample::select(
                    "在正图为迎接举行（左一）张三书记，。前夕期间随着社区里上广场\n“”12月7日昨日".chars().collect::<Vec<_>>(),
                ),
                0..50,
            ),
        ) {
            let caption: String = caption.into_iter().collect();
            let chars = caption.chars().count();
            let facts = caption_facts(&caption, ISSUE, Vec::new(), None);
            for proposal in propose_elements(&caption, &facts) {
                prop_assert!(proposal.spans.iter().all(|(start, len)| *len > 0 && start + len <= chars));
            }
        }
    }
}
