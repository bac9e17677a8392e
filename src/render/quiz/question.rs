//! One question as its page shows it, and as the page of answers explains it.

use serde::Serialize;

use super::super::Renderer;
use super::super::link::Linker;
use super::super::view::LinkView;
use super::order;
use crate::model::{Body, GapPart, LinkTarget, Question, QuestionKind, Quiz};

/// A question with its fields. Values are places on the page, from 1, so that they say nothing of what is right.
#[derive(Default, Serialize)]
pub(super) struct QuestionView {
    id: String,
    kind: &'static str,
    /// The question in one line, with its markup.
    legend: String,
    /// The whole question, where one line cannot hold it.
    details: String,
    points: u32,
    /// For questions with options.
    options: Vec<OptionView>,
    /// For questions with items that get a partner, a place or a category.
    items: Vec<OptionView>,
    /// What items can be given, as plain text.
    partners: Vec<OptionView>,
    /// For texts with gaps.
    parts: Vec<PartView>,
    /// For scenarios.
    scenes: Vec<SceneView>,
    /// What a number counts.
    unit: Option<String>,
}

/// Something to choose.
#[derive(Serialize)]
pub(super) struct OptionView {
    value: usize,
    text: String,
}

/// A piece of a text with gaps.
#[derive(Default, Serialize)]
pub(super) struct PartView {
    text: String,
    gap: Option<String>,
    /// The gap's place among the gaps, from 1.
    number: usize,
    options: Vec<String>,
}

/// A scene of a scenario.
#[derive(Serialize)]
pub(super) struct SceneView {
    value: usize,
    legend: String,
    details: String,
    options: Vec<OptionView>,
}

/// What the page of answers says of a question.
#[derive(Serialize)]
pub(super) struct AnswerView {
    id: String,
    ask: String,
    kind: &'static str,
    /// What is right, as HTML, in the order of the file.
    right: Vec<String>,
    /// True where the order of `right` is the answer.
    ordered: bool,
    /// Other answers with what is to be said of them.
    others: Vec<OtherView>,
    why: Option<String>,
    see: Option<LinkView>,
}

#[derive(Serialize)]
struct OtherView {
    text: String,
    why: String,
}

/// The question as its page shows it.
pub(super) fn view(renderer: &Renderer<'_>, linker: &Linker, quiz: &Quiz, question: &Question) -> QuestionView {
    let inline = |body: &Body| renderer.inline(body, linker);
    let list = |name: &str, bodies: &[&Body]| -> Vec<OptionView> {
        let shown = order::shown(quiz, question, name, bodies.len());
        let at =
            |(place, index): (usize, &usize)| Some(OptionView { value: place + 1, text: inline(bodies.get(*index)?) });
        shown.iter().enumerate().filter_map(at).collect()
    };
    let number = quiz.questions.iter().position(|other| other.id == question.id).unwrap_or_default() + 1;
    let numbered = |key: &str, number: usize| renderer.theme.strings.filled(key, &[("n", &number.to_string())]);
    let (legend, details) =
        in_legend(renderer, linker, &question.ask, question.id.as_str(), || numbered("quiz_question_n", number));
    let mut view = QuestionView {
        id: question.id.to_string(),
        kind: question.kind.name(),
        legend,
        details,
        points: question.points,
        ..QuestionView::default()
    };
    match &question.kind {
        QuestionKind::Single(choices) | QuestionKind::Multiple(choices) => {
            view.options = list("options", &choices.iter().map(|choice| &choice.text).collect::<Vec<_>>());
        }
        QuestionKind::Number(number) => view.unit.clone_from(&number.unit),
        QuestionKind::Match(matching) => {
            view.items = list("items", &matching.pairs.iter().map(|pair| &pair.item).collect::<Vec<_>>());
            view.partners = partners(renderer, quiz, question)
                .into_iter()
                .enumerate()
                .map(|(place, text)| OptionView { value: place + 1, text })
                .collect();
        }
        QuestionKind::Order(items) => view.items = list("items", &items.iter().collect::<Vec<_>>()),
        QuestionKind::Categorise(categories) => {
            let items: Vec<&Body> = categories.iter().flat_map(|category| &category.items).collect();
            view.items = list("items", &items);
            let titles = categories.iter().map(|category| renderer.plain(&category.title));
            view.partners = titles.enumerate().map(|(place, text)| OptionView { value: place + 1, text }).collect();
        }
        QuestionKind::Gap(parts) => view.parts = gap_parts(parts, inline),
        QuestionKind::Scenario(scenes) => {
            for (index, scene) in scenes.iter().enumerate() {
                let bodies: Vec<&Body> = scene.choices.iter().map(|decision| &decision.text).collect();
                let prefix = format!("{}-{}", question.id, scene.id);
                let (legend, details) =
                    in_legend(renderer, linker, &scene.text, &prefix, || numbered("quiz_step_n", index + 1));
                view.scenes.push(SceneView {
                    value: index + 1,
                    legend,
                    details,
                    options: list(scene.id.as_str(), &bodies),
                });
            }
        }
        QuestionKind::TrueFalse(_) | QuestionKind::Date(_) | QuestionKind::ShortText(_) | QuestionKind::Reflection => {}
    }
    view
}

/// A text as the legend of its fields, which can hold one line only; a longer text follows a legend that numbers it.
fn in_legend(
    renderer: &Renderer<'_>,
    linker: &Linker,
    body: &Body,
    prefix: &str,
    otherwise: impl FnOnce() -> String,
) -> (String, String) {
    match renderer.paragraph(body, linker) {
        Some(line) => (line, String::new()),
        None => (otherwise(), renderer.text(body, linker, &format!("{prefix}-"))),
    }
}

/// The partners of a matching question in the order of the page, each once, as plain text.
pub(super) fn partners(renderer: &Renderer<'_>, quiz: &Quiz, question: &Question) -> Vec<String> {
    let QuestionKind::Match(matching) = &question.kind else { return Vec::new() };
    let mut texts: Vec<String> = Vec::new();
    for body in matching.pairs.iter().map(|pair| &pair.with).chain(&matching.extra) {
        let text = renderer.plain(body);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let shown = order::shown(quiz, question, "partners", texts.len());
    shown.iter().filter_map(|index| texts.get(*index).cloned()).collect()
}

fn gap_parts(parts: &[GapPart], inline: impl Fn(&Body) -> String) -> Vec<PartView> {
    let mut number = 0;
    let view = |part: &GapPart| match part {
        GapPart::Text(body) => PartView { text: spaced(body, &inline(body)), ..PartView::default() },
        GapPart::Gap(gap) => {
            number += 1;
            PartView { text: String::new(), gap: Some(gap.name.clone()), number, options: gap.options.clone() }
        }
    };
    parts.iter().map(view).collect()
}

/// HTML with the spaces around a piece of text, which reading it as Markdown takes away.
fn spaced(body: &Body, html: &str) -> String {
    let text = body.markdown();
    let before = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{html}{after}")
}

/// Where the clause that a question is about can be read.
pub(super) fn see(renderer: &Renderer<'_>, linker: &Linker, question: &Question) -> Option<LinkView> {
    let LinkTarget::Internal { url, fragment, document, .. } = &question.see.as_ref()?.target else { return None };
    let id = document.as_ref().map(|(id, _)| id);
    let document = id.and_then(|id| renderer.site.documents.get(id));
    let fill_in = |text: &str| renderer.settings().fill_in(text);
    let title = document.map(|document| {
        let article = document.current();
        let title = fill_in(&article.front().title);
        match article.body().heading(fragment) {
            Some(heading) if heading.number.is_empty() => format!("{title}: {}", fill_in(&heading.text)),
            Some(heading) => format!("{title}: {} {}", heading.number, fill_in(&heading.text)),
            None => title,
        }
    });
    let title = title.unwrap_or_else(|| renderer.theme.strings.get("read_more_about_this").to_owned());
    Some(LinkView { title, href: linker.leads_to(url, fragment).unwrap_or_default(), ..LinkView::default() })
}

/// The question as the page of answers explains it.
pub(super) fn answer(renderer: &Renderer<'_>, linker: &Linker, quiz: &Quiz, question: &Question) -> AnswerView {
    let inline = |body: &Body| renderer.inline(body, linker);
    let strings = &renderer.theme.strings;
    let text = |text: &str| super::super::escape::text(text);
    let mut right: Vec<String> = Vec::new();
    let mut others: Vec<OtherView> = Vec::new();
    match &question.kind {
        QuestionKind::Single(choices) | QuestionKind::Multiple(choices) => {
            right.extend(choices.iter().filter(|choice| choice.correct).map(|choice| {
                let why = choice.why.as_ref().map(|why| format!(" <span class=\"reason\">{}</span>", inline(why)));
                format!("{}{}", inline(&choice.text), why.unwrap_or_default())
            }));
            others.extend(choices.iter().filter(|choice| !choice.correct).map(|choice| OtherView {
                text: inline(&choice.text),
                why: choice.why.as_ref().map(inline).unwrap_or_default(),
            }));
        }
        QuestionKind::TrueFalse(truth) => right.push(text(strings.get(if *truth { "true" } else { "false" }))),
        QuestionKind::Number(number) => {
            let unit = number.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            right.push(text(&format!("{}{unit}", number.answer)));
            let wrong = |one: &crate::model::WrongAnswer<f64>| OtherView {
                text: text(&one.answer.to_string()),
                why: inline(&one.why),
            };
            others.extend(number.wrong.iter().map(wrong));
        }
        QuestionKind::Date(date) => {
            right.push(text(&date.answer.long()));
            let wrong = |one: &crate::model::WrongAnswer<crate::model::Date>| OtherView {
                text: text(&one.answer.long()),
                why: inline(&one.why),
            };
            others.extend(date.wrong.iter().map(wrong));
        }
        QuestionKind::ShortText(short) => right.extend(short.accept.iter().map(|form| text(form))),
        QuestionKind::Match(matching) => right.extend(
            matching
                .pairs
                .iter()
                .map(|pair| format!("{} – <strong>{}</strong>", inline(&pair.item), inline(&pair.with))),
        ),
        QuestionKind::Order(items) => right.extend(items.iter().map(inline)),
        QuestionKind::Categorise(categories) => right.extend(categories.iter().map(|category| {
            let items: Vec<String> = category.items.iter().map(inline).collect();
            format!("<strong>{}</strong>: {}", inline(&category.title), items.join("; "))
        })),
        QuestionKind::Gap(parts) => right.push(
            parts
                .iter()
                .map(|part| match part {
                    GapPart::Text(body) => spaced(body, &inline(body)),
                    GapPart::Gap(gap) => format!("<mark>{}</mark>", text(gap.accept.first().map_or("", |form| form))),
                })
                .collect(),
        ),
        QuestionKind::Scenario(scenes) => {
            for scene in scenes {
                let best = scene.choices.iter().map(|decision| decision.points).max().unwrap_or(0);
                for decision in &scene.choices {
                    let words = format!("{} → {}", inline(&scene.text), inline(&decision.text));
                    let why = decision.why.as_ref().map(inline).unwrap_or_default();
                    if decision.points == best && why.is_empty() {
                        right.push(words);
                    } else if decision.points == best {
                        right.push(format!("{words} <span class=\"reason\">{why}</span>"));
                    } else if !why.is_empty() {
                        others.push(OtherView { text: inline(&decision.text), why });
                    }
                }
            }
        }
        QuestionKind::Reflection => {}
    }
    AnswerView {
        id: question.id.to_string(),
        ask: renderer.text(&question.ask, linker, &format!("{}-{}-", quiz.id, question.id)),
        kind: question.kind.name(),
        right,
        ordered: matches!(question.kind, QuestionKind::Order(_)),
        others,
        why: question.why.as_ref().map(|why| renderer.text(why, linker, &format!("{}-why-", question.id))),
        see: see(renderer, linker, question),
    }
}
