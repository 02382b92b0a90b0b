//! Why an article names a place: by which of its names, and whether a person said so.

use crate::import::{FormSort, name_forms};
use crate::model::{ArticleId, Authority, NameKind, Place, PlaceCode, PlaceOrigin, Span};
use crate::store::{Reader, Result};
use crate::text::fold;

use super::detail::printed;

/// A place that an article names, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The place that it counts for.
    pub code: PlaceCode,
    /// Its everyday name.
    pub name: String,
    /// The words as printed.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// By what they mean it.
    pub by: By,
    /// Whether a person chose or confirmed it.
    pub confirmed: bool,
    /// The place that they mean, where that was merged into the one that it counts for.
    pub merged_from: Option<String>,
}

/// By what words mean a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// One of its names.
    Name(NameKind),
    /// 程庄 of 程庄村, behind its street.
    Short,
    /// 安培居委会 of 安培社区.
    Committee,
    /// 东安路办事处 of 东安路街道.
    Office,
    /// In no list: read in the text only.
    Text,
    /// None of its names: a person said so.
    Person,
    /// A name that was taken away meanwhile; the article waits to be read anew.
    Outdated,
}

impl By {
    /// The reason in plain words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Name(NameKind::Everyday) => "按通称认出",
            Self::Name(NameKind::Official) => "按全称认出",
            Self::Name(NameKind::Former) => "按曾用名认出",
            Self::Name(NameKind::Alias) => "按别名认出",
            Self::Name(NameKind::Variant) => "按异写认出",
            Self::Short => "按简称认出：前面写着所属街道或乡镇",
            Self::Committee => "按居委会名认出",
            Self::Office => "按办事处名认出",
            Self::Text => "名录中没有，只见于本文，请核对",
            Self::Person => "由人指定",
            Self::Outdated => "这个名称已经去掉，本文正等待重新识别",
        }
    }
}

/// The places that an article names, in reading order, each with its reason.
///
/// # Errors
/// The store's.
pub fn mentions(reader: &Reader, authority: &Authority, id: ArticleId) -> Result<Vec<Mention>> {
    let (article, photos) = (reader.article(id)?, reader.article_photos(id)?);
    let mut mentions = Vec::new();
    for raw in reader.stored_mentions(id)? {
        let Some(stored) = raw.code else { continue };
        let Some(live) = authority.live(stored) else { continue };
        let words = printed(&article, &photos, raw.span);
        let merged_from = authority.record(stored).filter(|_| stored != live.code);
        let by = explain(authority, stored, &words, raw.decided);
        mentions.push(Mention {
            code: live.code,
            name: live.name.clone(),
            words,
            span: raw.span,
            by,
            confirmed: raw.decided,
            merged_from: merged_from.map(|record| record.name.clone()),
        });
    }
    Ok(mentions)
}

/// By what words mean a place.
pub fn explain(authority: &Authority, code: PlaceCode, words: &str, confirmed: bool) -> By {
    let words = fold(words);
    let live = authority.live(code).map(|live| live.code);
    let standing = live.map(|live| authority.standing_for(live)).unwrap_or_default();
    for record in &standing {
        if let Some(name) = record.names().into_iter().find(|name| fold(&name.name) == words) {
            let only_text = record.origin == PlaceOrigin::Text && record.is_live();
            return if only_text { By::Text } else { By::Name(name.kind) };
        }
    }
    let places: Vec<Place> = standing.iter().map(|record| record.place()).collect();
    let form = places.iter().flat_map(name_forms).find(|form| fold(&form.name) == words);
    match form.map(|form| form.sort) {
        Some(FormSort::Short) => By::Short,
        Some(FormSort::Committee) => By::Committee,
        Some(FormSort::Office) => By::Office,
        Some(FormSort::Name) => By::Name(NameKind::Alias),
        None if confirmed => By::Person,
        None => By::Outdated,
    }
}
