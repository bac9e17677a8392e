//! `schedule.json`: until the moment that it names, a rebuild changes nothing but the date of the build.

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vellum::model::Date;

use crate::editions::{Dates, lives, portal_of};
use crate::golden::site_in_default_theme;
use crate::support::library::render;
use crate::support::{Project, TODAY, Tree, text};

/// Without the footer, which names the day of the build.
fn undated(project: Project) -> Project {
    project.file("themes/default/templates/parts/footer.html", "")
}

/// The portal on a day, less what only tells that day: the line for today on the timeline, the stamps of the calendar,
/// and the day of the register and of the schedule.
fn on(dates: &mut Dates, day: Date) -> (Tree, Option<(Date, Vec<String>)>) {
    let portal = dates.on(day);
    let mut tree = render(&portal);
    for path in ["editions/index.html", "reviews.ics", "schedule.json"] {
        tree.remove(path);
    }
    let register = text(&tree, "register.json").replacen(&format!("\"as_of\": \"{day}\""), "", 1);
    tree.insert("register.json".to_owned(), register.into_bytes());
    let kinds = |moment: &vellum::model::Moment| {
        moment.occasions.iter().map(|occasion| occasion.kind.name().to_owned()).collect()
    };
    (tree, portal.site.next.as_ref().map(|moment| (moment.day, kinds(moment))))
}

fn differing(one: &Tree, other: &Tree) -> Vec<String> {
    let paths = one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path));
    let mut paths: Vec<String> = paths.cloned().collect();
    paths.dedup();
    paths
}

/// Follows the schedule from one moment to the next. Gives the days and what happens on them.
fn follow(project: &Project, from: &str, steps: usize) -> Result<Vec<(Date, Vec<String>)>, TestCaseError> {
    let dates = &mut Dates::of(project.clone());
    let mut day = Date::parse(from).unwrap();
    let mut moments = Vec::new();
    for _ in 0..steps {
        let (tree, next) = on(dates, day);
        let Some((next, kinds)) = next else {
            let (later, none) = on(dates, day.plus_days(5000));
            prop_assert_eq!(differing(&tree, &later), Vec::<String>::new(), "after {}", day);
            prop_assert_eq!(none, None);
            break;
        };
        prop_assert!(next > day);
        let (eve, same) = on(dates, next.plus_days(-1));
        prop_assert_eq!(differing(&tree, &eve), Vec::<String>::new(), "from {} to the day before {}", day, next);
        prop_assert_eq!(same, Some((next, kinds.clone())));
        let (changed, _) = on(dates, next);
        let visible = ["version-in-force", "review-due-soon", "review-overdue", "change"];
        if kinds.iter().any(|kind| visible.contains(&kind.as_str())) {
            prop_assert!(!differing(&eve, &changed).is_empty(), "on {}: {:?}", next, kinds);
        }
        moments.push((next, kinds));
        day = next;
    }
    Ok(moments)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, rng_seed: RngSeed::Fixed(6), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changes_before_the_moment_that_is_named(lives in lives()) {
        follow(&undated(portal_of(&lives)), TODAY, 4)?;
        follow(&undated(portal_of(&lives)), "2026-03-02", 4)?;
    }
}

#[test]
fn the_golden_site_from_moment_to_moment() {
    let moments = follow(&undated(site_in_default_theme("versions")), "2026-10-31", 40).unwrap();
    let lines: Vec<String> = moments.iter().map(|(day, kinds)| format!("{day} {}", kinds.join(" "))).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    2026-11-02 announcement
    2026-11-09 announcement
    2026-12-01 version-in-force change
    2026-12-25 action-over
    2027-01-01 version-in-force change
    2027-01-11 announcement
    2027-01-15 withdrawal change
    2027-02-01 version-in-force change
    2027-12-02 review-due-soon
    2028-01-02 review-due-soon review-overdue
    2028-02-02 review-overdue
    "#);
}

#[test]
fn every_kind_of_occasion() {
    let entry = "---\ndate: 2026-11-20\nkind: notice\naction: {text: Read it, by: 2026-11-30}\n---\nText.\n";
    let project = Project::new().file("content/changelog/2026-11-20-notice.md", entry).edit(
        "content/guidance/start.md",
        "updated: 2026-03-02",
        "updated: 2026-11-28",
    );
    let moments = follow(&undated(project), TODAY, 3).unwrap();
    let lines: Vec<String> = moments.iter().map(|(day, kinds)| format!("{day} {}", kinds.join(" "))).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    2026-11-28 text-updated
    2026-12-01 action-over
    2027-01-31 review-due-soon
    "#);
}

#[test]
fn the_file_names_the_first_moment_of_the_day_in_the_time_zone() {
    let schedule = |timezone: &str, date: &str| {
        let project = Project::new().settings(&format!("timezone: {timezone}\n")).version("1.1", "2026-06-01", date);
        text(&project.portal_on("2026-06-01", false).render(), "schedule.json").to_owned()
    };
    assert_snapshot!(schedule("Europe/London", "2026-06-19"), @r#"
    {
      "as_of": "2026-06-01",
      "timezone": "Europe/London",
      "next": {
        "at": "2026-06-19T00:00:00+01:00",
        "date": "2026-06-19",
        "because": [
          {
            "kind": "version-in-force",
            "document": "policies/conduct",
            "version": "1.1"
          },
          {
            "kind": "change",
            "document": "policies/conduct",
            "version": "1.1"
          }
        ]
      }
    }
    "#);
    assert!(schedule("America/New_York", "2026-06-19").contains("\"at\": \"2026-06-19T00:00:00-04:00\""));
    // In Santiago clocks go from midnight to one o'clock on this day.
    assert!(schedule("America/Santiago", "2026-09-06").contains("\"at\": \"2026-09-06T01:00:00-03:00\""));
}

#[test]
fn a_build_says_when_the_next_is_due() {
    let project = Project::new().version("1.1", "2026-11-01", "2026-12-01");
    assert_snapshot!(project.run(&["build"]), @r#"
    exit 0
    published _ files (_ MB) for 2026-11-23 in _ ms: public
    build again from 2026-12-01T00:00:00+00:00: version 1.1 of policies/conduct takes effect
    "#);
    let page =
        "---\ntitle: Page\nsummary: A page.\nowner: team\nupdated: 2026-03-02\nroles: [all-staff]\n---\nA page.\n";
    let many = (1..4).fold(Project::new(), |many, n| many.file(&format!("content/guidance/page-{n}.md"), page));
    let run = many.run(&["build"]).stderr;
    assert_snapshot!(run.lines().last().unwrap(), @"build again from 2027-01-31T00:00:00+00:00: 5 reviews are due soon");
    let never = Project::new().setting(", review_every: 12 months", "").setting(", review_every: 12 months", "");
    assert_snapshot!(never.run(&["build"]), @r#"
    exit 0
    published _ files (_ MB) for 2026-11-23 in _ ms: public
    no later day changes the portal
    "#);
    assert!(text(&never.portal().render(), "schedule.json").contains("\"next\": null"));
}

#[test]
fn what_readers_may_not_know_is_not_named() {
    let project = Project::new().version("1.1", "2026-12-10", "2027-01-01");
    let tree = project.portal().render();
    let schedule = text(&tree, "schedule.json");
    assert!(schedule.contains("2026-12-10") && schedule.contains("announcement"));
    assert!(!schedule.contains("1.1") && !schedule.contains("policies/conduct"), "{schedule}");
}
