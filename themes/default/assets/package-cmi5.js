// A package for cmi5 (Quartz): the quiz as an assignable unit. The statements of a session are initialized, answered for
// each question, completed, passed or failed, and terminated (section 9.3); the attempt is a document of the State
// resource. Only one of passed and failed may be sent in a session, and nothing failed after what was passed: so an
// attempt that did not pass is told of when the session ends.

import { systemKeeper } from "./package-keeper.js";
import { launchOf, openStore } from "./package-lrs.js";
import { preparePage } from "./package-page.js";
import { noConnection } from "./package-scorm.js";
import { statementsOf } from "./package-statements.js";
import { start } from "./quiz.js";

/** The document with the attempt, and with what was told already. */
const STATE = "vellum.attempt";

const page = preparePage();
launched();

async function launched() {
  const launch = launchOf(location.search);
  const session = launch && (await openSession(launch).catch(() => undefined));
  if (!session) page.say("t:package_alone");
  start((form, quiz) => systemKeeper(quiz, session ? connection(form, session) : noConnection(), page));
}

/** @param {import("./package-lrs.js").Launch} launch */
async function openSession(launch) {
  const store = await openStore(launch, page.say);
  const [data, kept] = await Promise.all([store.state("LMS.LaunchData"), store.state(STATE), store.preferences()]);
  const statements = statementsOf(launch, data ?? {}, document.documentElement.lang);
  await store.send(statements.initialized());
  return { store, statements, data: data ?? {}, kept: kept ?? {} };
}

/**
 * @param {HTMLElement} form
 * @param {Awaited<ReturnType<typeof openSession>>} session
 * @returns {import("./package-keeper.js").Connection}
 */
function connection(form, { store, statements, data, kept }) {
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  // Whoever only looks around or comes back to read is not judged (section 10, launchMode).
  const counts = data.launchMode === undefined || data.launchMode === "Normal";
  if (!counts) page.say("t:package_review");
  let { attempt = "", completed = false, passed = false } = kept;
  /** @type {object | undefined} */
  let failed;
  return {
    // A request that outlives its page has room for 64 kB (Fetch, section 4.6), with all others that are under way.
    room: 16000,
    state: attempt,
    keep: (text) => {
      if (counts) store.putState(STATE, { attempt: text, completed, passed });
    },
    progress: () => {},
    answered: (question, response, mark, took) => {
      const element = /** @type {HTMLElement} */ (document.getElementById(`q-${question.id}`));
      if (counts) store.send(statements.answered(question, response, mark, took, element));
    },
    judged: ({ percent, ...judgement }) => {
      if (!counts || passed) return;
      // The system may ask for more or less than the quiz.
      const success = data.masteryScore === undefined ? judgement.passed : percent / 100 + 1e-9 >= data.masteryScore;
      if (!success && form.dataset.failing !== "failed") return;
      if (!completed) store.send(statements.completed(seconds()));
      completed = true;
      failed = success ? undefined : statements.judged(false, percent, seconds());
      if (success) store.send(statements.judged(true, percent, seconds()));
      passed = success;
    },
    leave: async () => {
      await store.sendLast(...(failed ? [failed] : []), statements.terminated(seconds()));
      if (data.returnURL) location.assign(data.returnURL);
    },
  };
}
