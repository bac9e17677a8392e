// Opens the files of a search index (written by src/search) as they are needed, and says what went wrong with them.

/** How long one file may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Why a search has no answer.
 * - `offline`: the device has no connection;
 * - `network`: a file did not arrive, or not in time;
 * - `stale`: the portal was published anew just now, and the new index could not be read either;
 * - `corrupt`: a file is damaged;
 * - `unsupported`: the browser is too old.
 * @typedef {"offline" | "network" | "stale" | "corrupt" | "unsupported"} Trouble
 */

/** An error with its kind, so that the interface can choose the words. */
export class SearchError extends Error {
  /** @param {Trouble | "missing"} kind @param {string} what @param {unknown} [cause] */
  constructor(kind, what, cause) {
    super(`${kind}: ${what}`, { cause });
    this.name = "SearchError";
    this.kind = kind;
  }
}

/** Files that came as scripts and wait to be taken: name to base64. @type {Map<string, string>} */
const received = new Map();

/** @param {Uint8Array} bytes @param {string} name */
async function inflate(bytes, name) {
  // Some hosts send what looks like gzip as encoded, and the browser has decoded it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  if (typeof DecompressionStream === "undefined") throw new SearchError("unsupported", "no DecompressionStream");
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new SearchError("corrupt", name, cause);
  }
}

/** @param {URL} url @param {RequestCache} cache */
async function fetched(url, cache) {
  // The manifest is asked for together with this script (search-open.js), but only the first time.
  const { early } = globalThis.vellumSearch;
  globalThis.vellumSearch.early = undefined;
  const response = await (early?.url === url.href ? early.response : fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) }));
  if (response.status === 404 || response.status === 410) throw new SearchError("missing", url.pathname);
  if (!response.ok) throw new SearchError("network", `${response.status} ${url.pathname}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Loads a file as a script, from a folder. @param {URL} url @param {string} name @returns {Promise<Uint8Array>} */
function loaded(url, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${url}.js`;
    script.onload = script.onerror = () => {
      const text = received.get(name);
      received.delete(name);
      script.remove();
      if (text === undefined) return reject(new SearchError("missing", name));
      try {
        resolve(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
      } catch (cause) {
        reject(new SearchError("corrupt", name, cause));
      }
    };
    document.head.append(script);
  });
}

/** @param {URL} base @param {string} name @param {RequestCache} cache */
async function read(base, name, cache) {
  const url = new URL(name, base);
  for (let again = 0; ; again += 1) {
    try {
      return await inflate(await (base.protocol === "file:" ? loaded(url, name) : fetched(url, cache)), name);
    } catch (cause) {
      if (cause instanceof SearchError && cause.kind !== "network") throw cause;
      if (globalThis.navigator?.onLine === false) throw new SearchError("offline", name, cause);
      if (again) throw cause instanceof SearchError ? cause : new SearchError("network", name, cause);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/** @param {Uint8Array} bytes @param {string} name */
function json(bytes, name) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new SearchError("corrupt", name, cause);
  }
}

/** Reads numbers and texts from a binary file, and never beyond its end. */
class Reader {
  /** @param {Uint8Array} bytes @param {string} name @param {string} start what the file must start with */
  constructor(bytes, name, start = "") {
    Object.assign(this, { bytes, name, at: 0 });
    if (String.fromCharCode(...this.take(start.length)) !== start) this.fail();
  }

  fail() {
    throw new SearchError("corrupt", this.name);
  }

  get more() {
    return this.at < this.bytes.length;
  }

  number() {
    let value = 0;
    for (let factor = 1; this.more && factor < 2 ** 42; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    return this.fail();
  }

  /** @param {number} length */
  take(length) {
    if (this.at + length > this.bytes.length) this.fail();
    return this.bytes.subarray(this.at, (this.at += length));
  }
}

/**
 * The words of one file.
 * @typedef {object} Words
 * @property {string[]} words
 * @property {number[]} groups the group of each word
 * @property {number[]} counts in how many sections each word stands
 * @property {number[]} variants the place of each word in its group
 * @property {Map<string, number>} places where each word is in these lists
 */

/** @param {Reader} reader @returns {Words} */
function table(reader) {
  const decoder = new TextDecoder();
  const count = reader.number();
  if (count > reader.bytes.length) reader.fail();
  const found = { words: [], groups: [], counts: [], variants: [], places: new Map() };
  const spelling = new Uint8Array(1024);
  for (let at = 0; at < count; at += 1) {
    const shared = reader.number();
    const rest = reader.take(reader.number());
    if (shared + rest.length > spelling.length) reader.fail();
    spelling.set(rest, shared);
    const word = decoder.decode(spelling.subarray(0, shared + rest.length));
    found.places.set(word, at);
    found.words.push(word);
  }
  for (let at = 0, group = 0; at < count; at += 1) {
    const step = reader.number();
    found.groups.push((group += step % 2 ? -(step + 1) / 2 : step / 2));
  }
  for (const list of [found.counts, found.variants]) {
    for (let at = 0; at < count; at += 1) list.push(reader.number());
  }
  return found;
}

/** The rest of a file: parts, one a group. @param {Reader} reader */
function pieces(reader) {
  const found = [];
  while (reader.more) found.push(reader.take(reader.number()));
  return found;
}

const opened = (bytes, name) => new Reader(bytes, name, "VSI2");
const asTable = (bytes, name) => table(opened(bytes, name));
const asParts = (bytes, name) => pieces(opened(bytes, name));

/** A file of words with postings. */
function shard(bytes, name) {
  const reader = opened(bytes, name);
  return { ...table(reader), parts: pieces(reader) };
}

/** Which of `starts` is the last that is not after `at`. @template T @param {T[]} starts @param {T} at */
function placeOf(starts, at) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** One index: its manifest, and its files as they were opened. */
class Index {
  /** @param {URL} base the folder of the language @param {object} manifest */
  constructor(base, manifest) {
    if (manifest.format !== 2 || !Array.isArray(manifest.pages)) throw new SearchError("stale", "format");
    Object.assign(this, { base, manifest, open: new Map(), sections: 0 });
    /** The first section of each page. */
    this.starts = manifest.pages.map((count) => (this.sections += count) - count);
  }

  /** A file, opened once; one that failed may be tried again. */
  file(name, decode) {
    let file = this.open.get(name);
    if (!file) {
      const path = `${this.manifest.folder}/${name}`;
      file = read(this.base, path, "default").then((bytes) => decode(bytes, path));
      file.catch(() => this.open.delete(name));
      this.open.set(name, file);
    }
    return file;
  }

  /** The file that has a word if any has. @param {string} word @returns {Promise<Words | null>} */
  async words(word) {
    const { shards } = this.manifest;
    return shards.length ? this.file(`w${placeOf(shards, word)}`, shard) : null;
  }

  /**
   * A file with all words that begin like this. @param {string} beginning @returns {Promise<Words | null>}
   */
  async beginning(beginning) {
    const { shards } = this.manifest;
    const isOne = placeOf(shards, beginning) === placeOf(shards, `${beginning}\uffff`);
    return isOne ? this.words(beginning) : this.letter(beginning);
  }

  /** The file with all words of the same first letter. @param {string} word @returns {Promise<Words | null>} */
  async letter(word) {
    const letter = /^[a-z]/.test(word) ? word[0] : /^[0-9]/.test(word) ? "0" : "~";
    const at = this.manifest.letters.findIndex((letters) => letters.includes(letter));
    return at < 0 ? null : this.file(`v${at}`, asTable);
  }

  /** All words in one file. @returns {Promise<Words>} */
  allWords() {
    return this.file("v", asTable);
  }

  /** A part of a file. @param {string} name @param {number} at */
  async part(name, decode, at) {
    const file = await this.file(name, decode);
    const part = (file.parts ?? file)[at];
    if (!part) throw new SearchError("corrupt", name);
    return part;
  }

  /** The postings of a group, to be read. @param {number} group */
  async postings(group) {
    const { groups } = this.manifest;
    const at = placeOf(groups, group);
    const part = await this.part(`w${at}`, shard, group - groups[at]);
    // Those of common words are files of their own.
    return part.length ? new Reader(part, `w${at}`) : this.file(`p${group}`, opened).then(({ bytes }) => new Reader(bytes.subarray(4), `p${group}`));
  }

  /** The positions of a group, to be read. @param {number} group */
  async positions(group) {
    const { positions } = this.manifest;
    const at = placeOf(positions, group);
    return new Reader(await this.part(`x${at}`, asParts, group - positions[at]), `x${at}`);
  }

  /** Title, address and text of a page. @param {number} page */
  async page(page) {
    const at = placeOf(this.manifest.excerpts, page);
    const found = (await this.file(`f${at}`, json))[page - this.manifest.excerpts[at]];
    if (!found?.x || found.x.length !== this.manifest.pages[page]) throw new SearchError("corrupt", `f${at}`);
    return found;
  }

  /** What pages can be filtered by: for each its collection, roles and topics. */
  table() {
    return this.file("t", json);
  }
}

/**
 * Opens an index.
 * @param {URL} base @param {string} name @param {RequestCache} cache
 */
export async function manifest(base, name, cache) {
  return new Index(base, json(await read(base, name, cache), name));
}

/** Called by files that come as scripts. @param {string} name @param {string} text */
export function receive(name, text) {
  received.set(name.slice(name.indexOf("/") + 1), text);
}
