//! From parsed files to the portal on one date: versions with their states, clauses with their numbers, links with
//! their targets, and the addresses of everything.

mod clauses;
mod corrections;
mod documents;
mod events;
mod files;
mod links;
mod lock;
mod media;
mod pages;
mod quizzes;
mod retired;
mod reviews;
mod schedule;
mod shape;
mod translations;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::check::{duplicate_id, duplicate_url, duty_place, missing_front_matter, missing_key, unexpected_file};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{
    Article, Change, Date, DocumentId, Duty, DutyId, DutyRegister, Glossary, Parsed, Quiz, QuizId, SETTINGS_FILE,
    Settings, Site, UrlPath,
};
use crate::parse::{self, FileKind, Memo, Outcome, ParsedFile, classify, parse_all, parse_settings, read_wordings};
use crate::source::{Snapshot, SourceFile};
use crate::span::{FilePath, Place, YamlPath};

/// What decides the portal besides the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The date that the portal is built for.
    pub as_of: Date,
    /// Whether drafts are published.
    pub drafts: bool,
}

/// The file that says what duties there are.
pub(crate) const DUTIES: &str = "content/obligations.yaml";

/// Turns a snapshot into the portal on a date. Findings never stop it: the site holds whatever could be read.
#[must_use]
pub fn assemble(
    snapshot: &Snapshot,
    options: Options,
    base_url: Option<&str>,
    memo: &mut Memo,
) -> (Site, Vec<Diagnostic>) {
    link(read(snapshot, options, base_url, memo), snapshot)
}

/// What the files of a snapshot say, each by itself.
pub(crate) struct Read {
    options: Options,
    settings: Settings,
    content: Content,
    media: Vec<FilePath>,
    shape: Option<[u8; 32]>,
    findings: Vec<Diagnostic>,
}

/// The first half of [`assemble`], in which every thread has work.
pub(crate) fn read(snapshot: &Snapshot, options: Options, base_url: Option<&str>, memo: &mut Memo) -> Read {
    let mut findings = Vec::new();
    let path = FilePath::new(SETTINGS_FILE);
    let mut settings = match snapshot.get(&path) {
        None => {
            if !snapshot.has_problem(&path) {
                findings.push(missing_key::no_settings());
            }
            Settings::default()
        }
        Some(file) => {
            let outcome = parse_settings(file, memo);
            let (settings, problems) = &*outcome;
            findings.extend(problems.iter().cloned());
            settings.clone()
        }
    };
    if let Some(base_url) = base_url {
        base_url.clone_into(&mut settings.base_url);
    }
    let mut files = Vec::new();
    let mut others = Vec::new();
    let mut media = Vec::new();
    let known = has_places(&settings);
    let mut kinds = memo.kinds(snapshot.get(&path).map(SourceFile::hash));
    for file in snapshot.files().filter(|file| known && file.path.in_content().is_some()) {
        let kind = kinds.of(&file.path, &settings);
        match kind {
            FileKind::Settings | FileKind::Wording | FileKind::Lock => {}
            FileKind::Media => media.push(file.path.clone()),
            FileKind::Unexpected(reason) => findings.push(unexpected_file::finding(&file.path, reason, &settings)),
            kind => {
                files.push((kind, file));
                continue;
            }
        }
        others.push(file);
    }
    memo.keep(kinds);
    let parsed = parse_all(&files, memo);
    let unread = snapshot.unread().filter(|(path, _)| known && path.in_content().is_some());
    let unread: Vec<_> = unread.collect();
    let shape = memo.remembers().then(|| {
        let unread = unread.iter().map(|(path, _)| *path);
        shape::of(&parsed, others.into_iter(), unread, options, base_url)
    });
    let mut content = Content { texts: Vec::with_capacity(parsed.len()), ..Content::default() };
    for (kind, _, outcome) in parsed {
        content.add(kind, outcome, &mut findings);
    }
    // What could not be read is there as long as nothing can be published without it.
    let stops = |rule: &Rule| settings.checks.get(rule.name).is_none_or(|level| *level == Level::Error);
    if !stops(&missing_front_matter::RULE) {
        content.texts.retain(|(_, parsed)| !parsed.body.is_lost());
        content.translations.retain(|parsed| !parsed.body.is_lost());
        content.home = content.home.filter(|parsed| !parsed.body.is_lost());
    }
    for (path, _) in unread.into_iter().filter(|(_, problem)| stops(problem.rule)) {
        let kind = classify(path, &settings);
        content.add(kind, Arc::new((parse::lost(kind, path), Vec::new())), &mut findings);
    }
    Read { options, settings, content, media, shape, findings }
}

/// The second half of [`assemble`], most of which is one thread's.
pub(crate) fn link(read: Read, snapshot: &Snapshot) -> (Site, Vec<Diagnostic>) {
    let Read { options, settings, content, media, shape, mut findings } = read;
    let (worded, problems) = read_wordings(snapshot, &settings);
    findings.extend(problems);
    let mut site = link_up(settings, options, content, &mut findings);
    site.worded = worded;
    site.media_files = media;
    if has_places(&site.settings) {
        lock::read(&mut site, snapshot, &mut findings);
    }
    links::resolve(&mut site, snapshot, shape, &mut findings);
    lock::seal(&mut site, snapshot);
    quizzes::seal(&mut site, snapshot);
    pages::addresses(&mut site, &mut findings);
    files::check(&site, &mut findings);
    (site, findings)
}

/// Without collections nothing else has a place: its findings would only repeat what is wrong with the settings.
fn has_places(settings: &Settings) -> bool {
    !settings.collections.is_empty()
}

/// Everything that was read, by kind.
#[derive(Default)]
struct Content {
    home: Option<Box<Parsed>>,
    texts: Vec<(FileKind, Box<Parsed>)>,
    translations: Vec<Parsed>,
    changes: Vec<Change>,
    glossary: Glossary,
    duties: DutyRegister,
    quizzes: Vec<Quiz>,
}

impl Content {
    fn add(&mut self, kind: FileKind, outcome: Arc<Outcome>, findings: &mut Vec<Diagnostic>) {
        // Only a memo holds a result besides us; where there is none, nothing need be copied.
        let (parsed, problems) = Arc::unwrap_or_clone(outcome);
        findings.extend(problems);
        match parsed {
            None => {}
            Some(ParsedFile::Document(parsed)) => self.add_text(kind, parsed),
            Some(ParsedFile::Change(change)) => self.changes.push(*change),
            Some(ParsedFile::Glossary(glossary)) => self.glossary = glossary,
            Some(ParsedFile::Duties(duties)) => self.duties = duties,
            Some(ParsedFile::Quiz(quiz)) => self.quizzes.push(*quiz),
        }
    }

    fn add_text(&mut self, kind: FileKind, parsed: Box<Parsed>) {
        if kind == FileKind::Home {
            self.home = Some(parsed);
        } else if parsed.language.is_some() {
            self.translations.push(*parsed);
        } else {
            self.texts.push((kind, parsed));
        }
    }
}

fn link_up(settings: Settings, options: Options, mut content: Content, findings: &mut Vec<Diagnostic>) -> Site {
    // Newest first; what has no date yet is newer than all; the same day in the order of the files' names.
    content.changes.sort_by(|one, other| {
        let key = |change: &Change| std::cmp::Reverse((change.date.is_none(), change.date));
        key(one).cmp(&key(other)).then_with(|| one.id.cmp(&other.id))
    });
    let mut named: BTreeMap<DocumentId, Vec<usize>> = BTreeMap::new();
    for (at, change) in content.changes.iter().enumerate() {
        for id in change.documents.iter().map(|named| &named.document).collect::<BTreeSet<_>>() {
            named.entry(id.clone()).or_default().push(at);
        }
    }
    let mut site = Site {
        as_of: options.as_of,
        home: content.home.map(|parsed| Article::new(parsed, UrlPath::home())),
        documents: BTreeMap::new(),
        sections: BTreeMap::new(),
        changes: content.changes,
        named,
        law_as_at: content.duties.law_as_at,
        duties_text: content.duties.text.clone(),
        duties: duties(content.duties, findings),
        glossary: content.glossary,
        quizzes: quizzes(content.quizzes, findings),
        media: BTreeMap::new(),
        media_files: Vec::new(),
        pages: BTreeMap::new(),
        reviews: BTreeMap::new(),
        unpublished: Vec::new(),
        absent: BTreeMap::new(),
        lock: None,
        released: Vec::new(),
        older_names: BTreeMap::new(),
        frozen: BTreeSet::new(),
        editions: Vec::new(),
        next: None,
        worded: BTreeMap::new(),
        settings,
    };
    let events = events::Events::of(&site.changes, options.as_of);
    documents::group(&mut site, content.texts, options, &events, findings);
    corrections::make(&mut site, &mut content.translations, findings);
    clauses::number(&mut site);
    retired::resolve(&mut site);
    translations::attach(&mut site, content.translations, findings);
    reviews::compute(&mut site, &events);
    site.editions = events::edition_days(&site);
    site.next = schedule::next(&site);
    site
}

fn quizzes(files: Vec<Quiz>, findings: &mut Vec<Diagnostic>) -> BTreeMap<QuizId, Quiz> {
    let mut quizzes: BTreeMap<QuizId, Quiz> = BTreeMap::new();
    for quiz in files {
        match quizzes.get(&quiz.id) {
            // `a.yaml` and `a.yml`.
            Some(other) => {
                let other = Place::file(&other.file);
                findings.push(duplicate_url::finding(Place::file(&quiz.file), &quiz.url, Some(other)));
            }
            None => drop(quizzes.insert(quiz.id.clone(), quiz)),
        }
    }
    quizzes
}

fn duties(register: DutyRegister, findings: &mut Vec<Diagnostic>) -> IndexMap<DutyId, Duty> {
    let mut duties = IndexMap::new();
    for (index, duty) in register.duties.into_iter().enumerate() {
        let place = |key: &str| duty_place(&register.text, YamlPath::root().key("duties").index(index).key(key));
        let Some(id) = duty.id.clone() else { continue };
        if duties.contains_key(&id) {
            findings.push(duplicate_id::duty(place("id"), id.as_str()));
        } else {
            duties.insert(id, Duty { position: index, ..duty });
        }
    }
    duties
}
