//! Corrections: a slip in a released text is put right in place, and its file stays as it is.

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::library::Portal;
use crate::support::{Project, text};

const CONDUCT: &str = "content/policies/conduct/1.0.md";
const ENTRY: &str = "content/changelog/2026-04-01-slip.md";

const WORDS: &str = "Answer within 20 days, *always* politely, and see [the start](../../guidance/start.md) first.\n\n- Count days\n- Count `days` again\n\n### Later {#later}\n\nThe ICO may\nask.\n";

fn correction(find: &str, replace: &str) -> Project {
    let entry = format!(
        "---\ndate: 2026-04-01\nkind: correction\ndocuments: {{policies/conduct: \"1.0\"}}\nfind: {find:?}\nreplace: {replace:?}\nreason: A slip of the pen.\napproved_by: board\n---\nIt is put right.\n"
    );
    Project::new().append(CONDUCT, WORDS).locked().file(ENTRY, entry)
}

/// The text of a page.
fn prose(portal: &Portal, page: &str) -> String {
    let site = portal.render();
    let page = text(&site, page).to_owned();
    page.split("<div class=\"prose\">").nth(1).unwrap().split("</div>\n<footer").next().unwrap().to_owned()
}

#[test]
fn old_and_new_words_stand_in_place_under_a_notice() {
    let portal = correction("20 days", "30 days").portal();
    assert_eq!(portal.report(), "");
    let wanted = "Answer within <del>20 days</del> <ins>30 days</ins>, <em>always</em> politely";
    for page in ["policies/conduct/index.html", "policies/conduct/1.0/index.html"] {
        assert!(prose(&portal, page).contains(wanted), "{}", prose(&portal, page));
    }
    let site = portal.render();
    let page = text(&site, "policies/conduct/index.html");
    let notice = page.split("<div class=\"corrections\">").nth(1).unwrap().split("</div>").next().unwrap();
    assert_snapshot!(notice.trim(), @r#"
    <p class="banner">This text was corrected on 1 April 2026; the words that were released are struck through. A slip of the pen. Approved by: The board. <a href="../../changes/#2026-04-01-slip">The correction</a></p>
    "#);
}

#[test]
fn the_model_has_the_corrected_text() {
    let portal = correction("20 days", "30 days").portal();
    let body = portal.site.articles().find(|article| article.parsed.file.as_str() == CONDUCT).unwrap().body();
    assert!(body.markdown().contains("within 30 days,") && !body.markdown().contains("20 days"));
}

#[test]
fn before_its_day_nothing_is_corrected() {
    let portal = correction("20 days", "30 days").portal_on("2026-03-31", false);
    assert!(prose(&portal, "policies/conduct/1.0/index.html").contains("within 20 days,"));
}

#[test]
fn corrections_that_can_be_shown() {
    let shown = |find: &str, replace: &str| {
        let portal = correction(find, replace).portal();
        assert_eq!(portal.report(), "");
        let prose = prose(&portal, "policies/conduct/1.0/index.html");
        let start = prose.find("<del>").or_else(|| prose.find("<ins>")).unwrap();
        let from = prose[..start].rfind('\n').map_or(0, |at| at + 1);
        prose[from..].lines().take(2).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(shown(", *always* politely", ""), @r#"
    Answer within 20 days<del>, always politely</del>, and see <a href="../../../guidance/start/">the start</a> first.</p>
    <ul>
    "#);
    assert_snapshot!(shown("*always*", "**never**"), @r#"
    Answer within 20 days, <strong><del>always</del> <ins>never</ins></strong> politely, and see <a href="../../../guidance/start/">the start</a> first.</p>
    <ul>
    "#);
    assert_snapshot!(shown("see [the start](../../guidance/start.md) first", "read [it](../../guidance/start.md)"), @r#"
    Answer within 20 days, <em>always</em> politely, and <del>see the start first</del> <ins>read <a href="../../../guidance/start/">it</a></ins>.</p>
    <ul>
    "#);
    assert_snapshot!(shown("ICO may ask", "regulator will ask"), @"<p>The <del>ICO may ask</del> <ins>regulator will ask</ins>.</p>");
    assert_snapshot!(shown("`days` again", "`weeks`"), @r#"
    <li>Count <del>days again</del> <ins><code>weeks</code></ins></li>
    </ul>
    "#);
    assert_snapshot!(shown("Later", "After Q&A \"this\""), @r##"
    <h3 id="later"><a href="#later"><b>1.1</b> <del>Later</del> <ins>After Q&amp;A “this”</ins></a></h3>
    <p>The ICO may
    "##);
    assert_snapshot!(shown("Count days", "Count the days of the week"), @r#"
    <li><del>Count days</del> <ins>Count the days of the week</ins></li>
    <li>Count <code>days</code> again</li>
    "#);
}

#[test]
fn places_behind_a_correction_are_those_of_the_file() {
    let portal =
        correction("20 days", "a great many more days than that").edit(CONDUCT, "The ICO", "[Gone](gone.md) ICO");
    let report = portal.portal().report();
    assert!(report.contains("content/policies/conduct/1.0.md:20:1 warning[broken-link]"), "{report}");
}

#[test]
fn correction_misplaced() {
    assert_snapshot!(correction("Count", "Tell").check(), @r#"
    exit 1
    error[correction-misplaced]: `Count` occurs 2 times in policies/conduct/1.0.md
     --> content/changelog/2026-04-01-slip.md:5:7
      |
    5 | find: "Count"
      |       ^^^^^^^
      |
    help: add words from before or after, until it occurs exactly once

    1 error
    "#);
    let report = |find: &str| correction(find, "x").portal().report();
    assert_snapshot!(report("nowhere"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] `nowhere` does not occur in the text of policies/conduct/1.0.md");
    assert_snapshot!(report("always* politely"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor");
    assert_snapshot!(report("start.md"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor");
    assert_snapshot!(report("days` again"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor");
    assert_snapshot!(report("first. - Count"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor");
    assert_snapshot!(report("{#later}"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor");
    assert_snapshot!(report("### Later"), @"content/changelog/2026-04-01-slip.md:5:7 error[correction-misplaced] this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor");
    let twice = correction("20 days", "30 days");
    let other = String::from_utf8(twice.files[ENTRY].clone()).unwrap().replace("20 days", "within 20");
    assert_snapshot!(twice.file("content/changelog/2026-04-02-more.md", other).portal().report(), @"content/changelog/2026-04-02-more.md:5:7 error[correction-misplaced] these words were corrected by an earlier entry already");
    let entry = correction("20 days", "30 days");
    assert_snapshot!(entry.clone().edit(ENTRY, "{policies/conduct: \"1.0\"}", "{policies/conduct: }").portal().report(), @r#"
    content/changelog/2026-04-01-slip.md:4:1 error[correction-misplaced] a correction is about exactly one version of one document
    content/changelog/2026-04-01-slip.md:4:13 error[change-without-document] this entry does not say which version of `policies/conduct` it is about
    "#);
    assert_snapshot!(entry.clone().edit(ENTRY, "kind: correction", "kind: notice").portal().report(), @r#"
    content/changelog/2026-04-01-slip.md:5:1 error[correction-misplaced] `find` can only stand in an entry of kind `correction`
    content/changelog/2026-04-01-slip.md:6:1 error[correction-misplaced] `replace` can only stand in an entry of kind `correction`
    content/changelog/2026-04-01-slip.md:7:1 error[correction-misplaced] `reason` can only stand in an entry of kind `correction`
    content/changelog/2026-04-01-slip.md:8:1 error[correction-misplaced] `approved_by` can only stand in an entry of kind `correction`
    "#);
    assert_snapshot!(entry.clone().edit(ENTRY, "approved_by: board", "approved_by: bored").portal().report(), @"content/changelog/2026-04-01-slip.md:8:14 error[unknown-owner] there is no contact `bored`");
    let without =
        entry.edit(ENTRY, "reason: A slip of the pen.\napproved_by: board\n", "").edit(ENTRY, "date: 2026-04-01\n", "");
    assert_snapshot!(without.portal().report(), @r#"
    content/changelog/2026-04-01-slip.md error[missing-key] `approved_by` is missing or empty
    content/changelog/2026-04-01-slip.md error[missing-key] `date` is missing or empty
    content/changelog/2026-04-01-slip.md error[missing-key] `reason` is missing or empty
    "#);
}

#[test]
fn a_correction_of_a_living_page_only_says_so() {
    let entry = "---\ndate: 2026-04-01\nkind: correction\ndocuments: {guidance/start: }\n---\nAn example was wrong.\n";
    assert_eq!(Project::new().file(ENTRY, entry).portal().report(), "");
}

#[test]
fn the_next_version_begins_with_the_corrected_text() {
    let folder = correction("20 days", "30 days").write();
    assert_eq!(folder.run(&["new", "version", "policies/conduct"]).code, 0);
    let draft = std::fs::read_to_string(folder.path("content/policies/conduct/draft.md")).unwrap();
    assert!(draft.contains("within 30 days,"), "{draft}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any words of the text: either they are refused, or striking out what is inserted gives the page as released.
    #[test]
    fn without_what_it_inserts_a_page_is_as_it_was(from in 0..160_usize, length in 1..60_usize) {
        let from = from.min(WORDS.len() - 1);
        let find = &WORDS[from..(from + length).min(WORDS.len())];
        let portal = correction(find.trim(), "QQ").portal();
        let site = portal.render();
        let page = text(&site, "policies/conduct/1.0/index.html");
        prop_assert_eq!(page.matches("<del>").count(), page.matches("</del>").count());
        if portal.has_errors() {
            prop_assert!(!page.contains("<ins>"));
        } else {
            prop_assert_eq!(page.matches("<ins>QQ</ins>").count(), 1, "{}", page);
            let plain = Project::new().append(CONDUCT, WORDS).locked().portal();
            let words = |html: &str| crate::support::html::words(html).split_whitespace().collect::<String>();
            let released = words(&prose(&plain, "policies/conduct/1.0/index.html"));
            let corrected = prose(&portal, "policies/conduct/1.0/index.html");
            prop_assert_eq!(words(&corrected.replace("<ins>QQ</ins>", "")), released);
        }
    }
}

#[test]
fn comparisons_take_the_corrected_text_and_say_so() {
    let project = correction("20 days", "30 days")
        .version("2.0", "2026-04-08", "2026-04-09")
        .append("content/policies/conduct/2.0.md", &WORDS.replace("20 days", "30 weeks"));
    let site = project.portal().render();
    let page = text(&site, "policies/conduct/compare/1.0-to-2.0/index.html");
    let notice = page.split("<div class=\"corrections\">").nth(1).unwrap().split("</div>").next().unwrap();
    assert_snapshot!(notice.trim(), @r#"
    <p class="banner">Version 1.0 was corrected on 1 April 2026, and is compared as corrected. A slip of the pen. <a href="../../../../changes/#2026-04-01-slip">The correction</a></p>
    "#);
    assert!(page.contains("within 30 ") && !page.contains("20 days"), "{page}");
    assert_snapshot!(project.run(&["diff", "policies/conduct"]), @r#"
    exit 0
    --- standard output
    Conduct: 1.0 → 2.0
    clauses: 1 changed; words: 1 added, 1 removed
    1.0 was corrected on 1 April 2026 and is compared as corrected: A slip of the pen.

    approved_on: [-23 February 2026-] {+8 April 2026+}
    effective: [-2 March 2026-] {+9 April 2026+}

    1 Being kind (changed)
      Be kind. Answer within 30 [-days-] {+weeks+}, always politely, and see the start first.
      …
    --- standard error
    note: the content has errors; `vellum check` shows them
    "#);
    let json = project.run(&["diff", "policies/conduct", "--format", "json"]).stdout;
    assert_snapshot!(json.split("\"summary\"").next().unwrap(), @r#"
    {
      "document": "policies/conduct",
      "before": "1.0",
      "after": "2.0",
      "corrected": [
        {
          "version": "1.0",
          "change": "2026-04-01-slip",
          "date": "2026-04-01",
          "reason": "A slip of the pen."
        }
      ],
    "#);
}
