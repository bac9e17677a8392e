// What SCORM 1.2 and SCORM 2004 have in common: finding the run-time of the learning system, and asking it.

/**
 * The object of the run-time, in a window around this one or in that which opened it (RTE 1.2, section 3.3.6.1; RTE 4th
 * edition, section 3.3.1).
 * @param {string} name `API` or `API_1484_11`
 */
export function findRuntime(name) {
  return runtimeAround(window, name) ?? runtimeAround(window.opener, name) ?? runtimeAround(window.top?.opener, name);
}

/** @param {any} start @param {string} name */
function runtimeAround(start, name) {
  let around = start;
  for (let steps = 0; around && steps < 100; steps += 1) {
    try {
      if (around[name]) return around[name];
    } catch {
      // A window of another origin keeps what it has to itself; one around it may still answer.
    }
    if (around.parent === around) return undefined;
    around = around.parent;
  }
  return undefined;
}

/**
 * Calls of a run-time that say when something was not taken.
 * @param {any} runtime
 * @param {string} prefix `LMS` in SCORM 1.2
 * @param {(text: string) => void} say
 */
export function caller(runtime, prefix, say) {
  const [getValue, setValue] = prefix === "" ? ["GetValue", "SetValue"] : ["LMSGetValue", "LMSSetValue"];
  const [commit, finish] = prefix === "" ? ["Commit", "Terminate"] : ["LMSCommit", "LMSFinish"];
  const told = (/** @type {unknown} */ answer) => String(answer) === "true";
  return {
    start: () => told(runtime[`${prefix}Initialize`]("")),
    get: (/** @type {string} */ name) => String(runtime[getValue](name) ?? ""),
    set: (/** @type {string} */ name, /** @type {unknown} */ value) => told(runtime[setValue](name, String(value))),
    commit: () => say(told(runtime[commit]("")) ? "" : "t:package_not_kept"),
    finish: () => told(runtime[finish]("")),
  };
}

/**
 * The next free place in the list of interactions.
 * @param {{get: (name: string) => string}} runtime
 */
export function nextInteraction(runtime) {
  return `cmi.interactions.${Number(runtime.get("cmi.interactions._count")) || 0}`;
}

/** A connection to nothing, where there is no learning system. */
export function noConnection() {
  return { room: Infinity, state: "", keep: () => {}, progress: () => {}, answered: () => {}, judged: () => {}, leave: () => {} };
}
