// From what is typed to the groups of words that are looked for: terms, spelling, beginnings of words, synonyms.
// `terms` does what `terms` in src/search/tokens.rs does.

/** Longer terms are cut, as they are in the index. */
const LONGEST = 40;
const LONGEST_COMPOUND = 16;

/** How many words that begin as typed are looked for. */
const BEGINNINGS = 10;

/** How many words that are spelt alike are looked for. */
const NEIGHBOURS = 4;

/** Words that stand before numbers, and how they are shortened. */
const SHORT = [
  ["art", "article"], ["s", "section"], ["ss", "sections"], ["sch", "schedule"], ["reg", "regulation"],
  ["para", "paragraph"], ["cl", "clause"], ["ch", "chapter"],
];

const WORD =
  /[\p{Ideographic}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]|(?:[\p{L}\p{N}_][\p{M}\p{Cf}]*)+(?:['’.:·,;](?:[\p{L}\p{N}_][\p{M}\p{Cf}]*)+)*/gu;

/** A word in small letters without accents and marks. @param {string} word */
const fold = (word) =>
  /^[\x20-\x7f]*$/.test(word) ? word.toLowerCase() : word.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, "").replace(/[’‘ʼ]/g, "'")
    .replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/œ/g, "oe").replace(/ø/g, "o").replace(/[đð]/g, "d")
    .replace(/ł/g, "l").replace(/þ/g, "th");

/** The parts of a folded word. @param {string} word @returns {string[]} */
function parts(word) {
  if (/^[a-z0-9]{1,40}$/.test(word)) return [word];
  let own = word.replace(/'s$/, "").replace(/(?<=\p{N}),(?=\p{N})|'/gu, "");
  if (/^[^.\p{N}](?:\.[^.\p{N}])+$/u.test(own)) own = own.replace(/\./g, "");
  return own.split(/(?<!\p{N})\.|\.(?!\p{N})|[^\p{L}\p{N}.]+/u).filter(Boolean).map((part) => [...part].slice(0, LONGEST).join(""));
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
export const number = (term) => /^[a-z]{1,3}(?=\d)(.*)$/.exec(term)?.[1];

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
  const from = (/** @type {number} */ mine, /** @type {number} */ its) =>
    1 + distance(one.slice(at + mine), other.slice(at + its), most - 1, beginning);
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return Math.min(swapped ? from(2, 2) : most + 1, left && more ? from(1, 1) : most + 1, left ? from(1, 0) : most + 1, more ? from(0, 1) : most + 1);
}

/**
 * A group of words that is looked for in the place of a term.
 * @typedef {object} Variant
 * @property {number} group
 * @property {number} weight how much it counts, up to 1
 */

/**
 * A word that was typed, with what it is looked for as.
 * @typedef {Term & {last: boolean, phrase: number, variants: Variant[], words: Set<string>, own: Set<string>, forms: string[][], count: number,
 *   place: number, correction?: string, certain?: boolean}} Sought
 */

/** Adds a word of a file to what a term is looked for as. */
function add(sought, file, at, weight) {
  const group = file.groups[at];
  const known = sought.variants.find((variant) => variant.group === group);
  if (known) known.weight = Math.max(known.weight, weight);
  else sought.variants.push({ group, weight });
  file.groups.forEach((other, word) => other === group && sought.words.add(file.words[word]));
}

/** Adds words that begin as typed; those that are not much longer count more. */
function addBeginnings(sought, file, weight) {
  const { text } = sought;
  const found = [];
  file.words.forEach((word, at) => word.startsWith(text) && word !== text && found.push(at));
  const worth = (at) => Math.log(1 + file.counts[at]) / (1 + (file.words[at].length - text.length) / 3);
  found.sort((one, other) => worth(other) - worth(one));
  for (const at of found.slice(0, BEGINNINGS)) {
    add(sought, file, at, weight * (0.6 + (0.4 * text.length) / file.words[at].length));
  }
  return found.length > 0;
}

/** Words that are spelt alike, best first. @returns {{at: number, steps: number, worth: number}[]} */
function neighbours({ text }, file, beginning) {
  const most = text.length < 3 || /^\d/.test(text) ? 0 : text.length < 8 ? 1 : 2;
  const found = [];
  if (!most) return found;
  file.words.forEach((word, at) => {
    // Little is left of a short word once a letter is gone.
    const isOther = word === text || word.length < 4 || (text.length < 4 && word[0] !== text[0]);
    const steps = isOther ? 9 : distance(text, word, most, beginning);
    if (steps <= most) found.push({ at, steps, worth: Math.log(1 + file.counts[at]) - 4 * steps - (word[0] === text[0] ? 0 : 1) - (text.startsWith(word) ? 2 : 0) });
  });
  return found.sort((one, other) => other.worth - one.worth).slice(0, NEIGHBOURS);
}

/** Adds words that are spelt alike; how many letters away the best is. */
function addNeighbours(sought, file, beginning) {
  const found = neighbours(sought, file, beginning);
  for (const { at, steps, worth } of found) add(sought, file, at, (steps > 1 ? 0.6 : 0.8) * 0.85 ** (found[0].worth - worth));
  if (found.length) sought.correction = file.words[found[0].at];
  return found[0]?.steps ?? 9;
}

/** Looks a term up as it is, and what begins like it. */
function lookUp(sought, file, beginnings) {
  const { text } = sought;
  const exact = file?.places.get(text);
  if (exact !== undefined) {
    add(sought, file, exact, 1);
    sought.own = new Set(sought.words);
    sought.certain = true;
    sought.place = file.variants[exact];
    const group = file.groups[exact];
    sought.count = file.counts.reduce((sum, count, at) => sum + (file.groups[at] === group ? count : 0), 0);
  }
  if (beginnings) addBeginnings(sought, beginnings, exact === undefined ? 1 : 0.5);
}

/** Other spellings of a term. @returns {boolean} whether one is so near that no further ones are needed */
function respell(sought, file) {
  const { text, last } = sought;
  if (sought.certain) {
    // A rare word beside a common one that is spelt alike is likely a slip.
    const [best] = file ? neighbours(sought, file, false) : [];
    if (best?.steps === 1 && file.counts[best.at] >= 20 * sought.count) {
      sought.correction = file.words[best.at];
      add(sought, file, best.at, 0.5);
    }
    return true;
  }
  if (!file) return false;
  // Forms that no text uses: `reporting` where all say `report`.
  for (const base of [text.replace(/(?:e?s|ed|ing)$/, ""), text.replace(/(?:s|d)$/, ""), text.replace(/ing$/, "e"), text.replace(/ie[sd]$/, "y")]) {
    const at = base.length > 2 ? file.places.get(base) : undefined;
    if (at !== undefined) {
      add(sought, file, at, 0.9);
      return true;
    }
  }
  const steps = addNeighbours(sought, file, false);
  if (steps > 9 - 1 && last && text.length > 3) return addNeighbours(sought, file, true) < 2;
  return steps < 2;
}

/**
 * What terms may also be: words written together or apart, articles and sections, parts of numbers.
 * @param {Sought[]} list
 * @returns {[sought: Sought, word: string, weight: number, alone: number][]} `alone` is the weight where the term itself
 *   stands nowhere
 */
function otherForms(list) {
  const forms = [];
  list.forEach((sought, at) => {
    if (sought.phrase >= 0) return;
    const next = list[at + 1];
    if (next && next.phrase < 0) {
      const joined = sought.text + next.text;
      if (joined.length <= LONGEST_COMPOUND && (!/\d/.test(joined) || /^\d+ \d{3}$/.test(`${sought.text} ${next.text}`))) {
        const weight = next.hyphen ? 1 : 0.9;
        forms.push([sought, joined, weight, weight], [next, joined, weight, weight]);
      }
      if (/^\d/.test(next.text)) {
        for (const [short, long] of SHORT) {
          if (sought.text === short) forms.push([sought, long, 0.95, 0.95]);
          if (sought.text === long) forms.push([sought, short, 0.95, 0.95]);
        }
      }
    }
    const rest = number(sought.text);
    if (rest) forms.push([sought, rest, 0.7, 0.95]);
  });
  return forms;
}

/** Adds the groups of synonyms of which one form was asked for. */
function addSynonyms(index, list) {
  const is = (sought, word) => sought && sought.phrase < 0 && ([word, `${word}s`].includes(sought.text) || sought.own.has(word) || sought.correction === word);
  for (const [forms, group] of index.manifest.synonyms) {
    for (const form of forms) {
      for (let at = 0; at + form.length <= list.length; at += 1) {
        if (!form.every((word, step) => is(list[at + step], word))) continue;
        for (const sought of list.slice(at, at + form.length)) {
          sought.variants.push({ group, weight: 0.9 });
          sought.forms = forms;
        }
      }
    }
  }
}

/** A term in two known words, if it is two that were written together. */
function split(text, { places }) {
  for (let at = 3; at <= text.length - 3; at += 1) {
    if (places.has(text.slice(0, at)) && places.has(text.slice(at))) return [text.slice(0, at), text.slice(at)];
  }
  return null;
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
  const forms = otherForms(list);
  // All that may be needed is asked for at once.
  const words = [...list.map(({ text }) => text), ...forms.map(([, word]) => word)].map((word) => index.words(word));
  const begun = list.map(({ text, last, phrase }) => last && phrase < 0 && index.beginning(text));
  const files = await Promise.all([...begun, ...words]);
  list.forEach((one, at) => lookUp(one, files[list.length + at], files[at]));
  const isDoubtful = (one) => one.text.length > 2 && (one.certain ? one.count < 4 && one.text.length > 3 : !one.variants.length);
  const doubtful = list.map(isDoubtful);
  forms.forEach(([one, word, weight, alone], at) => {
    const file = files[2 * list.length + at];
    const place = file?.places.get(word);
    if (place !== undefined) add(one, file, place, one.variants.length ? weight : alone);
  });
  const found = await Promise.all(
    list.map(async (one, at) => {
      if (!doubtful[at]) return true;
      const near = files[list.length + at];
      const isNear = near && neighbours(one, near, false)[0]?.steps === 1;
      return respell(one, isNear ? near : await index.letter(one.text)) || one.phrase >= 0;
    }),
  );
  const resolved = [];
  for (const [at, one] of list.entries()) {
    if (found[at]) {
      resolved.push(one);
      continue;
    }
    // Nothing that starts like it is near: the first letter may be wrong, or a space is missing.
    const file = await index.allWords();
    const two = split(one.text, file);
    if (two && !one.variants.length) {
      for (const text of two) {
        const half = sought({ ...one, text, last: false, correction: text });
        lookUp(half, file);
        resolved.push({ ...half, certain: false });
      }
    } else {
      if (addNeighbours(one, file, false) > 8 && one.last && !one.variants.length) addNeighbours(one, file, true);
      resolved.push(one);
    }
  }
  addSynonyms(index, resolved);
  return resolved;
}
