//! Pages that list: home, folders, roles, topics, glossary, and the page for wrong addresses.

use serde::Serialize;
use tera::Context;

use super::link::Linker;
use super::quiz::{self, QuizEntry};
use super::view::{self, LinkView, PageView};
use super::{Renderer, changes, record};
use crate::diagnostic::Diagnostic;
use crate::model::{Change, Document, Kind, RoleId, SectionId, TopicId, UrlPath};

type Made = (&'static str, Context);
pub(super) type Tried<T> = Result<T, Box<Diagnostic>>;

pub(super) fn fixed_page(renderer: &Renderer<'_>, url: &UrlPath, title: &str, summary: &str) -> PageView {
    let strings = &renderer.theme.strings;
    let mut page = view::page(renderer, url, strings.get(title).to_owned(), strings.get(summary).to_owned());
    page.crumbs = view::crumbs(renderer, &renderer.linker(url), None);
    page
}

/// The home page.
pub(super) fn home(renderer: &Renderer<'_>, url: &UrlPath) -> Tried<Made> {
    let site = renderer.site;
    let settings = renderer.settings();
    let linker = renderer.linker(url);
    // Where only the default language has a text of its own, the page is a list.
    let article = site.home.as_ref().map(|home| renderer.article(home)).filter(|home| renderer.foreign(home).is_none());
    let front = article.map(crate::model::Article::front);
    let title = front.map_or_else(|| settings.title.clone(), |front| settings.fill_in(&front.title));
    let summary = front.map_or_else(|| settings.tagline.clone(), |front| settings.fill_in(&front.summary));
    let page = view::page(renderer, url, title, summary);
    let mut tasks: Vec<LinkView> = front
        .into_iter()
        .flat_map(|front| &front.tasks)
        .filter_map(|id| view::document_link(renderer, &linker, id))
        .collect();
    tasks.sort_by_key(|task| task.language.is_some());
    let policies = site
        .documents
        .values()
        .filter(|document| matches!(document.kind, Kind::Versioned(_)) && document.is_in_force());
    let policies = document_items(renderer, url, policies)?;
    let mut context = view::context(&page);
    context.insert("body", &article.map(|home| renderer.text(home.body(), &linker, "")));
    context.insert("tasks", &tasks);
    context.insert("policies", &policies);
    context.insert(
        "roles",
        &view::roles(
            renderer,
            &linker,
            settings.roles.iter().filter(|(_, role)| !role.everyone && !role.retired).map(|(id, _)| id),
        ),
    );
    context.insert("changes", &changes::lines(renderer, &linker, changes::latest(renderer.site, |_| true)));
    context.insert("changes_href", &linker.href(&UrlPath::new("changes/")));
    Ok(("home.html", context))
}

/// The overview of a folder.
pub(super) fn section(renderer: &Renderer<'_>, url: &UrlPath, id: &SectionId) -> Tried<Made> {
    let Some(section) = renderer.site.sections.get(id) else { return Ok(not_found(renderer)) };
    let linker = renderer.linker(url);
    let fill_in = |text: &str| renderer.settings().fill_in(text);
    let (title, summary, _) = renderer.section_words(section);
    let mut page = view::page(renderer, url, fill_in(&title), fill_in(&summary));
    page.crumbs = view::crumbs(renderer, &linker, id.parent());
    let index = section.index.as_ref().map(|index| renderer.article(index)).filter(|it| renderer.foreign(it).is_none());
    let documents = section.documents.iter().filter_map(|id| renderer.site.documents.get(id));
    let mut context = view::context(&page);
    context.insert("body", &index.map(|index| renderer.text(index.body(), &linker, "")));
    context.insert("documents", &document_items(renderer, url, documents)?);
    context.insert("sections", &section_links(renderer, &linker, &section.sections));
    Ok(("section.html", context))
}

pub(super) fn section_links(renderer: &Renderer<'_>, linker: &Linker, ids: &[SectionId]) -> Vec<LinkView> {
    let section = |id: &SectionId| renderer.site.sections.get(id);
    ids.iter().filter_map(section).map(|section| view::section_link(renderer, linker, section)).collect()
}

/// The list of roles.
pub(super) fn roles(renderer: &Renderer<'_>, url: &UrlPath) -> Made {
    let linker = renderer.linker(url);
    let page = fixed_page(renderer, url, "roles", "roles_summary");
    let mut context = view::context(&page);
    context.insert(
        "links",
        &view::roles(
            renderer,
            &linker,
            renderer.settings().roles.iter().filter(|(_, role)| !role.retired).map(|(id, _)| id),
        ),
    );
    ("links.html", context)
}

/// The list of topics.
pub(super) fn topics(renderer: &Renderer<'_>, url: &UrlPath) -> Made {
    let linker = renderer.linker(url);
    let page = fixed_page(renderer, url, "topics", "topics_summary");
    let mut context = view::context(&page);
    context.insert(
        "links",
        &view::topics(
            renderer,
            &linker,
            renderer.settings().topics.iter().filter(|(_, topic)| !topic.retired).map(|(id, _)| id),
        ),
    );
    ("links.html", context)
}

/// What applies to one role.
pub(super) fn role(renderer: &Renderer<'_>, url: &UrlPath, id: &RoleId) -> Tried<Made> {
    let site = renderer.site;
    let Some(role) = renderer.settings().roles.get(id) else { return Ok(not_found(renderer)) };
    let linker = renderer.linker(url);
    let mut page = view::page(renderer, url, role.title.clone(), role.summary.clone());
    page.crumbs = crumbs_to(renderer, &linker, "roles", "roles/");
    let (own, everyone) = renderer.for_role(id);
    let quizzes = site.training().into_iter().filter(|quiz| site.concerns(&quiz.roles, id));
    let quizzes: Vec<QuizEntry> = quizzes.map(|quiz| quiz::entry(renderer, &linker, quiz)).collect();
    let asks = |document: &Document| record::to_confirm(renderer, document).is_some();
    if !quizzes.is_empty() || own.documents().chain(everyone.documents()).any(asks) {
        view::add_style(renderer, url, &mut page, "record.css");
        view::add_script(renderer, url, &mut page, "record-marks.js");
    }
    let changes = changes::latest(site, |change| {
        let roles: Vec<RoleId> = site.change_roles(change).into_iter().cloned().collect();
        site.concerns(&roles, id)
    });
    let mut context = view::context(&page);
    context.insert("own", &own.items(renderer, url)?);
    context.insert("everyone", &everyone.items(renderer, url)?);
    context.insert("quizzes", &quizzes);
    context.insert("record", &linker.href(&UrlPath::new("training/record/")));
    let asks = |change: &&&Change| change.action.as_ref().is_some_and(|action| action.is_open(site.as_of));
    let actions = changes.iter().filter(asks).map(|change| changes::view_of(renderer, &linker, change));
    context.insert("actions", &actions.collect::<Vec<_>>());
    context.insert("changes", &changes::lines(renderer, &linker, changes));
    context.insert("changes_href", &linker.href(&UrlPath::new("changes/")));
    Ok(("role.html", context))
}

/// What there is on one topic.
pub(super) fn topic(renderer: &Renderer<'_>, url: &UrlPath, id: &TopicId) -> Tried<Made> {
    let Some(topic) = renderer.settings().topics.get(id) else { return Ok(not_found(renderer)) };
    let linker = renderer.linker(url);
    let mut page = view::page(renderer, url, topic.title.clone(), topic.summary.clone());
    page.crumbs = crumbs_to(renderer, &linker, "topics", "topics/");
    let mut context = view::context(&page);
    context.insert("documents", &renderer.on_topic(id).items(renderer, url)?);
    Ok(("topic.html", context))
}

/// Documents as a page lists them; what is in the reader's language comes first.
fn document_items<'d>(
    renderer: &Renderer<'_>,
    url: &UrlPath,
    documents: impl IntoIterator<Item = &'d Document>,
) -> Tried<Vec<String>> {
    let mut documents: Vec<&Document> = documents.into_iter().collect();
    renderer.own_first(&mut documents);
    documents.into_iter().map(|document| item(renderer, url, document)).collect()
}

/// A document as a page lists it.
pub(super) fn item(renderer: &Renderer<'_>, url: &UrlPath, document: &Document) -> Tried<String> {
    let mut context = Context::new();
    context.insert("document", &view::document(renderer, &renderer.linker(url), document));
    renderer.part("parts/document.html", &context, url)
}

pub(super) fn crumbs_to(renderer: &Renderer<'_>, linker: &Linker, title: &str, url: &str) -> Vec<LinkView> {
    let mut crumbs = view::crumbs(renderer, linker, None);
    let title = renderer.theme.strings.get(title).to_owned();
    crumbs.push(LinkView { title, href: linker.href(&UrlPath::new(url)), ..LinkView::default() });
    crumbs
}

/// The glossary.
pub(super) fn glossary(renderer: &Renderer<'_>, url: &UrlPath) -> Made {
    #[derive(Serialize)]
    struct TermView<'a> {
        id: &'a str,
        term: &'a str,
        group: Option<&'a str>,
        also: &'a [String],
        see: Vec<LinkView>,
        definition: String,
    }
    #[derive(Serialize)]
    struct LetterView<'a> {
        letter: String,
        terms: Vec<TermView<'a>>,
    }
    let glossary = &renderer.site.glossary;
    let linker = renderer.linker(url);
    let page = fixed_page(renderer, url, "glossary", "glossary_summary");
    let mut terms: Vec<_> = glossary.terms.iter().collect();
    terms.sort_by_cached_key(|term| term.term.to_lowercase());
    let mut letters: Vec<LetterView<'_>> = Vec::new();
    for term in terms {
        let see = term.see.iter().filter_map(|id| glossary.terms.iter().find(|other| other.id == *id));
        let view = TermView {
            id: &term.id,
            term: &term.term,
            group: term.group.as_ref().and_then(|group| glossary.groups.get(group)).map(String::as_str),
            also: &term.also,
            see: see
                .map(|other| LinkView {
                    title: other.term.clone(),
                    href: format!("#{}", other.id),
                    ..LinkView::default()
                })
                .collect(),
            definition: renderer.text(&term.definition, &linker, &format!("{}-", term.id)),
        };
        let letter: String = term.term.chars().next().into_iter().flat_map(char::to_uppercase).collect();
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.terms.push(view),
            _ => letters.push(LetterView { letter, terms: vec![view] }),
        }
    }
    let mut context = view::context(&page);
    context.insert("letters", &letters);
    ("glossary.html", context)
}

/// The page for addresses that do not exist.
pub(super) fn not_found(renderer: &Renderer<'_>) -> Made {
    let url = UrlPath::new("404.html");
    let mut page = fixed_page(renderer, &url, "not_found", "not_found_summary");
    page.index = false;
    page.crumbs = Vec::new();
    ("not-found.html", view::context(&page))
}
