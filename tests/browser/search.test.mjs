// The search from a reader's side: the box in the header of every page, the search page, and what they say when
// something goes wrong, in each way to publish.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { violations } from "./axe.mjs";
import { scriptOf } from "./engine.mjs";
import { EVERY_WAY, portal, reader } from "./support.mjs";

const POLICY = "policies/incidents/";

/** @type {Record<string, import("./support.mjs").Portal>} */
const sites = Object.fromEntries(await Promise.all(EVERY_WAY.map(async (way) => [way, await portal(way)])));
const root = sites["at the root"];

/** @param {import("./support.mjs").Portal} site @param {string} path @param {string} [query] */
const address = (site, path, query = "") => site.home + path + (site.portable ? "index.html" : "") + query;

/** The box in the header. @param {import("playwright-core").Page} page */
const box = (page) => page.locator(".site-search [name=q]");
/** @param {import("playwright-core").Page} page */
const options = (page) => page.locator(".site-search [role=option]");

/**
 * A page whose header box has been asked.
 * @param {import("./support.mjs").Portal} site
 * @param {string} text
 * @param {Parameters<typeof reader>[0]} [how]
 */
async function asked(site, text, how) {
  const page = await reader(how);
  await page.goto(address(site, POLICY));
  await box(page).click();
  await box(page).pressSequentially(text);
  // The last option leads to all results of what is typed, so these are not those of its beginning.
  const all = `?${new URLSearchParams({ q: text })}`;
  await page.waitForFunction((end) => document.querySelector(".search-all")?.getAttribute("href")?.endsWith(end), all);
  return page;
}

/** The option that the box points at. @param {import("playwright-core").Page} page */
const active = (page) =>
  box(page).evaluate((field) => {
    const option = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    return option && option.getAttribute("aria-selected") === "true" ? option.getAttribute("href") : null;
  });

/** The texts of the status messages that a screen reader would read out. @param {import("playwright-core").Page} page */
const announced = (page, /** @type {RegExp} */ text) => page.getByRole("status").filter({ hasText: text }).first().waitFor({ state: "attached" });

for (const way of EVERY_WAY) {
  const site = sites[way];

  describe(`the box in the header, ${way}`, () => {
    test("finds the clause as the reader types, and Enter goes there", async () => {
      const page = await asked(site, "72 hours");
      const clause = page.locator(".search-clause").filter({ has: page.locator(".clause-number") }).first();
      assert.match(await clause.innerText(), /^\d+(\.\d+)*\s/, "a clause number comes first");
      assert.ok((await clause.locator("mark").count()) > 0, "what was found is marked");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const to = await active(page);
      assert.match(to ?? "", /#./);
      await page.keyboard.press("Enter");
      await page.waitForURL(to ?? "");
      assert.ok(await page.locator(":target").count());
    });

    test("leads to the search page with the search in its address", async () => {
      const page = await asked(site, "private message");
      await page.keyboard.press("ArrowUp");
      assert.equal(await active(page), address(site, "search/", "?q=private+message"));
      await page.keyboard.press("Enter");
      await page.waitForURL(/search\/(index\.html)?\?q=private\+message$/);
      await page.locator("#_search-results li").first().waitFor();
      assert.equal(await page.locator("#_search-q").inputValue(), "private message");
    });

    test("Enter without a choice searches as well", async () => {
      const page = await asked(site, "password");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\?q=password$/);
      await page.locator("#_search-results li").first().waitFor();
    });

    test("no browser complains", async () => {
      const page = await reader();
      /** @type {string[]} */
      const complaints = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(address(site, POLICY));
      await box(page).click();
      await box(page).pressSequentially("complaint");
      await options(page).first().waitFor();
      assert.deepEqual(complaints, []);
    });
  });

  describe(`the search page, ${way}`, () => {
    test("keeps the search in the address, and back and forward work", async () => {
      const page = await reader();
      await page.goto(address(site, "search/"));
      const count = page.locator("#_search-status");
      await page.locator("#_search-q").fill("account");
      await page.keyboard.press("Enter");
      await page.locator("#_search-results li").first().waitFor();
      const all = await count.innerText();
      await page.locator("#_search-filters summary").click();
      await page.getByLabel("Kind of page").selectOption("policies");
      await page.waitForURL(/q=account&collection=policies/);
      await page.waitForFunction((before) => document.getElementById("_search-status")?.textContent !== before, all);
      const some = await count.innerText();
      assert.ok(parseInt(some, 10) < parseInt(all, 10));
      const places = await page.locator("#_search-results > ol > li > .meta").allInnerTexts();
      assert.ok(places.length > 0 && places.every((place) => place.startsWith("Policies and standards · Version ")), places.join("\n"));

      await page.goBack();
      await page.waitForFunction((text) => document.getElementById("_search-status")?.textContent === text, all);
      assert.equal(await page.getByLabel("Kind of page").inputValue(), "");
      await page.goForward();
      await page.waitForFunction((text) => document.getElementById("_search-status")?.textContent === text, some);
      assert.equal(await page.getByLabel("Kind of page").inputValue(), "policies");

      const other = await reader();
      await other.goto(page.url());
      await other.waitForFunction((text) => document.getElementById("_search-status")?.textContent === text, some);
      assert.equal(await other.locator("#_search-filters").getAttribute("open"), "");
    });

    test("an empty search shows the A to Z, also after the search is cleared", async () => {
      const page = await reader();
      await page.goto(address(site, "search/", "?q=password"));
      await page.locator("#_search-results li").first().waitFor();
      assert.equal(await page.locator("#_search-letters").isVisible(), false);
      await page.locator("#_search-q").fill("");
      await page.locator("#_search-letters").waitFor();
      assert.equal(await page.locator("#_search-output").isVisible(), false);
      assert.equal(page.url(), address(site, "search/"));
    });

    test("earlier versions are found only when asked for, below what is in force", async () => {
      const page = await reader();
      /** @type {string[]} */
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(address(site, "search/", "?q=password"));
      await page.locator("#_search-results li").first().waitFor();
      assert.ok(!(await page.locator("#_search-output .status").allInnerTexts()).includes("Replaced"));
      const folders = () => new Set(requests.map((url) => /\/search\/en\/([0-9a-f]{16})\//.exec(url)?.[1]).filter(Boolean));
      assert.equal(folders().size, 1);
      await page.locator("#_search-filters summary").click();
      await page.getByLabel("Include earlier versions").check();
      await page.locator("#_search-older li").first().waitFor();
      assert.match(page.url(), /q=password&earlier=1$/);
      assert.equal(folders().size, 2);
      assert.equal(await page.locator("#_search-older h2").innerText(), "Earlier versions");
      const states = await page.locator("#_search-older .status").allInnerTexts();
      assert.ok(states.length > 0 && !states.includes("In force"), states.join());
      assert.ok(!(await page.locator("#_search-results .status").allInnerTexts()).includes("Replaced"));
      assert.match(await page.locator("#_search-status").innerText(), /^\d+ pages were found\. Among earlier versions: \d+\.$/);
    });
  });
}

describe("what is found", () => {
  const QUESTIONS = {
    "what do I do when a customer sends an NI number": /move-to-safer-channel/,
    "customer sends ni number": /move-to-safer-channel/,
  };
  for (const [question, answer] of Object.entries(QUESTIONS)) {
    test(`“${question}” is answered among the first 3`, async () => {
      const page = await reader();
      await page.goto(address(root, "search/", `?${new URLSearchParams({ q: question })}`));
      await page.locator("#_search-results li").first().waitFor();
      const links = await page.locator("#_search-results > ol > li > h2 a").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href") ?? ""));
      assert.ok(links.slice(0, 3).some((link) => answer.test(link)), links.join("\n"));
    });
  }

  test("a misspelt word is searched for as it should be, and the reader is told", async () => {
    const page = await reader();
    await page.goto(address(root, "search/", "?q=pasword"));
    await page.getByText("Results for “password”, because “pasword” was not found.").waitFor();
    assert.ok((await page.locator("#_search-results li").count()) > 0);
    const other = await asked(root, "pasword");
    assert.match(await other.locator(".search-note").innerText(), /Results for “password”/);
  });

  test("a phrase in quotation marks narrows the search", async () => {
    const count = async (/** @type {string} */ query) => {
      const page = await reader();
      await page.goto(address(root, "search/", `?${new URLSearchParams({ q: query })}`));
      await page.waitForFunction(() => /found/.test(document.getElementById("_search-status")?.textContent ?? ""));
      return parseInt(await page.locator("#_search-status").innerText(), 10) || 0;
    };
    const [loose, strict, none] = [await count("safer channel"), await count('"safer channel"'), await count('"channel safer"')];
    assert.ok(loose > strict && strict > 0, `${loose} ${strict}`);
    assert.equal(none, 0);
  });

  test("a state finds the versions that are in it", async () => {
    const page = await reader();
    await page.goto(address(root, "search/", "?q=password&status=superseded"));
    await page.locator("#_search-older li").first().waitFor();
    assert.deepEqual(new Set(await page.locator("#_search-output .status").allInnerTexts()), new Set(["Replaced"]));
  });

  test("filters that leave nothing can be taken back", async () => {
    const page = await reader();
    await page.goto(address(root, "search/", `?${new URLSearchParams({ q: '"no such phrase here"', role: "hr", topic: "law" })}`));
    const clear = page.getByRole("button", { name: "Search without filters" });
    await clear.click();
    await clear.waitFor({ state: "detached" });
    assert.match(page.url(), /\?q=%22no\+such\+phrase\+here%22$/);
    assert.match(await page.locator("#_search-status").innerText(), /Nothing was found/);
  });

  test("more results follow on request, and the focus goes to the first of them", async () => {
    const page = await reader();
    await page.goto(address(root, "search/", "?q=message"));
    await page.locator("#_search-results li").first().waitFor();
    const items = page.locator("#_search-results > ol > li");
    assert.equal(await items.count(), 5);
    await page.getByRole("button", { name: "Show more results" }).click();
    await items.nth(5).waitFor();
    assert.equal(await items.nth(5).locator("h2 a").evaluate((link) => link === document.activeElement), true);
  });

  test("the last searches are kept on the device only where the reader wants that, and can be deleted", async () => {
    const page = await reader();
    const field = page.locator("#_search-q");
    const recent = page.locator("#_search-recent");
    const stored = () => page.evaluate(() => localStorage.getItem("vellum-search-recent"));
    await page.goto(address(root, "search/", "?q=password"));
    await page.locator("#_search-results li").first().waitFor();
    await field.fill("");
    await page.locator("#_search-letters").waitFor();
    assert.equal(await stored(), null);
    assert.equal(await recent.isVisible(), false);

    await page.getByLabel(/Keep my last searches/).check();
    for (const text of ["complaint", "<b>72 hours"]) {
      await field.fill(text);
      await page.keyboard.press("Enter");
    }
    await page.goto(address(root, "search/"));
    assert.deepEqual(await recent.getByRole("link").allInnerTexts(), ["<b>72 hours", "complaint"]);
    assert.deepEqual(await violations(page), new Map());
    await recent.getByRole("link", { name: "complaint" }).click();
    await page.locator("#_search-results li").first().waitFor();
    assert.equal(await field.inputValue(), "complaint");
    assert.equal(await recent.isVisible(), false);
    await field.fill("");
    await recent.getByRole("button", { name: "Delete them" }).click();
    assert.equal(await recent.isVisible(), false);
    assert.ok(await field.evaluate((node) => node === document.activeElement));
    assert.equal(await stored(), "[]");
    await page.getByLabel(/Keep my last searches/).uncheck();
    assert.equal(await stored(), null);
  });

  test("what an author wrote is shown as text", async () => {
    const page = await reader();
    await page.route("**/search/en/*/f*", async (route) => {
      const pages = JSON.parse(gunzipSync(await (await route.fetch()).body()).toString());
      for (const found of pages) {
        found.t = `<img src=x onerror=alert(1)> ${found.t}`;
        for (const section of found.x) section[3] = `<b>password</b> ${section[3]}`;
      }
      await route.fulfill({ body: JSON.stringify(pages) });
    });
    await page.goto(address(root, "search/", "?q=password"));
    await page.locator("#_search-results li").first().waitFor();
    assert.equal(await page.locator("#_search-results :is(img, b)").count(), 0);
    assert.match(await page.locator("#_search-results").innerText(), /<img src=x onerror=alert\(1\)>/);
  });
});

describe("the keyboard", () => {
  test("/ and Ctrl-K lead to the box from anywhere but fields", async () => {
    const page = await reader();
    await page.goto(address(root, POLICY));
    const focused = () => box(page).evaluate((field) => field === document.activeElement);
    for (const key of ["/", "Control+k"]) {
      await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      await page.keyboard.press(key);
      assert.ok(await focused(), key);
    }
    assert.equal(await box(page).inputValue(), "");
    await page.keyboard.type("s/k");
    assert.equal(await box(page).inputValue(), "s/k");
    await page.goto(address(root, "search/"));
    await page.keyboard.press("/");
    assert.ok(await page.locator("#_search-q").evaluate((field) => field === document.activeElement));
  });

  test("/ can be turned off, Ctrl-K stays", async () => {
    const page = await reader();
    await page.goto(address(root, "search/"));
    await page.getByLabel(/The \/ key opens/).uncheck();
    await page.goto(address(root, POLICY));
    const focused = () => box(page).evaluate((field) => field === document.activeElement);
    await page.keyboard.press("/");
    assert.equal(await focused(), false);
    await page.keyboard.press("Control+k");
    assert.ok(await focused());
  });

  test("arrows, Home and End move, Escape closes and then clears", async () => {
    const page = await asked(root, "password");
    const all = await options(page).evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
    assert.equal(await active(page), null);
    const press = async (/** @type {string} */ key) => {
      await page.keyboard.press(key);
      return active(page);
    };
    assert.equal(await press("ArrowDown"), all[0]);
    assert.equal(await press("ArrowDown"), all[1]);
    assert.equal(await press("End"), all.at(-1));
    assert.equal(await press("ArrowDown"), all[0]);
    assert.equal(await press("ArrowUp"), all.at(-1));
    assert.equal(await press("Home"), all[0]);
    assert.equal(await press("ArrowLeft"), null);
    assert.equal(await box(page).getAttribute("aria-expanded"), "true");
    assert.equal(await press("Escape"), null);
    assert.equal(await box(page).getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(".search-popup").isVisible(), false);
    assert.equal(await box(page).inputValue(), "password");
    await page.keyboard.press("ArrowDown");
    await options(page).first().waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await box(page).inputValue(), "");
  });

  test("Tab leaves the box and closes the list", async () => {
    const page = await asked(root, "password");
    await page.keyboard.press("Tab");
    assert.ok(await page.locator(".site-search button").first().evaluate((button) => button === document.activeElement));
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".search-popup").isVisible(), false);
  });
});

describe("screen readers", () => {
  test("the box is a combobox with groups of options, and the count is read out", async () => {
    const page = await asked(root, "password");
    const field = page.getByRole("combobox", { name: "Search the portal", expanded: true });
    assert.equal(await field.getAttribute("aria-autocomplete"), "list");
    const list = page.getByRole("listbox", { name: "Search results" });
    assert.equal(await field.getAttribute("aria-controls"), await list.getAttribute("id"));
    assert.ok((await list.getByRole("group").count()) > 1);
    assert.ok((await list.getByRole("group").first().getByRole("option").count()) > 1);
    await announced(page, /^\d+ pages were found\.$/);
  });

  for (const [name, text] of /** @type {const} */ ([["with results", "password"], ["without results", '"no such phrase here"']])) {
    test(`axe-core finds nothing ${name}, open and closed`, async () => {
      const page = await reader({ reducedMotion: "reduce" });
      await page.goto(address(root, POLICY));
      await box(page).fill(text);
      await page.locator(".search-note").filter({ hasText: /found/ }).waitFor();
      assert.deepEqual(await violations(page), new Map());
      await page.keyboard.press("Escape");
      assert.deepEqual(await violations(page), new Map());
      await page.goto(address(root, "search/", `?earlier=1&${new URLSearchParams({ q: text })}`));
      await page.locator("#_search-status").filter({ hasText: /found/ }).waitFor();
      assert.deepEqual(await violations(page), new Map());
    });
  }
});

describe("a phone", () => {
  const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

  test("the list fits, scrolls within itself, and everything in it is large enough to touch", async () => {
    const page = await asked(root, "password", PHONE);
    const popup = await page.locator(".search-popup").boundingBox();
    assert.ok(popup && popup.x >= 0 && popup.x + popup.width <= 390 && popup.y + popup.height <= 844, JSON.stringify(popup));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    const heights = await options(page).evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().height));
    assert.ok(Math.min(...heights) >= 44, heights.join());
    const href = await options(page).nth(1).getAttribute("href");
    await options(page).nth(1).tap();
    await page.waitForURL(href ?? "");
  });

  test("the search page fits and its targets are at least 24 pixels high", async () => {
    const page = await reader(PHONE);
    await page.goto(address(root, "search/", "?q=password&earlier=1"));
    await page.locator("#_search-older li").first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    const small = await page.locator("main :is(a, button, select, input, summary)").evaluateAll((nodes) =>
      nodes.filter((node) => node.checkVisibility()).filter((node) => {
        const { width, height } = (node.closest("label") ?? node).getBoundingClientRect();
        return width < 24 || height < 24;
      }).map((node) => node.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(small.filter((html) => !html.includes("/\">Home")), []);
  });
});

describe("when something is wrong", () => {
  /** What a test does to the requests of the search. @typedef {(route: import("playwright-core").Route) => unknown} Trouble */

  /** @param {string} pattern @param {Trouble} trouble */
  async function troubled(pattern, trouble, prepare = async (/** @type {import("playwright-core").Page} */ _) => {}) {
    const page = await reader();
    await prepare(page);
    await page.route(pattern, trouble);
    await page.goto(address(root, POLICY));
    await box(page).click();
    // All at once: typed letter by letter, the beginning of the word may be asked for first, and fail first.
    await box(page).fill("password");
    return page;
  }

  const note = (/** @type {import("playwright-core").Page} */ page) => page.locator(".search-note");

  test("no scripts: the box says so, leads on, and tries again with the next letter", async () => {
    const page = await troubled("**/assets/search-engine.*", (route) => route.abort());
    await announced(page, /did not load here\. Press Enter/);
    await page.unroute("**/assets/search-engine.*");
    await box(page).pressSequentially("s");
    await options(page).first().waitFor();
  });

  test("no index: the box says so, and can try again", async () => {
    const page = await troubled("**/search/en/**", (route) => route.abort());
    await note(page).filter({ hasText: "The search did not load." }).waitFor();
    await announced(page, /The search did not load/);
    assert.deepEqual(await violations(page), new Map());
    await page.unroute("**/search/en/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await options(page).first().waitFor();
  });

  test("the way on is within reach of the keyboard", async () => {
    const page = await troubled("**/search/en/**", (route) => route.abort());
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.unroute("**/search/en/**");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.ok(await page.getByRole("button", { name: "Try again" }).evaluate((button) => button === document.activeElement));
    await page.keyboard.press("Enter");
    await options(page).first().waitFor();
  });

  test("slow: the reader hears that it is still looking", async () => {
    const page = await troubled("**/search/en/manifest", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await route.continue();
    });
    await note(page).filter({ hasText: "Still looking" }).waitFor();
    await options(page).first().waitFor();
    assert.match(await note(page).innerText(), /found/);
  });

  test("slow scripts: the same", async () => {
    const page = await troubled("**/assets/search-engine.*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await route.continue();
    });
    await announced(page, /Still looking/);
    await options(page).first().waitFor();
  });

  test("offline: it says so, and goes on when the connection is back", async () => {
    const page = await asked(root, "pass");
    await page.context().setOffline(true);
    await page.route("**/search/en/**", (route) => route.abort());
    await box(page).fill("complaint");
    await note(page).filter({ hasText: "You seem to be offline." }).waitFor();
    await page.unroute("**/search/en/**");
    await page.context().setOffline(false);
    await options(page).first().waitFor();
  });

  test("damaged: it says so", async () => {
    const page = await troubled("**/search/en/*/*", async (route) => {
      const body = await (await route.fetch()).body();
      await route.fulfill({ body: body.subarray(0, body.length / 2) });
    });
    await note(page).filter({ hasText: "A file of the search arrived damaged." }).waitFor();
  });

  test("published anew: the index is taken again without a word", async () => {
    let first = true;
    const page = await troubled("**/search/en/manifest", async (route) => {
      const manifest = JSON.parse(gunzipSync(await (await route.fetch()).body()).toString());
      if (first) manifest.folder = "0123456789abcdef";
      first = false;
      await route.fulfill({ body: JSON.stringify(manifest) });
    });
    await options(page).first().waitFor();
    assert.equal(first, false);
  });

  test("published anew and still not there: it says so, and a reload searches on", async () => {
    const page = await troubled("**/search/en/*/w*", (route) => route.fulfill({ status: 404 }));
    await note(page).filter({ hasText: "The portal has just been published anew." }).waitFor();
    await page.unroute("**/search/en/*/w*");
    await page.getByRole("button", { name: "Reload" }).click();
    await page.waitForURL(/search\/\?q=password$/);
    await page.locator("#_search-results li").first().waitFor();
  });

  test("no DecompressionStream: it says so", async () => {
    const page = await troubled("**/none", () => {}, (page) => page.addInitScript(() => Reflect.deleteProperty(window, "DecompressionStream")));
    await note(page).filter({ hasText: "This browser is too old for the search." }).waitFor();
  });

  test("no storage: the search works, and only the key that could not be turned off is gone", async () => {
    const page = await troubled("**/none", () => {}, (page) =>
      page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } })),
    );
    await options(page).first().waitFor();
    await page.goto(address(root, "search/", "?q=password"));
    await page.locator("#_search-results li").first().waitFor();
    assert.equal(await page.locator(":is(#_search-slash, #_search-keep)").filter({ visible: true }).count(), 0);
    await page.keyboard.press("/");
    assert.equal(await page.locator("#_search-q").evaluate((field) => field === document.activeElement), false);
  });

  test("a script that fails: the box says so", async () => {
    const page = await troubled("**/assets/search-engine.*", (route) => route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken')" }));
    await announced(page, /did not load here\. Press Enter|The search did not load/);
  });

  test("the search page says what is wrong, offers another try, and shows the A to Z", async () => {
    const page = await reader();
    await page.route("**/search/en/**", (route) => route.abort());
    await page.goto(address(root, "search/", "?q=password"));
    await page.locator("#_search-status").filter({ hasText: "The search did not load." }).waitFor();
    assert.ok(await page.locator("#_search-letters").isVisible());
    await page.unroute("**/search/en/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("#_search-results li").first().waitFor();
  });

  test("a folder that lost a file says so", async () => {
    const page = await reader();
    const site = sites["from a folder"];
    await page.route("**/search/en/manifest.js", (route) => route.abort());
    await page.goto(address(site, POLICY));
    await box(page).click();
    await box(page).pressSequentially("password");
    await page.locator(".search-note").filter({ hasText: /published anew|did not load/ }).waitFor();
  });
});

describe("without scripts", () => {
  test("the box leads to the search page, whose A to Z lists documents and clauses", async () => {
    const page = await reader({ javaScriptEnabled: false });
    await page.goto(address(root, POLICY));
    await box(page).fill("password");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\/\?q=password$/);
    assert.match(await page.content(), /<noscript>.*Searching needs JavaScript\./);
    const clauses = await page.locator(".a-to-z-list .clause-number").count();
    assert.ok(clauses > 20, String(clauses));
  });
});

describe("weight", () => {
  test("pages load nothing of the search until the reader turns to the box", async () => {
    const page = await reader();
    /** @type {string[]} */
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(address(root, POLICY), { waitUntil: "networkidle" });
    const loaded = () => requests.filter((url) => url.includes("search")).map((url) => /(search-\w+|search\/en)/.exec(url)?.[1]);
    assert.deepEqual(loaded(), ["search-open"]);
    await box(page).focus();
    await page.waitForFunction(() => document.querySelector("[role=combobox]"));
    // With the style sheet; the manifest is on its way before the engine can ask for it.
    assert.deepEqual(loaded().sort(), ["search-box", "search-engine", "search-open", "search/en", undefined]);
  });

  for (const way of ["at the root", "under a sub-path"]) {
    test(`on a slow connection the first result comes in few bytes, requests and rounds, ${way}`, async () => {
      const page = await reader();
      await page.goto(address(sites[way], POLICY), { waitUntil: "networkidle" });
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 });
      /** The round of each request: one more than that of any answer that was there before it. @type {Map<object, number>} */
      const rounds = new Map();
      /** @type {Promise<number>[]} */
      const bytes = [];
      let over = 0;
      page.on("request", (request) => rounds.set(request, over + 1));
      page.on("requestfinished", (request) => {
        over = Math.max(over, rounds.get(request) ?? 0);
        const isText = /\.(js|css)$/.test(request.url());
        // Hosts compress texts; the files of the index are compressed as they are.
        bytes.push(request.response().then(async (response) => (isText ? gzipSync(await response.body()) : await response.body()).length));
      });
      await box(page).evaluate((/** @type {HTMLInputElement} */ field) => ((field.value = "private messages"), field.focus()));
      await page.locator(".search-document").first().waitFor();
      const all = (await Promise.all(bytes)).reduce((sum, own) => sum + own, 0);
      assert.ok(all > 10_000 && all <= 50_000, `${all} bytes`);
      assert.ok(rounds.size > 4 && rounds.size <= 10, [...rounds.keys()].map((request) => request.url()).join("\n"));
      assert.ok(over > 1 && over <= 4, `${over} rounds`);
    });
  }

  for (const [where, own] of [["in the header", "box"], ["on the search page", "page"]]) {
    test(`the scripts ${where} weigh at most 12,000 bytes`, () => {
      const scripts = ["search-open", "search-engine", `search-${own}`].map((name) => scriptOf(root.folder, name).bytes);
      const bytes = scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
      assert.ok(bytes <= 12_000, `${bytes} bytes`);
    });
  }
});
