//! The two lines above an article: is the first a kicker (引题) or the second a subtitle (副题)?

use crate::text::{ends_sentence, is_han};

/// How the lines of a title block are shared out, by their place in the block.
#[derive(Debug, PartialEq, Eq)]
pub struct TitlePlan {
    /// Line of the headline; the lines before it are the kicker, those after it the subtitle.
    pub headline: usize,
    /// Why, in plain Chinese; empty for a single line.
    pub reason: String,
    /// Too close to call.
    pub doubt: bool,
}

/// Whether a line can be part of a title block. A comma speaks against it: headlines part their halves by a space.
pub fn is_title_like(line: &str) -> bool {
    let length = line.chars().count();
    let exclaims = line.ends_with(['！', '？', '!', '?', '…']) && length <= 24;
    (2..=40).contains(&length)
        && !line.contains(['，', ',', '。', '；', ';'])
        && !line.ends_with(['、', '：', ':'])
        && (exclaims || !ends_sentence(line))
        && line.chars().any(is_han)
}

/// As [`is_title_like`], commas allowed: enough where what follows can only be the start of a body.
pub fn may_be_title(line: &str) -> bool {
    is_title_like(&line.replace(['，', ','], " "))
}

/// Shares out the lines of a title block of one to three lines.
pub fn plan(lines: &[&str]) -> TitlePlan {
    match lines {
        [first, second] => two_lines(first, second),
        [_, _, _] => {
            TitlePlan {
                headline: 1, reason: "三行标题，依次为引题、主题、副题".to_owned(), doubt: false
            }
        }
        _ => TitlePlan { headline: 0, reason: String::new(), doubt: false },
    }
}

/// Marks of a kicker or subtitle: positive for a subtitle in the second line, negative for a kicker in the first.
fn two_lines(first: &str, second: &str) -> TitlePlan {
    let length = |line: &str| line.chars().count() as f32;
    let ratio = length(second) / length(first).max(1.0);
    let mut reasons: Vec<(f32, String)> = Vec::new();
    let mut add = |weight: f32, reason: String| reasons.push((weight, reason));
    if second.starts_with('—') {
        add(6.0, "第二行以破折号起头".to_owned());
    }
    // A subtitle gives the particulars and runs long; a kicker is about as long as its headline, or shorter.
    let longer = if ratio >= EVEN { "第二行比第一行长得多" } else { "两行长度相近" };
    add(2.5 * (ratio / EVEN).ln() / 1.5_f32.ln(), format!("{longer}（{ratio:.1} 倍）"));
    if second.chars().count() > LONGEST_HEADLINE {
        add(1.5, "第二行太长，不像主题".to_owned());
    }
    if has_couplet(first) && !has_couplet(second) {
        add(-2.0, "第一行是并列短语".to_owned());
    }
    if has_couplet(second) && !has_couplet(first) {
        add(1.5, "第二行是并列短语".to_owned());
    }
    if second.contains(|c: char| c.is_ascii_digit()) && !first.contains(|c: char| c.is_ascii_digit()) {
        add(1.0, "第二行有具体数字".to_owned());
    }
    if starts_without_subject(first) {
        add(-1.5, "第一行没有主语".to_owned());
    }
    if starts_with_institution(second) {
        add(-0.8, "第二行以地名或单位起头".to_owned());
    }
    if starts_without_subject(second) {
        add(1.0, "第二行没有主语".to_owned());
    }
    let score: f32 = reasons.iter().map(|(weight, _)| weight).sum();
    let subtitle = score > 0.0;
    let mut told: Vec<&(f32, String)> =
        reasons.iter().filter(|(weight, _)| (*weight > 0.0) == subtitle).collect();
    told.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let because: Vec<&str> = told.iter().map(|(_, reason)| reason.as_str()).collect();
    let verdict = if subtitle {
        "第一行作主题，第二行作副题"
    } else {
        "第一行作引题，第二行作主题"
    };
    let reason = format!("{verdict}：{}", because.join("，"));
    TitlePlan { headline: usize::from(!subtitle), reason, doubt: score.abs() < 1.0 }
}

/// Lines of this ratio, second to first, say nothing either way.
const EVEN: f32 = 1.35;
/// Main headlines are set large, so they rarely have more characters than this.
const LONGEST_HEADLINE: usize = 22;

/// Whether a place or an office stands at the beginning: 五马街道…, 区档案馆….
fn starts_with_institution(line: &str) -> bool {
    let head: String = line.chars().take(7).collect();
    ["区", "县", "市", "街道", "社区", "镇", "乡", "村", "局", "馆", "办", "中心"]
        .iter()
        .any(|word| head.contains(word))
}

/// Two phrases side by side, parted by a space: 加大工作力度 强化工作措施.
fn has_couplet(line: &str) -> bool {
    let parts: Vec<usize> =
        line.split([' ', '\u{3000}']).map(|part| part.chars().count()).filter(|n| *n > 0).collect();
    matches!(parts.as_slice(), [a, b] | [a, b, _] if *a >= 3 && *b >= 3 && a.abs_diff(*b) <= 3)
}

/// Verbs that titles begin with when they have no subject of their own.
const SUBJECTLESS: [&str; 40] = [
    "推行",
    "着力",
    "加大",
    "加强",
    "坚持",
    "强化",
    "推进",
    "推动",
    "落实",
    "完善",
    "健全",
    "创新",
    "整合",
    "搭建",
    "打造",
    "提升",
    "提高",
    "深化",
    "围绕",
    "发挥",
    "开展",
    "优化",
    "构建",
    "聚焦",
    "立足",
    "突出",
    "狠抓",
    "严格",
    "积极",
    "努力",
    "全力",
    "为了",
    "让",
    "获",
    "荣获",
    "被授予",
    "近",
    "投入",
    "办好",
    "送",
];

fn starts_without_subject(line: &str) -> bool {
    SUBJECTLESS.iter().any(|verb| line.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: [&str; 2], headline: usize) {
        let plan = plan(&lines);
        assert_eq!(plan.headline, headline, "{lines:?}: {}", plan.reason);
        assert!(!plan.reason.is_empty());
    }

    #[test]
    fn kickers_stand_before_headlines() {
        check(["健全网格服务机制", "五马街道打通为民服务最后一米"], 1);
        check(["齐抓共管 群防群治", "晨光区平安建设再上新台阶"], 1);
        check(["着力解决停车难、充电难、晾晒难问题", "桂花园社区改造从小处着手"], 1);
    }

    #[test]
    fn subtitles_stand_behind_headlines() {
        check(["老街坊夜校越办越红火", "三年开班四十六期，两千三百多名居民结业"], 0);
        check(["菜场搬进新大楼", "——城东农贸市场改造见闻"], 0);
        check(["巡逻队守护平安夜", "由42名志愿者组成的夜间巡逻队成立以来共消除隐患318处"], 0);
    }

    #[test]
    fn sentences_are_no_titles() {
        assert!(is_title_like("安培社区“5点钟义务课堂”唱响全省"));
        assert!(is_title_like("楼道灯坏了谁来修？"));
        for line in
            ["查询机等设备。", "区档案馆建成于2004年,库房面积550", "共同研究确定工作要点、", "好", "12345"]
        {
            assert!(!is_title_like(line), "{line}");
        }
    }
}
