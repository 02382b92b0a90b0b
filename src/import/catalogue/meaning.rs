//! The terms of catalogues: DA/T 18 (文书), DA/T 46 (卷内目录), DA/T 50 (照片), DA/T 48 (电子档案), and what offices write.

use serde::{Deserialize, Serialize};

use crate::text::fold_char;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// 档号
    Reference,
    /// 题名
    Title,
    /// 引题
    Kicker,
    /// 副题
    Subtitle,
    /// 责任者
    Author,
    /// 记者
    Reporter,
    /// 通讯员
    Correspondent,
    /// 出版日期
    Date,
    /// 版次
    Number,
    /// 版名
    PageName,
    /// 报名
    Paper,
    /// 总期号
    Issue,
    /// 正文
    Body,
    /// 图说
    Caption,
    /// 摄影者
    Photographer,
    /// 人物
    People,
    /// 地点
    Place,
    /// 图片文件
    File,
    /// 类型
    Kind,
    /// 密级
    Secrecy,
    /// 备注: kept as a remark with the name of its column.
    Note,
    /// 不用: counts and row numbers.
    Ignored,
}

impl Meaning {
    /// In the order in which a menu offers them.
    pub const ALL: [Self; 22] = [
        Self::Reference,
        Self::Title,
        Self::Kicker,
        Self::Subtitle,
        Self::Author,
        Self::Reporter,
        Self::Correspondent,
        Self::Paper,
        Self::Date,
        Self::Issue,
        Self::Number,
        Self::PageName,
        Self::Body,
        Self::Caption,
        Self::Photographer,
        Self::People,
        Self::Place,
        Self::File,
        Self::Kind,
        Self::Secrecy,
        Self::Note,
        Self::Ignored,
    ];

    /// In the words of the trade.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reference => "档号",
            Self::Title => "题名",
            Self::Kicker => "引题",
            Self::Subtitle => "副题",
            Self::Author => "责任者",
            Self::Reporter => "记者",
            Self::Correspondent => "通讯员",
            Self::Date => "日期",
            Self::Number => "版次",
            Self::PageName => "版名",
            Self::Paper => "报名",
            Self::Issue => "总期号",
            Self::Body => "正文",
            Self::Caption => "图说",
            Self::Photographer => "摄影者",
            Self::People => "人物",
            Self::Place => "地点",
            Self::File => "文件名",
            Self::Kind => "类型",
            Self::Secrecy => "密级",
            Self::Note => "备注",
            Self::Ignored => "不用",
        }
    }

    /// Whether one column of a table at most can mean it.
    pub fn is_single(self) -> bool {
        !matches!(
            self,
            Self::Author
                | Self::Reporter
                | Self::Correspondent
                | Self::People
                | Self::Place
                | Self::File
                | Self::Note
                | Self::Ignored
        )
    }
}

/// Names of columns, the plainest first: where two columns mean one thing, the earlier list names the right one.
const NAMES: [(Meaning, &[&str]); 22] = [
    (Meaning::Reference, &["档号 档案号 档案编号 档案馆代码档号", "照片号 照片编号 图片编号 底片号", "编号"]),
    (
        Meaning::Title,
        &[
            "题名 正题名 文件题名 照片题名 卷内题名 标题 主标题 主题名 文章标题 新闻标题 文章题名 篇名 题目",
            "主题 名称",
        ],
    ),
    (Meaning::Kicker, &["引题 肩题 眉题"]),
    (Meaning::Subtitle, &["副题 副标题 副题名 副题名及说明题名文字"]),
    (Meaning::Author, &["责任者 第一责任者 其他责任者 文件责任者 主要责任者 作者 撰稿 撰稿人 著者 撰文"]),
    (Meaning::Reporter, &["记者 采写记者 文字记者"]),
    (Meaning::Correspondent, &["通讯员"]),
    (
        Meaning::Date,
        &[
            "出版日期 出版时间 见报日期 见报时间 刊登日期 刊登时间 刊发日期 刊发时间 发表日期 发表时间 报纸日期 刊出日期",
            "日期 文件日期 形成时间 形成日期 文件形成时间 成文日期 成文时间 时间 年月日 发布日期",
            "拍摄时间 拍摄日期 摄影时间 摄影日期 归档时间 归档日期 起止时间 起止日期",
        ],
    ),
    (Meaning::Number, &["版次 版号 版面号 所在版次 版序 所在版面", "版面 版"]),
    (Meaning::PageName, &["版名 版面名 版面名称 版面主题"]),
    (
        Meaning::Paper,
        &[
            "报名 报纸 报纸名 报纸名称 报刊 报刊名 报刊名称 刊名 载体名称",
            "来源 出处 媒体 媒体名称 报道媒体 刊登媒体",
        ],
    ),
    (Meaning::Issue, &["总期号 总期数 期号 期数 刊期"]),
    (Meaning::Body, &["正文 全文 正文内容 文章内容 文字内容 文章正文 新闻正文", "内容"]),
    (
        Meaning::Caption,
        &[
            "图说 图片说明 照片说明 图注 图片文字说明 照片文字说明",
            "说明 文字说明 照片内容 内容说明 图片内容 图片描述",
            "事由",
        ],
    ),
    (Meaning::Photographer, &["摄影者 摄影 拍摄者 摄影人 拍摄人 摄影师 摄影作者 摄影记者"]),
    (Meaning::People, &["人物 主要人物 人名 涉及人物 人物姓名"]),
    (Meaning::Place, &["地点 拍摄地点 地名 涉及地点 社区 所属社区 所在社区 涉及社区 街道 事件地点"]),
    (
        Meaning::File,
        &[
            "图片 图片文件 图片文件名 图片名 图片名称 图片路径 照片文件名 照片文件 文件名 电子文件名 电子文件名称 \
            电子档案名称 电子档案文件名 计算机文件名 原文文件名 扫描件 扫描文件 扫描文件名 原文路径 电子文件路径 \
            文件路径 附件 图像文件名",
        ],
    ),
    (Meaning::Kind, &["类型 类别 文件类型 资料类型 体裁 形式"]),
    (Meaning::Secrecy, &["密级 保密级别 密级程度"]),
    (
        Meaning::Note,
        &["备注 附注 页号 页次 件号 页数 保管期限 主题词 关键词 年度 机构 机构问题 问题 盒号 文号 文件编号"],
    ),
    (Meaning::Ignored, &["序号 顺序号 序 行号 no no."]),
];

/// What a column of this name means, and how plainly: 0 is plainest.
pub fn meaning_of(name: &str) -> Option<(Meaning, u8)> {
    // Long texts are no names.
    if name.is_empty() || name.chars().nth(24).is_some() {
        return None;
    }
    let mut depth = 0_usize;
    let mut plain = String::new();
    for c in name.chars().map(fold_char) {
        match c {
            '(' | '[' | '【' | '<' => depth += 1,
            ')' | ']' | '】' | '>' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() || "*:：/、_-".contains(c) => {}
            c => plain.push(c),
        }
    }
    NAMES.iter().find_map(|(meaning, lists)| {
        let of = |list: &&str| list.split_whitespace().any(|word| word == plain);
        let rank = lists.iter().position(of)?;
        Some((*meaning, u8::try_from(rank).unwrap_or(u8::MAX)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_of_the_standards_and_of_offices_are_known() {
        for (name, expect) in [
            ("档号", Some(Meaning::Reference)),
            ("档　号", Some(Meaning::Reference)),
            ("题名*", Some(Meaning::Title)),
            ("文件日期（YYYYMMDD）", Some(Meaning::Date)),
            ("摄影者：", Some(Meaning::Photographer)),
            ("文字说明", Some(Meaning::Caption)),
            ("電子檔案名稱", Some(Meaning::File)),
            ("机构（问题）", Some(Meaning::Note)),
            ("No.", Some(Meaning::Ignored)),
            ("社区夜校开班", None),
            ("", None),
        ] {
            assert_eq!(meaning_of(name).map(|(meaning, _)| meaning), expect, "{name}");
        }
    }

    #[test]
    fn every_meaning_has_its_own_word_among_its_names() {
        for meaning in Meaning::ALL {
            let own = meaning_of(meaning.word()).map(|(meaning, _)| meaning);
            assert!(own == Some(meaning) || meaning == Meaning::Ignored, "{meaning:?}");
        }
    }
}
