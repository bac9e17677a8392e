//! Templates of a project's own theme that fail.

use insta::assert_snapshot;

use super::spoil;
use crate::support::Project;

#[track_caller]
fn template(name: &str, text: &str) -> String {
    spoil(|folder| folder.file(&format!("themes/default/templates/{name}"), text)).to_string()
}

#[test]
fn syntax() {
    assert_snapshot!(template("topic.html", "<h1>\n{% if page.title %}\n</h1>\n"), @r#"
    exit 1
    error[template-error]: Unexpected end of input
     --> themes/default/templates/topic.html:4:1
      |
    4 |
      | ^

    1 error
    nothing was published, because there are errors
    "#);
    assert_snapshot!(template("topic.html", "{{ page.title | shout }}"), @r#"
    exit 1
    error[template-error]: Unknown filter `shout`
     --> themes/default/templates/topic.html:1:17
      |
    1 | {{ page.title | shout }}
      |                 ^

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn syntax_in_two_templates() {
    let run = spoil(|folder| {
        folder.file("themes/default/templates/topic.html", "{% for %}");
        folder.file("themes/default/templates/role.html", "{{ }}");
    });
    assert_eq!(run.stderr.matches("error[template-error]").count(), 2, "{run}");
}

#[test]
fn a_name_that_does_not_exist() {
    assert_snapshot!(template("topic.html", "<h1>{{ page.title }}</h1>\n<p>{{ page.titel }}</p>\n"), @r#"
    exit 1
    error[template-error]: Field `titel` is not defined. Available fields: as_of, atom_feed, canonical, crumbs, csp, description, home, icon, index, json_feed, lang, languages, logo, modules, navigation, register, root, scripts, search, styles, timezone, title (while making /topics/conduct/)
     --> themes/default/templates/topic.html:2:12
      |
    2 | <p>{{ page.titel }}</p>
      |            ^

    1 error
    nothing was published, because there are errors
    "#);
    assert_snapshot!(template("not-found.html", "{{ nothing }}"), @r#"
    exit 1
    error[template-error]: Variable `nothing` is not defined. Available variables: page, sidebar, site, t (while making /404.html)
     --> themes/default/templates/not-found.html:1:4
      |
    1 | {{ nothing }}
      |    ^

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn one_mistake_in_a_part_is_one_finding() {
    // Every page has crumbs, but the mistake is one.
    let run = template("parts/crumbs.html", "<p>\n{{ crumbs }}\n</p>\n");
    assert_eq!(run.matches("error[template-error]: Variable `crumbs` is not defined.").count(), 1, "{run}");
    assert!(run.contains(" --> themes/default/templates/parts/crumbs.html:2:4"), "{run}");
}

#[test]
fn an_inclusion_of_itself() {
    assert_snapshot!(template("topic.html", "{% include \"topic.html\" %}"), @r#"
    exit 1
    error[template-error]: it includes itself: topic.html → topic.html
    --> themes/default/templates/topic.html

    1 error
    nothing was published, because there are errors
    "#);
    let run = spoil(|folder| {
        folder.file("themes/default/templates/one.html", "{% include \"two.html\" %}");
        folder.file("themes/default/templates/two.html", "{% include \"one.html\" %}");
    });
    assert!(run.stderr.contains("error[template-error]"), "{run}");
}

#[test]
fn an_extension_of_itself() {
    assert_snapshot!(template("topic.html", "{% extends \"topic.html\" %}"), @r#"
    exit 1
    error[template-error]: it extends itself
    --> themes/default/templates/topic.html

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_parent_or_an_inclusion_that_does_not_exist() {
    assert_snapshot!(template("topic.html", "{% extends \"bass.html\" %}"), @r#"
    exit 1
    error[template-error]: it extends `bass.html`, which does not exist
    --> themes/default/templates/topic.html

    1 error
    nothing was published, because there are errors
    "#);
    assert_snapshot!(template("topic.html", "<p>\n{% include \"parts/none.html\" %}"), @r#"
    exit 1
    error[template-error]: Unknown template `parts/none.html`
     --> themes/default/templates/topic.html:2:12
      |
    2 | {% include "parts/none.html" %}
      |            ^

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_component_that_calls_itself() {
    let stderr = template("topic.html", "{% component again() %}{{<again />}}{% endcomponent again %}{{<again />}}");
    assert!(stderr.contains("error[template-error]"), "{stderr}");
}

#[test]
fn a_loop_without_end_is_not_possible_but_a_long_one_ends() {
    let project =
        Project::new().file("themes/default/templates/topic.html", "{% for n in range(end=100000) %}{% endfor %}ok");
    assert_eq!(crate::support::text(&project.publish(&[]), "topics/conduct/index.html"), "ok");
}

#[test]
fn groups_by_what_an_item_does_not_have() {
    let missing =
        template("topic.html", "{% for n, items in [{\"n\": 1}, {}] | group_by(attribute=\"n\") %}{% endfor %}");
    assert!(missing.contains("item 1 of the array has no `n`"), "{missing}");
    let list = template("topic.html", "{% for n, items in [{\"n\": [1]}] | group_by(attribute=\"n\") %}{% endfor %}");
    assert!(list.contains("`n` of item 0 cannot name a group"), "{list}");
}

#[test]
fn a_template_that_is_not_utf_8() {
    let run = spoil(|folder| folder.file("themes/default/templates/topic.html", b"caf\xe9"));
    assert!(run.stderr.contains("error[invalid-encoding]"), "{run}");
}

#[test]
fn check_finds_what_build_finds() {
    let project = Project::new().file("themes/default/templates/topic.html", "{{ page.titel }}");
    let finding = |run: crate::support::Run| run.stderr.split("error[").nth(1).map(str::to_owned);
    assert_eq!(
        finding(project.check()).map(|text| text.split("\n\n").next().unwrap().to_owned()),
        finding(project.run(&["build"])).map(|text| text.split("\n\n").next().unwrap().to_owned())
    );
    assert_eq!(project.check().code, 1);
}
