//! The files that the addresses become: whether every system can hold them all.

use std::collections::BTreeMap;

use super::pages::{anywhere, place_of};
use crate::check::{duplicate_url, unportable_name};
use crate::diagnostic::Diagnostic;
use crate::model::{Page, Site, UrlPath};
use crate::portable::{fold, part_fault};

/// Adds what is wrong with the names of files, and with files that would be in each other's place.
pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    names(site, findings);
    clashes(site, findings);
}

/// One finding for the folder or file that has the name, not one for everything in it.
fn names(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut previous = "";
    for (url, page) in &site.pages {
        let path = url.as_str();
        let same = path.bytes().zip(previous.bytes()).take_while(|(one, other)| one == other).count();
        // Folders around it that the address before lies in too were looked at with that one.
        let known = path.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        let new = match page {
            // The rest of its address is that of its original.
            Page::Translation(language, _) => language.as_str().get(known..).unwrap_or_default(),
            _ => &path[known..],
        };
        let fault = new.split_terminator('/').find_map(part_fault);
        if let Some(reason) = fault {
            let place = place_of(site, page, url).unwrap_or_else(anywhere);
            findings.push(unportable_name::finding(place, url, &reason));
        }
        previous = path;
    }
}

/// A page with a plain address never clashes with another: each is the only file in its folder. So only what is not plain
/// is compared, with all.
fn clashes(site: &Site, findings: &mut Vec<Diagnostic>) {
    let place = |(url, page): (&UrlPath, &Page)| place_of(site, page, url);
    let mut special: BTreeMap<String, (&UrlPath, &Page)> = BTreeMap::new();
    for entry in site.pages.iter().filter(|(url, _)| !is_plain_page(url)) {
        let folded = fold(&entry.0.output_path());
        let plain = folded.to_ascii_lowercase();
        let plain = UrlPath::new(plain.strip_suffix("index.html").unwrap_or(&plain));
        let taken = special.get(&folded).copied().or_else(|| site.pages.get_key_value(&plain));
        match taken.filter(|(other, _)| *other != entry.0) {
            Some(other) => {
                let place_here = place(entry).unwrap_or_else(anywhere);
                findings.push(duplicate_url::but_for_case(place_here, entry.0, other.0, place(other)));
            }
            None => drop(special.insert(folded, entry)),
        }
    }
    for (folded, file) in &special {
        let folder = format!("{folded}/");
        let inside = special.range(folder.clone()..).next().filter(|(path, _)| path.starts_with(&folder));
        let inside = inside.map(|(_, entry)| *entry).or_else(|| {
            let folder = UrlPath::new(&folder.to_ascii_lowercase());
            let next = site.pages.range(folder.clone()..).next();
            next.filter(|(url, _)| url.as_str().starts_with(folder.as_str()))
        });
        if let Some(inside) = inside {
            let mut places = [place(*file), place(inside)].into_iter().flatten();
            let here = places.next().unwrap_or_else(anywhere);
            findings.push(duplicate_url::file_and_folder(here, file.0, inside.0, places.next()));
        }
    }
}

fn is_plain_page(url: &UrlPath) -> bool {
    url.is_page() && url.as_str().bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-'..=b'9'))
}
