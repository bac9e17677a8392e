// What axe-core says of a page as it is now.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** In light and in dark mode, on a wide screen and on a phone. */
export const LOOKS = [1280, 390].flatMap((width) => [
  { width, colorScheme: /** @type {const} */ ("light") },
  { width, colorScheme: /** @type {const} */ ("dark") },
]);

/**
 * The violations, each with where it was seen.
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Page | import("playwright-core").Frame} [frame] the part of it to look at
 * @param {typeof LOOKS} [looks] in which ways
 * @returns {Promise<Map<string, string[]>>}
 */
export async function violations(page, frame = page, looks = LOOKS) {
  await frame.evaluate(AXE);
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const violation of await frame.evaluate(violationsOf, STANDARDS)) {
      found.set(violation, [...(found.get(violation) ?? []), `${width} ${colorScheme}`]);
    }
  }
  return found;
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
