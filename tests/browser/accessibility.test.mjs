// axe-core finds nothing on any page: in light and in dark mode, on a wide screen and on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { crawl, pagesOf } from "./crawl.mjs";
import { portal, reader } from "./support.mjs";

const site = await portal("at the root");
// Colours that are still changing would be measured half way.
const page = await reader({ reducedMotion: "reduce" });

for (const { url, path } of pagesOf(site, await crawl(site))) {
  test(`${path} has no accessibility violation`, async () => {
    await page.goto(url);
    assert.deepEqual(await violations(page), new Map());
  });
}
