//! Whatever authors write is text: no page, feed or table takes it for markup.

use crate::support::html::{resolve, tags};
use crate::support::{Project, Tree, text};

/// Markup, quotes, references, a formula, a variable that does not exist, and the end of a script and of CDATA.
const EVIL: &str = "=cmd<script>alert(1)</script>\"'&amp;]]></script><img src=x onerror=y>`";

/// A text as a YAML value in single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn project() -> Project {
    let evil = quoted(EVIL);
    let address = quoted(&format!("https://example.org/?{EVIL}"));
    let settings = format!(
        "title: {evil}\norganisation: {evil}\ntagline: {evil}\nbase_url: https://policy.example.org/\ndisclaimer: {evil}\n\
         contact: team\nvariables: {{evil: {evil}}}\n\
         contacts:\n  team: {{title: {evil}, email: {evil}, phone: {evil}, summary: {evil}}}\n\
         roles:\n  all-staff: {{title: {evil}, summary: {evil}, everyone: true}}\n  managers: {{title: {evil}, summary: {evil}}}\n\
         topics:\n  conduct: {{title: {evil}, summary: {evil}}}\n\
         collections:\n  policies: {{kind: versioned, title: {evil}, summary: {evil}, numbered: true, review_every: 12 months}}\n\
         \x20 guidance: {{kind: living, title: {evil}, summary: {evil}}}\n\
         navigation: [{{title: {evil}, page: policies}}]\nfeedback: {address}\n"
    );
    let markdown = EVIL.replace('<', "\\<").replace('`', "\\`").replace('&', "\\&");
    let front = format!("title: {evil}\nsummary: {evil}\nowner: team\n");
    let version = |approved: &str, effective: &str| {
        format!(
            "---\n{front}approved_by: team\napproved_on: {approved}\neffective: {effective}\nroles: [all-staff, managers]\ntopics: [conduct]\n\
             related: [guidance/start]\n---\n## {markdown} {{#one covers=duty}}\n\n{{{{ evil }}}} {markdown} [{markdown}](#one) [form](https://example.org/?{{{{evil}}}})\n\n\
             ```\n{EVIL}\n```\n\n```yaml\n{EVIL}\n```\n\n```rust\n{EVIL}\n```\n\n`{{{{ evil }}}} <b>`\n\n| {markdown} |\n| --- |\n| {markdown} |\n\nnote[^1]\n\n[^1]: {markdown}\n"
        )
    };
    let entry = |date: &str, version: &str| {
        format!(
            "---\ndate: {date}\nkind: editorial\ntitle: {evil}\ndocuments: {{policies/conduct: \"{version}\"}}\nclauses: [one]\n\
             action: {{text: {evil}, by: 2026-12-24}}\n---\n{markdown} {{{{ evil }}}}\n"
        )
    };
    Project::empty()
        .file("content/portal.yaml", settings)
        .file("content/index.md", format!("---\ntitle: {evil}\nsummary: {evil}\ntasks: [guidance/start]\n---\n## {markdown}\n"))
        .file("content/guidance/start.md", format!("---\n{front}updated: 2026-03-02\nroles: [managers]\n---\n{markdown}\n"))
        .file("content/guidance/index.md", format!("---\ntitle: {evil}\nsummary: {evil}\n---\n{markdown}\n"))
        .file("content/policies/conduct/1.0.md", version("2026-03-02", "2026-03-02"))
        .file("content/policies/conduct/1.1.md", version("2026-11-02", "2026-12-01"))
        .file("content/changelog/one.md", entry("2026-03-02", "1.0"))
        .file("content/changelog/two.md", entry("2026-12-01", "1.1"))
        .file(
            "content/glossary.yaml",
            format!("groups: {{g: {evil}}}\nterms:\n  - {{term: {evil}, group: g, also: [{evil}], definition: {}}}\n", quoted(&markdown)),
        )
        .file(
            "content/obligations.yaml",
            format!("duties:\n  - {{id: duty, title: {evil}, summary: {evil}, theme: {evil}, sources: [{{label: {evil}, ref: {evil}, url: {address}}}]}}\n"),
        )
}

fn site() -> Tree {
    let portal = project().portal();
    let errors: Vec<_> = portal.report().lines().filter(|line| line.contains(" error[")).map(str::to_owned).collect();
    assert_eq!(errors, [""; 0]);
    portal.render()
}

#[test]
fn no_page_takes_text_for_markup() {
    let site = site();
    let mut seen = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for tag in tags(html) {
            let is_evil = tag.content.contains("alert")
                || tag.get("onerror").is_some()
                || tag.name == "img"
                || tag.attributes.iter().any(|(name, _)| name.contains(['<', '"', '\'', '&', '`']));
            assert!(!is_evil, "{path}: {tag:?}");
            for (name, value) in tag.attributes.iter().filter(|(_, value)| value.contains("alert(1)")) {
                let allowed = ["content", "title", "aria-label", "href", "alt", "data-theme"].contains(&name.as_str());
                assert!(allowed, "{path}: {name}={value}");
                assert!(
                    name != "href" || ["https://", "mailto:", "tel:", "#"].iter().any(|start| value.starts_with(start)),
                    "{path}: {value}"
                );
            }
        }
        seen += resolve(html).matches(EVIL).count();
    }
    assert!(seen > 150, "the text was seen only {seen} times: is it shown at all?");
}

#[test]
fn every_page_shows_the_text_as_it_was_written() {
    let site = site();
    for path in [
        "index.html",
        "policies/conduct/index.html",
        "guidance/start/index.html",
        "glossary/index.html",
        "changes/index.html",
        "register/index.html",
        "roles/managers/index.html",
        "topics/conduct/index.html",
        "policies/conduct/history/index.html",
        "404.html",
    ] {
        assert!(resolve(text(&site, path)).contains(EVIL), "{path}");
    }
}

#[test]
fn json_can_be_parsed() {
    for path in ["feed.json", "register.json"] {
        let site = site();
        json(&mut text(&site, path).trim_end().chars().peekable()).unwrap_or_else(|| panic!("{path} is not JSON"));
        assert!(
            text(&site, path).contains("=cmd<script>alert(1)</script>\\\"'&amp;]]>"),
            "{path}\n{}",
            text(&site, path)
        );
    }
}

#[test]
fn xml_is_well_formed() {
    let site = site();
    for path in ["feed.xml", "sitemap.xml"] {
        let problem = not_well_formed(text(&site, path));
        assert_eq!(problem, None, "{path}\n{}", text(&site, path));
    }
    // Text as text, and HTML as HTML in text.
    assert!(resolve(text(&site, "feed.xml")).contains(&format!("<title>{EVIL}</title>")));
}

#[test]
fn cells_that_would_be_formulas_start_with_an_apostrophe() {
    let site = site();
    let csv = text(&site, "register.csv");
    let quoted = EVIL.replace('"', "\"\"");
    assert!(csv.contains(&format!(",\"'{quoted}\",")), "{csv}");
    for start in ["=", "+", "-", "@", "\\t", "\\r"] {
        let project =
            Project::new().edit("content/guidance/start.md", "title: Start here", &format!("title: \"{start}1+1\""));
        let site = project.portal().render();
        let first = start.replace("\\t", "\t").replace("\\r", "\r");
        let csv = text(&site, "register.csv");
        assert!(csv.contains(&format!(",'{first}1+1,")) || csv.contains(&format!(",\"'{first}1+1\",")), "{csv:?}");
    }
    assert!(csv.lines().all(|line| !line.contains("\",=") && !line.contains(",=")), "{csv}");
}

#[test]
fn the_register_has_the_same_columns_in_every_line() {
    let project = Project::new().edit("content/guidance/start.md", "title: Start here", "title: \"A, \\\"b\\\"\\nc\"");
    let site = project.portal().render();
    let csv = text(&site, "register.csv");
    assert!(csv.contains("\"A, \"\"b\"\"\nc\""), "{csv}");
    assert!(csv.ends_with("\r\n") && csv.starts_with("document,title,collection,version,status,owner,"), "{csv}");
}

/// Why a text is not well-formed XML, as far as Vellum could go wrong: tags that do not match, bare `&` and `<`.
fn not_well_formed(xml: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    while let Some((text, tag)) = rest.split_once('<') {
        let references = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];
        if text.match_indices('&').any(|(at, _)| !references.iter().any(|name| text[at..].starts_with(name))) {
            return Some(format!("a bare & in {text:?}"));
        }
        let Some((tag, after)) = tag.split_once('>') else { return Some(format!("no end of <{tag}")) };
        rest = after;
        if tag.contains('<') {
            return Some(format!("a bare < in <{tag}>"));
        }
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes another element"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.pop().map(|name| format!("<{name}> is not closed"))
}

/// Reads a JSON value; `None` if it is none (RFC 8259).
fn json(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<()> {
    let space = |text: &mut std::iter::Peekable<std::str::Chars<'_>>| {
        while text.next_if(|c| c.is_ascii_whitespace()).is_some() {}
    };
    space(text);
    match text.next()? {
        open @ ('{' | '[') => {
            let close = if open == '{' { '}' } else { ']' };
            space(text);
            if text.next_if_eq(&close).is_none() {
                loop {
                    json(text)?;
                    space(text);
                    if open == '{' {
                        text.next_if_eq(&':')?;
                        json(text)?;
                        space(text);
                    }
                    match text.next()? {
                        ',' => {}
                        end => break (end == close).then_some(())?,
                    }
                }
            }
        }
        '"' => loop {
            match text.next()? {
                '"' => break,
                '\\' => {
                    let escape = text.next().filter(|c| "\"\\/bfnrtu".contains(*c))?;
                    let digits = if escape == 'u' { 4 } else { 0 };
                    for _ in 0..digits {
                        text.next().filter(char::is_ascii_hexdigit)?;
                    }
                }
                character if character < ' ' => return None,
                _ => {}
            }
        },
        first => {
            let mut word = first.to_string();
            while let Some(next) = text.next_if(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c)) {
                word.push(next);
            }
            let is_number = word.parse::<f64>().is_ok() && word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
            (is_number || ["true", "false", "null"].contains(&word.as_str())).then_some(())?;
        }
    }
    Some(())
}
