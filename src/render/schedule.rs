//! `schedule.json`: when a rebuild next changes what the portal says.

use serde::Serialize;

use super::Renderer;

#[derive(Serialize)]
struct Schedule<'a> {
    as_of: String,
    timezone: &'a str,
    next: Option<Next>,
}

#[derive(Serialize)]
struct Next {
    /// The first moment of the day in the time zone (RFC 3339).
    at: String,
    date: String,
    because: Vec<Because>,
}

#[derive(Serialize)]
struct Because {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
}

/// The schedule as JSON: the date of the build, the time zone, and the next moment, `null` where nothing is to come.
pub(super) fn json(renderer: &Renderer<'_>) -> Vec<u8> {
    let site = renderer.site;
    let next = site.next.as_ref().map(|moment| Next {
        at: moment.day.midnight_in(&site.settings.timezone),
        date: moment.day.to_string(),
        because: moment
            .occasions
            .iter()
            .map(|occasion| Because {
                kind: occasion.kind.name(),
                document: occasion.document.as_ref().map(ToString::to_string),
                version: occasion.version.map(|version| version.to_string()),
            })
            .collect(),
    });
    let schedule = Schedule { as_of: site.as_of.to_string(), timezone: &site.settings.timezone, next };
    let mut json = serde_json::to_vec_pretty(&schedule).unwrap_or_default();
    json.push(b'\n');
    json
}
