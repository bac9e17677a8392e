// The learner's record: what is due, a certificate to print, and ways to take the record along or to erase it.

import { fill, make, makeButton } from "./elements.js";
import { count, fromJson, merged, toCalendar, toCsv, toJson } from "./record-files.js";
import { showStates } from "./record-show.js";
import { certificate, due, refreshers } from "./record-tables.js";
import { changeRecord, load, openRecord, save, storageName, today } from "./record.js";

/** A larger file is no record. */
const LARGEST_FILE = 1_000_000;

const place = /** @type {HTMLElement} */ (document.getElementById("_record"));
const home = place.dataset.home ?? "./";
const portal = place.dataset.portal ?? "";

const message = make("div", { class: "record-message", role: "status", tabindex: "-1" });
const problems = make("div");
const view = make("div");

/** Tells what has happened, and takes the reader there. @param {string} text */
function tell(text) {
  message.replaceChildren(make("p", {}, [text]));
  message.focus();
}

/** Hands a file to the reader. @param {string} name @param {string} type @param {string} text */
function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}

/** @param {string} extension */
const fileName = (extension) => `training-record-${today()}.${extension}`;

/** What the browser holds of a record that cannot be read. */
function damagedText() {
  return String(load(home, "damaged record") ?? localStorage.getItem(storageName(home, "record")) ?? "");
}

/** @param {string | undefined} problem */
function showProblems(problem) {
  const texts = { blocked: "t:record_blocked", damaged: "t:record_damaged", newer: "t:record_newer" };
  problems.replaceChildren();
  if (problem === undefined) return;
  const box = make("div", { class: "record-problem" }, [make("p", {}, [texts[/** @type {keyof texts} */ (problem)]])]);
  if (problem === "damaged") {
    const keep = makeButton("t:record_damaged_download", () => download(fileName("txt"), "text/plain", damagedText()));
    const forget = makeButton("t:record_damaged_forget", () => {
      // What can still be read of it stays.
      if (changeRecord(home, () => {})) save(home, "damaged record", undefined);
      show();
      tell("t:record_damaged_forgotten");
    });
    box.append(make("div", { class: "buttons" }, [keep, forget]));
  }
  problems.append(box);
}

/** Puts the page into the state of the record. */
function show() {
  const { record, problem } = openRecord(home);
  showProblems(problem);
  view.replaceChildren(due(record), certificate(record, String(load(home, "name") ?? ""), place.dataset));
  showStates(record);
  calendar.disabled = refreshers(record).length === 0;
  return record;
}

/** @param {File} file */
async function take(file) {
  const found = file.size > LARGEST_FILE ? { problem: "t:record_import_no_record" } : fromJson(await file.text(), portal);
  if ("problem" in found) return tell(found.problem);
  let added = 0;
  const kept = changeRecord(home, (record) => {
    const both = merged(record, found.record);
    added = count(both) - count(record);
    Object.assign(record, both);
  });
  show();
  if (!kept) return tell("t:record_not_kept");
  const lost = found.lost > 0 ? ` ${fill("t:record_import_lost", { n: found.lost })}` : "";
  return tell(fill("t:record_imported", { n: added }) + lost);
}

/** Forgets everything of training that this browser holds for this portal. */
function erase() {
  for (const name of ["record", "damaged record", "name"]) save(home, name, undefined);
  const quizzes = storageName(home, "quiz ");
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(quizzes))) localStorage.removeItem(key);
  nameField.value = "";
  show();
  tell("t:record_erased");
}

/** A question that has to be answered before anything is erased. */
function eraseDialog() {
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "record-dialog", "aria-labelledby": "_erase" }));
  const close = () => dialog.close();
  const sure = makeButton("t:record_erase_yes", () => {
    close();
    erase();
  }, "button-main");
  dialog.append(
    make("h2", { id: "_erase" }, ["t:record_erase_question"]),
    make("p", {}, ["t:record_erase_what"]),
    make("div", { class: "buttons" }, [makeButton("t:record_erase_no", close), sure]),
  );
  return dialog;
}

/** The certificate alone, on paper. */
function print() {
  document.documentElement.classList.add("certifying");
  window.addEventListener("afterprint", () => document.documentElement.classList.remove("certifying"), { once: true });
  window.print();
}

const nameField = /** @type {HTMLInputElement} */ (make("input", { type: "text", id: "_name", autocomplete: "name", maxlength: "100" }));
nameField.value = String(load(home, "name") ?? "");
nameField.addEventListener("change", () => {
  const kept = save(home, "name", nameField.value.trim() || undefined);
  show();
  if (!kept) tell("t:record_not_kept");
});

const fileField = /** @type {HTMLInputElement} */ (make("input", { type: "file", id: "_import", accept: ".json,application/json" }));
fileField.addEventListener("change", async () => {
  const [file] = fileField.files ?? [];
  if (file) await take(file);
  fileField.value = "";
});

const calendar = makeButton("t:record_calendar", () => {
  const { record } = openRecord(home);
  download("refreshers.ics", "text/calendar", toCalendar(refreshers(record), new URL(portal).hostname));
});
const dialog = eraseDialog();

place.append(
  message,
  problems,
  view,
  make("section", { class: "record-tools", "aria-labelledby": "_tools" }, [
    make("h2", { id: "_tools" }, ["t:record_tools"]),
    make("p", {}, [make("label", { for: "_name" }, ["t:record_name"]), " ", nameField]),
    make("div", { class: "buttons" }, [
      makeButton("t:record_print", print, "button-main"),
      makeButton("t:record_download_json", () => download(fileName("json"), "application/json", toJson(openRecord(home).record, portal, today()))),
      makeButton("t:record_download_csv", () => download(fileName("csv"), "text/csv", `\ufeff${toCsv(openRecord(home).record)}`)),
      calendar,
    ]),
    make("p", {}, [make("label", { for: "_import" }, ["t:record_import"]), " ", fileField]),
    make("div", { class: "buttons" }, [makeButton("t:record_erase", () => dialog.showModal())]),
    dialog,
  ]),
);
document.querySelector(".record-no-script")?.remove();
show();
window.addEventListener("storage", show);
window.addEventListener("pageshow", (event) => event.persisted && show());
