//! How long a redline takes, beside `similar` on the words alone: `cargo bench --bench redline`.
//!
//! A policy of 10,000 words in clauses, paragraphs, lists and tables, against one that is edited here and there, one that
//! is written anew in every sentence, and one in which nothing is the same. The best of some runs counts, as whatever
//! else the machine does only adds to it.
#![expect(clippy::print_stdout, reason = "a bench prints")]
#![expect(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use similar::{Algorithm, capture_diff_slices};
use vellum::assemble::{Options, assemble};
use vellum::model::{Date, DocumentId, Parsed, Site};
use vellum::parse::Memo;
use vellum::redline::{Text, compare, read};
use vellum::source::Snapshot;

const SETTINGS: &str = "title: P\norganisation: O\nbase_url: https://p.example/\ncontacts: {team: {title: T}}\n\
    collections: {policies: {kind: versioned, title: Policies, numbered: true}}\n";

/// Numbers that look random and are the same in every run (Knuth's linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// A word: common ones are common, as in any language.
    fn word(&mut self) -> String {
        let most = 1 + self.below(2_000);
        format!("word{}", self.below(most))
    }

    fn sentence(&mut self) -> String {
        let words: Vec<String> = (0..8 + self.below(12)).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }
}

/// A text of about 10,000 words, in which each sentence goes through `edit`.
fn policy(seed: u64, mut edit: impl FnMut(String) -> String) -> String {
    let mut numbers = Numbers(seed);
    let mut text = String::new();
    for clause in 0..60 {
        text.push_str(&format!("## Clause {clause} {{#clause-{clause}}}\n\n"));
        for block in 0..4 {
            match (clause + block) % 5 {
                0 => (0..4).for_each(|_| text.push_str(&format!("- {}\n", edit(numbers.sentence())))),
                1 if block == 0 => {
                    text.push_str("| Who | What |\n| --- | --- |\n");
                    (0..3).for_each(|_| {
                        text.push_str(&format!("| {} | {} |\n", numbers.word(), edit(numbers.sentence())))
                    });
                }
                _ => (0..3).for_each(|_| text.push_str(&format!("{} ", edit(numbers.sentence())))),
            }
            text.push_str("\n\n");
        }
    }
    text
}

fn site(before: &str, after: &str) -> Site {
    let version = |day: &str, text: &str| {
        format!("---\ntitle: P\nsummary: S.\nowner: team\napproved_by: team\napproved_on: {day}\neffective: {day}\n---\n{text}")
            .into_bytes()
    };
    let files = BTreeMap::from([
        ("content/portal.yaml".to_owned(), SETTINGS.as_bytes().to_vec()),
        ("content/policies/p/1.0.md".to_owned(), version("2025-01-01", before)),
        ("content/policies/p/2.0.md".to_owned(), version("2026-01-01", after)),
    ]);
    let options = Options { as_of: Date::parse("2026-11-23").unwrap(), drafts: false };
    assemble(&Snapshot::from_files(&files).0, options, None, &mut Memo::default()).0
}

fn words(text: &Text) -> Vec<String> {
    let mut all = String::new();
    for clause in &text.clauses {
        for block in clause.blocks() {
            block.each_text(&mut |words| {
                all.push_str(words);
                all.push(' ');
            });
        }
    }
    all.split_whitespace().map(str::to_owned).collect()
}

fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    };
    (0..9).map(|_| once(&mut run)).min().unwrap()
}

fn measure(name: &str, before: &str, after: &str) {
    let site = site(before, after);
    let document = site.documents.get(&DocumentId::new("policies/p")).unwrap();
    let [old, new] = document.editions() else { panic!("there are two versions") };
    let (old, new): (&Parsed, &Parsed) = (&old.article.parsed, &new.article.parsed);
    let (old_words, new_words) = (words(&read(&site.settings, &old.body)), words(&read(&site.settings, &new.body)));
    let summary = compare(&site.settings, old, new).summary();
    let redline = best(|| compare(&site.settings, old, new));
    let reading = best(|| (read(&site.settings, &old.body), read(&site.settings, &new.body)));
    let peer = best(|| capture_diff_slices(Algorithm::Myers, &old_words, &new_words));
    println!(
        "{name:<22} {:>6} words  redline {:>7.2} ms (reading both {:>5.2} ms)  similar {:>8.2} ms  ratio {:>5.2}  +{} -{}",
        new_words.len(),
        redline.as_secs_f64() * 1e3,
        reading.as_secs_f64() * 1e3,
        peer.as_secs_f64() * 1e3,
        redline.as_secs_f64() / peer.as_secs_f64(),
        summary.words_added,
        summary.words_removed,
    );
}

fn main() {
    let before = policy(1, |sentence| sentence);
    let mut numbers = Numbers(7);
    let edited =
        policy(
            1,
            |sentence| {
                if numbers.below(10) == 0 { format!("{sentence} Then {}", numbers.sentence()) } else { sentence }
            },
        );
    let mut numbers = Numbers(8);
    let rewritten = policy(1, |sentence| {
        let words = sentence.split(' ');
        words
            .map(|word| if numbers.below(3) == 0 { numbers.word() } else { word.to_owned() })
            .collect::<Vec<_>>()
            .join(" ")
    });
    let other = policy(2, |sentence| sentence);
    measure("edited here and there", &before, &edited);
    measure("every sentence anew", &before, &rewritten);
    measure("nothing the same", &before, &other);
}
