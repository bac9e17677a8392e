//! Which output folders are accepted, and that a refusal changes nothing.

use std::fs;
use std::path::Path;

use vellum::publish::Staging;

use super::{Project, files};

#[test]
fn a_missing_folder_and_an_empty_one_are_fine() {
    let project = Project::new();
    drop(project.begin().unwrap());
    assert_eq!(project.tree(), files(&[("/", "")]));
    fs::create_dir(project.out()).unwrap();
    drop(project.begin().unwrap());
    assert_eq!(project.tree(), files(&[("public/", "")]));
}

#[test]
fn a_folder_of_someone_else_is_refused() {
    let project = Project::new();
    project.make("public/thesis.txt", "years of work");
    let before = project.tree();
    assert_eq!(
        project.message(project.begin()),
        "The folder `TMP/public` holds files that Vellum did not make, and publishing would delete them. \
         Empty it yourself, or choose another output folder."
    );
    assert_eq!(project.tree(), before);
}

#[test]
fn only_the_text_of_the_marker_counts() {
    let project = Project::new();
    project.make("public/.vellum", "settings of something else");
    assert!(project.message(project.begin()).contains("did not make"));
    fs::remove_file(project.path("public/.vellum")).unwrap();
    project.make("public/.vellum/settings", "");
    assert!(project.message(project.begin()).contains("did not make"));
}

#[test]
fn a_published_folder_that_became_a_repository_is_refused() {
    let project = Project::new();
    project.publish(&[("index.html", "home")]);
    project.make("public/.git/HEAD", "ref: refs/heads/main");
    assert!(project.message(project.begin()).starts_with("The folder `TMP/public` is a Git repository"));
    assert!(project.path("public/.git/HEAD").exists());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() {
    let project = Project::new();
    project.make("public", "a file");
    assert_eq!(
        project.message(project.begin()),
        "The output folder `TMP/public` is not a folder. Move what is there away, or choose another output folder."
    );
}

#[test]
fn the_folder_around_it_must_be_a_folder() {
    let project = Project::new();
    project.make("file", "");
    assert_eq!(
        project.message(Staging::begin(&project.path("file").join("public"), &[])),
        "The site cannot be written to `TMP/file/public`, because `TMP/file` is not a folder. Choose another output folder."
    );
    assert_eq!(project.tree(), files(&[("file", "")]));
}

#[test]
fn overlap_with_the_sources_is_refused() {
    let project = Project::new();
    fs::create_dir_all(project.path("portal/content/policies")).unwrap();
    let content = project.path("portal/content");
    // `themes` does not exist: a site must not take its place either.
    let themes = project.path("portal/themes");
    for out in ["portal", "portal/content", "portal/content/policies", "portal/content/site", "portal/themes"] {
        let result = Staging::begin(&project.path(out), &[&content, &themes]);
        assert!(project.message(result).contains("overlaps the source folder `TMP/portal/"), "{out}");
    }
    // A name that only begins alike is another folder.
    drop(Staging::begin(&project.path("portal/content-site"), &[&content, &themes]).unwrap());
    assert_eq!(project.tree(), files(&[("portal/content/policies/", "")]));
}

#[test]
fn root_and_the_current_folder_are_refused() {
    let project = Project::new();
    let root = project.0.path().ancestors().last().unwrap();
    assert!(
        project
            .message(Staging::begin(root, &[]))
            .contains("is the root of the file system, which must not be replaced")
    );
    for here in [".", "./", "tests/.."] {
        let message = project.message(Staging::begin(Path::new(here), &[]));
        assert!(message.contains("is the folder that you are working in"), "{message}");
    }
}

#[test]
fn a_path_that_leads_nowhere_is_refused() {
    let project = Project::new();
    assert!(project.message(Staging::begin(Path::new(""), &[])).contains("has no usable path"));
    assert!(project.message(Staging::begin(&project.path("missing/.."), &[])).contains("has no usable path"));
}

#[test]
fn two_builds_at_once_are_refused_and_do_not_mix() {
    let project = Project::new();
    let first = project.begin().unwrap();
    first.write("index.html", b"first").unwrap();
    assert_eq!(
        project.message(project.begin()),
        "Another build is writing the site in `TMP/public` at this moment. Wait until it has finished, or stop it, then build again."
    );
    // The same folder under another name is the same folder.
    assert!(Staging::begin(&project.path("public/../public"), &[]).is_err());
    // Another folder beside it is not.
    drop(Staging::begin(&project.path("other"), &[]).unwrap());
    first.write("about.html", b"first").unwrap();
    assert_eq!(first.swap().unwrap().files, 2);
    project.publish(&[("index.html", "second")]);
    assert_eq!(project.tree(), files(&[("public/index.html", "second")]));
}

#[test]
fn of_many_builds_at_once_one_at_a_time_publishes() {
    let project = Project::new();
    std::thread::scope(|scope| {
        for builder in 0..4 {
            let project = &project;
            scope.spawn(move || {
                for _ in 0..50 {
                    let Ok(staging) = project.begin() else {
                        continue;
                    };
                    for page in ["a", "b/c", "b/d"] {
                        staging.write(page, builder.to_string().as_bytes()).unwrap();
                    }
                    assert!(staging.swap().unwrap().warning.is_none());
                }
            });
        }
    });
    let tree = project.tree();
    assert_eq!(tree.keys().collect::<Vec<_>>(), ["public/a", "public/b/c", "public/b/d"]);
    assert!(tree.values().all(|text| *text == tree["public/a"]), "{tree:?}");
}

#[test]
fn a_file_with_the_name_of_the_staging_folder_is_kept() {
    let project = Project::new();
    project.make(".public.vellum-staging", "mine");
    let message = project.message(project.begin());
    assert!(message.starts_with("Vellum needs the name `TMP/.public.vellum-staging`"), "{message}");
    assert_eq!(project.tree(), files(&[(".public.vellum-staging", "mine")]));
}

#[cfg(unix)]
#[test]
fn a_link_with_the_name_of_the_staging_folder_is_not_followed() {
    let project = Project::new();
    project.make("elsewhere/site/mine", "mine");
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path(".public.vellum-staging")).unwrap();
    assert!(project.message(project.begin()).contains("a file or a link has that name"));
    assert!(project.path("elsewhere/site/mine").exists());
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_refused() {
    let project = Project::new();
    std::os::unix::fs::symlink(project.path("missing"), project.out()).unwrap();
    assert_eq!(
        project.message(project.begin()),
        "The output folder `TMP/public` is a link to a folder that does not exist. Create that folder, or delete the link."
    );
}

#[cfg(unix)]
#[test]
fn overlap_is_seen_through_links() {
    let project = Project::new();
    fs::create_dir(project.path("content")).unwrap();
    std::os::unix::fs::symlink(project.path("content"), project.out()).unwrap();
    let result = Staging::begin(&project.out(), &[&project.path("content")]);
    assert!(project.message(result).contains("overlaps"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_to_is_an_error() {
    let message = Staging::begin(Path::new("/proc/public"), &[]).unwrap_err().to_string();
    assert!(message.starts_with("Vellum could not create the folder `/proc/.public.vellum-staging`: "), "{message}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_mounted_disk_is_refused() {
    let message = Staging::begin(Path::new("/proc"), &[]).unwrap_err().to_string();
    assert!(
        message.starts_with("The folder `/proc` cannot be replaced as a whole, because it is a mounted disk"),
        "{message}"
    );
}
