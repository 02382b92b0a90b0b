//! What is built like a Chinese personal name.

use crate::text::is_han;

/// The hundred most common surnames and others seen in bylines, and the common two-character ones.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤庞和常温康施文牛樊葛邢安齐易乔伍颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢扬";
const DOUBLE_SURNAMES: [&str; 12] =
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙"];

/// Whether `text` begins with a known surname.
pub fn starts_with_surname(text: &str) -> bool {
    text.starts_with(|c| SURNAMES.contains(c))
}

/// Whether `text` is built like a Chinese personal name: a known surname and one or two characters more, or three
/// for the double surnames; or a name of several parts (阿依古丽·买买提).
pub fn is_name(text: &str) -> bool {
    if text.contains('·') {
        return is_name_of_parts(text);
    }
    let length = text.chars().count();
    let given = |surname: usize| (1..=2).contains(&length.saturating_sub(surname));
    text.chars().all(is_han)
        && if DOUBLE_SURNAMES.iter().any(|surname| text.starts_with(surname)) {
            given(2) || given(1)
        } else {
            starts_with_surname(text) && given(1)
        }
}

/// Whether `text` can be a name where something says that names stand here: two to four Han.
pub fn is_told_name(text: &str) -> bool {
    is_name(text) || ((2..=4).contains(&text.chars().count()) && text.chars().all(is_han))
}

fn is_name_of_parts(text: &str) -> bool {
    let parts: Vec<&str> = text.split('·').collect();
    (2..=4).contains(&parts.len())
        && parts.iter().all(|part| (1..=7).contains(&part.chars().count()) && part.chars().all(is_han))
}
