//! The JSON forms of what the verbs print: null or [] where there is nothing.

use serde::Serialize;

use crate::import::hex;
use crate::model::{
    ArticleId, Field, Intake, ItemKind, PersonRole, PhotoId, PlaceCode, PlaceLevel, RunId, SourceId,
    VersionId,
};
use crate::query::{self, Archive, Detail};
use crate::store::{RunRow, Verified};
use crate::ui::strings;

#[derive(Serialize)]
pub struct Import {
    pub sources: Vec<Intake>,
}

#[derive(Serialize)]
pub struct Report {
    run: RunId,
    started_at: String,
    ended_at: Option<String>,
    sources: Vec<Intake>,
}

impl Report {
    pub fn new(run: RunRow, sources: Vec<Intake>) -> Self {
        Self { run: run.id, started_at: run.started_at, ended_at: run.ended_at, sources }
    }
}

#[derive(Serialize)]
pub struct Reindex {
    pub articles: u64,
}

#[derive(Serialize)]
pub struct Verify {
    clean: bool,
    articles: u64,
    waiting: u64,
    segments: usize,
    lists: u64,
    sources: u64,
    faults: Vec<String>,
    more_faults: u64,
}

impl Verify {
    pub fn new(found: &Verified) -> Self {
        let Verified { articles, waiting, segments, lists, sources, faults } = found;
        Self {
            clean: faults.named.is_empty(),
            articles: *articles,
            waiting: *waiting,
            segments: *segments,
            lists: *lists,
            sources: *sources,
            faults: faults.named.iter().map(ToString::to_string).collect(),
            more_faults: faults.unnamed,
        }
    }
}

#[derive(Serialize)]
pub struct PageVersions<'a> {
    page: &'a str,
    versions: Vec<Version<'a>>,
}

#[derive(Serialize)]
struct Version<'a> {
    id: VersionId,
    current: bool,
    source: SourceId,
    name: &'a str,
    differences: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    headline: &'a str,
    change: &'static str,
    removed: Vec<&'a str>,
    added: Vec<&'a str>,
}

impl<'a> PageVersions<'a> {
    pub fn new(page: &'a query::PageVersions) -> Self {
        let version = |row: &'a crate::store::VersionRow| Version {
            id: row.id,
            current: row.current,
            source: row.source,
            name: &row.source_name,
            differences: page
                .differences
                .iter()
                .filter(|(id, _)| *id == row.id)
                .flat_map(|(_, items)| items.iter().map(Difference::new))
                .collect(),
        };
        Self { page: &page.title, versions: page.versions.iter().map(version).collect() }
    }
}

impl<'a> Difference<'a> {
    fn new(item: &'a query::ItemDifference) -> Self {
        let lines = |added| {
            item.lines.iter().filter(move |line| line.added == added).map(|line| line.text.as_str()).collect()
        };
        let change = match item.change {
            query::Change::Added => "added",
            query::Change::Removed => "removed",
            query::Change::Changed => "changed",
        };
        Self { headline: &item.headline, change, removed: lines(false), added: lines(true) }
    }
}

#[derive(Serialize)]
pub struct Search {
    pub total: u64,
    pub elapsed_us: u64,
    pub explain: Explain,
    pub hits: Vec<SearchHit>,
}

#[derive(Serialize)]
pub struct Explain {
    pub sentence: String,
    /// What part of the asked time the archive holds.
    pub held: Option<String>,
    pub nothing: Option<Nothing>,
}

/// Why nothing was found.
#[derive(Serialize)]
pub struct Nothing {
    words: Vec<Word>,
    without: Vec<Without>,
    issues_held: usize,
    articles_held: u64,
    /// All of it in plain words.
    #[serde(skip)]
    pub said: Vec<String>,
}

#[derive(Serialize)]
struct Word {
    word: String,
    articles: u64,
    nearest: Vec<Form>,
}

#[derive(Serialize)]
struct Form {
    form: String,
    articles: u64,
}

#[derive(Serialize)]
struct Without {
    part: &'static str,
    articles: u64,
}

impl Nothing {
    pub fn new(nothing: &query::Nothing) -> Self {
        let form = |(form, articles): &(String, u64)| Form { form: form.clone(), articles: *articles };
        let word = |word: &query::WordAlone| Word {
            word: word.word.clone(),
            articles: word.articles,
            nearest: word.nearest.iter().map(form).collect(),
        };
        let mut said: Vec<String> = Vec::new();
        for word in &nothing.words {
            said.push(strings::word_alone(word));
            if !word.nearest.is_empty() {
                let forms = word.nearest.iter().map(|(form, articles)| strings::nearest(form, *articles));
                said.push(format!("  {}{}", strings::NEAREST, forms.collect::<Vec<_>>().join("、")));
            }
        }
        let helping = nothing.without.iter().filter(|(part, _)| *part != query::Part::Query);
        said.extend(helping.map(|(part, articles)| strings::without(*part, *articles)));
        said.push(strings::held(&nothing.held));
        let without = |(part, articles): &(query::Part, u64)| Without {
            part: match part {
                query::Part::Query => "query",
                query::Part::Kind => "kind",
                query::Part::Time => "time",
                query::Part::Events => "events",
                query::Part::Places => "places",
                query::Part::People => "people",
                query::Part::Papers => "papers",
            },
            articles: *articles,
        };
        Self {
            words: nothing.words.iter().map(word).collect(),
            without: nothing.without.iter().map(without).collect(),
            issues_held: nothing.held.issues,
            articles_held: nothing.held.articles,
            said,
        }
    }
}

#[derive(Serialize)]
pub struct SearchHit {
    pub id: ArticleId,
    pub headline: String,
    pub paper: String,
    pub date: String,
    pub page: PageNumber,
    pub snippet: String,
    pub occurrences: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kwic: Option<Vec<query::Sentence>>,
}

#[derive(Serialize)]
pub struct List {
    pub total: usize,
    pub items: Vec<ListItem>,
}

#[derive(Serialize)]
pub struct ListItem {
    pub id: ArticleId,
    pub kind: ItemKind,
    pub headline: String,
    pub date: String,
    pub page: PageNumber,
    pub snippet: String,
}

/// A page: a number where it is one, else as printed (A2).
pub struct PageNumber(pub String);

impl Serialize for PageNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<u32>() {
            Ok(number) => serializer.serialize_u32(number),
            Err(_) => serializer.serialize_str(&self.0),
        }
    }
}

#[derive(Serialize)]
pub struct Timeline {
    pub buckets: Vec<Bucket>,
}

#[derive(Serialize)]
pub struct Bucket {
    pub from: String,
    pub to: String,
    pub articles: u32,
}

#[derive(Serialize)]
pub struct PlaceCount {
    pub code: PlaceCode,
    pub name: String,
    pub level: PlaceLevel,
    pub parent: Option<PlaceCode>,
    pub articles: u32,
}

#[derive(Serialize)]
pub struct Show<'a> {
    id: ArticleId,
    kind: ItemKind,
    kicker: Option<&'a str>,
    headline: &'a str,
    /// 档号
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    subtitle: Option<&'a str>,
    correspondents: Vec<&'a str>,
    reporters: Vec<&'a str>,
    photographers: Vec<&'a str>,
    authors: Vec<&'a str>,
    paragraphs: &'a [String],
    incomplete: bool,
    places: Vec<Place<'a>>,
    paper: &'a str,
    date: String,
    page: PageNumber,
    page_name: Option<&'a str>,
    source: Source<'a>,
    photos: Vec<Photo<'a>>,
    warnings: Vec<Warning<'a>>,
    continues: Option<Piece<'a>>,
    continued_from: Option<Piece<'a>>,
}

#[derive(Serialize)]
struct Piece<'a> {
    id: ArticleId,
    page: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    code: Option<PlaceCode>,
    name: &'a str,
    path: String,
}

#[derive(Serialize)]
struct Source<'a> {
    id: SourceId,
    name: &'a str,
    sha256: String,
    encoding: Option<&'a str>,
}

#[derive(Serialize)]
struct Photo<'a> {
    id: PhotoId,
    caption: &'a str,
    photographer: Option<&'a str>,
    width: Option<u32>,
    height: Option<u32>,
}

#[derive(Serialize)]
struct Warning<'a> {
    field: Field,
    reason: &'a str,
    line: usize,
}

impl<'a> Show<'a> {
    pub fn new(detail: &'a Detail, archive: &Archive) -> Self {
        let article = &detail.article;
        let mut places: Vec<Place> = Vec::new();
        for mention in &detail.places {
            if places.iter().all(|place| place.code != mention.code) {
                let path = mention.code.map_or_else(|| mention.name.clone(), |code| archive.path(code));
                places.push(Place { code: mention.code, name: &mention.name, path });
            }
        }
        let photo = |photo: &'a crate::store::PhotoRow| Photo {
            id: photo.id,
            caption: &photo.caption,
            photographer: photo.photographer.as_deref(),
            width: photo.width,
            height: photo.height,
        };
        let piece = |piece: &'a query::Piece| Piece { id: piece.id, page: &piece.page };
        let doubts = detail.remarks.iter().filter(|remark| remark.doubt);
        Self {
            id: article.id,
            kind: article.kind,
            kicker: article.kicker.as_deref(),
            headline: &article.headline,
            reference: article.reference.as_deref(),
            subtitle: article.subtitle.as_deref(),
            correspondents: detail.names(PersonRole::Correspondent),
            reporters: detail.names(PersonRole::Reporter),
            photographers: detail.names(PersonRole::Photographer),
            authors: detail.names(PersonRole::Author),
            paragraphs: &article.paragraphs,
            incomplete: article.incomplete,
            places,
            paper: &article.paper,
            date: article.date.to_string(),
            page: PageNumber(article.page.clone()),
            page_name: article.page_name.as_deref(),
            source: Source {
                id: article.source.id,
                name: &article.source.name,
                sha256: hex(&article.source.sha256),
                encoding: article.source.encoding.as_deref(),
            },
            photos: detail.photos.iter().map(photo).collect(),
            warnings: doubts.map(|r| Warning { field: r.field, reason: &r.reason, line: r.line }).collect(),
            continues: detail.continues.as_ref().map(piece),
            continued_from: detail.continued_from.as_ref().map(piece),
        }
    }
}
