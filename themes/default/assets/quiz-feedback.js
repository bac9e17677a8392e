// What a reader is told of an answer: whether it was right, what would have been, why, and where to read on.

import { longDate, make } from "./elements.js";
import { mark, story } from "./quiz-score.js";

/** @typedef {import("./quiz-score.js").Question} Question */

/** Nodes of HTML that the portal itself wrote. @param {string} html */
export function nodes(html) {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}

/**
 * A mark in a word, and in a class of the style sheet.
 * @param {Question} question
 * @param {{points: number, correct: boolean}} outcome
 */
export function verdict(question, outcome) {
  if (question.kind === "reflection") return { word: "t:quiz_thanks", look: "noted" };
  if (outcome.correct) return { word: "t:quiz_correct", look: "correct" };
  return outcome.points > 0 ? { word: "t:quiz_partly", look: "partly" } : { word: "t:quiz_incorrect", look: "wrong" };
}

/**
 * What to show below a question that is marked.
 * @param {Question} question
 * @param {string | string[] | undefined} response
 * @param {HTMLElement} element the question on the page, for the words of its options
 */
export function feedback(question, response, element) {
  const outcome = mark(question, response);
  const { word, look } = verdict(question, outcome);
  const title = make("p", { class: "feedback-title" }, [word]);
  if (question.kind !== "reflection" && question.points !== 1) {
    const earned = String(Math.round(outcome.points * 100) / 100);
    title.append(` (${"t:quiz_points".replace("{n}", earned).replace("{total}", String(question.points))})`);
  }
  const content = [title, ...outcome.say.map((say) => make("p", {}, nodes(say)))];
  if (!outcome.correct) content.push(...rightAnswer(question, response, element));
  if (question.why) content.push(.../** @type {HTMLElement[]} */ (nodes(question.why)));
  if (question.see) {
    // A package of a portal without an address can name the clause and not lead there.
    const { href, title } = question.see;
    content.push(make("p", {}, [`${"t:quiz_read"}: `, href ? make("a", { href }, [title]) : title]));
  }
  return { className: `feedback feedback-${look}`, content };
}

/** @param {Question} question @param {string | string[] | undefined} response @param {HTMLElement} element */
function rightAnswer(question, response, element) {
  const right = rightWords(question, response, element).filter(Boolean);
  if (right.length === 0) return [];
  if (right.length === 1) return [make("p", {}, [`${"t:quiz_right_answer"}: `, make("strong", {}, right)])];
  const ordered = question.kind === "order" || question.kind === "scenario";
  const items = right.map((words) => make("li", {}, [words]));
  return [make("p", {}, [`${"t:quiz_right_answer"}:`]), make(ordered ? "ol" : "ul", {}, items)];
}

/**
 * What would have been right, in words.
 * @param {any} question
 * @param {string | string[] | undefined} response
 * @param {HTMLElement} element
 * @returns {string[]}
 */
function rightWords(question, response, element) {
  const words = (/** @type {Element | null | undefined} */ node) => node?.textContent?.trim() ?? "";
  const option = (/** @type {string} */ selector) => words(element.querySelector(selector)?.parentElement);
  switch (question.kind) {
    case "single":
    case "multiple":
      return question.right.map((/** @type {number} */ value) => option(`.option input[value="${value}"]`));
    case "true-false":
      return [option(`input[value="${question.truth}"]`)];
    case "number":
      return [[question.number, question.unit].filter((part) => part !== undefined).join(" ")];
    case "date":
      return [longDate(question.date)];
    case "short-text":
      return [question.accept[0]];
    case "match":
    case "categorise":
      return [...element.querySelectorAll(".pair")].map((pair) => {
        const select = /** @type {HTMLSelectElement} */ (pair.querySelector("select"));
        const value = question.right[Number(select.id.split("-").at(-1)) - 1];
        return `${words(pair.querySelector("label"))} – ${words(select.querySelector(`option[value="${value}"]`))}`;
      });
    case "order":
      return question.right.map((/** @type {number} */ value) =>
        words(element.querySelector(`[data-value="${value}"] .order-text`)),
      );
    case "gap":
      return question.gaps.map((/** @type {any} */ gap) => gap.accept[0]);
    case "scenario":
      // The best decision of each scene that the learner reached.
      return story(question, [response ?? []].flat()).steps.map(({ scene }) => {
        const earned = question.scenes[scene - 1].choices.map((/** @type {any[]} */ choice) => choice[0]);
        const best = earned.indexOf(Math.max(...earned)) + 1;
        return option(`.scene[data-scene="${scene}"] input[value="${best}"]`);
      });
    default:
      return [];
  }
}
