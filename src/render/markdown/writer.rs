//! From events to elements.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::{Markdown, encode, escape};
use crate::model::{Body, HtmlPolicy, Image, Link, LinkTarget, Markup};
use crate::parse::Shown;

/// HTML that is being written.
pub(super) struct Writer<'a> {
    markdown: &'a Markdown<'a>,
    body: &'a Body,
    html: String,
    /// Outer texts while a footnote is written.
    outer: Vec<String>,
    shown: Shown<'a>,
    /// Where the content of the open heading starts in `html`.
    heading_start: usize,
    /// How deep the current event is inside a picture: its content is the alternative text.
    in_image: usize,
    in_code: Option<(String, String)>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    tables: usize,
    footnotes: Footnotes,
    /// What to write where each open link ends.
    links_open: Vec<String>,
    /// False where the text names no variable, so that nothing is to be filled in.
    has_variables: bool,
}

impl<'a> Writer<'a> {
    /// Starts to write a text.
    pub(super) fn new(markdown: &'a Markdown<'a>, body: &'a Body) -> Self {
        Self {
            markdown,
            body,
            html: String::with_capacity(body.text.len() * 3 / 2),
            outer: Vec::new(),
            heading_start: 0,
            shown: Shown::new(body),
            in_image: 0,
            in_code: None,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            tables: 0,
            footnotes: Footnotes::default(),
            links_open: Vec::new(),
            has_variables: !body.variables.is_empty(),
        }
    }

    /// Writes one event.
    pub(super) fn event(&mut self, event: Event<'_>) {
        if !self.shown.take(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ if self.in_image > 0 => {}
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.html.push_str("<code>");
                escape::push(&mut self.html, &code);
                self.html.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html),
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => {
                let mention = self.footnotes.mention(&label, self.markdown.prefix, self.markdown.strings);
                self.html.push_str(&mention);
            }
            Event::TaskListMarker(done) => {
                let strings = self.markdown.strings;
                let label = strings.get(if done { "task_done" } else { "task_open" });
                let checked = if done { " checked" } else { "" };
                self.html.push_str(&format!(
                    "<input type=\"checkbox\" disabled{checked} aria-label=\"{}\"> ",
                    escape::text(label)
                ));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.in_image > 0 {
            self.in_image += 1;
            return;
        }
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { .. } => self.heading_start(),
            Tag::BlockQuote(kind) => self.quote_start(kind),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.in_code = Some((info, String::new()));
            }
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(start)) => self.html.push_str(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::Item => self.html.push_str("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.open(&label);
                self.outer.push(std::mem::take(&mut self.html));
            }
            Tag::DefinitionList => self.html.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.html.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.html.push_str("<dd>"),
            Tag::Table(alignments) => self.table_start(alignments),
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.cell_start(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Superscript => self.html.push_str("<sup>"),
            Tag::Subscript => self.html.push_str("<sub>"),
            Tag::Link { .. } => self.link_start(),
            Tag::Image { .. } => self.image(),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if self.in_image > 0 {
            self.in_image -= 1;
            return;
        }
        match tag {
            TagEnd::Paragraph => self.html.push_str("</p>\n"),
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(None) => self.html.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.html.push_str("</div>\n"),
            TagEnd::CodeBlock => self.code_end(),
            TagEnd::List(true) => self.html.push_str("</ol>\n"),
            TagEnd::List(false) => self.html.push_str("</ul>\n"),
            TagEnd::Item => self.html.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                let html = std::mem::replace(&mut self.html, self.outer.pop().unwrap_or_default());
                self.footnotes.close(html);
            }
            TagEnd::DefinitionList => self.html.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.html.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.html.push_str("</dd>\n"),
            TagEnd::Table => self.html.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.html.push_str(if self.in_head { "</th>" } else { "</td>" });
                self.cell += 1;
            }
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Superscript => self.html.push_str("</sup>"),
            TagEnd::Subscript => self.html.push_str("</sub>"),
            TagEnd::Link => {
                let end = self.links_open.pop().unwrap_or_default();
                self.html.push_str(&end);
            }
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes the old words of a correction, and begins the new ones.
    pub(super) fn correction_start(&mut self, index: usize) {
        let Some(correction) = self.body.corrections.get(index).filter(|_| self.shown.is_shown()) else { return };
        if !correction.original.is_empty() {
            self.html.push_str("<del>");
            escape::push(&mut self.html, &self.markdown.settings.fill_in(&correction.original));
            self.html.push_str("</del>");
        }
        if !correction.range.is_empty() {
            self.html.push_str(if correction.original.is_empty() { "<ins>" } else { " <ins>" });
        }
    }

    /// Ends the new words of a correction.
    pub(super) fn correction_end(&mut self, index: usize) {
        let correction = self.body.corrections.get(index).filter(|_| self.shown.is_shown());
        if correction.is_some_and(|correction| !correction.range.is_empty()) {
            self.html.push_str("</ins>");
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.in_code {
            code.push_str(text);
        } else if self.has_variables && text.contains("{{") {
            escape::push(&mut self.html, &self.markdown.settings.fill_in(text));
        } else {
            escape::push(&mut self.html, text);
        }
    }

    fn raw(&mut self, html: &str) {
        // Refused HTML never reaches a page: a build with errors publishes nothing. The preview shows it as text.
        match self.markdown.settings.markdown.html {
            HtmlPolicy::Deny => escape::push(&mut self.html, html),
            HtmlPolicy::Sanitise => self.html.push_str(&super::unlink(html)),
        }
    }

    fn heading_start(&mut self) {
        let Some(heading) = self.shown.heading() else { return };
        self.html.push_str("<h");
        self.html.push(digit(heading.level));
        self.html.push_str(" id=\"");
        self.html.push_str(self.markdown.prefix);
        escape::push(&mut self.html, heading.id.as_str());
        self.html.push_str("\">");
        self.heading_start = self.html.len();
        // Links from elsewhere to clauses whose place this one took still arrive.
        for older in &heading.older {
            self.html.push_str("<span id=\"");
            self.html.push_str(self.markdown.prefix);
            escape::push(&mut self.html, older.as_str());
            self.html.push_str("\"></span>");
        }
        if !heading.number.is_empty() {
            self.html.push_str("<b>");
            self.html.push_str(&heading.number);
            self.html.push_str("</b> ");
        }
    }

    /// A heading leads to itself, so that readers can copy its address. Links do not nest: where it holds others, the link
    /// to the heading stands behind them.
    fn heading_end(&mut self) {
        let Some(heading) = self.shown.heading() else { return };
        let mut link = String::with_capacity(64);
        link.push_str("<a href=\"#");
        link.push_str(self.markdown.prefix);
        link.push_str(&encode(heading.id.as_str()));
        if self.html.get(self.heading_start..).is_some_and(|content| content.contains("<a")) {
            let label = self.markdown.strings.filled("permalink", &[("title", &heading.text)]);
            self.html.push_str(" <a class=\"permalink\"");
            self.html.push_str(link.trim_start_matches("<a"));
            self.html.push_str("\" aria-label=\"");
            escape::push(&mut self.html, &self.markdown.settings.fill_in(&label));
            self.html.push_str("\">#");
        } else {
            link.push_str("\">");
            self.html.insert_str(self.heading_start, &link);
        }
        self.html.push_str("</a></h");
        self.html.push(digit(heading.level));
        self.html.push_str(">\n");
        self.html.push_str(&(self.markdown.behind_heading)(self.shown.heading_index()));
    }

    fn quote_start(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.html.push_str("<blockquote>\n");
            return;
        };
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let label = self.markdown.strings.get(name);
        self.html.push_str(&format!(
            "<div class=\"alert alert-{name}\"><p class=\"alert-title\">{}</p>\n",
            escape::text(label)
        ));
    }

    fn code_end(&mut self) {
        let Some((language, code)) = self.in_code.take() else { return };
        self.html.push_str("<pre tabindex=\"0\"");
        match (!language.is_empty()).then(|| self.markdown.highlighter.html(&language, &code)).flatten() {
            Some(highlighted) => {
                self.html.push_str(" class=\"code\"><code>");
                self.html.push_str(&highlighted);
            }
            None => {
                self.html.push_str("><code>");
                escape::push(&mut self.html, &code);
            }
        }
        self.html.push_str("</code></pre>\n");
    }

    fn table_start(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.tables += 1;
        let label = self.markdown.strings.filled("table", &[("n", &self.tables.to_string())]);
        self.html.push_str(&format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>\n",
            escape::text(&label)
        ));
    }

    fn cell_start(&mut self) {
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Center) => " class=\"centre\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.html.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(class);
        self.html.push('>');
    }

    fn link_start(&mut self) {
        let Some(Markup::Link(link)) = self.shown.markup() else {
            self.links_open.push(String::new());
            return;
        };
        let href = self.href(link);
        self.links_open.push(match &link.target {
            LinkTarget::Gone => {
                format!(" <small>({})</small>", escape::text(self.markdown.strings.get("link_gone")))
            }
            _ if href.is_some() => "</a>".to_owned(),
            _ => String::new(),
        });
        if let Some(href) = href {
            self.html.push_str("<a href=\"");
            escape::push(&mut self.html, &href);
            self.html.push('"');
            if let LinkTarget::Internal { url, .. } = &link.target {
                self.html.push_str(&self.markdown.linker.marks(url, None));
            }
            self.html.push('>');
        }
    }

    fn href(&self, link: &Link) -> Option<String> {
        Some(match &link.target {
            LinkTarget::Broken | LinkTarget::Refused(_) | LinkTarget::Unpublished | LinkTarget::Gone => return None,
            LinkTarget::Anchor(anchor) => format!("#{}{}", self.markdown.prefix, encode(anchor)),
            LinkTarget::External(address) => address.clone(),
            LinkTarget::Internal { url, fragment, .. } => return self.markdown.linker.leads_to(url, fragment),
        })
    }

    fn image(&mut self) {
        self.in_image = 1;
        let Some(Markup::Image(Image { target: LinkTarget::Internal { url, .. }, alt, size, .. })) =
            self.shown.markup()
        else {
            return;
        };
        self.html.push_str("<img src=\"");
        self.html.push_str(&self.markdown.linker.picture(url));
        self.html.push_str("\" alt=\"");
        escape::push(&mut self.html, alt);
        self.html.push('"');
        if let Some((width, height)) = size {
            self.html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.html.push_str(" loading=\"lazy\">");
    }

    /// The HTML of the whole text.
    pub(super) fn finish(mut self) -> String {
        let list = self.footnotes.list(self.markdown.prefix, self.markdown.strings, &self.html);
        self.html.push_str(&list);
        self.html
    }
}

/// The level of a heading, from 1 to 6, as text.
fn digit(level: u8) -> char {
    char::from(b'0' + level.min(9))
}
