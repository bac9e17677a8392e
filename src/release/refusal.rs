//! Why a draft is not released, each with what to do about it.

use crate::model::{Date, DocumentId, Version};

/// One reason not to release a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The content has no such document.
    #[error("there is no document `{id}`; {help}")]
    NoDocument {
        /// What was asked for.
        id: String,
        /// What to write instead.
        help: String,
    },
    /// The document has no versions.
    #[error("`{0}` is a living document, which has no versions: edit its file, and write the day under `updated`")]
    Living(DocumentId),
    /// There is nothing to release.
    #[error("`{0}` has no draft.md; `vellum new version {0}` makes one from the version in force")]
    NoDraft(DocumentId),
    /// No changelog entry says what the version changes.
    #[error(
        "no changelog entry says what the next version of `{0}` changes and why; `vellum new change {0}` makes one, without a date until the release"
    )]
    NoEntry(DocumentId),
    /// An entry is about another document that is not released with this one.
    #[error("{file} also names `{other}`, which is not released now; give each document an entry of its own")]
    EntryNamesOther {
        /// The entry.
        file: String,
        /// The other document.
        other: DocumentId,
    },
    /// The entry holds nothing but what `vellum new change` wrote.
    #[error("{0} still holds the words with which it was made; write what changed and why")]
    EntryUnwritten(String),
    /// The version asked for is lower than the changes require.
    #[error("--version {asked} is too low: {last} and with these changelog entries it is {least} or higher")]
    VersionTooLow {
        /// What was asked for.
        asked: Version,
        /// What there is, in words.
        last: String,
        /// The lowest version that it can be.
        least: Version,
    },
    /// The approver is not declared.
    #[error("there is no contact `{id}` to approve it; {help}")]
    NoApprover {
        /// What was asked for.
        id: String,
        /// What to write instead.
        help: String,
    },
    /// The approver has left.
    #[error("the contact `{0}` is retired and cannot approve anything; name one that is not")]
    ApproverRetired(String),
    /// It is not approved yet.
    #[error("it cannot be approved on {approved}, which is after {today}; release it once it is approved")]
    ApprovedLater {
        /// The day of the approval.
        approved: Date,
        /// The day of the release.
        today: Date,
    },
    /// It would bind people before anybody approved it.
    #[error(
        "it cannot take effect on {effective}, before it is approved on {approved}; give --effective a later day, or --approved-on an earlier one"
    )]
    EffectiveBeforeApproval {
        /// The first day in force.
        effective: Date,
        /// The day of the approval.
        approved: Date,
    },
    /// It would take effect before the version that it follows.
    #[error(
        "it cannot take effect on {effective}, because version {last} takes effect on {since}; give --effective a later day"
    )]
    NotAfterLast {
        /// The first day in force.
        effective: Date,
        /// The version before.
        last: Version,
        /// Its first day in force.
        since: Date,
    },
    /// A heading whose anchor was made from a variable.
    #[error(
        "the anchor of the heading \"{heading}\" is made from a variable and would change; write `{{#{id}}}` behind the heading"
    )]
    HeadingWithoutId {
        /// The heading.
        heading: String,
        /// Its anchor now.
        id: String,
    },
    /// A value that means something else once it stands in Markdown.
    #[error(
        "the text would read differently with the values of its variables written into it; write those that hold Markdown into draft.md yourself"
    )]
    VariableReadsOtherwise,
    /// The front matter is written in a way in which no line can be added.
    #[error("the front matter of {0} cannot be changed safely; write it with one key a line")]
    FrontMatter(String),
}
