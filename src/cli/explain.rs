//! `vellum explain`

use std::fmt::Write;

use super::Outcome;
use super::args::ExplainArguments;
use super::terminal::Terminal;
use crate::check;

/// Prints what a rule is about, or the list of rules.
pub(super) fn run(options: &ExplainArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut text = String::new();
    match &options.rule {
        None => {
            for rule in check::RULES {
                writeln!(text, "{:<30} {:<8} {}", rule.name, rule.level.to_string(), rule.summary)?;
            }
        }
        Some(name) => {
            let Some(rule) = check::rule(name) else {
                let nearest = check::nearest(name, check::RULES.iter().map(|rule| rule.name));
                let help = nearest.map_or_else(
                    || "run `vellum explain` for the list".to_owned(),
                    |nearest| format!("did you mean `{nearest}`?"),
                );
                anyhow::bail!("there is no rule `{name}`; {help}");
            };
            writeln!(text, "{} ({}): {}\n\n{}", rule.name, rule.level, rule.summary, rule.docs)?;
        }
    }
    terminal.data(&text);
    Ok(Outcome::Clean)
}
