//! The lines that an organisation adds in `portal.yaml`.

use super::RULE;
use crate::check::{invalid_value, missing_key};
use crate::diagnostic::Diagnostic;
use crate::model::{HouseStyle, Settings};
use crate::prose::phrases::stands_in;
use crate::span::{Place, YamlPath};

/// Finds lines that say nothing, say it twice, or contradict themselves.
pub(super) fn check(settings: &Settings, findings: &mut Vec<Diagnostic>) {
    let lines = &settings.house_style;
    let place = |index, key| place(settings, index, key);
    for (index, line) in lines.iter().enumerate() {
        let words = &line.avoid;
        if words.is_empty() {
            findings.push(missing_key::finding(place(index, None), "avoid"));
        } else if !words.contains(char::is_alphanumeric) {
            findings.push(
                invalid_value::finding(place(index, Some("avoid")), format!("`{words}` has no letter and no digit"))
                    .help("write a word or a few"),
            );
        } else if lines.iter().take(index).any(|other| other.avoid.eq_ignore_ascii_case(words)) {
            findings.push(
                invalid_value::finding(place(index, Some("avoid")), format!("`{words}` is avoided already"))
                    .help("keep one line of the two"),
            );
        } else if line.instead.is_empty() && line.why.is_empty() {
            findings.push(
                invalid_value::finding(place(index, None), format!("nothing says what to write instead of `{words}`"))
                    .help("add `use`, or `why` where the words are better left out"),
            );
        } else if stands_in(words, &line.instead) {
            let message = format!("`{}` has the words in it that are to be avoided", line.instead);
            findings.push(
                invalid_value::finding(place(index, Some("use")), message)
                    .help("write words that can stand, or remove `use`"),
            );
        }
    }
}

/// Words of the organisation's own list in a text.
pub(super) fn finding(place: Place, words: &str, line: &HouseStyle) -> Diagnostic {
    let message = match line.why.as_str() {
        "" => format!("“{words}” is not our style"),
        why => format!("“{words}” is not our style: {why}"),
    };
    let help = match line.instead.as_str() {
        "" => "leave it out".to_owned(),
        instead => format!("write “{instead}”"),
    };
    Diagnostic::new(&RULE, place, message).help(help)
}

fn place(settings: &Settings, index: usize, key: Option<&str>) -> Place {
    let line = YamlPath::root().key("house_style").index(index);
    settings.value(key.into_iter().fold(line, YamlPath::key))
}
