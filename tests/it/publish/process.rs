//! What only a second process can show: builds that are killed, and limits of the system. The
//! second process is this test binary, running `play` alone.

use std::process::{Child, Command};
use std::time::Duration;
use std::{env, fs, thread};

use vellum::publish::Staging;

use super::{Project, files, tree};

/// The variables that tell `play` what to play, and where.
const SCENE: &str = "VELLUM_TEST_SCENE";
const OUT: &str = "VELLUM_TEST_OUT";

/// A command that runs `play`. `limits` are shell commands to run before; empty for none.
fn command(project: &Project, scene: &str, limits: &str) -> Command {
    let exe = env::current_exe().unwrap();
    let mut command = if limits.is_empty() {
        Command::new(exe)
    } else {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{limits} && exec \"$0\" \"$@\"")]).arg(exe);
        shell
    };
    let module = module_path!().split_once("::").unwrap().1;
    command.args(["--exact", "--ignored", &format!("{module}::play")]);
    command.env(SCENE, scene).env(OUT, project.out()).env("RUST_TEST_THREADS", "1");
    command
}

/// Plays a scene to its end and shows what the child said if it failed.
#[cfg(unix)]
fn play_whole(project: &Project, scene: &str, limits: &str) {
    let output = command(project, scene, limits).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// Starts a scene and waits until it says, by a file, that it is at work.
fn start(project: &Project, scene: &str) -> Child {
    let mut child = command(project, scene, "").stdout(std::process::Stdio::null()).spawn().unwrap();
    while !project.path("ready").exists() {
        assert!(child.try_wait().unwrap().is_none(), "the child ended early");
        thread::sleep(Duration::from_millis(2));
    }
    child
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
#[ignore = "the second process of the other tests"]
fn play() {
    let Ok(scene) = env::var(SCENE) else { return };
    let out = env::var_os(OUT).map(std::path::PathBuf::from).unwrap();
    let ready = || fs::write(out.with_file_name("ready"), "").unwrap();
    match scene.as_str() {
        "wait" => {
            let staging = Staging::begin(&out, &[]).unwrap();
            staging.write("half/page.html", b"half").unwrap();
            let part = staging.part().unwrap();
            staging.write_part(&part, "half", b"half").unwrap();
            ready();
            thread::sleep(Duration::from_secs(600));
        }
        "publish for ever" => {
            ready();
            for text in ["even", "odd"].iter().cycle() {
                let staging = Staging::begin(&out, &[]).unwrap();
                for page in 0..40 {
                    staging.write(&format!("p{page}/index.html"), text.as_bytes()).unwrap();
                }
                assert!(staging.swap().unwrap().warning.is_none());
            }
        }
        "small files only" => {
            let staging = Staging::begin(&out, &[]).unwrap();
            staging.write("small", b"small").unwrap();
            let message = staging.write("big", &[b'x'; 1 << 20]).unwrap_err().to_string();
            assert_eq!(
                message,
                "Vellum could not write `big` in the new site: the file is larger than the system allows. Make it smaller, or lift the limit."
            );
            assert!(staging.copy("bigger", &env::current_exe().unwrap()).is_err());
            assert!(staging.write_part(&staging.part().unwrap(), "biggest", &[b'x'; 1 << 20]).is_err());
            staging.swap().unwrap_err();
        }
        "deep old site" => {
            let staging = Staging::begin(&out, &[]).unwrap();
            staging.write("index.html", b"new").unwrap();
            let published = staging.swap().unwrap();
            let warning = published.warning.unwrap().to_string();
            assert!(
                warning.starts_with("The new site is published, but the files of the old one could not be deleted: "),
                "{warning}"
            );
            let again = Staging::begin(&out, &[]).unwrap_err().to_string();
            assert!(again.starts_with("Vellum could not clear what an interrupted build left in "), "{again}");
        }
        "home" => {
            let message = Staging::begin(&out, &[]).unwrap_err().to_string();
            assert!(message.contains("is your home folder, which must not be replaced by a site"), "{message}");
        }
        _ => unreachable!("{scene}"),
    }
}

#[test]
fn a_killed_build_leaves_the_old_site_and_the_next_build_clears_the_rest() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    let child = start(&project, "wait");
    // While it lives, it holds the folder.
    assert!(project.message(project.begin()).starts_with("Another build is writing the site"));
    kill(child);
    assert_eq!(tree(&project.out()), files(&[("index.html", "old")]));
    assert!(project.path(".public.vellum-staging/site/half/page.html").exists());
    assert!(project.path(".public.vellum-staging/parts/0/half").exists());
    project.publish(&[("index.html", "new")]);
    assert_eq!(project.tree(), files(&[("public/index.html", "new"), ("ready", "")]));
}

#[test]
fn a_build_killed_at_any_instant_leaves_a_whole_site() {
    let project = Project::new();
    let paths: Vec<_> = (0..40).map(|page| format!("p{page}/index.html")).collect();
    let first: Vec<_> = paths.iter().map(|path| (path.as_str(), "first")).collect();
    project.publish(&first);
    for round in 0..30 {
        let child = start(&project, "publish for ever");
        thread::sleep(Duration::from_micros(20_000 + round * 1_730));
        kill(child);
        fs::remove_file(project.path("ready")).unwrap();
        if cfg!(not(any(target_os = "linux", target_vendor = "apple"))) && !project.out().exists() {
            // Killed between two renames: the next build puts the old site back.
            continue;
        }
        let site = tree(&project.out());
        let text = &site["p0/index.html"];
        assert_eq!(site.len(), 40, "round {round}: {site:?}");
        assert!(site.values().all(|other| other == text), "round {round}: {site:?}");
    }
    project.publish(&[("index.html", "new")]);
    assert_eq!(project.tree(), files(&[("public/index.html", "new")]));
}

#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_the_old_site_stays() {
    let project = Project::new();
    project.publish(&[("index.html", "old")]);
    play_whole(&project, "small files only", "trap '' XFSZ && ulimit -f 64");
    assert_eq!(project.tree(), files(&[("public/index.html", "old")]));
}

#[cfg(target_os = "linux")]
#[test]
fn an_old_site_that_cannot_be_removed_is_a_warning() {
    let project = Project::new();
    // Removing it takes a file descriptor a level, more than the second process may have.
    let deep = "d/".repeat(60) + "page.html";
    project.publish(&[(&deep, "old")]);
    play_whole(&project, "deep old site", "ulimit -n 40");
    assert_eq!(tree(&project.out()), files(&[("index.html", "new")]));
    project.publish(&[("index.html", "newer")]);
    assert_eq!(project.tree(), files(&[("public/index.html", "newer")]));
}

#[cfg(unix)]
#[test]
fn the_home_folder_is_refused_even_if_it_is_empty() {
    let project = Project::new();
    fs::create_dir(project.out()).unwrap();
    let home = project.out();
    let mut command = command(&project, "home", "");
    let output = command.env("HOME", home).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
