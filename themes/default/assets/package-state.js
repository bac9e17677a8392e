// An attempt as one short text, for learning systems that keep little: SCORM 1.2 takes 4,096 characters and no more
// (RTE 1.2, section 3.4.4, cmi.suspend_data). Values of options are single letters; what was typed is shortened when
// there is no room for it. What is noted at a reflection is never kept: nobody else is to see it.

import { mark } from "./quiz-score.js";

/** @typedef {import("./quiz-score.js").Question} Question */
/** @typedef {import("./quiz.js").State} State */

/**
 * What happened in earlier attempts.
 * @typedef {object} History
 * @property {number} attempts how many were finished since the last one that passed
 * @property {number} best the best result in percent; -1 if none was finished
 * @property {boolean} passed
 */

/** @returns {History} */
export function noHistory() {
  return { attempts: 0, best: -1, passed: false };
}

/** The room for what is typed in one field, from plenty to none. */
const ROOM = [250, 120, 60, 30, 15, 0];
/** In place of a typed answer that has no room: one that is right, and one that is not. */
const [RIGHT, WRONG, AS_TYPED] = ["=", "~", "'"];

/**
 * The attempt and its history as text; empty if not even the shortest form has room.
 * @param {{questions: Question[]}} quiz
 * @param {State | undefined} state
 * @param {History} history
 * @param {number} most how many bytes of UTF-8 it may have
 */
export function pack(quiz, state, history, most) {
  const texts = ROOM.map((room) => JSON.stringify([1, history.attempts, history.best, Number(history.passed), ...packed(quiz, state, room)]));
  return texts.find((text) => new TextEncoder().encode(text).length <= most) ?? "";
}

/**
 * Reads what `pack` wrote; the attempt is `undefined` if there is none, or if it belongs to another state of the quiz.
 * @param {{questions: Question[], hash: string}} quiz
 * @param {string} text
 * @returns {{state: State | undefined, history: History}}
 */
export function unpack(quiz, text) {
  try {
    const [version, attempts, best, passed, ...rest] = JSON.parse(text);
    if (version !== 1) return { state: undefined, history: noHistory() };
    return { state: unpacked(quiz, rest), history: { attempts: Number(attempts), best: Number(best), passed: Boolean(passed) } };
  } catch {
    return { state: undefined, history: noHistory() };
  }
}

/** @param {{questions: Question[]}} quiz @param {State | undefined} state @param {number} room */
function packed(quiz, state, room) {
  if (!state) return [];
  const order = state.order.map((id) => quiz.questions.findIndex((question) => question.id === id).toString(36).padStart(2, "0"));
  const answers = state.order.map((id) => {
    const question = /** @type {Question} */ (quiz.questions.find((one) => one.id === id));
    const checked = state.checked.includes(id);
    const answer = question.kind === "reflection" ? undefined : state.responses[id];
    if (answer === undefined) return checked ? 1 : 0;
    const kept = packedAnswer(question, answer, room);
    return Array.isArray(kept) ? [Number(checked), ...kept] : `${Number(checked)}${kept}`;
  });
  return [state.hash, state.seed.toString(36), state.at, Number(state.done), order.join(""), answers];
}

/** @param {{questions: Question[], hash: string}} quiz @param {any[]} parts @returns {State | undefined} */
function unpacked(quiz, [hash, seed, at, done, order, answers]) {
  if (hash !== quiz.hash) return undefined;
  const questions = (order.match(/../g) ?? []).map((/** @type {string} */ place) => quiz.questions[parseInt(place, 36)]);
  /** @type {State} */
  const state = { hash, seed: parseInt(seed, 36), order: questions.map((/** @type {Question} */ one) => one.id), responses: {}, checked: [], at, done: Boolean(done) };
  for (const [place, question] of questions.entries()) {
    const kept = answers[place];
    if (Number(Array.isArray(kept) || typeof kept === "string" ? kept[0] : kept) === 1) state.checked.push(question.id);
    if (typeof kept === "number") {
      if (question.kind === "reflection" && kept === 1) state.responses[question.id] = "";
      continue;
    }
    const answer = unpackedAnswer(question, kept.slice(1));
    if (answer !== undefined) state.responses[question.id] = answer;
  }
  return state;
}

/** @param {Question} question @param {string | string[]} answer @param {number} room @returns {string | string[]} */
function packedAnswer(question, answer, room) {
  switch (question.kind) {
    case "true-false":
      return String(answer).slice(0, 1);
    case "number":
    case "date":
    case "short-text":
      return packedText(question, String(answer), room);
    case "gap":
      return [answer].flat().map((text, place) => packedText(gapQuestion(question, place), text, room));
    default: {
      const values = [answer].flat();
      const letters = values.every((value) => value === "" || Number(value) < 36);
      if (!letters) return `.${values.join(".")}`;
      return values.map((value) => (value === "" ? "_" : Number(value).toString(36))).join("");
    }
  }
}

/** @param {Question} question @param {any} kept @returns {string | string[] | undefined} */
function unpackedAnswer(question, kept) {
  switch (question.kind) {
    case "true-false":
      return kept === "t" ? "true" : "false";
    case "number":
    case "date":
    case "short-text":
      return unpackedText(question, kept);
    case "gap":
      return kept.map((/** @type {string} */ text, /** @type {number} */ place) => unpackedText(gapQuestion(question, place), text));
    default: {
      const values = kept.startsWith(".") ? kept.slice(1).split(".") : [...kept].map((letter) => (letter === "_" ? "" : String(parseInt(letter, 36))));
      return question.kind === "single" ? values[0] : values;
    }
  }
}

/** A gap as a question of its own. @param {Question} question @param {number} place @returns {Question} */
function gapQuestion(question, place) {
  const gap = question.gaps?.[place];
  return { id: "", kind: "short-text", points: 1, accept: gap?.accept ?? [], typos: gap?.typed ? gap.typos : 0 };
}

/**
 * What was typed, or, where it has no room, whether it was right.
 * @param {Question} question
 * @param {string} text
 * @param {number} room
 */
function packedText(question, text, room) {
  // Characters that no learning system has to keep: controls, and halves of characters.
  const clean = text.replace(/[\p{Cc}\p{Cs}]/gu, " ");
  if (clean.length <= room || clean === "") return AS_TYPED + clean;
  return mark(question, text).correct ? RIGHT : WRONG;
}

/** @param {Question} question @param {string} kept */
function unpackedText(question, kept) {
  if (kept.startsWith(AS_TYPED)) return kept.slice(1);
  return kept === RIGHT ? rightText(question) : kept;
}

/** @param {Question} question */
function rightText(question) {
  return String(question.accept?.[0] ?? question.date ?? question.number ?? "");
}
