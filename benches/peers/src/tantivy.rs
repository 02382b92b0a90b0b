//! Tantivy at its best: single characters and pairs as terms, pairs with positions, dates and communities as
//! fast fields, histograms in one pass over them, one segment for reading.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::ColumnValues;
use tantivy::query::{BooleanQuery, PhraseQuery, Query as TantivyQuery, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{DocId, Index, IndexReader, IndexWriter, Order, ReloadPolicy, Score, Searcher, SegmentReader, Term};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, TantivyDocument};

use crate::corpus::Article;
use crate::engine::{Counted, Engine, Kind, NO_COMMUNITY, Tally};
use crate::queries::Query;

/// Tantivy.
pub const KIND: Kind = Kind { name: "tantivy", folds: false, build, settle, open: |folder| Ok(Box::new(Tantivy::open(folder)?)), other_bytes: |_| Ok(0) };

struct Tantivy {
    fields: Fields,
    index: Index,
    reader: IndexReader,
    articles: u32,
    /// Made for the first issue that is added, and kept: a program would keep it too.
    writer: Option<IndexWriter>,
}

#[derive(Clone, Copy)]
struct Fields {
    one: Field,
    two: Field,
    key: Field,
    month: Field,
    community: Field,
}

impl Fields {
    fn new() -> (Schema, Self) {
        let text = |tokenizer, option| {
            let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let fields = Fields {
            one: schema.add_text_field("one", text("one", IndexRecordOption::WithFreqs)),
            two: schema.add_text_field("two", text("two", IndexRecordOption::WithFreqsAndPositions)),
            key: schema.add_u64_field("key", FAST),
            month: schema.add_u64_field("month", FAST),
            community: schema.add_u64_field("community", FAST),
        };
        (schema.build(), fields)
    }

    fn document(self, article: &Article, number: u32) -> TantivyDocument {
        let mut text = String::new();
        article.write_text(&mut text);
        let mut document = TantivyDocument::new();
        document.add_text(self.one, &text);
        document.add_text(self.two, text);
        // Date and number in one: the order of the newest, without ties.
        document.add_u64(self.key, u64::from(article.day()) << 32 | u64::from(number));
        document.add_u64(self.month, u64::from(article.month()));
        document.add_u64(self.community, u64::from(article.community.unwrap_or(NO_COMMUNITY)));
        document
    }
}

fn register(index: &Index) {
    index.tokenizers().register("one", TextAnalyzer::from(Grams(1)));
    index.tokenizers().register("two", TextAnalyzer::from(Grams(2)));
}

/// One writer thread, a gigabyte of memory, merging as tantivy does by default.
fn build(folder: &Path, articles: &mut dyn Iterator<Item = Article>) -> Result<()> {
    let (schema, fields) = Fields::new();
    let index = Index::create_in_dir(folder, schema)?;
    register(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 1 << 30)?;
    for (article, number) in articles.zip(0..) {
        writer.add_document(fields.document(&article, number))?;
    }
    writer.commit()?;
    Ok(writer.wait_merging_threads()?)
}

fn settle(folder: &Path) -> Result<()> {
    let index = Index::open_in_dir(folder)?;
    let segments = index.searchable_segment_ids()?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 1 << 26)?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    Ok(writer.wait_merging_threads()?)
}

impl Tantivy {
    fn open(folder: &Path) -> Result<Self> {
        let index = Index::open_in_dir(folder)?;
        register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let articles = reader.searcher().num_docs() as u32;
        Ok(Tantivy { fields: Fields::new().1, index, reader, articles, writer: None })
    }

    fn query(&self, searcher: &Searcher, query: &Query) -> Result<Box<dyn TantivyQuery>> {
        let mut words = Vec::new();
        for word in &query.words {
            words.push(self.word(searcher, word)?);
        }
        match words.len() {
            1 => words.pop().context("a query of no words"),
            _ => Ok(Box::new(BooleanQuery::intersection(words))),
        }
    }

    /// Pairs side by side that cover the word, and the rarest of its pairs where that is another one.
    fn word(&self, searcher: &Searcher, word: &str) -> Result<Box<dyn TantivyQuery>> {
        let characters: Vec<char> = word.chars().collect();
        if let [_] = characters[..] {
            let term = Term::from_field_text(self.fields.one, word);
            return Ok(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
        }
        let pair = |at: usize| Term::from_field_text(self.fields.two, &String::from_iter(&characters[at..at + 2]));
        let last = characters.len() - 2;
        if last == 0 {
            return Ok(Box::new(TermQuery::new(pair(0), IndexRecordOption::WithFreqs)));
        }
        let mut chosen: Vec<usize> = (0..last).step_by(2).chain([last]).collect();
        let mut rarest = (u64::MAX, 0);
        for at in 0..=last {
            rarest = rarest.min((searcher.doc_freq(&pair(at))?, at));
        }
        chosen.push(rarest.1);
        chosen.sort_unstable();
        chosen.dedup();
        Ok(Box::new(PhraseQuery::new_with_offset(chosen.into_iter().map(|at| (at, pair(at))).collect())))
    }

    fn search<C: Collector>(&self, query: &Query, collector: &C) -> Result<C::Fruit> {
        let searcher = self.reader.searcher();
        let query = self.query(&searcher, query)?;
        Ok(searcher.search(&query, collector)?)
    }
}

impl Engine for Tantivy {
    fn count(&self, query: &Query) -> Result<Counted> {
        Ok(self.search(query, &Histograms)?.finish())
    }

    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        let top = TopDocs::with_limit(limit).order_by_fast_field::<u64>("key", Order::Desc);
        let found = self.search(query, &top)?;
        Ok(found.into_iter().filter_map(|(key, _)| key).map(|key| key as u32).collect())
    }

    fn relevant(&self, query: &Query, limit: usize) -> Result<Vec<u32>> {
        let searcher = self.reader.searcher();
        let query = self.query(&searcher, query)?;
        let found = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        let mut numbers = Vec::with_capacity(found.len());
        for (_, address) in found {
            let keys = searcher.segment_reader(address.segment_ord).fast_fields().u64("key")?;
            numbers.extend(keys.first(address.doc_id).map(|key| key as u32));
        }
        Ok(numbers)
    }

    fn all(&self, query: &Query) -> Result<Vec<u32>> {
        let mut numbers = self.search(query, &Numbers)?;
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn add_issue(&mut self, issue: &[Article]) -> Result<()> {
        if self.writer.is_none() {
            self.writer = Some(self.index.writer_with_num_threads(1, 1 << 26)?);
        }
        let writer = self.writer.as_mut().context("a writer")?;
        for article in issue {
            writer.add_document(self.fields.document(article, self.articles))?;
            self.articles += 1;
        }
        writer.commit()?;
        Ok(self.reader.reload()?)
    }
}

/// Counts months and communities, 64 articles at a time.
struct Histograms;

struct SegmentHistograms {
    month: Arc<dyn ColumnValues<u64>>,
    community: Arc<dyn ColumnValues<u64>>,
    tally: Tally,
}

impl Collector for Histograms {
    type Fruit = Tally;
    type Child = SegmentHistograms;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentHistograms> {
        let columns = segment.fast_fields();
        Ok(SegmentHistograms {
            month: columns.column_first_or_default("month")?,
            community: columns.column_first_or_default("community")?,
            tally: Tally::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Tally>) -> tantivy::Result<Tally> {
        let mut sum = Tally::default();
        for tally in fruits {
            sum.months.iter_mut().zip(&tally.months).for_each(|(sum, n)| *sum += n);
            sum.communities.iter_mut().zip(&tally.communities).for_each(|(sum, n)| *sum += n);
        }
        Ok(sum)
    }
}

impl SegmentCollector for SegmentHistograms {
    type Fruit = Tally;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        let (mut months, mut communities) = ([0; COLLECT_BLOCK_BUFFER_LEN], [0; COLLECT_BLOCK_BUFFER_LEN]);
        for docs in docs.chunks(COLLECT_BLOCK_BUFFER_LEN) {
            let (months, communities) = (&mut months[..docs.len()], &mut communities[..docs.len()]);
            self.month.get_vals(docs, months);
            self.community.get_vals(docs, communities);
            for (month, community) in months.iter().zip(communities) {
                self.tally.add(*month as u16, *community as u16);
            }
        }
    }

    fn harvest(self) -> Tally {
        self.tally
    }
}

/// The numbers of all hits, for the check.
struct Numbers;

struct SegmentNumbers {
    key: Arc<dyn ColumnValues<u64>>,
    numbers: Vec<u32>,
}

impl Collector for Numbers {
    type Fruit = Vec<u32>;
    type Child = SegmentNumbers;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentNumbers> {
        Ok(SegmentNumbers { key: segment.fast_fields().column_first_or_default("key")?, numbers: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Vec<u32>>) -> tantivy::Result<Vec<u32>> {
        Ok(fruits.concat())
    }
}

impl SegmentCollector for SegmentNumbers {
    type Fruit = Vec<u32>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.numbers.push(self.key.get_val(doc) as u32);
    }

    fn harvest(self) -> Vec<u32> {
        self.numbers
    }
}

/// Every one or every two characters in a row within a line; the position is that of the first.
#[derive(Clone, Copy)]
struct Grams(usize);

struct GramStream<'a> {
    text: &'a str,
    /// Where the window of characters begins and ends.
    from: usize,
    until: usize,
    token: Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        let until = text.chars().take(self.0 - 1).map(char::len_utf8).sum();
        GramStream { text, from: 0, until, token: Token::default() }
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(next) = self.text[self.until..].chars().next() {
            self.until += next.len_utf8();
            let gram = &self.text[self.from..self.until];
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = self.from;
            self.token.offset_to = self.until;
            self.from += gram.chars().next().map_or(0, char::len_utf8);
            if !gram.contains('\n') {
                self.token.text.clear();
                self.token.text.push_str(gram);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
