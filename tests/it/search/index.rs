//! What stands in a text is found by the words that people would type.

use super::reader::Reader;
use crate::golden::site_in_default_theme;
use crate::support::{Project, Tree};
use vellum::search::words_of;

#[track_caller]
fn found(text: &str, words: &[&str]) {
    let tree = Project::new().text(&format!("\n{text}\n")).portal().index();
    let reader = Reader::new(&tree);
    for word in words {
        assert!(reader.find(word).contains("guidance/start/"), "{text:?} is not found by {word:?}");
    }
}

#[track_caller]
fn joined(text: &str, forms: &[&str]) {
    let tree = Project::new().text(&format!("\n{text}\n")).portal().index();
    assert_eq!(Reader::new(&tree).forms(forms[0]), forms, "{text}");
}

#[test]
fn words_are_found_without_accents_capitals_and_apostrophes() {
    found("Café ŵy Straße Ærø", &["cafe", "wy", "strasse", "aero"]);
    found("The board’s view, don't, O'Brien", &["board", "dont", "obrien"]);
    found("GDPR and U.K. law", &["gdpr", "uk"]);
    found("soft\u{ad}hyphen", &["softhyphen"]);
    found("学生 writes", &["学", "生"]);
}

#[test]
fn numbers_and_clauses_are_found_as_people_type_them() {
    found("within 72 hours, 1,000 people, version 2.0", &["72", "hours", "1000", "2.0"]);
    found("Art. 33, s.164A and s164B; 2FA", &["art", "33", "164a", "s164b", "164b", "2fa"]);
    found("e-mail, sign-in, up-to-date", &["e", "mail", "email", "sign", "signin", "uptodate"]);
    found("CO₂ and 40 m²", &["co2", "m2"]);
    found("example.org, snake_case, 10:30", &["example", "org", "snake", "case", "10", "30"]);
}

#[test]
fn forms_of_one_word_are_one_group_if_both_occur() {
    joined("policy policies", &["policies", "policy"]);
    joined("report reports reported reporting", &["report", "reported", "reporting", "reports"]);
    joined("file filing fill", &["file", "filing"]);
    joined("stop stopped stopping", &["stop", "stopped", "stopping"]);
    joined("breach breaches", &["breach", "breaches"]);
    joined("send sent", &["send", "sent"]);
    joined("DM DMs", &["dm", "dms"]);
}

#[test]
fn a_word_written_together_lies_with_the_first_of_its_parts() {
    let letters = || ('a'..='z').map(String::from);
    let between: Vec<String> =
        letters().flat_map(|one| letters().map(move |other| format!("signa{one}{other}"))).collect();
    let tree = Project::new().text(&format!("\nsignin sign in {}\n", between.join(" "))).portal().index();
    let reader = Reader::new(&tree);
    let home = reader.home_of("sign");
    assert_ne!(reader.home_of("signin"), home);
    let (_, joined) = reader.words_of(&home).into_iter().find(|(word, _)| word == "signin").unwrap();
    assert_eq!(reader.sections_in(&home, joined.group), Some(reader.sections(joined.group)));
}

#[test]
fn words_are_in_the_order_in_which_scripts_compare_them() {
    // What takes two code units of UTF-16, such as U+20000, comes before U+FA0E there, but after it in UTF-8.
    let text = "\u{fa0e} \u{20000} \u{5b66} \u{fa0e} abcdefghi abcdefgh abcdefghj abc z \u{1d4b}";
    let tree = Project::new().text(&format!("\n{text}\n")).portal().index();
    let words: Vec<String> = Reader::new(&tree).words().into_iter().map(|(word, _)| word).collect();
    assert!(words.contains(&"\u{20000}".to_owned()) && words.contains(&"\u{fa0e}".to_owned()), "{words:?}");
    assert!(words.is_sorted_by_key(|word| word.encode_utf16().collect::<Vec<u16>>()), "{words:?}");
}

#[test]
fn words_that_begin_alike_lie_in_one_file() {
    // Forty families of twenty words take some files, none of which ends within a family.
    let families = ('a'..='t').flat_map(|one| ["lpha", "rbor"].map(|rest| format!("{one}{rest}")));
    let words: Vec<String> =
        families.flat_map(|family| ('a'..='t').map(move |last| format!("{family}{last}x"))).collect();
    let tree = Project::new().text(&format!("\n{}\n", words.join(" "))).portal().index();
    let reader = Reader::new(&tree);
    let starts = reader.starts("w");
    assert!(starts.len() > 3 && starts.iter().all(|start| start.len() < 3), "{starts:?}");
}

#[test]
fn a_word_in_many_sections_is_found_by_its_ending_at_once() {
    let sections: Vec<String> = (0..300).map(|at| format!("## Part {at} {{#part-{at}}}\n\nlongwinded\n")).collect();
    let tree = Project::new().text(&format!("\n{}", sections.join("\n"))).portal().index();
    let reader = Reader::new(&tree);
    let (_, word) = reader.words().into_iter().find(|(word, _)| word == "longwinded").unwrap();
    assert_eq!(reader.sections_in(&reader.ending_of("longwinded"), word.group).unwrap().len(), 300);
}

#[test]
fn a_language_without_a_word_has_files_all_the_same() {
    let tree = Project::new().settings("languages: [en, cy]\n").portal().index();
    let welsh: Tree = tree
        .into_iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("cy/")?.replace("search/cy/", "search/en/"), bytes)))
        .collect();
    let reader = Reader::new(&welsh);
    for home in [reader.home_of("polisi"), reader.ending_of("polisi"), reader.letter_of("polisi")] {
        assert_eq!(reader.words_of(&home), []);
    }
}

#[test]
fn what_only_looks_alike_is_not_joined() {
    joined("access accessibility", &["access"]);
    joined("new news", &["news"]);
    joined("wed wing", &["wing"]);
    // Nobody wrote the base, so there is nothing to join.
    joined("status reporting", &["reporting"]);
}

#[test]
fn welsh_mutations_are_rules() {
    let portal =
        |text: &str| Project::new().settings("languages: [cy]\n").text(&format!("\n{text}\n")).portal().index();
    for (text, form, radical) in [
        ("polisi bolisi", "bolisi", "polisi"),
        ("cyfraith nghyfraith", "nghyfraith", "cyfraith"),
        ("data thata tata", "thata", "tata"),
        ("gwefan wefan", "wefan", "gwefan"),
        ("llythyr lythyr", "lythyr", "llythyr"),
        ("rheol reol", "reol", "rheol"),
        ("achos hachos", "hachos", "achos"),
    ] {
        let mut tree = portal(text);
        tree = tree.into_iter().map(|(path, bytes)| (path.replace("search/cy/", "search/en/"), bytes)).collect();
        assert!(Reader::new(&tree).forms(form).contains(&radical.to_owned()), "{text}");
    }
}

#[test]
fn every_kind_of_page_is_found() {
    let project = site_in_default_theme("rich");
    let tree = project.portal().index();
    let pages = Reader::new(&tree).pages(&(0..Reader::new(&tree).sections_in_all()).collect::<Vec<_>>());
    for page in [
        "./",
        "policies/",
        "policies/conduct/",
        "guidance/markdown/",
        "glossary/",
        "changes/",
        "roles/agents/",
        "topics/data/",
    ] {
        assert!(pages.contains(page), "{page:?} is missing in {pages:?}");
    }
}

#[test]
fn versions_that_are_not_in_force_are_an_index_of_their_own() {
    let tree = site_in_default_theme("versions").portal().index();
    let current = Reader::new(&tree);
    let earlier = current.earlier().unwrap();
    let all = |reader: &Reader<'_>| reader.pages(&(0..reader.sections_in_all()).collect::<Vec<_>>());
    assert!(all(&current).contains("policies/conduct/"));
    assert!(all(&current).iter().all(|page| !page.ends_with("/1.0/")), "{:?}", all(&current));
    assert!(all(&earlier).contains("policies/conduct/1.0/"), "{:?}", all(&earlier));
    assert!(!all(&earlier).contains("policies/conduct/"));
}

#[test]
fn what_superseded_versions_say_in_the_same_words_is_found_in_the_last_of_them() {
    let project = Project::new()
        .version("1.1", "2026-03-20", "2026-04-01")
        .edit("content/policies/conduct/1.1.md", "Be kind.", "Be kind to zebras.")
        .version("1.2", "2026-04-20", "2026-05-01")
        .version("1.3", "2026-05-20", "2026-06-01")
        .version("2.0", "2026-11-20", "2026-12-20");
    let tree = project.portal().index();
    let current = Reader::new(&tree);
    let earlier = current.earlier().unwrap();
    let versions = |word| earlier.find(word).into_iter().collect::<Vec<_>>().join(" ").replace("policies/conduct", "");
    assert!(current.find("kind").contains("policies/conduct/"));
    assert_eq!(versions("kind"), "/1.1/ /1.2/ /2.0/", "1.0 says it as 1.2 does; 2.0 is yet to come");
    assert_eq!(versions("zebras"), "/1.1/");
    assert_eq!(versions("conduct"), "/1.0/ /1.1/ /1.2/ /2.0/", "each is found by its title");
}

#[test]
fn clauses_for_others_and_drafts_are_not_in_the_index() {
    let project = Project::new()
        .text("\n## For Wales {#wales applies-to=wales}\n\nzebra\n\n## For all {#all}\n\nyak\n")
        .file("content/policies/conduct/draft.md", "---\ntitle: Conduct\nsummary: x\nowner: team\n---\nquagga\n");
    let tree = project.portal().index();
    let reader = Reader::new(&tree);
    assert!(reader.find("zebra").is_empty() && reader.find("quagga").is_empty());
    assert!(!reader.find("yak").is_empty());
    assert!(!reader.excerpts().contains("zebra"));
}

#[test]
fn text_is_plain_with_variables_filled_in() {
    let project = Project::new()
        .settings("variables: {team: Red team}\n")
        .text("\nAsk the *{{ team }}* by [mail](https://example.org/)[^1].\n\n| a | b |\n|---|---|\n| c | `d` |\n\n[^1]: A note.\n");
    let tree = project.portal().index();
    assert!(Reader::new(&tree).excerpts().contains("Ask the Red team by mail."), "{}", Reader::new(&tree).excerpts());
}

#[test]
fn a_file_from_a_folder_is_a_script_that_hands_it_over() {
    let tree = Project::new().publish(&["--portable"]);
    let script = crate::support::text(&tree, "search/en/manifest.js");
    let text = script.strip_prefix("vellumSearch.receive(\"").unwrap().strip_suffix("\")\n").unwrap();
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, text).unwrap();
    let plain = Project::new().publish(&[]);
    assert_ne!(bytes, plain["search/en/manifest"], "addresses end in index.html");
    assert!(super::reader::inflate(&bytes).starts_with(b"{\"format\":4"));
    assert!(tree.keys().all(|path| !path.starts_with("search/en/") || path.ends_with(".js")));
}

#[test]
fn the_index_in_memory_is_the_one_that_is_published() {
    for name in ["versions", "languages"] {
        let project = site_in_default_theme(name);
        let is_file = |path: &str| path.contains("search/") && !path.ends_with("search/index.html");
        let published: Tree = project.publish(&[]).into_iter().filter(|(path, _)| is_file(path)).collect();
        assert!(published.len() > 10, "{name}: {:?}", published.keys());
        assert_eq!(project.portal().index(), published, "{name}");
    }
}

#[test]
fn a_set_of_synonyms_is_a_group() {
    let project = Project::new()
        .settings("search:\n  synonyms:\n    - {terms: [direct message, DM], typed: [inbox]}\n")
        .text("\nSend a direct message.\n\n## Other {#other}\n\nDMs are read.\n\n## Neither {#neither}\n\nA message that is direct.\n");
    let tree = project.portal().index();
    let reader = Reader::new(&tree);
    let set = &reader.manifest["synonyms"][0];
    assert_eq!(set[0], serde_json::json!([["direct", "message"], ["dm"], ["inbox"]]));
    let sections = reader.sections(usize::try_from(set[1].as_u64().unwrap()).unwrap());
    assert_eq!(sections.len(), 2, "the phrase and the short form, but not the words apart");
}

#[test]
fn each_language_is_searched_on_its_own() {
    let welsh = "---\ntitle: Dechreuwch yma\nsummary: Ble i ddechrau.\nupdated: 2026-03-02\n---\nY polisi.\n";
    let project = Project::new().settings("languages: [en, cy]\n").file("content/guidance/start.cy.md", welsh);
    let tree = project.portal().index();
    let manifests: Vec<&str> = tree
        .keys()
        .map(String::as_str)
        .filter(|path| path.ends_with("manifest") && path.split('/').count() < 5)
        .collect();
    assert_eq!(manifests, ["cy/search/cy/manifest", "search/en/manifest"]);
    let welsh: Tree = tree
        .iter()
        .filter_map(|(path, bytes)| {
            Some((path.strip_prefix("cy/")?.replace("search/cy/", "search/en/"), bytes.clone()))
        })
        .collect();
    let (welsh, english) = (Reader::new(&welsh), Reader::new(&tree));
    assert!(welsh.find("polisi").contains("guidance/start/") && welsh.find("kind").is_empty());
    assert!(english.find("kind").contains("policies/conduct/") && english.find("polisi").is_empty());
}

#[test]
fn a_portal_can_do_without_a_search() {
    let welsh = "---\ntitle: Dechreuwch yma\nsummary: Ble i ddechrau.\nupdated: 2026-03-02\n---\nY polisi.\n";
    let project = Project::new()
        .settings("languages: [en, cy]\nsearch: {enabled: false}\n")
        .file("content/guidance/start.cy.md", welsh);
    let tree = project.publish(&[]);
    let of_search: Vec<_> = tree.keys().filter(|path| path.contains("search/")).collect();
    assert_eq!(of_search, Vec::<&String>::new());
    let pages = tree.keys().filter(|path| path.ends_with(".html"));
    for page in pages {
        let html = crate::support::text(&tree, page);
        assert!(!html.contains("role=\"search\"") && !html.contains("search-open"), "{page}");
    }
    assert!(!crate::support::text(&tree, "sitemap.xml").contains("/search/"));
}

#[test]
fn texts_are_cut_as_the_script_cuts_what_is_typed() {
    let cases: Vec<(String, Vec<String>)> = serde_json::from_str(include_str!("../../search-terms.json")).unwrap();
    for (text, terms) in cases {
        assert_eq!(words_of(&text), terms, "{text}");
    }
}
