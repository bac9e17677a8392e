//! `unknown-duty`: a clause covers a duty that is not in the register.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{DutyId, Site};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "unknown-duty",
    level: Level::Error,
    summary: "`covers` of a clause or question names a duty that obligations.yaml does not have",
    docs: "\
`covers=` behind a heading says which duties the clause meets, `covers` of a question which it tests. A misspelt duty
would count as met nowhere, and readers would not see what stands behind the clause.

To put it right: use an id from `obligations.yaml`, or add the duty there.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for parsed in super::texts(site) {
        for heading in &parsed.body.headings {
            duties_exist(site, &heading.covers, |_| parsed.body.place(&heading.range), findings);
        }
    }
    for quiz in site.quizzes.values() {
        for question in &quiz.questions {
            let place = |index| quiz.value(question.path().key("covers").index(index));
            duties_exist(site, &question.covers, place, findings);
        }
    }
}

fn duties_exist(site: &Site, duties: &[DutyId], place: impl Fn(usize) -> Place, findings: &mut Vec<Diagnostic>) {
    for (index, duty) in duties.iter().enumerate().filter(|(_, duty)| !site.duties.contains_key(*duty)) {
        let help = match super::nearest(duty.as_str(), site.duties.keys().map(DutyId::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "add it to obligations.yaml, or use an id that is there".to_owned(),
        };
        findings.push(Diagnostic::new(&RULE, place(index), format!("there is no duty `{duty}`")).help(help));
    }
}
