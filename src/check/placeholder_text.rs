//! `placeholder-text`: words that stand where others have yet to be written.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::packed::Searcher;
use memchr::memchr_iter;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, Body, LinkTarget, Markup, Site, next_variable};
use crate::prose::phrases::{Phrases, stands_in, whole_words};
use crate::prose::{blocks, mentions};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "placeholder-text",
    level: Level::Error,
    summary: "a text that is not written yet: TODO, lorem ipsum, [name], example.com",
    docs: "\
Notes such as `TODO`, `TBC`, `XXX` or `to be confirmed`, filling text such as `lorem ipsum`, a gap such as `[name]`
and addresses at `example.com` are for whoever writes a page, and so are the words with which `vellum new` begins an
entry of the changelog or a quiz. Readers would see a rule that is not finished. The rule looks at what people rely on:
pages, versions in force and to come, with their titles and summaries, entries of the changelog, terms of the glossary
and quizzes. It only warns in drafts, in entries without a date, and of the words of a new quiz, so that it can be
looked at while it is written.

Code, words in double quotation marks and quotes (`>`), such as scripts with gaps that staff fill in, are passed
over; so are the addresses that variables fill in.

To put it right: write what belongs there, or take the sentence out until it is known. What differs between
organisations is a variable, `{{ dp_team }}`, with its value in `portal.yaml`.",
};

/// Notes, which count in capitals only.
const NOTES: [&str; 6] = ["TODO", "TBC", "TBD", "TBA", "FIXME", "XXX"];

/// Words that are filling text in large or small letters.
const WORDS: [&str; 5] = ["lorem ipsum", "to be confirmed", "insert text here", "your text here", "text to follow"];

/// The words of a changelog entry that nobody has written yet.
pub(crate) const NEW_CHANGE: &str = "What changed and why, in a few plain sentences.";

/// The summary of a quiz that nobody has written yet.
pub(crate) const NEW_QUIZ: &str = "What this quiz is about, in one sentence.";

/// A wrong answer of a question that nobody has written yet, and why the right one is right.
pub(crate) const NEW_QUESTION: [&str; 2] = ["A wrong answer that may tempt someone", "Why the right answer is right."];

/// What `vellum new` wrote, in small letters.
static NEW: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = [NEW_CHANGE, NEW_QUIZ].into_iter().chain(NEW_QUESTION);
    texts.map(|text| text.trim_end_matches('.').to_ascii_lowercase()).collect()
});

/// All of these and [`HOST`], to be looked for at once.
static NOTED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(NOTES.into_iter().chain(WORDS).chain([HOST]).chain(NEW.iter().map(String::as_str))));

/// Pieces of which one is in each of these in small letters; looking for them takes hardly any time. Marks may stand
/// between words, and hardly in them.
static PIECES: LazyLock<Option<Searcher>> = LazyLock::new(|| {
    let of_new = ["sentence", "tempt", "answer"];
    let of_others = ["todo", "tbc", "tbd", "tba", "fixme", "xxx", "psum", "onfirmed", "text", "xample"];
    Searcher::new(of_others.into_iter().chain(of_new))
});

/// More words between brackets are an aside.
const LONGEST_GAP: usize = 40;

/// The host that RFC 2606 keeps for examples, and that templates are full of.
const HOST: &str = "example.com";

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let articles: Vec<&Article> = super::relied_on(site).collect();
    let found: Vec<Vec<Diagnostic>> = articles.into_par_iter().map(in_article).collect();
    findings.extend(found.into_iter().flatten());
    for change in &site.changes {
        // An entry without a date belongs to a draft.
        let mut report = Report { is_draft: change.date.is_none(), is_quiz: false, findings };
        let place = |path: YamlPath| change.parsed.value(path);
        report.value(change.title.as_deref().unwrap_or_default(), || place(YamlPath::root().key("title")));
        let action = change.action.as_ref().map_or("", |action| action.text.as_str());
        report.value(action, || place(YamlPath::root().key("action").key("text")));
        report.body(&change.parsed.body);
    }
    let mut report = Report { is_draft: false, is_quiz: false, findings };
    for term in &site.glossary.terms {
        report.value(&term.term, || term.place.clone());
        report.body(&term.definition);
    }
    report.is_quiz = true;
    for quiz in site.quizzes.values() {
        report.value(&quiz.title, || quiz.value(YamlPath::root().key("title")));
        report.value(&quiz.summary, || quiz.value(YamlPath::root().key("summary")));
        quiz.bodies().for_each(|body| report.body(body));
    }
}

fn in_article(article: &Article) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let parsed = &article.parsed;
    let mut report = Report { is_draft: parsed.file.name() == "draft.md", is_quiz: false, findings: &mut findings };
    let place = |key: &str| parsed.value(YamlPath::root().key(key));
    report.value(&parsed.front.title, || place("title"));
    report.value(&parsed.front.summary, || place("summary"));
    report.body(article.body());
    findings
}

/// What is found in one file.
struct Report<'a> {
    is_draft: bool,
    is_quiz: bool,
    findings: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// Looks at a text in Markdown. An unchanged one is looked at once.
    fn body(&mut self, body: &Body) {
        for range in body.remembered.placeholders.get_or_init(|| placeholders(body)) {
            self.add(body.place(range), body.source.get(range.clone()).unwrap_or_default());
        }
    }

    /// Looks at a value that is no Markdown.
    fn value(&mut self, text: &str, place: impl Fn() -> Place) {
        if may_have_words(text) || text.contains('[') {
            for range in unwritten(text) {
                self.add(place(), text.get(range).unwrap_or_default());
            }
        }
    }

    fn add(&mut self, place: Place, words: &str) {
        let finding = Diagnostic::new(&RULE, place, format!("“{words}” stands for words that are not written yet"));
        let finding = finding.help("write them, or take the sentence out until they are known");
        // A quiz has no draft, and while there are errors nobody would see it.
        let only_warns = self.is_draft || self.is_quiz && NEW.iter().any(|new| new.eq_ignore_ascii_case(words));
        self.findings.push(if only_warns { Diagnostic { level: Level::Warning, ..finding } } else { finding });
    }
}

fn placeholders(body: &Body) -> Vec<Range<usize>> {
    let mut found = destinations(body);
    if may_have_words(body.markdown()) || may_have_gap(body.markdown()) {
        found.extend(in_words(body));
    }
    found
}

/// What stands in the words of a text.
fn in_words(body: &Body) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in blocks(body).iter().filter(|block| !block.quoted) {
        found.extend(unwritten(&block.text).map(|range| block.source(&range)));
    }
    found
}

/// What stands in words without Markdown, less what is only mentioned.
fn unwritten(text: &str) -> impl Iterator<Item = Range<usize>> {
    let quoted = mentions(text);
    let ranges = words(text).into_iter().chain(gaps(text));
    ranges.filter(move |range| !quoted.iter().any(|quote| quote.start <= range.start && range.end <= quote.end))
}

/// False for Markdown in which none of the words can be, whatever its marks.
fn may_have_words(markdown: &str) -> bool {
    let has_piece = |pieces: &Searcher| pieces.find(markdown.to_ascii_lowercase()).is_some();
    PIECES.as_ref().is_none_or(has_piece) && NOTED.may_be_in(markdown)
}

/// False for Markdown in which no gap can be, whatever its marks; much faster than looking closely.
fn may_have_gap(markdown: &str) -> bool {
    // Marks of emphasis, quotes, line ends, entities and HTML.
    let is_mark = |letter: char| "*_~\\>&#;'<".contains(letter) || letter.is_whitespace() || letter.is_ascii_digit();
    let is_word = |letter: char| letter.is_lowercase() || matches!(letter, '-' | '/' | '’');
    let brackets = memchr_iter(b'[', markdown.as_bytes());
    let next = brackets.clone().skip(1).chain([markdown.len()]);
    brackets.zip(next).any(|(bracket, next)| {
        let rest = &markdown[bracket + 1..next];
        let inside = rest.split(']').next().unwrap_or_default();
        // Without an end there is another bracket in it: a link or a picture, of which a part may count.
        let end = rest.get(inside.len() + 1..);
        let inside = if end.is_none() { inside.trim_end_matches('!') } else { inside };
        let begins = inside.trim_start_matches(is_mark).chars().next().map_or(end.is_none(), char::is_lowercase);
        let is_link = end.is_some_and(|end| end.starts_with(['(', ':']));
        !is_link && (inside.contains('<') || begins && inside.chars().all(|letter| is_word(letter) || is_mark(letter)))
    })
}

/// Links whose address is written for examples; what a variable fills in is the organisation's.
fn destinations(body: &Body) -> Vec<Range<usize>> {
    let is_example = |destination: &str| {
        let destination = destination.to_ascii_lowercase();
        next_variable(&destination).is_none() && stands_in(HOST, &destination)
    };
    let links = body.markup.iter().filter_map(|markup| match markup {
        Markup::Link(link) if matches!(link.target, LinkTarget::External(_)) => Some((&link.destination, &link.range)),
        _ => None,
    });
    links.filter(|(destination, _)| is_example(destination)).map(|(_, range)| range.clone()).collect()
}

/// Notes, filling text and example hosts in a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let notes = NOTES.iter().flat_map(|note| whole_words(note, text));
    let others = WORDS.into_iter().chain([HOST]).chain(NEW.iter().map(String::as_str));
    notes.chain(others.flat_map(|words| whole_words(words, &small))).collect()
}

/// Gaps such as `[name]`: a few words in small letters between square brackets.
fn gaps(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('[') {
        let near = text.floor_char_boundary(start + 2 + LONGEST_GAP);
        let rest = text.get(start + 1..near).unwrap_or_default();
        let Some(inside) = rest.find(']').and_then(|end| rest.get(..end)) else { continue };
        let is_word = |letter: char| letter.is_lowercase() || matches!(letter, ' ' | '-' | '/' | '’');
        let is_gap = inside.starts_with(char::is_lowercase) && inside.chars().all(is_word);
        let end = start + inside.len() + 2;
        // Beside another bracket it belongs to a link that is none, or to brackets in brackets.
        let is_alone = !text.get(..start).is_some_and(|before| before.ends_with([']', '[']))
            && !text.get(end..).is_some_and(|behind| behind.starts_with(['(', '[', ']', ':']));
        if is_gap && is_alone && !matches!(inside, "sic" | "x") {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::span::FilePath;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        /// What a close look finds is never passed over, whatever stands around and within.
        #[test]
        fn a_quick_look_lets_everything_through(
            parts in proptest::collection::vec(
                prop::sample::select(vec![
                    "[", "]", "(x)", ":", "name", "your", " ", "\n", "\n> ", "*", "_", "**", "!", "^1", "&rsquo;", "’", "'",
                    "`a`", "<b>", "</b>", "\\", "-", "/", "N", ",", "TODO", "ToDo", "lorem", "IPSUM", "eXample.com", "text here",
                    "What this quiz is about, in one", "sentence", "Why the right", "answer", "is right",
                ]),
                0..14,
            )
        ) {
            let text: Arc<str> = parts.concat().into();
            let body = Body::unread(&FilePath::new("content/a.md"), None, Arc::clone(&text), 0..text.len());
            prop_assert!(in_words(&body).is_empty() || may_have_words(&text) || may_have_gap(&text), "{text:?}");
        }
    }
}
