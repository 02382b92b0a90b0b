//! Lines at the foot or edge of a page that belong to no article: who made it, where to write.

use crate::text::WordList;

use super::names::is_name;

/// Words for those who made the page.
const STAFF: WordList = WordList::new(
    "责任编辑 本版编辑 值班编辑 执行编辑 值班总编 值班主任 编辑 责编 美编 美术编辑 校对 版式 组版 \
    制作 主编 总编 审读 终审 检校 设计 排版 签发 题图 刊头 刻字 版面 本版主持",
);

/// A quick look: some of these stand in every such line.
const ANY: WordList = WordList::new(
    "编辑 责编 美编 编委 校对 版式 组版 制作 主编 总编 审读 终审 检校 设计 排版 签发 题图 刊头 刻字 版面 主持 值班 来信 来稿 投稿 \
    本报 本版 社址 读者 新闻 订阅 广告 发行 电话 热线 邮 网址 @ 地址 传真 印刷 信箱 E-mail Email QQ群 微信",
);

/// Whether a word is an office of those who make the page.
pub fn is_staff(word: &str) -> bool {
    STAFF.has(word)
}

/// Whether a word begins with such an office.
pub fn starts_with_staff(word: &str) -> bool {
    STAFF.begin_of(word).is_some()
}

/// Words that such lines begin with.
const STARTS: WordList = WordList::new(
    "来信请寄 投稿地址 来稿 编辑部地址 本报编辑部 责任编辑 本版编辑 责编 值班编辑 本版责编 \
    新闻热线 投稿邮箱 版式设计 值班总编 执行主编 本版主编 本版投稿 投稿信箱 来稿请寄 值班主任 \
    本报地址 本报社址 社址 订阅热线 广告热线",
);
/// Words for where to write or call.
const CONTACTS: WordList = WordList::new("电话 热线 邮箱 邮编 网址 @ 地址 传真 印刷 发行");

/// The same, and whose: nothing else stands in a line of contacts.
const CONTACT_WORDS: WordList = WordList::new(
    "本报 本版 编辑部 读者 新闻 投稿 订阅 广告 发行 电话 热线 邮箱 信箱 邮编 邮政编码 网址 传真 \
    地址 E-mail Email QQ群 微信",
);

/// Lines at the foot or edge of a page that belong to no article.
pub fn is_furniture(line: &str) -> bool {
    if line.len() > 400 || !ANY.is_in(line) || line.starts_with("编辑同志") {
        return false;
    }
    let bare = line.trim_start_matches(['■', '□', '●', '◎', '◆', '★', '【', '(', '（', ' ', '\u{3000}']);
    // Alone it signs what the paper tells its readers.
    if bare == "本报编辑部" {
        return false;
    }
    let chars = line.chars().count();
    if chars > 100 {
        return false;
    }
    let (stops, contacts) = (line.contains('。'), CONTACTS.count_in(line));
    (chars <= 80 && !stops && STARTS.begin_of(bare).is_some_and(|word| word.len() < bare.len()))
        || (chars <= 60
            && !stops
            && STAFF.begin_of(bare).is_some()
            && !line.contains('，')
            && has_staff_names(bare))
        || (chars <= 70 && !stops && is_made_by(line, contacts))
        || (chars <= 60 && is_only_contact(bare))
        || (contacts >= 3 && (line.contains("本报") || line.contains("印刷")))
        || (chars <= 60 && !stops && is_imprint(bare))
}

/// `地址：中山七路　电话：八八二三三　每份二分`: where the paper is made, and what only a paper says of itself.
fn is_imprint(line: &str) -> bool {
    const OWN: WordList = WordList::new("每份 零售 邮编 邮政编码 定价 订阅 邮发代号 印刷");
    line.starts_with("地址") && OWN.is_in(line)
}

/// Whether a line with so many words of contact names who made the page, and at least two such things.
fn is_made_by(line: &str, contacts: usize) -> bool {
    let staff = STAFF.count_in(line);
    staff >= 1 && staff + contacts >= 2
}

/// `邮编：710061　电话：5220000`, `E-mail:a@b.com`: where to write, and nothing else.
fn is_only_contact(line: &str) -> bool {
    if !line.contains(|c: char| c.is_ascii_digit() || c == '@') || !CONTACT_WORDS.is_in(line) {
        return false;
    }
    let mut rest = line.to_owned();
    let mut found = 0;
    for word in CONTACT_WORDS.words() {
        let without = rest.replace(word, "");
        found += usize::from(without.len() < rest.len());
        rest = without;
    }
    let words = rest.split(|c: char| c.is_whitespace() || "：:;；,，|".contains(c));
    let left: usize = words.filter(|word| !word.is_ascii()).map(|word| word.chars().count()).sum();
    found > 0 && left <= 1
}

/// 编辑 李敏, 编辑：李敏, 编辑/李敏.
fn has_staff_names(line: &str) -> bool {
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || "：:/／|｜、·）)】".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let name = |word: &&str| is_name(word) || word.chars().count() == 1;
    let run_on = |word: &&str| STAFF.words().any(|staff| word.strip_prefix(staff).is_some_and(is_name));
    // 编辑：稽山　版面：鉴水: pen names, and nothing but them and what each did.
    let short = |word: &&str| is_staff(word) || (2..=3).contains(&word.chars().count());
    let staff = words.iter().filter(|word| is_staff(word)).count();
    let pen_names = staff > 0 && words.len() == 2 * staff && words.iter().all(short);
    words.iter().any(|word| is_staff(word)) && words.iter().any(name) || words.iter().any(run_on) || pen_names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_their_makers_by_pen_names_too() {
        for (line, furniture) in [
            ("编辑：稽山　版面：鉴水", true),
            ("本版编辑/夏果　美编/青禾", true),
            ("本版主持　丰满", true),
            ("投稿邮箱", false),
            ("投稿邮箱　a@b.com", true),
            ("主编一本书要多少年", false),
            ("本报编辑部", false),
        ] {
            assert_eq!(is_furniture(line), furniture, "{line}");
        }
    }

    #[test]
    fn the_quick_look_misses_nothing() {
        for word in STAFF.words().chain(STARTS.words()).chain(CONTACTS.words()).chain(CONTACT_WORDS.words()) {
            assert!(ANY.is_in(word), "{word}");
        }
    }
}
