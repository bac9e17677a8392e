//! Whatever bytes the files hold, nothing panics, every finding stands on whole characters inside its file, and every
//! page can be made.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::Project;
use crate::support::crawl::{Place, crawl};

const FRONT: &str = "---\ntitle: Page\nsummary: A page.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\n";

/// Pieces that parsers branch on, joined at random.
fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![6 => proptest::sample::select(words).prop_map(str::to_owned), 1 => "\\PC{0,4}", 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn markdown() -> impl Strategy<Value = String> {
    pieces(&[
        "\n",
        "\n\n",
        "# ",
        "## ",
        "### ",
        "> ",
        "- ",
        "1. ",
        "* ",
        "    ",
        "\t",
        "`",
        "```",
        "~~~",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "[^1]",
        "[^1]: ",
        "[a]: ",
        "<",
        ">",
        "<b>",
        "<!--",
        "-->",
        "| a | b |\n",
        "| --- | :-: |\n",
        ": ",
        "term\n: ",
        "[!NOTE]",
        "{",
        "}",
        " {#id}",
        " {#id covers=a,b applies-to=wales}",
        "{{ ",
        " }}",
        "{{organisation}}",
        "../policies/conduct/",
        "start.md",
        "#being-kind",
        "https://a.b",
        "javascript:",
        "é",
        "😀",
        "\u{feff}",
        "\r\n",
        "\r",
        "\0",
        "\u{2028}",
        "---\n",
        "***\n",
        "\\",
        "&amp;",
        "&#0;",
        "\"",
        "'",
        "- [ ] ",
        "word",
    ])
}

fn yaml() -> impl Strategy<Value = String> {
    pieces(&[
        "\n",
        "\n  ",
        "\n- ",
        ": ",
        ":\n  ",
        "title",
        "title: ",
        "organisation: A\n",
        "base_url: https://a.b/\n",
        "roles",
        "roles: ",
        "collections:\n  a: ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "kind: living",
        "versioned",
        "date: 2026-01-01\n",
        "2026-02-30",
        "\"",
        "'",
        "|\n  ",
        ">-\n  ",
        "&a ",
        "*a",
        "!!str ",
        "# ",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "~",
        "null",
        "true",
        "3.10",
        "0x1F",
        "1e999",
        ".inf",
        "terms:\n  - term: a\n",
        "definition: ",
        "duties:\n  - id: a\n",
        "<<: ",
        "é",
        "😀",
        "\u{feff}",
        "\0",
        "\u{85}",
        "theme: ",
        "variables: {a: b}\n",
        "checks: {broken-link: off}\n",
        "? ",
        "- - ",
        "documents: {policies/conduct: \"1.0\"}\n",
    ])
}

/// The same cases in every run. `VELLUM_CASES=3000` looks further, with another seed for another number.
fn config() -> ProptestConfig {
    let cases = std::env::var("VELLUM_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48);
    let rng_seed = RngSeed::Fixed(u64::from(cases));
    ProptestConfig { cases, rng_seed, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() }
}

/// Makes the portal and all its pages.
fn survives(project: &Project) -> Result<(), TestCaseError> {
    let portal = project.portal();
    for finding in &portal.findings {
        let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place));
        for place in places {
            let Some(text) = portal.snapshot.text(&place.file) else { continue };
            if let Some(range) = place.resolve(text) {
                prop_assert!(range.start <= range.end && range.end <= text.len(), "{finding:?}");
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{finding:?}");
            }
        }
        let shown = vellum::diagnostic::human(finding, &portal.snapshot, true);
        prop_assert!(shown.contains(finding.rule.name), "{shown}");
        prop_assert!(!finding.message.is_empty() && !finding.message.contains('\n'), "{finding:?}");
    }
    let json = vellum::diagnostic::json(&portal.findings, &portal.snapshot);
    prop_assert!(json.ends_with('\n'), "{json}");
    let pages = portal.render();
    // What has no errors has no dead links either.
    if !portal.has_errors() {
        let (problems, _) = crawl(&pages, Place { base_url: "https://policy.example.org/", portable: false });
        prop_assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_as_any_file(bytes in proptest::collection::vec(any::<u8>(), 0..200), which in 0..7_usize) {
        let paths = ["portal.yaml", "index.md", "guidance/start.md", "policies/conduct/1.0.md", "changelog/2026-03-02-conduct.md", "glossary.yaml", "obligations.yaml"];
        survives(&Project::new().file(&format!("content/{}", paths[which]), bytes))?;
    }

    #[test]
    fn any_markdown_as_a_document(text in markdown()) {
        survives(&Project::new().file("content/guidance/page.md", format!("{FRONT}{text}")))?;
    }

    #[test]
    fn any_markdown_as_a_version(text in markdown()) {
        survives(&Project::new().append("content/policies/conduct/1.0.md", &text))?;
    }

    #[test]
    fn any_markdown_as_a_change_and_a_definition(text in markdown()) {
        let definition: String = text.lines().map(|line| format!("      {line}\n")).collect();
        let glossary = format!("terms:\n  - term: Data\n    definition: |\n      Facts.\n{definition}");
        survives(&Project::new().append("content/changelog/2026-03-02-conduct.md", &text).file("content/glossary.yaml", glossary))?;
    }

    #[test]
    fn any_markdown_with_html_let_through(text in markdown()) {
        let project = Project::new().settings("markdown: {html: sanitise}\n").file("content/guidance/page.md", format!("{FRONT}{text}"));
        survives(&project)?;
    }

    #[test]
    fn any_yaml_as_settings(text in yaml()) {
        survives(&Project::new().file("content/portal.yaml", &text))?;
        survives(&Project::new().settings(&text))?;
    }

    #[test]
    fn any_yaml_as_front_matter(text in yaml()) {
        let project = Project::new()
            .file("content/guidance/start.md", format!("---\n{text}\n---\nText.\n"))
            .file("content/changelog/2026-03-02-conduct.md", format!("---\n{text}\n---\nText.\n"));
        survives(&project)?;
    }

    #[test]
    fn any_yaml_as_a_register(text in yaml()) {
        survives(&Project::new().file("content/glossary.yaml", &text).file("content/obligations.yaml", &text))?;
    }

    #[test]
    fn any_strings_and_templates(text in yaml(), template in pieces(&["{{ ", " }}", "{% if ", "{% endif %}", "{% for x in ", "page", ".title", "{# ", " | safe", "\"", "é", "\n", "{% include \"base.html\" %}"])) {
        let project = Project::new().file("themes/default/strings/en.yaml", text);
        let portal = project.file("themes/default/templates/topic.html", template).portal();
        let renderer = vellum::render::Renderer::new(&portal.site, &portal.theme, &portal.snapshot, vellum::render::LinkStyle::Relative);
        for url in renderer.urls() {
            if let Some(Err(finding)) = renderer.render(url) {
                prop_assert_eq!(finding.rule.name, "template-error");
            }
        }
    }

    #[test]
    fn any_paths(parts in proptest::collection::vec("[a-zA-Z0-9 ._%é-]{1,6}", 1..4), ending in proptest::sample::select(&["md", "yaml", "png", "txt", ""][..])) {
        let path = format!("content/{}{}{ending}", parts.join("/"), if ending.is_empty() { "" } else { "." });
        survives(&Project::new().file(&path, FRONT).file(&format!("content/guidance/{}.md", parts.join("/")), FRONT))?;
    }
}
