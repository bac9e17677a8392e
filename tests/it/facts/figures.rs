//! Figures in texts: times from an hour on, amounts, shares, dates, and counts that the law sets.

/// The figures of a sentence, each in one form: `72 hours`, `5 working days`, `1 month`, `£17.5 million`, `4%`,
/// `19 June 2026`, `17 December`, `7 lawful bases`, `under 13`.
///
/// `one` to `twelve` count as figures, so that nobody changes the law by spelling it out.
pub(super) fn figures(sentence: &str) -> Vec<String> {
    let spaced = sentence.replace(['-', '–', '/', '|', '_'], " ");
    let words: Vec<&str> = spaced.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    (0..words.len()).filter_map(|at| figure(&words, at)).collect()
}

fn figure(words: &[&str], at: usize) -> Option<String> {
    let word = *words.get(at)?;
    let next = |steps: usize| words.get(at + steps).copied().unwrap_or_default();
    if let Some(amount) = word.strip_prefix('£') {
        let million = if next(1) == "million" { " million" } else { "" };
        return amount.starts_with(|digit: char| digit.is_ascii_digit()).then(|| format!("{word}{million}"));
    }
    if word.ends_with('%') && word.len() > 1 {
        return Some(word.to_owned());
    }
    if word.eq_ignore_ascii_case("under") {
        let age = next(1).trim_end_matches('s');
        return age.parse::<u8>().is_ok().then(|| format!("under {age}"));
    }
    let number = number(word)?;
    if number.len() == 4 && number.starts_with("20") {
        return None;
    }
    if next(1) == "or" && next(2) == "over" {
        return Some(format!("{number} or over"));
    }
    if MONTHS.contains(&next(1)) {
        let year = Some(next(2)).filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
        return Some([number.as_str(), next(1), year.unwrap_or_default()].join(" ").trim_end().to_owned());
    }
    let mut kind = "";
    for step in 1..4 {
        match next(step) {
            "working" => kind = "working ",
            "calendar" | "clock" | "more" | "full" | "further" | "whole" | "extra" | "public" | "interest"
            | "lawful" => {}
            unit => {
                let unit = units(unit)
                    .filter(|unit| number != "1" || matches!(*unit, "months" | "years") || !kind.is_empty())?;
                return Some(format!("{number} {kind}{unit}"));
            }
        }
    }
    None
}

pub(super) const MONTHS: [&str; 12] = [
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

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn number(word: &str) -> Option<String> {
    if word.starts_with(|digit: char| digit.is_ascii_digit()) {
        return word.chars().all(|letter| letter.is_ascii_digit() || letter == ',').then(|| word.to_owned());
    }
    let spelt = NUMBERS.iter().position(|spelt| word.eq_ignore_ascii_case(spelt))?;
    Some((spelt + 1).to_string())
}

fn units(word: &str) -> Option<&'static str> {
    Some(match word {
        "hour" | "hours" => "hours",
        "day" | "days" => "days",
        "week" | "weeks" => "weeks",
        "month" | "months" => "months",
        "year" | "years" => "years",
        "base" | "bases" | "basis" => "lawful bases",
        "principle" | "principles" => "principles",
        "purposes" | "conditions" => "purposes",
        "occasions" => "occasions",
        "colleagues" => "colleagues",
        _ => return None,
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '£' | '%'))
}
