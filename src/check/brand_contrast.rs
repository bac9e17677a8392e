//! `brand-contrast`: a brand colour that some people cannot read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Site;
use crate::span::Part;

pub(super) static RULE: Rule = Rule {
    name: "brand-contrast",
    level: Level::Error,
    summary: "the brand colour has too little contrast with white",
    docs: "\
Links are written in the brand colour on white, and buttons in white on the brand colour. WCAG 2.2 (success criterion
1.4.3) asks for a contrast of at least 4.5 to 1 for text.

To put it right: choose a darker colour. For dark mode Vellum lightens the colour by itself.",
};

/// The least contrast for text at level AA.
const LEAST: f64 = 4.5;

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let colour = &site.settings.brand_colour;
    let Some(luminance) = luminance(colour) else { return };
    let contrast = contrast(luminance, 1.0);
    if contrast < LEAST {
        let message = format!("the contrast of {colour} with white is {contrast:.1} to 1; text needs {LEAST} to 1");
        findings.push(
            Diagnostic::new(&RULE, super::setting(&["brand_colour"], Part::Value), message)
                .help("choose a darker colour"),
        );
    }
}

/// The red, green and blue of `#rrggbb`; `None` for anything else.
#[must_use]
pub(crate) fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// The relative luminance of `#rrggbb`, from 0 for black to 1 for white (WCAG 2.2, definition of relative luminance).
#[must_use]
pub(crate) fn luminance(colour: &str) -> Option<f64> {
    let linear = channels(colour)?.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    let [red, green, blue] = linear;
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

/// The contrast ratio of two luminances, from 1 to 21 (WCAG 2.2, definition of contrast ratio).
#[must_use]
pub(crate) fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
