//! The words of a text: how hard they are, which are avoided, which are not written yet.

use insta::assert_snapshot;

use super::places::pointed_at;
use crate::support::Project;

/// Some hundred plain words.
fn plain() -> String {
    "We keep what people send us safe. We use it to help them and for no other thing. ".repeat(4)
}

const HARD: &str = "Notwithstanding organisational responsibilities regarding confidentiality, communications personnel \
    administering institutional accounts are individually accountable for comprehensive documentation.";

fn measured(text: &str) -> Project {
    Project::new().setting("title: Guidance,", "title: Guidance, reading_grade: 9,").text(&format!("\n{text}\n"))
}

#[test]
fn reading_age() {
    let project = measured(&format!(
        "{}\n\n{HARD} {HARD} {HARD} {HARD}\n\nUse one account, e.g. {{{{ organisation }}}}’s, as Art. 33 and 17.5 other things say, and never another one!",
        plain()
    ));
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[reading-age]: this text has reading grade 16.8, and `guidance` allows 9: 159 words in 14 sentences, 377 syllables
      --> content/guidance/start.md:2:1
       |
     2 | title: Start here
       | ^^^^^
       |
      ::: content/guidance/start.md:12:1
       |
    12 | Notwithstanding organisational responsibilities regarding confidentiality, communications personnel administering institutional accounts are individually accountable for comprehensive documentation. No...
       | ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------ grade 39.3, 16 words
       |
      ::: content/guidance/start.md:12:200
       |
    12 | ...n. Notwithstanding organisational responsibilities regarding confidentiality, communications personnel administering institutional accounts are individually accountable for comprehensive documentation. No
       |       ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------ grade 39.3, 16 words
       |
      ::: content/guidance/start.md:12:399
       |
    12 | ...idually accountable for comprehensive documentation. No
       |                                                         -- grade 39.3, 16 words
       |
    help: shorten the hardest sentences: make two of one, say who does what, take the shorter word

    warning[house-style]: “e.g.” is not our style: Latin short forms are not known to everyone, and screen readers spell them out
      --> content/guidance/start.md:14:18
       |
    14 | Use one account, e.g. {{ organisation }}’s, as Art. 33 and 17.5 other things say, and never another one!
       |                  ^^^^
       |
    help: write “for example” or “such as”

    warning[house-style]: “!” is not our style: exclamation marks shout, and make nothing more important
      --> content/guidance/start.md:14:104
       |
    14 | Use one account, e.g. {{ organisation }}’s, as Art. 33 and 17.5 other things say, and never another one!
       |                                                                                                        ^
       |
    help: end the sentence with a full stop

    3 warnings
    "#);
}

#[test]
fn reading_age_of_versions_that_people_rely_on() {
    let hard = format!("\n{}{HARD} {HARD} {HARD} {HARD} {HARD}\n", plain());
    let project = Project::new()
        .setting("numbered: true,", "numbered: true, reading_grade: 11.5,")
        .append("content/policies/conduct/1.0.md", &hard)
        .version("2.0", "2026-04-01", "2026-04-02")
        .append("content/policies/conduct/2.0.md", &hard)
        .version("2.1", "2026-11-01", "2027-01-04")
        .append("content/policies/conduct/2.1.md", &hard)
        .file("content/policies/conduct/draft.md", format!("---\ntitle: Conduct\nsummary: How we behave.\nowner: team\nroles: [all-staff]\n---\n## Being kind {{#being-kind}}\n{hard}"));
    let report = project.locked().portal().report();
    assert_snapshot!(report, @r#"
    content/policies/conduct/2.0.md:2:1 warning[reading-age] this text has reading grade 20.3, and `policies` allows 11.5: 154 words in 14 sentences, 412 syllables
    content/policies/conduct/2.1.md:2:1 warning[reading-age] this text has reading grade 20.3, and `policies` allows 11.5: 154 words in 14 sentences, 412 syllables
    content/policies/conduct/draft.md:2:1 warning[reading-age] this text has reading grade 20.8, and `policies` allows 11.5: 152 words in 13 sentences, 410 syllables
    "#);
}

#[test]
fn texts_without_a_limit_short_ones_and_what_is_not_prose_have_no_reading_age() {
    let hard = format!("\n{HARD} {HARD} {HARD} {HARD} {HARD} {HARD}\n");
    assert_snapshot!(Project::new().text(&hard).portal().report(), @"");
    assert_snapshot!(measured(HARD).portal().report(), @"");
    let aside = format!("{0}\n\n## {HARD}\n\n```text\n{HARD}\n```\n\n| {HARD} |\n| --- |\n| {HARD} |\n", plain());
    assert_snapshot!(measured(&aside).portal().report(), @"");
    let german = measured(&hard).settings("languages: [de]\n");
    assert_snapshot!(german.portal().report(), @"content/portal.yaml:15:12 warning[theme-file] the theme has no texts of the interface in `de`");
}

#[test]
fn a_grade_that_is_none() {
    assert_snapshot!(Project::new().setting("title: Guidance,", "title: Guidance, reading_grade: 90,").check(), @r#"
    exit 1
    error[invalid-value]: 90 is not a grade
      --> content/portal.yaml:14:60
       |
    14 |   guidance: {kind: living, title: Guidance, reading_grade: 90, review_every: 12 months}
       |                                                            ^^
       |
    help: write a number from 1 to 20, such as 9

    1 error
    "#);
    assert_snapshot!(Project::new().setting("title: Guidance,", "title: Guidance, reading_grade: low,").check(), @r#"
    exit 1
    error[invalid-value]: `collections.guidance.reading_grade` should be a number, not text "low"
      --> content/portal.yaml:14:60
       |
    14 |   guidance: {kind: living, title: Guidance, reading_grade: low, review_every: 12 months}
       |                                                            ^^^
       |
    help: write the number alone, in digits and without quotes

    1 error
    "#);
}

#[test]
fn house_style() {
    let project = Project::new()
        .edit("content/guidance/start.md", "summary: Where to begin.", "summary: Please begin here.")
        .text("\n[Click\nhere](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.\n");
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[house-style]: “Please” is not our style: an instruction is clearer and shorter without it, and it makes a rule sound like a wish
     --> content/guidance/start.md:3:10
      |
    3 | summary: Please begin here.
      |          ^^^^^^^^^^^^^^^^^^
      |
    help: leave it out

    warning[vague-link-text]: the link text “Click here” does not say where it leads
      --> content/guidance/start.md:10:1
       |
    10 | [Click
       | ^^^^^^
       |
    help: name what the reader finds there, such as `[the account security standard](…)`

    warning[house-style]: “Click here” is not our style: nobody who reads by keyboard, by touch or by ear clicks, and a list of links does not show where it leads
      --> content/guidance/start.md:10:2
       |
    10 | [Click
       |  ^^^^^
       |
    help: let the words of the link say where it leads

    warning[house-style]: “e.g.” is not our style: Latin short forms are not known to everyone, and screen readers spell them out
      --> content/guidance/start.md:11:31
       |
    11 | here](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.
       |                               ^^^^
       |
    help: write “for example” or “such as”

    warning[house-style]: “via” is not our style: Latin short forms are not known to everyone, and screen readers spell them out
      --> content/guidance/start.md:11:38
       |
    11 | here](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.
       |                                      ^^^
       |
    help: write “by”, “through” or “with”

    warning[house-style]: “&” is not our style: the symbol slows readers down
      --> content/guidance/start.md:11:48
       |
    11 | here](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.
       |                                                ^
       |
    help: write “and”

    warning[house-style]: “don’t” is not our style: shortened negatives are misread, and read badly by people who learn English
      --> content/guidance/start.md:11:57
       |
    11 | here](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.
       |                                                         ^^^^^
       |
    help: write “do not”

    warning[house-style]: “!” is not our style: exclamation marks shout, and make nothing more important
      --> content/guidance/start.md:11:68
       |
    11 | here](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.
       |                                                                    ^
       |
    help: end the sentence with a full stop

    warning[house-style]: “two” is not our style: figures are found at a glance
      --> content/guidance/start.md:11:74
       |
    11 | here](../policies/conduct/) **e.g.** via Email & phone, don’t shout! The two of us.
       |                                                                          ^^^
       |
    help: write the figure

    9 warnings
    "#);
}

#[test]
fn house_style_on_the_law() {
    let project = Project::new().text(
        "\nYou have 30 days to answer an access request. GDPR says so.\n\n\
         Report every breach to {{ regulator }}.\n\n\
         | Was | Is |\n| --- | --- |\n| Action Fraud | the police |\n",
    );
    assert_snapshot!(project.settings("variables: {regulator: the ICO}\n").check(), @r#"
    exit 0
    warning[house-style]: “30 days to answer” gets the law wrong: 30 days is the limit to acknowledge a data protection complaint; the outcome has no fixed limit
      --> content/guidance/start.md:10:10
       |
    10 | You have 30 days to answer an access request. GDPR says so.
       |          ^^^^^^^^^^^^^^^^^
       |
    help: write “acknowledge within 30 days, and answer without undue delay”

    warning[house-style]: “GDPR” gets the law wrong: the law here is the UK GDPR, which is no longer that of the European Union
      --> content/guidance/start.md:10:47
       |
    10 | You have 30 days to answer an access request. GDPR says so.
       |                                               ^^^^
       |
    help: write “UK GDPR”

    warning[house-style]: “Report every breach” gets the law wrong: a breach that is unlikely to put people at risk is recorded, and need not be reported
      --> content/guidance/start.md:12:1
       |
    12 | Report every breach to {{ regulator }}.
       | ^^^^^^^^^^^^^^^^^^^
       |
    help: write “unless a risk to people is unlikely”, and that every breach is recorded

    warning[house-style]: “Action Fraud” gets the law wrong: Report Fraud took its place on 4 December 2025
      --> content/guidance/start.md:16:3
       |
    16 | | Action Fraud | the police |
       |   ^^^^^^^^^^^^
       |
    help: write “Report Fraud”, and “Police Scotland on 101” for Scotland

    4 warnings
    "#);
}

#[test]
fn house_style_passes_over_what_is_only_mentioned_or_denied() {
    let project = Project::new().text(
        "\nNever write \"click here\" or “please”.\n\n> Please write to us!\n\n`via` [the form](https://example.gov.uk/via/please!)\n\n\
         It is 1 month for an access request, not 30 days. The UK GDPR and the EU GDPR.\n\nAcknowledge a complaint within 30 days, \
         also one about a request.\n\nReport every breach to {{ please }}, unless a risk is unlikely.\n\n\
         Two of us. Cafes, studies, pie, oviate, naive, pleased.\n\n\
         | Was | Is |\n| --- | --- |\n| Action Fraud | Report Fraud |\n| Article 22 | since 2026, Articles 22A to 22D |\n",
    );
    let quiz = "title: Quiz\nsummary: A quiz.\nowner: team\nroles: [all-staff]\npass_mark: 80\nquestions:\n  - id: one\n    kind: true-false\n    ask: You have 30 days to answer an access request.\n    answer: false\n    why: It is 1 month.\n";
    let project = project.settings("variables: {please: the ICO}\n").file("content/quizzes/quiz.yaml", quiz);
    assert_snapshot!(project.portal().report(), @"");
}

#[test]
fn house_style_of_an_organisation() {
    let lines = "house_style:\n  - {avoid: end user, use: customer, why: we know whom we work for}\n  - {avoid: please, use: kindly}\n  - {avoid: synergy, why: nobody knows what it means}\n";
    let project = Project::new().settings(lines).text("\nPlease give the end user synergy.\n");
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[house-style]: “Please” is not our style
      --> content/guidance/start.md:10:1
       |
    10 | Please give the end user synergy.
       | ^^^^^^
       |
    help: write “kindly”

    warning[house-style]: “end user” is not our style: we know whom we work for
      --> content/guidance/start.md:10:17
       |
    10 | Please give the end user synergy.
       |                 ^^^^^^^^
       |
    help: write “customer”

    warning[house-style]: “synergy” is not our style: nobody knows what it means
      --> content/guidance/start.md:10:26
       |
    10 | Please give the end user synergy.
       |                          ^^^^^^^
       |
    help: leave it out

    3 warnings
    "#);
}

#[test]
fn invalid_lines_of_house_style() {
    let lines = "house_style:\n  - {use: customer}\n  - {avoid: \"?!\", use: nothing}\n  - {avoid: end user}\n  - {avoid: End User, use: customer}\n  - {avoid: user, use: end user}\n  - {avoid: word, usage: another}\n";
    assert_snapshot!(Project::new().settings(lines).check(), @r#"
    exit 1
    error[missing-key]: `avoid` is missing or empty
      --> content/portal.yaml:16:5
       |
    16 |   - {use: customer}
       |     ^^^^^^^^^^^^^^^
       |
    help: add a line `avoid: …`

    error[invalid-value]: `?!` has no letter and no digit
      --> content/portal.yaml:17:13
       |
    17 |   - {avoid: "?!", use: nothing}
       |             ^^^^
       |
    help: write a word or a few

    error[invalid-value]: nothing says what to write instead of `end user`
      --> content/portal.yaml:18:5
       |
    18 |   - {avoid: end user}
       |     ^^^^^^^^^^^^^^^^^
       |
    help: add `use`, or `why` where the words are better left out

    error[invalid-value]: `End User` is avoided already
      --> content/portal.yaml:19:13
       |
    19 |   - {avoid: End User, use: customer}
       |             ^^^^^^^^
       |
    help: keep one line of the two

    error[invalid-value]: `end user` has the words in it that are to be avoided
      --> content/portal.yaml:20:24
       |
    20 |   - {avoid: user, use: end user}
       |                        ^^^^^^^^
       |
    help: write words that can stand, or remove `use`

    error[invalid-value]: nothing says what to write instead of `word`
      --> content/portal.yaml:21:5
       |
    21 |   - {avoid: word, usage: another}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add `use`, or `why` where the words are better left out

    error[unknown-key]: `usage` is not a key that can stand here
      --> content/portal.yaml:21:19
       |
    21 |   - {avoid: word, usage: another}
       |                   ^^^^^
       |
    help: keys that can stand here: `avoid`, `use` and `why`

    7 errors
    "#);
}

#[test]
fn placeholder_text() {
    let project = Project::new()
        .text("\nCall [name of the team] TODO.\n\nLorem\nipsum, to be confirmed: see [them](https://www.example.com/), or www.example.com.\n")
        .file("content/policies/conduct/draft.md", "---\ntitle: Conduct\nsummary: How we behave.\nowner: team\nroles: [all-staff]\n---\n## Being kind {#being-kind}\n\nTBC\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[placeholder-text]: “[name of the team]” stands for words that are not written yet
      --> content/guidance/start.md:10:6
       |
    10 | Call [name of the team] TODO.
       |      ^^^^^^^^^^^^^^^^^^
       |
    help: write them, or take the sentence out until they are known

    error[placeholder-text]: “TODO” stands for words that are not written yet
      --> content/guidance/start.md:10:25
       |
    10 | Call [name of the team] TODO.
       |                         ^^^^
       |
    help: write them, or take the sentence out until they are known

    error[placeholder-text]: “Lorem ipsum” stands for words that are not written yet
      --> content/guidance/start.md:12:1
       |
    12 | Lorem
       | ^^^^^
       |
    help: write them, or take the sentence out until they are known

    error[placeholder-text]: “to be confirmed” stands for words that are not written yet
      --> content/guidance/start.md:13:8
       |
    13 | ipsum, to be confirmed: see [them](https://www.example.com/), or www.example.com.
       |        ^^^^^^^^^^^^^^^
       |
    help: write them, or take the sentence out until they are known

    error[placeholder-text]: “[them](https://www.example.com/)” stands for words that are not written yet
      --> content/guidance/start.md:13:29
       |
    13 | ipsum, to be confirmed: see [them](https://www.example.com/), or www.example.com.
       |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write them, or take the sentence out until they are known

    error[placeholder-text]: “example.com” stands for words that are not written yet
      --> content/guidance/start.md:13:70
       |
    13 | ipsum, to be confirmed: see [them](https://www.example.com/), or www.example.com.
       |                                                                      ^^^^^^^^^^^
       |
    help: write them, or take the sentence out until they are known

    warning[placeholder-text]: “TBC” stands for words that are not written yet
     --> content/policies/conduct/draft.md:9:1
      |
    9 | TBC
      | ^^^
      |
    help: write them, or take the sentence out until they are known

    6 errors, 1 warning
    "#);
}

#[test]
fn placeholder_text_of_a_new_entry_that_has_a_date() {
    let entry =
        "---\ndate: 2026-11-20\nkind: notice\ntitle: News\n---\nWhat changed and why, in a *few* plain\nsentences.\n";
    assert_snapshot!(Project::new().file("content/changelog/news.md", entry).check(), @r"
    exit 1
    error[placeholder-text]: “What changed and why, in a *few* plain sentences” stands for words that are not written yet
     --> content/changelog/news.md:6:1
      |
    6 | What changed and why, in a *few* plain
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write them, or take the sentence out until they are known

    1 error
    ");
}

#[test]
fn placeholder_text_in_titles_and_other_values() {
    let project = Project::new()
        .edit("content/guidance/start.md", "title: Start here", "title: Start [somewhere]")
        .edit("content/guidance/start.md", "summary: Where to begin.", "summary: >-\n  Where to begin, with TODO\n  and TBC.")
        .edit("content/index.md", "What applies here.", "Lorem ipsum.")
        .file("content/policies/conduct/draft.md", "---\ntitle: TBC\nsummary: How we behave.\nowner: team\nroles: [all-staff]\n---\n## Being kind {#being-kind}\n\nBe kind.\n")
        .edit("content/changelog/2026-03-02-conduct.md", "kind: new", "kind: new\ntitle: TBA\naction: {text: 'Ask [name]'}")
        .file("content/changelog/next.md", "---\nkind: editorial\ntitle: TODO\ndocuments: {policies/conduct: }\n---\nTBD\n")
        .file(
            "content/glossary.yaml",
            "terms:\n- 7\n- {term: FIXME, definition: Kind.}\n- {term: Rude, definition: Not kind; more to be confirmed.}\n\
             - {term: 'To do', definition: 'A list, “TODO”, in `TODO`.'}\n",
        )
        .file(
            "content/quizzes/kindness.yaml",
            "title: XXX\nsummary: Ask at www.example.com.\nroles: [all-staff]\nquestions:\n\
             - {id: first, kind: true-false, answer: true, ask: TODO, why: 'It says [why].'}\n",
        );
    let found = pointed_at(&project);
    let unwritten: Vec<&str> =
        found.iter().filter_map(|line| line.strip_suffix(" stands for words that are not written yet")).collect();
    assert_eq!(
        unwritten,
        [
            "TBA -> “TBA”",
            "'Ask [name]' -> “[name]”",
            "TODO -> “TODO”",
            "TBD -> “TBD”",
            "FIXME -> “FIXME”",
            "Not kind; more to be confirmed. -> “to be confirmed”",
            "Start [somewhere] -> “[somewhere]”",
            " -> “TBC”",
            " -> “TODO”",
            "Lorem ipsum. -> “Lorem ipsum”",
            "TBC -> “TBC”",
            "XXX -> “XXX”",
            "Ask at www.example.com. -> “example.com”",
            "TODO -> “TODO”",
            "'It says [why].' -> “[why]”",
        ]
    );
}

#[test]
fn placeholder_text_passes_over_scripts_code_and_what_is_mentioned() {
    let project = Project::new().settings("variables: {form: \"https://www.example.com/form\"}\n").text(
        "\n> We found [facts].\n\nWrite \"TODO\" nowhere. `TBC` [the form]({{form}}), case [2020] UKSC 12, todo, [sic], \
         [a link][start].\n\n- [ ] done\n\n[start]: start.md\n",
    );
    assert_snapshot!(project.portal().report(), @"");
}
