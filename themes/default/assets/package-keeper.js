// Keeps an attempt in a learning system, whichever standard it speaks.

import { noHistory, pack, unpack } from "./package-state.js";

/** @typedef {import("./quiz.js").State} State */

/**
 * @typedef {object} Judgement the result that is to be recorded
 * @property {boolean} passed
 * @property {number} percent from 0 to 100
 * @property {number} points
 * @property {number} most
 */

/**
 * What a standard does.
 * @typedef {object} Connection
 * @property {number} room how many bytes the state may have
 * @property {string} state the state that the learning system kept; empty if it kept none
 * @property {(text: string) => void} keep keeps the state
 * @property {(share: number) => void} progress says how much of the attempt is done, from 0 to 1
 * @property {(question: any, response: string | string[] | undefined, mark: any, seconds: number) => void} answered
 * @property {(judgement: Judgement) => void} judged records a result; never a worse one than before
 * @property {() => Promise<void> | void} leave ends the session
 */

/**
 * @param {any} quiz
 * @param {Connection} connection
 * @param {{show: (part: string) => void, onLeave: (leave: () => Promise<void> | void) => void}} page
 * @returns {import("./quiz.js").Keeper}
 */
export function systemKeeper(quiz, connection, page) {
  let { state, history } = connection.state ? unpack(quiz, connection.state) : { state: undefined, history: noHistory() };
  let asked = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    if (state && state.order.length > 0) connection.progress(state.done ? 1 : state.checked.length / state.order.length);
    connection.keep(pack(quiz, state, history, connection.room));
  };
  // Whoever comes back goes on with the quiz rather than with the text.
  if (state && Object.keys(state.responses).length > 0) page.show("_questions");
  page.onLeave(() => {
    keep();
    return connection.leave();
  });
  return {
    load: () => state,
    save: (now) => {
      state = now;
      // While somebody types, not every letter is sent.
      timer ??= setTimeout(keep, 1000);
      return true;
    },
    attemptsUsed: () => history.attempts,
    answered: (question, response, mark) => {
      connection.answered(question, response, mark, (Date.now() - asked) / 1000);
      asked = Date.now();
      // The attempt is saved right after its answer.
      queueMicrotask(keep);
    },
    finished: (/** @type {any} */ { passed, percent, points, most }) => {
      const better = percent >= history.best;
      history = { attempts: passed ? 0 : history.attempts + 1, best: Math.max(percent, history.best), passed: history.passed || passed };
      if (better) connection.judged({ passed: history.passed, percent, points, most });
      queueMicrotask(keep);
      return true;
    },
  };
}
