//! `vellum build`

use std::time::Instant;

use rayon::prelude::*;

use super::Outcome;
use super::args::{Arguments, BuildArguments};
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::model::{Occasion, OccasionKind, Site, UrlPath};
use crate::portal::Portal;
use crate::publish::{Part, PublishError, Staging};
use crate::render::{Artefact, LinkStyle, Renderer};
use crate::search::Shelf;
use crate::source::Data;

/// Publishes the portal, or nothing.
pub(super) fn run(arguments: &Arguments, options: &BuildArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folders = Folders::of(arguments);
    let mut portal = load(arguments, &folders)?;
    terminal.detail(&format!("read and linked in {} ms", start.elapsed().as_millis()));
    if portal.has_errors() {
        return Ok(refused(&portal, terminal));
    }
    let staging = Staging::begin(&options.out, &[&folders.content, &folders.themes])?;
    let style = if options.portable { LinkStyle::Portable } else { LinkStyle::Relative };
    let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, style);
    let write = |url: &UrlPath, artefact: Artefact<'_>| match artefact {
        Artefact::Made(bytes) => staging.write(&url.output_path(), &bytes),
        Artefact::Asset(bytes) => staging.write(&url.output_path(), bytes),
        Artefact::File(file) => match &file.data {
            Data::Text(text) => staging.write(&url.output_path(), text.as_bytes()),
            Data::Bytes(bytes) => staging.write(&url.output_path(), bytes),
            Data::Disk { path, .. } => staging.copy(&url.output_path(), path),
        },
    };
    let (indexed, failures) = renderer.index_to(&staging, || render_all(&renderer, &renderer.page_urls(), write));
    indexed?;
    let failures = failures?;
    // The process ends soon: the system takes its memory back at once, and giving it back piece by piece only takes time.
    std::mem::forget(renderer);
    portal.add(failures);
    if portal.has_errors() {
        return Ok(refused(&portal, terminal));
    }
    terminal.detail(&format!("rendered and written in {} ms", start.elapsed().as_millis()));
    let published = staging.swap()?;
    terminal.findings(&portal.findings, &portal.snapshot);
    if let Some(warning) = &published.warning {
        terminal.note(&format!("warning: {warning}"));
    }
    terminal.note(&format!(
        "published {} files ({:.1} MB) for {} in {} ms: {}",
        published.files,
        megabytes(published.bytes),
        portal.site.as_of,
        start.elapsed().as_millis(),
        options.out.display()
    ));
    terminal.note(&next_rebuild(&portal.site));
    // As above.
    std::mem::forget(portal);
    Ok(Outcome::Clean)
}

/// The files of the search index go straight to the new site.
impl Shelf for Staging {
    type Folder = Part;
    type Error = PublishError;

    fn folder(&self) -> Result<Part, PublishError> {
        self.part()
    }

    fn put(&self, folder: &Part, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.write_part(folder, name, bytes)
    }

    fn name(&self, folder: Part, url: &UrlPath) -> Result<(), PublishError> {
        self.name_part(folder, url.as_str().trim_end_matches('/'))
    }

    fn file(&self, url: &UrlPath, bytes: &[u8]) -> Result<(), PublishError> {
        self.write(&url.output_path(), bytes)
    }
}

/// When a rebuild next changes anything, and why.
fn next_rebuild(site: &Site) -> String {
    let Some(moment) = &site.next else { return "no later day changes the portal".to_owned() };
    // The entry of a version that takes effect says nothing more.
    let only_changes = moment.occasions.iter().all(|occasion| occasion.kind == OccasionKind::Change);
    let told = moment.occasions.iter().filter(|occasion| only_changes || occasion.kind != OccasionKind::Change);
    let told: Vec<&Occasion> = told.collect();
    let because: Vec<String> = told.chunk_by(|one, other| one.kind == other.kind).flat_map(alike).collect();
    format!("build again from {}: {}", moment.day.midnight_in(&site.settings.timezone), because.join(", "))
}

/// More occasions of a kind are counted rather than named.
const MOST_NAMED: usize = 3;

/// Occasions of one kind.
fn alike(occasions: &[&Occasion]) -> Vec<String> {
    let (count, Some(first)) = (occasions.len(), occasions.first()) else { return Vec::new() };
    if count <= MOST_NAMED {
        return occasions.iter().map(|it| occasion(it)).collect();
    }
    vec![match first.kind {
        OccasionKind::InForce => format!("{count} versions take effect"),
        OccasionKind::Withdrawal => format!("{count} withdrawals"),
        OccasionKind::Change => format!("{count} changelog entries"),
        OccasionKind::Announcement => format!("{count} announcements"),
        OccasionKind::ReviewDueSoon => format!("{count} reviews are due soon"),
        OccasionKind::ReviewOverdue => format!("{count} reviews are overdue"),
        OccasionKind::ActionOver => format!("the last days of {count} actions are over"),
        OccasionKind::Updated => format!("the days of {count} texts"),
    }]
}

fn occasion(occasion: &Occasion) -> String {
    let document = occasion.document.as_ref().map_or_else(String::new, |id| format!(" of {id}"));
    let version = occasion.version.map_or_else(|| "a version".to_owned(), |version| format!("version {version}"));
    match occasion.kind {
        OccasionKind::InForce => format!("{version}{document} takes effect"),
        OccasionKind::Withdrawal => format!("the withdrawal{document}"),
        OccasionKind::Change => format!("the changelog entry{document}"),
        OccasionKind::Announcement => "an announcement".to_owned(),
        OccasionKind::ReviewDueSoon => format!("the review{document} is due soon"),
        OccasionKind::ReviewOverdue => format!("the review{document} is overdue"),
        OccasionKind::ActionOver => "the last day of an action is over".to_owned(),
        OccasionKind::Updated => format!("the day of the text{document}"),
    }
}

/// How many pages one thread makes before another can take the rest.
const MOST_IN_A_ROW: usize = 16;

/// Makes pages, in parallel, and hands each to `keep` at once, so that memory does not grow with the portal.
/// Templates that fail become findings; what `keep` cannot do ends it all.
pub(super) fn render_all(
    renderer: &Renderer<'_>,
    urls: &[&UrlPath],
    keep: impl Fn(&UrlPath, Artefact<'_>) -> Result<(), PublishError> + Sync,
) -> anyhow::Result<Vec<Diagnostic>> {
    let results: Result<Vec<Option<Diagnostic>>, PublishError> = urls
        .par_iter()
        // A few pages are a hundred times as large as most: no thread may find the last of them behind many others.
        .with_max_len(MOST_IN_A_ROW)
        .map(|url| match renderer.render(url) {
            None => Ok(None),
            Some(Ok(artefact)) => keep(url, artefact).map(|()| None),
            Some(Err(finding)) => Ok(Some(*finding)),
        })
        .collect();
    Ok(results?.into_iter().flatten().collect())
}

fn refused(portal: &Portal, terminal: &Terminal) -> Outcome {
    terminal.findings(&portal.findings, &portal.snapshot);
    terminal.note("nothing was published, because there are errors");
    Outcome::Findings
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
