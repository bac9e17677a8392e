// Answers searches from the index of the portal: finds, ranks, and cuts excerpts. It shows nothing; see search-page.js.

import { SearchError, manifest, receive } from "./search-index.js";
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
 * @property {(count: number, signal?: AbortSignal) => Promise<Result[]>} more the next results
 */

/**
 * An index that is open.
 * @typedef {object} Engine
 * @property {(text: string, options?: {filters?: Filters, earlier?: boolean | "only", limit?: number, signal?: AbortSignal}) =>
 *   Promise<Answer>} query rejects with a SearchError whose `kind` says why, or with an AbortError
 * @property {{[filter: string]: [id: string, title: string][]}} filters what there is to filter by
 */

/**
 * What is marked in a text: words, what begins as typed, and words that follow each other.
 * @typedef {{words: Set<string>, beginning: string, forms: string[][]}} Marks
 */

/** More terms than this are left out. */
const TERMS = 12;

/** Words of questions, which are not marked beside words that say more. */
const ASIDE = new Set("a an and are as at be but by do for from has have how i if in is it me my of on or our that the they this to was we what when where which who why with you your".split(" "));

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
    const section = next + Math.floor(value / 2);
    if (section >= sections) reader.fail();
    found.push([section, value % 2 > 0, 0]);
    next = section + 1;
  }
  const weights = reader.take(Math.ceil(found.length / 2));
  found.forEach((posting, at) => (posting[2] = ((weights[at >> 1] >> ((at % 2) * 4)) & 15) / 15));
  return found;
}

/** What each section is worth for a term, and whether the term stands in its heading. */
async function weigh(index, term) {
  const values = new Float32Array(index.sections);
  const headings = new Uint8Array(index.sections);
  let count = 0;
  const files = await Promise.all(term.variants.map(({ group }) => index.postings(group)));
  files.forEach((reader, at) => {
    for (const [section, inHeading, weight] of readPostings(reader, index.sections)) {
      const value = term.variants[at].weight * (weight + 0.1);
      if (!values[section]) count += 1;
      if (value > values[section]) values[section] = value;
      if (inHeading) headings[section] = Math.max(headings[section], 100 * term.variants[at].weight);
    }
  });
  return { values, headings, count, idf: Math.log(1 + index.sections / (count + 0.5)) };
}

/** The places of a word in each section. @returns {Promise<Map<number, number[]> | null>} null if it has none */
async function places(index, term) {
  const { group } = term.variants[0];
  const [postings, reader] = await Promise.all([index.postings(group), index.positions(group)]);
  if (!reader.more) return null;
  const found = new Map();
  const variants = 2 ** reader.number();
  for (const [section] of readPostings(postings, index.sections)) {
    const own = [];
    for (let position = 0, more = 1; more; ) {
      const value = reader.number();
      more = value % 2;
      position += Math.floor(value / 2 / variants);
      if (Math.floor(value / 2) % variants === Math.min(term.place, variants - 1)) own.push(position);
    }
    found.set(section, own);
  }
  return found;
}

/** The sections that hold a phrase; null if it is made of very common words only. */
async function phrase(index, terms) {
  if (!terms.every((term) => term.certain)) return new Set();
  const all = await Promise.all(terms.map((term) => places(index, term)));
  const first = all.findIndex(Boolean);
  if (first < 0) return null;
  const found = new Set();
  for (const [section, starts] of all[first]) {
    const follows = (start) => all.every((map, at) => !map || map.get(section)?.includes(start - first + at));
    if (starts.some(follows)) found.add(section);
  }
  return found;
}

/** Which pages pass the filters; null if all do. */
async function passing(index, filters) {
  const columns = Object.keys(index.manifest.filters);
  const names = columns.filter((name) => filters?.[name]?.length);
  if (!names.length) return null;
  const wanted = names.map((name) => filters[name].map((id) => index.manifest.filters[name].findIndex(([known]) => known === id)));
  const table = await index.table();
  return table.map((row) =>
    names.every((name, at) => {
      const own = row[columns.indexOf(name)];
      return wanted[at].some((value) => (Array.isArray(own) ? own.includes(value) : own === value));
    }),
  );
}

/** Pages in the order of their worth, each with its sections. */
async function rank(index, list, filters) {
  const phrases = [...new Set(list.map((term) => term.phrase).filter((at) => at >= 0))];
  const common = (term) => term.certain && term.count > index.sections * COMMON;
  const telling = list.filter((term) => !common(term));
  const terms = (telling.length ? telling : list).filter((term) => term.variants.length || term.phrase < 0);
  const [weighed, allowed, ...required] = await Promise.all([
    Promise.all(terms.map((term) => weigh(index, term))),
    passing(index, filters),
    ...phrases.map((at) => phrase(index, list.filter((term) => term.phrase === at))),
  ]);
  const whole = weighed.reduce((sum, { idf }) => sum + idf, 0) || 1;
  const touched = new Uint8Array(index.sections);
  for (const { values } of weighed) values.forEach((value, section) => value && (touched[section] = 1));
  const pages = [];
  const { starts, sections } = index;
  starts.forEach((start, page) => {
    if (allowed && !allowed[page]) return;
    const end = starts[page + 1] ?? sections;
    const found = [];
    const best = weighed.map(() => 0);
    for (let section = start; section < end; section += 1) {
      if (!touched[section] || required.some((set) => set && !set.has(section))) continue;
      let [sum, covered, headed] = [0, 0, 0];
      for (let at = 0; at < weighed.length; at += 1) {
        const { values, headings, idf } = weighed[at];
        const value = values[section];
        const title = headings[start] / 100;
        if (value > best[at]) best[at] = value;
        sum += idf * Math.max(value, 0.5 * title * values[start]);
        covered += idf * (value ? 1 : title && 0.8);
        headed += idf * Math.max(headings[section] / 100, 0.5 * title);
      }
      found.push({ section, score: (sum / whole) * (covered / whole) ** 2 * (1 + 1.2 * (headed / whole) ** 2) });
    }
    if (!found.length) return;
    found.sort((one, other) => other.score - one.score || one.section - other.section);
    const spread = weighed.reduce((sum, { idf }, at) => sum + idf * best[at], 0) / whole;
    const covered = weighed.reduce((sum, { idf }, at) => sum + (best[at] ? idf : 0), 0) / whole;
    const others = found.slice(1, 4).reduce((sum, { score }) => sum + score, 0);
    const score = found[0].score + 0.3 * spread * covered ** 2 + 0.05 * others;
    pages.push({ page, found, score: page < index.manifest.telling ? score : 0.7 * score });
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
  let to = text.length;
  if (from + LENGTH < text.length) to = Math.max(text.lastIndexOf(" ", from + LENGTH), text.lastIndexOf("\n", from + LENGTH));
  if (to <= from) to = Math.min(text.length, from + LENGTH);
  const shown = `${from ? "… " : ""}${text.slice(from, to).trim()}${to < text.length ? " …" : ""}`;
  return mark(shown.replace(/\s+/g, " "), marks);
}

/** A page as it is shown. */
async function result({ index, root, marks, earlier }, { page, found }) {
  const text = await index.page(page);
  const best = found.filter(({ score }, at) => at < 3 && score >= found[0].score * 0.4);
  return {
    title: mark(text.t, marks),
    url: new URL(text.u, root).href,
    place: text.c,
    version: text.v ?? null,
    status: text.s ?? null,
    earlier,
    sections: best.map(({ section }) => {
      const [heading, number, anchor, body] = text.x[section - index.starts[page]];
      const url = new URL(text.u, root);
      url.hash = anchor;
      return { heading: mark(heading, marks), number, url: url.href, excerpt: excerpt(body, marks) };
    }),
  };
}

/** Lets a promise go on, but waits no longer once the signal says so. @template T @param {Promise<T>} promise */
async function unless(signal, promise) {
  if (!signal) return promise;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** The text with the spelling that was searched for. */
function corrected(text, list) {
  const changed = list.filter((term) => term.correction && term.correction !== term.text);
  if (!changed.length) return null;
  const words = [];
  for (const term of list) {
    const word = term.correction ?? term.text;
    words.push(term.hyphen && words.length ? `-${word}` : ` ${word}`);
  }
  return { text: words.join("").trim(), used: changed.every((term) => !term.certain) };
}

/**
 * Opens the index of a language.
 * @param {string | URL} base the address of the search page
 * @param {{language?: string}} [options]
 * @returns {Promise<Engine>}
 */
async function open(base, { language = "en" } = {}) {
  const folder = new URL(`${language}/`, base);
  const root = new URL("../", new URL("./", base));
  let index = await manifest(folder, "manifest", "no-cache");
  let older = null;
  let renewing = null;

  async function parts(earlier) {
    const own = earlier === "only" ? [] : [index];
    if (!earlier || !index.manifest.earlier) return own;
    older ??= manifest(folder, `${index.manifest.earlier}/manifest`, "default");
    older.catch(() => (older = null));
    return [...own, await older];
  }

  async function answer(text, { filters, earlier = false, limit = 5 }) {
    const found = [];
    let didYouMean = null;
    for (const part of await parts(earlier)) {
      const list = await resolve(part, parse(text));
      const ranked = await rank(part, list, filters);
      if (!found.length) didYouMean = corrected(text, list);
      const last = list.at(-1);
      const beginning = last?.last && last.text.length > 1 && !last.correction ? last.text : "";
      const telling = list.filter((term) => term.phrase >= 0 || !ASIDE.has(term.text));
      const marks = {
        words: new Set((telling.length ? telling : list).flatMap((term) => [...term.words])),
        beginning,
        forms: list.flatMap((term) => term.forms),
      };
      const source = { index: part, root, marks, earlier: part !== index };
      found.push(...ranked.map((one) => () => result(source, one)));
    }
    let shown = 0;
    const more = (count) => Promise.all(found.slice(shown, (shown += count)).map((show) => show()));
    return { results: await more(limit), total: found.length, didYouMean, more: (count, signal) => unless(signal, more(count)) };
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
      if (index.manifest.folder === used.manifest.folder) throw cause.kind === "missing" ? new SearchError("stale", cause.message, cause) : cause;
      return answer(text, options);
    }
  }

  return {
    query: (text, options = {}) => unless(options.signal, query(text, options)),
    get filters() {
      return index.manifest.filters;
    },
  };
}

// The interface is a script of its own, and so are the files of an index that is opened from a folder.
globalThis.vellumSearch = { ...globalThis.vellumSearch, open, receive, terms };
