//! Mistakes in the project's own theme.

use insta::assert_snapshot;

use crate::support::Project;

#[test]
fn theme_file() {
    let project = Project::new()
        .file("themes/default/readme.txt", "What this is.")
        .file("themes/default/assets/one.css", "@import \"./two.css\";")
        .file("themes/default/assets/two.css", "@import './one.css';")
        .file("themes/default/strings/en.yaml", "home: Front page\nhom: Front page\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[theme-file]: this file and another one name each other, so neither can carry a hash of its content
    --> themes/default/assets/one.css
     |
    help: move what both need into a third file

    error[theme-file]: this file and another one name each other, so neither can carry a hash of its content
    --> themes/default/assets/two.css
     |
    help: move what both need into a third file

    error[theme-file]: this file of the theme has no effect
    --> themes/default/readme.txt
     |
    help: a theme has `templates/`, `assets/` and `strings/`

    error[theme-file]: `hom` is not among the texts of the default theme
     --> themes/default/strings/en.yaml:2:1
      |
    2 | hom: Front page
      | ^^^
      |
    help: remove the line, or correct its name

    4 errors
    "#);
}

#[test]
fn theme_file_of_a_theme_that_does_not_exist() {
    assert_snapshot!(Project::new().settings("theme: sober\n").check(), @r#"
    exit 1
    error[theme-file]: there is no theme `sober`
      --> content/portal.yaml:15:8
       |
    15 | theme: sober
       |        ^^^^^
       |
    help: make a folder `themes/sober/`, or write `theme: default`

    1 error
    "#);
}

#[test]
fn theme_file_of_another_theme_is_not_looked_at() {
    let project = Project::new().file("themes/sober/templates/base.html", "{% if %}");
    assert_snapshot!(project.check(), @r#"
    exit 0
    no findings in 2 documents
    "#);
}

#[test]
fn file_too_large_for_a_theme() {
    let project = Project::new().file("themes/default/assets/font.woff2", vec![0; 65 * 1024]);
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[file-too-large]: this file of the theme has 65 KiB; pictures and fonts of a theme have 64 KiB at most
    --> themes/default/assets/font.woff2
     |
    help: make it smaller: every reader would have to load it

    1 error
    "#);
}

#[test]
fn strings_of_the_wrong_type() {
    let project = Project::new().file("themes/default/strings/en.yaml", "home: [Front, page]\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: `home` should be text, not a list
     --> themes/default/strings/en.yaml:1:7
      |
    1 | home: [Front, page]
      |       ^^^^^^^^^^^^^
      |
    help: write it as one text: in quotes where it begins with `[` or `{`, or holds a colon

    1 error
    "#);
}
