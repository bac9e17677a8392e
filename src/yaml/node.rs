//! Our own deserialiser: from a tree to the wanted type, with errors that keep their place.
//!
//! It is stricter than the one of the YAML crate: a struct is never read from a list, a field is
//! never named by its number, and tags are refused.

use super::fault::Fault;
use super::omitted::Omitted;
use super::problem::ProblemKind;
use super::words;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::{Mapping, Number, Value};
use std::iter::Enumerate;
use std::slice;

/// One value of the tree, without the parts that are left out.
#[derive(Clone, Copy)]
pub(super) struct Node<'de> {
    value: &'de Value,
    omitted: Option<&'de Omitted>,
}

impl<'de> Node<'de> {
    /// The root of a tree.
    pub(super) fn root(value: &'de Value, omitted: &'de Omitted) -> Self {
        Self { value, omitted: Some(omitted) }
    }

    /// Reads a mapping; `names` are the keys that it may have, if they are a fixed set.
    fn read_mapping<V: Visitor<'de>>(
        self,
        mapping: &'de Mapping,
        names: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let mut entries = Entries { entries: mapping.iter().enumerate(), current: None, names, omitted: self.omitted };
        let read = visitor.visit_map(&mut entries);
        read.map_err(|fault| {
            let last = entries.current.map(|(position, _)| position);
            fault.placed(self.value, last)
        })
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(*truth),
            Value::Number(number) => visit_number(number, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Sequence(items) => {
                visitor.visit_seq(Items { items: items.iter().enumerate(), omitted: self.omitted })
            }
            Value::Mapping(mapping) => self.read_mapping(mapping, None, visitor),
            Value::Tagged(tagged) => Err(Fault::custom(format_args!(
                "tags such as `{}` are not supported; text that starts with `!` needs quotes",
                tagged.tag
            ))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.value {
            Value::Mapping(mapping) => self.read_mapping(mapping, Some(fields), visitor),
            other => Err(Fault::wrong_type(words::expected(&visitor), other)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Sequence(items) if items.len() != length => Err(Fault::new(ProblemKind::WrongType {
                expected: format!("a list of {length}"),
                found: format!("a list of {}", items.len()),
            })),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    /// Only enums without content are supported: their names are texts.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.value {
            Value::String(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            other => Err(Fault::wrong_type(words::one_of(variants), other)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq map identifier
    }
}

/// The items of a list that are not left out.
struct Items<'de> {
    items: Enumerate<slice::Iter<'de, Value>>,
    omitted: Option<&'de Omitted>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        for (position, value) in self.items.by_ref() {
            let omitted = self.omitted.and_then(|parts| parts.child(position));
            if omitted.is_some_and(Omitted::is_whole) {
                continue;
            }
            let read = seed.deserialize(Node { value, omitted });
            return read.map(Some).map_err(|fault| fault.inside(position));
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The pairs of a mapping that are not left out.
struct Entries<'de> {
    entries: Enumerate<serde_yaml::mapping::Iter<'de>>,
    /// The pair whose key was read last.
    current: Option<(usize, Node<'de>)>,
    names: Option<&'static [&'static str]>,
    omitted: Option<&'de Omitted>,
}

impl<'de> MapAccess<'de> for &mut Entries<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        for (position, (key, value)) in self.entries.by_ref() {
            let omitted = self.omitted.and_then(|parts| parts.child(position));
            if omitted.is_some_and(Omitted::is_whole) {
                continue;
            }
            self.current = Some((position, Node { value, omitted }));
            // Serde would take a number as the position of a field, so it must not see it.
            if let (Some(names), false) = (self.names, key.is_string()) {
                let fault = Fault::unknown_key(words::key_text(key), names);
                return Err(fault.of_key(position));
            }
            let key = Node { value: key, omitted: None };
            let read = seed.deserialize(key);
            return read.map(Some).map_err(|fault| fault.of_key(position));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match self.current {
            Some((position, node)) => seed.deserialize(node).map_err(|fault| fault.inside(position)),
            None => Err(Fault::custom("a value was asked for before its key")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// Hands over a number in the narrowest form that holds it.
fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Fault> {
    if let Some(number) = number.as_u64() {
        visitor.visit_u64(number)
    } else if let Some(number) = number.as_i64() {
        visitor.visit_i64(number)
    } else {
        visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
    }
}
