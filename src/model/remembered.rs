//! What is remembered of a text from one build to the next, so that an unchanged one is looked at once.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use super::{LinkTarget, Readability};

/// What was worked out from a text alone, or holds for as long as what else decided it.
#[derive(Debug, Default)]
pub struct Remembered {
    /// How hard it is to read.
    pub readability: OnceLock<Readability>,
    /// The words that house style avoids, for the words that were to be avoided then.
    pub slips: OnceLock<(Arc<str>, Vec<Slip>)>,
    /// The same of the title and the summary above it.
    pub slips_above: OnceLock<(Arc<str>, [Vec<Slip>; 2])>,
    /// What still waits to be written.
    pub placeholders: OnceLock<Vec<Range<usize>>>,
    /// The hash of what other texts see of it: what stands above it, and its headings.
    pub shape: OnceLock<[u8; 32]>,
    /// Where its links and pictures led when they were last looked at, if nothing was wrong with them.
    pub targets: Mutex<Option<Targets>>,
}

/// Where a link or picture leads, and the width and height of a picture in CSS pixels.
pub type Target = (LinkTarget, Option<(usize, usize)>);

/// Where the links and pictures of a text lead.
#[derive(Clone, Debug)]
pub struct Targets {
    /// The hash of everything that decided it besides the text.
    pub key: [u8; 32],
    /// One for each link and picture.
    pub found: Arc<[Target]>,
}

/// Words in a text that house style avoids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Which line of the style, from 0.
    pub line: usize,
    /// The bytes of the text's source.
    pub range: Range<usize>,
}
