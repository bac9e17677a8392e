//! Reviews as a calendar to subscribe to: iCalendar (RFC 5545) with an all-day event for each document.

use super::{Renderer, view};
use crate::model::{Document, Review};

/// A line is folded after so many octets (section 3.1).
const LONGEST_LINE: usize = 75;

/// The calendar. Events keep their identity from build to build, so that a moved review moves its event.
pub(super) fn reviews(renderer: &Renderer<'_>) -> Vec<u8> {
    let strings = &renderer.theme.strings;
    let name = strings.filled("calendar_title", &[("title", &renderer.settings().title)]);
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//Vellum//Reviews//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.text("NAME", &name);
    calendar.text("X-WR-CALNAME", &name);
    let base = renderer.base_url();
    for (id, review) in &renderer.site.reviews {
        if let Some(document) = renderer.site.documents.get(id) {
            event(renderer, &mut calendar, &base, (document, review));
        }
    }
    calendar.line("END", "VCALENDAR");
    calendar.0.into_bytes()
}

fn event(renderer: &Renderer<'_>, calendar: &mut Calendar, base: &str, (document, review): (&Document, &Review)) {
    let settings = renderer.settings();
    let strings = &renderer.theme.strings;
    let front = document.current().front();
    let title = settings.fill_in(&front.title);
    let owner = front.owner.as_ref().and_then(|id| settings.contacts.get(id));
    let mut name = view::contact_title(settings, front.owner.as_ref());
    if let Some(email) = owner.and_then(|owner| owner.email.as_ref()) {
        name.extend([" <", email, ">"]);
    }
    let description = strings.filled("calendar_description", &[("owner", &name), ("date", &strings.date(review.last))]);
    let host = base.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
    calendar.line("BEGIN", "VEVENT");
    calendar.text("UID", &format!("{}.review@{host}", document.id));
    // The day of the build, not its clock, so that the same portal gives the same bytes.
    calendar.line("DTSTAMP", &format!("{}T000000Z", compact(renderer.site.as_of)));
    calendar.line("DTSTART;VALUE=DATE", &compact(review.due));
    calendar.text("SUMMARY", &strings.filled("calendar_event", &[("title", &title)]));
    calendar.text("DESCRIPTION", &description);
    calendar.line("URL", &format!("{base}{}", super::link::encode(document.url.as_str())));
    calendar.line("TRANSP", "TRANSPARENT");
    calendar.line("END", "VEVENT");
}

/// A day as iCalendar writes it (section 3.3.4): `20260619`.
fn compact(day: crate::model::Date) -> String {
    day.iso().replace('-', "")
}

/// Content lines, each ended by CRLF.
#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// A property whose value needs no escaping.
    fn line(&mut self, name: &str, value: &str) {
        let mut folded = self.0.len();
        self.0.extend([name, ":", value]);
        while self.0.len() - folded > LONGEST_LINE {
            folded = self.0.floor_char_boundary(folded + LONGEST_LINE);
            self.0.insert_str(folded, "\r\n ");
            // The space that marks a folded line counts.
            folded += 2;
        }
        self.0.push_str("\r\n");
    }

    /// A property of type TEXT (section 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        // Most have nothing to escape.
        if value.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'\\' | b';' | b',')) {
            return self.line(name, value);
        }
        let mut escaped = String::with_capacity(value.len() + 8);
        for character in value.chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' => escaped.push_str("\\n"),
                character if character.is_control() => {}
                character => escaped.push(character),
            }
        }
        self.line(name, &escaped);
    }
}
