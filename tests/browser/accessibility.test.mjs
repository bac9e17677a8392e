// axe-core finds nothing on any page. Whatever pages are made of is seen in light and in dark mode, on a wide screen and on
// a phone; what authors wrote is the same in all of them, so that each of the other pages is seen in one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, violations } from "./axe.mjs";
import { crawl, pagesOf, representatives } from "./crawl.mjs";
import { portal, reader } from "./support.mjs";

const site = await portal("at the root");
const visits = await crawl(site);
const chosen = new Set(representatives(site, visits).map(({ url }) => url));
// Colours that are still changing would be measured half way.
const page = await reader({ reducedMotion: "reduce" });

for (const [turn, { url, path }] of pagesOf(site, visits).entries()) {
  const looks = chosen.has(url) ? LOOKS : [LOOKS[turn % LOOKS.length]];
  test(`${path} has no accessibility violation`, async () => {
    await page.goto(url);
    assert.deepEqual(await violations(page, page, looks), new Map());
  });
}
