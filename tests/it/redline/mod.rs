//! Redlines: what changed from one version to another, as a value, as a page and in the terminal.

mod cases;
mod command;
mod limits;
mod properties;

use vellum::assemble::{Options, assemble};
use vellum::model::{Date, DocumentId, Parsed};
use vellum::parse::Memo;
use vellum::redline::{Redline, Text, compare, read};
use vellum::source::Snapshot;

use crate::support::{Project, TODAY};

/// The conduct policy in two versions, with these texts below their front matter.
pub(crate) fn two_versions(before: &str, after: &str) -> Project {
    let version = |project: Project, path: &str, text: &str| {
        project.edit(path, "## Being kind {#being-kind}\n\nBe kind.\n", "").append(path, text)
    };
    let project = Project::new().version("2.0", "2026-10-05", "2026-10-12");
    let project = version(project, "content/policies/conduct/1.0.md", before);
    version(project, "content/policies/conduct/2.0.md", after)
}

/// The two texts and what changed from one to the other.
pub(crate) fn redline(before: &str, after: &str) -> (Text, Text, Redline) {
    let (snapshot, _) = Snapshot::from_files(&two_versions(before, after).files);
    let options = Options { as_of: Date::parse(TODAY).unwrap(), drafts: false };
    let (site, _) = assemble(&snapshot, options, None, &mut Memo::default());
    let document = site.documents.get(&DocumentId::new("policies/conduct")).unwrap();
    let [old, new] = document.editions() else { panic!("there are two versions") };
    let (old, new) = (&old.article.parsed, &new.article.parsed);
    let read = |parsed: &Parsed| read(&site.settings, &parsed.body);
    (read(old), read(new), compare(&site.settings, old, new))
}
