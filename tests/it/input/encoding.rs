//! Byte order marks, line ends of other systems, and texts that are not UTF-8.

use insta::assert_snapshot;

use super::spoil;
use crate::golden::site_in_default_theme;
use crate::support::{Project, Tree};

/// The project with every text changed.
fn changed(project: &Project, change: impl Fn(&str) -> String) -> Project {
    let text = |path: &str| {
        path.ends_with(".md") || path.ends_with(".yaml") || path.starts_with("themes/") && !path.ends_with(".png")
    };
    let mut changed = project.clone();
    for (path, bytes) in changed.files.iter_mut().filter(|(path, _)| text(path)) {
        *bytes = change(std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path}"))).into_bytes();
    }
    changed
}

#[track_caller]
fn assert_same(one: &Tree, other: &Tree) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        if *bytes != other[path] {
            let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
            let (one, other) = (lines(bytes), lines(&other[path]));
            let line = one.iter().zip(&other).find(|(one, other)| one != other);
            panic!("{path} differs: {line:?}");
        }
    }
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let project = site_in_default_theme("rich");
    let marked = changed(&project, |text| format!("\u{feff}{text}"));
    assert_eq!(marked.portal().report(), project.portal().report());
    assert_same(&marked.portal().render(), &project.portal().render());
}

#[test]
fn carriage_returns_change_nothing() {
    for case in ["rich", "versions"] {
        let project = site_in_default_theme(case);
        let windows = changed(&project, |text| text.replace('\n', "\r\n"));
        assert_eq!(windows.portal().report(), project.portal().report());
        assert_same(&windows.portal().render(), &project.portal().render());
    }
}

#[test]
fn carriage_returns_in_a_theme_change_nothing() {
    let project = crate::golden::site("rich");
    let windows = changed(&project, |text| text.replace('\n', "\r\n"));
    assert_same(&windows.portal().render(), &project.portal().render());
}

#[test]
fn findings_stand_at_the_same_places_with_carriage_returns_and_a_mark() {
    let project = Project::new()
        .setting("title: Portal", "titel: Portal")
        .edit("content/guidance/start.md", "owner: team", "owner: teem")
        .text("\nÉtats [here](nowhere.md).\n\n#### Too deep\n");
    let report = project.portal().report();
    assert_eq!(changed(&project, |text| text.replace('\n', "\r\n")).portal().report(), report);
    assert_eq!(changed(&project, |text| format!("\u{feff}{text}")).portal().report(), report);
    assert_snapshot!(report, @r#"
    content/guidance/start.md:4:8 error[unknown-owner] there is no contact `teem`
    content/guidance/start.md:10:7 error[broken-link] there is no file `nowhere.md` from here
    content/guidance/start.md:10:7 warning[vague-link-text] the link text “here” does not say where it leads
    content/guidance/start.md:12:1 error[heading-skips-level] this heading is on level 4, but the one before it is on level 1
    content/portal.yaml:1:1 error[unknown-key] `titel` is not a key that can stand here
    "#);
}

#[test]
fn settings_that_are_not_utf_8() {
    assert_snapshot!(spoil(|folder| folder.file("content/portal.yaml", b"title: Caf\xe9\n")), @r#"
    exit 1
    error[invalid-encoding]: line 1 holds the byte 0xE9, which is not UTF-8
    --> content/portal.yaml
     |
    help: save the file with the encoding UTF-8

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_page_in_utf_16() {
    let text: Vec<u8> = "---\ntitle: Page\n---\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let run = spoil(|folder| folder.file("content/guidance/page.md", [&[0xFF, 0xFE][..], &text].concat()));
    assert_snapshot!(run, @r#"
    exit 1
    error[invalid-encoding]: line 1 holds the byte 0xFF, which is not UTF-8
    --> content/guidance/page.md
     |
    help: save the file with the encoding UTF-8

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn zeros_and_control_characters() {
    let run = spoil(|folder| folder.file("content/guidance/page.md", "---\ntitle: a\0b\n---\n\0\u{1}\u{7f}\n"));
    assert_snapshot!(run, @r#"
    exit 1
    error[yaml-syntax]: a control character (U+0000) is not allowed
     --> content/guidance/page.md:2:9
      |
    2 | title: a␀b
      |         ^
      |
    help: delete the invisible character and type the text around it again

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn control_characters_in_a_text_leave_feeds_that_can_be_read() {
    let entry =
        "---\ndate: 2026-04-01\nkind: notice\ntitle: \"A \\u0001 mark\"\n---\nA \u{1} and \u{b} and \u{fffe}.\n";
    let site = Project::new().file("content/changelog/2026-04-01-mark.md", entry).portal().render();
    let feed = crate::support::text(&site, "feed.xml");
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    // XML 1.0, production 2.
    assert!(feed.chars().all(allowed), "{feed:?}");
}
