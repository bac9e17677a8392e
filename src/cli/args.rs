//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::{ChangeKind, Date, OnFailing, Standard, Version};

/// Publishes an organisation's social media policy, guidance and training as a static portal.
#[derive(Debug, Parser)]
#[command(name = "vellum", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// The folder with portal.yaml
    #[arg(long, global = true, value_name = "DIR", default_value = "content")]
    pub(super) content: PathBuf,

    /// The folder with the project's own themes [default: `themes` beside the content folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) themes: Option<PathBuf>,

    /// The date that the portal is for [default: today in the portal's time zone]
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,

    /// Include drafts
    #[arg(long, global = true)]
    pub(super) drafts: bool,

    /// Where the portal will be published, instead of `base_url` in portal.yaml
    #[arg(long, global = true, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,

    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Say more
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new portal, with policies, guidance and training to begin with, all or nothing
    Init(InitArguments),
    /// Publish the portal into a folder, all or nothing
    Build(BuildArguments),
    /// Look for everything that is wrong
    Check(CheckArguments),
    /// Show the portal live while you edit
    Serve(ServeArguments),
    /// Write a file to begin with
    #[command(subcommand)]
    New(NewCommand),
    /// Freeze a draft as the next version of its document, all or nothing
    Release(ReleaseArguments),
    /// List what waits: reviews, scheduled versions, drafts, uncovered duties
    Status(StatusArguments),
    /// Prove that no released version was altered
    Verify(VerifyArguments),
    /// Show what changed from one version of a document to another
    Diff(DiffArguments),
    /// Pack a quiz with its text for a learning management system
    #[command(subcommand)]
    Export(ExportCommand),
    /// Print the JSON Schema of a file, for an editor
    Schema(SchemaArguments),
    /// Say what a rule is about and how to put it right
    Explain(ExplainArguments),
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder to make it in: a new one, or an empty one
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,

    /// The organisation's name, for `organisation` in portal.yaml; --base-url sets the address there
    #[arg(long, value_name = "NAME", value_parser = organisation)]
    pub(super) organisation: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// The folder to publish into
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub(super) out: PathBuf,

    /// Make a portal that opens from a folder without a server
    #[arg(long)]
    pub(super) portable: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,

    /// Fail where fewer than PERCENT of the duties have a clause in force and, with quizzes, a question
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(super) fail_under: Option<u8>,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewCommand {
    /// A draft of the next version of a document, with the text of the version in force
    Version {
        /// The document, such as policies/social-media
        #[arg(value_name = "DOC")]
        document: String,
    },
    /// A translation of a text, to begin with in the words of the original
    Translation {
        /// The text: a document such as policies/social-media, the path of a file, or home
        #[arg(value_name = "TEXT")]
        text: String,

        /// The language, as in `languages` of portal.yaml
        #[arg(value_name = "LANGUAGE")]
        language: String,
    },
    /// A changelog entry that waits for the release of a draft
    Change {
        /// The document, such as policies/social-media
        #[arg(value_name = "DOC")]
        document: String,

        /// Whether a duty, deadline or mandatory rule changes, or only advice, examples and contacts
        #[arg(long, value_name = "KIND", default_value = "substantive")]
        kind: ReleaseKind,
    },
    /// A quiz with two questions to write over
    Quiz {
        /// The name of its file and of its address, such as photos
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// A SCORM package
    Scorm {
        /// The version of SCORM that the system knows
        #[arg(long, value_name = "VERSION", default_value = "2004")]
        version: ScormVersion,

        #[command(flatten)]
        package: PackageArguments,
    },
    /// A cmi5 package, which reports by xAPI
    Cmi5(PackageArguments),
}

#[derive(Debug, Args)]
pub(super) struct PackageArguments {
    /// The quiz: the name of its file, such as essentials
    #[arg(value_name = "QUIZ")]
    pub(super) quiz: String,

    /// The file to write [default: the name of the quiz and of the standard, here]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,

    /// What the system is told of an attempt that did not pass
    #[arg(long, value_name = "STATUS", default_value = "failed")]
    pub(super) on_failing: FailingStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ScormVersion {
    /// SCORM 1.2
    #[value(name = "1.2")]
    V12,
    /// SCORM 2004, 4th edition
    #[value(name = "2004")]
    V2004,
}

impl From<ScormVersion> for Standard {
    fn from(version: ScormVersion) -> Self {
        match version {
            ScormVersion::V12 => Self::Scorm12,
            ScormVersion::V2004 => Self::Scorm2004,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailingStatus {
    /// Failed, until a later attempt passes
    Failed,
    /// Not complete yet
    Incomplete,
}

impl From<FailingStatus> for OnFailing {
    fn from(status: FailingStatus) -> Self {
        match status {
            FailingStatus::Failed => Self::Failed,
            FailingStatus::Incomplete => Self::Incomplete,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReleaseKind {
    Substantive,
    Editorial,
}

impl From<ReleaseKind> for ChangeKind {
    fn from(kind: ReleaseKind) -> Self {
        match kind {
            ReleaseKind::Substantive => Self::Substantive,
            ReleaseKind::Editorial => Self::Editorial,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ReleaseArguments {
    /// The document, such as policies/social-media
    #[arg(value_name = "DOC")]
    pub(super) document: String,

    /// The first day on which the version is in force
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) effective: Date,

    /// Who approved it: a key of `contacts` in portal.yaml
    #[arg(long, value_name = "CONTACT")]
    pub(super) approved_by: String,

    /// When it was approved [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) approved_on: Option<Date>,

    /// A higher version than the changelog entries require
    #[arg(long, value_name = "X.Y", value_parser = version)]
    pub(super) version: Option<Version>,

    /// Release without a question
    #[arg(short, long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    /// How to print the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: StatusFormat,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// Compare versions.lock with that of an earlier commit as well: lines may only have been appended
    #[arg(long, value_name = "REF")]
    pub(super) base: Option<String>,

    /// Check a training record that a learner has downloaded against the portal as well; it stays the learner's own word
    #[arg(long, value_name = "FILE")]
    pub(super) record: Option<PathBuf>,

    /// Record released versions that versions.lock does not know yet, as they are now
    #[arg(long, conflicts_with_all = ["base", "record", "format"])]
    pub(super) adopt: bool,

    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The port to listen on; if it is in use, the next free one
    #[arg(long, value_name = "PORT", default_value_t = 4173)]
    pub(super) port: u16,

    /// The interface to listen on; anything but this machine's own lets others in
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: String,

    /// Open the portal in the browser
    #[arg(long)]
    pub(super) open: bool,

    /// Let open pages go to the page of the file that was saved
    #[arg(long)]
    pub(super) follow: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people
    Human,
    /// One JSON document
    Json,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The document: its id, such as policies/social-media, or the path of its folder or of a file in it
    #[arg(value_name = "DOC")]
    pub(super) document: String,

    /// The earlier version, such as 1.1 [default: with a draft, the version in force; else the newest but one]
    #[arg(value_name = "A")]
    pub(super) before: Option<String>,

    /// The later version, or draft [default: the version in force if A is given; else the newest, drafts included]
    #[arg(value_name = "B")]
    pub(super) after: Option<String>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: DiffFormat,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The kind of file, such as quiz; all kinds if left out
    pub(super) kind: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The rule, as it stands in brackets before a finding; all rules if left out
    pub(super) rule: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// One JSON document
    Json,
    /// Workflow commands of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A JUnit report, for CI systems that show tests
    Junit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// For people, in columns
    Human,
    /// One JSON document
    Json,
    /// For spreadsheets
    Csv,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write year-month-day, such as 2026-06-19".to_owned())
}

fn organisation(text: &str) -> Result<String, String> {
    let name = text.trim();
    let valid = !name.is_empty() && !name.contains(char::is_control) && !name.contains("{{");
    if valid { Ok(name.to_owned()) } else { Err("write a name, such as \"Northtown Council\"".to_owned()) }
}

fn version(text: &str) -> Result<Version, String> {
    Version::parse(text).ok_or_else(|| "write two numbers, such as 2.0".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    let valid = crate::parse::is_web_address(text);
    if valid { Ok(text.to_owned()) } else { Err("write an address such as https://policy.example.org/".to_owned()) }
}
