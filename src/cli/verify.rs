//! `vellum verify`

use super::Outcome;
use super::args::{Arguments, Format, VerifyArguments};
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::check::lock_findings;
use crate::diagnostic::{Counts, Diagnostic, Level, sort};
use crate::model::{LOCK_FILE, Seal};
use crate::portal::Portal;
use crate::release::adopt::{appended, unrecorded};
use crate::release::history::{lock_at, rewritten};
use crate::release::transaction::{Change, commit};
use crate::span::FilePath;

/// Proves that nothing released was altered.
pub(super) fn run(arguments: &Arguments, options: &VerifyArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let folders = Folders::of(arguments);
    let portal = load(arguments, &folders)?;
    if portal.site.settings.collections.is_empty() {
        terminal.findings(&portal.findings, &portal.snapshot);
        anyhow::bail!("portal.yaml says nothing of the content, so there is nothing to verify");
    }
    if options.adopt {
        return adopt(&portal, &folders, terminal);
    }
    let lock = portal.snapshot.text(&FilePath::new(LOCK_FILE));
    let mut findings = lock_findings(&portal.site, &portal.snapshot);
    if let Some(base) = &options.base
        && let Some(before) = lock_at(&folders.content, base)?
    {
        findings.extend(rewritten(&before, lock.unwrap_or_default(), base));
    }
    sort(&mut findings, &portal.snapshot);
    let versions = portal.site.released.len();
    if lock.is_none() && findings.is_empty() && versions > 0 {
        anyhow::bail!(
            "there is no versions.lock yet, so nothing proves that released versions are as they were; `vellum verify --adopt` records them as they are now"
        );
    }
    terminal.report(options.format, &findings, &portal.snapshot);
    if options.format == Format::Human && findings.is_empty() {
        terminal.note(&match versions {
            1 => "1 released version is as it was recorded".to_owned(),
            versions => format!("{versions} released versions are as they were recorded"),
        });
    }
    Ok(if Counts::of(&findings).errors > 0 { Outcome::Findings } else { Outcome::Clean })
}

/// Records what the lock does not know.
fn adopt(portal: &Portal, folders: &Folders, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let waiting: Vec<Seal> = unrecorded(&portal.site).into_iter().map(|released| released.seal.clone()).collect();
    let unrecorded = crate::check::rule("release-not-in-lock");
    let mut in_the_way: Vec<Diagnostic> = portal
        .findings
        .iter()
        .cloned()
        .chain(lock_findings(&portal.site, &portal.snapshot))
        .filter(|finding| finding.level == Level::Error && Some(finding.rule) != unrecorded)
        .collect();
    sort(&mut in_the_way, &portal.snapshot);
    if !in_the_way.is_empty() {
        terminal.findings(&in_the_way, &portal.snapshot);
        terminal.note("nothing was recorded, because there are errors");
        return Ok(Outcome::Findings);
    }
    if waiting.is_empty() {
        terminal.note("versions.lock knows every released version already");
        return Ok(Outcome::Clean);
    }
    let text = appended(&portal.site, &portal.snapshot, &waiting, portal.site.as_of);
    let change = Change::Write { path: "versions.lock".to_owned(), bytes: text.into_bytes() };
    commit(&folders.content, &[change], &|| {})?;
    for seal in &waiting {
        terminal.note(&format!("recorded version {} of `{}`", seal.version, seal.document));
    }
    terminal.note("add versions.lock to version control; from now on these files may not be edited");
    Ok(Outcome::Clean)
}
