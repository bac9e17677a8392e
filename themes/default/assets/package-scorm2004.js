// A package for SCORM 2004: the quiz with a run-time of the Run-Time Environment, 4th edition. Elements of the data
// model are in chapter 4 of it: cmi.interactions 4.2.9, cmi.progress_measure 4.2.18, cmi.score 4.2.20, and so on.

import { answerOf, inScorm2004, patternsInScorm2004, rounded } from "./package-answers.js";
import { systemKeeper } from "./package-keeper.js";
import { preparePage } from "./package-page.js";
import { caller, findRuntime, nextInteraction, noConnection } from "./package-scorm.js";
import { start } from "./quiz.js";

const page = preparePage();
const found = findRuntime("API_1484_11");
start((form, quiz) => systemKeeper(quiz, connection(form), page));

/** @param {HTMLElement} form @returns {import("./package-keeper.js").Connection} */
function connection(form) {
  const runtime = found && caller(found, "", page.say);
  if (!runtime || !runtime.start()) {
    page.say("t:package_alone");
    return noConnection();
  }
  const began = Date.now();
  const counts = !["browse", "review"].includes(runtime.get("cmi.mode"));
  if (!counts) page.say("t:package_review");
  const completion = runtime.get("cmi.completion_status");
  if (counts && completion !== "completed") runtime.set("cmi.completion_status", "incomplete");
  runtime.set("cmi.exit", "suspend");
  let done = completion === "completed";
  const record = () => {
    runtime.set("cmi.session_time", `PT${hundredths((Date.now() - began) / 1000)}S`);
    runtime.commit();
  };
  return {
    room: 64000,
    state: runtime.get("cmi.suspend_data"),
    keep: (text) => {
      runtime.set("cmi.suspend_data", text);
      record();
    },
    progress: (share) => {
      if (counts && !done) runtime.set("cmi.progress_measure", rounded(share));
    },
    answered: (question, response, mark, seconds) => {
      if (counts) interaction(runtime, form, question, response, mark, seconds);
    },
    judged: ({ passed, percent, points, most }) => {
      if (!counts) return;
      done ||= passed || form.dataset.failing === "failed";
      runtime.set("cmi.score.min", 0);
      runtime.set("cmi.score.max", most);
      runtime.set("cmi.score.raw", rounded(points));
      runtime.set("cmi.score.scaled", rounded(percent / 100));
      runtime.set("cmi.completion_status", done ? "completed" : "incomplete");
      runtime.set("cmi.success_status", passed ? "passed" : form.dataset.failing === "failed" ? "failed" : "unknown");
      if (done) runtime.set("cmi.progress_measure", 1);
      // What is passed is done: the next launch begins a new attempt.
      runtime.set("cmi.exit", passed ? "normal" : "suspend");
    },
    leave: () => {
      record();
      runtime.finish();
    },
  };
}

/**
 * Records an answer. The id comes first, and the type before whatever is read by it.
 * @param {ReturnType<typeof caller>} runtime
 * @param {HTMLElement} form
 * @param {any} question
 * @param {string | string[] | undefined} response
 * @param {any} mark
 * @param {number} seconds
 */
function interaction(runtime, form, question, response, mark, seconds) {
  const answer = answerOf(question, response);
  const path = nextInteraction(runtime);
  runtime.set(`${path}.id`, question.id);
  runtime.set(`${path}.type`, answer.type);
  runtime.set(`${path}.timestamp`, `${new Date().toISOString().slice(0, 22)}Z`);
  for (const [place, pattern] of patternsInScorm2004(answer).entries()) runtime.set(`${path}.correct_responses.${place}.pattern`, pattern);
  runtime.set(`${path}.weighting`, question.points);
  if (!answer.private) runtime.set(`${path}.learner_response`, inScorm2004(answer));
  const part = mark.points > 0 ? rounded(mark.points) : "incorrect";
  runtime.set(`${path}.result`, answer.private ? "neutral" : mark.correct ? "correct" : part);
  runtime.set(`${path}.latency`, `PT${hundredths(seconds)}S`);
  runtime.set(`${path}.description`, legend(form, question.id));
}

/** The words of a question, as far as there is room for them. @param {HTMLElement} form @param {string} id */
function legend(form, id) {
  const words = form.querySelector(`#q-${id} legend`)?.textContent ?? "";
  return words.trim().replace(/\s+/g, " ").replace(/^\{/, "(").slice(0, 250);
}

/** @param {number} seconds */
function hundredths(seconds) {
  return Math.max(0, Math.round(seconds * 100) / 100);
}
