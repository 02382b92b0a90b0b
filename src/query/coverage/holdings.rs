//! What a person sees of one paper who corrects its life: what was entered, what is guessed, and what is missing.

use crate::model::{Confidence, Date, DateRange, Entry, EntryId, Fact, Proposal, TimeUnit};

use super::{Gap, Ledger, Run, Sums, words_of};

/// One paper under all its names.
#[derive(Clone, Debug)]
pub struct Holdings {
    /// Every paper of the store by its latest name.
    pub papers: Vec<String>,
    /// This one, by its latest name.
    pub paper: String,
    /// All its names.
    pub names: Vec<String>,
    /// What is held of it, in one sentence.
    pub sentence: String,
    /// What persons entered: each with its words.
    pub entries: Vec<(EntryId, Entry, String)>,
    /// What is guessed where nothing was entered.
    pub guesses: Vec<Guess>,
    /// The sums of every year and of every month of which anything is known.
    pub years: Vec<(DateRange, Sums)>,
    /// As the years.
    pub months: Vec<(DateRange, Sums)>,
    /// What is missing, or may be, in order of date.
    pub gaps: Vec<Gap>,
}

/// A pattern that is guessed, as an entry that would settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The entry.
    pub entry: Entry,
    /// Its words.
    pub words: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why.
    pub reason: String,
    /// Whether an entry of a person stands in its place all the time.
    pub settled: bool,
}

impl Ledger {
    /// What is known of the paper of this name, or of the first one; none of an empty store.
    pub fn holdings(&self, paper: Option<&str>) -> Option<Holdings> {
        let run = paper.and_then(|paper| self.run_of(paper)).or(self.runs().first())?;
        let span = run.span();
        let by = |unit| span.map(|span| sums_by(run, unit, span)).unwrap_or_default();
        let said = |(id, entry): &(EntryId, Entry)| (*id, entry.clone(), words_of(entry));
        Some(Holdings {
            papers: self.runs().iter().map(|run| run.name().to_owned()).collect(),
            paper: run.name().to_owned(),
            names: run.names().to_vec(),
            sentence: self.statement(&Default::default(), run.names()).sentence(),
            entries: run.life().entries.iter().map(said).collect(),
            guesses: run.life().proposals.iter().map(|proposal| guess(run, proposal)).collect(),
            years: by(TimeUnit::Year),
            months: by(TimeUnit::Month),
            gaps: span.map(|span| run.gaps(span, &[])).unwrap_or_default(),
        })
    }
}

fn sums_by(run: &Run, unit: TimeUnit, span: DateRange) -> Vec<(DateRange, Sums)> {
    unit.within(span).map(|days| (unit.bucket_of(days.from), run.sums(days, &[]))).collect()
}

fn guess(run: &Run, proposal: &Proposal) -> Guess {
    let DateRange { from, to } = proposal.days;
    let entry = Entry {
        paper: run.name().to_owned(),
        from: (from > Date::MIN).then_some(from),
        to: (to < Date::MAX).then_some(to),
        fact: Fact::Pattern(proposal.pattern),
        note: None,
    };
    let covers = |other: &Entry| {
        let begins = other.from.is_none_or(|day| entry.from.is_some_and(|from| day <= from));
        let ends = other.to.is_none_or(|day| entry.to.is_some_and(|to| to <= day));
        matches!(other.fact, Fact::Pattern(_)) && begins && ends
    };
    Guess {
        words: words_of(&entry),
        confidence: proposal.confidence,
        reason: proposal.reason.clone(),
        settled: run.life().entries.iter().any(|(_, other)| covers(other)),
        entry,
    }
}
