// Lets a reader confirm the version in force of a document, in the record of this browser.

import { fill, longDate, make, makeButton } from "./elements.js";
import { readState } from "./record-read.js";
import { confirmRead, openRecord } from "./record.js";

const box = /** @type {HTMLElement} */ (document.querySelector("[data-read]"));
// A translation belongs to the same portal as its original.
const home = box.dataset.home ?? document.querySelector(".site-title")?.getAttribute("href") ?? "./";
const [id, version, since] = (box.dataset.read ?? "").split(" ");
const title = document.querySelector("h1")?.textContent ?? id;
const status = make("span", { role: "status", tabindex: "-1" });
const button = makeButton(fill("t:acknowledge_button", { version }), () => {
  const kept = confirmRead(home, { id, title, version });
  if (kept) show();
  else status.textContent = "t:record_not_kept";
  status.focus();
});

/** Shows what the record says of this document. */
function show() {
  const { state, version: known = "", date = "" } = readState(openRecord(home).record, { id, version, since });
  const texts = { open: "", changed: "t:record_read_changed", read: "t:record_read" };
  status.textContent = fill(texts[state], { version: known, date: date && longDate(date) });
  button.hidden = state === "read" && known === version;
}

show();
const end = home.endsWith("index.html") ? "index.html" : "";
box.append(" ", status, " ", button, " ", make("a", { href: new URL(`training/record/${end}`, new URL(home, document.baseURI)).href }, ["t:record"]));
