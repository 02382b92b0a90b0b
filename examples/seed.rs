use jiuwen::import::*;
use jiuwen::model::*;
fn main() {
    let p = std::path::Path::new("../shared/seed/page.txt");
    let b = std::fs::read(p).unwrap();
    let d = decode(&b).unwrap();
    let mut r = read_page(p, &d).unwrap();
    let g = Gazetteer::national().unwrap();
    r.propose_area(&g);
    println!("{:?} {:?}", r.area, r.head);
    let places = g.area(PlaceCode::parse("410403").unwrap());
    let f = PlaceFinder::new(&places);
    r.find_places(&f);
    for i in &r.items {
        println!(
            "{:?} K={:?} H={} S={:?} {:?} inc={} paras={} photos={:?} lines={:?}",
            i.kind,
            i.kicker,
            i.headline,
            i.subtitle,
            i.people,
            i.incomplete,
            i.paragraphs.len(),
            i.photos.len(),
            i.lines
        );
        let mut n: Vec<_> = i.places.iter().map(|p| p.name.clone()).collect();
        n.dedup();
        println!("   {:?}", n);
        for r in &i.remarks {
            println!("   {:?}", r)
        }
    }
}
