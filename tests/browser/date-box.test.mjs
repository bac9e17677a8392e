// The date box takes any day to the version or edition that was in force, by keyboard alone, in each way to publish.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./axe.mjs";
import { content } from "./fixture.mjs";
import { EVERY_WAY, portal, reader } from "./support.mjs";

/** Where the days lead to, on the pages of a policy that is in force since 5 January 2026 and changes on 1 January 2027. */
const DAYS = {
  "policies/posting/history/": { "2026-01-05": "policies/posting/1.0/", "2026-12-31": "policies/posting/1.0/", "2027-01-01": "policies/posting/1.1/" },
  "editions/": { "2026-01-05": "editions/2026-01-05/", "2026-11-01": "editions/2026-01-05/", "2030-01-01": "editions/2026-01-05/" },
};

for (const way of EVERY_WAY) {
  const site = await portal(way, content("Europe/London"));
  const index = site.portable ? "index.html" : "";
  const page = await reader();

  /** Types a day into the box, by keyboard alone. */
  const ask = async (/** @type {string} */ path, /** @type {string} */ day, key = "Enter") => {
    await page.goto(site.home + path + index);
    await page.locator("#_day").focus();
    if (day !== "") await type(page, day);
    if (key !== "Enter") await tabTo(page, "button");
    await page.keyboard.press(key);
  };
  const answer = () => page.locator("output").textContent();

  describe(way, () => {
    for (const [path, days] of Object.entries(DAYS)) {
      for (const [day, target] of Object.entries(days)) {
        test(`${path} takes ${day} to ${target}`, async () => {
          await ask(path, day);
          await page.waitForURL(site.home + target + index);
          await ask(path, day, "Space");
          await page.waitForURL(site.home + target + index);
        });
      }

      test(`${path} says what is wrong with a day`, async () => {
        await ask(path, "");
        assert.equal(await answer(), "Give a whole date with day, month and year.");
        await ask(path, "2026-01-04");
        assert.equal(await answer(), "Nothing was in force before 5 January 2026. Give that day or a later one.");
        const state = await page.evaluate(() => {
          const input = document.activeElement;
          return { invalid: input?.getAttribute("aria-invalid"), described: input?.getAttribute("aria-describedby") };
        });
        assert.deepEqual(state, { invalid: "true", described: "_day-answer" });
        if (!site.portable) assert.deepEqual(await violations(page), new Map());
      });
    }
  });
}

test("a day after a withdrawal is answered in words", async () => {
  const site = await portal("at the root", content("Europe/London", { withdrawn: "2026-06-01" }));
  const page = await reader();
  await page.goto(`${site.home}policies/posting/history/`);
  await page.locator("#_day").fill("2026-06-01");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("output").textContent(), "Nothing was in force on 1 June 2026.");
});

test("without scripts there is no box, and the table says the same", async () => {
  const site = await portal("at the root", content("Europe/London"));
  const page = await reader({ javaScriptEnabled: false });
  for (const path of Object.keys(DAYS)) {
    await page.goto(site.home + path);
    assert.equal(await page.locator(".date-box").isVisible(), false);
    assert.ok(await page.locator("#_periods a").first().isVisible());
  }
});

/** What is in sight of the timeline. @param {import("playwright-core").Page} page */
const timeline = (page) => page.locator(".scroll").evaluate((node) => {
  const { left, right } = node.getBoundingClientRect();
  const isSeen = (/** @type {Element | null} */ part) => {
    const box = part?.getBoundingClientRect();
    return !!box && box.width >= 0 && box.left >= left && box.right <= right;
  };
  const titles = [...node.querySelectorAll(".chart-rows li")];
  const years = [...node.querySelectorAll(".year-label")];
  return {
    inner: node.scrollWidth,
    outer: node.clientWidth,
    left: node.scrollLeft,
    today: isSeen(node.querySelector(".today")),
    titles: titles.length > 0 && titles.every(isSeen),
    newest: isSeen(years.at(-1) ?? null),
  };
});

test("the timeline begins at the newest on a narrow screen without a script", async () => {
  const site = await portal("at the root");
  const page = await reader({ viewport: { width: 390, height: 900 }, javaScriptEnabled: false });
  await page.goto(`${site.home}editions/`);
  const { inner, outer, titles, newest } = await timeline(page);
  assert.ok(inner > outer && titles && newest, JSON.stringify({ inner, outer, titles, newest }));
});

test("the timeline scrolls inside a region of its own on a narrow screen", async () => {
  const site = await portal("at the root");
  const page = await reader({ viewport: { width: 390, height: 900 } });
  await page.goto(`${site.home}editions/`);
  const region = page.locator(".scroll");
  const shown = () => timeline(page);
  const before = await shown();
  assert.ok(before.inner > before.outer && before.today && before.titles, JSON.stringify(before));
  await region.focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((left) => (document.querySelector(".scroll")?.scrollLeft ?? 0) < left, before.left);
  assert.ok((await shown()).titles);
});

/**
 * Types a day into a date field, which takes day and month in the order of the browser's language.
 * @param {import("playwright-core").Page} page
 * @param {string} text YYYY-MM-DD
 */
async function type(page, text) {
  const [year, month, day] = text.split("-");
  const value = () => page.locator("#_day").inputValue();
  await page.keyboard.type(`0102${year}`);
  const monthFirst = (await value()) === `${year}-01-02`;
  await page.locator("#_day").fill("");
  await page.locator("#_day").blur();
  await page.locator("#_day").focus();
  await page.keyboard.type(monthFirst ? `${month}${day}${year}` : `${day}${month}${year}`);
  assert.equal(await value(), text);
}

/**
 * Presses Tab until an element has the focus: a date field has several stops.
 * @param {import("playwright-core").Page} page
 * @param {string} selector
 */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`${selector} is out of reach`);
}
