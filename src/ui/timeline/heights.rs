//! How high a bar is: counts or the share of all, on even steps or on steps of ten.

use serde::{Deserialize, Serialize};

use crate::query::Bar;

/// What the height of a bar says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Heights {
    /// Ten times as many stand one step higher, so that few are seen beside many.
    pub log: bool,
    /// What passes as a share of all printed in the same time.
    pub share: bool,
}

/// Parts of the full height of the bar of all and of the bar of what passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levels {
    pub all: f32,
    pub passing: f32,
}

impl Heights {
    /// What the full height stands for: a round number no less than the largest bar, so that it seldom changes.
    pub fn top(self, bars: impl Iterator<Item = Bar>) -> f32 {
        if self.share {
            return round_up(bars.map(share).fold(0.0, f32::max) * 100.0).clamp(1.0, 100.0) / 100.0;
        }
        round_up(bars.map(|bar| bar.all).max().unwrap_or_default() as f32).max(1.0)
    }

    /// How high a bar stands below a top.
    pub fn levels(self, bar: Bar, top: f32) -> Levels {
        let level = |value: f32, unit: f32| match self.log {
            true => (value / unit).ln_1p() / (top / unit).ln_1p(),
            false => value / top,
        };
        if self.share {
            // Of a share a thousandth is what one article is of a count.
            return Levels { all: 0.0, passing: level(share(bar), 0.001).min(1.0) };
        }
        Levels { all: level(bar.all as f32, 1.0), passing: level(bar.passing as f32, 1.0) }
    }
}

/// What passes, as a part of all.
fn share(bar: Bar) -> f32 {
    if bar.all == 0 { 0.0 } else { bar.passing as f32 / bar.all as f32 }
}

fn round_up(value: f32) -> f32 {
    if value <= 1.0 {
        return value.ceil();
    }
    let ten = 10f32.powf(value.log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0];
    steps.into_iter().map(|step| (step * ten).ceil()).find(|round| *round >= value).unwrap_or(10.0 * ten)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_top_is_round() {
        let top = |all| Heights::default().top([Bar { all, passing: 0 }].into_iter());
        assert_eq!(
            [0, 1, 9, 10, 11, 47, 412, 1999].map(top),
            [1.0, 1.0, 10.0, 10.0, 15.0, 50.0, 500.0, 2000.0]
        );
    }

    proptest! {
        /// More stands higher, nothing stands above the top, and what passes never above all.
        #[test]
        fn bars_stand_in_order(
            bars in prop::collection::vec((0u32..5000, 0f32..=1.0), 1..30), log: bool, share: bool,
        ) {
            let bars: Vec<Bar> = bars
                .into_iter()
                .map(|(all, part)| Bar { all, passing: (all as f32 * part) as u32 })
                .collect();
            let heights = Heights { log, share };
            let top = heights.top(bars.iter().copied());
            for bar in &bars {
                let Levels { all, passing } = heights.levels(*bar, top);
                prop_assert!((0.0..=1.001).contains(&all) && (0.0..=1.001).contains(&passing));
                prop_assert!(share || passing <= all);
                let more = heights.levels(Bar { passing: bar.all, ..*bar }, top);
                prop_assert!(more.passing >= passing);
            }
        }
    }
}
