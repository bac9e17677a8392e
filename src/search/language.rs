//! What the reader must know of a language that no text tells.

use serde::Serialize;

use super::index::Index;

/// The manifest's part that depends on the language.
#[derive(Serialize)]
pub(super) struct Habits {
    /// Words that are not marked beside words that say more.
    aside: Vec<&'static str>,
    /// What may stand before a number, short and long.
    short: Vec<[&'static str; 2]>,
}

/// Words of questions and the like.
const ENGLISH_ASIDE: &str = "a an and are as at be but by can do does for from has have how i if in is it me my of on or our that the they \
    this to us was we what when where which who why will with you your";
const WELSH_ASIDE: &str = "a ac ai am ar at beth ble chi dy eich ein eu fel fy gan gyda hon hwn i mae mewn na nad ni nid o oes os pa pam pan \
    pryd pwy roedd sut sy sydd wrth y ydw ydy yn yr";

const ENGLISH_SHORT: &[[&str; 2]] = &[
    ["art", "article"],
    ["s", "section"],
    ["ss", "sections"],
    ["sch", "schedule"],
    ["reg", "regulation"],
    ["para", "paragraph"],
    ["cl", "clause"],
    ["ch", "chapter"],
];
const WELSH_SHORT: &[[&str; 2]] = &[
    ["erth", "erthygl"],
    ["adr", "adran"],
    ["atod", "atodlen"],
    ["rheol", "rheoliad"],
    ["para", "paragraff"],
    ["pen", "pennod"],
];

impl Habits {
    /// Those of a language, as far as its texts have them.
    pub(super) fn new(index: &Index, language: &str) -> Self {
        let (aside, short) = match language.split('-').next() {
            Some("en") => (ENGLISH_ASIDE, ENGLISH_SHORT),
            Some("cy") => (WELSH_ASIDE, WELSH_SHORT),
            _ => ("", [].as_slice()),
        };
        Self {
            aside: aside.split_ascii_whitespace().filter(|word| index.has(word)).collect(),
            short: short.iter().copied().filter(|forms| forms.iter().any(|form| index.has(form))).collect(),
        }
    }
}
