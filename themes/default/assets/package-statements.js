// Statements of cmi5 (Quartz, chapters 9 and 10): which properties each must have, and what it must not have.

import { answerOf, inScorm2004, patternsInScorm2004, rounded } from "./package-answers.js";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";

/** A span of time (ISO 8601). @param {number} seconds */
function duration(seconds) {
  return `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;
}

/**
 * A statement in the context that the system gave, which may be added to and not changed (section 10, contextTemplate).
 * @param {import("./package-lrs.js").Launch} launch
 * @param {any} template
 * @param {string} verb
 * @param {any} parts
 * @param {{category?: string[], parent?: string, extensions?: object}} [context]
 */
function statement(launch, template, verb, parts, { category = [], parent, extensions = {} } = {}) {
  const given = template.contextActivities ?? {};
  const activities = { ...given };
  if (category.length > 0) activities.category = [...[given.category ?? []].flat(), ...category.map((id) => ({ id }))];
  if (parent) activities.parent = [...[given.parent ?? []].flat(), { id: parent }];
  return {
    id: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
    actor: launch.actor,
    verb: { id: `${VERBS}${verb}`, display: { en: verb } },
    object: { objectType: "Activity", id: launch.activityId },
    ...parts,
    context: {
      ...template,
      registration: launch.registration,
      contextActivities: activities,
      extensions: { ...extensions, ...template.extensions },
    },
  };
}

/**
 * Makes the statements of a session.
 * @param {import("./package-lrs.js").Launch} launch
 * @param {any} data the document LMS.LaunchData (section 10)
 * @param {string} language
 */
export function statementsOf(launch, data, language) {
  const template = data.contextTemplate ?? {};
  // A system that gives no mastery score leaves the judgement to the quiz.
  const mastery = data.masteryScore === undefined ? {} : { [MASTERY]: data.masteryScore };
  const defined = (/** @type {string} */ verb, /** @type {any} */ result = undefined, extensions = {}) => {
    const judges = result && ("success" in result || "completion" in result);
    return statement(launch, template, verb, result ? { result } : {}, { category: judges ? [CMI5, MOVE_ON] : [CMI5], extensions });
  };
  return {
    initialized: () => defined("initialized"),
    completed: (/** @type {number} */ seconds) => defined("completed", { completion: true, duration: duration(seconds) }),
    /** Raw scores are whole numbers (section 9.5.1). @param {boolean} success @param {number} percent @param {number} seconds */
    judged: (success, percent, seconds) => {
      const score = { scaled: Math.floor(percent * 100 + 1e-7) / 10000, raw: Math.floor(percent + 1e-9), min: 0, max: 100 };
      return defined(success ? "passed" : "failed", { success, score, duration: duration(seconds) }, mastery);
    },
    terminated: (/** @type {number} */ seconds) => defined("terminated", { duration: duration(seconds) }),
    /**
     * A statement that cmi5 allows beside its own (section 7.1.3), without its category.
     * @param {any} question
     * @param {string | string[] | undefined} response
     * @param {any} mark
     * @param {number} seconds
     * @param {HTMLElement} element the question on the page, for its words
     */
    answered: (question, response, mark, seconds, element) => {
      const answer = answerOf(question, response);
      const id = `${launch.activityId}${launch.activityId.includes("#") ? "/" : "#"}${question.id}`;
      const result = answer.private
        ? { duration: duration(seconds) }
        : {
            response: inScorm2004(answer),
            success: mark.correct,
            score: { scaled: rounded(mark.points / question.points), raw: rounded(mark.points), min: 0, max: question.points },
            duration: duration(seconds),
          };
      const object = { objectType: "Activity", id, definition: definition(question, answer, element, language) };
      return statement(launch, template, "answered", { object, result }, { parent: launch.activityId });
    },
  };
}

/**
 * What a question is (xAPI 1.0.3, Data, section 4.1.5.1, interaction activities).
 * @param {any} question
 * @param {import("./package-answers.js").Answer} answer
 * @param {HTMLElement} element
 * @param {string} language
 */
function definition(question, answer, element, language) {
  const words = (/** @type {Element | null | undefined} */ node) => ({ [language]: node?.textContent?.trim().replace(/\s+/g, " ") ?? "" });
  const parts = (/** @type {string} */ selector, /** @type {(node: any) => [string, Element | null | undefined]} */ read, from = element) =>
    [...from.querySelectorAll(selector)].map(read).map(([id, node]) => ({ id, description: words(node) }));
  const base = {
    type: "http://adlnet.gov/expapi/activities/cmi.interaction",
    name: { [language]: question.id },
    description: words(element.querySelector("legend")),
    interactionType: answer.type,
    ...(answer.private ? {} : { correctResponsesPattern: patternsInScorm2004(answer) }),
  };
  switch (answer.type) {
    case "choice":
      return { ...base, choices: parts(".option input", (input) => [input.value, input.parentElement]) };
    case "sequencing":
      return { ...base, choices: parts("[data-value]", (item) => [item.dataset.value, item.querySelector(".order-text")]) };
    case "matching": {
      // Every list has the same options.
      const list = /** @type {HTMLElement} */ (element.querySelector(".pair select"));
      return {
        ...base,
        source: parts(".pair select", (one) => [one.id.split("-").at(-1), one.closest(".pair")?.querySelector("label")]),
        target: parts("option:not([value=''])", (option) => [option.value, option], list),
      };
    }
    case "performance":
      return { ...base, steps: parts(".scene", (scene) => [scene.dataset.scene, scene.querySelector("legend")]) };
    default:
      return base;
  }
}
