// What changed from one version to another: seen without colour, heard, opened by keyboard, and printed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { portal, reader } from "./support.mjs";

const site = await portal("at the root");
const page = await reader({ javaScriptEnabled: false });
await page.goto(`${site.home}policies/social-media/compare/1.1-to-2.0/`);

test("added and removed words differ in more than colour", async () => {
  const line = (/** @type {string} */ selector) =>
    page.locator(selector).first().evaluate((node) => getComputedStyle(node).textDecorationLine);
  assert.equal(await line(".redline p > ins"), "underline");
  assert.equal(await line(".redline p > del"), "line-through");
});

test("added and removed words are announced at both ends", async () => {
  const words = await page.locator(".redline p > :is(ins, del)").evaluateAll((nodes) => nodes.map((node) => [node.localName, node.textContent]));
  assert.ok(words.length > 10, "there are changes");
  for (const [name, text] of words) {
    assert.match(text, name === "ins" ? /^added: .* end of added\. $/s : /^removed: .* end of removed\. $/s);
  }
});

test("clauses that did not change are folded and open by keyboard", async () => {
  const details = page.locator("details#why-we-have-this-policy, details.unchanged").first();
  assert.equal(await details.evaluate((node) => node.hasAttribute("open")), false);
  const summary = details.locator("summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  assert.equal(await details.evaluate((node) => node.hasAttribute("open")), true);
  assert.ok(await details.locator("p, li").first().isVisible());
});

test("the summary leads to each change", async () => {
  const targets = await page.locator(".compare-summary a").evaluateAll((links) =>
    links.map((link) => [link.getAttribute("href"), document.getElementById(decodeURIComponent(link.hash.slice(1)))?.className]),
  );
  assert.ok(targets.length > 5);
  for (const [href, found] of targets) assert.match(found ?? "", /^clause clause-/, `${href} leads to a clause that changed`);
});

test("paper shows what changed without colour, and names what did not", async () => {
  await page.emulateMedia({ media: "print" });
  const looks = await page.locator(".redline p > ins").first().evaluate((node) => {
    const { color, textDecorationLine } = getComputedStyle(node);
    return { color, textDecorationLine };
  });
  assert.deepEqual(looks, { color: "rgb(0, 0, 0)", textDecorationLine: "underline" });
  assert.ok(await page.locator("details.unchanged > summary").last().isVisible());
  await page.emulateMedia({ media: "screen" });
});
