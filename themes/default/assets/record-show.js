// The states of quizzes and documents in words, for lists that show them.

import { fill, longDate, make } from "./elements.js";
import { quizState } from "./record-due.js";
import { readState } from "./record-read.js";
import { today } from "./record.js";

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */

/**
 * The quizzes and documents that a page lists, each with its element.
 * @returns {{quizzes: {element: HTMLElement, quiz: import("./record-due.js").Tracked}[], documents: {element: HTMLElement, id: string, version: string, since: string, compare: string}[]}}
 */
export function listed() {
  const all = (/** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
  return {
    quizzes: all("[data-quiz]").map((element) => ({ element, quiz: JSON.parse(element.dataset.quiz ?? "") })),
    documents: all("[data-read]").map((element) => {
      const [id, version, since] = (element.dataset.read ?? "").split(" ");
      return { element, id, version, since, compare: element.dataset.compare ?? "" };
    }),
  };
}

/** @param {LearnerRecord} record @param {import("./record-due.js").Tracked} quiz */
export function quizWords(record, quiz) {
  const { state, pass, next, changed } = quizState(record, quiz, today());
  const words = { date: pass ? longDate(pass.date) : "", percent: pass?.percent ?? "", next: next ? longDate(next) : "" };
  const titles = changed.map(({ policy }) => policy.title).join(", ");
  const texts = {
    open: "t:record_not_passed",
    failed: "t:record_failed",
    passed: next ? "t:record_passed_next" : "t:record_passed_on",
    due: "t:record_due_since",
    changed: "t:record_changed",
  };
  return { state, text: fill(texts[state], { ...words, title: titles }) };
}

/** @param {LearnerRecord} record @param {{id: string, version: string, since: string}} wanted */
export function readWords(record, wanted) {
  const { state, version = "", date } = readState(record, wanted);
  const texts = { open: "t:record_not_read", changed: "t:record_read_changed", read: "t:record_read" };
  return { state, text: fill(texts[state], { version, date: date ? longDate(date) : "" }) };
}

/** Puts the state of each quiz and document of the page below it. @param {LearnerRecord} record */
export function showStates(record) {
  const { quizzes, documents } = listed();
  const states = [
    ...quizzes.map(({ element, quiz }) => ({ element, ...quizWords(record, quiz) })),
    ...documents.map(({ element, ...wanted }) => ({ element, ...readWords(record, wanted) })),
  ];
  for (const { element, state, text } of states) {
    element.querySelector(":scope > .state")?.remove();
    element.append(make("p", { class: `state state-${state}` }, [text]));
  }
}
