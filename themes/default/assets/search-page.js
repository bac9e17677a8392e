// The search page: asks as the reader types, shows what was found, and keeps the search in the address.

import { offerRecent, remember, showRecent } from "./search-recent.js";
import { asker, button, clause, counted, element, facts, fill, marked, trouble } from "./search-show.js";

/** How long to wait for the next letter, in milliseconds. */
const PAUSE = 120;
const FIRST = 5;
const NEXT = 10;
const FILTERS = ["collection", "role", "topic", "status"];

const form = /** @type {HTMLFormElement} */ (document.getElementById("_search"));
const part = (name) => /** @type {HTMLElement} */ (document.getElementById(`_search-${name}`));
const [output, status, hint, list, older, letters, filters, slash] = ["output", "status", "hint", "results", "older", "letters", "filters", "slash"].map(part);
const fields = [...form.elements].filter((field) => field.name);
const title = document.title;
let timer = 0;

/** What the reader asks for. */
function asked() {
  const data = new FormData(form);
  const given = FILTERS.filter((name) => data.get(name)).map((name) => [name, [data.get(name)]]);
  const typed = String(data.get("q") ?? "");
  // What is not in force is among the earlier versions.
  const earlier = data.has("earlier") || !["", "in-force", null].includes(data.get("status"));
  return { typed, query: typed.trim(), filters: Object.fromEntries(given), earlier };
}

/** The address of what is asked for. */
function address() {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (String(value).trim()) parameters.set(name, String(value).trim());
  const text = parameters.toString();
  return text ? `?${text}` : location.pathname;
}

/** Fills the form from the address. */
function restore() {
  const parameters = new URLSearchParams(location.search);
  for (const field of fields) {
    if (field.type === "checkbox") field.checked = parameters.has(field.name);
    else field.value = parameters.get(field.name) ?? "";
    // A value that is not on offer, from an address that was shortened or is old.
    if (field.selectedIndex === -1) field.value = "";
  }
  if (filters && fields.some((field) => filters.contains(field) && (field.checked || (field.value && field.type !== "checkbox")))) filters.open = true;
}

function section(found) {
  const { heading, url, excerpt } = found;
  return element(
    "li",
    {},
    heading.length ? element("a", { href: url }, ...clause(found)) : undefined,
    excerpt.length ? element("p", { class: "search-excerpt" }, ...marked(excerpt)) : undefined,
  );
}

function result(found) {
  const known = facts(found);
  return element(
    "li",
    {},
    element(found.earlier ? "h3" : "h2", {}, element("a", { href: found.url }, ...marked(found.title))),
    known.length ? element("p", { class: "meta" }, ...known) : undefined,
    element("ul", {}, ...found.sections.map(section)),
  );
}

/** A link to the same search in another spelling. */
function better(text) {
  const [before, after] = fill("t:search_did_you_mean", { query: "\0" }).split("\0");
  const parameters = new URLSearchParams(location.search);
  parameters.set("q", text);
  const link = element("a", { href: `?${parameters}` }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    form.elements.q.value = text;
    run(true);
  });
  return element("p", {}, before, link, after);
}

/** The next results of a list, until all are shown. */
function more(answer, into, shown, signal) {
  if (shown >= answer.total) return [];
  const next = button("t:search_more", async () => {
    next.disabled = true;
    try {
      const results = await answer.more(NEXT);
      if (signal.aborted) return;
      const items = results.map(result);
      into.append(...items);
      next.replaceWith(...more(answer, into, shown + results.length, signal));
      items[0]?.querySelector("a")?.focus();
    } catch (error) {
      next.disabled = false;
      if (!signal.aborted) status.textContent = trouble(error);
    }
  });
  return [next];
}

/** A list of results with what continues it. */
function listed(answer, signal) {
  const items = element("ol", { class: "search-results" }, ...answer.results.map(result));
  return answer.total ? [items, ...more(answer, items, answer.results.length, signal)] : [];
}

/** Shows what was found; `text` is what is said of it. */
function show(text, hints = [], results = [], earlier = []) {
  status.textContent = text;
  hint.replaceChildren(...hints);
  list.replaceChildren(...results);
  older.replaceChildren(...earlier);
}

const questions = asker(form.action, {
  waiting: (text) => (status.textContent = text),
  found(answer, signal, earlier) {
    const { filters: given, query } = asked();
    const { didYouMean } = answer;
    const hints = [];
    if (didYouMean?.used && answer.total) hints.push(element("p", {}, fill("t:search_shown_for", { query: didYouMean.text, typed: query })));
    else if (didYouMean) hints.push(better(didYouMean.text));
    if (!answer.total && !earlier?.total && Object.keys(given).length) hints.push(button("t:search_clear", clear));
    const said = earlier?.total ? `${counted(answer.total)} ${fill("t:search_count_earlier", { n: earlier.total })}` : counted(answer.total);
    const below = earlier ? [element("h2", {}, "t:search_earlier_versions"), ...listed(earlier, signal)] : [];
    if (earlier && !earlier.total) below.push(element("p", {}, "t:search_no_earlier"));
    show(said, hints, listed(answer, signal), below);
    letters.hidden = answer.total > 0 || earlier?.total > 0;
  },
  failed(error) {
    const again = error?.kind === "stale" ? button("t:search_reload", () => location.reload()) : button("t:search_retry", () => (form.elements.q.focus(), run()));
    show(trouble(error), [again]);
    letters.hidden = false;
  },
});

/** Takes back the filters. */
function clear() {
  for (const name of FILTERS) if (form.elements[name]) form.elements[name].value = "";
  run(true);
  form.elements.q.focus();
}

/** Searches. @param {boolean} [keep] whether the search becomes an entry of the history */
function run(keep) {
  clearTimeout(timer);
  const { query, typed, filters: given, earlier } = asked();
  if (address() !== (location.search || location.pathname)) history[keep ? "pushState" : "replaceState"](null, "", address());
  // The search of another language takes up the same question.
  for (const link of document.querySelectorAll("a.language")) link.search = location.search;
  document.title = query ? `${query} – ${title}` : title;
  if (keep) remember(query);
  showRecent(!query);
  output.hidden = !query;
  if (query) return questions.ask(typed, { filters: given, earlier, limit: FIRST });
  questions.stop();
  show("");
  letters.hidden = false;
}

/** The key that opens the search from anywhere can be turned off, where the browser keeps that. */
function offerSlash() {
  const box = slash.querySelector("input");
  try {
    box.checked = localStorage.getItem("vellum-search-slash") !== "off";
    slash.hidden = false;
  } catch {
    return;
  }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem("vellum-search-slash", box.checked ? "on" : "off");
    } catch {
      box.checked = !box.checked;
    }
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(true);
});
form.addEventListener("change", ({ target }) => target.name && target.name !== "q" && run(true));
form.addEventListener("input", ({ target }) => {
  if (target.name !== "q") return;
  clearTimeout(timer);
  timer = setTimeout(run, PAUSE);
});
addEventListener("popstate", () => {
  restore();
  run();
});
output.addEventListener("click", ({ target }) => target.closest("a") && remember(asked().query));
restore();
remember(asked().query);
run();
offerSlash();
offerRecent(form.elements.q);
