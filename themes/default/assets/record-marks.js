// Says of each quiz, and of each document to be confirmed, on a list how it stands in the reader's record.

import { showStates } from "./record-show.js";
import { openRecord } from "./record.js";

const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-home]:has([data-quiz], [data-read])"));

/** Shows what this browser knows now. @param {string} home */
function show(home) {
  const { record, problem } = openRecord(home);
  // What cannot be read says nothing of what was done: the record's own page tells of it.
  if (problem !== "blocked") showStates(record);
}

if (list) {
  const home = list.dataset.home ?? "./";
  show(home);
  // Another tab may have changed the record, or this page may come back as it was left.
  window.addEventListener("storage", () => show(home));
  window.addEventListener("pageshow", (event) => event.persisted && show(home));
}
