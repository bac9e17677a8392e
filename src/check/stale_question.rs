//! `stale-question`: the clause that a question is about has changed since the question was checked.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{LinkTarget, Question, Quiz, Site};

pub(super) static RULE: Rule = Rule {
    name: "stale-question",
    level: Level::Warning,
    summary: "the clause that a question is about has changed since the version in `tests`",
    docs: "\
A question whose clause has changed may teach what is no longer the rule. `see` of a question names its clause, and
`tests` of the quiz says which version the questions were checked against; once another version is in force, Vellum
compares the clause in both.

To put it right: read the question against the clause as it is now, correct it if need be, and once all questions of the
quiz are right raise the version in `tests`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for quiz in site.quizzes.values() {
        for question in &quiz.questions {
            findings.extend(stale(site, quiz, question));
        }
    }
}

fn stale(site: &Site, quiz: &Quiz, question: &Question) -> Option<Diagnostic> {
    let LinkTarget::Internal { document: Some((id, None)), fragment, .. } = &question.see.as_ref()?.target else {
        return None;
    };
    let document = site.documents.get(id)?;
    let checked = document.edition(*quiz.tests.get(id)?)?;
    let current = document.current_edition()?;
    if checked.version == current.version {
        return None;
    }
    let (before, now) = (document.clause_in(checked, fragment), document.clause_in(current, fragment));
    if before == now {
        return None;
    }
    let what = match before {
        None => format!("the clause `#{fragment}` is new since version {}", checked.label()),
        Some(_) => format!("the clause `#{fragment}` has changed since version {}", checked.label()),
    };
    let message = format!("{what}, against which this question was checked");
    let help = format!("check it against version {}, and raise the version in `tests`", current.label());
    Some(Diagnostic::new(&RULE, quiz.question_value(question, "see"), message).help(help))
}
