//! Ten articles as they are set, each beside a picture that a person has looked at.

use egui_kittest::SnapshotOptions;
use egui_kittest::kittest::Queryable;
use jiuwen::app::Start;
use jiuwen::store::Store;
use rusqlite::Connection;

/// Kicker, headline, subtitle, paragraphs, numbers of the paragraphs that are section heads.
type Written =
    (Option<&'static str>, &'static str, Option<&'static str>, &'static [&'static str], &'static str);

/// Written for the test: each has something that is hard to set.
const ARTICLES: [Written; 9] = [
    (
        None,
        "冬夜里的一盏灯",
        None,
        &[
            "本报讯 入冬以来，临江社区的老年活动室每晚都亮着灯。灯下坐着的，是十几位来学写字的老人。他们说：“年轻时没赶上，现在补一补。”",
            "“不图写得好，图个心里亮堂。”七十三岁的周桂芳说着，又蘸了一笔墨。窗外北风正紧，屋里却暖得像春天，炉子上的水壶“咕嘟咕嘟”地响。",
        ],
        "",
    ),
    (
        None,
        "书目里的旧时光",
        None,
        &[
            "图书角新到《“五点钟”的孩子》、《老街》、《河上的桥（增订本）》、《从“等”到“迎”》（上、下册）；还有《邻里》（共三卷）。管理员说：“《老街》（初版）最难得。”",
            "读者留言写道：“好！”“再多买些（《河上的桥》）！”“什么时候有《老街》的下一册？”",
        ],
        "",
    ),
    (
        None,
        "用电用水一张图",
        None,
        &[
            "今年1月至11月，全街道用电量为1,286.5万kWh，同比增长3.5%，其中居民用电占62.4%；用水量达98.7万m3。App“邻里通”上线后，每天10:30前报修的，当天上门率为97%。",
            "街道办负责人介绍，5G基站已建成46座，Wi-Fi覆盖12个社区、8所学校，网上办事网址为www.example.org/linli，电话96345转0转2。",
        ],
        "",
    ),
    (
        Some("让小院子重新热闹起来"),
        "三十户人家共修一口井",
        Some("——看临江社区怎样把一件难事办成大家的事"),
        &[
            "井在院子当中，有一百多年了。去年夏天，井圈裂了一道缝，谁家也没有单独去修的意思：修一次要两千多元，又不是哪一家的井。",
        ],
        "",
    ),
    (
        None,
        "一条巷子的三次改造",
        None,
        &[
            "这条巷子长二百一十米，住着八十四户人家，三十年里改过三次。",
            "第一次：从泥路到石板路",
            "一九八七年，街道从河滩拉来石板，一块一块铺到各家门口。老人们还记得，铺最后一块那天，全巷子的人都出来了。",
            "第二次：从明沟到暗管",
            "明沟一到夏天就臭。二〇〇三年，沟填了，管子埋下去了，巷子宽出来一尺。",
        ],
        "1,3",
    ),
    (
        None,
        "江边",
        None,
        &["风从桥那头来", "带着船上的煤烟", "我站在十二月的水边", "等一封没有写完的信", "它说：春天——"],
        "",
    ),
    (
        None,
        "问与答：暖气不热怎么办",
        None,
        &[
            "问：家里暖气一直不热，该找谁？",
            "答：先看阀门是不是开着。若是开着仍不热，可打供热站电话（二十四小时有人接）报修。",
            "“那要等多久？”“当天。”“不收钱？”“不收。”",
            "“《供热条例》里写着的：室内温度不到十八摄氏度，可以要求退费。”",
        ],
        "",
    ),
    (
        None,
        "话说一半",
        None,
        &[
            "他想了很久……终于开口：“其实——其实那天我也在场。”屋里静下来，只听见钟摆的声音……",
            "后来的事，人人都知道了：书记把那封信念了一遍——没有一个字是多余的——念完以后，谁也没有说话……",
        ],
        "",
    ),
    (
        Some("连续九年不断线，两代人接力送书，走遍一百二十七个自然村"),
        "背篓里的图书馆：从第一本连环画到一万三千册藏书，一位乡村教师和他的学生们走过的路",
        Some("他说：“路不通的地方，人走得通。”"),
        &[
            "（一）最早的背篓是竹子编的，装得下四十本书。（二）后来换成帆布的，能装七十本。（三）再后来有了三轮车。",
        ],
        "",
    ),
];

/// A photo story: its caption is its text.
const PHOTO: (&str, &str, &str) = (
    "贴在楼道口的提醒",
    "12月7日，临江社区工作人员李明亮（右一）在3号楼前张贴消防提示，并向居民讲解“一懂三会”。连日来，社区已入户526家。",
    "沈一鸣 摄",
);

fn make(path: &std::path::Path) {
    let store = Store::open_or_create(path).expect("a store");
    let connection = Connection::open(path).expect("the file");
    connection
        .execute_batch(
            "INSERT INTO paper VALUES (1, '临江报');
             INSERT INTO issue (id, paper_id, date) VALUES (1, 1, '2015-12-09');
             INSERT INTO page VALUES (1, 1, '7', '社区');
             INSERT INTO source VALUES (1, '20151209_07.txt',
               x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'text/plain', 'UTF-8', '2026', x'');
             INSERT INTO page_version VALUES (1, 1, 1, 1, 1, 1, '2026');",
        )
        .expect("a page");
    let insert = "INSERT INTO article VALUES (?1, 1, ?1, ?2, 0, 1, 1, ?3, ?4, ?5, ?6, ?7, NULL, NULL, NULL)";
    for (at, (kicker, headline, subtitle, paragraphs, heads)) in ARTICLES.iter().enumerate() {
        let values = (at + 1, "article", kicker, headline, subtitle, paragraphs.join("\n"), heads);
        connection.execute(insert, values).expect("an article");
    }
    let (headline, caption, credit) = PHOTO;
    let none = None::<&str>;
    let number = ARTICLES.len() + 1;
    connection.execute(insert, (number, "photo", none, headline, none, caption, "")).expect("a story");
    let insert = "INSERT INTO photo (article_id, ordinal, caption, credit) VALUES (?1, 0, ?2, ?3)";
    connection.execute(insert, (number, caption, credit)).expect("a photo");
    drop(connection);
    store.index_all(&mut |_| true).expect("an index");
    store.settle();
}

#[test]
fn ten_articles_are_set_as_they_were_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("版式.jiuwen");
    make(&path);
    let start = Start { files: vec![path], ..Start::default() };
    let mut window = crate::window([1500.0, 1000.0], 1.0, egui::Theme::Light, start);
    let pictures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pixels/snapshots/setting");
    for at in 1..=ARTICLES.len() + 1 {
        let left = window.get_by_label_contains(&format!("第 {at} / ")).rect().left() - 60.0;
        let mut picture = window.render().expect("a picture");
        let (x, y) = (left as u32, 300);
        let reading = image::imageops::crop(&mut picture, x, y, 1500 - x, 420).to_image();
        let options = SnapshotOptions::new().output_path(pictures).max_failed_pixels(10);
        egui_kittest::image_snapshot_options(&reading, format!("{at:02}"), &options);
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::ArrowDown);
        for _ in 0..200 {
            window.run_steps(1);
            if !window.state().is_waiting() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        window.run_steps(20);
    }
}
