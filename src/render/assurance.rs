//! Assurance: every duty with the clauses that meet it and the questions that test it, as a page, as CSV and as JSON.

use indexmap::IndexMap;
use serde::Serialize;
use tera::Context;

use super::link::Linker;
use super::register::harmless;
use super::view::{self, LinkView};
use super::{Renderer, basis};
use crate::model::{Coverage, Document, Duty, Edition, Heading, Question, Quiz, UrlPath};

/// A duty as the page shows it.
#[derive(Serialize)]
struct DutyView {
    id: String,
    title: String,
    kind: &'static str,
    kind_label: String,
    clauses: Vec<LinkView>,
    questions: Vec<LinkView>,
    /// The ids of its roles, separated by spaces, for the filter.
    roles: String,
    whole: bool,
}

/// A role that the duties can be filtered by.
#[derive(Serialize)]
struct RoleView<'a> {
    id: &'a str,
    title: &'a str,
}

/// The duties of one theme.
#[derive(Serialize)]
struct ThemeView {
    title: String,
    duties: Vec<DutyView>,
}

/// The page.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    let linker = renderer.linker(url);
    let strings = &renderer.theme.strings;
    let mut page =
        view::page(renderer, url, strings.get("assurance").to_owned(), strings.get("assurance_summary").to_owned());
    page.crumbs = view::crumbs(renderer, &linker, None);
    view::add_style(renderer, url, &mut page, "assurance.css");
    view::add_script(renderer, url, &mut page, "assurance.js");
    let has_quizzes = !renderer.site.quizzes.is_empty();
    let mut themes: IndexMap<&str, Vec<DutyView>> = IndexMap::new();
    let coverage = renderer.site.coverage();
    for (id, found) in &coverage {
        let Some(duty) = renderer.site.duties.get(*id) else { continue };
        let view = duty_view(renderer, &linker, id.as_str(), duty, found, has_quizzes);
        themes.entry(duty.theme.as_str()).or_default().push(view);
    }
    let gaps = coverage.values().filter(|found| !found.is_whole(has_quizzes)).count();
    let themes: Vec<ThemeView> =
        themes.into_iter().map(|(theme, duties)| ThemeView { title: theme_title(theme), duties }).collect();
    let mut context = view::context(&page);
    context.insert("themes", &themes);
    context.insert("total", &coverage.len());
    context.insert("gaps", &gaps);
    context.insert("has_quizzes", &has_quizzes);
    let roles = renderer.settings().roles.iter();
    let roles: Vec<RoleView<'_>> = roles.map(|(id, role)| RoleView { id: id.as_str(), title: &role.title }).collect();
    context.insert("roles", &roles);
    context.insert("csv", &linker.href(&UrlPath::new("assurance.csv")));
    context.insert("json", &linker.href(&UrlPath::new("assurance.json")));
    ("assurance.html", context)
}

fn duty_view(
    renderer: &Renderer<'_>,
    linker: &Linker,
    id: &str,
    duty: &Duty,
    found: &Coverage<'_>,
    has_quizzes: bool,
) -> DutyView {
    let link = |title: String, url: &UrlPath, fragment: &str| LinkView {
        title,
        href: linker.href_at(url, fragment),
        ..LinkView::default()
    };
    let role_ids: Vec<&str> = duty.roles.iter().map(crate::model::RoleId::as_str).collect();
    DutyView {
        id: id.to_owned(),
        title: duty.title.clone(),
        kind: duty.kind.name(),
        kind_label: renderer.theme.strings.get(basis::string(duty.kind)).to_owned(),
        clauses: found
            .clauses
            .iter()
            .map(|(document, heading)| {
                link(clause_title(renderer, document, heading), &document.url, heading.id.as_str())
            })
            .collect(),
        questions: found
            .questions
            .iter()
            .map(|(quiz, question)| {
                let fragment = format!("q-{}", question.id);
                link(question_title(renderer, quiz, question), &quiz.url, &fragment)
            })
            .collect(),
        roles: role_ids.join(" "),
        whole: found.is_whole(has_quizzes),
    }
}

/// `data-protection` becomes `Data protection`; a theme that is written as a title stays as it is.
fn theme_title(theme: &str) -> String {
    let words = if crate::model::is_kebab_case(theme) { theme.replace('-', " ") } else { theme.to_owned() };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn clause_title(renderer: &Renderer<'_>, document: &Document, heading: &Heading) -> String {
    let fill_in = |text: &str| renderer.settings().fill_in(text);
    let title = fill_in(&document.current().front().title);
    let number = if heading.number.is_empty() { String::new() } else { format!("{} ", heading.number) };
    format!("{title}: {number}{}", fill_in(&heading.text))
}

fn question_title(renderer: &Renderer<'_>, quiz: &Quiz, question: &Question) -> String {
    let place = quiz.questions.iter().position(|other| other.id == question.id).unwrap_or_default() + 1;
    let number = renderer.theme.strings.filled("quiz_question_n", &[("n", &place.to_string())]);
    format!("{}: {number}", renderer.settings().fill_in(&quiz.title))
}

/// One duty in the files. Addresses are whole.
#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    kind: &'static str,
    theme: String,
    roles: Vec<String>,
    clauses: Vec<ClauseRow>,
    questions: Vec<QuestionRow>,
    covered: bool,
}

#[derive(Serialize)]
struct ClauseRow {
    document: String,
    version: String,
    clause: String,
    number: String,
    url: String,
}

#[derive(Serialize)]
struct QuestionRow {
    quiz: String,
    question: String,
    url: String,
}

/// Every duty as JSON, with the date it is for and how many are wholly answered.
pub(super) fn json(renderer: &Renderer<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Assurance {
        as_of: String,
        duties: Vec<Row>,
        total: usize,
        covered: usize,
    }
    let duties = rows(renderer);
    let covered = duties.iter().filter(|row| row.covered).count();
    let assurance = Assurance { as_of: renderer.site.as_of.to_string(), total: duties.len(), covered, duties };
    let mut json = serde_json::to_vec_pretty(&assurance).unwrap_or_default();
    json.push(b'\n');
    json
}

/// Every duty as CSV (RFC 4180): a line a duty, its clauses and questions separated by spaces.
pub(super) fn csv(renderer: &Renderer<'_>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(["id", "title", "kind", "theme", "roles", "clauses", "questions", "covered"]);
    for row in rows(renderer) {
        let clauses: Vec<String> =
            row.clauses.iter().map(|clause| format!("{}#{}", clause.document, clause.clause)).collect();
        let questions: Vec<String> = row.questions.iter().map(|one| format!("{}#{}", one.quiz, one.question)).collect();
        let _ = writer.write_record([
            harmless(row.id),
            harmless(row.title),
            row.kind.to_owned(),
            harmless(row.theme),
            row.roles.join(" "),
            clauses.join(" "),
            questions.join(" "),
            row.covered.to_string(),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

fn rows(renderer: &Renderer<'_>) -> Vec<Row> {
    let has_quizzes = !renderer.site.quizzes.is_empty();
    let address = |url: &UrlPath, fragment: &str| format!("{}{}#{fragment}", renderer.base_url(), url.as_str());
    let row = |(id, found): (&crate::model::DutyId, Coverage<'_>)| {
        let duty = renderer.site.duties.get(id)?;
        let clause = |(document, heading): &(&Document, &Heading)| ClauseRow {
            document: document.id.to_string(),
            version: document.current_edition().map_or("", Edition::label).to_owned(),
            clause: heading.id.to_string(),
            number: heading.number.clone(),
            url: address(&document.url, heading.id.as_str()),
        };
        let question = |(quiz, question): &(&Quiz, &Question)| QuestionRow {
            quiz: quiz.id.to_string(),
            question: question.id.to_string(),
            url: address(&quiz.url, &format!("q-{}", question.id)),
        };
        Some(Row {
            id: id.to_string(),
            title: duty.title.clone(),
            kind: duty.kind.name(),
            theme: duty.theme.clone(),
            roles: duty.roles.iter().map(ToString::to_string).collect(),
            clauses: found.clauses.iter().map(clause).collect(),
            questions: found.questions.iter().map(question).collect(),
            covered: found.is_whole(has_quizzes),
        })
    };
    renderer.site.coverage().into_iter().filter_map(row).collect()
}
