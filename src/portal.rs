//! The portal and everything that was found about it: what `build`, `check` and `serve` all start from.

use std::sync::Arc;

use crate::assemble;
use crate::check;
use crate::diagnostic::{Counts, Diagnostic, locate, sort};
use crate::model::{Date, Site};
use crate::parse;
use crate::render::Shared;
use crate::source::Snapshot;
use crate::span::FilePath;
use crate::theme::{self, Theme};

/// What decides a portal besides the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The date that it is for.
    pub as_of: Date,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Where it will be published, instead of `base_url` in `portal.yaml`.
    pub base_url: Option<String>,
}

/// What was worked out before and still holds where files have not changed.
#[derive(Clone, Default)]
pub struct Memo {
    files: parse::Memo,
    theme: theme::Memo,
    shared: Arc<Shared>,
}

impl Memo {
    /// A memo for a portal that is made once.
    #[must_use]
    pub fn once() -> Self {
        Self { files: parse::Memo::once(), ..Self::default() }
    }

    /// The time zone that `portal.yaml` names: the portal's date may have to be known before the portal is made.
    pub fn timezone(&mut self, snapshot: &Snapshot) -> String {
        self.settings(snapshot).0.timezone.clone()
    }

    fn settings(&mut self, snapshot: &Snapshot) -> Arc<parse::SettingsOutcome> {
        let file = snapshot.get(&FilePath::new(crate::model::SETTINGS_FILE));
        file.map(|file| parse::parse_settings(file, &mut self.files)).unwrap_or_default()
    }
}

/// A portal on a date, ready to be rendered, with all findings short of those that only rendering shows.
pub struct Portal {
    /// The files it was made from.
    pub snapshot: Arc<Snapshot>,
    /// The portal itself.
    pub site: Site,
    /// Its look.
    pub theme: Arc<Theme>,
    /// What is wrong with it, in the order of files and places.
    pub findings: Vec<Diagnostic>,
    /// What those share who make its pages with relative links.
    pub shared: Shared,
}

impl Portal {
    /// Makes the portal of a snapshot. `reading` are the findings of reading it.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, reading: Vec<Diagnostic>, options: &Options, memo: &mut Memo) -> Self {
        let mut findings = reading;
        let dates = assemble::Options { as_of: options.as_of, drafts: options.drafts };
        let settings = memo.settings(&snapshot);
        let read = assemble::read(&snapshot, dates, options.base_url.as_deref(), &mut memo.files);
        let ((site, found), (theme, found_in_theme)) =
            rayon::join(|| assemble::link(read, &snapshot), || Theme::load(&snapshot, &settings.0, &mut memo.theme));
        findings.extend(found);
        findings.extend(found_in_theme);
        findings.extend(check::check(&site));
        let mut portal = Self { snapshot, site, theme, findings, shared: memo.shared.for_next() };
        check::apply_levels(&portal.site, &mut portal.findings);
        check::drop_consequences(&portal.site, &mut portal.findings);
        sort(&mut portal.findings, &portal.snapshot);
        portal
    }

    /// Adds findings of rendering. A template that fails in one place fails on many pages: the first stands for all.
    pub fn add(&mut self, mut findings: Vec<Diagnostic>) {
        locate(&mut findings, &self.snapshot);
        for finding in findings {
            let same = |known: &Diagnostic| known.rule == finding.rule && known.place == finding.place;
            if !self.findings.iter().any(same) {
                self.findings.push(finding);
            }
        }
        check::apply_levels(&self.site, &mut self.findings);
        sort(&mut self.findings, &self.snapshot);
    }

    /// How many findings there are at each level.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    /// True where nothing may be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.counts().errors > 0
    }
}
