//! Writing and copying files into the new site.

use rayon::prelude::*;

use super::{Project, files, tree};

#[test]
fn paths_that_leave_the_site_or_cannot_exist_everywhere_are_refused() {
    let project = Project::new();
    let long_dots = "a/".repeat(100_000) + "..";
    let bad = [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../b",
        "a/..",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a\0b",
        "a\nb",
        "a\u{7f}",
        "a\\b",
        "..\\b",
        "C:",
        "C:/x",
        "c:x",
        "a<b",
        "a>b",
        "a\"b",
        "a|b",
        "a?b",
        "a*b",
        "a.",
        "a ",
        "a./b",
        "...",
        "con",
        "CON",
        "Con.html",
        "a/nul/b",
        "aux .txt",
        "COM1",
        "lpt9.x",
        "com¹",
        "CONIN$",
        &long_dots,
    ];
    for path in bad {
        let staging = project.begin().unwrap();
        let message = project.message(staging.write(path, b"x"));
        assert!(message.starts_with("The site cannot hold a file at `"), "{path:.40}: {message:.200}");
        assert!(project.message(staging.copy(path, &std::env::current_exe().unwrap())).starts_with("The site"));
    }
    assert_eq!(project.tree(), files(&[("/", "")]));
}

#[test]
fn a_refusal_says_why() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    assert_eq!(
        project.message(staging.write("a/b:c.html", b"")),
        "The site cannot hold a file at `a/b:c.html`: it holds the character `:`, which Windows allows in no file name. \
         Rename the page or the file that leads to this path."
    );
    assert!(project.message(staging.write("a\0", b"")).contains(r"`a\0`: it holds the character `\0`"));
    assert!(project.message(staging.write("a/con.html", b"")).contains("its part `con.html` is the name of a device"));
}

#[test]
fn names_that_only_look_like_bad_ones_are_fine() {
    let project = Project::new();
    let fine = [
        "index.html",
        ".nojekyll",
        "..a",
        "a...b",
        "console.js",
        "com",
        "com10",
        "lptx",
        "nul-policy/index.html",
        "é/ß/日本.html",
        "a b/c d",
        ".well-known/security.txt",
        "x/COM/y",
    ];
    let staging = project.begin().unwrap();
    for path in fine {
        staging.write(path, path.as_bytes()).unwrap();
    }
    let published = staging.swap().unwrap();
    assert_eq!(published.files, fine.len() as u64);
    assert_eq!(published.bytes, fine.iter().map(|path| path.len() as u64).sum::<u64>());
    assert_eq!(tree(&project.out()), files(&fine.map(|path| (path, path))));
}

#[test]
fn one_path_is_written_once() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    staging.write("a/index.html", b"first").unwrap();
    assert_eq!(
        project.message(staging.write("a/index.html", b"second")),
        "Two files of the site would have the same path, `a/index.html`. Rename the page or the file behind one of them."
    );
    assert!(project.message(staging.write(".vellum", b"")).contains("the same path"));
}

#[test]
fn paths_that_differ_only_in_case_are_refused() {
    for (one, other) in [
        ("About.html", "about.html"),
        ("Policies/x", "policies/x"),
        ("É.html", "é.html"),
        ("ΟΔΟΣ", "οδος"),
        (".vellum", ".Vellum"),
    ] {
        let project = Project::new();
        let staging = project.begin().unwrap();
        if one != ".vellum" {
            staging.write(one, b"").unwrap();
        }
        // In order, whichever was written first.
        let (first, second) = if one < other { (one, other) } else { (other, one) };
        assert_eq!(
            project.message(staging.write(other, b"")),
            format!(
                "The paths `{first}` and `{second}` of the site differ only in capital letters, so that Windows and macOS would keep only one of them. \
                 Rename the page or the file behind one."
            )
        );
    }
}

#[test]
fn folders_may_differ_in_case() {
    let project = Project::new();
    project.publish(&[("Policies/a", "1"), ("policies/b", "2")]);
    assert_eq!(std::fs::read(project.path("public/policies/b")).unwrap(), b"2");
}

#[test]
fn a_path_is_a_file_or_a_folder() {
    for (one, other) in [("a", "a/b"), ("a/b", "a"), ("A", "a/b/c"), ("a/b/c", "A/B")] {
        let project = Project::new();
        let staging = project.begin().unwrap();
        staging.write(one, b"").unwrap();
        let message = project.message(staging.write(other, b""));
        assert!(message.contains("would be a file and a folder at once"), "{message}");
    }
}

#[test]
fn many_threads_write_at_once() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    (0..2000).into_par_iter().for_each(|n| {
        let path = format!("s{}/t{}/p{n}/index.html", n % 3, n % 7);
        staging.write(&path, path.as_bytes()).unwrap();
    });
    assert_eq!(staging.swap().unwrap().files, 2000);
    let tree = tree(&project.out());
    assert_eq!(tree.len(), 2000);
    assert!(tree.iter().all(|(path, text)| path == text));
}

#[test]
fn of_many_writes_to_one_path_one_wins() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    let won = (0..200)
        .into_par_iter()
        .filter(|n| staging.write(if n % 2 == 0 { "x/page" } else { "X/Page" }, b"").is_ok())
        .count();
    assert_eq!(won, 1);
}

#[test]
fn a_file_is_copied() {
    let project = Project::new();
    let exe = std::env::current_exe().unwrap();
    let staging = project.begin().unwrap();
    staging.copy("media/big.bin", &exe).unwrap();
    let published = staging.swap().unwrap();
    let bytes = std::fs::read(&exe).unwrap();
    assert_eq!((published.files, published.bytes), (1, bytes.len() as u64));
    assert!(std::fs::read(project.path("public/media/big.bin")).unwrap() == bytes);
}

#[cfg(unix)]
#[test]
fn a_copy_is_readable_for_everyone_even_if_the_source_is_not() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.make("secret.png", "image");
    std::fs::set_permissions(project.path("secret.png"), PermissionsExt::from_mode(0o400)).unwrap();
    let staging = project.begin().unwrap();
    staging.write("page", b"").unwrap();
    staging.copy("image", &project.path("secret.png")).unwrap();
    assert!(staging.swap().unwrap().warning.is_none());
    let mode = |name: &str| project.path(name).metadata().unwrap().permissions().mode();
    assert_eq!(mode("public/image"), mode("public/page"));
}

#[test]
fn a_source_that_is_missing_or_no_file_is_an_error() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    assert_eq!(
        project.message(staging.copy("a", &project.path("missing.png"))),
        "Vellum could not read `TMP/missing.png`: it does not exist, or a folder on the way to it was moved or deleted."
    );
    assert_eq!(
        project.message(staging.copy("b", project.0.path())),
        "`TMP` cannot be copied into the site, because it is not a file. Remove it from the sources."
    );
}

#[cfg(target_os = "linux")]
#[test]
fn devices_and_sources_that_fail_midway_are_errors() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    assert!(project.message(staging.copy("a", std::path::Path::new("/dev/zero"))).contains("is not a file"));
    let message = project.message(staging.copy("b", std::path::Path::new("/proc/self/mem")));
    assert!(message.starts_with("Vellum could not copy `/proc/self/mem` to `b` in the new site: "), "{message}");
}

#[test]
fn a_name_that_is_too_long_is_an_error() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    let message = project.message(staging.write(&"x".repeat(300), b""));
    assert!(message.starts_with("Vellum could not write `xxx"), "{message}");
}

#[test]
fn a_folder_gets_its_name_when_its_files_are_written() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    let (one, other) = (staging.part().unwrap(), staging.part().unwrap());
    (0..20).into_par_iter().for_each(|at| staging.write_part(&one, &format!("f{at}"), b"one").unwrap());
    staging.write_part(&other, "f0", b"other").unwrap();
    staging.name_part(other, "a/c").unwrap();
    staging.write("a/d", b"d").unwrap();
    staging.name_part(one, "a/b").unwrap();
    staging.write("a/b/more", b"more").unwrap();
    staging.name_part(staging.part().unwrap(), "empty").unwrap();
    let published = staging.swap().unwrap();
    assert_eq!((published.files, published.bytes), (23, 20 * 3 + 5 + 1 + 4));
    let tree = tree(&project.out());
    assert_eq!(tree["a/b/f19"], "one");
    assert_eq!(tree["a/b/more"], "more");
    assert_eq!(tree["a/c/f0"], "other");
    assert_eq!(tree["a/d"], "d");
}

#[test]
fn a_folder_without_a_name_is_not_published() {
    let project = Project::new();
    let staging = project.begin().unwrap();
    staging.write("index.html", b"x").unwrap();
    let part = staging.part().unwrap();
    staging.write_part(&part, "f0", b"x").unwrap();
    drop(part);
    assert!(staging.swap().unwrap().warning.is_none());
    assert_eq!(project.tree(), files(&[("public/index.html", "x")]));
}

#[test]
fn a_folder_cannot_get_a_name_that_is_taken() {
    for taken in ["a/b", "a/b/f0", "A/B/F0", "a"] {
        let project = Project::new();
        let staging = project.begin().unwrap();
        staging.write(taken, b"x").unwrap();
        let part = staging.part().unwrap();
        staging.write_part(&part, "f0", b"x").unwrap();
        assert!(staging.name_part(part, "a/b").is_err(), "{taken}");
        assert!(staging.swap().is_err(), "{taken}");
        assert_eq!(project.tree(), files(&[("/", "")]));
    }
}

#[test]
fn a_file_of_a_folder_without_a_name_has_a_name_itself() {
    let project = Project::new();
    for bad in ["", "..", "a/b", "/a", "../../a", "con", "a."] {
        let staging = project.begin().unwrap();
        let part = staging.part().unwrap();
        let message = project.message(staging.write_part(&part, bad, b"x"));
        assert!(message.starts_with("The site cannot hold a file at `"), "{bad}: {message}");
        assert!(staging.swap().is_err());
    }
    let staging = project.begin().unwrap();
    let part = staging.part().unwrap();
    staging.write_part(&part, "a", b"x").unwrap();
    assert!(staging.write_part(&part, "a", b"x").is_err());
    assert!(staging.name_part(part, "..").is_err());
}
