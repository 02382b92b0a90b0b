//! Edits of a page under review: what each does, and that undo and redo lead back and forth without losing a line.

use std::path::Path;
use std::sync::Arc;

use jiuwen::import::PlaceFinder;
use jiuwen::import::edit::{DoubtAt, Edit, HeadField, HeadFields, ItemField, PageEdit};
use jiuwen::model::{
    Confidence, Field, LineRole, OpenPlace, PageReading, Person, PersonRole, PlaceCode, Remark, Span,
};
use proptest::prelude::*;

fn read(text: &str) -> PageReading {
    let decoded = jiuwen::import::decode(text.as_bytes()).expect("text");
    jiuwen::import::read_page(Path::new("page.txt"), &decoded).expect("a page")
}

fn begin(page: PageReading) -> PageEdit {
    let fields = HeadFields::of(&page, None);
    PageEdit::new(page, fields, Arc::new(PlaceFinder::default()))
}

fn fixture() -> PageEdit {
    begin(read(&std::fs::read_to_string(crate::support::fixture()).expect("the fixture")))
}

/// Five lines of two articles: headline, two paragraphs; headline, one paragraph.
fn small() -> PageEdit {
    let mut page =
        read("甲地办好实事\n\n甲地今天办好了一件实事。\n\n居民都说好。\n\n乙地也办好\n\n乙地也办好了。");
    let roles = [LineRole::Headline, LineRole::Body, LineRole::Body, LineRole::Headline, LineRole::Body];
    for (at, (line, role)) in page.lines.iter_mut().zip(roles).enumerate() {
        (line.role, line.joined, line.begins) = (role, false, at == 0 || at == 3);
        (line.confidence, line.reason) = (Confidence::Sure, String::new());
    }
    page.items = jiuwen::import::build_items(&page.lines);
    begin(page)
}

fn headlines(edit: &PageEdit) -> Vec<&str> {
    edit.page().items.iter().map(|item| item.headline.as_str()).collect()
}

#[test]
fn a_line_called_a_headline_below_text_begins_an_item() {
    let mut edit = small();
    assert!(edit.apply(Edit::SetRole { first: 5, last: 5, role: LineRole::Headline }));
    assert_eq!(headlines(&edit), ["甲地办好实事", "居民都说好。", "乙地也办好"]);
    assert!(edit.apply(Edit::SetRole { first: 5, last: 5, role: LineRole::Kicker }));
    assert_eq!(headlines(&edit), ["甲地办好实事", "乙地也办好"]);
    assert_eq!(edit.page().items[1].kicker.as_deref(), Some("居民都说好。"));
}

#[test]
fn a_headline_called_furniture_leaves_the_rest_of_its_item_alone() {
    let mut edit = small();
    edit.apply(Edit::SetPeople {
        item: 7,
        people: vec![Person { role: PersonRole::Reporter, name: "李明".into() }],
    });
    edit.apply(Edit::SetRole { first: 7, last: 7, role: LineRole::Furniture });
    assert_eq!(edit.page().items.len(), 2);
    assert_eq!(edit.page().items[0].paragraphs.len(), 2);
    assert_eq!(edit.page().items[1].people.len(), 1, "who signs goes over to what is left");
    assert_eq!(edit.item_of(7), None);
}

#[test]
fn merged_items_keep_the_title_as_a_section_head_and_split_items_part_again() {
    let mut edit = small();
    assert!(!edit.apply(Edit::Merge { item: 1 }), "nothing above");
    assert!(edit.apply(Edit::Merge { item: 7 }));
    assert_eq!(headlines(&edit), ["甲地办好实事"]);
    assert_eq!(edit.page().items[0].section_heads, [2]);
    assert!(edit.apply(Edit::Split { line: 7 }));
    assert_eq!(edit.page().items.len(), 2);
    assert!(edit.undo() && edit.undo() && !edit.undo());
    assert_eq!(edit.page(), edit.as_read());
}

#[test]
fn a_headline_cut_off_from_its_text_takes_it_back_whole() {
    let mut edit = small();
    edit.apply(Edit::Split { line: 3 });
    edit.apply(Edit::Merge { item: 3 });
    assert_eq!(edit.page().items[0].headline, "甲地办好实事");
    assert!(edit.page().items[0].section_heads.is_empty());
}

#[test]
fn lines_join_to_one_paragraph_and_part_again() {
    let mut edit = small();
    edit.apply(Edit::Join { line: 5 });
    assert_eq!(edit.page().items[0].paragraphs, ["甲地今天办好了一件实事。居民都说好。"]);
    edit.apply(Edit::Part { line: 5 });
    assert_eq!(edit.page().items[0].paragraphs.len(), 2);
    assert!(!edit.apply(Edit::Part { line: 5 }), "parted already");
}

#[test]
fn an_item_moved_up_stands_first_and_takes_no_line_along() {
    let mut edit = small();
    edit.apply(Edit::MoveItem { from: 1, to: 0 });
    assert_eq!(headlines(&edit), ["乙地也办好", "甲地办好实事"]);
    assert_eq!(edit.page().lines, edit.as_read().lines);
    edit.apply(Edit::Split { line: 5 });
    let order: Vec<usize> = edit.page().items.iter().map(|item| item.lines.0).collect();
    assert_eq!(order, [7, 1, 5], "what is split off stands behind the item it comes from");
}

#[test]
fn fields_written_over_outlast_other_edits_and_go_with_their_item() {
    let mut edit = small();
    let headline = |text: &str| Edit::SetField { item: 7, field: ItemField::Headline, text: text.to_owned() };
    edit.apply(headline("丙"));
    edit.apply(headline("丙地也办好"));
    edit.apply(Edit::SetField { item: 7, field: ItemField::Paragraph(0), text: "丙地。".into() });
    edit.apply(Edit::Join { line: 5 });
    assert_eq!(headlines(&edit), ["甲地办好实事", "丙地也办好"]);
    assert_eq!(edit.page().items[1].paragraphs, ["丙地。"]);
    edit.apply(Edit::Merge { item: 7 });
    assert_eq!(edit.page().items[0].paragraphs[1..], ["乙地也办好", "乙地也办好了。"]);
    edit.undo();
    assert_eq!(headlines(&edit), ["甲地办好实事", "丙地也办好"]);
    for _ in 0..3 {
        edit.undo();
    }
    assert_eq!(edit.page(), edit.as_read(), "typing in one field is one edit");
}

#[test]
fn an_emptied_paragraph_is_gone_from_the_item_and_can_be_written_again() {
    let mut edit = small();
    edit.apply(Edit::SetField { item: 1, field: ItemField::Paragraph(0), text: String::new() });
    assert_eq!(edit.page().items[0].paragraphs, ["居民都说好。"]);
    assert_eq!(edit.texts_of(1)[3], (ItemField::Paragraph(0), String::new()));
    edit.apply(Edit::SetField { item: 1, field: ItemField::Paragraph(0), text: "又有了。".into() });
    assert_eq!(edit.page().items[0].paragraphs, ["又有了。", "居民都说好。"]);
}

#[test]
fn a_credit_names_its_photographer() {
    let mut edit = small();
    edit.apply(Edit::SetRole { first: 9, last: 9, role: LineRole::Caption });
    edit.apply(Edit::SetField { item: 7, field: ItemField::Credit(0), text: "沈一鸣 摄".into() });
    let item = &edit.page().items[1];
    assert_eq!(item.photos[0].photographers, ["沈一鸣"]);
    assert_eq!(item.names(PersonRole::Photographer).collect::<Vec<_>>(), ["沈一鸣"]);
}

#[test]
fn a_picture_is_attached_and_taken_away() {
    let mut edit = small();
    edit.apply(Edit::Attach { item: 1, photo: 0, path: "一.jpg".into() });
    assert_eq!(edit.page().items[0].photos[0].picture.as_deref(), Some(Path::new("一.jpg")));
    edit.apply(Edit::Detach { item: 1, photo: 0 });
    assert!(edit.page().items[0].photos.is_empty(), "the photo was there for its picture alone");
}

#[test]
fn doubts_are_gone_through_in_order_and_settled() {
    let mut page = small().page().clone();
    let doubt = |line, reason: &str| Remark { field: Field::Body, reason: reason.into(), line, doubt: true };
    page.items[1].remarks = vec![doubt(9, "乙")];
    page.items[0].remarks = vec![doubt(3, "甲一"), doubt(5, "甲二")];
    page.remarks = vec![doubt(1, "版")];
    let mut edit = begin(page);
    edit.set_fields(HeadFields {
        paper: "报".into(),
        date: "2018-02-30".into(),
        number: "3".into(),
        name: String::new(),
    });
    let mut at = None;
    let mut seen = Vec::new();
    for _ in 0..6 {
        let doubt = edit.next_doubt(at).expect("a doubt");
        at = Some(doubt.at);
        seen.push(doubt.reason);
    }
    assert_eq!(seen, ["", "版", "甲一", "甲二", "乙", ""]);
    assert_eq!(at, Some(DoubtAt::Head(HeadField::Date)), "30 February is no day");
    assert_eq!(edit.previous_doubt(at).map(|doubt| doubt.reason).as_deref(), Some("乙"));

    let first = edit.next_doubt(Some(DoubtAt::Page(0))).expect("a doubt");
    edit.apply(first.settled().expect("can be settled"));
    assert_eq!(edit.page().items[0].remarks[0].reason, "甲一（已核）");
    assert_eq!(edit.next_doubt(Some(first.at)).map(|doubt| doubt.reason).as_deref(), Some("甲二"));
    edit.undo();
    assert_eq!(edit.doubts().len(), 5);
}

#[test]
fn a_place_chosen_by_a_person_is_the_place() {
    let mut page = small().page().clone();
    let span = Span { field: Field::Body, paragraph: 0, start: 0, len: 2 };
    let codes = ["410402001001", "410402002001"].map(|code| PlaceCode::parse(code).expect("a code"));
    let candidates = codes.iter().map(|code| (*code, "街道".to_owned())).collect();
    page.items[0].open_places = vec![OpenPlace { name: "甲地".into(), span, candidates }];
    let reason = "“甲地”在东街、西街都有".to_owned();
    page.items[0].remarks = vec![Remark { field: Field::Place, reason, line: 1, doubt: true }];
    let mut edit = begin(page);
    edit.apply(Edit::ChoosePlace { item: 1, name: "甲地".into(), code: Some(codes[1]) });
    let item = &edit.page().items[0];
    assert_eq!(item.places[0].code, Some(codes[1]));
    assert!(item.open_places.is_empty() && item.doubts().next().is_none());
    edit.undo();
    assert_eq!(edit.page(), edit.as_read());
}

#[test]
fn what_a_person_corrects_is_told_with_its_shape() {
    let mut edit = small();
    edit.apply(Edit::SetRole { first: 5, last: 5, role: LineRole::Byline });
    let found = edit.corrections();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].role, found[0].example.as_str()), (LineRole::Byline, "居民都说好。"));
    edit.undo();
    assert!(edit.corrections().is_empty());
}

#[test]
fn a_draft_is_the_same_page_another_day() {
    let mut edit = small();
    edit.apply(Edit::Merge { item: 7 });
    edit.apply(Edit::Split { line: 5 });
    edit.undo();
    edit.set_fields(HeadFields { paper: "试刊".into(), ..HeadFields::default() });
    let json = edit.to_json().expect("JSON");
    let mut again = PageEdit::from_json(&json, Arc::new(PlaceFinder::default())).expect("a draft");
    assert_eq!((again.page(), again.fields()), (edit.page(), edit.fields()));
    assert!(again.redo() && edit.redo());
    assert_eq!(again.page(), edit.page());
}

fn edits() -> impl Strategy<Value = Edit> {
    let line = 1_usize..60;
    let role = prop::sample::select(LineRole::ALL.to_vec());
    let fields = prop::sample::select(vec![
        ItemField::Kicker,
        ItemField::Headline,
        ItemField::Subtitle,
        ItemField::Paragraph(0),
        ItemField::Paragraph(1),
        ItemField::Caption(0),
        ItemField::Credit(0),
    ]);
    prop_oneof![
        (line.clone(), 0_usize..4, role).prop_map(|(first, more, role)| Edit::SetRole {
            first,
            last: first + more,
            role
        }),
        line.clone().prop_map(|line| Edit::Split { line }),
        line.clone().prop_map(|item| Edit::Merge { item }),
        line.clone().prop_map(|line| Edit::Join { line }),
        line.clone().prop_map(|line| Edit::Part { line }),
        (0_usize..9, 0_usize..9).prop_map(|(from, to)| Edit::MoveItem { from, to }),
        (line.clone(), fields, "[甲乙摄 ]{0,4}").prop_map(|(item, field, text)| Edit::SetField {
            item,
            field,
            text
        }),
        (line.clone(), 0_usize..2).prop_map(|(item, photo)| Edit::Attach {
            item,
            photo,
            path: "a.jpg".into()
        }),
        (line, 0_usize..2).prop_map(|(item, photo)| Edit::Detach { item, photo }),
    ]
}

/// Every line is in exactly one item, or outside.
fn check_lines(edit: &PageEdit) {
    let page = edit.page();
    let plain =
        |page: &PageReading| page.lines.iter().map(|l| (l.number, l.text.clone())).collect::<Vec<_>>();
    assert_eq!(plain(page), plain(edit.as_read()), "the source never changes");
    for line in &page.lines {
        let holds = |lines: (usize, usize)| (lines.0..=lines.1).contains(&line.number);
        let items: Vec<usize> = page
            .items
            .iter()
            .map(|item| item.lines)
            .filter(|lines| holds(*lines))
            .map(|lines| lines.0)
            .collect();
        match edit.item_of(line.number) {
            Some(item) => assert_eq!(items, [item], "line {}", line.number),
            None => assert!(line.role.is_outside(), "line {}", line.number),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn as_many_undos_as_edits_lead_to_the_page_as_read_and_redos_back(
        list in prop::collection::vec(edits(), 1..25)
    ) {
        let mut edit = fixture();
        for one in list {
            edit.apply(one);
            check_lines(&edit);
        }
        let last = edit.page().clone();
        let mut undone = 0;
        while edit.undo() {
            check_lines(&edit);
            undone += 1;
        }
        prop_assert_eq!(edit.page(), edit.as_read());
        for _ in 0..undone {
            prop_assert!(edit.redo());
        }
        prop_assert!(!edit.redo());
        prop_assert_eq!(edit.page(), &last);
    }
}
