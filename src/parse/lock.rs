//! `versions.lock`: its lines, and whether their chain holds.

use crate::check::broken_lock;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, DocumentId, HEADER, Lock, Record, Seal, Version, first, percent_decode, sum};
use crate::source::Hash;
use crate::span::{FilePath, Place};

/// Reads the lock. Lines that cannot be read are findings and are left out.
pub(super) fn parse(file: &FilePath, text: &str) -> (Lock, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut lock = Lock::default();
    let mut at = 0;
    let mut previous = first();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let line_start = at;
        at += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let place = Place::bytes(file, line_start..line_start + line.len());
        if index == 0 {
            if line != HEADER {
                findings.push(broken_lock::header(place));
            }
            continue;
        }
        let (body, said) = line.rsplit_once(' ').unwrap_or((line, ""));
        let Some((mut record, before)) = record(body) else {
            findings.push(broken_lock::line(place));
            previous = said.to_owned();
            continue;
        };
        let name = format!("{} {}", record.seal.document, record.seal.version);
        record.range = line_start..line_start + name.len();
        let place = Place::bytes(file, record.range.clone());
        said.clone_into(&mut record.sum);
        let name = format!("version {} of `{}`", record.seal.version, record.seal.document);
        if sum(body) != said {
            findings.push(broken_lock::edited(place, &name));
        } else if before != previous {
            findings.push(broken_lock::chain(place, &name, lock.records.is_empty()));
        } else if lock.get(&record.seal).is_some() {
            findings.push(broken_lock::twice(place, &name));
        }
        said.clone_into(&mut previous);
        lock.push(record);
    }
    if text.is_empty() {
        findings.push(broken_lock::header(Place::bytes(file, 0..0)));
    } else if !text.ends_with('\n') {
        findings.push(broken_lock::cut(Place::bytes(file, text.len()..text.len())));
    }
    (lock, findings)
}

/// One record, less its place and sum, and the sum of the line before it.
fn record(body: &str) -> Option<(Record, &str)> {
    let (fields, previous) = body.rsplit_once(' ')?;
    hash(previous)?;
    let mut fields = fields.split(' ');
    let document = fields.next().filter(|id| id.split('/').all(crate::model::is_kebab_case))?;
    let version = Version::parse(fields.next()?)?;
    let language = fields.next().filter(|language| !language.is_empty())?;
    let date = Date::parse(fields.next()?)?;
    let text = hash(fields.next()?)?;
    let mut media = Vec::new();
    for field in fields {
        let (path, digits) = field.split_once('=')?;
        media.push((percent_decode(path), hash(digits)?));
    }
    let seal = Seal { document: DocumentId::new(document), version, language: language.to_owned(), text, media };
    Some((Record { seal, date, range: 0..0, sum: String::new() }, previous))
}

fn hash(digits: &str) -> Option<Hash> {
    let small = digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    Hash::from_hex(digits).ok().filter(|_| small)
}
