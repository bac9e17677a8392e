//! Pages of quizzes: the quiz itself, its answers, and lists of quizzes.

mod key;
mod list;
mod order;
mod package;
mod question;
mod track;

pub(super) use self::list::{QuizEntry, entry, training};

pub use self::package::PackagePage;

use serde::Serialize;
use tera::Context;

use self::question::QuestionView;
use super::link::Linker;
use super::view::{self, DateView, LinkView};
use super::{Renderer, lists};
use crate::model::{Attempts, Presentation, Quiz, QuizId, UrlPath};

/// A quiz as its page shows it.
#[derive(Serialize)]
struct QuizView {
    id: String,
    title: String,
    /// What the script needs to draw, mix and mark; encoded, so that answers do not meet the eye.
    key: String,
    questions: Vec<QuestionView>,
    drawn: usize,
    pass_mark: u8,
    attempts: Option<u32>,
    minutes: Option<u16>,
    all_at_once: bool,
    module: Option<LinkView>,
    answers: String,
    record: String,
    roles: Vec<LinkView>,
    tests: Vec<LinkView>,
    updated: Option<DateView>,
    owner: String,
}

/// The page of a quiz.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath, id: &QuizId) -> (&'static str, Context) {
    let Some(quiz) = renderer.site.quizzes.get(id) else { return lists::not_found(renderer) };
    let mut page = base(renderer, url, quiz, &quiz.title);
    for style in ["quiz.css", "buttons.css", "record.css"] {
        view::add_style(renderer, url, &mut page, style);
    }
    view::add_script(renderer, url, &mut page, "quiz-page.js");
    let mut context = view::context(&page);
    context.insert("quiz", &quiz_view(renderer, &renderer.linker(url), quiz));
    ("quiz.html", context)
}

/// The page with the answers of a quiz and the reasons for them.
pub(super) fn answers(renderer: &Renderer<'_>, url: &UrlPath, id: &QuizId) -> (&'static str, Context) {
    let Some(quiz) = renderer.site.quizzes.get(id) else { return lists::not_found(renderer) };
    let title = renderer.theme.strings.filled("answers_of", &[("title", &renderer.settings().fill_in(&quiz.title))]);
    let mut page = base(renderer, url, quiz, &title);
    page.index = false;
    view::add_style(renderer, url, &mut page, "quiz.css");
    let linker = renderer.linker(url);
    page.crumbs.push(LinkView {
        title: renderer.settings().fill_in(&quiz.title),
        href: linker.href(&quiz.url),
        ..LinkView::default()
    });
    let answers: Vec<question::AnswerView> =
        quiz.questions.iter().map(|question| question::answer(renderer, &linker, quiz, question)).collect();
    let mut context = view::context(&page);
    context.insert("answers", &answers);
    context.insert("quiz_href", &linker.href(&quiz.url));
    ("answers.html", context)
}

fn base(renderer: &Renderer<'_>, url: &UrlPath, quiz: &Quiz, title: &str) -> view::PageView {
    let settings = renderer.settings();
    let linker = renderer.linker(url);
    let mut page = view::page(renderer, url, settings.fill_in(title), settings.fill_in(&quiz.summary));
    page.crumbs = view::crumbs(renderer, &linker, None);
    page.crumbs.push(LinkView {
        title: renderer.theme.strings.get("training").to_owned(),
        href: linker.href(&UrlPath::new("training/")),
        ..LinkView::default()
    });
    page
}

fn quiz_view(renderer: &Renderer<'_>, linker: &Linker, quiz: &Quiz) -> QuizView {
    let settings = renderer.settings();
    let tests = quiz.tests.iter().filter_map(|(id, version)| {
        let document = renderer.site.documents.get(id)?;
        let edition = document.edition(*version)?;
        let title = format!("{} {version}", settings.fill_in(&edition.article.front().title));
        Some(LinkView {
            title,
            href: linker.leads_to(&edition.article.url, "").unwrap_or_default(),
            ..LinkView::default()
        })
    });
    QuizView {
        id: quiz.id.to_string(),
        title: settings.fill_in(&quiz.title),
        key: key::encoded(renderer, linker, quiz),
        questions: quiz.questions.iter().map(|one| question::view(renderer, linker, quiz, one)).collect(),
        drawn: quiz.drawn(),
        pass_mark: quiz.pass_mark,
        attempts: match quiz.attempts {
            Attempts::Unlimited => None,
            Attempts::AtMost(count) => Some(count),
        },
        minutes: quiz.minutes,
        all_at_once: quiz.show == Presentation::All,
        module: quiz.module.as_ref().and_then(|id| view::document_link(renderer, linker, id)),
        answers: linker.href(&quiz.url.join("answers/")),
        record: linker.href(&UrlPath::new("training/record/")),
        roles: view::roles(renderer, linker, &quiz.roles),
        tests: tests.collect(),
        updated: quiz.updated.map(|date| renderer.date(date)),
        owner: view::contact_title(settings, quiz.owner.as_ref()),
    }
}
