// A learner's record as files: JSON to keep or to carry to another browser, CSV for a spreadsheet, and the days of the next
// refreshers for a calendar. It knows no page.

import { readRecord } from "./record.js";

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */

/**
 * The record as JSON.
 * @param {LearnerRecord} record
 * @param {string} portal the address of the portal
 * @param {string} day
 */
export function toJson(record, portal, day) {
  const note = "t:record_self_asserted";
  return `${JSON.stringify({ schema: record.schema, portal, saved: day, note, quizzes: record.quizzes, read: record.read }, null, 2)}\n`;
}

/**
 * The record in a file that was downloaded before.
 * @param {string} text
 * @param {string} portal
 * @returns {{record: LearnerRecord, lost: number} | {problem: string}} the problem in a sentence
 */
export function fromJson(text, portal) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "t:record_import_no_record" };
  }
  const found = readRecord(value);
  if (!found) return { problem: "t:record_import_no_record" };
  if (found.newer) return { problem: "t:record_newer" };
  if (typeof value.portal === "string" && value.portal !== portal) return { problem: "t:record_import_other_portal".replace("{portal}", () => value.portal) };
  return found;
}

/**
 * What both records know: every attempt once, in the order of their days, and for each version the last day on which it
 * was confirmed.
 * @param {LearnerRecord} one
 * @param {LearnerRecord} other
 * @returns {LearnerRecord}
 */
export function merged(one, other) {
  /** @type {LearnerRecord} */
  const both = structuredClone(one);
  for (const [id, quiz] of Object.entries(other.quizzes)) {
    const known = both.quizzes[id]?.attempts ?? [];
    const texts = new Set(known.map((attempt) => JSON.stringify(attempt)));
    const fresh = quiz.attempts.filter((attempt) => !texts.has(JSON.stringify(attempt)));
    const attempts = [...known, ...fresh].sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
    const isLast = fresh.includes(/** @type {any} */ (attempts.at(-1)));
    both.quizzes[id] = { title: known.length === 0 || isLast ? quiz.title : both.quizzes[id].title, attempts };
  }
  for (const [id, read] of Object.entries(other.read)) {
    const versions = { ...both.read[id]?.versions };
    for (const [version, day] of Object.entries(read.versions)) {
      if (versions[version] === undefined || versions[version] < day) versions[version] = day;
    }
    both.read[id] = { title: both.read[id]?.title ?? read.title, versions };
  }
  return both;
}

/** How many entries a record has. @param {LearnerRecord} record */
export function count(record) {
  const attempts = Object.values(record.quizzes).reduce((sum, quiz) => sum + quiz.attempts.length, 0);
  return Object.values(record.read).reduce((sum, read) => sum + Object.keys(read.versions).length, attempts);
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. @param {unknown} value */
function cell(value) {
  const text = String(value ?? "");
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Versions in a line: `policies/social-media 2.0`. @param {Record<string, string>} versions */
const inLine = (versions) => Object.entries(versions).map((pair) => pair.join(" ")).join("; ");

/** The record as CSV (RFC 4180), a line an attempt or a confirmed version. @param {LearnerRecord} record */
export function toCsv(record) {
  const rows = [["kind", "id", "title", "version", "date", "percent", "passed", "policies"]];
  for (const [id, quiz] of Object.entries(record.quizzes)) {
    for (const one of quiz.attempts) {
      const kind = one.only ? "refresher" : "quiz";
      rows.push([kind, id, quiz.title, one.hash, one.date, String(one.percent), one.passed ? "yes" : "no", inLine(one.policies ?? one.tests)]);
    }
  }
  for (const [id, read] of Object.entries(record.read)) {
    for (const [version, day] of Object.entries(read.versions)) rows.push(["document", id, read.title, version, day, "", "", ""]);
  }
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A line of a calendar, folded after 75 octets (RFC 5545, section 3.1). @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  let [lines, length] = ["", 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (length + size > 75) [lines, length] = [`${lines}\r\n `, 1];
    lines += character;
    length += size;
  }
  return `${lines}\r\n`;
}

/** A value of type TEXT (section 3.3.11). @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, (found) => `\\${found}`).replace(/\r\n?|\n/g, "\\n").replace(/\p{Cc}/gu, "");

/**
 * The next refreshers as a calendar (RFC 5545), an all-day event for each. An event keeps its name, so that a later file
 * moves it.
 * @param {{id: string, title: string, url: string, passed: string, next: string}[]} refreshers
 * @param {string} host the portal's
 */
export function toCalendar(refreshers, host) {
  const compact = (/** @type {string} */ day) => day.replaceAll("-", "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vellum//Refreshers//EN", "CALSCALE:GREGORIAN"];
  for (const { id, title, url, passed, next } of refreshers) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${id}.refresher@${host}`,
      `DTSTAMP:${compact(passed)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(next)}`,
      `SUMMARY:${escaped("t:record_calendar_event".replace("{title}", () => title))}`,
      `DESCRIPTION:${escaped(url)}`,
      `URL:${url}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR"].map(folded).join("");
}
