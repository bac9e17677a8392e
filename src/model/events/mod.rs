//! The events of a Markdown text. A text is parsed once; whoever wants to know what it says reads what was recorded then.

mod reader;
mod recorder;

use std::sync::Arc;

use pulldown_cmark::LinkType;

use crate::leb128::Numbers;

pub use reader::Events;
pub use recorder::Recorder;

/// The events of a text as the parser told them, in a few bytes each. What stands in the text is not held a second time.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// For each event its [`Kind`], and whether it begins elsewhere than where the event before it began, or ended if
    /// nothing is in that; how far from there; how long it is, and what else it tells.
    numbers: Arc<[u8]>,
    /// The words that stand nowhere in the text, such as the character of an entity, one behind the other.
    words: Arc<str>,
}

impl Recording {
    /// The events, each with its bytes in the text that was recorded.
    #[must_use]
    pub fn events<'a>(&'a self, markdown: &'a str) -> Events<'a> {
        Events::new(markdown, Numbers::new(&self.numbers), &self.words)
    }
}

macro_rules! kinds {
    ($($kind:ident,)*) => {
        /// What an event is.
        #[derive(Clone, Copy)]
        enum Kind {
            $($kind,)*
        }

        impl Kind {
            const ALL: &[Self] = &[$(Self::$kind,)*];
        }
    };
}

kinds! {
    End,
    // A text that is the same in the Markdown, as most are.
    Verbatim,
    Text,
    Code,
    InlineMath,
    DisplayMath,
    Html,
    InlineHtml,
    FootnoteReference,
    SoftBreak,
    HardBreak,
    Rule,
    TaskListMarker,
    Paragraph,
    Heading,
    BlockQuote,
    FencedCode,
    IndentedCode,
    HtmlBlock,
    NumberedList,
    List,
    Item,
    FootnoteDefinition,
    DefinitionList,
    DefinitionListTitle,
    DefinitionListDefinition,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Link,
    Image,
    MetadataBlock,
}

const LINK_TYPES: [LinkType; 11] = [
    LinkType::Inline,
    LinkType::Reference,
    LinkType::ReferenceUnknown,
    LinkType::Collapsed,
    LinkType::CollapsedUnknown,
    LinkType::Shortcut,
    LinkType::ShortcutUnknown,
    LinkType::Autolink,
    LinkType::Email,
    LinkType::WikiLink { has_pothole: false },
    LinkType::WikiLink { has_pothole: true },
];

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// What a parser tells of a text, and what comes out of its recording.
    fn told_and_recorded(markdown: &str) -> [Vec<(Event<'static>, Range<usize>)>; 2] {
        let parser = || Parser::new_ext(markdown, Options::all()).into_offset_iter();
        let mut recorder = Recorder::new(markdown);
        parser().for_each(|(event, range)| recorder.event(&event, &range));
        let recording = recorder.finish();
        let owned = |(event, range): (Event<'_>, _)| (event.into_static(), range);
        [parser().map(owned).collect(), recording.events(markdown).map(owned).collect()]
    }

    #[test]
    fn events_come_out_as_they_went_in() {
        let markdown = "\
---
title: x
---

# A *heading* {#id .class key=value other}

Words &amp; \\* marks, \"quotes\" -- ~~gone~~ ^up^, ~down~ $x$ [[wiki|page]] `code`<br>  
**on** [link](a.md \"title\"), [named][1], [loose], <https://example.org> and ![picture](b.png)[^note].

[1]: c.md 'Its title'
[^note]: A note with

    ## A heading in it

> [!WARNING]
> Care
> > Quoted

7. Seventh
   - [ ] to do
   - [x] done

| a | b | c |
|:--|:-:|--:|
| 1 | `\\|` | 3 |

Term
: Definition

~~~ yaml,x
key: value
~~~

    indented

<div>
raw
</div>

***
$$y$$
";
        let [told, recorded] = told_and_recorded(markdown);
        assert!(told.len() > 140, "{}", told.len());
        assert_eq!(told, recorded);
    }

    proptest! {
        #[test]
        fn events_of_any_text_come_out_as_they_went_in(
            markdown in r#"([a-zé☕ ]{1,4}|[\[\]()*_~`<>&;:|!^$#{}="'. \\-]{1,3}|\n{1,2}|\n(> |- |1\. |    |\| |# |```|: |\[\^a\]: ))*"#
        ) {
            let [told, recorded] = told_and_recorded(&markdown);
            prop_assert_eq!(told, recorded);
        }
    }
}
