//! The look of the portal: templates, assets and texts of the default theme, each replaced by the project's own file of
//! the same path.

mod assets;
mod classic;
mod filters;
#[cfg(test)]
mod minify;
#[cfg(test)]
mod scopes;
#[cfg(test)]
mod script;
mod site;
mod strings;

pub(crate) use assets::ASSETS;
pub use assets::Asset;
pub use site::ContactView;
pub use strings::{Strings, fill};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};
use tera::Tera;

use crate::check::{setting, template_error, theme_file};
use crate::diagnostic::Diagnostic;
use crate::model::{Language, Settings};
use crate::parse::read_wordings;
use crate::source::{Data, Hash, Snapshot};
use crate::span::{FilePath, Part, Place};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The templates of what stands around pages.
const FRAME: [&str; 4] = [
    "templates/parts/head.html",
    "templates/parts/header.html",
    "templates/parts/crumbs.html",
    "templates/parts/footer.html",
];

/// Everything that decides how pages look.
pub struct Theme {
    /// The templates, by path below `templates/`.
    pub templates: Tera,
    /// Style sheets, scripts, pictures and fonts, by path below `assets/`.
    pub assets: BTreeMap<String, Asset>,
    /// The texts of the interface.
    pub strings: Strings,
    /// The scripts as they were written, by path below `assets/`, but with the texts of the interface.
    scripts: BTreeMap<String, String>,
    /// The theme in the portal's further languages: the same look with other words.
    pub languages: BTreeMap<Language, Theme>,
    /// Whether what stands around pages is ours, of which it is known what it depends on.
    pub(crate) has_our_frame: bool,
    /// Where each template was read from.
    places: BTreeMap<String, FilePath>,
}

/// The theme that was loaded last, with its findings and the hash of all that it was made from.
#[derive(Clone, Default)]
pub struct Memo(Option<(Hash, Arc<Theme>, Vec<Diagnostic>)>);

impl Theme {
    /// Loads the default theme and what the project's own theme of that name replaces. The last theme is taken again
    /// where neither its files nor the settings have changed.
    #[must_use]
    pub fn load(snapshot: &Snapshot, settings: &Settings, memo: &mut Memo) -> (Arc<Self>, Vec<Diagnostic>) {
        let key = key(snapshot);
        if let Some((known, theme, findings)) = &memo.0
            && *known == key
        {
            return (Arc::clone(theme), findings.clone());
        }
        let (theme, findings) = Self::fresh(snapshot, settings);
        let theme = Arc::new(theme);
        memo.0 = Some((key, Arc::clone(&theme), findings.clone()));
        (theme, findings)
    }

    fn fresh(snapshot: &Snapshot, settings: &Settings) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let files = merge(snapshot, settings, &mut findings);
        let mut strings = strings::read(&files, &settings.languages, &mut findings);
        let own = strings.remove(&settings.default_language()).unwrap_or_default();
        let (mut theme, templates) = Self::of(&files, settings, own, &mut findings);
        theme.add_templates(&templates, snapshot, &mut findings);
        let (worded, _) = read_wordings(snapshot, settings);
        for (language, strings) in strings {
            // What is wrong with the files is known already.
            let mut known = Vec::new();
            let settings = worded.get(&language).unwrap_or(settings);
            let (mut other, templates) = Self::of(&files, settings, strings, &mut known);
            other.add_templates(&templates, snapshot, &mut known);
            theme.languages.insert(language, other);
        }
        (theme, findings)
    }

    /// The theme in one language, with the texts of its templates.
    fn of(
        files: &BTreeMap<String, ThemeFile>,
        settings: &Settings,
        strings: Strings,
        findings: &mut Vec<Diagnostic>,
    ) -> (Self, Vec<(String, String)>) {
        let scripts = scripts(files, &strings);
        let assets = assets::prepare(files, &scripts, (settings, &strings), findings);
        let mut places = BTreeMap::new();
        let mut templates = Vec::new();
        for (path, file) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                places.insert(name.to_owned(), file.path.clone());
                templates.push((name.to_owned(), file.text().into_owned()));
            }
        }
        let has_our_frame = FRAME.iter().all(|part| files.get(*part).is_some_and(|file| !file.is_own));
        let mut tera = Tera::new();
        filters::add_to(&mut tera);
        tera.global_context().insert("site", &site::SiteView::of(settings));
        tera.global_context().insert("t", &strings);
        let languages = BTreeMap::new();
        (Self { templates: tera, assets, strings, scripts, languages, has_our_frame, places }, templates)
    }

    /// A script that imports others or is imported, by its path below `assets/`, as one classic script: for portals
    /// without a server. `None` for every other asset.
    #[must_use]
    pub fn classic_script(&self, name: &str) -> Option<String> {
        // What starts a page comes as one script everywhere.
        let is_start = self.scripts.get(name).is_some_and(|script| classic::is_start(script));
        if is_start { None } else { classic::bundle(name, &self.scripts) }
    }

    /// The place of a template, or of a line in it.
    #[must_use]
    pub fn template_place(&self, snapshot: &Snapshot, error: &tera::Error) -> (Place, String) {
        let (name, at, message) = error_parts(error);
        let unknown = FilePath::new("themes/default/templates");
        let path = self.places.get(&name).cloned().unwrap_or(unknown);
        match (snapshot.text(&path), at) {
            (Some(text), Some((line, column))) => (Place::bytes(&path, offset(text, line, column)), message),
            (None, Some((line, _))) => (Place::file(&path), format!("line {line}: {message}")),
            _ => (Place::file(&path), message),
        }
    }

    fn add_templates(&mut self, templates: &[(String, String)], snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) {
        let Err(error) = self.templates.add_raw_templates(templates.iter().map(|(name, text)| (name, text))) else {
            return;
        };
        // Tera stops at the first error. Syntax is found a template at a time, so that all of it is reported.
        let alone = templates.iter().filter_map(|(name, text)| Tera::new().add_raw_template(name, text).err());
        let mut errors: Vec<tera::Error> =
            alone.filter(|error| matches!(error.kind(), tera::ErrorKind::SyntaxError(_))).collect();
        if errors.is_empty() {
            errors.push(error);
        }
        for error in &errors {
            let (place, message) = self.template_place(snapshot, error);
            findings.push(template_error::syntax(place, &message));
        }
    }
}

/// The hash of everything that a theme is made from: the settings, in all languages, and the theme files.
fn key(snapshot: &Snapshot) -> Hash {
    let mut hasher = blake3::Hasher::new();
    let counts = |path: &FilePath| path.in_content().is_none_or(|path| path.starts_with("portal."));
    for file in snapshot.files().filter(|file| counts(&file.path)) {
        hasher.update(file.path.as_str().as_bytes());
        hasher.update(file.hash().as_bytes());
    }
    hasher.finalize()
}

/// A file of the theme after the project's own files have replaced the default ones.
struct ThemeFile {
    path: FilePath,
    bytes: Vec<u8>,
    /// True for one of the project that is not the same as ours.
    is_own: bool,
}

impl ThemeFile {
    /// The file as a text. What is none is shown as far as it can be.
    fn text(&self) -> Cow<'_, str> {
        // Looking for mistakes to replace takes several times as long as seeing that there are none.
        std::str::from_utf8(&self.bytes).map_or_else(|_| String::from_utf8_lossy(&self.bytes), Cow::Borrowed)
    }
}

fn merge(snapshot: &Snapshot, settings: &Settings, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    embedded(&DEFAULT, &mut files);
    let own = format!("themes/{}/", settings.theme);
    let mut found = false;
    for file in snapshot.files() {
        let Some(path) = file.path.as_str().strip_prefix(&own) else { continue };
        found = true;
        if !["templates/", "assets/", "strings/"].iter().any(|folder| path.starts_with(folder)) {
            findings.push(theme_file::misplaced(&file.path));
            continue;
        }
        let bytes = match &file.data {
            Data::Text(text) => text.replace("\r\n", "\n").into_bytes(),
            Data::Bytes(bytes) => bytes.to_vec(),
            Data::Disk { head, len, .. } if *len == head.len() as u64 => head.to_vec(),
            Data::Disk { len, .. } => {
                findings.push(crate::check::file_too_large::asset(&file.path, *len));
                continue;
            }
        };
        let is_own = files.get(path).is_none_or(|ours| ours.bytes != bytes);
        files.insert(path.to_owned(), ThemeFile { path: file.path.clone(), bytes, is_own });
    }
    // A name that no folder can have is a finding already.
    if !found && settings.theme != "default" && crate::model::is_kebab_case(&settings.theme) {
        findings.push(theme_file::no_theme(setting(&["theme"], Part::Value), &settings.theme));
    }
    files
}

fn embedded(folder: &Dir<'_>, files: &mut BTreeMap<String, ThemeFile>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => embedded(folder, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let source = FilePath::new(&format!("themes/default/{path}"));
                files.insert(path, ThemeFile { path: source, bytes: file.contents().to_vec(), is_own: false });
            }
        }
    }
}

fn scripts(files: &BTreeMap<String, ThemeFile>, strings: &Strings) -> BTreeMap<String, String> {
    let script = |(path, file): (&String, &ThemeFile)| {
        let name = path.strip_prefix("assets/").filter(|name| name.ends_with(".js"))?;
        let text = file.text().replace("\r\n", "\n");
        Some((name.to_owned(), assets::with_texts(&text, strings)))
    };
    files.iter().filter_map(script).collect()
}

/// The template, the line and column from 1, and the message of an error.
fn error_parts(error: &tera::Error) -> (String, Option<(usize, usize)>, String) {
    use tera::ErrorKind as Kind;
    match error.kind() {
        Kind::SyntaxError(report) | Kind::RenderingError(report) => {
            let span = report.span();
            let at = (span.start_line, span.start_col + 1);
            (report.filename().to_owned(), Some(at), report.message().to_owned())
        }
        Kind::MissingParent { current, parent } => {
            (current.clone(), None, format!("it extends `{parent}`, which does not exist"))
        }
        Kind::CircularExtend { tpl, .. } => (tpl.clone(), None, "it extends itself".to_owned()),
        Kind::CircularInclude { tpl, include_chain } => {
            (tpl.clone(), None, format!("it includes itself: {}", include_chain.join(" → ")))
        }
        Kind::TemplateNotFound(name) => (name.clone(), None, format!("there is no template `{name}`")),
        _ => reported(&error.to_string()),
    }
}

/// The parts of an error that Tera tells only in words: `error: MESSAGE`, then ` --> TEMPLATE:LINE:COLUMN`.
fn reported(text: &str) -> (String, Option<(usize, usize)>, String) {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        Some((parts.next()?.to_owned(), (line, column)))
    });
    match place {
        Some((name, at)) => (name, Some(at), message),
        None => (String::new(), None, message),
    }
}

/// The byte at a line and column, both from 1, as an empty range.
fn offset(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let inside = rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    let end = rest.find('\n').unwrap_or(rest.len());
    let at = start + inside.min(end);
    at..at
}
