//! Variables in a released text are its words for ever.

use insta::assert_snapshot;

use crate::support::Project;

const DRAFT: &str = "content/policies/conduct/draft.md";

/// The text of version 2.0 and the pages before and after its release, for a draft with these words.
fn freeze(front: &str, words: &str) -> Result<String, String> {
    let draft = format!("---\n{front}owner: team\n---\n## Being kind {{#being-kind}}\n\n{words}\n");
    let entry = "---\nkind: substantive\ndocuments: {policies/conduct: }\n---\nMuch.\n";
    let project = Project::new()
        .settings("variables: {team: 'the *best* team_of_all', mail: team@example.org, form: 'https://example.org/form', quote: \"it's \\\"so\\\" -- so\"}\n")
        .file(DRAFT, draft)
        .file("content/changelog/next.md", entry);
    let body = |page: &[u8]| {
        let page = String::from_utf8(page.to_vec()).unwrap();
        let prose = page.split("<div class=\"prose\">").nth(1).unwrap();
        prose.split("</div>\n<footer").next().unwrap().to_owned()
    };
    let before = project.portal_on("2026-11-23", true).render();
    let folder = project.write();
    let run =
        folder.run(&["release", "policies/conduct", "--effective", "2026-12-01", "--approved-by", "board", "--yes"]);
    if run.code != 0 {
        return Err(run.stderr);
    }
    let frozen = std::fs::read_to_string(folder.path("content/policies/conduct/2.0.md")).unwrap();
    assert_eq!(folder.build().code, 0);
    let after = folder.out();
    assert_eq!(
        body(&after["policies/conduct/2.0/index.html"]),
        body(&before["policies/conduct/draft/index.html"]),
        "the page reads as before"
    );
    Ok(frozen.replace("## Being kind {#being-kind}\n\n", ""))
}

const FRONT: &str = "title: Conduct\nsummary: How.\n";

#[test]
fn variables_in_texts_and_targets_are_replaced_and_code_is_not() {
    let words = "Ask {{ team }} at {{mail}}, or [use the form]({{form}}). {{ quote }}\n\n`{{ team }}` and [that][form] too.\n\n```text\n{{ team }}\n```\n\n| {{ team }} | b |\n| --- | --- |\n| {{ mail }} | c |\n\n[form]: {{form}} \"{{ x }}\"";
    assert_snapshot!(freeze(FRONT, words).unwrap(), @r#"
    ---
    title: Conduct
    summary: How.
    owner: team
    approved_by: board
    approved_on: 2026-11-23
    effective: 2026-12-01
    ---
    Ask the \*best\* team\_of\_all at team@example.org, or [use the form](https://example.org/form). it\'s \"so\" -\- so

    `{{ team }}` and [that][form] too.

    ```text
    {{ team }}
    ```

    | the \*best\* team\_of\_all | b |
    | --- | --- |
    | team@example.org | c |

    [form]: https://example.org/form "{{ x }}"
    "#);
}

#[test]
fn variables_in_title_and_summary_keep_their_quotes() {
    let front = "title: 'Conduct of {{ quote }}'\nsummary: \"By {{ quote }}\"\n";
    assert_snapshot!(freeze(front, "Words.").unwrap(), @r#"
    ---
    title: 'Conduct of it''s "so" -- so'
    summary: "By it's \"so\" -- so"
    owner: team
    approved_by: board
    approved_on: 2026-11-23
    effective: 2026-12-01
    ---
    Words.
    "#);
    let front = "title: Conduct of {{ mail }}\nsummary: >-\n  By {{ mail }}\n  and others\n";
    assert_snapshot!(freeze(front, "Words.").unwrap(), @r#"
    ---
    title: Conduct of team@example.org
    summary: >-
      By team@example.org
      and others
    owner: team
    approved_by: board
    approved_on: 2026-11-23
    effective: 2026-12-01
    ---
    Words.
    "#);
}

#[test]
fn an_anchor_made_from_a_variable_is_refused() {
    assert_snapshot!(freeze(FRONT, "### Ask {{ team }}\n\nThem.").unwrap_err(), @r#"
    error: the anchor of the heading "Ask {{ team }}" is made from a variable and would change; write `{#ask-team}` behind the heading
    nothing was released
    "#);
    assert!(freeze(FRONT, "### Ask {{ team }} {#ask}\n\nThem.").is_ok());
}

#[test]
fn a_value_that_would_break_the_front_matter_is_refused() {
    assert_snapshot!(freeze("title: Conduct {{ quote }} of\nsummary: 'x'\n", "Words.").unwrap(), @r#"
    ---
    title: Conduct it's "so" -- so of
    summary: 'x'
    owner: team
    approved_by: board
    approved_on: 2026-11-23
    effective: 2026-12-01
    ---
    Words.
    "#);
    assert_snapshot!(freeze("title: \"Conduct\"\nsummary: {{ team }}\n", "Words.").unwrap_err(), @r#"
    error[invalid-value]: `summary` should be text, not a mapping, because text that starts with `{{` needs quotes
     --> content/policies/conduct/draft.md:3:10
      |
    3 | summary: {{ team }}
      |          ^^^^^^^^^^
      |
    help: write it as one text: in quotes where it begins with `[` or `{`, or holds a colon

    1 error
    nothing was released
    "#);
}
