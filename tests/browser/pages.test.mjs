// Every page opens without a complaint of the browser, and every link leads somewhere, in each way to publish. What differs
// between the ways is how pages and scripts are linked: one of them opens all pages, the others those that together have all
// scripts and all that pages are made of.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { crawl, pagesOf, representatives } from "./crawl.mjs";
import { EVERY_WAY, portal, reader } from "./support.mjs";

for (const way of EVERY_WAY) {
  const site = await portal(way);
  const visits = await crawl(site);
  const page = await reader();
  const complaints = await listen(page, site);

  describe(way, () => {
    test("every link and every anchor leads somewhere", () => {
      const known = new Map(visits.map((visit) => [visit.url, visit]));
      const broken = visits.flatMap(({ url, links }) =>
        links
          .filter((link) => {
            const [target, fragment = ""] = link.url.split("#");
            const visit = known.get(target);
            return visit?.status !== 200 || (fragment !== "" && visit.html && !visit.ids.has(decodeURIComponent(fragment)));
          })
          .map((link) => `${url}: ${link.written}`),
      );
      assert.deepEqual(broken, []);
    });

    test("every page that was built can be reached", () => {
      const reached = new Set(visits.map((visit) => visit.url.replace(/\/$/, "/index.html")));
      const built = readdirSync(site.folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
      // Nothing links to an alias: it is there for links from elsewhere.
      const lost = built
        .filter((file) => !reached.has(site.home + file))
        .filter((file) => !readFileSync(join(site.folder, file), "utf8").includes('http-equiv="refresh"'));
      assert.deepEqual(lost, []);
    });

    const opened = way === EVERY_WAY[0] ? pagesOf(site, visits) : representatives(site, visits);
    for (const { url, path } of opened) {
      test(`${path} opens without a complaint`, () => opensCleanly(url, 200));
    }

    if (!site.portable) {
      test("an unknown address shows the page for it, with its style", () => opensCleanly(`${site.home}no/such/page/`, 404));
    }
  });

  /**
   * @param {string} url
   * @param {number} status
   */
  async function opensCleanly(url, status) {
    complaints.length = 0;
    const response = await page.goto(url);
    // The browser also logs the status of an unknown address, which is as it should be.
    const unexpected = complaints.filter((complaint) => status === 200 || !complaint.endsWith(` at ${url}`));
    assert.deepEqual(unexpected, []);
    if (!site.portable) assert.equal(response?.status(), status);
    assert.deepEqual(await page.evaluate(style), { some: true, missing: [], applied: true });
  }
}

/**
 * Collects all that a browser can complain about.
 * @param {import("playwright-core").Page} page
 * @param {import("./support.mjs").Portal} site
 */
async function listen(page, site) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()} at ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const inside = request.url().startsWith(site.home) || request.url().startsWith("data:");
    if (!inside) complaints.push(`asks elsewhere: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A browser fetches the icon after all else, and stops when the reader moves on to the next page.
    if (reason !== "net::ERR_ABORTED") complaints.push(`${reason} at ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()} at ${response.url()}`);
  });
  await page.exposeFunction("reportViolation", (/** @type {string} */ text) => complaints.push(`policy: ${text}`));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      Reflect.get(window, "reportViolation")(`${event.effectiveDirective} ${event.blockedURI}`),
    ),
  );
  return complaints;
}

/** Runs in the browser: whether the style sheets are there and do something (a browser's own style has a margin). */
function style() {
  const sheets = /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll("link[rel=stylesheet]")]);
  return {
    some: sheets.length > 0,
    missing: sheets.filter((link) => link.sheet === null).map((link) => link.href),
    applied: getComputedStyle(document.body).marginBlockStart === "0px",
  };
}
