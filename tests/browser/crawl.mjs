// Finds every page of a portal as a reader would: by its links.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { reader } from "./support.mjs";

/**
 * A page or file that the crawler met.
 * @typedef {object} Visit
 * @property {string} url without fragment
 * @property {number} status as HTTP has it
 * @property {boolean} html
 * @property {Set<string>} ids the fragments that lead somewhere
 * @property {{written: string, url: string}[]} links as the page writes them, and where they lead (not other sites)
 */

/**
 * Follows every link of a portal from its sitemap and its page for unknown addresses.
 * @param {import("./support.mjs").Portal} portal
 * @returns {Promise<Visit[]>}
 */
export async function crawl(portal) {
  const sitemap = readFileSync(join(portal.folder, "sitemap.xml"), "utf8");
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1]);
  const base = listed.reduce((shortest, url) => (url.length < shortest.length ? url : shortest));
  const index = portal.portable ? "index.html" : "";
  const queue = listed.map((url) => portal.home + url.slice(base.length) + index);
  queue.push(`${portal.home}404.html`);

  /** @type {Map<string, Visit>} */
  const visits = new Map();
  const page = await reader();
  const home = new URL(portal.home);
  const isLocal = (/** @type {URL} */ url) => url.protocol === home.protocol && url.host === home.host;
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    if (visits.has(url)) continue;
    // What stands beside the portal is out of reach: the portal does not know where it is published.
    const { status, text, html } = url.startsWith(portal.home) ? await read(url) : { status: 404, text: "", html: false };
    const { ids, written } = html ? await page.evaluate(links, text) : { ids: [], written: [] };
    const found = written.map((link) => ({ written: link, url: resolve(link, url, portal, base) }));
    const inside = found.filter((link) => isLocal(new URL(link.url)));
    visits.set(url, { url, status, html, ids: new Set(ids), links: inside });
    queue.push(...inside.map((link) => link.url.split("#")[0]));
  }
  await page.context().close();
  return [...visits.values()];
}

/**
 * The pages among what the crawler met, with their paths below the home page.
 * @param {import("./support.mjs").Portal} portal
 * @param {Visit[]} visits
 */
export const pagesOf = (portal, visits) =>
  visits.filter((visit) => visit.html).map(({ url }) => ({ url, path: `/${url.slice(portal.home.length)}` }));

/** @param {string} url */
async function read(url) {
  if (url.startsWith("file:")) {
    const text = await readFile(fileURLToPath(url), "utf8").catch(() => null);
    return { status: text === null ? 404 : 200, text: text ?? "", html: text !== null && url.endsWith(".html") };
  }
  const response = await fetch(url, { redirect: "manual" });
  const html = response.ok && (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  return { status: response.status, text: await response.text(), html };
}

/**
 * Absolute addresses of the portal (canonical links, for instance) are followed where the portal stands now.
 * @param {string} link
 * @param {string} from
 * @param {import("./support.mjs").Portal} portal
 * @param {string} base the address that the portal was built for
 */
function resolve(link, from, portal, base) {
  const url = new URL(link, from).href;
  return url.startsWith(base) && !portal.portable ? portal.home + url.slice(base.length) : url;
}

/** Runs in the browser: what a page links to, and which fragments it offers. */
function links(/** @type {string} */ text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const ids = [...page.querySelectorAll("[id]")].map((node) => node.id);
  const written = ["href", "src"].flatMap((name) =>
    [...page.querySelectorAll(`[${name}]`)].map((node) => node.getAttribute(name) ?? ""),
  );
  return { ids, written };
}
