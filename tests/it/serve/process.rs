//! The command itself: ports, signals, watching.

use std::io::Read;
use std::thread;
use std::time::Duration;

use super::running::Running;
use crate::support::Project;

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
fn a_content_folder_behind_a_symbolic_link_is_watched() {
    let folder = Project::new().write();
    std::fs::rename(folder.path("content"), folder.path("real")).unwrap();
    std::os::unix::fs::symlink(folder.path("real"), folder.path("content")).unwrap();
    let running = Running::start_in(folder, &["--port", "0"]);
    running.folder.file("real/guidance/start.md", start_page("behind the link"));
    running.wait_for(PAGE, "behind the link");
}

#[test]
fn many_files_at_once_are_one_rebuild_or_two() {
    let mut running = Running::start(&Project::new(), &["--port", "0"]);
    for number in 0..1_000 {
        running.folder.file(&format!("content/guidance/page-{number}.md"), start_page("one of many"));
    }
    running.folder.file(FILE, start_page("the last of many"));
    running.wait_for(PAGE, "the last of many");
    running.wait_for("/guidance/page-999/", "one of many");
    assert_eq!(running.interrupt(), 0);
    let mut rest = String::new();
    running.lines.read_to_string(&mut rest).unwrap();
    let rebuilds = rest.lines().filter(|line| line.contains(" ms, ")).count();
    assert!((1..=30).contains(&rebuilds), "{rebuilds} rebuilds:\n{rest}");
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
