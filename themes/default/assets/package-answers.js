// An answer in the terms of learning systems: its type, what was answered, what would have been right. SCORM and xAPI
// know the same types of interaction (IEEE 1484.11.1), and write them in two ways.

import { parseNumber, story } from "./quiz-score.js";

/** @typedef {import("./quiz-score.js").Question} Question */

/**
 * @typedef {object} Answer
 * @property {"true-false" | "choice" | "fill-in" | "numeric" | "matching" | "sequencing" | "performance" | "other"} type
 * @property {string[][]} response the parts of the answer; a part is one value, or two that belong together
 * @property {string[][]} right the same for the right answer; of text, all forms of each part that are right
 * @property {number} [tolerance] how far a number may be off
 * @property {boolean} [private] true for what is not to be told
 */

/**
 * @param {Question} question
 * @param {string | string[] | undefined} response
 * @returns {Answer}
 */
export function answerOf(question, response) {
  const list = response === undefined ? [] : [response].flat();
  const right = (question.right ?? []).map(String);
  const single = (/** @type {string[]} */ values) => values.map((value) => [value]);
  const paired = (/** @type {string[]} */ values) => values.map((value, place) => [String(place + 1), value]);
  switch (question.kind) {
    case "single":
    case "multiple":
      // The order on the page is that of this attempt alone.
      return { type: "choice", response: single(list.toSorted((one, other) => Number(one) - Number(other))), right: single(right) };
    case "true-false":
      return { type: "true-false", response: single(list), right: [[String(question.truth)]] };
    case "number": {
      const number = list.map((text) => parseNumber(text, question.unit)).filter((one) => !Number.isNaN(one));
      return { type: "numeric", response: single(number.map(String)), right: [[String(question.number)]], tolerance: question.tolerance ?? 0 };
    }
    case "date":
      return { type: "fill-in", response: single(list), right: [[question.date ?? ""]] };
    case "short-text":
      return { type: "fill-in", response: single(list), right: [question.accept ?? []] };
    case "gap":
      return { type: "fill-in", response: single(list), right: (question.gaps ?? []).map((gap) => gap.accept) };
    case "match":
    case "categorise":
      return { type: "matching", response: paired(list), right: paired(right) };
    case "order":
      return { type: "sequencing", response: single(list), right: single(right) };
    case "scenario":
      return { type: "performance", response: steps(question, list), right: steps(question, bestDecisions(question)) };
    default:
      return { type: "other", response: [], right: [], private: true };
  }
}

/** The scenes of a story with the decision in each. @param {Question} question @param {string[]} decisions */
function steps(question, decisions) {
  return story(question, decisions).steps.map(({ scene }, place) => [String(scene), decisions[place]]);
}

/** The decisions on the way that earns most. @param {Question} question @returns {string[]} */
function bestDecisions(question) {
  const scenes = question.scenes ?? [];
  /** @type {{points: number, way: string[]}[]} */
  const best = [];
  // Scenes lead only forwards, so the best way from a scene is known before that from an earlier one.
  for (let scene = scenes.length; scene > 0; scene -= 1) {
    best[scene] = { points: -1, way: [] };
    for (const [place, [points, next]] of scenes[scene - 1].choices.entries()) {
      const rest = next === 0 ? { points: 0, way: [] } : best[next];
      if (points + rest.points > best[scene].points) best[scene] = { points: points + rest.points, way: [String(place + 1), ...rest.way] };
    }
  }
  return best[1]?.way ?? [];
}

/**
 * The answer as SCORM 1.2 writes it (RTE 1.2, section 3.4.4, cmi.interactions.n.student_response): letters of options
 * with commas, pairs with points; a text of at most 255 characters.
 * @param {Answer} answer
 * @param {string[][]} parts of the answer, or of the right one
 */
export function inScorm12(answer, parts) {
  if (answer.type === "true-false") return parts.map(([truth]) => truth.slice(0, 1)).join("");
  if (answer.type === "numeric") return parts.map(([number]) => number).join("");
  if (answer.type === "fill-in") return parts.map(([text]) => text).join(", ").replace(/\s+/g, " ").slice(0, 255);
  return parts.map((part) => part.map((value) => Number(value).toString(36)).join(".")).join(",").slice(0, 255);
}

/** The forms of the right answer, as SCORM 1.2 writes them. @param {Answer} answer */
export function patternsInScorm12(answer) {
  if (answer.right.length === 0) return [];
  return alternatives(answer).map((right) => inScorm12(answer, right));
}

/**
 * The answer as SCORM 2004 (RTE 4th edition, section 4.2.9.2, characterstrings of interactions) and xAPI (1.0.3, Data,
 * section 4.1.5.1) write it: `[,]` between parts, `[.]` between two values that belong together.
 * @param {Answer} answer
 */
export function inScorm2004(answer) {
  return answer.response.map((part) => part.map((value) => fitting(answer, value)).join("[.]")).join("[,]");
}

/** The forms of the right answer in the same way; `[:]` stands between the ends of a range. @param {Answer} answer */
export function patternsInScorm2004(answer) {
  if (answer.right.length === 0) return [];
  if (answer.type === "numeric") {
    const [number, tolerance] = [Number(answer.right[0][0]), answer.tolerance ?? 0];
    return [`${rounded(number - tolerance)}[:]${rounded(number + tolerance)}`];
  }
  const before = answer.type === "fill-in" ? "{case_matters=false}" : "";
  return alternatives(answer).map((right) => before + right.map((part) => part.map((value) => fitting(answer, value)).join("[.]")).join("[,]"));
}

/** What may be answered: for one text each form that is right, else the right answer alone. @param {Answer} answer */
function alternatives(answer) {
  if (answer.type !== "fill-in") return [answer.right];
  // The standards promise room for 5 forms (RTE 4th edition, section 4.2.9.1).
  if (answer.right.length === 1) return answer.right[0].slice(0, 5).map((form) => [[form]]);
  return [answer.right.map(([first]) => [first])];
}

/** A typed text cannot hold what stands between parts, nor more than 250 characters. @param {Answer} answer @param {string} value */
function fitting(answer, value) {
  if (answer.type !== "fill-in") return value;
  return value.replace(/\[([,.:])\]/g, "$1").replace(/^\{/, "(").replace(/\s+/g, " ").slice(0, 250);
}

/** A number without the noise of binary fractions. @param {number} number */
export function rounded(number) {
  return Number(number.toFixed(7));
}
