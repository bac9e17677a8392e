//! Released files that are no longer what they were, and a lock that somebody edited.

use insta::assert_snapshot;

use crate::support::{Project, picture};

const CONDUCT: &str = "content/policies/conduct/1.0.md";
const LOCK: &str = "content/versions.lock";

fn released() -> Project {
    Project::new().version("1.1", "2026-03-20", "2026-04-01").locked()
}

#[test]
fn released_file_changed() {
    assert_snapshot!(released().edit(CONDUCT, "Be kind.", "Be kind!").check(), @r#"
    exit 1
    error[released-file-changed]: version 1.0 of `policies/conduct` is not what was released: its text was changed
     --> content/policies/conduct/1.0.md
      |
     ::: content/versions.lock:2:1
      |
    2 | policies/conduct 1.0 en 2026-11-23 3baf5be549fe941e5b9ad5df2b09e5d8053794cc4e4a07f8cf0782258f682503 000000000000000000000000000000000...
      | -------------------- recorded on 2026-11-23
      |
    help: restore it from version control; write changes into the next version (`vellum new version policies/conduct`), or into a changelog entry of kind `correction`

    1 error
    "#);
    let picture_of = |side| picture::png(side, side);
    let shown = Project::new()
        .append(CONDUCT, "![A dot](dot.png) and [a form](form.pdf)\n")
        .file("content/policies/conduct/dot.png", picture_of(1))
        .file("content/policies/conduct/form.pdf", "form")
        .locked();
    assert_eq!(shown.portal().report(), "");
    let swapped = shown.clone().file("content/policies/conduct/dot.png", picture_of(2));
    assert_snapshot!(swapped.portal().report(), @"content/policies/conduct/1.0.md error[released-file-changed] version 1.0 of `policies/conduct` is not what was released: the file `policies/conduct/dot.png` is not the one that it was released with");
    assert_snapshot!(shown.clone().file("content/policies/conduct/form.pdf", "other").portal().report(), @"content/policies/conduct/1.0.md error[released-file-changed] version 1.0 of `policies/conduct` is not what was released: the file `policies/conduct/form.pdf` is not the one that it was released with");
    assert_snapshot!(shown.without("content/policies/conduct/dot.png").portal().report(), @r#"
    content/policies/conduct/1.0.md error[released-file-changed] version 1.0 of `policies/conduct` is not what was released: the file `policies/conduct/dot.png` is gone
    content/policies/conduct/1.0.md:13:1 warning[broken-link] there is no file `dot.png` from here any more
    "#);
}

#[test]
fn line_ends_of_a_checkout_change_nothing() {
    let released = released();
    for path in [CONDUCT, LOCK] {
        let text = String::from_utf8(released.files[path].clone()).unwrap().replace('\n', "\r\n");
        assert_eq!(released.clone().file(path, text).portal().report(), "");
    }
}

#[test]
fn released_file_missing() {
    assert_snapshot!(released().without("content/policies/conduct/1.1.md").run(&["verify"]), @r#"
    exit 1
    error[released-file-missing]: version 1.1 of `policies/conduct` was released, but its file is gone or cannot be read
     --> content/versions.lock:3:1
      |
    3 | policies/conduct 1.1 en 2026-11-23 2f11472ea8b6f975050b15b522b04b6f8cd644f75d83fd9d2f272137a990d76e dbbc6c2e815ffb527186e9eb1bede60c1...
      | ^^^^^^^^^^^^^^^^^^^^
      |
    help: restore `policies/conduct/1.1.md` from version control

    1 error
    "#);
}

#[test]
fn a_document_that_moved_is_known_by_its_alias() {
    let released = released();
    let text = |version: &str| released.files[&format!("content/policies/conduct/{version}.md")].clone();
    let moved = released
        .clone()
        .without("content/policies/conduct/1.0.md")
        .without("content/policies/conduct/1.1.md")
        .file("content/policies/behaviour/1.0.md", text("1.0"))
        .file("content/policies/behaviour/1.1.md", text("1.1"));
    assert_eq!(moved.portal().report().matches("released-file-missing").count(), 2);
    let draft =
        "---\ntitle: Behaviour\nsummary: How we behave.\nowner: team\naliases: [policies/conduct]\n---\nText.\n";
    let report = moved.file("content/policies/behaviour/draft.md", draft).portal().report();
    assert!(!report.contains("lock"), "{report}");
}

#[test]
fn release_not_in_lock() {
    assert_snapshot!(released().version("2.0", "2026-04-20", "2026-05-01").check(), @r#"
    exit 1
    error[release-not-in-lock]: version 2.0 of `policies/conduct` is not in versions.lock
    --> content/policies/conduct/2.0.md
     |
    help: name it draft.md and release it with `vellum release`; if it was released before, record it with `vellum verify --adopt`

    1 error
    "#);
}

#[test]
fn without_a_lock_nothing_is_asked_for() {
    assert_eq!(Project::new().portal().report(), "");
}

#[test]
fn broken_lock() {
    let released = released();
    let lines: Vec<String> =
        String::from_utf8(released.files[LOCK].clone()).unwrap().lines().map(|line| format!("{line}\n")).collect();
    let [header, first, second] = <[String; 3]>::try_from(lines).unwrap();
    let report = |text: String| released.clone().file(LOCK, text).portal().report();
    assert_snapshot!(released.clone().edit(LOCK, "2026-11-23", "2026-11-22").check(), @r#"
    exit 1
    error[broken-lock]: the record of version 1.0 of `policies/conduct` was edited: its last field does not fit the rest
     --> content/versions.lock:2:1
      |
    2 | policies/conduct 1.0 en 2026-11-22 3baf5be549fe941e5b9ad5df2b09e5d8053794cc4e4a07f8cf0782258f682503 000000000000000000000000000000000...
      | ^^^^^^^^^^^^^^^^^^^^
      |
    help: restore versions.lock from version control; only `vellum release` writes to it

    1 error
    "#);
    assert_snapshot!(report(format!("{header}{second}")), @r#"
    content/policies/conduct/1.0.md error[release-not-in-lock] version 1.0 of `policies/conduct` is not in versions.lock
    content/versions.lock:2:1 error[broken-lock] the record of version 1.1 of `policies/conduct` comes first, but one came before it when it was written
    "#);
    assert_snapshot!(report(format!("{header}{second}{first}")), @r#"
    content/versions.lock:2:1 error[broken-lock] the record of version 1.1 of `policies/conduct` comes first, but one came before it when it was written
    content/versions.lock:3:1 error[broken-lock] the record of version 1.0 of `policies/conduct` does not follow the line before it: something was removed, added or reordered here
    "#);
    assert_snapshot!(report(format!("{first}{second}")), @r#"
    content/policies/conduct/1.0.md error[release-not-in-lock] version 1.0 of `policies/conduct` is not in versions.lock
    content/versions.lock:1:1 error[broken-lock] this is not the first line of a versions.lock that this Vellum knows
    content/versions.lock:2:1 error[broken-lock] the record of version 1.1 of `policies/conduct` comes first, but one came before it when it was written
    "#);
    assert_snapshot!(report(format!("{header}{first}{first}{second}")), @"content/versions.lock:3:1 error[broken-lock] the record of version 1.0 of `policies/conduct` does not follow the line before it: something was removed, added or reordered here");
    assert_snapshot!(report(format!("{header}{first}<<<<<<< main\n{second}")), @r#"
    content/versions.lock:3:1 error[broken-lock] this line is not a record of a released version
    content/versions.lock:4:1 error[broken-lock] the record of version 1.1 of `policies/conduct` does not follow the line before it: something was removed, added or reordered here
    "#);
    assert_snapshot!(report(format!("{header}{first}{}", second.trim_end())), @"content/versions.lock:3:230 error[broken-lock] versions.lock ends within a line");
    assert_snapshot!(report(String::new()), @r#"
    content/policies/conduct/1.0.md error[release-not-in-lock] version 1.0 of `policies/conduct` is not in versions.lock
    content/policies/conduct/1.1.md error[release-not-in-lock] version 1.1 of `policies/conduct` is not in versions.lock
    content/versions.lock:1:1 error[broken-lock] this is not the first line of a versions.lock that this Vellum knows
    "#);
}

#[test]
fn findings_inside_a_frozen_file_stop_nothing() {
    let project = Project::new().append(CONDUCT, "[Gone](../../guidance/gone.md)\n").edit(
        CONDUCT,
        "owner: team",
        "owner: nobody",
    );
    let report = project.portal().report();
    assert!(report.contains("error[broken-link]") && report.contains("error[unknown-owner]"), "{report}");
    assert_snapshot!(project.locked().portal().report(), @r#"
    content/policies/conduct/1.0.md:4:8 warning[unknown-owner] there is no contact `nobody`
    content/policies/conduct/1.0.md:13:1 warning[broken-link] there is no file `../../guidance/gone.md` from here any more
    "#);
}

#[test]
fn what_lies_around_a_frozen_file_can_be_put_right() {
    assert_snapshot!(released().without("content/changelog/2026-03-02-conduct.md").portal().report(), @"content/policies/conduct/1.0.md error[release-without-change-entry] no changelog entry says what version 1.0 changed");
}
