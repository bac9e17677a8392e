//! Editions: what was in force on any past day, the same on the page of the day and in a portal built for it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vellum::model::{Date, UrlPath, Version};
use vellum::portal::{Memo, Options, Portal};
use vellum::render::{Artefact, LinkStyle, Renderer};
use vellum::source::Snapshot;

use crate::golden::{site, site_in_default_theme};
use crate::support::html::{tags, words};
use crate::support::{Project, TODAY, text};

/// A portal on many dates: what was worked out for one date serves the next.
pub(crate) struct Dates {
    project: Project,
    memo: Memo,
}

impl Dates {
    pub(crate) fn of(project: Project) -> Self {
        Self { project, memo: Memo::default() }
    }

    pub(crate) fn on(&mut self, as_of: Date) -> Portal {
        let (snapshot, findings) = Snapshot::from_files(&self.project.files);
        let options = Options { as_of, drafts: false, base_url: None };
        Portal::new(Arc::new(snapshot), findings, &options, &mut self.memo)
    }
}

fn page(portal: &Portal, url: &str) -> String {
    let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative);
    match renderer.render(&UrlPath::new(url)).unwrap().unwrap() {
        Artefact::Made(bytes) => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// The versions that a page of an edition links to: `policies/conduct 1.0`.
fn in_force_on_page(page: &str) -> BTreeSet<String> {
    let links =
        tags(page).into_iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.get("href").map(str::to_owned));
    links
        .filter_map(|link| {
            let (document, version) = link.strip_prefix("../../")?.trim_end_matches('/').rsplit_once('/')?;
            Version::parse(version).map(|version| format!("{document} {version}"))
        })
        .collect()
}

/// The versions that the register of a portal calls in force.
fn in_force_in_register(portal: &Portal) -> BTreeSet<String> {
    let register: serde_json::Value = serde_json::from_str(&page(portal, "register.json")).unwrap();
    let documents = register["documents"].as_array().unwrap().iter();
    documents
        .filter(|document| document["status"] == "in-force" && document["version"] != "")
        .map(|document| format!("{} {}", document["document"].as_str().unwrap(), document["version"].as_str().unwrap()))
        .collect()
}

/// Compares the page of each edition with the register of a portal built for its day. Gives the number of editions.
fn same_on_every_day(project: Project, today: &str) -> Result<usize, TestCaseError> {
    let mut dates = Dates::of(project);
    let newest = dates.on(Date::parse(today).unwrap());
    for day in &newest.site.editions {
        let edition = in_force_on_page(&page(&newest, &format!("editions/{day}/")));
        let then = dates.on(*day);
        prop_assert_eq!(&edition, &in_force_in_register(&then), "on {}", day);
        // The portal of that day has the same edition, and no later one.
        prop_assert_eq!(then.site.editions.last(), Some(day));
        prop_assert_eq!(edition, in_force_on_page(&page(&then, &format!("editions/{day}/"))));
    }
    Ok(newest.site.editions.len())
}

#[test]
fn the_portal_of_this_repository_is_the_same_on_every_day() {
    let project = Project::from_folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("content").as_path());
    let files = project.files.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)).collect();
    let project = Project { files };
    assert!(same_on_every_day(project.clone(), TODAY).unwrap() >= 6);
    // It can be built for each of these days.
    let mut dates = Dates::of(project);
    for day in dates.on(Date::parse(TODAY).unwrap()).site.editions {
        let portal = dates.on(day);
        assert!(!portal.has_errors(), "on {day}: {:?}", portal.findings);
    }
}

#[test]
fn golden_sites_are_the_same_on_every_day() {
    assert_eq!(same_on_every_day(site_in_default_theme("versions"), "2030-01-01").unwrap(), 8);
    assert_eq!(same_on_every_day(site_in_default_theme("rich"), TODAY).unwrap(), 5);
}

/// A document: the days between its versions with their approvals, a withdrawal and its announcement, a review.
pub(crate) type Life = (Vec<(i32, i32)>, Option<(i32, Option<i32>)>, Option<i32>);

pub(crate) fn lives() -> impl Strategy<Value = Vec<Life>> {
    let versions = proptest::collection::vec((1..400, 0..90), 1..5);
    let withdrawal = proptest::option::of((0..1200, proptest::option::of(0..90)));
    proptest::collection::vec((versions, withdrawal, proptest::option::of(0..1000)), 1..5)
}

/// A portal in which these documents lived.
pub(crate) fn portal_of(lives: &[Life]) -> Project {
    let start = Date::parse("2024-01-01").unwrap();
    let mut project = Project::new();
    for (number, (versions, withdrawal, review)) in lives.iter().enumerate() {
        let id = format!("policies/document-{number}");
        let mut effective = start;
        for (index, (after, before)) in versions.iter().enumerate() {
            effective = effective.plus_days(*after);
            let text = format!(
                "---\ntitle: Document {number}\nsummary: A rule.\nowner: team\napproved_by: board\napproved_on: {}\neffective: {effective}\n---\nText.\n",
                effective.plus_days(-before)
            );
            let kind = if index == 0 { "new" } else { "editorial" };
            let entry =
                format!("---\ndate: {effective}\nkind: {kind}\ndocuments: {{{id}: \"1.{index}\"}}\n---\nText.\n");
            project = project
                .file(&format!("content/{id}/1.{index}.md"), text)
                .file(&format!("content/changelog/{number}-{index}.md"), entry);
        }
        if let Some((day, announced)) = withdrawal {
            let day = start.plus_days(*day);
            let announced =
                announced.map_or_else(String::new, |before| format!("announced: {}\n", day.plus_days(-before)));
            let entry = format!(
                "---\ndate: {day}\n{announced}kind: withdrawn\ndocuments: {{{id}: }}\nreplaced_by: policies/conduct\n---\nText.\n"
            );
            project = project.file(&format!("content/changelog/{number}-withdrawn.md"), entry);
        }
        if let Some(day) = review {
            let day = start.plus_days(*day);
            let entry = format!("---\ndate: {day}\nkind: reviewed\ndocuments: {{{id}: \"1.0\"}}\n---\nText.\n");
            project = project.file(&format!("content/changelog/{number}-reviewed.md"), entry);
        }
    }
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(4), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_portal_is_the_same_on_every_day(lives in lives()) {
        same_on_every_day(portal_of(&lives), TODAY)?;
    }
}

/// The portal of the golden site on a day, as its timeline and the page of an edition tell it.
#[test]
fn an_edition_says_what_was_in_force_and_what_changed() {
    let published = site_in_default_theme("versions").publish(&[]);
    let main = |path: &str| {
        let (_, page) = text(&published, path).split_once("tabindex=\"-1\">").unwrap();
        words(page.split("</main>").next().unwrap())
    };
    assert_snapshot!(main("editions/2026-09-01/index.html"), @"Edition of 1 September 2026 What was in force from 1 September 2026 to 4 October 2026. Previous edition 19 June 2026 Next edition 5 October 2026 What changed on this day Withdrawn: Phones 1 September 2026 Withdrawn In force: Policies Document Version First day Last day Cars 1.0 3 February 2025 14 January 2027 Conduct 1.1 19 June 2026 30 November 2026 Some texts have no versions, so only their present wording can be read: Guidance.");
    assert_snapshot!(main("editions/index.html"), @"Editions The portal over time: which version of what was in force on which day. What was in force on this day? Show Timeline In force No longer in force Not yet in force Reviewed Next review Withdrawn Cars Conduct Phones Travel Timeline of all versions A row for each document with a bar for each of its versions, marks for reviews and withdrawals, and a line for the day of the portal. The tables below say the same. 2025 2026 2027 Cars Version 1.0, in force from 3 February 2025 to 14 January 2027 1.0 Reviewed on 5 October 2026 Next review by 5 October 2027 Withdrawn on 15 January 2027 Conduct Version 1.0, in force from 3 February 2025 to 18 June 2026 1.0 Version 1.1, in force from 19 June 2026 to 30 November 2026 1.1 Version 2.0, in force from 1 December 2026 2.0 Next review by 19 June 2027 Phones Version 1.0, in force from 3 February 2025 to 31 August 2026 1.0 Withdrawn on 1 September 2026 Travel Version 1.0, in force from 1 January 2027 1.0 23 November 2026 Days on which something changed Each edition shows what was in force from its day on. Edition What has changed 5 October 2026 Reviewed: Cars 1.0 1 September 2026 Withdrawn: Phones 19 June 2026 Clearer wording: Conduct 1.1 3 February 2025 New: Conduct 1.0, Phones 1.0, Cars 1.0 Every version Document Version First day Last day Reviewed Next review Cars Version 1.0 In force 3 February 2025 14 January 2027 5 October 2026 5 October 2027 Good conduct Version 2.0 Not yet in force 1 December 2026 Conduct Version 1.1 In force 19 June 2026 30 November 2026 19 June 2027 Conduct Version 1.0 Replaced 3 February 2025 18 June 2026 Phones Version 1.0 Withdrawn 3 February 2025 31 August 2026 Travel Version 1.0 Not yet in force 1 January 2027 Some texts have no versions, so only their present wording can be read: Guidance.");
}

#[test]
fn a_withdrawal_is_known_only_from_its_day_or_its_announcement() {
    let known = |date: &str, project: &Project| {
        let portal = project.portal_on(date, false);
        portal.render().values().any(|bytes| String::from_utf8_lossy(bytes).contains("15 January 2027"))
    };
    let announced = site_in_default_theme("versions");
    assert!(!known("2026-11-01", &announced) && known("2026-11-02", &announced));
    let silent = announced.edit("content/changelog/2027-01-15-cars.md", "announced: 2026-11-02\n", "");
    assert!(!known("2027-01-14", &silent) && known("2027-01-15", &silent));
}

#[test]
fn a_version_after_a_withdrawal_brings_the_document_back() {
    let entry = "---\ndate: 2026-06-01\nkind: withdrawn\ndocuments: {policies/conduct: }\n---\nText.\n";
    let project =
        Project::new().file("content/changelog/2026-06-01-gone.md", entry).version("2.0", "2026-09-01", "2026-10-01");
    let status = |date: &str| page(&project.portal_on(date, false), "register.json");
    assert!(status("2026-05-31").contains("\"in-force\""));
    assert!(status("2026-06-01").contains("\"withdrawn\""));
    assert!(status("2026-10-01").contains("\"version\": \"2.0\",\n      \"status\": \"in-force\""));
    assert_eq!(same_on_every_day(project, TODAY).unwrap(), 3);
}

#[test]
fn a_living_document_is_absent_before_it_was_new_and_says_when_its_text_is_later() {
    let entry = "---\ndate: 2026-05-04\nkind: new\ndocuments: {guidance/start: }\n---\nA page.\n";
    let project = Project::new().file("content/changelog/2026-05-04-start.md", entry);
    let project = project.edit("content/guidance/start.md", "updated: 2026-03-02", "updated: 2026-07-01");
    let before = project.portal_on("2026-05-03", false);
    assert!(!before.has_errors() && !before.render().contains_key("guidance/start/index.html"));
    let notice = "This page was changed on 1 July 2026, after the day that this portal is for.";
    let then = project.portal_on("2026-05-04", false).render();
    assert!(words(text(&then, "guidance/start/index.html")).contains(notice));
    let later = project.portal_on("2026-07-01", false).render();
    assert!(!words(text(&later, "guidance/start/index.html")).contains("is not kept"));
}

#[test]
fn a_link_to_a_clause_of_a_later_version_leads_to_the_document() {
    let project =
        Project::new().version("1.1", "2026-12-01", "2026-12-15").text("[Later](../policies/conduct/#later).\n");
    let project = project.append("content/policies/conduct/1.1.md", "\n## Later {#later}\n\nText.\n");
    for (date, link) in [
        ("2026-11-23", "policies/conduct/\""),
        ("2026-12-02", "policies/conduct/\""),
        ("2026-12-15", "policies/conduct/#later\""),
    ] {
        let portal = project.portal_on(date, false);
        assert_eq!(portal.report(), "");
        let page = page(&portal, "guidance/start/");
        assert!(page.contains(&format!("<a href=\"../../{link}>Later</a>")), "{date}: {page}");
    }
}

#[test]
fn an_announcement_after_the_day_is_a_finding() {
    let project = site("versions").edit("content/changelog/2027-01-15-cars.md", "2026-11-02", "2027-01-16");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: this entry is announced only after its day, 2027-01-15
     --> content/changelog/2027-01-15-cars.md:3:12
      |
    3 | announced: 2027-01-16
      |            ^^^^^^^^^^
      |
    help: write a day before `date`, or leave `announced` out

    1 error
    "#);
}

#[test]
fn the_timeline_escapes_what_authors_write() {
    let project = Project::new().edit("content/policies/conduct/1.0.md", "title: Conduct", "title: \"<b>&\\\"\"");
    let page = page(&project.portal(), "editions/");
    assert!(page.contains(">&lt;b&gt;&amp;&quot;</text>") && !page.contains("<b>"));
}

#[test]
fn a_version_is_written_where_no_mark_covers_it() {
    let review = "---\ndate: DAY\nkind: reviewed\ndocuments: {policies/conduct: \"1.0\"}\n---\nIt is right as it is.\n";
    let label = |day: &str| {
        let project = Project::new().file("content/changelog/review.md", review.replace("DAY", day));
        let page = page(&project.portal(), "editions/");
        let line = page.lines().find(|line| line.starts_with("<g class=\"bar bar-in-force\">")).unwrap();
        line.split_once("<text").unwrap().1.split(" x=").next().unwrap().to_owned()
    };
    // At the start of the bar; if the review covers that, in what lies ahead.
    assert_eq!(label("2026-09-01"), "");
    assert_eq!(label("2026-03-09"), " class=\"label-ahead\"");
}

#[test]
fn a_portal_without_versions_has_no_timeline() {
    let project = Project::new()
        .without("content/policies/conduct/1.0.md")
        .without("content/changelog/2026-03-02-conduct.md")
        .edit("content/guidance/start.md", "[conduct policy](../policies/conduct/)", "nothing");
    let page = page(&project.portal(), "editions/");
    assert!(!page.contains("<svg") && !page.contains("date-box") && words(&page).contains("Nothing has changed yet."));
}
