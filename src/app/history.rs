//! Back and forward through the filters that were looked at.

use std::time::{Duration, Instant};

use crate::query::{Filter, Query};

/// Keys pressed within this time of each other belong to one search.
const ONE_SEARCH: Duration = Duration::from_millis(1500);
/// Steps that are remembered.
const MOST: usize = 200;

/// The filters before and after the one that is looked at.
#[derive(Default)]
pub(super) struct History {
    past: Vec<Filter>,
    future: Vec<Filter>,
    /// When a person last typed in the search box.
    typed_at: Option<Instant>,
}

impl History {
    /// A filter was changed into another.
    pub fn changed(&mut self, before: Filter, after: &Filter) {
        let typed = before.query != after.query
            && Filter { query: Query::default(), ..before.clone() }
                == Filter { query: Query::default(), ..after.clone() };
        let goes_on = typed && self.typed_at.is_some_and(|at| at.elapsed() < ONE_SEARCH);
        self.typed_at = typed.then(Instant::now);
        self.future.clear();
        if !goes_on {
            self.past.push(before);
        }
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// The filter before this one.
    pub fn back(&mut self, now: &Filter) -> Option<Filter> {
        self.typed_at = None;
        let before = self.past.pop()?;
        self.future.push(now.clone());
        Some(before)
    }

    /// The filter that was left by going back.
    pub fn forward(&mut self, now: &Filter) -> Option<Filter> {
        self.typed_at = None;
        let after = self.future.pop()?;
        self.past.push(now.clone());
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ItemKind;
    use crate::text::Folding;

    fn typed(text: &str) -> Filter {
        Filter { query: Query::parse(text, Folding::ALL).expect("a query"), ..Filter::default() }
    }

    #[test]
    fn keys_of_one_word_are_one_step_and_forward_ends_with_a_new_way() {
        let mut history = History::default();
        let steps = ["", "社", "社区"].map(typed);
        history.changed(steps[0].clone(), &steps[1]);
        history.changed(steps[1].clone(), &steps[2]);
        let photos = Filter { kind: Some(ItemKind::Photo), ..steps[2].clone() };
        history.changed(steps[2].clone(), &photos);
        assert_eq!(history.back(&photos), Some(steps[2].clone()));
        assert_eq!(history.back(&steps[2]), Some(steps[0].clone()));
        assert_eq!(history.back(&steps[0]), None);
        assert_eq!(history.forward(&steps[0]), Some(steps[2].clone()));
        let other = typed("消防");
        history.changed(steps[2].clone(), &other);
        assert_eq!(history.forward(&other), None);
    }
}
