// Searches for pages that are known: the telling words of a heading, as they are, misspelt, cut short, and with a wrong
// first letter. Every seed gives another set, so that the engine can be judged by searches that nobody tuned it to.

/** Words that nobody types. */
const SMALL = new Set(
  ("a about all an and any are as at be been but by can do does for from get had has have how i if in into is it its may more my no not of on " +
    "or our out over should so than that the their them then there these they this to up us was we what when where which who why will with you your").split(" "),
);

/** A generator of numbers from 0 to 1 that always gives the same ones (mulberry32). @param {number} seed */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A search for a known page.
 * @typedef {{page: number, h: string, exact: string, typo: string, prefix: string, first: string}} Query
 */

/**
 * @param {import("./corpus.mjs").Page[]} pages
 * @param {number} count
 * @param {number} seed
 * @param {Set<string>} leaveOut headings that are not asked for, in small letters
 * @returns {Query[]}
 */
export function sample(pages, count, seed, leaveOut = new Set()) {
  const next = random(seed);
  const pick = (/** @type {any[] | string} */ list) => list[Math.floor(next() * list.length)];
  const words = (/** @type {string} */ text) => (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !SMALL.has(word) && word.length > 1);
  const keys = pages.map((page) => page.secs.map(({ h }) => words(h).slice(0, 4).join(" ")));
  const homes = new Map();
  keys.forEach((own, page) => own.forEach((key) => homes.set(key, (homes.get(key) ?? new Set()).add(page))));
  const found = [];
  while (found.length < count) {
    const page = Math.floor(next() * pages.length);
    const section = Math.floor(next() * pages[page].secs.length);
    const heading = pages[page].secs[section]?.h ?? "";
    const key = keys[page][section] ?? "";
    const list = key.split(" ").slice(0, 4);
    // A heading that several pages share has no right page.
    if (list.length < 2 || homes.get(key).size > 1 || leaveOut.has(heading.toLowerCase())) continue;
    leaveOut.add(heading.toLowerCase());
    const longest = list.reduce((one, other) => (other.length > one.length ? other : one));
    const last = list[list.length - 1];
    if (longest.length < 5 || /\d/.test(longest)) continue;
    const swap = (/** @type {string} */ word) => list.map((other) => (other === longest ? word : other)).join(" ");
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const kept = Math.max(3, Math.ceil(last.length * 0.6));
    found.push({
      page,
      h: heading,
      exact: list.join(" "),
      typo: swap(misspell(longest, next, pick)),
      prefix: [...list.slice(0, -1), last.slice(0, kept)].join(" "),
      first: swap(pick(letters.replace(longest[0], "")) + longest.slice(1)),
    });
  }
  return found;
}

/** One letter swapped, changed, dropped or added, after the first. */
function misspell(/** @type {string} */ word, /** @type {() => number} */ next, /** @type {(list: string) => string} */ pick) {
  const at = 1 + Math.floor(next() * (word.length - 2));
  const letter = pick("abcdefghijklmnopqrstuvwxyz");
  const [before, after] = [word.slice(0, at), word.slice(at)];
  return [
    before + after[1] + after[0] + after.slice(2),
    before + (letter === after[0] ? "q" : letter) + after.slice(1),
    before + after.slice(1),
    before + letter + after,
  ][Math.floor(next() * 4)];
}
