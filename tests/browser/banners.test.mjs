// A portal that was built before a new version takes effect says what is true on the day it is read, with no rebuild.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { content } from "./fixture.mjs";
import { EVERY_WAY, portal, reader } from "./support.mjs";

/** The sentences of each page before and after version 1.1 takes the place of 1.0 on 1 January 2027. */
const SENTENCES = {
  "policies/posting/": {
    before: "Version 1.1 takes the place of this text on 1 January 2027. Read version 1.1 · What changed from 1.0 to 1.1",
    after: "Since 1 January 2027 version 1.1 applies instead of this text. Read version 1.1 · What changed from 1.0 to 1.1",
  },
  "policies/posting/1.0/": {
    before: "This version has been in force since 5 January 2026.",
    after: "This version is no longer in force. Version 1.1 took its place on 1 January 2027. Read version 1.1 · What changed from 1.0 to 1.1",
  },
  "policies/posting/1.1/": {
    before: "This version is not yet in force. It applies from 1 January 2027. Read the version in force · What changed from 1.0 to 1.1",
    after: "This version has been in force since 1 January 2027.",
  },
};

/** When pages are read, and which sentences are true then in the portal's time zone. */
const MOMENTS = /** @type {const} */ ([
  { timezone: "Europe/London", now: "2026-12-31T12:00:00Z", is: "before" },
  { timezone: "Europe/London", now: "2026-12-31T23:30:00Z", is: "before" },
  { timezone: "Europe/London", now: "2027-01-01T00:30:00Z", is: "after" },
  { timezone: "Europe/London", now: "2027-01-02T12:00:00Z", is: "after" },
  { timezone: "America/New_York", now: "2026-12-31T12:00:00Z", is: "before" },
  { timezone: "America/New_York", now: "2027-01-01T03:00:00Z", is: "before" },
  { timezone: "America/New_York", now: "2027-01-01T06:00:00Z", is: "after" },
  { timezone: "America/New_York", now: "2027-01-02T12:00:00Z", is: "after" },
]);

const london = content("Europe/London");
const sites = {
  "Europe/London": await portal("at the root", london),
  "America/New_York": await portal("at the root", content("America/New_York")),
};

describe("the day in the portal's time zone decides", () => {
  for (const { timezone, now, is } of MOMENTS) {
    test(`${now} is ${is} the change for a portal in ${timezone}`, async () => {
      // The reader's own time zone, half a day ahead, makes no difference.
      const page = await reader({ now, timezoneId: "Pacific/Auckland" });
      assert.deepEqual(await sentences(page, sites[timezone].home), sentencesThat(is));
    });
  }
});

describe("in each way to publish", async () => {
  for (const way of EVERY_WAY) {
    const site = await portal(way, london);
    test(`sentences change ${way}`, async () => {
      const page = await reader({ now: "2027-01-02T12:00:00Z" });
      const index = site.portable ? "index.html" : "";
      assert.deepEqual(await sentences(page, site.home, index), sentencesThat("after"));
    });
  }
});

test("without scripts a page says what was true when it was built", async () => {
  const page = await reader({ javaScriptEnabled: false });
  assert.deepEqual(await sentences(page, sites["Europe/London"].home), sentencesThat("before"));
});

/** @param {"before" | "after"} when */
const sentencesThat = (when) => Object.fromEntries(Object.entries(SENTENCES).map(([path, said]) => [path, [said[when]]]));

/**
 * The banners that a reader sees on each page.
 * @param {import("playwright-core").Page} page
 * @param {string} home
 * @param {string} index what follows a page's path
 */
async function sentences(page, home, index = "") {
  /** @type {Record<string, string[]>} */
  const seen = {};
  for (const path of Object.keys(SENTENCES)) {
    await page.goto(home + path + index);
    seen[path] = await page.evaluate(() =>
      [...document.querySelectorAll(".banner")].filter((node) => node.checkVisibility()).map((node) => node.textContent ?? ""),
    );
  }
  return seen;
}
