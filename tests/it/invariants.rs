//! What is true of every portal: the same bytes whatever the machine does, and pages that run and load nothing of
//! others.

use vellum::render::{LinkStyle, Renderer};

use crate::golden::site_in_default_theme;
use crate::support::html::tags;
use crate::support::{Project, Tree};

fn published(threads: &str) -> Tree {
    let folder = site_in_default_theme("rich").write();
    let run = folder.run_with(&["build"], |command| {
        command.env("RAYON_NUM_THREADS", threads);
    });
    assert_eq!(run.code, 0, "{run}");
    folder.out()
}

#[test]
fn one_thread_or_many_write_the_same_bytes() {
    let one = published("1");
    assert!(one == published("4") && one == published("2"));
}

#[test]
fn two_runs_in_one_folder_write_the_same_bytes() {
    let folder = site_in_default_theme("versions").write();
    folder.build();
    let first = folder.out();
    folder.build();
    assert!(first == folder.out());
}

#[test]
fn a_template_that_lists_a_mapping_writes_the_same_bytes() {
    let template = "{% for key, text in t %}{{ key }} {% endfor %}";
    let project = Project::new().file("themes/default/templates/topic.html", template);
    let page = || project.portal().render()["topics/conduct/index.html"].clone();
    assert_eq!(page(), page());
}

#[test]
fn a_template_that_makes_groups_has_them_in_the_order_of_the_list() {
    let template = "{% set all = [{\"id\": 1, \"of\": {\"day\": \"Tue\"}}, {\"id\": 2, \"of\": {\"day\": \"Mon\"}}, \
        {\"id\": 3, \"of\": {\"day\": \"Wed\"}}, {\"id\": 4, \"of\": {\"day\": \"Mon\"}}, {\"id\": 5, \"of\": {\"day\": none}}] %}\
        {% for day, items in all | group_by(attribute=\"of.day\") %}{{ day }}{% for item in items %} {{ item.id }}{% endfor %}. {% endfor %}\
        {% for open, items in [{\"open\": true}, {\"open\": false}] | group_by(attribute=\"open\") %}{{ open }} {% endfor %}\
        {% for n, items in [{\"n\": 3}, {\"n\": 2}, {\"n\": 1}, {\"n\": 2}] | group_by(attribute=\"n\") %}{{ n }} {{ items | length }}, {% endfor %}";
    let project = Project::new().file("themes/default/templates/topic.html", template);
    let page = crate::support::text(&project.publish(&[]), "topics/conduct/index.html").to_owned();
    assert_eq!(page, "Tue 1. Mon 2 4. Wed 3. true false 3 1, 2 2, 1 1, ");
}

#[test]
fn the_library_and_the_command_make_the_same_bytes() {
    let project = site_in_default_theme("rich");
    let mut written = project.publish(&[]);
    written.remove(".vellum");
    let rendered = project.portal().render();
    assert_eq!(written.keys().collect::<Vec<_>>(), rendered.keys().collect::<Vec<_>>());
    assert!(written == rendered);
}

#[test]
fn a_page_is_the_same_in_whatever_order_pages_are_made() {
    let portal = site_in_default_theme("rich").portal();
    let make = |reverse: bool| {
        let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative);
        let mut urls = renderer.urls();
        if reverse {
            urls.reverse();
        }
        let mut pages: Vec<String> =
            urls.into_iter().map(|url| format!("{url} {:?}", renderer.render(url).unwrap().unwrap())).collect();
        pages.sort();
        pages
    };
    assert!(make(false) == make(true));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let project = site_in_default_theme("rich");
    let mut files: Vec<_> = project.files.iter().collect();
    files.reverse();
    let (snapshot, _) = vellum::source::Snapshot::from_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes)));
    let paths: Vec<&str> = snapshot.files().map(|file| file.path.as_str()).collect();
    assert!(paths.is_sorted());
}

/// Everything in the pages of a portal that could run, or be loaded from elsewhere.
pub(crate) fn dangers(tree: &Tree) -> Vec<String> {
    let mut dangers = Vec::new();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg")) {
        for tag in tags(std::str::from_utf8(bytes).unwrap()) {
            let mut report = |what: &str| dangers.push(format!("{path}: <{}> {what}", tag.name));
            if !tag.content.trim().is_empty() {
                report("has content");
            }
            if matches!(tag.name.as_str(), "style" | "iframe" | "object" | "embed" | "base") {
                report("is not wanted");
            }
            // Forms may lead to the search page; the others lead nowhere, a script reads them where they stand.
            let leads = tag.get("action").is_some() && tag.get("role") != Some("search");
            if tag.name == "form" && (leads || tag.get("method").is_some()) {
                report("is not wanted");
            }
            for (name, value) in &tag.attributes {
                let is_link = matches!(tag.name.as_str(), "a") && name == "href"
                    || tag.name == "link" && tag.get("rel").is_some_and(|rel| matches!(rel, "canonical" | "alternate"));
                let is_resource = matches!(name.as_str(), "src" | "srcset" | "href" | "data" | "poster") && !is_link;
                if name == "style" || name.starts_with("on") {
                    report(name);
                }
                if is_resource && (value.contains("//") || value.contains("data:")) {
                    report(value);
                }
                if value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                    report(value);
                }
            }
        }
    }
    dangers
}

#[test]
fn no_page_has_inline_scripts_styles_or_handlers_or_loads_from_elsewhere() {
    for case in ["minimal", "rich", "versions", "languages"] {
        let tree = site_in_default_theme(case).portal_on("2026-11-23", true).render();
        assert_eq!(dangers(&tree), [""; 0], "{case}");
    }
}

#[test]
fn the_test_for_dangers_finds_them() {
    let page = "<p style='a'><a href=\" JavaScript:x\" onclick=x><script>x</script><img src=//x><link rel=stylesheet href=https://x>";
    let tree = Tree::from([("a.html".to_owned(), page.as_bytes().to_vec())]);
    assert_eq!(dangers(&tree).len(), 6, "{:?}", dangers(&tree));
}

#[test]
fn raw_html_that_is_let_through_runs_and_loads_nothing() {
    let html = "<script>alert(1)</script><img src=https://example.org/a.png onerror=alert(1)><b style=\"color:red\">bold</b>\
                <a href=\"javascript:alert(1)\">one</a> <a href=\"https://example.org/\">two</a> <iframe src=\"https://example.org\"></iframe>\
                <form action=\"/x\"><button formaction=\"javascript:x\">x</button></form><svg onload=alert(1)></svg><details open ontoggle=alert(1)>x</details>\
                <style>body{display:none}</style><base href=\"https://example.org/\"><meta http-equiv=refresh content=\"0;url=https://example.org\">";
    let project = Project::new()
        .settings("markdown: {html: sanitise}\nchecks: {raw-html: warning}\n")
        .text(&format!("\n{html}\n\n<div>\n{html}\n</div>\n\n| a |\n| --- |\n| {html} |\n"));
    let tree = project.publish(&[]);
    assert_eq!(dangers(&tree), [""; 0]);
    let page = crate::support::text(&tree, "guidance/start/index.html");
    assert!(page.contains("<b>bold</b>"), "harmless HTML stays\n{page}");
    // The finding says that links in raw HTML are removed.
    assert!(!page.contains("href=\"https://example.org/\""), "{page}");
}

#[test]
fn every_page_has_a_strict_policy_a_language_a_title_and_one_main_heading() {
    let tree = site_in_default_theme("rich").portal().render();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let tags = tags(std::str::from_utf8(bytes).unwrap());
        let policy = tags.iter().find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy")).unwrap();
        let policy = policy.get("content").unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        // Pictures have titles of their own.
        let count = |name: &str| {
            tags.iter().take_while(|tag| name != "title" || tag.name != "body").filter(|tag| tag.name == name).count()
        };
        assert_eq!((count("h1"), count("title"), count("main")), (1, 1, 1), "{path}");
        assert_eq!(tags.iter().find(|tag| tag.name == "html").unwrap().get("lang"), Some("en"), "{path}");
        for tag in tags.iter().filter(|tag| tag.name == "script" || tag.get("rel") == Some("stylesheet")) {
            assert!(tag.get("integrity").is_some_and(|hash| hash.starts_with("sha256-")), "{path}: {tag:?}");
        }
    }
}

#[test]
fn a_portable_portal_has_no_modules_and_no_integrity() {
    let tree = site_in_default_theme("versions").publish(&["--portable"]);
    let page = crate::support::text(&tree, "policies/conduct/index.html");
    let scripts: Vec<_> = tags(page).into_iter().filter(|tag| tag.name == "script").collect();
    assert!(!scripts.is_empty());
    assert!(scripts.iter().all(|tag| tag.get("type").is_none() && tag.get("integrity").is_none()), "{scripts:?}");
}

#[test]
fn navigation_does_not_grow_with_the_portal() {
    // Per-page work must not grow with the number of pages: a page of one folder does not name those of another.
    let page = |number: usize| {
        format!(
            "---\ntitle: Page {number}\nsummary: A page.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\nText.\n"
        )
    };
    let mut project = Project::new();
    let length = |project: &Project| project.portal().render()["guidance/start/index.html"].len();
    let before = length(&project);
    for number in 0..40 {
        project = project.file(&format!("content/guidance/folder-{}/page-{number}.md", number % 2), page(number));
    }
    assert!(length(&project) < before + 400, "the page has grown from {before} to {} bytes", length(&project));
}

/// What stands around a page is made once for a folder where the parts are ours, and for each page where they are not.
#[test]
fn a_part_of_the_theme_that_is_copied_changes_no_page() {
    for case in ["rich", "versions", "training", "redline"] {
        let ours = site_in_default_theme(case);
        let theirs = ["head", "header", "crumbs", "footer"].into_iter().fold(ours.clone(), |project, part| {
            let path = format!("themes/default/templates/parts/{part}.html");
            let text = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/").to_owned() + &path).unwrap();
            project.file(&path, text)
        });
        let (ours, theirs) = (ours.portal().render(), theirs.portal().render());
        assert!(ours == theirs, "{case}: {:?}", ours.iter().find(|(path, page)| theirs.get(*path) != Some(page)));
    }
}
