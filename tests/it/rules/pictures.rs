//! Mistakes in pictures and downloads.

use insta::assert_snapshot;

use crate::support::{Project, picture::png};

#[test]
fn missing_alt_text() {
    let project = Project::new()
        .file("content/guidance/media/form.png", png(3, 2))
        .text("\n![](media/form.png)\n\n![The form](media/form.png)\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[missing-alt-text]: the picture `media/form.png` has no alternative text
      --> content/guidance/start.md:10:1
       |
    10 | ![](media/form.png)
       | ^^^^^^^^^^^^^^^^^^^
       |
    help: write what it says: `![What the picture says](media/form.png)`

    1 error
    "#);
}

#[test]
fn media_type() {
    let project = Project::new()
        .file("content/guidance/media/page.html", "<script>alert(1)</script>")
        .file("content/guidance/media/run.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")
        .file("content/guidance/media/fake.png", "this is no picture")
        .file("content/guidance/media/form.pdf", "%PDF-1.7")
        .text(
            "\n[A page](media/page.html), ![A drawing](media/run.svg), ![A fake](media/fake.png), \
             ![A form](media/form.pdf), [the form](media/form.pdf)\n",
        );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[media-type]: `page.html` is of a kind that could run in the reader's browser
      --> content/guidance/start.md:10:1
       |
    10 | [A page](media/page.html), ![A drawing](media/run.svg), ![A fake](media/fake.png), ![A form](media/form.pdf), [the form](media/form....
       | ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: offer it as PDF or plain text, or describe it in Markdown

    error[media-type]: the picture `run.svg` holds a script, an event handler or foreign content
      --> content/guidance/start.md:10:28
       |
    10 | [A page](media/page.html), ![A drawing](media/run.svg), ![A fake](media/fake.png), ![A form](media/form.pdf), [the form](media/form....
       |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: export it again as plain SVG, or as PNG

    error[media-type]: `fake.png` is not a picture that browsers show
      --> content/guidance/start.md:10:57
       |
    10 | [A page](media/page.html), ![A drawing](media/run.svg), ![A fake](media/fake.png), ![A form](media/form.pdf), [the form](media/form....
       |                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: use PNG, JPEG, GIF, WebP, AVIF or SVG

    error[media-type]: `form.pdf` is not a picture that browsers show
      --> content/guidance/start.md:10:84
       |
    10 | [A page](media/page.html), ![A drawing](media/run.svg), ![A fake](media/fake.png), ![A form](media/form.pdf), [the form](media/form....
       |                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: use PNG, JPEG, GIF, WebP, AVIF or SVG

    4 errors
    "#);
}

#[test]
fn an_svg_without_scripts_is_fine() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><title>On a horse</title></svg>";
    let project = Project::new().file("content/guidance/media/on.svg", svg).text("\n![A rider](media/on.svg)\n");
    assert_eq!(project.portal().report(), "");
}

#[test]
fn a_page_is_not_a_picture() {
    assert_snapshot!(Project::new().text("\n![The policy](../policies/conduct/)\n").check(), @r#"
    exit 1
    error[broken-link]: `../policies/conduct/` is a page, not a picture
      --> content/guidance/start.md:10:1
       |
    10 | ![The policy](../policies/conduct/)
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write `[text](path)` without the exclamation mark to link to it

    1 error
    "#);
}

#[test]
fn unused_media() {
    let project = Project::new().file("content/guidance/media/form.png", png(3, 2)).file("content/notes.txt", "a note");
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[unused-media]: no text shows this file or links to it, so it is not published
    --> content/guidance/media/form.png
     |
    help: remove it, or link to it

    warning[unused-media]: no text shows this file or links to it, so it is not published
    --> content/notes.txt
     |
    help: remove it, or link to it

    2 warnings
    "#);
}
