// Times saves until an open page shows them: `serve_dom.mjs URL FILE SAVES`, which serve.py calls.
// Prints the milliseconds from each rename to the moment at which the DOM held the new word, by the machine's one clock.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(new URL("../browser/", import.meta.url));
const { chromium } = require("playwright-core");

const [url, file, saves] = /** @type {[string, string, string]} */ (process.argv.slice(2));
const text = readFileSync(file, "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/** @param {string} word */
function save(word) {
  const made = join(dirname(file), ".serve-dom.tmp");
  writeFileSync(made, `${text}\n\n${word}\n`);
  const start = Date.now();
  renameSync(made, file);
  return start;
}

try {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator(".vellum-bar", { hasText: /build \d/ }).waitFor();
  let loads = 0;
  page.on("load", () => loads++);
  const times = [];
  for (let number = 0; number < Number(saves); number++) {
    const word = `seenword${number}end`;
    await page.evaluate(watchFor, word);
    const start = save(word);
    times.push((await page.evaluate(() => /** @type {Promise<number>} */ (Reflect.get(window, "seen")))) - start);
    // The page asks for the findings after it has changed; the next save comes when it is at rest.
    await page.waitForTimeout(100);
  }
  console.log(JSON.stringify({ times, reloads: loads }));
} finally {
  await browser.close();
}

/** Runs in the browser: notes when the text of the page first holds a word. @param {string} word */
function watchFor(word) {
  const seen = new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (!document.body.textContent?.includes(word)) return;
      observer.disconnect();
      resolve(Date.now());
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(() => reject(new Error(`${word} was not seen`)), 10_000);
  });
  // A rejection is for the one who waits.
  seen.catch(() => {});
  Reflect.set(window, "seen", seen);
}
