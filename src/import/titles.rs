//! The two lines above an article: is the first a kicker (引题) or the second a subtitle (副题)?

use crate::text::{WordList, ends_sentence, is_han};

/// Longest line of a title block, in characters.
const LONGEST_TITLE: usize = 40;

/// Whether a line can be part of a title block. A comma speaks against it: headlines part their halves by a space.
pub fn is_title_like(line: &str) -> bool {
    let length = line.chars().count();
    let exclaims = line.ends_with(['！', '？', '!', '?', '…']) && length <= 36;
    (2..=LONGEST_TITLE).contains(&length)
        && !line.contains(['，', ',', '。', '；', ';'])
        && !line.ends_with(['、', '：', ':'])
        && (exclaims || !ends_sentence(line))
        && line.chars().any(is_han)
}

/// As [`is_title_like`], commas allowed: enough where what follows can only be the start of a body.
pub fn may_be_title(line: &str) -> bool {
    const PAUSES: [char; 4] = ['，', ',', '；', ';'];
    if line.contains('。') {
        return false;
    }
    is_title_like(line.trim_end_matches(['，', ',', '、']))
        || leads_headline(line)
        || (line.contains(PAUSES)
            && line.chars().count() <= LONGEST_TITLE
            && is_title_like(&line.replace(PAUSES, " ")))
}

/// `县西巷社区：` above `小马扎“开”出大会议`: who it is about, on a line of its own.
fn leads_headline(line: &str) -> bool {
    let Some(who) = line.strip_suffix(['：', ':']) else { return false };
    const ADDRESSED: WordList = WordList::new("同志 朋友 编辑 编辑部 贵报 如下 说 道 记者 问 答 启 们");
    is_title_like(who)
        && who.chars().count() <= 12
        && ADDRESSED.end_of(who).is_none()
        && starts_with_institution(who)
}

const LONGER: &str = "第二行比第一行长得多";
const ALIKE: &str = "两行长度相近";

/// `一百二十名妇女…`, `…惠及四千三百人`: a number in Han.
fn counts_in_han(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十百千万两".contains(c);
    let begins = line.chars().take_while(|c| numeral(*c)).count() >= 2;
    begins || line.split(|c| !numeral(c)).any(|run| run.chars().nth(2).is_some())
}

/// How many times as long as the first line the second is.
fn ratio(first: &str, second: &str) -> f32 {
    let length = |line: &str| line.chars().count() as f32;
    length(second) / length(first).max(1.0)
}

/// The marks by which two lines of a title block are told apart, each with its weight: positive where the second is a
/// subtitle (副题) to the first, negative where the first is a kicker (引题) to the second.
fn marks(first: &str, second: &str, mut add: impl FnMut(f32, &'static str)) {
    let ratio = ratio(first, second);
    if second.starts_with('—') {
        add(6.0, "第二行以破折号起头");
    }
    // A subtitle gives the particulars and runs long; a kicker is about as long as its headline, or shorter.
    let longer = if ratio >= EVEN { LONGER } else { ALIKE };
    // A line of a few characters is a heading of its own, however long the next one is.
    if first.chars().count() > SHORTEST_HEADLINE {
        add((2.5 * (ratio / EVEN).ln() / 1.5_f32.ln()).clamp(-2.2, 4.0), longer);
    }
    if second.chars().count() > LONGEST_HEADLINE {
        add(1.5, "第二行太长，不像主题");
    }
    if first.chars().count() > LONGEST_HEADLINE {
        add(-1.5, "第一行太长，不像主题");
    }
    if has_couplet(first) && !has_couplet(second) {
        add(-2.0, "第一行是并列短语");
    }
    if has_couplet(second) && !has_couplet(first) {
        add(1.5, "第二行是并列短语");
    }
    let digits = |line: &str| line.contains(|c: char| c.is_ascii_digit()) || counts_in_han(line);
    if first.starts_with('从') && first.contains('到') {
        add(-1.5, "第一行是“从…到…”");
    }
    let asks = |line: &str| line.ends_with(['？', '?']);
    let answers = second.chars().take(6).any(|c| matches!(c, '：' | ':'));
    if asks(first) && answers && !asks(second) {
        add(3.0, "第一行发问，第二行作答");
    }
    // X社区：…: who it is about stands in a headline; so do most words in quotation marks.
    if answers && !asks(first) && !starts_without_subject(second) {
        add(-2.0, "第二行以冒号点出主体");
    }
    match (has_quotes(first), has_quotes(second)) {
        // 清平社区试行“衣物漂流”, 从“等”到“问”: kickers with a term of their own.
        (true, false) if !starts_with_institution(first) && !first.starts_with('从') => {
            add(2.2, "第一行有引号");
        }
        (false, true) => add(-1.5, "第二行有引号"),
        _ => {}
    }
    if is_label(first) {
        add(-5.0, "第一行是栏目名");
    } else if first.chars().count() <= SHORTEST_HEADLINE && ratio > EVEN && !second.starts_with('—') {
        // 开学第一周: what it is about, with the news below.
        add(-4.0, "第一行只有几个字");
    }
    if digits(second) && !digits(first) {
        add(1.0, "第二行有具体数字");
    }
    if starts_without_subject(first) {
        add(-1.5, "第一行没有主语");
    }
    match (starts_with_institution(first), starts_with_institution(second)) {
        (false, true) => add(-1.6, "第二行以地名或单位起头"),
        (true, true) => add(-0.4, "第二行以地名或单位起头"),
        (true, false) => add(1.4, "第一行以地名或单位起头"),
        _ => {}
    }
    if ATTENDS.end_of(second).is_some() && ATTENDS.end_of(first).is_none() {
        add(4.0, "第二行说谁出席、谁讲话");
    }
    if starts_without_subject(second) {
        add(1.0, "第二行没有主语");
    }
}

/// Who came and who spoke: 王海涛出席并讲话.
const ATTENDS: WordList = WordList::new("出席 讲话 主持 致辞 主持会议 作报告 到会祝贺");

/// How strongly `second` is a subtitle to `first` (positive), or `first` a kicker to `second` (negative).
pub fn lean(first: &str, second: &str) -> f32 {
    let mut sum = 0.0;
    marks(first, second, |weight, _| sum += weight);
    f32::clamp(sum, -7.0, 7.0)
}

/// Why the two lines were read as headline and subtitle, or as kicker and headline.
pub fn reason(first: &str, second: &str, subtitle: bool) -> String {
    let mut told: Vec<(f32, &str)> = Vec::new();
    marks(first, second, |weight, reason| {
        if (weight > 0.0) == subtitle {
            told.push((weight, reason));
        }
    });
    told.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let words = |(_, reason): &(f32, &str)| match *reason {
        LONGER | ALIKE => format!("{reason}（{:.1} 倍）", ratio(first, second)),
        reason => reason.to_owned(),
    };
    let because: Vec<String> = told.iter().map(words).collect();
    let verdict = if subtitle {
        "上一行作主题，这一行作副题"
    } else {
        "这一行作引题，下一行作主题"
    };
    if because.is_empty() { verdict.to_owned() } else { format!("{verdict}：{}", because.join("，")) }
}

/// How likely a headline goes on from `first` to `second`: two halves of one sentence, or two parallel lines.
pub fn split_headline(first: &str, second: &str) -> f32 {
    if second.starts_with('—') {
        return -9.0;
    }
    let (a, b) = (first.chars().count(), second.chars().count());
    let mut score = -3.0;
    if is_parallel(first, second) {
        score += if starts_with_institution(second) { 0.5 } else { 4.2 };
    }
    if WANTS_MORE.end_of(first).is_some() {
        score += 6.0;
    }
    if ATTENDS.end_of(second).is_some() {
        score -= 4.0;
    }
    // 您去了吗？: what asks or calls out is whole.
    if leads_headline(first) {
        score += 5.0;
    }
    if first.ends_with(['？', '?', '！', '!']) && !second.ends_with(['？', '?', '！', '!']) {
        score -= 3.0;
    }
    // 76岁退休教师 / 为邻居义务读报十二年: the first line is only who it is about.
    let only_who = WHO.end_of(first).is_some()
        && !starts_without_subject(first)
        && a <= 14
        && !first.contains([' ', '\u{3000}']);
    if only_who && !starts_with_institution(second) && !second.contains(['，', ',']) {
        score += 4.5;
    }
    // 小寨路街道多方联手 / 为考生护航
    if b <= a
        && b <= 9
        && starts_with_institution(first)
        && second.starts_with(['为', '让', '把', '向', '给', '助', '护', '圆', '解', '送'])
    {
        score += 3.2;
    }
    if b <= 9 && b < a && second.starts_with('“') && !first.contains([' ', '\u{3000}']) {
        score += 1.5;
    }
    if LEFT_OVER.begin_of(second).is_some() {
        score += 4.0;
    }
    if ENDS_A_NAME.end_of(second).is_some() && b <= a && b <= 10 && !starts_with_institution(second) {
        score += 1.5;
    }
    if has_couplet(first) != has_couplet(second) {
        score -= 1.0;
    }
    score
}

/// Words that leave a sentence open: what they speak of stands in the next line.
const WANTS_MORE: WordList = WordList::new(
    "该不该 能不能 要不要 会不会 为何 如何 怎么 装上 送上 换上 穿上 建起 开起 办起 推出 开出 送来 \
    经不起 离不开 少不了 来自 走上 迎来 变成 变身 唱响 用上 住上 喝上 有了 搬进 走出 搬到 送到 \
    写进 ， , 的 和 与 及 在 为 把 让 将 被 对 向 从 以 召开 举行 举办 开展 启动 推进 建设 打造 \
    创建 获评 荣获 获 成为 通过 实施 、 是 给 到 走进",
);
/// Words for whom a headline speaks of.
const WHO: WordList = WordList::new(
    "老人 居民 教师 老师 志愿者 医生 民警 党员 书记 工人 师傅 老兵 大妈 大爷 阿姨 小伙 青年 学生 \
    少年 夫妻 夫妇 母女 父子 家庭 企业 医院 学校 小学 中学 社区 街道 区 局 馆 中心 协会 支队 \
    姑娘 奶奶 爷爷",
);
/// Words that no line of its own begins with.
const LEFT_OVER: WordList = WordList::new(
    "终于 就 才 却 竟 都 也 还 又 正 不再 再也 的 和 与 及 等 动员大会 工作会议 推进会 座谈会 \
    表彰会",
);
/// Whether a line begins as none does that stands by itself.
pub fn is_left_over(line: &str) -> bool {
    line.starts_with('，') || LEFT_OVER.begin_of(line).is_some()
}

/// Words that close the name of a meeting, a campaign, a prize.
const ENDS_A_NAME: WordList =
    WordList::new("会 会议 大会 仪式 活动 行动 称号 工程 启动 比赛 试点 工作 现场会 揭牌 示范区 先进");

/// Two lines of the same length without a pause: 弘扬雷锋精神, 共建文明家园.
pub fn is_parallel(first: &str, second: &str) -> bool {
    let (a, b) = (first.chars().count(), second.chars().count());
    let plain = |line: &str| !line.contains([' ', '\u{3000}']);
    let open = WANTS_MORE.end_of(first).is_some() || LEFT_OVER.begin_of(second).is_some();
    a == b
        && (4..=14).contains(&a)
        && plain(first)
        && plain(second)
        && has_quotes(first) == has_quotes(second)
        && !open
}

fn has_quotes(line: &str) -> bool {
    line.contains(['“', '"'])
}

/// 谜语三则, 书房二题, 便民服务安排表: the headline of a collection or of a table, never of a part.
pub fn is_of_many(line: &str) -> bool {
    const TABLES: WordList = WordList::new("安排表 一览表 时间表 价目表 节目表 名单 一览");
    let bare = line.trim_end_matches(['（', '）', '上', '下']);
    let counted = bare.strip_suffix(['则', '题', '首', '篇', '束', '章']);
    counted.is_some_and(|rest| rest.ends_with(|c| "一二两三四五六七八九十".contains(c)))
        || TABLES.end_of(bare).is_some()
}

/// Names of columns, set above a headline.
const LABELS: WordList = WordList::new(
    "评论 读者来信 你问我答 时评 社论 短评 随笔 诗歌 图片新闻 快讯 编者按 人物 故事 聚焦 调查 \
    来信 热线 追踪 关注 热点 今日关注 新闻追踪 记者调查 记者观察 新春走基层 走基层 身边好人 \
    百姓故事 社区故事 本报评论员 来信照登 热线反馈 有问必答 民生热线 民生关注 街谈巷议 凡人善举 \
    光影 镜头 视觉",
);

/// Whether a line is the name of a column: a known one, or a short one that ends as such names do.
pub fn is_label(line: &str) -> bool {
    const ENDS: WordList = WordList::new(
        "资讯 信息 短波 快报 速览 播报 话题 闲话 漫谈 夜话 絮语 浪花 顾问 名片 目击 小品 拾零 花絮 一瞥 简讯 短讯 论语 杂谈 巷议 传真 一得 集萃 撷英 掠影 风采 人物 世象 百态 剪影 \
        动态 视窗 快递 论坛 漫笔 笔谈 书评 书话 语丝 热评 快评 说法 纪事 手记 的话 追踪 来信 来电 信箱 热线 专栏 访谈 观察 调查 连线 回音 札记 随笔 日记 视点 广角 \
        速递 之窗 之声 园地 茶座 身边 面对面 大家谈 直通车 回访 在线 档案 大讲堂 讲堂 人物志",
    );
    let bare = line.trim_matches([
        '【', '】', '[', ']', '■', '□', '●', '◆', '★', '☆', '◎', '◇', '〖', '〗', '《', '》', '·', ' ',
        '\u{3000}',
    ]);
    // ◇蜀山论语, 【热线追踪】: a mark stands before the name of a column, around it, or before who signs.
    let marked = line.starts_with(['【', '〖', '[', '◇', '◆']) && bare.chars().count() <= 8;
    marked
        || LABELS.has(bare)
        || (bare.contains('·') && bare.chars().count() <= 12)
        || bare.ends_with(|c: char| ('①'..='⑳').contains(&c))
        || (ENDS.end_of(bare).is_some() && bare.chars().count() <= 7)
}

/// 相关链接, 【声音】: what stands below it is added to the piece above.
pub fn is_sidebar(line: &str) -> bool {
    const WORDS: WordList = WordList::new(
        "相关链接 新闻链接 链接 延伸阅读 新闻背景 背景 背景链接 背景资料 名词解释 小贴士 温馨提示 提示 提醒 记者点评 点评 专家点评 记者手记 \
        采访手记 手记 声音 记者感言 编后 编后语 编者按 新闻回放 回放 数据 小资料 资料 相关新闻 案例 对话 观点 链接阅读 他们说",
    );
    let bare = line.trim_matches([
        '【', '】', '[', ']', '■', '□', '●', '◆', '★', '◎', '◇', '〖', '〗', '·', '：', ':', ' ', '\u{3000}',
    ]);
    WORDS.has(bare)
}

/// Lines of this ratio, second to first, say nothing either way.
const EVEN: f32 = 1.35;
/// Headlines of news have hardly ever fewer characters than this and one more.
const SHORTEST_HEADLINE: usize = 5;
/// Main headlines are set large, so they rarely have more characters than this.
const LONGEST_HEADLINE: usize = 22;

/// Whether a place or an office stands at the beginning: 五马街道…, 区档案馆…. 市民 and 乡亲 are people.
pub fn starts_with_institution(line: &str) -> bool {
    let head = line.char_indices().nth(8).and_then(|(end, _)| line.get(..end)).unwrap_or(line);
    const WORDS: WordList =
        WordList::new("街道 社区 镇 村 局 馆 中心 县 区 市 乡 办 医院 学院 法院 公司 学校");
    WORDS.is_in(head)
        && WORDS.words().any(|word| {
            head.find(word)
                .and_then(|at| head.get(at + word.len()..))
                .is_some_and(|rest| !rest.starts_with(['民', '场', '亲', '别', '里', '容', '法', '理', '好']))
        })
}

/// Whether a line ends as the names of offices and firms do: 区市政工程管理处.
pub fn names_institution(line: &str) -> bool {
    const ENDS: WordList = WordList::new(
        "局 处 所 站 委 办 部 中心 公司 委员会 办事处 居委会 管委会 指挥部 办公室 编辑部 厂 店 馆 院 校 社         商场 大学 小学 中学 学校 政府 分局 法院 银行 支队 大队 协会 学会 联合会 服务队",
    );
    ENDS.end_of(line).is_some()
}

/// Two phrases side by side, parted by a space: 加大工作力度 强化工作措施.
pub fn has_couplet(line: &str) -> bool {
    if !line.contains([' ', '\u{3000}']) {
        return false;
    }
    let parts: Vec<usize> =
        line.split([' ', '\u{3000}']).map(|part| part.chars().count()).filter(|n| *n > 0).collect();
    let even = parts.windows(2).all(|pair| pair[0].abs_diff(pair[1]) <= 3);
    let least = if parts.len() == 2 { 3 } else { 2 };
    (2..=4).contains(&parts.len()) && even && parts.iter().all(|part| *part >= least)
}

/// Verbs that titles begin with when they have no subject of their own.
const SUBJECTLESS: WordList = WordList::new(
    "提醒 方便 惠及 覆盖 预计 力争 确保 助力 将 已 共 累计 户均 人均 全年 去年 今年 目前 首批 \
    半年 年内 报名 推行 着力 加大 加强 坚持 强化 推进 推动 落实 完善 健全 创新 整合 搭建 打造 \
    提升 提高 深化 围绕 发挥 开展 优化 构建 聚焦 立足 突出 狠抓 严格 积极 努力 全力 为了 让 获 \
    荣获 被授予 近 投入 办好 送",
);

pub fn starts_without_subject(line: &str) -> bool {
    SUBJECTLESS.begin_of(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: [&str; 2], headline: usize) {
        let lean = lean(lines[0], lines[1]);
        assert_eq!(usize::from(lean <= 0.0), headline, "{lines:?}: {lean}");
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
        check(["区委召开现场推进大会", "王海涛出席并讲话"], 0);
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

    #[test]
    fn additions_are_known_by_their_headings() {
        for (line, sidebar) in
            [("相关链接", true), ("【声音】", true), ("记者手记：", true), ("提醒司机", false)]
        {
            assert_eq!(is_sidebar(line), sidebar, "{line}");
        }
    }

    #[test]
    fn who_it_is_about_may_lead_a_headline() {
        for (line, leads) in
            [("县西巷社区：", true), ("读者同志：", false), ("即日起调整如下：", false), ("原料：", false)]
        {
            assert_eq!(leads_headline(line), leads, "{line}");
        }
    }

    #[test]
    fn numbers_are_read_in_han_too() {
        for (line, counts) in
            [("一百二十名妇女摘掉文盲帽子", true), ("惠及四千三百人", true), ("一把剪刀剪了四十年", false)]
        {
            assert_eq!(counts_in_han(line), counts, "{line}");
        }
    }

    #[test]
    fn offices_are_known_by_their_ends() {
        for (line, office) in [("区市政工程管理处", true), ("晨光商场", true), ("居民来了", false)]
        {
            assert_eq!(names_institution(line), office, "{line}");
        }
    }
}
