//! Released files stay as they are while everything around them changes.

use insta::assert_snapshot;

use vellum::diagnostic::Diagnostic;

use crate::support::{Project, text};

const CONDUCT: &str = "content/policies/conduct/1.0.md";

/// A released policy that links to a page of guidance, a section and another policy.
fn project() -> Project {
    // Beside the links, the front matter names the page as well.
    let help = "---\ntitle: Help\nsummary: Where.\nowner: team\nupdated: 2026-03-02\n---\n## Now {#now}\n\nSee [conduct](../policies/conduct/).\n";
    Project::new()
        .edit(CONDUCT, "roles:", "related: [guidance/help]\nroles:")
        .append(CONDUCT, "Ask for [help](../../guidance/help.md#now) or read [the start](../../guidance/start.md).\n")
        .file("content/guidance/help.md", help)
        .text("See [help](help.md).\n")
        .locked()
}

#[test]
fn a_link_to_a_page_that_was_renamed_leads_to_it() {
    let help = String::from_utf8(project().files["content/guidance/help.md"].clone()).unwrap();
    let renamed = project()
        .without("content/guidance/help.md")
        .file("content/guidance/advice.md", help.replace("owner: team", "owner: team\naliases: [guidance/help]"))
        .edit("content/guidance/start.md", "[help](help.md)", "[advice](advice.md)");
    assert_eq!(renamed.portal().report(), "");
    let site = renamed.portal().render();
    let page = text(&site, "policies/conduct/index.html");
    assert!(
        page.contains("href=\"../../guidance/advice/#now\"") && page.contains("href=\"../../guidance/advice/\">Help")
    );
    // Whoever can still be edited is told the new name.
    let living = renamed.edit("content/guidance/start.md", "advice.md", "help.md");
    assert_snapshot!(living.check(), @r#"
    exit 1
    error[broken-link]: there is no file `help.md` from here
     --> content/guidance/start.md:9:5
      |
    9 | See [advice](help.md).
      |     ^^^^^^^^^^^^^^^^^
      |
    help: did you mean `advice.md`?

    1 error
    "#);
}

#[test]
fn a_link_to_a_page_that_is_gone_is_text_with_a_note() {
    let gone =
        project().without("content/guidance/help.md").edit("content/guidance/start.md", "See [help](help.md).", "");
    assert_snapshot!(gone.check(), @r#"
    exit 0
    warning[broken-link]: there is no file `guidance/help` from here any more
     --> content/policies/conduct/1.0.md:8:11
      |
    8 | related: [guidance/help]
      |           ^^^^^^^^^^^^^
      |
    help: a released file is never edited: give the page that took its place `aliases: [guidance/help]`, and this link leads there

    warning[broken-link]: there is no file `../../guidance/help.md#now` from here any more
      --> content/policies/conduct/1.0.md:14:9
       |
    14 | Ask for [help](../../guidance/help.md#now) or read [the start](../../guidance/start.md).
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: a released file is never edited: give the page that took its place `aliases: [guidance/help]`, and this link leads there

    2 warnings
    "#);
    let site = gone.portal().render();
    let page = text(&site, "policies/conduct/index.html");
    assert!(page.contains("Ask for help <small>(no longer published)</small> or read"), "{page}");
}

#[test]
fn what_left_the_settings_is_declared_there_as_retired() {
    let project = Project::new()
        .edit(CONDUCT, "owner: team", "owner: elders")
        .edit(CONDUCT, "[all-staff]", "[all-staff, drivers]\ntopics: [cars]")
        .locked();
    let contacts = "team: {title: The team, email: team@example.org}";
    let retired = project
        .clone()
        .setting(
            contacts,
            &format!("{contacts}\n  elders: {{title: The elders, email: old@example.org, retired: true}}"),
        )
        .setting(
            "managers: {title: Managers}",
            "managers: {title: Managers}\n  drivers: {title: Drivers, retired: true}",
        )
        .setting("conduct: {title: Conduct}", "conduct: {title: Conduct}\n  cars: {title: Cars, retired: true}");
    assert_snapshot!(project.portal().report(), @r#"
    content/policies/conduct/1.0.md:4:8 warning[unknown-owner] there is no contact `elders`
    content/policies/conduct/1.0.md:8:20 warning[unknown-role] there is no role `drivers`
    content/policies/conduct/1.0.md:9:10 warning[unknown-topic] there is no topic `cars`
    "#);
    assert_eq!(retired.portal().report(), "");
    let site = retired.portal().render();
    let page = text(&site, "policies/conduct/index.html");
    assert!(page.contains("<dd>The elders</dd>") && !page.contains("old@example.org"), "{page}");
    assert!(page.contains("All staff</a>, Drivers</dd>") && page.contains("<dd>Cars</dd>"), "{page}");
    assert!(!site.contains_key("roles/drivers/index.html") && !site.contains_key("topics/cars/index.html"));
    assert!(!text(&site, "roles/index.html").contains("Drivers") && !text(&site, "topics/index.html").contains("Cars"));
    // Nothing new may name them.
    let named = retired.clone().edit("content/guidance/start.md", "owner: team", "owner: elders").edit(
        "content/guidance/start.md",
        "[all-staff]",
        "[drivers]\ntopics: [cars]",
    );
    assert_snapshot!(named.portal().report(), @r#"
    content/guidance/start.md:4:8 error[unknown-owner] the contact `elders` is retired
    content/guidance/start.md:6:9 error[unknown-role] the role `drivers` is retired
    content/guidance/start.md:7:10 error[unknown-topic] the topic `cars` is retired
    "#);
    let draft = "---\ntitle: Conduct\nsummary: How.\nowner: team\n---\n## Being kind {#being-kind}\n\nBe.\n";
    let entry = "---\nkind: editorial\ndocuments: {policies/conduct: }\n---\nLittle.\n";
    let release = retired.file("content/policies/conduct/draft.md", draft).file("content/changelog/next.md", entry);
    let run =
        release.run(&["release", "policies/conduct", "--effective", "2026-12-01", "--approved-by", "elders", "--yes"]);
    assert_snapshot!(run, @r#"
    exit 1
    error: the contact `elders` is retired and cannot approve anything; name one that is not
    nothing was released
    "#);
}

/// The files of this repository that were released by a day, as they were: whatever becomes of Vellum, it reads them
/// without a finding. Files are added here, and none is ever changed.
#[test]
fn files_that_were_released_are_read_for_ever() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/released/in");
    let project = Project::from_folder(&folder);
    let portal = project.portal_on("2026-11-23", false);
    assert!(portal.site.released.len() > 5 && portal.site.frozen.len() == portal.site.released.len());
    // The pages that they link to are left out here.
    let known =
        |found: &&Diagnostic| found.rule.name == "broken-link" || !portal.site.frozen.contains(&found.place.file);
    assert!(portal.findings.iter().all(|found| known(&found)) && !portal.has_errors(), "{}", portal.report());
    let site = portal.render();
    for released in &portal.site.released {
        let page = format!("{}/{}/index.html", released.seal.document, released.seal.version);
        let words = crate::support::html::words(text(&site, &page));
        assert!(words.len() > 2000, "{page} is whole");
    }
}
