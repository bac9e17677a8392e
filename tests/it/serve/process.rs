//! The command itself: ports, signals, watching.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::running::Running;
use crate::support::{Folder, Project, TODAY};

pub(super) fn start_page(word: &str) -> String {
    format!(
        "---\ntitle: Start here\nsummary: Where to begin.\nowner: team\nupdated: 2026-03-02\nroles: [all-staff]\n---\n{word}\n"
    )
}

const PAGE: &str = "/guidance/start/";
const FILE: &str = "content/guidance/start.md";

#[test]
fn a_port_in_use_gives_way_to_the_next_and_ctrl_c_ends_it_with_pages_open() {
    let first = Running::start(&Project::new(), &["--port", "0"]);
    let port: u16 = first.host.rsplit_once(':').unwrap().1.parse().unwrap();
    let mut second = Running::start(&Project::new(), &["--port", &port.to_string()]);
    let next: u16 = second.host.rsplit_once(':').unwrap().1.parse().unwrap();
    assert!(next > port);
    let mut events = second.ask("/__vellum/events?build=0");
    let mut some = [0; 16];
    events.read_exact(&mut some).unwrap();
    assert_eq!(second.interrupt(), 0);
}

#[test]
fn a_save_is_served_however_the_editor_writes_it() {
    let mut running = Running::start(&Project::new(), &["--port", "0"]);
    running.folder.file(FILE, start_page("written in place"));
    running.wait_for(PAGE, "written in place");
    assert!(running.line_with(FILE).ends_with("no findings"));
    // vim and JetBrains write another file and rename it.
    running.folder.file("content/guidance/.start.md.swp", "swap");
    running.folder.file("content/guidance/4913", "probe");
    std::fs::remove_file(running.folder.path("content/guidance/4913")).unwrap();
    running.folder.file("content/guidance/start.md~", start_page("renamed into place"));
    std::fs::rename(running.folder.path("content/guidance/start.md~"), running.folder.path(FILE)).unwrap();
    running.wait_for(PAGE, "renamed into place");
    // A folder renamed away and made again.
    std::fs::rename(running.folder.path("content/guidance"), running.folder.path("content/policies/x")).unwrap();
    std::fs::remove_dir_all(running.folder.path("content/policies/x")).unwrap();
    std::fs::create_dir(running.folder.path("content/guidance")).unwrap();
    running.folder.file(FILE, start_page("made again"));
    running.wait_for(PAGE, "made again");
    // The whole content folder removed and made again, as a checkout may do.
    std::fs::rename(running.folder.path("content"), running.folder.path("away")).unwrap();
    thread::sleep(Duration::from_millis(50));
    std::fs::rename(running.folder.path("away"), running.folder.path("content")).unwrap();
    running.folder.file(FILE, start_page("moved back"));
    running.wait_for(PAGE, "moved back");
}

#[test]
fn a_file_that_is_half_written_leaves_the_last_good_page_and_is_said_as_check_says_it() {
    let mut running = Running::start(&Project::new(), &["--port", "0"]);
    running.folder.file(FILE, "---\ntitle: Start here\nsumm");
    let said = running.line_with(FILE);
    assert!(said.contains(" error"), "{said}");
    let told = running.line_with("error[");
    let checked = Command::new(env!("CARGO_BIN_EXE_vellum"))
        .args(["check", "--as-of", TODAY, "--color", "never"])
        .current_dir(running.folder.path("."))
        .output()
        .unwrap();
    let checked = String::from_utf8(checked.stderr).unwrap();
    assert_eq!(checked.lines().next(), Some(told.as_str()));
    assert!(running.get(PAGE).contains("Begin with the"));
    running.folder.file(FILE, start_page("whole again"));
    running.wait_for(PAGE, "whole again");
}

#[test]
fn what_is_wrong_from_the_beginning_is_said_and_the_portal_is_shown_all_the_same() {
    let project = Project::new().edit(FILE, "owner: team", "owner: tram");
    let mut running = Running::start(&project, &["--port", "0"]);
    assert!(running.line_with("error[").contains("tram"));
    assert!(running.get(PAGE).contains("Begin with the"));
}

#[test]
fn a_template_that_fails_on_one_page_alone_is_said_when_that_page_is_asked_for() {
    let template = "{% if page.title == 'Zoo' %}{{ no.such }}{% endif %}";
    let zoo = start_page("Animals.").replace("Start here", "Zoo");
    let project = Project::new().file("content/guidance/zoo.md", zoo);
    let mut running =
        Running::start(&project.file("themes/default/templates/article.html", template), &["--port", "0"]);
    assert!(running.get(PAGE).starts_with("HTTP/1.1 200 "));
    assert!(running.get("/guidance/zoo/").starts_with("HTTP/1.1 500 "));
    let said = running.line_with("error[template-error]");
    assert!(said.contains("while making /guidance/zoo/"), "{said}");
}

#[test]
fn the_address_is_opened_where_that_is_asked_for() {
    let folder = Project::new().write();
    folder.file("bin/xdg-open", "#!/bin/sh\necho \"opened $1\" >&2\n");
    std::fs::set_permissions(folder.path("bin/xdg-open"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path("bin").display(), std::env::var("PATH").unwrap());
    let mut running = Running::start_with(folder, &["--port", "0", "--open"], &[("PATH", &path)]);
    if !cfg!(target_os = "macos") {
        let opened = running.line_with("opened ");
        assert_eq!(opened, format!("opened http://{}/", running.host));
    }
}

#[test]
fn a_content_folder_behind_a_symbolic_link_is_watched() {
    let folder = Project::new().write();
    std::fs::rename(folder.path("content"), folder.path("real")).unwrap();
    std::os::unix::fs::symlink(folder.path("real"), folder.path("content")).unwrap();
    let running = Running::start_in(folder, &["--port", "0"]);
    running.folder.file("real/guidance/start.md", start_page("behind the link"));
    running.wait_for(PAGE, "behind the link");
}

#[test]
fn many_files_at_once_are_not_many_rebuilds() {
    let mut running = Running::start(&Project::new(), &["--port", "0"]);
    for number in 0..1_000 {
        let folder = number / 500;
        running.folder.file(&format!("content/guidance/part-{folder}/page-{number}.md"), start_page("one of many"));
    }
    running.folder.file(FILE, start_page("the last of many"));
    running.wait_for(PAGE, "the last of many");
    running.wait_for("/guidance/part-1/page-999/", "one of many");
    // Mostly one; a machine that is busy elsewhere may stop the writer for a while.
    let rebuilds = running.end();
    assert!((1..=10).contains(&rebuilds.len()), "{rebuilds:#?}");
}

#[test]
fn a_checkout_of_another_branch_is_one_rebuild() {
    let folder = Project::new().write();
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    pages(&folder, 0..800, "before");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message=before"]);
    git(&folder, &["checkout", "--quiet", "-b", "other"]);
    for number in 0..200 {
        std::fs::remove_file(folder.path(&format!("content/guidance/page-{number}.md"))).unwrap();
    }
    pages(&folder, 200..1_200, "after");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message=after"]);
    git(&folder, &["checkout", "--quiet", "main"]);

    let mut running = Running::start_in(folder, &["--port", "0"]);
    git(&running.folder, &["checkout", "--quiet", "other"]);
    running.wait_for("/guidance/page-1199/", "after");
    assert!(running.get("/guidance/page-200/").contains("after"));
    assert!(running.get("/guidance/page-0/").starts_with("HTTP/1.1 404 "));
    let rebuilds = running.end();
    assert_eq!(rebuilds.len(), 1, "{rebuilds:#?}");
    assert!(rebuilds[0].contains(" and 1199 more: "), "{rebuilds:#?}");
}

fn git(folder: &Folder, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=author", "-c", "user.email=author@example.org", "-c", "commit.gpgSign=false"])
        .args(arguments)
        .current_dir(folder.path("."))
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")])
        .output()
        .unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn pages(folder: &Folder, numbers: std::ops::Range<u32>, word: &str) {
    for number in numbers {
        folder.file(&format!("content/guidance/page-{number}.md"), start_page(word));
    }
}

#[test]
fn a_steady_stream_of_saves_is_shown_while_it_goes_on() {
    let running = Running::start(&Project::new(), &["--port", "0"]);
    let path = running.folder.path(FILE);
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stopped = std::sync::Arc::clone(&stop);
    let writer = thread::spawn(move || {
        let mut number = 0;
        while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
            number += 1;
            std::fs::write(&path, start_page(&format!("stream {number}"))).unwrap();
            thread::sleep(Duration::from_millis(1));
        }
    });
    running.wait_for(PAGE, "stream ");
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    writer.join().unwrap();
}
