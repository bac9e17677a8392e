//! `uncovered-duty`: a duty that no clause in force meets.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Site;

pub(super) static RULE: Rule = Rule {
    name: "uncovered-duty",
    level: Level::Warning,
    summary: "no clause in force meets a duty of obligations.yaml",
    docs: "\
The register of duties says what the portal answers. A duty that no clause names in `covers=` is not answered at all, or
answered where nobody can prove it. Only what is in force counts: a draft or a replaced version meets nothing.
`/assurance/` shows every duty with its clauses and questions.

To put it right: add `covers=` with the duty's id to the heading of the clause that meets it, write that clause, or
limit the duty with `applies_to` if it does not bind this organisation.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    // The clause may stand in a file that could not be read.
    if super::texts(site).any(|text| text.body.is_lost()) {
        return;
    }
    for (id, found) in site.coverage() {
        let Some(duty) = site.duties.get(id).filter(|_| found.clauses.is_empty()) else { continue };
        let place = super::duty_place(&site.duties_text, duty.path().key("id"));
        let message = format!("no clause in force meets the duty `{id}`");
        let help = format!("add `covers={id}` to the heading of the clause that meets it");
        findings.push(Diagnostic::new(&RULE, place, message).help(help));
    }
}
