//! Saved articles, as tables.

use super::*;

#[test]
fn what_the_marks_say_is_read_and_scripts_are_not() {
    let html = "<html><title>晨光日报数字报-x</title><!--enpproperty <date>2016-10-31 09:28:27.0</date>\
        <author>记者 王波</author><title><p>夜校开班</p></title><introtitle></introtitle><subtitle>一年四十期</subtitle>\
        <nodename>第07版：社区</nodename> /enpproperty--><script>document.write('<p>不读</p>')</script>\
        <!--enpcontent--><p>　　东湖社区夜校开班了。</p><p>居民都来了。</p><!--/enpcontent--><p>版权所有</p>";
    let saved = Saved::of(html);
    let page =
        read_article(Path::new("html/2016-10/31/content_1.htm"), &saved, &Habits::default()).expect("a page");
    let item = &page.items[0];
    assert_eq!((item.headline.as_str(), item.subtitle.as_deref()), ("夜校开班", Some("一年四十期")));
    assert_eq!(item.paragraphs, ["东湖社区夜校开班了。", "居民都来了。"]);
    assert_eq!(item.names(PersonRole::Reporter).collect::<Vec<_>>(), ["王波"]);
    assert_eq!(page.head.paper.as_deref(), Some("晨光日报"));
    assert_eq!((page.head.number.as_deref(), page.head.name.as_deref()), (Some("7"), Some("社区")));
    assert_eq!(page.head.date.map(|date| date.date.to_string()).as_deref(), Some("2016-10-31"));
    assert_eq!(page.remarks, []);
}

#[test]
fn pictures_beside_the_marked_text_are_its_own() {
    let picture = |caption: &str| {
        format!("<table><tr><td><img src=\"../a.jpg\"></td></tr><tr><td>{caption}</td></tr></table>")
    };
    let text = "<!--enpcontent--><p>东湖社区夜校开班了。</p><!--/enpcontent-->";
    for (html, expect) in [
        (format!("{}{text}", picture("王波在夜校上课。 李明 摄")), vec!["王波在夜校上课。"]),
        (format!("<div id=\"ozoom\">{}{text}</div>", picture("图为夜校一角。")), vec!["图为夜校一角。"]),
        (format!("<img src=\"logo.jpg\"><p>返回首页</p>{text}"), vec![]),
        (format!("<!--enpcontent-->{}<!--/enpcontent-->", picture("图为夜校。")), vec!["图为夜校。"]),
    ] {
        let page =
            read_article(Path::new("content_1.htm"), &Saved::of(&html), &Habits::default()).expect("a page");
        let captions: Vec<&str> =
            page.items.iter().flat_map(|item| &item.photos).map(|photo| photo.caption.as_str()).collect();
        assert_eq!(captions, expect, "{html}");
    }
}
