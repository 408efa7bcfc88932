//! The machine and the day of a measurement.

use std::{
    env, fs,
    time::{SystemTime, UNIX_EPOCH},
};

/// Returns the processor's name as the operating system gives it, else that of its architecture.
pub fn processor() -> String {
    fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| model_name(&text).map(str::to_owned))
        .or_else(|| env::var("PROCESSOR_IDENTIFIER").ok())
        .unwrap_or_else(|| env::consts::ARCH.into())
}

/// Returns the processor's name from Linux's description.
fn model_name(description: &str) -> Option<&str> {
    let fields = description.lines().filter_map(|line| line.split_once(':'));
    let mut names = fields.filter(|(key, _)| key.trim() == "model name");
    names.next().map(|(_, name)| name.trim()).filter(|name| !name.is_empty())
}

/// Returns the date in Greenwich, as year-month-day.
pub fn today() -> String {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date(elapsed.as_secs() / (24 * 60 * 60))
}

/// Returns the date that is this number of days after the first of January 1970.
fn date(mut days: u64) -> String {
    let is_leap =
        |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_322, "2000-12-31"),
            (11_323, "2001-01-01"),
            (20_789, "2026-12-02"),
        ] {
            assert_eq!(date(days), expected, "{days}");
        }
    }

    #[test]
    fn the_processor_has_the_name_of_its_first_core() {
        let text = "processor\t: 0\nmodel\t\t: 143\nmodel name\t: A 1 @ 2 GHz\nprocessor: 1\nmodel name: B\n";
        assert_eq!(model_name(text), Some("A 1 @ 2 GHz"));
        assert_eq!(model_name("Processor : ARM\n"), None);
        assert!(!processor().is_empty());
    }
}
