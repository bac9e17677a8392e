//! Which version is in force on which day, and what each page says about it.

use insta::assert_snapshot;

use crate::golden::{site, site_in_default_theme};
use crate::support::html::{tags, words};
use crate::support::library::Portal;
use crate::support::{Project, text};

/// The state of every version: `conduct 1.0 superseded until 2026-06-19`.
fn states(portal: &Portal) -> String {
    let mut lines = String::new();
    for document in portal.site.documents.values() {
        for edition in document.editions() {
            let until = edition.until.map_or_else(String::new, |until| format!(" until {until}"));
            lines.push_str(&format!("{} {} {}{until}\n", document.id.slug(), edition.label(), edition.status.name()));
        }
    }
    lines
}

fn states_on(date: &str) -> String {
    states(&site("versions").portal_on(date, false))
}

#[test]
fn before_anything_was_approved_there_is_nothing() {
    assert_snapshot!(states_on("2025-01-05"), @"");
}

#[test]
fn approved_versions_are_announced() {
    assert_snapshot!(states_on("2025-01-06"), @r#"
    cars 1.0 upcoming
    conduct 1.0 upcoming
    phones 1.0 upcoming
    "#);
}

#[test]
fn a_version_is_in_force_from_its_first_day() {
    assert_snapshot!(states_on("2025-02-02"), @r#"
    cars 1.0 upcoming
    conduct 1.0 upcoming
    phones 1.0 upcoming
    "#);
    assert_snapshot!(states_on("2025-02-03"), @r#"
    cars 1.0 in-force
    conduct 1.0 in-force
    phones 1.0 in-force
    "#);
}

#[test]
fn a_later_version_takes_the_place_of_an_earlier_one() {
    assert_snapshot!(states_on("2026-06-18"), @r#"
    cars 1.0 in-force
    conduct 1.0 in-force until 2026-06-19
    conduct 1.1 upcoming
    phones 1.0 in-force
    "#);
    assert_snapshot!(states_on("2026-06-19"), @r#"
    cars 1.0 in-force
    conduct 1.0 superseded until 2026-06-19
    conduct 1.1 in-force
    phones 1.0 in-force
    "#);
}

#[test]
fn a_document_is_withdrawn_from_the_day_of_the_entry() {
    assert_snapshot!(states_on("2026-08-31"), @r#"
    cars 1.0 in-force
    conduct 1.0 superseded until 2026-06-19
    conduct 1.1 in-force
    phones 1.0 in-force
    "#);
    assert_snapshot!(states_on("2026-09-01"), @r#"
    cars 1.0 in-force
    conduct 1.0 superseded until 2026-06-19
    conduct 1.1 in-force
    phones 1.0 withdrawn until 2026-09-01
    "#);
}

#[test]
fn the_day_of_all_tests_and_long_after() {
    assert_snapshot!(states_on("2026-11-23"), @r#"
    cars 1.0 in-force until 2027-01-15
    conduct 1.0 superseded until 2026-06-19
    conduct 1.1 in-force until 2026-12-01
    conduct 2.0 upcoming
    phones 1.0 withdrawn until 2026-09-01
    travel 1.0 upcoming
    "#);
    assert_snapshot!(states_on("2030-01-01"), @r#"
    cars 1.0 withdrawn until 2027-01-15
    conduct 1.0 superseded until 2026-06-19
    conduct 1.1 superseded until 2026-12-01
    conduct 2.0 superseded until 2027-02-01
    conduct 3.0 in-force
    phones 1.0 withdrawn until 2026-09-01
    travel 1.0 in-force
    "#);
}

#[test]
fn drafts_only_when_asked_for() {
    assert_snapshot!(states(&site("versions").portal_on("2026-11-23", true)), @r#"
    cars 1.0 in-force until 2027-01-15
    conduct 1.0 superseded until 2026-06-19
    conduct 1.1 in-force until 2026-12-01
    conduct 2.0 upcoming
    conduct draft draft
    pets draft draft
    phones 1.0 withdrawn until 2026-09-01
    travel 1.0 upcoming
    "#);
    let published = site("versions").publish(&[]);
    assert!(!published.keys().any(|path| path.contains("draft") || path.contains("pets")));
    assert!(!published.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Be kindest")));
}

#[test]
fn what_is_not_yet_approved_is_named_nowhere() {
    let published = site_in_default_theme("versions").publish(&["--as-of", "2026-10-31"]);
    for (path, bytes) in &published {
        let page = String::from_utf8_lossy(bytes);
        for secret in ["Good conduct", "Best conduct", "Travel", "2026-12-01", "Be kinder"] {
            assert!(!page.contains(secret), "{path} names {secret}");
        }
    }
    // The link to the later version is plain text, and no finding.
    assert!(text(&published, "guidance/start/index.html").contains(", the next one, the one after"));
}

/// What a page says above its text: each sentence with the days on which a reader's browser shows it.
fn banners(page: &str) -> String {
    let mut lines = String::new();
    for part in page.split("<p class=\"banner ").skip(1) {
        let tag = tags(&format!("<p class=\"banner {part}")).remove(0);
        let sentence = words(&format!("<p {}", part.split("</p>").next().unwrap()));
        let day = |name: &str| tag.get(name).map_or_else(String::new, |day| format!(" {} {day}", &name[5..]));
        let hidden = if tag.get("hidden").is_some() { " hidden" } else { "" };
        lines.push_str(&format!("{sentence} |{}{}{hidden}\n", day("data-from"), day("data-until")));
    }
    lines
}

#[test]
fn banners_of_every_page() {
    let published = site_in_default_theme("versions").publish(&["--drafts"]);
    let mut all = String::new();
    for (path, bytes) in &published {
        let page = String::from_utf8_lossy(bytes);
        if page.contains("class=\"banner ") {
            all.push_str(&format!("{path}\n{}", banners(&page)));
            let has_script = tags(&page).iter().any(|tag| tag.get("src").is_some_and(|src| src.contains("/today.")));
            assert_eq!(
                has_script,
                page.contains("data-from="),
                "{path}: the script comes where a sentence will change"
            );
        }
    }
    assert_snapshot!(all, @r#"
    policies/cars/1.0/index.html
    This version has been in force since 3 February 2025. | until 2027-01-15
    This document was withdrawn on 15 January 2027 and no longer applies. | from 2027-01-15 hidden
    policies/cars/index.html
    This document will be withdrawn on 15 January 2027. | until 2027-01-15
    This document was withdrawn on 15 January 2027 and no longer applies. | from 2027-01-15 hidden
    policies/conduct/1.0/index.html
    This version is no longer in force. Version 1.1 took its place on 19 June 2026. Read the version in force · What changed from 1.0 to 1.1 |
    policies/conduct/1.1/index.html
    This version has been in force since 19 June 2026. | until 2026-12-01
    This version is no longer in force. Version 2.0 took its place on 1 December 2026. Read version 2.0 · What changed from 1.1 to 2.0 | from 2026-12-01 hidden
    policies/conduct/2.0/index.html
    This version is not yet in force. It applies from 1 December 2026. Read the version in force · What changed from 1.1 to 2.0 | until 2026-12-01
    This version has been in force since 1 December 2026. | from 2026-12-01 hidden
    policies/conduct/draft/index.html
    This is a draft. It is not in force. Read the version in force · What changed from 1.1 to the draft |
    policies/conduct/index.html
    Version 2.0 takes the place of this text on 1 December 2026. Read version 2.0 · What changed from 1.1 to 2.0 | until 2026-12-01
    Since 1 December 2026 version 2.0 applies instead of this text. Read version 2.0 · What changed from 1.1 to 2.0 | from 2026-12-01 hidden
    policies/pets/draft/index.html
    This is a draft. It is not in force. |
    policies/pets/index.html
    This is a draft. It is not in force. |
    policies/phones/1.0/index.html
    This document was withdrawn on 1 September 2026 and no longer applies. Conduct |
    policies/phones/index.html
    This document was withdrawn on 1 September 2026 and no longer applies. Conduct |
    policies/travel/1.0/index.html
    This version is not yet in force. It applies from 1 January 2027. | until 2027-01-01
    This version has been in force since 1 January 2027. | from 2027-01-01 hidden
    policies/travel/index.html
    This version is not yet in force. It applies from 1 January 2027. | until 2027-01-01
    This version has been in force since 1 January 2027. | from 2027-01-01 hidden
    "#);
}

#[test]
fn the_history_tells_of_a_withdrawal() {
    let published = site_in_default_theme("versions").publish(&[]);
    let history = words(text(&published, "policies/phones/history/index.html"));
    assert!(history.contains("Words about 2026-09-01-phones."), "{history}");
}

#[test]
fn search_engines_are_led_to_what_is_in_force() {
    let published = site_in_default_theme("versions").publish(&[]);
    let index = |path: &str| !text(&published, path).contains("content=\"noindex\"");
    assert!(index("policies/conduct/index.html") && index("policies/conduct/1.1/index.html"));
    assert!(!index("policies/conduct/1.0/index.html") && !index("policies/conduct/2.0/index.html"));
    let sitemap = text(&published, "sitemap.xml");
    assert!(sitemap.contains("<loc>https://policy.example.org/policies/conduct/</loc><lastmod>2026-06-19</lastmod>"));
    assert!(!sitemap.contains("conduct/1.0/") && !sitemap.contains("policies/phones/</loc>"));
}

#[test]
fn reviews_on_the_register() {
    let published = site("versions").publish(&[]);
    let csv = text(&published, "register.csv");
    let columns = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{} {} {} due {} {}", cells[0], cells[3], cells[4], cells[11], cells[12])
    };
    assert_snapshot!(csv.lines().skip(1).map(columns).collect::<Vec<_>>().join("\n"), @r#"
    guidance/start  in-force due  
    policies/cars 1.0 in-force due 2027-10-05 current
    policies/conduct 1.1 in-force due 2027-06-19 current
    policies/phones 1.0 withdrawn due  
    policies/travel 1.0 upcoming due
    "#);
}

#[test]
fn a_living_page_says_that_it_was_withdrawn() {
    let withdrawn = |date: &str| {
        let entry = format!(
            "---\ndate: {date}\nannounced: 2026-11-01\nkind: withdrawn\ndocuments: {{guidance/start: }}\nreplaced_by: policies/conduct\n---\nIt is gone.\n"
        );
        Project::new().file("content/changelog/withdrawn.md", entry)
    };
    let told = |project: &Project| banners(text(&project.portal().render(), "guidance/start/index.html"));
    assert_snapshot!(told(&withdrawn("2026-11-02")), @"This document was withdrawn on 2 November 2026 and no longer applies. Conduct |");
    assert_snapshot!(told(&withdrawn("2027-01-11")), @r#"
    This document will be withdrawn on 11 January 2027. | until 2027-01-11
    This document was withdrawn on 11 January 2027 and no longer applies. Conduct | from 2027-01-11 hidden
    "#);
    let back = withdrawn("2026-11-02").edit("content/guidance/start.md", "updated: 2026-03-02", "updated: 2026-11-03");
    assert_snapshot!(told(&back), @"");
}
