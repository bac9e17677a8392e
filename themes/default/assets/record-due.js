// What a learner's record means today: which quizzes are passed, which are due, and why. It knows no
// page.

import { isNewer } from "./record-read.js";

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */
/** @typedef {import("./record.js").Pass} Pass */

/**
 * @typedef {object} Policy what is in force of a document; see src/render/quiz/track.rs
 * @property {string} title
 * @property {string} version
 * @property {string[]} substantive the versions that changed rules, oldest first
 * @property {string} compare the address of what changed since the version in the place of `FROM`
 */

/**
 * @typedef {object} Tracked a quiz, as far as it decides what is due
 * @property {string} id
 * @property {string} title
 * @property {string} hash
 * @property {{every: string | null, on_substantive_change: boolean}} refresher
 * @property {Record<string, Policy>} policies
 */

/**
 * @typedef {object} QuizState
 * @property {"open" | "failed" | "passed" | "due" | "changed"} state `changed` where a policy has changed rules since
 * @property {Pass} [pass] the last time that the whole quiz was passed
 * @property {string} [next] the day on which it is to be taken again
 * @property {Record<string, string>} known the versions of the policies that the learner was last asked about
 * @property {{id: string, from: string, policy: Policy}[]} changed the policies that changed rules since
 */

/**
 * The day that is so much later: `12 months` after 2026-11-23 is 2027-11-23; the last of the month where there is no
 * such day.
 * @param {string} day YYYY-MM-DD
 * @param {string} interval a number and days, weeks, months or years
 */
export function later(day, interval) {
  const [count, unit] = interval.split(" ");
  const date = new Date(`${day}T00:00:00Z`);
  if (unit.startsWith("day") || unit.startsWith("week")) {
    date.setUTCDate(date.getUTCDate() + Number(count) * (unit.startsWith("week") ? 7 : 1));
  } else {
    const dayOfMonth = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + Number(count) * (unit.startsWith("year") ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(dayOfMonth, last));
  }
  return date.toISOString().slice(0, 10);
}

/**
 * @param {LearnerRecord} record
 * @param {Tracked} quiz
 * @param {string} day today
 * @returns {QuizState}
 */
export function quizState(record, quiz, day) {
  const attempts = record.quizzes[quiz.id]?.attempts ?? [];
  const at = attempts.findLastIndex((one) => one.passed && one.only === undefined);
  if (at < 0) return { state: attempts.length > 0 ? "failed" : "open", known: {}, changed: [] };
  const pass = attempts[at];
  /** @type {Record<string, string>} */
  const known = {};
  for (const one of attempts.slice(at).filter((one) => one.passed)) Object.assign(known, one.policies ?? one.tests);
  const changed = Object.entries(quiz.policies)
    .map(([id, policy]) => ({ id, from: known[id], policy }))
    .filter(({ from, policy }) => from !== undefined && policy.substantive.some((version) => isNewer(version, from)));
  const next = quiz.refresher.every === null ? undefined : later(pass.date, quiz.refresher.every);
  if (next !== undefined && next <= day) return { state: "due", pass, next, known, changed };
  const has = quiz.refresher.on_substantive_change && changed.length > 0;
  return { state: has ? "changed" : "passed", pass, next, known, changed };
}

/**
 * The questions whose clause does not say the same any more as in the versions that the learner was asked about.
 * @param {{questions: {id: string, texts?: Record<string, Record<string, number>>}[]} & Tracked} quiz
 * @param {Record<string, string>} known
 */
export function changedQuestions(quiz, known) {
  return quiz.questions
    .filter(({ texts }) =>
      Object.entries(texts ?? {}).some(([id, states]) => {
        const policy = quiz.policies[id];
        return policy !== undefined && known[id] !== undefined && states[known[id]] !== states[policy.version];
      }),
    )
    .map(({ id }) => id);
}
