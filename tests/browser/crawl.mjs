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
 * @property {Set<string>} kinds what the page is made of: elements inside elements, by name, class, role and the like, and scripts
 * @property {number} length how many elements it has
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
  const visit = async (/** @type {string} */ url) => {
    // What stands beside the portal is out of reach: the portal does not know where it is published.
    const { status, text, html } = url.startsWith(portal.home) ? await read(url) : { status: 404, text: "", html: false };
    const { ids, written, kinds, length } = html ? await page.evaluate(contents, text) : NOTHING;
    const found = written.map((link) => ({ written: link, url: resolve(link, url, portal, base) }));
    const inside = found.filter((link) => isLocal(new URL(link.url)));
    return { url, status, html, ids: new Set(ids), kinds: new Set(kinds), length, links: inside };
  };
  for (let next = new Set(queue); next.size > 0; ) {
    const met = await Promise.all([...next].map(visit));
    for (const one of met) visits.set(one.url, one);
    const led = met.flatMap(({ links }) => links.map((link) => link.url.split("#")[0]));
    next = new Set(led.filter((url) => !visits.has(url)));
  }
  await page.context().close();
  return [...visits.values()];
}

/** @type {{ids: string[], written: string[], kinds: string[], length: number}} */
const NOTHING = { ids: [], written: [], kinds: [], length: 0 };

/**
 * The pages among what the crawler met, with their paths below the home page.
 * @param {import("./support.mjs").Portal} portal
 * @param {Visit[]} visits
 */
export const pagesOf = (portal, visits) =>
  visits.filter((visit) => visit.html).map(({ url }) => ({ url, path: `/${url.slice(portal.home.length)}` }));

/**
 * Some pages, so that every kind of element in every kind of element, and every script, that any page has is on one of
 * them: what takes long need not be done on pages that are made alike. Short pages come before long ones.
 * @param {import("./support.mjs").Portal} portal
 * @param {Visit[]} visits
 */
export function representatives(portal, visits) {
  const left = new Set(visits.flatMap(({ kinds }) => [...kinds]));
  const chosen = [];
  while (left.size > 0) {
    const worth = (/** @type {Visit} */ { kinds, length }) => [...kinds].filter((kind) => left.has(kind)).length / (200 + length);
    const best = visits.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    for (const kind of best.kinds) left.delete(kind);
    chosen.push(best);
  }
  return pagesOf(portal, chosen);
}

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

/** Runs in the browser: what a page links to, which fragments it offers, and what it is made of. */
function contents(/** @type {string} */ text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const all = [...page.querySelectorAll("*")];
  const ids = all.map((node) => node.id).filter((id) => id !== "");
  const written = ["href", "src"].flatMap((name) =>
    [...page.querySelectorAll(`[${name}]`)].map((node) => node.getAttribute(name) ?? ""),
  );
  const kind = (/** @type {Element | null} */ node) => {
    if (node === null) return "";
    const marks = node.getAttributeNames().filter((name) => name.startsWith("data-") || ["tabindex", "open", "hidden"].includes(name));
    const values = ["type", "role"].map((name) => node.getAttribute(name) ?? "");
    const language = node === page.documentElement ? node.getAttribute("lang") : "";
    return [node.localName, ...[...node.classList].sort(), ...marks.sort(), ...values, language].join(" ");
  };
  const scripts = [...page.querySelectorAll("script[src]")].map((node) => node.getAttribute("src")?.split("/").pop() ?? "");
  const kinds = new Set([...all.map((node) => `${kind(node.parentElement)} > ${kind(node)}`), ...scripts]);
  return { ids, written, kinds: [...kinds], length: all.length };
}
