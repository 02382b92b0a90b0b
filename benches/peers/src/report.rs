//! What is printed, and the ratios.

use std::fs::File;
use std::io::Write;

use anyhow::Result;

/// Prints, and writes the same into a file.
pub struct Report {
    names: Vec<&'static str>,
    ours: String,
    out: Option<File>,
}

impl Report {
    /// For these engines in this order, the others compared with ours.
    pub fn new(names: Vec<&'static str>, ours: String, out: Option<File>) -> Self {
        Report { names, ours, out }
    }

    /// One line, at once.
    pub fn line(&mut self, line: &str) -> Result<()> {
        println!("{line}");
        if let Some(out) = &mut self.out {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    /// The head of a table with a column for each engine.
    pub fn head(&mut self, title: &str) -> Result<()> {
        let names: String = self.names.iter().map(|name| format!("{name:>12}")).collect();
        self.line(&format!("\n{}{names}", padded(title, 34)))
    }

    /// A row of milliseconds, and the ratios that follow from it.
    pub fn row(&mut self, task: &str, query: &str, row: &str, values: &[(&'static str, f64)]) -> Result<()> {
        let cells: String = values.iter().map(|(_, ms)| format!("{:>12}", digits(*ms))).collect();
        self.line(&format!("{}{cells}", padded(row, 34)))?;
        self.ratios(task, query, values)
    }

    /// How many times more every other engine needs than ours, which says nothing if ours does not take part.
    pub fn ratios(&mut self, task: &str, query: &str, values: &[(&'static str, f64)]) -> Result<()> {
        let Some((ours, least)) = values.iter().copied().find(|(name, _)| *name == self.ours) else {
            return Ok(());
        };
        for (name, value) in values.iter().filter(|(name, _)| *name != ours) {
            self.line(&format!("RATIO {name}/{ours} {task} {query} {:.1}", value / least))?;
        }
        Ok(())
    }
}

/// Three figures that count.
fn digits(value: f64) -> String {
    match value {
        ..0.01 => format!("{value:.5}"),
        ..0.1 => format!("{value:.4}"),
        ..10.0 => format!("{value:.3}"),
        ..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// Filled up to a width in which a Chinese character takes two columns.
fn padded(text: &str, width: usize) -> String {
    let taken: usize = text.chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(taken)))
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
