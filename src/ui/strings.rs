//! Every Chinese word of the window.

#![expect(missing_docs, reason = "a string's name and its words say what it is")]

use crate::model::Status;

mod catalogue;
mod coverage;
mod exchange;
mod map;
mod people;
mod photos;
mod places;
mod print;
mod reading;
mod search;
mod time;

pub use catalogue::*;
pub use coverage::*;
pub use exchange::*;
pub use map::*;
pub use people::*;
pub use photos::*;
pub use places::*;
pub use print::*;
pub use reading::*;
pub use search::*;
pub use time::*;

type Words = (&'static str, &'static str);

pub const APP: &str = "旧闻";
pub const APP_SUBTITLE: &str = "离线报刊档案浏览器";
pub const SEAL: [&str; 2] = ["旧", "闻"];

// Commands: name, explanation.
pub const IMPORT: Words = ("导入报纸…", "选择文字稿和照片，核对后入库");
pub const IMPORT_FOLDER: Words = ("导入文件夹…", "选择一个文件夹，里面的文字稿逐版核对入库");
pub const IMPORT_PATH: Words = ("按路径导入…", "打不开选择窗口时，直接输入文件或文件夹的位置");
pub const OPEN_STORE: Words = ("打开报刊库…", "打开另一个 .jiuwen 文件");
pub const OPEN_SAMPLE: Words = ("看示例", "打开虚构的《晨光社区报》，不会写入你的资料");
pub const FOCUS_SEARCH: Words = ("查找", "把光标放进查找框");
pub const CLEAR_FILTER: Words = ("清除全部条件", "回到全部文章");
pub const PREVIOUS: Words = ("上一篇", "列表中的上一篇");
pub const NEXT: Words = ("下一篇", "列表中的下一篇");
pub const COPY_TEXT: Words = ("复制全文", "复制标题和正文，与报上所印一字不差");
pub const COPY_CITATION: Words = ("复制引文", "按 GB/T 7714 复制出处");
pub const ADD_PLACE: Words = ("添加地名…", "名录里没有的社区、村，手工添加");
pub const CHOOSE_AREA: Words = ("设定属地…", "选择本库所属的区、县、市");
pub const TOGGLE_THEME: Words = ("切换深浅色", "浅色与深色互换");

// Top bar.
pub const MENU: &str = "菜单";
pub const STORE_WORD: &str = "报刊库";
pub const SEARCH_HINT: &str = "查找文字，如：社区 消防；拼音 apsq 可提示地名、人名";
pub const SEARCH_NAME: &str = "查找框";
pub const REMOVE: &str = "去掉条件";
pub const KIND_ALL: &str = "全部";
pub const KIND_ARTICLE: &str = "文章";
pub const KIND_PHOTO: &str = "照片";

// Places.
pub const MAP: &str = "社区地图";
pub const PLACE_LIST: &str = "社区列表";
pub const UNPLACED: &str = "未定位";
pub const UNPLACED_WHY: &str = "没有提到本区任何街道、社区、村的文章";
pub const OTHER_PLACES: &str = "其他地方";
pub const NO_AREA: &str = "还没有设定属地。导入第一版报纸时会根据文字推荐，也可以现在设定。";
pub const FEW: &str = "少";
pub const MANY: &str = "多";
pub const EXPAND: &str = "展开";
pub const COLLAPSE: &str = "收起";
pub const FROM_TEXT: &str = "名录外";

pub fn place(name: &str, count: u32) -> String {
    format!("{name}，{count} 篇")
}

pub fn map_cell(name: &str, count: u32) -> String {
    format!("地图 {name}，{count} 篇")
}

// List.
pub const NO_HITS: &str = "没有符合条件的文章";
pub const NO_HITS_HOW: &str = "可以去掉一个条件，或换一个说法再查";
pub const EMPTY_STORE: &str = "这个报刊库还是空的";
pub const EMPTY_STORE_HOW: &str = "按 Ctrl+O 导入报纸，或把文件拖到窗口里";
pub const PHOTO_TAG: &str = "照片";
pub const LOADING: &str = "正在读取…";

pub fn list_summary(items: u64, photos: u64) -> String {
    format!("{items} 篇　{photos} 张照片")
}

pub fn page_label(page: &str, name: Option<&str>) -> String {
    name.map_or_else(|| format!("第 {page} 版"), |name| format!("第 {page} 版 {name}"))
}

// Detail.
pub const NOTHING_CHOSEN: &str = "在左边的列表里选一篇来读";
pub const CORRESPONDENT: &str = "通讯员";
pub const REPORTER: &str = "记者";
pub const PHOTOGRAPHER: &str = "摄影";
pub const PLACES: &str = "地点";
pub const INCOMPLETE: &str = "原稿到此为止，疑似未完";
pub const DOUBTS: &str = "待核";
pub const SAME_PAGE: &str = "同版";
pub const SOURCE: &str = "来源";
pub const NO_PICTURE: &str = "没有图片";
pub const NO_PICTURE_HOW: &str = "入库时未附照片";
pub const COPIED: &str = "已复制";

pub fn position(at: usize, of: u64) -> String {
    format!("第 {at} / {of} 篇")
}

pub fn photographer_line(name: &str) -> String {
    format!("{name} 摄")
}

pub fn photo_of(headline: &str) -> String {
    format!("照片：{headline}")
}

pub fn source_line(name: &str, encoding: &str, sha256: &str) -> String {
    format!("{name}　{encoding}　SHA-256 {sha256}…")
}

/// A citation by GB/T 7714-2015: author.title\[N\].paper,date(page).
// Status bar.
pub fn totals(issues: usize, articles: usize, photos: usize) -> String {
    format!("{issues} 期　{articles} 篇　{photos} 张照片")
}

pub fn elapsed(ms: f32) -> String {
    format!("用时 {ms:.1} 毫秒")
}

pub fn indexing(percent: u8) -> String {
    format!("正在建立索引 {percent}%")
}

pub const INDEXING_HINT: &str = "查找和阅读照常可用；建好以后查找更快";
pub const INDEX_FAILED: &str = "索引没有建成，查找较慢";

pub const THEME_LIGHT: &str = "浅色";
pub const THEME_DARK: &str = "深色";
pub const SAMPLE_MARK: &str = "示例：报名、人名、地名均为虚构";

// Welcome.
pub const WELCOME_IMPORT: &str = "选一版或几版文字稿，连同照片，一期一期收进来。";
pub const WELCOME_OPEN: &str = "一个 .jiuwen 文件就是整座库，复制即备份。";
pub const WELCOME_SAMPLE: &str = "虚构的《晨光社区报》，三分钟走一遍。";
pub const WELCOME_DROP: &str = "或把文件拖到窗口里";
pub const WELCOME_SAFE: &str = "不会写入你的资料";
pub const RECENT: &str = "最近打开";
pub const OFFLINE: &str = "所有资料只在这台电脑上，不联网。";

// Import and review.
pub const REVIEW: &str = "导入报纸 — 核对分篇";
pub const CLOSE: &str = "关闭";
pub const CANCEL: &str = "取消";
pub const OK: &str = "确定";
pub const PAPER: &str = "报名";
pub const DATE: &str = "出版日期";
pub const PAGE: &str = "版次";
pub const PAGE_NAME: &str = "版名";
pub const AREA: &str = "属地";
pub const AREA_UNSET: &str = "未设定";
pub const DATE_HINT: &str = "如 2015-12-09";
pub const DATE_WRONG: &str = "没有这一天，请写成 2015-12-09";
pub const USE_DATE: &str = "采用";
pub const PAPER_NEEDED: &str = "请填写报名";
pub const PAGE_WRONG: &str = "请写版次，如 7 或 A2";
pub const SKIP: &str = "跳过这份";
pub const CANCEL_ALL: &str = "全部停下";
pub const SETTLED: &str = "确定";
pub const READING_FILES: &str = "正在读取文件";
pub const REPORT: &str = "导入结果";
pub const DROP_HERE: &str = "松开鼠标，导入这些文件";
pub const PATH_TITLE: &str = "按路径导入";
pub const PATH_NAME: &str = "文件或文件夹的位置";
pub const PATH_HINT: &str = "如 /home/档案/20151209/07.txt";
pub const OPEN_PATH: &str = "导入";
pub const AREA_TITLE: &str = "设定属地";
pub const AREA_SEARCH: &str = "输入区、县、市的名字或代码";
pub const AREA_WHY: &str = "本库按这个区的街道、社区、村来认地名。以后可以再改，已入库的文章会重新认一遍。";
pub const ADD_PLACE_TITLE: &str = "添加地名";
pub const ADD_PLACE_NAME: &str = "地名";
pub const ADD_PLACE_HINT: &str = "如 幸福里社区";
pub const ADD_PLACE_PARENT: &str = "上级";
pub const ADD_PLACE_DO: &str = "添加并重新认一遍";
pub const IMPORTED: &str = "已入库";
pub const SKIPPED: &str = "已跳过";
pub const FAILED: &str = "未入库";
pub const SAVE_TO: &str = "存入";

pub fn file_facts(name: &str, bytes: usize, sha256: &str) -> String {
    format!("{name}　{bytes} 字节　SHA-256 {sha256}…")
}

pub fn file_count(at: usize, of: usize) -> String {
    format!("第 {at} / {of} 个文件")
}

pub fn commit(items: usize) -> String {
    format!("入库 {items} 篇")
}

pub fn doubts(count: usize) -> String {
    format!("{count} 处待核")
}

pub fn paragraphs(count: usize) -> String {
    format!("{count} 段")
}

pub fn progress(done: usize, total: usize, articles: usize) -> String {
    format!("{done} / {total} 个文件　已入库 {articles} 篇")
}

pub fn report_line(articles: usize, photos: usize, warnings: usize) -> String {
    format!("{articles} 篇，{photos} 张照片，{warnings} 处待核")
}

pub fn report_total(count: impl Fn(Status) -> usize) -> String {
    let mut text = format!(
        "入库 {} 个文件，跳过 {} 个，未入库 {} 个",
        count(Status::Imported),
        count(Status::Skipped),
        count(Status::Failed)
    );
    for (status, word) in [(Status::Waiting, WAITING), (Status::Pending, PENDING)] {
        if count(status) > 0 {
            text += &format!("，{word} {} 个", count(status));
        }
    }
    text
}

pub fn place_added(name: &str, articles: usize) -> String {
    format!("已添加“{name}”，{articles} 篇文章的地名有变化")
}

pub fn area_set(path: &str) -> String {
    format!("属地已设为 {path}")
}

pub const ROLE_KICKER: &str = "引题";
pub const ROLE_HEADLINE: &str = "主题";
pub const ROLE_SUBTITLE: &str = "副题";
pub const ROLE_BODY: &str = "正文";
pub const ROLE_BREAK: &str = "接上栏";
pub const ROLE_PHOTO: &str = "图题";
pub const ROLE_CAPTION: &str = "图说";
pub const ROLE_CREDIT: &str = "摄影";
pub const ROLE_HEAD: &str = "版头";
pub const ROLE_FURNITURE: &str = "版边";
pub const ROLE_UNKNOWN: &str = "不明";
pub const ROLE_SECTION: &str = "小标题";
pub const ROLE_BYLINE: &str = "署名";
pub const ROLE_DATELINE: &str = "电头";
pub const ROLE_CONTINUATION: &str = "转接";
pub const ROLE_MASTHEAD: &str = "报头";
pub const ROLE_DATE: &str = "日期";
pub const ROLE_ADVERTISEMENT: &str = "广告";
pub const WINDOW_TITLE: &str = "旧闻 — 离线报刊档案浏览器";
pub const FILTER_TEXT: &str = "报纸文字稿和照片";
pub const FILTER_STORE: &str = "报刊库";
pub const DEFAULT_STORE: &str = "报刊库.jiuwen";
pub const DEFAULT_FOLDER: &str = "旧闻";

/// Words for the level of a place, which a cell of the map can do without.
pub const LEVEL_WORDS: [&str; 5] = ["街道", "社区", "村", "镇", "乡"];
pub const DATE_NEEDED: &str = "请填写出版日期";

pub fn area_reason(name: &str, reason: &str) -> String {
    format!("属地推荐 {name}：{reason}")
}
pub const SKIPPED_BY_HAND: &str = "由人跳过，没有入库";

pub fn no_window(why: &str) -> String {
    format!("打不开窗口：{why}\n请安装显卡驱动，或在有图形界面的会话里启动。文字命令仍可使用：jiuwen --help")
}

pub fn event(date: &str, words: &str) -> String {
    format!("事发 {date}（据“{words}”）")
}
pub const FAILURE: &str = "没有办成";
pub const IMAGE_MISSING: &str = "未附图片";
pub const REVIEW_FIRST: &str = "请先完成或停下正在进行的导入";

// The review editor. Commands: name, explanation.
pub const R_ROLE: &str = "选中的行改为";
pub const R_SPLIT: Words = ("从此行拆开", "新的一篇从选中的行开始");
pub const R_MERGE: Words = ("合并到上一篇", "原来的标题改作小标题");
pub const R_JOIN: Words = ("接上一行 / 断开", "与上一行连成一段，或者断开");
pub const R_ITEM_UP: Words = ("这一篇上移", "只改各篇的先后，原文不动");
pub const R_ITEM_DOWN: Words = ("这一篇下移", "只改各篇的先后，原文不动");
pub const R_EDIT: Words = ("修改这一篇", "改标题、署名、段落、图说");
pub const R_LEAVE: Words = ("改完", "回到原文和分篇");
pub const R_PICTURE: Words = ("选择图片文件…", "给这一篇的照片配上图片");
pub const R_PLACE: Words = ("选第几处同名地名", "同名的地方有几处时，选其中一处");
pub const R_USE_DATE: Words = ("采用推定的日期", "把推定的日期填进出版日期");
pub const R_SETTLE: Words = ("已核", "看过了，没有问题");
pub const R_NEXT: Words = ("下一处待核", "到下一处要人看的地方");
pub const R_PREVIOUS: Words = ("上一处待核", "到上一处要人看的地方");
pub const R_LINE_UP: Words = ("上一行、上一篇", "到上一行或上一篇；按住 Shift 多选几行");
pub const R_LINE_DOWN: Words = ("上下移动", "到下一行或下一篇；按住 Shift 多选几行");
pub const R_MORE: Words = ("多选", "连上一行或下一行一起选");
pub const R_SIDE: Words = ("换边", "在原文和分篇之间来回");
pub const R_HEAD: Words = ("填报头", "到报名、日期、版次");
pub const R_UNDO: Words = ("撤销", "退回上一步，不限次数");
pub const R_REDO: Words = ("重做", "再做一遍撤销了的");
pub const R_DRAFT: Words = ("存为草稿", "先放下，改过的都留着，改天接着核对");
pub const R_COMMIT: Words = ("入库", "原件照存，文字不改");
pub const R_HELP: Words = ("按键一览", "核对时能用的全部按键");

pub const LINES_PANE: &str = "原文";
pub const ITEMS_PANE: &str = "分篇";
pub const ROLE_MENU: &str = "改角色";
pub const ENCODING: &str = "编码";
pub const ENCODING_WHY: &str = "文字成了乱码时换一种编码重读；改过的角色和分篇要重做";
pub const NO_DOUBTS: &str = "没有待核";
pub const OR_DROP: &str = "或拖到这里";
pub const REMOVE_PICTURE: &str = "移除";
pub const NONE_OF_THEM: &str = "都不是";
pub const NAMES_HINT: &str = "人名之间空一格";
pub const HABITS: Words = ("已学到的习惯…", "核对时教给本库的，可以忘掉");
pub const HABITS_WHY: &str = "同样的一行改过两次之后，下次读这份报纸就先按这个角色读。";
pub const NO_HABITS: &str = "还没有学到什么。核对时改一行的角色，就会记在这里。";
pub const FORGET: &str = "忘掉";

pub fn doubts_left(count: usize) -> String {
    format!("还有 {count} 处待核 · 下一处")
}

pub fn item_counts(articles: usize, photos: usize) -> String {
    format!("{} 篇（{articles} 文 {photos} 图）", articles + photos)
}

pub fn paragraph_name(number: usize) -> String {
    format!("第 {number} 段")
}

pub fn caption_name(number: usize) -> String {
    if number == 1 { ROLE_CAPTION.to_owned() } else { format!("图说 {number}") }
}

pub fn credit_name(number: usize) -> String {
    if number == 1 { "摄影署名".to_owned() } else { format!("摄影署名 {number}") }
}

pub fn open_place(name: &str) -> String {
    format!("“{name}”是：")
}

pub fn picture_of(name: &str) -> String {
    format!("图片 {name}")
}

pub fn key_of(number: usize, text: &str) -> String {
    format!("{number} {text}")
}

/// Marks between names.
pub const NAME_MARKS: [char; 4] = ['、', '，', ',', '；'];

pub fn column_breaks(count: usize) -> String {
    format!("接栏 {count} 处")
}

pub const FILTER_PICTURE: &str = "照片";
pub const HABITS_TITLE: &str = "已学到的习惯";

pub fn habit_words(role: &str, count: i64) -> String {
    format!("读作 {role}，确认过 {count} 次")
}
// Large imports, reports, versions.
pub const CONTINUE_IMPORT: Words = ("继续导入和核对", "接着做上次没有做完的导入，核对还在等待的版");
pub const REPORTS: Words = ("导入结果…", "看以前每次导入的结果，可导出 CSV");
pub const WAITING: &str = "待核对";
pub const PENDING: &str = "未读";
pub const PAUSE: &str = "暂停";
pub const GO_ON: &str = "继续";
pub const CANCEL_WHY: &str = "已入库的保留，没读的可以以后用“继续导入和核对”接着做";
pub const TAKE_CLEAN: &str = "没有疑点的版直接入库";
pub const TAKE_CLEAN_WHY: &str = "报名、日期、版次都已写明且没有一处待核的版，不再逐版核对";
pub const EXPORT: Words = ("导出 CSV…", "存成表格文件，可用 Excel 打开");
pub const EXPORT_PATH: &str = "或写明 CSV 文件的位置";
pub const EXPORT_HINT: &str = "如 /home/档案/导入结果.csv";
pub const EXPORT_DO: &str = "导出到这里";
pub const REPORT_TITLE: Words = ("导入结果", "");
pub const FILTER_CSV: &str = "表格";
pub const NOTHING_UNFINISHED: &str = "没有未做完的导入";
pub const NO_REPORTS: &str = "这个报刊库还没有导入过文件";
pub const VERSIONS_PAGE: &str = "哪一版";
pub const VERSIONS: &str = "同一版的几个版本";
pub const VERSIONS_WHY: &str = "几份都保留；列表和统计只用当前的一份。差别以当前的一份为准。";
pub const VERSION_SHOWN: &str = "当前";
pub const VERSION_SAME: &str = "文字没有差别";
pub const VERSION_USED: &str = "已换成选定的版本，其余保留";
pub const NO_VERSIONS: &str = "没有一版有别的版本";
pub const ITEM_ADDED: &str = "多出";
pub const ITEM_REMOVED: &str = "缺少";
pub const ITEM_CHANGED: &str = "不同";
pub const AUTHOR: &str = "作者";
pub const NAMED: &str = "人物";

pub fn rate(files: f32, seconds_left: f32) -> String {
    let seconds = seconds_left.round() as u64;
    let left = match seconds {
        0..60 => format!("{seconds} 秒"),
        60..3600 => format!("{} 分 {} 秒", seconds / 60, seconds % 60),
        _ => format!("{} 小时 {} 分", seconds / 3600, seconds / 60 % 60),
    };
    format!("每秒 {files:.0} 个文件，约需 {left}")
}

pub fn exported(path: &str) -> String {
    format!("已存入 {path}")
}

pub fn unfinished(pending: usize, waiting: usize) -> String {
    format!("上次导入还有 {pending} 个文件未读、{waiting} 个待核对，可从菜单“继续导入和核对”接着做")
}

pub fn versions_open(pages: usize) -> String {
    format!("{pages} 版有新旧版本，查看和选定…")
}

pub fn versions_of_page(count: usize) -> String {
    format!("这一版有 {count} 个版本…")
}

pub fn version(number: u32, source: &str) -> String {
    format!("版本 {number}　{source}")
}

pub fn version_use(number: u32) -> String {
    format!("启用版本 {number}")
}

pub fn page_title(paper: &str, date: &str, number: &str) -> String {
    format!("《{paper}》{date} 第 {number} 版")
}

pub fn continues_on(page: &str) -> String {
    format!("下转第 {page} 版，全文接在后面")
}

pub fn continued_from(page: &str) -> String {
    format!("上接第 {page} 版")
}
