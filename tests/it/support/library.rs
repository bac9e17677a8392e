//! A portal without a disk: from files in memory to findings and pages.

use std::ops::Deref;
use std::sync::Arc;

use vellum::diagnostic::{Diagnostic, Spot};
use vellum::model::{Date, LOCK_FILE, Seal, UrlPath};
use vellum::portal::{self, Memo, Options};
use vellum::release::adopt::{appended, unrecorded};
use vellum::render::{Artefact, LinkStyle, Renderer};
use vellum::source::{Data, Snapshot};

use super::{Project, TODAY, Tree};

/// Everything that the commands make of a project, short of writing it.
pub(crate) struct Portal(portal::Portal);

impl Deref for Portal {
    type Target = portal::Portal;

    fn deref(&self) -> &portal::Portal {
        &self.0
    }
}

impl Project {
    /// The portal on the date of all tests, without drafts.
    pub(crate) fn portal(&self) -> Portal {
        self.portal_on(TODAY, false)
    }

    /// The portal on a date.
    pub(crate) fn portal_on(&self, as_of: &str, drafts: bool) -> Portal {
        self.make(as_of, drafts, &mut Memo::default())
    }

    /// The portal on the date of all tests, as the dev server makes it after others.
    pub(crate) fn portal_after(&self, memo: &mut Memo) -> Portal {
        self.make(TODAY, false, memo)
    }

    fn make(&self, as_of: &str, drafts: bool, memo: &mut Memo) -> Portal {
        let (snapshot, findings) = Snapshot::from_files(&self.files);
        let options = Options { as_of: Date::parse(as_of).unwrap(), drafts, base_url: None };
        Portal(portal::Portal::new(Arc::new(snapshot), findings, &options, memo))
    }
}

impl Project {
    /// The project with a lock that records all its versions, as `vellum verify --adopt` writes it.
    pub(crate) fn locked(self) -> Self {
        let portal = self.portal();
        let seals: Vec<Seal> = unrecorded(&portal.site).into_iter().map(|released| released.seal.clone()).collect();
        let lock = appended(&portal.site, &portal.snapshot, &seals, portal.site.as_of);
        self.file(LOCK_FILE, lock)
    }
}

impl Portal {
    /// The findings, one a line: `content/index.md:3:1 error[rule] message`.
    pub(crate) fn report(&self) -> String {
        self.findings.iter().map(|finding| self.line(finding)).collect()
    }

    fn line(&self, finding: &Diagnostic) -> String {
        let spot = Spot::of(&finding.place, &self.snapshot);
        let at = spot.start.map_or_else(String::new, |start| format!(":{}:{}", start.line, start.column));
        format!("{}{at} {}[{}] {}\n", spot.file, finding.level, finding.rule.name, finding.message)
    }

    /// Every page and file; fails if a template does.
    pub(crate) fn render(&self) -> Tree {
        render(self)
    }

    /// The search index alone.
    pub(crate) fn index(&self) -> Tree {
        let renderer = Renderer::new(&self.site, &self.theme, &self.snapshot, LinkStyle::Relative);
        renderer.index_urls().into_iter().map(|url| (url.output_path(), bytes(&renderer, url))).collect()
    }
}

/// Every page and file of a portal; fails if a template does.
pub(crate) fn render(portal: &portal::Portal) -> Tree {
    let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative);
    renderer.urls().into_iter().map(|url| (url.output_path(), bytes(&renderer, url))).collect()
}

fn bytes(renderer: &Renderer<'_>, url: &UrlPath) -> Vec<u8> {
    match renderer.render(url).unwrap().unwrap_or_else(|finding| panic!("{url}: {}", finding.message)) {
        Artefact::Made(bytes) => bytes,
        Artefact::Asset(bytes) => bytes.to_vec(),
        Artefact::File(file) => match &file.data {
            Data::Text(text) => text.as_bytes().to_vec(),
            Data::Bytes(bytes) => bytes.to_vec(),
            Data::Disk { path, .. } => std::fs::read(path).unwrap(),
        },
    }
}
