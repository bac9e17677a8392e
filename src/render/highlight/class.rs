//! What kinds of token the style sheet tells apart.

/// The kind of a token, which is the class of its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Keyword,
    String,
    Number,
    Comment,
    Key,
    Function,
    Type,
    Operator,
    Variable,
    Constant,
    Inserted,
    Deleted,
    Escape,
}

impl Class {
    /// The start tag of a span of this class, whole, so that it is written in one go.
    pub(super) const fn start_tag(self) -> &'static str {
        match self {
            Self::Keyword => r#"<span class="k">"#,
            Self::String => r#"<span class="s">"#,
            Self::Number => r#"<span class="n">"#,
            Self::Comment => r#"<span class="c">"#,
            Self::Key => r#"<span class="y">"#,
            Self::Function => r#"<span class="f">"#,
            Self::Type => r#"<span class="t">"#,
            Self::Operator => r#"<span class="o">"#,
            Self::Variable => r#"<span class="v">"#,
            Self::Constant => r#"<span class="b">"#,
            Self::Inserted => r#"<span class="i">"#,
            Self::Deleted => r#"<span class="d">"#,
            Self::Escape => r#"<span class="e">"#,
        }
    }
}
