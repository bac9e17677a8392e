// A reader whose browser runs no scripts reads the same text and follows the same links, on pages that together have all
// scripts and all that pages are made of.

import assert from "node:assert/strict";
import { test } from "node:test";
import { crawl, representatives } from "./crawl.mjs";
import { portal, reader } from "./support.mjs";

const site = await portal("at the root");
const withScript = await reader();
const withoutScript = await reader({ javaScriptEnabled: false });

for (const { url, path } of representatives(site, await crawl(site))) {
  test(`${path} reads the same without scripts`, async () => {
    const [full, plain] = await Promise.all(
      [withScript, withoutScript].map(async (page) => {
        await page.goto(url);
        return page.evaluate(readable);
      }),
    );
    assert.ok(plain.text.length > 0, "the main part has text");
    assert.ok(plain.navigation > 0, "there is navigation");
    // A quiz asks one question after the other where scripts run; its sheet is tested with the quizzes.
    // The record itself is made by scripts; record.test.mjs shows what its page says without them.
    if (plain.isQuiz || plain.isRecord) return;
    // Scripts add how the reader's own record stands, and take nothing away.
    if (plain.hasMarks) {
      const lines = full.text.split("\n");
      const lost = plain.text.split("\n").filter((line) => !lines.some((other) => other.startsWith(line)));
      assert.deepEqual(lost, []);
      assert.equal(plain.navigation, full.navigation);
      return;
    }
    assert.deepEqual(plain, full);
  });
}

/** Runs in the browser: what there is to read and follow, less what works only with scripts and says so. */
function readable() {
  for (const node of document.querySelectorAll("[data-needs-script]")) node.remove();
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  // What says that scripts are missing, and the settings of the search that need them.
  for (const node of main.querySelectorAll("noscript, #_search-slash, #_search-keep")) node.remove();
  const links = [...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility());
  const isQuiz = main.querySelector("form.quiz") !== null;
  const isRecord = main.querySelector("#_record") !== null;
  const hasMarks = main.querySelector("[data-quiz], [data-read]") !== null;
  return { isQuiz, isRecord, hasMarks, text: main.innerText, navigation: links.filter((link) => link.matches("header nav a")).length, links: links.length };
}
