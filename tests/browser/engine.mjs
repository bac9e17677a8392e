// The search engine outside a browser: files come from a folder, and every request, byte and round is counted.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

/** The scripts of the engine, in the order in which pages load them. */
const SCRIPTS = ["search-index", "search-words", "search-engine"];

/**
 * What a search has fetched.
 * @typedef {object} Traffic
 * @property {number} requests
 * @property {number} bytes
 * @property {number} rounds how many times requests had to wait for earlier ones
 * @property {string[]} paths
 */

/** The engine's scripts as a portal publishes them. @param {string} folder @returns {{name: string, bytes: Buffer}[]} */
export function scriptsOf(folder) {
  const html = readFileSync(join(folder, "search/index.html"), "utf8");
  return SCRIPTS.map((script) => {
    const name = new RegExp(`assets/${script}\\.[0-9a-f]+\\.js`).exec(html)?.[0] ?? "";
    return { name, bytes: readFileSync(join(folder, name)) };
  });
}

/**
 * The engine over a published portal.
 * @param {string} folder the portal
 * @param {object} [options]
 * @param {string} [options.scripts] the portal whose scripts run, if not the same
 * @param {(path: string, bytes: Buffer) => Buffer | number | Error} [options.change] what comes instead of a file: other
 *   bytes, a status, or a failure
 */
export function engineOver(folder, { scripts = folder, change = (_, bytes) => bytes } = {}) {
  /** @type {Traffic} */
  const traffic = { requests: 0, bytes: 0, rounds: 0, paths: [] };
  // Requests that start while others are under way belong to the same round.
  let underWay = 0;
  const read = (/** @type {string} */ path) => {
    try {
      return readFileSync(join(state.folder, path));
    } catch {
      return 404;
    }
  };
  const state = { folder };
  const fetch = async (/** @type {URL} */ url) => {
    if (underWay === 0) traffic.rounds += 1;
    underWay += 1;
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const path = decodeURIComponent(url.pathname).slice(1);
      const found = read(path);
      const sent = typeof found === "number" ? found : change(path, found);
      if (sent instanceof Error) throw sent;
      traffic.requests += 1;
      traffic.paths.push(path);
      if (typeof sent === "number") return new Response(null, { status: sent });
      traffic.bytes += sent.length;
      return new Response(new Uint8Array(sent));
    } finally {
      // The answer is read before anything that follows from it is asked for.
      setImmediate(() => (underWay -= 1));
    }
  };
  const context = vm.createContext({
    ...{ fetch, URL, Response, Blob, DecompressionStream, TextDecoder, AbortSignal, DOMException, Error, Uint8Array },
    setTimeout: (/** @type {() => void} */ call) => setTimeout(call, 0),
  });
  for (const { name, bytes } of scriptsOf(scripts)) vm.runInContext(bytes.toString(), context, { filename: name });
  const search = /** @type {any} */ (context).vellumSearch;
  return { traffic, state, search, open: () => search.open("http://portal.test/search/") };
}
