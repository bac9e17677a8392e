//! From arguments to a portal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::Arguments;
use crate::model::Date;
use crate::portal::{Memo, Options, Portal};
use crate::source::Snapshot;

/// The content and themes folders.
pub(super) struct Folders {
    pub(super) content: PathBuf,
    pub(super) themes: PathBuf,
}

impl Folders {
    pub(super) fn of(arguments: &Arguments) -> Self {
        let content = arguments.content.clone();
        let themes = arguments.themes.clone().unwrap_or_else(|| beside(&content));
        Self { content, themes }
    }
}

/// Reads the folders and looks for everything that is wrong, short of making the pages.
pub(super) fn load(arguments: &Arguments, folders: &Folders) -> anyhow::Result<Portal> {
    let (snapshot, findings) = Snapshot::read(&folders.content, &folders.themes)?;
    let options = options(arguments, &snapshot)?;
    Ok(Portal::new(Arc::new(snapshot), findings, &options, &mut Memo::default()))
}

/// What the arguments say of the portal.
pub(super) fn options(arguments: &Arguments, snapshot: &Snapshot) -> anyhow::Result<Options> {
    let as_of = match arguments.as_of {
        Some(date) => date,
        None => today(snapshot)?,
    };
    Ok(Options { as_of, drafts: arguments.drafts, base_url: arguments.base_url.clone() })
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
