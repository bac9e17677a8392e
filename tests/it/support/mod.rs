//! What the tests share: a project to change a little, a way to run the command on it, and a reader of HTML.

pub(crate) mod crawl;
pub(crate) mod html;
pub(crate) mod library;
pub(crate) mod picture;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The date that every run is for, unless a test says otherwise.
pub(crate) const TODAY: &str = "2026-11-23";

/// Files by their path below a folder.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

const SETTINGS: &str = "\
title: Portal
organisation: Example
base_url: https://policy.example.org/
contacts:
  team: {title: The team, email: team@example.org}
  board: {title: The board}
roles:
  all-staff: {title: All staff, everyone: true}
  managers: {title: Managers}
topics:
  conduct: {title: Conduct}
collections:
  policies: {kind: versioned, title: Policies, numbered: true, review_every: 12 months}
  guidance: {kind: living, title: Guidance, review_every: 12 months}
";

const HOME: &str = "\
---
title: Welcome
summary: What applies here.
---
Everything in one place.
";

const CONDUCT: &str = "\
---
title: Conduct
summary: How we behave.
owner: team
approved_by: board
approved_on: 2026-02-23
effective: 2026-03-02
roles: [all-staff]
---
## Being kind {#being-kind}

Be kind.
";

const START: &str = "\
---
title: Start here
summary: Where to begin.
owner: team
updated: 2026-03-02
roles: [all-staff]
---
Begin with the [conduct policy](../policies/conduct/).
";

const ENTRY: &str = "\
---
date: 2026-03-02
kind: new
documents: {policies/conduct: \"1.0\"}
---
The first version.
";

/// The files of a project, not yet on any disk.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) files: Tree,
}

impl Project {
    /// A small portal in which `check` finds nothing.
    pub(crate) fn new() -> Self {
        Self::empty()
            .file("content/portal.yaml", SETTINGS)
            .file("content/index.md", HOME)
            .file("content/policies/conduct/1.0.md", CONDUCT)
            .file("content/guidance/start.md", START)
            .file("content/changelog/2026-03-02-conduct.md", ENTRY)
    }

    /// No file at all.
    pub(crate) fn empty() -> Self {
        Self { files: Tree::new() }
    }

    /// The files of a folder, for example of a golden site.
    pub(crate) fn from_folder(folder: &Path) -> Self {
        Self { files: read_tree(folder) }
    }

    /// Adds or replaces a file.
    pub(crate) fn file(mut self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.to_owned(), text.as_ref().to_vec());
        self
    }

    /// Removes a file.
    pub(crate) fn without(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "there is no {path}");
        self
    }

    /// Replaces a part of a file.
    pub(crate) fn edit(mut self, path: &str, from: &str, to: &str) -> Self {
        let bytes = self.files.get_mut(path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{path} does not hold {from:?}");
        *bytes = text.replacen(from, to, 1).into_bytes();
        self
    }

    /// Replaces a part of `portal.yaml`.
    pub(crate) fn setting(self, from: &str, to: &str) -> Self {
        self.edit("content/portal.yaml", from, to)
    }

    /// Adds lines to `portal.yaml`.
    pub(crate) fn settings(self, lines: &str) -> Self {
        self.append("content/portal.yaml", lines)
    }

    /// Adds lines to the text of the page `content/guidance/start.md`: its line 9 and those after.
    pub(crate) fn text(self, lines: &str) -> Self {
        self.append("content/guidance/start.md", lines)
    }

    /// Adds lines to a file.
    pub(crate) fn append(mut self, path: &str, lines: &str) -> Self {
        self.files.get_mut(path).unwrap().extend_from_slice(lines.as_bytes());
        self
    }

    /// The files below `content/`, by their path there.
    pub(crate) fn content(&self) -> Tree {
        let inside =
            |(path, bytes): (&String, &Vec<u8>)| Some((path.strip_prefix("content/")?.to_owned(), bytes.clone()));
        self.files.iter().filter_map(inside).collect()
    }

    /// Adds a version of the conduct policy, with its changelog entry.
    pub(crate) fn version(self, version: &str, approved: &str, effective: &str) -> Self {
        let text = CONDUCT.replace("2026-02-23", approved).replace("2026-03-02", effective);
        let entry = ENTRY.replace("2026-03-02", effective).replace("1.0", version).replace("new", "editorial");
        self.file(&format!("content/policies/conduct/{version}.md"), text)
            .file(&format!("content/changelog/{effective}-conduct-{version}.md"), entry)
    }

    /// Writes the project into a temporary folder.
    pub(crate) fn write(&self) -> Folder {
        let folder = Folder { root: tempfile::tempdir().unwrap() };
        for (path, bytes) in &self.files {
            folder.file(path, bytes);
        }
        folder
    }

    /// Runs `vellum check`.
    pub(crate) fn check(&self) -> Run {
        self.run(&["check"])
    }

    /// Runs `vellum` once in a folder of its own.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.write().run(arguments)
    }

    /// What `vellum build` with more arguments publishes; fails if it does not.
    pub(crate) fn publish(&self, arguments: &[&str]) -> Tree {
        let folder = self.write();
        let run = folder.run(&[&["build"], arguments].concat());
        assert_eq!(run.code, 0, "{run}");
        folder.out()
    }
}

/// A project on the disk, removed at the end.
#[derive(Debug)]
pub(crate) struct Folder {
    root: TempDir,
}

impl Folder {
    /// A path in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Writes a file.
    pub(crate) fn file(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The command with the folder as its current one, no arguments and no variables that matter.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.root.path());
        for name in ["SOURCE_DATE_EPOCH", "RAYON_NUM_THREADS", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the command, for the date of all tests unless the arguments say another.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, |_| {})
    }

    /// Runs the command after `prepare`.
    pub(crate) fn run_with(&self, arguments: &[&str], prepare: impl FnOnce(&mut Command)) -> Run {
        let mut command = self.command(env!("CARGO_BIN_EXE_vellum"));
        command.args(arguments).args(["--color", "never"]);
        if !arguments.contains(&"--as-of") {
            command.args(["--as-of", TODAY]);
        }
        prepare(&mut command);
        self.finish(&command.output().unwrap())
    }

    /// What a command said, with the folder as `TMP` and without figures.
    pub(crate) fn finish(&self, output: &Output) -> Run {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let real = self.root.path().canonicalize().unwrap();
            without_figures(
                &text.replace(&*real.to_string_lossy(), "TMP").replace(&*self.root.path().to_string_lossy(), "TMP"),
            )
        };
        Run { code: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// Runs `vellum build` into `public`.
    pub(crate) fn build(&self) -> Run {
        self.run(&["build"])
    }

    /// What is in `public`.
    pub(crate) fn out(&self) -> Tree {
        read_tree(&self.path("public"))
    }
}

/// How a run of the command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit {}", self.code)?;
        if !self.stdout.is_empty() {
            writeln!(f, "--- standard output\n{}--- standard error", self.stdout)?;
        }
        f.write_str(&self.stderr)
    }
}

/// All files below a folder; none if it does not exist. Links are followed.
pub(crate) fn read_tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name: Vec<_> = path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
                found.insert(name.join("/"), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The text of a file of a tree.
#[track_caller]
pub(crate) fn text<'a>(tree: &'a Tree, path: &str) -> &'a str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("there is no {path} in {:?}", tree.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// Numbers that depend on the machine and on the theme become `_`: `published _ files (_ MB) for 2026-11-23 in _ ms`.
fn without_figures(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("published ") {
        None => line.to_owned(),
        Some(rest) => {
            let words = rest.split(' ').enumerate().map(|(index, word)| match index {
                0 | 7 => "_",
                2 => "(_",
                _ => word,
            });
            format!("published {}", words.collect::<Vec<_>>().join(" "))
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
