// Keeps the attempts and results of a quiz of the portal in this browser.

import { changeRecord, load, openRecord, save, today } from "./record.js";

/** So many attempts of a quiz are kept. */
const MOST_ATTEMPTS = 50;

/**
 * Notes a finished attempt. Where there are too many, the oldest that was not passed is forgotten.
 * @param {string} home
 * @param {{id: string, title: string}} quiz
 * @param {import("./record.js").Pass} attempt
 */
function addAttempt(home, quiz, attempt) {
  return changeRecord(home, (record) => {
    const attempts = [...(record.quizzes[quiz.id]?.attempts ?? []), attempt];
    if (attempts.length > MOST_ATTEMPTS) attempts.splice(Math.max(0, attempts.findIndex((one) => !one.passed)), 1);
    record.quizzes[quiz.id] = { title: quiz.title, attempts };
  });
}

/**
 * How often a quiz was finished since it was passed last; what `attempts` of a quiz limits.
 * @param {string} home
 * @param {string} quiz
 */
function attemptsUsed(home, quiz) {
  const attempts = openRecord(home).record.quizzes[quiz]?.attempts ?? [];
  return attempts.length - 1 - attempts.findLastIndex((attempt) => attempt.passed);
}

/**
 * @param {string} home
 * @param {any} quiz
 * @returns {import("./quiz.js").Keeper}
 */
export function localKeeper(home, quiz) {
  const name = `quiz ${quiz.id}`;
  const versions = Object.entries(quiz.policies).map(([id, policy]) => [id, /** @type {any} */ (policy).version]);
  const rounded = (/** @type {number} */ number) => Math.round(number * 100) / 100;
  return {
    load: () => load(home, name),
    save: (state) => save(home, name, state),
    attemptsUsed: () => attemptsUsed(home, quiz.id),
    answered: () => {},
    finished: (/** @type {any} */ outcome, state) =>
      addAttempt(home, quiz, {
        date: today(),
        percent: Math.floor(outcome.percent + 1e-9),
        passed: outcome.passed,
        hash: quiz.hash,
        points: rounded(outcome.points),
        of: rounded(outcome.most),
        tests: quiz.tests,
        policies: Object.fromEntries(versions),
        wrong: outcome.marks.filter((/** @type {any} */ one) => !one.correct).map((/** @type {any} */ one) => one.id),
        ...(state.only ? { only: state.order } : {}),
      }),
  };
}
