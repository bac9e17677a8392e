//! `vellum release`

use std::sync::Arc;

use super::Outcome;
use super::args::{Arguments, ReleaseArguments};
use super::diff;
use super::portal::{Folders, options, settle};
use super::terminal::Terminal;
use crate::portal::{Memo, Options, Portal};
use crate::release::plan::{Plan, Refused, Request, plan};
use crate::release::transaction::{Change, commit};
use crate::source::Snapshot;

/// Freezes a draft as the next version, or changes nothing.
pub(super) fn run(arguments: &Arguments, asked: &ReleaseArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let folders = Folders::of(arguments);
    settle(arguments, &folders.content)?;
    let (snapshot, findings) = Snapshot::read(&folders.content, &folders.themes)?;
    let mut memo = Memo::default();
    let options = Options { drafts: true, ..options(arguments, &snapshot, &mut memo)? };
    let portal = Portal::new(Arc::new(snapshot), findings, &options, &mut memo);
    let request = Request {
        document: asked.document.clone(),
        effective: asked.effective,
        approved_by: asked.approved_by.clone(),
        approved_on: asked.approved_on,
        version: asked.version,
    };
    let plan = match plan(&portal, &options, &request, &mut memo) {
        Ok(plan) => plan,
        Err(refused) => return Ok(refuse(&refused, terminal)),
    };
    diff::tell_draft(terminal, &portal.site, &plan.document);
    terminal.note(&summary(&plan, &request));
    if !asked.yes {
        let question = format!("Release {} {}?", plan.document, plan.version);
        match terminal.ask(&question) {
            Some(true) => {}
            Some(false) => {
                terminal.note("nothing was released");
                return Ok(Outcome::Findings);
            }
            None => anyhow::bail!(
                "nothing was released: there is no terminal to ask at; give --yes to release without a question"
            ),
        }
    }
    let (now, _) = Snapshot::read(&folders.content, &folders.themes)?;
    if !now.is_same(&portal.snapshot) {
        anyhow::bail!("nothing was released: files changed in the meantime; run the command again");
    }
    commit(&folders.content, &plan.changes, &|| {})?;
    terminal.note(&format!("released {} {}", plan.document, plan.version));
    terminal.note("add the files to version control together; from now on the version may not be edited");
    Ok(Outcome::Clean)
}

fn refuse(refused: &Refused, terminal: &Terminal) -> Outcome {
    match refused {
        Refused::Reasons(reasons) => {
            for reason in reasons {
                terminal.failure(&anyhow::anyhow!(reason.clone()));
            }
        }
        Refused::Findings(snapshot, findings) => terminal.findings(findings, snapshot),
    }
    terminal.note("nothing was released");
    Outcome::Findings
}

/// What will happen, in lines for a person.
fn summary(plan: &Plan, request: &Request) -> String {
    let contact = plan.portal.site.settings.contacts.get(&crate::model::ContactId::new(&request.approved_by));
    let approver = contact.map_or(request.approved_by.as_str(), |contact| contact.title.as_str());
    let follows = plan.last.map_or_else(|| "the first version".to_owned(), |last| format!("follows {last}"));
    let mut lines = vec![
        format!("{} {}, {follows}", plan.document, plan.version),
        format!("  takes effect on {}", request.effective),
        format!("  approved by {approver} on {}", plan.approved_on),
    ];
    for (file, kind) in &plan.entries {
        lines.push(format!("  because of {} ({})", file.in_content().unwrap_or_default(), kind.name()));
    }
    if plan.variables > 0 {
        lines.push(format!("  variables replaced by their values: {}", plan.variables));
    }
    for change in &plan.changes {
        lines.push(match change {
            Change::Write { path, .. } => format!("  writes {path}"),
            Change::Remove { path } => format!("  removes {path}"),
        });
    }
    if plan.adopted > 0 {
        lines.push(format!("  older versions recorded with it, because there was no versions.lock: {}", plan.adopted));
    }
    lines.join("\n")
}
