//! From the scopes of syntect's grammars to classes.
//!
//! The names follow Sublime Text's conventions
//! (<https://www.sublimetext.com/docs/scope_naming.html>). A scope means what the
//! first prefix in the table says that it has, so longer prefixes come first.

use syntect::parsing::Scope;

use crate::render::highlight::class::Class;

/// What a scope says about the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The text has this class.
    Class(Class),
    /// The text is plain, even inside a scope that has a class.
    Plain,
    /// The scope says nothing; the one around it counts.
    AsBelow,
}

/// The prefixes, resolved once, because syntect compares numbers and not names.
#[derive(Debug)]
pub(super) struct ScopeTable(Vec<(Scope, Meaning)>);

impl ScopeTable {
    pub(super) fn new() -> Self {
        let resolve = |&(prefix, meaning)| Some((Scope::new(prefix).ok()?, meaning));
        Self(PREFIXES.iter().filter_map(resolve).collect())
    }

    pub(super) fn meaning(&self, scope: Scope) -> Meaning {
        self.0.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(Meaning::AsBelow, |&(_, meaning)| meaning)
    }
}

const fn class(prefix: &str, class: Class) -> (&str, Meaning) {
    (prefix, Meaning::Class(class))
}

const fn plain(prefix: &str) -> (&str, Meaning) {
    (prefix, Meaning::Plain)
}

const PREFIXES: &[(&str, Meaning)] = &[
    // Code inside a string or a template starts afresh.
    plain("source"),
    plain("text"),
    plain("meta.interpolation"),
    plain("meta.embedded"),
    plain("meta.template.expression"),
    plain("punctuation.section.embedded"),
    plain("meta.group.expansion.arithmetic"),
    plain("meta.group.expansion.command"),
    class("meta.group.expansion", Class::Variable),
    plain("keyword.operator.logical.continue"),
    class("comment", Class::Comment),
    class("string", Class::String),
    class("constant.numeric", Class::Number),
    class("constant.other.color", Class::Number),
    class("constant.character", Class::Escape),
    class("constant.other.placeholder", Class::Escape),
    class("constant.other.format-spec", Class::Escape),
    plain("constant.other.database-name"),
    plain("constant.other.table-name"),
    class("constant", Class::Constant),
    class("support.constant", Class::Constant),
    class("entity.name.constant", Class::Constant),
    class("entity.name.function", Class::Function),
    class("support.function", Class::Function),
    class("support.macro", Class::Function),
    class("variable.function", Class::Function),
    class("variable.annotation", Class::Function),
    class("entity.name.tag", Class::Key),
    class("entity.name.label", Class::Key),
    class("support.type.property-name", Class::Key),
    class("support.type.custom-property", Class::Variable),
    class("meta.mapping.key", Class::Key),
    class("meta.object-literal.key", Class::Key),
    class("entity.other.attribute-name.class.css", Class::Type),
    class("entity.other.attribute-name.id.css", Class::Type),
    class("entity.other.pseudo-class", Class::Keyword),
    class("entity.other.pseudo-element", Class::Keyword),
    class("entity.other.attribute-name", Class::Variable),
    class("entity.other.inherited-class", Class::Type),
    class("entity.name.section", Class::Keyword),
    class("entity.name", Class::Type),
    class("support.type", Class::Type),
    class("support.class", Class::Type),
    class("variable.parameter", Class::Variable),
    class("variable.language", Class::Variable),
    class("variable.other.member", Class::Key),
    // JavaScript's grammar gives this scope to every name there is.
    plain("variable.other.readwrite.js"),
    class("variable.other", Class::Variable),
    class("keyword.operator.word", Class::Keyword),
    class("keyword.operator.logical.python", Class::Keyword),
    class("keyword.operator", Class::Operator),
    class("keyword.other.unit", Class::Number),
    class("keyword", Class::Keyword),
    class("storage.modifier.lifetime", Class::Type),
    class("storage.type.numeric", Class::Number),
    class("storage.type.string", Class::String),
    class("storage", Class::Keyword),
    class("markup.inserted", Class::Inserted),
    class("markup.deleted", Class::Deleted),
    class("meta.diff", Class::Keyword),
    class("markup.heading", Class::Keyword),
    class("markup.raw", Class::String),
    class("markup.underline.link", Class::String),
    class("markup.quote", Class::Comment),
];
