//! What templates know of the portal on every page: its name, its contact, its notices.

use serde::Serialize;

use crate::model::{Contact, ContactId, Settings};

/// The portal as templates see it.
#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    title: &'a str,
    organisation: &'a str,
    tagline: &'a str,
    disclaimer: &'a str,
    feedback: Option<&'a str>,
    contact: Option<ContactView<'a>>,
}

impl<'a> SiteView<'a> {
    pub(super) fn of(settings: &'a Settings) -> Self {
        Self {
            title: &settings.title,
            organisation: &settings.organisation,
            tagline: &settings.tagline,
            disclaimer: &settings.disclaimer,
            feedback: settings.feedback.as_deref(),
            contact: settings.contact.as_ref().and_then(|id| ContactView::of(settings, id)),
        }
    }
}

/// A team to turn to, as templates see it.
#[derive(Debug, Serialize)]
pub struct ContactView<'a> {
    /// The name of the team or post.
    pub title: &'a str,
    /// Its mailbox.
    pub email: Option<&'a str>,
    /// Its telephone number as it is written.
    pub phone: Option<&'a str>,
    /// Its telephone number for a `tel:` link (RFC 3966).
    pub tel: Option<String>,
    /// When to turn to it.
    pub summary: &'a str,
}

impl<'a> ContactView<'a> {
    /// The contact with an id, if there is one.
    #[must_use]
    pub fn of(settings: &'a Settings, id: &ContactId) -> Option<Self> {
        let Contact { title, email, phone, summary, retired } = settings.contacts.get(id)?;
        // Nobody reads the mail of a team that is no longer there.
        let (email, phone) = if *retired { (&None, &None) } else { (email, phone) };
        let digits = |phone: &String| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let tel = phone.as_ref().map(digits);
        Some(Self { title, email: email.as_deref(), phone: phone.as_deref(), tel, summary })
    }
}
