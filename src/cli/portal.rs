//! From arguments to a portal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::Arguments;
use super::terminal::Terminal;
use crate::model::Date;
use crate::portal::{Memo, Options, Portal};
use crate::release::transaction::{Recovered, recover};
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
    settle(arguments, &folders.content)?;
    let (snapshot, findings) = Snapshot::read(&folders.content, &folders.themes)?;
    let mut memo = Memo::once();
    let options = options(arguments, &snapshot, &mut memo)?;
    Ok(Portal::new(Arc::new(snapshot), findings, &options, &mut memo))
}

/// What the arguments say of the portal.
pub(super) fn options(arguments: &Arguments, snapshot: &Snapshot, memo: &mut Memo) -> anyhow::Result<Options> {
    let as_of = match arguments.as_of {
        Some(date) => date,
        None => today(&memo.timezone(snapshot))?,
    };
    Ok(Options { as_of, drafts: arguments.drafts, base_url: arguments.base_url.clone() })
}

/// Finishes or drops what an interrupted release left behind.
pub(super) fn settle(arguments: &Arguments, content: &Path) -> anyhow::Result<()> {
    let terminal = Terminal::new(arguments);
    match recover(content)? {
        Recovered::Nothing => {}
        Recovered::Finished => terminal.note("finished a release that was interrupted"),
        Recovered::Dropped => terminal.note("dropped a release that was interrupted before anything was changed"),
    }
    Ok(())
}

fn beside(content: &Path) -> PathBuf {
    match content.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("themes"),
        Some(parent) => parent.join("themes"),
        None => PathBuf::from("themes"),
    }
}

/// Today in a time zone; the day of `SOURCE_DATE_EPOCH` where that is set (reproducible-builds.org).
fn today(timezone: &str) -> anyhow::Result<Date> {
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(today_in(timezone)) };
    let seconds: i64 =
        seconds.trim().parse().map_err(|_| anyhow::anyhow!("SOURCE_DATE_EPOCH is not a number of seconds"))?;
    Ok(day(Timestamp::from_second(seconds)?, timezone))
}

/// Today in a time zone.
pub(super) fn today_in(timezone: &str) -> Date {
    day(Timestamp::now(), timezone)
}

/// A time zone that does not exist is a finding; the day is then that of Coordinated Universal Time.
fn day(now: Timestamp, timezone: &str) -> Date {
    let zone = TimeZone::get(timezone).unwrap_or(TimeZone::UTC);
    zone.to_datetime(now).date().into()
}
