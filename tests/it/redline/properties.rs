//! For any two texts: a redline holds both, block for block; a text against itself shows no change; and texts that are
//! made to be slow are not.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vellum::redline::{Summary, compare_texts};

use super::redline;

fn config() -> ProptestConfig {
    let cases = std::env::var("VELLUM_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(160);
    let rng_seed = RngSeed::Fixed(u64::from(cases));
    ProptestConfig { cases, rng_seed, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

/// Texts with much in common, in few words, so that things are equal, alike, repeated and moved in every way.
fn policy() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(
        &[
            "we",
            "ask",
            "for",
            "consent",
            "**now**",
            "[link](#a)",
            "[link](#b)",
            "`code`",
            "a.",
            "B,",
            "note[^1]",
            "see[^2]",
            "{{ organisation }}",
            "2.5%",
            "don't",
            "日本",
            "\\\n",
            "![alt](x.png)",
            "~~old~~",
            "*ask*",
        ][..],
    );
    let words = proptest::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
    let item = (0..3_usize, words.clone()).prop_map(|(depth, words)| format!("{}- {words}\n", "  ".repeat(depth)));
    let row = proptest::collection::vec(words.clone(), 2).prop_map(|cells| format!("| {} |\n", cells.join(" | ")));
    let block = prop_oneof![
        4 => words.clone().prop_map(|words| format!("{words}\n\n")),
        2 => proptest::collection::vec(item, 1..6).prop_map(|items| items.concat() + "\n"),
        1 => proptest::collection::vec(row, 1..5).prop_map(|rows| format!("| we | ask |\n| --- | --: |\n{}\n", rows.concat())),
        1 => words.clone().prop_map(|words| format!("> [!NOTE]\n> {words}\n\n")),
        1 => words.clone().prop_map(|words| format!("> {words}\n>\n> - {words}\n\n")),
        1 => words.clone().prop_map(|words| format!("```yaml\n{words}\nkey: 1\n```\n\n")),
        1 => words.clone().prop_map(|words| format!("[^1]: {words}\n\n")),
        1 => words.clone().prop_map(|words| format!("term\n: {words}\n\n")),
        1 => words.clone().prop_map(|words| format!("- [ ] {words}\n- [x] done\n\n")),
        1 => Just("---\n\n".to_owned()),
        3 => (2..5_usize, proptest::sample::select(&["", " {#a}", " {#b}", " {#c}", " {#d applies-to=wales}"][..]), words)
            .prop_map(|(level, id, words)| format!("{} {words}{id}\n\n", "#".repeat(level))),
    ];
    proptest::collection::vec(block, 0..14).prop_map(|blocks| blocks.concat())
}

/// Any Markdown at all.
fn markdown() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(
        &[
            "\n",
            "\n\n",
            "# ",
            "## ",
            "### ",
            "> ",
            "- ",
            "1. ",
            "    ",
            "\t",
            "`",
            "```",
            "*",
            "**",
            "~~",
            "[",
            "](",
            ")",
            "![",
            "[^1]",
            "[^1]: ",
            "<b>",
            "<!--",
            "-->",
            "| a | b |\n",
            "| --- | :-: |\n",
            ": ",
            "[!NOTE]\n",
            " {#id}",
            " {#id applies-to=wales}",
            "{{ organisation }}",
            "#id",
            "é",
            "😀",
            "\u{fffc}",
            "\u{a0}",
            "\r\n",
            "\0",
            "---\n",
            "\\",
            "&amp;",
            "- [ ] ",
            "word",
            " word ",
            "other ",
        ][..],
    );
    let piece = prop_oneof![8 => piece.prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[track_caller]
fn holds_both(before: &str, after: &str) -> Result<(), TestCaseError> {
    let (old, new, redline) = redline(before, after);
    prop_assert_eq!(&redline.before(), &old, "the earlier text of {:#?}", redline);
    prop_assert_eq!(&redline.after(), &new, "the later text of {:#?}", redline);
    prop_assert_eq!(redline.is_same(), old == new, "{:#?}", redline);
    for text in [&old, &new] {
        let same = compare_texts(text, text, &Default::default());
        prop_assert!(same.is_same(), "{:#?}", same);
        let unchanged = text.clauses.len();
        prop_assert_eq!(same.summary(), Summary { unchanged, ..Summary::default() });
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn two_policies(before in policy(), after in policy()) {
        holds_both(&before, &after)?;
    }

    #[test]
    fn a_policy_with_its_blocks_in_another_order(text in policy(), cut in 0..2000_usize) {
        let blocks: Vec<&str> = text.split_inclusive("\n\n").collect();
        let (first, rest) = blocks.split_at(cut % (blocks.len() + 1));
        holds_both(&text, &[rest, first].concat().concat())?;
    }

    #[test]
    fn any_markdown(before in markdown(), after in markdown()) {
        holds_both(&before, &after)?;
    }

    #[test]
    fn a_piece_of_markdown_more(start in markdown(), more in markdown(), end in markdown()) {
        holds_both(&format!("{start}{end}"), &format!("{start}{more}{end}"))?;
    }
}
