// Vellum's reader outside a browser: files come from a folder, and every request, byte and round is counted.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

/** The scripts of the engine, in the order in which pages load them. */
export const SCRIPTS = ["search-index.js", "search-words.js", "search-engine.js"];

/**
 * What a search has fetched.
 * @typedef {object} Traffic
 * @property {number} requests
 * @property {number} bytes
 * @property {number} rounds how many requests had to wait for the one before
 * @property {string[]} files
 */

/**
 * Opens the engine over a published portal.
 * @param {string} folder the portal
 * @param {string} assets the folder with the scripts
 */
export function engineOver(folder, assets) {
  /** @type {Traffic} */
  const traffic = { requests: 0, bytes: 0, rounds: 0, files: [] };
  // Requests that start while others are under way belong to the same round.
  let underWay = 0;
  const fetch = async (/** @type {URL} */ url) => {
    if (underWay === 0) traffic.rounds += 1;
    underWay += 1;
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const bytes = readFileSync(join(folder, decodeURIComponent(url.pathname)));
      traffic.requests += 1;
      traffic.bytes += bytes.length;
      traffic.files.push(url.pathname);
      return new Response(bytes);
    } catch {
      return new Response(null, { status: 404 });
    } finally {
      // The answer is read before anything that follows from it is asked for.
      setImmediate(() => (underWay -= 1));
    }
  };
  const context = vm.createContext({
    fetch, URL, Response, Blob, DecompressionStream, TextDecoder, AbortSignal, setTimeout, Uint8Array, DOMException, Error,
  });
  for (const script of SCRIPTS) vm.runInContext(readFileSync(join(assets, script), "utf8"), context, { filename: script });
  return { open: () => context.vellumSearch.open("http://portal.test/search/"), traffic, search: context.vellumSearch };
}

/** What the scripts weigh. @param {string} assets @param {string[]} names */
export const weightOf = (assets, names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length, 0);
