//! Articles that came, changed or went since they were last indexed: their texts are looked through one by one.

use std::sync::{Arc, OnceLock};

use roaring::RoaringBitmap;

use crate::store::{Reader, Result};

use super::article::{Label, Order};

/// Articles in no segment, and those that a segment does not speak for any more.
#[derive(Debug, Default)]
pub struct Changed {
    /// The last change that is among them.
    last: i64,
    /// All of them, those that are gone too.
    pub ids: RoaringBitmap,
    /// Those that can be found, in their order.
    pub orders: Vec<Order>,
    labels: OnceLock<Vec<(Vec<Label>, u8)>>,
}

impl Changed {
    /// Reads them; of those that `before` knew only what changed since.
    pub fn load(reader: &Reader, before: Option<&Arc<Self>>) -> Result<Arc<Self>> {
        let mut select =
            reader.0.prepare_cached("SELECT count(*), coalesce(max(number), 0) FROM search_changed")?;
        let (count, last): (u64, i64) = select.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let before = before.filter(|before| before.last <= last);
        // Numbers never come again: as many up to the same one are the same.
        if let Some(same) = before.filter(|before| before.last == last && before.ids.len() == count) {
            return Ok(Arc::clone(same));
        }
        if let Some(before) = before {
            let new = ids_since(reader, before.last)?;
            let ids = &before.ids | &new;
            if ids.len() == count {
                let kept = before.orders.iter().filter(|order| !has(&new, order.id)).copied();
                let orders = with_new(reader, kept.collect(), &new)?;
                return Ok(Arc::new(Self { last, ids, orders, labels: OnceLock::new() }));
            }
        }
        let ids = ids_since(reader, 0)?;
        let orders = with_new(reader, Vec::new(), &ids)?;
        Ok(Arc::new(Self { last, ids, orders, labels: OnceLock::new() }))
    }

    /// The labels and the number of photos of each of the orders.
    pub fn labels(&self, reader: &Reader) -> Result<&[(Vec<Label>, u8)]> {
        if let Some(labels) = self.labels.get() {
            return Ok(labels);
        }
        let labels =
            self.orders.iter().map(|order| reader.indexed_labels(order.id)).collect::<Result<_>>()?;
        Ok(self.labels.get_or_init(|| labels))
    }
}

fn has(ids: &RoaringBitmap, id: i64) -> bool {
    u32::try_from(id).is_ok_and(|id| ids.contains(id))
}

/// The articles whose last change has a number above `last`.
fn ids_since(reader: &Reader, last: i64) -> Result<RoaringBitmap> {
    let mut select = reader.0.prepare_cached("SELECT article_id FROM search_changed WHERE number > ?1")?;
    let ids = select.query_map([last], |row| row.get::<_, u32>(0))?;
    Ok(ids.collect::<rusqlite::Result<RoaringBitmap>>()?)
}

fn with_new(reader: &Reader, mut orders: Vec<Order>, new: &RoaringBitmap) -> Result<Vec<Order>> {
    for id in new {
        orders.extend(reader.indexed_order(i64::from(id))?);
    }
    orders.sort_unstable();
    Ok(orders)
}
