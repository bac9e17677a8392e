//! What `vellum new quiz` writes.

use super::skeleton::{Skeleton, SkeletonError};
use crate::check::placeholder_text::{NEW_QUESTION, NEW_QUIZ};
use crate::model::{QuizId, Site, is_kebab_case};
use crate::parse::slug;
use crate::theme::fill;

/// A quiz with a question that is marked and one that is not, in block style: a colon or a comma in a text does no harm
/// there. It names the first contact, the role that everybody has, and the day.
pub fn quiz(site: &Site, typed: &str) -> Result<Skeleton, SkeletonError> {
    let name = typed.strip_prefix("quizzes/").unwrap_or(typed);
    let name = name.strip_suffix(".yaml").unwrap_or(name);
    if !is_kebab_case(name) {
        let better = Some(slug(name)).filter(|better| is_kebab_case(better)).unwrap_or_else(|| "photos".to_owned());
        return Err(SkeletonError::Name(typed.to_owned(), better));
    }
    let path = format!("quizzes/{name}.yaml");
    if site.quizzes.contains_key(&QuizId::new(name)) {
        return Err(SkeletonError::Exists(path));
    }
    let settings = &site.settings;
    let owner = settings.contacts.iter().find(|(_, contact)| !contact.retired).map(|(id, _)| id.as_str());
    let role = settings.roles.iter().find(|(_, role)| role.everyone).or_else(|| settings.roles.first());
    let line = |key: &str, value: Option<String>| value.map_or_else(String::new, |value| format!("{key}: {value}\n"));
    let [wrong, why] = NEW_QUESTION;
    let questions = fill(QUESTIONS, &[("wrong", wrong), ("why", why)]);
    let text = format!(
        "title: {title}\nsummary: {NEW_QUIZ}\n{owner}updated: {today}\n{roles}pass_mark: 80\n{questions}",
        title = title(name),
        owner = line("owner", owner.map(str::to_owned)),
        today = site.as_of,
        roles = line("roles", role.map(|(id, _)| format!("[{id}]"))),
    );
    Ok(Skeleton::new(name, vec![(path, text)], None))
}

/// `photos-and-films` as `Photos and films`.
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    // A title of digits alone would be read as a number.
    let title: String = first.into_iter().chain(letters).collect();
    if title.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') { format!("Quiz {title}") } else { title }
}

/// The questions of a quiz that nobody has written yet.
const QUESTIONS: &str = "\
questions:
  - id: what-to-do-first
    kind: single
    ask: What happened, and what do you do first?
    options:
      - text: The right answer
        correct: true
      - text: {wrong}
        why: What would go wrong.
    why: {why}
    # The clause that it is about, and the duties that it tests:
    # see: ../policies/social-media/#private-messages
    # covers: [minimise-and-accuracy]
  - id: what-will-you-change
    kind: reflection
    ask: What will you do differently?
";
