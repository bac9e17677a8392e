//! What every command starts with: the snapshot, the portal, the theme, and all findings.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::Arguments;
use crate::assemble::{self, assemble};
use crate::check;
use crate::diagnostic::{Counts, Diagnostic, sort};
use crate::model::{Date, Site};
use crate::parse::Memo;
use crate::source::Snapshot;
use crate::theme::Theme;

/// Everything that was read and found.
pub(super) struct Portal {
    pub(super) snapshot: Snapshot,
    pub(super) site: Site,
    pub(super) theme: Theme,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) content: PathBuf,
    pub(super) themes: PathBuf,
}

impl Portal {
    /// Reads the folders and looks for everything that is wrong, short of making the pages.
    pub(super) fn load(arguments: &Arguments) -> anyhow::Result<Self> {
        let content = arguments.content.clone();
        let themes = arguments.themes.clone().unwrap_or_else(|| beside(&content));
        let (snapshot, mut findings) = Snapshot::read(&content, &themes)?;
        let as_of = match arguments.as_of {
            Some(date) => date,
            None => today(&snapshot)?,
        };
        let options = assemble::Options { as_of, drafts: arguments.drafts };
        let (site, found) = assemble(&snapshot, options, arguments.base_url.as_deref(), &mut Memo::default());
        findings.extend(found);
        let (theme, found) = Theme::load(&snapshot, &site.settings);
        findings.extend(found);
        findings.extend(check::check(&site));
        let mut portal = Self { snapshot, site, theme, findings, content, themes };
        portal.settle();
        Ok(portal)
    }

    /// Adds findings, gives all their levels, and puts them in order.
    pub(super) fn add(&mut self, findings: Vec<Diagnostic>) {
        self.findings.extend(findings);
        self.settle();
    }

    /// True where nothing may be published.
    pub(super) fn has_errors(&self) -> bool {
        Counts::of(&self.findings).errors > 0
    }

    fn settle(&mut self) {
        check::apply_levels(&self.site.settings, &mut self.findings);
        sort(&mut self.findings, &self.snapshot);
    }
}

fn beside(content: &Path) -> PathBuf {
    match content.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("themes"),
        Some(parent) => parent.join("themes"),
        None => PathBuf::from("themes"),
    }
}

/// Today in the portal's time zone; the day of `SOURCE_DATE_EPOCH` where that is set (reproducible-builds.org).
fn today(snapshot: &Snapshot) -> anyhow::Result<Date> {
    let settings = snapshot.get(&crate::span::FilePath::new("content/portal.yaml"));
    let timezone = settings.map(|file| crate::parse::parse_settings(file).0.timezone).unwrap_or_default();
    let zone = TimeZone::get(&timezone).unwrap_or(TimeZone::UTC);
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Timestamp::now(),
        Ok(seconds) => {
            let seconds = seconds
                .trim()
                .parse::<i64>()
                .map_err(|_| anyhow::anyhow!("SOURCE_DATE_EPOCH is not a number of seconds"))?;
            Timestamp::from_second(seconds)?
        }
    };
    Ok(zone.to_datetime(now).date().into())
}
