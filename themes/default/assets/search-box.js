// The search box in the header: a combobox whose list shows results as the reader types (ARIA Authoring Practices,
// "Combobox Pattern", with a listbox popup).

import { asker, button, clause, counted, element, facts, fill, marked, plain, trouble } from "./search-show.js";

/** How long to wait for the next letter, in milliseconds. */
const PAUSE = 120;
/** How long the reader must stop typing before the count is read out, in milliseconds. */
const QUIET = 600;
/** What fits into a list below the box; each page is a file more to wait for. */
const PAGES = 3;
const CLAUSES = 2;

/** @param {HTMLFormElement} form the form in the header */
function box(form) {
  const field = form.elements.q;
  const spoken = element("p", { role: "status", class: "search-spoken" });
  const note = element("p", { class: "search-note" });
  const ways = element("p", { class: "search-ways" });
  const list = element("div", { role: "listbox", id: "_search-list", "aria-label": "t:search_results", tabindex: "-1" });
  const popup = element("div", { class: "search-popup" }, note, ways, list);
  let timer = 0;
  let speaking = 0;
  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;
  let asked = "";

  const isOpen = () => !popup.hidden;
  /** Where all results are of a search. */
  const address = (text) => `${form.action}?${new URLSearchParams({ q: text })}`;

  function speak(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => (spoken.textContent = text), QUIET);
  }

  function open(text, content = [], more = []) {
    // A button that was pressed goes, and the focus must not go with it: where it is lost, the list closes.
    if (ways.contains(document.activeElement)) field.focus();
    note.textContent = text;
    note.hidden = !text;
    ways.replaceChildren(...more);
    ways.hidden = !more.length;
    list.replaceChildren(...content);
    list.hidden = !content.length;
    popup.hidden = false;
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, at) => (option.id = `_search-option-${at}`));
    field.setAttribute("aria-expanded", String(content.length > 0));
    activate(-1);
    if (text) speak(text);
  }

  function close() {
    clearTimeout(timer);
    clearTimeout(speaking);
    questions.stop();
    popup.hidden = true;
    spoken.textContent = "";
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  /** Makes an option the active one, or none. */
  function activate(at) {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = options[active];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  const option = (kind, href, ...content) => element("a", { role: "option", class: kind, href, tabindex: "-1", "aria-selected": "false" }, ...content);
  const excerpt = (pieces) => (pieces.length ? element("span", { class: "search-excerpt" }, ...marked(pieces)) : undefined);

  function group(result) {
    const own = result.sections.find(({ heading }) => !heading.length);
    const clauses = result.sections.filter(({ heading }) => heading.length).slice(0, CLAUSES);
    const title = element("span", { class: "search-title" }, ...marked(result.title));
    const page = option("search-document", result.url, title, " ", element("span", { class: "meta" }, ...facts(result)), clauses.length ? undefined : excerpt(own?.excerpt ?? []));
    const others = clauses.map((section) => option("search-clause", section.url, element("span", { class: "search-heading" }, ...clause(section)), " ", excerpt(section.excerpt)));
    return element("div", { role: "group", "aria-label": plain(result.title) }, page, ...others);
  }

  /** A better spelling, to be taken like a result. */
  function better({ text }) {
    const made = option("search-better", address(text), fill("t:search_did_you_mean", { query: text }));
    made.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      field.value = text;
      ask();
    });
    return made;
  }

  const questions = asker(form.action, {
    waiting: (text) => open(text),
    found({ results, total, didYouMean }) {
      const isCorrected = didYouMean?.used;
      const said = isCorrected && total ? fill("t:search_shown_for", { query: didYouMean.text, typed: asked }) : "";
      open(`${said} ${counted(total)}`.trim(), [
        ...(didYouMean && !isCorrected ? [better(didYouMean)] : []),
        ...results.map(group),
        ...(total ? [option("search-all", address(asked), "t:search_all")] : []),
      ]);
    },
    failed(error) {
      const isStale = error?.kind === "stale";
      const again = isStale ? button("t:search_reload", () => location.assign(address(field.value.trim()))) : button("t:search_retry", ask);
      open(trouble(error), [], [again, element("a", { href: `${form.action}#_a-to-z` }, "t:search_a_to_z")]);
    },
  });

  function ask() {
    clearTimeout(timer);
    asked = field.value.trim();
    if (!asked) return close();
    questions.ask(field.value, { limit: PAGES });
  }

  const steps = {
    ArrowDown: () => (active + 1 < options.length ? active + 1 : 0),
    ArrowUp: () => (active > 0 ? active - 1 : options.length - 1),
    Home: () => (active < 0 ? -1 : 0),
    End: () => (active < 0 ? -1 : options.length - 1),
  };

  function onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "Escape") {
      event.preventDefault();
      if (!isOpen()) field.value = "";
      close();
      field.focus();
    } else if (event.target !== field) {
      return;
    } else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      options[active].click();
    } else if (key === "ArrowDown" && !isOpen()) {
      event.preventDefault();
      ask();
    } else if (isOpen() && options.length && steps[key]) {
      const to = steps[key]();
      if (to < 0) return;
      event.preventDefault();
      activate(to);
    } else if (key === "ArrowLeft" || key === "ArrowRight") {
      activate(-1);
    }
  }

  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off", enterkeyhint: "search", maxlength: "200" };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  popup.hidden = true;
  form.append(spoken, popup);
  form.addEventListener("keydown", onKey);
  // The box keeps its focus while the reader is in another window.
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || document.activeElement === field || close());
  field.addEventListener("click", () => isOpen() || ask());
  field.addEventListener("input", () => {
    clearTimeout(timer);
    activate(-1);
    timer = setTimeout(ask, field.value.trim() ? PAUSE : 0);
  });
  // The box keeps the focus while something in the list is pressed.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => setTimeout(close));
  if (document.activeElement === field) ask();
}

box(document.querySelector(".site-search"));
