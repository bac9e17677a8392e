//! Whatever is done to a line of the lock is found.

use std::sync::{Arc, LazyLock, Mutex};

use proptest::prelude::*;
use vellum::model::Date;
use vellum::portal::{Memo, Options, Portal};
use vellum::source::Snapshot;

use crate::support::{Project, TODAY, Tree};

const LOCK: &str = "content/versions.lock";

/// Four versions of one policy, with their lock as lines.
fn released() -> (Project, Vec<String>) {
    let project = Project::new()
        .version("1.1", "2026-04-01", "2026-04-01")
        .version("1.2", "2026-05-01", "2026-05-01")
        .version("2.0", "2026-06-01", "2026-06-01")
        .locked();
    let text = String::from_utf8(project.files[LOCK].clone()).unwrap();
    let lines = text.lines().map(str::to_owned).collect();
    (project, lines)
}

/// The four versions, made once, and a memory of what the files of earlier cases held.
static RELEASED: LazyLock<(Project, Vec<String>)> = LazyLock::new(released);
static MEMO: LazyLock<Mutex<Memo>> = LazyLock::new(Mutex::default);

fn is_found(files: &Tree) -> bool {
    let (snapshot, findings) = Snapshot::from_files(files);
    let options = Options { as_of: Date::parse(TODAY).unwrap(), drafts: false, base_url: None };
    let mut memo = MEMO.lock().unwrap();
    Portal::new(Arc::new(snapshot), findings, &options, &mut memo).has_errors()
}

#[derive(Clone, Debug)]
enum Harm {
    Edit { line: usize, at: usize, with: char },
    Remove { line: usize },
    Repeat { line: usize, to: usize },
    Swap { one: usize, other: usize },
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        (0..5_usize, 0..400_usize, "[0-9a-f ./-]").prop_map(|(line, at, with)| Harm::Edit {
            line,
            at,
            with: with.chars().next().unwrap()
        }),
        (0..5_usize).prop_map(|line| Harm::Remove { line }),
        (0..5_usize, 0..6_usize).prop_map(|(line, to)| Harm::Repeat { line, to }),
        (0..5_usize, 0..5_usize).prop_map(|(one, other)| Harm::Swap { one, other }),
    ]
}

fn inflict(lines: &mut Vec<String>, harm: &Harm) {
    match *harm {
        Harm::Edit { line, at, with } => {
            let mut letters: Vec<char> = lines[line % lines.len()].chars().collect();
            let at = at % letters.len();
            letters[at] = with;
            let index = line % lines.len();
            lines[index] = letters.into_iter().collect();
        }
        Harm::Remove { line } => drop(lines.remove(line % lines.len())),
        Harm::Repeat { line, to } => {
            let copy = lines[line % lines.len()].clone();
            lines.insert(to % (lines.len() + 1), copy);
        }
        Harm::Swap { one, other } => {
            let len = lines.len();
            lines.swap(one % len, other % len);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_removal_repetition_and_reordering_is_found(harms in prop::collection::vec(harm(), 1..4)) {
        let (project, whole) = &*RELEASED;
        let mut lines = whole.clone();
        for harm in &harms {
            inflict(&mut lines, harm);
            if lines.is_empty() {
                break;
            }
        }
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        prop_assert_eq!(is_found(&project.clone().file(LOCK, text).files), lines != *whole, "{:?}", lines);
    }

    #[test]
    fn every_edit_of_a_released_file_is_found(at in 0..400_usize, with in "[a-z]") {
        let (project, _) = &*RELEASED;
        let path = "content/policies/conduct/1.1.md";
        let mut bytes = project.files[path].clone();
        let at = at % bytes.len();
        let same = bytes[at] == with.as_bytes()[0];
        bytes[at] = with.as_bytes()[0];
        prop_assert_eq!(is_found(&project.clone().file(path, bytes).files), !same);
    }
}
