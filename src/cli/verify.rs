//! `vellum verify`

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::Outcome;
use super::args::{Arguments, Format, VerifyArguments};
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::check::{invalid_encoding, lock_findings, record_unreadable};
use crate::diagnostic::{Counts, Diagnostic, Level, sort};
use crate::model::{LOCK_FILE, Seal};
use crate::portal::Portal;
use crate::record::{LARGEST, check};
use crate::release::adopt::{appended, unrecorded};
use crate::release::history::{lock_at, rewritten};
use crate::release::transaction::{Change, commit};
use crate::source::Snapshot;
use crate::span::{FilePath, Place};

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
    let versions = portal.site.released.len();
    if lock.is_none() && findings.is_empty() && versions > 0 && options.record.is_none() {
        anyhow::bail!(
            "there is no versions.lock yet, so nothing proves that released versions are as they were; `vellum verify --adopt` records them as they are now"
        );
    }
    let proven = findings.is_empty() && (lock.is_some() || versions == 0);
    let mut snapshot = Arc::clone(&portal.snapshot);
    if let Some(file) = &options.record {
        let (with_record, found) = check_record(&portal, file)?;
        snapshot = Arc::new(with_record);
        findings.extend(found);
    }
    sort(&mut findings, &snapshot);
    terminal.report(options.format, &findings, &snapshot);
    if options.format == Format::Human && proven {
        terminal.note(&match versions {
            1 => "1 released version is as it was recorded".to_owned(),
            versions => format!("{versions} released versions are as they were recorded"),
        });
    }
    let counts = Counts::of(&findings);
    if let (Format::Human, Some(file), 0) = (options.format, &options.record, counts.errors + counts.warnings) {
        terminal.note(&format!("{} fits this portal", file.display()));
    }
    Ok(if counts.errors > 0 { Outcome::Findings } else { Outcome::Clean })
}

/// Compares a learner's record with the portal. The snapshot is that of the portal with the record in it.
fn check_record(portal: &Portal, place: &Path) -> anyhow::Result<(Snapshot, Vec<Diagnostic>)> {
    let opened = File::open(place).with_context(|| format!("cannot read the record {}", place.display()))?;
    let mut bytes = Vec::new();
    opened
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read the record {}", place.display()))?;
    let file = FilePath::new(&place.to_string_lossy().replace('\\', "/"));
    if bytes.len() as u64 > LARGEST {
        let finding = record_unreadable::too_large(Place::file(&file), LARGEST);
        return Ok(((*portal.snapshot).clone(), vec![finding]));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let finding = invalid_encoding::finding(&file, error.as_bytes(), error.utf8_error().valid_up_to());
            return Ok(((*portal.snapshot).clone(), vec![finding]));
        }
    };
    let findings = check(&portal.site, &file, &text);
    Ok((portal.snapshot.with_text(file, text), findings))
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
        terminal.note(&format!("recorded {}", seal.called(&portal.site.settings.default_language())));
    }
    terminal.note("add versions.lock to version control; from now on these files may not be edited");
    Ok(Outcome::Clean)
}
