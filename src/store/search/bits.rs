//! Numbers in few bits: differences by Rice's code, frequencies by Elias' gamma code (Witten, Moffat and Bell, Managing
//! Gigabytes, 3.3). Bits are filled from the lowest on; what is left of the last byte is ones, an unfinished number.

/// Bits while they are written.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    word: u64,
    used: u32,
}

impl BitWriter {
    /// After these bytes.
    pub fn after(bytes: Vec<u8>) -> Self {
        Self { bytes, word: 0, used: 0 }
    }

    /// The `count` lowest bits of a number, at most 32.
    fn bits(&mut self, number: u32, count: u32) {
        self.word |= (u64::from(number) & ((1 << count) - 1)) << self.used;
        self.used += count;
        while self.used >= 8 {
            self.bytes.push(self.word as u8);
            self.word >>= 8;
            self.used -= 8;
        }
    }

    fn unary(&mut self, mut number: u32) {
        while number >= 24 {
            self.bits(u32::MAX, 24);
            number -= 24;
        }
        self.bits((1 << number) - 1, number + 1);
    }

    /// A number that is mostly below 2 to the power of `low`.
    pub fn rice(&mut self, number: u32, low: u32) {
        self.unary(number >> low);
        self.bits(number, low);
    }

    /// A number from 1 on that is mostly 1.
    pub fn gamma(&mut self, number: u8) {
        let low = number.max(1).ilog2();
        self.unary(low);
        self.bits(number.into(), low);
    }

    /// All of them.
    pub fn finish(mut self) -> Vec<u8> {
        if self.used > 0 {
            self.bytes.push(self.word as u8 | (0xff << self.used) as u8);
        }
        self.bytes
    }
}

/// Bits while they are read; none behind the end.
pub struct BitReader<'a> {
    bytes: &'a [u8],
    word: u64,
    held: u32,
}

impl<'a> BitReader<'a> {
    /// From the first on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, word: 0, held: 0 }
    }

    /// Holds more than 32 bits, or all that are left.
    #[inline]
    fn fill(&mut self) {
        if self.held > 32 {
            return;
        }
        if let Some((four, rest)) = self.bytes.split_first_chunk::<4>() {
            self.word |= u64::from(u32::from_le_bytes(*four)) << self.held;
            self.held += 32;
            self.bytes = rest;
            return;
        }
        while let Some((byte, rest)) = self.bytes.split_first().filter(|_| self.held <= 56) {
            self.word |= u64::from(*byte) << self.held;
            self.held += 8;
            self.bytes = rest;
        }
    }

    #[inline]
    fn bits(&mut self, count: u32) -> Option<u32> {
        self.fill();
        let number = self.word & ((1 << count) - 1);
        self.held = self.held.checked_sub(count)?;
        self.word >>= count;
        Some(number as u32)
    }

    #[inline]
    fn unary(&mut self) -> Option<u32> {
        let mut number = 0;
        loop {
            self.fill();
            let ones = self.word.trailing_ones().min(self.held);
            number += ones;
            if ones < self.held {
                self.held -= ones + 1;
                // At most 64 bits are held, so that this shifts less than 64 at once.
                self.word = self.word >> ones >> 1;
                return Some(number);
            }
            if self.bytes.is_empty() {
                return None;
            }
            (self.word, self.held) = (0, 0);
        }
    }

    /// What [`BitWriter::rice`] wrote.
    #[inline]
    pub fn rice(&mut self, low: u32) -> Option<u32> {
        let high = self.unary()?;
        Some(high.wrapping_shl(low) | self.bits(low)?)
    }

    /// What [`BitWriter::gamma`] wrote.
    #[inline]
    pub fn gamma(&mut self) -> Option<u8> {
        let low = self.unary()?.min(7);
        Some((1 << low | self.bits(low)?) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers: Vec<(u32, u8)> =
            (0..2000u32).map(|at| (at * at * 7 % 90_001, (at % 255 + 1) as u8)).collect();
        for low in [0, 1, 7, 13, 20, 31] {
            let mut writer = BitWriter::after(vec![9]);
            for (number, frequency) in &numbers {
                writer.rice(*number, low);
                writer.gamma(*frequency);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes[1..]);
            for (number, frequency) in &numbers {
                assert_eq!((reader.rice(low), reader.gamma()), (Some(*number), Some(*frequency)), "{low}");
            }
            assert_eq!(reader.rice(low), None);
        }
    }
}
