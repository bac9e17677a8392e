//! The law in figures: every figure of `content/` is on the card, and stands with the words that it belongs to.
//!
//! The card holds what was checked: time limits, amounts, dates, counts; then what this organisation's own rules say, and
//! what only illustrates. A figure that is not on it, or that stands elsewhere, fails: whoever changes one changes the
//! card as well, and looks at the law.

mod card;
mod figures;

use std::collections::BTreeSet;
use std::path::Path;

use vellum::model::{Article, Body, GapPart, QuestionKind, Quiz, Site, Status};
use vellum::prose::phrases::stands_in;
use vellum::prose::{BlockKind, blocks, sentences::sentences};

use crate::support::{Project, read_tree};
use card::{OWN, PAIRS, ROWS, Row, TOPICS, WORKED};
use figures::figures;

/// This repository's own content.
pub(crate) fn content() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    read_tree(&root)
        .into_iter()
        .fold(Project::empty(), |project, (path, bytes)| project.file(&format!("content/{path}"), bytes))
}

/// A sentence, or the row of a table, with what tells what it is about.
struct Statement {
    /// The file.
    file: String,
    /// The words.
    words: String,
    /// The words around: the block, the heading above it, the title of the page.
    around: String,
}

/// Everything that a portal states: texts that people rely on, terms, duties, and what quizzes say is right.
fn statements(site: &Site) -> Vec<Statement> {
    let mut found = Vec::new();
    // What is said of the program itself says nothing of the law.
    let about_law = |article: &&Article| !article.parsed.file.as_str().starts_with("content/running/");
    for article in site.articles().filter(about_law) {
        let front = article.front();
        let file = article.parsed.file.to_string();
        add(&file, &format!("{} {}", front.title, front.summary), article.body(), &mut found);
        found.push(Statement { file, words: front.summary.clone(), around: front.title.clone() });
    }
    let superseded: BTreeSet<String> = site
        .documents
        .values()
        .flat_map(|document| document.editions())
        .filter(|edition| edition.status != Status::InForce)
        .map(|edition| edition.article.parsed.file.to_string())
        .collect();
    found.retain(|statement| !superseded.contains(&statement.file));
    for term in &site.glossary.terms {
        add("content/glossary.yaml", &term.term, &term.definition, &mut found);
    }
    for duty in site.duties.values() {
        let texts = [&duty.title, &duty.summary].into_iter().chain(&duty.caution).chain(&duty.evidence);
        let sources = duty.sources.iter().flat_map(|source| [&source.label, &source.r#ref]);
        for text in texts.chain(sources) {
            for range in sentences(text) {
                found.push(Statement {
                    file: "content/obligations.yaml".into(),
                    words: text[range].to_owned(),
                    around: format!("{} {}", duty.title, duty.summary),
                });
            }
        }
    }
    site.quizzes.values().for_each(|quiz| quiz_statements(quiz, &mut found));
    found
}

/// What a quiz says is right: questions, right options, and the closing explanation.
fn quiz_statements(quiz: &Quiz, found: &mut Vec<Statement>) {
    let file = quiz.file.to_string();
    for question in &quiz.questions {
        let around = format!("{} {}", question.ask.markdown(), question.why.as_ref().map_or("", |why| why.markdown()));
        let mut right: Vec<&Body> = vec![&question.ask];
        right.extend(&question.why);
        match &question.kind {
            QuestionKind::Single(choices) | QuestionKind::Multiple(choices) => {
                right.extend(choices.iter().filter(|choice| choice.correct).map(|choice| &choice.text));
            }
            QuestionKind::Number(number) => {
                let unit = number.unit.clone().unwrap_or_default();
                let words = format!("{} {unit}", number.answer);
                found.push(Statement { file: file.clone(), words, around: around.clone() });
            }
            QuestionKind::Date(date) => {
                let words = format!("{} {}", question.ask.markdown(), date.answer.long());
                found.push(Statement { file: file.clone(), words, around: around.clone() });
            }
            QuestionKind::Match(matching) => {
                for pair in &matching.pairs {
                    let words = format!("{} | {}", pair.item.markdown(), pair.with.markdown());
                    found.push(Statement { file: file.clone(), words, around: around.clone() });
                }
            }
            QuestionKind::Gap(parts) => {
                let filled = parts.iter().map(|part| match part {
                    GapPart::Text(text) => text.markdown(),
                    GapPart::Gap(gap) => gap.accept.first().map_or("", String::as_str),
                });
                found.push(Statement { file: file.clone(), words: filled.collect(), around: around.clone() });
            }
            // What is false would be on no card.
            QuestionKind::TrueFalse(false) => drop(right.remove(0)),
            QuestionKind::Scenario(scenes) => right.extend(scenes.iter().map(|scene| &scene.text)),
            _ => {}
        }
        for body in right {
            add(&file, &around, body, found);
        }
    }
}

/// The sentences of a text, and the rows of its tables, each as one statement.
fn add(file: &str, title: &str, body: &Body, found: &mut Vec<Statement>) {
    let blocks = blocks(body);
    let (mut heading, mut header, mut in_table) = ("", String::new(), false);
    for group in blocks.chunk_by(|one, other| one.row > 0 && one.row == other.row) {
        let [first, ..] = group else { continue };
        match first.kind {
            BlockKind::Cell => {
                let cells: Vec<&str> = group.iter().map(|cell| cell.text.as_str()).collect();
                let words = cells.join(" | ");
                if !in_table {
                    header.clone_from(&words);
                }
                in_table = true;
                found.push(Statement {
                    file: file.to_owned(),
                    words,
                    around: format!("{header} | {heading} | {title}"),
                });
                continue;
            }
            BlockKind::Heading => heading = &first.text,
            BlockKind::Prose => {}
        }
        in_table = false;
        for range in sentences(&first.text) {
            let around = format!("{} | {heading} | {title}", first.text);
            found.push(Statement { file: file.to_owned(), words: first.text[range].to_owned(), around });
        }
    }
}

/// Whatever a portal states against the card, one line each.
fn wrong(site: &Site) -> Vec<String> {
    let mut wrong = Vec::new();
    for statement in statements(site) {
        let Statement { file, words, around } = &statement;
        let found = figures(words);
        let mut report = |what: String| wrong.push(format!("{file}: {what}: {words}"));
        for figure in &found {
            if !ROWS.iter().chain(OWN).any(|row| row.allows(figure, words, around)) {
                report(format!("{figure} is not on the card here"));
            }
        }
        for (figure, with) in PAIRS {
            if found.iter().any(|one| one == figure) && !found.iter().any(|one| one == with) {
                report(format!("{figure} stands without {with}"));
            }
        }
        for (received, limit) in WORKED {
            let dates = found.iter().filter(|figure| card::is_date(figure));
            let mut others = dates
                .filter(|date| !received.starts_with(*date) && !limit.iter().any(|limit| limit.starts_with(*date)));
            if found.iter().any(|one| one == received)
                && let Some(other) = others.next()
            {
                report(format!("{other} does not go with {received}"));
            }
        }
        for topic in TOPICS {
            let about = topic.about.iter().all(|group| group.iter().any(|word| stands_in(word, words)));
            let measured = |figure: &&String| topic.units.iter().any(|unit| figure.ends_with(unit));
            for figure in
                found.iter().filter(measured).filter(|figure| about && !topic.allowed.contains(&figure.as_str()))
            {
                report(format!("{figure} for {}", topic.name));
            }
        }
    }
    wrong
}

#[test]
fn every_figure_is_on_the_card() {
    let portal = content().portal();
    assert_eq!(wrong(&portal.site).join("\n"), "");
}

#[test]
fn every_row_of_the_card_is_used() {
    let portal = content().portal();
    let statements = statements(&portal.site);
    let is_used = |row: &&Row| {
        statements.iter().any(|statement| {
            let figures = figures(&statement.words);
            figures.iter().any(|figure| row.allows(figure, &statement.words, &statement.around))
        })
    };
    let unused: Vec<&str> = ROWS.iter().chain(OWN).filter(|row| !is_used(row)).map(|row| row.figure).collect();
    assert_eq!(unused, [""; 0]);
}

/// What is wrong with one file of the content after a change to it.
fn planted(file: &str, right: &str, planted: &str) -> String {
    let mut project = content().edit(file, right, planted);
    project.files.retain(|path, _| path == file || path == "content/portal.yaml");
    wrong(&project.portal().site).join("\n")
}

#[test]
fn wrong_figures_are_found() {
    let policy = "content/policies/social-media/2.0.md";
    insta::assert_snapshot!(planted(policy, "within 72 hours of", "within 48 hours of"), @r#"
    content/policies/social-media/2.0.md: 48 hours is not on the card here: The law says we must report a breach to the ICO without undue delay and, where feasible, within 48 hours of becoming aware of it.
    content/policies/social-media/2.0.md: 48 hours for a report of a breach: The law says we must report a breach to the ICO without undue delay and, where feasible, within 48 hours of becoming aware of it.
    "#);
    insta::assert_snapshot!(planted(policy, "£17.5 million or 4%", "£17.5 million or 3%"), @r#"
    content/policies/social-media/2.0.md: 3% is not on the card here: The highest possible fine under the UK GDPR is £17.5 million or 3% of total worldwide yearly turnover, whichever is higher.
    content/policies/social-media/2.0.md: £17.5 million stands without 4%: The highest possible fine under the UK GDPR is £17.5 million or 3% of total worldwide yearly turnover, whichever is higher.
    content/policies/social-media/2.0.md: 3% for a fine: The highest possible fine under the UK GDPR is £17.5 million or 3% of total worldwide yearly turnover, whichever is higher.
    "#);
    insta::assert_snapshot!(planted(policy, "each complaint within 30 days", "each complaint within one month"), @"content/policies/social-media/2.0.md: 1 months for an acknowledgement of a complaint: We must acknowledge each complaint within one month, take appropriate steps without undue delay, keep the person informed and tell them the outcome.");
    let refresher = "content/guidance/training/refresher.md";
    insta::assert_snapshot!(planted(refresher, "4 December 2025", "14 December 2025"), @"content/guidance/training/refresher.md: 14 December 2025 is not on the card here: 14 December 2025 | Report Fraud replaced the earlier service for reporting fraud | in England, Wales and Northern Ireland; in Scotland, Police Scotland on 101");
    insta::assert_snapshot!(planted("content/guidance/tasks/foi-and-records.md", "20 working days", "20 days"), @"content/guidance/tasks/foi-and-records.md: 20 days is not on the card here: The law gives us 20 days to reply.");
    insta::assert_snapshot!(planted("content/glossary.yaml", "within 1 calendar month", "within 30 days"), @"content/glossary.yaml: 30 days is not on the card here: We must answer within 30 days, which starts on the day we receive it.");
    insta::assert_snapshot!(planted("content/obligations.yaml", "£8.7 million or 2%", "£8.7 million or 4%"), @r#"
    content/obligations.yaml: 4% stands without £17.5 million: The lower limit of £8.7 million or 4% applies, for example, to security and breach reporting duties.
    content/obligations.yaml: £8.7 million stands without 2%: The lower limit of £8.7 million or 4% applies, for example, to security and breach reporting duties.
    "#);
    let quiz = "content/quizzes/rights-and-breaches.yaml";
    insta::assert_snapshot!(planted(quiz, "answer: 30\n", "answer: 28\n"), @"content/quizzes/rights-and-breaches.yaml: 28 days is not on the card here: 28 days");
    insta::assert_snapshot!(planted("content/quizzes/leaders.yaml", "[17.5 million]", "[20 million]"), @r#"
    content/quizzes/leaders.yaml: £20 million is not on the card here: The highest fine is £20 million or 4% of total worldwide yearly turnover, whichever is higher.
    content/quizzes/leaders.yaml: 4% stands without £17.5 million: The highest fine is £20 million or 4% of total worldwide yearly turnover, whichever is higher.
    content/quizzes/leaders.yaml: £20 million for a fine: The highest fine is £20 million or 4% of total worldwide yearly turnover, whichever is higher.
    "#);
}

#[test]
fn figures_that_belong_elsewhere_are_found() {
    let says = |sentence: &str| {
        planted(
            "content/guidance/start-here.md",
            " {#rule-2 covers",
            &format!("\n\n{sentence}\n\n## A {{#rule-2 covers"),
        )
    };
    insta::assert_snapshot!(says("Report a breach to {{ regulator }} within 24 hours."), @r#"
    content/guidance/start-here.md: 24 hours is not on the card here: Report a breach to {{ regulator }} within 24 hours.
    content/guidance/start-here.md: 24 hours for a report of a breach: Report a breach to {{ regulator }} within 24 hours.
    "#);
    insta::assert_snapshot!(says("Answer an access request within 20 working days."), @r#"
    content/guidance/start-here.md: 20 working days is not on the card here: Answer an access request within 20 working days.
    content/guidance/start-here.md: 20 working days for an answer to a rights request: Answer an access request within 20 working days.
    "#);
    insta::assert_snapshot!(says("We acknowledge a complaint within 10 working days."), @r#"
    content/guidance/start-here.md: 10 working days is not on the card here: We acknowledge a complaint within 10 working days.
    content/guidance/start-here.md: 10 working days for an acknowledgement of a complaint: We acknowledge a complaint within 10 working days.
    "#);
    insta::assert_snapshot!(says("A fine under the UK GDPR can reach £20 million."), @r#"
    content/guidance/start-here.md: £20 million is not on the card here: A fine under the UK GDPR can reach £20 million.
    content/guidance/start-here.md: £20 million for a fine: A fine under the UK GDPR can reach £20 million.
    "#);
    insta::assert_snapshot!(says("There are six lawful bases."), @"content/guidance/start-here.md: 6 lawful bases is not on the card here: There are six lawful bases.");
    insta::assert_snapshot!(says("A request of Saturday 14 November 2026 is answered by Tuesday 15 December 2026."), @r#"
    content/guidance/start-here.md: 15 December 2026 is not on the card here: A request of Saturday 14 November 2026 is answered by Tuesday 15 December 2026.
    content/guidance/start-here.md: 15 December 2026 does not go with 14 November 2026: A request of Saturday 14 November 2026 is answered by Tuesday 15 December 2026.
    "#);
}

#[test]
fn every_rule_of_our_own_is_listed_for_whoever_adopts_it() {
    let portal = content().portal();
    let listed: Vec<Statement> =
        statements(&portal.site).into_iter().filter(|it| it.file == "content/about/to-check.md").collect();
    let is_listed = |row: &&Row| {
        listed.iter().any(|it| figures(&it.words).iter().any(|figure| row.allows(figure, &it.words, &it.around)))
    };
    let missing: Vec<&str> = OWN.iter().filter(|row| !is_listed(row)).map(|row| row.figure).collect();
    assert_eq!(missing, [""; 0]);
}
