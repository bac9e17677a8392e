// axe-core finds nothing on any page: in light and in dark mode, on a wide screen and on a phone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { crawl, pagesOf } from "./crawl.mjs";
import { portal, reader } from "./support.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

const site = await portal("at the root");
// Colours that are still changing would be measured half way.
const page = await reader({ reducedMotion: "reduce" });

for (const { url, path } of pagesOf(site, await crawl(site))) {
  test(`${path} has no accessibility violation`, async () => {
    await page.goto(url);
    await page.evaluate(AXE);
    /** @type {Map<string, string[]>} */
    const violations = new Map();
    for (const width of [1280, 390]) {
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        for (const violation of await page.evaluate(violationsOf, STANDARDS)) {
          violations.set(violation, [...(violations.get(violation) ?? []), `${width} ${colorScheme}`]);
        }
      }
    }
    assert.deepEqual(violations, new Map());
  });
}

/** Runs in the browser. */
async function violationsOf(/** @type {string[]} */ standards) {
  const axe = Reflect.get(window, "axe");
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: standards }, resultTypes: ["violations"] });
  return violations.flatMap((/** @type {any} */ violation) =>
    violation.nodes.map((/** @type {any} */ node) => {
      const reason = node.failureSummary.replace(/\s+/g, " ");
      return `${violation.id}: ${node.target.join(" ")}: ${reason}`;
    }),
  );
}
