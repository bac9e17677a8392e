//! Links one after another, as HTML: templates take long to write what a page has many of.

use super::escape;
use super::view::LinkView;

/// Links as items of a list.
pub(super) fn items(links: &[LinkView]) -> String {
    let mut html = String::new();
    for link in links {
        html.push_str("<li>");
        push_link(&mut html, link);
        html.push_str("</li>\n");
    }
    html
}

/// Links in a sentence.
pub(super) fn enumeration(links: &[LinkView]) -> String {
    let mut html = String::new();
    for (at, link) in links.iter().enumerate() {
        html.push_str(if at > 0 { ", " } else { "" });
        push_link(&mut html, link);
    }
    html
}

/// A link; the title alone where there is no address.
fn push_link(html: &mut String, link: &LinkView) {
    if link.href.is_empty() {
        return escape::push(html, &link.title);
    }
    html.push_str("<a href=\"");
    escape::push(html, &link.href);
    html.push('"');
    html.push_str(&link.marks);
    html.push('>');
    escape::push(html, &link.title);
    html.push_str("</a>");
}
