// The last searches of a reader who wants them kept: on this device only, and only while the box on the search page is
// ticked.

import { element } from "./search-show.js";

const KEY = "vellum-search-recent";
/** How many are kept. */
const KEPT = 8;

/** @returns {string[] | null} the last first; none where the reader does not want them kept */
function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return Array.isArray(list) ? list.filter((text) => typeof text === "string") : null;
  } catch {
    return null;
  }
}

/** @param {string[] | null} list @returns {boolean} whether the browser keeps it */
function keep(list) {
  try {
    if (list) localStorage.setItem(KEY, JSON.stringify(list));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** Takes a search down, if the reader wants that. @param {string} text */
export function remember(text) {
  const list = kept();
  if (list && text) keep([text, ...list.filter((other) => other !== text)].slice(0, KEPT));
}

/** Shows the last searches, or nothing. @param {boolean} wanted whether this is the moment */
export function showRecent(wanted) {
  const section = document.getElementById("_search-recent");
  const list = kept() ?? [];
  // A theme may have a search page of its own.
  if (!section) return;
  section.hidden = !wanted || !list.length;
  section.querySelector("ul").replaceChildren(...list.map((text) => element("li", {}, element("a", { href: `?${new URLSearchParams({ q: text })}` }, text))));
}

/** Offers to keep searches, where the browser can, and to delete them. @param {HTMLInputElement} field the box to search in */
export function offerRecent(field) {
  const offer = document.getElementById("_search-keep");
  if (!offer) return;
  const box = offer.querySelector("input");
  const list = kept();
  box.checked = Boolean(list);
  offer.hidden = !keep(list);
  box.addEventListener("change", () => {
    if (!keep(box.checked ? [] : null)) box.checked = !box.checked;
    showRecent(!field.value);
  });
  document.querySelector("#_search-recent button").addEventListener("click", () => {
    keep([]);
    showRecent(false);
    field.focus();
  });
}
