//! From a text to a value and the list of everything that is wrong with it.

use super::fault::Fault;
use super::node::Node;
use super::omitted::{LeftOut, Omitted};
use super::problem::{Problem, ProblemKind};
use super::{nearest::nearest, syntax, words};
use serde::de::DeserializeOwned;
use serde_yaml::Value;

/// How many problems of one text are looked for; each takes one more pass over the tree.
const MOST_ROUNDS: usize = 200;

/// Reads `text` into a `T` and collects every problem, not only the first.
///
/// What could be read is in the value; what could not is left out as if it were not written, so
/// structs should have `#[serde(default, deny_unknown_fields)]`. The value is `None` only if there
/// is a problem that concerns the whole text: it is not YAML, its root is of the wrong type, or the
/// root lacks a key that has no default. A text without content gives `T::default()`.
///
/// The places of the problems are those of the text; those of the value become so by way of what was left out.
pub fn read<T: DeserializeOwned + Default>(text: &str) -> (Option<T>, Vec<Problem>, LeftOut) {
    let root = match syntax::parse(text) {
        Ok(Value::Null) => return (Some(T::default()), Vec::new(), LeftOut::default()),
        Ok(root) => root,
        Err(problem) => return (None, vec![problem], LeftOut::default()),
    };
    let mut omitted = Omitted::default();
    let mut problems = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let fault = match T::deserialize(Node::root(&root, &omitted)) {
            Ok(value) => return (Some(value), problems, omitted.items(&root)),
            Err(fault) => fault,
        };
        let positions = fault.positions();
        if !is_consequence(&fault, &positions, &root, &omitted) {
            problems.push(fault.into_problem(&root));
        }
        if !omitted.add(&positions) {
            break;
        }
    }
    (None, problems, LeftOut::default())
}

/// Whether the fault may be there only because parts of its value were left out.
///
/// A missing key is judged exactly. Of any other complaint about a value that has lost parts nobody
/// can tell, so it is not reported: it comes back once the parts are put right.
fn is_consequence(fault: &Fault, positions: &[usize], root: &Value, omitted: &Omitted) -> bool {
    let Some(parts) = omitted.at(positions) else {
        return false;
    };
    let ProblemKind::MissingKey { key } = fault.kind() else {
        return parts.is_any();
    };
    let Some(Value::Mapping(mapping)) = value_at(root, positions) else {
        return false;
    };
    let is_lost = |(position, written): (usize, &Value)| {
        parts.child(position).is_some_and(Omitted::is_whole) && nearest(&words::key_text(written), [*key]).is_some()
    };
    mapping.keys().enumerate().any(is_lost)
}

/// The value that `positions` lead to.
fn value_at<'t>(root: &'t Value, positions: &[usize]) -> Option<&'t Value> {
    positions.iter().try_fold(root, |here, position| match here {
        Value::Sequence(items) => items.get(*position),
        Value::Mapping(mapping) => mapping.values().nth(*position),
        _ => None,
    })
}
