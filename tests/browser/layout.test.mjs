// Pages fit narrow screens, print as text, keep still for readers who ask for it, and weigh little.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { crawl, pagesOf, representatives } from "./crawl.mjs";
import { portal, reader } from "./support.mjs";

const site = await portal("at the root");
const visits = await crawl(site);

const page = await reader();
const still = await reader({ reducedMotion: "reduce" });

for (const { url, path } of pagesOf(site, visits)) {
  test(`${path} does not scroll sideways, and prints its text without navigation`, async () => {
    await page.emulateMedia({ media: "screen" });
    await page.goto(url);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await page.evaluate(tooWide), [], `at ${width} pixels`);
    }
    const onScreen = await page.evaluate(textBlocks);
    await page.emulateMedia({ media: "print" });
    const onPaper = new Set(await page.evaluate(textBlocks));
    assert.ok(onScreen.length > 0, "the page has text");
    assert.deepEqual(onScreen.filter((text) => !onPaper.has(text)), [], "text that is not printed");
    assert.deepEqual(await page.evaluate(visibleNavigation), [], "navigation that is printed");
  });
}

for (const { url, path } of representatives(site, visits)) {
  test(`${path} keeps still for those who ask for it`, async () => {
    await still.goto(url);
    assert.deepEqual(await still.evaluate(moving), []);
  });
}

describe("weight", () => {
  const documents = pagesOf(site, visits).filter(({ path }) => path.endsWith("/history/")).map(({ path }) => path.replace("history/", ""));

  test("there is a policy page to weigh", () => assert.ok(documents.length > 0));

  for (const path of documents) {
    test(`${path} is light`, () => {
      const folder = join(site.folder, path);
      const html = readFileSync(join(folder, "index.html"), "utf8");
      const weigh = (/** @type {RegExp} */ pattern) =>
        [...html.matchAll(pattern)].reduce((sum, [, name]) => sum + gzipped(readFileSync(join(folder, name))), 0);
      const scripts = weigh(/<script\b[^>]* src="([^"]+)"/g);
      const styles = weigh(/<link rel="stylesheet" href="([^"]+)"/g);
      const page = gzipped(html);
      assert.ok(styles > 0, "the page has a style sheet");
      assert.ok(scripts <= 4_000, `scripts weigh ${scripts} bytes`);
      // The same text is longer in Welsh, and what is in English on its page is marked; a first visit has one limit for all.
      const most = path.startsWith("/cy/") ? 12_000 : 10_000;
      assert.ok(page <= most, `the page weighs ${page} bytes`);
      assert.ok(page + styles + scripts <= 20_000, `the first visit weighs ${page + styles + scripts} bytes`);
    });
  }
});

const gzipped = (/** @type {string | Buffer} */ data) => gzipSync(data, { level: 9 }).length;

/** Runs in the browser: what stands out of the page to the side, the culprits only where the page scrolls. */
function tooWide() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = [...document.body.querySelectorAll("*")].filter((node) => node.getBoundingClientRect().right > root.clientWidth + 1);
  return [`the page is ${root.scrollWidth} wide`, ...out.slice(0, 5).map((node) => node.outerHTML.slice(0, 120))];
}

/** Runs in the browser: the text of the main part that can be seen, leaving out lists of links to the page's own parts. */
function textBlocks() {
  return [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, td, th, pre)")]
    .filter((node) => node.closest("nav") === null && node.checkVisibility())
    .map((node) => /** @type {HTMLElement} */ (node).textContent?.trim() ?? "");
}

/** Runs in the browser. */
function visibleNavigation() {
  const navigation = [...document.querySelectorAll("nav, .skip-link")];
  return navigation.filter((node) => node.checkVisibility()).map((node) => node.outerHTML.slice(0, 120));
}

/** Runs in the browser: transitions, animations and smooth scrolling. */
function moving() {
  const longerThanNothing = (/** @type {string} */ durations) => durations.split(", ").some((duration) => parseFloat(duration) > 0);
  const found = [...document.querySelectorAll("*")].flatMap((node) =>
    ["", "::before", "::after"]
      .map((part) => ({ part, style: getComputedStyle(node, part || null) }))
      .filter(
        ({ style }) =>
          longerThanNothing(style.transitionDuration) ||
          (style.animationName !== "none" && longerThanNothing(style.animationDuration)) ||
          style.scrollBehavior === "smooth",
      )
      .map(({ part }) => `${node.tagName.toLowerCase()}.${node.className}${part}`),
  );
  return [...found, ...document.getAnimations().map((animation) => `animation ${animation.id}`)];
}
