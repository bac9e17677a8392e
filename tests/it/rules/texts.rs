//! Mistakes in the words of documents.

use insta::assert_snapshot;

use crate::support::Project;

#[test]
fn unknown_variable() {
    let project = Project::new()
        .settings("variables: {phone: 01632 960123}\n")
        .text("\nRing {{ phone }} or {{ phon }}, or read [the page](https://example.org/{{page}}).\n\n`{{ code }}`\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-variable]: there is no variable `phon`
      --> content/guidance/start.md:10:21
       |
    10 | Ring {{ phone }} or {{ phon }}, or read [the page](https://example.org/{{page}}).
       |                     ^^^^^^^^^^
       |
    help: did you mean `phone`?

    error[unknown-variable]: there is no variable `page`
      --> content/guidance/start.md:10:41
       |
    10 | Ring {{ phone }} or {{ phon }}, or read [the page](https://example.org/{{page}}).
       |                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add it to `variables` in portal.yaml, or write the text out

    2 errors
    "#);
}

#[test]
fn vague_link_text() {
    let project = Project::new().text(
        "\nThe policy is [here](../policies/conduct/), [**Read more…**](../policies/conduct/), [](../policies/conduct/).\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[vague-link-text]: the link text “here” does not say where it leads
      --> content/guidance/start.md:10:15
       |
    10 | The policy is [here](../policies/conduct/), [**Read more…**](../policies/conduct/), [](../policies/conduct/).
       |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: name what the reader finds there, such as `[the account security standard](…)`

    warning[vague-link-text]: the link text “Read more” does not say where it leads
      --> content/guidance/start.md:10:45
       |
    10 | The policy is [here](../policies/conduct/), [**Read more…**](../policies/conduct/), [](../policies/conduct/).
       |                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: name what the reader finds there, such as `[the account security standard](…)`

    warning[vague-link-text]: this link has no text
      --> content/guidance/start.md:10:85
       |
    10 | The policy is [here](../policies/conduct/), [**Read more…**](../policies/conduct/), [](../policies/conduct/).
       |                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: name what the reader finds there, such as `[the account security standard](…)`

    3 warnings
    "#);
}

#[test]
fn raw_html() {
    let project = Project::new().text("\n<div>\nA block.\n</div>\n\nA <b>word</b>, `<i>`, a < b.\n\n<!-- a note -->\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[raw-html]: raw HTML is refused
      --> content/guidance/start.md:10:1
       |
    10 | <div>
       | ^^^^^
       |
    help: use Markdown instead, or put the tag between backticks to show it as text

    error[raw-html]: raw HTML is refused
      --> content/guidance/start.md:14:3
       |
    14 | A <b>word</b>, `<i>`, a < b.
       |   ^^^
       |
    help: use Markdown instead, or put the tag between backticks to show it as text

    error[raw-html]: raw HTML is refused
      --> content/guidance/start.md:14:10
       |
    14 | A <b>word</b>, `<i>`, a < b.
       |          ^^^^
       |
    help: use Markdown instead, or put the tag between backticks to show it as text

    error[raw-html]: HTML comments are refused: they would be published in the page's source
      --> content/guidance/start.md:16:1
       |
    16 | <!-- a note -->
       | ^^^^^^^^^^^^^^^
       |
    help: remove the comment; notes for authors belong into the version history

    4 errors
    "#);
}

#[test]
fn raw_html_that_is_cleaned_loses_its_links() {
    let project = Project::new()
        .settings("markdown: {html: sanitise}\n")
        .text("\nA <b>word</b> and <a href=\"https://example.org/\">a link</a>.\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[raw-html]: links in raw HTML are removed, because nobody can check them
      --> content/guidance/start.md:10:19
       |
    10 | A <b>word</b> and <a href="https://example.org/">a link</a>.
       |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write the link in Markdown: `[text](path)`

    1 error
    "#);
}

#[test]
fn deep_nesting() {
    let project = Project::new().text(&format!("\n{}too deep\n", "> ".repeat(65)));
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[deep-nesting]: this is nested more than 64 deep
      --> content/guidance/start.md:10:129
       |
    10 | ... > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > too deep
       |                                                                   ^
       |
    help: take the text out of its outer quotes or lists

    1 error
    "#);
    let project = Project::new().text(&format!("\n{}deep enough\n", "> ".repeat(60)));
    assert_eq!(project.portal().report(), "");
}

#[test]
fn orphan_page() {
    let project = Project::new().file(
        "content/guidance/lost.md",
        "---\ntitle: Lost\nsummary: Nobody finds me.\nowner: team\nupdated: 2026-03-02\n---\n[Myself](lost.md).\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[orphan-page]: nothing leads to this page but the overview of its folder
    --> content/guidance/lost.md
     |
    help: give it `roles` or `topics`, or link to it from another text

    1 warning
    "#);
    assert_eq!(project.text("\nSee [the lost page](lost.md).\n").portal().report(), "");
}
