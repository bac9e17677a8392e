// A register that was built before a review fell due says what is true on the day it is read, with no rebuild.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./axe.mjs";
import { content } from "./fixture.mjs";
import { EVERY_WAY, portal, reader } from "./support.mjs";

/** The policy is to be reviewed by 5 January 2028. */
const STATES = {
  "2026-11-23T12:00:00Z": "Up to date",
  "2027-12-05T12:00:00Z": "Up to date",
  "2027-12-06T00:30:00Z": "Due soon",
  "2028-01-05T23:30:00Z": "Due soon",
  "2028-01-06T00:30:00Z": "Overdue",
  "2029-01-01T12:00:00Z": "Overdue",
};

for (const way of EVERY_WAY) {
  const site = await portal(way, content("Europe/London"));
  const index = site.portable ? "index.html" : "";

  describe(way, () => {
    for (const [now, state] of Object.entries(STATES)) {
      test(`at ${now} the review is: ${state}`, async () => {
        const page = await reader({ now, timezoneId: "Pacific/Auckland" });
        await page.goto(`${site.home}register/${index}`);
        const seen = await page.locator(".review").evaluateAll((nodes) =>
          nodes.filter((node) => node.checkVisibility()).map((node) => node.textContent),
        );
        assert.deepEqual(seen, [state]);
        if (!site.portable) assert.deepEqual(await violations(page), new Map());
      });
    }
  });
}

test("without scripts the register says what was true when it was built", async () => {
  const site = await portal("at the root", content("Europe/London"));
  const page = await reader({ now: "2029-01-01T12:00:00Z", javaScriptEnabled: false });
  await page.goto(`${site.home}register/`);
  assert.equal(await page.locator("main").innerText().then((text) => text.includes("Up to date")), true);
});
