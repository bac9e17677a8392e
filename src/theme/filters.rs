//! Filters of templates that take the place of Tera's own.

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

/// Makes templates use the filters of this module.
pub(super) fn add_to(tera: &mut Tera) {
    tera.register_filter("group_by", group_by);
}

/// The items of an array by what stands at the path `attribute` of each, such as `version` or `effective.iso`; an item that
/// has nothing there is left out. Groups come in the order in which the array has the first of each. Tera's own filter
/// gives them in an order that is another in every run.
fn group_by(items: &[Value], arguments: Kwargs, _: &State<'_>) -> TeraResult<Map> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    let mut known: BTreeMap<Key<'static>, usize> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let missing = || Error::message(format!("item {at} of the array has no `{attribute}`"));
        let value = item.get_from_path(attribute).ok_or_else(missing)?;
        if value.is_none() {
            continue;
        }
        let key =
            key(value).ok_or_else(|| Error::message(format!("`{attribute}` of item {at} cannot name a group")))?;
        let group = *known.entry(key.clone()).or_insert(groups.len());
        if group == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[group].1.push(item.clone());
    }
    Ok(groups.into_iter().map(|(key, items)| (key, items.into())).collect())
}

/// A value as the key of a mapping. `None` for one that cannot be: a list, a mapping, a fraction.
fn key(value: &Value) -> Option<Key<'static>> {
    let text = || value.as_str().map(|text| Key::from(text.to_owned()));
    let whole = || value.as_i64().map(Key::I64).or_else(|| value.as_u64().map(Key::U64));
    value.as_bool().map(Key::Bool).or_else(text).or_else(|| if value.is_f64() { None } else { whole() })
}
