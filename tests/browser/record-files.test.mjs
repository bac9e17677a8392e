// The record as files, without a browser: what is read back, what is refused, and what other programs make of it.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node takes the scripts for modules where a file beside them says so.
const scripts = mkdtempSync(join(tmpdir(), "vellum-record-"));
after(() => rmSync(scripts, { recursive: true }));
cpSync(fileURLToPath(new URL("../../themes/default/assets", import.meta.url)), scripts, { recursive: true });
writeFileSync(join(scripts, "package.json"), '{"type": "module"}');
const script = (/** @type {string} */ name) => import(pathToFileURL(join(scripts, name)).href);

const { changedQuestions, later, quizState } = await script("record-due.js");
const { count, fromJson, merged, toCalendar, toCsv, toJson } = await script("record-files.js");
const { isNewer, readState } = await script("record-read.js");
const { readRecord } = await script("record.js");

const PORTAL = "https://policy.example.org/";
const pass = (/** @type {string} */ date, more = {}) => ({ date, percent: 90, passed: true, hash: "ab", tests: { "policies/a": "1.0" }, ...more });

/** @returns {any} */
const record = (quizzes = {}, read = {}) => ({ schema: 2, quizzes, read });
const quiz = (/** @type {object[]} */ ...attempts) => ({ one: { title: "One", attempts } });

/** @type {any} */
const TRACKED = {
  id: "one",
  title: "One",
  hash: "ab",
  refresher: { every: "12 months", on_substantive_change: true },
  policies: { "policies/a": { title: "A", version: "2.1", substantive: ["1.0", "2.0"], compare: "FROM" } },
};

test("what was downloaded is read back as it was", () => {
  const whole = record(quiz(pass("2026-01-05", { points: 9, of: 10, policies: { "policies/a": "1.0" }, wrong: ["x"], only: ["x", "y"] })), {
    "policies/a": { title: "A", versions: { "1.0": "2026-01-05" } },
  });
  const text = toJson(whole, PORTAL, "2026-01-06");
  assert.match(text, /"portal": "https:\/\/policy\.example\.org\/",\n  "saved": "2026-01-06"/);
  assert.deepEqual(fromJson(text, PORTAL), { record: whole, lost: 0, newer: false });
});

test("a file of the first form is read", () => {
  const old = { version: 1, quizzes: quiz(pass("2026-01-05")), read: { "policies/a": { title: "A", version: "1.0", date: "2026-01-05" } } };
  assert.deepEqual(fromJson(JSON.stringify(old), PORTAL), {
    record: record(quiz(pass("2026-01-05")), { "policies/a": { title: "A", versions: { "1.0": "2026-01-05" } } }),
    lost: 0,
    newer: false,
  });
});

test("wrong and hostile files are refused, or lose what cannot be read", () => {
  for (const text of ["", "{half", "null", "[]", "{}", '"text"', '{"schema":2}', '{"schema":"2","quizzes":{},"read":{}}', '{"schema":0,"quizzes":{}}']) {
    assert.deepEqual(fromJson(text, PORTAL), { problem: "t:record_import_no_record" }, text);
  }
  assert.deepEqual(fromJson(JSON.stringify({ ...record(), schema: 3 }), PORTAL), { problem: "t:record_newer" });
  assert.ok("problem" in fromJson(JSON.stringify({ ...record(), portal: "https://elsewhere.example/" }), PORTAL));
  const hostile = `{"schema":2,"quizzes":{"__proto__":{"attempts":[${JSON.stringify(pass("2026-01-05"))}]},
    "<img src=x>":{"attempts":[]},"one":{"title":{"toString":1},"attempts":[null,7,{},${JSON.stringify(pass("2026-13-45"))},
    ${JSON.stringify(pass("2026-01-05", { percent: "90" }))},${JSON.stringify(pass("2026-01-05", { tests: { a: 1 }, wrong: [1, "x"], more: 1 }))}]}},
    "read":{"policies/a":{"versions":{"1":"2026-01-05","1.0":"soon","2.0":"2026-01-05"}},"b":null,"c":{"versions":[1]}}}`;
  const found = readRecord(JSON.parse(hostile));
  assert.deepEqual(found?.record, record({ one: { title: "one", attempts: [{ ...pass("2026-01-05", { tests: {} }), wrong: ["x"] }] } }, {
    "policies/a": { title: "policies/a", versions: { "2.0": "2026-01-05" } },
  }));
  assert.equal(found?.lost, 11);
  assert.equal(Object.getPrototypeOf(found?.record.quizzes), Object.prototype);
});

test("two records become one, each entry once, the newest title and day winning", () => {
  const here = record(quiz(pass("2026-01-05"), pass("2026-03-05")), { "policies/a": { title: "A", versions: { "1.0": "2026-02-01" } } });
  const there = record({ one: { title: "Uno", attempts: [pass("2026-02-05"), pass("2026-03-05"), pass("2026-04-05")] }, two: quiz(pass("2026-01-01")).one }, {
    "policies/a": { title: "A", versions: { "1.0": "2026-01-01", "2.0": "2026-03-01" } },
  });
  const both = merged(here, there);
  assert.deepEqual(both.quizzes.one.attempts.map((/** @type {any} */ { date }) => date), ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05"]);
  assert.equal(both.quizzes.one.title, "Uno");
  assert.deepEqual(both.read["policies/a"].versions, { "1.0": "2026-02-01", "2.0": "2026-03-01" });
  assert.equal(count(both) - count(here), 4);
  assert.deepEqual(merged(both, there), both);
  assert.deepEqual(merged(merged(there, here), both).quizzes.one.attempts, both.quizzes.one.attempts);
});

test("a spreadsheet takes no cell for a formula", () => {
  const csv = toCsv(record({ one: { title: '=cmd|"x"', attempts: [pass("2026-01-05", { hash: "+1", only: ["x"] })] } }, { "policies/a": { title: "A, b", versions: { "1.0": "2026-01-05" } } }));
  assert.equal(
    csv,
    'kind,id,title,version,date,percent,passed,policies\r\nrefresher,one,"\'=cmd|""x""",\'+1,2026-01-05,90,yes,policies/a 1.0\r\ndocument,policies/a,"A, b",1.0,2026-01-05,,,\r\n',
  );
});

test("a calendar is folded, escaped, and names an event the same each time", () => {
  const title = `Größe, Maß; \\ and\nmore ${"ä".repeat(60)}`;
  const made = (/** @type {string} */ passed, /** @type {string} */ next) => toCalendar([{ id: "one", title, url: `${PORTAL}training/one/`, passed, next }], "policy.example.org");
  const calendar = made("2026-01-05", "2027-01-05");
  const lines = calendar.split("\r\n");
  assert.equal(lines.pop(), "");
  for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), line);
  const unfolded = calendar.replaceAll("\r\n ", "").split("\r\n").filter(Boolean);
  const properties = new Map(unfolded.map((line) => /** @type {[string, string]} */ ([line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)])));
  assert.equal(unfolded[0], "BEGIN:VCALENDAR");
  assert.equal(unfolded.at(-1), "END:VCALENDAR");
  assert.equal(unfolded.filter((line) => line === "BEGIN:VEVENT").length, 1);
  assert.equal(properties.get("UID"), "one.refresher@policy.example.org");
  assert.equal(properties.get("DTSTAMP"), "20260105T000000Z");
  assert.equal(properties.get("DTSTART;VALUE=DATE"), "20270105");
  const text = properties.get("SUMMARY")?.replace(/\\([\\;,n])/g, (_, one) => (one === "n" ? "\n" : one));
  assert.equal(text, "t:record_calendar_event".replace("{title}", title));
  assert.equal(made("2026-05-05", "2027-05-05").match(/UID:.*/)?.[0], calendar.match(/UID:.*/)?.[0]);
});

test("days and versions", () => {
  for (const [day, interval, expected] of [
    ["2026-11-23", "12 months", "2027-11-23"],
    ["2026-01-31", "1 month", "2026-02-28"],
    ["2028-02-29", "1 year", "2029-02-28"],
    ["2026-12-30", "2 weeks", "2027-01-13"],
    ["2026-02-27", "3 days", "2026-03-02"],
  ]) {
    assert.equal(later(day, interval), expected);
  }
  assert.ok(isNewer("1.10", "1.9") && isNewer("2.0", "1.10") && !isNewer("1.0", "1.0") && !isNewer("1.9", "2.0"));
});

test("what is due, and why", () => {
  const state = (/** @type {any} */ attempts, day = "2026-06-01", of = TRACKED) => quizState(record(attempts), of, day);
  assert.equal(state({}).state, "open");
  assert.equal(state(quiz(pass("2026-01-05", { passed: false }))).state, "failed");
  assert.equal(state(quiz(pass("2026-01-05", { only: ["x"] }))).state, "failed", "a part is not the whole");
  const old = state(quiz(pass("2026-01-05")));
  assert.deepEqual([old.state, old.next, old.known, old.changed.map((/** @type {any} */ { id, from }) => [id, from])], ["changed", "2027-01-05", { "policies/a": "1.0" }, [["policies/a", "1.0"]]]);
  assert.equal(state(quiz(pass("2026-01-05", { policies: { "policies/a": "2.0" } }))).state, "passed", "2.1 changed only wording");
  assert.equal(state(quiz(pass("2026-01-05", { policies: { "policies/a": "2.1" } })), "2027-01-05").state, "due");
  assert.equal(state(quiz(pass("2026-01-05"), pass("2026-05-05", { only: ["x"], policies: { "policies/a": "2.1" } }))).state, "passed");
  assert.equal(state(quiz(pass("2026-01-05"), pass("2026-05-05", { passed: false, only: ["x"], policies: { "policies/a": "2.1" } }))).state, "changed");
  const never = { ...TRACKED, refresher: { every: null, on_substantive_change: false } };
  assert.deepEqual([state(quiz(pass("2020-01-05")), "2026-06-01", never).state, state(quiz(pass("2020-01-05")), "2026-06-01", never).next], ["passed", undefined]);
  const questions = [
    { id: "same", texts: { "policies/a": { "1.0": 0, "2.0": 1, "2.1": 0 } } },
    { id: "other", texts: { "policies/a": { "1.0": 0, "2.0": 1, "2.1": 1 } } },
    { id: "elsewhere", texts: { "policies/b": { "1.0": 0, "2.1": 1 } } },
    { id: "none" },
  ];
  assert.deepEqual(changedQuestions({ ...TRACKED, questions }, old.known), ["other"]);
  const read = (/** @type {Record<string, string>} */ versions) => readState(record({}, { "policies/a": { title: "A", versions } }), { id: "policies/a", version: "2.1", since: "2.0" });
  assert.deepEqual(read({ "1.0": "2026-01-05" }), { state: "changed", version: "1.0", date: "2026-01-05" });
  assert.deepEqual(read({ "1.0": "2026-01-05", "2.0": "2026-02-05" }), { state: "read", version: "2.0", date: "2026-02-05" });
  assert.deepEqual(read({ "3.0": "2026-01-05" }), { state: "open" }, "a version that is not in force yet");
});
