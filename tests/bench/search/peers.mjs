// The engines that others use, on the same pages.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { launch, serve } from "./browser.mjs";
import { addressOf } from "./corpus.mjs";
import { FIRST } from "./vellum.mjs";

const require = createRequire(import.meta.url);
const gzipped = (/** @type {string | Buffer} */ data) => gzipSync(data, { level: 9 }).length;

/** MiniSearch with sections as documents, prefixes for the last word, and its usual tolerance. */
export async function miniSearch(/** @type {import("./corpus.mjs").Page[]} */ pages) {
  const { default: MiniSearch } = await import("minisearch");
  const index = new MiniSearch({ fields: ["title", "heading", "text"], storeFields: ["page"] });
  let id = 0;
  for (const [page, { title, secs }] of pages.entries())
    index.addAll(secs.map(({ h, b }) => ({ id: (id += 1), page, title, heading: h, text: b })));
  const script = readFileSync(require.resolve("minisearch").replace(/cjs\/index\.cjs$/, "umd/index.js"));
  const bytes = gzipped(JSON.stringify(index)) + gzipped(script);
  return {
    name: "MiniSearch",
    visits: 1,
    find: async (/** @type {string} */ text) => {
      const found = new Set();
      const prefix = (/** @type {string} */ _, /** @type {number} */ at, /** @type {string[]} */ terms) => at === terms.length - 1;
      for (const { page } of index.search(text, { boost: { title: 2, heading: 3 }, fuzzy: 0.2, prefix })) {
        found.add(addressOf(page));
        if (found.size === FIRST) break;
      }
      return [...found];
    },
    cold: async () => ({ bytes, requests: 2, rounds: 1 }),
    close: async () => {},
  };
}

/** Pagefind over the published portal, in Chromium, without the policy under which it cannot run. */
export async function pagefind(/** @type {string} */ folder) {
  execFileSync(process.execPath, [fileURLToPath(new URL("node_modules/pagefind/lib/runner/bin.cjs", import.meta.url)), "--site", folder], { stdio: "ignore" });
  const { home, close } = await serve(folder, { "/": "<!doctype html><title>x</title>" });
  const browser = await launch();
  const open = async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(home);
    return page;
  };
  /** Runs in the browser. */
  const search = async (/** @type {[string, number]} */ [text, count]) => {
    const engine = await import(/** @type {any} */ ("/pagefind/pagefind.js"));
    const { results } = await engine.search(text);
    return Promise.all(results.slice(0, count).map(async (/** @type {any} */ result) => (await result.data()).url));
  };
  const warm = await open();
  return {
    name: "Pagefind",
    visits: 15,
    find: async (/** @type {string} */ text) => (await warm.evaluate(search, [text, FIRST])).map((/** @type {string} */ url) => url.replace(/^\//, "").replace(/index\.html$/, "")),
    cold: async (/** @type {string} */ text) => {
      const page = await open();
      let [bytes, requests] = [0, 0];
      page.on("response", (/** @type {any} */ response) => {
        const path = new URL(response.url()).pathname;
        if (!path.startsWith("/pagefind/")) return;
        requests += 1;
        const file = readFileSync(join(folder, path));
        // Hosts compress scripts; the rest is compressed already.
        bytes += /\.(js|json)$/.test(path) ? gzipped(file) : file.length;
      });
      await page.evaluate(search, [text, FIRST]);
      await page.context().close();
      return { bytes, requests, rounds: NaN };
    },
    close: async () => {
      await browser.close();
      close();
    },
  };
}
