// Quizzes: every kind of question, answered right and wrong, with the keyboard alone, watched by axe-core.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { PROJECT, portal, reader, temporaryFolder } from "./support.mjs";

/** The content of the golden site, which has a question of every kind, in the theme that readers see. */
function content() {
  const folder = join(temporaryFolder(), "content");
  cpSync(join(PROJECT, "tests/sites/training/in/content"), folder, { recursive: true });
  const settings = join(folder, "portal.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace("theme: golden\n", ""));
  return folder;
}

const site = await portal("at the root", content());

/** @typedef {import("playwright-core").Page} Page */

/** Goes to a field of the question on show with the keyboard. @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let steps = 0; steps < 60; steps += 1) {
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (there) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no way with the keyboard to ${selector}`);
}

/** Chooses the option with a text. @param {Page} page @param {string} text */
async function choose(page, text) {
  const option = page.locator(".question:visible .option", { hasText: text }).locator("visible=true").last();
  const field = option.locator("input");
  const radio = (await field.getAttribute("type")) === "radio";
  const name = await field.getAttribute("name");
  if (!radio) {
    await tabTo(page, `input[name="${name}"][value="${await field.getAttribute("value")}"]`);
    await page.keyboard.press("Space");
    return;
  }
  await tabTo(page, `input[name="${name}"]`);
  await page.keyboard.press("Space");
  for (let steps = 0; steps < 10 && !(await field.isChecked()); steps += 1) await page.keyboard.press("ArrowDown");
  assert.ok(await field.isChecked(), `${text} can be chosen`);
}

/** Chooses from the lists of the question, in the order of the page. @param {Page} page @param {Record<string, string>} wanted by label */
async function pick(page, wanted) {
  for (const [label, value] of Object.entries(wanted)) {
    const select = page.locator(".question:visible").getByLabel(label, { exact: true });
    await tabTo(page, `[id="${await select.getAttribute("id")}"]`);
    await page.keyboard.type(value);
    assert.equal(await select.evaluate((list) => /** @type {any} */ (list).selectedOptions[0].text), value);
  }
}

/** Puts items in order with the buttons. @param {Page} page @param {string[]} wanted */
async function arrange(page, wanted) {
  for (const [place, text] of wanted.entries()) {
    const now = () => page.locator(".question:visible .order-text").allTextContents();
    for (let steps = 0; steps < 10 && (await now()).indexOf(text) !== place; steps += 1) {
      const label = `Move up: ${text}`;
      if (!(await page.evaluate((wanted) => document.activeElement?.getAttribute("aria-label") === wanted, label))) {
        await page.locator(".question:visible .order").evaluate((list) => list.closest("form")?.querySelector("legend")?.focus());
        await tabTo(page, `[aria-label="${label}"]`);
      }
      await page.keyboard.press("Enter");
    }
    assert.equal((await now())[place], text);
  }
}

/** Types into the fields of the question. @param {Page} page @param {string[]} texts */
async function type(page, ...texts) {
  const fields = page.locator('.question:visible input:not([type="radio"]):not([type="checkbox"]), .question:visible textarea');
  for (const [place, text] of texts.entries()) {
    await fields.nth(place).focus();
    await page.keyboard.type(text);
  }
}

// The parts of a date are typed in the order of the browser's own language, which is American English here.
const MARCH_2 = "03022026";
const FEBRUARY_23 = "02232026";

/** What is right and what is wrong for each question, in the order of the quiz. */
const QUESTIONS = [
  { id: "first", right: (/** @type {Page} */ page) => choose(page, "Listen"), wrong: (/** @type {Page} */ page) => choose(page, "Talk"), say: "Talking can wait." },
  {
    id: "which",
    right: async (/** @type {Page} */ page) => {
      await choose(page, "A smile");
      await page.locator(".question:visible legend").focus().catch(() => {});
      await choose(page, "A word");
    },
    wrong: (/** @type {Page} */ page) => choose(page, "A shrug"),
    say: "It says nothing.",
  },
  { id: "always", right: (/** @type {Page} */ page) => choose(page, "True"), wrong: (/** @type {Page} */ page) => choose(page, "False"), say: "Even on a bad day." },
  { id: "hours", right: (/** @type {Page} */ page) => type(page, "24 hours"), wrong: (/** @type {Page} */ page) => type(page, "12"), say: "That is half of it." },
  { id: "day", right: (/** @type {Page} */ page) => type(page, MARCH_2), wrong: (/** @type {Page} */ page) => type(page, FEBRUARY_23), say: "On that day it was approved." },
  { id: "word", right: (/** @type {Page} */ page) => type(page, "Polit"), wrong: (/** @type {Page} */ page) => type(page, "loud"), say: "polite" },
  {
    id: "pairs",
    right: (/** @type {Page} */ page) => pick(page, { Please: "Asking", "Thank you": "Getting", Cheers: "Getting" }),
    wrong: (/** @type {Page} */ page) => pick(page, { Please: "Leaving", "Thank you": "Leaving", Cheers: "Leaving" }),
    say: "Please – Asking",
  },
  { id: "order", right: (/** @type {Page} */ page) => arrange(page, ["Hear", "Think", "Speak"]), wrong: async () => {}, say: "Hear" },
  {
    id: "sort",
    right: (/** @type {Page} */ page) => pick(page, { "A shrug": "Unkind", "A sneer": "Unkind", "A smile": "Kind" }),
    wrong: (/** @type {Page} */ page) => pick(page, { "A shrug": "Kind", "A sneer": "Kind", "A smile": "Unkind" }),
    say: "A smile – Kind",
  },
  {
    id: "gap",
    right: async (/** @type {Page} */ page) => {
      await type(page, "KIND");
      await page.keyboard.press("Tab");
      await page.keyboard.type("everybody");
    },
    wrong: async (/** @type {Page} */ page) => {
      await type(page, "rude");
      await page.keyboard.press("Tab");
      await page.keyboard.type("nobody");
    },
    say: "everybody",
  },
  {
    id: "story",
    right: async (/** @type {Page} */ page) => {
      await choose(page, "Breathe");
      await page.keyboard.press("Enter");
      await choose(page, "Go on");
    },
    wrong: (/** @type {Page} */ page) => choose(page, "Shout back"),
    say: "That helps nobody.",
  },
  { id: "think", right: (/** @type {Page} */ page) => type(page, "Yesterday."), wrong: async () => {}, say: "Do it again." },
];

/** Goes to the main button with the keyboard and presses it. @param {Page} page */
async function press(page) {
  await tabTo(page, ".button-main");
  await page.keyboard.press("Enter");
}

/** @param {Page} page @param {string} when */
async function accessible(page, when) {
  assert.deepEqual([...(await violations(page))], [], when);
}

test("every kind of question, answered rightly with the keyboard alone", async () => {
  const page = await reader();
  await page.goto(`${site.home}training/kindness/`);
  await accessible(page, "before");
  for (const [place, question] of QUESTIONS.entries()) {
    assert.equal(await page.locator(".question:visible").getAttribute("id"), `q-${question.id}`);
    assert.equal(await page.locator(".quiz-progress").textContent(), `Question ${place + 1} of ${QUESTIONS.length}`);
    await question.right(page);
    await press(page);
    const feedback = page.locator(".question:visible > .feedback");
    const word = question.id === "think" ? "Noted" : "Correct";
    assert.equal((await feedback.locator(".feedback-title").textContent())?.split(" (")[0], word, question.id);
    assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("button-main")), true);
    assert.match((await page.locator('.quiz [role="status"]').textContent()) ?? "", new RegExp(`^${word}`));
    if (place % 4 === 0) await accessible(page, question.id);
    await page.keyboard.press("Enter");
  }
  assert.equal(await page.locator(".result h2").textContent(), "You passed");
  assert.match((await page.locator(".result").textContent()) ?? "", /Your score: 12 out of 12 \(100%\)/);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "You passed");
  await accessible(page, "after");
  const record = await page.evaluate(() => JSON.parse(localStorage.getItem("vellum / record") ?? "null"));
  assert.deepEqual(record.quizzes.kindness.attempts.length, 1);
  const { date, percent, passed, tests, wrong } = record.quizzes.kindness.attempts[0];
  assert.deepEqual({ date, percent, passed, tests, wrong }, { date: "2026-11-23", percent: 100, passed: true, tests: { "policies/conduct": "1.0" }, wrong: [] });
});

test("every kind of question, answered wrongly, says why; then only the wrong ones are asked again", async () => {
  const page = await reader({ viewport: { width: 390, height: 800 } });
  await page.goto(`${site.home}training/kindness/`);
  for (const question of QUESTIONS) {
    await question.wrong(page);
    await press(page);
    const feedback = (await page.locator(".question:visible > .feedback").textContent()) ?? "";
    if (question.id !== "think") assert.match(feedback, /^Not correct|^Partly correct/, question.id);
    assert.ok(feedback.includes(question.say), `${question.id}: ${feedback}`);
    await page.keyboard.press("Enter");
  }
  assert.equal(await page.locator(".result h2").textContent(), "You have not passed yet");
  await accessible(page, "after");
  await page.setViewportSize({ width: 390, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `the page is ${wide} pixels wide`);
  await tabTo(page, ".button-main");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".quiz-progress").textContent(), "Question 2 of 12", "the reflection is never wrong");
  for (const question of QUESTIONS.filter((one) => one.id !== "think")) {
    await question.right(page);
    await press(page);
    await page.keyboard.press("Enter");
  }
  assert.equal(await page.locator(".result h2").textContent(), "You passed");
});

test("an attempt that is left goes on where it was, and one of an older quiz does not", async () => {
  const page = await reader();
  await page.goto(`${site.home}training/kindness/`);
  await page.getByLabel("Listen").check();
  await page.locator(".button-main").click();
  await page.locator(".button-main").click();
  await page.getByRole("checkbox", { name: "A smile" }).check();
  await page.goto(site.home);
  await page.goBack();
  assert.equal(await page.locator(".quiz-progress").textContent(), "Question 2 of 12");
  assert.equal(await page.getByRole("checkbox", { name: "A smile" }).isChecked(), true);
  assert.equal(await page.getByRole("checkbox", { name: "A word" }).isChecked(), false);
  await page.locator(".button", { hasText: "Previous question" }).click();
  assert.match((await page.locator(".question:visible > .feedback").textContent()) ?? "", /^Correct/);
  assert.equal(await page.getByLabel("Listen").isDisabled(), true);
  await page.evaluate(() => {
    const name = "vellum / quiz kindness";
    const state = JSON.parse(localStorage.getItem(name) ?? "");
    localStorage.setItem(name, JSON.stringify({ ...state, hash: "older" }));
  });
  await page.reload();
  assert.equal(await page.locator(".quiz-progress").textContent(), "Question 1 of 12");
  await page.evaluate(() => localStorage.setItem("vellum / quiz kindness", "{half a"));
  await page.reload();
  assert.equal(await page.locator(".quiz-progress").textContent(), "Question 1 of 12");
});

test("a question without an answer is not marked: the reader is told and taken there", async () => {
  const page = await reader();
  await page.goto(`${site.home}training/kindness/`);
  await page.locator(".button-main").click();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "There is a problem");
  await accessible(page, "with a problem");
  await page.locator(".problem a").click();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q-first");
  assert.equal(await page.locator(".feedback-title").count(), 0);
});

test("all questions at once, some of them drawn, in a limited number of attempts", async () => {
  const page = await reader();
  await page.goto(`${site.home}training/short/`);
  const shown = await page.locator(".question:visible").evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual([...shown].sort(), ["q-one", "q-tale"], "a question with both tags leaves each its own");
  await page.locator(".button-main").click();
  assert.equal(await page.locator(".problem li").count(), 2);
  for (const attempt of [1, 2]) {
    await page.locator("#q-one").getByLabel("False").check();
    await page.getByLabel("The end").check();
    await page.locator(".button-main", { hasText: "Finish" }).click();
    assert.equal(await page.locator(".result h2").textContent(), "You have not passed yet");
    assert.equal(await page.locator(".button", { hasText: "Start again" }).count(), attempt === 1 ? 1 : 0);
    if (attempt === 1) await page.locator(".button", { hasText: "Start again" }).click();
  }
  assert.match((await page.locator(".result").textContent()) ?? "", /You have used all attempts/);
});

test("without JavaScript the page is a sheet to print, with the answers on a page of their own", async () => {
  const page = await reader({ javaScriptEnabled: false });
  await page.goto(`${site.home}training/kindness/`);
  assert.equal(await page.locator(".question:visible").count(), 12);
  assert.equal(await page.locator(".button:visible").count(), 0);
  await page.getByRole("link", { name: "Answers and reasons" }).click();
  await page.waitForURL("**/answers/");
  assert.match((await page.locator("#q-hours").textContent()) ?? "", /24 hours/);
  assert.match((await page.locator("#q-first").textContent()) ?? "", /Listen It costs nothing\./);
});

test("the source of the page does not say what is right", async () => {
  const source = readFileSync(join(site.folder, "training/kindness/index.html"), "utf8");
  for (const words of ["It costs nothing", "correct", "polite", "2026-03-02\"", "Who listens"]) {
    assert.ok(!source.replace(/<a [^>]*>|<link[^>]*>/g, "").includes(words), `${words} can be read in the source`);
  }
});

test("a quiz works in a portal that is opened from a folder", async () => {
  const folder = await portal("from a folder", content());
  const page = await reader();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${folder.home}training/kindness/index.html`);
  await page.getByLabel("Listen").check();
  await page.locator(".button-main").click();
  assert.match((await page.locator(".question:visible > .feedback").textContent()) ?? "", /^Correct/);
  assert.deepEqual(errors, []);
});
