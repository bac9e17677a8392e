//! Packages that a learning management system (LMS) takes.

/// What a package is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// SCORM 1.2 (ADL, 2001)
    Scorm12,
    /// SCORM 2004, 4th edition (ADL, 2009)
    Scorm2004,
    /// cmi5 (AICC, Quartz, 2016), with xAPI 1.0.3
    Cmi5,
}

impl Standard {
    /// The standard in file names: `scorm-1.2`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Scorm12 => "scorm-1.2",
            Self::Scorm2004 => "scorm-2004",
            Self::Cmi5 => "cmi5",
        }
    }
}

/// What the learning system is told of an attempt that did not pass, while there may be others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnFailing {
    /// It is failed.
    #[default]
    Failed,
    /// It is not complete yet.
    Incomplete,
}

impl OnFailing {
    /// The word for it: `failed`, as SCORM 1.2 knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
        }
    }
}
