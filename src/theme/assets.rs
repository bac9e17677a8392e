//! Style sheets, scripts, pictures and fonts: named by their content, so that browsers may keep them for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use base64::Engine;
use sha2::{Digest, Sha256};

use super::{Strings, ThemeFile, classic};
use crate::check::{brand_contrast, theme_file};
use crate::diagnostic::Diagnostic;
use crate::model::{Settings, UrlPath};

/// A script of the default theme as `build.rs` made it: in few bytes, with all that it imports if pages load it.
struct Script {
    name: &'static str,
    /// The scripts that are in it.
    parts: &'static [&'static str],
    /// Without the texts of the interface and the hashed names of assets.
    text: &'static str,
}

static SCRIPTS: &[Script] = include!(concat!(env!("OUT_DIR"), "/scripts.rs"));

/// The folder of all assets in the portal.
pub(crate) const ASSETS: &str = "assets/";

/// A file that pages load.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address, with a hash of its content: `assets/site.0f1e2d3c4b.css`.
    pub url: UrlPath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its hash for the `integrity` attribute (Subresource Integrity, section 3.1).
    pub integrity: String,
}

/// Prepares all assets. A style sheet or script that names another asset by its file name gets that one's hashed name,
/// so assets are taken in the order of who names whom. A script that names a text of the interface as `"t:key"` gets the
/// text, and one that imports others and exports nothing comes with all that it imports.
pub(super) fn prepare(
    files: &BTreeMap<String, ThemeFile>,
    scripts: &BTreeMap<String, String>,
    (settings, strings): (&Settings, &Strings),
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Asset> {
    let of_assets = || files.iter().filter_map(|(path, file)| Some((path.strip_prefix("assets/")?, file)));
    let names: BTreeSet<&str> = of_assets().map(|(name, _)| name).collect();
    let mut waiting: BTreeMap<&str, (&ThemeFile, Vec<&str>)> =
        of_assets().map(|(name, file)| (name, (file, references(name, file, &names)))).collect();
    let mut assets: BTreeMap<String, Asset> = BTreeMap::new();
    while !waiting.is_empty() {
        let ready: Vec<&str> = waiting
            .iter()
            .filter(|(_, (_, named))| named.iter().all(|named| assets.contains_key(*named)))
            .map(|(name, _)| *name)
            .collect();
        if ready.is_empty() {
            findings.extend(waiting.values().map(|(file, _)| theme_file::asset_cycle(&file.path)));
            break;
        }
        for name in ready {
            if let Some((file, _)) = waiting.remove(name) {
                let bytes = if is_code(name) {
                    rewrite(name, files, scripts, &assets, (settings, strings))
                } else {
                    file.bytes.clone()
                };
                assets.insert(name.to_owned(), asset(name, bytes));
            }
        }
    }
    assets
}

fn is_code(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "css" | "js")))
}

/// The other assets that a style sheet or script names.
fn references<'a>(name: &str, file: &ThemeFile, names: &BTreeSet<&'a str>) -> Vec<&'a str> {
    if !is_code(name) {
        return Vec::new();
    }
    let text = file.text();
    let named = mentions(&text).filter_map(|range| names.get(text.get(range)?).copied());
    named.filter(|other| *other != name).collect()
}

/// Where a style sheet or script names another file beside it, as `"./name"`, `'./name'` or `(./name)`.
fn mentions(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("./").filter_map(|(at, dot)| {
        let close = match text.get(..at)?.chars().next_back()? {
            quote @ ('"' | '\'') => quote,
            '(' => ')',
            _ => return None,
        };
        let start = at + dot.len();
        Some(start..start + text.get(start..)?.find(close)?)
    })
}

fn rewrite(
    name: &str,
    files: &BTreeMap<String, ThemeFile>,
    scripts: &BTreeMap<String, String>,
    assets: &BTreeMap<String, Asset>,
    (settings, strings): (&Settings, &Strings),
) -> Vec<u8> {
    let file = |name: &str| files.get(&format!("assets/{name}"));
    let Some(script) = scripts.get(name) else {
        let mut style =
            with_hashes(&file(name).map_or_else(String::new, |file| file.text().replace("\r\n", "\n")), assets);
        if name == "site.css" {
            style.push_str(&brand(&settings.brand_colour));
        }
        return style.into_bytes();
    };
    let is_ours = |part: &&str| file(part).is_some_and(|file| !file.is_own);
    if let Some(ours) = SCRIPTS.iter().find(|ours| ours.name == name && ours.parts.iter().all(is_ours)) {
        return with_hashes(&with_texts(ours.text, strings), assets).into_bytes();
    }
    let whole = if classic::is_start(script) { classic::bundle(name, scripts) } else { None };
    with_hashes(whole.as_deref().unwrap_or(script), assets).into_bytes()
}

/// A style sheet or script with the hashed names of the assets that it names.
fn with_hashes(text: &str, assets: &BTreeMap<String, Asset>) -> String {
    let mut hashed = String::with_capacity(text.len());
    let mut done = 0;
    for range in mentions(text) {
        let Some(asset) = text.get(range.clone()).and_then(|name| assets.get(name)) else { continue };
        hashed.push_str(text.get(done..range.start).unwrap_or_default());
        hashed.push_str(asset.url.as_str().strip_prefix(ASSETS).unwrap_or_default());
        done = range.end;
    }
    hashed.push_str(text.get(done..).unwrap_or_default());
    hashed
}

/// A script with the texts of the interface that it names: each `"t:key"` becomes the text as a string literal, and each
/// `"t:key*"` an object with the text's forms by plural category, as `Intl.PluralRules` names them.
pub(super) fn with_texts(script: &str, strings: &Strings) -> String {
    let mut parts = script.split("\"t:");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('"') {
            Some((key, rest)) => {
                let text = match key.strip_suffix('*') {
                    Some(key) => strings.forms(key).collect::<serde_json::Value>(),
                    None => strings.get(key).into(),
                };
                filled.push_str(&text.to_string());
                filled.push_str(rest);
            }
            None => filled.extend(["\"t:", part]),
        }
    }
    filled
}

fn asset(name: &str, bytes: Vec<u8>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    let short = hash.get(..10).unwrap_or_default();
    let url = match name.rsplit_once('.') {
        Some((stem, extension)) => UrlPath::new(&format!("{ASSETS}{stem}.{short}.{extension}")),
        None => UrlPath::new(&format!("{ASSETS}{name}.{short}")),
    };
    // A hash is what no compression makes smaller, and every page carries several: the shortest that browsers take.
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&bytes));
    Asset { url, bytes: bytes.into(), integrity: format!("sha256-{digest}") }
}

/// The brand colour as a design token, and a lighter one that can be read on a dark page.
fn brand(colour: &str) -> String {
    let Some(channels) = brand_contrast::channels(colour) else { return String::new() };
    let dark_page = brand_contrast::luminance("#14181b").unwrap_or_default();
    let lighter = |share: f64| {
        let mix = channels.map(|channel| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let mixed = (f64::from(channel) + (255.0 - f64::from(channel)) * share).round() as u8;
            mixed
        });
        let [red, green, blue] = mix;
        format!("#{red:02x}{green:02x}{blue:02x}")
    };
    let readable = (0..=20).map(|step| lighter(f64::from(step) / 20.0)).find(|colour| {
        brand_contrast::luminance(colour).is_some_and(|light| brand_contrast::contrast(light, dark_page) >= 7.0)
    });
    let dark = readable.unwrap_or_else(|| "#ffffff".to_owned());
    format!("@layer brand{{:root{{--brand-light:{colour};--brand-dark:{dark}}}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn english() -> Strings {
        let languages = [Language::new("en")];
        let read = super::super::strings::read(&BTreeMap::new(), &languages, &mut Vec::new());
        read.into_values().next().unwrap_or_default()
    }

    #[test]
    fn scripts_get_the_texts_that_they_name() {
        let strings = english();
        let script = "say(\"t:search_label\", fill(\"t:search_did_you_mean\"), \"at:x\", \"t:";
        let filled = "say(\"Search the portal\", fill(\"Did you mean “{query}”?\"), \"at:x\", \"t:";
        assert_eq!(with_texts(script, &strings), filled);
    }

    #[test]
    fn every_text_that_a_script_names_is_there() {
        let strings = english();
        let scripts = super::super::DEFAULT.get_dir("assets").map(include_dir::Dir::files).into_iter().flatten();
        for script in scripts.filter(|file| file.path().extension().is_some_and(|extension| extension == "js")) {
            for part in script.contents_utf8().unwrap_or_default().split("\"t:").skip(1) {
                let key = part.split('"').next().unwrap_or_default().trim_end_matches('*');
                assert_ne!(strings.get(key), key, "{}", script.path().display());
            }
        }
    }
}
