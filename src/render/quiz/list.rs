//! Quizzes in lists: the page of all training, the pages of roles, and the learner's record.

use serde::Serialize;
use tera::Context;

use super::super::link::Linker;
use super::super::view::{self, LinkView};
use super::super::{Renderer, lists};
use super::track;
use crate::model::{Quiz, UrlPath};

/// A quiz in a list.
#[derive(Serialize)]
pub(in super::super) struct QuizEntry {
    id: String,
    title: String,
    href: String,
    summary: String,
    questions: usize,
    pass_mark: u8,
    minutes: Option<u16>,
    module: Option<LinkView>,
    roles: Vec<LinkView>,
    /// What a script compares the reader's record with, as JSON.
    tracked: String,
}

/// A quiz as lists show it.
pub(in super::super) fn entry(renderer: &Renderer<'_>, linker: &Linker, quiz: &Quiz) -> QuizEntry {
    QuizEntry {
        id: quiz.id.to_string(),
        title: renderer.settings().fill_in(&quiz.title),
        href: linker.href(&quiz.url),
        summary: renderer.settings().fill_in(&quiz.summary),
        questions: quiz.drawn(),
        pass_mark: quiz.pass_mark,
        minutes: quiz.minutes,
        module: quiz.module.as_ref().and_then(|id| view::document_link(renderer, linker, id)),
        roles: view::roles(renderer, linker, &quiz.roles),
        tracked: serde_json::to_string(&track::tracked(renderer, linker, quiz)).unwrap_or_default(),
    }
}

/// The page of all training: what is for everyone, then what is for some roles.
pub(in super::super) fn training(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    let linker = renderer.linker(url);
    let mut page = lists::fixed_page(renderer, url, "training", "training_summary");
    view::add_style(renderer, url, &mut page, "record.css");
    view::add_script(renderer, url, &mut page, "record-marks.js");
    let roles = &renderer.settings().roles;
    let for_everyone = |quiz: &&Quiz| quiz.roles.iter().any(|id| roles.get(id).is_some_and(|role| role.everyone));
    let (everyone, some): (Vec<&Quiz>, Vec<&Quiz>) = renderer.site.training().into_iter().partition(for_everyone);
    let entries = |quizzes: Vec<&Quiz>| -> Vec<QuizEntry> {
        quizzes.into_iter().map(|quiz| entry(renderer, &linker, quiz)).collect()
    };
    let mut context = view::context(&page);
    context.insert("everyone", &entries(everyone));
    context.insert("some", &entries(some));
    context.insert("record", &linker.href(&UrlPath::new("training/record/")));
    ("training.html", context)
}
