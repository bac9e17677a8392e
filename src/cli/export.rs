//! `vellum export`

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Outcome;
use super::args::{Arguments, ExportCommand};
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::check::nearest;
use crate::model::{Quiz, QuizId, Site, Standard};
use crate::package::{Content, Files, SCORM12_STATE, files, longest_state, zip};
use crate::render::{LinkStyle, Renderer};
use crate::source::Data;

/// Writes a package, or nothing.
pub(super) fn run(arguments: &Arguments, command: &ExportCommand, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (standard, options) = match command {
        ExportCommand::Scorm { version, package } => ((*version).into(), package),
        ExportCommand::Cmi5(package) => (Standard::Cmi5, package),
    };
    let mut portal = load(arguments, &Folders::of(arguments))?;
    if !portal.has_errors() {
        let quiz = quiz(&portal.site, &options.quiz)?;
        fits(quiz, standard)?;
        let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative);
        let made = files(&renderer, &portal.site, &quiz.id, standard, options.on_failing.into());
        match made.context("the quiz has vanished")? {
            Ok(files) => {
                let out = options.out.clone().unwrap_or_else(|| default_name(quiz, standard));
                let bytes = archive(&files)?;
                write(&out, &bytes).map_err(|error| unwritable(&out, &error))?;
                let own: Vec<_> = portal.findings.iter().filter(|one| one.place.file == quiz.file).cloned().collect();
                terminal.findings(&own, &portal.snapshot);
                terminal.data(&format!("{}\n", out.display()));
                terminal.note(&format!("{} files in {} kB", files.len(), bytes.len().div_ceil(1000)));
                return Ok(Outcome::Clean);
            }
            Err(finding) => portal.add(vec![*finding]),
        }
    }
    terminal.findings(&portal.findings, &portal.snapshot);
    terminal.note("nothing was exported, because there are errors");
    Ok(Outcome::Findings)
}

/// The quiz that was asked for: its name, or the path of its file.
fn quiz<'a>(site: &'a Site, typed: &str) -> anyhow::Result<&'a Quiz> {
    let name = typed.rsplit(['/', '\\']).next().unwrap_or(typed);
    let name = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name);
    if let Some(quiz) = site.quizzes.get(&QuizId::new(name)) {
        return Ok(quiz);
    }
    let names: Vec<&str> = site.quizzes.keys().map(QuizId::as_str).collect();
    let help = match nearest(name, names.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if names.is_empty() => "the content has no quizzes; `vellum new quiz NAME` writes one".to_owned(),
        None => format!("the quizzes are: {}", names.join(", ")),
    };
    anyhow::bail!("there is no quiz `{name}`; {help}")
}

/// No attempt may be lost because the learning system keeps too little.
fn fits(quiz: &Quiz, standard: Standard) -> anyhow::Result<()> {
    let longest = longest_state(quiz).filter(|longest| standard != Standard::Scorm12 || *longest <= SCORM12_STATE);
    anyhow::ensure!(
        longest.is_some(),
        "an attempt at `{}` has {} questions, more than {} can keep; let `draw` take fewer of them, or split the quiz",
        quiz.id,
        quiz.drawn(),
        if standard == Standard::Scorm12 { "SCORM 1.2" } else { "a package" }
    );
    Ok(())
}

fn default_name(quiz: &Quiz, standard: Standard) -> PathBuf {
    PathBuf::from(format!("{}-{}.zip", quiz.id, standard.name()))
}

fn archive(files: &Files<'_>) -> anyhow::Result<Vec<u8>> {
    let mut read = Vec::with_capacity(files.len());
    for (path, content) in files {
        let bytes = match content {
            Content::Made(bytes) => bytes.clone(),
            Content::Asset(bytes) => bytes.to_vec(),
            Content::Picture(file) => match &file.data {
                Data::Text(text) => text.as_bytes().to_vec(),
                Data::Bytes(bytes) => bytes.to_vec(),
                Data::Disk { path, .. } => {
                    std::fs::read(path).with_context(|| format!("cannot read the picture `{}`", path.display()))?
                }
            },
        };
        read.push((path.as_str(), bytes));
    }
    Ok(zip(read.iter().map(|(path, bytes)| (*path, bytes.as_slice())))?)
}

/// Writes the whole file, or leaves what was there.
fn write(out: &Path, bytes: &[u8]) -> io::Result<()> {
    if out.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut beside = out.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, out));
    if written.is_err() {
        // What is left of it would only be in the way; the error that matters is the first.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn unwritable(out: &Path, error: &io::Error) -> anyhow::Error {
    let help = match error.kind() {
        ErrorKind::NotFound => "its folder does not exist; make it, or choose another one with --out",
        ErrorKind::IsADirectory => "give the name of a file with --out",
        _ => "choose another file with --out",
    };
    anyhow::anyhow!("cannot write `{}`: {error}; {help}", out.display())
}
