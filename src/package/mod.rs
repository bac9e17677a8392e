//! Packages for a learning management system (LMS): the text that leads to a quiz and the quiz, in one zip file that works
//! without the portal. Made for SCORM 1.2, SCORM 2004 (4th edition) or cmi5.
//!
//! The page comes from [`crate::render`]; here it gets the manifest that its standard asks for, and becomes one file. The
//! scripts that talk with the system are `themes/default/assets/package-*.js`.

mod archive;
mod bound;
mod cmi5;
mod scorm;

pub use archive::zip;
pub use bound::{SCORM12_STATE, longest_state};

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::diagnostic::Diagnostic;
use crate::model::{OnFailing, QuizId, Site, Standard};
use crate::render::{PackagePage, Renderer, for_xml};
use crate::source::SourceFile;

/// The page that every package opens with.
const PAGE: &str = "index.html";

type Writer = quick_xml::Writer<Vec<u8>>;

/// The files of a package by their path in it.
pub type Files<'a> = BTreeMap<String, Content<'a>>;

/// What is in a file of a package.
pub enum Content<'a> {
    /// Bytes that were made.
    Made(Vec<u8>),
    /// Bytes of the theme.
    Asset(Cow<'a, [u8]>),
    /// A picture of the content.
    Picture(&'a SourceFile),
}

/// What a manifest tells of the training.
struct Course {
    id: String,
    title: String,
    summary: String,
    lang: String,
    /// A number in percent.
    pass_mark: u8,
    /// Where the portal shows the quiz.
    address: String,
    on_failing: OnFailing,
}

/// The files of the package of a quiz; `None` if there is no such quiz.
///
/// # Errors
///
/// A template that fails.
pub fn files<'a>(
    renderer: &Renderer<'a>,
    site: &Site,
    id: &QuizId,
    standard: Standard,
    on_failing: OnFailing,
) -> Option<Result<Files<'a>, Box<Diagnostic>>> {
    let page = renderer.package(id, standard, on_failing)?;
    let settings = &site.settings;
    let quiz = site.quizzes.get(id)?;
    let course = Course {
        id: quiz.id.to_string(),
        title: settings.fill_in(&quiz.title),
        summary: settings.fill_in(&quiz.summary),
        lang: settings.default_language().to_string(),
        pass_mark: quiz.pass_mark,
        address: format!("{}/{}", settings.base_url.trim_end_matches('/'), quiz.url.as_str()),
        on_failing,
    };
    Some(page.map(|page| with_manifest(page, standard, &course)))
}

fn with_manifest<'a>(page: PackagePage<'a>, standard: Standard, course: &Course) -> Files<'a> {
    let mut files = Files::from([(PAGE.to_owned(), Content::Made(page.html))]);
    files.extend(page.assets.into_iter().map(|(path, bytes)| (path, Content::Asset(bytes))));
    files.extend(page.pictures.into_iter().map(|(path, file)| (path, Content::Picture(file))));
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    let (name, manifest) = match standard {
        Standard::Scorm12 => ("imsmanifest.xml", scorm::manifest12(course, &paths)),
        Standard::Scorm2004 => ("imsmanifest.xml", scorm::manifest2004(course, &paths)),
        Standard::Cmi5 => ("cmi5.xml", cmi5::course_structure(course)),
    };
    files.insert(name.to_owned(), Content::Made(manifest));
    files
}

/// XML with its declaration. Writing to memory cannot fail.
fn xml(write: impl FnOnce(&mut Writer) -> std::io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let _ = write(&mut writer);
    let mut xml = writer.into_inner();
    xml.push(b'\n');
    xml
}

/// An element with nothing but text in it.
fn text(writer: &mut Writer, name: &str, text: &str) -> std::io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&for_xml(text))).map(|_| ())
}
