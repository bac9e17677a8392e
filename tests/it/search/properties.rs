//! Whatever the texts hold: the index is made, the same way each time, and every word of every page finds its page.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::reader::Reader;
use crate::support::Project;

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(vec![
            "Report", "reports", "reporting", "the", "data", "2FA", "s.164A", "1,000", "72 hours", "e-mail", "café", "don't",
            "’", "-", ".", "Łódź", "学生", "İstanbul", "a\u{301}", "\u{ad}", "ﬁle", "x_y", "U.K.", "ŵ", "\n\n", "\n## Heading\n\n", "**", "`",
            "{{ organisation }}", "&amp;", "ǅ", "ß", "𝔘𝔫𝔦", "CO₂", "½x",
        ]).prop_map(str::to_owned),
        2 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_indexed_and_every_word_leads_to_its_page(one in text(), other in text()) {
        let page = |title: &str, body: &str| {
            format!("---\ntitle: {title}\nsummary: A page.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\n{body}\n")
        };
        let project = Project::new()
            .file("content/guidance/one.md", page("One", &one))
            .file("content/guidance/other.md", page("Other", &other));
        let tree = project.portal().index();
        prop_assert_eq!(&tree, &project.portal().index());
        let reader = Reader::new(&tree);
        let sections = reader.sections_in_all();
        for (word, known) in reader.words() {
            let found = reader.sections(known.group);
            prop_assert!(found.is_sorted() && found.iter().all(|section| *section < sections), "{word}: {found:?}");
            prop_assert!(known.sections > 0 && known.sections <= found.len(), "{word} is in {} of {found:?}", known.sections);
            let positions = reader.positions(known.group);
            prop_assert!(positions.len() == found.len() && positions.iter().all(|places| places.is_sorted()), "{word}: {positions:?}");
            // The files of its place in the alphabet, of its first letter and of its ending have it as well.
            let is_long = word.chars().count() > 3 && !word.starts_with(char::is_numeric);
            let ending = Some(reader.ending_of(&word)).filter(|_| is_long);
            for home in [reader.home_of(&word), reader.letter_of(&word)].iter().chain(&ending) {
                prop_assert!(reader.words_of(home).contains(&(word.clone(), known)));
            }
            prop_assert!(ending.is_none_or(|file| reader.sections_in(&file, known.group).is_none_or(|own| own == found)));
        }
        // What the excerpts show can be found: a word of letters and digits is a word of the index.
        for text in reader.texts() {
            for word in text.1.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 4 && text.1.contains(&format!(" {word} "))) {
                let word: String = word.to_ascii_lowercase().chars().take(40).collect();
                prop_assert!(reader.find(&word).contains(&text.0), "{word:?} does not find {}", text.0);
            }
        }
    }
}
