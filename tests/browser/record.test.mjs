// The learner's record: what it notes, what it says is due, and how it is taken along, watched by axe-core.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { portal, reader, temporaryFolder } from "./support.mjs";
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
