//! The features of Vellum, tested from outside: through the command, and through the library where no disk is needed.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod assurance;
mod clauses;
mod consequences;
mod editions;
mod escaping;
mod facts;
mod findings;
mod footnotes;
mod formats;
mod golden;
mod init;
mod input;
mod invariants;
mod languages;
mod links;
mod packages;
mod properties;
mod prose;
mod publish;
mod record;
mod redline;
mod release;
mod reviews;
mod rules;
mod schedule;
mod schemas;
mod search;
mod seed;
mod serve;
mod support;
mod versions;
