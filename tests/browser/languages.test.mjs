// A page in two languages: the switch between them, search in each, and what a screen reader is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { EVERY_WAY, portal, reader } from "./support.mjs";

const POLICY = "policies/social-media/";

for (const way of EVERY_WAY) {
  test(`readers change the language and come back, ${way}`, async () => {
    const site = await portal(way);
    const index = site.portable ? "index.html" : "";
    const page = await reader();
    await page.goto(site.home + POLICY + index);
    await page.getByRole("link", { name: "Cymraeg" }).click();
    await page.waitForURL(`${site.home}cy/${POLICY}${index}`);
    assert.equal(await page.locator("html").getAttribute("lang"), "cy");
    assert.equal(await page.locator("#private-messages").count(), 1);
    await page.getByRole("link", { name: "English", exact: true }).click();
    await page.waitForURL(site.home + POLICY + index);
    await page.goto(`${site.home}policies/personal-use/${index}`);
    assert.equal(await page.locator("a.language").count(), 0);
  });
}

test("each language has its search, and the other takes up the question", async () => {
  const site = await portal("at the root");
  const page = await reader();
  await page.goto(`${site.home}cy/${POLICY}`);
  await page.locator(".site-search input").fill("negeseuon preifat");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/cy\/search\//);
  await page.locator("#_search-results a").first().waitFor();
  const found = await page.locator("#_search-results a").evaluateAll((links) => links.map((link) => link.pathname));
  assert.ok(found.length > 0 && found.every((path) => path.startsWith("/cy/")), found.join());
  assert.match((await page.locator("#_search-status").textContent()) ?? "", /^Canfuwyd \d+ (t|d|th)udalen\.$/);
  await page.getByRole("link", { name: "Search the English pages" }).click();
  await page.waitForURL((url) => url.pathname === "/search/" && url.searchParams.get("q") === "negeseuon preifat");
  await page.waitForFunction(() => document.querySelector("#_search-q")?.value === "negeseuon preifat");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("a Welsh page has no violation, and its English parts are marked", async () => {
  const site = await portal("at the root");
  const page = await reader({ reducedMotion: "reduce" });
  for (const path of [POLICY, "", "search/"]) {
    await page.goto(`${site.home}cy/${path}`);
    assert.deepEqual(await violations(page), new Map(), path);
    await page.setViewportSize({ width: 390, height: 900 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, path);
  }
  await page.goto(`${site.home}cy/${POLICY}`);
  const english = await page.getByRole("link", { name: "Account security standard" }).first().getAttribute("lang");
  assert.equal(english, "en");
  assert.equal(await page.locator("details.basis li").first().getAttribute("lang"), "en");
});
