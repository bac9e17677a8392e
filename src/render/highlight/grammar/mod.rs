//! Highlighting with syntect's grammars, for all languages but YAML and JSON.

mod scopes;

use syntect::parsing::{BasicScopeStackOp, ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use self::scopes::{Meaning, ScopeTable};
use super::class::Class;
use super::markup::Markup;

/// Names that authors write and syntect's grammars do not answer to.
const ALIASES: [(&str, &str); 8] = [
    ("shell", "bash"),
    ("console", "bash"),
    ("shellsession", "bash"),
    ("csharp", "cs"),
    ("golang", "go"),
    ("objective-c", "m"),
    ("latex", "tex"),
    ("python3", "py"),
];

/// syntect's default grammars and what their scopes mean here.
#[derive(Debug)]
pub(super) struct Grammars {
    syntaxes: SyntaxSet,
    scopes: ScopeTable,
}

impl Grammars {
    pub(super) fn load() -> Self {
        Self { syntaxes: SyntaxSet::load_defaults_newlines(), scopes: ScopeTable::new() }
    }

    /// Marks the tokens of `code`. The result is `None` when no grammar has that
    /// name, or when syntect gives an error.
    pub(super) fn mark(&self, language: &str, code: &str, markup: &mut Markup<'_>) -> Option<()> {
        let mut walk = Walk {
            grammars: self,
            state: ParseState::new(self.find(language)?),
            stack: ScopeStack::new(),
            classes: Vec::new(),
            line: String::new(),
        };
        let mut start = 0;
        for line in code.split_inclusive('\n') {
            walk.mark_line(line, start, markup)?;
            start += line.len();
        }
        Some(())
    }

    fn find(&self, language: &str) -> Option<&SyntaxReference> {
        let alias = ALIASES.iter().find(|(name, _)| language.eq_ignore_ascii_case(name));
        let token = alias.map_or(language, |(_, token)| token);
        self.syntaxes.find_syntax_by_token(token)
    }
}

/// The state between two lines.
struct Walk<'g> {
    grammars: &'g Grammars,
    state: ParseState,
    stack: ScopeStack,
    /// For each scope of the stack, the class that it and those below it give.
    classes: Vec<Option<Class>>,
    /// The line as the grammars expect it; kept for its memory.
    line: String,
}

impl Walk<'_> {
    fn mark_line(&mut self, line: &str, start: usize, markup: &mut Markup<'_>) -> Option<()> {
        // The grammars expect every line to end with one line feed, also the
        // last line and those that end with a carriage return as well.
        let text = line.strip_suffix('\n').unwrap_or(line);
        let text = text.strip_suffix('\r').unwrap_or(text);
        self.line.clear();
        self.line.push_str(text);
        self.line.push('\n');
        let changes = self.state.parse_line(&self.line, &self.grammars.syntaxes).ok()?;
        let mut at = 0;
        for (place, change) in changes {
            // Places can go back a little where a lookahead has captured text.
            let place = place.min(text.len());
            if place > at {
                if let Some(class) = self.class() {
                    markup.mark(class, start + at..start + place);
                }
                at = place;
            }
            let classes = &mut self.classes;
            let scopes = &self.grammars.scopes;
            let step = |step, _: &[_]| apply(step, scopes, classes);
            self.stack.apply_with_hook(&change, step).ok()?;
        }
        if let Some(class) = self.class() {
            markup.mark(class, start + at..start + text.len());
        }
        Some(())
    }

    fn class(&self) -> Option<Class> {
        self.classes.last().copied().flatten()
    }
}

/// Keeps the classes in step with the stack of scopes.
fn apply(step: BasicScopeStackOp, scopes: &ScopeTable, classes: &mut Vec<Option<Class>>) {
    match step {
        BasicScopeStackOp::Pop => {
            classes.pop();
        }
        BasicScopeStackOp::Push(scope) => {
            let below = classes.last().copied().flatten();
            classes.push(match scopes.meaning(scope) {
                Meaning::Class(class) => Some(class),
                Meaning::Plain => None,
                Meaning::AsBelow => below,
            });
        }
    }
}
