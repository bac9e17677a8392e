//! Tables: columns and rows that belong together, and the words of each cell.

use super::align::{ALIKE_IN_PLACE, ALIKE_MOVED, Step, alike_pairs, anchors, equal_pairs, fill, in_order, steps};
use super::bags::Bag;
use super::blocks::{Comparison, EXCERPT, Unmatched, bagged, is, marks};
use super::change::{Column, Moved, Row, Run, Side, TableChange};
use super::text::{Inline, Table};
use super::words::compare_words;

/// A place in a sequence: in the earlier table, in the later one, or in both.
type Place = (Option<usize>, Option<usize>);

/// Compares two tables cell by cell.
pub(super) fn compare_tables(comparison: &mut Comparison, before: &Table, after: &Table) -> TableChange {
    let columns = columns(comparison, before, after);
    let [old, new] = [before, after].map(|table| table.rows.get(1..).unwrap_or_default());
    let head = before.rows.first().zip(after.rows.first()).map(|(old, new)| Row::Cells {
        side: Side::Both,
        moved: None,
        cells: cells(&columns, Some(old), Some(new)),
    });
    let mut rows: Vec<Row> = head.into_iter().collect();
    rows.extend(body(comparison, &columns, old, new));
    let alignment = |table: &Table, at: Option<usize>| at.and_then(|at| table.columns.get(at)).copied();
    let columns = columns.iter().map(|(i, j)| Column {
        side: side(*i, *j),
        alignment: (alignment(before, *i).unwrap_or_default(), alignment(after, *j).unwrap_or_default()),
    });
    TableChange { columns: columns.collect(), rows }
}

fn side(before: Option<usize>, after: Option<usize>) -> Side {
    match (before, after) {
        (_, None) => Side::Before,
        (None, _) => Side::After,
        _ => Side::Both,
    }
}

/// Columns belong together by the words of their heads, else by those of all their cells.
fn columns(comparison: &mut Comparison, before: &Table, after: &Table) -> Vec<Place> {
    let empty = Vec::new();
    let [old, new] = [before, after].map(|table| table.rows.first().unwrap_or(&empty));
    let bags = [before, after].map(|table| -> Vec<Bag> {
        let bag = |column: usize| {
            Bag::of(|f| {
                let cells = table.rows.iter().filter_map(|row| row.get(column));
                cells.flat_map(Inline::pieces).for_each(|piece| f(&piece.text));
            })
        };
        (0..table.columns.len()).map(bag).collect()
    });
    let lengths = (before.columns.len(), after.columns.len());
    let anchors = anchors(old, new);
    let kept = fill(&anchors, lengths, (&|_| false, &|_| false), &mut |i, j| {
        let pair = bags[0].get(i).zip(bags[1].get(j));
        pair.map_or(0, |(one, other)| comparison.work.likeness(one, other, ALIKE_IN_PLACE))
    });
    steps(&kept, lengths).into_iter().map(place).collect()
}

fn place(step: Step) -> Place {
    match step {
        Step::Pair(i, j) => (Some(i), Some(j)),
        Step::Removed(i) => (Some(i), None),
        Step::Added(j) => (None, Some(j)),
    }
}

fn body(comparison: &mut Comparison, columns: &[Place], before: &[Vec<Inline>], after: &[Vec<Inline>]) -> Vec<Row> {
    let lengths = (before.len(), after.len());
    let anchors = anchors(before, after);
    let unmatched = Unmatched::of(&anchors, lengths);
    let moves = equal_pairs(
        unmatched.before.iter().filter_map(|i| Some((*i, before.get(*i)?))),
        unmatched.after.iter().filter_map(|j| Some((*j, after.get(*j)?))),
    );
    let gone = marks(lengths.0, moves.iter().map(|(i, _)| *i));
    let new = marks(lengths.1, moves.iter().map(|(_, j)| *j));
    let bags = [before, after].map(|rows| rows.iter().map(|row| bag(row)).collect::<Vec<Bag>>());
    let work = &mut comparison.work;
    let mut pairs = fill(&anchors, lengths, (&|i| is(&gone, i), &|j| is(&new, j)), &mut |i, j| {
        let (Some(old), Some(new), Some(bag), Some(new_bag)) =
            (before.get(i), after.get(j), bags[0].get(i), bags[1].get(j))
        else {
            return 0;
        };
        // A row that keeps its first cell is the same row, whatever the others say.
        let known = old.first().is_some_and(|first| !first.is_empty() && Some(first) == new.first());
        work.likeness(bag, new_bag, ALIKE_IN_PLACE) + if known { 1000 } else { 0 }
    });
    pairs.extend(moves);
    let left = Unmatched::of(&pairs, lengths);
    let (removed, added) = (bagged(&left.before, &bags[0], 0), bagged(&left.after, &bags[1], 0));
    pairs.extend(alike_pairs(&removed, &added, ALIKE_MOVED, &|_, _| true, &mut comparison.work));
    let (kept, moves) = in_order(pairs);
    assemble(comparison, columns, &steps(&kept, lengths), (before, after), &moves)
}

fn assemble(
    comparison: &mut Comparison,
    columns: &[Place],
    steps: &[Step],
    (before, after): (&[Vec<Inline>], &[Vec<Inline>]),
    moves: &[(usize, usize)],
) -> Vec<Row> {
    let mut away: Vec<Option<usize>> = vec![None; before.len()];
    let mut here: Vec<Option<(usize, usize)>> = vec![None; after.len()];
    for (i, j) in moves {
        let excerpt = after.get(*j).map(|row| excerpt(row)).unwrap_or_default();
        let number = comparison.moved(Moved::Row, excerpt);
        if let (Some(away), Some(here)) = (away.get_mut(*i), here.get_mut(*j)) {
            (*away, *here) = (Some(number), Some((number, *i)));
        }
    }
    let row = |side, moved, i: Option<usize>, j: Option<usize>| Row::Cells {
        side,
        moved,
        cells: cells(columns, i.and_then(|i| before.get(i)), j.and_then(|j| after.get(j))),
    };
    let rows = steps.iter().map(|step| match *step {
        Step::Pair(i, j) => row(Side::Both, None, Some(i), Some(j)),
        Step::Removed(i) => match away.get(i).copied().flatten() {
            Some(number) => Row::MovedAway(number),
            None => row(Side::Before, None, Some(i), None),
        },
        Step::Added(j) => match here.get(j).copied().flatten() {
            Some((number, i)) => row(Side::Both, Some(number), Some(i), Some(j)),
            None => row(Side::After, None, None, Some(j)),
        },
    });
    rows.collect()
}

fn cells(columns: &[Place], before: Option<&Vec<Inline>>, after: Option<&Vec<Inline>>) -> Vec<Vec<Run>> {
    let empty = Inline::default();
    let cell = |row: Option<&Vec<Inline>>, at: Option<usize>| row.zip(at).and_then(|(row, at)| row.get(at).cloned());
    let compare = |(i, j): &Place| {
        let (old, new) = (cell(before, *i), cell(after, *j));
        compare_words(old.as_ref().unwrap_or(&empty), new.as_ref().unwrap_or(&empty))
    };
    columns.iter().map(compare).collect()
}

fn bag(row: &[Inline]) -> Bag {
    Bag::of(|f| row.iter().flat_map(Inline::pieces).for_each(|piece| f(&piece.text)))
}

fn excerpt(row: &[Inline]) -> String {
    let cells: Vec<String> = row.iter().map(Inline::plain).collect();
    super::text::shorten(&cells.join(" "), EXCERPT)
}
