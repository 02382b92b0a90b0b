//! A newspaper that never was: any number of articles from a seed, made one at a time.
//!
//! An article depends on the seed, the size of the archive and its own number only, so every engine is fed
//! the same archive without it ever being held in memory.

use fastrand::Rng;
use jiff::civil::Date;

use crate::vocabulary::Vocabulary;

/// The first year of the archive.
pub const FIRST_YEAR: i16 = 1980;
/// The years of the archive, 1980 to 2026.
pub const YEARS: usize = 47;
/// The communities that articles may name.
pub const COMMUNITIES: usize = 240;
/// A word that no article has, written into every article of an issue that is added later.
pub const MARK: &str = "鳜鱼洄游";

/// An article as the engines get it. The searched text is the headline and the paragraphs.
#[derive(Clone)]
pub struct Article {
    /// The day of the issue.
    pub date: Date,
    /// The community it is about.
    pub community: Option<u16>,
    /// 8 to 30 characters.
    pub headline: String,
    /// The body, bylines included as they are printed.
    pub paragraphs: Vec<String>,
    /// The reporter's name, which is also printed in the body: for an engine with a column for it.
    #[allow(dead_code)]
    pub reporter: String,
}

impl Article {
    /// Headline and paragraphs, one a line, put in place of what the buffer held.
    pub fn write_text(&self, text: &mut String) {
        text.clear();
        text.push_str(&self.headline);
        for paragraph in &self.paragraphs {
            text.push('\n');
            text.push_str(paragraph);
        }
    }

    /// Months since January 1980.
    pub fn month(&self) -> u16 {
        (self.date.year() - FIRST_YEAR) as u16 * 12 + self.date.month() as u16 - 1
    }

    /// The date as a number that sorts like it: 20150304.
    pub fn day(&self) -> u32 {
        self.date.year() as u32 * 10_000 + self.date.month() as u32 * 100 + self.date.day() as u32
    }
}

/// The archive: its words and the order in which its years came in.
pub struct Corpus {
    articles: u32,
    seed: u64,
    vocabulary: Vocabulary,
    boxes: Vec<i16>,
    reporters: Vec<String>,
}

/// A phrase that is written into articles of a kind at a known rate, so that its hits grow with the archive.
struct Plant {
    words: &'static [&'static str],
    with_community: f64,
    without: f64,
}

const fn plant(words: &'static [&'static str], with_community: f64, without: f64) -> Plant {
    Plant { words, with_community, without }
}

/// Rates for the hits of the measured table, less what the running text yields by chance.
const PLANTS: &[Plant] = &[
    plant(&["中国"], 0.57, 0.57),
    plant(&["社区"], 0.3, 0.011),
    plant(&["矛盾纠纷"], 0.0243, 0.005),
    plant(&["区域化党建新格局"], 0.006, 0.0033),
    plant(&["山区的中国", "城区的中国", "灾区的中国"], 0.00031, 0.00031),
    plant(&["鸬鹚"], 0.0001, 0.0001),
    plant(&["GDP", "CPI", "VCD", "WTO", "APP", "KTV", "LED", "PM2.5", "5G", "VIP"], 0.05, 0.05),
];

const SURNAMES: &str = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 \
    萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚";
const GIVEN: &str = "伟 芳 娜 秀 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂 文 辉 玲 红 建 华 志 国 春 晓 \
    宏 云 海 峰 鹏 飞 雪 梅 兰 俊 宇 浩 晨 佳 欣 慧 莹 琳";

impl Corpus {
    /// An archive of so many articles. The years come in as boxes in any order, the days of a year in order.
    pub fn new(articles: u32, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let vocabulary = Vocabulary::new(&mut rng);
        let mut boxes: Vec<i16> = (FIRST_YEAR..FIRST_YEAR + YEARS as i16).collect();
        rng.shuffle(&mut boxes);
        let surnames: Vec<&str> = SURNAMES.split_whitespace().collect();
        let given: Vec<&str> = GIVEN.split_whitespace().collect();
        let reporters = (0..2_000)
            .map(|_| {
                let mut name = surnames[rng.usize(..surnames.len())].to_owned();
                for _ in 0..rng.usize(1..=2) {
                    name.push_str(given[rng.usize(..given.len())]);
                }
                name
            })
            .collect();
        Corpus { articles, seed, vocabulary, boxes, reporters }
    }

    /// All articles in the order in which they came in.
    pub fn articles(&self) -> impl Iterator<Item = Article> + '_ {
        (0..self.articles).map(|number| self.article(number))
    }

    /// An old issue of 60 articles that is found after the others, the `nth` of its kind.
    pub fn late_issue(&self, nth: u32) -> Vec<Article> {
        let mark = |number| {
            let mut article = self.article(self.articles + nth * 60 + number);
            article.paragraphs.push(format!("{MARK}。"));
            article
        };
        (0..60).map(mark).collect()
    }

    /// A word of the running text, as often as it occurs there.
    pub fn word(&self, rng: &mut Rng) -> &str {
        self.vocabulary.word(rng)
    }

    fn article(&self, number: u32) -> Article {
        let mut rng = Rng::with_seed(self.seed ^ (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let date = self.date(number);
        let community = rng.f64().lt(&0.1).then(|| (COMMUNITIES as f64 * rng.f64().powi(2)) as u16);
        let reporter = self.reporter(&mut rng);
        let length = length(&mut rng);
        let mut planted = planted(&mut rng, community, length);
        let headline = self.headline(&mut rng, community);
        let lead = match length {
            ..150 => String::new(),
            _ if rng.bool() => format!("本报讯（记者 {reporter}）"),
            _ => format!("{}月{}日，", date.month(), date.day()),
        };
        let mut writer = Writer::new(&self.vocabulary, &mut rng, date.year(), lead);
        while writer.length < length {
            let words = writer.words;
            while let Some((_, word)) = planted.pop_if(|(at, _)| *at <= words) {
                writer.push(&word);
            }
            writer.go_on();
        }
        for (_, word) in planted {
            writer.push(&word);
        }
        let sign = match length {
            ..150 => format!("{reporter} 摄"),
            _ => format!("（{reporter}）"),
        };
        let mut paragraphs = writer.finish(&sign);
        if !paragraphs.iter().any(|p| p.contains('的')) && rng.f64() < 0.99
            && let Some(last) = paragraphs.last_mut()
        {
            last.insert(0, '的');
            last.insert_str(0, self.vocabulary.word(&mut rng));
        }
        Article { date, community, headline, paragraphs, reporter }
    }

    /// An article added later belongs to an old day.
    fn date(&self, number: u32) -> Date {
        if number >= self.articles {
            return jiff::civil::date(1999, 5, 4);
        }
        let (number, articles, years) = (u64::from(number), u64::from(self.articles), YEARS as u64);
        let year = self.boxes[(number * years / articles) as usize];
        let first = jiff::civil::date(year, 1, 1);
        let day = (number * years % articles) * first.days_in_year() as u64 / articles;
        first.saturating_add(jiff::Span::new().days(day as i64))
    }

    fn reporter(&self, rng: &mut Rng) -> String {
        match rng.f64() {
            ..0.0057 => "毛玺玺".to_owned(),
            _ => self.reporters[(self.reporters.len() as f64 * rng.f64().powi(2)) as usize].clone(),
        }
    }

    fn headline(&self, rng: &mut Rng, community: Option<u16>) -> String {
        let mut headline = community.filter(|_| rng.bool()).map(community_name).unwrap_or_default();
        let length = rng.usize(8..=26);
        let mut count = headline.chars().count();
        while count < length {
            let word = self.vocabulary.word(rng);
            headline.push_str(word);
            count += word.chars().count();
            if count + 6 < length && rng.u8(..8) == 0 {
                headline.push(' ');
                count += 1;
            }
        }
        headline
    }
}

/// Captions, short pieces, middling ones and long ones: 627 characters on average.
fn length(rng: &mut Rng) -> usize {
    match rng.f64() {
        ..0.2 => rng.usize(30..=110),
        ..0.55 => rng.usize(150..=400),
        ..0.75 => rng.usize(400..=800),
        _ => 800 + (1_900.0 * rng.f64().powf(1.8)) as usize,
    }
}

/// What is written into this article, and before which word, the last first.
fn planted(rng: &mut Rng, community: Option<u16>, length: usize) -> Vec<(usize, String)> {
    let words = length / 2;
    let mut planted = Vec::new();
    for plant in PLANTS {
        let rate = if community.is_some() { plant.with_community } else { plant.without };
        if rng.f64() < rate {
            let word = plant.words[rng.usize(..plant.words.len())];
            // What a long article names once it names again.
            for _ in 0..=rng.usize(..=length / 500) {
                planted.push((rng.usize(..=words), word.to_owned()));
            }
        }
    }
    if let Some(community) = community {
        for _ in 0..=rng.usize(..=length / 300) {
            planted.push((rng.usize(..=words), community_name(community)));
        }
    }
    planted.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
    planted
}

/// 240 names like 东苑社区.
fn community_name(number: u16) -> String {
    let pick = |list: &'static str, at: u16| list.chars().nth(usize::from(at)).unwrap_or('新');
    let first = pick("东西南北新光文华金长安和兴永康平", number / 15);
    let second = pick("苑园华明安湖桥门庄河山街里营泉", number % 15);
    format!("{first}{second}社区")
}

/// Running text: words, clauses, sentences, paragraphs.
struct Writer<'a> {
    vocabulary: &'a Vocabulary,
    rng: &'a mut Rng,
    topic: Vec<&'a str>,
    year: i16,
    done: Vec<String>,
    paragraph: String,
    paragraph_length: usize,
    length: usize,
    words: usize,
    clause: usize,
    quote: bool,
}

impl<'a> Writer<'a> {
    fn new(vocabulary: &'a Vocabulary, rng: &'a mut Rng, year: i16, lead: String) -> Self {
        // An article keeps to its subject: a dozen words come again and again.
        let topic = (0..12).map(|_| vocabulary.rare_word(rng)).collect();
        let paragraph_length = lead.chars().count();
        Writer {
            vocabulary,
            rng,
            topic,
            year,
            done: Vec::new(),
            paragraph: lead,
            paragraph_length,
            length: paragraph_length,
            words: 0,
            clause: 0,
            quote: false,
        }
    }

    fn push(&mut self, text: &str) {
        self.paragraph.push_str(text);
        let length = text.chars().count();
        self.length += length;
        self.paragraph_length += length;
    }

    /// The next word, and the punctuation after it.
    fn go_on(&mut self) {
        self.words += 1;
        self.clause += 1;
        let word = match self.rng.u8(..) {
            ..4 => &self.number(),
            4..60 => self.topic[self.rng.usize(..self.topic.len())],
            _ => self.vocabulary.word(self.rng),
        };
        self.push(word);
        if self.rng.usize(..self.clause + 12) < 12 {
            return;
        }
        self.clause = 0;
        let close = std::mem::take(&mut self.quote);
        let full_stop = self.rng.u8(..10) < 4;
        let mark = match (full_stop, self.rng.u8(..12)) {
            (true, 0) => "！",
            (true, 1) => "；",
            (true, _) => "。",
            (false, 0..=2) => "、",
            (false, 3) => "：",
            (false, _) => "，",
        };
        self.push(mark);
        if close {
            self.push("”");
        }
        if full_stop && self.paragraph_length > 80 && self.rng.u8(..3) == 0 {
            self.done.push(std::mem::take(&mut self.paragraph));
            self.paragraph_length = 0;
        }
        if self.rng.u8(..14) == 0 {
            self.quote = true;
            self.push("“");
        }
    }

    fn number(&mut self) -> String {
        match self.rng.u8(..8) {
            0 => format!("{}年", self.year),
            1 => format!("{}年", self.year - self.rng.i16(..20)),
            2 => format!("{}月{}日", self.rng.u8(1..=12), self.rng.u8(1..=28)),
            3 => format!("{}.{}%", self.rng.u8(1..100), self.rng.u8(..10)),
            4 => format!("{}万元", self.rng.u32(1..3_000)),
            5 => format!("{}多", self.rng.u32(1..100) * 10),
            _ => format!("{}", self.rng.u32(1..500)),
        }
    }

    fn finish(mut self, sign: &str) -> Vec<String> {
        if !self.paragraph.is_empty() {
            self.paragraph.push('。');
        }
        self.paragraph.push_str(sign);
        self.done.push(self.paragraph);
        self.done
    }
}
