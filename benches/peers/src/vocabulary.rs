//! 40,000 words of one to four characters whose frequencies fall off as those of Chinese do.

use std::collections::HashSet;

use fastrand::Rng;

/// The most frequent words of a newspaper, the most frequent first. What is planted is left out.
const HEAD: &str = "的 了 在 是 和 一 有 为 不 我 人 对 上 中 这 个 年 等 与 他 要 也 到 就 地 将 说 月 日 大 以 我们 都 \
    从 多 并 还 工作 发展 群众 生活 记者 各 后 来 于 市 进行 服务 被 着 由 把 时 活动 全 市民 可以 两 居民 组织 建设 管理 \
    企业 单位 好 向 没有 一个 他们 新 开展 自己 让 问题 经济 可 能 上午 下午 近日 昨日 目前 通过 人员 学校 孩子 学生 老师 \
    老人 医院 健康 安全 交通 环境 文化 教育 社会 国家 全国 政府 领导 干部 党员 党建 区域 格局 矛盾 纠纷 街道 办事处 居委会 \
    派出所 民警 志愿者 家庭 家 里 万 元 名 次 种 天 其 而 及 但 如果 因为 所以 已经 正在 进一步 加强 提高 推进 落实 创建 \
    文明 城市 改革 开放 生产 农业 农民 工业 工人 煤矿 职工 技术 科学 质量 责任 制度 标准 项目 投资 市场 产品 消费 价格 \
    收入 就业 保障 住房 小区 物业 卫生 绿化 道路 公园 广场 超市 电话 网络 信息 手机 电视 报纸 本报讯 表示 介绍 认为 了解 \
    据悉 其中 同时 此外 为了 根据 按照 关于 负责人 主任 书记 局长 代表 委员 会议 精神 思想 学习 宣传 培训 比赛 演出 \
    春节 中秋 国庆 重阳 今年 去年 明年 今天 昨天 近年来 时间 地方 方面 情况 需要 重要 主要 积极 认真 努力 成功 困难 \
    帮助 关心 爱心 捐款 慰问 送 温暖 看到 知道 觉得 希望 感谢 高兴 一起 大家 朋友 母亲 父亲 妻子 丈夫 女儿 儿子";

/// Characters in the order of their frequency; the rest of GB 2312's first level follows in any order.
const CHARACTERS: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说\
    产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开\
    它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解\
    问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知\
    较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增\
    争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名\
    确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿\
    千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养\
    易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

/// The words that are planted at a known rate must not also be words of the running text.
const PLANTED: &str = "中国 社区 矛盾纠纷 毛玺玺 鸬鹚";

const WORDS: usize = 40_000;
const SLOTS: usize = 1 << 21;

/// Words by rank, and a table in which a word has as many slots as its frequency asks for.
pub struct Vocabulary {
    words: Vec<Box<str>>,
    slots: Vec<u16>,
}

impl Vocabulary {
    /// The same words for the same seed.
    pub fn new(rng: &mut Rng) -> Self {
        let characters = characters(rng);
        let total = weight_before(characters.len());
        let character = |rng: &mut Rng| {
            // The sum of 1/(rank + 20) turned round.
            let rank = 20.0 * ((rng.f64() * total).exp() - 1.0);
            characters[(rank as usize).min(characters.len() - 1)]
        };
        let mut words: Vec<Box<str>> = HEAD.split_whitespace().map(Box::from).collect();
        let mut known: HashSet<Box<str>> = words.iter().cloned().collect();
        known.extend(PLANTED.split(' ').map(Box::from));
        while words.len() < WORDS {
            let length = match rng.u8(..100) {
                ..4 => 1,
                4..70 => 2,
                70..86 => 3,
                _ => 4,
            };
            let word: Box<str> = (0..length).map(|_| character(rng)).collect::<String>().into();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let slots = slots(words.len());
        Vocabulary { words, slots }
    }

    /// A word as often as Zipf's law has it.
    pub fn word(&self, rng: &mut Rng) -> &str {
        &self.words[usize::from(self.slots[rng.usize(..self.slots.len())])]
    }

    /// A word beyond the few hundred that are everywhere.
    pub fn rare_word(&self, rng: &mut Rng) -> &str {
        let from = 300.0_f64;
        let rank = from * (self.words.len() as f64 / from).powf(rng.f64());
        &self.words[(rank as usize).min(self.words.len() - 1)]
    }
}

fn weight_before(rank: usize) -> f64 {
    ((rank as f64 + 20.0) / 20.0).ln()
}

fn characters(rng: &mut Rng) -> Vec<char> {
    let mut characters: Vec<char> = CHARACTERS.chars().collect();
    let frequent: HashSet<char> = characters.iter().copied().collect();
    let bytes: Vec<u8> = (0xB0..=0xD7_u8).flat_map(|row| (0xA1..=0xFE_u8).flat_map(move |cell| [row, cell])).collect();
    let (level_one, _) = encoding_rs::GBK.decode_without_bom_handling(&bytes);
    let is_han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let mut others: Vec<char> = level_one.chars().filter(is_han).filter(|c| !frequent.contains(c)).collect();
    rng.shuffle(&mut others);
    characters.append(&mut others);
    characters
}

fn slots(words: usize) -> Vec<u16> {
    let weight = |rank: usize| 1.0 / (rank as f64 + 2.0);
    let sum: f64 = (0..words).map(weight).sum();
    let mut slots = Vec::with_capacity(SLOTS + words);
    for rank in 0..words {
        let count = (weight(rank) / sum * SLOTS as f64).round().max(1.0) as usize;
        slots.extend(std::iter::repeat_n(rank as u16, count));
    }
    slots
}
