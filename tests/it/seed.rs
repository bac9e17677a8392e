//! What this repository's content has to answer: each of the 34 points of the article that it began with, and each of the
//! 45 duties.

use std::collections::BTreeSet;

use vellum::model::{Article, Body, DocumentId, LinkTarget, Markup, UrlPath};

use crate::facts::content;

/// Each point, with the document and the clause that answer it, and the words that do; without a clause, the whole text.
const POINTS: [(&str, &str, &str, &str); 34] = [
    ("S01", "guidance/tasks/open-or-close-channel", "", "New platforms keep appearing"),
    ("S02", "policies/social-media", "why", "Social media lets people reach us quickly"),
    ("S03", "guidance/roles/customer-service", "", "it is quick and direct"),
    ("S04", "guidance/tasks/insights-and-listening", "purpose", "Platforms show us what people like"),
    ("S05", "guidance/roles/senior-managers", "duties", "Plan for the day on which we lose a channel"),
    ("S06", "policies/social-media", "why", "It has risks too"),
    ("S07", "policies/social-media", "the-law", "the Data Protection Act 2018"),
    ("S08", "guidance/start-here", "", "apply to it, as they do to email and paper"),
    ("S09", "guidance/roles/customer-service", "", "Customers write to us on social media"),
    ("S10", "guidance/training/essentials", "personal-data", "The number looks harmless"),
    ("S11", "policies/social-media", "the-law", "Data protection law applies to social media just as it does to email"),
    ("S12", "policies/social-media", "consequences", "can also reprimand or fine us"),
    ("S13", "policies/social-media", "consequences", "cost us their trust"),
    ("S14", "policies/account-security", "encryption", "the networks that messages pass over"),
    ("S15", "policies/social-media", "training", "learns the data protection principles and the risks"),
    ("S16", "policies/social-media", "training", "Take a refresher every 12 months"),
    ("S17", "policies/social-media", "training", "including senior managers"),
    ("S18", "policies/social-media", "training", "People who answer customers or run accounts have extra training"),
    (
        "S19",
        "policies/social-media",
        "private-messages",
        "Any other use needs its own lawful basis, which may be consent",
    ),
    ("S20", "policies/social-media", "why", "This policy sets 1 standard for everyone"),
    ("S21", "guidance/training/essentials", "colleagues", "would never give out a colleague's details on purpose"),
    ("S22", "guidance/training/essentials", "colleagues", "Once it is out, we cannot control what others do with it"),
    ("S23", "policies/social-media", "acts-of-staff", "We may be liable"),
    ("S24", "policies/account-security", "encryption", "The law names it as an example of a security measure"),
    ("S25", "policies/account-security", "encryption", "makes data unreadable to anyone without the key"),
    ("S26", "policies/social-media", "ask-for-little", "Ask only for what you need to deal with the matter"),
    ("S27", "policies/account-security", "mfa", "You must turn it on for every official account"),
    ("S28", "policies/account-security", "access", "Give each person the least access that their work needs"),
    ("S29", "about/this-guidance", "", "Social media is useful. It also carries risks"),
    ("S30", "about/this-guidance", "", "knowing the rules lets us have the one without the other"),
    ("S31", "policies/social-media", "public-details", "Keep your own and colleagues'"),
    ("S32", "about/this-guidance", "contacts", "personal data, requests, breaches"),
    ("S33", "about/this-guidance", "limits", "They are not legal advice and cannot replace it"),
    ("S34", "policies/social-media", "review", "reviews this policy every 12 months"),
];

#[test]
fn every_point_of_the_article_is_answered() {
    let portal = content().portal();
    let is_answered = |(_, document, clause, words): &(&str, &str, &str, &str)| {
        let body = portal.site.documents.get(&DocumentId::new(document)).map(|found| found.current().body());
        let text = body.and_then(|body| if clause.is_empty() { Some(body.markdown()) } else { body.clause(clause) });
        text.is_some_and(|text| text.contains(words))
    };
    let missing: Vec<&str> = POINTS.iter().filter(|point| !is_answered(point)).map(|(number, ..)| *number).collect();
    assert_eq!(missing, [""; 0]);
    let numbers: Vec<String> = (1..=34).map(|number| format!("S{number:02}")).collect();
    assert_eq!(POINTS.map(|(number, ..)| number.to_owned()).to_vec(), numbers);
    // The register names the same points, each at a duty.
    let points: BTreeSet<&String> = portal.site.duties.values().flat_map(|duty| &duty.points).collect();
    assert_eq!(points.into_iter().cloned().collect::<Vec<_>>(), numbers);
}

#[test]
fn every_page_says_who_answers_for_it_what_it_is_about_and_when_it_was_checked() {
    let portal = content().portal();
    let lacks = |document: &&vellum::model::Document| {
        let front = document.current().front();
        front.owner.is_none() || front.topics.is_empty() || front.updated.or(front.effective).is_none()
    };
    let lacking: Vec<&str> = portal.site.documents.values().filter(lacks).map(|it| it.id.as_str()).collect();
    assert_eq!(lacking, [""; 0]);
}

/// Links that take a reader nowhere: to the page that they are on, or once more to what the same line links to. A line is a
/// paragraph, an item of a list or a row of a table.
fn useless_links(body: &Body, own: &[&UrlPath]) -> Vec<String> {
    let mut useless = Vec::new();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    let links = body.markup.iter().filter_map(|markup| match markup {
        Markup::Link(link) => Some(link),
        Markup::Image(_) => None,
    });
    for link in links {
        let itself = matches!(&link.target, LinkTarget::Internal { url, fragment, .. }
            if fragment.is_empty() && own.contains(&url));
        let line = body.source[..link.range.start].rfind('\n').unwrap_or(0);
        if itself || !seen.insert((line, &link.destination)) {
            useless.push(format!("{}: [{}]({})", body.file, link.text, link.destination));
        }
    }
    useless
}

#[test]
fn every_link_takes_its_reader_further() {
    let portal = content().portal();
    let mut useless = Vec::new();
    for document in portal.site.documents.values() {
        for article in document.articles().flat_map(Article::texts) {
            useless.extend(useless_links(article.body(), &[&article.url, &document.url]));
        }
    }
    let pages =
        portal.site.home.iter().chain(portal.site.sections.values().filter_map(|section| section.index.as_ref()));
    useless.extend(pages.flat_map(|page| useless_links(page.body(), &[&page.url])));
    useless.extend(portal.site.changes.iter().flat_map(|change| useless_links(&change.parsed.body, &[])));
    assert_eq!(useless, [""; 0]);
}

#[test]
fn every_duty_has_a_clause_and_a_question() {
    let every_kind = "[private, charity, public-body, england, wales, scotland, northern-ireland]";
    let portal = content().setting("[private, england]", every_kind).portal();
    let coverage = portal.site.coverage();
    assert_eq!(coverage.len(), 45);
    let open: Vec<&str> =
        coverage.iter().filter(|(_, found)| !found.is_whole(true)).map(|(id, _)| id.as_str()).collect();
    assert_eq!(open, [""; 0]);
}
