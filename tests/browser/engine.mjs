// The search engine outside a browser: files come from a folder, and every request, byte and round is counted.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

/**
 * What a search has fetched.
 * @typedef {object} Traffic
 * @property {number} requests
 * @property {number} bytes
 * @property {number} rounds how many times requests had to wait for earlier ones
 * @property {string[]} paths
 */

/**
 * A script as a portal publishes it.
 * @param {string} folder the portal
 * @param {string} name
 * @returns {{name: string, bytes: Buffer}}
 */
export function scriptOf(folder, name = "search-engine") {
  const file = readdirSync(join(folder, "assets")).find((file) => file.startsWith(`${name}.`) && file.endsWith(".js")) ?? "";
  return { name: file, bytes: readFileSync(join(folder, "assets", file)) };
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
    navigator: { onLine: true },
    setTimeout: (/** @type {() => void} */ call) => setTimeout(call, 0),
  });
  const { name, bytes } = scriptOf(scripts);
  vm.runInContext(bytes.toString(), context, { filename: name });
  const search = /** @type {any} */ (context).vellumSearch;
  return { traffic, state, search, open: () => search.open("http://portal.test/search/") };
}
