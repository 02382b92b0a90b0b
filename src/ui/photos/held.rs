//! What is held in the graphics card's memory: never more than so many bytes, the longest unseen goes first.

use std::cell::Cell;
use std::collections::HashMap;
use std::hash::Hash;

/// Things by key with the bytes that each takes.
pub struct Held<K, T> {
    most: usize,
    bytes: usize,
    clock: Cell<u64>,
    things: HashMap<K, Thing<T>>,
}

struct Thing<T> {
    thing: T,
    bytes: usize,
    /// When it was last looked at.
    seen: Cell<u64>,
}

impl<K: Eq + Hash + Clone, T> Held<K, T> {
    /// Of at most so many bytes.
    pub fn new(most: usize) -> Self {
        Self { most, bytes: 0, clock: Cell::new(0), things: HashMap::new() }
    }

    /// Bytes that are held.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// A thing, which counts as seen now.
    pub fn get(&self, key: &K) -> Option<&T> {
        let thing = self.things.get(key)?;
        thing.seen.set(self.tick());
        Some(&thing.thing)
    }

    /// Holds a thing, and gives up those that were not seen for longest where there is no room.
    pub fn insert(&mut self, key: K, thing: T, bytes: usize) {
        self.remove(&key);
        while self.bytes + bytes > self.most {
            let longest = self.things.iter().min_by_key(|(_, thing)| thing.seen.get());
            let Some(longest) = longest.map(|(key, _)| key.clone()) else { break };
            self.remove(&longest);
        }
        self.bytes += bytes;
        let seen = Cell::new(self.tick());
        self.things.insert(key, Thing { thing, bytes, seen });
    }

    fn remove(&mut self, key: &K) {
        if let Some(thing) = self.things.remove(key) {
            self.bytes -= thing.bytes;
        }
    }

    /// Gives everything up.
    pub fn clear(&mut self) {
        self.things.clear();
        self.bytes = 0;
    }

    fn tick(&self) -> u64 {
        self.clock.set(self.clock.get() + 1);
        self.clock.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unseen_goes_first_and_the_bound_holds() {
        let mut held = Held::new(100);
        for key in 0..10 {
            held.insert(key, key * 7, 10);
        }
        assert_eq!((held.bytes(), held.get(&0).copied()), (100, Some(0)));
        held.insert(10, 70, 25);
        assert!(held.bytes() <= 100);
        assert!(held.get(&0).is_some(), "it was just seen");
        assert!(held.get(&1).is_none() && held.get(&2).is_none() && held.get(&3).is_none());
        assert!(held.get(&4).is_some());
        held.insert(4, 1, 30);
        assert_eq!(held.get(&4), Some(&1));
        assert!(held.bytes() <= 100);
        held.clear();
        assert_eq!((held.bytes(), held.get(&4)), (0, None));
    }
}
