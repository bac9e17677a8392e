// The corpus of real pages as the content of a portal, so that Vellum indexes what everybody else indexes.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * A page of the corpus.
 * @typedef {{title: string, secs: {h: string, l: number, b: string, id: string}[]}} Page
 */

/** @param {string} file @returns {Page[]} */
export const readCorpus = (file) => JSON.parse(gunzipSync(readFileSync(file)).toString());

/** How many pages a folder holds. */
const FOLDER = 50;

/** The address of a page, by its place in the corpus. @param {number} at */
export const addressOf = (at) => `guidance/part-${Math.floor(at / FOLDER)}/page-${at}/`;

/**
 * More pages than the corpus has: the same ones again, with every tenth word changed in a way of its own, so that the
 * vocabulary grows as it does in real life.
 * @param {Page[]} pages
 * @param {number} count
 * @returns {Page[]}
 */
export function multiply(pages, count) {
  const all = [...pages];
  for (let round = 1; all.length < count; round += 1) {
    for (const page of pages.slice(0, count - all.length)) {
      let seen = 0;
      const vary = (/** @type {string} */ text) =>
        text.replace(/[a-z]{5,}/gi, (word) => ((seen += 1) % 10 ? word : `${word.slice(0, 4)}${"aeiou"[round % 5]}${word.slice(4)}`));
      all.push({ title: vary(page.title), secs: page.secs.map((section) => ({ ...section, h: vary(section.h), b: vary(section.b) })) });
    }
  }
  return all;
}

const SETTINGS = `title: Corpus
organisation: Example Organisation
base_url: https://corpus.example.org/
contacts: {team: {title: Team, email: team@example.org}}
roles: {all-staff: {title: All staff, everyone: true}, team: {title: Team}}
topics: {one: {title: One}, two: {title: Two}}
collections: {guidance: {kind: living, title: Guidance}}
checks: {heading-skips-level: off, vague-link-text: off, review-overdue: off, orphan-page: off, placeholder-text: off, house-style: off, reading-age: off}
`;

/**
 * Writes a portal.
 * @param {Page[]} pages
 * @param {string} folder
 */
export function writePortal(pages, folder) {
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("portal.yaml", SETTINGS);
  write("index.md", "---\ntitle: Corpus\nsummary: Pages to measure with.\n---\n");
  pages.forEach((page, at) => write(addressOf(at).replace(/\/$/, ".md"), markdown(page, at)));
}

/** @param {Page} page @param {number} at */
function markdown(page, at) {
  const front = { title: page.title, summary: "-", owner: "team", updated: "2026-11-01", roles: [at % 2 ? "team" : "all-staff"], topics: [at % 3 ? "one" : "two"] };
  const head = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const sections = page.secs.map(({ h, l, b }) => {
    const heading = h.trim() ? `${"#".repeat(Math.max(2, l))} ${plain(h)}\n\n` : "";
    return `${heading}${plain(b)}\n`;
  });
  return `---\n${head.join("\n")}\n---\n\n${sections.join("\n")}`;
}

/** Text that means nothing to Markdown. @param {string} text */
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e]/g, "\\$&");
