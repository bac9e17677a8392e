//! The portal as it is now: the newest one, the last good one, and what changed from one to the next.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::events::Stream;
use super::{Config, Notice};
use crate::diagnostic::{Counts, Diagnostic};
use crate::model::{Date, Page, SETTINGS_FILE, Site, UrlPath};
use crate::portal::{Memo, Options, Portal};
use crate::release::transaction::recover;
use crate::render::{LinkStyle, Renderer};
use crate::source::{Snapshot, SourceError};
use crate::span::FilePath;

/// How many builds are remembered; a page that is older than that reloads.
const REMEMBERED: usize = 64;

/// More pages than that cannot wait for events at once.
const MOST_STREAMS: usize = 500;

/// How many portals of other dates are kept.
const DATES: usize = 4;

/// Whoever wants to know what happens.
pub type Listener = Box<dyn Fn(Notice) + Send + Sync>;

/// A live portal. All threads share it.
pub struct Live {
    config: Config,
    listener: Listener,
    state: Mutex<State>,
}

struct State {
    /// Rises with every build, and with every page that failed.
    build: u64,
    latest: Arc<Portal>,
    /// The last one without errors; the latest, where there never was one.
    good: Arc<Portal>,
    /// The good portal on other dates.
    dates: BTreeMap<Date, Arc<Portal>>,
    news: VecDeque<News>,
    /// The pages that wait for news.
    streams: Vec<Stream>,
    memo: Memo,
    stopped: bool,
}

/// What a build means for an open page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct News {
    /// The number of the build.
    pub build: u64,
    /// How much of a page has to change.
    pub kind: NewsKind,
    /// The pages of the files that were saved, as paths from the portal's root.
    pub pages: Vec<String>,
    /// What was found.
    pub counts: Counts,
    /// Whether pages go to the first of `pages`.
    pub follow: bool,
}

/// How much of a page has to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewsKind {
    /// Only the findings changed.
    Findings,
    /// Only style sheets changed.
    Style,
    /// Texts changed.
    Content,
    /// Templates or settings changed.
    Reload,
}

impl Live {
    /// Reads the folders and makes the portal; also says how long that took.
    pub fn start(config: Config, listener: Listener) -> Result<(Self, Duration), SourceError> {
        let start = Instant::now();
        let (snapshot, findings) = Snapshot::read(&config.content, &config.themes)?;
        let mut memo = Memo::default();
        let portal = make(&config, Arc::new(snapshot), findings, &mut memo, None);
        let portal = Arc::new(portal);
        let state = State {
            build: config.first_build,
            latest: Arc::clone(&portal),
            good: portal,
            dates: BTreeMap::new(),
            news: VecDeque::new(),
            streams: Vec::new(),
            memo,
            stopped: false,
        };
        Ok((Self { config, listener, state: Mutex::new(state) }, start.elapsed()))
    }

    /// What decides the portal.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The path below which the portal is served, with a slash at both ends.
    #[must_use]
    pub fn base_path(&self) -> String {
        self.state().good.site.settings.base_path()
    }

    /// How many addresses the portal has.
    #[must_use]
    pub fn addresses(&self) -> usize {
        self.state().good.site.pages.len()
    }

    /// What was found in the newest portal.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.state().latest.counts()
    }

    /// The number of the newest build and the portal to answer from, on another date if one is given.
    #[must_use]
    pub fn portal(&self, as_of: Option<Date>) -> (u64, Arc<Portal>) {
        let mut state = self.state();
        let build = state.build;
        let Some(date) = as_of.filter(|date| *date != state.good.site.as_of) else {
            return (build, Arc::clone(&state.good));
        };
        if let Some(portal) = state.dates.get(&date) {
            return (build, Arc::clone(portal));
        }
        let snapshot = Arc::clone(&state.good.snapshot);
        let portal = Arc::new(make(&self.config, snapshot, Vec::new(), &mut state.memo, Some(date)));
        if state.dates.len() >= DATES {
            state.dates.pop_first();
        }
        state.dates.insert(date, Arc::clone(&portal));
        (build, portal)
    }

    /// The newest portal, for its findings.
    #[must_use]
    pub fn latest(&self) -> (u64, Arc<Portal>) {
        let state = self.state();
        (state.build, Arc::clone(&state.latest))
    }

    /// Reads what changed and makes the portal anew. `None` stands for everything. Nothing happens where no byte differs
    /// and the day is the same.
    pub fn refresh(&self, changed: Option<&BTreeSet<PathBuf>>) {
        let start = Instant::now();
        // A release that is at work, or was stopped, must not be seen half done; should it have to stay so, the findings
        // will show it.
        let _ = recover(&self.config.content);
        let (before, mut memo) = {
            let state = self.state();
            (Arc::clone(&state.latest), state.memo.clone())
        };
        let read = match changed {
            Some(changed) => before.snapshot.refresh(changed),
            None => Snapshot::read(&self.config.content, &self.config.themes),
        };
        let (snapshot, findings) = match read {
            Ok(read) => read,
            Err(error) => return self.tell(Notice::Unreadable(error.to_string())),
        };
        let same_day = before.site.as_of == day(&self.config, &before.site.settings.timezone);
        if snapshot.is_same(&before.snapshot) && same_day {
            return;
        }
        let files = before.snapshot.differences(&snapshot);
        let mut portal = make(&self.config, Arc::new(snapshot), findings, &mut memo, None);
        if news_kind(&files) == NewsKind::Reload && !portal.has_errors() {
            let failures = failures(&portal);
            portal.add(failures);
        }
        let portal = Arc::new(portal);
        let counts = portal.counts();
        let changed = files.iter().map(|file| portal.snapshot.display(file)).collect();
        self.adopt(Arc::clone(&portal), &files, memo);
        self.tell(Notice::Rebuilt { changed, counts, took: start.elapsed() });
        if portal.findings != before.findings && !portal.findings.is_empty() {
            self.tell(Notice::found(&portal));
        }
    }

    /// Says what happens to whoever listens.
    pub fn tell(&self, notice: Notice) {
        (self.listener)(notice);
    }

    /// Adds what went wrong while a page was made. Open pages are told.
    pub fn page_failed(&self, finding: Diagnostic) {
        let mut state = self.state();
        if state.latest.findings.contains(&finding) {
            return;
        }
        let latest = &state.latest;
        let mut portal = Portal {
            snapshot: Arc::clone(&latest.snapshot),
            site: latest.site.clone(),
            theme: Arc::clone(&latest.theme),
            findings: latest.findings.clone(),
            shared: latest.shared.for_next(),
        };
        portal.add(vec![finding]);
        let portal = Arc::new(portal);
        state.latest = Arc::clone(&portal);
        self.announce(&mut state, NewsKind::Findings, Vec::new());
        drop(state);
        self.tell(Notice::found(&portal));
    }

    /// What a page of an earlier build has missed.
    #[must_use]
    pub fn news(&self, seen: u64) -> Option<News> {
        let state = self.state();
        (state.build != seen).then(|| news_since(&state, seen))
    }

    /// Opens a stream for a page of a build, with what the page has missed, and tells it of every build from then on.
    /// `false` where too many pages wait already.
    pub(super) fn subscribe(&self, seen: u64, open: impl FnOnce(Option<&News>) -> io::Result<Stream>) -> bool {
        let mut state = self.state();
        if state.streams.len() >= MOST_STREAMS {
            state.streams.retain(|stream| stream.beat().is_ok());
        }
        if state.streams.len() >= MOST_STREAMS {
            return false;
        }
        let missed = (state.build != seen).then(|| news_since(&state, seen));
        // An error means that the page went away already.
        state.streams.extend(open(missed.as_ref()));
        true
    }

    /// Lets go of pages that went away, and tells the others that the server is still there.
    pub(super) fn beat(&self) {
        self.state().streams.retain(|stream| stream.beat().is_ok());
    }

    /// Ends the watching of files.
    pub fn stop(&self) {
        self.state().stopped = true;
    }

    /// True once the server stops.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    fn adopt(&self, portal: Arc<Portal>, files: &[FilePath], memo: Memo) {
        let mut state = self.state();
        let good = !portal.has_errors();
        // Where no portal was ever good, the newest one is better than an older one.
        let never_good = state.good.has_errors();
        let kind = if good || never_good { news_kind(files) } else { NewsKind::Findings };
        let recovered = good && state.latest.has_errors();
        if good || never_good {
            state.good = Arc::clone(&portal);
            state.dates.clear();
        }
        let pages = pages_of(&portal.site, files);
        state.latest = portal;
        state.memo = memo;
        // What was passed over while there were errors is not among the files of this build.
        let kind = if recovered { kind.max(NewsKind::Content) } else { kind };
        self.announce(&mut state, kind, pages);
    }

    fn announce(&self, state: &mut State, kind: NewsKind, pages: Vec<String>) {
        state.build += 1;
        let news = News { build: state.build, kind, pages, counts: state.latest.counts(), follow: self.config.follow };
        state.streams.retain(|stream| stream.tell(&news).is_ok());
        state.news.push_back(news);
        if state.news.len() > REMEMBERED {
            state.news.pop_front();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked while it held the lock left a whole state behind: it is only ever replaced.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the portal of a snapshot, on the configured date unless another is given.
fn make(
    config: &Config,
    snapshot: Arc<Snapshot>,
    findings: Vec<Diagnostic>,
    memo: &mut Memo,
    as_of: Option<Date>,
) -> Portal {
    let date = as_of.unwrap_or_else(|| day(config, &memo.timezone(&snapshot)));
    let options = Options { as_of: date, drafts: config.drafts, base_url: config.base_url.clone() };
    Portal::new(snapshot, findings, &options, memo)
}

fn day(config: &Config, timezone: &str) -> Date {
    config.as_of.unwrap_or_else(|| (config.today)(timezone))
}

/// Makes one page of each kind, so that a template that fails is known before it is shown.
fn failures(portal: &Portal) -> Vec<Diagnostic> {
    let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative);
    let mut kinds = BTreeSet::new();
    let mut failures = Vec::new();
    for (url, page) in &portal.site.pages {
        let kind = match page {
            Page::Home => 0,
            Page::Section(_) => 1,
            Page::Document(_) => 2,
            Page::Version(..) => 3,
            Page::History(_) => 4,
            Page::Changes => 5,
            Page::Roles => 6,
            Page::Role(_) => 7,
            Page::Topics => 8,
            Page::Topic(_) => 9,
            Page::Glossary => 10,
            Page::Register => 11,
            Page::NotFound => 12,
            Page::Redirect(_) => 13,
            Page::Search => 14,
            Page::Compare(..) => 15,
            _ => continue,
        };
        if kinds.insert(kind)
            && let Some(Err(finding)) = renderer.render(url)
        {
            failures.push(*finding);
        }
    }
    failures
}

fn news_kind(files: &[FilePath]) -> NewsKind {
    let kind = |file: &FilePath| match file.as_str() {
        path if path.starts_with("content/portal.") => NewsKind::Reload,
        path if path.starts_with("content/") => NewsKind::Content,
        path if path.ends_with(".css") => NewsKind::Style,
        _ => NewsKind::Reload,
    };
    // A new day without a new byte changes texts.
    files.iter().map(kind).max().unwrap_or(NewsKind::Content)
}

fn news_since(state: &State, seen: u64) -> News {
    let missed: Vec<&News> = state.news.iter().filter(|news| news.build > seen).collect();
    let all = missed.first().is_some_and(|first| first.build == seen + 1);
    let mut pages: Vec<String> = missed.iter().flat_map(|news| news.pages.iter().cloned()).collect();
    pages.dedup();
    let kind = if all { missed.iter().map(|news| news.kind).max() } else { None };
    News {
        build: state.build,
        kind: kind.unwrap_or(NewsKind::Reload),
        pages,
        counts: state.latest.counts(),
        follow: missed.iter().any(|news| news.follow),
    }
}

/// The pages on which files are shown.
fn pages_of(site: &Site, files: &[FilePath]) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for file in files {
        if let Some(url) = page_of(site, file)
            && !pages.iter().any(|page| page == url.as_str())
        {
            pages.push(url.as_str().to_owned());
        }
    }
    pages
}

fn page_of(site: &Site, file: &FilePath) -> Option<UrlPath> {
    match file.as_str() {
        "content/glossary.yaml" => return Some(UrlPath::new("glossary/")),
        SETTINGS_FILE => return Some(UrlPath::home()),
        path if path.starts_with("content/changelog/") => return Some(UrlPath::new("changes/")),
        _ => {}
    }
    let shown = site.documents.values().find(|document| document.current().parsed.file == *file);
    let article = || site.texts().find(|article| article.parsed.file == *file);
    shown.map(|document| document.url.clone()).or_else(|| article().map(|article| article.url.clone()))
}
