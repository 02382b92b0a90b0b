//! The words of the map.

use super::Words;
use crate::model::MapChange;

pub const ENLARGE_MAP: Words = ("放大地图", "地图占用列表和文章的位置；再按一次或按 Esc 返回");
pub const SHRINK_MAP: &str = "缩小地图";
pub const RESET_MAP: Words = ("恢复默认排列", "方块回到按名录排列的位置");
pub const MAP_WAS_RESET: &str = "已恢复默认排列，Ctrl+Z 可撤销";
pub const LOAD_BOUNDARIES: Words =
    ("载入边界…", "用单位自己的 GeoJSON 边界文件代替示意图；也可以把文件拖进窗口");
pub const REMOVE_BOUNDARIES: Words = ("移除边界", "原来的文件不受影响，可以再载入");
pub const LOAD_PLAN: Words = ("载入平面图…", "用扫描的地图或平面图（JPG、PNG）作底图，在上面放图钉");
pub const REMOVE_PLAN: Words = ("移除平面图", "图钉留着，下次载入平面图时还在原处；原来的文件不受影响");
pub const LOAD_MAP_PATH: Words =
    ("按路径载入底图…", "打不开选择窗口时，直接输入平面图（JPG、PNG）或边界文件（GeoJSON）的位置");
pub const PLACE_PIN: Words = ("放图钉…", "把选定的街道、社区放到平面图上；没有选定时列出还没有图钉的");
pub const REMOVE_PIN: Words = ("移除图钉", "从平面图上拿掉选定的街道、社区的图钉");
pub const FILTER_GEOJSON: &str = "GeoJSON 边界";
pub const BOUNDARIES_REMOVED: &str = "已移除边界";
pub const NO_STORE_FOR_MAP: &str = "请先打开自己的报刊库，再载入底图";
pub const NOT_A_MAP: &str =
    "不认识的底图文件。平面图应是 .jpg 或 .png，边界应是 .geojson 或 .json，请检查文件名后再试。";
pub const MAP_PATH_TITLE: &str = "按路径载入底图";
pub const MAP_PATH_NAME: &str = "平面图或边界文件的位置";
pub const OPEN_MAP_PATH: &str = "载入";
pub const MAP_PATH_HINT: &str = "如 /home/档案/底图/平面图.jpg";
pub const PLAN_TAKEN: &str = "已载入平面图。点左下角“还没有图钉”，选一处，再点图上的位置";
pub const PLAN_REPLACED: &str = "已换上新的平面图，图钉都在原处";
pub const PLAN_OTHER_SHAPE: &str = "已换上新的平面图。它和原来的长宽比例不同，图钉按比例留在原处，可能不准，请逐个看一看，不对的拖到正确的位置。";
pub const PLAN_LOADING: &str = "正在打开平面图…";
pub const PLAN_MISSING: &str = "平面图打不开，请重新载入";
pub const NO_PLAN: &str = "请先在地图选项里载入平面图";
pub const NOT_ON_MAP: &str = "只有本属地的街道、社区可以放图钉";
pub const NO_PIN: &str = "选定的地方没有图钉";
/// In the order of the grounds: blocks, boundaries, pins.
pub const GROUNDS: [&str; 3] = ["示意图", "边界图", "图钉图"];
pub const GROUND_WHYS: [&str; 3] = [
    "没有社区的坐标和边界：方块先按名录排列，可以拖到你熟悉的位置；颜色深浅表示篇数",
    "边界来自本单位载入的文件；颜色深浅表示篇数",
    "图钉由本单位放在载入的平面图上，可以拖动；大小和颜色深浅表示篇数",
];
pub const GROUND_NAMES: [&str; 3] =
    ["地图显示方块排成的示意图", "地图显示载入的边界", "地图显示平面图和上面的图钉"];
pub const UNDO_MAP: &str = "撤销刚才的移动";
pub const REDO_MAP: &str = "重做";
pub const FIT_MAP: &str = "显示全部";
pub const MAP_MORE: &str = "地图选项";
pub const MAP_HINTS: [&str; 3] = [
    "地图：方向键在方块之间移动，Alt+下进入社区，回车选择，Ctrl+空格加选，\
     加减号缩放，0 显示全部，Shift+方向键移动方块",
    "地图：方向键在街道之间移动，回车选择，Ctrl+空格加选，加减号缩放，0 显示全部",
    "地图：方向键在图钉之间移动，回车选择，Ctrl+空格加选，加减号缩放，0 显示全部，\
     Shift+方向键移动图钉，Delete 移除图钉；放图钉时方向键移动，回车放下",
];
pub const UNPINNED_WHY: &str = "列出还没有图钉的街道、社区；选一处，再点图上的位置";
pub const FIND_UNPINNED: &str = "找还没有图钉的地名，可用拼音";
pub const PIN_HERE_HOW: &str = "先选定一处街道或社区，再把图钉放在这里";
pub const NO_STREETS: &str = "名录里没有这个属地的街道、乡镇。";

pub const SHADINGS: [&str; 2] = ["篇数", "占比"];
pub const SHADING_NAMES: [&str; 2] =
    ["颜色深浅：有多少篇符合条件", "颜色深浅：提到该地的文章中，符合条件的占多少"];

/// The people whose name stands before the word for an autonomous township: 石窝子回族乡 is 石窝子 for short.
pub const PEOPLES: [&str; 55] = [
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
];
/// What stands between a people's name and the end.
pub const TOWNSHIPS: [&str; 4] = ["自治乡", "民族乡", "乡", "镇"];
/// Further words at the end of names on the map: 西城经济开发区 keeps its own, 北街街道办事处 does not.
pub const OFFICES: [&str; 3] = ["街道办事处", "地区办事处", "办事处"];

/// The upper end of the legend.
pub fn legend_most(most: u32, share: bool) -> String {
    if share { percent(most) } else { format!("{most} 篇") }
}

/// The lower end of the legend.
pub fn legend_least(share: bool) -> &'static str {
    if share { "0%" } else { "0" }
}

/// Thousandths as a percentage.
pub fn percent(thousandths: u32) -> String {
    match thousandths {
        0 => "0%".to_owned(),
        1..=99 => format!("{}.{}%", thousandths / 10, thousandths % 10),
        _ => format!("{}%", (thousandths + 5) / 10),
    }
}

/// Further words for levels: 巴彦塔拉苏木 is 巴彦塔拉 on the map.
pub const FURTHER_LEVELS: [&str; 2] = ["苏木", "嘎查"];

/// What is said of a place under the pointer.
pub fn map_counts(count: u32, all: u32, thousandths: u32) -> String {
    if all == 0 {
        return "没有文章提到这里".to_owned();
    }
    if count == all {
        return format!("{all} 篇，全部符合条件");
    }
    format!("{all} 篇中有 {count} 篇符合条件，占 {}", percent(thousandths))
}

/// Told after a block was moved.
pub fn block_moved(name: &str) -> String {
    format!("已移动 {name}，Ctrl+Z 可撤销")
}

/// Told after a pin was moved, or taken away.
pub fn pin_told(name: &str, moved: bool) -> String {
    let done = if moved { "已移动" } else { "已移除" };
    format!("{done} {name} 的图钉，Ctrl+Z 可撤销")
}

/// A step on the map that was taken back, or done again.
pub fn map_step(change: &MapChange, back: bool) -> String {
    let done = if back { "已撤销" } else { "已重做" };
    match change {
        MapChange::Blocks { name: Some(name), .. } => format!("{done}：移动方块 {name}"),
        MapChange::Blocks { name: None, .. } => format!("{done}：恢复默认排列"),
        MapChange::Pin { name, before: None, .. } => format!("{done}：放 {name} 的图钉"),
        MapChange::Pin { name, after: None, .. } => format!("{done}：移除 {name} 的图钉"),
        MapChange::Pin { name, .. } => format!("{done}：移动 {name} 的图钉"),
    }
}

/// How many places have no pin.
pub fn unpinned(count: usize) -> String {
    format!("还没有图钉：{count} 个")
}

/// What is in the hand.
pub fn placing(name: &str) -> String {
    format!("点一下图上的位置，放 {name}　Esc 结束")
}

pub fn place_pin(name: &str) -> String {
    format!("放图钉 {name}")
}

pub fn pin_here(name: &str) -> String {
    format!("把 {name} 的图钉放在这里")
}

pub fn remove_pin(name: &str) -> String {
    format!("移除 {name} 的图钉")
}

/// Told after the plan was taken away.
pub fn plan_removed(pins: usize) -> String {
    match pins {
        0 => "已移除平面图".to_owned(),
        _ => format!("已移除平面图。{pins} 个图钉留在库里，下次载入平面图时还在原处"),
    }
}

/// A block while it is dragged.
pub fn within(street: &str) -> String {
    format!("属{street}")
}

/// Told where all boundaries are somebody's.
pub fn boundaries_taken(count: usize) -> String {
    format!("已载入 {count} 个地方的边界")
}

/// What of a file of boundaries is nobody's.
pub fn boundaries_unmatched(count: usize, unmatched: &[String]) -> String {
    const MOST: usize = 30;
    let more = if unmatched.len() > MOST { "……" } else { "" };
    let names = unmatched.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join("、");
    format!(
        "已载入 {count} 个地方的边界。另有 {} 块没有对上名录，没有显示：{names}{more}\n\
         可以给这些地方添加别名，或在边界文件里写上代码，再载入一次。",
        unmatched.len()
    )
}
