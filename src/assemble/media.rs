//! Pictures and other files: which may be published, and how large pictures are.

use crate::check::media_type;
use crate::diagnostic::Diagnostic;
use crate::source::{Data, SourceFile};
use crate::span::Place;

/// A finding that only lacks its place.
pub(super) type Problem = Box<dyn FnOnce(Place) -> Diagnostic>;

/// Kinds that would run with the portal's own rights.
const ACTIVE: [&str; 13] =
    ["html", "htm", "xhtml", "xml", "js", "mjs", "wasm", "exe", "sh", "bat", "php", "jar", "xsl"];

/// Why a file must not be published, if so.
pub(super) fn refused(file: &SourceFile) -> Option<Problem> {
    let extension = file.path.extension().to_ascii_lowercase();
    let path = file.path.clone();
    if ACTIVE.contains(&extension.as_str()) {
        return Some(Box::new(move |place| media_type::active(place, &path)));
    }
    if extension == "svg" && is_active_svg(file) {
        return Some(Box::new(move |place| media_type::svg_script(place, &path)));
    }
    None
}

/// Width and height of a picture in CSS pixels; `None` for an SVG that does not say.
pub(super) fn image_size(file: &SourceFile) -> Result<Option<(usize, usize)>, Problem> {
    if let Some(problem) = refused(file) {
        return Err(problem);
    }
    let path = file.path.clone();
    let extension = path.extension().to_ascii_lowercase();
    if extension == "svg" {
        return Ok(svg_size(&String::from_utf8_lossy(file.data.head())));
    }
    let known = ["png", "jpg", "jpeg", "gif", "webp", "avif"].contains(&extension.as_str());
    let size = imagesize::blob_size(file.data.head()).ok().map(|size| (size.width, size.height));
    match size {
        Some(size) if known => Ok(Some(size)),
        _ => Err(Box::new(move |place| media_type::not_an_image(place, &path))),
    }
}

/// True for an SVG that holds scripts, event handlers, links to them, or foreign content. A picture too large to be
/// looked at whole counts as one.
fn is_active_svg(file: &SourceFile) -> bool {
    if let Data::Disk { len, head, .. } = &file.data
        && *len > head.len() as u64
    {
        return true;
    }
    let text = String::from_utf8_lossy(file.data.head()).to_ascii_lowercase();
    let handler = text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let name: String = text[at..].chars().take_while(char::is_ascii_alphabetic).collect();
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'))
            && text[at + name.len()..].trim_start().starts_with('=')
    });
    handler
        || ["<script", "javascript:", "<foreignobject", "<!entity", "<iframe", "<embed", "<object"]
            .iter()
            .any(|bad| text.contains(bad))
}

/// The size that the outermost element says, in its attributes or its view box.
fn svg_size(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}="))? + name.len() + 2;
        let quote = tag[at..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value = &tag[at + 1..];
        Some(&value[..value.find(quote)?])
    };
    let pixels = |value: &str| -> Option<usize> {
        let number: f64 = value.trim().trim_end_matches("px").parse().ok()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be a small positive number"
        )]
        (1.0..100_000.0).contains(&number).then_some(number.round() as usize)
    };
    let written = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
    written.or_else(|| {
        let mut numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(pixels);
        Some((numbers.next()??, numbers.next()??))
    })
}
