// A published portal as a host serves it, and a browser in which it is opened for the first time.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };
const { chromium } = createRequire(new URL("../../browser/package.json", import.meta.url))("playwright-core");

/**
 * Serves a folder. What hosts compress comes compressed; the rest, such as the files of an index, as it is.
 * @param {string} folder
 * @param {Record<string, string>} [pages] further pages by path
 */
export async function serve(folder, pages = {}) {
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    if (path.endsWith("/") && !pages[path]) path += "index.html";
    try {
      const bytes = pages[path] ? Buffer.from(pages[path]) : readFileSync(join(folder, path));
      const type = pages[path] ? "text/html" : TYPES[/** @type {keyof typeof TYPES} */ (extname(path))];
      const encoding = type ? { "Content-Encoding": "gzip" } : {};
      response.writeHead(200, { "Content-Type": type ?? "application/octet-stream", "Cache-Control": "no-cache", ...encoding });
      response.end(type ? gzipSync(bytes, { level: 9 }) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { home: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });

/** 1.6 Mbit/s and 150 ms, as of a phone on a slow day. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/**
 * How long readers on a slow connection wait for the first result, in milliseconds: they open a page, turn to the search
 * for the first time, and have the whole question there at once.
 * @param {string} folder the published portal
 * @param {string} page the address of the page that they are on
 * @param {string[]} questions
 */
export async function firstResults(folder, page, questions) {
  const { home, close } = await serve(folder);
  const browser = await launch();
  const times = [];
  for (const question of questions) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(home + page, { waitUntil: "networkidle" });
    const session = await context.newCDPSession(tab);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
    times.push(
      await tab.evaluate(
        (text) =>
          new Promise((done) => {
            const field = /** @type {HTMLInputElement} */ (document.querySelector(".site-search [name=q]"));
            const start = performance.now();
            const look = () => document.querySelector(".search-document") && done(performance.now() - start);
            new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
            field.value = text;
            field.focus();
          }),
        question,
      ),
    );
    await context.close();
  }
  await browser.close();
  close();
  return times;
}
