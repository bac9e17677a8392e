//! `unknown-topic`: a topic that `portal.yaml` does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Parsed, Site, TopicId};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "unknown-topic",
    level: Level::Error,
    summary: "a topic is not among `topics` in portal.yaml",
    docs: "\
Topic pages gather what the portal says on one matter. A misspelt topic would leave a page out of them.

To put it right: use a key of `topics` in `portal.yaml`, or add one. A topic that nothing is filed under any more stays
declared for the released versions that name it, with `retired: true`; it has no page.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let at = |index| YamlPath::root().key("topics").index(index);
    for parsed in super::texts(site) {
        topics_exist(site, &parsed.front.topics, |index| parsed.value(at(index)), findings);
        topics_are_there(site, &parsed.front.topics, Some(parsed), |index| parsed.value(at(index)), findings);
    }
    for quiz in site.quizzes.values() {
        topics_exist(site, &quiz.topics, |index| quiz.value(at(index)), findings);
        topics_are_there(site, &quiz.topics, None, |index| quiz.value(at(index)), findings);
    }
}

fn topics_are_there(
    site: &Site,
    named: &[TopicId],
    text: Option<&Parsed>,
    place: impl Fn(usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let retired = |topic: &TopicId| site.settings.topics.get(topic).is_some_and(|topic| topic.retired);
    for (index, topic) in named.iter().enumerate().filter(|(_, topic)| retired(topic)) {
        if text.is_some_and(super::is_version) {
            return;
        }
        let message = format!("the topic `{topic}` is retired");
        findings.push(Diagnostic::new(&RULE, place(index), message).help(super::RETIRED_HELP));
    }
}

fn topics_exist(site: &Site, named: &[TopicId], place: impl Fn(usize) -> Place, findings: &mut Vec<Diagnostic>) {
    let topics = &site.settings.topics;
    for (index, topic) in named.iter().enumerate().filter(|(_, topic)| !topics.contains_key(*topic)) {
        let help = match super::nearest(topic.as_str(), topics.keys().map(TopicId::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "add it to `topics` in portal.yaml, or use a key that is there".to_owned(),
        };
        findings.push(Diagnostic::new(&RULE, place(index), format!("there is no topic `{topic}`")).help(help));
    }
}
