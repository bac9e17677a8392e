// The quiz of a page of the portal: attempts and results stay in this browser.

import { localKeeper } from "./quiz-keeper.js";
import { showRefresher } from "./quiz-refresher.js";
import { start } from "./quiz.js";

/** @type {string[]} */
let questions = [];

const attempt = start((form, quiz) => {
  const home = form.dataset.home ?? "./";
  const keeper = localKeeper(home, quiz);
  const shown = showRefresher(form, quiz, home, (ids) => attempt?.restart(ids));
  questions = shown.questions;
  return {
    ...keeper,
    finished: (outcome, state) => {
      shown.remove();
      return keeper.finished(outcome, state);
    },
  };
});

// The record leads here. Whoever is in the middle of an attempt goes on with it, and finds these questions above.
const idle = attempt && (attempt.state.done || Object.keys(attempt.state.responses).length === 0);
if (location.hash === "#refresher" && questions.length > 0 && idle) attempt.restart(questions);
