//! Links between pages: every one leads somewhere, wherever the portal is published.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use crate::golden::site_in_default_theme;
use crate::support::crawl::{Place, crawl};
use crate::support::html::tags;
use crate::support::{Project, Tree, text};

#[track_caller]
fn check_links(published: &Tree, place: Place<'_>) {
    let (problems, followed) = crawl(published, place);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(followed > 100, "only {followed} links were found");
}

/// The portal that the repository itself publishes.
fn own_portal() -> Project {
    let mut project = Project::empty();
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for (path, bytes) in crate::support::read_tree(&content) {
        project = project.file(&format!("content/{path}"), bytes);
    }
    project
}

#[test]
fn every_link_of_the_rich_site_leads_somewhere() {
    let published = site_in_default_theme("rich").publish(&[]);
    check_links(&published, Place { base_url: "https://example.org/sub/path/", portable: false });
}

#[test]
fn every_link_of_the_rich_site_at_the_root_leads_somewhere() {
    let published = site_in_default_theme("rich").publish(&["--base-url", "https://policy.example.org"]);
    check_links(&published, Place { base_url: "https://policy.example.org/", portable: false });
}

#[test]
fn every_link_of_the_portable_rich_site_names_a_file() {
    let published = site_in_default_theme("rich").publish(&["--portable"]);
    check_links(&published, Place { base_url: "https://example.org/sub/path/", portable: true });
}

#[test]
fn every_link_of_the_versions_leads_somewhere_on_any_day() {
    let project = site_in_default_theme("versions");
    for date in
        ["2025-01-01", "2025-01-06", "2026-06-19", "2026-09-01", "2026-11-23", "2026-12-01", "2027-01-20", "2030-01-01"]
    {
        let published = project.publish(&["--as-of", date, "--drafts"]);
        let (problems, _) = crawl(&published, Place { base_url: "https://policy.example.org/", portable: false });
        assert!(problems.is_empty(), "{date}\n{}", problems.join("\n"));
    }
}

#[test]
fn every_link_of_our_own_portal_leads_somewhere() {
    let folder = own_portal().write();
    for (arguments, base_url, portable) in [
        (&["--base-url", "https://example.org/"][..], "https://example.org/", false),
        (&["--base-url", "https://example.org/sub/path/"][..], "https://example.org/sub/path/", false),
        (&["--base-url", "https://example.org/", "--portable"][..], "https://example.org/", true),
    ] {
        let run = folder.run(&[&["build"], arguments].concat());
        assert_eq!(run.code, 0, "{run}");
        check_links(&folder.out(), Place { base_url, portable });
    }
}

#[test]
fn our_own_portal_has_no_findings() {
    let run = own_portal().run(&["check"]);
    assert!(run.code == 0 && run.stderr.starts_with("no findings in "), "{run}");
}

#[test]
fn the_page_for_wrong_addresses_works_at_any_address() {
    let hrefs = |arguments: &[&str]| {
        let published = Project::new().publish(arguments);
        let tags = tags(text(&published, "404.html"));
        tags.iter().filter_map(|tag| tag.get("href").or_else(|| tag.get("src"))).map(str::to_owned).collect::<Vec<_>>()
    };
    let rooted = hrefs(&["--base-url", "https://example.org/sub/path/"]);
    assert!(
        rooted.iter().all(|href| ["/sub/path/", "https://example.org/sub/path/", "#", "mailto:"]
            .iter()
            .any(|start| href.starts_with(start))),
        "{rooted:?}"
    );
    // Opened from a folder, there are no wrong addresses, and no root to start from.
    let portable = hrefs(&["--portable"]);
    assert!(portable.iter().all(|href| !href.starts_with('/')), "{portable:?}");
}

#[test]
fn links_between_files_become_relative_addresses() {
    let published = site_in_default_theme("rich").publish(&[]);
    let page = text(&published, "guidance/start/index.html");
    let prose = page.split("class=\"prose\"").nth(1).unwrap().split("</div>").next().unwrap();
    let hrefs: Vec<String> = tags(prose).iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect();
    assert_snapshot!(hrefs.join("\n"), @r#"
    ../tasks/
    ../../policies/conduct/1.0/
    ../../glossary/#personal-data
    ../../standards/sign-in/#two-steps
    ../a%20list%20(new).csv
    https://ico.org.uk/?a=1&b=2
    mailto:team@example.org
    ../../
    "#);
}

#[test]
fn older_addresses_lead_to_the_document() {
    let published = site_in_default_theme("rich").publish(&[]);
    for (path, target) in [
        ("policies/behaviour/index.html", "../conduct/"),
        ("old-conduct.html", "policies/conduct/"),
        ("help/index.html", "../guidance/"),
    ] {
        let page = text(&published, path);
        let tags = tags(page);
        let refresh = tags.iter().find(|tag| tag.get("http-equiv") == Some("refresh")).unwrap();
        assert_eq!(refresh.get("content"), Some(format!("0; url={target}").as_str()));
        assert!(tags.iter().any(|tag| tag.name == "a" && tag.get("href") == Some(target)), "{page}");
        assert!(page.contains("content=\"noindex\""), "{page}");
    }
    let canonical = "<link rel=\"canonical\" href=\"https://example.org/sub/path/policies/conduct/\">";
    assert!(text(&published, "policies/behaviour/index.html").contains(canonical));
}

#[test]
fn the_base_url_is_used_where_addresses_are_whole() {
    let published = site_in_default_theme("rich").publish(&["--base-url", "https://other.example.org/there"]);
    for path in ["sitemap.xml", "feed.xml", "feed.json", "register.csv", "register.json", "robots.txt", "index.html"] {
        let text = text(&published, path);
        assert!(
            text.contains("https://other.example.org/there/") && !text.contains("https://example.org/"),
            "{path}\n{text}"
        );
    }
}

#[test]
fn feeds_hold_whole_addresses_that_exist() {
    let published = site_in_default_theme("rich").publish(&[]);
    let base = "https://example.org/sub/path/";
    for path in ["feed.xml", "feed.json"] {
        let feed = text(&published, path)
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("\\\"", "\"");
        let links: Vec<&str> = feed.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(links.len() > 8, "{path}: {links:?}");
        for link in links {
            // Footnotes stay inside their entry.
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(feed.contains(&format!("id=\"{anchor}\"")), "{path}: {link}");
                continue;
            }
            let inside = link.strip_prefix(base).or_else(|| link.starts_with("https://").then_some("")).unwrap_or("?");
            let (address, anchor) = inside.split_once('#').unwrap_or((inside, ""));
            let file = if address.is_empty() || address.ends_with('/') {
                format!("{address}index.html")
            } else {
                address.to_owned()
            };
            assert!(published.contains_key(&file), "{path}: {link}");
            assert!(
                anchor.is_empty() || text(&published, &file).contains(&format!("id=\"{anchor}\"")),
                "{path}: {link}"
            );
        }
    }
}

/// The links of the sidebar of each page directly in a folder of so many, and the pages that it marks as the current one.
fn sidebars(pages: usize) -> Vec<(usize, Vec<String>)> {
    let project = Project::new();
    let start = project.files["content/guidance/start.md"].clone();
    let paths = (1..pages).map(|page| format!("content/guidance/page-{page}.md"));
    let project = paths.fold(project, |project, path| project.file(&path, &start));
    let site = project.portal().render();
    let inside = site.iter().filter(|(path, _)| path.starts_with("guidance/") && path.matches('/').count() == 2);
    let sidebar = |path: &String| {
        let links = text(&site, path).split("class=\"sidebar\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let links: Vec<_> = tags(links).into_iter().filter(|tag| tag.name == "a").collect();
        let current = links.iter().filter(|link| link.get("aria-current") == Some("page"));
        (links.len(), current.map(|link| link.get("href").unwrap().to_owned()).collect())
    };
    inside.map(|(path, _)| sidebar(path)).collect()
}

#[test]
fn beside_a_page_stand_all_of_its_folder_or_its_part_of_a_large_one() {
    // With a link to the folder above them.
    assert!(sidebars(60).iter().all(|(links, _)| *links == 61));
    // And in a large one a link to all of it below them.
    let large = sidebars(130);
    assert!(large.iter().all(|(links, current)| (42 + 2..=44 + 2).contains(links) && current.len() == 1), "{large:?}");
    let marked: BTreeSet<&String> = large.iter().flat_map(|(_, current)| current).collect();
    assert_eq!(marked.len(), 130);
}
