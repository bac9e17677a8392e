// From what is typed to the groups of words that are looked for: terms, spelling, beginnings of words, synonyms.
// `terms` does what `terms` in src/search/tokens.rs does.

import { all } from "./search-index.js";

/** Longer terms are cut, as they are in the index. */
const LONGEST = /.{1,40}/u;
const LONGEST_COMPOUND = 16;

/** How many words that begin as typed are looked for. */
const BEGINNINGS = 10;

/** How many words that are spelt alike are looked for. */
const NEIGHBOURS = 4;

/** Letters that are not another one with a mark. */
const LETTERS = { "‘": "'", "’": "'", ʼ: "'", ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th" };

// A letter of writing without spaces is a word by itself; katakana stand together, and apart from all other letters.
const WORD =
  /[\p{Ideographic}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]|(?:(?=\p{L})\p{scx=Kana}[\p{M}\p{Cf}]*)+|(?:(?![\p{Ideographic}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{scx=Kana}])[\p{L}\p{N}][\p{M}\p{Cf}]*)+(?:['’.:·,;](?:(?![\p{Ideographic}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{scx=Kana}])[\p{L}\p{N}][\p{M}\p{Cf}]*)+)*/gu;

/** A word in small letters without accents and marks. @param {string} word */
const fold = (word) =>
  /^[ -~]*$/.test(word) ? word.toLowerCase() : word.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, "").replace(/[^ -~]/g, (letter) => LETTERS[letter] ?? letter);

/** The parts of a folded word. @param {string} word @returns {string[]} */
function parts(word) {
  if (/^[a-z0-9]{1,40}$/.test(word)) return [word];
  let own = word.replace(/'s$/, "").replace(/(?<=\p{N}),(?=\p{N})|'/gu, "");
  if (/^[^.\p{N}](?:\.[^.\p{N}])+$/u.test(own)) own = own.replace(/\./g, "");
  return own.split(/(?<!\p{N})\.|\.(?!\p{N})|[^\p{L}\p{N}.]+/u).flatMap((part) => part.match(LONGEST) ?? []);
}

/**
 * A term of a text.
 * @typedef {object} Term
 * @property {string} text
 * @property {number} start where its word starts in the text
 * @property {number} end
 * @property {boolean} hyphen whether only a hyphen stands between it and the term before
 */

/** The terms of a text. @param {string} text @returns {Term[]} */
export function terms(text) {
  const found = [];
  let before = -2;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    parts(fold(match[0])).forEach((part, at) => {
      const hyphen = !at && before === start - 1 && /[-\u2010\u2011]/.test(text[before]);
      found.push({ text: part, start, end, hyphen });
    });
    before = end;
  }
  return found;
}

/** What follows up to three letters at the start of a number. @param {string} term */
export const number = (term) => /^[a-z]{1,3}(\d.*)/.exec(term)?.[1];

/**
 * How many letters to add, drop, change or swap with the next to get from one word to another (Damerau–Levenshtein
 * distance, restricted), if that is at most `most`; more than that otherwise.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 * @param {boolean} beginning whether the other word may go on
 */
function distance(one, other, most, beginning) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (at === one.length && (beginning || at === other.length)) return 0;
  const left = one.length - at;
  const more = other.length - at;
  if (!most || left > more + most || (!beginning && more > left + most)) return most + 1;
  const from = (/** @type {unknown} */ isPossible, /** @type {number} */ mine, /** @type {number} */ its) =>
    isPossible ? 1 + distance(one.slice(at + mine), other.slice(at + its), most - 1, beginning) : most + 1;
  const isSwapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return Math.min(from(isSwapped, 2, 2), from(left && more, 1, 1), from(left, 1, 0), from(more, 0, 1));
}

/**
 * A group of words that is looked for in the place of a term.
 * @typedef {object} Variant
 * @property {number} group
 * @property {number} weight how much it counts, up to 1
 * @property {Uint8Array} [part] its postings, if they are there already
 */

/**
 * A word that was typed, with what it is looked for as.
 * @typedef {Term & {last: boolean, phrase: number, variants: Variant[], words: Set<string>, own: Set<string>, forms: string[][], count: number,
 *   place: number, correction?: string, certain?: boolean}} Sought
 */

/** What a file has of a word. */
const entryOf = ({ entries }, text) => entries.find(({ word }) => word === text);

/** Adds a word of a file to what a term is looked for as. */
function add(sought, { entries, parts }, { group }, weight) {
  let variant = sought.variants.find((known) => known.group === group);
  if (!variant) sought.variants.push((variant = { group, weight: 0 }));
  variant.weight = Math.max(variant.weight, weight);
  variant.part ??= parts.get(group);
  for (const entry of entries) if (entry.group === group) sought.words.add(entry.word);
}

/** Adds words that begin as typed; those that are not much longer count more. */
function addBeginnings(sought, file, weight) {
  const { text } = sought;
  // Files that lie side by side may both have a word.
  const found = new Map();
  for (const entry of file.entries) if (entry.word.startsWith(text) && entry.word !== text) found.set(entry.word, entry);
  const worth = ({ word, count }) => Math.log(1 + count) / (3 + word.length - text.length);
  for (const entry of [...found.values()].sort((one, other) => worth(other) - worth(one)).slice(0, BEGINNINGS)) {
    add(sought, file, entry, weight * (0.6 + (0.4 * text.length) / entry.word.length));
  }
}

/** Words that are spelt alike. @returns {(Entry & {file: Words, steps: number, worth: number})[]} */
function neighbours({ text }, file, beginning) {
  const most = text.length < 3 || /^\d/.test(text) ? 0 : text.length < 8 ? 1 : 2;
  const found = [];
  for (const entry of file.entries) {
    const { word, count } = entry;
    const isSame = word[0] === text[0];
    // Little is left of a short word once a letter is gone.
    if (!most || word === text || word.length < 4 || (text.length < 4 && !isSame)) continue;
    const steps = distance(text, word, most, beginning);
    if (steps <= most) found.push({ ...entry, file, steps, worth: Math.log(1 + count) - 4 * steps - (isSame ? 0 : 1) - (text.startsWith(word) ? 2 : 0) });
  }
  return found;
}

/** Looks a term up as it is, and what begins like it. */
function lookUp(sought, file, beginnings) {
  const exact = entryOf(file, sought.text);
  sought.certain = !!exact;
  if (exact) {
    add(sought, file, exact, 1);
    sought.own = new Set(sought.words);
    sought.place = exact.place;
    for (const { group, count } of file.entries) if (group === exact.group) sought.count += count;
  }
  if (beginnings) addBeginnings(sought, beginnings, exact ? 0.5 : 1);
}

/** Looks for other spellings of a term. @returns {Promise<Sought[] | undefined>} what it is in two words, if it is that */
async function respell(index, sought, file) {
  const { text, last, certain, count } = sought;
  let found = neighbours(sought, file);
  const sorted = () => found.sort((one, other) => other.worth - one.worth).slice(0, NEIGHBOURS);
  if (certain) {
    // A rare word beside a common one that is spelt alike is likely a slip.
    const [best] = sorted();
    if (best?.steps === 1 && best.count >= 20 * count) {
      sought.correction = best.word;
      add(sought, file, best, 0.5);
    }
    return;
  }
  // Forms that no text uses: `reporting` where all say `report`.
  for (const base of [text.replace(/(?:e?s|ed|ing)$/, ""), text.replace(/[sd]$/, ""), text.replace(/ing$/, "e"), text.replace(/ie[sd]$/, "y")]) {
    const form = base.length > 2 && entryOf(file, base);
    if (form) return add(sought, file, form, 0.9);
  }
  const isNear = () => found.some(({ steps }) => steps < 2);
  if (!isNear()) found.push(...neighbours(sought, await index.near("e", [...text].reverse().join(""))));
  if (!isNear()) {
    const letter = await index.near("v", text);
    found.push(...neighbours(sought, letter));
    if (!found.length && last && text.length > 3) found = neighbours(sought, letter, true);
    if (!found.length) return split(index, sought, letter);
  }
  const near = sorted();
  for (const entry of near) add(sought, entry.file, entry, (entry.steps > 1 ? 0.6 : 0.8) * 0.85 ** (near[0].worth - entry.worth));
  sought.correction = near[0].word;
}

/** A term in two known words, if it is two that were written together. */
async function split(index, whole, letter) {
  const { text } = whole;
  const firsts = letter.entries.map(({ word }) => word).filter((word) => word.length > 2 && word.length < text.length - 2 && text.startsWith(word));
  const files = await all(firsts, (first) => index.near("w", text.slice(first.length)));
  for (const [at, first] of firsts.entries()) {
    const second = text.slice(first.length);
    if (!entryOf(files[at], second)) continue;
    return [[first, letter], [second, files[at]]].map(([text, file]) => {
      const half = sought({ ...whole, text, last: false, correction: text });
      lookUp(half, file);
      return { ...half, certain: false };
    });
  }
}

/**
 * What terms may also be: words written together or apart, articles and sections, parts of numbers.
 * @param {object} index
 * @param {Sought[]} list
 * @returns {[sought: Sought, word: string, weight: number, alone: number, near: string][]} `alone` is the weight where the
 *   term itself stands nowhere, `near` what lies in the file with the word
 */
function otherForms(index, list) {
  const forms = [];
  list.forEach((sought, at) => {
    if (sought.phrase >= 0) return;
    const next = list[at + 1];
    if (next && next.phrase < 0) {
      const joined = sought.text + next.text;
      if (joined.length <= LONGEST_COMPOUND && (!/\d/.test(joined) || /^\d+ \d{3}$/.test(`${sought.text} ${next.text}`))) {
        const weight = next.hyphen ? 1 : 0.9;
        forms.push([sought, joined, weight, weight, sought.text], [next, joined, weight, weight, sought.text]);
      }
      if (/^\d/.test(next.text)) {
        for (const pair of index.short) {
          const other = pair[1 - pair.indexOf(sought.text)];
          if (pair.includes(sought.text)) forms.push([sought, other, 0.95, 0.95, other]);
        }
      }
    }
    const rest = number(sought.text);
    if (rest) forms.push([sought, rest, 0.7, 0.95, rest]);
  });
  return forms;
}

/** Adds the groups of synonyms of which one form was asked for. */
function addSynonyms(index, list) {
  const is = (sought, word) => sought && sought.phrase < 0 && ([word, `${word}s`].includes(sought.text) || sought.own.has(word) || sought.correction === word);
  for (const [forms, group] of index.synonyms) {
    for (const form of forms) {
      list.forEach((_, at) => {
        if (!form.every((word, step) => is(list[at + step], word))) return;
        for (const sought of list.slice(at, at + form.length)) {
          sought.variants.push({ group, weight: 0.9 });
          sought.forms = forms;
        }
      });
    }
  }
}

/** @param {Partial<Sought>} term @returns {Sought} */
export const sought = (term) => ({ last: false, phrase: -1, ...term, variants: [], words: new Set([term.text]), own: new Set(), forms: [], count: 0, place: -1 });

/**
 * Finds what to look for.
 * @param {object} index
 * @param {Sought[]} list as `sought` makes them
 * @returns {Promise<Sought[]>}
 */
export async function resolve(index, list) {
  const forms = otherForms(index, list);
  // All that is likely to be needed is asked for at once.
  const [files, begun, others] = await Promise.all([
    all(list, ({ text }) => index.near("w", text)),
    all(list, ({ text, last, phrase }) => last && phrase < 0 && index.beginning(text)),
    all(forms, ([, , , , near]) => index.near("w", near)),
  ]);
  list.forEach((one, at) => lookUp(one, files[at], begun[at]));
  const isDoubtful = ({ text, certain, count, variants }) => (certain ? count < 4 && text.length > 3 : text.length > 2 && !variants.length);
  const doubtful = list.map(isDoubtful);
  forms.forEach(([one, word, weight, alone], at) => {
    const entry = entryOf(others[at], word);
    if (entry) add(one, others[at], entry, one.variants.length ? weight : alone);
  });
  const halves = await all(list, async (one, at) => doubtful[at] && respell(index, one, files[at]));
  const resolved = list.flatMap((one, at) => (!one.variants.length && halves[at]) || one);
  addSynonyms(index, resolved);
  return resolved;
}
