//! `reading-age`: texts that are harder to read than their collection allows.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, CollectionId, Grade, Readability, Site};
use crate::prose::readability::readability;

pub(super) static RULE: Rule = Rule {
    name: "reading-age",
    level: Level::Warning,
    summary: "a text is harder to read than its collection allows",
    docs: "\
A rule that is hard to read is not followed. `reading_grade: 9` on a collection in `portal.yaml` sets the highest
Flesch-Kincaid grade that its texts may have: 0.39 times the words of a sentence plus 11.8 times the syllables of a
word, less 15.59. Grade 9 is about a reading age of 14. Without `reading_grade` nothing is measured.

Measured are English texts that people rely on now or later: living pages, versions in force, versions to come,
drafts. Paragraphs and list items count, each list item as a sentence; headings, tables, code and the addresses of
links do not. `e.g.`, `Art. 33` and `17.5` end no sentence. A short form in capitals has as many syllables as it is
read with, a figure has 1, a variable is a word of 2. Texts of fewer than 100 words are not measured: the formula
says little about them.

To put it right: begin with the sentences that the finding shows. Make two of a long one, say who does what, and take
the shorter word. For a version in force that is the next version: released files stay as they are.",
};

/// Fewer words say little about a text.
const FEWEST_WORDS: usize = 100;

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let articles = super::relied_on(site).filter(|article| super::is_english(site, &article.parsed));
    let limited = articles.filter_map(|article| Some((article, limit(site, article)?)));
    let limited: Vec<_> = limited.collect();
    let found = limited.par_iter().filter_map(|(article, (collection, limit))| {
        let body = article.body();
        let measures = body.remembered.readability.get_or_init(|| readability(body));
        let is_hard = measures.words >= FEWEST_WORDS && measures.grade() > *limit;
        is_hard.then(|| finding(article, measures, collection, *limit))
    });
    findings.extend(found.collect::<Vec<_>>());
}

/// The collection of a text, and the highest grade that it allows.
fn limit(site: &Site, article: &Article) -> Option<(CollectionId, Grade)> {
    let folder = article.parsed.file.in_content()?.split_once('/')?.0;
    let collection = CollectionId::new(folder);
    let limit = site.settings.collections.get(&collection)?.reading_grade?;
    Some((collection, limit))
}

fn finding(article: &Article, measures: &Readability, collection: &CollectionId, limit: Grade) -> Diagnostic {
    let message = format!(
        "this text has reading grade {}, and `{collection}` allows {limit}: {} words in {} sentences, {} syllables",
        measures.grade(),
        measures.words,
        measures.sentences,
        measures.syllables
    );
    let finding = Diagnostic::new(&RULE, article.parsed.key("title"), message);
    let finding = measures.hardest.iter().fold(finding, |finding, hard| {
        let what = format!("grade {}, {} words", hard.grade, hard.words);
        finding.related(article.body().place(&hard.place), what)
    });
    finding.help("shorten the hardest sentences: make two of one, say who does what, take the shorter word")
}
