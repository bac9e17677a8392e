//! `house-style`: words that these pages do without, and sentences about the law that are wrong.

mod law;
mod own;
mod style;

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, Body, FrontMatter, HouseStyle, Parsed, Site, Slip};
use crate::prose::phrases::{Phrases, stands_in};
use crate::prose::{Block, blocks, mentions, sentences::sentences};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "house-style",
    level: Level::Warning,
    summary: "words that plain English does without, or a sentence that gets the law wrong",
    docs: "\
Pages for staff and the public are read in a hurry, by people whose first language may be another, and aloud by
machines. So they follow the GOV.UK style: no `click here`, no `please`, no exclamation marks, no Latin short forms,
no shortened negatives, `sign in`, `email`, `4%`. The rule also knows sentences that get data protection law in the
United Kingdom wrong, such as 30 days to answer an access request, or 72 working hours to report a breach.

It reads English texts that people rely on: pages, versions in force and to come, drafts, the changelog, the glossary,
titles and summaries. In quizzes, where an option may be wrong on purpose, it leaves the law alone. Code, the
addresses of links, words in double quotation marks and quotes (`>`) are passed over, so a page can show what not to
write. A sentence that denies what it says is right: `It is 1 month, not 30 days.`

An organisation adds words of its own to `portal.yaml`, or other advice on one of ours:

    house_style:
      - {avoid: end user, use: customer, why: we know whom we work for}

To put it right: write what the finding proposes.",
};

/// A line of the style: words to avoid.
struct Line<'a> {
    /// The words.
    avoid: &'a [&'a str],
    /// Of each group one has to stand in the same sentence.
    near: &'a [&'a [&'a str]],
    /// Where one of these stands in the same sentence, the words are right.
    unless: &'a [&'a str],
    /// Right after one of these the words are right.
    after: &'a [&'a str],
    /// Right before one of these the words are right.
    before: &'a [&'a str],
    /// True for words that are right at the start of a sentence.
    may_begin: bool,
    /// What to do instead: `write “about”`.
    instead: &'a str,
    /// What is wrong with the words.
    why: &'a str,
    /// True for what is wrong in law.
    is_law: bool,
}

/// A line that needs nothing more than its words, to be filled in.
const LINE: Line<'static> = Line {
    avoid: &[],
    near: &[],
    unless: &[],
    after: &[],
    before: &[],
    may_begin: false,
    instead: "",
    why: "",
    is_law: false,
};

/// How many cells beside one may tell how its words are meant.
const MOST_CELLS: usize = 12;

/// How many bytes before and behind the words may tell how they are meant; more is no sentence.
const FARTHEST: usize = 400;

/// A sentence with one of these says that what is wrong in law is wrong.
const DENIED: [&str; 14] = [
    "not",
    "never",
    "no",
    "cannot",
    "nor",
    "neither",
    "wrong",
    "mistake",
    "mistakes",
    "myth",
    "untrue",
    "instead of",
    "rather than",
    "without",
];

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    own::check(&site.settings, findings);
    let own = &site.settings.house_style;
    let with_own = (!own.is_empty()).then(|| Prepared::new(own));
    let style = Style { own, prepared: with_own.as_ref().unwrap_or(&OURS), key: key(own) };
    let articles = super::relied_on(site).filter(|article| super::is_english(site, &article.parsed));
    let articles: Vec<&Article> = articles.collect();
    // Of all that is checked this takes the longest.
    let found = articles.par_iter().map(|article| {
        let mut found = Vec::new();
        style.front_matter(&article.parsed, &mut found);
        style.body(article.body(), true, &mut found);
        found
    });
    findings.extend(found.collect::<Vec<_>>().into_iter().flatten());
    let changes = site.changes.iter().map(|change| &change.parsed.body);
    for body in changes.chain(site.glossary.terms.iter().map(|term| &term.definition)) {
        style.body(body, true, findings);
    }
    for body in site.quizzes.values().flat_map(crate::model::Quiz::bodies) {
        style.body(body, false, findings);
    }
}

/// The lines that hold for a portal, ready to be looked for.
struct Style<'a> {
    own: &'a [HouseStyle],
    prepared: &'a Prepared,
    /// What the phrases depend on.
    key: Arc<str>,
}

/// The phrases of all lines.
struct Prepared {
    phrases: Phrases,
    /// The line of each phrase: the organisation's own come first, then ours.
    line_of: Vec<usize>,
}

/// The phrases of our lines alone: preparing them takes longer than looking at hundreds of pages.
static OURS: LazyLock<Prepared> = LazyLock::new(|| Prepared::new(&[]));

/// Our lines.
fn ours() -> impl Iterator<Item = &'static Line<'static>> {
    style::LINES.iter().chain(law::LINES)
}

impl Prepared {
    fn new(own: &[HouseStyle]) -> Self {
        let mut words: Vec<&str> = own.iter().map(|line| line.avoid.as_str()).collect();
        let mut line_of: Vec<usize> = (0..own.len()).collect();
        for (index, line) in ours().enumerate() {
            words.extend(line.avoid);
            line_of.resize(words.len(), own.len() + index);
        }
        Self { phrases: Phrases::new(words.into_iter()), line_of }
    }
}

/// What the phrases depend on, for a portal with lines of its own.
fn key(own: &[HouseStyle]) -> Arc<str> {
    own.iter().map(|line| line.avoid.as_str()).collect::<Vec<_>>().join("\n").into()
}

impl Style<'_> {
    /// Adds what is found in a text. An unchanged text is looked at once.
    fn body(&self, body: &Body, with_law: bool, findings: &mut Vec<Diagnostic>) {
        let remembered = &body.remembered.slips;
        let looked;
        let slips = match remembered.get_or_init(|| (Arc::clone(&self.key), self.slips(body))) {
            (key, slips) if *key == self.key => slips,
            _ => {
                looked = self.slips(body);
                &looked
            }
        };
        for slip in slips.iter().filter(|slip| with_law || !self.is_law(slip.line)) {
            let words = body.source.get(slip.range.clone()).unwrap_or_default();
            findings.push(self.finding(body.place(&slip.range), words, slip.line));
        }
    }

    /// Titles and summaries are read first of all. Unchanged ones are looked at once.
    fn front_matter(&self, parsed: &Parsed, findings: &mut Vec<Diagnostic>) {
        let FrontMatter { title, summary, .. } = &*parsed.front;
        let slips = |text: &str| {
            if !self.prepared.phrases.may_be_in(text) {
                return Vec::new();
            }
            let found = self.found(text, String::new).into_iter();
            found.map(|(line, range)| Slip { line, range }).collect()
        };
        let look = || [slips(title), slips(summary)];
        let remembered = parsed.body.remembered.slips_above.get_or_init(|| (Arc::clone(&self.key), look()));
        let looked;
        let slips = match remembered {
            (key, slips) if *key == self.key => slips,
            _ => {
                looked = look();
                &looked
            }
        };
        for ((key, text), slips) in [("title", title), ("summary", summary)].into_iter().zip(slips) {
            for slip in slips {
                let place = parsed.value(YamlPath::root().key(key));
                findings.push(self.finding(place, text.get(slip.range.clone()).unwrap_or_default(), slip.line));
            }
        }
    }

    fn slips(&self, body: &Body) -> Vec<Slip> {
        if !self.prepared.phrases.may_be_in(body.markdown()) {
            return Vec::new();
        }
        let blocks: Vec<Block> = blocks(body).into_iter().filter(|block| !block.quoted).collect();
        let slips = blocks.iter().enumerate().flat_map(|(index, block)| {
            let found = self.found(&block.text, || beside(&blocks, index)).into_iter();
            found.map(|(line, range)| Slip { line, range: block.source(&range) })
        });
        slips.collect()
    }

    /// What a text has of the lines, in order; of two that overlap the one that begins first, and the longer one.
    /// `beside` is what stands beside it and tells how it is meant.
    fn found(&self, text: &str, beside: impl FnOnce() -> String) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        let mut hits: Vec<_> = self.prepared.phrases.find(text).collect();
        if hits.is_empty() {
            return found;
        }
        hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.phrase));
        let beside = beside();
        let mentions = mentions(text);
        let sentences = sentences(text);
        for hit in hits {
            let line = self.prepared.line_of.get(hit.phrase).copied().unwrap_or_default();
            // Both are in order, and none overlaps another.
            let mention = mentions.get(mentions.partition_point(|mention| mention.end <= hit.range.start));
            let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= hit.range.start));
            if mention.is_some_and(|mention| mention.start < hit.range.end)
                || found.last().is_some_and(|(_, range)| hit.range.start < range.end)
                || self.ours(line).is_some_and(|line| !line.holds(text, sentence, &beside, &hit.range))
            {
                continue;
            }
            found.push((line, trimmed(text, hit.range)));
        }
        found
    }

    fn ours(&self, line: usize) -> Option<&'static Line<'static>> {
        ours().nth(line.checked_sub(self.own.len())?)
    }

    fn is_law(&self, line: usize) -> bool {
        self.ours(line).is_some_and(|line| line.is_law)
    }

    fn finding(&self, place: Place, words: &str, line: usize) -> Diagnostic {
        if let Some(own) = self.own.get(line) {
            return own::finding(place, words, own);
        }
        let Some(line) = self.ours(line) else { return Diagnostic::new(&RULE, place, words) };
        let message = match line.is_law {
            true => format!("“{words}” gets the law wrong: {}", line.why),
            false => format!("“{words}” is not our style: {}", line.why),
        };
        Diagnostic::new(&RULE, place, message).help(line.instead)
    }
}

impl Line<'_> {
    /// True where words that were found are wrong in their sentence.
    fn holds(&self, text: &str, sentence: Option<&Range<usize>>, beside: &str, range: &Range<usize>) -> bool {
        let sentence = sentence.cloned().unwrap_or(0..text.len());
        let from = text.ceil_char_boundary(range.start.saturating_sub(FARTHEST)).max(sentence.start);
        let to = text.floor_char_boundary(range.end + FARTHEST).min(sentence.end).max(range.end);
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let (before, behind, whole) = (part(from..range.start), part(range.end..to), part(from..to));
        let around = |words: &&str| [before, behind, beside].iter().any(|text| stands_in(words, text));
        let near = |words: &&str| stands_in(words, whole) || stands_in(words, beside);
        let may_stand = self.may_begin && before.trim().is_empty()
            || self.after.iter().any(|words| before.trim_end().ends_with(words))
            || self.before.iter().any(|words| behind.starts_with(words))
            || self.unless.iter().any(around)
            || self.is_law && DENIED.iter().any(around);
        !may_stand && self.near.iter().all(|group| group.iter().any(near))
    }
}

/// A range without the spaces that set a sign apart.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// The other cells of a cell's row: a table of what was and what is says so in another column.
fn beside(blocks: &[Block], index: usize) -> String {
    let row = blocks.get(index).map_or(0, |block| block.row);
    let in_row = |block: &&Block| row > 0 && block.row == row;
    let (before, from) = blocks.split_at(index);
    let others = before.iter().rev().take_while(in_row).chain(from.iter().skip(1).take_while(in_row));
    others.map(|other| other.text.as_str()).take(MOST_CELLS).collect::<Vec<_>>().join(" | ")
}
