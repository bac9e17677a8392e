// Vellum's own engine under measurement.

import { gzipSync } from "node:zlib";
import { engineOver, scriptOf } from "../../browser/engine.mjs";

/** How many results a first screen has. */
export const FIRST = 3;

/** @param {string} folder the published portal */
export async function vellum(folder) {
  const sizeOf = (/** @type {string} */ name) => gzipSync(scriptOf(folder, name).bytes, { level: 9 }).length;
  const own = sizeOf("search-engine");
  const scripts = own + sizeOf("search-open") + sizeOf("search-box");
  const engine = await engineOver(folder).open();
  return {
    name: "Vellum",
    /** The pages that are found, best first. @param {string} text */
    find: async (text) => (await engine.query(text, { limit: FIRST })).results.map(({ url }) => new URL(url).pathname.slice(1)),
    /** What a first visit fetches until there are results. @param {string} text */
    cold: async (text) => {
      const { open, traffic } = engineOver(folder);
      await (await open()).query(text, { limit: FIRST });
      return { bytes: traffic.bytes + scripts, requests: traffic.requests, rounds: traffic.rounds };
    },
    /** How many first visits are measured. */
    visits: 60,
    /** Bytes of the engine, and of the engine with the interface in the header. */
    engine: own,
    scripts,
  };
}
