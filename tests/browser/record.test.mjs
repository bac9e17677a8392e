// The learner's record: what it notes, what it says is due, and how it is taken along, watched by axe-core.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { VELLUM, portal, reader, temporaryFolder } from "./support.mjs";
import { publish, trainingContent } from "./training-fixture.mjs";

const content = trainingContent();
const site = await portal("at the root", content);

/** @typedef {import("playwright-core").Page} Page */

/** Publishes the portal for a day, which is also the reader's. @param {Page} page @param {string} day */
async function on(page, day) {
  publish(content, site.folder, day);
  await page.context().clock.setFixedTime(new Date(`${day}T12:00:00Z`));
}

/** @param {Page} page @param {string} path */
const go = (page, path) => page.goto(`${site.home}${path}`);

/** Goes to an element with the keyboard. @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no way with the keyboard to ${selector}`);
}

/** Answers the question on show with the keyboard, and goes on. @param {Page} page @param {string} value */
async function answer(page, value) {
  const name = await page.locator(".question:visible input").first().getAttribute("name");
  await tabTo(page, `input[name="${name}"]`);
  await page.keyboard.press("Space");
  if (value === "false") await page.keyboard.press("ArrowDown");
  await tabTo(page, ".buttons .button-main");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
}

/** The state that a list shows. @param {Page} page @param {string} of */
const state = (page, of) => page.locator(`[data-${of}] > .state`).textContent();

/** What the browser has stored. @param {Page} page */
const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("vellum / record") ?? "null"));

test("a record from the first quiz to the refresher of what has changed", async () => {
  const page = await reader();
  await on(page, "2026-03-02");
  await go(page, "training/record/");
  assert.deepEqual([...(await violations(page))], [], "an empty record");
  assert.match((await page.locator("#_due + ul").textContent()) ?? "", /Posting policy: You have not confirmed yet/);

  await go(page, "policies/posting/");
  await tabTo(page, ".acknowledge button");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "I have read version 1.0");
  await page.keyboard.press("Enter");
  const said = page.locator(".acknowledge [role=status]");
  assert.equal(await said.textContent(), "You confirmed on 2 March 2026 that you read version 1.0.");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "status");
  assert.deepEqual([...(await violations(page))], [], "a confirmed policy");

  await go(page, "training/posting/");
  for (const value of ["true", "false", "true"]) await answer(page, value);
  assert.equal(await page.locator(".result h2").textContent(), "You passed");
  await page.locator(".result").getByRole("link", { name: "My training record" }).click();
  await page.waitForURL("**/training/record/");
  assert.match((await page.locator(".certificate").textContent()) ?? "", /Posting2 March 20263 of 3 points \(100%\)Posting policy 1\.0/);
  assert.match((await page.locator(".certificate").textContent()) ?? "", /Posting policy1\.02 March 2026/);
  assert.match((await page.locator("#_due + p").textContent()) ?? "", /Nothing is due today/);
  assert.equal(await page.locator("h3 + ul").textContent(), "Posting: 2 March 2027");
  assert.deepEqual([...(await violations(page))], [], "a record");
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "the record fits a phone");

  // Only wording has changed: nothing is due.
  await on(page, "2026-11-23");
  await go(page, "training/");
  assert.equal(await state(page, "quiz"), "You passed this on 2 March 2026 with 100%. Take it again by 2 March 2027.");
  await go(page, "roles/all-staff/");
  assert.equal(await state(page, "read"), "You confirmed on 2 March 2026 that you read version 1.0.");
  await go(page, "policies/posting/");
  assert.equal(await page.locator(".acknowledge button").textContent(), "I have read version 1.1");

  // A rule has changed: the policy is to be read again, and the questions whose clauses differ from 1.0 are asked.
  await on(page, "2027-02-01");
  await go(page, "policies/posting/");
  assert.equal(await said.textContent(), "You confirmed version 1.0 on 2 March 2026, and since then rules have changed.");
  await go(page, "training/record/");
  const due = page.locator("#_due + ul");
  assert.match((await due.textContent()) ?? "", /Posting: .*rules have changed in: Posting policy.*Posting policy: You confirmed version 1\.0/);
  assert.equal(await due.getByRole("link", { name: "What changed from 1.0 to 2.0" }).getAttribute("href"), "../../policies/posting/compare/1.0-to-2.0/");
  await go(page, "training/posting/");
  assert.deepEqual([...(await violations(page))], [], "a quiz that is due");
  await tabTo(page, ".standing button");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Take only the 2 questions about what changed");
  await go(page, "training/record/");
  await due.getByRole("link", { name: "Posting", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/training/posting/#refresher");
  assert.equal(await page.locator(".quiz-progress").textContent(), "Question 1 of 2");
  assert.equal(await page.locator(".question:visible").getAttribute("id"), "q-reply");
  await answer(page, "false");
  assert.equal(await page.locator(".question:visible").getAttribute("id"), "q-delete");
  await answer(page, "true");
  assert.equal(await page.locator(".result h2").textContent(), "You passed");
  assert.equal(await page.locator(".standing").count(), 0);
  const { attempts } = (await stored(page)).quizzes.posting;
  assert.deepEqual(attempts.map((/** @type {any} */ one) => [one.date, one.only ?? "all", one.policies["policies/posting"]]), [
    ["2026-03-02", "all", "1.0"],
    ["2027-02-01", ["reply", "delete"], "2.0"],
  ]);
  await go(page, "training/");
  assert.equal(await state(page, "quiz"), "You passed this on 2 March 2026 with 100%. Take it again by 2 March 2027.");

  // The interval counts from the whole quiz.
  await on(page, "2027-03-02");
  await go(page, "training/");
  assert.equal(await state(page, "quiz"), "You passed this on 2 March 2026. It was to be taken again by 2 March 2027.");
});

/** What a button downloads. @param {Page} page @param {string} name */
async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).press("Enter")]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Writes a file and chooses it as a record to add; what the page says then. @param {Page} page @param {string} text */
async function take(page, text) {
  const file = join(temporaryFolder(), "record.json");
  writeFileSync(file, text);
  await page.locator(".record-message").evaluate((message) => message.replaceChildren());
  await page.locator("#_import").setInputFiles(file);
  await page.locator(".record-message p").waitFor();
  return page.locator(".record-message").textContent();
}

test("a record is printed, taken to another browser, and erased", async () => {
  const page = await reader({ viewport: { width: 390, height: 800 } });
  await on(page, "2026-11-23");
  await go(page, "policies/posting/");
  await page.locator(".acknowledge button").press("Enter");
  await go(page, "training/posting/");
  for (const value of ["true", "false", "true"]) await answer(page, value);
  await go(page, "training/record/");
  await page.getByLabel("Your name").fill("Sam <b>Example</b>");
  await page.getByLabel("Your name").press("Tab");
  assert.equal(await page.locator(".certificate-name").textContent(), "Sam <b>Example</b>");
  await page.evaluate(() => (window.print = () => {}));
  await page.getByRole("button", { name: "Print the certificate" }).press("Enter");
  await page.emulateMedia({ media: "print" });
  const visible = await page.locator("h1, h2, p, footer, button").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.closest(".certificate") !== null));
  assert.ok(visible.length > 3 && visible.every(Boolean), "the certificate alone is printed");
  assert.match((await page.locator(".certificate").innerText()) ?? "", /self-asserted/);
  await page.emulateMedia({ media: "screen" });

  const before = await stored(page);
  const json = await downloaded(page, "Download the record");
  assert.equal(json.name, "training-record-2026-11-23.json");
  assert.ok(!json.text.includes("Sam"), "the name stays in the browser");
  const file = join(temporaryFolder(), json.name);
  writeFileSync(file, json.text);
  const said = execFileSync(VELLUM, ["verify", "--content", content, "--as-of", "2026-11-23", "--format", "json", "--record", file]);
  assert.deepEqual(JSON.parse(String(said)).findings.map((/** @type {any} */ one) => one.rule), ["record-self-asserted"]);
  const csv = await downloaded(page, "Download for a spreadsheet");
  assert.match(csv.text, /^\ufeffkind,id,.*\r\nquiz,posting,Posting,[0-9a-f]{16},2026-11-23,100,yes,policies\/posting 1\.1\r\ndocument,policies\/posting,Posting policy,1\.1,2026-11-23/);
  const calendar = await downloaded(page, "Next refreshers for your calendar");
  assert.match(calendar.text, /UID:posting\.refresher@fixture\.example\.org\r\n.*\r\nDTSTART;VALUE=DATE:20271123\r\n/);

  await page.getByRole("button", { name: "Erase the record…" }).press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Keep it");
  assert.deepEqual([...(await violations(page))], [], "the question before erasing");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Erase the record…");
  assert.deepEqual(await stored(page), before);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Your training record has been erased from this browser.");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => /record|name|quiz/.test(key))), []);
  assert.equal(await page.getByRole("button", { name: "Next refreshers" }).isDisabled(), true);

  // Another browser that knows something already.
  await go(page, "policies/posting/");
  await page.locator(".acknowledge button").press("Enter");
  await go(page, "training/record/");
  assert.equal(await take(page, "<html>"), "This file is not a training record. Choose the .json file that you downloaded from this page. Nothing was changed.");
  assert.equal(await take(page, json.text.replace("fixture.example", "other.example")), "This record is from another portal, https://other.example.org/. Nothing was changed.");
  assert.equal(await take(page, json.text), "Entries added to your record: 1.");
  assert.deepEqual(await stored(page), before);
  assert.equal(await take(page, json.text.replace('"title": "Posting"', '"title": "<img src=x onerror=alert(1)>"').replaceAll('"percent": 100', '"percent": "100"')), "Entries added to your record: 0. Entries that could not be read, and were left out: 1.");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "record-message");
});

test("storage that is corrupt, full or blocked gives a message", async () => {
  const page = await reader();
  await on(page, "2026-11-23");
  await go(page, "training/record/");
  const kept = { title: "Posting policy", versions: { "1.1": "2026-11-02" } };
  for (const text of ["{half", "[]", JSON.stringify({ schema: 2, quizzes: { posting: 7 }, read: { "policies/posting": kept } })]) {
    await page.evaluate((text) => {
      localStorage.clear();
      localStorage.setItem("vellum / record", text);
    }, text);
    await page.reload();
    assert.match((await page.locator(".record-problem").textContent()) ?? "", /^Some of what this browser kept of your record cannot be read/);
    assert.match((await page.locator(".certificate").textContent()) ?? "", text.includes("versions") ? /2 November 2026/ : /No document/);
    // What cannot be read survives what is done next.
    await go(page, "policies/posting/");
    if (await page.locator(".acknowledge button").isVisible()) await page.locator(".acknowledge button").click();
    await go(page, "training/record/");
    assert.equal((await downloaded(page, "Download what cannot be read")).text, text);
    await page.getByRole("button", { name: "Go on without it" }).click();
    assert.equal(await page.locator(".record-problem").count(), 0);
    assert.match((await page.locator(".certificate").textContent()) ?? "", /Posting policy1\.1/);
  }
  assert.deepEqual([...(await violations(page))], []);

  await page.evaluate(() => localStorage.setItem("vellum / record", JSON.stringify({ schema: 3, quizzes: {}, read: {} })));
  await page.reload();
  assert.match((await page.locator(".record-problem").textContent()) ?? "", /made by a newer edition/);

  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.evaluate(() => localStorage.clear());
  await go(page, "policies/posting/");
  await page.locator(".acknowledge button").click();
  assert.match((await page.locator(".acknowledge [role=status]").textContent()) ?? "", /^This browser could not keep it/);
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  for (const path of ["training/record/", "training/", "policies/posting/", "training/posting/"]) {
    await go(page, path);
    assert.equal(await page.locator("h1").count(), 1);
    if (path === "training/record/") assert.match((await page.locator(".record-problem").textContent()) ?? "", /^This browser keeps nothing/);
  }
  assert.equal(await page.locator(".quiz-progress").textContent(), "Question 1 of 3");
});

test("without JavaScript the record explains itself and lists what can be recorded", async () => {
  const page = await reader({ javaScriptEnabled: false });
  await go(page, "training/record/");
  assert.match((await page.locator(".record-no-script").textContent()) ?? "", /^Keeping a record needs JavaScript/);
  assert.equal(await page.locator("[data-quiz] a").first().textContent(), "Posting");
  assert.equal(await page.locator("[data-read] a").textContent(), "Posting policy");
  assert.equal(await page.locator("button:visible").count(), 1, "only that of the search");
});

test("a record is kept in a portal that is opened from a folder", async () => {
  const folder = await portal("from a folder", content);
  const page = await reader();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${folder.home}policies/posting/index.html`);
  await page.locator(".acknowledge button").press("Enter");
  await page.getByRole("link", { name: "My training record" }).press("Enter");
  await page.waitForURL("**/training/record/index.html");
  assert.match((await page.locator(".certificate").textContent()) ?? "", /Posting policy1\.1/);
  await page.goto(`${folder.home}training/index.html`);
  assert.equal(await state(page, "quiz"), "You have not passed this yet.");
  assert.deepEqual(errors, []);
});
