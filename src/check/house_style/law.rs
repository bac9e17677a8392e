//! Sentences that get the law wrong: UK GDPR, the Data Protection Act 2018 and what goes with them, as at 23 November 2026.

use super::{LINE, Line};

const LAW: Line<'static> = Line { is_law: true, ..LINE };
const DATA_LAW: &[&str] = &["GDPR", "data protection law", "data protection", "the law"];
const REGULATOR: &[&str] = &["ICO", "regulator", "Information Commissioner"];
const REQUEST: &[&str] = &[
    "access request",
    "access requests",
    "rights request",
    "rights requests",
    "subject access",
    "SAR",
    "erasure",
    "deletion request",
    "a request",
    "the request",
    "requests",
    "their data",
];

/// The lines of law, in the order in which the subjects stand in a policy.
pub(super) static LINES: &[Line<'static>] = &[
    Line {
        avoid: &[
            "consent is always needed",
            "consent is always required",
            "always need consent",
            "always needs consent",
            "consent is the only lawful basis",
            "only with consent",
        ],
        instead: "name the lawful basis that fits",
        why: "consent is one of 7 lawful bases",
        ..LAW
    },
    Line {
        avoid: &["does not apply", "do not apply"],
        near: &[DATA_LAW, &["public", "private", "direct messages", "direct message"]],
        instead: "say that the law applies, and what follows from it",
        why: "public posts and private messages can both be personal data",
        ..LAW
    },
    Line {
        avoid: &[
            "report every breach",
            "report all breaches",
            "report any breach",
            "every breach must be reported",
            "all breaches must be reported",
            "every breach is reported",
            "all breaches are reported",
        ],
        near: &[&["ICO", "regulator", "Information Commissioner", "72 hours"]],
        unless: &["unless", "risk"],
        instead: "write “unless a risk to people is unlikely”, and that every breach is recorded",
        why: "a breach that is unlikely to put people at risk is recorded, and need not be reported",
        ..LAW
    },
    Line {
        avoid: &["72 working hours", "72 business hours"],
        instead: "write “72 hours”",
        why: "the 72 hours run through nights, weekends and holidays",
        ..LAW
    },
    Line {
        avoid: &["3 working days", "three working days", "3 days"],
        near: &[&["breach", "breaches"], REGULATOR],
        instead: "write “within 72 hours of becoming aware”",
        why: "the limit for a breach is 72 clock hours",
        ..LAW
    },
    Line {
        avoid: &[
            "72 hours of the breach",
            "72 hours after the breach",
            "72 hours of it happening",
            "72 hours from the event",
        ],
        instead: "write “within 72 hours of becoming aware”",
        why: "the clock starts when the organisation becomes aware",
        ..LAW
    },
    Line {
        avoid: &["30 days", "28 days", "40 days", "30 calendar days"],
        near: &[REQUEST],
        unless: &["complaint", "complaints", "acknowledge", "keep", "kept", "delete", "deleted", "after"],
        instead: "write “1 calendar month”",
        why: "a rights request is answered within 1 calendar month of the day it is received",
        ..LAW
    },
    Line {
        avoid: &["£10 fee", "fee of £10"],
        instead: "write that a request is free, with few exceptions",
        why: "the fee ended in 2018",
        ..LAW
    },
    Line {
        avoid: &["month starts the day after", "month begins the day after", "month starts on the day after"],
        instead: "write “from the day of receipt”",
        why: "the month starts on the day the request is received",
        ..LAW
    },
    Line {
        avoid: &[
            "must use our form",
            "have to use our form",
            "put it in writing",
            "must be in writing",
            "only in writing",
        ],
        near: &[&["request", "requests", "complaint", "complaints", "people", "they", "customer", "customers"]],
        unless: &["need", "whatever", "asked"],
        instead: "say that a request counts however it comes",
        why: "a request or a complaint needs no form and no writing",
        ..LAW
    },
    Line {
        avoid: &["is not a valid request", "are not valid requests", "cannot be a valid request"],
        near: &[&["tweet", "post", "posts", "comment", "comments", "message", "messages", "social media"]],
        instead: "say that it can be one",
        why: "a request can come by social media",
        ..LAW
    },
    Line {
        avoid: &[
            "always make you delete",
            "always have to delete",
            "must always delete",
            "always have the right to be forgotten",
        ],
        instead: "say that deletion has exceptions",
        why: "the right to erasure is not absolute",
        ..LAW
    },
    Line {
        avoid: &[
            "30 days to resolve",
            "30 days to answer",
            "30 days to deal with",
            "30 days to investigate",
            "resolved within 30 days",
            "resolve it within 30 days",
            "resolve complaints within 30 days",
            "resolve a complaint within 30 days",
            "outcome within 30 days",
        ],
        instead: "write “acknowledge within 30 days, and answer without undue delay”",
        why: "30 days is the limit to acknowledge a data protection complaint; the outcome has no fixed limit",
        ..LAW
    },
    Line {
        avoid: &[
            "complain to the ICO first",
            "complain to {{ regulator }} first",
            "complain to the regulator first",
            "go to the ICO first",
            "go to {{ regulator }} first",
        ],
        instead: "say that people complain to the organisation first, in most cases",
        why: "the regulator expects people to turn to the organisation first",
        ..LAW
    },
    Line {
        avoid: &["20 million euros", "20 million euro", "€20 million", "20 million EUR"],
        instead: "write “£17.5 million or 4% of worldwide yearly turnover, whichever is higher”",
        why: "in the United Kingdom the higher maximum is £17.5 million or 4%",
        ..LAW
    },
    Line {
        avoid: &["£500,000"],
        near: &[&["fine", "fines", "fined", "maximum", "limit", "penalty"]],
        unless: &["before", "until", "was", "were", "old", "earlier", "from", "rose", "used to", "since"],
        instead: "write that the limits are those of the UK GDPR",
        why: "the limit for marketing rules rose on 5 February 2026",
        ..LAW
    },
    Line {
        avoid: &["a £17.5 million fine", "fine of £17.5 million", "fined £17.5 million"],
        unless: &["up to", "maximum", "at most", "highest", "whichever"],
        instead: "write “a maximum of £17.5 million or 4%”",
        why: "it is a maximum, and most cases end without a fine",
        ..LAW
    },
    Line {
        avoid: &["GDPR"],
        after: &["UK", "EU", "European", "EU’s", "EU's"],
        instead: "write “UK GDPR”",
        why: "the law here is the UK GDPR, which is no longer that of the European Union",
        ..LAW
    },
    Line {
        avoid: &["EU rules no longer", "European rules no longer", "EU law no longer", "European law no longer"],
        instead: "say where they still matter",
        why: "they can apply to people in the European Union, and some older cases still guide the courts here",
        ..LAW
    },
    Line {
        avoid: &[
            "platform is our processor",
            "platform is a processor",
            "platforms are processors",
            "platforms are our processors",
        ],
        instead: "write “a controller, sometimes a joint controller”",
        why: "a platform decides for itself what it does with data",
        ..LAW
    },
    Line {
        avoid: &[
            "not responsible for what the agency",
            "not responsible for what an agency",
            "not responsible for our agency",
            "not responsible for agencies",
        ],
        instead: "say that the organisation answers for it, and needs a contract",
        why: "an organisation answers for what its agencies do with personal data",
        ..LAW
    },
    Line {
        avoid: &[
            "followers have agreed",
            "followers have consented",
            "followers agreed to",
            "a follow is consent",
            "a like is consent",
            "following us is consent",
        ],
        instead: "say that marketing by message needs consent or the soft opt-in",
        why: "a follow or a like is no consent to marketing",
        ..LAW
    },
    Line {
        avoid: &["gives us permission", "give us permission", "is permission to use"],
        near: &[&["tag", "tagging", "tags", "hashtag", "mention"]],
        instead: "say to ask for permission",
        why: "to be tagged is no permission to use a photo",
        ..LAW
    },
    Line {
        avoid: &["have no rights", "has no rights", "parents own", "parent owns", "own the child's"],
        near: &[&["child", "children", "under 13", "under-13s"]],
        instead: "say that children have rights of their own",
        why: "data protection rights belong to the child",
        ..LAW
    },
    Line {
        avoid: &["are banned from social media", "is banned from social media"],
        near: &[&["under-16s", "under 16", "under-16", "children"]],
        instead: "write that limits were announced",
        why: "limits for under-16s were announced, and no start date is confirmed",
        ..LAW
    },
    Line {
        avoid: &["is always liable", "are always liable", "always liable for"],
        near: &[&["employer", "employers", "organisation", "we", "company"]],
        instead: "write “may be liable”",
        why: "liability depends on how close the wrong is to the job",
        ..LAW
    },
    Line {
        avoid: &["views-are-my-own", "views are my own", "views are mine", "opinions are my own"],
        near: &[&["protects", "protect", "safe", "enough"]],
        instead: "say that it helps readers, and removes no responsibility",
        why: "the line does not remove responsibility",
        ..LAW
    },
    Line {
        avoid: &[
            "encryption is a legal requirement",
            "encryption is required by law",
            "law requires encryption",
            "must encrypt by law",
        ],
        instead: "say that it is a measure the regulator expects, by risk",
        why: "the law names encryption as an example of a measure",
        ..LAW
    },
    Line {
        avoid: &["encrypted apps are fine", "encrypted apps are safe", "encrypted app is fine"],
        instead: "say that an app needs approval, encrypted or not",
        why: "an app that nobody approved is not safe for customers' data",
        ..LAW
    },
    Line {
        avoid: &[
            "change your password every",
            "change passwords every",
            "password every month",
            "passwords every month",
        ],
        instead: "ask for a strong, unique password and MFA, and a change when there is a reason",
        why: "changes by the calendar make passwords weaker",
        ..LAW
    },
    Line {
        avoid: &[
            "Information Commission fined",
            "Information Commission says",
            "Information Commission decided",
            "Information Commission expects",
        ],
        instead: "write “the ICO”, through a variable",
        why: "the start date of the Information Commission is not confirmed",
        ..LAW
    },
    Line {
        avoid: &["Article 22"],
        unless: &["replaced", "old", "before", "was", "used to", "became", "22A to 22D", "22A"],
        instead: "write “Articles 22A to 22D”",
        why: "Article 22 was replaced on 5 February 2026",
        ..LAW
    },
    Line {
        avoid: &["recognised legitimate interest", "recognised legitimate interests"],
        near: &[&["covers marketing", "includes marketing", "used for marketing", "for marketing"]],
        instead: "name one of its 5 conditions",
        why: "it covers 5 public interest purposes, and marketing is none of them",
        ..LAW
    },
    Line {
        avoid: &["Action Fraud"],
        unless: &["replaced", "replaces", "replace", "was", "formerly", "used to", "now", "until", "Report Fraud"],
        instead: "write “Report Fraud”, and “Police Scotland on 101” for Scotland",
        why: "Report Fraud took its place on 4 December 2025",
        ..LAW
    },
    Line {
        avoid: &[
            "every organisation must have a data protection officer",
            "every organisation needs a data protection officer",
            "all organisations must have a data protection officer",
            "must always have a data protection officer",
        ],
        instead: "write “some organisations must”",
        why: "only some organisations must have one",
        ..LAW
    },
    Line {
        avoid: &["every 12 months", "once a year", "every year", "yearly"],
        near: &[
            &["train", "training", "refresher", "refreshers"],
            &["law says", "law requires", "legal duty", "required by law", "legally required", "by law"],
        ],
        instead: "write “our rule”",
        why: "the law sets no interval for training",
        ..LAW
    },
    Line {
        avoid: &["deleting the post fixes", "deleting it fixes", "delete the post and it is fixed"],
        instead: "say to hide or delete it, report it, and keep the evidence",
        why: "a post that is gone may have been seen, and the breach has to be reported inside the organisation",
        ..LAW
    },
    Line {
        avoid: &["just delete the message", "just delete the messages", "just delete the thread", "just delete it"],
        instead: "say to keep it until the request is answered",
        why: "deleting what somebody has asked for can be an offence",
        ..LAW
    },
    Line {
        avoid: &["this is legal advice", "these pages are legal advice", "pages give legal advice", "our legal advice"],
        instead: "write “guidance”",
        why: "these pages are guidance, and replace no lawyer",
        ..LAW
    },
];
