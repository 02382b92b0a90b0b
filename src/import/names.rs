//! What is built like a Chinese personal name.

use crate::text::{HanSet, WordList, is_han};

/// The surnames of the Hundred Family Surnames (百家姓) and others seen in bylines, and those of two characters.
static SURNAMES: HanSet = HanSet::new(
    "尉庹同揭舍訾暨仵撖王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤庞和常温康施文牛樊葛邢安齐易乔伍颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢扬水云奚昌凤花酆廉傅皮元平萧湛禹狄贝计伏茅强危支昝经裘干宣贲杭洪诸钮嵇滑荀羊於家芮羿汲邴糜松井富乌巴弓牧隗山宓蓬郗仰秋伊暴钭厉戎祖束幸韶郜蓟薄印宿怀邰从鄂索咸籍赖蔺屠阴能苍双闻莘贡劳逄扶堵宰郦雍郤璩濮寿通扈郏浦别阎充慕茹习宦鱼容慎戈庾终暨居衡步都满弘国广禄阙东殴殳沃利蔚越夔隆厍晁勾融訾阚那空毋乜养须丰巢蒯相后红竺权逯盖益桓公仉督帅缑亢况郈有琴归海晋法汝钦佴伯赏墨哈谯笪年爱言福税展由鹿亓门仝邸逮矫闭莱撒盘禤",
);
const DOUBLE_SURNAMES: WordList = WordList::new(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙 宇文 夏侯 闻人 赫连 澹台 公冶 \
    宗政 濮阳 淳于 单于 太叔 申屠 仲孙 轩辕 钟离 鲜于 闾丘 亓官 司寇 南宫 端木 拓跋 独孤 万俟 \
    呼延 百里 西门 漆雕 公羊 巫马 乐正 谷梁 公西 夹谷 宰父 第五 相里 羊舌 微生 左丘 梁丘 东郭 南门 即墨",
);

/// Whether `text` is built like a Chinese personal name: a known surname and one or two characters more, or three
/// for the double surnames; or a name of several parts (阿依古丽·买买提).
pub fn is_name(text: &str) -> bool {
    if text.contains('·') {
        return is_name_of_parts(text);
    }
    let length = text.chars().count();
    if (2..=6).contains(&length) && is_foreign(text) {
        return true;
    }
    if !(2..=4).contains(&length) {
        return false;
    }
    let given = |surname: usize| (1..=2).contains(&length.saturating_sub(surname));
    text.chars().all(is_han)
        && if DOUBLE_SURNAMES.begin_of(text).is_some() {
            given(2) || given(1)
        } else {
            text.starts_with(|c| SURNAMES.has(c)) && given(1)
        }
}

/// Names of Tibetans, Uygurs, Mongols and Kazakhs that are written without a dot: 昂青才旦, 木拉提.
fn is_foreign(text: &str) -> bool {
    const PARTS: WordList = WordList::new(
        "才旦 扎西 卓玛 次仁 尼玛 多吉 旺堆 平措 央金 拉姆 加措 达娃 索南 仁青 才让 措姆 古丽 木拉提 \
        买买提 阿依 吐尔逊 艾山 玉素甫 热依 帕提 巴特尔 其其格 巴图 乌云 塔娜 苏和 格日 努尔 别克 哈提",
    );
    text.chars().all(|c| is_han(c) && !NOT_IN_NAMES.has(c))
        && (PARTS.begin_of(text).or_else(|| PARTS.end_of(text))).is_some()
}

/// Whether `text` is a surname of two characters and nothing more.
pub fn is_double_surname(text: &str) -> bool {
    DOUBLE_SURNAMES.has(text)
}

/// Characters that no personal name has.
static NOT_IN_NAMES: HanSet = HanSet::new("的了是在也与不我你他她它们这那哪被吗呢吧啊访谈获悉说报讯电版第");

/// Whether `text` can be a name where something says that names stand here: two to four Han.
pub fn is_told_name(text: &str) -> bool {
    let plain =
        (2..=4).contains(&text.chars().count()) && text.chars().all(|c| is_han(c) && !NOT_IN_NAMES.has(c));
    const WORDS: WordList = WordList::new(
        "来信 来电 投稿 反映 热线 信箱 连线 手记 调查 观察 来稿 之声 体验 回访 目击 帮忙 感言 荐书 推荐 来论 提问 评报 挑错 论坛 园地 点题 问答 点评 俱乐部",
    );
    (plain || is_name(text)) && !WORDS.has(text)
}

fn is_name_of_parts(text: &str) -> bool {
    let parts: Vec<&str> = text.split('·').collect();
    (2..=4).contains(&parts.len())
        && parts.iter().all(|part| (1..=7).contains(&part.chars().count()) && part.chars().all(is_han))
}
