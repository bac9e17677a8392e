//! What the reader shows of a page: title, address, and the text that excerpts are cut from.

use std::ops::Range;

use super::bytes::push_string;
use super::pages::{Page, Section};

/// A page, or some of its sections.
pub(super) struct Excerpt<'a> {
    page: &'a Page,
    /// Its address, from the portal's root.
    address: &'a str,
    sections: Range<usize>,
}

/// About how many bytes a page takes without sections.
fn head_size(page: &Page, address: &str) -> usize {
    address.len() + page.title.len() + page.place.len() + 40
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
        let head = head_size(page, address);
        let mut is_open = false;
        let mut needed = head + page.sections.iter().map(size).sum::<usize>();
        for (at, section) in page.sections.iter().enumerate() {
            if filled + needed > most {
                files.push(Vec::new());
                filled = 0;
                is_open = false;
            }
            let Some(file) = files.last_mut() else { continue };
            if !is_open {
                file.push(Excerpt { page, address, sections: at..at });
                filled += head;
                is_open = true;
            }
            filled += size(section);
            file.last_mut().into_iter().for_each(|part| part.sections.end = at + 1);
            needed = 0;
        }
    }
    files
}

/// How many sections a file holds.
pub(super) fn sections(file: &[Excerpt<'_>]) -> usize {
    file.iter().map(|part| part.sections.len()).sum()
}

/// Writes a file as JSON: of each page the address `u`, the title `t`, the collection or kind `c`, the version `v` and its
/// state `s` where it has one, and the sections `x`: heading, clause number, anchor and text.
pub(super) fn push_json(bytes: &mut Vec<u8>, file: &[Excerpt<'_>]) {
    push_list(bytes, file, |bytes, part| {
        let Excerpt { page, address, sections } = part;
        let version = page.version.as_ref();
        let fields = [
            (r#"{"u":"#, Some(*address)),
            (r#","t":"#, Some(&page.title)),
            (r#","c":"#, Some(&page.place)),
            (r#","v":"#, version.map(|(label, _)| &**label)),
            (r#","s":"#, version.map(|(_, status)| status.name())),
        ];
        for (name, text) in fields {
            if let Some(text) = text {
                bytes.extend_from_slice(name.as_bytes());
                push_string(bytes, text);
            }
        }
        bytes.extend_from_slice(br#","x":"#);
        push_list(bytes, &page.sections[sections.clone()], |bytes, section| {
            push_list(bytes, &texts(section), |bytes, text| push_string(bytes, text));
        });
        bytes.push(b'}');
    });
}

/// Writes a list of JSON.
fn push_list<T>(bytes: &mut Vec<u8>, list: &[T], each: impl Fn(&mut Vec<u8>, &T)) {
    bytes.push(b'[');
    for (at, one) in list.iter().enumerate() {
        if at > 0 {
            bytes.push(b',');
        }
        each(bytes, one);
    }
    bytes.push(b']');
}
