// The search page: asks the engine as the reader types, shows what was found, and keeps the search in the address.

{
  const { open } = globalThis.vellumSearch;

  /** How long to wait for the next letter, in milliseconds. */
  const PAUSE = 120;
  const FIRST = 5;
  const NEXT = 10;

  const form = /** @type {HTMLFormElement} */ (document.getElementById("_search"));
  const output = /** @type {HTMLElement} */ (document.getElementById("_search-output"));
  const status = /** @type {HTMLElement} */ (document.getElementById("_search-status"));
  const hint = /** @type {HTMLElement} */ (document.getElementById("_search-hint"));
  const list = /** @type {HTMLElement} */ (document.getElementById("_search-results"));
  const fields = [...form.elements].filter((field) => field.name);

  let engine = null;
  let current = new AbortController();
  let timer = 0;

  /** A text of the interface with its words in braces filled in. */
  const text = (name, values = {}) =>
    Object.entries(values).reduce((filled, [key, value]) => filled.replace(`{${key}}`, value), output.dataset[name] ?? "");

  /** An element with attributes and content; `undefined` content is left out. */
  function element(name, attributes, ...content) {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...content.filter((part) => part !== undefined));
    return made;
  }

  /** @param {{text: string, mark: boolean}[]} pieces */
  const marked = (pieces) => pieces.map((piece) => (piece.mark ? element("mark", {}, piece.text) : piece.text));

  /** What the reader asks for. */
  function asked() {
    const data = new FormData(form);
    const filters = {};
    for (const name of ["collection", "role", "topic"]) if (data.get(name)) filters[name] = [data.get(name)];
    return { query: String(data.get("q") ?? "").trim(), typed: String(data.get("q") ?? ""), filters, earlier: data.has("earlier") };
  }

  /** The address of what is asked for. */
  function address() {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) parameters.set(name, String(value));
    const search = parameters.toString();
    return search ? `?${search}` : location.pathname;
  }

  /** Fills the form from the address. */
  function restore() {
    const parameters = new URLSearchParams(location.search);
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = parameters.has(field.name);
      else field.value = parameters.get(field.name) ?? "";
    }
  }

  function section({ heading, number, url, excerpt }) {
    const link = heading.length
      ? element("a", { href: url }, number ? element("span", { className: "clause-number" }, number) : undefined, number ? " " : undefined, ...marked(heading))
      : undefined;
    return element("li", {}, link, excerpt.length ? element("p", {}, ...marked(excerpt)) : undefined);
  }

  function result({ title, url, place, version, status: state, sections }) {
    const badge = state && (state !== "in-force" || version) ? element("span", { className: `status status-${state}` }, text(`status${state.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase())}`)) : undefined;
    const facts = [place, version && `${text("version")} ${version}`].filter(Boolean).join(" · ");
    return element(
      "li",
      {},
      element("h2", {}, element("a", { href: url }, ...marked(title))),
      facts || badge ? element("p", { className: "meta" }, facts, badge ? " " : undefined, badge) : undefined,
      element("ul", {}, ...sections.map(section)),
    );
  }

  /** Says in words what went wrong, with a way on. */
  function fail(error) {
    const name = { offline: "offline", stale: "stale", unsupported: "unsupported" }[error.kind] ?? "failed";
    status.textContent = text(name);
    hint.replaceChildren(element("button", { type: "button", onclick: () => run() }, text("retry")));
    list.replaceChildren();
  }

  /** Shows a better spelling. */
  function suggest({ text: better, used }, typed) {
    if (used) return element("p", {}, text("shownFor", { query: better, typed }));
    const [before, after] = text("didYouMean", { query: "\0" }).split("\0");
    const follow = (event) => {
      event.preventDefault();
      form.elements.q.value = better;
      run(true);
    };
    const href = `?${new URLSearchParams({ q: better })}`;
    return element("p", {}, before, element("a", { href, onclick: follow }, better), after);
  }

  function more(answer, shown, signal) {
    if (shown >= answer.total) return [];
    const button = element("button", { type: "button" }, text("more"));
    button.onclick = async () => {
      try {
        const results = await answer.more(NEXT, signal);
        const items = results.map(result);
        list.append(...items);
        button.replaceWith(...more(answer, shown + results.length, signal));
        items[0]?.querySelector("a")?.focus();
      } catch (error) {
        if (error.name !== "AbortError") fail(error);
      }
    };
    return [button];
  }

  /** Searches. @param {boolean} [keep] whether the search becomes an entry of the history */
  async function run(keep) {
    clearTimeout(timer);
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const { query, typed, filters, earlier } = asked();
    if (address() !== (location.search || location.pathname)) history[keep ? "pushState" : "replaceState"](null, "", address());
    output.hidden = !query;
    if (!query) return;
    const patience = setTimeout(() => (status.textContent = text("working")), 400);
    try {
      engine ??= open(form.action, { language: document.documentElement.lang });
      engine.catch(() => (engine = null));
      const answer = await (await engine).query(typed, { filters, earlier, limit: FIRST, signal });
      clearTimeout(patience);
      if (signal.aborted) return;
      const { total, results, didYouMean } = answer;
      status.textContent = total === 0 ? text("none") : total === 1 ? text("one") : text("count", { n: total });
      hint.replaceChildren(...(didYouMean ? [suggest(didYouMean, query)] : []));
      list.replaceChildren(...results.map(result));
      list.after(...more(answer, results.length, signal));
    } catch (error) {
      clearTimeout(patience);
      if (!signal.aborted) fail(error);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(true);
  });
  form.addEventListener("change", (event) => event.target.name !== "q" && run(true));
  form.addEventListener("input", (event) => {
    if (event.target.name !== "q") return;
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  });
  addEventListener("popstate", () => {
    restore();
    run();
  });
  restore();
  run();
  if (!form.elements.q.value) form.elements.q.focus();
}
