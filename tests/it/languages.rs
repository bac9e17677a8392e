//! A portal in two languages.

use std::collections::BTreeSet;

use crate::golden::site_in_default_theme;
use crate::support::crawl::{Place, crawl};
use crate::support::html::tags;
use crate::support::{Project, Tree, text};

const WELSH: &str = "---\ntitle: Dechreuwch yma\nsummary: Ble i ddechrau.\nupdated: 2026-03-02\n---\n[Y polisi](../policies/conduct/).\n";

/// The keys of a file of texts, in the default theme.
fn keys(language: &str) -> BTreeSet<String> {
    let path = format!("{}/themes/default/strings/{language}.yaml", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(path).unwrap();
    let keys = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    keys.map(|(key, _)| key.trim_matches('"').to_owned()).collect()
}

#[test]
fn both_languages_have_every_text_and_welsh_every_form_of_a_number() {
    let (english, welsh) = (keys("en"), keys("cy"));
    assert!(english.len() > 300);
    let counted: BTreeSet<&str> = english.iter().filter_map(|key| key.strip_suffix("_one")).collect();
    let forms = |stem: &&str| ["zero", "one", "two", "few", "many"].map(|form| format!("{stem}_{form}"));
    let wanted: BTreeSet<String> =
        english.iter().cloned().chain(counted.iter().filter(|stem| english.contains(**stem)).flat_map(forms)).collect();
    assert_eq!(welsh.symmetric_difference(&wanted).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_link_leads_somewhere_wherever_the_portal_is() {
    let project = site_in_default_theme("languages");
    for (arguments, base_url, portable) in [
        (&["--base-url", "https://example.org/"][..], "https://example.org/", false),
        (&["--as-of", "2024-03-01"], "https://policy.example.org/sub/", false),
        (&["--as-of", "2027-01-04"], "https://policy.example.org/sub/", false),
        (&["--portable"], "https://policy.example.org/sub/", true),
    ] {
        let (problems, followed) = crawl(&project.publish(arguments), Place { base_url, portable });
        assert!(problems.is_empty() && followed > 300, "{followed}\n{}", problems.join("\n"));
    }
}

/// The languages of a page by its links to the same page in others.
fn alternates(tree: &Tree, path: &str) -> Vec<(String, String)> {
    let alternate = |tag: &&crate::support::html::Tag| tag.name == "link" && tag.get("hreflang").is_some();
    let pair = |tag: &crate::support::html::Tag| {
        (tag.get("hreflang").unwrap().to_owned(), tag.get("href").unwrap().to_owned())
    };
    tags(text(tree, path)).iter().filter(alternate).map(pair).collect()
}

#[test]
fn a_page_and_its_translation_name_each_other_and_others_name_none() {
    let tree = site_in_default_theme("languages").portal().render();
    for path in tree.keys().filter(|path| path.ends_with("index.html")) {
        let page = text(&tree, path);
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let (welsh, english) = match path.strip_prefix("cy/") {
            Some(english) => (path.clone(), english.to_owned()),
            None => (format!("cy/{path}"), path.clone()),
        };
        let lang = tags(page).iter().find(|tag| tag.name == "html").and_then(|tag| tag.get("lang").map(str::to_owned));
        assert_eq!(lang.as_deref(), Some(if *path == welsh { "cy" } else { "en" }), "{path}");
        let exists = tree.contains_key(&welsh) && !text(&tree, &welsh).contains("http-equiv=\"refresh\"");
        let address = |path: &str| format!("https://policy.example.org/sub/{}", path.trim_end_matches("index.html"));
        let expected = [("en", address(&english)), ("x-default", address(&english)), ("cy", address(&welsh))];
        let expected: Vec<(String, String)> =
            expected.into_iter().filter(|_| exists).map(|(tag, url)| (tag.to_owned(), url)).collect();
        assert_eq!(alternates(&tree, path), expected, "{path}");
    }
}

#[test]
fn a_page_without_a_translation_does_not_change() {
    let one = Project::new();
    let two = Project::new().settings("languages: [en, cy]\n").file("content/guidance/start.cy.md", WELSH);
    let (one, two) = (one.portal().render(), two.portal().render());
    for path in ["policies/conduct/index.html", "policies/conduct/1.0/index.html", "changes/index.html", "404.html"] {
        assert_eq!(text(&one, path), text(&two, path), "{path}");
    }
    assert!(!text(&one, "guidance/start/index.html").contains("hreflang"));
    assert!(one.keys().all(|path| !path.starts_with("cy/")));
}

#[test]
fn text_in_the_other_language_is_marked() {
    let project = site_in_default_theme("languages");
    let tree = project.portal().render();
    let home = text(&tree, "cy/index.html");
    assert!(
        home.contains("<a href=\"../guidance/more/\" lang=\"en\" hreflang=\"en\">More</a><p lang=\"en\">"),
        "{home}"
    );
    assert!(home.contains("<a href=\"policies/conduct/\">Ymddygiad</a>"));
    let policy = text(&tree, "cy/policies/conduct/index.html");
    let switch = "<a class=\"language\" href=\"../../../policies/conduct/\" lang=\"en\" hreflang=\"en\">English</a>";
    assert!(policy.contains(switch), "{policy}");
    assert!(policy.contains("<a href=\"../../../guidance/more/\" hreflang=\"en\">mwy</a>"));
    let gone = text(&tree, "cy/policies/old/index.html");
    assert!(gone.contains("Nid yw&#39;r dudalen hon ar gael yn Gymraeg eto"), "{gone}");
}

#[test]
fn a_translation_behind_its_original_says_so() {
    let old = text(&site_in_default_theme("languages").portal().render(), "cy/guidance/start/index.html").to_owned();
    assert!(
        old.contains(
            "Mae&#39;r fersiwn Saesneg wedi newid ers cyfieithu&#39;r dudalen hon. Fe&#39;i newidiwyd ar 2 Mawrth 2026."
        ),
        "{old}"
    );
    let project = site_in_default_theme("languages").edit("content/guidance/start.cy.md", "2026-02-02", "2026-03-02");
    assert!(!text(&project.portal().render(), "cy/guidance/start/index.html").contains("wedi newid ers"));
}

#[test]
fn a_theme_says_in_the_default_language_what_it_does_not_say_in_another() {
    let project = Project::new()
        .settings("languages: [en, cy, gd]\ntheme: own\n")
        .file("themes/own/strings/en.yaml", "menu: Contents\nsearch_button: Find\n")
        .file("themes/own/strings/cy.yaml", "menu: Cynnwys\nminutes_two: dwy funud\n")
        .file("themes/own/strings/gd.yaml", "language: Gàidhlig\n")
        .file("content/guidance/start.cy.md", WELSH)
        .file("content/guidance/start.gd.md", WELSH);
    let tree = project.portal().render();
    let (welsh, gaelic) = (text(&tree, "cy/guidance/start/index.html"), text(&tree, "gd/guidance/start/index.html"));
    assert!(welsh.contains("aria-label=\"Cynnwys\"") && welsh.contains(">Chwilio</button>"), "{welsh}");
    assert!(gaelic.contains("aria-label=\"Contents\"") && gaelic.contains(">Find</button>"), "{gaelic}");
    assert!(welsh.contains("lang=\"gd\" hreflang=\"gd\">Gàidhlig</a>"));
}

#[test]
fn numbers_take_the_form_of_their_language() {
    let minutes = |count: usize| {
        let words = "gair ".repeat(220 * count);
        let project = Project::new()
            .settings("languages: [en, cy]\n")
            .file("content/guidance/start.cy.md", format!("{WELSH}{words}\n"));
        let page = text(&project.portal().render(), "cy/guidance/start/index.html").to_owned();
        let at = page.find(" i&#39;w ddarllen").unwrap();
        page[..at].rsplit(['>', '·']).next().unwrap().trim().trim_start_matches("</span>").to_owned()
    };
    // The words of the link are read as well.
    assert_eq!([1, 2, 4].map(minutes), ["2 funud", "3 munud", "5 munud"]);
}
