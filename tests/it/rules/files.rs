//! Files that have no place in the content, or cannot be read.

use insta::assert_snapshot;

use crate::support::Project;

const PAGE: &str = "---\ntitle: Page\nsummary: A page.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\n";

#[test]
fn unexpected_file() {
    let project = Project::new()
        .file("content/lost.md", PAGE)
        .file("content/elsewhere/lost.md", PAGE)
        .file("content/policies/conduct/two.md", PAGE)
        .file("content/policies/conduct/01.0.md", PAGE)
        .file("content/policies/flat.md", PAGE)
        .file("content/policies/a/b/1.0.md", PAGE)
        .file("content/guidance/My page.md", PAGE)
        .file("content/guidance/More Pages/page.md", PAGE)
        .file("content/guidance/other.yaml", "a: b\n")
        .file("content/changelog/2026/entry.md", PAGE);
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unexpected-file]: `changelog/2026/entry.md` is in no collection, so it would not be published
    --> content/changelog/2026/entry.md
     |
    help: move it into `policies` and `guidance` or declare its folder under `collections` in portal.yaml

    error[unexpected-file]: `elsewhere/lost.md` is in no collection, so it would not be published
    --> content/elsewhere/lost.md
     |
    help: move it into `policies` and `guidance` or declare its folder under `collections` in portal.yaml

    error[unexpected-file]: `guidance/More Pages/page.md` cannot become an address
    --> content/guidance/More Pages/page.md
     |
    help: use small letters, digits and single hyphens in the names of files and folders

    error[unexpected-file]: `guidance/My page.md` cannot become an address
    --> content/guidance/My page.md
     |
    help: use small letters, digits and single hyphens in the names of files and folders

    error[unexpected-file]: Vellum does not know the YAML file `guidance/other.yaml`
    --> content/guidance/other.yaml
     |
    help: the content has portal.yaml, glossary.yaml, obligations.yaml and quizzes/*.yaml; remove or rename this one

    error[unexpected-file]: `lost.md` is in no collection, so it would not be published
    --> content/lost.md
     |
    help: move it into `policies` and `guidance` or declare its folder under `collections` in portal.yaml

    error[unexpected-file]: `policies/a/b/1.0.md` is not the name of a version
    --> content/policies/a/b/1.0.md
     |
    help: in a versioned collection a document is a folder: name the file by its version, such as `1.0.md`, or `draft.md`

    error[unexpected-file]: `policies/conduct/01.0.md` is not the name of a version
    --> content/policies/conduct/01.0.md
     |
    help: in a versioned collection a document is a folder: name the file by its version, such as `1.0.md`, or `draft.md`

    error[unexpected-file]: `policies/conduct/two.md` is not the name of a version
    --> content/policies/conduct/two.md
     |
    help: in a versioned collection a document is a folder: name the file by its version, such as `1.0.md`, or `draft.md`

    error[unexpected-file]: `policies/flat.md` is not the name of a version
    --> content/policies/flat.md
     |
    help: in a versioned collection a document is a folder: name the file by its version, such as `1.0.md`, or `draft.md`

    10 errors
    "#);
}

#[test]
fn hidden_and_backup_files_are_passed_over() {
    let project = Project::new()
        .file("content/.draft.md", "nothing")
        .file("content/guidance/start.md~", "nothing")
        .file("content/guidance/#start.md#", "nothing")
        .file("content/.git/HEAD", "nothing")
        .file("content/node_modules/package/readme.md", "nothing");
    assert_snapshot!(project.check(), @r#"
    exit 0
    no findings in 2 documents
    "#);
}

#[test]
fn duplicate_url() {
    let project = Project::new()
        .file("content/guidance/tasks.md", PAGE)
        .file("content/guidance/tasks/index.md", "---\ntitle: Tasks\n---\n")
        .file("content/guidance/one.md", PAGE.replace("roles:", "aliases: [old, guidance/start]\nroles:"))
        .file("content/guidance/two.md", PAGE.replace("roles:", "aliases: [/old/]\nroles:"));
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[duplicate-url]: the address /guidance/start/ is taken already
     --> content/guidance/one.md:6:16
      |
    6 | aliases: [old, guidance/start]
      |                ^^^^^^^^^^^^^^
     ::: content/guidance/start.md
      |
    help: rename one of the files, or remove the alias

    error[duplicate-url]: the address /guidance/tasks/ is taken already
    --> content/guidance/tasks.md
    ::: content/guidance/tasks/index.md
     |
    help: rename one of the files, or remove the alias

    error[duplicate-url]: the address /old/ is taken already
     --> content/guidance/two.md:6:11
      |
    6 | aliases: [/old/]
      |           ^^^^^
      |
     ::: content/guidance/one.md:6:11
      |
    6 | aliases: [old, guidance/start]
      |           --- taken by this file
      |
    help: rename one of the files, or remove the alias

    3 errors
    "#);
}

#[test]
fn duplicate_url_but_for_capital_letters() {
    let page = PAGE.replace("roles:", "aliases: [Guidance/Start, Old/index.html, old/page.HTML]\nroles:");
    let project = Project::new()
        .file("content/guidance/tasks.md", page)
        .file("content/guidance/more.md", PAGE.replace("roles:", "aliases: [old, OLD/page.html/more]\nroles:"))
        .file("content/media/Form.pdf", "one")
        .file("content/media/form.PDF", "two")
        .text("\nFill in [the old form](../media/Form.pdf) or [the new form](../media/form.PDF).\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[duplicate-url]: the addresses /Guidance/Start/ and /guidance/start/ differ only in capital letters
     --> content/guidance/tasks.md:6:11
      |
    6 | aliases: [Guidance/Start, Old/index.html, old/page.HTML]
      |           ^^^^^^^^^^^^^^
     ::: content/guidance/start.md
      |
    help: rename one of the files, or remove the alias: Windows and macOS would keep only one of them

    error[duplicate-url]: the addresses /Old/ and /old/ differ only in capital letters
     --> content/guidance/tasks.md:6:27
      |
    6 | aliases: [Guidance/Start, Old/index.html, old/page.HTML]
      |                           ^^^^^^^^^^^^^^
      |
     ::: content/guidance/more.md:6:11
      |
    6 | aliases: [old, OLD/page.html/more]
      |           --- taken by this file
      |
    help: rename one of the files, or remove the alias: Windows and macOS would keep only one of them

    error[duplicate-url]: /old/page.HTML is a file, but /OLD/page.html/more/ makes it a folder
     --> content/guidance/tasks.md:6:43
      |
    6 | aliases: [Guidance/Start, Old/index.html, old/page.HTML]
      |                                           ^^^^^^^^^^^^^
      |
     ::: content/guidance/more.md:6:16
      |
    6 | aliases: [old, OLD/page.html/more]
      |                ------------------ makes it a folder
      |
    help: rename one of the files, or remove the alias

    error[duplicate-url]: the addresses /media/form.PDF and /media/Form.pdf differ only in capital letters
    --> content/media/form.PDF
    ::: content/media/Form.pdf
     |
    help: rename one of the files, or remove the alias: Windows and macOS would keep only one of them

    4 errors
    "#);
}

#[test]
fn duplicate_url_of_an_alias_and_a_file_that_every_portal_has() {
    let page = PAGE.replace(
        "roles:",
        "aliases: [404.html, index.html, old/index.html/x, changes/index.html, feed.xml/old]\nroles:",
    );
    assert_snapshot!(Project::new().file("content/guidance/tasks.md", page).check(), @r#"
    exit 1
    error[duplicate-url]: the address /404.html is taken already
     --> content/guidance/tasks.md:6:11
      |
    6 | aliases: [404.html, index.html, old/index.html/x, changes/index.html, feed.xml/old]
      |           ^^^^^^^^
      |
    help: rename one of the files, or remove the alias

    error[invalid-value]: `index.html` cannot be an older address of a page
     --> content/guidance/tasks.md:6:21
      |
    6 | aliases: [404.html, index.html, old/index.html/x, changes/index.html, feed.xml/old]
      |                     ^^^^^^^^^^
      |
    help: write a path inside the portal such as `policies/facebook/`, in letters, digits, hyphens, dots and slashes

    error[invalid-value]: `old/index.html/x` cannot be an older address of a page
     --> content/guidance/tasks.md:6:33
      |
    6 | aliases: [404.html, index.html, old/index.html/x, changes/index.html, feed.xml/old]
      |                                 ^^^^^^^^^^^^^^^^
      |
    help: write a path inside the portal such as `policies/facebook/`, in letters, digits, hyphens, dots and slashes

    error[duplicate-url]: the address /changes/ is taken already
     --> content/guidance/tasks.md:6:51
      |
    6 | aliases: [404.html, index.html, old/index.html/x, changes/index.html, feed.xml/old]
      |                                                   ^^^^^^^^^^^^^^^^^^
      |
    help: rename one of the files, or remove the alias

    error[duplicate-url]: /feed.xml is a file, but /feed.xml/old/ makes it a folder
     --> content/guidance/tasks.md:6:71
      |
    6 | aliases: [404.html, index.html, old/index.html/x, changes/index.html, feed.xml/old]
      |                                                                       ^^^^^^^^^^^^
      |
    help: rename one of the files, or remove the alias

    5 errors
    "#);
}

#[test]
fn unportable_name() {
    let project = Project::new()
        .file("content/guidance/aux.md", PAGE)
        .file("content/guidance/nul/index.md", "---\ntitle: Nothing\n---\n")
        .file("content/guidance/nul/one.md", PAGE.replace("roles:", "aliases: [old/con, fine.]\nroles:"))
        .file("content/media/what?.pdf", "one")
        .file("content/media/prn.pdf", "two")
        .text("\nFill in [the form](../media/what%3F.pdf) or [the other form](../media/prn.pdf).\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unportable-name]: not every system can hold /guidance/aux/: its part `aux` is the name of a device on Windows
    --> content/guidance/aux.md
     |
    help: rename the file, or what the address is made from

    error[unportable-name]: not every system can hold /guidance/nul/: its part `nul` is the name of a device on Windows
    --> content/guidance/nul/index.md
     |
    help: rename the file, or what the address is made from

    error[unportable-name]: not every system can hold /old/con/: its part `con` is the name of a device on Windows
     --> content/guidance/nul/one.md:6:11
      |
    6 | aliases: [old/con, fine.]
      |           ^^^^^^^
      |
    help: rename the file, or what the address is made from

    error[unportable-name]: not every system can hold /fine./: its part `fine.` ends with a full stop or a space, which Windows drops
     --> content/guidance/nul/one.md:6:20
      |
    6 | aliases: [old/con, fine.]
      |                    ^^^^^
      |
    help: rename the file, or what the address is made from

    error[unportable-name]: not every system can hold /media/prn.pdf: its part `prn.pdf` is the name of a device on Windows
    --> content/media/prn.pdf
     |
    help: rename the file, or what the address is made from

    error[unportable-name]: not every system can hold /media/what?.pdf: it holds the character `?`, which Windows allows in no file name
    --> content/media/what?.pdf
     |
    help: rename the file, or what the address is made from

    6 errors
    "#);
}

#[test]
fn invalid_encoding() {
    let project = Project::new().file("content/guidance/latin.md", b"---\ntitle: Caf\xe9\n---\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-encoding]: line 2 holds the byte 0xE9, which is not UTF-8
    --> content/guidance/latin.md
     |
    help: save the file with the encoding UTF-8

    1 error
    "#);
}

#[test]
fn file_too_large() {
    let project = Project::new().file("content/guidance/large.md", format!("{PAGE}{}", "word ".repeat(1 << 20)));
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[file-too-large]: this file has 5.0 MiB; the most is 4 MiB
    --> content/guidance/large.md
     |
    help: split it into several pages, or offer it as a file to download

    1 error
    "#);
}

#[test]
#[cfg(unix)]
fn file_unreadable() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Project::new().write();
    let pipe = folder.path("content/guidance/pipe.md");
    assert!(folder.command("mkfifo").arg(&pipe).status().unwrap().success());
    let name = folder.path("content/guidance").join(OsStr::from_bytes(b"caf\xe9.md"));
    std::fs::write(name, "").unwrap();
    assert_snapshot!(folder.run(&["check"]), @r#"
    exit 1
    error[file-unreadable]: this file's name is not valid UTF-8
    --> content/guidance/caf�.md
     |
    help: rename it

    error[file-unreadable]: this is neither a file nor a folder
    --> content/guidance/pipe.md
     |
    help: remove it

    2 errors
    "#);
}

#[test]
#[cfg(unix)]
fn symlink_outside_content() {
    use std::os::unix::fs::symlink;

    let folder = Project::new().file("secret.md", PAGE).file("themes/default/assets/plain.css", "").write();
    symlink("../../secret.md", folder.path("content/guidance/secret.md")).unwrap();
    symlink("/etc", folder.path("content/guidance/etc")).unwrap();
    symlink("nothing.md", folder.path("content/guidance/dangling.md")).unwrap();
    symlink("..", folder.path("content/guidance/up")).unwrap();
    symlink("round", folder.path("content/guidance/round")).unwrap();
    symlink("../../../content/index.md", folder.path("themes/default/assets/home.css")).unwrap();
    assert_snapshot!(folder.run(&["check"]), @r#"
    exit 1
    error[symlink-outside-content]: this symbolic link leads nowhere: No such file or directory (os error 2)
    --> content/guidance/dangling.md
     |
    help: copy the file into the folder, or remove the link

    error[symlink-outside-content]: this symbolic link leads out of the folder
    --> content/guidance/etc
     |
    help: copy the file into the folder, or remove the link

    error[symlink-outside-content]: this symbolic link leads nowhere: Too many levels of symbolic links (os error 40)
    --> content/guidance/round
     |
    help: copy the file into the folder, or remove the link

    error[symlink-outside-content]: this symbolic link leads out of the folder
    --> content/guidance/secret.md
     |
    help: copy the file into the folder, or remove the link

    error[symlink-outside-content]: this symbolic link leads to a folder that holds it
    --> content/guidance/up
     |
    help: copy the file into the folder, or remove the link

    error[symlink-outside-content]: this symbolic link leads out of the folder
    --> themes/default/assets/home.css
     |
    help: copy the file into the folder, or remove the link

    6 errors
    "#);
}
