//! 春节, around which newspapers pause.

use jiff::{ToSpan, civil::Date};

/// Days from 20 January to the first day of the lunar year, for 1900 to 2100.
const AFTER_20_JANUARY: [u8; 201] = [
    11, 30, 19, 9, 27, 15, 5, 24, 13, 2, 21, 10, 29, 17, 6, 25, 14, 3, 22, 12, 31, 19, 8, 27, 16, 4, 24, 13,
    3, 21, 10, 28, 17, 6, 25, 15, 4, 22, 11, 30, 19, 7, 26, 16, 5, 24, 13, 2, 21, 9, 28, 17, 7, 25, 15, 4,
    23, 11, 29, 19, 8, 26, 16, 5, 24, 13, 1, 20, 10, 28, 17, 7, 26, 14, 3, 22, 11, 29, 18, 8, 27, 16, 5, 24,
    13, 31, 20, 9, 28, 17, 7, 26, 15, 3, 21, 11, 30, 18, 8, 27, 16, 4, 23, 12, 2, 20, 9, 29, 18, 6, 25, 14,
    3, 21, 11, 30, 19, 8, 27, 16, 5, 23, 12, 2, 21, 9, 28, 18, 6, 24, 13, 3, 22, 11, 30, 19, 8, 26, 15, 4,
    23, 12, 2, 21, 10, 28, 17, 6, 25, 13, 3, 22, 12, 30, 19, 8, 26, 15, 4, 23, 13, 1, 20, 9, 28, 16, 6, 25,
    14, 3, 22, 11, 30, 18, 7, 26, 16, 4, 23, 13, 2, 20, 9, 28, 17, 6, 25, 14, 4, 21, 10, 29, 18, 7, 26, 16,
    5, 23, 12, 1, 20,
];

/// 正月初一 of a year from 1900 to 2100.
pub fn spring_festival(year: i16) -> Option<Date> {
    let days = AFTER_20_JANUARY.get(usize::try_from(year.checked_sub(1900)?).ok()?)?;
    Date::new(year, 1, 20).ok()?.checked_add(i64::from(*days).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_lunar_year_begins_on_the_days_of_the_almanac() {
        for day in [
            date(1900, 1, 31),
            date(1950, 2, 17),
            date(1966, 1, 21),
            date(1985, 2, 20),
            date(2000, 2, 5),
            date(2015, 2, 19),
            date(2016, 2, 8),
            date(2024, 2, 10),
            date(2033, 1, 31),
        ] {
            assert_eq!(spring_festival(day.year()), Some(day));
        }
        assert_eq!((spring_festival(1899), spring_festival(2101)), (None, None));
    }
}
