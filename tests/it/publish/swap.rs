//! The new site in the place of the old one.

use std::fs;

use super::{Project, files};

#[test]
fn the_new_site_replaces_the_old_one_and_leaves_nothing_stale() {
    let project = Project::new();
    project.publish(&[("index.html", "old"), ("gone/page.html", "old")]);
    // Even what others put into the published folder goes: it is the site and nothing else.
    project.make("public/stray/notes.txt", "stray");
    project.publish(&[("index.html", "new"), ("fresh/page.html", "new")]);
    assert_eq!(project.tree(), files(&[("public/fresh/page.html", "new"), ("public/index.html", "new")]));
}

#[test]
fn the_old_site_stays_until_the_swap_and_after_a_drop() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    let staging = project.begin().unwrap();
    staging.write("index.html", b"new").unwrap();
    staging.write("deep/er/page.html", b"new").unwrap();
    assert_eq!(fs::read(project.path("public/index.html")).unwrap(), b"old");
    drop(staging);
    assert_eq!(project.tree(), files(&[("public/index.html", "old")]));
}

#[test]
fn the_marker_is_the_same_in_every_site() {
    let project = Project::new();
    project.publish(&[("a", "1")]);
    let first = fs::read_to_string(project.path("public/.vellum")).unwrap();
    project.publish(&[("b", "2")]);
    assert_eq!(fs::read_to_string(project.path("public/.vellum")).unwrap(), first);
    assert_eq!(first.lines().count(), 1);
}

#[test]
fn an_empty_site_can_be_published_and_replaced() {
    let project = Project::new();
    project.publish(&[]);
    project.publish(&[]);
    assert!(project.path("public/.vellum").is_file());
}

#[test]
fn a_site_with_a_failed_file_is_not_published() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    let staging = project.begin().unwrap();
    staging.write("index.html", b"new").unwrap();
    assert!(staging.copy("image.png", &project.path("missing.png")).is_err());
    assert_eq!(
        project.message(staging.swap()),
        "The new site for `TMP/public` is not complete, because a file of it could not be written. It was not published; put that right and build again."
    );
    assert_eq!(project.tree(), files(&[("public/index.html", "old")]));
}

#[test]
fn a_folder_that_someone_filled_during_the_build_is_not_replaced() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    project.make("public/thesis.txt", "years of work");
    assert!(project.message(staging.swap()).contains("holds files that Vellum did not make"));
    assert_eq!(project.tree(), files(&[("public/thesis.txt", "years of work")]));
}

#[test]
fn a_site_that_was_deleted_during_the_build_is_published_again() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    let staging = project.begin().unwrap();
    staging.write("index.html", b"new").unwrap();
    fs::remove_dir_all(project.out()).unwrap();
    assert!(staging.swap().unwrap().warning.is_none());
    assert_eq!(project.tree(), files(&[("public/index.html", "new")]));
}

#[test]
fn a_staging_folder_that_vanished_is_an_error() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    let staging = project.begin().unwrap();
    fs::remove_dir_all(project.path(".public.vellum-staging")).unwrap();
    assert_eq!(
        project.message(staging.swap()),
        "The folder beside `TMP/public` in which the new site was built was moved or deleted during the build. The site was not published; build again."
    );
    assert_eq!(project.tree(), files(&[("public/index.html", "old")]));
}

#[cfg(unix)]
#[test]
fn a_parent_that_moved_during_the_build_is_an_error_and_another_build_there_is_left_alone() {
    let project = Project::new();
    let out = project.path("www/public");
    fs::create_dir(project.path("www")).unwrap();
    let first = vellum::publish::Staging::begin(&out, &[]).unwrap();
    fs::rename(project.path("www"), project.path("moved")).unwrap();
    assert!(project.message(first.write("a/b", b"")).contains("was moved or deleted"));

    fs::create_dir(project.path("www")).unwrap();
    let second = vellum::publish::Staging::begin(&out, &[]).unwrap();
    second.write("index.html", b"second").unwrap();
    drop(first);
    second.write("more/page.html", b"second").unwrap();
    assert!(second.swap().unwrap().warning.is_none());
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"second");
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_its_target_is_replaced() {
    let project = Project::new();
    fs::create_dir_all(project.path("disk/live")).unwrap();
    std::os::unix::fs::symlink("disk/live", project.out()).unwrap();
    project.publish(&[("index.html", "old")]);
    project.publish(&[("index.html", "new")]);
    assert_eq!(fs::read_link(project.out()).unwrap().to_str(), Some("disk/live"));
    assert_eq!(fs::read(project.path("disk/live/index.html")).unwrap(), b"new");
    assert_eq!(fs::read_dir(project.path("disk")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn links_in_an_old_site_are_removed_and_not_followed() {
    let project = Project::new();
    project.make("mine/thesis.txt", "years of work");
    project.publish(&[]);
    std::os::unix::fs::symlink(project.path("mine"), project.path("public/link")).unwrap();
    project.publish(&[("index.html", "new")]);
    assert_eq!(project.tree(), files(&[("mine/thesis.txt", "years of work"), ("public/index.html", "new")]));
}

#[cfg(unix)]
#[test]
fn the_permissions_of_the_output_folder_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.publish(&[]);
    fs::set_permissions(project.out(), PermissionsExt::from_mode(0o2710)).unwrap();
    project.publish(&[]);
    assert_eq!(project.out().metadata().unwrap().permissions().mode() & 0o7777, 0o2710);
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn there_is_a_site_at_every_instant() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let project = Project::new();
    project.publish(&[]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Acquire) {
                assert!(project.out().symlink_metadata().is_ok(), "an instant without a site");
            }
        });
        for _ in 0..200 {
            project.publish(&[("index.html", "new")]);
        }
        done.store(true, Ordering::Release);
    });
}

#[test]
fn an_old_site_that_a_crash_left_between_two_renames_comes_back() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    fs::create_dir_all(project.path(".public.vellum-staging/site")).unwrap();
    fs::rename(project.out(), project.path(".public.vellum-staging/old")).unwrap();
    drop(project.begin().unwrap());
    assert_eq!(project.tree(), files(&[("public/index.html", "old")]));
}

#[test]
fn an_old_site_that_a_crash_left_after_two_renames_is_cleared() {
    let project = Project::new();
    project.publish(&[("index.html", "new")]);
    project.make(".public.vellum-staging/old/index.html", "old");
    project.make(".public.vellum-staging/lock", "");
    drop(project.begin().unwrap());
    assert_eq!(project.tree(), files(&[("public/index.html", "new")]));
}
