//! What heads say, as tables.

use std::path::Path;

use super::*;
use crate::import::layout::rows;
use crate::import::named_head::add_names;

fn read(path: &str, text: &str) -> Vec<PageRows<'static>> {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    let mut pages = pages(&rows(text));
    let count = pages.len();
    pages.iter_mut().for_each(|page| add_names(Path::new(path), count, page));
    pages
}

#[track_caller]
fn check(path: &str, text: &str, expect: [&str; 4]) {
    let page = read(path, text).remove(0);
    let date = page.head.date.map(|date| date.date.to_string());
    let got = [page.head.paper, date, page.head.number, page.head.name].map(Option::unwrap_or_default);
    assert_eq!(got, expect, "{path} {text}");
    assert!(page.remarks.is_empty(), "{:?}", page.remarks);
}

#[test]
fn heads_are_read_from_the_page() {
    let body = "\n夜校开班\n本报讯（记者 李博）夜校开班了。";
    for (head, expect) in [
        ("晨光社区报 2015年12月9日 星期三 第7版：社区", ["晨光社区报", "2015-12-09", "7", "社区"]),
        ("２０１５年１２月９日　星期三　第Ａ０２版　总第1234期", ["", "2015-12-09", "A2", ""]),
        ("第03版：要闻", ["", "", "3", "要闻"]),
        ("1994年6月3日　星期五　　晨　光　报　　第二版", ["晨光报", "1994-06-03", "2", ""]),
        ("02　党建　2019年8月23日　星期五　晨光发布", ["晨光发布", "2019-08-23", "2", "党建"]),
        ("2019年8月23日　第2版　要 闻", ["", "2019-08-23", "2", "要闻"]),
        ("2015年1月20日 星期二 07版 言论·来信", ["", "2015-01-20", "7", "言论·来信"]),
        (
            "岳麓周刊 B03 社区纪事 2011年9月14日 星期三 责编：易湘 版式：皮冬梅",
            ["岳麓周刊", "2011-09-14", "B3", "社区纪事"],
        ),
        ("厦门周末　1993年11月12日　第2版　经济与社会", ["厦门周末", "1993-11-12", "2", "经济与社会"]),
        (
            "雁塔报\n一九八六年三月五日　星期三\n农历丙寅年正月二十五\n第二版",
            ["雁塔报", "1986-03-05", "2", ""],
        ),
        ("今日玄武\n2023年3月16日　星期四\n第2版　要闻", ["今日玄武", "2023-03-16", "2", "要闻"]),
        ("A08 城记　　海西晨讯　2014.10.23　星期四", ["海西晨讯", "2014-10-23", "A8", "城记"]),
        ("2023年6月21日 星期三 05 民生", ["", "2023-06-21", "5", "民生"]),
        ("玄武报　2008年12月9日　星期二　第3版\n社区新闻", ["玄武报", "2008-12-09", "3", "社区新闻"]),
        ("今日8版 2015年12月9日", ["", "2015-12-09", "", ""]),
        ("映像鄞州　2020年10月1日　星期四　第8版　图片新闻", ["映像鄞州", "2020-10-01", "8", "图片新闻"]),
        (
            "鼓楼民情　2012年4月17日　星期二　第4版：社区　责任编辑：顾晓燕　电话：83250011",
            ["鼓楼民情", "2012-04-17", "4", "社区"],
        ),
        ("长安人家 2015年12月9日 星期三", ["长安人家", "2015-12-09", "", ""]),
        ("民生热线 2015年12月9日 星期三 第3版", ["", "2015-12-09", "3", "民生热线"]),
        ("金水晚报　2001年1月5日　星期五　第11版　热线", ["金水晚报", "2001-01-05", "11", "热线"]),
        ("金水晚报　2001年1月5日　热线 3934567", ["金水晚报", "2001-01-05", "", ""]),
        ("武侯时报\n2019年6月11日 星期二\n05 民生", ["武侯时报", "2019-06-11", "5", "民生"]),
    ] {
        check("a.txt", &format!("{head}{body}"), expect);
    }
}

#[test]
fn heads_are_read_from_names() {
    for (path, expect) in [
        ("鹿城新闻_20190423_03.txt", ["鹿城新闻", "2019-04-23", "3", ""]),
        ("今日玄武_20230316_02.txt", ["今日玄武", "2023-03-16", "2", ""]),
        ("20140306/06.txt", ["", "2014-03-06", "6", ""]),
        ("2021/0305/01.txt", ["", "2021-03-05", "1", ""]),
        ("锦江新报2015年12月10日第3版.txt", ["锦江新报", "2015-12-10", "3", ""]),
        ("html/2015-12/09/content_371234.txt", ["", "2015-12-09", "", ""]),
        ("page.txt", ["", "", "", ""]),
        ("扫描_20190423_03.txt", ["", "2019-04-23", "3", ""]),
    ] {
        check(path, "社区里的新变化\n本报讯（记者 李博）夜校开班了。", expect);
    }
}

#[test]
fn articles_are_no_heads() {
    for line in [
        "推行街道大工委和社区大党委工作机制",
        "12月9日,社区开展了活动。",
        "获“2015年度”称号",
        "（上接第一版）",
        "真情付出有回报",
        "G20峰会志愿者",
    ] {
        let page = read("page.txt", &format!("{line}\n本报讯（记者 李博）夜校开班了。")).remove(0);
        assert!(page.heads.is_empty(), "{line}");
    }
}

#[test]
fn a_file_is_parted_at_the_heads_in_its_midst() {
    let text = "沙湖报\n1986年5月14日 星期三\n第一版\n夜校开班\n本报讯 夜校开班了。\n（下转第二版）\n\
        第二版 1986年5月14日\n修路\n本报讯 路修好了。\n区民政局\n1986年5月10日\n\
        沙湖报\n1986年5月15日 星期四\n第一版\n通水\n本报讯 通水了。";
    let pages = read("沙湖报合订/198605.txt", text);
    let heads: Vec<String> = pages
        .iter()
        .map(|page| {
            let date = page.head.date.as_ref().map(|date| date.date.to_string()).unwrap_or_default();
            format!("{date} {}", page.head.number.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(heads, ["1986-05-14 1", "1986-05-14 2", "1986-05-15 1"]);
    assert!(pages.iter().all(|page| page.head.paper.as_deref() == Some("沙湖报")));
}

#[test]
fn contradictions_are_told() {
    for (path, head, expect) in [
        ("a.txt", "2015年12月9日 星期二", "应是星期三"),
        ("a.txt", "2015年2月30日 第3版", "不是历书上有的日子"),
        ("报_20151210_03.txt", "2015年12月9日 第3版", "文件名却是 2015-12-10"),
        ("报_20151209_04.txt", "2015年12月9日 第3版", "文件名却是第 4 版"),
        ("报_20150230_04.txt", "第4版", "不是历书上有的日子"),
    ] {
        let page = read(path, &format!("{head}\n夜校开班\n本报讯 夜校开班了。")).remove(0);
        assert!(page.remarks.iter().any(|remark| remark.reason.contains(expect)), "{:?}", page.remarks);
    }
}

#[test]
fn page_numbers_have_one_form() {
    for (text, expect) in
        [("07", Some("7")), ("a02", Some("A2")), ("0", None), ("AB1", None), ("", None), ("7b", None)]
    {
        assert_eq!(page_number(text).as_deref(), expect, "{text}");
    }
}

#[test]
fn a_list_of_other_pages_begins_none() {
    let text = "晨光报\n2019年3月5日 星期二 第1版：头版\n夜校开班\n本报讯 夜校开班了。\n今日导读\n\
        黄河大桥限行方案公布　2版\n周末去哪里赏花　4版\n晨光报\n2019年3月12日 星期二 第1版：头版\n修路\n本报讯 路修好了。";
    let pages = read("晨光报.txt", text);
    let days: Vec<String> =
        pages.iter().filter_map(|page| page.head.date.as_ref().map(|date| date.date.to_string())).collect();
    assert_eq!(days, ["2019-03-05", "2019-03-12"]);
    assert_eq!(pages[0].body.len(), 5);
}
