//! `vellum check`

use super::Outcome;
use super::args::{Arguments, CheckArguments, Format};
use super::build::render_all;
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::diagnostic::Counts;
use crate::render::{LinkStyle, Renderer, Shared};

/// Looks for everything that is wrong, pages included, and publishes nothing.
pub(super) fn run(arguments: &Arguments, options: &CheckArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut portal = load(arguments, &Folders::of(arguments))?;
    // Templates fail only on pages; a site with errors may have pages that cannot be made.
    if !portal.has_errors() {
        let failures = {
            let shared = Shared::for_a_look();
            let renderer = Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative);
            let renderer = renderer.sharing(&shared);
            render_all(&renderer, &portal.site.urls().collect::<Vec<_>>(), |_, _| Ok(()))?
        };
        portal.add(failures);
    }
    terminal.report(options.format, &portal.findings, &portal.snapshot);
    if options.format == Format::Human && portal.counts() == Counts::default() {
        terminal.note(&format!("no findings in {} documents", portal.site.documents.len()));
    }
    let covered = portal.site.covered();
    let too_few = options.fail_under.is_some_and(|wanted| covered < usize::from(wanted));
    if too_few {
        terminal.failure(&anyhow::anyhow!(
            "{covered}% of the duties are wholly answered, fewer than --fail-under asks for; see /assurance/"
        ));
    }
    Ok(if too_few || portal.has_errors() { Outcome::Findings } else { Outcome::Clean })
}
