//! `unknown-topic`: a topic that `portal.yaml` does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Site, TopicId};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "unknown-topic",
    level: Level::Error,
    summary: "a topic is not among `topics` in portal.yaml",
    docs: "\
Topic pages gather what the portal says on one matter. A misspelt topic would leave a page out of them.

To put it right: use a key of `topics` in `portal.yaml`, or add one.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let at = |index| YamlPath::root().key("topics").index(index);
    for parsed in super::texts(site) {
        topics_exist(site, &parsed.front.topics, |index| parsed.value(at(index)), findings);
    }
    for quiz in site.quizzes.values() {
        topics_exist(site, &quiz.topics, |index| quiz.value(at(index)), findings);
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
