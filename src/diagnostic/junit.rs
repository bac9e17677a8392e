//! Findings as a JUnit report, which most CI systems show as tests: a suite a file, a case a finding. Only errors fail,
//! since only they stop a build; warnings and notes are what a passing case printed.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Diagnostic, Level, Spot};
use crate::source::Snapshot;

/// The report as XML with a final line end. Where nothing was found, it is one case that passes.
#[must_use]
pub fn junit(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let cases: Vec<Case<'_>> = diagnostics.iter().map(|diagnostic| Case::of(diagnostic, snapshot)).collect();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let (tests, failures) = counts(&cases);
    let _ = writer
        .create_element("testsuites")
        .with_attributes([
            ("name", "vellum check"),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
            ("errors", "0"),
        ])
        .write_inner_content(|writer| {
            if cases.is_empty() {
                return suite(writer, "content", &[]);
            }
            cases.chunk_by(|one, other| one.file == other.file).try_for_each(|cases| {
                let file = cases.first().map(|case| case.file.as_str()).unwrap_or_default();
                suite(writer, file, cases)
            })
        });
    let mut xml = String::from_utf8(writer.into_inner()).unwrap_or_default();
    xml.push('\n');
    xml
}

struct Case<'a> {
    diagnostic: &'a Diagnostic,
    file: String,
    line: Option<usize>,
    text: String,
}

impl<'a> Case<'a> {
    fn of(diagnostic: &'a Diagnostic, snapshot: &Snapshot) -> Self {
        let spot = Spot::of(&diagnostic.place, snapshot);
        let mut text = format!("{spot}: {}", diagnostic.message);
        for (place, what) in &diagnostic.related {
            text.push_str(&format!("\n{what}: {}", Spot::of(place, snapshot)));
        }
        if let Some(help) = &diagnostic.help {
            text.push_str(&format!("\nhelp: {help}"));
        }
        Self { diagnostic, line: spot.start.map(|start| start.line), file: allowed(&spot.file), text: allowed(&text) }
    }
}

fn counts(cases: &[Case<'_>]) -> (String, String) {
    let failures = cases.iter().filter(|case| case.diagnostic.level == Level::Error).count();
    (cases.len().max(1).to_string(), failures.to_string())
}

fn suite(writer: &mut Writer<Vec<u8>>, name: &str, cases: &[Case<'_>]) -> std::io::Result<()> {
    let (tests, failures) = counts(cases);
    writer
        .create_element("testsuite")
        .with_attributes([("name", name), ("tests", tests.as_str()), ("failures", failures.as_str()), ("errors", "0")])
        .write_inner_content(|writer| {
            if cases.is_empty() {
                let passed = writer.create_element("testcase");
                passed.with_attributes([("name", "check"), ("classname", name)]).write_empty()?;
            }
            cases.iter().try_for_each(|found| case(writer, found))
        })
        .map(|_| ())
}

fn case(writer: &mut Writer<Vec<u8>>, case: &Case<'_>) -> std::io::Result<()> {
    let Diagnostic { rule, level, message, .. } = case.diagnostic;
    let line = case.line.map(|line| line.to_string());
    let attributes = [("name", rule.name), ("classname", case.file.as_str()), ("file", case.file.as_str())];
    writer
        .create_element("testcase")
        .with_attributes(attributes)
        .with_attributes(line.as_deref().map(|line| ("line", line)))
        .write_inner_content(|writer| {
            let outcome = match level {
                Level::Error => writer
                    .create_element("failure")
                    .with_attributes([("message", allowed(message).as_str()), ("type", rule.name)]),
                _ => writer.create_element("system-out"),
            };
            outcome.write_text_content(BytesText::new(&case.text)).map(|_| ())
        })
        .map(|_| ())
}

/// Without the characters that XML cannot hold at all (XML 1.0, section 2.2).
fn allowed(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}
