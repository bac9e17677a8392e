//! What the reader shows of a page: title, address, and the text that excerpts are cut from.

use serde::Serialize;

use super::pages::{Page, Section};

/// A page, or some of its sections.
#[derive(Serialize)]
pub(super) struct Excerpt<'a> {
    /// The address, from the portal's root.
    u: &'a str,
    /// The title.
    t: &'a str,
    /// The collection or kind of page.
    c: &'a str,
    /// The version.
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<&'a str>,
    /// The state.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'static str>,
    /// The sections: heading, clause number, anchor, text.
    x: Vec<[&'a str; 4]>,
}

impl<'a> Excerpt<'a> {
    fn new(page: &'a Page, address: &'a str) -> Self {
        Self {
            u: address,
            t: &page.title,
            c: &page.place,
            v: page.version.as_ref().map(|(label, _)| label.as_str()),
            s: page.version.as_ref().map(|(_, status)| status.name()),
            x: Vec::new(),
        }
    }

    /// About how many bytes it takes without sections.
    fn size(&self) -> usize {
        self.u.len() + self.t.len() + self.c.len() + 40
    }
}

fn texts(section: &Section) -> [&str; 4] {
    [&section.heading, &section.number, &section.anchor, &section.text]
}

/// The content of files that are filled up to so many bytes before compression: pages whole where they fit, long ones in
/// parts. A section stays in one file.
pub(super) fn filled<'a>(pages: &'a [Page], addresses: &'a [String], most: usize) -> Vec<Vec<Excerpt<'a>>> {
    let mut files: Vec<Vec<Excerpt<'a>>> = Vec::new();
    let mut filled = most;
    for (page, address) in pages.iter().zip(addresses) {
        let size = |section: &Section| texts(section).iter().map(|text| text.len() + 3).sum::<usize>();
        let head = Excerpt::new(page, address).size();
        let mut is_open = false;
        let mut needed = head + page.sections.iter().map(size).sum::<usize>();
        for section in &page.sections {
            if filled + needed > most {
                files.push(Vec::new());
                filled = 0;
                is_open = false;
            }
            let Some(file) = files.last_mut() else { continue };
            if !is_open {
                file.push(Excerpt::new(page, address));
                filled += head;
                is_open = true;
            }
            filled += size(section);
            file.last_mut().into_iter().for_each(|part| part.x.push(texts(section)));
            needed = 0;
        }
    }
    files
}

/// How many sections a file holds.
pub(super) fn sections(file: &[Excerpt<'_>]) -> usize {
    file.iter().map(|part| part.x.len()).sum()
}
