// Answers searches from the index of the portal: finds, ranks, and cuts excerpts. It shows nothing; see search-page.js.

import { all, failure, manifest } from "./search-index.js";
import { number, resolve, sought, terms } from "./search-words.js";

/**
 * A piece of text; `mark` where it is what was searched for.
 * @typedef {{text: string, mark: boolean}} Piece
 */

/**
 * A part of a page that was found.
 * @typedef {object} SectionResult
 * @property {Piece[]} heading empty for the page itself
 * @property {string} number the clause number, or empty
 * @property {string} url the whole address with its anchor
 * @property {Piece[]} excerpt
 */

/**
 * A page that was found.
 * @typedef {object} Result
 * @property {Piece[]} title
 * @property {string} url the whole address
 * @property {string} place its collection or kind
 * @property {string | null} version
 * @property {"draft" | "upcoming" | "in-force" | "superseded" | "withdrawn" | null} status
 * @property {boolean} earlier whether it comes from the index of earlier versions
 * @property {SectionResult[]} sections the best first, at most three
 */

/**
 * What filters a search: ids of `portal.yaml`, and states of versions. A page must have one of the values of each filter that is given.
 * @typedef {{collection?: string[], role?: string[], topic?: string[], status?: string[]}} Filters
 */

/**
 * The answer to a search.
 * @typedef {object} Answer
 * @property {Result[]} results the first `limit`
 * @property {number} total how many pages were found
 * @property {{text: string, used: boolean} | null} didYouMean a better spelling; `used` where it was searched for, because
 *   what was typed stands nowhere
 * @property {(count: number) => Promise<Result[]>} more the next results
 */

/**
 * An index that is open.
 * @typedef {object} Engine
 * @property {(text: string, options?: {filters?: Filters, earlier?: boolean | "only", limit?: number}) => Promise<Answer>} query rejects
 *   with an error whose `kind` says why
 */

/**
 * What is marked in a text: words, what begins as typed, and words that follow each other.
 * @typedef {{words: Set<string>, beginning: string, forms: string[][]}} Marks
 */

/** More terms than this are left out. */
const TERMS = 12;

/** A word in more than this share of all sections says little beside other words. */
const COMMON = 0.2;

/** What to look for in a text: terms, and phrases in quotation marks. @param {string} text */
function parse(text) {
  const list = [];
  text.split(/["“”„]/).forEach((piece, at, pieces) => {
    const quoted = at % 2 === 1 && (at < pieces.length - 1 || pieces.length === 2);
    for (const term of terms(piece)) list.push(sought({ ...term, phrase: quoted ? at : -1 }));
  });
  const last = list.at(-1);
  if (last && last.phrase < 0 && !/\s$/.test(text)) last.last = true;
  return list.slice(0, TERMS);
}

/** Reads postings: section, whether in the heading, weight up to 1. @returns {[number, boolean, number][]} */
function readPostings(reader, sections) {
  const found = [];
  let next = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    const value = reader.number();
    const section = next + (value >> 1);
    if (section >= sections) reader.fail();
    found.push([section, value % 2 > 0, 0]);
    next = section + 1;
  }
  const weights = reader.take(Math.ceil(found.length / 2));
  found.forEach((posting, at) => (posting[2] = ((weights[at >> 1] >> ((at % 2) * 4)) & 15) / 15));
  return found;
}

/** What each section is worth for a term, and how far the term stands in its heading, both up to about 1. */
async function weigh(index, term) {
  const [values, headings] = [0, 0].map(() => new Float32Array(index.sections));
  const files = await all(term.variants, (variant) => index.postings(variant));
  let count = 0;
  files.forEach((reader, at) => {
    const { weight } = term.variants[at];
    for (const [section, inHeading, share] of readPostings(reader, index.sections)) {
      if (!values[section]) count += 1;
      values[section] = Math.max(values[section], weight * (share + 0.1));
      if (inHeading) headings[section] = Math.max(headings[section], weight);
    }
  });
  return { values, headings, idf: Math.log(1 + index.sections / (count + 0.5)) };
}

/** The places of a word in each section. @returns {Promise<Map<number, number[]> | null>} null if it has none */
async function places(index, term) {
  const [variant] = term.variants;
  const [postings, reader] = await Promise.all([index.postings(variant), index.places(variant.group)]);
  if (!reader.more) return null;
  const found = new Map();
  const bits = reader.number();
  const variants = 2 ** bits - 1;
  for (const [section] of readPostings(postings, index.sections)) {
    const own = [];
    for (let position = 0, more = 1; more; ) {
      const value = reader.number();
      more = value % 2;
      position += value >> 1 >> bits;
      if (((value >> 1) & variants) === Math.min(term.place, variants)) own.push(position);
    }
    found.set(section, own);
  }
  return found;
}

/** The sections that hold a phrase; null if it is made of very common words only. */
async function phrase(index, terms) {
  if (!terms.every((term) => term.certain)) return new Set();
  const maps = await all(terms, (term) => places(index, term));
  const first = maps.findIndex(Boolean);
  if (first < 0) return null;
  const found = new Set();
  for (const [section, starts] of maps[first]) {
    const follows = (start) => maps.every((map, at) => !map || map.get(section)?.includes(start - first + at));
    if (starts.some(follows)) found.add(section);
  }
  return found;
}

/** Which pages pass the filters; all if there are none. @param {Filters} [filters] */
async function passing(index, filters = {}) {
  const names = Object.keys(filters).filter((name) => filters[name].length);
  const table = names.length ? await index.table() : index.pages;
  return table.map((row) => names.every((name) => filters[name].some((id) => [row[name]].flat().includes(id))));
}

/** Pages in the order of their worth, each with its sections. */
async function rank(index, list, filters) {
  const phrases = [...new Set(list.map((term) => term.phrase).filter((at) => at >= 0))];
  const common = (term) => term.certain && term.count > index.sections * COMMON;
  const telling = list.filter((term) => !common(term));
  const terms = (telling.length ? telling : list).filter((term) => term.variants.length || term.phrase < 0);
  const [weighed, allowed, ...required] = await Promise.all([
    all(terms, (term) => weigh(index, term)),
    passing(index, filters),
    ...phrases.map((at) => phrase(index, list.filter((term) => term.phrase === at))),
  ]);
  const whole = weighed.reduce((sum, { idf }) => sum + idf, 0) || 1;
  /** The share of what was asked for, each term by how much it says. */
  const share = (worth) => weighed.reduce((sum, term, at) => sum + term.idf * worth(term, at), 0) / whole;
  const pages = [];
  index.pages.forEach((start, page) => {
    const end = index.pages[page + 1] ?? index.sections;
    const found = [];
    for (let section = start; allowed[page] && section < end; section += 1) {
      if (!weighed.some(({ values }) => values[section]) || required.some((set) => set && !set.has(section))) continue;
      const value = share(({ values, headings }) => Math.max(values[section], 0.5 * headings[start] * values[start]));
      const covered = share(({ values, headings }) => (values[section] ? 1 : headings[start] && 0.8));
      const headed = share(({ headings }) => Math.max(headings[section], 0.5 * headings[start]));
      found.push({ section, score: value * covered ** 2 * (1 + 1.2 * headed ** 2) });
    }
    if (!found.length) return;
    const best = weighed.map(({ values }) => Math.max(...found.map(({ section }) => values[section])));
    const others = found.sort((one, other) => other.score - one.score || one.section - other.section).slice(1, 4).reduce((sum, { score }) => sum + score, 0);
    const score = found[0].score + 0.3 * share((_, at) => best[at]) * share((_, at) => (best[at] ? 1 : 0)) ** 2 + 0.05 * others;
    pages.push({ page, found, score: page < index.telling ? score : 0.7 * score });
  });
  return pages.sort((one, other) => other.score - one.score || one.page - other.page);
}

/** The terms of a text that are what was searched for. @param {string} text @param {Marks} marks */
function hits(text, { words, beginning, forms }) {
  const own = terms(text);
  const found = own.map(({ text: term }) => words.has(term) || words.has(number(term)) || (beginning && term.startsWith(beginning)));
  for (const form of forms) {
    own.forEach((_, at) => {
      if (form.every((word, step) => own[at + step]?.text === word)) found.fill(true, at, at + form.length);
    });
  }
  return own.filter((_, at) => found[at]);
}

/** A text in pieces. @param {string} text @param {Marks} marks @returns {Piece[]} */
function mark(text, marks) {
  const pieces = [];
  let at = 0;
  for (const { start, end } of hits(text, marks)) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), mark: false });
    pieces.push({ text: text.slice(start, end), mark: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: false });
  return pieces;
}

/** The part of a text with the most of what was searched for, some 200 letters long. */
function excerpt(text, marks) {
  const LENGTH = 200;
  const found = hits(text, marks);
  let [from, most] = [0, 0];
  found.forEach(({ start }, at) => {
    const inside = found.slice(at, at + 40).filter(({ end }) => end - start < LENGTH);
    const worth = new Set(inside.map(({ text: term }) => term)).size + inside.length / 100;
    if (worth > most) [from, most] = [start, worth];
  });
  // A little of what is before, from the start of a sentence, a line or a word.
  if (from > 0) {
    const lead = text.slice(Math.max(0, from - 60), from);
    const sentence = Math.max(lead.lastIndexOf("\n"), lead.lastIndexOf(". ") + 1);
    from -= lead.length - (sentence > 0 ? sentence + 1 : lead.length < 60 ? 0 : lead.indexOf(" ") + 1);
  }
  let shown = text.slice(from, from + LENGTH + 1);
  const isCut = shown.length > LENGTH;
  if (isCut) shown = shown.replace(/\s\S*$/, "");
  // Items of a list and cells of a table would run into each other.
  shown = shown.trim().replace(/([^.:;!?])\n/g, "$1 · ").replace(/\s/g, " ");
  return mark(`${from ? "… " : ""}${shown}${isCut ? " …" : ""}`, marks);
}

/** A page as it is shown. */
async function result({ index, root, marks, earlier }, { found }) {
  const best = found.filter(({ score }, at) => at < 3 && score >= found[0].score * 0.4);
  const texts = await all(best, ({ section }) => index.text(section));
  const { u, t, c, v = null, s = null } = texts[0].page;
  const url = new URL(u, root);
  return {
    title: mark(t, marks),
    url: url.href,
    place: c,
    version: v,
    status: s,
    earlier,
    sections: texts.map(({ text: [heading, number, anchor, body] }) => {
      url.hash = anchor;
      return { heading: mark(heading, marks), number, url: url.href, excerpt: excerpt(body, marks) };
    }),
  };
}

/** What was typed with the spelling that was searched for. */
function corrected(list) {
  const changed = list.filter(({ text, correction }) => correction && correction !== text);
  const words = list.map(({ text, correction, hyphen }, at) => (at ? (hyphen ? "-" : " ") : "") + (correction ?? text));
  return changed.length ? { text: words.join(""), used: changed.every(({ certain }) => !certain) } : null;
}

/**
 * Opens the index of a language.
 * @param {string | URL} base the address of the search page
 * @param {string} [language]
 * @returns {Promise<Engine>}
 */
async function open(base, language = "en") {
  const folder = new URL(`${language}/`, base);
  const root = new URL("../", base);
  let index = await manifest(folder, "manifest", "no-cache");
  let older = null;
  let renewing = null;

  async function parts(earlier) {
    const own = earlier === "only" ? [] : [index];
    if (!earlier || !index.earlier) return own;
    older ??= manifest(folder, `${index.earlier}/manifest`, "default");
    older.catch(() => (older = null));
    return [...own, await older];
  }

  async function answer(text, { filters, earlier = false, limit = 5 }) {
    const found = [];
    let didYouMean = null;
    for (const part of await parts(earlier)) {
      const list = await resolve(part, parse(text));
      const ranked = await rank(part, list, filters);
      if (!found.length) didYouMean = corrected(list);
      const telling = list.filter(({ text, phrase }) => phrase >= 0 || !part.aside.includes(text));
      const marks = {
        words: new Set((telling.length ? telling : list).flatMap(({ words }) => [...words])),
        beginning: list.find(({ text, last, correction }) => last && text.length > 1 && !correction)?.text,
        forms: list.flatMap(({ forms }) => forms),
      };
      const source = { index: part, root, marks, earlier: part !== index };
      found.push(...ranked.map((one) => () => result(source, one)));
    }
    let shown = 0;
    const more = (count) => all(found.slice(shown, (shown += count)), (show) => show());
    return { results: await more(limit), total: found.length, didYouMean, more };
  }

  /** Takes the manifest again, after a file was missing: the portal may have been published anew. Once for all who ask. */
  const renew = () =>
    (renewing ??= manifest(folder, "manifest", "reload")
      .then((newer) => ([index, older] = [newer, null]))
      .finally(() => (renewing = null)));

  async function query(text, options = {}) {
    const used = index;
    try {
      return await answer(text, options);
    } catch (cause) {
      if (cause.kind !== "missing" && cause.kind !== "corrupt") throw cause;
      // A question at the same time may have taken it already.
      if (index === used) await renew();
      if (index.folder === used.folder) throw cause.kind === "missing" ? failure("stale", cause.message, cause) : cause;
      return answer(text, options);
    }
  }

  return { query };
}

// The interface is a script of its own.
globalThis.vellumSearch = { ...globalThis.vellumSearch, open, terms };
