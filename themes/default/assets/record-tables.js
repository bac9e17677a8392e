// The parts of the record's page: what is due, and the certificate with what was passed and confirmed.

import { fill, longDate, make } from "./elements.js";
import { quizState } from "./record-due.js";
import { isNewer } from "./record-read.js";
import { listed, quizWords, readWords } from "./record-show.js";
import { today } from "./record.js";

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */

/** The quizzes that are to be taken again on a day, the first day first. @param {LearnerRecord} record */
export function refreshers(record) {
  const all = listed().quizzes.flatMap(({ element, quiz }) => {
    const { pass, next } = quizState(record, quiz, today());
    const url = element.querySelector("a")?.href ?? "";
    return pass && next ? [{ id: quiz.id, title: quiz.title, url, passed: pass.date, next }] : [];
  });
  return all.sort((one, other) => (one.next < other.next ? -1 : Number(one.next > other.next)));
}

/** What is to be done now, and what comes later. @param {LearnerRecord} record @returns {HTMLElement} */
export function due(record) {
  const { quizzes, documents } = listed();
  const now = make("ul");
  const item = (/** @type {HTMLElement} */ element, /** @type {string} */ text, /** @type {string} */ hash) => {
    const link = /** @type {HTMLAnchorElement} */ (element.querySelector("a")?.cloneNode(true));
    link.hash = hash;
    return make("li", {}, [link, `: ${text}`]);
  };
  for (const { element, quiz } of quizzes) {
    const { state, text } = quizWords(record, quiz);
    if (state === "due" || state === "changed") now.append(item(element, text, "refresher"));
  }
  for (const { element, compare, ...wanted } of documents) {
    const { state, text } = readWords(record, wanted);
    if (state === "read") continue;
    const entry = item(element, text, "");
    const from = Object.keys(record.read[wanted.id]?.versions ?? {}).sort((one, other) => (isNewer(one, other) ? -1 : 1))[0];
    if (state === "changed") entry.append(" ", changesLink(compare, from, wanted.version));
    now.append(entry);
  }
  const later = refreshers(record).filter(({ next }) => next > today());
  const section = make("section", { "aria-labelledby": "_due" }, [make("h2", { id: "_due" }, ["t:record_due"])]);
  section.append(now.childElementCount > 0 ? now : make("p", {}, ["t:record_nothing_due"]));
  if (later.length > 0) {
    const list = later.map(({ title, url, next }) => make("li", {}, [make("a", { href: url }, [title]), `: ${longDate(next)}`]));
    section.append(make("h3", {}, ["t:record_later"]), make("ul", {}, list));
  }
  return section;
}

/** @param {string} compare @param {string} from @param {string} to */
export function changesLink(compare, from, to) {
  return make("a", { href: compare.replace("FROM", from) }, [fill("t:record_see_changes", { from, to })]);
}

/** @param {string} caption @param {string[]} heads @param {(Node | string)[][]} rows */
function table(caption, heads, rows) {
  const head = make("tr", {}, heads.map((text) => make("th", { scope: "col" }, [text])));
  const body = rows.map(([first, ...cells]) => make("tr", {}, [make("th", { scope: "row" }, [first]), ...cells.map((one) => make("td", {}, [one]))]));
  const made = make("table", {}, [make("caption", {}, [caption]), make("thead", {}, [head]), make("tbody", {}, body)]);
  return make("div", { class: "table", role: "region", tabindex: "0", "aria-label": caption }, [made]);
}

/** Versions by the titles that the page knows. @param {Record<string, string>} versions */
function policyNames(versions) {
  /** @type {Record<string, string>} */
  const titles = {};
  for (const { quiz } of listed().quizzes) {
    for (const [id, { title }] of Object.entries(quiz.policies)) titles[id] = title;
  }
  return Object.entries(versions).map(([id, version]) => `${titles[id] ?? id} ${version}`).join(", ");
}

/**
 * What was passed and confirmed, for the page and for paper.
 * @param {LearnerRecord} record
 * @param {string} name of the learner
 * @param {{title?: string, organisation?: string, portal?: string}} of the portal
 * @returns {HTMLElement}
 */
export function certificate(record, name, { title = "", organisation = "", portal = "" }) {
  const newest = (/** @type {{day: string}} */ one, /** @type {{day: string}} */ other) => (one.day < other.day ? 1 : -1);
  const passes = Object.values(record.quizzes).flatMap((quiz) =>
    quiz.attempts.filter(({ passed }) => passed).map((one) => {
      const named = one.only ? fill("t:record_short_refresher", { title: quiz.title }) : quiz.title;
      const score = one.points === undefined ? `${one.percent}%` : fill("t:record_score", { n: one.points, total: one.of ?? "", percent: one.percent });
      return { day: one.date, row: [named, longDate(one.date), score, policyNames(one.policies ?? one.tests), make("code", {}, [one.hash])] };
    }),
  );
  const reads = Object.values(record.read).flatMap((read) =>
    Object.entries(read.versions).map(([version, day]) => ({ day, row: [read.title, version, longDate(day)] })),
  );
  const section = make("section", { class: "certificate", "aria-labelledby": "_certificate" }, [
    make("h2", { id: "_certificate" }, ["t:record_certificate"]),
    make("p", { class: "certificate-name" }, [name || "t:record_no_name"]),
    make("p", {}, [fill("t:record_certificate_of", { title, organisation, date: longDate(today()) }), " ", make("span", { class: "certificate-portal" }, [portal])]),
  ]);
  if (passes.length > 0) {
    const heads = ["t:record_quiz", "t:record_passed", "t:record_result", "t:record_policies", "t:record_state"];
    section.append(table("t:record_passed_quizzes", heads, passes.sort(newest).map(({ row }) => row)));
  } else section.append(make("p", {}, ["t:record_no_quiz"]));
  if (reads.length > 0) {
    section.append(table("t:record_read_documents", ["t:document", "t:version", "t:record_read_on"], reads.sort(newest).map(({ row }) => row)));
  } else section.append(make("p", {}, ["t:record_no_document"]));
  section.append(make("p", { class: "certificate-note" }, ["t:record_self_asserted"]));
  return section;
}
