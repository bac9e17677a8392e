//! The timeline as a picture: a row a document, a bar a version, marks for reviews and withdrawals, a line for today.
//!
//! The picture is SVG 1.1 inside HTML. Its colours come from the style sheet by class, since the portal's policy allows
//! no style attributes. All that it shows stands in the tables below it too.

use super::escape;
use crate::model::{Date, Status};
use crate::theme::Strings;

/// A document.
pub(super) struct Row {
    pub(super) title: String,
    pub(super) bars: Vec<Bar>,
    pub(super) marks: Vec<Mark>,
}

/// A version: from its first day to the first day on which it is no longer in force.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
    pub(super) status: Status,
}

/// Something that happens to a document on a day.
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) day: Date,
}

/// What happens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Reviewed,
    ReviewDue,
    Withdrawn,
}

impl MarkKind {
    fn class(self) -> &'static str {
        match self {
            Self::Reviewed => "mark-reviewed",
            Self::ReviewDue => "mark-due",
            Self::Withdrawn => "mark-withdrawn",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Reviewed => "timeline_reviewed",
            Self::ReviewDue => "timeline_due",
            Self::Withdrawn => "timeline_withdrawn",
        }
    }
}

const WIDTH: i32 = 960;
const AXIS: i32 = 34;
const ROW: i32 = 62;
/// Where the bar of a row begins, below its title.
const BAR: i32 = 26;
const BAR_HEIGHT: i32 = 22;
/// A bar that is less wide has no room for its version.
const ROOM_FOR_LABEL: i32 = 30;
/// How far the version stands from where its bar begins.
const BEFORE_LABEL: i32 = 7;
/// How far a mark reaches to each side.
const RADIUS: i32 = 6;
/// Years closer than this are not all named.
const ROOM_FOR_YEAR: i32 = 44;

/// The picture; empty where nothing has a date.
pub(super) fn svg(rows: &[Row], today: Date, strings: &Strings) -> String {
    let Some(scale) = Scale::of(rows, today) else { return String::new() };
    let height = AXIS + ROW * i32::try_from(rows.len()).unwrap_or(i32::MAX / ROW - 1) + 8;
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"_chart-title _chart-desc\" width=\"{WIDTH}\" \
         height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\">\n<title id=\"_chart-title\">{}</title>\n<desc \
         id=\"_chart-desc\">{}</desc>\n",
        escape::text(strings.get("timeline_title")),
        escape::text(strings.get("timeline_desc"))
    );
    years(&mut svg, &scale, height);
    for (index, row) in rows.iter().enumerate() {
        let top = AXIS + ROW * i32::try_from(index).unwrap_or_default();
        push_row(&mut svg, &scale, row, top, today, strings);
    }
    let x = scale.x(today);
    let (anchor, at) = if x > WIDTH - 120 { ("end", x - 5) } else { ("start", x + 5) };
    svg.push_str(&format!(
        "<line class=\"today\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\"/>\n<text class=\"today-label\" \
         x=\"{at}\" y=\"12\" text-anchor=\"{anchor}\">{}</text>\n</svg>\n",
        escape::text(&strings.date(today))
    ));
    svg
}

/// From days to places: whole years, so that the grid is even.
struct Scale {
    first: Date,
    days: i32,
    years: Vec<i16>,
}

impl Scale {
    fn of(rows: &[Row], today: Date) -> Option<Self> {
        let bars = rows.iter().flat_map(|row| row.bars.iter().map(|bar| bar.from));
        let marks = rows.iter().flat_map(|row| row.marks.iter().map(|mark| mark.day));
        let days = || bars.clone().chain(marks.clone()).chain([today]);
        let first = bars.clone().min()?.min(today).year();
        let last = days().max()?.year();
        let start = Date::start_of_year(first)?;
        let end = Date::start_of_year(last.saturating_add(1)).unwrap_or(today);
        Some(Self { first: start, days: start.days_until(end).max(1), years: (first..=last).collect() })
    }

    fn x(&self, day: Date) -> i32 {
        let place = i64::from(self.first.days_until(day)) * i64::from(WIDTH) / i64::from(self.days);
        i32::try_from(place.clamp(0, i64::from(WIDTH))).unwrap_or_default()
    }
}

fn years(svg: &mut String, scale: &Scale, height: i32) {
    let room = WIDTH / i32::try_from(scale.years.len()).unwrap_or(WIDTH).max(1);
    let step = usize::try_from(ROOM_FOR_YEAR / room.max(1) + 1).unwrap_or(1);
    for year in scale.years.iter().step_by(step) {
        let Some(day) = Date::start_of_year(*year) else { continue };
        let x = scale.x(day);
        svg.push_str(&format!(
            "<line class=\"year\" x1=\"{x}\" y1=\"16\" x2=\"{x}\" y2=\"{height}\"/>\n<text class=\"year-label\" \
             x=\"{}\" y=\"26\">{year}</text>\n",
            x + 5
        ));
    }
}

fn push_row(svg: &mut String, scale: &Scale, row: &Row, top: i32, today: Date, strings: &Strings) {
    let first = row.bars.iter().map(|bar| scale.x(bar.from)).min().unwrap_or_default();
    // A title that begins far to the right is set so that it ends there instead.
    let (anchor, at) = if first > WIDTH / 2 { ("end", WIDTH - 4) } else { ("start", first + 2) };
    svg.push_str(&format!(
        "<text class=\"row-title\" x=\"{at}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>\n",
        top + BAR - 7,
        escape::text(&row.title)
    ));
    let marks: Vec<i32> = row.marks.iter().map(|mark| scale.x(mark.day)).collect();
    for bar in &row.bars {
        push_bar(svg, scale, (bar, &marks), top + BAR, today, strings);
    }
    for mark in &row.marks {
        push_mark(svg, scale.x(mark.day), top + BAR, mark, strings);
    }
}

fn push_bar(svg: &mut String, scale: &Scale, (bar, marks): (&Bar, &[i32]), y: i32, today: Date, strings: &Strings) {
    let x = scale.x(bar.from);
    let end = bar.until.map_or(WIDTH, |until| scale.x(until));
    // Bars touch, so a gap of one unit tells them apart.
    let width = (end - x - 1).max(2);
    let version = strings.filled("version_n", &[("version", &bar.label)]);
    let from = strings.date(bar.from);
    let days = match bar.until {
        Some(until) => {
            strings.filled("timeline_from_to", &[("from", &from), ("to", &strings.date(until.plus_days(-1)))])
        }
        None => strings.filled("timeline_from", &[("from", &from)]),
    };
    svg.push_str(&format!(
        "<g class=\"bar bar-{}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{BAR_HEIGHT}\" \
         rx=\"3\"/>",
        bar.status.name(),
        escape::text(&format!("{version}, {days}"))
    ));
    // What lies ahead is what is known on the day of the portal, no more.
    let ahead = scale.x(today).max(x);
    let goes_on = bar.status == Status::InForce && end > ahead + 1;
    if goes_on {
        svg.push_str(&format!(
            "<rect class=\"ahead\" x=\"{ahead}\" y=\"{y}\" width=\"{}\" height=\"{BAR_HEIGHT}\"/>",
            end - ahead - 1
        ));
    }
    // The version stands where no mark covers it.
    let covers = |mark: i32, from: i32| mark + RADIUS > from + BEFORE_LABEL && mark - RADIUS < from + ROOM_FOR_LABEL;
    let has_room = |from: i32, to: i32| to - from > ROOM_FOR_LABEL && marks.iter().all(|mark| !covers(*mark, from));
    let places = [(x, if goes_on { ahead } else { end }, ""), (ahead, end, " class=\"label-ahead\"")];
    let mut places = places.into_iter().take(1 + usize::from(goes_on));
    if let Some((from, _, class)) = places.find(|(from, to, _)| has_room(*from, *to)) {
        let (at, label) = (from + BEFORE_LABEL, escape::text(&bar.label));
        svg.push_str(&format!("<text{class} x=\"{at}\" y=\"{}\">{label}</text>", y + 16));
    }
    svg.push_str("</g>\n");
}

fn push_mark(svg: &mut String, x: i32, y: i32, mark: &Mark, strings: &Strings) {
    let text = strings.filled(mark.kind.text(), &[("date", &strings.date(mark.day))]);
    svg.push_str(&format!("<g class=\"mark {}\"><title>{}</title>", mark.kind.class(), escape::text(&text)));
    let middle = y + BAR_HEIGHT / 2;
    svg.push_str(&match mark.kind {
        MarkKind::Withdrawn => {
            let (left, right, high, low) = (x - RADIUS, x + RADIUS, middle - RADIUS, middle + RADIUS);
            format!("<path d=\"M{left} {high}L{right} {low}M{left} {low}L{right} {high}\"/>")
        }
        MarkKind::Reviewed | MarkKind::ReviewDue => format!("<circle cx=\"{x}\" cy=\"{middle}\" r=\"{RADIUS}\"/>"),
    });
    svg.push_str("</g>\n");
}
