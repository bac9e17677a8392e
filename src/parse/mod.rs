//! From one file's bytes to data and findings. Nothing here knows the rest of the content.

mod change;
pub mod correction;
mod document;
mod faults;
mod front_matter;
mod glossary;
mod lock;
mod markdown;
mod memo;
mod quiz;
mod schema;
mod settings;
mod shown;
mod wording;

use std::collections::BTreeMap;

use crate::check::{Unexpected, invalid_value, missing_key, unknown_key, yaml_syntax};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Change, CollectionKind, DutyRegister, Glossary, Language, Lock, Parsed, Quiz, Settings, Version, is_kebab_case,
    is_language_tag,
};
use crate::source::{Data, SourceFile};
use crate::span::{FilePath, LeftOut, Locator, Part, Place, YamlPath, YamlText};
use crate::yaml;
use serde::de::DeserializeOwned;

use faults::Faults;

pub use markdown::{markdown_options, slug};
pub use memo::{Memo, parse_all, parse_settings};
pub use schema::SchemaKind;
pub use settings::is_web_address;
pub(crate) use shown::Shown;
pub use wording::read_wordings;

/// The bytes of the YAML above a text, without the lines of hyphens.
pub(crate) fn front_matter_range(text: &str) -> Option<std::ops::Range<usize>> {
    front_matter::split(text).ok().map(|parts| parts.yaml)
}

/// What a file is, as far as its path tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `portal.yaml`
    Settings,
    /// `portal.cy.yaml`
    Wording,
    /// `index.md`
    Home,
    /// `index.md` of a folder
    Index,
    /// A version of a document: `1.0.md`
    Version(Version),
    /// The next version of a document: `draft.md`
    Draft,
    /// A living document
    Living,
    /// The same text as one of those above in another language: `1.0.cy.md`
    Translation(Original),
    /// An entry of the changelog
    Change,
    /// `glossary.yaml`
    Glossary,
    /// `obligations.yaml`
    Duties,
    /// A quiz: `quizzes/essentials.yaml`
    Quiz,
    /// `versions.lock`
    Lock,
    /// A picture or another file that texts show or link to
    Media,
    /// None of these, with the reason
    Unexpected(Unexpected),
}

/// What a translation is the translation of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Original {
    /// The home page.
    Home,
    /// The text of a folder.
    Index,
    /// A released version.
    Version,
    /// A draft.
    Draft,
    /// A living document.
    Living,
}

/// What was read from a file.
#[derive(Clone, Debug)]
pub enum ParsedFile {
    /// A text with front matter.
    Document(Box<Parsed>),
    /// An entry of the changelog.
    Change(Box<Change>),
    /// The glossary.
    Glossary(Glossary),
    /// The duties.
    Duties(DutyRegister),
    /// A quiz.
    Quiz(Box<Quiz>),
}

/// What was read from a file, and all that is wrong with it.
pub type Outcome = (Option<ParsedFile>, Vec<Diagnostic>);

/// What `portal.yaml` says, as far as it could be read, and all that is wrong with it.
pub type SettingsOutcome = (Settings, Vec<Diagnostic>);

/// Reads `versions.lock`.
#[must_use]
pub fn parse_lock(file: &SourceFile) -> (Lock, Vec<Diagnostic>) {
    match &file.data {
        Data::Text(text) => lock::parse(&file.path, text),
        _ => (Lock::default(), Vec::new()),
    }
}

/// Tells what a file below `content/` is.
#[must_use]
pub fn classify(path: &FilePath, settings: &Settings) -> FileKind {
    let Some(inside) = path.in_content() else { return FileKind::Media };
    if let Some((original, language)) = translated(path) {
        return translation_kind(&original, &language, settings);
    }
    match inside {
        "portal.yaml" => return FileKind::Settings,
        "index.md" => return FileKind::Home,
        "glossary.yaml" => return FileKind::Glossary,
        "obligations.yaml" => return FileKind::Duties,
        "versions.lock" => return FileKind::Lock,
        _ => {}
    }
    let extension = path.extension();
    if extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml") {
        if let Some(name) = inside.strip_prefix("quizzes/") {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            return if is_kebab_case(stem) { FileKind::Quiz } else { FileKind::Unexpected(Unexpected::Name) };
        }
        return FileKind::Unexpected(Unexpected::UnknownYaml);
    }
    if !extension.eq_ignore_ascii_case("md") {
        return FileKind::Media;
    }
    markdown_kind(inside, settings)
}

/// The file that a translation translates, and its language, as far as its name tells: `2.0.cy.md` is the Welsh `2.0.md`.
#[must_use]
pub fn translated(path: &FilePath) -> Option<(FilePath, Language)> {
    let (stem, extension) = path.as_str().rsplit_once('.')?;
    let (stem, language) = stem.rsplit_once('.')?;
    let is_text = extension == "md" || path.in_content() == Some(&format!("portal.{language}.yaml"));
    let is_translation = is_text && is_language_tag(language) && !stem.ends_with('/');
    is_translation.then(|| (FilePath::new(&format!("{stem}.{extension}")), Language::new(language)))
}

fn translation_kind(original: &FilePath, language: &Language, settings: &Settings) -> FileKind {
    let kind = match classify(original, settings) {
        FileKind::Settings => FileKind::Wording,
        FileKind::Home => FileKind::Translation(Original::Home),
        FileKind::Index => FileKind::Translation(Original::Index),
        FileKind::Version(_) => FileKind::Translation(Original::Version),
        FileKind::Draft => FileKind::Translation(Original::Draft),
        FileKind::Living => FileKind::Translation(Original::Living),
        FileKind::Change => return FileKind::Unexpected(Unexpected::NotTranslated),
        // What is wrong with the name of the original is wrong with this one.
        unexpected => return unexpected,
    };
    if settings.further_languages().contains(language) { kind } else { FileKind::Unexpected(Unexpected::Language) }
}

fn markdown_kind(inside: &str, settings: &Settings) -> FileKind {
    let Some((folder, name)) = inside.rsplit_once('/') else {
        return FileKind::Unexpected(Unexpected::NoCollection);
    };
    let stem = name.strip_suffix(".md").unwrap_or_default();
    let top = folder.split('/').next().unwrap_or_default();
    let collection = settings.collections.iter().find(|(id, _)| id.as_str() == top);
    let in_order = |part: &str| part.split('/').all(crate::model::is_kebab_case);
    match collection.map(|(_, collection)| collection.kind) {
        None if folder == "changelog" => FileKind::Change,
        None => FileKind::Unexpected(Unexpected::NoCollection),
        Some(_) if !in_order(folder) => FileKind::Unexpected(Unexpected::Name),
        Some(CollectionKind::Living) if stem == "index" => FileKind::Index,
        Some(CollectionKind::Living) if in_order(stem) => FileKind::Living,
        Some(CollectionKind::Living) => FileKind::Unexpected(Unexpected::Name),
        Some(CollectionKind::Versioned) if stem == "index" && folder == top => FileKind::Index,
        Some(CollectionKind::Versioned) if folder.matches('/').count() == 1 => match Version::parse(stem) {
            _ if stem == "draft" => FileKind::Draft,
            Some(version) => FileKind::Version(version),
            None => FileKind::Unexpected(Unexpected::NotAVersion),
        },
        Some(CollectionKind::Versioned) => FileKind::Unexpected(Unexpected::NotAVersion),
    }
}

fn parse(kind: FileKind, file: &SourceFile) -> Outcome {
    let Data::Text(text) = &file.data else { return (None, Vec::new()) };
    let mut findings = Vec::new();
    let parsed = match kind {
        FileKind::Change => change::parse(&file.path, text, &mut findings).map(Box::new).map(ParsedFile::Change),
        FileKind::Glossary => Some(ParsedFile::Glossary(glossary::parse(&file.path, text, &mut findings))),
        FileKind::Quiz => Some(ParsedFile::Quiz(Box::new(quiz::parse(&file.path, text, &mut findings)))),
        FileKind::Duties => Some(ParsedFile::Duties(duties(&file.path, text, &mut findings))),
        FileKind::Home
        | FileKind::Index
        | FileKind::Version(_)
        | FileKind::Draft
        | FileKind::Living
        | FileKind::Translation(_) => {
            Some(ParsedFile::Document(Box::new(document::parse(kind, &file.path, text, &mut findings))))
        }
        FileKind::Settings | FileKind::Wording | FileKind::Lock | FileKind::Media | FileKind::Unexpected(_) => None,
    };
    (parsed, findings)
}

fn duties(file: &FilePath, text: &str, findings: &mut Vec<Diagnostic>) -> DutyRegister {
    let mut source = Source::whole(file, text);
    let (register, faults): (DutyRegister, _) = read_yaml(&mut source, findings);
    for (index, duty) in register.duties.iter().enumerate() {
        let keys =
            [("id", duty.id.is_some()), ("title", !duty.title.is_empty()), ("summary", !duty.summary.is_empty())];
        for key in keys {
            source.require_in(YamlPath::root().key("duties").index(index), key, &faults, findings);
        }
    }
    DutyRegister { text: source.yaml, ..register }
}

/// A file that cannot be read, as far as its name tells what it is, so that what leads to it is not found to lead nowhere.
#[must_use]
pub fn lost(kind: FileKind, path: &FilePath) -> Option<ParsedFile> {
    let lost = || Parsed::lost(path, translated(path).map(|(_, language)| language));
    match kind {
        FileKind::Glossary => Some(ParsedFile::Glossary(Glossary { is_lost: true, ..Glossary::default() })),
        // What is missing in it is not what is wrong with it.
        FileKind::Quiz => Some(ParsedFile::Quiz(Box::new(quiz::parse(path, &"".into(), &mut Vec::new())))),
        FileKind::Home
        | FileKind::Index
        | FileKind::Version(_)
        | FileKind::Draft
        | FileKind::Living
        | FileKind::Translation(_) => Some(ParsedFile::Document(Box::new(lost()))),
        _ => None,
    }
}

/// Some YAML in a file: all of it, or its front matter.
struct Source<'a> {
    file: &'a FilePath,
    text: &'a str,
    yaml: YamlText,
}

impl<'a> Source<'a> {
    fn whole(file: &'a FilePath, text: &'a str) -> Self {
        // A byte order mark is allowed at the start of a YAML stream; its reader need not see it.
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        Self::part(file, text, start..text.len())
    }

    fn part(file: &'a FilePath, text: &'a str, range: std::ops::Range<usize>) -> Self {
        Self { file, text, yaml: YamlText { range, left_out: LeftOut::default() } }
    }

    fn yaml(&self) -> &'a str {
        self.text.get(self.yaml.range.clone()).unwrap_or_default()
    }

    /// The place of a key or value of what was read.
    fn place(&self, path: YamlPath, part: Part) -> Place {
        self.yaml.place(self.file, path, part)
    }

    /// True where there is a finding about a value of what was read, or about a part of it.
    fn is_faulty(&self, path: YamlPath, faults: &Faults) -> bool {
        faults.touches(&self.yaml.left_out.as_written(path))
    }

    /// Reports a key that must be there, unless something is already said about it.
    fn require(&self, key: &'static str, present: bool, faults: &Faults, findings: &mut Vec<Diagnostic>) {
        if !present && !faults.has(key) {
            findings.push(missing_key::finding(Place::file(self.file), key));
        }
    }

    /// The same for a key of a mapping in what was read.
    fn require_in(
        &self,
        mapping: YamlPath,
        (key, present): (&'static str, bool),
        faults: &Faults,
        findings: &mut Vec<Diagnostic>,
    ) {
        let path = mapping.key(key);
        if !present && !self.is_faulty(path.clone(), faults) {
            findings.push(missing_key::finding(self.place(path, Part::Value), key));
        }
    }
}

fn read_yaml<T: DeserializeOwned + Default>(source: &mut Source<'_>, findings: &mut Vec<Diagnostic>) -> (T, Faults) {
    let (value, problems, left_out) = yaml::read::<T>(source.yaml());
    let mut faults = Faults::default();
    for problem in problems {
        faults.add(&problem);
        findings.push(problem_finding(source, problem));
    }
    source.yaml.left_out = left_out;
    (value.unwrap_or_default(), faults)
}

/// Reads the texts of a theme's file, with what is wrong in it.
#[must_use]
pub fn read_strings(file: &FilePath, text: &str) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let (texts, _) = read_yaml(&mut Source::whole(file, text), &mut findings);
    (texts, findings)
}

fn problem_finding(source: &Source<'_>, problem: yaml::Problem) -> Diagnostic {
    use yaml::ProblemKind as Kind;
    let place = match problem.at {
        Some(at) => {
            let at = (source.yaml.range.start + at).min(source.yaml.range.end);
            Place::bytes(source.file, at..at)
        }
        None => {
            let (text, path) = (source.yaml.range.clone(), problem.path.clone());
            Place { file: source.file.clone(), at: Locator::Yaml { text, path, part: problem.part } }
        }
    };
    match problem.kind {
        Kind::Syntax { message, help } => yaml_syntax::finding(place, &message, help),
        Kind::UnknownKey { key, expected, nearest } => match document::original_of(source.file, &key) {
            Some(original) => unknown_key::in_translation(place, &key, original.name()),
            None => unknown_key::finding(place, &key, &expected, nearest),
        },
        Kind::UnknownVariant { value, expected, nearest } => {
            invalid_value::not_one_of(place, &value, &expected, nearest)
        }
        Kind::WrongType { expected, found } => invalid_value::wrong_type(place, &problem.path, &expected, &found),
        Kind::InvalidValue { message } => invalid_value::rejected(place, &message),
        Kind::MissingKey { key } => missing_key::finding(place, key),
    }
}
