//! Clauses that went: links to them lead to what took their place.

use crate::support::{Project, text};

const SECOND: &str = "content/policies/conduct/1.1.md";

/// Version 1.1 has the clause `kindness` in the place of `being-kind`, and 1.2 `respect` in the place of that.
fn project() -> Project {
    let heading = "## Being kind {#being-kind}";
    Project::new()
        .version("1.1", "2026-04-01", "2026-04-01")
        .version("1.2", "2026-05-01", "2026-05-01")
        .edit(SECOND, heading, "## Kindness {#kindness}")
        .edit(SECOND, "roles:", "retired: {being-kind: kindness}\nroles:")
        .edit("content/policies/conduct/1.2.md", heading, "## Respect {#respect}")
        .edit("content/policies/conduct/1.2.md", "roles:", "retired: {kindness: respect}\nroles:")
}

#[test]
fn links_to_a_clause_that_went_lead_to_its_successor() {
    let links = "See [now](../policies/conduct/#being-kind), [then](../policies/conduct/1.1.md#being-kind) and [at first](../policies/conduct/1.0.md#being-kind).\n";
    let project = project().text(links);
    assert!(!project.portal().report().contains("broken"));
    let site = project.portal().render();
    let page = text(&site, "guidance/start/index.html");
    for target in ["conduct/#respect\"", "conduct/1.1/#kindness\"", "conduct/1.0/#being-kind\""] {
        assert!(page.contains(target), "{target} in {page}");
    }
}

#[test]
fn links_from_elsewhere_still_arrive() {
    let site = project().portal().render();
    let heading = |page: &str| {
        let page = text(&site, page);
        page.lines().find(|line| line.starts_with("<h2 id=\"") && !line.contains("_")).unwrap().to_owned()
    };
    assert!(
        heading("policies/conduct/index.html").contains("<span id=\"being-kind\"></span><span id=\"kindness\"></span>")
    );
    assert!(heading("policies/conduct/1.1/index.html").contains("<span id=\"being-kind\"></span>"));
    assert!(!heading("policies/conduct/1.0/index.html").contains("<span id="));
}

#[test]
fn a_circle_of_successors_leads_nowhere_and_ends() {
    let circle = project().edit(SECOND, "{being-kind: kindness}", "{being-kind: gone, gone: lost, lost: gone}");
    assert!(circle.text("[x](../policies/conduct/#gone)\n").portal().report().contains("broken-anchor"));
}
