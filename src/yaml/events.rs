//! The nodes of a YAML text with the bytes that they take up.

use saphyr_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;

/// The byte order mark, which may stand before a text and is no part of it.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The events of a text up to its end or to its first syntax error, each with its bytes.
///
/// A node is known by the index of its first event.
pub(super) struct Events<'t> {
    text: &'t str,
    list: Vec<(Event<'t>, Range<usize>)>,
    /// For each event that begins a node, the event after the node; `None` where the text breaks off before.
    after: Vec<Option<usize>>,
}

impl<'t> Events<'t> {
    /// Scans `text`, without a byte order mark before it. The parser counts in characters, which is
    /// turned into bytes here.
    pub(super) fn new(text: &'t str) -> Self {
        let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let skipped = text.len() - body.len();
        let starts: Vec<usize> = body.char_indices().map(|(at, _)| at + skipped).collect();
        let byte = |index: usize| starts.get(index).copied().unwrap_or(text.len());
        let list: Vec<_> = Parser::new_from_str(body)
            .map_while(Result::ok)
            .map(|(event, span)| {
                let start = byte(span.start.index());
                let end = match &event {
                    // The parser may stretch a value that is not written to the next token.
                    Event::Scalar(text, ScalarStyle::Plain, 0, None) if text.is_empty() => start,
                    _ => byte(span.end.index()).max(start),
                };
                (event, start..end)
            })
            .collect();
        let after = ends(&list);
        Self { text, list, after }
    }

    /// The root node of the first document.
    pub(super) fn root(&self) -> Option<usize> {
        let is_start = |(event, _): &(Event<'_>, _)| matches!(event, Event::DocumentStart(_));
        Some(self.list.iter().position(is_start)? + 1)
    }

    /// Where the second document starts.
    pub(super) fn second_document(&self) -> Option<usize> {
        let mut starts = (self.list.iter())
            .filter(|(event, _)| matches!(event, Event::DocumentStart(_)))
            .map(|(_, range)| range.start);
        starts.nth(1)
    }

    /// The pairs of the mapping at `node`, as key node and value node; none if it is no mapping.
    pub(super) fn pairs(&self, node: usize) -> impl Iterator<Item = (usize, usize)> {
        let is_mapping = matches!(self.event(node), Some(Event::MappingStart(..)));
        let mut children = self.children(node).take_while(move |_| is_mapping);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The items of the list at `node`; none if it is no list.
    pub(super) fn items(&self, node: usize) -> impl Iterator<Item = usize> {
        let is_list = matches!(self.event(node), Some(Event::SequenceStart(..)));
        self.children(node).take_while(move |_| is_list)
    }

    /// The node that an alias stands for; any other node itself.
    pub(super) fn resolve(&self, node: usize) -> usize {
        let Some(Event::Alias(wanted)) = self.event(node) else {
            return node;
        };
        let is_wanted = |(event, _): &(Event<'_>, _)| match event {
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                anchor == wanted
            }
            _ => false,
        };
        self.list.iter().position(is_wanted).unwrap_or(node)
    }

    /// The text of the scalar at `node`, and whether it is written without quotes.
    pub(super) fn scalar(&self, node: usize) -> Option<(&str, bool)> {
        match self.event(node)? {
            Event::Scalar(text, style, ..) => Some((text, *style == ScalarStyle::Plain)),
            _ => None,
        }
    }

    /// The bytes of a node, without white space at its end; empty if nothing is written there.
    pub(super) fn range(&self, node: usize) -> Option<Range<usize>> {
        let (event, first) = self.list.get(node)?;
        let range = match event {
            Event::SequenceStart(..) => self.list_start(first.start)..self.end(node),
            Event::MappingStart(..) => first.start..self.end(node),
            _ => first.clone(),
        };
        let written = self.text.get(range.clone())?.trim_end();
        Some(range.start..range.start + written.len())
    }

    /// Where a list starts. The parser puts a list that is not indented below its key after the
    /// first dash.
    fn list_start(&self, start: usize) -> usize {
        let (before, rest) = self.text.split_at(start);
        let after_dash = rest.strip_prefix('-').map(|rest| rest.chars().next());
        let is_at_dash = after_dash.is_some_and(|next| next.is_none_or(char::is_whitespace));
        match before.trim_end().strip_suffix('-') {
            Some(before) if !is_at_dash && !rest.starts_with(['[', '&', '!']) => before.len(),
            _ => start,
        }
    }

    /// Where the collection at `node` ends: at its closing bracket, or at the end of what is last
    /// in it, since the parser puts the end of an indented collection at the next token.
    fn end(&self, node: usize) -> usize {
        let after = self.after(node).unwrap_or(self.list.len());
        let inside = self.list.get(node..after).unwrap_or_default();
        let ends = inside.iter().map(|(event, range)| match event {
            Event::MappingEnd | Event::SequenceEnd if range.is_empty() => 0,
            _ => range.end,
        });
        ends.max().unwrap_or_default()
    }

    /// The direct children of the collection at `node`.
    fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let is_node = |node: &usize| {
            let event = self.event(*node);
            !matches!(event, None | Some(Event::MappingEnd | Event::SequenceEnd))
        };
        let first = Some(node + 1).filter(is_node);
        std::iter::successors(first, move |&child| self.after(child).filter(is_node))
    }

    /// The event after the last one of `node`; `None` if the text breaks off before.
    fn after(&self, node: usize) -> Option<usize> {
        *self.after.get(node)?
    }

    fn event(&self, node: usize) -> Option<&Event<'t>> {
        self.list.get(node).map(|(event, _)| event)
    }

    /// Every list and every mapping, in the order of the text.
    pub(super) fn collections(&self) -> impl Iterator<Item = usize> {
        (0..self.list.len())
            .filter(|&node| matches!(self.event(node), Some(Event::MappingStart(..) | Event::SequenceStart(..))))
    }
}

/// The event after each node, found in one pass.
fn ends(list: &[(Event<'_>, Range<usize>)]) -> Vec<Option<usize>> {
    let mut after = vec![None; list.len()];
    let mut open = Vec::new();
    for (index, (event, _)) in list.iter().enumerate() {
        let node = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                open.push(index);
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => open.pop(),
            _ => Some(index),
        };
        if let Some(slot) = node.and_then(|node| after.get_mut(node)) {
            *slot = Some(index + 1);
        }
    }
    after
}
