//! Words of page heads: names of papers and pages, days of the week, numbers of issues, and what heads are filled with.

use crate::text::{WordList, fold_char, is_han};

use super::furniture::starts_with_staff;

/// 社区新闻 is the name of a page, 鹿城新闻 that of a paper.
pub fn is_section_news(word: &str) -> bool {
    const KINDS: &str = "社区 综合 本埠 本地 本市 国内 国际 城市 城区 时政 区域 法治 财经 民生 教育 文化 体育 街道 \
        部门 基层 县区 社会 图片 要闻";
    word.strip_suffix("新闻").is_some_and(|kind| KINDS.split(' ').any(|word| word == kind))
}

/// Names that pages have.
pub fn is_page_name(word: &str) -> bool {
    const WORDS: &str = "新闻 要闻 社区 民生 副刊 综合 国内 国际 城事 生活 文化 教育 健康 专题 专版 周末 深度 评论 \
        影像 读者 街坊 理论 时评 财经 体育 娱乐 视点 经济 法治 党建 时政 本地 本市 城区 广告 文艺 \
        文学 天下 人物 图片 百姓 关注 服务 特刊";
    let parts: Vec<&str> = word.split('·').collect();
    parts.iter().all(|part| part.chars().count() <= 4)
        && parts
            .iter()
            .any(|part| WORDS.split(' ').any(|word| part.ends_with(word) || part.starts_with(word)))
}

/// 金水发布, 南山融媒: what publishes besides papers.
pub fn ends_like_a_house(word: &str) -> bool {
    const ENDS: WordList = WordList::new("发布 融媒 传媒 观察 在线 通讯 时讯 导刊 视窗");
    (3..=8).contains(&word.chars().count()) && word.chars().all(is_han) && ENDS.end_of(word).is_some()
}

/// 星期三, 周日.
pub fn weekday(word: &str) -> Option<&'static str> {
    let day = word.strip_prefix("星期").or_else(|| word.strip_prefix("周"))?;
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
        .into_iter()
        .find(|name| name.ends_with(if day == "天" { "日" } else { day }) && !day.is_empty())
}

/// 总第1234期, 第1234期, 第1234号: the digits.
pub fn issue_number(word: &str) -> Option<String> {
    let bare = word.trim_start_matches("总").trim_start_matches("复刊").trim_start_matches("创刊");
    let digits: String =
        bare.strip_prefix('第')?.strip_suffix(['期', '号'])?.chars().map(fold_char).collect();
    let han = digits.chars().all(|c| "〇零一二三四五六七八九十百千".contains(c));
    (!digits.is_empty() && (han || digits.chars().all(|c| c.is_ascii_digit()))).then_some(digits)
}

/// Called as papers are: …报, …新闻, …周刊.
pub fn is_paper_name(word: &str) -> bool {
    const NOT_PAPERS: &str = "汇报 喜报 海报 简报 预报 情报 通报 播报 举报 回报 申报 快报讯 上报 填报";
    (3..=14).contains(&word.chars().count())
        && word.chars().all(is_han)
        && ["报", "新闻", "周刊", "画刊", "报道", "快讯", "时讯", "晨讯", "融媒", "早刊", "晚刊"]
            .iter()
            .any(|end| word.ends_with(end))
        && !NOT_PAPERS.split(' ').any(|end| word.ends_with(end))
}

/// 农历…, 今日8版, 国内统一刊号…, 网址…, 主办…, 本版编辑 and the like.
pub fn is_head_filler(word: &str) -> bool {
    const STARTS: WordList = WordList::new(
        "总第 农历 今日 明日 本期 国内统一 国内外 网址 邮箱 热线 新闻热线 邮发代号 刊号 主办 主管 \
        出版 本版 电话 统一刊号 天气 零售 定价 社址 社长 内部资料 免费 准印证 CN http www 乙 甲 丙 \
        丁 癸",
    );
    STARTS.begin_of(word).is_some()
        || starts_with_staff(word)
        || is_lunar(word)
        || word.chars().all(|c| c.is_ascii_digit() || ".-+@".contains(c))
        || (word.ends_with('版') && word.chars().any(|c| fold_char(c).is_ascii_digit()))
        || word.contains('@')
        || word.contains(".com")
}

/// 十月廿八, 乙未年十月廿八, 腊月初三.
pub fn is_lunar(word: &str) -> bool {
    let chars = word.chars().count();
    (2..=10).contains(&chars)
        && word.chars().all(|c| {
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥年正一二三四五六七八九十廿卅初冬腊闰月日大小雪寒"
                .contains(c)
        })
        && (word.contains('月') || word.contains('初') || word.contains('廿') || word.ends_with('年'))
}
