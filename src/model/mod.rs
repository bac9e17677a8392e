//! What a portal is, as inert data: documents, versions, changes, duties, roles, and the URLs they have.

mod article;
mod body;
mod change;
mod coverage;
mod date;
mod document;
mod events;
mod fingerprint;
mod ids;
mod lock;
mod package;
mod question;
mod quiz;
mod readability;
mod register;
mod remembered;
mod schedule;
mod settings;
mod site;
mod training;
mod url;
mod wording;

pub use article::{Article, FrontMatter, Parsed};
pub use body::{Body, CodeBlock, Corrected, Heading, Image, Link, LinkTarget, Markup};
pub use change::{Action, Change, ChangeKind, Correction, DocumentChange};
pub use coverage::Coverage;
pub use date::{Date, Interval};
pub use document::{Document, Edition, Kind, Status, Version};
pub use events::{Events, Recorder, Recording};
pub use fingerprint::Fingerprint;
pub use ids::{
    ClauseId, CollectionId, ContactId, DocumentId, DutyId, Language, OrganisationKind, QuestionId, QuizId, RoleId,
    SceneId, TopicId, is_kebab_case, is_language_tag,
};
pub use lock::{HEADER, LOCK_FILE, Lock, Name, Record, Released, Seal, first, sum, text_hash};
pub use package::{OnFailing, Standard};
pub use question::{
    Category, Choice, DateAnswer, Decision, Gap, GapPart, Matching, Number, Pair, Question, QuestionKind, Scene,
    ShortText, WrongAnswer, most_points,
};
pub use quiz::{Attempts, Draw, Presentation, Quiz, Reference, Refresher, Shuffle};
pub use readability::{Grade, HardSentence, Readability};
pub use register::{Basis, Duty, DutyRegister, DutySource, Glossary, Term};
pub use remembered::{Remembered, Slip, Target, Targets};
pub use schedule::{Moment, Occasion, OccasionKind};
pub use settings::{
    Collection, CollectionKind, Contact, HouseStyle, HtmlPolicy, Markdown, NavigationItem, Role, SETTINGS_FILE, Search,
    Settings, Synonyms, Topic, next_variable,
};
pub use site::{Page, Review, ReviewState, Section, SectionId, Site};
pub use training::ClauseTexts;
pub use url::UrlPath;
pub(crate) use url::{percent_decode, percent_encode};
pub use wording::Wording;
