//! What a person sets down of a photo: how it is turned, who stands where, its six elements.

use serde::{Deserialize, Serialize};

/// 六要素: what must be known of a photo that is kept (GB/T 11821).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Element {
    /// 事由: what happens.
    Event,
    /// 时间
    Time,
    /// 地点
    Place,
    /// 人物
    People,
    /// 背景: why, on what occasion.
    Background,
    /// 摄影者
    Photographer,
}

impl Element {
    /// All, in the order of the standard.
    pub const ALL: [Self; 6] =
        [Self::Event, Self::Time, Self::Place, Self::People, Self::Background, Self::Photographer];
}

/// Where on a picture a person stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoPoint {
    /// The name.
    pub name: String,
    /// Parts of the width and the height of the upright picture that no person has turned.
    pub at: [f32; 2],
}

/// What a person sets down of a photo.
#[derive(Clone, Debug, PartialEq)]
pub enum PhotoNote {
    /// It is shown turned by so many quarters clockwise.
    Turn(u8),
    /// A person stands there; nowhere any more where nothing is said.
    Point(String, Option<[f32; 2]>),
    /// An element is this; what is proposed where nothing is said.
    Element(Element, Option<String>),
}
