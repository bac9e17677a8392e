//! Reviews as a calendar, and what waits in the terminal.

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::golden::{site, site_in_default_theme};
use crate::support::{Project, text};

fn calendar(project: &Project) -> String {
    let tree = project.portal().render();
    text(&tree, "reviews.ics").to_owned()
}

/// The content lines of a calendar, unfolded (RFC 5545, section 3.1).
fn unfold(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// A TEXT value as it was before it was escaped (section 3.3.11).
fn unescape(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped })),
            ';' | ',' => panic!("{value:?} holds a separator"),
            character => text.push(character),
        }
    }
    text
}

#[test]
fn a_calendar_has_an_event_for_each_document() {
    let calendar = calendar(&site_in_default_theme("versions"));
    assert!(calendar.split("\r\n").all(|line| !line.contains(['\r', '\n'])));
    assert_snapshot!(calendar.replace("\r\n", "\n"), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Vellum//Reviews//EN
    CALSCALE:GREGORIAN
    NAME:Versions: reviews
    X-WR-CALNAME:Versions: reviews
    BEGIN:VEVENT
    UID:policies/cars.review@policy.example.org
    DTSTAMP:20261123T000000Z
    DTSTART;VALUE=DATE:20271005
    SUMMARY:Review due: Cars
    DESCRIPTION:Owner: The team. Last reviewed on 5 October 2026.
    URL:https://policy.example.org/policies/cars/
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:policies/conduct.review@policy.example.org
    DTSTAMP:20261123T000000Z
    DTSTART;VALUE=DATE:20270619
    SUMMARY:Review due: Conduct
    DESCRIPTION:Owner: The team. Last reviewed on 19 June 2026.
    URL:https://policy.example.org/policies/conduct/
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR
    "#);
}

#[test]
fn an_event_keeps_its_identity_when_its_review_moves() {
    let uids = |project: &Project| -> Vec<String> {
        unfold(&calendar(project)).into_iter().filter(|line| line.starts_with("UID:")).collect()
    };
    let project = Project::new();
    let entry = "---\ndate: 2026-10-01\nkind: reviewed\ndocuments: {policies/conduct: \"1.0\"}\n---\nRead again.\n";
    let reviewed = project.clone().file("content/changelog/2026-10-01-review.md", entry);
    assert_ne!(calendar(&project), calendar(&reviewed));
    assert_eq!(uids(&project), uids(&reviewed));
    assert_eq!(uids(&project).len(), 2);
}

#[test]
fn a_portal_without_reviews_has_no_calendar() {
    let project = Project::new().setting(", review_every: 12 months", "").setting(", review_every: 12 months", "");
    let tree = project.portal().render();
    assert!(!tree.contains_key("reviews.ics") && !text(&tree, "register/index.html").contains("reviews.ics"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_title_survives_in_lines_of_75_octets(title in "[a-zé老,;\\\\ :'&]{1,200}") {
        let shown = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!shown.is_empty());
        let quoted = shown.replace('\\', "\\\\");
        let calendar = calendar(&Project::new().edit("content/policies/conduct/1.0.md", "title: Conduct", &format!("title: \"{quoted}\"")));
        prop_assert!(calendar.ends_with("END:VCALENDAR\r\n"));
        for line in calendar.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        }
        let summaries: Vec<String> = unfold(&calendar).iter().filter_map(|line| Some(unescape(line.strip_prefix("SUMMARY:")?))).collect();
        prop_assert!(summaries.contains(&format!("Review due: {shown}")), "{summaries:?}");
    }
}

/// A portal in which something of each kind waits.
fn busy() -> Project {
    let duties = "\
duties:
  - {id: kindness, title: Be kind, summary: Be kind., kind: our-rule}
  - {id: courage, title: \"=Be brave\", summary: Be brave., kind: our-rule}
  - {id: elsewhere, title: For others, summary: For others., kind: our-rule, applies_to: [wales]}
";
    Project::new()
        .setting("collections:", "organisation_kinds: [england]\ncollections:")
        .edit("content/policies/conduct/1.0.md", "{#being-kind}", "{#being-kind covers=kindness}")
        .edit("content/guidance/start.md", "updated: 2026-03-02", "updated: 2025-11-22")
        .file("content/obligations.yaml", duties)
        .version("1.1", "2026-11-30", "2026-12-07")
        .version("2.0", "2027-01-04", "2027-02-01")
        .file(
            "content/policies/conduct/draft.md",
            "---\ntitle: Conduct\nsummary: The next one.\nowner: team\n---\nText.\n",
        )
        .file(
            "content/guidance/old.md",
            "---\ntitle: Old page\nsummary: Old.\nowner: board\nupdated: 2025-11-23\nroles: [managers]\n---\nText.\n",
        )
}

#[test]
fn status_lists_what_waits_most_urgent_first() {
    assert_snapshot!(busy().run(&["status"]), @r#"
    exit 0
    --- standard output
    Reviews that are overdue (1)
      2026-11-22  1 day ago  Start here  The team  guidance/start

    Reviews that are due soon (1)
      2026-11-23  today  Old page  The board  guidance/old

    Versions that take effect later (2)
      2026-12-07  in 14 days  Conduct 1.1  The team  policies/conduct
      2027-02-01  in 70 days  Conduct 2.0  The team  policies/conduct

    Drafts that wait (1)
      Conduct  The team  policies/conduct

    Duties that no clause in force meets (1)
      =Be brave  courage
    --- standard error
    "#);
}

#[test]
fn status_as_json_and_csv() {
    assert_snapshot!(busy().run(&["status", "--format", "json"]), @r#"
    exit 0
    --- standard output
    {
      "as_of": "2026-11-23",
      "tasks": [
        {
          "kind": "review-overdue",
          "date": "2026-11-22",
          "days": -1,
          "id": "guidance/start",
          "version": null,
          "title": "Start here",
          "owner": "The team"
        },
        {
          "kind": "review-due-soon",
          "date": "2026-11-23",
          "days": 0,
          "id": "guidance/old",
          "version": null,
          "title": "Old page",
          "owner": "The board"
        },
        {
          "kind": "scheduled-version",
          "date": "2026-12-07",
          "days": 14,
          "id": "policies/conduct",
          "version": "1.1",
          "title": "Conduct",
          "owner": "The team"
        },
        {
          "kind": "scheduled-version",
          "date": "2027-02-01",
          "days": 70,
          "id": "policies/conduct",
          "version": "2.0",
          "title": "Conduct",
          "owner": "The team"
        },
        {
          "kind": "draft",
          "date": null,
          "days": null,
          "id": "policies/conduct",
          "version": null,
          "title": "Conduct",
          "owner": "The team"
        },
        {
          "kind": "uncovered-duty",
          "date": null,
          "days": null,
          "id": "courage",
          "version": null,
          "title": "=Be brave",
          "owner": ""
        }
      ]
    }
    --- standard error
    "#);
    assert_snapshot!(busy().run(&["status", "--format", "csv"]).stdout.replace('\r', ""), @r#"
    kind,date,days,id,version,title,owner
    review-overdue,2026-11-22,-1,guidance/start,,Start here,The team
    review-due-soon,2026-11-23,0,guidance/old,,Old page,The board
    scheduled-version,2026-12-07,14,policies/conduct,1.1,Conduct,The team
    scheduled-version,2027-02-01,70,policies/conduct,2.0,Conduct,The team
    draft,,,policies/conduct,,Conduct,The team
    uncovered-duty,,,courage,,'=Be brave,
    "#);
}

#[test]
fn status_of_a_portal_in_which_nothing_waits() {
    assert_snapshot!(Project::new().run(&["status"]), @r#"
    exit 0
    --- standard output
    Nothing waits: no review is due, no version is scheduled, no draft is open, every duty is met.
    --- standard error
    "#);
}

#[test]
fn status_of_content_with_errors_says_so() {
    assert_snapshot!(Project::new().edit("content/guidance/start.md", "owner", "ower").run(&["status"]), @r#"
    exit 0
    --- standard output
    Nothing waits: no review is due, no version is scheduled, no draft is open, every duty is met.
    --- standard error
    warning: the content has errors, so this may not be all; `vellum check` shows them
    "#);
}

#[test]
fn drafts_that_are_shown_wait_too() {
    let listed =
        |arguments: &[&str]| site("versions").run(&[&["status", "--format", "csv"], arguments].concat()).stdout;
    assert_eq!(listed(&[]), listed(&["--drafts"]));
    assert!(listed(&[]).contains("draft,,,policies/pets,,"));
}
