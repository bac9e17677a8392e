//! `unknown-quiz`: a changelog entry asks for a quiz that does not exist.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{QuizId, Site};
use crate::span::YamlPath;

pub(super) static RULE: Rule = Rule {
    name: "unknown-quiz",
    level: Level::Error,
    summary: "the action of a changelog entry names a quiz that does not exist",
    docs: "\
`action: {text: …, training: quizzes/essentials}` leads readers from a change to the quiz that goes with it,
wherever the action is shown. A name that no quiz has would leave them without the link.

To put it right: write `quizzes/` and the name of the quiz's file without the ending.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for change in &site.changes {
        let Some(id) = change.action.as_ref().and_then(|action| action.training.as_ref()) else { continue };
        if site.quizzes.contains_key(id) {
            continue;
        }
        let help = match super::nearest(id.as_str(), site.quizzes.keys().map(QuizId::as_str)) {
            Some(nearest) => format!("did you mean `quizzes/{nearest}`?"),
            None => "write the name of a file of `content/quizzes/` without its ending".to_owned(),
        };
        let place = change.parsed.value(YamlPath::root().key("action").key("training"));
        findings.push(Diagnostic::new(&RULE, place, format!("there is no quiz `quizzes/{id}`")).help(help));
    }
}
