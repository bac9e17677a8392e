//! Clauses: numbers, what is not for this organisation, what stands behind them; and variables.

use insta::assert_snapshot;

use crate::golden::site_in_default_theme;
use crate::support::html::{tags, words};
use crate::support::{Project, text};

/// The headings of a page with their anchors and numbers.
fn headings(page: &str) -> String {
    let mut lines = String::new();
    let prose = page.split("class=\"prose\"").nth(1).unwrap().split("<footer").next().unwrap();
    for part in
        prose.split("<h").skip(1).filter(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.contains("<a"))
    {
        let id = tags(&format!("<h{part}")).remove(0).get("id").unwrap().to_owned();
        let heading = words(part.split_once('>').unwrap().1.split("</h").next().unwrap());
        lines.push_str(&format!(
            "{} {id}: {}\n",
            "#".repeat(part[..1].parse().unwrap()),
            heading.trim_end_matches(" #")
        ));
    }
    lines
}

fn conduct(kinds: &str) -> String {
    let project = site_in_default_theme("rich").setting("[private, england]", kinds);
    text(&project.portal().render(), "policies/conduct/2.0/index.html").to_owned()
}

#[test]
fn clauses_are_numbered_and_numbers_close_up_over_hidden_ones() {
    assert_snapshot!(headings(&conduct("[private, england]")), @r#"
    ## being-kind: 1 Being kind
    ### to-customers: 1.1 To customers
    ### to-colleagues: 1.2 To colleagues
    ## messages: 2 Messages from the *data* team
    ### deeper: 2.1 Deeper
    #### deepest: 2.1.1 Deepest
    ##### five: 2.1.1.1 Five
    ###### six: 2.1.1.1.1 Six
    "#);
    assert_snapshot!(headings(&conduct("[public-body]")), @r#"
    ## being-kind: 1 Being kind
    ### to-customers: 1.1 To customers
    ### to-colleagues: 1.2 To colleagues
    ## public-bodies: 2 Public bodies
    ### under-it: 2.1 Under it
    "#);
}

#[test]
fn a_hidden_clause_leaves_nothing_behind() {
    let page = conduct("[private, england]");
    assert!(!page.contains("Hidden") && !page.contains("public-bodies") && !page.contains("under-it"), "{page}");
    let page = conduct("[public-body]");
    assert!(page.contains("Hidden, with") && page.contains("Hidden as well") && !page.contains("the way to the form"));
}

#[test]
fn a_link_to_a_hidden_clause_is_broken() {
    let project = site_in_default_theme("rich")
        .append("content/guidance/start.md", "\nSee [the hidden clause](../policies/conduct/#public-bodies).\n");
    assert!(project.portal().report().contains("error[broken-anchor]"), "{}", project.portal().report());
    let project = project.setting("[private, england]", "[public-body]");
    assert!(!project.portal().report().contains("the page `../policies/conduct/` has no anchor `#public-bodies`"));
}

#[test]
fn pages_for_other_organisations_are_not_published() {
    let project = site_in_default_theme("rich");
    assert!(!project.portal().render().contains_key("guidance/tasks/councils/index.html"));
    let project = project.setting("[private, england]", "[public-body]");
    assert!(project.portal().render().contains_key("guidance/tasks/councils/index.html"));
}

#[test]
fn living_documents_have_no_clause_numbers() {
    let site = site_in_default_theme("rich").portal().render();
    assert!(!text(&site, "guidance/markdown/index.html").contains("<b>"));
    assert!(!text(&site, "standards/sign-in/index.html").contains("<b>"));
}

#[test]
fn what_stands_behind_a_clause_is_shown() {
    let page = conduct("[private, england]");
    let basis = |id: &str| {
        let clause = page.split(&format!(" id=\"{id}\">")).nth(1).unwrap();
        words(clause.split("<details").nth(1).unwrap().split_once('>').unwrap().1.split("</details>").next().unwrap())
    };
    assert_snapshot!(basis("being-kind"), @"The law says you must Be fair (The Act, section 1 & 2; page 9) The regulator expects this: Be open");
    assert_snapshot!(basis("to-colleagues"), @"Our rule Our own rule");
    assert_snapshot!(basis("messages"), @"Good practice A good habit");
}

#[test]
fn a_duty_of_other_organisations_stands_behind_nothing() {
    let project = site_in_default_theme("rich").edit(
        "content/guidance/markdown.md",
        "## Lists",
        "## Lists {#lists covers=councils}",
    );
    assert!(!text(&project.portal().render(), "guidance/markdown/index.html").contains("class=\"basis"));
}

#[test]
fn what_a_hidden_clause_ends_in_is_closed() {
    let lines = "\n> Shown.\n>\n> ## Hidden {#hidden applies-to=public-body}\n>\n> Not [shown](nowhere.md).\n\n- one\n\n  ### Under it\n\n## After\n\nThe [end](start.md).\n";
    let page = text(&Project::new().text(lines).portal().render(), "guidance/start/index.html").to_owned();
    let prose = page.split("class=\"prose\">\n").nth(1).unwrap().split("</div>").next().unwrap();
    assert_snapshot!(prose, @r##"
    <p>Begin with the <a href="../../policies/conduct/">conduct policy</a>.</p>
    <blockquote>
    <p>Shown.</p>
    </blockquote>
    <h2 id="after"><a href="#after">After</a></h2>
    <p>The <a href="./">end</a>.</p>
    "##);
}

#[test]
fn variables_are_filled_in_everywhere_but_in_code() {
    let project = Project::new()
        .settings("variables: {team: 'data & <team>', form: 'https://example.org/form?a=1&b=2', page: start}\n")
        .edit("content/guidance/start.md", "Start here", "Start with {{ team }}")
        .text(
            "\n## Ask {{team}}\n\nAsk {{ team }} or {{title}} at {{ organisation }}. `{{ team }}` [the form]({{form}}) \
             [myself]({{page}}.md)\n\n```\n{{ team }}\n```\n",
        );
    let portal = project.portal();
    assert_eq!(portal.report(), "");
    let site = portal.render();
    let page = text(&site, "guidance/start/index.html");
    assert!(page.contains("<h1>Start with data &amp; &lt;team&gt;</h1>"), "{page}");
    assert!(page.contains("<h2 id=\"ask-team\"><a href=\"#ask-team\">Ask data &amp; &lt;team&gt;</a>"), "{page}");
    assert!(page.contains("Ask data &amp; &lt;team&gt; or Portal at Example. <code>{{ team }}</code>"), "{page}");
    assert!(page.contains("<a href=\"https://example.org/form?a=1&amp;b=2\">the form</a>"), "{page}");
    assert!(
        page.contains("<a href=\"./\">myself</a>") && page.contains("<pre tabindex=\"0\"><code>{{ team }}"),
        "{page}"
    );
}
