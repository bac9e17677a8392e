//! Warm equals cold: after any edits, a live portal answers what a fresh build of the same files writes.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vellum::model::{Date, UrlPath};
use vellum::serve::injected;

use super::Server;
use crate::support::{Project, TODAY};

/// One thing that an author or a checkout does.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, String),
    Remove(&'static str),
    Rename(&'static str, &'static str),
}

const PATHS: [&str; 15] = [
    "content/portal.yaml",
    "content/index.md",
    "content/glossary.yaml",
    "content/guidance/start.md",
    "content/guidance/start.cy.md",
    "content/policies/conduct/1.0.cy.md",
    "content/portal.cy.yaml",
    "content/guidance/more.md",
    "content/guidance/deep/page.md",
    "content/policies/conduct/1.0.md",
    "content/policies/conduct/1.1.md",
    "content/changelog/2026-03-02-conduct.md",
    "content/changelog/2026-04-02-more.md",
    "themes/default/templates/topic.html",
    "themes/default/assets/extra.css",
];

/// Files and folders that come and go as a whole.
const MOVED: [(&str, &str); 4] = [
    ("content/guidance", "content/elsewhere"),
    ("content/elsewhere", "content/guidance"),
    ("content/guidance/start.md", "content/guidance/begin.md"),
    ("content/guidance/begin.md", "content/guidance/start.md"),
];

fn texts() -> impl Strategy<Value = String> {
    let living = |title: &str, text: &str| {
        format!(
            "---\ntitle: {title}\nsummary: About it.\nowner: team\nupdated: 2026-03-02\nroles: [all-staff]\n---\n{text}\n"
        )
    };
    prop::sample::select(vec![
        living("One", "Text with a [link](../policies/conduct/#being-kind)."),
        living("Two", "## A heading\n\nWith `code`, {{ organisation }} and [more](more.md)."),
        living("Three", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        "---\ntitle: Dechrau\nsummary: Ble.\nupdated: 2026-03-01\n---\n[Polisi](../policies/conduct/#being-kind).\n".to_owned(),
        "---\ntitle: Ymddygiad\nsummary: Sut.\n---\n## Caredig {#being-kind}\n".to_owned(),
        "title: Porth\nroles: {all-staff: {title: Pawb}}\n".to_owned(),
        String::new(),
        "---\ntitle: [\n---\n".to_owned(),
        "terms:\n  - {term: Word, definition: What it means.}\n".to_owned(),
        "title: Other\norganisation: Other\nbase_url: https://other.example/\ncontacts: {team: {title: Team}}\nroles: {all-staff: {title: All}}\ncollections: {guidance: {kind: living, title: Guidance}, policies: {kind: versioned, title: Policies}}\n".to_owned(),
        "---\ndate: 2026-04-02\nkind: notice\ntitle: News\n---\nSomething happened.\n".to_owned(),
        "{{ page.title }}".to_owned(),
        "{% if %}".to_owned(),
        "p { margin: 0 }".to_owned(),
    ])
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (prop::sample::select(PATHS.to_vec()), texts()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => prop::sample::select(PATHS.to_vec()).prop_map(Edit::Remove),
        2 => prop::sample::select(MOVED.to_vec()).prop_map(|(from, to)| Edit::Rename(from, to)),
    ]
}

impl Server {
    fn apply(&self, edit: &Edit) {
        match edit {
            Edit::Write(path, text) => self.save(path, text),
            Edit::Remove(path) => {
                let _ = fs::remove_file(self.folder.path(path));
                self.touched(&[path]);
            }
            Edit::Rename(from, to) => {
                let _ = fs::rename(self.folder.path(from), self.folder.path(to));
                self.touched(&[from, to]);
            }
        }
    }

    /// Compares every finding, and every page where nothing is wrong, with those of a fresh start.
    fn is_as_cold(&self) {
        let cold = super::fresh(&self.folder);
        let (build, warm) = self.live.latest();
        let messages = |portal: &vellum::portal::Portal| -> Vec<String> {
            // A fresh start knows of a template that fails only when a page is asked for.
            let read = portal.findings.iter().filter(|finding| finding.rule.name != "template-error");
            read.map(|finding| format!("{:?} {}", finding.place, finding.message)).collect()
        };
        assert_eq!(messages(&warm), messages(&cold));
        if cold.has_errors() || warm.has_errors() {
            return;
        }
        let script = injected(&self.live.base_path(), build, Date::parse(TODAY).unwrap());
        for (path, bytes) in super::rendered(&cold) {
            let url = UrlPath::new(path.strip_suffix("index.html").unwrap_or(&path));
            let answer = self.get(&format!("{}{}", self.live.base_path(), url.as_str()));
            let body = String::from_utf8_lossy(&answer.body).replace(&script, "");
            assert!(body == String::from_utf8_lossy(&bytes), "{path} is not what a build writes");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_every_answer_is_what_a_build_writes(edits in prop::collection::vec(edits(), 1..10)) {
        let server = Server::start(&Project::new().settings("languages: [en, cy]\n"));
        for edit in &edits {
            server.apply(edit);
            server.is_as_cold();
        }
    }
}

#[test]
fn a_folder_that_goes_and_comes_back_is_read_again() {
    let server = Server::start(&Project::new());
    server.apply(&Edit::Rename("content/guidance", "content/elsewhere"));
    server.is_as_cold();
    server.apply(&Edit::Rename("content/elsewhere", "content/guidance"));
    server.is_as_cold();
    assert!(server.page("/guidance/start/").contains("Start here"));
}
