//! Calendar dates and intervals, as files write them.

use std::fmt;

use jiff::ToSpan;
use jiff::civil;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::schema::reads_as;

/// A day in the proleptic Gregorian calendar, written `2026-06-19` (ISO 8601, RFC 3339 full-date).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`; `None` if that is not a day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        if shaped { text.parse().ok().map(Self) } else { None }
    }

    /// The date as people in the United Kingdom write it in English: `19 June 2026`.
    #[must_use]
    pub fn long(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        self.long_in(&MONTHS)
    }

    /// The date with the month's name from a list of twelve: `19 Mehefin 2026`.
    #[must_use]
    pub fn long_in<S: AsRef<str>>(self, months: &[S]) -> String {
        let month = usize::try_from(self.0.month()).ok().and_then(|month| months.get(month - 1));
        let month = month.map(S::as_ref).unwrap_or_default();
        let mut long = String::with_capacity(17);
        push_number(&mut long, self.0.day().unsigned_abs().into(), 1);
        long.push(' ');
        long.push_str(month);
        long.push(' ');
        push_number(&mut long, self.0.year().unsigned_abs(), 1);
        long
    }

    /// The date as machines read it: `2026-06-19` (RFC 3339 full-date).
    #[must_use]
    pub fn iso(self) -> String {
        let mut iso = String::with_capacity(10);
        push_number(&mut iso, self.0.year().unsigned_abs(), 4);
        iso.push('-');
        push_number(&mut iso, self.0.month().unsigned_abs().into(), 2);
        iso.push('-');
        push_number(&mut iso, self.0.day().unsigned_abs().into(), 2);
        iso
    }

    /// The first day of a year; `None` for a year beyond the calendar.
    #[must_use]
    pub fn start_of_year(year: i16) -> Option<Self> {
        civil::Date::new(year, 1, 1).ok().map(Self)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The day that is `interval` later; the last possible day if that is beyond the calendar.
    #[must_use]
    pub fn plus(self, interval: Interval) -> Self {
        let span = match interval {
            Interval::Days(count) => i64::from(count).days(),
            Interval::Weeks(count) => i64::from(count).weeks(),
            Interval::Months(count) => i64::from(count).months(),
            Interval::Years(count) => i64::from(count).years(),
        };
        Self(self.0.saturating_add(span))
    }

    /// The day that is so many days later, or earlier where `days` is negative; the first or last possible day if that is
    /// beyond the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(i64::from(days).days()))
    }

    /// The first moment of the day in a time zone, with its offset (RFC 3339, section 5.6). Where clocks skip midnight,
    /// the day begins later. A time zone that does not exist counts as Coordinated Universal Time.
    #[must_use]
    pub fn midnight_in(self, timezone: &str) -> String {
        let zone = TimeZone::get(timezone).unwrap_or(TimeZone::UTC);
        let start = self.0.to_zoned_datetime(zone).map(|start| start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        start.unwrap_or_else(|_| format!("{self}T00:00:00Z"))
    }

    /// How many days from this date to `other`; negative if `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }
}

/// Adds a number of at least so many digits. Pages show thousands of dates, and the general formatter is ten times slower.
fn push_number(text: &mut String, number: u16, digits: usize) {
    let mut power = 10_u16.pow(u32::try_from(digits).unwrap_or(1) - 1);
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        let digit = u8::try_from(number / power % 10).unwrap_or_default();
        text.push(char::from(b'0' + digit));
        power /= 10;
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format_args!("`{text}` is not a date: write year-month-day, such as 2026-06-19"))
        })
    }
}

reads_as!(Date, "Date", {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "examples": ["2026-06-19"]
});

/// A span of time between reviews: `12 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// So many days.
    Days(u16),
    /// So many weeks.
    Weeks(u16),
    /// So many months.
    Months(u16),
    /// So many years.
    Years(u16),
}

impl Interval {
    /// Reads a number from 1 and a unit, `6 months` or `1 year`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count: u16 = count.parse().ok().filter(|count| (1..=1200).contains(count))?;
        Some(match unit.trim().trim_end_matches('s') {
            "day" => Self::Days(count),
            "week" => Self::Weeks(count),
            "month" => Self::Months(count),
            "year" => Self::Years(count),
            _ => return None,
        })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Days(count) => (count, "day"),
            Self::Weeks(count) => (count, "week"),
            Self::Months(count) => (count, "month"),
            Self::Years(count) => (count, "year"),
        };
        write!(f, "{count} {unit}{}", if *count == 1 { "" } else { "s" })
    }
}

reads_as!(Interval, "Interval", {
    "type": "string",
    "pattern": "^[1-9][0-9]{0,3} (days?|weeks?|months?|years?)$",
    "examples": ["12 months"]
});

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format_args!(
                "`{text}` is not an interval: write a number and days, weeks, months or years, such as `12 months`"
            ))
        })
    }
}
