// A package for SCORM 1.2: the quiz with a run-time of the Run-Time Environment, version 1.2. Elements of the data model
// are in section 3.4.4 of it.

import { answerOf, inScorm12, patternsInScorm12, rounded } from "./package-answers.js";
import { systemKeeper } from "./package-keeper.js";
import { preparePage } from "./package-page.js";
import { caller, findRuntime, nextInteraction, noConnection } from "./package-scorm.js";
import { start } from "./quiz.js";

const page = preparePage();
const found = findRuntime("API");
start((form, quiz) => systemKeeper(quiz, connection(form), page));

/** @param {HTMLElement} form @returns {import("./package-keeper.js").Connection} */
function connection(form) {
  const runtime = found && caller(found, "LMS", page.say);
  if (!runtime || !runtime.start()) {
    page.say("t:package_alone");
    return noConnection();
  }
  const began = Date.now();
  const mode = runtime.get("cmi.core.lesson_mode");
  const counts = mode !== "browse" && mode !== "review";
  if (!counts) page.say("t:package_review");
  if (counts && runtime.get("cmi.core.lesson_status") === "not attempted") runtime.set("cmi.core.lesson_status", "incomplete");
  runtime.set("cmi.core.exit", "suspend");
  const record = () => {
    runtime.set("cmi.core.session_time", timespan((Date.now() - began) / 1000));
    runtime.commit();
  };
  return {
    room: 4095,
    state: runtime.get("cmi.suspend_data"),
    keep: (text) => {
      runtime.set("cmi.suspend_data", text);
      record();
    },
    progress: () => {},
    answered: (question, response, mark, seconds) => {
      if (counts) interaction(runtime, question, response, mark, seconds);
    },
    judged: ({ passed, percent }) => {
      if (!counts) return;
      runtime.set("cmi.core.score.min", 0);
      runtime.set("cmi.core.score.max", 100);
      runtime.set("cmi.core.score.raw", Math.floor(percent * 100 + 1e-7) / 100);
      runtime.set("cmi.core.lesson_status", passed ? "passed" : form.dataset.failing);
      // What is passed is done: the next launch begins anew.
      runtime.set("cmi.core.exit", passed ? "" : "suspend");
    },
    leave: () => {
      record();
      runtime.finish();
    },
  };
}

/**
 * Records an answer. Its elements are write-only, and the type decides how the others read.
 * @param {ReturnType<typeof caller>} runtime
 * @param {any} question
 * @param {string | string[] | undefined} response
 * @param {any} mark
 * @param {number} seconds
 */
function interaction(runtime, question, response, mark, seconds) {
  const answer = answerOf(question, response);
  const path = nextInteraction(runtime);
  runtime.set(`${path}.id`, question.id);
  runtime.set(`${path}.type`, answer.private ? "fill-in" : answer.type);
  runtime.set(`${path}.time`, new Date().toTimeString().slice(0, 8));
  for (const [place, pattern] of patternsInScorm12(answer).entries()) runtime.set(`${path}.correct_responses.${place}.pattern`, pattern);
  if (!answer.private) runtime.set(`${path}.student_response`, inScorm12(answer, answer.response));
  const part = mark.points > 0 ? String(rounded(mark.points)) : "wrong";
  runtime.set(`${path}.result`, answer.private ? "neutral" : mark.correct ? "correct" : part);
  runtime.set(`${path}.weighting`, question.points);
  runtime.set(`${path}.latency`, timespan(seconds));
}

/** A time as CMITimespan, `HHHH:MM:SS.SS`. @param {number} seconds */
function timespan(seconds) {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const two = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, "0");
  const hours = String(Math.floor(hundredths / 360000)).padStart(4, "0");
  return `${hours}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}
