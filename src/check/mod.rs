//! The rules: one a file, with its documentation, its level, and every message it can give.
//!
//! Some findings arise while files are read or linked; their messages live here all the same, so that each is written
//! once. What needs the whole site is looked for by [`check`].

pub(crate) mod brand_contrast;
pub(crate) mod broken_anchor;
pub(crate) mod broken_link;
pub(crate) mod broken_lock;
mod change_without_document;
pub(crate) mod clause_id_vanished;
mod consequences;
pub(crate) mod correction_misplaced;
pub(crate) mod deep_nesting;
pub(crate) mod duplicate_id;
pub(crate) mod duplicate_url;
mod effective_before_approval;
pub(crate) mod external_link_insecure;
pub(crate) mod file_too_large;
pub(crate) mod file_unreadable;
pub(crate) mod heading_attribute;
mod heading_skips_level;
mod house_style;
pub(crate) mod invalid_encoding;
pub(crate) mod invalid_value;
pub(crate) mod lock_rewritten;
pub(crate) mod media_type;
mod missing_alt_text;
pub(crate) mod missing_front_matter;
pub(crate) mod missing_key;
mod orphan_page;
pub(crate) mod placeholder_text;
pub(crate) mod quiz_no_correct_option;
pub(crate) mod quiz_pool_too_small;
pub(crate) mod quiz_question;
pub(crate) mod quiz_unreachable_scene;
mod raw_html;
mod reading_age;
pub(crate) mod record_date;
pub(crate) mod record_other_quiz;
pub(crate) mod record_score;
pub(crate) mod record_self_asserted;
pub(crate) mod record_unknown;
pub(crate) mod record_unreadable;
pub(crate) mod record_version;
mod release_not_in_lock;
mod release_without_change_entry;
mod released_file_changed;
mod released_file_missing;
mod review_due_soon;
mod review_overdue;
mod stale_link;
mod stale_question;
pub(crate) mod symlink_outside_content;
mod synonyms;
pub(crate) mod template_error;
pub(crate) mod theme_file;
pub(crate) mod translation_mismatch;
pub(crate) mod translation_missing;
pub(crate) mod translation_out_of_date;
mod uncovered_duty;
pub(crate) mod unexpected_file;
mod unknown_duty;
pub(crate) mod unknown_key;
mod unknown_kind;
mod unknown_owner;
mod unknown_quiz;
mod unknown_role;
pub(crate) mod unknown_rule;
mod unknown_topic;
pub(crate) mod unknown_variable;
mod unknown_version;
pub(crate) mod unportable_name;
pub(crate) mod unsafe_link;
mod unused_media;
mod vague_link_text;
mod version_order;
pub(crate) mod yaml_syntax;

pub use consequences::drop_consequences;
pub use unexpected_file::Unexpected;

pub(crate) use crate::yaml::nearest;

use rayon::prelude::*;

use crate::assemble::DUTIES;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{
    Article, Body, Duty, Edition, Kind, LOCK_FILE, Parsed, Quiz, Review, ReviewState, SETTINGS_FILE, Site, Status,
    Version,
};
use crate::source::Snapshot;
use crate::span::{FilePath, Part, Place, YamlPath, YamlText};

/// Every rule, in the order of their names.
pub static RULES: &[&Rule] = &[
    &brand_contrast::RULE,
    &broken_anchor::RULE,
    &broken_link::RULE,
    &broken_lock::RULE,
    &change_without_document::RULE,
    &clause_id_vanished::RULE,
    &correction_misplaced::RULE,
    &deep_nesting::RULE,
    &duplicate_id::RULE,
    &duplicate_url::RULE,
    &effective_before_approval::RULE,
    &external_link_insecure::RULE,
    &file_too_large::RULE,
    &file_unreadable::RULE,
    &heading_attribute::RULE,
    &heading_skips_level::RULE,
    &house_style::RULE,
    &invalid_encoding::RULE,
    &invalid_value::RULE,
    &lock_rewritten::RULE,
    &media_type::RULE,
    &missing_alt_text::RULE,
    &missing_front_matter::RULE,
    &missing_key::RULE,
    &orphan_page::RULE,
    &placeholder_text::RULE,
    &quiz_no_correct_option::RULE,
    &quiz_pool_too_small::RULE,
    &quiz_question::RULE,
    &quiz_unreachable_scene::RULE,
    &raw_html::RULE,
    &reading_age::RULE,
    &record_date::RULE,
    &record_other_quiz::RULE,
    &record_score::RULE,
    &record_self_asserted::RULE,
    &record_unknown::RULE,
    &record_unreadable::RULE,
    &record_version::RULE,
    &release_not_in_lock::RULE,
    &release_without_change_entry::RULE,
    &released_file_changed::RULE,
    &released_file_missing::RULE,
    &review_due_soon::RULE,
    &review_overdue::RULE,
    &stale_link::RULE,
    &stale_question::RULE,
    &symlink_outside_content::RULE,
    &template_error::RULE,
    &theme_file::RULE,
    &translation_mismatch::RULE,
    &translation_missing::RULE,
    &translation_out_of_date::RULE,
    &uncovered_duty::RULE,
    &unexpected_file::RULE,
    &unknown_duty::RULE,
    &unknown_key::RULE,
    &unknown_kind::RULE,
    &unknown_owner::RULE,
    &unknown_quiz::RULE,
    &unknown_role::RULE,
    &unknown_rule::RULE,
    &unknown_topic::RULE,
    &unknown_variable::RULE,
    &unknown_version::RULE,
    &unportable_name::RULE,
    &unsafe_link::RULE,
    &unused_media::RULE,
    &vague_link_text::RULE,
    &version_order::RULE,
    &yaml_syntax::RULE,
];

/// The rule with a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// Looks for everything that needs the whole site.
#[must_use]
pub fn check(site: &Site) -> Vec<Diagnostic> {
    // Each looks at the whole site; together they are among the longest steps after a save. A few take most of the time, and
    // none may wait behind one of these.
    let found = CHECKS.par_iter().with_max_len(1).map(|check| {
        let mut findings = Vec::new();
        check(site, &mut findings);
        findings
    });
    found.collect::<Vec<_>>().concat()
}

/// What looks at the whole site.
static CHECKS: &[fn(&Site, &mut Vec<Diagnostic>)] = &[
    brand_contrast::check,
    change_without_document::check,
    clause_id_vanished::check,
    effective_before_approval::check,
    heading_skips_level::check,
    house_style::check,
    missing_alt_text::check,
    orphan_page::check,
    placeholder_text::check,
    raw_html::check,
    reading_age::check,
    release_not_in_lock::check,
    release_without_change_entry::check,
    released_file_changed::check,
    released_file_missing::check,
    review_due_soon::check,
    review_overdue::check,
    stale_link::check,
    synonyms::check,
    stale_question::check,
    translation_missing::check,
    translation_out_of_date::check,
    uncovered_duty::check,
    unknown_duty::check,
    unknown_kind::check,
    unknown_owner::check,
    unknown_quiz::check,
    unknown_role::check,
    unknown_topic::check,
    unknown_variable::check,
    unknown_version::check,
    unused_media::check,
    vague_link_text::check,
    version_order::check,
];

/// Everything that the lock shows, at full level whatever `portal.yaml` says: what `vellum verify` proves.
#[must_use]
pub fn lock_findings(site: &Site, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let lock = snapshot.get(&FilePath::new(LOCK_FILE));
    let mut findings = lock.map(|file| crate::parse::parse_lock(file).1).unwrap_or_default();
    release_not_in_lock::check(site, &mut findings);
    released_file_changed::check(site, &mut findings);
    released_file_missing::check(site, &mut findings);
    findings
}

/// What is wrong around a frozen file rather than in it, so that it can be put right elsewhere.
static AROUND_FROZEN: &[&Rule] = &[
    &released_file_changed::RULE,
    &release_without_change_entry::RULE,
    &file_too_large::RULE,
    &file_unreadable::RULE,
    &invalid_encoding::RULE,
    &missing_front_matter::RULE,
    &translation_missing::RULE,
];

/// Gives findings the levels that `portal.yaml` sets, and drops those that are off. Nobody may edit a frozen file, so
/// nothing that is found in it stops a build.
pub fn apply_levels(site: &Site, findings: &mut Vec<Diagnostic>) {
    for finding in findings.iter_mut() {
        if let Some(level) = site.settings.checks.get(finding.rule.name) {
            finding.level = *level;
        }
        if site.frozen.contains(&finding.place.file) && !AROUND_FROZEN.contains(&finding.rule) {
            finding.level = finding.level.min(Level::Warning);
        }
    }
    findings.retain(|finding| finding.level != Level::Off);
}

/// Words for a message: `a`, `b` and `c`.
#[must_use]
pub(crate) fn list<T: AsRef<str>>(words: &[T]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        None => "nothing".into(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// Every original with front matter, published or not, less the changelog.
fn texts(site: &Site) -> impl Iterator<Item = &Parsed> {
    site.articles().chain(&site.unpublished).map(|article| &*article.parsed)
}

/// The texts that people rely on now or will, in all their languages: not what was replaced or withdrawn.
fn relied_on(site: &Site) -> impl Iterator<Item = &Article> {
    let indexes = site.sections.values().filter_map(|section| section.index.as_ref());
    let documents = site.documents.values().flat_map(|document| {
        let lasting = |edition: &&Edition| !matches!(edition.status, Status::Superseded | Status::Withdrawn);
        let editions = document.editions().iter().filter(lasting).map(|edition| &edition.article);
        document.living().into_iter().chain(editions)
    });
    let unpublished = site.unpublished.iter().filter(|article| !is_version(&article.parsed));
    site.home.iter().chain(indexes).chain(documents).chain(unpublished).flat_map(Article::texts)
}

/// True for a text whose words the rules about English understand.
fn is_english(site: &Site, parsed: &Parsed) -> bool {
    let language = parsed.language.clone().unwrap_or_else(|| site.settings.default_language());
    language.as_str().split('-').next() == Some("en")
}

/// What to do about something that `portal.yaml` declares as retired.
const RETIRED_HELP: &str = "name one that is not; only released versions go on naming what was there in their day";

/// True for a released version, which names what was there in its day.
fn is_version(parsed: &Parsed) -> bool {
    Version::parse(parsed.stem()).is_some()
}

/// Every Markdown text, wherever it stands.
fn bodies(site: &Site) -> impl Iterator<Item = &Body> {
    let changes = site.changes.iter().map(|change| &change.parsed.body);
    let terms = site.glossary.terms.iter().map(|term| &term.definition);
    let quizzes = site.quizzes.values().flat_map(Quiz::bodies);
    let texts = site.articles().chain(&site.unpublished).flat_map(Article::texts).map(Article::body);
    texts.chain(changes).chain(terms).chain(quizzes)
}

/// The place of a setting in `portal.yaml`.
pub(crate) fn setting(keys: &[&str], part: Part) -> Place {
    let path = keys.iter().fold(YamlPath::root(), |path, key| path.key(*key));
    YamlText::default().place(&FilePath::new(SETTINGS_FILE), path, part)
}

/// The place of an item of a list that a duty has.
fn duty_item(site: &Site, duty: &Duty, key: &str, index: usize) -> Place {
    duty_place(&site.duties_text, duty.path().key(key).index(index))
}

/// The place of a value in `obligations.yaml`.
pub(crate) fn duty_place(text: &YamlText, path: YamlPath) -> Place {
    text.place(&FilePath::new(DUTIES), path, Part::Value)
}

/// Calls `report` for each document whose review is in a state, with the place to point at and what to do.
fn reviews(site: &Site, state: ReviewState, mut report: impl FnMut(Place, &Review, String)) {
    for (id, review) in site.reviews.iter().filter(|(_, review)| review.state == state) {
        let Some(document) = site.documents.get(id) else { continue };
        let parsed = &document.current().parsed;
        let place = match document.kind {
            Kind::Living(_) => parsed.key("updated"),
            Kind::Versioned(_) => parsed.key("effective"),
        };
        let version =
            document.current_edition().map_or_else(String::new, |edition| format!(" \"{}\"", edition.label()));
        let help = format!(
            "review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `{id}:{version}`"
        );
        report(place, review, help);
    }
}
