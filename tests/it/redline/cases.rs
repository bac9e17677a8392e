//! What a redline makes of the changes that authors make.

use vellum::redline::{Block, Difference, Entry, Node, Redline, Run, Side, State, Summary};

use super::redline;

/// The clauses of a redline, one a line: what happened to each, its numbers and its heading.
fn outline(redline: &Redline) -> Vec<String> {
    let line = |clause: &&vellum::redline::ClauseChange| {
        let number = |heading: &Option<vellum::redline::Heading>| {
            heading.as_ref().map_or_else(|| "-".to_owned(), |heading| heading.number.to_string())
        };
        let moved = if clause.moved.is_some() { " moved" } else { "" };
        let title = clause.heading().map(|heading| heading.text.plain()).unwrap_or_default();
        format!("{:?}{moved} {}>{} {title}", clause.state(), number(&clause.before), number(&clause.after))
    };
    redline.each_clause().iter().map(line).collect()
}

/// The first clause's blocks, in the notation of `wdiff`.
fn marked(redline: &Redline) -> String {
    let Some(Entry::Clause(clause)) = redline.clauses.first() else { panic!("there is no clause") };
    clause.nodes.iter().map(node).collect::<Vec<_>>().join("\n")
}

fn node(node: &Node) -> String {
    let plain = |block: &Block| block.excerpt(200);
    let moved = |content: &Node| match content {
        Node::Same(block) => plain(block),
        content => self::node(content),
    };
    match node {
        Node::Same(block) => plain(block),
        Node::Added(block) => format!("{{+{}+}}", plain(block)),
        Node::Removed(block) => format!("[-{}-]", plain(block)),
        Node::MovedHere(number, content) => format!("{number}< {}", moved(content)),
        Node::MovedAway(number) => format!("{number}>"),
        Node::Changed(Difference::Text(_, runs)) => line(runs),
        Node::Changed(Difference::Group(_, nodes)) => nodes.iter().map(self::node).collect::<Vec<_>>().join("\n"),
        Node::Changed(other) => format!("{other:?}"),
    }
}

fn line(runs: &[Run]) -> String {
    let run = |run: &Run| match run {
        Run::Same(words) => words.plain(),
        Run::Added(words) => format!("{{+{}+}}", words.plain()),
        Run::Removed(words) => format!("[-{}-]", words.plain()),
        Run::Restyled { after, .. } => format!("~{}~", after.plain()),
    };
    runs.iter().map(run).collect()
}

#[track_caller]
fn check_words(before: &str, after: &str, expected: &str) {
    let (_, _, redline) = redline(&format!("{before}\n"), &format!("{after}\n"));
    assert_eq!(marked(&redline), expected);
}

#[track_caller]
fn check_clauses(before: &str, after: &str, expected: &[&str]) {
    let (_, _, redline) = redline(before, after);
    assert_eq!(outline(&redline), expected);
}

#[test]
fn words_are_compared_one_by_one() {
    check_words(
        "Ask for consent before you post, and keep a record of it.",
        "Ask for written consent before you post, and keep the record of it.",
        "Ask for{+ written+} consent before you post, and keep[- a-]{+ the+} record of it.",
    );
}

#[test]
fn a_sentence_more_is_marked_as_a_whole() {
    check_words(
        "It is 2%. These are amounts.",
        "It is 2%. Fines reach the same levels. These are amounts.",
        "It is 2%.{+ Fines reach the same levels.+} These are amounts.",
    );
}

#[test]
fn a_sentence_written_anew_is_not_picked_to_pieces() {
    check_words(
        "Staff may use their own phones for the work of the team, if the manager agrees. Keep each password safe, and change it at once if anybody else may know it.",
        "Nobody uses a private telephone for us, whatever the reason of the day might be. Keep each password safe, and change it at once if anybody else may know it.",
        "[-Staff may use their own phones for the work of the team, if the manager agrees-]\
         {+Nobody uses a private telephone for us, whatever the reason of the day might be+}. Keep each password safe, and change it at once if anybody else may know it.",
    );
}

#[test]
fn other_formatting_and_other_links_are_noticed() {
    check_words(
        "See **this** and [that](https://a.example/) now, please, all of you.",
        "See this and [that](https://b.example/) now, please, all of you.",
        "See~ this~ and~ that~ now, please, all of you.",
    );
}

#[test]
fn lines_that_were_only_wrapped_anew_are_the_same() {
    let (_, _, redline) = redline("One two\nthree   four.\n", "One\ntwo three four.\n");
    assert!(redline.is_same(), "{redline:#?}");
}

#[test]
fn two_ways_to_write_one_link_are_the_same() {
    let (_, _, redline) = redline(
        "[Start](../../guidance/start.md) and {{ organisation }}.\n",
        "[Start](./../../guidance/start.md) and Example.\n",
    );
    assert!(redline.is_same(), "{redline:#?}");
}

#[test]
fn clauses_are_paired_by_id_and_by_likeness_where_the_id_changed() {
    check_clauses(
        "## One {#one}\n\nText of the first clause, which stays.\n\n## Two {#two}\n\nWords.\n",
        "## First {#first}\n\nText of the first clause, which stays.\n\n## Another title {#two}\n\nOther things.\n",
        &["Changed 1>1 First", "Changed 2>2 Another title"],
    );
}

#[test]
fn a_clause_that_moved_is_not_removed_and_added() {
    check_clauses(
        "## A {#a}\n\n### B {#b}\n\nWhat B says.\n\n## C {#c}\n\nWhat C says.\n\n## D {#d}\n\nWhat D says.\n",
        "## A {#a}\n\n## D {#d}\n\nWhat D says.\n\n## C {#c}\n\nWhat C says.\n\n### B {#b}\n\nWhat B says now.\n",
        &["Same 1>1 A", "Same 3>2 D", "Same moved 2>3 C", "Changed moved 1.1>3.1 B"],
    );
}

#[test]
fn a_clause_that_takes_its_own_parent_below_it() {
    let (old, new, redline) = redline("## A {#a}\n\n### B {#b}\n", "## B {#b}\n\n### A {#a}\n");
    assert_eq!(redline.before(), old);
    assert_eq!(redline.after(), new);
    assert_eq!(redline.summary().moved, 2);
}

#[test]
fn clauses_are_counted() {
    let (_, _, redline) = redline(
        "## A {#a}\n\nOne two three.\n\n## B {#b}\n\nGone.\n\n## C {#c}\n\nSame.\n",
        "## N {#n}\n\nNew words.\n\n## A {#a}\n\nOne three.\n\n## C {#c}\n\nSame.\n",
    );
    let expected = Summary {
        changed: 1,
        added: 1,
        removed: 1,
        unchanged: 1,
        words_added: 3,
        words_removed: 3,
        ..Summary::default()
    };
    assert_eq!(redline.summary(), expected);
    let state = |side: Side| {
        redline
            .each_clause()
            .iter()
            .filter(|clause| clause.side == side)
            .map(|clause| clause.state())
            .collect::<Vec<_>>()
    };
    assert_eq!(state(Side::Before), [State::Removed]);
}

#[test]
fn the_fewest_items_move() {
    check_words(
        "- the date on which you were asked\n- the name\n- any gift\n- who was there",
        "- any gift\n- the date and time on which you were asked\n- the name\n- who was there",
        "0< any gift\nthe date{+ and time+} on which you were asked\nthe name\n0>\nwho was there",
    );
}

#[test]
fn a_paragraph_that_moved_to_another_clause_is_told_at_both_places() {
    let (_, _, redline) = redline(
        "## A {#a}\n\nTell the team about each mistake on the same day.\n\n## B {#b}\n\nWords.\n",
        "## A {#a}\n\n## B {#b}\n\nWords.\n\nTell the team about each mistake on the same working day.\n",
    );
    let nodes: Vec<Vec<String>> =
        redline.each_clause().iter().map(|clause| clause.nodes.iter().map(node).collect()).collect();
    assert_eq!(nodes, [vec!["0>"], vec!["Words.", "0< Tell the team about each mistake on the same{+ working+} day."]]);
    let [moved] = &redline.moves[..] else { panic!("{:?}", redline.moves) };
    assert_eq!(moved.from.as_ref().unwrap().id.as_str(), "a");
    assert_eq!(moved.to.as_ref().unwrap().id.as_str(), "b");
}

#[test]
fn rows_and_columns_are_aligned() {
    let (_, _, redline) = redline(
        "| Level | Who |\n| --- | --- |\n| low | anyone |\n| high | the head |\n",
        "| Level | When | Who |\n| --- | --- | --- |\n| none | never | nobody |\n| low | always | anybody |\n| high | soon | the head |\n",
    );
    let Some(Entry::Clause(clause)) = redline.clauses.first() else { panic!() };
    let [Node::Changed(Difference::Table(table))] = &clause.nodes[..] else { panic!("{:#?}", clause.nodes) };
    let sides: Vec<Side> = table.columns.iter().map(|column| column.side).collect();
    assert_eq!(sides, [Side::Both, Side::After, Side::Both]);
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| match row {
            vellum::redline::Row::Cells { side, cells, .. } => {
                format!("{side:?} {}", cells.iter().map(|cell| line(cell)).collect::<Vec<_>>().join(" | "))
            }
            row => format!("{row:?}"),
        })
        .collect();
    assert_eq!(
        rows,
        [
            "Both Level | {+When+} | Who",
            "After {+none+} | {+never+} | {+nobody+}",
            "Both low | {+always+} | [-anyone-]{+anybody+}",
            "Both high | {+soon+} | the head",
        ]
    );
}

#[test]
fn clauses_for_others_are_left_out() {
    let (_, _, redline) = redline(
        "## A {#a}\n\n## W {#w applies-to=wales}\n\nNobody sees this.\n",
        "## A {#a}\n\n## W {#w applies-to=wales}\n\nNobody sees that.\n",
    );
    assert!(redline.is_same(), "{redline:#?}");
}
