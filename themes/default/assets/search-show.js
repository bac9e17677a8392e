// What the box in the header and the search page share: asking the engine, and showing results, counts and troubles.

const STATUS = {
  draft: "t:status_draft",
  upcoming: "t:status_upcoming",
  "in-force": "t:status_in-force",
  superseded: "t:status_superseded",
  withdrawn: "t:status_withdrawn",
};

const TROUBLE = {
  offline: "t:search_offline",
  stale: "t:search_stale",
  unsupported: "t:search_unsupported",
  corrupt: "t:search_corrupt",
};

/** When to say what, in milliseconds, while an answer is awaited. */
const WAITING = [
  [400, "t:search_working"],
  [1000, "t:search_slow"],
];

/** A text of the interface with its words in braces filled in. @param {string} text @param {Record<string, unknown>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** By the category of the number in the language of the page. */
const COUNTED = "t:search_count*";
const category = (total) => new Intl.PluralRules(document.documentElement.lang).select(total);

/** @param {number} total */
export const counted = (total) => (total === 0 ? "t:search_count_none" : fill(COUNTED[category(total)] ?? COUNTED.other, { n: total }));

/**
 * An element; attributes and content that are `undefined` or empty are left out.
 * @param {string} name @param {Record<string, string | undefined>} attributes @param {(Node | string | undefined)[]} content
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...content.filter((part) => part));
  return made;
}

/** A button. @param {string} text @param {() => void} act */
export function button(text, act) {
  const made = element("button", { type: "button" }, text);
  made.addEventListener("click", act);
  return made;
}

/** Author text becomes text nodes, never HTML. @param {{text: string, mark: boolean}[]} pieces */
export const marked = (pieces) => pieces.map(({ text, mark }) => (mark ? element("mark", {}, text) : text));

/** @param {{text: string}[]} pieces */
export const plain = (pieces) => pieces.map(({ text }) => text).join("");

/** Where a page belongs, its version and its state. */
export function facts({ place, version, status }) {
  const badge = version ? element("span", { class: `status status-${status}` }, STATUS[status]) : undefined;
  const text = [place, version && `${"t:version"} ${version}`].filter(Boolean).join(" · ");
  return text || badge ? [text, badge ? " " : undefined, badge].filter(Boolean) : [];
}

/** Clause number and heading. */
export const clause = ({ heading, number }) => [...(number ? [element("span", { class: "clause-number" }, number), " "] : []), ...marked(heading)];

/** Says in words what went wrong. @param {unknown} error */
export const trouble = (error) => TROUBLE[error?.kind] ?? "t:search_failed";

/**
 * What follows from a question: it takes time, has an answer (and one among earlier versions, if asked for), or fails.
 * @typedef {{waiting: (text: string) => void, found: (answer: import("./search-engine.js").Answer, signal: AbortSignal, earlier?: import("./search-engine.js").Answer) => void, failed: (error: unknown) => void}} Show
 */

/**
 * Asks the engine, one question at a time: a new one ends the one before.
 * @param {string} base the address of the search page
 * @param {Show} show
 */
export function asker(base, show) {
  let engine = null;
  let current = new AbortController();
  let again = null;

  async function ask(text, options) {
    stop();
    const { signal } = (current = new AbortController());
    const timers = WAITING.map(([time, said]) => setTimeout(() => signal.aborted || show.waiting(said), time));
    try {
      engine ??= globalThis.vellumSearch.open(base, document.documentElement.lang);
      engine.catch(() => (engine = null));
      const { query } = await engine;
      const which = options.earlier ? [false, "only"] : [false];
      const [answer, earlier] = await Promise.all(which.map((earlier) => query(text, { ...options, earlier })));
      if (!signal.aborted) show.found(answer, signal, earlier);
    } catch (error) {
      if (signal.aborted) return;
      show.failed(error);
      again = () => ask(text, options);
    } finally {
      timers.forEach(clearTimeout);
    }
  }

  function stop() {
    current.abort();
    again = null;
  }

  addEventListener("online", () => again?.());
  return { ask, stop };
}
