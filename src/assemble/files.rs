//! The files that the addresses become: whether every system can hold them all.

use std::collections::BTreeMap;

use super::pages::{anywhere, place_of};
use crate::check::{duplicate_url, unportable_name};
use crate::diagnostic::Diagnostic;
use crate::model::{Page, Site, UrlPath};
use crate::portable::{fold, part_fault};
use crate::search;
use crate::theme::ASSETS;

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

/// What an address that is not plain belongs to, by the path of its file where case is ignored.
type Special<'s> = BTreeMap<String, (&'s UrlPath, &'s Page)>;

/// A page with a plain address never clashes with another: each is the only file in its folder. So only what is not plain
/// is compared, with all.
fn clashes(site: &Site, findings: &mut Vec<Diagnostic>) {
    let place = |(url, page): (&UrlPath, &Page)| place_of(site, page, url);
    let mut special = Special::new();
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
        let inside = inside(&special, &folder).or_else(|| {
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
    in_files_of_pages(site, &special, findings);
    with_files_of_no_page(site, &special, findings);
}

/// Files in a folder that has the name of the file of a page: `tasks/index.html/form.pdf`. One finding a folder.
fn in_files_of_pages(site: &Site, special: &Special<'_>, findings: &mut Vec<Diagnostic>) {
    let mut known = "";
    for (folded, inside) in special {
        for (slash, _) in folded.match_indices('/') {
            let folder = &folded[..slash];
            let page = folder.strip_suffix("INDEX.HTML").filter(|page| page.is_empty() || page.ends_with('/'));
            let page = page.and_then(|page| site.pages.get_key_value(&UrlPath::new(&page.to_ascii_lowercase())));
            if let Some((url, page)) = page.filter(|_| folder != known) {
                let here = place_of(site, inside.1, inside.0).unwrap_or_else(anywhere);
                let file = UrlPath::new(&url.output_path());
                findings.push(duplicate_url::in_file_of_page(here, &file, place_of(site, page, url)));
                known = folder;
            }
        }
    }
}

/// Files in the place of those that stand behind no page: the theme's, and the search index, of which only the manifest has
/// a name that is known before it is made.
fn with_files_of_no_page(site: &Site, special: &Special<'_>, findings: &mut Vec<Diagnostic>) {
    let mut others = vec![UrlPath::new(ASSETS)];
    if site.settings.search.enabled {
        others.push(search::manifest_url(&site.settings.default_language()));
        let further = site.settings.further_languages().iter();
        others.extend(further.map(|language| search::manifest_url(language).in_language(language)));
    }
    for other in others {
        let folded = fold(other.as_str());
        let folders = folded.match_indices('/').map(|(slash, _)| &folded[..slash]);
        // Those that are folders of pages too were looked at above.
        let of_pages =
            |folder: &str| site.pages.contains_key(&UrlPath::new(&format!("{}/", folder.to_ascii_lowercase())));
        let files = folders.filter(|folder| !of_pages(folder)).chain([folded.as_str()]);
        let files = files.filter_map(|file| special.get(file).copied());
        for (url, page) in files.chain(inside(special, &format!("{folded}/"))) {
            findings.push(duplicate_url::kept(place_of(site, page, url).unwrap_or_else(anywhere), url));
        }
    }
}

/// The first of what lies in a folder.
fn inside<'s>(special: &Special<'s>, folder: &str) -> Option<(&'s UrlPath, &'s Page)> {
    let next = special.range(folder.to_owned()..).next().filter(|(path, _)| path.starts_with(folder));
    next.map(|(_, entry)| *entry)
}

fn is_plain_page(url: &UrlPath) -> bool {
    url.is_page() && url.as_str().bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-'..=b'9'))
}
