//! What can be seen of one stretch of text by itself, before its neighbours are asked.

use crate::text::{WordList, count_up_to, ends_sentence, is_han};

use super::continuation::{self, Continuation};
use super::course::Course;
use super::titles;
use super::{byline, credit, signature};

/// How plainly a line is a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signed {
    /// Not at all.
    No,
    /// It is built like a name and nothing else.
    BareName,
    /// Names behind a mark or in brackets: □ 李明.
    Marked,
    /// An office or a share of the work stands by the names.
    Told,
}

/// How a stretch speaks of who took a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credit {
    /// Not at all.
    None,
    /// At its end: …解决困难。 庞浩然 摄
    Tail,
    /// The whole of it: 毛思周 摄
    Own,
    /// The whole of it, of text and picture alike: 王波 文/图
    Shared,
}

/// The features of a stretch.
#[derive(Clone, Debug)]
pub struct Features {
    /// Characters, counted up to [`Features::LONG`].
    pub len: usize,
    /// Ends as a sentence ends.
    pub ends: bool,
    /// Ends with 。 or the like: no exclamation, no question.
    pub full_stop: bool,
    /// Stands in round brackets, all of it.
    pub bracketed: bool,
    /// Ends with a colon or semicolon: something of its own follows.
    pub leads_on: bool,
    /// Ends with a comma or 、.
    pub breaks_off: bool,
    /// 本报讯, an agency's dateline.
    pub opening: bool,
    /// Nothing behind the dateline.
    pub dateline_only: bool,
    /// How plainly it is a signature.
    pub signed: Signed,
    /// How it speaks of who took a picture.
    pub credit: Credit,
    /// 图为…, ▲上图….
    pub marked_caption: bool,
    /// A mark that may be a bullet as well: ▲ and no word of a picture.
    pub arrow_only: bool,
    /// Begins with a quotation mark, as slogans and speech do.
    pub quoted: bool,
    /// （右一）: who stands where in the picture.
    pub points: bool,
    /// Says what can be seen: 演出现场, 展示…
    pub shows: bool,
    /// The whole line is 下转… or 上接….
    pub continuation: Option<Continuation>,
    /// 下转 at its end.
    pub goes_on_elsewhere: bool,
    /// Can be part of a title.
    pub title_like: bool,
    /// Can be part of a title that has a comma.
    pub may_be_title: bool,
    /// 一、…  （二）…  1. …
    pub numbered: bool,
    /// —— in front.
    pub dashed: bool,
    /// 问：, 答：, 记者：
    pub dialogue: bool,
    /// 编后：…
    pub afterword: bool,
    /// Is called as collections and tables are: 谜语三则.
    pub of_many: bool,
    /// A mark in front of a short line that nobody signs: ■ 收工.
    pub bulleted: bool,
    /// Is called as columns are: 热线回音.
    pub label: bool,
    /// 遗失声明, 招租…
    pub advert_head: bool,
    /// Telephone, address, price.
    pub advert_words: usize,
    /// Closes with the names of those who wrote it.
    pub signed_end: bool,
    /// Says in its first words when or from whom: 近日, 12月8日, 记者从….
    pub tells_when: bool,
    /// Begins with an indent.
    pub indented: bool,
    /// Blank lines before it, beyond those between any two lines.
    pub gap: usize,
    /// One of three or more with the same arrow in front: short notes, no captions.
    pub in_notes: bool,
    /// Stands in a run of short lines too long for a block of titles: verse, a list, a table.
    pub in_run: bool,
    /// Tells what somebody says, or how the paper knows: no picture shows that.
    pub speaks: bool,
    /// A title that begins with a place or an office.
    pub institution: bool,
    /// A row of a table.
    pub row: bool,
    /// Closes a notice: a date on a line of its own, or whose notice it is above one.
    pub closes_notice: bool,
    /// Below the heading of a notice: 征婚启事.
    pub under_advert: bool,
    /// A line between paragraphs that is built like another: 借书 … 还书.
    pub echoes: bool,
    /// Below a signature for text and pictures of its piece.
    pub shared: bool,
    /// Begins as none does that stands by itself: 就不冷了.
    pub left_over: bool,
    /// How far above the end of a run of short lines, from 1.
    pub run_end: usize,
    /// May be a pen name: 老槐.
    pub pen_name: bool,
    /// A heading of what is added to a piece: 相关链接, 记者点评.
    pub sidebar: bool,
    /// Where it stands in the course of the page.
    pub course: Course,
}

impl Features {
    /// Lengths above this make no difference.
    pub const LONG: usize = 400;

    /// Looks at a stretch.
    pub fn of(text: &str, indented: bool, gap: usize) -> Self {
        let len = count_up_to(text, Self::LONG);
        let short = len <= 70;
        let ends = ends_sentence(text);
        let opening = byline::is_opening(text);
        let credit = credit_of(text, short);
        let label = short && titles::is_label(text);
        let signed = match short {
            true => signed_of(text, ends),
            false => Signed::No,
        };
        // 简讯, 夏侯热线: the name of a column may be built like that of a person.
        let signed = if label && signed == Signed::BareName { Signed::No } else { signed };
        let title_like = short && titles::is_title_like(text);
        let afterword = is_afterword(text);
        let (_, goes_on) = continuation::without_continuation(text);
        let continuation = if short { continuation::continuation(text) } else { None };
        Self {
            len,
            ends,
            full_stop: ends && !text.ends_with(['！', '？', '!', '?', '”', '…']),
            bracketed: text.starts_with(['（', '(']) && text.ends_with(['）', ')']),
            leads_on: text.ends_with(['：', ':', '；', ';']),
            breaks_off: text.ends_with(['，', ',', '、']),
            dateline_only: opening && len <= 40 && !ends && byline::is_only_dateline(text),
            opening,
            signed,
            credit,
            marked_caption: credit::is_marked_caption(text),
            arrow_only: text.starts_with(['▲', '▼', '△', '▽', '▶', '◀', '►', '◄'])
                && !PICTURE.is_in(head(text, 8)),
            quoted: text.starts_with(['“', '"', '‘', '「']),
            points: has_pointer(text, len),
            shows: len <= 40 && SHOWS.is_in(text) && !is_quoted(text),
            goes_on_elsewhere: continuation.is_none() && goes_on.is_some(),
            continuation,
            title_like,
            // 当天,在市残联的支持下,…: a sentence that was cut.
            may_be_title: title_like
                || (short
                    && titles::may_be_title(text)
                    && !(begins_as_told(text) && text.contains(['，', ',']))),
            numbered: is_numbered(text),
            dashed: text.starts_with(['—', '－']),
            dialogue: afterword || is_dialogue(text, len),
            afterword,
            of_many: title_like && titles::is_of_many(text),
            bulleted: title_like
                && len <= 20
                && signed == Signed::No
                && text.starts_with(['■', '●', '◆', '★', '◎']),
            label,
            signed_end: credit == Credit::None
                && text.ends_with([')', '）', '】'])
                && matches!(byline::end(text), byline::Signature::Names(_)),
            tells_when: tells_when(text),
            advert_head: is_advert_head(text, len),
            advert_words: if len <= 160 { advert_words(text) } else { 0 },
            indented,
            gap,
            in_notes: false,
            in_run: false,
            speaks: len <= 40 && (text.contains('说') || text.starts_with('据')),
            institution: title_like && titles::starts_with_institution(text),
            row: false,
            closes_notice: false,
            under_advert: false,
            echoes: false,
            shared: false,
            left_over: short && titles::is_left_over(text),
            run_end: 0,
            pen_name: len <= 6
                && signed == Signed::No
                && !label
                && !titles::is_sidebar(text)
                && byline::may_be_pen_name(text),
            sidebar: short && titles::is_sidebar(text),
            course: Course::default(),
        }
    }

    /// Whether it may be one of many short lines that are no titles. （单位：元/500克） is no sentence.
    pub fn is_short_line(&self) -> bool {
        self.len <= 22
            && (!self.full_stop || self.bracketed)
            && !self.opening
            && self.credit == Credit::None
            && self.signed == Signed::No
            && self.continuation.is_none()
            && !self.advert_head
            && !self.label
    }
}

impl Features {
    /// Whether it stops in mid-sentence, and no credit closes it.
    pub fn is_cut_off(&self) -> bool {
        !self.ends && !self.leads_on && self.credit == Credit::None
    }
}

/// The first `most` characters.
fn head(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// 当天，…: a day that was named before, or just now; no title begins so.
fn begins_as_told(text: &str) -> bool {
    const WORDS: WordList = WordList::new(
        "当天 当日 当晚 近日 日前 昨日 昨天 据了解 据悉 目前 随后 此外 同时 接着 后来 据介绍 连日来",
    );
    WORDS.begin_of(text).is_some()
}

fn tells_when(text: &str) -> bool {
    let head = head(text, 24);
    let head = head.split('。').next().unwrap_or_default();
    const WORDS: WordList = WordList::new(
        "近日 日前 昨日 昨天 昨晚 连日来 今年以来 近年来 记者从 记者在 据了解 获悉 今天 前天 上午 \
        下午 本月 去年 入冬 入夏 截至 即日起 街道",
    );
    let dated = head.find('月').and_then(|at| head.get(at + 3..)).is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).starts_with('日')
    });
    dated || WORDS.is_in(head)
}

fn signed_of(text: &str, ends: bool) -> Signed {
    match byline::signed(text) {
        byline::Signing::Told => {
            let bare = text.trim_start_matches(['—', ' ', '\u{3000}']);
            let bare = bare.trim_matches(['（', '）', '(', ')', '■', '□', '●', '◎', '○', ' ']);
            if signature::parse_names(bare, None).is_some() { Signed::Told } else { Signed::Marked }
        }
        byline::Signing::Names if ends => Signed::No,
        // 搪瓷厂　龚永福: who signs says where from.
        byline::Signing::Names if signature::begins_with_home(text) => Signed::Marked,
        byline::Signing::Names => Signed::BareName,
        byline::Signing::No => Signed::No,
    }
}

fn credit_of(text: &str, short: bool) -> Credit {
    // Credits end with such a word, or with a name behind one in a short line.
    let likely = short
        || text.ends_with(['发', ')', '）'])
        || text.chars().rev().take(6).any(|c| matches!(c, '摄' | '图' | '影' | '片' | '供'));
    if !likely {
        return Credit::None;
    }
    let Some(credited) = credit::photo_credit(text) else { return Credit::None };
    if !credited.caption.is_empty() {
        return Credit::Tail;
    }
    let people = byline::line_of_names(text).unwrap_or_default();
    let writes = people.iter().any(|person| person.role != crate::model::PersonRole::Photographer);
    if writes && !text.trim_end().trim_end_matches([')', '）']).ends_with('摄') {
        Credit::Shared
    } else {
        Credit::Own
    }
}

/// Words for a picture; a 图书室 is none.
const PICTURE: WordList =
    WordList::new("图为 图是 图： 图: 图中 图片 上图 下图 左图 右图 大图 小图 题图 组图");

/// Words for what a picture shows.
const SHOWS: WordList =
    WordList::new("现场。 展示 合影 留影 一角。 外景 全景 旧照 正在翻 正在为 在翻看 在查看 俯瞰 鸟瞰 场景");

/// Begins with a slogan or with speech: a quotation that is a sentence, no term in quotation marks (“村晚”剧团).
fn is_quoted(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['“', '"', '‘', '「']) else { return false };
    let Some(end) = rest.find(['”', '"', '’', '」']) else { return true };
    let (inner, after) = rest.split_at_checked(end).unwrap_or_default();
    let after = after.trim_start_matches(['”', '"', '’', '」']);
    inner.ends_with(['，', '。', '！', '？', ',', '…', '；'])
        || after.is_empty()
        || after.starts_with(['，', '。', ',', '；'])
        || inner.chars().nth(8).is_some()
}

/// Captions are seldom longer, in characters.
const LONGEST_CAPTION: usize = 160;

/// （右一）, （左二）, （中）: captions point at people.
fn has_pointer(text: &str, len: usize) -> bool {
    if len > LONGEST_CAPTION {
        return false;
    }
    let points = |(at, bracket): (usize, &str)| {
        let inner = text.get(at + bracket.len()..).and_then(|rest| rest.split(['）', ')']).next());
        inner.is_some_and(|inner| {
            inner.starts_with(['右', '左', '中', '前', '后'])
                && inner.chars().nth(4).is_none()
                && inner.chars().skip(1).all(|c| "一二三四五六七八九十排右左起者中".contains(c))
        })
    };
    text.match_indices(['（', '(']).any(points)
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// `一、`, `（二）`, `1.`, `第三章`: how section heads are counted.
fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', '【']);
    let bracketed = bare.len() < text.len();
    let digits = bare.chars().take_while(|c| c.is_ascii_digit() || is_numeral(*c)).count();
    let after = bare.chars().nth(digits);
    (1..=3).contains(&digits)
        && match after {
            Some('、' | '．') => true,
            Some('.') => bare.chars().nth(digits + 1).is_some_and(|c| !c.is_ascii_digit()),
            Some('）' | ')') => bracketed,
            _ => false,
        }
}

/// `编后：…`, `答：…`: what the editors add to a piece, also below its signature.
fn is_afterword(text: &str) -> bool {
    const WORDS: WordList = WordList::new("编后 编后语 编余 编者按 编者附言 编后小议 答 复 编辑答复 编者答");
    let bare = text.trim_start_matches(['【', '■', '□', '●', '[']);
    WORDS.begin_of(bare).is_some()
        && WORDS.words().any(|word| {
            bare.strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(['：', ':', '】', ']', '\u{3000}', ' ']))
        })
}

fn is_dialogue(text: &str, len: usize) -> bool {
    if text.starts_with("编辑同志") {
        return true;
    }
    let head = head(text, 8);
    let Some(at) = head.find(['：', ':']) else { return false };
    let who = head.get(..at).unwrap_or_default();
    matches!(
        who,
        "问" | "答" | "记者" | "主持人" | "问题" | "读者" | "网友" | "编者的话" | "小贴士" | "相关链接"
    ) || len > 40 && (2..=6).contains(&who.chars().count()) && who.chars().all(is_han)
}

/// No kind of notice is longer, with its marks and spaces.
const LONGEST_LABEL: usize = 40;

fn is_advert_head(text: &str, len: usize) -> bool {
    const WORDS: WordList = WordList::new(
        "遗失声明 遗失启事 声明 招租 招聘启事 招聘 拍卖公告 公告 公示 启事 广告 寻人启事 寻物启事 \
        更正 减资公告 注销公告 停电公告 停水通知 停水公告 通知 转让 出租 求租 征婚 讣告 敬告用户 \
        营业启事 售楼 分类信息 招生 清仓 大减价 酬宾 家教 急售 寻物 寻人 招领",
    );
    let bare = text.trim_matches([
        '【', '】', '[', ']', '■', '□', '●', '◆', '★', '☆', '〖', '〗', '《', '》', '·', ' ', '\u{3000}',
    ]);
    // 海角书店迁址启事：…, 【公告】…: the kind of notice stands in front.
    // 公　告
    let spread: String = if len <= 9 { bare.split_whitespace().collect() } else { String::new() };
    let single = bare.split_whitespace().all(|part| part.chars().nth(1).is_none());
    let bare = if single && !spread.is_empty() { spread.as_str() } else { head(bare, LONGEST_LABEL) };
    let label = bare.split(['：', ':', '】', '　']).next().unwrap_or_default();
    // 征稿启事: what a paper asks of its own readers is no advertisement.
    if label.starts_with("征稿") || label.starts_with("征文") || label.starts_with("更正") {
        return false;
    }
    let counted = label.ends_with('则');
    if !counted && !label.trim_end().ends_with(|c| WORDS.may_end_with(c)) || label.contains(['，', '。', ','])
    {
        return false;
    }
    let spaced: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    // 征婚启事两则
    let spaced = match spaced.strip_suffix('则') {
        Some(rest) => rest.trim_end_matches(is_numeral).trim_end_matches(['两', '数']).to_owned(),
        None => spaced,
    };
    let chars = spaced.chars().count();
    if len > 24 && chars > 18 {
        return false;
    }
    let labelled = spaced.len() < bare.len() && chars <= 18;
    let alone = spaced.len() >= bare.len().saturating_sub(6) && len <= 24;
    const TOO_COMMON: WordList = WordList::new("声明 通知 更正 公示 转让 出租 招聘 公告 广告 启事");
    (alone || labelled)
        && WORDS.end_of(&spaced).is_some()
        && WORDS.words().any(|word| {
            spaced == *word
                || (spaced.ends_with(word)
                    && (labelled || !TOO_COMMON.has(word) || matches!(word, "启事" | "公告")))
        })
}

fn advert_words(text: &str) -> usize {
    const WORDS: WordList = WordList::new(
        "声明作废 特此声明 特此公告 特此启事 联系电话 联系人 咨询电话 电话： 电话: 热线： 地址： \
        地址: 优惠 特价 欢迎光临 价格面议 有意者 面议 遗失 招租 欢迎选购 诚聘 敬请 竭诚 开业 承接 \
        【寻物 【寻人 招领 寻物 展销 三包 截稿 征稿 奖金 拾到者 酬谢 八折 新老顾客 迁至 作废 电话13 \
        债权 注册资本 敬请谅解 取件 月薪 挂失 竞买 服务站 非诚勿扰 上门服务",
    );
    WORDS.count_in(text)
}
