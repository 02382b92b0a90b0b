//! The words of places: the list, and what is known of each.

use super::Words;

pub const FIND_PLACES: Words = ("找社区、村", "按名称、拼音或代码在社区列表里找");
pub const FIND_PLACE: &str = "找地名，可用拼音";
pub const FIND_PLACE_WHY: &str = "按名称、别名、拼音（首字母也行）或代码找；↓ 进入列表";
pub const AREA_HINT: &str = "如 卫东区、weidong、wdq、410403；↑↓ 选，回车定";
pub const UNDECIDED: &str = "待定";
pub const UNDECIDED_WHY: &str = "有同名的地方、还没定是哪一处的文章";
pub const NO_SUCH_PLACE: &str = "没有这样的地名";
pub const PLACE_ORDERS: [&str; 3] = ["按篇数", "按名称", "按代码"];
pub const PLACE_ORDER_WHY: &str = "社区列表的次序";
pub const PLACE_LIST_KEYS: &str = "社区列表：↑↓ 移动，←→ 收起展开，回车选定，Ctrl+回车再选一处";

pub fn areas_found(count: usize) -> String {
    format!("{count} 个区、县、市")
}

/// What an area holds.
pub fn area_holds(streets: usize, communities: usize, code: &str) -> String {
    format!("{streets} 个街道、镇、乡，{communities} 个社区、村  {code}")
}
