//! The card: which figure may stand with which words.

use vellum::prose::phrases::stands_in;

use super::figures::MONTHS;

/// A figure, and what has to be said with it.
pub(super) struct Row {
    /// The figure.
    pub(super) figure: &'static str,
    /// One of these stands in the sentence or around it.
    near: &'static [&'static str],
    /// None of these stands in the sentence.
    never: &'static [&'static str],
}

impl Row {
    /// True where this row is the reason that a figure may stand in a sentence.
    pub(super) fn allows(&self, figure: &str, words: &str, around: &str) -> bool {
        let is_it = figure == self.figure || is_date(figure) && self.figure.starts_with(&format!("{figure} "));
        let near = |word: &&str| stands_in(word, words) || stands_in(word, around);
        is_it && self.near.iter().any(near) && !self.never.iter().any(|word| stands_in(word, words))
    }
}

/// True for `19 June 2026` and `17 December`.
pub(super) fn is_date(figure: &str) -> bool {
    MONTHS.iter().any(|month| figure.split(' ').nth(1) == Some(month))
}

const fn row(figure: &'static str, near: &'static [&'static str]) -> Row {
    Row { figure, near, never: &[] }
}

const BREACH: &[&str] = &["Risk to people", "breach", "breaches", "aware", "awareness", "report", "reported"];
const REQUEST: &[&str] = &["request", "requests", "copy"];
const COMPLAINT: &[&str] = &["complaint", "complaints"];
const NOT_FOR_REQUESTS: &[&str] = &[
    "access request",
    "access requests",
    "rights request",
    "rights requests",
    "deletion request",
    "resolve",
    "outcome within",
];

/// What the law says, what illustrates it, and what happened.
pub(super) static ROWS: &[Row] = &[
    // Time limits of the law.
    row("72 hours", BREACH),
    row("1 months", &["request", "requests", "rights", "copy"]),
    Row { figure: "2 months", near: REQUEST, never: &[] },
    Row {
        figure: "30 days",
        near: &["acknowledge", "acknowledges", "acknowledged", "complaint"],
        never: NOT_FOR_REQUESTS,
    },
    row(
        "20 working days",
        &["freedom of information", "information request", "information requests", "public bodies", "FOI"],
    ),
    // Amounts.
    row("£17.5 million", &["highest", "maximum", "up to"]),
    row("4%", &["turnover"]),
    row("£8.7 million", &["security", "standard maximum"]),
    row("2%", &["security", "standard maximum"]),
    row("£500,000", &["before", "fines up to", "old limit", "was the limit"]),
    row("£3.07 million", &["supplier", "MFA", "Advanced Computer Software Group"]),
    row("25%", &["compensation"]),
    // Counts.
    row("7 lawful bases", &["lawful", "law"]),
    row("7 principles", &["law", "principles"]),
    row("5 purposes", &["recognised legitimate interest", "recognised legitimate interests"]),
    row("13 or over", &["child", "children", "consent"]),
    row("under 13", &["child", "children", "consent"]),
    row("under 18", &["child", "children", "suppression list"]),
    row("under 16", &["limits", "announced", "plans"]),
    row("500 occasions", &["WhatsApp"]),
    row("100,000 colleagues", &["Morrisons"]),
    // Dates of the law.
    row(
        "5 February 2026",
        &[
            "in force",
            "started",
            "since",
            "before",
            "added",
            "fines",
            "Article 22",
            "soft opt-in",
            "rules changed",
            "law on automated decisions",
            "It changed",
        ],
    ),
    row("19 June 2025", &["became law", "Data (Use and Access) Act 2025", "in the Act"]),
    row("19 June 2026", &["complaint", "complaints", "complain", "in stages"]),
    row("4 December 2025", &["Report Fraud"]),
    row("26 October 2024", &["harassment"]),
    row("31 January 2024", &["Online Safety Act 2023"]),
    row("15 June 2026", &["under-16s", "Children's Wellbeing and Schools Act"]),
    row("18 September 2023", &["Charity Commission"]),
    row("23 March 2026", &["recognised legitimate interest"]),
    row("29 May 2026", &["automated decision-making"]),
    row("18 March 2024", &["fining guidance"]),
    row("29 July 2019", &["Fashion ID"]),
    row("5 June 2018", &["Wirtschaftsakademie"]),
    row("12 October 2023", &["United States of America"]),
    row("19 September 2023", &["Organisations' use of social media", "source article"]),
    row("23 November 2026", &["checked", "prepared"]),
    row("2 October 2023", &["starter text", "first policy"]),
    // Worked examples.
    row("14 November 2026", REQUEST),
    row("14 December 2026", REQUEST),
    row("31 October 2026", REQUEST),
    row("30 November 2026", REQUEST),
    row("5 November 2026", REQUEST),
    row("5 December 2026", REQUEST),
    row("25 November 2026", REQUEST),
    row("25 December 2026", &["holiday", "holidays", "request"]),
    row("28 December 2026", &["holiday", "holidays", "request"]),
    row("29 December 2026", REQUEST),
    row("31 January 2027", REQUEST),
    row("28 February 2027", REQUEST),
    row("1 March 2027", REQUEST),
    row("4 December 2026", BREACH),
    row("7 December 2026", &["breach", "aware", "request", "requests"]),
    row("24 December 2026", BREACH),
    row("27 December 2026", BREACH),
    row("10 December 2026", COMPLAINT),
    row("11 December 2026", COMPLAINT),
    row("17 December 2026", COMPLAINT),
    row("8 January 2027", COMPLAINT),
    row("11 January 2027", COMPLAINT),
    row("31 January 2027", &["This page closes"]),
    row("12 December 2026", &["Doors open"]),
    // What happened, or might.
    row("2 years", &["WhatsApp group"]),
    row("10 years", &["Do not scroll"]),
    row("5 hours", &["stranger"]),
    row("2 hours", &["worse than no promise"]),
    row("24 hours", &["Page Support", "confirm within"]),
];

/// Our own rules, each of which `about/to-check.md` lists for whoever adopts these pages.
pub(super) static OWN: &[Row] = &[
    row("4 hours", &["noticing", "First", "first line"]),
    row("24 hours", &["post", "paid and creator posts", "First 24 hours"]),
    row("7 days", &["Screenshots", "exports", "device", "case file", "case system"]),
    row("90 days", &["case closes", "close the matter", "end of the case", "case is closed", "threads"]),
    row("60 days", &["thread closed"]),
    row("30 days", &["Listening", "results that can identify people", "logs"]),
    Row { figure: "5 working days", near: &["complaint", "complaints", "acknowledge"], never: &["law says"] },
    row("1 working days", &["hand-over"]),
    row("2 working days", &["confirms each request", "Confirm each request", "take it down", "Take down"]),
    row("10 working days", &["Update", "review", "update at least", "made the decision", "takes place", "decision"]),
    row(
        "12 months",
        &[
            "refresher",
            "reviews",
            "block",
            "hidden",
            "hid",
            "evidence",
            "Image permissions",
            "permission",
            "Keep a copy",
        ],
    ),
    row("25 months", &["totals"]),
    row("3 months", &["access review", "review", "link", "links", "sample of deletions", "this list"]),
    row("6 months", &["reviews", "reviewed", "update this playbook"]),
    row("2 years", &["consent"]),
    row("3 years", &["Complaint", "complaints", "complaints log", "Access register"]),
    row("6 years", &["Breach log"]),
    row("80%", &["pass"]),
];

/// Figures that go together.
pub(super) static PAIRS: &[(&str, &str)] =
    &[("£17.5 million", "4%"), ("4%", "£17.5 million"), ("£8.7 million", "2%"), ("2%", "£8.7 million")];

/// Days of receipt with the dates that follow from them.
pub(super) static WORKED: &[(&str, &[&str])] = &[
    ("14 November 2026", &["14 December 2026"]),
    ("31 October 2026", &["30 November 2026"]),
    ("5 November 2026", &["7 December 2026", "5 December 2026"]),
    ("25 November 2026", &["29 December 2026", "25 December 2026", "28 December 2026"]),
    ("31 January 2027", &["1 March 2027", "28 February 2027"]),
    ("4 December 2026", &["7 December 2026"]),
    ("24 December 2026", &["27 December 2026"]),
    ("10 December 2026", &["17 December 2026", "8 January 2027", "9 January 2027", "11 January 2027"]),
];

/// A question that the law answers with a figure.
pub(super) struct Topic {
    pub(super) name: &'static str,
    /// Of each group one word stands in the sentence.
    pub(super) about: &'static [&'static [&'static str]],
    /// The units in which an answer may be given.
    pub(super) units: &'static [&'static str],
    /// The figures that may stand there.
    pub(super) allowed: &'static [&'static str],
}

const TIME: &[&str] = &["hours", "days", "weeks", "months"];

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        name: "a report of a breach",
        about: &[
            &["breach", "breaches"],
            &["ICO", "regulator", "regulator_name", "commissioner"],
            &["report", "reported", "tell", "notify", "told"],
        ],
        units: TIME,
        allowed: &["72 hours"],
    },
    Topic {
        name: "an answer to a rights request",
        about: &[
            &["access request", "access requests", "rights request", "rights requests", "deletion request"],
            &["answer", "answered", "reply", "respond"],
        ],
        units: TIME,
        allowed: &["1 months", "2 months"],
    },
    Topic {
        name: "an acknowledgement of a complaint",
        about: &[&["complaint", "complaints"], &["acknowledge", "acknowledged", "acknowledges"]],
        units: TIME,
        allowed: &["30 days", "5 working days"],
    },
    Topic {
        name: "a reply to an information request",
        about: &[
            &["freedom of information", "information request", "information requests"],
            &["reply", "answer", "answered"],
        ],
        units: TIME,
        allowed: &["20 working days"],
    },
    Topic {
        name: "a fine",
        about: &[&["fine", "fines", "fined"], &["UK GDPR", "highest", "maximum", "turnover"]],
        units: &["%", "million"],
        allowed: &["£17.5 million", "4%", "£8.7 million", "2%"],
    },
];
