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
    /// The next bit.
    at: usize,
}

/// Bits that [`BitReader::peek`] holds at least.
const PEEKED: u32 = 57;

impl<'a> BitReader<'a> {
    /// From the first on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next bits, the lowest first; ones behind the end, which finish no number.
    #[inline]
    fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = match rest.first_chunk::<8>() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => rest.iter().rev().fold(u64::MAX, |word, byte| word << 8 | u64::from(*byte)),
        };
        word >> (self.at % 8)
    }

    /// Goes on; none where the end was passed.
    #[inline]
    fn skip(&mut self, bits: u32) -> Option<()> {
        self.at += bits as usize;
        (self.at <= self.bytes.len() * 8).then_some(())
    }

    fn unary(&mut self) -> Option<u32> {
        let mut number = 0;
        loop {
            let ones = self.peek().trailing_ones();
            if ones < PEEKED {
                self.skip(ones + 1)?;
                return Some(number + ones);
            }
            self.skip(PEEKED)?;
            number += PEEKED;
        }
    }

    fn bits(&mut self, count: u32) -> Option<u32> {
        let number = self.peek() & ((1 << count) - 1);
        self.skip(count)?;
        Some(number as u32)
    }

    /// Calls `each` with up to `count` numbers that [`BitWriter::rice`] wrote, until it answers false.
    #[inline]
    pub fn rice(&mut self, low: u32, count: usize, mut each: impl FnMut(u32) -> bool) {
        let mut left = count;
        while left > 0 {
            // Nearly always one look holds several.
            let (mut word, mut held) = (self.peek(), PEEKED);
            loop {
                let high = word.trailing_ones();
                let used = high + 1 + low;
                if used > held || left == 0 {
                    break;
                }
                word >>= high + 1;
                if self.skip(used).is_none() || !each(high << low | (word & ((1 << low) - 1)) as u32) {
                    return;
                }
                word >>= low;
                held -= used;
                left -= 1;
            }
            if held == PEEKED && left > 0 {
                let number = self.unary().and_then(|high| Some(high.wrapping_shl(low) | self.bits(low)?));
                if !number.is_some_and(&mut each) {
                    return;
                }
                left -= 1;
            }
        }
    }

    /// What [`BitWriter::gamma`] wrote.
    #[inline]
    pub fn gamma(&mut self) -> Option<u8> {
        let more = self.unary()?.min(7);
        Some((1 << more | self.bits(more)?) as u8)
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
            numbers.iter().for_each(|(number, _)| writer.rice(*number, low));
            numbers.iter().for_each(|(_, frequency)| writer.gamma(*frequency));
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes[1..]);
            let mut read = Vec::new();
            reader.rice(low, numbers.len(), |number| {
                read.push(number);
                true
            });
            assert!(read.iter().eq(numbers.iter().map(|(number, _)| number)), "{low}");
            for (_, frequency) in &numbers {
                assert_eq!(reader.gamma(), Some(*frequency), "{low}");
            }
            assert_eq!(reader.gamma(), None);
        }
    }
}
