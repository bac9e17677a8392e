// Opens the files of a search index (written by src/search) as they are needed, and says what went wrong with them.

/** How long one file may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Why a search has no answer.
 * - `offline`: the device has no connection;
 * - `network`: a file did not arrive, or not in time;
 * - `missing`: a file is not there, which the engine takes for a new publish;
 * - `stale`: the portal was published anew just now, and the new index could not be read either;
 * - `corrupt`: a file is damaged;
 * - `unsupported`: the browser is too old.
 * @typedef {"offline" | "network" | "missing" | "stale" | "corrupt" | "unsupported"} Trouble
 */

/** An error with its kind, so that the interface can choose the words. @param {Trouble} kind @param {string} what @param {unknown} [cause] */
export const failure = (kind, what, cause) => Object.assign(new Error(`${kind}: ${what}`, { cause }), { kind });

/** Waits for what comes of each. @template T, R @param {T[]} list @param {(one: T) => R} each */
export const all = (list, each) => Promise.all(list.map(each));

/** @param {Uint8Array} bytes */
async function inflate(bytes) {
  // Some hosts send what looks like gzip as encoded, and the browser has decoded it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {URL} url @param {RequestCache} cache */
async function fetched(url, cache) {
  // The manifest is asked for together with this script (search-open.js), but only the first time.
  const { early } = vellumSearch;
  vellumSearch.early = undefined;
  const response = await (early?.url === url.href ? early.response : fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) }));
  // Some hosts say 403 or 410 of a file that they do not have.
  if (!response.ok) throw failure(response.status < 500 ? "missing" : "network", `${response.status} ${url.pathname}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * A file, and what it holds. From a folder files are loaded as scripts (search-folder.js).
 * @template T
 * @param {URL} base @param {string} name @param {RequestCache} cache @param {(bytes: Uint8Array, name: string) => T} decode
 * @returns {Promise<T>}
 */
async function read(base, name, cache, decode) {
  const url = new URL(name, base);
  let bytes;
  for (let again = 0; !bytes; again += 1) {
    try {
      bytes = await (base.protocol === "file:" ? vellumSearch.load(url, name) : fetched(url, cache));
    } catch (cause) {
      if (cause.kind && cause.kind !== "network") throw cause;
      if (!navigator.onLine) throw failure("offline", name, cause);
      if (again) throw failure("network", name, cause);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  try {
    return decode(await inflate(bytes), name);
  } catch (cause) {
    throw cause.kind ? cause : failure(globalThis.DecompressionStream ? "corrupt" : "unsupported", name, cause);
  }
}

/** @param {Uint8Array} bytes */
const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Reads numbers and bytes, and never beyond the end. */
class Reader {
  /** @param {Uint8Array} bytes @param {string} name */
  constructor(bytes, name) {
    Object.assign(this, { bytes, name, at: 0 });
  }

  fail() {
    throw failure("corrupt", this.name);
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
 * @property {Map<number, Uint8Array>} parts the postings of groups, or their places
 */

/** @param {Uint8Array} bytes @param {string} name @returns {Words} */
function words(bytes, name) {
  const reader = new Reader(bytes, name);
  const start = String.fromCharCode(...reader.take(4));
  const length = reader.number();
  if (start !== "VSI3" || length > bytes.length) reader.fail();
  const list = (next) => Array.from({ length }, next);
  const number = () => reader.number();
  const spelling = new Uint8Array(1024);
  let group = 0;
  const found = {
    words: list(() => {
      const shared = number();
      const rest = reader.take(number());
      spelling.set(rest, shared);
      return new TextDecoder().decode(spelling.subarray(0, shared + rest.length));
    }),
    groups: list(() => {
      const step = number();
      return (group += step % 2 ? -(step + 1) / 2 : step / 2);
    }),
    counts: list(number),
    variants: list(number),
    parts: new Map(),
  };
  for (let next = 0; reader.more; next += 1) {
    next += number();
    found.parts.set(next, reader.take(number()));
  }
  return found;
}

/** Which of `starts` is the last that is not after `at`. @template T @param {T[]} starts @param {T} at */
const placeOf = (starts, at) => Math.max(0, starts.findLastIndex((start) => start <= at));

/** One index: its manifest, and its files as they were opened. */
class Index {
  /** @param {URL} base the folder of the language @param {object} manifest */
  constructor(base, manifest) {
    if (manifest.format !== 3) throw failure("stale", "format");
    /** Where each starts, from how long each is. */
    const starts = (counts) => ((this.sections = 0), counts.map((count) => (this.sections += count) - count));
    const { groups, positions, excerpts, pages } = manifest;
    Object.assign(this, manifest, { base, files: new Map(), groups: starts(groups), positions: starts(positions), excerpts: starts(excerpts), pages: starts(pages) });
  }

  /** A file, opened once; one that failed may be tried again. */
  file(name, decode) {
    let file = this.files.get(name);
    if (!file) {
      file = read(this.base, `${this.folder}/${name}`, "default", decode);
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  /** The file in which a text would be, of those that start at others. @returns {Promise<Words>} */
  async near(kind, starts, text) {
    return starts.length ? this.file(kind + placeOf(starts, text), words) : { words: [] };
  }

  /** The file that has a word if any has. @param {string} word */
  words(word) {
    return this.near("w", this.shards, word);
  }

  /** The file with words that end like one. @param {string} word */
  ending(word) {
    return this.near("e", this.endings, [...word].reverse().join(""));
  }

  /** The file with all words of the same first letter. @param {string} word */
  letter(word) {
    return this.near("v", this.letters, word);
  }

  /** A file with all words that begin like this. @param {string} beginning */
  beginning(beginning) {
    const isOne = placeOf(this.shards, beginning) === placeOf(this.shards, `${beginning}\uffff`);
    return isOne ? this.words(beginning) : this.letter(beginning);
  }

  /** What a file has of a group, to be read. @returns {Promise<Reader | undefined>} */
  async part(name, group) {
    const bytes = (await this.file(name, words)).parts.get(group);
    return bytes && new Reader(bytes, name);
  }

  /** The postings of a group. @param {{group: number, part?: Uint8Array}} variant */
  async postings({ group, part }) {
    if (part) return new Reader(part, "");
    // Those of common words are files of their own.
    return (await this.part(`w${placeOf(this.groups, group)}`, group)) ?? (await this.part(`p${group}`, group)) ?? new Reader([], "").fail();
  }

  /** The positions of a group, unless it is common. @param {number} group */
  places(group) {
    return this.part(`x${placeOf(this.positions, group)}`, group);
  }

  /** A section as it is shown, and its page. @param {number} section */
  async text(section) {
    const at = placeOf(this.excerpts, section);
    const name = `f${at}`;
    let left = section - this.excerpts[at];
    for (const page of await this.file(name, json)) {
      if (left < page.x.length) return { page, text: page.x[left] };
      left -= page.x.length;
    }
    throw failure("corrupt", name);
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
export const manifest = (base, name, cache) => read(base, name, cache, (bytes) => new Index(base, json(bytes)));
