// Everything can be reached and seen with a keyboard alone, on pages that together have all that pages are made of.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { crawl, representatives } from "./crawl.mjs";
import { portal, reader } from "./support.mjs";

const site = await portal("at the root");
const pages = representatives(site, await crawl(site));

for (const width of [1280, 390]) {
  const page = await reader({ viewport: { width, height: 900 } });

  describe(`${width} pixels wide`, () => {
    for (const { url, path } of pages) {
      test(`${path} can be used with the keyboard`, async () => {
        await page.goto(url);
        const expected = await page.evaluate(prepare);
        assert.ok(expected.length > 0, "the page has something to reach");
        // Tables that scroll are stops as well, hence a few more presses. The browser takes one after the other, as when
        // the key is held down.
        await Promise.all(Array.from({ length: expected.length + 20 }, () => page.keyboard.press("Tab")));
        const stops = await page.evaluate(() => /** @type {Stop[]} */ (Reflect.get(window, "stops")));
        const reached = new Set(stops.map((stop) => stop.mark));
        assert.deepEqual(expected.filter(({ mark }) => !reached.has(mark)), [], "out of reach");
        assert.deepEqual(stops.filter((stop) => !stop.outlined), [], "focus cannot be seen");
        assert.deepEqual(stops.filter((stop) => !stop.inView), [], "focus is out of view");
        assert.deepEqual(await skip(page, url), { first: true, inMain: true, next: true });
      });
    }
  });
}

test("a summary opens and closes with the keyboard", async () => {
  const page = await reader();
  for (const { url } of pages) {
    await page.goto(url);
    const summary = page.locator("summary").first();
    if ((await summary.count()) === 0) continue;
    const isOpen = () => summary.evaluate((node) => node.parentElement?.hasAttribute("open"));
    const before = await isOpen();
    await summary.focus();
    await page.keyboard.press("Enter");
    assert.equal(await isOpen(), !before);
    await page.keyboard.press("Space");
    assert.equal(await isOpen(), before);
    return;
  }
  assert.fail("no page has a summary");
});

/**
 * What has the focus.
 * @typedef {{mark: string | null, html: string, outlined: boolean, inView: boolean}} Stop
 */

/**
 * The skip link is the first stop, and takes the reader to the main part, so that the next stop is in or after it.
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
async function skip(page, url) {
  await page.goto(url);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.matches("a.skip-link") ?? false);
  await page.keyboard.press("Enter");
  const inMain = await page.evaluate(() => document.activeElement?.closest("main") !== null);
  await page.keyboard.press("Tab");
  const next = await page.evaluate(() => {
    const main = /** @type {Node} */ (document.querySelector("main"));
    const place = main.compareDocumentPosition(/** @type {Node} */ (document.activeElement));
    return (place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)) !== 0;
  });
  return { first, inMain, next };
}

/** Runs in the browser: opens all details, marks and lists what a reader should be able to reach, and notes what gets the focus. */
function prepare() {
  for (const details of document.querySelectorAll("details")) details.open = true;
  /** @type {Stop[]} */
  const stops = [];
  Reflect.set(window, "stops", stops);
  document.addEventListener("focusin", ({ target }) => {
    const node = /** @type {Element} */ (target);
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    stops.push({
      mark: node.getAttribute("data-test-mark"),
      html: node.outerHTML.slice(0, 120),
      outlined: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none",
      inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    });
  });
  // The options of a question are one stop: arrows move between them.
  const isRadio = (/** @type {Element} */ node) => node instanceof HTMLInputElement && node.type === "radio";
  const sameGroup = (/** @type {any} */ one, /** @type {any} */ other) => isRadio(one) && isRadio(other) && one.name === other.name;
  return [...document.querySelectorAll("a[href], summary, [tabindex='0'], :is(button, input, select, textarea):enabled")]
    .filter((node) => node.checkVisibility())
    .filter((node, index, all) => index === all.findIndex((other) => other === node || sameGroup(other, node)))
    .map((node, index) => {
      node.setAttribute("data-test-mark", String(index));
      return { mark: String(index), html: node.outerHTML.slice(0, 120) };
    });
}
