//! Words: what was added, removed or formatted anew in a line.

use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Interner};

use super::change::Run;
use super::text::{Inline, Object, Piece};
use super::window::Window;
use super::word_bounds::each_word_end;

/// Lines with more words and signs than this on both sides together are compared only at their beginnings and ends:
/// what lies between is shown as replaced.
pub const MOST_WORDS: usize = 200_000;

/// An equal passage of at most this many words between two changes may be taken into them.
const LONGEST_CHAFF: usize = 6;

/// Compares two lines word by word.
#[must_use]
pub fn compare_words(before: &Inline, after: &Inline) -> Vec<Run> {
    if before == after {
        return if after.is_empty() { Vec::new() } else { vec![Run::Same(after.clone())] };
    }
    match (before.is_empty(), after.is_empty()) {
        (true, _) => return vec![Run::Added(after.clone())],
        (_, true) => return vec![Run::Removed(before.clone())],
        _ => {}
    }
    let found = compare_in(before, after, &Window::around(before, after));
    found.or_else(|| compare_in(before, after, &Window::default())).unwrap_or_default()
}

/// Compares what lies in a window. `None` if what is outside might matter.
fn compare_in(before: &Inline, after: &Inline, window: &Window) -> Option<Vec<Run>> {
    let (old_text, new_text) = (before.text(), after.text());
    let (old, new) = (Tokens::of(before, &old_text, window), Tokens::of(after, &new_text, window));
    let mut hunks = hunks(&old.keys, &new.keys, MOST_WORDS);
    slide(&mut hunks, &old, &new, window)?;
    let hunks = without_chaff(hunks, &old);
    Some(runs((before, &old), (after, &new), &hunks, window))
}

/// The places at which two sequences differ. Beyond `limit` elements only the same beginning and end are looked for.
pub(super) fn hunks<T: Hash + Eq>(before: &[T], after: &[T], limit: usize) -> Vec<Hunk> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let rest = before.iter().skip(start).rev().zip(after.iter().skip(start).rev());
    let end = rest.take_while(|(one, other)| one == other).count();
    let (old, new) = (start..before.len() - end, start..after.len() - end);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.is_empty() || new.is_empty() || old.len() + new.len() > limit {
        return vec![hunk(&old, &new)];
    }
    let interner = Interner::new(old.len() + new.len());
    let mut input = InternedInput { before: Vec::new(), after: Vec::new(), interner };
    input.update_before(before.get(old).unwrap_or_default().iter());
    input.update_after(after.get(new).unwrap_or_default().iter());
    let offset = u32::try_from(start).unwrap_or(u32::MAX);
    let moved = |range: Range<u32>| range.start + offset..range.end + offset;
    let diff = Diff::compute(Algorithm::Histogram, &input);
    diff.hunks().map(|hunk| Hunk { before: moved(hunk.before), after: moved(hunk.after) }).collect()
}

fn hunk(before: &Range<usize>, after: &Range<usize>) -> Hunk {
    let short = |range: &Range<usize>| {
        u32::try_from(range.start).unwrap_or(u32::MAX)..u32::try_from(range.end).unwrap_or(u32::MAX)
    };
    Hunk { before: short(before), after: short(after) }
}

/// What is compared: a word or a sign with the blank before it, or an object.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Text(&'a str),
    Object(&'a Object),
}

/// The words of a line in a window. Formatting does not divide them.
struct Tokens<'a> {
    text: &'a str,
    /// Where the first begins in `text`.
    first: usize,
    keys: Vec<Key<'a>>,
    /// The end of each in `text`.
    ends: Vec<usize>,
}

impl<'a> Tokens<'a> {
    /// Those of a line with this text.
    fn of(inline: &'a Inline, text: &'a str, window: &Window) -> Self {
        let first = window.before;
        // A word and the blank before it are rarely shorter.
        let room = (text.len() - first - window.after) / 4;
        let mut tokens = Self { text, first, keys: Vec::with_capacity(room), ends: Vec::with_capacity(room) };
        let mut start = first;
        let mut end = 0;
        for piece in inline.pieces() {
            if let Some(object) = &piece.object {
                tokens.words(start..end);
                start = end + piece.text.len();
                tokens.ends.push(start);
                tokens.keys.push(Key::Object(object));
            }
            end += piece.text.len();
        }
        tokens.words(start..end - window.after);
        tokens
    }

    fn words(&mut self, range: Range<usize>) {
        let (from, text) = (range.start, self.text.get(range).unwrap_or_default());
        let mut start = 0;
        let mut blank = false;
        let mut push = |end: usize| {
            self.keys.push(Key::Text(text.get(start..end).unwrap_or_default()));
            self.ends.push(from + end);
            start = end;
        };
        each_word_end(text, &mut |end, is_blank| {
            blank = is_blank;
            if !is_blank {
                push(end);
            }
        });
        if blank {
            push(text.len());
        }
    }

    /// Where a word begins in the text: at the end of the one before.
    fn start(&self, index: usize) -> usize {
        index.checked_sub(1).and_then(|index| self.ends.get(index)).copied().unwrap_or(self.first)
    }

    fn bytes(&self, range: &Range<u32>) -> usize {
        self.start(range.end as usize) - self.start(range.start as usize)
    }

    /// True where a sentence ends before a word.
    fn after_sentence(&self, index: usize) -> bool {
        let before = self.text.get(..self.start(index)).unwrap_or_default();
        before.is_empty() || before.ends_with(['.', '!', '?', ':', ';'])
    }
}

/// Where the same words could be taken for added (or removed) at several places, whole sentences are easier to read.
/// `None` if they could be so outside the window.
fn slide(hunks: &mut [Hunk], old: &Tokens<'_>, new: &Tokens<'_>, window: &Window) -> Option<()> {
    let last = hunks.len().saturating_sub(1);
    for index in 0..hunks.len() {
        let before_it = index.checked_sub(1).and_then(|index| hunks.get(index)).cloned().unwrap_or_default();
        let ends = hunk(&(0..old.ends.len()), &(0..new.ends.len()));
        let after_it = hunks
            .get(index + 1)
            .map_or((ends.before.end, ends.after.end), |next| (next.before.start, next.after.start));
        let hunk = hunks.get_mut(index)?;
        let (tokens, range, lowest, highest) = if hunk.before.is_empty() {
            (new, hunk.after.clone(), before_it.after.end, after_it.1)
        } else if hunk.after.is_empty() {
            (old, hunk.before.clone(), before_it.before.end, after_it.0)
        } else {
            continue;
        };
        if range.is_empty() {
            continue;
        }
        let edges = (index == 0 && window.before > 0, index == last && window.after > 0);
        let by = best_slide(tokens, &range, (lowest, highest), edges)?;
        let moved = |range: &Range<u32>| {
            let moved = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(at);
            moved(range.start)..moved(range.end)
        };
        *hunk = Hunk { before: moved(&hunk.before), after: moved(&hunk.after) };
    }
    Some(())
}

/// How far to move a range of words that may lie between two places. `edges` tells of each whether there are more words
/// behind it: `None` if that is reached.
fn best_slide(
    tokens: &Tokens<'_>,
    range: &Range<u32>,
    (lowest, highest): (u32, u32),
    edges: (bool, bool),
) -> Option<i64> {
    let key = |index: u32| tokens.keys.get(index as usize);
    let mut best = None;
    let mut consider = |by: i64, start: u32| {
        if best.is_none() && tokens.after_sentence(start as usize) {
            best = Some(by);
        }
    };
    consider(0, range.start);
    let (mut start, mut end, mut by) = (range.start, range.end, 0_i64);
    // One word of room is left on either side, so that two changes never touch.
    while start > lowest + 1 && key(start - 1) == key(end - 1) {
        (start, end, by) = (start - 1, end - 1, by - 1);
        consider(by, start);
    }
    if edges.0 && start <= lowest + 1 {
        return None;
    }
    (start, end, by) = (range.start, range.end, 0);
    while end + 1 < highest && key(start) == key(end) {
        (start, end, by) = (start + 1, end + 1, by + 1);
        consider(by, start);
    }
    if edges.1 && end + 1 >= highest {
        return None;
    }
    Some(best.unwrap_or(0))
}

/// Takes short equal passages between changes into them: a sentence that was written anew is easier to read whole than
/// with `the` and `of` picked out of it. A passage goes if it is no longer than what changed on either side of it.
fn without_chaff(hunks: Vec<Hunk>, old: &Tokens<'_>) -> Vec<Hunk> {
    let size = |hunk: &Hunk| hunk.before.len().max(hunk.after.len());
    let mut kept: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for mut next in hunks {
        while let Some(last) = kept.last() {
            let gap = last.before.end..next.before.start;
            let one_sided =
                last.before.is_empty() && next.before.is_empty() || last.after.is_empty() && next.after.is_empty();
            let short = gap.len() <= LONGEST_CHAFF && gap.len() <= size(last).min(size(&next));
            // A single long word that stayed is worth seeing.
            let light = old.bytes(&gap) <= 8 * size(last).min(size(&next));
            if one_sided || !short || !light {
                break;
            }
            next = Hunk { before: last.before.start..next.before.end, after: last.after.start..next.after.end };
            kept.pop();
        }
        kept.push(next);
    }
    kept
}

fn runs(
    (before, old): (&Inline, &Tokens<'_>),
    (after, new): (&Inline, &Tokens<'_>),
    hunks: &[Hunk],
    window: &Window,
) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut from, mut to) = (Cutter::new(before), Cutter::new(after));
    add_same(&mut runs, from.take(window.before), to.take(window.before));
    let mut at = (0, 0);
    let end = hunk(&(old.ends.len()..old.ends.len()), &(new.ends.len()..new.ends.len()));
    for hunk in hunks.iter().chain([&end]) {
        same(&mut runs, (&mut from, &mut to), new, at.1..hunk.after.start);
        at = (hunk.before.end, hunk.after.end);
        let removed = from.take(old.bytes(&hunk.before));
        let added = to.take(new.bytes(&hunk.after));
        if !removed.is_empty() {
            runs.push(Run::Removed(removed));
        }
        if !added.is_empty() {
            runs.push(Run::Added(added));
        }
    }
    add_same(&mut runs, from.take(window.after), to.take(window.after));
    runs
}

/// Adds words that are the same in both lines, in pieces by whether their formatting is the same too.
fn same(runs: &mut Vec<Run>, (from, to): (&mut Cutter<'_>, &mut Cutter<'_>), new: &Tokens<'_>, range: Range<u32>) {
    let mut range = range;
    while let Some(index) = range.next() {
        let mut length = new.bytes(&(index..index + 1));
        // Whole words of one formatting on either side are taken together.
        let room = from.room().min(to.room());
        while let Some(next) = range.clone().next() {
            let longer = length + new.bytes(&(next..next + 1));
            if longer > room {
                break;
            }
            length = longer;
            range.next();
        }
        add_same(runs, from.take(length), to.take(length));
    }
}

/// Adds the same words as both lines format them.
fn add_same(runs: &mut Vec<Run>, before: Inline, after: Inline) {
    if after.is_empty() {
        return;
    }
    match (runs.last_mut(), before == after) {
        (Some(Run::Same(words)), true) => words.append(&after),
        (Some(Run::Restyled { before: old, after: new }), false) => {
            old.append(&before);
            new.append(&after);
        }
        (_, true) => runs.push(Run::Same(after)),
        (_, false) => runs.push(Run::Restyled { before, after }),
    }
}

/// Cuts a line from its beginning.
struct Cutter<'a> {
    pieces: &'a [Piece],
    /// How much of the first piece is cut off already.
    inside: usize,
}

impl<'a> Cutter<'a> {
    fn new(inline: &'a Inline) -> Self {
        Self { pieces: inline.pieces(), inside: 0 }
    }

    /// How much is left of the piece that is being cut.
    fn room(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.text.len() - self.inside)
    }

    fn take(&mut self, mut bytes: usize) -> Inline {
        let mut taken = Inline::default();
        while bytes > 0
            && let Some((first, rest)) = self.pieces.split_first()
        {
            let left = first.text.get(self.inside..).unwrap_or_default();
            let part = left.get(..bytes.min(left.len())).unwrap_or_default();
            taken.push(part, &first.marks, first.object.as_ref());
            bytes -= part.len().min(bytes);
            self.inside += part.len();
            if self.inside >= first.text.len() || part.is_empty() {
                (self.pieces, self.inside) = (rest, 0);
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::Formatting;
    use super::*;

    /// Words of which many are the same, so that changes can be shown at several places, near and far.
    fn words(most: usize) -> impl Strategy<Value = String> {
        let part = prop_oneof![any_words(most), (0..most).prop_map(|times| vec!["a"; times].join(" "))];
        proptest::collection::vec(part, 1..3).prop_map(|parts| parts.join(" "))
    }

    fn any_words(most: usize) -> impl Strategy<Value = String> {
        let words =
            ["the", "rule", "the rule", "says so.", "a", "b", "—", "\u{301}", "", "’s", "日本", "Keep it.", "4.2"];
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..most).prop_map(|words| words.join(" "))
    }

    fn line(text: &str) -> Inline {
        let mut line = Inline::default();
        line.push(text, &Formatting::default(), None);
        line
    }

    /// A change at the beginning or at the end of many words that are the same.
    #[test]
    fn a_change_is_shown_where_a_sentence_begins_however_far_that_is() {
        let many = "a ".repeat(100);
        // A sentence with more words than stay inside a window, of which there is one more behind another change.
        let long: String = (0..40).map(|n| format!("w{n} ")).chain(["end. ".to_owned()]).collect();
        for (before, after) in [
            (format!("x q {long}{long}z"), format!("y q {long}{long}{long}z")),
            (format!("It is so. {many}rule"), format!("It is so. {many}a rule")),
            (format!("One rule {many}is. So."), format!("One rule a {many}is. So.")),
            (format!("One rule {many}. {many}is."), format!("One rule {many}. a {many}is.")),
            (format!("{many}b"), format!("{many}a b")),
            (format!("b {many}"), format!("b {many}a ")),
        ] {
            let (before, after) = (line(&before), line(&after));
            let whole = compare_in(&before, &after, &Window::default());
            assert_eq!(Some(compare_words(&before, &after)), whole);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_the_same_at_both_ends_need_not_be_looked_at(
            start in words(60), old in words(6), new in words(6), end in words(60), joint in "[ x]?"
        ) {
            let (before, after) = (line(&format!("{start}{joint}{old} {end}")), line(&format!("{start}{joint}{new} {end}")));
            prop_assume!(before != after && !before.is_empty() && !after.is_empty());
            let whole = compare_in(&before, &after, &Window::default());
            prop_assert_eq!(Some(compare_words(&before, &after)), whole);
        }
    }
}
